"""How precise a place is in the codes of others: ACLED's geo_precision (1 to 3) and UCDP's where_prec (1 to 7).

Beside our own scale and the radius in metres. Both go by what is known of the place, never by the radius alone: "the
Homs countryside" is a first-level region however small, "20 km south of Homs" the surroundings of a town.
"""

from __future__ import annotations

from sayso.schema.claim import Place
from sayso.schema.shape import Corridor
from sayso.schema.vocabulary import PlaceKind

AROUND_M = 25_000
"""Up to this radius UCDP and ACLED speak of the surroundings of a known point."""

_SPOTS: frozenset[PlaceKind] = frozenset(("settlement", "neighbourhood", "site", "base", "road"))
_UNITS = {"district": 3, "governorate": 4, "country": 6}


def ucdp(place: Place | None) -> int | None:
    """Return where_prec; None for a place that is not known.

    1 the place itself, 2 within 25 km of it, 3 second-level unit, 4 first-level unit, 5 a line, a loose area or what is
    larger than a first-level unit, 6 country, 7 international waters.
    """
    if place is None or place.lat is None or place.precision == "unknown":
        return None
    if place.kind == "water" and place.country is None and (place.radius_m or 0) > AROUND_M:
        return 7
    if place.precision in _UNITS:
        return _UNITS[place.precision]
    if place.precision == "region":
        return 5
    return _of_a_spot(place)


def _of_a_spot(place: Place) -> int:
    """Return the code of a place that is named, or of a part or the surroundings of one."""
    is_around = (place.radius_m or 0) <= AROUND_M
    is_line = isinstance(place.shape, Corridor)
    if place.precision == "near" or is_line:
        return 2 if is_around else 5
    if place.kind in _SPOTS and (place.precision == "exact" or is_around):
        return 1
    if is_around:
        return 2
    return _by_unit(place) if place.precision == "part" else 5


def _by_unit(place: Place) -> int:
    """Return the code of a part of a larger place: that of the smallest unit that is known to hold it."""
    if place.admin2:
        return 3
    return 4 if place.admin1 else 5


_ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


def acled(place: Place | None) -> int | None:
    """Return geo_precision: 1 a named town, 2 near a town or part of a region, 3 a larger region; None for a place that
    is not known, a country and international waters, which ACLED does not code."""
    code = ucdp(place)
    if place is not None and place.precision == "part" and code == 4:
        return 2
    return _ACLED.get(code or 0)
