"""A text being divided: which stretches already have a kind, and what is still free."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from itertools import pairwise

from sayso.schema.document import Segment
from sayso.schema.vocabulary import SegmentKind

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$|--)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Adm|Prof|Sen|Rep|Gov|No|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|Inc|Ltd|Co|etc)|\b(?:[A-Za-z]\.)*[A-Z])\.$"
)
_WORD = re.compile(r"\w")


def _start(segment: Segment) -> int:
    return segment.start


class Canvas:
    """Stretches of one text with their kinds; the first to claim a character keeps it.

    All offsets are code points into `text`, end exclusive.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks: list[Segment] = []

    def mark(self, kind: SegmentKind, start: int, end: int) -> None:
        """Give a kind to whatever of [start, end) is still free, without the white space at its ends."""
        for free_start, free_end in list(self.free(start, end)):
            insort(self._marks, Segment(kind, free_start, free_end), key=_start)

    def free(self, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Give the free stretches of [start, end), trimmed of white space, in order."""
        limit = len(self.text) if end is None else end
        at = start
        for number in range(self._first_after(start), len(self._marks)):
            taken = self._marks[number]
            if taken.start >= limit:
                break
            yield from self._trimmed(at, taken.start)
            at = taken.end
        yield from self._trimmed(at, limit)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing has claimed any of [start, end)."""
        number = self._first_after(start)
        return number == len(self._marks) or self._marks[number].start >= end

    def last_free(self) -> int:
        """Return the offset behind the last free character."""
        end = len(self.text)
        for taken in reversed(self._marks):
            rest = trimmed(self.text, taken.end, end)
            if rest[0] < rest[1]:
                return rest[1]
            end = taken.start
        return max(0, trimmed(self.text, 0, end)[1])

    def _first_after(self, start: int) -> int:
        """Return the index of the first mark that ends behind `start`; marks do not overlap and stand in order."""
        number = bisect_right(self._marks, start, key=_start)
        return number - 1 if number and self._marks[number - 1].end > start else number

    def segments(self) -> tuple[Segment, ...]:
        """Return every stretch in order; what nothing has claimed is body, block by block.

        A free stretch without a letter or digit (a stray full stop) goes to the stretch before it.
        """
        bodies = [span for free in self.free() for span in blocks(self.text, *free)]
        whole = sorted(self._marks + [Segment("body", *span) for span in bodies], key=_start)
        return tuple(self._without_crumbs(whole))

    def _without_crumbs(self, segments: list[Segment]) -> list[Segment]:
        kept: list[Segment] = []
        for segment in segments:
            crumb = segment.kind == "body" and not _WORD.search(self.text, segment.start, segment.end)
            if crumb and kept:
                kept[-1] = Segment(kept[-1].kind, kept[-1].start, segment.end)
            else:
                kept.append(Segment("boilerplate", segment.start, segment.end) if crumb else segment)
        return kept

    def _trimmed(self, start: int, end: int) -> Iterator[Span]:
        span = trimmed(self.text, start, end)
        if span[0] < span[1]:
            yield span


def trimmed(text: str, start: int, end: int) -> Span:
    """Return [start, end) without white space at either end."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


_WRAP_MIN, _WRAP_MAX = 45, 100
"""Widths between which lines of a hard-wrapped text lie; single lines of a page's paragraphs are longer."""


def is_wrapped(text: str) -> bool:
    """Whether line ends stand inside sentences: no line is long, and most line ends outside of blank lines do not end
    a sentence."""
    lines = text.split("\n")
    if max(map(len, lines)) > _WRAP_MAX:
        return False
    inner = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    unfinished = [a for a in inner if len(a) >= _WRAP_MIN and a.rstrip()[-1] not in '.!?:”"']
    return len(inner) >= 3 and len(unfinished) >= 0.6 * len(inner)


def blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the paragraphs of [start, end): lines, or in a hard-wrapped text what stands between blank lines."""
    separator = r"\n\s*\n" if is_wrapped(text) else r"\n"
    at = start
    for gap in re.compile(separator).finditer(text, start, end):
        yield from _one_block(text, at, gap.start())
        at = gap.end()
    yield from _one_block(text, at, end)


def _one_block(text: str, start: int, end: int) -> Iterator[Span]:
    span = trimmed(text, start, end)
    if span[0] < span[1]:
        yield span


def ends_sentence(text: str, at: int) -> bool:
    """Whether a sentence has ended right before `at`: the text's start, a line end, or a full stop that belongs to no
    abbreviation."""
    before = text[max(0, at - 40) : at].rstrip(" \t\xa0")
    if not before or before.endswith("\n"):
        return True
    bare = before.rstrip("\"”’')]")
    return bare.endswith((".", "!", "?", "…")) and not _ABBREVIATION.search(bare)


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the sentences of [start, end), by full stops and line ends: rough, and enough for furniture."""
    for block in blocks(text, start, end):
        at = block[0]
        for stop in _SENTENCE_END.finditer(text, *block):
            if _ABBREVIATION.search(text[max(at, stop.start() - 20) : stop.start() + 1]) and stop.end() < block[1]:
                continue
            yield trimmed(text, at, stop.end())
            at = stop.end()
        yield from _one_block(text, at, block[1])
