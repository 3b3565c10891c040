"""Tables: CSV and TSV. The first row names the columns, each row behind it is a report."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import count

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.columns import known_columns
from sayso.documents.adapters.record_fields import FIELDS
from sayso.documents.adapters.table_rows import Row, headed, reports
from sayso.documents.decoding import decode
from sayso.documents.inputs import Input
from sayso.errors import EmptyInput, TooLarge

_DELIMITERS = (",", ";", "\t", "|")
_TOLD = re.compile(r'\A"?sep=([,;|\t])"?\n', re.I)
"""A first line in which a spreadsheet told itself the delimiter."""
_LONGEST_NAME = 40


class _Lines:
    """The lines of a table, counted row by row: a quotation mark without its end makes one row of all that follows."""

    def __init__(self, text: str, most: int) -> None:
        self._lines = io.StringIO(text, newline="\n")
        self._most = most
        self._held: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line. Raises TooLarge when the row has grown too long; the next call goes on behind it."""
        line = next(self._lines)
        self._size += len(line)
        if self._size > self._most:
            raise TooLarge(f"more than {self._most:,} characters in one row")
        self._held.append(line)
        return line

    def row(self) -> str:
        """Return the lines since the last row, and begin the next one."""
        text = "".join(self._held)
        self._held, self._size = [], 0
        return text


def _rows(text: str, delimiter: str, intake: Intake) -> Iterator[Row]:
    """Give the rows that are not empty."""
    limits = intake.limits
    lines = _Lines(text, limits.max_bytes)
    reader = csv.reader(lines, delimiter=delimiter)
    for number in count(1):
        try:
            cells = _next_row(reader, limits.max_chars)
        except StopIteration:
            return
        except (csv.Error, TooLarge) as e:
            what = e.what if isinstance(e, TooLarge) else f"the row cannot be read ({e})"
            yield Row(number, TooLarge(what, do="look for an unclosed quotation mark"), lines.row())
            continue
        if number > limits.max_rows:
            raise TooLarge(f"more than {limits.max_rows:,} rows", do="split it")
        written = lines.row()
        if any(cell.strip() for cell in cells):
            yield Row(number, cells, written)


def _next_row(reader: Iterator[list[str]], longest: int) -> list[str]:
    """Return the next row. The longest cell is a setting of the whole process: it is put back."""
    before = csv.field_size_limit(longest)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str, mapped: Mapping[str, str]) -> str:
    """Return what parts the cells: what parts the first row into most columns that are known, then into most."""
    wanted = {name.casefold() for name in mapped.values()}

    def score(delimiter: str) -> tuple[int, int]:
        header = _first_row(text, delimiter)
        asked = sum(name.strip().casefold() in wanted for name in header)
        return asked + len(known_columns(header)), len(header)

    return max(_DELIMITERS, key=score)


def _first_row(text: str, delimiter: str) -> list[str]:
    lines = (line for line in io.StringIO(text[:100_000], newline="\n") if line.strip())
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return []


class Csv:
    """Cells parted by commas, semicolons, tabs or bars, whichever makes sense of the first row."""

    name = "csv"
    suffixes = frozenset({".csv"})
    media_types = frozenset({"text/csv", "application/csv"})

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is nothing but short names of columns, that of the text and another one among them."""
        first, newline, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
        try:
            line = first.decode("utf-8").strip()
        except UnicodeDecodeError:
            return False
        header = _first_row(line, _delimiter(line, {}))
        known = known_columns(header)
        short = all(0 < len(name.strip()) <= _LONGEST_NAME for name in header)
        return bool(newline) and short and len(known) >= 2 and bool(known.keys() & set(FIELDS["text"]))

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the report of each row. Raises BadRecord when columns are missing, EmptyInput for a table without rows,
        NotText and TooLarge."""
        limits = intake.limits.for_whole()
        text = decode(item.read_bytes(limits), where=item.where, limits=limits)
        told = _TOLD.match(text)
        rows = _rows(text, told[1] if told else self._parted_by(text, intake), intake)
        if told:
            next(rows, None)
        columns = headed(rows, item.where, intake)
        if columns is None:
            raise EmptyInput("the table holds no rows", where=item.where, expected="a report a row")
        yield from reports(columns, rows, item.where, item, intake)

    def _parted_by(self, text: str, intake: Intake) -> str:
        return _delimiter(text, intake.columns)


class Tsv(Csv):
    """Cells parted by tabs."""

    name = "tsv"
    suffixes = frozenset({".tsv", ".tab"})
    media_types = frozenset({"text/tab-separated-values"})

    def recognises(self, head: bytes) -> bool:
        """By content it is a table like any other."""
        return False

    def _parted_by(self, text: str, intake: Intake) -> str:
        return "\t"


CSV: Adapter = Csv()
TSV: Adapter = Tsv()
