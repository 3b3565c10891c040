"""Files into documents: text, JSON, JSON Lines; and everything that is wrong with files."""

from __future__ import annotations

import datetime
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taken_in import intake

from sayso.documents import Input, Limits, Rejection, list_inputs, read_input
from sayso.errors import BadRecord, DocumentError, EmptyInput, NotText, SaysoError, TooLarge
from sayso.schema.document import Document

TODAY = datetime.date(2024, 6, 1)
SENTENCE = (
    "The army said on Monday that it had left the town of Qara after two days of fighting in its eastern quarter."
)


def read(paths: Sequence[Path], limits: Limits | None = None) -> list[Any]:
    limits = limits or Limits()
    return [
        x
        for item in list_inputs([str(p) for p in paths])
        for x in (read_input(item, intake(limits)) if isinstance(item, Input) else [item])
    ]


def read_bytes(raw: bytes, kind: str = "text", limits: Limits | None = None) -> list[Any]:
    item = Input("given", kind, data=raw)
    return list(read_input(item, intake(limits)))


def one(raw: bytes, kind: str = "text") -> Document:
    (document,) = read_bytes(raw, kind)
    assert isinstance(document, Document), document
    return document


def refused(raw: bytes, kind: str = "text", limits: Limits | None = None) -> DocumentError:
    (rejection,) = read_bytes(raw, kind, limits)
    assert isinstance(rejection, Rejection), rejection
    return rejection.error


def record(**fields: object) -> Document:
    return one(json.dumps({"text": SENTENCE, **fields}).encode(), "jsonl")


def test_plain_text_with_a_headline(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"Army leaves Qara\n\n{SENTENCE}\n", encoding="utf-8")
    (document,) = read([path])
    assert document.title == "Army leaves Qara"
    assert document.text == f"Army leaves Qara\n\n{SENTENCE}"
    assert [s.kind for s in document.segments] == ["headline", "body"]
    assert document.key == str(path.resolve())
    assert document.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.published.date, document.published.basis) == (None, "unknown")


def test_plain_text_that_begins_with_a_sentence_has_no_headline() -> None:
    document = one(f"{SENTENCE}\nIt gave no figures.".encode())
    assert document.title is None
    assert document.text.startswith("The army said")


def test_a_dateline_is_no_headline() -> None:
    assert one(f"QARA, Syria (North Press) –\n{SENTENCE}".encode()).title is None


def test_a_record_keeps_its_title_and_characters() -> None:
    document = record(id="r1", title="Army leaves Qara", text="  “We left,” the army’s spokesman said…\n\nNo more. ")
    assert document.text == "Army leaves Qara\n\n“We left,” the army’s spokesman said…\n\nNo more."
    assert document.external_id == document.key == "r1"


def test_a_record_without_title_has_no_blank_line_before_its_text() -> None:
    assert record().text == SENTENCE


def test_other_names_of_fields_are_taken() -> None:
    document = record(text=None, body=SENTENCE, outlet="North Press", date="2023-12-11", author="R. Haddad", id=17)
    assert (document.publisher, document.author, document.external_id) == ("North Press", "R. Haddad", "17")
    assert (document.published.date, document.published.basis) == ("2023-12-11", "record")


@pytest.mark.parametrize(
    ("given_as", "day"),
    [("2023-12-11T22:10:00Z", "2023-12-11"), ("11 December 2023", "2023-12-11"), ("Dec. 11, 2023", "2023-12-11")],
)
def test_dates_of_records(given_as: str, day: str | None) -> None:
    assert record(published=given_as).published.date == day


def test_tomorrow_is_no_future_yet() -> None:
    assert record(published="2024-06-02").published.date == "2024-06-02"


