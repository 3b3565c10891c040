"""Every span of a document's text leads to the same words in the page that it was read from."""

from __future__ import annotations

import html
import json
import pickle
import re
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taken_in import intake

from led_back import check_runs, check_span, share_placed
from sayso import sample
from sayso.documents import Input, Rejection, list_inputs, read_input
from sayso.documents.way_back import places_of
from sayso.documents.way_back.stream import Source
from sayso.schema import Document, Published
from sayso.schema.contract import from_dict, to_dict
from sayso.schema.way_back import (
    LAYOUT,
    NO_RECORD,
    NOT_IN_PAGE,
    OUTSIDE,
    RawSpan,
    Step,
    WayBack,
    page_of,
    raw_span,
    steps_of,
    written,
)


def led(text: str, page: str, source: Source = "text") -> Document:
    """A document with this text, taken from this page."""
    back = WayBack("utf-8", "", places_of(text, page, source))
    return Document(
        "d1", None, None, None, None, None, Published(None, "unknown"), "en", text, (), None, None, "", way_back=back
    )


def there(text: str, page: str, words: str, source: Source = "html") -> str | None:
    """What stands in the page where some words of the text lead to."""
    start = text.index(words)
    found = raw_span(led(text, page, source), start, start + len(words))
    return None if found.start is None else page[found.start : found.end]


def read(kind: str, data: bytes) -> Document:
    (got,) = read_input(Input("report", kind, data=data), intake())
    assert not isinstance(got, Rejection), got.error
    return got


# The record

_sizes = st.integers(1, 5000)
_steps = st.lists(
    st.tuples(st.sampled_from(["copy", "stand", "drop"]), _sizes) | st.tuples(st.just("pass"), st.integers(-5000, 5000))
)


@given(_steps)
def test_steps_are_kept_as_they_were_written(steps: list[Step]) -> None:
    def spread(some: list[Step]) -> list[Step]:
        """Each step of n as n steps of one; what passes over the page joined."""
        told: list[Step] = []
        for kind, n in some:
            if kind == "pass" and told and told[-1][0] == "pass":
                told[-1] = ("pass", told[-1][1] + n)
            elif kind in ("copy", "drop"):
                told += [(kind, 1)] * n
            else:
                told.append((kind, n))
            if told and told[-1] == ("pass", 0):
                told.pop()
        return told

    assert spread(list(steps_of(written(steps)))) == spread(steps)


def test_neighbours_of_one_kind_are_written_as_one_step() -> None:
    assert list(steps_of(written([("copy", 1), ("copy", 2), ("pass", 3), ("pass", -3), ("stand", 4)]))) == [
        ("copy", 3),
        ("stand", 4),
    ]


def test_letters_that_are_none_of_a_way_back_are_refused() -> None:
    with pytest.raises(ValueError, match="'!'"):
        list(steps_of("A!"))


def test_what_leads_nowhere_says_why() -> None:
    document = led("Put in\n\nShells fell.", "<p>Shells fell.</p>", "html")
    assert raw_span(document, 0, 6) == RawSpan(None, None, NOT_IN_PAGE)
    assert raw_span(document, 6, 8) == RawSpan(None, None, LAYOUT)
    assert raw_span(document, 5, 5) == raw_span(document, 3, 999) == RawSpan(None, None, OUTSIDE)
    assert raw_span(document, -1, 2).reason == OUTSIDE
    assert raw_span(replace(document, way_back=None), 0, 2) == RawSpan(None, None, NO_RECORD)
    assert raw_span(document, 0, 14) == RawSpan(3, 9)


def test_the_way_back_is_kept_in_json_and_in_a_pickle() -> None:
    document = read("html", b"<html><body><p>Caf&eacute; owners said that shells fell on the square.</p></body></html>")
    assert document.way_back and document.raw
    record = to_dict(document)
    assert "raw" not in record
    back = from_dict(Document, json.loads(json.dumps(record)))
    assert back == document
    assert back.raw is None
    carried = pickle.loads(pickle.dumps(document)).raw
    assert carried == document.raw


# Pages


