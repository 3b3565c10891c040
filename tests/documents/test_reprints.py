"""Copies and rewrites told from reports of their own on the same incident. All reports are invented."""

from __future__ import annotations

import itertools
import json
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from taken_in import intake

from sayso.documents import Input, find_reprints, read_input
from sayso.documents.reprints import LEAST_KEPT
from sayso.schema.document import Document

WIRE = [
    "At least 14 people were killed on Tuesday when two rockets struck a market in the town of Qara, officials said.",
    "The rockets hit the vegetable stalls shortly after ten in the morning, when the market was at its fullest.",
    "Rescue workers pulled six bodies from under a collapsed roof, among them those of a mother and her two sons.",
    "The governor blamed the rebels who hold the hills to the east, and ordered three days of mourning.",
    "A rebel spokesman denied that his men had fired on the town and accused the army of staging the attack.",
    "More than forty people were taken to the hospital, where doctors appealed for blood and asked for generators.",
    "Qara has changed hands four times since the war began, and most of its people have fled to the coast.",
]
OTHER = [
    "Fourteen people died in a rocket attack on the market of Qara on Tuesday, the province's governor told us.",
    "He put the blame on rebels in the eastern hills; they say they had nothing to do with it.",
    "Six of the dead were found under the roof of a hall that had come down, and a mother and two sons are among them.",
    "Doctors at the town's only hospital said they had taken in over forty wounded and were running out of blood.",
    "It was the fourth attack on a market in the province since the spring, by the count of the mourners' committee.",
    "Shops stayed shut in the afternoon and soldiers closed the road that leads to the coast.",
]
LEAD = "Rockets fell on a crowded market in northern Qara this week, in one of the worst attacks of the year."


def document(name: str, sentences: list[str], day: str | None = "2024-05-14") -> Document:
    raw = json.dumps({"id": name, "publisher": name, "published": day, "text": " ".join(sentences)}).encode()
    item = Input(name, "jsonl", data=raw)
    (got,) = read_input(item, intake())
    assert isinstance(got, Document)
    return got


ORIGINAL = document("wire", WIRE, "2024-05-13")

COPIES = {
    "word for word": WIRE,
    "with a new lead": [LEAD, *WIRE[1:]],
    "with its tail cut": WIRE[:5],
    "with paragraphs swapped": [*WIRE[3:], *WIRE[:3]],
    "with other spellings": [s.replace("Qara", "Karah").replace("rebels", "militants") for s in WIRE],
    "with commas and apostrophes lost": [s.replace(",", "").replace("'", "") for s in WIRE],
    "with paragraphs of its own": [*WIRE, *OTHER[4:]],
}


@pytest.mark.parametrize("sentences", COPIES.values(), ids=COPIES.keys())
def test_copies_are_found(sentences: list[str]) -> None:
    copy = document("daily", sentences)
    found = find_reprints([copy, ORIGINAL])
    assert list(found) == [copy.id]
    assert found[copy.id].of == found[copy.id].through == ORIGINAL.id
    assert LEAST_KEPT <= found[copy.id].share <= 1


def test_a_report_of_its_own_on_the_same_incident_is_no_copy() -> None:
    assert find_reprints([ORIGINAL, document("daily", OTHER)]) == {}


def test_one_quoted_sentence_makes_no_copy() -> None:
    assert find_reprints([ORIGINAL, document("daily", [*OTHER, WIRE[4]])]) == {}


def test_the_spans_are_the_words_kept() -> None:
    copy = document("daily", [LEAD, *WIRE[1:4]])
    (reprint,) = find_reprints([ORIGINAL, copy]).values()
    kept = [copy.text[p.start : p.end] for p in reprint.passages]
    assert kept == [" ".join(WIRE[1:4]).rstrip(".")]


def test_the_earliest_is_the_original_and_order_does_not_count() -> None:
    late, undated = document("late", WIRE, "2024-05-20"), document("undated", WIRE, None)
    for documents in itertools.permutations([late, ORIGINAL, undated]):
        assert {k: r.of for k, r in find_reprints(documents).items()} == {late.id: ORIGINAL.id, undated.id: ORIGINAL.id}


