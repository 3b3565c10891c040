"""The manifest beside an export: what was written, how many rows, and what to bear in mind.

A Data Package v2 descriptor (`datapackage.json`), so that a reader can tell a whole export from a cut one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso import __version__
from sayso.interfaces.export.files import Written, whole
from sayso.interfaces.export.holdings import Holdings

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA = {".jsonl": "application/x-ndjson", ".csv": "text/csv", ".geojson": "application/geo+json"}
CAVEATS = (
    "Everything here with origin `machine` was suggested by a program and decided by nobody.",
    "Absent is null (JSON) or an empty cell (CSV): not told. It is never 0; 0 is a figure that somebody gave.",
    "Offsets are code points into `documents.text`, end exclusive.",
    "`raw_start` and `raw_end` are code points into the decoded text of the bytes that `raw_sha256` names.",
    "Coordinates are the centre of a circle of `radius_m` metres; no better place is known.",
)


def write_manifest(
    folder: Path, files: Sequence[Written], holdings: Holdings, columns: Mapping[str, list[dict[str, str]]]
) -> Path:
    """Write `datapackage.json` for the files; `columns` maps a CSV file's name to its table schema's fields."""
    descriptor = {
        "$schema": PROFILE,
        "name": "sayso-export",
        "version": __version__,
        "created": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "codebooks": sorted({c.codebook for c in holdings.claims}),
        "held": _held(holdings),
        "caveats": list(CAVEATS),
        "resources": [_resource(f, columns.get(f.path.name)) for f in files],
    }
    path = folder / "datapackage.json"
    with whole(path) as out:
        json.dump(descriptor, out, ensure_ascii=False, indent=2)
        out.write("\n")
    return path


def _held(holdings: Holdings) -> dict[str, int]:
    return {
        "documents": len(holdings.documents),
        "documents_unread": sum(d.unread is not None for d in holdings.documents),
        "claims": len(holdings.claims),
        "incidents": len(holdings.incidents),
        "inputs_rejected": len(holdings.refused),
    }


def _resource(file: Written, fields: list[dict[str, str]] | None) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": file.path.stem.replace("_", "-"),
        "path": file.path.name,
        "format": file.path.suffix.lstrip("."),
        "mediatype": MEDIA[file.path.suffix],
        "encoding": "utf-8",
        "rows": file.rows,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if fields:
        resource["schema"] = {"fields": fields, "missingValues": [""]}
    return resource
