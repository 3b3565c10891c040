"""ZIP and web archives: what is read from them, what is passed over, and what is made to do harm."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutated import mutated
from taken_in import intake

from sayso.documents import Input, Limits, Rejection, list_inputs, read_input
from sayso.documents.adapter import kind_of_content
from sayso.errors import EmptyInput, NotText, TooLarge
from sayso.schema.document import Document

REPORT = "Two soldiers were killed near the bridge on Monday, a spokesman for the brigade said."
PAGE = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{REPORT}</p></article></body></html>"


def zipped(*members: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return held.getvalue()


def read(data: bytes, kind: str = "zip", limits: Limits | None = None) -> list[Document | Rejection]:
    return list(read_input(Input(f"a.{kind}", kind, data=data), intake(limits)))


def refusals(found: list[Document | Rejection]) -> list[str]:
    return [str(r.error) for r in found if isinstance(r, Rejection)]


# --- a folder zipped


def test_members_are_read_as_files_of_a_folder_are(tmp_path: Path) -> None:
    archive = tmp_path / "week.zip"
    archive.write_bytes(
        zipped(
            ("week/b.txt", REPORT),
            ("week/a.html", PAGE),
            ("week/c.jsonl", '{"text": "The army left the town on Tuesday."}'),
            ("week/.hidden/x.txt", "x"),
            ("__MACOSX/week/._b.txt", "x"),
            ("week/scan.tiff", b"II*\0"),
        )
    )
    (item,) = list_inputs([str(archive)])
    assert isinstance(item, Input) and item.kind == "zip"
    found = list(read_input(item, intake()))
    assert [type(f).__name__ for f in found] == ["Document", "Document", "Document", "Rejection"]
    html, text, line, refused = found
    assert isinstance(html, Document) and html.title == "Bridge" and REPORT in html.text
    assert isinstance(text, Document) and text.text == REPORT
    assert isinstance(line, Document) and "army left" in line.text
    assert isinstance(refused, Rejection) and refused.where == f"{archive}: week/scan.tiff"
    assert list(tmp_path.iterdir()) == [archive]


def test_an_archive_is_known_by_its_content() -> None:
    assert kind_of_content(zipped(("a.txt", REPORT))) == "zip"
    assert kind_of_content(zipped()) == "zip"


def test_names_that_lead_out_of_the_archive_are_only_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = read(
        zipped(("../../out.txt", REPORT), ("/etc/report.txt", f"{REPORT} So it was."), ("c:\\x\\y.txt", "The end."))
    )
    assert [type(f) for f in found] == [Document] * 3
    assert list(tmp_path.iterdir()) == []


def test_two_members_of_one_name_are_both_read() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a.txt", REPORT), ("a.txt", ""))
    first, second = read(data)
    assert isinstance(first, Document) and isinstance(second, Rejection) and second.where == "a.zip: a.txt (2)"


def test_a_name_cannot_steer_a_terminal() -> None:
    (only,) = read(zipped(("\x1b[2Jgone\nx.tiff", "x")))
    assert isinstance(only, Rejection) and "\x1b" not in str(only.error) and "\n" not in only.where


def test_what_cannot_be_unpacked_is_named_and_the_rest_is_read() -> None:
    locked = bytearray(zipped(("a.txt", REPORT), ("b.txt", f"{REPORT} Twice.")))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(sign) + at] |= 1
    refused, document = read(bytes(locked))
    assert isinstance(refused, Rejection) and "encrypted" in str(refused.error) and isinstance(document, Document)
    (packed,) = read(zipped(("a.txt", REPORT), method=zipfile.ZIP_BZIP2))
    assert isinstance(packed, Rejection) and "bzip2" in str(packed.error)
    damaged = bytearray(zipped(("a.txt", REPORT), ("b.txt", f"{REPORT} Twice."), method=zipfile.ZIP_STORED))
    damaged[damaged.find(b"soldiers")] ^= 1
    refused, document = read(bytes(damaged))
    assert isinstance(refused, Rejection) and "damaged" in str(refused.error) and isinstance(document, Document)


def test_a_member_without_a_name_is_read() -> None:
    data = zipped(("a", REPORT))
    for sign, length, name in ((b"PK\x03\x04", 26, 30), (b"PK\x01\x02", 28, 46)):
        at = data.find(sign)
        data = data[: at + length] + b"\0\0" + data[at + length + 2 : at + name] + data[at + name + 1 :]
    at = data.find(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", data, at + 12)
    data = data[: at + 12] + struct.pack("<LL", size - 1, start - 1) + data[at + 20 :]
    (only,) = read(data)
    assert isinstance(only, Document) and only.text == REPORT


def test_a_link_is_no_report() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("passwords.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    (only,) = read(held.getvalue())
    assert isinstance(only, Rejection) and "link" in str(only.error)


def test_an_office_document_is_no_folder() -> None:
    (only,) = read(zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")))
    assert isinstance(only, Rejection) and isinstance(only.error, NotText) and "office document" in str(only.error)
    (book,) = read(zipped(("mimetype", "application/epub+zip"), ("OEBPS/a.html", PAGE)))
    assert isinstance(book, Rejection) and isinstance(book.error, NotText)


def test_an_empty_archive_and_no_archive() -> None:
    (empty,) = read(zipped())
    assert isinstance(empty, Rejection) and isinstance(empty.error, EmptyInput)
    (broken,) = read(zipped(("a.txt", REPORT))[:-30])
    assert isinstance(broken, Rejection) and isinstance(broken.error, NotText)


# --- bombs


def test_what_an_archive_says_of_its_sizes_is_not_believed() -> None:
    data = bytearray(zipped(("a.txt", b"a" * 3_000_000)))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.find(sign) + at, 10)
    (only,) = read(bytes(data), limits=Limits(max_member_bytes=1_000_000))
    assert isinstance(only, Rejection)


def test_a_member_that_is_too_large_does_not_stop_the_rest() -> None:
    big, document = read(
        zipped(("a.txt", b"a" * 2_000_000), ("b.txt", REPORT)), limits=Limits(max_member_bytes=1_000_000)
    )
    assert isinstance(big, Rejection) and isinstance(big.error, TooLarge) and "max_member_bytes" in str(big.error)
    assert isinstance(document, Document)


def test_an_archive_that_unpacks_to_far_more_than_itself_is_left() -> None:
    found = read(zipped(*((f"{n:03}.txt", bytes(5_000_000)) for n in range(8))), limits=Limits(max_ratio=20))
    last = found[-1]
    assert isinstance(last, Rejection) and last.where == "a.zip" and "20 times its size" in str(last.error)
    assert len(found) < 8


def test_archives_in_archives_share_what_they_may_unpack_to() -> None:
    inner = zipped(*((f"{n}.txt", random.Random(n).randbytes(100_000)) for n in range(5)))
    found = read(zipped(*((f"{n}.zip", inner) for n in range(9))), limits=Limits(max_expanded_bytes=3_000_000))
    assert isinstance(found[-1], Rejection) and "max_expanded_bytes" in str(found[-1].error)
    assert len(found) < 30


def test_archives_are_opened_to_a_depth() -> None:
    data = zipped(("a.txt", REPORT))
    for _ in range(6):
        data = zipped(("a.zip", data))
    (only,) = read(data)
    assert isinstance(only, Rejection) and isinstance(only.error, TooLarge) and "inside 5 archives" in str(only.error)


def test_the_number_of_members_is_bounded() -> None:
    found = read(zipped(*((f"{n}.txt", f"{REPORT} {n}") for n in range(9))), limits=Limits(max_members=5))
    assert [type(f) for f in found] == [Document] * 5 + [Rejection] and "max_members" in str(found[-1].error)  # type: ignore[union-attr]
    many = zipped(*((f"{n:0100}.txt", "") for n in range(50)))
    (only,) = read(many, limits=Limits(max_members=10))
    assert isinstance(only, Rejection) and isinstance(only.error, TooLarge)


# --- web archives


def record(kind: str, url: str | None, block: bytes, **headers: str) -> bytes:
    lines = ["WARC/1.0", f"WARC-Type: {kind}", "WARC-Date: 2024-05-14T08:00:00Z", f"Content-Length: {len(block)}"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", media_type: str = "text/html", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + body


def page(text: str = REPORT) -> bytes:
    return PAGE.replace(REPORT, text).encode()


RECORDS = (
    record("warcinfo", None, b"software: own"),
    record("request", "https://valley.example/a", b"GET /a HTTP/1.1\r\n\r\n"),
    record("response", "https://valley.example/a", answer(page(), more="Content-Encoding: gzip\r\n")),
    record("response", "https://valley.example/2024/05/12/b", answer(page(f"{REPORT} Three were hurt."))),
    record("response", "https://valley.example/x.png", answer(b"\x89PNG", media_type="image/png")),
    record("response", "https://valley.example/gone", answer(page(), "404 Not Found")),
    record("response", "https://valley.example/api", answer(b'{"text": "no report"}', media_type="application/json")),
    record("response", "https://valley.example/robots.txt", answer(b"User-agent: *", media_type="text/plain")),
    record("revisit", "https://valley.example/a", answer(b"")),
    record("resource", "urn:text:https://valley.example/a", REPORT.encode(), Content_Type="text/plain"),
    record("resource", "https://valley.example/c.txt", REPORT.encode(), Content_Type="text/plain"),
    record("metadata", "https://valley.example/a", b"via: x"),
)
PACKED = b"".join(gzip.compress(r, mtime=0) for r in RECORDS)


@pytest.mark.parametrize("data", [PACKED, b"".join(RECORDS), gzip.compress(b"".join(RECORDS), mtime=0)])
def test_pages_are_read_and_all_else_is_said_once(data: bytes) -> None:
    assert kind_of_content(data[:2048]) == "warc"
    *documents, passed = read(data, "warc")
    assert [d.url for d in documents if isinstance(d, Document)] == [
        "https://valley.example/a",
        "https://valley.example/2024/05/12/b",
        "https://valley.example/c.txt",
    ]
    assert isinstance(passed, Rejection)
    assert str(passed.error) == (
        "a.warc: passed over 6 of 12 records: image/png (1), answer 404 (1), application/json (1), robots.txt (1), "
        "revisit records (1), not from the web (1)"
    )


def test_requests_and_notes_on_the_archiving_are_not_worth_a_word() -> None:
    found = read(b"".join(RECORDS[:4]) + RECORDS[-1], "warc")
    assert [type(f) for f in found] == [Document, Document]


def chunked(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(page()), "Transfer-Encoding: chunked\r\n"),
        (page(), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(page()), "Content-Encoding: gzip\r\n"),
        (zlib.compress(page()), "Content-Encoding: deflate\r\n"),
        (zlib.compress(page())[2:-4], "Content-Encoding: deflate\r\n"),
        (chunked(gzip.compress(page())), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    ],
)
def test_pages_are_taken_out_of_what_they_were_sent_in(body: bytes, headers: str) -> None:
    (only,) = read(record("response", "https://valley.example/a", answer(body, more=headers)), "warc")
    assert isinstance(only, Document) and REPORT in only.text


def test_the_day_of_archiving_bounds_the_day_of_publication() -> None:
    late = PAGE.replace("<head>", '<head><meta property="article:published_time" content="2024-05-20"/>').encode()
    (only,) = read(record("response", "https://valley.example/a", answer(late)), "warc")
    assert isinstance(only, Document) and only.published.date is None
    assert "2024-05-20" in only.warnings[0]


def test_a_page_known_only_by_its_content() -> None:
    body = answer(page(), media_type="application/octet-stream")
    (only,) = read(record("response", "https://valley.example/a", body), "warc")
    assert isinstance(only, Document) and only.title == "Bridge"


def test_an_archive_cut_short_gives_what_it_holds() -> None:
    cut = read(PACKED[:-20], "warc")
    assert sum(isinstance(f, Document) for f in cut) == 3 and "breaks off after 11 records" in str(refusals(cut))
    plain = b"".join(RECORDS[:4])
    first, second = read(plain[:-40], "warc")
    assert isinstance(first, Document) and isinstance(second, Rejection) and "cut short" in str(second.error)


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n" + b"a" * 3_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000,
        gzip.compress(b"WARC/1.0\r\n" + b"a" * 30_000_000),
        record("response", "https://valley.example/a", b"HTTP/1.1 200 OK\r\n" + b"a" * 3_000_000),
    ],
)
def test_headers_without_end(data: bytes) -> None:
    (only,) = read(data, "warc")
    assert isinstance(only, Rejection) and isinstance(only.error, TooLarge)


def test_a_page_that_unpacks_without_end() -> None:
    bomb = answer(gzip.compress(bytes(40_000_000)), more="Content-Encoding: gzip\r\n")
    data = record("response", "https://valley.example/a", bomb) + RECORDS[3]
    big, document = read(data, "warc", Limits(max_member_bytes=1_000_000))
    assert isinstance(big, Rejection) and isinstance(big.error, TooLarge) and isinstance(document, Document)
    (left,) = read(gzip.compress(data + bytes(40_000_000)), "warc", Limits(max_ratio=20))
    assert isinstance(left, Rejection) and "20 times its size" in str(left.error)


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        b"GIF89a",
        gzip.compress(b"x", mtime=0),
        b"\x1f\x8b",
    ],
)
def test_what_is_no_web_archive(data: bytes) -> None:
    (only,) = read(data, "warc")
    assert isinstance(only, Rejection)


def test_a_record_without_an_address_stops_nothing() -> None:
    found = read(record("response", None, answer(page())) + RECORDS[3], "warc")
    assert sum(isinstance(f, Document) for f in found) == 1


# --- collections of web archives


COLLECTION = zipped(
    ("datapackage.json", "{}"),
    ("archive/data.warc.gz", PACKED),
    ("archive/more.warc", RECORDS[3]),
    ("pages/pages.jsonl", "{}"),
    method=zipfile.ZIP_STORED,
)


def test_a_collection_is_read_through_its_web_archives() -> None:
    found = read(COLLECTION, "wacz")
    assert sum(isinstance(f, Document) for f in found) == 4
    assert [text.partition(" passed")[0] for text in refusals(found)] == ["a.wacz: archive/data.warc.gz:"]
    assert found[0] == read(COLLECTION)[0]  # by content it is a zip archive


def test_a_collection_without_web_archives_or_with_a_broken_one() -> None:
    (empty,) = read(zipped(("datapackage.json", "{}")), "wacz")
    assert isinstance(empty, Rejection) and isinstance(empty.error, EmptyInput)
    broken = zipped(("datapackage.json", "{}"), ("archive/a.warc.gz", b"no"), ("archive/b.warc", RECORDS[3]))
    refused, document = read(broken, "wacz")
    assert isinstance(refused, Rejection) and "a.warc.gz" in refused.where and isinstance(document, Document)


# --- anything at all


SEEDS = {
    "zip": zipped(("a.txt", REPORT), ("b/c.html", PAGE), ("d.zip", zipped(("e.txt", REPORT)))),
    "warc": PACKED,
    "wacz": COLLECTION,
}


@pytest.mark.parametrize("kind", SEEDS)
@pytest.mark.parametrize("hostile", [lambda _: st.binary(max_size=400), mutated], ids=["any", "mutated"])
def test_whatever_comes_in_is_read_or_refused(kind: str, hostile: Callable[[bytes], st.SearchStrategy[bytes]]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(hostile(SEEDS[kind]))
    def check(data: bytes) -> None:
        for found in read(data, kind, Limits(max_expanded_bytes=50_000_000)):
            assert isinstance(found, Document) or "please report" not in str(found.error), found

    check()
