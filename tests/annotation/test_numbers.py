"""How numbers are read. The answer stands in the sentence: 7, 7+ (at least), >7, <=20 (up to), <20, ~40, 20-30.

"dozens" stands for an interval, written 24-99?; a sentence without brackets holds no number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import answers, known_failure, plain, said
from sayso.annotation.numbers import bounded, find_numbers, number_words
from sayso.schema import Token
from sayso.schema.vocabulary import Quantifier

_WORD = re.compile(r"\d+(?:[.,]\d+)*[-–]\d+|\d+(?:[.,]\d+)+|[^\W_]+|[^\w\s]")


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, as a parser would give them, of which a number needs only the letters."""
    return tuple(Token(m.start(), m.end(), m[0], m[0].lower(), "X", "X", "dep", 0) for m in _WORD.finditer(text))


def numbers(text: str) -> list[tuple[str, str]]:
    """The numbers of a text: the words, and what they say."""
    words = tokens(text)
    found = find_numbers(words)
    return [(text[words[n.first].start : words[n.last].end], said(n.quantity)) for n in found]


EXACT = [
    "[7|7] people",
    "[1,500|1500] people",
    "[12,500,000|12500000] people",
    "[seven|7] people",
    "[Seven|7] people",
    "[thirty-five|35] people",
    "[one hundred|100] people",
    "[one hundred and ten|110] people",
    "[two hundred and fifty|250] people",
    "[twelve hundred|1200] people",
    "[one thousand two hundred|1200] people",
    "[three hundred thousand|300000] people",
    "[five hundred thousand and two|500002] people",
    "[20 thousand|20000] people",
    "[1.5 million|1500000] people",
    "[half a million|500000] people",
    "[a quarter of a million|250000] people",
    "[a hundred|100] people",
    "[a dozen|12] people",
    "[half a dozen|6] people",
    "[two dozen|24] people",
    "[a couple|2] of people",
    "exactly [12|12] people",
    "[1 500|1500] people",
    "[two|2] men and [three|3] women",
]

OPEN = [
    "[at least 7|7+] people",
    "[At least seven|7+] people",
    "[no fewer than 7|7+] people",
    "[no less than 7|7+] people",
    "[not fewer than 7|7+] people",
    "[7 or more|7+] people",
    "[a minimum of 7|7+] people",
    "[more than 7|>7] people",
    "[over 100|>100] people",
    "[upwards of 30|>30] people",
    "[more than two dozen|>24] people",
    "[more than a million|>1000000] people",
    "[up to 20|<=20] people",
    "[as many as 20|<=20] people",
    "[no more than 20|<=20] people",
    "[a maximum of 20|<=20] people",
    "[fewer than 20|<20] people",
    "[less than 20|<20] people",
    "[under 20|<20] people",
]

ROUGH = [
    "[about 40|~40] people",
    "[around forty|~40] people",
    "[approximately 40|~40] people",
    "[some 40|~40] people",
    "[an estimated 40|~40] people",
    "[nearly 40|~40] people",
    "[almost 40|~40] people",
    "[close to 40|~40] people",
    "[about a hundred|~100] people",
    "[between 20 and 30|20-30] people",
    "[between twenty and thirty|20-30] people",
    "[between 1,000 and 1,500|1000-1500] people",
    "[from 20 to 30|20-30] people",
    "[20 to 30|20-30] people",
    "[20-30|20-30] people",
    "[20–30|20-30] people",
    "[two or three|2-3] people",
]

VAGUE = [
    "[dozens|24-99?] of people",
    "[Dozens|24-99?] of people",
    "[scores|40-99?] of people",
    "[hundreds|200-999?] of people",
    "[thousands|2000-9999?] of people",
    "[tens of thousands|20000-99999?] of people",
    "[hundreds of thousands|200000-999999?] of people",
    "[several|3-9?] people",
    "[a few|3-9?] people",
    "[a handful of|3-9?] people",
    "[a number of|2+?] people",
    "[many|2+?] people",
    "[numerous|2+?] people",
    "[several dozen|36-99?] people",
    "[several hundred|300-999?] people",
    "[a few dozen|36-99?] people",
]

NO_NUMBER = [
    "how many people",
    "the first shell",
    "the 3rd shell",
    "million",
    "hundredfold",
    "a third of the town",
    "two thirds of the town",
    known_failure("no one", why="read as 1"),
]


@pytest.mark.parametrize("sentence", [*EXACT, *OPEN, *ROUGH, *VAGUE, *NO_NUMBER])
def test_a_number_is_read_as_it_was_said(sentence: str) -> None:
    assert numbers(plain(sentence)) == answers(sentence)


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("7", 7, 7, 7),
        ("about 40", 40, 40, 40),
        ("at least 7", 7, 7, None),
        ("more than 7", 7, 7, None),
        ("up to 20", None, None, 20),
        ("fewer than 20", None, None, 20),
        ("between 20 and 30", 20, None, 30),
        ("dozens", 24, 24, 99),
    ],
)
def test_an_open_end_stays_open_and_a_best_value_is_not_made_up(
    words: str, low: int | None, best: int | None, high: int | None
) -> None:
    (found,) = find_numbers(tokens(words))
    assert (found.quantity.low, found.quantity.best, found.quantity.high) == (low, best, high)


@given(st.integers(0, 10**6), st.sampled_from(["", ",", "."]))
def test_digits_read_back_with_any_separator(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    assert numbers(f"killed {written} people") == [(written, str(value))]


_TENS = ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@given(st.integers(1, 9), st.integers(2, 9), st.integers(1, 9))
def test_number_words_read_back(hundreds: int, tens: int, ones: int) -> None:
    unit = {n: word for word, n in number_words().units.items()}
    written = f"{unit[hundreds]} hundred and {_TENS[tens - 1]}-{unit[ones]}"
    assert numbers(f"{written} people") == [(written, str(100 * hundreds + 10 * tens + ones))]


QUANTIFIERS: list[Quantifier] = ["exact", "at_least", "more_than", "up_to", "fewer_than", "about"]


@given(st.integers(0, 10**6), st.sampled_from(QUANTIFIERS))
def test_low_best_and_high_are_in_order(value: int, quantifier: Quantifier) -> None:
    quantity = bounded(value, quantifier)
    ends = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
    assert ends == sorted(ends)
    assert value in ends


_BETWEEN = "at least more than up to between and 20 30-40 50–20 1,500 a half of or - people killed no"
_LISTED = number_words()
_WORDS = st.sampled_from(
    [
        *_LISTED.units,
        *_LISTED.scales,
        *_LISTED.collectives,
        *(" ".join(v) for v in _LISTED.vague),
        *_BETWEEN.split(),
    ]
)


def _in_order(ends: Sequence[int | None]) -> bool:
    known = [n for n in ends if n is not None]
    return known == sorted(known)


@given(st.lists(_WORDS, max_size=12))
def test_any_words_give_ordered_numbers_that_do_not_overlap(words: list[str]) -> None:
    found = find_numbers(tokens(" ".join(words)))
    assert all(a.last < b.first for a, b in pairwise(found))
    assert all(n.first <= n.last and _in_order((n.quantity.low, n.quantity.best, n.quantity.high)) for n in found)
