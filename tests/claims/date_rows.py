"""Rows of the tables of dates, read as sayso reads reports: taken in, cleaned, annotated, and its times grounded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sayso.claims.coding import code_claims
from sayso.claims.dates import Unknown
from sayso.claims.reading import ground_times, read_marks
from sayso.pipeline import annotate, knowledge, read_reports
from sayso.schema import DateSpan, Document
from sayso.settings import Settings


@dataclass(frozen=True)
class Row:
    """One row of a table: the report without its brackets, and where they stood."""

    row: Mapping[str, Any]
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The expression asked about."""
        return self.text[self.start : self.end]

    @property
    def expected(self) -> str:
        """The answer, written as `answer` writes what was found."""
        if "unknown" in self.row:
            return f"unknown: {self.row['unknown']}"
        if "nothing" in self.row:
            return "nothing"
        first, _, last = str(self.row["is"]).partition("/")
        return f"{first}/{last or first} {self.row['precision']}"


def rows(path: Path) -> list[Row]:
    """The rows of a table, in order."""
    return [_row(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))["rows"]]


def _row(row: Mapping[str, Any]) -> Row:
    before, rest = row["text"].split("[")
    words, after = rest.split("]")
    return Row(row, before + words + after, len(before), len(before) + len(words))


def read(table: Sequence[Row], folder: Path) -> list[Document]:
    """The report of each row, taken in from a file of records."""
    records = folder / "rows.jsonl"
    lines = [
        {
            "id": str(n),
            "text": r.text,
            "published": str(r.row["published"] or "") or None,
            "publisher": r.row.get("publisher"),
        }
        for n, r in enumerate(table)
    ]
    records.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = [d for d in read_reports([str(records)], Settings()) if isinstance(d, Document)]
    assert [d.external_id for d in found] == [str(n) for n in range(len(table))]
    return found


def answer(row: Row, document: Document) -> str:
    """What sayso makes of the bracketed words: days and precision, "unknown: reason", or "nothing"."""
    known = knowledge(chosen=True)
    annotation = annotate(document, known)
    at = document.text.index(row.text) + row.start
    if row.row.get("event"):
        days = next((c.date for c in code_claims(document, annotation, known)), None)
        return _said(days) if days else "nothing"
    grounded = ground_times(document, annotation, read_marks(document, annotation, known).places)
    found = [
        days
        for n, days in grounded.items()
        if annotation.mentions[n].start < at + len(row.words) and annotation.mentions[n].end > at
    ]
    return _said(found[0]) if found else "nothing"


def _said(found: DateSpan | Unknown) -> str:
    if isinstance(found, Unknown):
        return f"unknown: {found.reason}"
    return f"{found.start}/{found.end} {found.precision}"


def is_right(row: Row, found: str) -> bool:
    """Whether what was found is what the row expects; of a reason, its words."""
    if "unknown" in row.row:
        return found.startswith("unknown: ") and row.row["unknown"] in found
    return found == row.expected