@pytest.mark.parametrize(
    ("line", "error", "says"),
    [
        ('{"id": "1", "title": "A headline"}', EmptyInput, "no text"),
        ('{"text": "   "}', EmptyInput, "no text"),
        ("not json", BadRecord, "not JSON"),
        ('{"text": "The army left', BadRecord, "not JSON"),
        ("[1, 2]", BadRecord, "no object"),
        ('{"text": 5}', BadRecord, "a number"),
        ('{"text": "The army left.", "title": ["A"]}', BadRecord, "a list"),
        ('{"text": "The army left.", "published": "2024-06-03"}', BadRecord, "in the future"),
        ('{"text": "The army left.", "published": "soon"}', BadRecord, "cannot be read"),
        ('{"text": "The army left.", "published": "2024-02-31"}', BadRecord, "cannot be read"),
        ('{"text": "half a pair: \\ud800"}', NotText, "no text holds"),
        ("[" * 100_000, BadRecord, "nested too deep"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line_and_the_rest_goes_on(
    tmp_path: Path, line: str, error: type[DocumentError], says: str
) -> None:
    path = tmp_path / "reports.jsonl"
    good = json.dumps({"id": "good", "text": SENTENCE})
    path.write_text(f"{good}\n\n{line}\n{good.replace('good', 'second')}\n", encoding="utf-8")
    first, bad, last = read([path])
    assert (first.external_id, last.external_id) == ("good", "second")
    assert isinstance(bad, Rejection) and type(bad.error) is error
    assert f"{path}, line 3" in str(bad.error) and says in str(bad.error)


def test_one_json_object_over_several_lines_and_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"id": "a", "text": SENTENCE}, indent=2))
    (tmp_path / "two.json").write_text(json.dumps([{"id": "b", "text": SENTENCE}, {"id": "c"}]))
    a, b, bad = read([tmp_path])
    assert (a.external_id, b.external_id) == ("a", "b")
    assert "record 2" in str(bad.error)


def test_records_without_id_keep_their_place_as_key(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"text": "The army left."}\n{"text": "The army left."}\n')
    first, second = read([path])
    assert first.key != second.key and first.key.startswith(str(path.resolve()))


def test_the_address_is_the_key_where_there_is_no_id() -> None:
    assert record(url="https://example.org/a").key == "https://example.org/a"


