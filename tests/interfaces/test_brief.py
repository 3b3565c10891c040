"""The brief: one page that holds the case, needs nothing else, and lets no report act."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from case_by_hand import (
    BASE,
    CLAIMS,
    CLASH,
    DAY,
    DOCUMENTS,
    HARBOUR,
    INCIDENTS,
    LEDGER,
    MARKET,
    STEPPE,
    STRIKE,
    UNHURT,
    case,
    claim,
    link,
    report,
)

from sayso.interfaces.export.brief import render_brief, write_brief
from sayso.interfaces.export.brief.sentence import Piece, pieces
from sayso.interfaces.export.brief.view import incident_views, told_once
from sayso.interfaces.export.holdings import Holdings, Refused
from sayso.schema import Claim, Contested, PartySource, Position, Related, Warned

VOID = {"meta", "link", "br", "hr", "img", "input"}
HOSTILE = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}{% raw %}"


class Page(HTMLParser):
    """Collects tags, attributes and text, and checks that every tag is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "th"):
            self.text.append(" ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())


@pytest.fixture(scope="module")
def html() -> str:
    return render_brief(case(), title="Sukhna")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.mark.parametrize(
    "words",
    [
        "2 incidents, put together from 4 claims in 3 reports by 2 publishers, published 4 Dec 2023 to 5 Dec 2023.",
        "Suggested by a machine, decided by nobody.",
        "no alerting tool",
        "Sukhna, ±2.5 km",
        "somewhere in Badia, ±120 km",
        "Armed clash, somewhere in Badia, date unknown",
        "Told by one claim only",
        "Blue Wire a medic witness 1 1",
        "killed 7–12, best 7; injured 0",
        "date unknown",
        "(precision: day, relative)",
        "a medic witness, “told”",
        "Blue Wire agency",
        "Harbour Post publisher, in its own voice",
        "2 independent sources: a medic, the army",
        "2 publishers: Harbour Post, Capital Ledger",
        "hedge “reportedly”",
        "because: “a militant base”",
        "the same place, Sukhna (+6.0)",
        "empty.txt: rejected; there is no text in it",
        "contested (two sources disagree on who was hit)",
        "Held by the rule “conservative”: lowest figure of two sources.",
    ],
)
def test_the_page_says(page: Page, words: str) -> None:
    assert words in page.words.replace("\u00a0", " ")


def test_the_trigger_is_marked_in_its_sentence(html: str) -> None:
    assert "Warplanes <mark>bombed</mark> the market of Sukhna" in html


def test_a_contested_field_shows_who_holds_which_value(page: Page) -> None:
    assert "Source killed dispute a medic at least 7 1.1 the army 12 1.3" in page.words


def test_a_denial_puts_in_dispute_whether_it_happened() -> None:
    field = Contested("event", "dispute", (Position("denied", (BASE.id,), ("the army",)),))
    page = Page(render_brief(Holdings(DOCUMENTS, CLAIMS, (replace(STRIKE, contested=(field,)),), {})))
    assert "in dispute: whether it happened" in page.words


def test_nothing_is_loaded_from_anywhere(html: str, page: Page) -> None:
    assert "script" not in {tag for tag, _ in page.tags}
    loaded = {"src", "srcset", "data", "poster", "background", "action", "xlink:href", "ping"}
    assert not [a for _, attrs in page.tags for a in attrs if a in loaded or a.startswith("on")]
    assert {tag for tag, attrs in page.tags if (attrs.get("href") or "").startswith("http")} <= {"a"}
    assert "link" not in {tag for tag, _ in page.tags}
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style
    assert "url(#hatch)" in style[1]
    assert not re.search(r"@import|url\((?!#)", style[1])
    assert any("default-src 'none'" in (attrs.get("content") or "") for _, attrs in page.tags)


def test_ids_are_unique_and_every_inner_link_leads_somewhere(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {href[1:] for _, attrs in page.tags if (href := attrs.get("href") or "").startswith("#")}
    assert inner
    assert inner <= set(ids)


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_pictures_have_words(page: Page) -> None:
    pictures = [attrs for tag, attrs in page.tags if tag == "svg" and attrs.get("aria-hidden") != "true"]
    assert pictures
    assert all(p.get("aria-label") for p in pictures)
    assert any(
        p["aria-label"] == "killed: 7–12, best 7 held. 1.1 a medic: at least 7; 1.3 the army: 12" for p in pictures
    )


def test_a_hostile_report_stays_text() -> None:
    bad = report("bad", HOSTILE, HOSTILE, f"Gunmen {HOSTILE} shot two.")
    bad = replace(bad, url="javascript:alert(1)", agency=HOSTILE, warnings=(HOSTILE,))
    said = claim(bad, f"Gunmen {HOSTILE} shot two.", "shot", attribution=(link(HOSTILE, HOSTILE),))
    incident = replace(STRIKE, claims=(said.id,), publishers=(HOSTILE,), links=(), independent_sources=(HOSTILE,))
    page = Page(render_brief(Holdings((bad,), (said,), (incident,), {}, (Refused(HOSTILE, HOSTILE),)), title=HOSTILE))
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert not [attrs for _, attrs in page.tags if "javascript" in (attrs.get("href") or "")]
    assert HOSTILE in "".join(page.text)
    assert "49" not in page.words


def test_an_address_is_a_link_only_when_it_leads_to_the_web(page: Page) -> None:
    links = [attrs for tag, attrs in page.tags if tag == "a" and (attrs.get("href") or "").startswith("https://")]
    assert {a["href"] for a in links} == {d.url for d in DOCUMENTS}
    assert all("noreferrer" in (a["rel"] or "") for a in links)


def test_words_of_any_script_find_their_own_direction(html: str) -> None:
    assert '<blockquote dir="auto">' in html
    arabic = replace(HARBOUR, publisher="صوت الفرات")
    assert "<bdi>صوت الفرات</bdi>" in render_brief(Holdings((arabic, *DOCUMENTS[1:]), CLAIMS, INCIDENTS, {}))


def test_what_was_not_read_is_said() -> None:
    unread = replace(LEDGER, language="ar", unread="Arabic is not read")
    page = Page(render_brief(Holdings((unread,), (), (), {})))
    assert "Army says base hit: kept, but not read; Arabic is not read" in page.words
    assert "No incident was found in what was read." in page.words


def test_a_claim_that_stands_in_no_incident_is_shown_apart() -> None:
    page = Page(render_brief(Holdings(DOCUMENTS, CLAIMS, (STRIKE,), dict.fromkeys(STRIKE.claims, STRIKE.id))))
    assert "Claims that stand in no incident" in page.words
    assert "armed clash" in page.words.casefold()


def test_an_empty_store_gives_a_page_too() -> None:
    page = Page(render_brief(Holdings((), (), (), {})))
    assert "0 incidents, put together from 0 claims in 0 reports by 0 publishers." in page.words


def test_the_same_case_gives_the_same_page() -> None:
    assert render_brief(case()) == render_brief(case())


def test_the_page_is_written_whole(tmp_path: Path, html: str) -> None:
    path = write_brief(tmp_path / "new" / "brief.html", case(), title="Sukhna")
    assert path.read_text(encoding="utf-8") == html
    assert [p.name for p in path.parent.iterdir()] == ["brief.html"]


@pytest.mark.parametrize("which", CLAIMS, ids=lambda c: c.id)
def test_the_pieces_put_together_are_the_sentence(which: Claim) -> None:
    assert "".join(p.text for p in pieces(which)) == which.quote


def test_the_marked_words_of_a_sentence() -> None:
    assert Piece("struck", "trigger") in pieces(CLAIMS[2])
    assert Piece("reportedly", "cue") in pieces(CLAIMS[2])
    assert Piece("a militant base", "reason") in pieces(CLAIMS[2])


def test_a_span_outside_the_sentence_is_not_marked() -> None:
    outside = replace(CLASH, attribution=(replace(MARKET.attribution[0], start=900, end=910),))
    assert {p.kind for p in pieces(outside)} == {"", "trigger"}


def test_a_vague_place_is_said_to_be_vague() -> None:
    vague = replace(STRIKE, place=CLASH.places[0])
    page = Page(render_brief(Holdings(DOCUMENTS, CLAIMS, (vague,), {})))
    assert "somewhere in Badia, ±120 km (SY) (a vague place: a stretch of land, no point)" in page.words
    assert "a vague place" not in Page(render_brief(case())).words


def test_incidents_with_several_claims_come_first() -> None:
    views = incident_views(Holdings(DOCUMENTS, CLAIMS, tuple(reversed(INCIDENTS)), {}))
    assert [v.incident.id for v in views] == ["i0001", "i0002"]
    assert [v.is_told_once for v in views] == [False, True]


def test_what_one_claim_tells_is_listed_apart_from_what_several_tell(page: Page) -> None:
    assert "1 incident is told by several claims, 1 by one only." in page.words
    assert "Not in this table: 1 incident told by one claim only, further below." in page.words
    assert page.words.count("Armed clash, somewhere in Badia") == 1


def test_where_no_incident_has_several_claims_the_table_holds_them_all() -> None:
    page = Page(render_brief(Holdings(DOCUMENTS, CLAIMS, (STEPPE,), dict.fromkeys(STEPPE.claims, STEPPE.id))))
    assert "1 Armed clash ongoing somewhere in Badia, ±120 km (SY) date unknown none given 1 0 –" in (
        page.words.replace("\u00a0", " ")
    )
    assert "Not in this table" not in page.words


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"status": "happened", "date": DAY}, "Dated and placed"),
        ({"status": "happened", "date": None}, "Without a day or a place"),
        ({"status": "happened", "date": DAY, "place": None}, "Without a day or a place"),
        ({"status": "denied", "date": DAY}, "Not told as having happened"),
        ({"status": "happened", "event_type": "toll"}, "Running totals"),
    ],
)
def test_what_one_claim_tells_is_grouped_by_how_much_it_tells(fields: dict[str, Any], group: str) -> None:
    views = incident_views(Holdings(DOCUMENTS, CLAIMS, (replace(STEPPE, **fields),), {}))
    assert [(g.title, [v.number for v in g.incidents]) for g in told_once(views)] == [(group, [1])]


