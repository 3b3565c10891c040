"""CSV, TSV and workbooks: a report a row."""

from __future__ import annotations

import csv
import datetime
import io
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutated import mutated
from openpyxl import Workbook
from taken_in import intake
from typer.testing import CliRunner

from sayso.documents import Input, Limits, Rejection, read_columns, read_input
from sayso.documents.adapter import kind_of_content
from sayso.errors import BadRecord, EmptyInput, NotText, SettingError, TooLarge
from sayso.interfaces.cli.main import app
from sayso.pipeline import read_reports
from sayso.schema.document import Document
from sayso.settings import Settings

REPORT = "Two soldiers were killed near the bridge on Monday, a spokesman for the brigade said."
OTHER = 'A shepherd was hurt by a mine; "three weeks ago", the governor said.\n\nThe road is closed.'
HEADER = ("id", "Headline", "BODY", "Date", "External  Notes")
ROWS = (
    ("1", "Bridge", REPORT, "2024-05-13", "x"),
    ("2", "Mine", OTHER, "14 May 2024", ""),
)


def written(rows: Sequence[Sequence[Any]], delimiter: str = ",", end: str = "\r\n") -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator=end).writerows(rows)
    return held.getvalue().encode()


def workbook(*sheets: Sequence[Sequence[Any]], hidden: Sequence[int] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        sheet.sheet_state = "hidden" if number in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def read(
    data: bytes, kind: str = "csv", columns: str = "by name", limits: Limits | None = None
) -> list[Document | Rejection]:
    given = intake(limits, columns=read_columns(columns))
    return list(read_input(Input(f"a.{kind}", kind, data=data), given))


def documents(*given: Any, **named: Any) -> list[Document]:
    found = read(*given, **named)
    assert all(isinstance(f, Document) for f in found), found
    return [f for f in found if isinstance(f, Document)]


def refusal(*given: Any, **named: Any) -> Rejection:
    (only,) = read(*given, **named)
    assert isinstance(only, Rejection), only
    return only


# --- CSV and TSV


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize(
    ("kind", "delimiter"), [("csv", ","), ("csv", ";"), ("csv", "\t"), ("csv", "|"), ("tsv", "\t")]
)
def test_each_row_is_a_report(kind: str, delimiter: str, end: str) -> None:
    one, two = documents(written([HEADER, *ROWS], delimiter, end), kind)
    assert (one.external_id, one.title, one.published.date) == ("1", "Bridge", "2024-05-13")
    assert one.text == f"Bridge\n\n{REPORT}"
    assert two.text == f"Mine\n\n{OTHER}" and two.published.basis == "record"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_byte_order_marks(encoding: str) -> None:
    said = "He said “two soldiers” died near the café on Monday – no more than that is known so far. " * 3
    (only,) = documents(written([HEADER, ("1", "Café", said, "", "")]).decode().encode(encoding))
    assert only.title == "Café" and "“two soldiers”" in only.text


def test_a_table_that_says_its_delimiter() -> None:
    (only,) = documents(b"sep=;\r\ntext;title\r\nThe army left, he said.;Qara\r\n")
    assert only.text == "Qara\n\nThe army left, he said."


def test_columns_are_mapped_by_name() -> None:
    rows = [("Nr.", "Story, full", "Kop", "text"), ("7", REPORT, "Bridge", "a note")]
    (only,) = documents(written(rows), columns="text=Story, full, title=kop, id=nr.")
    assert (only.external_id, only.title) == ("7", "Bridge") and REPORT in only.text and "note" not in only.text


def test_a_mapping_picks_the_delimiter_too() -> None:
    (only,) = documents(b"Verhaal;Kop, kort\nThe army left.;Qara", columns="text=Verhaal,title=Kop, kort")
    assert only.title == "Qara"


def test_a_missing_column_names_those_that_are_there() -> None:
    refused = refusal(written([HEADER, *ROWS]), columns="text=Story")
    assert isinstance(refused.error, BadRecord)
    assert str(refused.error) == (
        "a.csv: there is no column 'Story' for text; expected one of the columns "
        "'id', 'Headline', 'BODY', 'Date', 'External Notes'"
    )
    refused = refusal(written([("id", "story"), ("1", REPORT)]))
    assert "no column is called text or body" in str(refused.error) and "--columns" in str(refused.error)


@pytest.mark.parametrize("columns", ["text", "text=", "=Body", "story=Body", "text=A, text=B", ""])
def test_a_mapping_that_is_none(columns: str) -> None:
    with pytest.raises(SettingError, match="FIELD=COLUMN"):
        read_columns(columns)


def test_one_bad_row_stops_nothing() -> None:
    rows = [HEADER, ("1", "A", "", "", ""), ("2", "B", REPORT, "soon", ""), (), ("3", "C", REPORT, "2024-05-13", "")]
    empty, undated, document = read(written(rows))
    assert isinstance(empty, Rejection) and empty.where == "a.csv, row 2" and isinstance(empty.error, EmptyInput)
    assert isinstance(undated, Rejection) and undated.where == "a.csv, row 3" and "soon" in str(undated.error)
    assert isinstance(document, Document) and document.external_id == "3"


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows = [("id", "text"), ("1", "one\ntwo\nthree"), ("2", "  ")]
    _, refused = read(written(rows) + b"\r\n\r\n" + written([("3", "")]))[:2]
    assert isinstance(refused, Rejection) and refused.where == "a.csv, row 3"
    last = read(written(rows) + b"\r\n\r\n" + written([("3", "")]))[-1]
    assert isinstance(last, Rejection) and last.where == "a.csv, row 6"


def test_a_cell_too_many_is_a_text_cut_in_two() -> None:
    cut, document = read(b"id,text\n1,The army left, he said.\n2,The army left.,,\n")
    assert isinstance(cut, Rejection) and "3 cells, but the first row names 2" in str(cut.error)
    assert isinstance(document, Document)


def test_a_row_of_tags_is_no_report() -> None:
    assert len(documents(b"text,date\n#description,#date+reported\nThe army left.,2024-05-13\n")) == 1


def test_long_cells_are_read_and_endless_ones_are_not() -> None:
    before = csv.field_size_limit()
    (only,) = documents(written([("id", "text"), ("1", f"{REPORT} " * 5_000)]))
    assert len(only.text) > 400_000
    rows = b'id,text\n1,"The army left.\n' + b"and so on\n" * 15_000 + b"2,The end came.\n"
    found = read(rows, limits=Limits(max_chars=100_000))
    assert isinstance(found[0], Rejection) and "unclosed quotation mark" in str(found[0].error)
    assert isinstance(found[-1], Document) and found[-1].external_id == "2"
    assert csv.field_size_limit() == before


def test_a_row_of_a_million_columns() -> None:
    started = time.perf_counter()
    header = b"id,text" + b"," * 1_000_000 + b"\n1,The army left.\n"
    (only,) = documents(header)
    assert only.external_id == "1"
    wide, document = read(b"id,text\n1," + b"," * 30_000_000 + b"\n2,The army left.\n")
    assert isinstance(wide, Rejection) and isinstance(wide.error, TooLarge) and isinstance(document, Document)
    quoted = b'id,text\n1,"' + b'\n","' * 8_000_000 + b'"\n'
    found = read(quoted)
    assert isinstance(found[0], Rejection) and isinstance(found[0].error, TooLarge)
    assert isinstance(found[-1], Rejection) and "10,000 rows in succession" in str(found[-1].error)
    assert time.perf_counter() - started < 60


def test_rows_and_bytes_are_bounded() -> None:
    data = written([("id", "text"), *((str(n), f"{REPORT} {n}") for n in range(20))])
    found = read(data, limits=Limits(max_rows=10))
    assert [type(f) for f in found] == [Document] * 9 + [Rejection]
    assert isinstance(refusal(data, limits=Limits(max_member_bytes=100)).error, TooLarge)


def test_tables_without_rows() -> None:
    for data in (b"id,text\n", b"\n\n", b""):
        assert isinstance(refusal(data).error, EmptyInput)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"id,title,text\n1,A,The army left.\n", "csv"),
        (b"\xef\xbb\xbfDate;Body;Url\r\n", "csv"),
        (b"Title, text and date of the report follow.\nThe army left.", None),
        (b"text\nThe army left.", None),
        (b"text,date", None),
    ],
)
def test_a_table_is_known_by_the_names_of_its_columns(head: bytes, kind: str | None) -> None:
    assert kind_of_content(head) == kind


