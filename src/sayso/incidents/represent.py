"""What an incident shows for each field: the value that its claims support best, taken from one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.incidents.compare.when import gap
from sayso.incidents.compare.where import PARTING, places
from sayso.incidents.facts import Days, Facts, lasting
from sayso.incidents.names import name_words, one_name
from sayso.schema.claim import DateSpan, Party, Place
from sayso.schema.codebook import top
from sayso.schema.vocabulary import EventType, Status

STATUSES: tuple[Status, ...] = ("happened", "ended", "ongoing", "suspected", "planned", "denied")
"""Of equally frequent ones the first: what happened outlasts what was planned."""


def event_type(facts: Sequence[Facts]) -> EventType:
    """Return the most frequent top-level type, as its most frequent subtype where one is told."""
    if len({f.claim.event_type for f in facts}) == 1:
        return facts[0].claim.event_type
    tops = Counter(f.top for f in facts)
    chosen = min(tops, key=lambda t: (t == "other", -tops[t], t))
    detailed = Counter(f.claim.event_type for f in facts if f.top == chosen and f.claim.event_type != chosen)
    return min(detailed, key=lambda t: (-detailed[t], t)) if detailed else top(chosen)


def status(facts: Sequence[Facts]) -> Status:
    """Return `ended` where a claim tells of an end, else the most frequent status; a lone denial stays denied."""
    found = Counter([f.claim.status for f in facts])
    if len(found) == 1:
        return facts[0].claim.status
    if found["ended"]:
        return "ended"
    told = {s: n for s, n in found.items() if s not in ("planned", "denied")} or dict(found)
    return min(told, key=lambda s: (-told[s], STATUSES.index(s)))


def date(facts: Sequence[Facts]) -> DateSpan | None:
    """Return the interval that most claims agree with, of those the most precise; None when all are undated.

    Of what lasts and is told to have ended, it is the days from that one to its end.
    """
    ends = [f for f in facts if f.claim.status == "ended" and f.top in lasting()]
    if not ends:
        return _agreed(facts)
    others = [f for f in facts if f not in ends]
    began, ended = _agreed(others), _agreed(ends)
    if began is None or ended is None or ended.end <= began.end:
        return _agreed(facts)
    return DateSpan(began.start, ended.end, "range", began.basis, f"{began.text} … {ended.text}")


def _agreed(facts: Sequence[Facts]) -> DateSpan | None:
    dated = [(f.days, f.claim.date) for f in facts if f.days and f.claim.date]
    if len(dated) < 2:
        return dated[0][1] if dated else None
    told = Counter([days for days, _ in dated])
    agreeing = {days: sum([n for other, n in told.items() if gap(days, other) == 0]) for days in told}

    def rank(row: tuple[Days, DateSpan]) -> tuple[int, int, str]:
        (first, last), span = row
        return -agreeing[first, last], last - first, span.start

    return min(dated, key=rank)[1]


def place(facts: Sequence[Facts]) -> Place | None:
    """Return the most specific place that most claims are compatible with; None when nobody says where."""
    told = [f.where for f in facts if f.where]
    if len(told) < 2:
        return told[0][0].place if told else next((f.claim.places[0] for f in facts if f.claim.places), None)
    spots = [tuple([w.spot for w in where]) for where in told]
    times, some = Counter(spots), dict(zip(spots, told, strict=True))
    against = {s: sum([n for t, n in times.items() if s != t and places(some[s], some[t]) in PARTING]) for s in times}

    def rank(at: int) -> tuple[int, bool, int, str]:
        head = told[at][0].place
        radius = head.radius_m if head.radius_m is not None else 50_000
        return against[spots[at]], head.kind == "country", radius, head.name

    return told[min(range(len(told)), key=rank)][0].place


def parties(rows: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return every party once, those named by most claims first; of the names of one party the most frequent."""
    if len(rows) == 1 and len(rows[0]) < 2:
        return rows[0]
    groups: list[list[Party]] = []
    for party in (p for row in rows for p in row):
        group = next((g for g in groups if any(_one(party, p) for p in g)), None)
        if group is None:
            groups.append([party])
        else:
            group.append(party)
    ranked = sorted(groups, key=lambda g: (-len(g), g[0].name))
    return tuple(_best_name(g) for g in ranked)


def _one(left: Party, right: Party) -> bool:
    if left.actor_id or right.actor_id:
        return left.actor_id == right.actor_id
    a, b = name_words(left.name, "party"), name_words(right.name, "party")
    return left.name.casefold() == right.name.casefold() or one_name(a, b)


def _best_name(group: Sequence[Party]) -> Party:
    names = Counter(p.name for p in group)
    return min(group, key=lambda p: (-names[p.name], -len(p.name), p.name))
