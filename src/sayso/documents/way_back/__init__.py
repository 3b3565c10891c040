"""The way back from a clean text into the page that it was taken from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.documents.way_back.alignment import NOWHERE, Pairing, lines_of, words_of
from sayso.documents.way_back.characters import Characters
from sayso.documents.way_back.markup import of_markup
from sayso.documents.way_back.stream import Source, Stream, as_it_stands
from sayso.documents.way_back.strings import of_strings
from sayso.documents.way_back.verbatim import word_for_word
from sayso.schema.way_back import written

_STREAMS: Mapping[Source, Callable[[str], tuple[Stream, ...]]] = {
    "text": as_it_stands,
    "html": of_markup,
    "json": of_strings,
}

_LONG = 8
"""Words of a stretch that is laid along the whole page; shorter ones are only looked for as they are."""
_MOST_STRETCHES = 8
"""Stretches laid along the whole page in one round, so that the time grows no faster than the text."""
_ROUNDS = 3


def places_of(text: str, page: str, source: Source = "text") -> str:
    """Return the places of the characters of `text` in `page`, as `sayso.schema.way_back` writes them.

    Every character that is placed is the same in the page, character references and escapes read and white space
    folded. Those that are not in the page have no place. Time and memory grow with the length of both.
    """
    steps = word_for_word(text, page) if source == "text" else None
    if steps is not None:
        return written(steps)
    known: dict[str, int] = {}
    own = words_of(text, known)
    lines = lines_of(text, own)
    places = Characters(text)
    taken = [False] * len(own.numbers)
    for stream in _STREAMS[source](page):
        there = words_of(stream.text, known)
        signs = [number for word, number in known.items() if not word[0].isalnum()]
        pairs = Pairing(own.numbers, there.numbers, signs)
        _in_order(pairs, taken)
        pairs.mend(lines)
        pairs.anywhere(lines, taken)
        places.add(own, pairs.found, stream, there)
        taken = _with(taken, pairs)
    return written(places.steps(page))


def _in_order(pairs: Pairing, taken: list[bool]) -> None:
    """Pair what has no place with the page; then what is left once more, for readers give some stretches twice."""
    left = _waiting(taken) if any(taken) else [(0, len(taken))]
    for _ in range(_ROUNDS):
        for start, end in left:
            pairs.in_order(start, end)
        left = _waiting(_with(taken, pairs))


def _with(taken: list[bool], pairs: Pairing) -> list[bool]:
    return [done or found != NOWHERE for done, found in zip(taken, pairs.found, strict=True)]


def _waiting(taken: list[bool]) -> list[tuple[int, int]]:
    """Return the longest stretches of words that have no place yet, in order."""
    stretches, start = [], 0
    for at, done in enumerate([*taken, True]):
        if done:
            if at - start >= _LONG:
                stretches.append((start, at))
            start = at + 1
    return sorted(sorted(stretches, key=lambda s: s[0] - s[1])[:_MOST_STRETCHES])