def test_the_way_back_leads_to_the_cell() -> None:
    _, two = documents(written([HEADER, *ROWS]))
    assert two.way_back is not None and two.raw is not None
    assert two.raw.page == OTHER and OTHER.splitlines()[0].replace('"', '""') in two.raw.content.decode()


# --- workbooks


def test_a_row_of_a_workbook_is_a_report() -> None:
    day = datetime.datetime(2024, 5, 13, 9, 30)
    (one, two) = documents(
        workbook([HEADER, (1, "Bridge", REPORT, day, 3.5), (2.0, 300, OTHER, day.date(), True)]), "xlsx"
    )
    assert (one.external_id, one.title, one.published.date) == ("1", "Bridge", "2024-05-13")
    assert (two.external_id, two.title, two.text) == ("2", "300", f"300\n\n{OTHER}")


def test_the_first_sheet_that_names_a_text_is_read() -> None:
    data = workbook(
        [],
        [("text",), ("This sheet is hidden.",)],
        [("About this file",), ("made by hand",)],
        [(), ("id", "text"), (), (1, REPORT), (2, None)],
        [("text",), ("Not this one.",)],
        hidden=[1],
    )
    document, refused = read(data, "xlsx")
    assert isinstance(document, Document) and REPORT in document.text
    assert isinstance(refused, Rejection)
    assert isinstance(refused, Rejection) and "Sheet 3, row" in refused.where


