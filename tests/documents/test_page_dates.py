"""The day of publication: which of the days on a page it is, and why not the others. All pages are invented."""

from __future__ import annotations

import pytest
from taken_in import intake

from sayso.documents import Input, read_input
from sayso.schema.document import Document, Published

PARAGRAPHS = """
<p>Two shepherds were killed on Tuesday when a mine exploded beneath their truck near the village of Tal Hamra, the
mayor of the village said by telephone.</p>
<p>The mine was laid during the fighting of 3 March 2019, he said, and nobody had ever come to clear the fields.</p>
<p>Three weeks ago a boy was injured at the same place, according to the hospital in the provincial capital.</p>
"""


def published(above: str = "", below: str = "", head: str = "", url: str | None = None, after: str = "") -> Published:
    page = f"""<!DOCTYPE html><html><head><title>Mine kills two shepherds near Tal Hamra</title>{head}</head><body>
    <nav><a href="/">Home</a></nav><article>{above}<h1>Mine kills two shepherds near Tal Hamra</h1>{below}
    {PARAGRAPHS}</article>{after}</body></html>"""
    (got,) = read_input(Input("page.html", "html", data=page.encode(), url=url), intake())
    assert isinstance(got, Document), got
    return got.published


def meta(instant: str) -> str:
    return f'<meta property="article:published_time" content="{instant}">'


def linked(instant: str, kind: str = "NewsArticle") -> str:
    return f'<script type="application/ld+json">{{"@type": "{kind}", "datePublished": "{instant}"}}</script>'


SHOWN = [
    ("<p>12 May 2024</p>", "2024-05-12"),
    ("<div><span>By Hala Odeh</span> <span>May 12, 2024 5:14 pm</span></div>", "2024-05-12"),
    ("<p>Published: Sunday, 12 May 2024 at 08:10 GMT</p>", "2024-05-12"),
    ("<p>veröffentlicht am 12. Mai 2024</p>", "2024-05-12"),
    ("<p>Publié le 12 mai 2024</p>", "2024-05-12"),
    ("<p>Publicado el 12 de mayo de 2024</p>", "2024-05-12"),
    ("<p>Опубликовано 12 мая 2024</p>", "2024-05-12"),
    ("<p>Updated 14 May 2024</p><p>Published 12 May 2024</p>", "2024-05-12"),
]


@pytest.mark.parametrize(("below", "day"), SHOWN)
def test_a_day_shown_under_the_headline_is_the_pages(below: str, day: str) -> None:
    assert (published(below=below).date, published(below=below).basis) == (day, "text")


def test_a_day_shown_above_the_headline_is_the_pages() -> None:
    assert published(above="<p>12 May 2024</p>").date == "2024-05-12"


MARKUP = [
    (meta("2024-05-12T09:00:00Z"), "2024-05-12"),
    (linked("2024-05-12T09:00:00+03:00"), "2024-05-12"),
    (linked("2024-05-12T09:00:00+03:00") + linked("2019-01-01", "Organization"), "2024-05-12"),
    (linked("2019-01-01", "Organization") + linked("2024-05-12T09:00:00+03:00"), "2024-05-12"),
    ('<meta name="pubdate" content="Sun, 12 May 2024 09:00:00 +0000">', "2024-05-12"),
    ('<meta name="pdate" content="20240512">', "2024-05-12"),
    ('<script type="application/ld+json">{"datePublished": broken</script>' + meta("2024-05-12"), "2024-05-12"),
]


@pytest.mark.parametrize(("head", "day"), MARKUP)
def test_a_day_in_the_markup_is_the_pages(head: str, day: str) -> None:
    assert (published(head=head).date, published(head=head).basis) == (day, "metadata")


def test_the_day_shown_within_one_of_the_markups_is_the_outlets_own() -> None:
    got = published(below="<p>Posted May 11, 2024 10:05 pm EST</p>", head=meta("2024-05-12T03:05:00Z"))
    assert (got.date, got.basis) == ("2024-05-11", "text")
    assert [(r.date, r.basis, r.reason) for r in got.rejected] == [("2024-05-12", "metadata", "less sure")]


def test_a_day_farther_from_the_markups_is_not_taken() -> None:
    got = published(below="<p>2 May 2024</p>", head=meta("2024-05-12T03:05:00Z"))
    assert (got.date, got.basis) == ("2024-05-12", "metadata")
    assert [r.date for r in got.rejected] == ["2024-05-02"]


NOT_THE_PAGES = [
    "<p>The army had shelled the village on 3 May 2024, the last day before the truce, its people told us.</p>",
    '<figure><img src="a.jpg"><figcaption>Shepherds in the hills above the village, 3 May 2024, photographed by a '
    "member of the council who has since left for the coast</figcaption></figure>",
]


@pytest.mark.parametrize("below", NOT_THE_PAGES)
def test_a_day_inside_a_sentence_is_the_storys(below: str) -> None:
    assert published(below=below).date is None


def test_days_of_other_reports_and_of_comments_are_not_the_pages() -> None:
    rows = "".join(
        f"<li><a href='/{n}'>Another report of the province</a> <b>{n} May 2024</b></li>" for n in range(1, 20)
    )
    assert published(after=f"<aside><ul>{rows}</ul></aside>").date is None


def test_what_was_left_out_is_named_with_its_reason() -> None:
    got = published(
        below="<p>Published 12 May 2024</p><p>Updated 20 May 2024</p>", url="https://a.example/2024/05/11/x"
    )
    assert got.date == "2024-05-12"
    assert {(r.date, r.basis): r.reason for r in got.rejected} == {
        ("2024-05-20", "text"): "that of an update",
        ("2024-05-11", "url"): "less sure",
    }


def test_a_day_to_come_is_out_of_range() -> None:
    got = published(head=meta("2031-05-12"), below="<p>12 May 2024</p>")
    assert got.date == "2024-05-12"
    assert [(r.date, r.reason) for r in got.rejected] == [("2031-05-12", "out of range")]
