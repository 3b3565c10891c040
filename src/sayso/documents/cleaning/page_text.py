"""A page's report and what stands around it, as one text in the order of the page.

What a reader of pages keeps is the report; what it leaves out of the report's neighbourhood (captions, links to other
reports, share bars, comments) is put back where it stood, with the kind that the page's markup tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sayso.documents.cleaning.furniture import Furniture
from sayso.documents.cleaning.line_kinds import line_kind
from sayso.documents.cleaning.page_blocks import PageBlock, common_ancestor, letters, told_by_markup
from sayso.schema.document import Segment
from sayso.schema.vocabulary import SegmentKind

_MOSTLY = 0.5
"""The share of a block's letters that must have been kept, or lie in links, to say so of the block."""
_ALL = 0.9
_SURE = 40
"""Letters from which on a line is not likely to stand in a page by chance."""
_ENDS = re.compile(r"[.!?…。؟][\"”’»')\]]*$")
_WORDS = re.compile(r"[^\W\d_]")
_EDGE = 20
"""Letters at either end by which a line is found that misses some amid."""
_FEW = 0.2
_PARAGRAPH = 60
"""Characters from which on a block that ends a sentence is a paragraph."""
_MUCH = 0.2
"""The share of a report that no name of its markup may take away."""
_GROWTH = 1.5
"""How much more than the report the element around it may show, and still be its neighbourhood."""
_ALLOWANCE = 500
"""Characters that stand around the shortest report."""
_WHOLE_PAGE = frozenset({"body", "html"})
_MOST_TRIES, _MOST_STEPS = 50, 12
"""Bounds that honest pages do not reach: places at which a short line is looked for, elements around the report."""
_MOST_PUT_BACK = 400
"""Blocks; a page with more around its report is a list of other things."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page's report with its neighbourhood, and the stretches whose kind the markup tells."""

    body: str
    told: tuple[Segment, ...]


class PageStream:
    """The letters of a page, and where its blocks begin among them."""

    def __init__(self, blocks: Sequence[PageBlock]) -> None:
        self.blocks = blocks
        own = [block.letters for block in blocks]
        self.letters = "".join(own)
        self.starts = [0, *accumulate(map(len, own))]
        self._borders = frozenset(self.starts)

    def find(self, wanted: str, after: int) -> int | None:
        """Return where these letters stand, behind `after` if they do; None where they do not. A few letters must begin
        a block."""
        for start in (after, 0):
            at = self.letters.find(wanted, start)
            for _ in range(_MOST_TRIES):
                if at < 0:
                    break
                if len(wanted) >= _SURE or at in self._borders:
                    return at
                at = self.letters.find(wanted, at + 1)
        return None

    def within(self, start: int, end: int) -> Iterator[int]:
        """Give the numbers of the blocks most of which lies in [start, end)."""
        for number in range(_block_at(self.starts, start), len(self.blocks)):
            first, last = self.starts[number], self.starts[number + 1]
            if first >= end:
                return
            if min(last, end) - max(first, start) > _MOSTLY * (last - first):
                yield number


def _block_at(starts: Sequence[int], at: int) -> int:
    return max(0, bisect_right(starts, at) - 1)


@dataclass(slots=True)
class _Line:
    """A line that was kept, and the blocks of the page that it is (none: it was not found again)."""

    text: str
    blocks: list[int]


def _place(line: str, stream: PageStream, after: int) -> tuple[int, int] | None:
    """Return where a line's letters stand in the page: all of them, or its first and last with about as much between
    (readers of pages leave out what stands within a line, and add the borders of tables)."""
    at = stream.find(line, after)
    if at is not None:
        return at, at + len(line)
    if len(line) < _EDGE:
        return None
    if gapped := _gapped(line, stream):
        return gapped
    first = stream.find(line[:_EDGE], after)
    last = None if first is None else stream.find(line[-_EDGE:], first)
    if first is None or last is None or not 0.8 * len(line) < last + _EDGE - first < 1.5 * len(line):
        return None
    return first, last + _EDGE


def _gapped(line: str, stream: PageStream) -> tuple[int, int] | None:
    """Return where a block stands that has all of a line's letters in their order and a few more: readers of pages lose
    a word behind an empty tag."""
    for number, first in enumerate(stream.starts[:-1]):
        last = stream.starts[number + 1]
        if 0 < last - first - len(line) <= _FEW * len(line) and _within(line, stream.letters[first:last]):
            return first, last
    return None


def _within(some: str, more: str) -> bool:
    rest = iter(more)
    return all(letter in rest for letter in some)


def _mended(line: str, wanted: str, numbers: Sequence[int], stream: PageStream) -> str:
    """Return the line as the page has it where a few letters are missing."""
    if len(numbers) != 1 or stream.blocks[numbers[0]].linked > _MOSTLY:
        return line
    own = stream.blocks[numbers[0]]
    missing = len(own.letters) - len(wanted)
    return own.text if 0 < missing <= _FEW * len(wanted) and _within(wanted, own.letters) else line


def _laid(lines: Sequence[str], stream: PageStream) -> list[_Line]:
    laid, after = [], 0
    for text in lines:
        wanted = letters(text)
        place = _place(wanted, stream, after) if wanted else None
        numbers = list(stream.within(*place)) if place else []
        laid.append(_Line(_mended(text, wanted, numbers, stream), numbers))
        if place and (place[0] - after < 20 * _SURE or len(wanted) >= _SURE):
            after = place[1]
    return laid