def test_of_two_on_one_day_the_smaller_id_is_the_original() -> None:
    pair = [document("a", WIRE), document("b", WIRE)]
    first, second = sorted(d.id for d in pair)
    assert {k: r.of for k, r in find_reprints(pair).items()} == {second: first}


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    second = document("second", [*WIRE[1:], *OTHER[3:]], "2024-05-14")
    third = document("third", [*WIRE[4:], *OTHER[3:]], "2024-05-15")
    found = find_reprints([third, second, ORIGINAL])
    assert found[second.id].of == ORIGINAL.id == found[third.id].of
    assert found[third.id].through == second.id


SENTENCES = [*WIRE, *OTHER]
RING = [
    [12, 6, 8, 10, 3, 0], [12, 10, 4, 2, 1], [10, 2, 6, 7, 11, 8], [5, 3, 6, 11, 10], [6, 4, 12, 3, 2, 1],
    [12, 6, 3, 0, 4, 1], [0, 8, 5], [8, 4], [0, 3, 4, 12, 10, 2],
]  # fmt: skip
"""Reports, an item a day, each by the sentences it has: a copy's better original would be a copy of its own copy."""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(range(13)), min_size=2, max_size=6, unique=True), min_size=2, max_size=12))
@example(RING)
def test_reports_cut_from_the_same_sentences_each_go_back_to_one_that_is_no_copy(reports: list[list[int]]) -> None:
    told = [[SENTENCES[n] for n in report] for report in reports]
    documents = [document(f"r{n}", words, f"2024-05-{n + 10}") for n, words in enumerate(told)]
    found = find_reprints(documents)
    assert {r.of for r in found.values()}.isdisjoint(found)
    for name, reprint in found.items():
        line = [name]
        while line[-1] in found:
            line.append(found[line[-1]].through)
            assert len(set(line)) == len(line)
        assert line[-1] == reprint.of


def test_furniture_makes_no_copies() -> None:
    thread = "\n2 Comments\n" + " ".join(WIRE)
    assert find_reprints([ORIGINAL, document("blog", ["\n".join(OTHER), thread])]) == {}


def test_short_texts_and_the_same_document_twice_are_no_copies() -> None:
    short = [document("a", ["The army left the town."]), document("b", ["The army left the town."])]
    assert find_reprints([*short, ORIGINAL, ORIGINAL]) == {}


def test_a_thousand_reports_of_their_own_do_not_match() -> None:
    chance = random.Random(5)
    words = [f"w{n}" for n in range(4000)]
    documents = [document(f"d{n}", [" ".join(chance.choices(words, k=120))]) for n in range(200)]
    assert find_reprints(documents) == {}


def test_a_brief_in_a_longer_report_is_the_copy_whichever_came_first() -> None:
    for brief_day, report_day in (("2024-05-13", "2024-05-14"), ("2024-05-14", "2024-05-13")):
        brief = document("brief", WIRE[:3], brief_day)
        report = document("report", [*OTHER, *WIRE], report_day)
        (found,) = find_reprints([brief, report]).items()
        assert found[0] == brief.id
        assert found[1].of == report.id


def test_a_flash_is_a_copy_only_when_every_word_is_the_same() -> None:
    flash = "At least four people were killed in a rocket strike on Qara, a hospital director said."
    flashes = [document("a", [flash]), document("b", [flash.upper()]), document("c", [flash.replace("four", "five")])]
    (copy,) = find_reprints(flashes)
    assert copy in {flashes[0].id, flashes[1].id}


def test_each_passage_holds_the_same_words_in_both() -> None:
    copy = document("daily", [LEAD, *WIRE[4:], OTHER[0], *WIRE[1:4]])
    (reprint,) = find_reprints([ORIGINAL, copy]).values()
    here = [copy.text[p.start : p.end] for p in reprint.passages]
    there = [ORIGINAL.text[p.of_start : p.of_end] for p in reprint.passages]
    assert here == there == [" ".join(WIRE[4:]).rstrip("."), " ".join(WIRE[1:4]).rstrip(".")]
