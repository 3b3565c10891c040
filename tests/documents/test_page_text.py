"""What a page shows around its report, put back where it stood. The pages are invented."""

from __future__ import annotations

from marked_reports import FURNITURE
from trafilatura.utils import load_html

from sayso.documents.cleaning.page_blocks import blocks_of
from sayso.documents.cleaning.page_text import Neighbourhood, PageText

FIRST = "Two soldiers were killed on Monday when a mine went off under their lorry near the village."
SECOND = "The road between the town and the border has been closed since the morning, a spokesman said."


def around(body: str, kept: str = f"{FIRST}\n{SECOND}", comments: str = "") -> PageText:
    tree = load_html(f"<html><body><div class='page'>{body}</div></body></html>")
    return Neighbourhood(blocks_of(tree), kept, "Mine kills two", FURNITURE).text(comments)


def told(page: PageText) -> list[tuple[str, str]]:
    return [(s.kind, page.body[s.start : s.end]) for s in page.told]


def test_what_stood_between_paragraphs_stands_there_again() -> None:
    page = around(f"<p>{FIRST}</p><figure><figcaption>The lorry</figcaption></figure><p>{SECOND}</p>")
    assert page.body == f"{FIRST}\nThe lorry\n{SECOND}"
    assert told(page) == [("caption", "The lorry")]


def test_names_of_elements_around_the_report_tell_nothing_of_it() -> None:
    page = around(f"<div class='related-content share'><p>{FIRST}</p><p>{SECOND}</p></div>")
    assert told(page) == [] and page.body == f"{FIRST}\n{SECOND}"


def test_names_that_would_take_the_report_away_are_not_believed() -> None:
    page = around(f"<p class='promo'>{FIRST}</p><p class='promo'>{SECOND}</p>")
    assert told(page) == []


def test_a_kept_line_that_its_markup_calls_a_link_is_one() -> None:
    link, report = "Mines along the border", f"{FIRST} {SECOND} {FIRST} {SECOND}"
    page = around(f"<p>{report}</p><div class='read-more'>{link}</div><p>{SECOND}</p>", f"{report}\n{link}\n{SECOND}")
    assert told(page) == [("related", link)]


def test_a_paragraph_that_was_left_out_among_the_others_comes_back_as_the_reports_own() -> None:
    lost = "A shepherd was injured at the same place three weeks ago, according to the governor of the province."
    page = around(f"<p>{FIRST}</p><p>{lost}</p><p>{SECOND}</p>")
    assert page.body == f"{FIRST}\n{lost}\n{SECOND}" and told(page) == []


def test_what_is_not_shown_is_not_put_back() -> None:
    page = around(f"<p>{FIRST}</p><p style='display:none'>Secret words</p><script>var a</script><p>{SECOND}</p>")
    assert page.body == f"{FIRST}\n{SECOND}"


def test_the_headline_and_what_was_kept_elsewhere_are_not_put_back_twice() -> None:
    page = around(f"<h1>Mine kills two</h1><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>")
    assert page.body == f"{FIRST}\n{SECOND}"


def test_comments_that_the_page_told_apart_come_last_and_once() -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p><div class='comments'><p>So sad.</p></div>"
    page = around(body, comments="So sad.\nWhen will it end?")
    assert told(page) == [("comment", "So sad."), ("comment", "When will it end?")]


def test_a_report_that_is_not_found_in_the_page_again_is_kept_as_it_is() -> None:
    assert around("<p>Other words</p>").body == f"{FIRST}\n{SECOND}"


def test_deep_pages_do_not_recurse() -> None:
    page = around("<div>" * 3000 + f"<p>{FIRST}</p>" + "</div>" * 3000 + f"<p>{SECOND}</p>")
    assert FIRST in page.body


def test_a_word_that_the_reader_of_pages_lost_is_taken_from_the_page() -> None:
    page = around(
        f"<p>{FIRST.replace(' on ', ' <i></i>on ')}</p><p>{SECOND}</p>", f"{FIRST.replace(' on', '')}\n{SECOND}"
    )
    assert page.body == f"{FIRST}\n{SECOND}"