def test_words_lead_over_markup_references_and_folded_space() -> None:
    page = "<p>The army\n   shelled <b>R<i>as</i></b> &amp; Tel&nbsp;Amin&hellip; at&#32;dawn&#8217;s end</p>"
    text = "The army shelled Ras & Tel\xa0Amin… at dawn’s end"
    assert there(text, page, "army shelled Ras") == "army\n   shelled <b>R<i>as"
    assert there(text, page, "&") == "&amp;"
    assert there(text, page, "Tel\xa0Amin…") == "Tel&nbsp;Amin&hellip;"
    assert there(text, page, "dawn’s") == "dawn&#8217;s"
    assert share_placed(led(text, page, "html")) == 1


@pytest.mark.parametrize(
    ("written_so", "read_so"),
    [("&amp;quot;", '"'), ("&copy2019", "©2019"), ("a & b", "a & b"), ("1 < 2", "1 < 2"), ("&bogus;", "&bogus;")],
)
def test_references_are_read_as_readers_of_pages_do(written_so: str, read_so: str) -> None:
    text = f"before {read_so} behind"
    assert there(text, f"<p>before {written_so} behind</p>", read_so) == written_so


def test_what_is_not_shown_is_passed_over() -> None:
    page = (
        "<script>var a = '<p>Shells fell on Ras.</p>';</script><style>Shells fell on Ras.</style>"
        "<!-- Shells fell on Ras. --><p title='Shells fell on Ras.'>Shells fell on <!-- the --> Ras.</p>"
    )
    assert there("Shells fell on Ras.", page, "Shells fell on Ras.") == "Shells fell on <!-- the --> Ras."


@pytest.mark.parametrize(
    "hidden",
    [
        "<title>Shells &amp; rockets</title>",
        '<meta property="og:title" content="Shells &amp; rockets">',
        "<img alt='Shells &amp; rockets'>",
        '<script type="application/ld+json">{"headline": "Shells \\u0026 rockets"}</script>',
    ],
)
def test_a_title_that_the_page_does_not_show_leads_to_where_it_is_held(hidden: str) -> None:
    found = there("Shells & rockets\n\nThey fell at dawn.", f"{hidden}<p>They fell at dawn.</p>", "Shells & rockets")
    assert found in ("Shells &amp; rockets", "Shells \\u0026 rockets")


def test_a_headline_that_is_shown_comes_before_one_that_is_not() -> None:
    page = "<title>Shells fall</title><p>Home</p><h1>Shells fall</h1><p>They fell at dawn.</p>"
    assert raw_span(led("Shells fall\n\nThey fell at dawn.", page, "html"), 0, 11).start == page.index(
        "Shells fall</h1>"
    )


def test_a_passage_that_comes_twice_leads_to_its_own_place() -> None:
    teaser = "The army shelled the town at dawn."
    page = (
        f"<p>{teaser}</p><p>More news</p><h1>Dawn</h1><p>It was cold.</p><p>{teaser}</p><p>Two died in the square.</p>"
    )
    text = f"It was cold.\n{teaser}\nTwo died in the square."
    start = text.index(teaser)
    assert raw_span(led(text, page, "html"), start, start + len(teaser)).start == page.rindex(teaser)


def test_what_was_moved_is_found_and_what_was_said_twice_leads_to_the_same_words() -> None:
    page = "<p>A reader says this is wrong.</p><p>Shells fell on the square at dawn.</p>"
    text = "Shells fell on the square at dawn.\nShells fell on the square at dawn.\n\nA reader says this is wrong."
    document = led(text, page, "html")
    assert share_placed(document) == 1
    assert raw_span(document, 35, 69) == raw_span(document, 0, 34)


def test_signs_that_the_reader_puts_in_lead_nowhere() -> None:
    page = "<p>Ras – a town - was shelled</p><ul><li>two dead</li></ul>"
    text = "Ras – a town - was shelled\n- two dead"
    assert raw_span(led(text, page, "html"), 27, 28).reason == NOT_IN_PAGE
    assert there(text, page, "two dead") == "two dead"


def test_words_spelled_apart_in_the_page_are_found() -> None:
    page = "<p>The muni&shy;tions hit the cafe\u0301 and a bridge<wbr>head there.</p>"
    text = "The munitions hit the café and a bridgehead there."
    assert there(text, page, "munitions") == "muni&shy;tions"
    assert there(text, page, "café") == "cafe\u0301"
    assert share_placed(led(text, page, "html")) == 1


