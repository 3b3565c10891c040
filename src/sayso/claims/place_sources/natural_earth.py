"""Natural Earth's named regions as GeoJSON (plain or gzipped): deserts, ranges, plains, peninsulas, seas."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.claims.outlines import centroid
from sayso.claims.place_sources.row import Row, outline_of, rings_of, words_of
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
    outlines = rings_of(geometry)
    _, (lat, lon) = max((centroid(ring) for ring in outlines), key=lambda c: c[0])
    points = [(y, x) for ring in outlines for x, y in ring]
    reach = sum(kilometres((lat, lon), p) for p in points) / len(points)
    names = {n.title() if n.isupper() else n for n in (facts["name"], facts.get("namealt")) if n}
    name = facts["name"].title() if facts["name"].isupper() else facts["name"]
    radius = round(1000 * max(reach, 2))
    return Row(
        f"ne:{number}", name, lat, lon, kind, None, None, None, 0, radius, words_of(names, False),
        outline=outline_of(geometry, radius),
    )  # fmt: skip
