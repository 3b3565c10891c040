"""A user's own places, as a table (CSV) or as GeoJSON.

Columns, or properties: `name` (wanted), `aliases` (parted by ;, in GeoJSON a list may stand), `lat` and `lon` in WGS84
degrees (wanted in a table), `radius_m`, `kind`, `country` (ISO code), `admin1`, `admin2`, `population`, `id`. In
GeoJSON the geometry tells where: a point, or a polygon, which becomes the place's shape, with its midpoint for a point
and a radius that holds it, unless `radius_m` is told.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from sayso.claims.outlines import centroid, simplified
from sayso.claims.place_sources.row import Row, rings_of, settlement_radius
from sayso.claims.place_spelling import plain
from sayso.claims.sphere import kilometres
from sayso.errors import KnowledgeError
from sayso.schema.shape import Polygon
from sayso.schema.vocabulary import PlaceKind

_KINDS = get_args(PlaceKind)
LEAST_M = 1.0  # corners of a user's own outline that a line misses by less are left out
Facts = Mapping[str, Any]


def read_own(path: Path) -> Iterator[Row]:
    """Yield the places of a file; KnowledgeError says which row is wrong and what it lacks."""
    features = _of_table(path) if path.suffix.lower() == ".csv" else _of_geojson(path)
    for number, (facts, geometry) in enumerate(features, start=1):
        try:
            yield _row(facts, _spot(geometry))
        except (KeyError, ValueError, TypeError) as e:
            told = f"no {e.args[0]}" if isinstance(e, KeyError) else str(e)
            raise KnowledgeError(
                f"place {number}: {told}", where=str(path), do="mend it, then add the file again"
            ) from e


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is: a point, and for a shape the metres that it reaches and its outline."""

    lat: float
    lon: float
    reach: int | None = None
    outline: Polygon | None = None


def _of_table(path: Path) -> Iterator[tuple[Facts, Facts]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield (
                {k: v.strip() for k, v in row.items() if isinstance(k, str) and isinstance(v, str) and v.strip()},
                {},
            )


def _of_geojson(path: Path) -> Iterator[tuple[Facts, Facts]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError) as e:
        raise KnowledgeError(
            f"no GeoJSON FeatureCollection ({e})", where=str(path), do="give a .csv or .geojson"
        ) from e
    for feature in features:
        facts = {k: v for k, v in (feature.get("properties") or {}).items() if v not in (None, "")}
        yield facts, feature.get("geometry") or {}


def _spot(geometry: Mapping[str, Any]) -> Spot | None:
    """Return where a geometry lies, None where there is none; ValueError for one that is neither point nor polygon."""
    shape, told = geometry.get("type"), geometry.get("coordinates")
    if not told:
        return None
    if shape == "Point":
        return Spot(float(told[1]), float(told[0]))
    rings = rings_of(geometry)
    outline = simplified(rings, LEAST_M)
    if outline is None:
        raise ValueError(f"a {shape} is no shape of land, wanted a Point, Polygon or MultiPolygon with three corners")
    _, (lat, lon) = max((centroid(ring) for ring in rings), key=lambda c: c[0])
    reach = max(kilometres((lat, lon), (y, x)) for ring in outline.outlines for x, y in ring)
    return Spot(lat, lon, math.ceil(1000 * reach), outline)


def _row(facts: Mapping[str, Any], spot: Spot | None) -> Row:
    name = str(facts["name"])
    spot = spot or Spot(float(facts["lat"]), float(facts["lon"]))
    corners = [(y, x) for ring in spot.outline.outlines for x, y in ring] if spot.outline else []
    for lat, lon in [(spot.lat, spot.lon), *corners]:
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"{name}: {lat}, {lon} is nowhere on Earth")
    kind = facts.get("kind", "settlement")
    if kind not in _KINDS:
        raise ValueError(f"{name}: kind {kind!r}, wanted one of {', '.join(_KINDS)}")
    aliases = facts.get("aliases", ())
    listed = aliases.split(";") if isinstance(aliases, str) else [str(a) for a in aliases]
    population = int(facts.get("population", 0))
    radius = int(float(facts["radius_m"])) if "radius_m" in facts else spot.reach or settlement_radius(population)
    return Row(
        f"own:{facts.get('id') or plain(name).replace(' ', '-')}", name, spot.lat, spot.lon, kind, facts.get("country"),
        facts.get("admin1"), facts.get("admin2"), population, radius,
        frozenset(a.strip() for a in listed if a.strip()), outline=spot.outline,
    )  # fmt: skip
