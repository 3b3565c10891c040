"""The export contract: records to JSON and back, and the JSON Schema generated from the records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sayso.errors import BadRecord

R = TypeVar("R")

SCHEMA_DRAFT = "https://json-schema.org/draft/2020-12/schema"


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Return the adapter of a record, built once: building one costs milliseconds."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def _carried(kind: type[Any]) -> set[str]:
    """Return the fields that a record of this kind only carries."""
    return {row.name for row in fields(kind) if row.metadata.get("carried")}


def to_dict(record: Any) -> dict[str, Any]:
    """Return the record as JSON-ready types: absent is null or [], never a made-up default."""
    dumped = _adapter(type(record)).dump_python(record, mode="json", exclude=_carried(type(record)))
    assert isinstance(dumped, dict)
    return dumped


def from_dict(kind: type[R], row: Mapping[str, Any], *, where: str = "") -> R:
    """Return the record that `row` holds; unknown keys are ignored.

    Raises BadRecord with all faults at once.
    """
    try:
        record: R = _adapter(kind).validate_python(dict(row))
    except ValidationError as e:
        faults = "; ".join(f"{'.'.join(map(str, x['loc']))}: {x['msg']}" for x in e.errors())
        raise BadRecord(faults, where=where, expected=f"a {kind.__name__.lower()} as in the JSON Schema") from e
    return record


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of one record as it leaves the system."""
    schema = _adapter(kind).json_schema(mode="serialization")
    for name in _carried(kind):
        del schema["properties"][name]
    defined = schema.get("$defs", {})
    for name in [n for n in defined if f'"#/$defs/{n}"' not in json.dumps(schema)]:
        del defined[name]
    return {"$schema": SCHEMA_DRAFT, **schema}
