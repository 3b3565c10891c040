"""Lines of pages put together into paragraphs, with running heads and page numbers told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sayso.documents.adapters.pdf_lines import Line

_MARGIN_LINES = 3
"""Running heads and feet are among the first or last three lines of a page."""
_FEWEST_PAGES = 3
"""Words at the same place of that many pages are a running head; of two pages, on both."""
_SAME_HEIGHT = 3.0
_WIDER = 1.2
"""A gap this much wider than the usual one between lines is between paragraphs."""
_OTHER_SIZE = 0.1
_INDENT = 0.8
"""First lines are set in by about an em, and by no more than a few."""
_LONGEST_INDENT = 5.0
_SHORT = 0.75
_PAGE_NUMBER = re.compile(
    r"(?i)(?:page|p\.)\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*(?:of|/)\s*\d+|[-–—]\s*\d+\s*[-–—]|[ivxl]{1,6}"
)
_BULLET = re.compile(r"(?:[•▪◦‣●○■□➢➤✓]|[-–*](?=\s))\s*|\(?(?:\d{1,2}|[a-z])[.)]\s")
_CLOSED = re.compile(r"[.!?:;…][\"”’')\]]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined. `furniture`: a running head, a running foot or a page number; `size` is its font's, in points."""

    text: str
    page: int
    size: float
    furniture: bool = False


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs in reading order. Furniture stands behind the paragraph that it interrupted, so that a
    sentence that runs over a page's end is whole."""
    furniture = _furniture(pages)
    lines = [line for page in pages for line in page]
    flow = [line for line in lines if id(line) not in furniture]
    words, waiting = _Words.of(flow), _between(lines, furniture)
    made: list[Paragraph] = []
    for group in _groups(flow):
        made.append(_joined(group, words))
        made.extend(p for line in group for p in waiting.pop(id(line), ()))
    return [*waiting.pop(0, ()), *made]


def _between(lines: Sequence[Line], furniture: set[int]) -> dict[int, list[Paragraph]]:
    """Return the furniture behind each line of the flow; behind none of them, under 0."""
    last = 0
    found: dict[int, list[Paragraph]] = defaultdict(list)
    for line in lines:
        if id(line) in furniture:
            found[last].append(Paragraph(line.text, line.page, line.size, furniture=True))
        else:
            last = id(line)
    return found


# --- running heads and feet


def _furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """Return the identities of the lines that are running heads, running feet or page numbers."""
    margins = [line for page in pages for line in _margins(page)]
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in margins:
        alike[re.sub(r"\d+", "#", line.text.casefold())].append(line)
    fewest = min(_FEWEST_PAGES, max(2, len(pages)))
    found = {id(line) for same in alike.values() for line in same if _pages_at(line, same) >= fewest}
    return found | {id(line) for line in margins if _is_page_number(line)}


def _margins(page: Sequence[Line]) -> list[Line]:
    high = sorted(page, key=lambda line: -line.y)
    return high if len(high) <= 2 * _MARGIN_LINES else high[:_MARGIN_LINES] + high[-_MARGIN_LINES:]


def _pages_at(line: Line, same: Iterable[Line]) -> int:
    """Return on how many pages the same words stand at the height of this line."""
    return len({other.page for other in same if abs(other.y - line.y) <= _SAME_HEIGHT})


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or line.text == str(line.page + 1)


# --- paragraphs


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Give the lines of each paragraph."""
    usual = _Usual(lines)
    group: list[Line] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if group and usual.parted(group[-1], line, after):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


class _Usual:
    """What is usual in a file: how far lines of one size are apart, and how many characters they hold."""

    def __init__(self, lines: Sequence[Line]) -> None:
        gaps: dict[float, list[float]] = defaultdict(list)
        lengths: dict[float, list[int]] = defaultdict(list)
        for a, b in pairwise(lines):
            if a.page == b.page and a.size == b.size and 0 < a.y - b.y < 4 * max(a.size, 1):
                gaps[a.size].append(a.y - b.y)
        for line in lines:
            lengths[line.size].append(len(line.text))
        self._gaps = {size: median(found) for size, found in gaps.items()}
        self._lengths = {size: sorted(found)[int(0.8 * (len(found) - 1))] for size, found in lengths.items()}

    def parted(self, a: Line, b: Line, after: Line | None) -> bool:
        """Whether a new paragraph begins with `b`, which follows `a`; `after` is what follows `b`."""
        if abs(a.size - b.size) > _OTHER_SIZE * max(a.size, b.size) or _BULLET.match(b.text):
            return True
        closed = bool(_CLOSED.search(a.text))
        if a.page != b.page or b.y > a.y:
            return closed or self._is_short(a)
        if a.y - b.y > _WIDER * self._gaps.get(a.size, 1.5 * a.size):
            return True
        return closed and (self._is_short(a) or _set_in(b, after))

    def _is_short(self, line: Line) -> bool:
        return len(line.text) < _SHORT * self._lengths.get(line.size, 0)


def _set_in(line: Line, after: Line | None) -> bool:
    if after is None or after.page != line.page or after.size != line.size:
        return False
    return _INDENT * line.size < line.x - after.x < _LONGEST_INDENT * line.size


# --- words that were broken at line ends


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a file inside its lines, which tell whether a hyphen at a line's end is one."""

    whole: Counter[str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Words:
        """Gather the words; those that a line's end may have broken are left out."""
        found = Counter(w.casefold() for line in lines for w in _WORD.findall(_BROKEN_WORD.sub("", line.text)))
        return cls(found, frozenset(w.partition("-")[0] for w in found if "-" in w))

    def hyphen(self, first: str, second: str) -> str:
        """Return what stands between the halves of a broken word: nothing, or the word's own hyphen."""
        first, second = first.casefold(), second.casefold()
        if first + second in self.whole:
            return ""
        return "-" if f"{first}-{second}" in self.whole or first in self.beginnings else ""


def _joined(group: Sequence[Line], words: _Words) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        text = _join(text, line.text, words)
    return Paragraph(text, group[0].page, group[0].size)


def _join(text: str, line: str, words: _Words) -> str:
    broken, goes_on = _BROKEN_WORD.search(text), _WORD.match(line)
    if not broken:
        return f"{text} {line}"
    if goes_on and line[0].islower():
        return text[:-1] + words.hyphen(broken[1], goes_on[0]) + line
    return text.removesuffix("\u00ad") + line
