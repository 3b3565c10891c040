"""Numbers as they are said: digits, words, vague words, ranges, and the words that bend them.

"At least 7" is 7 and open above; "about 40" is 40 with its quantifier; "dozens" is the interval that
`number-words.yaml` gives. No number is ever made up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.schema import Quantity, Token
from sayso.schema.knowledge import packaged
from sayso.schema.vocabulary import Quantifier

_DIGITS = re.compile(r"\d{1,3}(?:[,.  ]\d{3})+|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d+)[-–](\d+)")
_HYPHEN = ("-", "–", "‑")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The packaged number words, folded."""

    units: Mapping[str, int]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]
    fractions: Mapping[str, float]
    vague: Mapping[tuple[str, ...], tuple[int, int | None]]
    vague_of: Mapping[str, int]
    not_before_vague: frozenset[str]
    nobody: frozenset[tuple[str, ...]]
    quantifiers: tuple[tuple[tuple[str, ...], Quantifier], ...]
    range_openers: frozenset[str]
    parts_of_one: frozenset[str]
    others: frozenset[str]


@cache
def number_words() -> NumberWords:
    """Return the packaged number words."""
    raw: dict[str, Any] = packaged("number-words")
    bends = [(tuple(p.split()), q) for q, phrases in raw["quantifiers"].items() for p in phrases]
    return NumberWords(
        units=raw["units"],
        scales=raw["scales"],
        collectives=raw["collectives"],
        fractions=raw["fractions"],
        vague={tuple(k.split()): (v[0], v[1]) for k, v in raw["vague"].items()},
        vague_of=raw["vague_of"],
        not_before_vague=frozenset(raw["not_before_vague"]),
        nobody=frozenset(tuple(words.split()) for words in raw["nobody"]),
        quantifiers=tuple(sorted(bends, key=lambda b: -len(b[0]))),
        range_openers=frozenset(raw["range_openers"]),
        parts_of_one=frozenset(raw["parts_of_one"]),
        others=frozenset(raw["others"]),
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: its first and last token, and what it says."""

    first: int
    last: int
    quantity: Quantity


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.casefold() if at < len(tokens) else ""


def _digits(word: str) -> float | None:
    return float(re.sub(r"[, \u202f]|\.(?=\d{3}\b)", "", word)) if _DIGITS.fullmatch(word) else None


def _plain(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Return a number in digits or words that starts at a token, with the token after it."""
    w = number_words()
    total = current = 0.0
    here, seen = at, False
    while here < len(tokens):
        word = _word(tokens, here)
        value = _digits(word)
        if value is not None and not seen:
            current, seen = value, True
        elif seen and here == at + 1 and _parted(tokens, at):
            current = current * 1000 + float(word)
        elif word in w.units:
            current, seen = current + w.units[word], True
        elif word in w.scales and seen:
            scaled = (current or 1) * w.scales[word]
            total, current = (total, scaled) if w.scales[word] == 100 else (total + scaled, 0.0)
        elif word in w.collectives and seen and word != "score":
            current *= w.collectives[word]
        elif not (seen and word in (*_HYPHEN, "and") and _word(tokens, here + 1) in w.units and _joins(tokens, here)):
            break
        here += 1
    return (total + current, here) if seen else None


def _parted(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a space parts the thousands of one number: "1 500"; not "May 5 300 people"."""
    first, second = _word(tokens, at), _word(tokens, at + 1)
    named = at > 0 and tokens[at - 1].pos == "PROPN"
    return not named and first.isdigit() and len(first) <= 3 and second.isdigit() and len(second) == 3


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a hyphen or "and" joins two number words: "thirty-five", "one hundred and ten"."""
    before, joint = _word(tokens, at - 1), _word(tokens, at)
    return before in number_words().scales if joint == "and" else before in number_words().units


def _collective(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """ "a dozen", "half a dozen", "a couple", "a quarter of a million", "a hundred"."""
    w = number_words()
    word, after = _word(tokens, at), _word(tokens, at + 1)
    if word in ("a", "an") and after in {**w.collectives, **w.scales}:
        return float({**w.collectives, **w.scales}[after]), at + 2
    if word == "half" and after in ("a", "the") and _word(tokens, at + 2) in {**w.collectives, **w.scales}:
        return 0.5 * {**w.collectives, **w.scales}[_word(tokens, at + 2)], at + 3
    if word in ("a", "one") and after in w.fractions and _word(tokens, at + 2) == "of":
        scale = _word(tokens, at + 4)
        if _word(tokens, at + 3) in ("a", "one") and scale in w.scales:
            return w.fractions[after] * w.scales[scale], at + 5
    return None


def _vague(tokens: Sequence[Token], at: int) -> tuple[tuple[int, int | None], int] | None:
    """Return the interval of a vague word, with the token after it."""
    w = number_words()
    if at and _word(tokens, at - 1) in w.not_before_vague:  # "how many", "as many as 20"
        return None
    for size in (3, 2, 1):
        words = tuple(_word(tokens, at + n) for n in range(size))
        if words in w.vague:
            return _scaled(tokens, words, at + size) or (w.vague[words], at + size)
    return None


def _scaled(tokens: Sequence[Token], words: tuple[str, ...], after: int) -> tuple[tuple[int, int | None], int] | None:
    """ "tens of thousands", "several hundred", "a few dozen": the vague word times the scale, up to all nines."""
    w = number_words()
    times = w.vague_of.get(" ".join(words))
    scale = after + (_word(tokens, after) == "of")
    unit = {**w.collectives, **w.scales}.get(_word(tokens, scale).removesuffix("s"))
    if times is None or unit is None:
        return None
    low = times * unit
    return (low, 10 ** len(str(low)) - 1), scale + 1


def _bend(tokens: Sequence[Token], at: int) -> tuple[Quantifier, int] | None:
    """Return the quantifier that ends just before a token, with its first token."""
    for phrase, quantifier in number_words().quantifiers:
        first = at - len(phrase)
        if first >= 0 and all(_word(tokens, first + n) == p for n, p in enumerate(phrase)):
            return quantifier, first
    return None


def bounded(value: int, quantifier: Quantifier) -> Quantity:
    """Return the interval that a number and its quantifier give."""
    if quantifier in ("at_least", "more_than"):
        return Quantity(value, value, None, quantifier)
    if quantifier in ("up_to", "fewer_than"):
        return Quantity(None, None, value, quantifier)
    return Quantity(value, value, value, quantifier)


def _range_end(tokens: Sequence[Token], first: int, after: int) -> tuple[float, int] | None:
    """Return the upper end of "between 20 and 30", "20 to 30", "20-30"."""
    joint = _word(tokens, after)
    if joint == "or" and _word(tokens, after + 1) in number_words().units:  # "two or three"
        return _plain(tokens, after + 1)
    opened = first > 0 and _word(tokens, first - 1) in number_words().range_openers
    if joint in ("to", *_HYPHEN) or (joint == "and" and opened):
        return _plain(tokens, after + 1)
    return None


def _number_at(tokens: Sequence[Token], at: int) -> Number | None:
    glued = _RANGE.fullmatch(tokens[at].text)
    if glued:
        low, high = int(glued[1]), int(glued[2])
        return Number(at, at, Quantity(low, None, high, "range")) if low < high else None
    plain = _collective(tokens, at) or _plain(tokens, at)
    if plain is None:
        return _vague_number(tokens, at)
    value, after = plain
    if _word(tokens, after).removesuffix("s") in number_words().parts_of_one:  # "two thirds" counts nobody
        return None
    end = _range_end(tokens, at, after)
    if end and end[0] > value:
        opened = at > 0 and _word(tokens, at - 1) in number_words().range_openers
        return Number(at - opened, end[1] - 1, Quantity(int(value), None, int(end[0]), "range"))
    bend = _bend(tokens, at)
    if _word(tokens, after) == "or" and _word(tokens, after + 1) == "more":
        return Number(at, after + 1, bounded(int(value), "at_least"))
    quantifier, first = bend or ("exact", at)
    return Number(first, after - 1, bounded(int(value), quantifier))


def _vague_number(tokens: Sequence[Token], at: int) -> Number | None:
    vague = _vague(tokens, at)
    if vague is None:
        return None
    (low, high), after = vague
    bend = _bend(tokens, at)
    first = bend[1] if bend else at
    return Number(first, after - 1, Quantity(low, low, high, "vague"))


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """Return the numbers of a sentence in order, quantifiers included, none overlapping another."""
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        number = _number_at(tokens, at)
        if number is None:
            at += 1
            continue
        found.append(number)
        at = number.last + 1
    return found
