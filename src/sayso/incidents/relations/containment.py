"""What lies in an operation's area and days, done by the same actor: strike ⊂ operation ⊂ campaign.

An operation has an area when it is known to lie in a stretch of land, and days from the first that a claim tells of it
to the last; told as going on, to the day of that report. Each incident is given the closest operation that holds it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sayso.incidents.compare.where import metres
from sayso.incidents.facts import Days, Facts
from sayso.incidents.names import name_words
from sayso.incidents.parties import kin, same_party
from sayso.schema import knowledge
from sayso.schema.claim import Party, Place
from sayso.schema.codebook import top
from sayso.schema.incident import Incident, Related

AREA_M = 5_000
"""Radius in metres from which a place is a stretch of land, in which something can lie."""
DATED = 7
"""Days to which the part must at most be dated: what may have happened at any time of a month lies in no operation."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """An incident with its days and its circle."""

    incident: Incident
    days: Days
    place: Place
    radius: int

    @property
    def length(self) -> int:
        return self.days[1] - self.days[0]


@cache
def _types() -> tuple[frozenset[str], frozenset[str]]:
    raw = knowledge.packaged("relations")
    return frozenset(raw["wholes"]), frozenset(raw["parts"])


def _days(incident: Incident, facts: Iterable[Facts]) -> Days | None:
    """Return the first and last day that its claims tell of it; plans and denials tell of none."""
    told = [f for f in facts if f.claim.status not in ("planned", "denied")]
    days = [f.days for f in told if f.days]
    if not days:
        return None
    going_on = [f.published for f in told if f.claim.status == "ongoing" and f.published]
    first = min(d[0] for d in days)
    return first, max(*(d[1] for d in days), *going_on, first)


def _placed(incident: Incident, facts: Sequence[Facts]) -> _Placed | None:
    place = incident.place
    if place is None or place.lat is None or place.radius_m is None or place.kind == "country":
        return None
    days = _days(incident, facts)
    return _Placed(incident, days, place, place.radius_m) if days else None


def _holds_place(area: _Placed, part: _Placed) -> bool:
    between = metres(area.place, part.place)
    return between is not None and part.radius <= area.radius and between <= area.radius


def _named(parties: Iterable[Party]) -> list[Party]:
    """Return the parties that have a name: two reports' "gunmen" need not be one."""
    return [p for p in parties if p.actor_id or name_words(p.name, "party")]


def _one_of(left: Iterable[Party], right: Iterable[Party]) -> Party | None:
    """Return the first named party that is one of the others, or of one state or body with it."""
    others = _named(right)
    return next((a for a in _named(left) if any(same_party(a, b) or kin(a, b) for b in others)), None)


def _other_opponent(area: Incident, part: Incident) -> bool:
    """Tell whether both name whom they were against, and not the same."""
    both = _named(area.recipients) and _named(part.recipients)
    return bool(both) and _one_of(area.recipients, part.recipients) is None


def _smaller(part: _Placed, area: _Placed) -> bool:
    """Tell whether the part is less than the whole, in land or in days, so that no two are part of each other."""
    return part.radius < area.radius or part.length < area.length


def _reason(area: _Placed, actor: Party) -> str:
    first, last = (date.fromordinal(n).isoformat() for n in area.days)
    days = first if first == last else f"{first} to {last}"
    where = f"in the area of the operation ({area.place.name}) and in its days ({days})"
    return f"it lies {where}, by the same actor, {actor.name}"


def _within(area: _Placed, part: _Placed) -> str | None:
    """Return why the part lies in the operation; None where it does not."""
    if not (area.days[0] <= part.days[0] and part.days[1] <= area.days[1] and part.length < DATED):
        return None
    if not _smaller(part, area) or not _holds_place(area, part):
        return None
    actor = _one_of(area.incident.actors, part.incident.actors)
    if actor is None or _other_opponent(area.incident, part.incident):
        return None
    return _reason(area, actor)


def _candidates(incidents: Sequence[Incident], facts: Sequence[Facts]) -> tuple[list[_Placed], list[_Placed]]:
    """Return the operations with an area, and what may be part of one in the order of its first day."""
    wholes, parts = _types()
    if not any(top(i.event_type) in wholes for i in incidents):
        return [], []
    by_claim = {f.claim.id: f for f in facts}
    areas: list[_Placed] = []
    inside: list[_Placed] = []
    for i in incidents:
        code = top(i.event_type)
        if code not in wholes | parts or i.status in ("planned", "denied") or not i.actors:
            continue
        placed = _placed(i, [by_claim[c] for c in i.claims if c in by_claim])
        if placed is None:
            continue
        if code in wholes and placed.radius >= AREA_M:
            areas.append(placed)
        if code in parts:
            inside.append(placed)
    return areas, sorted(inside, key=lambda p: (p.days, p.incident.id))


def contained(incidents: Sequence[Incident], facts: Sequence[Facts]) -> Iterator[tuple[str, Related]]:
    """Give, for each incident that lies in an operation, the closest operation: of the fewest days, then the least."""
    areas, inside = _candidates(incidents, facts)
    first_days = [p.days[0] for p in inside]
    closest: dict[str, tuple[tuple[int, int, str], Related]] = {}
    for area in areas:
        around = inside[bisect_left(first_days, area.days[0]) : bisect_right(first_days, area.days[1])]
        for part in around:
            if part.incident.id == area.incident.id or (reason := _within(area, part)) is None:
                continue
            rank = area.length, area.radius, area.incident.id
            if part.incident.id not in closest or rank < closest[part.incident.id][0]:
                related = Related(area.incident.id, "part_of", "containment", reason)
                closest[part.incident.id] = rank, related
    for name, (_, related) in closest.items():
        yield name, related
