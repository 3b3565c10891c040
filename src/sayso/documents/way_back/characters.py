"""From words paired to characters: each character of a text with its stretch of the page's source."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator, Sequence

from sayso.documents.way_back.alignment import NOWHERE, Words
from sayso.documents.way_back.stream import Stream
from sayso.schema.way_back import Step

_UNSEEN = frozenset({"Cc", "Cf"})
"""Categories of characters that readers of pages leave out within a word: soft hyphens, marks of direction."""
_MOST_OTHER = 0.25
"""Share of the characters between two words that may differ from the page where they are taken for a variant."""


class Characters:
    """The place of each character of a text: where its source begins (-1: nowhere) and how long that is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._raw = array("q", [NOWHERE]) * len(text)
        self._width = array("q", [0]) * len(text)

    def steps(self, page: str) -> Iterator[Step]:
        """Give the steps of the way back."""
        cursor = 0
        for at, raw in enumerate(self._raw):
            if raw == NOWHERE:
                yield "drop", 1
                continue
            width = self._width[at]
            yield "pass", raw - cursor
            yield ("copy", 1) if width == 1 and page[raw] == self.text[at] else ("stand", width)
            cursor = raw + width

    def add(self, own: Words, found: Sequence[int], stream: Stream, page: Words) -> None:
        """Place the characters of the paired words, and what lies between two of them."""
        last = NOWHERE
        for at, there in enumerate(found):
            if there == NOWHERE:
                continue
            self._same(own.starts[at], page.starts[there], own.ends[at] - own.starts[at], stream)
            if last != NOWHERE:
                self._between(own, found, last, at, stream, page)
            last = at

    def _same(self, start: int, there: int, length: int, stream: Stream) -> None:
        """Place characters that are the same in the text and in the stream."""
        for taken, raw, width in stream.places(there, there + length):
            if width == taken:
                self._raw[start : start + taken] = array("q", range(raw, raw + taken))
                self._width[start : start + taken] = array("q", [1]) * taken
            elif width:
                self._raw[start : start + taken] = array("q", [raw]) * taken
                self._width[start : start + taken] = array("q", [width]) * taken
            start += taken

    def _between(self, own: Words, found: Sequence[int], last: int, at: int, stream: Stream, page: Words) -> None:
        """Place what stands between two paired words: white space, or a variant of what the page has there."""
        start, end = own.ends[last], own.starts[at]
        low, high = page.ends[found[last]], page.starts[found[at]]
        if at == last + 1:
            self._space(start, end, low, stream)
        elif low < high:
            self._variant(start, end, low, high, stream)

    def _space(self, start: int, end: int, there: int, stream: Stream) -> None:
        """Place white space: the same characters one by one, then one for all others that the source has there."""
        if start == end:
            return
        units = _together(stream, there)
        same = 0
        while same < min(end - start, len(units)) and units[same][0] == self.text[start + same]:
            self._raw[start + same], self._width[start + same] = units[same][1:]
            same += 1
        if same < min(end - start, len(units)):
            _, raw, _ = units[same]
            self._raw[start + same] = raw
            self._width[start + same] = units[-1][1] + units[-1][2] - raw

    def _variant(self, start: int, end: int, low: int, high: int, stream: Stream) -> None:
        """Place words that the page spells otherwise (parted, with soft hyphens, accents apart), from both sides, if
        nearly all of their characters are there."""
        placed = dict(_from_left(self.text, start, end, stream.text, low, high))
        until = max((there + n for there, n in placed.values()), default=low)
        placed = {**dict(_from_right(self.text, start, end, stream.text, until, high)), **placed}
        signs = sum(not c.isspace() for c in self.text[start:end])
        if signs - sum(not self.text[at].isspace() for at in placed) > _MOST_OTHER * signs:
            return
        for at, (there, n) in placed.items():
            pieces = [(raw, width) for _, raw, width in stream.places(there, there + n) if width]
            if pieces:
                self._raw[at] = pieces[0][0]
                self._width[at] = sum(pieces[-1]) - pieces[0][0]


def _together(stream: Stream, there: int) -> list[tuple[str, int, int]]:
    """Return the white space at a place of the stream that stands together in the source: the first such stretch, each
    character with its source."""
    units: list[tuple[str, int, int]] = []
    while there < len(stream.text) and stream.text[there].isspace():
        ((_, raw, width),) = stream.places(there, there + 1)
        if width and units and raw != units[-1][1] + units[-1][2]:
            break
        if width:
            units.append((stream.text[there], raw, width))
        there += 1
    return units


Placed = tuple[int, tuple[int, int]]
"""A character of the text, with its place in the stream and how many characters it has there."""


def _from_left(text: str, at: int, end: int, page: str, there: int, high: int) -> Iterator[Placed]:
    """Give the characters that are the same from the left on; what readers leave out is passed over."""
    while at < end and there < high:
        if text[at] == page[there]:
            yield at, (there, 1)
            at, there = at + 1, there + 1
        elif there + 1 < high and unicodedata.normalize("NFC", page[there : there + 2]) == text[at]:
            yield at, (there, 2)
            at, there = at + 1, there + 2
        elif _passed(page[there]):
            there += 1
        elif text[at].isspace():
            at += 1
        else:
            return


def _from_right(text: str, start: int, at: int, page: str, low: int, there: int) -> Iterator[Placed]:
    """Give the characters that are the same from the right on."""
    while at > start and there > low:
        if text[at - 1] == page[there - 1]:
            yield at - 1, (there - 1, 1)
            at, there = at - 1, there - 1
        elif _passed(page[there - 1]):
            there -= 1
        elif text[at - 1].isspace():
            at -= 1
        else:
            return


def _passed(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in _UNSEEN
