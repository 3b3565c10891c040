"""Where a phrase puts something: point, radius in metres, shape and precision, as vague as the words are.

The circle of point and radius always holds the shape. "20 km south of X" is a point that is displaced, "south of X" and
"southern X" are sectors, "the outskirts of X" and "20 km from X" are rings, what lies between places is a corridor.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.gazetteer import GazetteerPlace, settlement_radius
from sayso.claims.outlines import centroid, half
from sayso.claims.sphere import LatLon, course, kilometres, middle, moved
from sayso.schema.shape import Circle, Corridor, Point, Polygon, Sector, Shape
from sayso.schema.vocabulary import PlaceKind, PlacePrecision

NEAR_M = 10_000  # "near X": within ten kilometres of its edge, unless the text gives a distance
OFFSET_M = 25_000  # "south of X" without a distance: as far from its edge
FAIRLY = 0.25  # "20 km": give or take a quarter, and five kilometres at least
LEAST_M = 5_000
SIDE = 90.0  # degrees that a side of a place opens
SIDE_SHIFT = 0.5  # the middle of a side, in radii, and the radius that then holds it
SIDE_RADIUS = 0.74
CORE = 0.5  # "central X": half its radius
INNER = 0.5  # "the outskirts of X" begin half a radius out
RIM_M = 2_000  # and end as far beyond the edge, a third of the radius at least
WIDE_M = 20_000  # from this radius a desert, range or area is a region, not a spot
ROAD_M = 2_000  # to either side of a road's straight line
BETWEEN_M = 5_000  # to either side of the line between two places
ALL_ROUND = 360.0

_BEARINGS = {"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
             "west": 270.0, "northwest": 315.0}  # fmt: skip
_KM = {"mile": 1.609, "miles": 1.609, "metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001}
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")
SPOTS: frozenset[PlaceKind] = frozenset(("settlement", "neighbourhood", "site", "base", "road"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A point and a radius that holds the shape: WGS84 degrees, metres, and how precise it is."""

    lat: float
    lon: float
    radius_m: int
    precision: PlacePrecision
    shape: Shape


def bearing_of(words: tuple[str, ...]) -> float | None:
    """Return the direction the words tell, in degrees from north, None when they tell none."""
    for word in words:
        plain = word.lower().replace("-", "").removesuffix("ern")
        if plain in _BEARINGS:
            return _BEARINGS[plain]
    return None


def distance_of(words: tuple[str, ...]) -> float | None:
    """Return the metres told by "20 km", None when no figure with a unit stands there."""
    for number, unit in pairwise(words):
        if _NUMBER.match(number) and (unit.lower() in _KM or unit.lower().startswith(("km", "kilomet"))):
            return float(number.replace(",", ".")) * 1000 * _KM.get(unit.lower(), 1.0)
    return None


def own_precision(place: GazetteerPlace) -> PlacePrecision:
    """Return how precise the place is when named plainly; one whose point is only about right is "near" it."""
    if place.kind in ("district", "governorate", "country"):
        return {"district": "district", "governorate": "governorate", "country": "country"}[place.kind]  # type: ignore[return-value]
    if place.kind in SPOTS and place.radius_m <= max(NEAR_M, settlement_radius(place.population)):
        return "exact"
    if place.kind in SPOTS and place.radius_m < WIDE_M:
        return "near"
    return "region" if place.kind == "region" or place.radius_m >= WIDE_M else "exact"


def at(place: GazetteerPlace, outline: Polygon | None = None) -> Spot:
    """Return the place itself, with its outline where that is held."""
    precision = own_precision(place)
    shape: Shape = Point(place.lat, place.lon) if precision == "exact" else _disc(place)
    return Spot(place.lat, place.lon, place.radius_m, precision, outline or shape)


def _disc(place: GazetteerPlace) -> Circle:
    return Circle(place.lat, place.lon, place.radius_m)


def near(place: GazetteerPlace) -> Spot:
    """Return the place and its surroundings."""
    radius = place.radius_m + max(NEAR_M, place.radius_m)
    return Spot(place.lat, place.lon, radius, "near", Circle(place.lat, place.lon, radius))


def outskirts(place: GazetteerPlace, words: tuple[str, ...]) -> Spot:
    """Return the rim of a place, or the side of the rim that the words tell."""
    inner = round(INNER * place.radius_m)
    outer = place.radius_m + round(max(RIM_M, place.radius_m / 3))
    return _turned(place, bearing_of(words), inner, outer, "near")


