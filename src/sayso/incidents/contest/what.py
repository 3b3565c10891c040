"""Which kind of event, where, on which day, and when what lasts ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.incidents.compare.what import find_type
from sayso.incidents.compare.where import PARTING, metres, places
from sayso.incidents.contest.views import View, between_sources, parting, unless_both_are_held, view
from sayso.incidents.facts import Days, Facts, lasting
from sayso.incidents.independence import Sources
from sayso.schema import knowledge
from sayso.schema.claim import Place
from sayso.schema.codebook import top
from sayso.schema.incident import Contested
from sayso.schema.vocabulary import ContestKind

COARSER_DAYS = 2
"""A date told to so many days more than another is coarser; "overnight" and the day after it are one."""


# ---- kind of event


@cache
def _means() -> dict[str, int]:
    groups: list[list[str]] = knowledge.packaged("contested")["means"]
    return {code: n for n, group in enumerate(groups) for code in group}


def _means_of(code: str) -> int | None:
    """Return the number of the means by which an event was done (from the air, by a gun …); None for none."""
    return _means().get(code, _means().get(top(code)))


def _two_means(left: View, right: View) -> bool:
    a, b = (_means_of(v.facts.claim.event_type) for v in (left, right))
    return a is not None and b is not None and a != b


def _types_differ(left: View, right: View) -> ContestKind | None:
    found = find_type(left.facts, right.facts)
    if found == "type.open" or "accusation" in (left.facts.top, right.facts.top):
        return None
    return between_sources(left, right) if found == "type.differ" or _two_means(left, right) else "difference"


def event_type(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the claims part on the kind of event: of two means it can have been but one."""
    views = [view(f, sources, f.claim.event_type, f.claim.event_type) for f in facts]
    return parting("type", views, unless_both_are_held(_types_differ, views))


# ---- place


def _may_hold(vague: Place, other: Place) -> bool:
    """Tell whether a place that is only described ("the northern countryside of …") may hold the other after all: its
    circle is a guess, so what lies within as much again, in the same unit, is not out of it."""
    if vague.precision in ("exact", "unknown") or vague.radius_m is None:
        return False
    between = metres(vague, other)
    one_unit = vague.admin1 is None or other.admin1 is None or vague.admin1 == other.admin1
    return one_unit and between is not None and between <= 2 * vague.radius_m


def _places_differ(left: View, right: View) -> ContestKind | None:
    found = places(left.facts.where, right.facts.where)
    if found in PARTING:
        a, b = (v.facts.where[0].place for v in (left, right))
        return "difference" if _may_hold(a, b) or _may_hold(b, a) else between_sources(left, right)
    return "difference" if found == "place.within" else None


def place(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the claims part on the place; a country alone is no position."""
    views = [
        view(f, sources, f.where[0].words, f.where[0].place.name)
        for f in facts
        if f.where and f.where[0].place.kind != "country"
    ]
    return parting("place", views, unless_both_are_held(_places_differ, views))


# ---- days


@cache
def _starting() -> re.Pattern[str]:
    words: list[str] = knowledge.packaged("contested")["starts"]
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.IGNORECASE)


def _tells_start(facts: Facts) -> bool:
    return bool(_starting().search(facts.claim.quote))


def _moment(facts: Facts) -> str | None:
    """Return which moment a claim's day is of; None for any day of something that lasts or goes on."""
    if facts.claim.status == "planned":
        return "plan"
    if facts.claim.status == "ended":
        return "end"
    lasts = facts.top in lasting() or facts.claim.status == "ongoing"
    return "start" if not lasts or _tells_start(facts) else None


def _apart(a: Days, b: Days) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _days_differ(left: View, right: View) -> ContestKind | None:
    a, b = left.facts.days, right.facts.days
    if a is None or b is None or _moment(left.facts) != _moment(right.facts):
        return None
    if _apart(a, b):
        return between_sources(left, right)
    return "difference" if abs((a[1] - a[0]) - (b[1] - b[0])) >= COARSER_DAYS else None


def _dated(facts: Sequence[Facts], sources: Sources) -> list[View]:
    """Return the days that claims tell themselves; one taken over from another claim is nobody's word."""
    views = []
    for f in facts:
        span = f.claim.date
        if f.days and span and span.basis != "event" and f.claim.status != "denied":
            said = span.start if span.start == span.end else f"{span.start} to {span.end}"
            views.append(view(f, sources, f.days, said))
    return views


def date(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the claims part on the day; of what lasts, on the day it began."""
    told = [f for f in facts if _moment(f) in ("plan", "start")]
    return parting("date", _dated(told, sources), _days_differ)


def end(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the claims part on the day on which it ended."""
    return parting("end", _dated([f for f in facts if _moment(f) == "end"], sources), _days_differ)
