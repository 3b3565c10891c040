"""The characters that a page shows, each with its place in the page's source."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import Literal

Source = Literal["text", "html", "json"]
"""How a page writes its words: as they are, in markup with character references, in strings with escapes."""


class Stream:
    """Characters in the order of the page, in pieces.

    A piece stands in the source one by one, or as a whole for a stretch of another length (an entity, an escape).
    A piece of no source at all parts words that markup parts (a new paragraph, the next string).
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._at = array("q")
        self._raw = array("q")
        self._width = array("q")
        self.text = ""

    def add(self, text: str, raw: int, width: int) -> None:
        """Add a piece: its characters, where its source begins, and how long that is."""
        self._at.append(self._size)
        self._raw.append(raw)
        self._width.append(width)
        self._parts.append(text)
        self._size += len(text)

    def part(self, raw: int) -> None:
        """Part the words before from those behind."""
        if self._parts and self._parts[-1] != "\n":
            self.add("\n", raw, 0)

    def done(self) -> Stream:
        """Join the pieces; nothing may be added then."""
        self.text = "".join(self._parts)
        self._parts = []
        return self

    def places(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the pieces of a stretch, cut to it, as (characters, source start, source length). Characters that
        stand for a source of another length come whole: none of them has a place of its own."""
        found = []
        number = max(0, bisect_right(self._at, start) - 1)
        while start < end:
            until = self._at[number + 1] if number + 1 < len(self._at) else self._size
            taken, within = min(end, until) - start, start - self._at[number]
            if self._width[number] == until - self._at[number]:
                found.append((taken, self._raw[number] + within, taken))
            else:
                found.append((taken, self._raw[number], self._width[number]))
            start += taken
            number += 1
        return found


def as_it_stands(page: str) -> tuple[Stream, ...]:
    """Return the stream of a page without markup: all its characters."""
    stream = Stream()
    stream.add(page, 0, len(page))
    return (stream.done(),)
