"""Where: by gazetteer entry or name, by what lies in what, by distance against the radii."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from sayso.incidents.facts import Facts, Where
from sayso.incidents.names import name_words, one_name
from sayso.schema.claim import Place

EARTH_M = 6_371_000.0
NEAR_M = 5_000
"""Gap between two places' circles up to which they lie next to each other."""
FAR_M = 40_000
"""Gap from which no two reports mean one place, however wrong one of them is."""
SPOT_M, TOWN_M, AREA_M = 4_000, 15_000, 60_000
"""Radii up to which a place is a village or site, a town, an area; beyond, a region."""
UNITS = ("governorate", "district", "region")
PARTING = frozenset(
    {"place.siblings", "place.neighbours", "place.other_name", "place.far", "place.apart", "place.two_towns"}
)
"""Findings that mean two places, not one."""


def metres(left: Place, right: Place) -> float | None:
    """Return the distance between two places' centres; None when one has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = radians(left.lat), radians(right.lat)
    half = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(radians(left.lon - right.lon) / 2) ** 2
    return 2 * EARTH_M * asin(min(1.0, sqrt(half)))


def _radius(place: Place) -> int:
    return place.radius_m or 0


def _same(left: Where, right: Where) -> bool:
    a, b = left.place, right.place
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return True
    if not one_name(left.words, right.words):
        return False
    between = metres(a, b)
    return between is None or between <= _radius(a) + _radius(b) + NEAR_M


def _size(left: Place, right: Place) -> str:
    """Name a place by how small it is: a village tells more than a region."""
    if "country" in (left.kind, right.kind):
        return "place.same_country"
    if left.radius_m is None and right.radius_m is None:
        return "place.same_name"
    widest = max(_radius(left), _radius(right))
    if widest <= SPOT_M:
        return "place.same_spot"
    if widest <= TOWN_M:
        return "place.same_town"
    return "place.same_area" if widest <= AREA_M else "place.same_region"


def _inside(small: Place, large: Where) -> bool:
    """Tell whether a place lies in the governorate or district that the other is."""
    if large.place.kind not in UNITS:
        return False
    return any(large.words == name_words(unit, "place") for unit in (small.admin1, small.admin2) if unit)


def _by_distance(left: Where, right: Where) -> str | None:
    between = metres(left.place, right.place)
    if between is None:
        return None
    reach = _radius(left.place) + _radius(right.place)
    if between <= max(_radius(left.place), _radius(right.place)):
        return "place.within"
    if between <= reach + NEAR_M:
        exact = left.place.precision == right.place.precision == "exact"
        return "place.neighbours" if exact else "place.near"
    return "place.far" if between <= reach + FAR_M else "place.apart"


def _heads(left: tuple[Where, ...], right: tuple[Where, ...]) -> str:
    """Compare the most specific places; the larger ones say whether one lies in the other."""
    if _same(left[0], right[0]):
        return _size(left[0].place, right[0].place)
    if any(_same(left[0], w) for w in right[1:]) or any(_same(w, right[0]) for w in left[1:]):
        return "place.within"
    if _inside(left[0].place, right[0]) or _inside(right[0].place, left[0]):
        return "place.within"
    if measured := _by_distance(left[0], right[0]):
        return measured
    if any(_same(a, b) for a in left[1:] for b in right[1:]):
        return "place.siblings"
    return "place.other_name"


def places(left: tuple[Where, ...], right: tuple[Where, ...]) -> str:
    """Return the finding about two claims' places, most specific first; a country alone says next to nothing."""
    if not left or not right:
        return "place.unknown"
    a, b = left[0].place, right[0].place
    if "country" in (a.kind, b.kind):
        return "place.apart" if a.country and b.country and a.country != b.country else "place.same_country"
    return _heads(left, right)


def _two_towns(left: Facts, right: Facts) -> bool:
    """Tell whether one report names two settlements for two events: it does so to tell them apart."""
    if left.claim.document_id != right.claim.document_id or not left.where or not right.where:
        return False
    a, b = left.where[0].place, right.where[0].place
    exact = all(p.kind == "settlement" and p.precision == "exact" and p.gazetteer_id for p in (a, b))
    return exact and a.gazetteer_id != b.gazetteer_id


def find_place(left: Facts, right: Facts) -> str:
    """Compare the places."""
    return "place.two_towns" if _two_towns(left, right) else places(left.where, right.where)


def say_place(facts: Facts) -> str:
    """Return the claim's places as a reviewer reads them, most specific first."""
    return ", ".join(p.name for p in facts.claim.places)
