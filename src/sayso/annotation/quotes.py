"""Quotations: stretches between quotation marks, over sentences where they run on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\n\s*\n|\Z")
_CURLY = re.compile("[“”]")
_STRAIGHT = re.compile("\"+|''|``")  # tables double the marks, and two apostrophes are one in many feeds
_OPENS = re.compile(r"[\w$£€“‘'.…]")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)(.{2,600}?)(?<=[\w.,!?…])[’'](?!\w)", re.DOTALL)
SHORT = 3  # words; a shorter quotation is a term or a name, not speech


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets of a quotation with its marks; code points, end exclusive."""

    start: int
    end: int
    words: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order, none inside another.

    A curly quotation that is opened again in the next paragraph without having been closed counts as one per paragraph.
    """
    found: list[Quotation] = []
    start = 0
    for match in _PARAGRAPH.finditer(text):
        if start < match.start():
            found.extend(_in_paragraph(text, start, match.start()))
        start = match.end()
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    spans = [*_curly(text, start, end), *_straight(text, start, end)]
    if not spans:
        spans = [(m.start(), m.end()) for m in _SINGLE.finditer(text, start, end)]
    last = start
    for left, right in sorted(spans):
        if left >= last:
            last = right
            yield Quotation(left, right, len(text[left:right].split()))


def _curly(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _CURLY.finditer(text, start, end):
        if match.group() == "“":
            opened = match.start() if opened is None else opened
        elif opened is not None:
            yield opened, match.end()
            opened = None
    if opened is not None:
        yield opened, end


def _straight(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = list(_STRAIGHT.finditer(text, start, end))
    if len(marks) % 2 == 0:
        yield from ((a.start(), b.end()) for a, b in zip(marks[::2], marks[1::2], strict=True))
    else:
        yield from _reopened(text, marks)


def _reopened(text: str, marks: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield quotations by which way their marks face: one opened again before it is closed goes on."""
    opened: int | None = None
    for match in marks:
        if _OPENS.match(text, match.end()) and (match.start() == 0 or text[match.start() - 1] in " \n(—–"):
            opened = match.start() if opened is None else opened
        elif opened is not None:
            yield opened, match.end()
            opened = None
