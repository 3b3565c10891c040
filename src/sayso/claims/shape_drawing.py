"""Shapes drawn as GeoJSON geometries (RFC 7946): what crosses the 180th meridian is cut there, what holds a pole is
closed along it. Rings run counter-clockwise, holes clockwise; longitude stands before latitude."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.claims.sphere import LatLon, course, kilometres, moved
from sayso.schema.shape import Circle, Corridor, Point, Polygon, Sector, Shape

CORNERS = 64  # of a full circle
DECIMALS = 5  # about a metre
_FULL = 360.0
_XY = tuple[float, float]
Ring = list[_XY]
Pieces = list[list[Ring]]
"""Polygons: each an outline, and its holes."""


def drawn(shape: Shape) -> dict[str, Any]:
    """Return the geometry: a Point, or the outline as Polygon or MultiPolygon."""
    if isinstance(shape, Point):
        return {"type": "Point", "coordinates": [_rounded(shape.lon), _rounded(shape.lat)]}
    pieces = [piece for outline in _outlines(shape) for piece in _cut(outline)]
    written = [[[[_rounded(x), _rounded(y)] for x, y in ring] for ring in piece] for piece in pieces]
    if len(written) == 1:
        return {"type": "Polygon", "coordinates": written[0]}
    return {"type": "MultiPolygon", "coordinates": written}


def _rounded(degrees: float) -> float:
    return round(degrees, DECIMALS)


def _outlines(shape: Circle | Sector | Corridor | Polygon) -> Iterator[list[list[LatLon]]]:
    """Yield outlines with their holes, as points on the ground, the last not repeated."""
    if isinstance(shape, Circle):
        yield [_arc((shape.lat, shape.lon), 0.0, _FULL, shape.radius_m)]
    elif isinstance(shape, Sector):
        yield _sector(shape)
    elif isinstance(shape, Corridor):
        yield from ([_leg(a, b, shape.width_m)] for a, b in zip(shape.line, shape.line[1:], strict=False))
    else:
        yield from ([[(y, x) for x, y in ring[:-1]]] for ring in shape.outlines)


def _arc(centre: LatLon, start: float, spread: float, metres: float) -> list[LatLon]:
    """Return points at a distance, clockwise from a direction on; of a full circle the last is not repeated."""
    steps = max(2, math.ceil(CORNERS * spread / _FULL))
    last = steps if spread >= _FULL else steps + 1
    return [moved(*centre, start + spread * n / steps, max(metres, 1.0)) for n in range(last)]


def _sector(shape: Sector) -> list[list[LatLon]]:
    centre = (shape.lat, shape.lon)
    start = shape.bearing - shape.spread / 2
    outer = _arc(centre, start, shape.spread, shape.outer_m)
    if shape.spread >= _FULL:
        return [outer, *([_arc(centre, start, _FULL, shape.inner_m)] if shape.inner_m else [])]
    return [[*outer, *(reversed(_arc(centre, start, shape.spread, shape.inner_m)) if shape.inner_m else [centre])]]


def _leg(a: LatLon, b: LatLon, width: int) -> list[LatLon]:
    """Return the outline of all within a distance of the line between two points: two half circles and two sides."""
    if kilometres(a, b) < 0.001:
        return _arc(a, 0.0, _FULL, width)
    return [*_arc(a, course(a, b) + 90, 180.0, width), *_arc(b, course(b, a) + 90, 180.0, width)]


def _cut(outline: Sequence[Sequence[LatLon]]) -> Pieces:
    """Return an outline with its holes as polygons between -180 and 180 degrees."""
    first = _unrolled(outline[0])
    rings = [first, *(_beside(_unrolled(hole), first) for hole in outline[1:])]
    west, east = min(x for x, _ in rings[0]), max(x for x, _ in rings[0])
    pieces: Pieces = []
    for turn in range(math.floor((west + 180) / 360), math.ceil((east - 180) / 360) + 1):
        low, high = 360.0 * turn - 180, 360.0 * turn + 180
        clipped = [_between(ring, low, high) for ring in rings]
        if clipped[0]:
            shifted = [[(x - 360.0 * turn, y) for x, y in ring] for ring in clipped if ring]
            pieces.append([_closed(ring, is_hole=n > 0) for n, ring in enumerate(shifted)])
    return pieces


def _unrolled(points: Sequence[LatLon]) -> Ring:
    """Return a ring (longitude, latitude) without jumps at the 180th meridian; one that holds a pole runs along it."""
    ring: Ring = []
    for lat, lon in (*points, points[0]):
        ring.append((lon if not ring else ring[-1][0] + (lon - ring[-1][0] + 180) % 360 - 180, lat))
    turned = ring[-1][0] - ring[0][0]
    if abs(turned) < 180:
        return ring[:-1]
    pole = math.copysign(90.0, sum(y for _, y in ring))
    return [*ring, (ring[-1][0], pole), (ring[0][0], pole)]


def _beside(hole: Ring, around: Ring) -> Ring:
    """Return a hole turned by whole circles to where its outline is."""
    apart = sum(x for x, _ in around) / len(around) - sum(x for x, _ in hole) / len(hole)
    return [(x + 360.0 * round(apart / 360), y) for x, y in hole]


def _between(ring: Ring, low: float, high: float) -> Ring:
    """Return the part of a ring between two meridians, [] when there is none."""
    return _side(_side(ring, low, 1), high, -1)


def _side(ring: Ring, meridian: float, sign: int) -> Ring:
    """Return the part of a ring to one side of a meridian (Sutherland and Hodgman's clipping)."""
    kept: Ring = []
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        inside, next_inside = sign * (x0 - meridian) >= 0, sign * (x1 - meridian) >= 0
        if inside:
            kept.append((x0, y0))
        if inside != next_inside:
            kept.append((meridian, y0 + (y1 - y0) * (meridian - x0) / (x1 - x0)))
    return kept if len({(_rounded(x), _rounded(y)) for x, y in kept}) >= 3 else []


def _closed(ring: Ring, *, is_hole: bool) -> Ring:
    """Return a ring whose last point is its first, counter-clockwise, a hole clockwise."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))
    wanted = ring if (area > 0) != is_hole else ring[::-1]
    return [*wanted, wanted[0]]
