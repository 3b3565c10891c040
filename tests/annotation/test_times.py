"""Where a sentence says when: the answer stands in brackets; a twin without brackets must give nothing."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotation.times import find_times
from sayso.schema import Sentence, Token

# word → part of speech and Penn tag, where the test turns on it; other words count as proper nouns
SPOKEN_AS = {"may": ("AUX", "MD"), "May": ("PROPN", "NNP"), "March": ("PROPN", "NNP"), "march": ("VERB", "VB")}


def plain_sentence(text: str, parts: dict[str, tuple[str, str]] | None = None, start: int = 0) -> Sentence:
    """A sentence of the words of `text`, each hanging on the first."""
    spoken = {**SPOKEN_AS, **(parts or {})}
    tokens = tuple(
        Token(start + m.start(), start + m.end(), m[0], m[0].lower(), *spoken.get(m[0], ("PROPN", "NNP")), "dep", 0)
        for m in re.finditer(r"\w+|[^\w\s]", text)
    )
    return Sentence(start, start + len(text), tokens)


def bracketed(sentence: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", sentence), re.findall(r"\[([^\]]*)\]", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "[On December 21] the village was shelled.",
        "Two convoys were hit [Dec. 4] near the bridge.",
        "The raids of [Nov. 26-27] left nine dead.",
        "It fell [on 5 October] and was retaken [on Sunday].",
        "Residents buried the dead of [Saturdays] blast.",
        "Shells fell [late Friday] and again [Wednesday night].",
        "A drone was downed [overnight], the ministry said [yesterday].",
        "The town changed hands [last week] and [earlier this week].",
        "They left [two days ago].",
        "They left [two days earlier].",
        "He was shot and died [the same day].",
        "A second blast came [on the following day].",
        "Clashes went on [over the past few days].",
        "Hundreds fled [over the past weeks].",
        "Forty were held [in the last two months].",
        "The siege has lasted [since March].",
        "The war has gone on [since 2011].",
        "Protests began [in March 2011].",
        "The town was captured [in May].",
        "Attacks rose in the [second half of 2020].".replace("in the [", "[in the "),
        "The gas attack of [August 2013] is remembered.",
        "The road was mined [in 2012].",
        "Five were killed over [the weekend].".replace("over [the", "[over the"),
        "It was the deadliest raid [this month].",
        "They prayed on [the first day of Ramadan].".replace("on [the", "[on the"),
        "Many have died [since the uprising began in 2011].",
        "The truce runs [from Friday to Sunday].",
        "The strike came [at dawn on Monday].",
        "The dead of [the 1990s] were counted again.",
        "Snow fell [on 3 Feb. 2016] in the hills.",
    ],
)
def test_the_time_is_found(sentence: str) -> None:
    text, expected = bracketed(sentence)
    found = find_times([plain_sentence(text)], text)
    assert [m.text for m in found] == expected
    assert all(text[m.start : m.end] == m.text and m.kind == "time" for m in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The group may attack again.",
        "Thousands march through the town.",
        "They fought for three days.",
        "A 24-year-old was shot.",
        "More than 2000 people fled.",
        "Some 1900 fighters surrendered.",
        "At least 2011 homes burned.",
        "The road is now open.",
        "He sat in the sun.",
        "The second brigade withdrew.",
        "They paid $2000 for the car.",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(sentence: str) -> None:
    assert find_times([plain_sentence(sentence)], sentence) == ()


def test_a_month_that_is_a_persons_name_is_left_alone() -> None:
    text = "Theresa May spoke."
    sentence = plain_sentence(text)
    named = tuple(
        Token(t.start, t.end, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, "PERSON") for t in sentence.tokens
    )
    assert find_times([Sentence(0, len(text), named)], text) == ()


def test_a_verb_at_the_start_is_no_month() -> None:
    text = "May the dead rest."
    assert find_times([plain_sentence(text, {"May": ("AUX", "MD")})], text) == ()


def test_the_mention_names_its_sentence_head_and_form() -> None:
    first, second = "It rained.", "Four died on Friday near Hama."
    text = f"{first} {second}"
    sentences = [plain_sentence(first), plain_sentence(second, start=len(first) + 1)]
    (found,) = find_times(sentences, text)
    assert (found.sentence, found.rule) == (1, "weekday")
    assert sentences[1].tokens[found.head].text == "Friday"


def test_a_day_counted_from_another_event_is_told_apart() -> None:
    from_event, at_end = "It came a day after the truce.", "He died a day after."
    assert [m.rule for m in find_times([plain_sentence(from_event)], from_event)] == ["offset_event"]
    assert [m.rule for m in find_times([plain_sentence(at_end)], at_end)] == ["offset"]


WORDS = st.sampled_from(
    ["on", "Friday", "May", "5", "2016", "last", "week", "and", "to", "the", "past", "two", "days", "ago", "since", ","]
)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_mentions_stand_in_order_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = find_times([plain_sentence(text)], text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.text == text[m.start : m.end] for m in found)


@pytest.mark.model
def test_on_a_real_parse_verbs_and_quantities_are_no_times() -> None:
    from sayso.annotation.parse import parse
    from sayso.schema import Document, Published, Segment

    text = (
        "Rebels may march on the city in May, and 2000 shops were shut since March. "
        "About 1500 fighters left on Friday, the governor said on Sunday."
    )
    document = Document(
        "d",
        None,
        None,
        None,
        None,
        None,
        Published(None, "unknown"),
        "en",
        text,
        (Segment("body", 0, len(text)),),
        None,
        None,
        "",
    )
    found = find_times(parse(document), text)
    assert [m.text for m in found] == ["in May", "since March", "on Friday", "on Sunday"]