def test_words_broken_at_the_end_of_a_line_are_found() -> None:
    page = "The muni-\ntions hit the\nsquare at dawn."
    assert there("The munitions hit the square at dawn.", page, "munitions", "text") == "muni-\ntions"


def test_other_words_are_not_taken_for_a_variant() -> None:
    page = "<p>He said: Reading about it at the time was hard.</p>"
    assert there("He said: Readers objected at the time was hard.", page, "Readers") is None


def test_a_long_page_of_the_same_words_takes_no_longer_than_any() -> None:
    page = "<p>" + "shells fell " * 20_000 + "</p>"
    document = led("\n".join(["shells fell shells fell shells"] * 200), page, "html")
    assert share_placed(document) > 0


@pytest.mark.parametrize(
    "source",
    [
        "<" * 99_999,
        '<a b="' * 50_000,
        "<script>" * 50_000,
        "<!--" * 50_000,
        "&" * 99_999,
        "<p>a</p>" * 50_000,
        '<script type="application/ld+json">' + '"\\' * 99_999,
    ],
    ids=lambda source: source[:9],
)
def test_broken_markup_takes_no_longer_than_any(source: str) -> None:
    text = "a\n" * 5_000 + "Shells fell."
    page = f"<p>Shells fell.</p>{source}"
    check_runs(led(text, page, "html"), page, "html")
    assert there(text, page, "Shells fell.") == "Shells fell."


# Any page

_LETTERS = st.sampled_from("abeortABZ09") | st.sampled_from("éßжع中𝔸😀’“—&<>\"'")
_words = st.text(_LETTERS, min_size=1, max_size=8)
_between = st.sampled_from(
    [" ", "  ", "\n", "\r\n\t", " \n\n ", "<b> </b>", " <!-- not shown --> ", " <i></i>", "&#32;"]
)
_tags = st.sampled_from(["b", "i", "a href='/x'", 'span class="q>"', "EM"])


@st.composite
def _character(draw: st.DrawFn, c: str) -> str:
    ways = [html.escape(c), f"&#{ord(c)};", f"&#x{ord(c):X};"]
    return draw(st.sampled_from([*ways[:1] * 6, *ways]))


@st.composite
def _source_of(draw: st.DrawFn, word: str) -> str:
    source = "".join(draw(_character(c)) for c in word)
    if draw(st.booleans()):
        tag = draw(_tags)
        return f"<{tag}>{source}</{tag.split()[0]}>"
    return source


@dataclass
class Made:
    """A paragraph as it is shown, and its source."""

    text: str
    source: str


@st.composite
def _paragraphs(draw: st.DrawFn) -> Made:
    words = draw(st.lists(_words, min_size=1, max_size=12))
    source = draw(_source_of(words[0]))
    for word in words[1:]:
        source += draw(_between) + draw(_source_of(word))
    return Made(" ".join(words), f"<p>{source}</p>")


@st.composite
def _pages(draw: st.DrawFn) -> tuple[str, str]:
    """A text and a page that shows it between other things."""
    made = draw(st.lists(_paragraphs(), min_size=1, max_size=6))
    gap = draw(st.sampled_from(["", "\n", "\r\n<!-- p -->\n", "<script>if (a < b) '</p>'</script>"]))
    return "\n".join(p.text for p in made), f"<html><body>{gap}{gap.join(p.source for p in made)}{gap}</body></html>"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_pages(), st.data())
def test_every_span_leads_to_the_same_words(made: tuple[str, str], data: st.DataObject) -> None:
    text, source = made
    page = source.replace("\r\n", "\n")
    document = led(text, page, "html")
    check_runs(document, page, "html")
    assert share_placed(document) == 1
    for _ in range(20):
        start = data.draw(st.integers(0, len(text) - 1))
        check_span(document, page, start, data.draw(st.integers(start + 1, len(text))), "html", whole=True)