def test_an_incident_at_a_place_in_words_only_says_whereabouts_its_claim_puts_it() -> None:
    road = replace(MARKET.places[0], name="highway", precision="unknown", radius_m=None)
    told = replace(MARKET, places=(road, MARKET.places[0]))
    incident = replace(STRIKE, place=road, claims=(told.id, BASE.id))
    (view,) = incident_views(Holdings(DOCUMENTS, (told, BASE), (incident,), {}))
    assert [p.name for p in view.where] == ["highway", "Sukhna"]
    assert view.on_the_map == MARKET.places[0]


def test_claims_of_a_reprint_are_shown_apart_and_not_drawn_again() -> None:
    reprint = replace(LEDGER, reprint_of=HARBOUR.id)
    (view, _) = incident_views(Holdings((HARBOUR, reprint, DOCUMENTS[2]), CLAIMS, INCIDENTS, {}))
    assert [c.number for c in view.claims] == ["1.1", "1.2"]
    assert [c.number for c in view.reprints] == ["1.3"]
    assert [len(p.marks) for p in view.pictures] == [1, 1]


def test_claims_are_numbered_within_their_incident() -> None:
    views = incident_views(case())
    assert [(v.number, [c.number for c in v.claims]) for v in views] == [(1, ["1.1", "1.2", "1.3"]), (2, ["2.1"])]
    assert [(r.relation, n) for r, n in views[0].related] == [("follows", 2)]
    assert [p.silent for p in views[0].pictures] == [1, 2]
    assert views[0].claims[1].claim == UNHURT


def test_parties_warnings_and_relations_are_shown() -> None:
    incident = replace(
        STRIKE,
        party_sources=(PartySource("the army", "actor", (BASE.id,)),),
        warnings=(Warned("circular_citation", "Alpha and Beta cite each other on this"),),
        related=(Related("i0002", "retaliates_for", "text", "“in revenge for the raid”, says publisher: Port Post"),),
    )
    page = render_brief(Holdings(DOCUMENTS, CLAIMS, (incident, STEPPE), {}))
    assert page.count("said by a party to it") == 1
    assert "the army (as the one who did it)" in page
    assert "Alpha and Beta cite each other on this" in page
    assert "“in revenge for the raid”, says Port Post" in page
