"""JSON Lines: one record a line, exactly as the record contract has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sayso.interfaces.export.files import Written, whole, written
from sayso.interfaces.export.holdings import Holdings
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident
from sayso.schema.way_back import raw_span

RECORDS: dict[str, type[Any]] = {"documents": Document, "claims": Claim, "incidents": Incident}
"""Name of the file, and the record that each of its lines holds."""

_INTERNAL = frozenset({"key"})
"""Fields that only the store needs."""

_SPLITTERS = re.compile("[\x7f-\x9f\u2028\u2029]")
"""Characters at which some readers break a line or a terminal acts; JSON may hold them raw, ours does not."""


def document_row(document: Document) -> dict[str, Any]:
    """Return the document as it leaves the system, each segment with its place in the decoded text of the raw bytes."""
    from sayso.schema.contract import to_dict

    row = {k: v for k, v in to_dict(document).items() if k not in _INTERNAL}
    return row | {"segments": [segment | _raw_place(document, segment) for segment in row["segments"]]}


def _raw_place(document: Document, segment: Mapping[str, Any]) -> dict[str, int | None]:
    """Return where a segment stands in the decoded text of the raw bytes; null where none of it does."""
    there = raw_span(document, segment["start"], segment["end"])
    return {"raw_start": there.start, "raw_end": there.end}


def claim_row(claim: Claim, held: Holdings) -> dict[str, Any]:
    """Return the claim as it leaves the system, with its present `incident_id` (null: it stands in none), and whether
    it is `said_by_party`: by a source that takes part in the incident."""
    from sayso.schema.contract import to_dict

    standing = {"incident_id": held.membership.get(claim.id), "said_by_party": held.is_said_by_party(claim)}
    return to_dict(claim) | standing


def incident_row(incident: Incident) -> dict[str, Any]:
    """Return the incident as it leaves the system."""
    from sayso.schema.contract import to_dict

    return to_dict(incident)


def line(row: Mapping[str, Any]) -> str:
    """Return the row as one line of JSON, without its end; letters of every script are kept as they are."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return _SPLITTERS.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def row_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a line of `NAME.jsonl`; `name` is a key of RECORDS."""
    from sayso.schema.contract import json_schema

    schema = json_schema(RECORDS[name])
    properties = {k: v for k, v in schema["properties"].items() if k not in _INTERNAL}
    if name == "documents":
        _add_raw_places(schema["$defs"]["Segment"])
    if name == "claims":
        properties["incident_id"] = {"anyOf": [{"type": "string"}, {"type": "null"}], "title": "Incident Id"}
        properties["said_by_party"] = {"anyOf": [{"type": "boolean"}, {"type": "null"}], "title": "Said By Party"}
    required = [*properties] if "required" in schema else []
    return {**schema, "title": name.removesuffix("s"), "properties": properties, "required": required}


def _add_raw_places(segment: dict[str, Any]) -> None:
    for name in ("raw_start", "raw_end"):
        segment["properties"][name] = {
            "anyOf": [{"type": "integer"}, {"type": "null"}],
            "title": name.replace("_", " ").title(),
        }
        segment["required"].append(name)


def write_jsonl(folder: Path, holdings: Holdings) -> list[Written]:
    """Write `documents.jsonl`, `claims.jsonl` and `incidents.jsonl` into the folder."""
    return [
        _write(folder / "documents.jsonl", map(document_row, holdings.documents)),
        _write(folder / "claims.jsonl", (claim_row(c, holdings) for c in holdings.claims)),
        _write(folder / "incidents.jsonl", map(incident_row, holdings.incidents)),
    ]


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schema of every record into the folder; return the files."""
    paths = []
    for name in RECORDS:
        path = folder / f"{name}.schema.json"
        with whole(path) as out:
            json.dump(row_schema(name), out, ensure_ascii=False, indent=2)
            out.write("\n")
        paths.append(path)
    return paths


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> Written:
    n = 0
    with whole(path) as out:
        for n, row in enumerate(rows, 1):  # noqa: B007 - n is the number of rows once the loop is done
            out.write(line(row) + "\n")
    return written(path, n)
