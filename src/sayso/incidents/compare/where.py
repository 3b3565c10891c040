"""Where: by gazetteer entry or name, by what lies in what, by distance against the radii."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from sayso.incidents.compare.level import ELSE, Field, Level, one, shared
from sayso.incidents.facts import UNITS, Facts, Where
from sayso.incidents.names import name_words, one_name
from sayso.schema.claim import Place

EARTH_M = 6_371_000.0
NEAR_M = 5_000
"""Gap between two places' circles up to which they lie next to each other."""
FAR_M = 40_000
"""Gap from which no two reports mean one place, however wrong one of them is."""
SPOT_M, TOWN_M, AREA_M = 4_000, 15_000, 60_000
"""Radii up to which a place is a village or site, a town, an area; beyond, a region."""
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


def say_place(facts: Facts) -> str:
    """Return the claim's places as a reviewer reads them, most specific first."""
    return ", ".join(p.name for p in facts.claim.places)


# --- in SQL, over two rows

_BETWEEN = "sqrt(power(x_l - x_r, 2) + power(y_l - y_r, 2) + power(z_l - z_r, 2))"
"""Metres from one place to the other; null when one of them is not on the map."""
_REACH = "(radius_l + radius_r)"
_WIDEST = "greatest(radius_l, radius_r)"
_ONE_NAME = f"{shared('place_words')} = least(array_length(place_words_l), array_length(place_words_r))"
_SAME = (
    f"coalesce(gazetteer_l = gazetteer_r, false) or ({_ONE_NAME} and coalesce({_BETWEEN} <= {_REACH} + {NEAR_M}, true))"
)
_COUNTRY = one("place_kind_l = 'country'")
_HELD = " or ".join(
    f"{shared(a, b)} > 0"
    for a, b in (
        ("place_head", "place_rest"),
        ("place_rest", "place_head"),
        ("place_within", "place_unit"),
        ("place_unit", "place_within"),
    )
)
_WITHIN = f"{_HELD} or {_BETWEEN} <= {_WIDEST}"
_NEAR = f"{_BETWEEN} <= {_REACH} + {NEAR_M}"
_FAR = f"{_BETWEEN} <= {_REACH} + {FAR_M}"
_NEIGHBOURS = f"{_NEAR} and exact_l and exact_r"
GROUND = (
    f"(placed_l and placed_r and not {_COUNTRY}"
    f" and coalesce(({_SAME}) or ({_WITHIN}) or ({_NEAR} and not (exact_l and exact_r)), false))"
)
"""One place, as far as the two claims tell: enough to tie a plan to what happened."""

PLACE = Field(
    "place",
    (
        Level(
            "two_towns",
            "doc_l = doc_r and town_l and town_r and gazetteer_l <> gazetteer_r",
            "one report names two towns",
            apart=True,
        ),
        Level("unknown", "not placed_l or not placed_r", "one does not say where", silent=True),
        Level("other_country", f"{_COUNTRY} and country_l <> country_r", "two countries"),
        Level("same_country", _COUNTRY, "the same country"),
        Level("apart", f"not ({_FAR}) and not ({_HELD})", "places far apart", apart=True),
        Level("same_name", f"({_SAME}) and not sized_l and not sized_r", "the same place by name"),
        Level("same_spot", f"({_SAME}) and {_WIDEST} <= {SPOT_M}", "the same village, site or quarter"),
        Level("same_town", f"({_SAME}) and {_WIDEST} <= {TOWN_M}", "the same town"),
        Level("same_area", f"({_SAME}) and {_WIDEST} <= {AREA_M}", "the same area"),
        Level("same_region", _SAME, "the same region"),
        Level("within", _WITHIN, "one place lies within the other"),
        Level("neighbours", _NEIGHBOURS, "two places next to each other", told_apart=True),
        Level("near", _NEAR, "a place and the surroundings of another"),
        Level(
            "two_places", f"{_FAR} and exact_l and exact_r", "two places some way apart, told exactly", told_apart=True
        ),
        Level("far", _FAR, "places some way apart"),
        Level("siblings", f"{shared('place_rest')} > 0", "two places of one larger area"),
        Level("other_name", ELSE, "places with different names"),
    ),
    say_place,
)
