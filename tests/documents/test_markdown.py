"""Markdown files. The reports are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from taken_in import intake

from sayso.documents import Input, Rejection, read_input
from sayso.documents.adapter import kind_of_content, kind_of_name
from sayso.documents.adapters import markdown
from sayso.documents.draft import Draft
from sayso.errors import EmptyInput
from sayso.schema.document import Document

FRONT = """---
title: "Mine kills two near Tel Rifa"
date: 2024-05-13 09:12:00 +0300
author: [Rana Haddad, Omar Said]
url: https://valley.example/mine-kills-two
publisher: The Valley Times
---
"""
BODY = """Two **soldiers** were killed on *Monday* when a mine went off under
their lorry near [Tel Rifa](https://valley.example/places/tel-rifa "a village"), a spokesman said.

> The road has been closed since the morning,
> and it stays closed.

![Lorry burning on the road](lorry.jpg "Lorry")

## What is known

- Two soldiers were killed.
- Four were `wounded`.

1. The mine was laid at night.

| place | killed |
|---|---|
| Tel Rifa | 2 |

<div class="share"><script>var shared = 1;</script>Share &amp; follow</div>
<!-- draft of Tuesday -->
"""


def draft(text: str) -> Draft:
    (got,) = markdown.ADAPTER.read(Input("r.md", "markdown", data=text.encode()), intake())
    assert isinstance(got, Draft)
    return got


def document(text: str) -> Document:
    (got,) = read_input(Input("r.md", "markdown", data=text.encode()), intake())
    assert isinstance(got, Document), got
    return got


def test_what_the_front_matter_says() -> None:
    got = document(FRONT + BODY)
    assert (got.title, got.url) == ("Mine kills two near Tel Rifa", "https://valley.example/mine-kills-two")
    assert (got.author, got.publisher) == ("Rana Haddad, Omar Said", "The Valley Times")
    assert (got.published.date, got.published.basis) == ("2024-05-13", "record")
    assert "---" not in got.text and "title:" not in got.text


def test_the_markup_is_read_away() -> None:
    assert draft(FRONT + BODY).body.split("\n\n") == [
        "Two soldiers were killed on Monday when a mine went off under their lorry near Tel Rifa, a spokesman said.",
        "The road has been closed since the morning, and it stays closed.",
        "Lorry burning on the road",
        "What is known",
        "Two soldiers were killed.",
        "Four were wounded.",
        "The mine was laid at night.",
        "place | killed",
        "Tel Rifa | 2",
        "Share & follow",
    ]


def test_the_words_of_a_picture_are_a_caption() -> None:
    got = document(FRONT + BODY)
    assert [got.text[s.start : s.end] for s in got.segments if s.kind == "caption"] == ["Lorry burning on the road"]


def test_a_picture_amid_a_sentence_stands_behind_it() -> None:
    got = draft("The lorry ![a burnt *lorry*](x.png) was taken away on Monday, the brigade said.")
    assert got.body.split("\n\n") == ["The lorry was taken away on Monday, the brigade said.", "a burnt lorry"]


def test_the_way_back_leads_to_the_text_with_its_markup() -> None:
    assert draft(FRONT + BODY).page == FRONT + BODY


def test_a_first_heading_is_the_title() -> None:
    got = draft("Mine kills *two*\n================\n\n" + BODY)
    assert got.title == "Mine kills two" and not got.body.startswith("Mine kills")


def test_a_title_that_stands_again_as_heading_is_there_once() -> None:
    got = document(FRONT + "# Mine kills two near Tel Rifa\n\n" + BODY)
    assert [got.text[s.start : s.end] for s in got.segments if s.kind == "headline"] == [got.title]
    assert not any(s.kind == "body" and got.text[s.start : s.end] == got.title for s in got.segments)


def test_a_first_line_that_looks_like_a_headline_is_one() -> None:
    got = draft("Mine kills two\n\nTwo soldiers were killed on Monday near the village of Tel Rifa.")
    assert (got.title, got.body) == (
        "Mine kills two",
        "Two soldiers were killed on Monday near the village of Tel Rifa.",
    )


@pytest.mark.parametrize(
    ("front", "warning"),
    [
        ("title: [unclosed", "cannot be read"),
        ("date: 2024-13-45", "cannot be read"),
        ("date: last Monday", "date"),
        ("? [a, b]\n: c", "cannot be read"),
        ("title: 7\nauthor: {name: 3}", None),
    ],
)
def test_bad_front_matter_costs_itself_only(front: str, warning: str | None) -> None:
    got = draft(f"---\n{front}\n---\n{BODY}")
    assert got.body.startswith("Two soldiers") and got.given_date is None
    assert any(warning in w for w in got.warnings) if warning else not got.warnings


def test_aliases_do_not_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}, *{p}]\n" for p, n in pairwise("abcdefghijk"))
    assert draft(f"---\n{bomb}author: *k\n---\n{BODY}").author is None


def test_rules_are_no_front_matter() -> None:
    got = draft("---\nTwo soldiers were killed on Monday.\n\n---\nFour were wounded on Tuesday.\n")
    assert "Two soldiers were killed" in got.body and "Four were wounded" in got.body


def test_an_address_that_is_none_is_not_taken() -> None:
    assert draft(f"---\nurl: /2024/mine\n---\n{BODY}").url is None


@pytest.mark.parametrize(
    "text", ["---\ntitle: Mine kills two\n---\n", "<!-- nothing -->\n", "[a]: https://x.example\n"]
)
def test_markup_without_a_report_is_refused(text: str) -> None:
    (got,) = read_input(Input("r.md", "markdown", data=text.encode()), intake())
    assert isinstance(got, Rejection) and isinstance(got.error, EmptyInput)


def test_how_it_is_known() -> None:
    assert kind_of_name("a.md") == kind_of_name("b.MARKDOWN") == "markdown"
    assert kind_of_content((FRONT + BODY).encode()) == "markdown"
    assert kind_of_content(b"---\nThe army left.\n---\n") is None


def test_deep_nesting_ends() -> None:
    assert "The army left" in draft(">" * 50 + " The army left the town on Monday.").body
    (got,) = read_input(Input("r.md", "markdown", data=b">" * 5000 + b" The army left."), intake())
    assert isinstance(got, Rejection) and isinstance(got.error, EmptyInput)
    assert "The army left" in draft("*" * 20_000 + "The army left the town" + "_" * 20_000).body
