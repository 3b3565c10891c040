"""Phrases of dictionary forms, found in sentences written by hand as "word/lemma"; "take ~ hostage" has a gap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.schema import Sentence, Token
from sayso.schema.phrases import GAP, PhraseBook, forms, words


def sentence(text: str) -> Sentence:
    """Words with their dictionary form after a slash where it differs: "Rebels/rebel fled/flee"."""
    tokens: list[Token] = []
    for word in text.split():
        form, _, lemma = word.partition("/")
        at = tokens[-1].end + 1 if tokens else 0
        tokens.append(Token(at, at + len(form), form, lemma or form.lower(), "X", "X", "dep", 0))
    return Sentence(0, tokens[-1].end if tokens else 0, tuple(tokens))


def found(phrase: str, text: str, *, inflected: bool = True) -> list[str]:
    here = sentence(text)
    book = PhraseBook([(phrase, phrase)], inflected=inflected)
    return [" ".join(t.text for t in here.tokens[f.first : f.last + 1]) for f in book.find(here)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("shell", "They shelled/shell it", ["shelled"]),
        ("shell", "They shelter/shelter it", []),
        ("shell", "SHELLING rocks Homs", ["SHELLING"]),
        ("air strike", "Two air strikes/strike fell", ["air strikes"]),
        ("air strike", "Two air - strikes/strike fell", ["air - strikes"]),
        ("air-strike", "Two air strikes/strike fell", ["air strikes"]),
        ("air strike", "air and strike", []),
        ("take ~ hostage", "They took/take hostages/hostage", ["took hostages"]),
        ("take ~ hostage", "They took/take a nurse hostage", ["took a nurse hostage"]),
        ("take ~ hostage", "They took/take a b c d e f hostage", ["took a b c d e f hostage"]),
        ("take ~ hostage", "They took/take a b c d e f g hostage", []),
        ("don't stop", "they don’t stop", ["don’t stop"]),
        ("flee", "They fled/flee and flee", ["fled", "flee"]),
    ],
)
def test_a_phrase_is_found_in_its_forms(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("airstrike", "Two airstrikes fell", ["airstrikes"]),
        ("strike", "They striking/striking it", []),
        ("strike", "A strike", ["strike"]),
    ],
)
def test_a_noun_has_only_a_plural_beside_it(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text, inflected=False) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shell", {"shell", "shells", "shelled", "shelling"}),
        ("raze", {"raze", "razes", "razed", "razing"}),
        ("bury", {"buries", "buried"}),
        ("stab", {"stabbed", "stabbing"}),
        ("ambush", {"ambushes", "ambushed"}),
        ("shoot", {"shot"}),
        ("flee", {"fled"}),
    ],
)
def test_the_forms_of_a_word(word: str, expected: set[str]) -> None:
    assert expected <= forms(word)


def test_a_phrase_listed_twice_for_one_thing_is_found_once() -> None:
    meaning = object()
    book = PhraseBook([("shell", meaning), ("shell", meaning)])
    assert len(list(book.find(sentence("They shell it")))) == 1


def test_overlapping_phrases_are_all_found() -> None:
    book = PhraseBook([("air strike", "long"), ("strike", "short")])
    assert {f.payload for f in book.find(sentence("air strike"))} == {"long", "short"}


def test_indices_are_those_of_the_sentence_hyphens_counted() -> None:
    here = sentence("the air - strikes/strike fell/fall")
    (hit,) = PhraseBook([("air strike", "x")]).find(here)
    assert (hit.first, hit.last) == (1, 3)
    assert words(here).index == (0, 1, 3, 4)


WORDS = st.lists(st.sampled_from(["take", "took/take", "a", "-", "hostage", "nurse"]), max_size=14)


@given(WORDS)
def test_what_is_found_begins_and_ends_with_the_phrase(text: list[str]) -> None:
    here = sentence(" ".join(text))
    for hit in PhraseBook([("take ~ hostage", "x")]).find(here):
        inside = [t for t in here.tokens[hit.first : hit.last + 1] if t.text != "-"]
        assert (inside[0].lemma, inside[-1].lemma) == ("take", "hostage")
        assert len(inside) <= GAP + 2
