"""What a time expression is read against, the words that matched, and the reasons why a date cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.claims.calendar import Interval
from sayso.schema.time_words import TimeWords, fold


@dataclass(frozen=True, slots=True)
class Unknown:
    """A date that cannot be told, with the reason in words."""

    reason: str


NO_PUBLICATION = Unknown("the report's own date is not known")
NO_ANCHOR = Unknown("counted from another day, which the text does not date")
MOVING_FEAST = Unknown("counted by a calendar whose days move")
HIJRI = Unknown("dated by the Hijri calendar, whose days hang on where the moon was seen")
EITHER_ORDER = Unknown("day and month cannot be told apart")
NO_CALENDAR_DAY = Unknown("no such day in the calendar")
ANYWHERE = (-5.0, 8.0)
"""Hours ahead of Greenwich from the American east coast to the Philippines, for an event whose place is not known."""
OPEN = Unknown("says no more than that it was long ago or lies ahead")


@dataclass(frozen=True, slots=True)
class Reference:
    """What an expression is read against.

    `published` is the day on which the report was put out or, by its dateline, written; `anchor` the last day that the
    text itself dated; `future` whether the words around speak of what is to come, `over` whether of what is past.
    `day_first` tells how this report writes days in figures, None where that is not known. `hours` are the least and
    the most hours ahead of Greenwich that the clocks of the place may be. `units` holds, for "the same year" and the
    like, a day in the last week, month or year that the text named.
    """

    published: date | None
    anchor: date | None = None
    future: bool = False
    day_first: bool | None = None
    hours: tuple[float, float] = ANYWHERE
    units: Mapping[str, date] = field(default_factory=dict)
    over: bool = False

    def anchor_of(self, unit: str) -> date | None:
        """Return a day in the week, month or year that the text named last; for other units the last day it named."""
        return self.units.get(unit, self.anchor)

    @property
    def day(self) -> date | None:
        """The day to count from: the report's, or for want of it the text's."""
        return self.published or self.anchor

    def basis(self, found: Interval) -> Interval:
        """Say that an undated expression took its year from the report, or from the text."""
        return found if self.published else found.on("document")


class Words:
    """The groups of a match, folded, with the lists to look them up in."""

    def __init__(self, groups: Mapping[str, str | None], lists: TimeWords) -> None:
        self._groups = {k: fold(v) for k, v in groups.items() if v}
        self.lists = lists

    def get(self, name: str) -> str:
        """Return a group's words, "" when it is not there."""
        return self._groups.get(name, "")

    def number(self, name: str) -> int | None:
        """Return the figure in a group ("21st" and "twenty-first" give 21), None without one."""
        digits = "".join(c for c in self.get(name) if c.isdigit())
        return int(digits) if digits else self.lists.ordinals.get(self.get(name))

    @property
    def month(self) -> int:
        """The month named, 1 to 12."""
        return self.lists.months[self.get("month")]

    @property
    def unit(self) -> str:
        """The unit named, in the singular."""
        word = self.get("unit")
        return self.lists.units.get(word) or word

    @property
    def is_plural(self) -> bool:
        """Whether the unit stands in the plural: "days", not "day"."""
        return self.get("unit").endswith("s")

    @property
    def edge(self) -> str:
        """The class of "early", "late" or the like, "" without one."""
        return self.lists.edges.get(self.get("edge"), "")

    @property
    def which(self) -> str:
        """The class of "last", "this" or "next", "" without one."""
        return self.lists.whiches.get(self.get("which") or self.get("which_after"), "")

    def count(self) -> tuple[int, int] | None:
        """Return the lowest and highest reading of the number, None without one."""
        word = self.get("number")
        if word.isdigit():
            return int(word), int(word)
        return self.lists.counts.get(word)


Reading = Interval | Unknown