class Neighbourhood:
    """The blocks around a report, and what they are."""

    def __init__(self, blocks: Sequence[PageBlock], kept: str, title: str | None, furniture: Furniture) -> None:
        self.blocks = blocks
        self.furniture = furniture
        self.title = title
        self.lines = _laid([line for line in kept.splitlines() if line.strip()], PageStream(blocks))
        self.taken = {number for line in self.lines for number in line.blocks}
        container = self._container()
        self._above = set() if container is None else {container, *container.iterancestors()}
        self._inside = set() if container is None else set(self._grown(container).iter())
        self._kinds: dict[Any, SegmentKind | None] = {}
        self._parents = {id(blocks[n].element.getparent()) for n in self.taken}

    def _container(self) -> Any:
        long = [n for n in self.taken if len(self.blocks[n].text) >= _PARAGRAPH] or sorted(self.taken)
        return common_ancestor(self.blocks[n].element for n in long)

    def _grown(self, container: Any) -> Any:
        """Return the element around the report that still is mostly the report: captions, writers' boxes and comments
        stand beside its paragraphs, not among them."""
        own = sum(len(self.blocks[n].text) for n in self.taken)
        for _ in range(_MOST_STEPS):
            outer = container.getparent()
            if outer is None or outer.tag in _WHOLE_PAGE:
                break
            inside = set(outer.iter())
            if (
                sum(len(b.text) for b in self.blocks if not b.hidden and b.element in inside)
                > _GROWTH * own + _ALLOWANCE
            ):
                break
            container = outer
        return container

    def text(self, comments: str) -> PageText:
        """Return the whole, in the order of the page; comments come last."""
        pieces = [*self._pieces()]
        there = {letters(text) for _, text in pieces}
        rest = [line for line in comments.splitlines() if line.strip() and letters(line) not in there]
        return _joined([*pieces, *(("comment", line) for line in rest)])

    def _pieces(self) -> Iterator[tuple[SegmentKind | None, str]]:
        around = self._around()
        number = 0
        for line, told in zip(self.lines, self._kinds_of_kept(), strict=True):
            first = line.blocks[0] if line.blocks else -1
            while number < len(around) and around[number] < first:
                yield self._kind(self.blocks[around[number]]), self.blocks[around[number]].text
                number += 1
            yield told, line.text
        for rest in around[number:]:
            yield self._kind(self.blocks[rest]), self.blocks[rest].text

    def _around(self) -> list[int]:
        """Return the blocks to be put back: those between the first and the last of the report, those in the element
        around it, and comments behind it."""
        if not self.taken:
            return []
        first, last = min(self.taken), max(self.taken)
        title = letters(self.title or "")
        kept = "".join(letters(line.text) for line in self.lines)
        found = [
            n
            for n, block in enumerate(self.blocks)
            if n not in self.taken and not block.hidden and self._near(n, first, last)
            if _WORDS.search(block.text)
            and block.letters != title
            and not (len(block.text) >= _PARAGRAPH and block.letters in kept)
        ]
        return found[:_MOST_PUT_BACK]

    def _near(self, number: int, first: int, last: int) -> bool:
        element = self.blocks[number].element
        return element in self._inside or first < number < last or (number > last and self._told(element) == "comment")

    def _told(self, element: Any) -> SegmentKind | None:
        return told_by_markup(element, self._above, self.furniture.markup, self._kinds)

    def _kind(self, block: PageBlock) -> SegmentKind | None:
        told = self._told(block.element) or line_kind(block.text, self.title, self.furniture)
        if told or block.linked > _MOSTLY:
            return told or "related"
        return None if self._is_paragraph(block) else "boilerplate"

    def _is_paragraph(self, block: PageBlock) -> bool:
        """Whether a block that was left out is one of the report's after all: it stands beside the others, and is a
        sentence."""
        beside = id(block.element.getparent()) in self._parents
        return beside and len(block.text) >= _PARAGRAPH and bool(_ENDS.search(block.text))

    def _kinds_of_kept(self) -> list[SegmentKind | None]:
        """Return what the markup says of the lines that were kept. Where it would take much of the report away its
        names mean something else here, and it is not believed."""
        told = [self._kind_of_kept(line) for line in self.lines]
        all_letters = sum(len(line.text) for line in self.lines)
        much = {
            kind
            for kind in set(told)
            if sum(len(x.text) for x, k in zip(self.lines, told, strict=True) if k == kind) > _MUCH * all_letters
        }
        return [None if kind in much else kind for kind in told]

    def _kind_of_kept(self, line: _Line) -> SegmentKind | None:
        if line.blocks and len(line.text) >= _PARAGRAPH and all(self.blocks[n].linked > _ALL for n in line.blocks):
            return "related"
        told = {self._told(self.blocks[n].element) for n in line.blocks}
        kind = told.pop() if len(told) == 1 else None
        return (
            None if kind == "boilerplate" else kind
        )  # "meta", "banner", "overlay": too general against a reader's word


def _joined(pieces: Sequence[tuple[SegmentKind | None, str]]) -> PageText:
    told, at = [], 0
    for kind, text in pieces:
        if kind:
            told.append(Segment(kind, at, at + len(text)))
        at += len(text) + 1
    return PageText("\n".join(text for _, text in pieces), tuple(told))
