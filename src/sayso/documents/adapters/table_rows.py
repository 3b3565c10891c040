"""The rows of a table as reports, whatever file the table lies in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.documents.adapter import Found, Intake
from sayso.documents.adapters.columns import Columns, columns_of
from sayso.documents.adapters.record_fields import FIELDS, draft_of
from sayso.documents.inputs import Input, Rejection
from sayso.errors import BadRecord, DocumentError, EmptyInput

_TAG = re.compile(r"#[a-z]+([+ ].*)?", re.I)
"""A cell of the row of tags (HXL) that humanitarian tables hold behind the names of the columns."""


_MOST_REFUSED = 10_000
"""Rows one behind the other that cannot be read: then it is the table, not its rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty: the number that a spreadsheet shows beside it, its cells or why it has none, and the
    row as it is written in the file."""

    number: int
    cells: Sequence[Any] | DocumentError
    written: str


def headed(rows: Iterator[Row], where: str, intake: Intake) -> Columns | None:
    """Return the columns that the first row names, None when there is no row. Raises BadRecord as `columns_of` does."""
    first = next(rows, None)
    if first is None:
        return None
    if isinstance(first.cells, DocumentError):
        raise first.cells
    return columns_of([_name(cell) for cell in first.cells], intake.columns, where)


def _name(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def reports(columns: Columns, rows: Iterator[Row], where: str, item: Input, intake: Intake) -> Iterator[Found]:
    """Give the report of each row behind the first; a row that cannot be read is a Rejection and stops nothing.

    The way back of a report leads to the cell of its text. Raises EmptyInput when there is no row, BadRecord when
    10,000 rows in succession cannot be read.
    """
    empty, refused = True, 0
    for row in rows:
        if empty and _is_row_of_tags(row):
            continue
        empty = False
        place = f"{where}, row {row.number}"
        try:
            yield _report(columns, row, place, item, intake)
            refused = 0
        except DocumentError as e:
            e.where = e.where or place
            yield Rejection(place, e)
            refused += 1
        if refused == _MOST_REFUSED:
            raise BadRecord(f"{refused:,} rows in succession cannot be read", where=place, do="look at its columns")
    if empty:
        raise EmptyInput("the table holds no rows", where=where, expected="a report a row")


def _is_row_of_tags(row: Row) -> bool:
    cells = [] if isinstance(row.cells, DocumentError) else [cell for cell in row.cells if cell not in (None, "")]
    return bool(cells) and all(isinstance(cell, str) and _TAG.fullmatch(cell.strip()) for cell in cells)


def _report(columns: Columns, row: Row, where: str, item: Input, intake: Intake) -> Found:
    if isinstance(row.cells, DocumentError):
        raise row.cells
    record = {name: _field(name, cell) for name, cell in columns.row(row.cells, where).items()}
    raw = row.written.encode("utf-8", "replace")
    key = item.key(raw, row.number)
    draft = draft_of(record, raw, page="", where=where, key=key, limits=intake.limits, today=intake.today)
    return replace(draft, page=draft.body)


def _field(name: str, cell: Any) -> Any:
    """Return a cell as fields are given. A number is no day: what is one in a spreadsheet must be formatted as one."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if cell is None or isinstance(cell, str) or name in FIELDS["published"]:
        return cell
    return str(cell)
