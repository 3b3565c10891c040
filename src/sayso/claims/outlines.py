"""Outlines of regions as a gazetteer's file keeps them: few corners, a few bytes each.

A blob holds, ring after ring, the number of corners and then for each corner its step from the one before in whole
ten-thousandths of a degree, longitude first, as variable-length integers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.schema.shape import Polygon, Ring

SCALE = 10_000
KM_PER_DEGREE = 111.32
FEWEST = 3


def packed(polygon: Polygon) -> bytes:
    """Return a polygon as a blob."""
    told: list[int] = []
    for ring in polygon.outlines:
        told.append(len(ring) - 1)
        x = y = 0
        for lon, lat in ring[:-1]:
            there = round(lon * SCALE), round(lat * SCALE)
            told += [_zigzag(there[0] - x), _zigzag(there[1] - y)]
            x, y = there
    return bytes(b for number in told for b in _varint(number))


def unpacked(blob: bytes) -> Polygon:
    """Return the polygon that a blob holds."""
    numbers = _numbers(blob)
    rings: list[Ring] = []
    for size in numbers:
        x = y = 0
        ring: list[tuple[float, float]] = []
        for _ in range(size):
            x, y = x + _unzigzag(next(numbers)), y + _unzigzag(next(numbers))
            ring.append((x / SCALE, y / SCALE))
        rings.append((*ring, ring[0]))
    return Polygon(tuple(rings))


def simplified(rings: Sequence[Sequence[tuple[float, float]]], metres: float) -> Polygon | None:
    """Return outlines (longitude, latitude) without the corners that a line misses by less than so many metres, and
    without pieces smaller than that; None when no piece is left."""
    kept = [_ring(ring, metres) for ring in rings]
    found = tuple(ring for ring in kept if ring)
    return Polygon(found) if found else None


def centroid(ring: Sequence[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """Return the size of a ring (longitude, latitude) in square degrees of the equator, and its midpoint (latitude,
    longitude)."""
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if not area:
        return 0.0, (ring[0][1], ring[0][0])
    lat, lon = cy / (3 * area), cx / (3 * area)
    return abs(area / 2) * math.cos(math.radians(lat)), (round(lat, 3), round(lon, 3))


def holds(polygon: Polygon, point: tuple[float, float]) -> bool:
    """Tell whether a point (latitude, longitude) lies within a polygon."""
    return any(_winds(ring, point[1], point[0]) for ring in polygon.outlines)


def _winds(ring: Ring, x: float, y: float) -> bool:
    crossed = (
        x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    )  # fmt: skip
    return sum(crossed) % 2 == 1


def half(polygon: Polygon, bearing: float) -> Polygon | None:
    """Return the half of a polygon that lies in a direction (degrees from north) from its midpoint."""
    middle = max((centroid(ring) for ring in polygon.outlines), key=lambda c: c[0])[1]
    origin = middle[1], middle[0]
    course = math.sin(math.radians(bearing)), math.cos(math.radians(bearing))
    kept = tuple(ring for ring in (_ahead(ring, origin, course) for ring in polygon.outlines) if ring)
    return Polygon(kept) if kept else None


def _ahead(ring: Ring, origin: tuple[float, float], course: tuple[float, float]) -> Ring | None:
    """Return the part of a ring that lies ahead of a point (Sutherland and Hodgman's clipping), None for none."""
    kept: list[tuple[float, float]] = []
    told = [(p, sum(a * b for a, b in zip(_flat(p, origin), course, strict=True))) for p in ring]
    for (a, ahead), (b, next_ahead) in pairwise(told):
        if ahead >= 0:
            kept.append(a)
        if (ahead >= 0) != (next_ahead >= 0):
            part = ahead / (ahead - next_ahead)
            kept.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
    placed = list(dict.fromkeys((round(x * SCALE) / SCALE, round(y * SCALE) / SCALE) for x, y in kept))
    return (*placed, placed[0]) if len(placed) >= FEWEST else None


def _ring(points: Sequence[tuple[float, float]], metres: float) -> Ring | None:
    open_ring = list(points[:-1] if points[0] == points[-1] else points)
    if len(open_ring) < FEWEST or _span(open_ring) < 2 * metres:
        return None
    far = max(range(len(open_ring)), key=lambda n: _metres(open_ring[0], open_ring[n]))
    halves = open_ring[: far + 1], [*open_ring[far:], open_ring[0]]
    corners = [p for half in halves for p in _thinned(half, metres)[:-1]]
    placed = list(dict.fromkeys((round(x * SCALE) / SCALE, round(y * SCALE) / SCALE) for x, y in corners))
    return (*placed, placed[0]) if len(placed) >= FEWEST else None


def _thinned(line: Sequence[tuple[float, float]], metres: float) -> list[tuple[float, float]]:
    """Return a line's points as Douglas and Peucker thin it."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda n: _off(line[n], line[first], line[last]))
        if _off(line[far], line[first], line[last]) > metres:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [line[n] for n in sorted(keep)]


def _flat(p: tuple[float, float], origin: tuple[float, float]) -> tuple[float, float]:
    unit = 1000 * KM_PER_DEGREE
    return (p[0] - origin[0]) * unit * math.cos(math.radians(origin[1])), (p[1] - origin[1]) * unit


def _metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot(*_flat(b, a))


def _off(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return how many metres a point lies off the stretch from one point to another."""
    (px, py), (bx, by) = _flat(p, a), _flat(b, a)
    length = bx * bx + by * by
    at = max(0.0, min(1.0, (px * bx + py * by) / length)) if length else 0.0
    return math.hypot(px - at * bx, py - at * by)


def _span(ring: Sequence[tuple[float, float]]) -> float:
    xs, ys = zip(*ring, strict=True)
    return _metres((min(xs), min(ys)), (max(xs), max(ys)))


def _zigzag(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def _unzigzag(number: int) -> int:
    return number // 2 if number % 2 == 0 else -(number + 1) // 2


def _varint(number: int) -> Iterator[int]:
    while number > 127:
        yield number & 127 | 128
        number >>= 7
    yield number


def _numbers(blob: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in blob:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
