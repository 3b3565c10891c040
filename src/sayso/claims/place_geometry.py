"""Where a phrase puts something: point, radius in metres and precision, as vague as the words are."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.gazetteer import GazetteerPlace
from sayso.schema.vocabulary import PlaceKind, PlacePrecision

EARTH_KM = 6371.0
NEAR_M = 10_000  # "near X": within ten kilometres of its edge, unless the text gives a distance
OFFSET_M = 15_000  # "south of X" without a distance
PART_SHIFT = 0.5  # "eastern X": half a radius to the east, and six tenths of the radius
PART_RADIUS = 0.6
WIDE_M = 20_000  # from this radius a desert, range or area is a region, not a spot

_BEARINGS = {"north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
             "west": 270.0, "northwest": 315.0}  # fmt: skip
_KM = {"mile": 1.609, "miles": 1.609, "metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001}
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")
SPOTS: frozenset[PlaceKind] = frozenset(("settlement", "neighbourhood", "site", "base", "road"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A disc: WGS84 degrees, metres, and how precise it is."""

    lat: float
    lon: float
    radius_m: int
    precision: PlacePrecision


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude)."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def moved(lat: float, lon: float, bearing: float, metres: float) -> tuple[float, float]:
    """Return the point that many metres away in a direction (degrees from north)."""
    angle = metres / 1000 / EARTH_KM
    north = math.degrees(angle * math.cos(math.radians(bearing)))
    east = math.degrees(angle * math.sin(math.radians(bearing)) / max(0.1, math.cos(math.radians(lat))))
    return round(lat + north, 5), round(lon + east, 5)


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
    """Return how precise the place is when named plainly."""
    if place.kind in ("district", "governorate", "country"):
        return {"district": "district", "governorate": "governorate", "country": "country"}[place.kind]  # type: ignore[return-value]
    if place.kind in SPOTS:
        return "exact"
    return "region" if place.kind == "region" or place.radius_m >= WIDE_M else "exact"


def at(place: GazetteerPlace) -> Spot:
    """Return the place itself."""
    return Spot(place.lat, place.lon, place.radius_m, own_precision(place))


def near(place: GazetteerPlace) -> Spot:
    """Return the place and its surroundings."""
    return Spot(place.lat, place.lon, place.radius_m + max(NEAR_M, place.radius_m), "near")


def offset(place: GazetteerPlace, words: tuple[str, ...]) -> Spot:
    """Return the place "20 km south of X", or loosely "south of X"."""
    told = distance_of(words)
    bearing = bearing_of(words)
    metres = told if told is not None else place.radius_m + OFFSET_M
    radius = round(max(5_000, 0.25 * metres) if told is not None else metres)
    lat, lon = (place.lat, place.lon) if bearing is None else moved(place.lat, place.lon, bearing, metres)
    return Spot(lat, lon, radius, "near")


def part(place: GazetteerPlace, words: tuple[str, ...]) -> Spot:
    """Return the side of a place that the words tell, or some part of it."""
    bearing = bearing_of(words)
    if bearing is None:
        return Spot(place.lat, place.lon, place.radius_m, "part")
    lat, lon = moved(place.lat, place.lon, bearing, PART_SHIFT * place.radius_m)
    return Spot(lat, lon, round(PART_RADIUS * place.radius_m), "part")


def within(place: GazetteerPlace) -> Spot:
    """Return something of the place's name in or beside it: its airport, its market, a street."""
    is_spot = place.kind in SPOTS
    return Spot(place.lat, place.lon, place.radius_m + (5_000 if is_spot else 0), "near" if is_spot else "part")


def along(first: GazetteerPlace, second: GazetteerPlace) -> Spot:
    """Return the stretch from one place to the other."""
    lat, lon = (first.lat + second.lat) / 2, (first.lon + second.lon) / 2
    half = kilometres((first.lat, first.lon), (second.lat, second.lon)) * 500
    return Spot(round(lat, 5), round(lon, 5), round(half + 2_000), "part")
