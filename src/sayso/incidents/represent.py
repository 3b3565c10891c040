"""What an incident shows for each field: the value that its claims support best, taken from one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.incidents.compare.when import gap
from sayso.incidents.compare.where import PARTING, places
from sayso.incidents.facts import Facts, lasting, top
from sayso.incidents.names import name_words, one_name
from sayso.schema.claim import DateSpan, Party, Place
from sayso.schema.vocabulary import EventType, Status

STATUSES: tuple[Status, ...] = ("happened", "ended", "ongoing", "suspected", "planned", "denied")
"""Of equally frequent ones the first: what happened outlasts what was planned."""


def event_type(facts: Sequence[Facts]) -> EventType:
    """Return the most frequent top-level type, as its most frequent subtype where one is told."""
    tops = Counter(f.top for f in facts)
    chosen = min(tops, key=lambda t: (t == "other", -tops[t], t))
    detailed = Counter(f.claim.event_type for f in facts if f.top == chosen and f.claim.event_type != chosen)
    return min(detailed, key=lambda t: (-detailed[t], t)) if detailed else top(chosen)


def status(facts: Sequence[Facts]) -> Status:
    """Return `ended` where a claim tells of an end, else the most frequent status; a lone denial stays denied."""
    found = Counter(f.claim.status for f in facts)
    if found["ended"]:
        return "ended"
    told = {s: n for s, n in found.items() if s not in ("planned", "denied")} or dict(found)
    return min(told, key=lambda s: (-told[s], STATUSES.index(s)))


def date(facts: Sequence[Facts]) -> DateSpan | None:
    """Return the interval that most claims agree with, of those the most precise; None when all are undated.

    Of what lasts and is told to have ended, it is the days from that one to its end.
    """
    ends = [f for f in facts if f.claim.status == "ended" and f.top in lasting()]
    others = [f for f in facts if f not in ends]
    began, ended = _agreed(others), _agreed(ends)
    if began is None or ended is None or ended.end <= began.end:
        return _agreed(facts)
    return DateSpan(began.start, ended.end, "range", began.basis, f"{began.text} … {ended.text}")


def _agreed(facts: Sequence[Facts]) -> DateSpan | None:
    dated = [(f, f.days, f.claim.date) for f in facts if f.days and f.claim.date]
    if not dated:
        return None

    def rank(row: tuple[Facts, tuple[int, int], DateSpan]) -> tuple[int, int, str]:
        agreeing = sum(gap(row[1], other) == 0 for _, other, _ in dated)
        return -agreeing, row[1][1] - row[1][0], row[2].start

    return min(dated, key=rank)[2]


def place(facts: Sequence[Facts]) -> Place | None:
    """Return the most specific place that most claims are compatible with; None when nobody says where."""
    placed = [f for f in facts if f.where]
    if not placed:
        return next((f.claim.places[0] for f in facts if f.claim.places), None)

    def rank(f: Facts) -> tuple[int, bool, int, str]:
        against = sum(places(f.where, other.where) in PARTING for other in placed)
        head = f.where[0].place
        radius = head.radius_m if head.radius_m is not None else 50_000
        return against, head.kind == "country", radius, head.name

    return min(placed, key=rank).where[0].place


def parties(rows: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return every party once, those named by most claims first; of the names of one party the most frequent."""
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