_SAID = (
    "The army shelled the old mill at dawn, officials in the province told reporters on Monday.",
    "Residents of three villages – Ras, Tel Amin & Douma – said that “nobody” had warned them.",
    "Two farmers were killed; a third, aged 40, lost his leg when a mine went off near the bridge.",
    "Café owners’ accounts differ: one spoke of 12 shells, another of “more than 20”.",
    "The ministry of defence denied it < and said that its units had not moved since May 😀.",
)


@st.composite
def _said(draw: st.DrawFn) -> str:
    """A paragraph of some sentences, each with its own breaks, tags and references."""
    told = draw(st.lists(st.sampled_from(_SAID), min_size=1, max_size=3, unique=True))
    words = [draw(_source_of(word)) for sentence in told for word in sentence.split()]
    # Words behind an empty tag are lost to the reader of pages, which says nothing of the way back.
    between = _between.filter(lambda space: "<i>" not in space)
    return "<p>" + words[0] + "".join(draw(between) + word for word in words[1:]) + "</p>"


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_said(), min_size=1, max_size=4), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
def test_every_span_of_a_page_that_was_cleaned_leads_to_the_same_words(
    said: list[str], encoding: str, data: st.DataObject
) -> None:
    body = "\r\n".join(said)
    source = (
        "<html><head><title>Shelling at the mill</title></head><body><nav><a href='/'>Home</a></nav>\r\n"
        f"<article><h1>Shelling at the mill</h1>{body}</article><footer>About us</footer></body></html>"
    )
    document = read("html", source.encode(encoding))
    assert document.raw
    page = page_of(document, document.raw.content)
    check_runs(document, page, "html")
    assert share_placed(document) >= 0.98
    for low, high in [m.span() for m in re.finditer(".+", document.text)]:
        start = data.draw(st.integers(low, high - 1))
        check_span(document, page, start, data.draw(st.integers(start + 1, high)), "html", whole=False)


_free = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n\n\t"\\/ '), min_size=1
)


@settings(deadline=None)
@given(_free.filter(str.strip), st.booleans(), st.sampled_from([None, 2]), st.data())
def test_every_span_of_a_record_leads_to_the_same_characters(
    body: str, ascii_only: bool, indent: int | None, data: st.DataObject
) -> None:
    record: dict[str, Any] = {"id": "7", "text": body, "publisher": "The Plain Post"}
    document = read("json", json.dumps(record, ensure_ascii=ascii_only, indent=indent).encode())
    assert document.raw
    page = page_of(document, document.raw.content)
    check_runs(document, page, "json")
    start = data.draw(st.integers(0, len(document.text) - 1))
    check_span(document, page, start, data.draw(st.integers(start + 1, len(document.text))), "json", whole=True)


@settings(deadline=None)
@given(
    _free.filter(str.strip), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_every_span_of_plain_text_leads_to_itself(text: str, encoding: str, ends: str) -> None:
    document = read("text", text.replace("\n", ends).encode(encoding))
    assert document.raw and document.way_back
    page = page_of(document, document.raw.content)
    check_runs(document, page, "text")
    assert share_placed(document) == 1
    for at, c in enumerate(document.text):
        found = raw_span(document, at, at + 1)
        assert found.reason == LAYOUT or page[found.start : found.end] == c or c.isspace()


# The packaged sample


@pytest.fixture(scope="module")
def reports() -> list[Document]:
    found = [list_inputs([str(p)]) for p in sorted(sample.folder().iterdir()) if p.suffix != ".md"]
    inputs = [item for some in found for item in some if isinstance(item, Input)]
    return [d for item in inputs for d in read_input(item, intake()) if isinstance(d, Document)]


def test_every_sentence_of_the_sample_leads_back(reports: list[Document]) -> None:
    assert len(reports) > 5
    for document in reports:
        assert document.raw and document.way_back
        page = document.raw.page or page_of(document, document.raw.content)
        kind = document.raw.kind
        source: Source = "html" if kind == "html" else "json" if kind in ("json", "jsonl") else "text"
        check_runs(document, page, source)
        assert share_placed(document) == 1
        for piece in document.segments:
            check_span(document, page, piece.start, piece.end, source, whole=False)


def test_the_way_back_is_small(reports: list[Document]) -> None:
    for document in reports:
        assert document.way_back
        assert len(document.way_back.places) <= 0.15 * len(document.text)
