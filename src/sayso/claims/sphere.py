"""Distances, directions and middles on the globe, which is taken for a ball. Points are (latitude, longitude) in WGS84
degrees, distances metres or kilometres as named, directions degrees from north, clockwise."""

from __future__ import annotations

import math
from collections.abc import Sequence

EARTH_KM = 6371.0
POLE = 89.99999  # degrees, a metre short of the pole, at which there are no directions
LatLon = tuple[float, float]
Vector = tuple[float, float, float]


def kilometres(a: LatLon, b: LatLon) -> float:
    """Return the great-circle distance of two points."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def moved(lat: float, lon: float, bearing: float, metres: float) -> LatLon:
    """Return the point that many metres away on the great circle that leaves in a direction."""
    angle, course = metres / 1000 / EARTH_KM, math.radians(bearing)
    p = math.radians(max(-POLE, min(POLE, lat)))
    sine = math.sin(p) * math.cos(angle) + math.cos(p) * math.sin(angle) * math.cos(course)
    q = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(
        math.sin(course) * math.sin(angle) * math.cos(p), math.cos(angle) - math.sin(p) * math.sin(q)
    )  # fmt: skip
    return round(math.degrees(q), 5), round(wrapped(lon + math.degrees(east)), 5)


def course(a: LatLon, b: LatLon) -> float:
    """Return the direction in which the great circle from one point to another leaves, 0 to 360."""
    p, q, turn = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1])
    x = math.cos(p) * math.sin(q) - math.sin(p) * math.cos(q) * math.cos(turn)
    return math.degrees(math.atan2(math.sin(turn) * math.cos(q), x)) % 360


def middle(points: Sequence[LatLon]) -> LatLon:
    """Return the middle of points, the first of them where they cancel out, as points on opposite sides do."""
    x, y, z = (sum(axis) for axis in zip(*map(_vector, points), strict=True))
    if math.hypot(x, y, z) < 1e-9:
        return points[0]
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 5), round(math.degrees(math.atan2(y, x)), 5)


def wrapped(lon: float) -> float:
    """Return the same longitude between -180 and 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def _vector(point: LatLon) -> Vector:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
