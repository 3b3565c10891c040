"""PDF files. The files are made here; the reports are invented."""

from __future__ import annotations

import io

import pytest
from made_pdfs import At, column, pdf
from pypdf import PdfReader, PdfWriter
from taken_in import intake

from sayso.documents import Input, Limits, Rejection, read_input
from sayso.documents.adapter import kind_of_content
from sayso.documents.adapters import pdf as adapter
from sayso.documents.draft import Draft
from sayso.errors import DocumentError, EmptyInput, NotText, TooLarge
from sayso.schema.document import Document

FIRST = [
    "Two soldiers were killed on Monday when a mine went off under their",
    "lorry near the village of Tel Rifa, a spokesman for the brigade said.",
    "The road between the town and the border has been closed since the",
    "morning and will stay closed for days.",
]
SECOND = [
    "Three weeks ago a shepherd was injured at the same place, according",
    "to the governor of the province, who had asked for the road to be",
    "cleared of mines.",
]


def read(raw: bytes, limits: Limits | None = None) -> Document | Rejection:
    (got,) = read_input(Input("report.pdf", "pdf", data=raw), intake(limits))
    return got


def document(raw: bytes) -> Document:
    got = read(raw)
    assert isinstance(got, Document), got
    return got


def refused(raw: bytes, limits: Limits | None = None) -> DocumentError:
    got = read(raw, limits)
    assert isinstance(got, Rejection), got
    assert "report.pdf" in str(got.error)
    return got.error


def draft(raw: bytes) -> Draft:
    (got,) = adapter.ADAPTER.read(Input("report.pdf", "pdf", data=raw), intake())
    assert isinstance(got, Draft)
    return got


def paragraphs(raw: bytes) -> list[str]:
    return draft(raw).body.split("\n\n")


def of_kind(got: Document, kind: str) -> list[str]:
    return [got.text[s.start : s.end] for s in got.segments if s.kind == kind]


def headed(heading: str, lines: list[str]) -> list[At]:
    return [(72, 760, 20, heading), *column(lines)]


def test_lines_become_paragraphs() -> None:
    got = document(pdf(headed("Mine kills two near Tel Rifa", [*FIRST, "", *SECOND])))
    assert got.title == "Mine kills two near Tel Rifa"
    assert of_kind(got, "body") == [" ".join(FIRST), " ".join(SECOND)]


def test_first_lines_set_in_begin_paragraphs() -> None:
    lines = [*column(FIRST), *column(SECOND, top=720 - 4 * 14)]
    first = lines[4]
    lines[4] = (first[0] + 14, *first[1:])
    assert paragraphs(pdf(lines)) == [" ".join(FIRST), " ".join(SECOND)]


def test_words_broken_at_line_ends_are_made_whole() -> None:
    lines = [
        "The bombardment of the village, the representative said, was extraor-",
        "dinary, and the civil-defence office said that nine people of the civil-",
        "defence had been hurt. The commander was killed in Al-",
        "Qaryatayn with an anti-tank rocket, another anti-",
        "aircraft gun was taken, and the repre-",
        "sentative had left.",
    ]
    (got,) = paragraphs(pdf(column(lines)))
    for whole in (
        "extraordinary",
        "of the civil-defence had",
        "in Al-Qaryatayn",
        "anti-aircraft",
        "the representative had",
    ):
        assert whole in got


def test_a_sentence_that_runs_over_a_page_is_whole() -> None:
    one = [*column(FIRST[:3]), (280, 30, 9, "Page 1 of 2")]
    two = [*column([FIRST[3], "", *SECOND]), (280, 30, 9, "Page 2 of 2")]
    got = document(pdf(one, two))
    assert of_kind(got, "body") == [" ".join(FIRST), " ".join(SECOND)]
    assert of_kind(got, "boilerplate") == ["Page 1 of 2", "Page 2 of 2"]


def test_running_heads_and_page_numbers_are_boilerplate_and_stay_in_the_text() -> None:
    pages = [
        [(72, 770, 9, "Valley Observer Weekly"), *column([*FIRST, "", *SECOND]), (300, 30, 9, str(number))]
        for number in (7, 8, 9)
    ]
    got = document(pdf(*pages))
    heads = of_kind(got, "boilerplate")
    assert heads.count("Valley Observer Weekly") == 3 and {"7", "8", "9"} <= set(heads)
    assert not any("Observer" in body for body in of_kind(got, "body"))


def test_words_that_stand_on_two_pages_by_chance_are_the_report() -> None:
    pages = [
        column([*FIRST, "", "No group claimed the attack."]),
        column([*SECOND, "", "No group claimed the attack."]),
    ]
    pages.append(column(["The governor left on Tuesday.", "", *FIRST]))
    assert paragraphs(pdf(*pages)).count("No group claimed the attack.") == 2


def test_columns_are_read_one_after_the_other() -> None:
    left, right = column(FIRST, x=72), column(SECOND, x=320)
    assert paragraphs(pdf([*left, *right])) == [" ".join(FIRST), " ".join(SECOND)]