@pytest.mark.parametrize(
    ("raw", "error", "says"),
    [
        (b"", EmptyInput, "empty"),
        (b" \n\t\n", EmptyInput, "white space"),
        (b"\x00\x01\x02\x03" * 500, NotText, "binary"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", NotText, "PDF"),
        (b"PK\x03\x04\x14\x00\x08\x00", NotText, "zip"),
        (
            b"The army left Zo\xc3\xab behind in \xe2\x80 the town, na\xc3\xafve as ever.",
            NotText,
            "broken UTF-8 at byte",
        ),
        (b"The army left the town \xff\xfe\xff of Qara on Monday.", NotText, "broken UTF-8 at byte"),
        (b"The mayor\xc3( left the town of Qara on Monday with his men.", NotText, "broken UTF-8 at byte"),
        (b"\xff\xfeT\x00h\x00e", NotText, "utf-16"),
        (b"The army left.\x07\x08\x01\x02\x03\x04 It did.", NotText, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(raw: bytes, error: type[DocumentError], says: str) -> None:
    found = refused(raw)
    assert type(found) is error and says in str(found) and "given" in str(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso-8859-1"])
def test_the_encoding_is_found(encoding: str) -> None:
    text = "Le général Lefèvre a déclaré lundi que l'armée avait quitté la ville après deux jours de combats à l'est."
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert one(mark + text.encode(encoding)).text == text


def test_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * 50_000_000)
    started = time.monotonic()
    (rejection,) = read([path])
    assert isinstance(rejection.error, TooLarge) and "50,000,000 bytes" in str(rejection.error)
    assert time.monotonic() - started < 1


def test_one_long_line_is_refused_and_the_next_is_read() -> None:
    limits = Limits(max_bytes=1000)
    raw = json.dumps({"text": "a" * 5000}).encode() + b"\n" + json.dumps({"text": SENTENCE}).encode()
    bad, good = read_bytes(raw, "jsonl", limits)
    assert isinstance(bad, Rejection) and isinstance(bad.error, TooLarge) and "line 1" in str(bad.error)
    assert isinstance(good, Document)


def test_too_many_characters() -> None:
    assert isinstance(refused(b"The army left. " * 100, limits=Limits(max_chars=1000)), TooLarge)


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        (f"Army leaves Qara\n\nPublished August 3 2015\n\n{SENTENCE}", "2015-08-03", "text"),
        (f"Army leaves Qara\nBy News Desk - October 05 2022\n\n{SENTENCE}", "2022-10-05", "text"),
        (f"Army leaves Qara\n\nSun 16 Apr 2017\n{SENTENCE}", "2017-04-16", "text"),
        (f"Army leaves Qara\n\nQARA, Aug 3, 2015 (Reuters) - {SENTENCE}", "2015-08-03", "text"),
        (f"Army leaves Qara\n\n{SENTENCE} On 5 May 2014 it had come.", None, "unknown"),
        (f"Army leaves Qara\n\n05-06-2016\n{SENTENCE}", None, "unknown"),
        (f"Army leaves Qara\n\n25-06-2016\n{SENTENCE}", "2016-06-25", "text"),
    ],
)
def test_the_publication_date_that_a_text_shows(text: str, day: str | None, basis: str) -> None:
    published = one(text.encode()).published
    assert (published.date, published.basis) == (day, basis)


def test_the_date_in_an_address_is_the_last_resort() -> None:
    document = record(url="https://example.org/2023/12/11/army-leaves-qara")
    assert (document.published.date, document.published.basis) == ("2023-12-11", "url")


def test_a_future_date_in_a_text_is_a_warning_not_a_rejection() -> None:
    document = one(f"Army leaves Qara\n\nPublished August 3 2031\n\n{SENTENCE}".encode())
    assert document.published.date is None
    assert any("2031-08-03" in w for w in document.warnings)


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        ("--AFP", "AFP"),
        (" (Reuters)", "Reuters"),
        (" Source: Associated Press", "AP"),
        (" Read Also", None),
        ("", None),
    ],
)
def test_the_agency_credited(ending: str, agency: str | None) -> None:
    assert record(text=SENTENCE + " No figures were given." + ending).agency == agency


def test_an_agency_in_a_dateline_and_one_that_only_speaks() -> None:
    assert record(text="BEIRUT (Reuters) - " + SENTENCE).agency == "Reuters"
    assert record(text="Reuters reported that the army had left. " + SENTENCE).agency is None


def test_the_author_of_a_byline() -> None:
    assert one(f"Army leaves Qara\nBy Rana Haddad\n\n{SENTENCE}".encode()).author == "Rana Haddad"


def test_other_languages_are_kept_and_marked_unread() -> None:
    document = record(text="L'armée a annoncé lundi qu'elle avait quitté la ville après deux jours de combats à l'est.")
    assert (document.language, document.unread) == ("fr", "language fr is not read yet")
    assert document.segments


def test_a_given_language_is_believed_and_a_short_text_has_none() -> None:
    assert record(language="en-GB").language == "en"
    assert record(text="Fighting in Qara.").language is None
    assert record(text="Fighting in Qara.").unread is None


def test_the_same_bytes_give_the_same_document() -> None:
    assert record(id="a") == record(id="a")
    assert record(id="a").id != record(id="b").id != record(id="b", text=SENTENCE + " So.").id


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "url", "text", "title", "published", "language"]), JSONISH))
def test_any_record_is_read_or_refused_by_name(row: dict[str, object]) -> None:
    for got in read_bytes(json.dumps(row).encode("utf-8", "surrogatepass"), "jsonl"):
        assert isinstance(got, Document) or isinstance(got.error, SaysoError)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text", "json", "jsonl"]))
def test_any_bytes_are_read_or_refused_by_name(raw: bytes, kind: str) -> None:
    for got in read_bytes(raw, kind):
        assert isinstance(got, Document) or isinstance(got.error, DocumentError)
