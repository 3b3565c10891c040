"""Walks over a parse written by hand: "The army, which rebels hate, shelled towns and villages"."""

from __future__ import annotations

import pytest

from sayso.schema import Sentence, Token
from sayso.schema.tree import APART, ancestors, children, clause_head, distance, path_up, subtree

PARSE = """
army      NOUN nsubj 4
which     PRON dobj  3
rebels    NOUN nsubj 3
hate      VERB relcl 0
shelled   VERB ROOT  4
towns     NOUN dobj  4
and       CCONJ cc   5
villages  NOUN conj  5
"""


def sentence(table: str) -> Sentence:
    """One token a line: word, part of speech, label, index of its head."""
    tokens: list[Token] = []
    for line in table.strip().splitlines():
        text, pos, dep, head = line.split()
        at = tokens[-1].end + 1 if tokens else 0
        tokens.append(Token(at, at + len(text), text, text.lower(), pos, "", dep, int(head)))
    return Sentence(0, tokens[-1].end, tuple(tokens))


HERE = sentence(PARSE)
AT = {t.text: n for n, t in enumerate(HERE.tokens)}


def words(indices: list[int]) -> list[str]:
    return [HERE.tokens[n].text for n in indices]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shelled", ["army", "towns"]),
        ("army", ["hate"]),
        ("towns", ["and", "villages"]),
        ("villages", []),
    ],
)
def test_children_are_what_hangs_directly_on_a_word(word: str, expected: list[str]) -> None:
    assert words(list(children(HERE, AT[word]))) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("rebels", ["hate", "army", "shelled"]), ("villages", ["towns", "shelled"]), ("shelled", [])],
)
def test_ancestors_run_up_to_the_root(word: str, expected: list[str]) -> None:
    assert words(list(ancestors(HERE, AT[word]))) == expected
    assert words(path_up(HERE, AT[word])) == [word, *expected]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("army", ["army", "which", "rebels", "hate"]),
        ("towns", ["towns", "and", "villages"]),
        ("rebels", ["rebels"]),
        ("shelled", list(AT)),
    ],
)
def test_a_subtree_is_a_word_with_all_below_it_in_text_order(word: str, expected: list[str]) -> None:
    assert words(subtree(HERE, AT[word])) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("rebels", "hate"), ("hate", "hate"), ("villages", "shelled"), ("army", "shelled")]
)
def test_a_clause_is_headed_by_its_verb(word: str, expected: str) -> None:
    assert words([clause_head(HERE, AT[word])]) == [expected]


@pytest.mark.parametrize(
    ("one", "other", "arcs"),
    [("army", "army", 0), ("army", "shelled", 1), ("army", "towns", 2), ("rebels", "villages", 5)],
)
def test_the_distance_of_two_words_is_the_number_of_arcs_between_them(one: str, other: str, arcs: int) -> None:
    assert distance(HERE, AT[one], AT[other]) == distance(HERE, AT[other], AT[one]) == arcs


def test_two_roots_are_apart() -> None:
    broken = sentence("army NOUN ROOT 0\nshelled VERB ROOT 1")
    assert distance(broken, 0, 1) == APART