def test_a_page_drawn_in_no_order_is_read_from_top_to_bottom() -> None:
    lines = column(["The army left the town of Qara on Monday, and", "on Tuesday the brigade", "came in. " * 5] * 6)
    shuffled = [lines[(7 * n) % len(lines)] for n in range(len(lines))]
    assert draft(pdf(shuffled)).page == draft(pdf(lines)).page


def test_bullets_are_paragraphs_of_their_own() -> None:
    lines = ["• two soldiers were killed,", "• four were wounded."]
    assert paragraphs(pdf(column([*FIRST, "The brigade said that", *lines])))[2:] == lines


def test_what_the_file_says_of_itself() -> None:
    info = {
        "Title": "Mine kills two near Tel Rifa",
        "Author": "Rana Haddad",
        "CreationDate": "D:20240513091200+03'00'",
        "Producer": "LibreOffice 7.4",
    }
    got = document(pdf(column([*FIRST, "", *SECOND]), info=info))
    assert (got.title, got.author) == ("Mine kills two near Tel Rifa", "Rana Haddad")
    assert (got.published.date, got.published.basis) == ("2024-05-13", "metadata")


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - report_final2.doc",
        "untitled",
        "Untitled document",
        "report.indd",
        "Document1",
        "scan_0042",
        " ",
    ],
)
def test_a_title_of_a_program_is_none(title: str) -> None:
    got = draft(pdf(column([*FIRST, "", *SECOND]), info={"Title": title, "Author": "Windows User"}))
    assert (got.title, got.author) == (None, None)


def test_a_title_that_was_left_in_the_file_is_not_used() -> None:
    page = headed("Mine kills two near Tel Rifa", [*FIRST, "", *SECOND])
    assert document(pdf(page, info={"Title": "Weekly market prices of grain"})).title == "Mine kills two near Tel Rifa"


def test_the_day_of_a_printing_is_not_the_reports() -> None:
    info = {"CreationDate": "D:20240513091200Z", "Producer": "Skia/PDF m120"}
    assert document(pdf(column([*FIRST, "", *SECOND]), info=info)).published.date is None


def test_a_day_far_from_the_one_in_the_opening_is_not_used() -> None:
    info = {"CreationDate": "D:20240513091200Z"}
    got = document(pdf(column(["Qara, 3 March 2021", "", *FIRST]), info=info))
    assert got.published.date != "2024-05-13"
    assert any("2024-05-13" in warning and "2021-03-03" in warning for warning in got.warnings)


def test_the_way_back_leads_to_the_text_as_drawn() -> None:
    got = draft(pdf(column(FIRST), column(SECOND)))
    assert got.page == "\n".join(FIRST) + "\f" + "\n".join(SECOND)


def test_a_page_without_text_is_named() -> None:
    got = document(pdf(column([*FIRST, "", *SECOND]), []))
    assert got.warnings == ("page 2 without text: empty, or a picture",)


def test_pictures_of_pages_are_refused_with_the_reason() -> None:
    error = refused(pdf([], []))
    assert isinstance(error, EmptyInput) and "pictures of pages" in str(error) and "OCR" in str(error)


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column(FIRST)))))
    writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_file_is_refused() -> None:
    error = refused(locked("secret"))
    assert isinstance(error, NotText) and "encrypted" in str(error) and "password" in str(error)


@pytest.mark.parametrize("cut", [10, 200, 500])
def test_a_damaged_file_is_refused(cut: int) -> None:
    error = refused(pdf(column(FIRST))[:cut])
    assert isinstance(error, NotText | EmptyInput)


def test_a_file_with_a_wrong_table_is_read_all_the_same() -> None:
    raw = pdf(column(FIRST))
    assert " ".join(FIRST) in document(b"saved by a mailer\n" + raw).text


def test_limits() -> None:
    raw = pdf(column(FIRST))
    assert isinstance(refused(raw, Limits(max_bytes=len(raw) - 1)), TooLarge)
    assert isinstance(refused(raw, Limits(max_chars=100)), TooLarge)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "_MOST_PAGES", 2)
    error = refused(pdf(column(FIRST), column(SECOND), column(FIRST)))
    assert isinstance(error, TooLarge) and "3 pages" in str(error)


def test_fonts_that_do_not_tell_their_letters() -> None:
    error = refused(pdf(column(["(cid:12)(cid:44)(cid:7) (cid:9)(cid:12)(cid:101)", "(cid:12)(cid:44)(cid:7) ab"])))
    assert isinstance(error, NotText) and "fonts" in str(error)


def test_a_pdf_is_known_by_its_content() -> None:
    assert kind_of_content(pdf(column(FIRST))[:2048]) == "pdf"
    assert kind_of_content(b"\n\xef\xbb\xbf%PDF-1.7\n") == "pdf"
    assert kind_of_content(b"<html><body>%PDF-1.4") == "html"
