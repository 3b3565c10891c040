"""A file of judgements as rows: CSV with a header line, or JSON Lines; which of the two is seen from its first sign."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.errors import BadRecord, SaysoError

NEEDED = ("kind", "left", "right")
FIELDS = (*NEEDED, "by", "at", "why", "supersedes")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as written: `number` as a spreadsheet (CSV) or an editor (JSON Lines) counts, "" where it is silent."""

    number: int
    kind: str
    left: str
    right: str
    by: str = ""
    at: str = ""
    why: str = ""
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that was not taken, and why."""

    number: int
    error: SaysoError


def read_rows(content: bytes, where: str) -> list[Row | Wrong]:
    """Return the rows of a file in order; a row that cannot be read stops none of the others.

    Raises BadRecord when the whole is no table of judgements: not UTF-8, or a header without kind, left and right.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise BadRecord(f"is not UTF-8 ({e.reason} at byte {e.start})", where=where, do="save it as UTF-8") from e
    return list(_json_lines(text, where) if text.lstrip().startswith("{") else _csv(text, where))


def _json_lines(text: str, where: str) -> Iterator[Row | Wrong]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _json_row(number, line, where)


def _json_row(number: int, line: str, where: str) -> Row | Wrong:
    try:
        found = json.loads(line)
    except ValueError as e:
        return _wrong(number, where, f"is no JSON ({e})", "an object with kind, left, right, by")
    if not isinstance(found, dict):
        return _wrong(number, where, "is no object", "an object with kind, left, right, by")
    return _row(number, found, where)


def _csv(text: str, where: str) -> Iterator[Row | Wrong]:
    reader = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    header = [(name or "").strip() for name in reader.fieldnames or ()]
    if missing := [name for name in NEEDED if name not in header]:
        raise BadRecord(
            f"has no column {', '.join(missing)}", where=where, expected=f"a header of {', '.join(FIELDS)} (JSON: keys)"
        )
    reader.fieldnames = header
    for number, found in enumerate(reader, 2):
        yield _row(number, found, where)


def _row(number: int, found: dict[Any, Any], where: str) -> Row | Wrong:
    if odd := [name for name in FIELDS if not isinstance(found.get(name) or "", str)]:
        return _wrong(number, where, f"{', '.join(odd)} is no text", "text in every field")
    return Row(number, **{name: (found.get(name) or "").strip() for name in FIELDS})


def _wrong(number: int, where: str, what: str, expected: str) -> Wrong:
    return Wrong(number, BadRecord(what, where=f"{where} row {number}", expected=expected))
