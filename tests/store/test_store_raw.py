"""The bytes that documents were read from are kept once, come back as they were, and the way back leads into them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from store_records import document

from led_back import check_runs, check_span, share_placed
from sayso import sample
from sayso.documents import Input, list_inputs, read_input
from sayso.documents.way_back.stream import Source
from sayso.errors import BadRecord, NotFound, StoreError
from sayso.schema import Document
from sayso.schema.way_back import Raw, WayBack, page_sha256, raw_span
from sayso.store import Store
from sayso.store.address import parse
from taken_in_pages import INTAKE, read_as

PAGE = (
    "<html><body><article><h1>Shelling at the mill</h1>\r\n<p>Caf\u00e9 owners &amp; two <b>farmers</b> said that\r\n"
    "   the army shelled the old mill \U0001f600 at dawn&#8230; on Monday.</p></article></body></html>"
)


def carrying(content: bytes, page: str | None = None, **fields: Any) -> Document:
    """A document with its bytes, whose page is given where they do not decode to it."""
    back = WayBack(None if page else "utf-8", page_sha256(page if page else content.decode()), "")
    sha256 = hashlib.sha256(content).hexdigest()
    fields = {"raw_sha256": sha256, "way_back": back, "raw": Raw(content, "text", page), "run": None, **fields}
    return document(fields.pop("id", "d1"), **fields)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_every_span_leads_to_the_same_words_in_what_was_kept(store: Store, encoding: str) -> None:
    source = PAGE.replace("<html>", f"<html><meta charset={encoding}>") if "windows" in encoding else PAGE
    content = source.encode(encoding, "xmlcharrefreplace")
    store.put_document(replace(read_as("html", content), run=None))
    (kept,) = store.documents()
    assert kept.raw is None
    assert store.raw(kept) == content
    page = store.page(kept)
    assert "\r" not in page
    check_runs(kept, page, "html")
    assert share_placed(kept) == 1
    for low, high in [m.span() for m in re.finditer(".+", kept.text)]:
        for start in range(low, high):
            for end in (start + 1, start + 9, high):
                check_span(kept, page, start, min(end, high), "html", whole=True)


def test_every_report_of_the_sample_leads_back_from_the_store(store: Store) -> None:
    files = [str(p) for p in sorted(sample.folder().iterdir()) if p.suffix != ".md"]
    for item in list_inputs(files):
        for got in read_input(item, INTAKE) if isinstance(item, Input) else ():
            if isinstance(got, Document):
                store.put_document(replace(got, run=None))
    found = store.documents()
    assert len(found) > 5
    for kept in found:
        page = store.page(kept)
        assert hashlib.sha256(store.raw(kept)).hexdigest() == kept.raw_sha256
        source: Source = "html" if "</p>" in page else "json" if page.startswith("{") else "text"
        check_runs(kept, page, source)
        assert share_placed(kept) == 1
        for piece in kept.segments:
            check_span(kept, page, piece.start, piece.end, source, whole=False)


_text = st.text(st.characters(codec="utf-8", exclude_characters="\x00") | st.sampled_from(" \r\n"), min_size=1)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(), st.none() | _text)
def test_any_bytes_come_back_as_they_were(store: Store, content: bytes, page: str | None) -> None:
    back = WayBack(None, page_sha256(page or ""), "")
    sha256 = hashlib.sha256(content).hexdigest()
    given_ = document(f"d{sha256}", raw_sha256=sha256, way_back=back, raw=Raw(content, "pdf", page), run=None)
    store.put_document(given_)
    kept = store.document(given_.id)
    assert store.raw(kept) == content
    if page is not None and kept.way_back == back:
        assert store.page(kept) == page


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    store.put_document(carrying(b"a page", id="d1"))
    store.put_document(carrying(b"a page", id="d2"))
    store.put_document(carrying(b"another", id="d3"))
    assert store.counts()["raws"] == 2


def test_bytes_that_do_not_decode_to_the_page_are_kept_with_it(store: Store) -> None:
    store.put_document(carrying(b"%PDF\x00", page="Title\r\n\fText"))
    assert store.raw(store.document("d1")) == b"%PDF\x00"
    assert store.page(store.document("d1")) == "Title\r\n\fText"
    assert store.counts()["raws"] == 2


def test_bytes_are_written_with_the_document_or_not_at_all(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        store.put_document(carrying(b"a page"))
        raise RuntimeError
    assert store.counts()["raws"] == store.counts()["documents"] == 0


def test_whoever_keeps_no_pages_still_has_the_way_back(store: Store) -> None:
    store.put_document(replace(read_as("html", PAGE.encode()), raw=None, run=None))
    (kept,) = store.documents()
    assert raw_span(kept, 0, len(kept.text)).start is not None
    assert store.counts()["raws"] == 0
    with pytest.raises(NotFound, match="were not kept"):
        store.page(kept)


def test_bytes_are_kept_later_for_a_document_that_is_there_without_them(store: Store) -> None:
    given_ = carrying(b"a page")
    store.put_document(replace(given_, raw=None))
    assert not store.keep_raw(replace(given_, raw=None))
    assert not store.keep_raw(replace(carrying(b"a later page"), id="d1"))
    assert store.keep_raw(given_)
    assert not store.keep_raw(given_)
    assert store.raw(given_) == b"a page"


@pytest.fixture
def damaged(store: Store, url: str) -> Iterator[Store]:
    """A store with a document whose bytes were changed behind its back."""
    store.put_document(carrying(b"a page", id="d1"))
    store.put_document(carrying(b"another", id="d2"))
    store.put_document(carrying(b"a third", id="d3"))
    with create_engine(parse(url).url).begin() as connection:
        rows: dict[str, bytes] = dict(iter(connection.execute(text("SELECT sha256, zlib FROM raws"))))
        other, own = (hashlib.sha256(content).hexdigest() for content in (b"another", b"a page"))
        change = text("UPDATE raws SET zlib = :zlib WHERE sha256 = :sha256")
        connection.execute(change, {"zlib": rows[other], "sha256": own})
        connection.execute(change, {"zlib": b"no zlib", "sha256": other})
    yield store


def test_damaged_bytes_are_not_given_out(damaged: Store) -> None:
    with pytest.raises(StoreError, match="not those that were kept"):
        damaged.raw(damaged.document("d1"))
    with pytest.raises(StoreError, match="cannot be unpacked"):
        damaged.raw(damaged.document("d2"))
    assert damaged.raw(damaged.document("d3")) == b"a third"


def test_a_page_that_decodes_otherwise_is_not_given_out(store: Store) -> None:
    given_ = carrying(b"caf\xc3\xa9")
    store.put_document(given_)
    with pytest.raises(BadRecord, match="not its page"):
        store.page(replace(given_, way_back=WayBack("latin-1", page_sha256("café"), "")))
    with pytest.raises(BadRecord, match="do not decode as"):
        store.page(replace(given_, way_back=WayBack("ascii", page_sha256("café"), "")))
    with pytest.raises(BadRecord, match="without a way back"):
        store.page(replace(given_, way_back=None))
