"""A user's own places, as a table (CSV) or as GeoJSON.

Columns, or properties: `name` (wanted), `aliases` (parted by ;, in GeoJSON a list may stand), `lat` and `lon` in WGS84
degrees (wanted in a table), `radius_m`, `kind`, `country` (ISO code), `admin1`, `admin2`, `population`, `id`. In
GeoJSON the geometry tells where: of a shape the midpoint and its outline's mean distance, unless `radius_m` is told.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from sayso.claims.place_sources.natural_earth import centroid
from sayso.claims.place_sources.row import Row, settlement_radius
from sayso.claims.place_spelling import plain
from sayso.claims.sphere import kilometres
from sayso.errors import KnowledgeError
from sayso.schema.vocabulary import PlaceKind

_KINDS = get_args(PlaceKind)


def read_own(path: Path) -> Iterator[Row]:
    """Yield the places of a file; KnowledgeError says which row is wrong and what it lacks."""
    features = _of_table(path) if path.suffix.lower() == ".csv" else _of_geojson(path)
    for number, (facts, spot) in enumerate(features, start=1):
        try:
            yield _row(facts, spot)
        except (KeyError, ValueError, TypeError) as e:
            told = f"no {e.args[0]}" if isinstance(e, KeyError) else str(e)
            raise KnowledgeError(
                f"place {number}: {told}", where=str(path), do="mend it, then add the file again"
            ) from e


Spot = tuple[float, float, int | None]


def _of_table(path: Path) -> Iterator[tuple[Mapping[str, Any], Spot | None]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield (
                {k: v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str) and v.strip()},
                None,
            )


def _of_geojson(path: Path) -> Iterator[tuple[Mapping[str, Any], Spot | None]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as e:
        raise KnowledgeError(
            f"no GeoJSON FeatureCollection ({e})", where=str(path), do="give a .csv or .geojson"
        ) from e
    for feature in features:
        facts = {k: v for k, v in (feature.get("properties") or {}).items() if v not in (None, "")}
        yield facts, _spot(feature.get("geometry") or {})


def _spot(geometry: Mapping[str, Any]) -> Spot | None:
    """Return latitude, longitude and reach in metres, None for a geometry of another type."""
    shape, told = geometry.get("type"), geometry.get("coordinates")
    if shape == "Point" and told:
        return float(told[1]), float(told[0]), None
    if shape not in ("Polygon", "MultiPolygon") or not told:
        return None
    polygons = [told] if shape == "Polygon" else told
    outlines = [[(float(p[0]), float(p[1])) for p in rings[0]] for rings in polygons]
    _, (lat, lon) = max((centroid(o) for o in outlines), key=lambda c: c[0])
    reach = [kilometres((lat, lon), (y, x)) for o in outlines for x, y in o]
    return lat, lon, max(round(1000 * sum(reach) / len(reach)), 100)


def _row(facts: Mapping[str, Any], spot: Spot | None) -> Row:
    name = str(facts["name"])
    lat, lon, reach = spot or (float(facts["lat"]), float(facts["lon"]), None)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{name}: {lat}, {lon} is nowhere on Earth")
    kind = facts.get("kind", "settlement")
    if kind not in _KINDS:
        raise ValueError(f"{name}: kind {kind!r}, wanted one of {', '.join(_KINDS)}")
    aliases = facts.get("aliases", ())
    listed = aliases.split(";") if isinstance(aliases, str) else [str(a) for a in aliases]
    population = int(facts.get("population", 0))
    radius = int(float(facts["radius_m"])) if "radius_m" in facts else reach or settlement_radius(population)
    return Row(
        f"own:{facts.get('id') or plain(name).replace(' ', '-')}", name, lat, lon, kind, facts.get("country"),
        facts.get("admin1"), facts.get("admin2"), population, radius,
        frozenset(a.strip() for a in listed if a.strip()),
    )  # fmt: skip