def test_rows_of_a_workbook_are_numbered_as_it_shows_them() -> None:
    book = Workbook()
    sheet = book.active
    sheet["B3"], sheet["C3"] = "text", "id"
    sheet["B9"], sheet["C9"] = REPORT, 1
    sheet["C12"] = 2
    held = io.BytesIO()
    book.save(held)
    document, refused = read(held.getvalue(), "xlsx")
    assert isinstance(document, Document) and document.external_id == "1"
    assert isinstance(refused, Rejection) and refused.where == "a.xlsx, row 12"


def test_a_day_must_be_one_in_a_workbook_too() -> None:
    refused = refusal(workbook([("text", "date"), (REPORT, 45425)]), "xlsx")
    assert '"date" is a number' in str(refused.error)


def test_formulas_count_as_what_they_came_to() -> None:
    data = workbook([("text", "title"), (REPORT, "=A1")])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    done = replaced(
        data, "xl/worksheets/sheet1.xml", sheet.replace(b"<v/>", b"<v>7</v>").replace(b"<v></v>", b"<v>7</v>")
    )
    (only,) = documents(done, "xlsx")
    assert only.title == "7"
    (fault,) = documents(workbook([("text", "title"), (REPORT, "#REF!")]), "xlsx")
    assert fault.title is None


def test_texts_that_cells_share() -> None:
    cells = b"".join(b'<c t="s"><v>%d</v></c>' % n for n in (0, 1))
    rows = b"<row>%s</row><row>%s</row>" % (cells, cells.replace(b"<v>1", b"<v>3").replace(b"<v>0", b"<v>2"))
    texts = b"".join(b"<si><t>%s</t></si>" % t for t in (b"text", b"title", REPORT.encode()))
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    shared = b"<sst %s>%s<si><r><t>Bri</t></r><r><t>dge</t></r></si></sst>" % (main, texts)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    types = part(PLAIN, TYPES)
    data = replaced(PLAIN, SHEET, _SHEET % rows)
    data = data if b"sharedStrings" in types else replaced(data, TYPES, types.replace(b"</Types>", override))
    held = io.BytesIO(data)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", shared)
    (only,) = documents(held.getvalue(), "xlsx")
    assert only.text == f"Bridge\n\n{REPORT}"


def test_line_ends_as_a_workbook_escapes_them() -> None:
    (only,) = documents(workbook([("text", "id"), ("One._x000D_\nTwo.", 1)]), "xlsx")
    assert only.text == "One.\nTwo."


def test_a_workbook_without_the_columns_or_without_rows() -> None:
    refused = refusal(workbook([("A", "B"), (1, 2)]), "xlsx")
    assert isinstance(refused.error, BadRecord) and "'A', 'B'" in str(refused.error)
    assert isinstance(refusal(workbook([]), "xlsx").error, EmptyInput)


def test_a_workbook_by_any_name() -> None:
    (only,) = documents(workbook([("text", "id"), (REPORT, 1)]), "zip")
    assert REPORT in only.text


