"""Sentences that carry their answer: `[words|answer]`.

"[Air strikes|air_strike] hit the town" says that the words "Air strikes" are marked `air_strike`, and that nothing
else in the sentence is marked. A sentence without brackets is a twin: nothing in it may be marked.

To add a case, write a sentence and mark it. A case that is known to fail is wrapped in `known_failure`, with the
reason; it turns red as soon as it is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pytest

from sayso.annotation.parse import parse
from sayso.schema import Document, Published, Quantity, Segment, Sentence

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


@dataclass(frozen=True)
class Mark:
    """Words of a sentence with their answer; offsets into the sentence without its marks."""

    start: int
    end: int
    text: str
    answer: str


def plain(marked: str) -> str:
    """The sentence without its marks."""
    return _MARK.sub(lambda m: m[1], marked)


def marks(marked: str) -> tuple[Mark, ...]:
    """What is marked in a sentence, in order."""
    found, shift = [], 0
    for m in _MARK.finditer(marked):
        start = m.start() - shift
        found.append(Mark(start, start + len(m[1]), m[1], m[2]))
        shift += len(m[0]) - len(m[1])
    return tuple(found)


def answers(marked: str) -> list[tuple[str, str]]:
    """The marked words with their answers, in order."""
    return [(m.text, m.answer) for m in marks(marked)]


def known_failure(*case: object, why: str) -> object:
    """A case of which it is known that sayso gets it wrong, with the reason."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=why))


def cases(table: Iterable[object]) -> list[tuple[object, ...]]:
    """The columns of the rows of a table, known failures included."""
    rows = [getattr(row, "values", row) for row in table]
    return [row if isinstance(row, tuple) else (row,) for row in rows]


def said(quantity: Quantity) -> str:
    """A number as the tables write it: 7, 7+ (at least), >7, <=20 (up to), <20, ~40, 20-30, and "dozens" as 24-99?"""
    low, high = quantity.low, quantity.high
    return {
        "exact": f"{low}",
        "none": f"{low}",
        "at_least": f"{low}+",
        "more_than": f">{low}",
        "up_to": f"<={high}",
        "fewer_than": f"<{high}",
        "about": f"~{low}",
        "range": f"{low}-{high}",
        "vague": f"{low}-{high}?" if high is not None else f"{low}+?",
    }[quantity.quantifier]


def document(text: str, *, publisher: str | None = None, published: str | None = None) -> Document:
    """A report that is nothing but its text."""
    when = Published(published, "record" if published else "unknown")
    body = (Segment("body", 0, len(text)),)
    return Document("d1", None, None, publisher, None, None, when, "en", text, body, None, None, "")


def parsed(texts: Iterable[str]) -> Mapping[str, tuple[Sentence, ...]]:
    """The parse of each text, made in one go; offsets are the text's own."""
    distinct = list(dict.fromkeys(texts))
    joined = parse(document("\n\n".join(distinct)))
    found: dict[str, tuple[Sentence, ...]] = {}
    start = 0
    for text in distinct:
        own = (s for s in joined if start <= s.start < start + len(text))
        found[text] = tuple(_moved(s, start) for s in own)
        start += len(text) + 2
    return found


def _moved(sentence: Sentence, by: int) -> Sentence:
    tokens = tuple(replace(t, start=t.start - by, end=t.end - by) for t in sentence.tokens)
    return Sentence(sentence.start - by, sentence.end - by, tokens, sentence.segment)
