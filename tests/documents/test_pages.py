"""HTML pages. The pages are invented; nothing is fetched."""

from __future__ import annotations

import datetime

import pytest
from taken_in import intake

from sayso.documents import Input, Rejection, read_input
from sayso.schema.document import Document

TODAY = datetime.date(2024, 6, 1)

PARAGRAPHS = """
<p>QARA, Syria (North Press) – Two soldiers were killed on Monday when a mine went off under their lorry near the
village of Tel Abyad, a spokesman for the brigade said.</p>
<p>The road between the town and the border has been closed since the morning, and the spokesman said it would stay
closed until the mines had been cleared.</p>
<p>Three weeks ago a shepherd was injured at the same place, according to the governor of the province.</p>
"""


def page(head: str = "", body: str = PARAGRAPHS, tail: str = "") -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>Mine kills two near Tel Abyad - North Press</title>
    <meta property="og:title" content="Mine kills two near Tel Abyad"/>{head}</head>
    <body><nav><a href="/">Home</a><a href="/world">World</a></nav>
    <article><h1>Mine kills two near Tel Abyad</h1>{body}</article>{tail}
    <footer><p>All rights reserved</p></footer></body></html>"""


def read(content: str | bytes) -> Document | Rejection:
    raw = content if isinstance(content, bytes) else content.encode()
    item = Input("page.html", "html", data=raw)
    (got,) = read_input(item, intake())
    return got


def document(content: str | bytes) -> Document:
    got = read(content)
    assert isinstance(got, Document), got
    return got


def body_of(got: Document) -> str:
    return " ".join(got.text[s.start : s.end] for s in got.segments if s.kind == "body")


def test_the_report_is_taken_out_of_the_page() -> None:
    got = document(page())
    assert got.title == "Mine kills two near Tel Abyad"
    assert "Two soldiers were killed" in body_of(got) and "Three weeks ago a shepherd" in body_of(got)
    assert "World" not in got.text and "All rights reserved" not in body_of(got)
    kinds = [s.kind for s in got.segments if s.kind != "boilerplate"]
    assert kinds[:3] == ["headline", "dateline", "body"]
    assert got.language == "en"


def test_what_the_page_says_of_itself() -> None:
    head = """<link rel="canonical" href="https://npasyria.com/en/1234/mine-kills-two/"/>
    <meta property="og:site_name" content="NPA"/><meta name="author" content="Rana Haddad"/>
    <meta property="article:published_time" content="2024-05-13T09:12:00+03:00"/>"""
    got = document(page(head))
    assert got.url == "https://npasyria.com/en/1234/mine-kills-two/" == got.key
    assert (got.publisher, got.author) == ("North Press", "Rana Haddad")
    assert (got.published.date, got.published.basis) == ("2024-05-13", "metadata")


def test_an_unknown_site_is_named_as_it_names_itself() -> None:
    got = document(page('<meta property="og:site_name" content="The Valley Times"/>'))
    assert got.publisher == "The Valley Times"


def test_a_page_without_a_date_says_so() -> None:
    assert (document(page()).published.date, document(page()).published.basis) == (None, "unknown")


def test_a_date_in_the_address_is_used_last() -> None:
    head = '<link rel="canonical" href="https://valley.example/2024/05/13/mine-kills-two"/>'
    assert document(page(head)).published.date == "2024-05-13"


def test_a_future_date_of_a_page_is_not_used() -> None:
    got = document(page('<meta property="article:published_time" content="2031-05-13T09:12:00+03:00"/>'))
    assert got.published.date is None


def test_comments_with_markup_are_comments() -> None:
    tail = """<div id="comments" class="comments-area"><h3>2 thoughts</h3><ol class="comment-list">
    <li class="comment"><div class="comment-body"><p>The villagers had warned them about this road for years, and nobody
    at headquarters ever listened to a word of it.</p></div></li></ol></div>"""
    got = document(page(tail=tail))
    assert "warned them" not in body_of(got)


@pytest.mark.parametrize(
    "content",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<!DOCTYPE html><html><head><title>x</title></head><body><script>var a = 1;</script></body></html>",
        "<html><body>" + "<div>" * 5000 + "</body></html>",
    ],
)
def test_a_page_without_a_report_is_refused_by_name(content: str) -> None:
    got = read(content)
    assert isinstance(got, Rejection) and "page.html" in str(got.error)


def test_entities_are_not_resolved() -> None:
    got = read(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        f"<html><body><article><p>&secret;</p>{PARAGRAPHS}</article></body></html>"
    )
    assert isinstance(got, Document) and "root:" not in got.text


def test_the_declared_encoding_of_a_page_is_used() -> None:
    content = page('<meta charset="windows-1251"/>', body=PARAGRAPHS + "<p>Бригада сообщила, что дорога закрыта.</p>")
    assert "дорога закрыта" in document(content.encode("windows-1251")).text


@pytest.mark.parametrize(
    ("own", "met", "address"),
    [
        ("https://valley.example/mine", None, "https://valley.example/mine"),
        ("https://valley.example/mine", "https://www.valley.example/mine?from=feed", "https://valley.example/mine"),
        ("https://valley.example/mine", "https://m.valley.example/mine", "https://valley.example/mine"),
        ("https://npasyria.com/en/1/", "https://valley.example/mine", "https://valley.example/mine"),
    ],
)
def test_no_page_passes_for_that_of_another_site(own: str, met: str | None, address: str) -> None:
    head = f'<link rel="canonical" href="{own}"/>'
    (got,) = read_input(Input("page", "html", data=page(head).encode(), url=met), intake())
    assert isinstance(got, Document)
    assert got.url == address