# --- workbooks made to do harm


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def replaced(data: bytes, name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return held.getvalue()


PLAIN = workbook([("text", "id"), (REPORT, 1)])
SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
_HEAD = b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://valley.example/x.dtd">',
    ],
)
@pytest.mark.parametrize("name", [SHEET, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_no_entities(name: str, doctype: bytes) -> None:
    refused = refusal(replaced(PLAIN, name, doctype + part(PLAIN, name)), "xlsx")
    assert isinstance(refused.error, NotText) and "entities" in str(refused.error)


@pytest.mark.parametrize(
    "rows",
    [
        _HEAD + b'<row r="2">' + b"<c/>" * 3_000_000 + b"</row>",
        _HEAD + b"<row/>" * 3_000_000,
        b"<c/>" * 3_000_000,
        _HEAD + b'<row r="2"><c t="inlineStr"><is><t>' + b"a" * 30_000_000 + b"</t></is></c></row>",
        _HEAD + b'<row r="999999999999"><c t="inlineStr"><is><t>a</t></is></c></row>',
        _HEAD + b'<row><c r="ZZZ1"><v>1</v></c></row>' * 100_000,
    ],
)
def test_sheets_that_fill_memory_or_never_end(rows: bytes) -> None:
    started = time.perf_counter()
    found = read(replaced(PLAIN, SHEET, _SHEET % rows), "xlsx", limits=Limits(max_member_bytes=50_000_000))
    assert isinstance(found[-1], Rejection) and isinstance(found[-1].error, TooLarge | EmptyInput), found[-1]
    assert time.perf_counter() - started < 60


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    size = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:ZZZ9999999"/>'
    )
    body = b"<sheetData>" + _HEAD + b'<row r="2"><c t="inlineStr"><is><t>The army left.</t></is></c></row></sheetData>'
    (only,) = documents(replaced(PLAIN, SHEET, size + body + b"</worksheet>"), "xlsx")
    assert only.text == "The army left."


def test_a_sheet_that_breaks_off_gives_what_it_holds() -> None:
    rows = (
        b'<row r="2"><c t="inlineStr"><is><t>The army left.</t></is></c></row><row r="3"><c t="s"><v>999</v></c></row>'
    )
    document, refused = read(replaced(PLAIN, SHEET, _SHEET % (_HEAD + rows)), "xlsx")
    assert isinstance(document, Document)
    assert isinstance(refused, Rejection) and "breaks off" in str(refused.error) and refused.where == "a.xlsx, row 3"


def test_what_is_no_workbook() -> None:
    for data in (b"GIF89a", PLAIN[:-50], replaced(PLAIN, "xl/workbook.xml", b"<a"), replaced(PLAIN, SHEET, b"<a")):
        assert isinstance(refusal(data, "xlsx").error, NotText)


# --- anything at all


SEEDS = {"csv": written([HEADER, *ROWS]), "tsv": written([HEADER, *ROWS], "\t"), "xlsx": PLAIN}


@pytest.mark.parametrize("kind", SEEDS)
@pytest.mark.parametrize("hostile", [lambda _: st.binary(max_size=400), mutated], ids=["any", "mutated"])
def test_whatever_comes_in_is_read_or_refused(kind: str, hostile: Callable[[bytes], st.SearchStrategy[bytes]]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(hostile(SEEDS[kind]))
    def check(data: bytes) -> None:
        for found in read(data, kind):
            assert isinstance(found, Document) or "please report" not in str(found.error), found

    check()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["xl/workbook.xml", SHEET, "xl/styles.xml", "xl/_rels/workbook.xml.rels"]), st.data())
def test_whatever_a_workbook_holds_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = data.draw(mutated(part(PLAIN, name)))
    for found in read(replaced(PLAIN, name, content), "xlsx"):
        assert isinstance(found, Document) or "please report" not in str(found.error), found


# --- from the command line


def test_columns_come_from_the_settings(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_bytes(written([("Story", "Kop"), (REPORT, "Bridge")]))
    (only,) = read_reports([str(table)], Settings(columns="text=Story,title=Kop"))
    assert isinstance(only, Document) and only.text == f"Bridge\n\n{REPORT}"


def test_a_mapping_that_is_none_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(written([HEADER, *ROWS]))
    result = CliRunner().invoke(app, ["read", "a.csv", "--columns", "story=Body"])
    assert result.exit_code == 2 and "columns: 'story=Body'" in result.stderr
