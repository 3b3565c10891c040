"""What the register holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from sayso.schema.vocabulary import SourceKind

ActorKind = Literal[
    "state",
    "state_forces",
    "rebel_group",
    "militia",
    "extremist_group",
    "coalition",
    "civilians",
    "monitor",
    "international_organisation",
    "agency_press",
    "people",
]
GROUP_KINDS: frozenset[ActorKind] = frozenset({"rebel_group", "militia", "extremist_group"})
SuccessionHow = Literal["renamed", "merged", "split", "dissolved"]

Days = tuple[str, str]
"""First and last day of an event, ISO, both included."""


@dataclass(frozen=True, slots=True)
class Period:
    """ISO days from which and to which something held, both included; None: open at that end."""

    start: str | None = None
    end: str | None = None

    def touches(self, days: Days) -> bool:
        """Tell whether any of the days lies within."""
        first, last = days
        return (self.start is None or self.start <= last) and (self.end is None or first <= self.end)

    def __str__(self) -> str:
        if self.start and self.end:
            return f"{self.start} to {self.end}"
        return f"from {self.start}" if self.start else f"until {self.end}" if self.end else "always"


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Membership:
    """An actor that another is part of, and when."""

    id: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Succession:
    """The actor that took another's place, and on which ISO day, None when that is not known."""

    id: str
    date: str | None
    how: SuccessionHow = "renamed"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an actor from an ISO day on; what is None stayed as it was."""

    start: str
    kind: ActorKind | None = None
    inter: int | None = None
    sides: Mapping[str, str] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry. `country` an ISO 3166 code, None for one at home in several; `inter` ACLED's code at home (1 to 8);
    `parents` whom it belongs to; `sides` its camp in each conflict; `speaks` the kind of source it is when quoted.
    `metonyms` ("Moscow") name it only where an actor is expected, and are never found by scanning. `period`: when it
    existed; `dated` the names that were in use for a time only; `changes` in time order; `wikidata` its item there."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    inter: int | None = None
    parents: tuple[Membership, ...] = ()
    sides: Mapping[str, str] = field(default_factory=dict)
    speaks: SourceKind = "other"
    metonyms: tuple[str, ...] = ()
    period: Period = ALWAYS
    dated: Mapping[str, Period] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    followed_by: tuple[Succession, ...] = ()
    wikidata: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias, metonyms left out."""
        return (self.name, *self.aliases)

    @property
    def parent(self) -> str | None:
        """The id of the actor that it belongs to, or belonged to last; None for one on its own."""
        return self.parents[-1].id if self.parents else None

    def in_use(self, name: str, days: Days) -> bool:
        """Tell whether it existed and bore the name on any of the days; a name without dates lasts as long as it."""
        return self.period.touches(days) and self.dated.get(name, ALWAYS).touches(days)

    def parent_on(self, days: Days) -> str | None:
        """Return the id of the actor that it belonged to on any of the days, None when it was on its own."""
        return next((p.id for p in reversed(self.parents) if p.period.touches(days)), None)

    def on(self, day: str) -> Actor:
        """Return the entry as it stood on an ISO day: kind, code and sides after the changes up to then."""
        then = self
        for change in self.changes:
            if change.start <= day:
                sides = then.sides if change.sides is None else change.sides
                then = replace(then, kind=change.kind or then.kind, inter=change.inter or then.inter, sides=sides)
        return then


@dataclass(frozen=True, slots=True)
class State:
    """A country: its ISO code, its name and adjectives, and whether it has a war on its own soil."""

    code: str
    name: str
    adjectives: tuple[str, ...]
    war: bool


@dataclass(frozen=True, slots=True)
class Generic:
    """Words that name a party only inside a document ("the regime", "the radical group").

    `of` says whose they are; `kinds` to which kinds of actor they can refer back, empty for a state's own; `alone`
    whether they need no article where only one of these kinds is named.
    """

    of: str
    words: frozenset[str]
    kinds: frozenset[str]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The lists that go with names: `suffixes` and `prefixes` change nothing about who is meant, `speakers` speak for a
    party, `particles` stand inside names, `words_too` are names in capitals that are words as well."""

    generics: tuple[Generic, ...] = ()
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    words_too: tuple[str, ...] = ()