def offset(place: GazetteerPlace, words: tuple[str, ...]) -> Spot:
    """Return the place "20 km south of X", or loosely "20 km from X", "south of X"."""
    told, bearing = distance_of(words), bearing_of(words)
    if told is None:
        return _turned(place, bearing, place.radius_m, place.radius_m + OFFSET_M, "near")
    give = round(max(LEAST_M, FAIRLY * told))
    if bearing is None:
        return _turned(place, None, max(0, round(told) - give), round(told) + give, "near")
    lat, lon = moved(place.lat, place.lon, bearing, told)
    return Spot(lat, lon, give, "near", Circle(lat, lon, give))


def part(place: GazetteerPlace, words: tuple[str, ...], outline: Polygon | None = None) -> Spot:
    """Return the side or the middle of a place that the words tell, or some part of it."""
    bearing = bearing_of(words)
    if bearing is not None:
        side = half(outline, bearing) if outline else None
        return _covering(side) if side else _turned(place, bearing, 0, place.radius_m, "part")
    if "central" in (w.lower() for w in words):
        radius = round(CORE * place.radius_m)
        return Spot(place.lat, place.lon, radius, "part", Circle(place.lat, place.lon, radius))
    return Spot(place.lat, place.lon, place.radius_m, "part", outline or _disc(place))


def _covering(side: Polygon) -> Spot:
    """Return an outlined side of a place, with its midpoint and a radius that holds it."""
    lat, lon = max((centroid(ring) for ring in side.outlines), key=lambda c: c[0])[1]
    reach = max(kilometres((lat, lon), (y, x)) for ring in side.outlines for x, y in ring)
    return Spot(lat, lon, math.ceil(1000 * reach), "part", side)


def _turned(place: GazetteerPlace, bearing: float | None, inner: int, outer: int, how: PlacePrecision) -> Spot:
    """Return what lies in a direction between two distances, all round where there is no direction."""
    if bearing is None:
        return Spot(place.lat, place.lon, outer, how, Sector(place.lat, place.lon, 0.0, ALL_ROUND, inner, outer))
    lat, lon = moved(place.lat, place.lon, bearing, SIDE_SHIFT * outer)
    sector = Sector(place.lat, place.lon, bearing, SIDE, inner, outer)
    return Spot(lat, lon, round(SIDE_RADIUS * outer), how, sector)


def within(place: GazetteerPlace) -> Spot:
    """Return something of the place's name in or beside it: its airport, its market, a street."""
    is_spot = place.kind in SPOTS
    radius = place.radius_m + (LEAST_M if is_spot else 0)
    return Spot(place.lat, place.lon, radius, "near" if is_spot else "part", Circle(place.lat, place.lon, radius))


def along(ends: Sequence[GazetteerPlace]) -> Spot:
    """Return the road through places, in the order told."""
    return _stretch([(p.lat, p.lon) for p in ends], ROAD_M, "part")


def between(first: GazetteerPlace, second: GazetteerPlace) -> Spot:
    """Return what lies between two places: the wider they are, the wider."""
    width = max(BETWEEN_M, min(first.radius_m, second.radius_m) // 2)
    return _stretch([(first.lat, first.lon), (second.lat, second.lon)], width, "part")


def _stretch(line: Sequence[LatLon], width: int, how: PlacePrecision) -> Spot:
    lat, lon = middle([line[0], line[-1]])
    reach = max(kilometres((lat, lon), point) for point in line)
    return Spot(lat, lon, math.ceil(1000 * reach) + width, how, Corridor(tuple(line), width))


def border(first: GazetteerPlace, second: GazetteerPlace) -> Spot:
    """Return the border of two countries: somewhere between their middles, as vague as the smaller of them is wide."""
    told = kilometres((first.lat, first.lon), (second.lat, second.lon)) * 1000
    way = told * first.radius_m / max(1, first.radius_m + second.radius_m)
    lat, lon = moved(first.lat, first.lon, course((first.lat, first.lon), (second.lat, second.lon)), way)
    radius = min(first.radius_m, second.radius_m)
    return Spot(lat, lon, radius, "region", Circle(lat, lon, radius))


def amid(corners: Sequence[GazetteerPlace]) -> Spot:
    """Return the land between three places or more: "the X-Y-Z triangle"."""
    points = [(p.lat, p.lon) for p in corners]
    lat, lon = middle(points)
    reach = max(kilometres((lat, lon), point) for point in points)
    around = sorted(points, key=lambda p: math.atan2(p[0] - lat, _apart(p[1], lon)))
    ring = tuple((lon, lat) for lat, lon in (*around, around[0]))
    return Spot(lat, lon, math.ceil(1000 * reach), "part", Polygon((ring,)))


def _apart(a: float, b: float) -> float:
    """Return how many degrees east of a longitude another lies, the shorter way round."""
    return (a - b + 180) % 360 - 180
