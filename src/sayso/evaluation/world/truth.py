"""What a faultless reader could tell: which tellings fit two happenings alike, and which contests were planted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.evaluation.world.happenings import Happening
from sayso.evaluation.world.land import countryside
from sayso.evaluation.world.tellings import LATEST_DAYS, Report, Telling
from sayso.schema.vocabulary import ContestedField

CONTESTED: dict[str, ContestedField] = {"partisan": "killed", "denied": "event", "blamed": "actor"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What should be told of a happening: the field in dispute (None: a toll that rose, which is no dispute), and
    the claims of the two positions."""

    happening: Happening
    field: ContestedField | None
    one: frozenset[str]
    other: frozenset[str]


def planted(tellings: Iterable[tuple[str, Telling]]) -> tuple[Expected, ...]:
    """Return the contests and rises that tellings, by the ids of their claims, hold; a contest needs both positions."""
    of: dict[Happening, list[tuple[str, Telling]]] = {}
    for claim, told in tellings:
        of.setdefault(told.happening, []).append((claim, told))
    found = (_expected(one, told) for one, told in of.items() if one.plot != "plain")
    return tuple(e for e in found if e and e.one and e.other)


def _expected(one: Happening, told: Sequence[tuple[str, Telling]]) -> Expected | None:
    if one.plot == "rising":
        figures = {t.killed[1] for _, t in told if t.killed}
        first, last = (
            frozenset(c for c, t in told if t.killed and t.killed[1] == n) for n in (min(figures), max(figures))
        )
        return Expected(one, None, first, last) if len(figures) > 1 else None
    other = frozenset(c for c, t in told if t.role == "other")
    first = frozenset(c for c, t in told if t.role == ("" if one.plot == "denied" else "one"))
    return Expected(one, CONTESTED[one.plot], first, other)


def is_open(report: Report, told: Telling, happenings: Iterable[Happening]) -> bool:
    """Tell whether what a report says fits another happening as well, so that nobody could say which it means.

    What was hit decides nothing: one raid hits several things. Nor does that in which a telling contradicts the others
    of its happening, a party's figure or the doer whom it blames: it could contradict those of another as well.
    """
    return any(_fits(report, told, h) for h in happenings if h.key != told.happening.key)


def _fits(report: Report, told: Telling, other: Happening) -> bool:
    return (
        _day_fits(report.published, told, other)
        and _type_fits(told, other)
        and _place_fits(told, other)
        and _actor_fits(told, other)
        and _figure_fits(told, other)
    )


def _type_fits(told: Telling, other: Happening) -> bool:
    return told.code in (other.form.code, other.form.coarse)


def _day_fits(published: date, told: Telling, other: Happening) -> bool:
    if told.when == "day":
        return told.happening.day == other.day
    reach = 6 if told.when == "week" else 2 * LATEST_DAYS
    return published - timedelta(days=reach) <= other.day <= published


def _place_fits(told: Telling, other: Happening) -> bool:
    here, there = told.happening.village, other.village
    if told.where is None:
        return True
    if here.governorate != there.governorate:
        return False
    if told.where == "countryside":
        return countryside(here) == countryside(there)
    return told.where == "governorate" or here == there


def _contradicts(told: Telling, field: ContestedField) -> bool:
    return told.role == "other" and CONTESTED[told.happening.plot] == field


def _actor_fits(told: Telling, other: Happening) -> bool:
    if told.actor is None or _contradicts(told, "actor"):
        return True
    return told.actor == other.actor or (other.plot == "blamed" and told.actor == other.enemy)


def _figure_fits(told: Telling, other: Happening) -> bool:
    """Tell whether a figure could be one that is told of the other; where that one's is in flux any could."""
    if told.killed is None or _contradicts(told, "killed") or other.plot in ("rising", "partisan"):
        return True
    words, number = told.killed
    return number <= other.killed if words else number == other.killed
