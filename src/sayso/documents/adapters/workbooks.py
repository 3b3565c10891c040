"""Workbooks (XLSX): the first sheet whose first row names a column of texts; each row behind it is a report."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from itertools import chain
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.table_rows import Row, headed, reports
from sayso.documents.adapters.zip_archive import BROKEN, opened, refused
from sayso.documents.inputs import Input, shown
from sayso.documents.limits import Limits
from sayso.errors import BadRecord, DocumentError, EmptyInput, NotText, TooLarge

_ROW_ENDS = frozenset({"row", "si"})
"""Elements that the library forgets as soon as they end: a row, a text that cells share."""
_ELEMENTS_A_CELL = 16
_FORMULA_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_ESCAPED_BREAK = re.compile(r"_x000[dD]_\n?")
"""How a workbook writes the end of a line inside a cell."""
_CELLS_A_ROW = 16
"""On the average; rows may be as wide as one cell far to the right makes them."""
_CHUNK = 1 << 16


class _Elements:
    """A part's markup, counted: the library holds every element until its row ends, and all ends of rows for good."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._held = self._rows = 0
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, data: bytes) -> None:
        """Count on. Raises ExpatError for what is no XML, NotText and TooLarge for what is made to do harm."""
        self._parser.Parse(data)

    def _start(self, _name: str, _attributes: object) -> None:
        self._held += 1
        if self._held > _ELEMENTS_A_CELL * self._limits.max_columns:
            raise TooLarge(f"a row of more than {self._limits.max_columns:,} columns")

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] in _ROW_ENDS:
            self._held = 0
            self._rows += 1
            if self._rows > self._limits.max_rows:
                raise TooLarge(f"more than {self._limits.max_rows:,} rows", do="split it")

    def _doctype(self, *_: object) -> None:
        raise NotText("declares entities, which no workbook does", expected="a workbook")


def _check(archive: ZipFile, item: Input, limits: Limits) -> None:
    """Raise TooLarge or NotText for a workbook that must not be handed to the library, which holds what it reads in
    memory and believes every size."""
    unpacking, size = item.unpacking(limits), 0
    for info in archive.infolist():
        refusal = refused(item.where, info)
        if refusal:
            raise refusal.error
        with archive.open(info) as stream:
            start = stream.read(_CHUNK)
            elements = _Elements(limits) if _is_markup(start) else None
            for chunk in chain([start], iter(lambda: stream.read(_CHUNK), b"")):
                unpacking.take(len(chunk))
                size += len(chunk)
                if size > limits.max_member_bytes:
                    raise TooLarge(f"unpacks to more than {limits.max_member_bytes:,} bytes", do="split it")
                if elements:
                    elements.feed(chunk)


def _is_markup(start: bytes) -> bool:
    return start[:64].lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


class Xlsx:
    """A workbook. Formulas count as what they came to when it was saved."""

    name = "xlsx"
    suffixes = frozenset({".xlsx", ".xlsm"})
    media_types = frozenset({"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})

    def recognises(self, head: bytes) -> bool:
        """It begins like any zip archive, whose adapter finds out what it is."""
        return False

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the report of each row of the first sheet that has a column of texts; hidden sheets are passed over.

        Raises NotText for what is no workbook, BadRecord when no sheet has the columns, EmptyInput when none has rows,
        TooLarge.
        """
        with opened(item, intake.limits) as archive:
            try:
                _check(archive, item, intake.limits)
            except (*BROKEN, ExpatError) as e:
                raise NotText(f"this is no workbook, or a damaged one ({e})", where=item.where) from e
        with item.open() as stream:
            yield from _first_table(_loaded(stream, item.where), item, intake)


def _loaded(stream: Any, where: str) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about rules and pictures that are not read
            return load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except Exception as e:  # the library raises whatever it likes on damaged workbooks
        raise NotText(f"the workbook cannot be taken apart ({type(e).__name__})", where=where) from e


def _first_table(book: Any, item: Input, intake: Intake) -> Iterator[Found]:
    """Give the reports of the first sheet with the columns; without one, raise why the first with rows is none."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    fault: DocumentError = EmptyInput("the workbook holds no rows", where=item.where, expected="a report a row")
    for sheet in sheets:
        where = item.where if len(sheets) == 1 else f"{item.where}, sheet {shown(sheet.title)}"
        rows = _rows(sheet, intake.limits)
        try:
            columns = headed(rows, where, intake)
        except BadRecord as e:
            fault = e if isinstance(fault, EmptyInput) else fault
            continue
        if columns is not None:
            yield from reports(columns, rows, where, item, intake)
            return
    raise fault


def _rows(sheet: Any, limits: Limits) -> Iterator[Row]:
    """Give the rows that are not empty; a sheet that breaks off ends with a row that says so."""
    sheet.reset_dimensions()  # what the sheet says of its size may be anything
    found = enumerate(sheet.iter_rows(values_only=True), 1)
    number, cells_left = 0, _CELLS_A_ROW * limits.max_rows
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                at, values = next(found, (0, ()))
        except Exception as e:  # noqa: BLE001 - as in `_loaded`
            yield Row(number + 1, NotText(f"the sheet breaks off here ({type(e).__name__})", do="save it again"), "")
            return
        if not at:
            return
        number = at
        cells_left -= len(values) + 1
        if number > limits.max_rows or cells_left < 0:
            yield Row(
                number, TooLarge(f"more than {limits.max_rows:,} rows or too many empty cells", do="split it"), ""
            )
            return
        cells = [_value(value) for value in values]
        if any(cell is not None for cell in cells):
            yield Row(number, cells, json.dumps(cells, ensure_ascii=False, default=str))


def _value(value: Any) -> Any:
    """Return what a cell holds, None for nothing and for the fault of a formula."""
    if not isinstance(value, str):
        return value
    text = _ESCAPED_BREAK.sub("\n", value)
    return text if text.strip() and text not in _FORMULA_ERRORS else None


ADAPTER: Adapter = Xlsx()
