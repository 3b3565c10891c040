"""The lines of a PDF's pages with their places on the page, as its text operators draw them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_CHAOS = 0.25
"""A page whose lines jump up more often than this was not drawn in reading order; columns jump up once each."""

Matrix = Sequence[float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as drawn. `page` counts from 0; `x` and `y` are where it begins, from the lower left corner, and `size`
    is its font's, all in points."""

    text: str
    page: int
    x: float
    y: float
    size: float


@dataclass(slots=True)
class _Pieces:
    """Gathers what one page draws, piece by piece, into lines."""

    page: int
    lines: list[Line] = field(default_factory=list)
    _text: str = ""
    _at: tuple[float, float] = (0.0, 0.0)
    _sizes: dict[float, int] = field(default_factory=dict)

    def add(self, text: str, cm: Matrix, tm: Matrix, _font: Any, size: float) -> None:
        """Take one piece of text with the matrices and the font size it is drawn under."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if part.strip() and not self._text.strip():
                self._at = _place(cm, tm)
            if part.strip():
                drawn = round(abs(size) * _scale(cm, tm), 1)
                self._sizes[drawn] = self._sizes.get(drawn, 0) + len(part)
            self._text += part

    def end_line(self) -> None:
        """Close the line that was begun, if there is anything in it."""
        text = " ".join(_NO_TEXT.sub("", self._text.translate(_LIGATURES)).split())
        if text:
            size = max(self._sizes, key=lambda s: self._sizes[s]) if self._sizes else 0.0
            self.lines.append(Line(text, self.page, *self._at, size))
        self._text, self._sizes = "", {}


def _place(cm: Matrix, tm: Matrix) -> tuple[float, float]:
    x, y = float(tm[4]), float(tm[5])
    return _finite(x * cm[0] + y * cm[2] + cm[4]), _finite(x * cm[1] + y * cm[3] + cm[5])


def _scale(cm: Matrix, tm: Matrix) -> float:
    """Return by how much the height of letters is stretched."""
    return _finite(math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]))


def _finite(value: float) -> float:
    return float(value) if math.isfinite(value) else 0.0


def lines_of(page: Any, number: int) -> list[Line]:
    """Return the lines of one pypdf page in reading order: as drawn, which for two columns is one after the other, or
    from top to bottom where the page was drawn in no order. Raises what pypdf raises."""
    pieces = _Pieces(number)
    page.extract_text(visitor_text=pieces.add)
    pieces.end_line()
    return _in_order(pieces.lines)


def _in_order(lines: list[Line]) -> list[Line]:
    jumps = sum(b.y > a.y + a.size for a, b in pairwise(lines))
    if jumps <= max(4, _CHAOS * len(lines)):
        return lines
    return sorted(lines, key=lambda line: (-round(line.y), line.x))
