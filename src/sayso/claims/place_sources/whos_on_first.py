"""Who's On First country repositories, as a zip or a folder: localities, neighbourhoods, regions and counties."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.claims.place_sources.row import Row, area_radius, bare_region, outline_of, words_of
from sayso.errors import KnowledgeError
from sayso.schema.vocabulary import PlaceKind

KINDS: Mapping[str, PlaceKind] = {
    "locality": "settlement", "neighbourhood": "neighbourhood", "campus": "base", "region": "governorate",
    "county": "district",
}  # fmt: skip
LANGUAGES = re.compile(r"name:(?:eng|ara|und|kur|fra|ukr|rus)_x_")


def read_repository(path: Path) -> Iterator[Row]:
    """Yield the places of a repository that still exist, named by GeoNames' id where one is told.

    KnowledgeError where there is no record of a place.
    """
    shapes = [json.loads(raw) for raw in _records(path)]
    records = [shape["properties"] for shape in shapes]
    if not records:
        raise KnowledgeError(
            "no .geojson records in it", where=str(path), do="name a whosonfirst-data-admin repository"
        )
    own = {r["wof:id"]: r["wof:name"] for r in records}
    for r, shape in zip(records, shapes, strict=True):
        kind = KINDS.get(r["wof:placetype"])
        if kind and not _is_gone(r):
            yield _row(r, kind, own, shape.get("geometry") or {})


def _records(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        yield from (p.read_bytes() for p in sorted(path.rglob("*.geojson")) if "-alt-" not in p.name)
        return
    try:
        with zipfile.ZipFile(path) as pack:
            for name in sorted(n for n in pack.namelist() if n.endswith(".geojson") and "-alt-" not in n):
                yield pack.read(name)
    except zipfile.BadZipFile as e:
        raise KnowledgeError(f"no zip ({e})", where=str(path), do="take the file anew") from e


def _is_gone(record: Mapping[str, Any]) -> bool:
    deprecated = record.get("edtf:deprecated") not in (None, "uuuu", "")
    return bool(record.get("mz:is_current") == 0 or record.get("wof:superseded_by") or deprecated)


def _row(record: Mapping[str, Any], kind: PlaceKind, own: Mapping[int, str], geometry: Mapping[str, Any]) -> Row:
    above = (record.get("wof:hierarchy") or [{}])[0]
    geonames = (record.get("wof:concordances") or {}).get("gn:id")
    listed = [n for k, names in record.items() if LANGUAGES.match(k) for n in names]
    region = own.get(above.get("region_id"))
    lat, lon = (record.get(f"lbl:{x}", record[f"geom:{x}"]) for x in ("latitude", "longitude"))
    wide = kind in ("governorate", "district")
    radius = max(1000, area_radius(record.get("geom:area_square_m", 0) / 1e6) if wide else 1000)
    id_ = f"gn:{geonames}" if geonames else f"wof:{record['wof:id']}"
    names = words_of([record["wof:name"], *listed], True)
    return Row(
        id_, record["wof:name"], round(lat, 5), round(lon, 5), kind, record.get("wof:country") or None,
        bare_region(region) if region else None, own.get(above.get("county_id")), 0, radius, names,
        outline=outline_of(geometry, radius) if wide else None,
    )  # fmt: skip
