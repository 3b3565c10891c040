"""A codebook: a versioned list of event types with their triggers and crosswalks.

The native one, `sayso-1`, is `data/codebook-sayso-1.yaml`; its shape is `data/codebook.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.schema import knowledge

NATIVE = "sayso-1"


def top(event_type: str) -> str:
    """Return the top-level code: `explosion` of `explosion.ied`."""
    return event_type.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The same event in other schemes. `ucdp`: type of violence 1-3, None where the actors decide or none applies."""

    acled_event: str
    acled_sub_event: str
    ucdp: int | None
    plover_type: str | None
    plover_mode: str | None


@dataclass(frozen=True, slots=True)
class CodebookType:
    """One row of the codebook. `family` groups types that describe the same kind of happening."""

    code: str
    label: str
    definition: str
    family: str
    crosswalk: Crosswalk


@dataclass(frozen=True, slots=True)
class Codebook:
    """`name` is name and version in one, as every claim carries it."""

    name: str
    types: Mapping[str, CodebookType]

    def family(self, event_type: str) -> str:
        """Return the family of a type; a type the codebook does not know is its own family."""
        row = self.types.get(event_type) or self.types.get(top(event_type))
        return row.family if row else event_type


def _crosswalk(row: dict[str, Any]) -> Crosswalk:
    acled, plover = row["acled"], row.get("plover") or {}
    return Crosswalk(acled["event"], acled["sub_event"], row.get("ucdp"), plover.get("type"), plover.get("mode"))


def _build(content: dict[str, Any]) -> Codebook:
    types = {
        row["code"]: CodebookType(row["code"], row["label"], row["definition"], row["family"], _crosswalk(row))
        for row in content["types"]
    }
    return Codebook(content["name"], types)


@cache
def native() -> Codebook:
    """Return the packaged codebook."""
    return _build(knowledge.packaged(f"codebook-{NATIVE}"))


def read_codebook(path: Path) -> Codebook:
    """Return a user's own codebook; KnowledgeError names every line that does not fit."""
    return _build(knowledge.own(path, "codebook"))
