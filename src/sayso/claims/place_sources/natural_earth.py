"""Natural Earth's named regions as GeoJSON (plain or gzipped): deserts, ranges, plains, peninsulas, seas."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sayso.claims.place_sources.row import Row, words_of
from sayso.claims.sphere import kilometres
from sayso.errors import KnowledgeError
from sayso.schema.vocabulary import PlaceKind

KINDS: Mapping[str, PlaceKind] = {
    "Desert": "desert", "Range/mtn": "mountain", "Plain": "area", "Plateau": "area", "Valley": "area", "Delta": "area",
    "Basin": "area", "Lowland": "area", "Depression": "area", "Lake": "water", "Continent": "region",
    "Peninsula": "region", "Pen/cape": "region", "Island": "region", "Island group": "region", "Geoarea": "region",
    "Coast": "region", "Isthmus": "region", "Foothills": "mountain", "Gorge": "area", "Wetlands": "area",
    "Tundra": "region",
}  # fmt: skip


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


def read_regions(path: Path) -> Iterator[Row]:
    """Yield the named regions; the radius is the mean distance of the outline from the largest piece's midpoint.

    KnowledgeError where the file is no GeoJSON of Natural Earth's.
    """
    raw = path.read_bytes()
    try:
        shapes = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)["features"]
        facts = [(s["properties"]["featurecla"], s["properties"]["name"]) for s in shapes]
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise KnowledgeError(f"no GeoJSON of named regions ({e!r})", where=str(path), do="take the file anew") from e
    for number, (shape, (told, name)) in enumerate(zip(shapes, facts, strict=True)):
        kind = KINDS.get(told)
        if kind and name:
            yield _row(number, shape, kind)


def _row(number: int, shape: Mapping[str, object], kind: PlaceKind) -> Row:
    facts, geometry = shape["properties"], shape["geometry"]
    assert isinstance(facts, dict)
    assert isinstance(geometry, dict)
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    _, (lat, lon) = max((centroid([(p[0], p[1]) for p in rings[0]]) for rings in polygons), key=lambda c: c[0])
    points = [(p[1], p[0]) for rings in polygons for p in rings[0]]
    reach = sum(kilometres((lat, lon), p) for p in points) / len(points)
    names = {n.title() if n.isupper() else n for n in (facts["name"], facts.get("namealt")) if n}
    name = facts["name"].title() if facts["name"].isupper() else facts["name"]
    return Row(
        f"ne:{number}", name, lat, lon, kind, None, None, None, 0, round(1000 * max(reach, 2)), words_of(names, False)
    )
