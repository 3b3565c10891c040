"""CSV: one wide table of claims, one of incidents, and child tables for what a cell cannot hold.

RFC 4180, UTF-8 without a byte order mark, a header line, an empty cell for "not told". A text cell that a spreadsheet
would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line end) is written with an apostrophe before
it, as OWASP advises; a reader that wants the words as written takes one leading apostrophe off such cells. Numbers
are numbers and never prefixed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, TextIO, TypeVar

from sayso.interfaces.export.files import Written, whole, written

R = TypeVar("R")
Cell = str | int | float | bool | None
FieldType = Literal["string", "integer", "number", "boolean", "date"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its name, its Table Schema type, what it holds, and how a row gives it."""

    name: str
    type: FieldType
    description: str
    value: Callable[[R], Cell]

    def text(self, row: R) -> str:
        """Return a row's value as it is read."""
        return str(self.value(row))


def guarded(cell: Cell) -> str:
    """Return the cell as it is written: empty for None, `true`/`false`, text that no spreadsheet runs."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return "'" + cell if cell.startswith(_FORMULA) else cell
    return str(cell)


def fields(columns: Sequence[Column[Any]]) -> list[dict[str, str]]:
    """Return the Table Schema fields of the columns."""
    return [{"name": c.name, "type": c.type, "description": c.description} for c in columns]


def dump_csv(out: TextIO, columns: Sequence[Column[R]], rows: Iterable[R]) -> int:
    """Write header and rows to an open file; return the number of rows."""
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([c.name for c in columns])
    n = 0
    for n, row in enumerate(rows, 1):  # noqa: B007 - n is the number of rows once the loop is done
        table.writerow([guarded(c.value(row)) for c in columns])
    return n


def write_csv(path: Path, columns: Sequence[Column[R]], rows: Iterable[R]) -> Written:
    """Write one table to a file."""
    with whole(path) as out:
        n = dump_csv(out, columns, rows)
    return written(path, n)


def numbered(groups: Iterable[tuple[R, Sequence[Any]]]) -> Iterator[tuple[R, int, Any]]:
    """Give every part with its owner and its place in the owner's list, from 0."""
    for owner, parts in groups:
        for i, part in enumerate(parts):
            yield owner, i, part
