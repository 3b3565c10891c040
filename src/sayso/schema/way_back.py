"""The way back: where the characters of a document's text stand in the decoded text of its raw bytes.

The text is written as four kinds of steps, from its first character to its last:

    copy n     the next n characters stand in the page one by one
    stand n    the next character stands for n characters of the page (an entity, an escape, white space folded)
    drop n     the next n characters are not in the page
    pass n     n characters of the page are gone over; a negative n goes back

Each step is one number in the letters of base 64, like the mappings of a source map: two bits for the kind, then n,
least digits first, five bits a letter, the sixth set where another letter follows.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sayso.errors import BadRecord

if TYPE_CHECKING:
    from sayso.schema.document import Document

StepKind = Literal["copy", "stand", "drop", "pass"]
Step = tuple[StepKind, int]

_KINDS: tuple[StepKind, ...] = ("copy", "stand", "drop", "pass")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}

NO_RECORD = "the document was read without a way back"
OUTSIDE = "outside the text"
LAYOUT = "white space that was put in; the page has none there"
NOT_IN_PAGE = "these characters do not stand in the page"


@dataclass(frozen=True, slots=True)
class WayBack:
    """The page that a document's text was taken from, and the places of its characters there.

    The page is the decoded text of the raw bytes: line ends as "\\n", no byte order mark. `encoding` is how the bytes
    decode to it, by Python's name; None where more than that was done (a PDF, a mail), so that the page is kept
    beside them. `page_sha256` is that of the page in UTF-8. `places` is written as this module says.
    """

    encoding: str | None
    page_sha256: str
    places: str


@dataclass(frozen=True, slots=True)
class Raw:
    """What a document was read from: its bytes, the name of their format, and the page where the bytes do not decode
    to it by themselves."""

    content: bytes
    kind: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class RawRun:
    """A stretch of a document's text and the stretch of the page that holds it.

    `exact`: the two are the same, character by character; else one character stands for all of `raw_start` to
    `raw_end`. Offsets are code points, end exclusive.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class RawSpan:
    """Where a span of a document's text stands in the decoded text of its raw bytes.

    `start` and `end` are code points, end exclusive, from the first to the last place where any of it stands; both
    are None when none of it does, and `reason` says why.
    """

    start: int | None
    end: int | None
    reason: str | None = None


def written(steps: Iterable[Step]) -> str:
    """Return the steps as text; neighbours of one kind are joined, and those that do nothing are left out."""
    return "".join(_number(kind, n) for kind, n in _joined(steps))


def _joined(steps: Iterable[Step]) -> Iterator[Step]:
    last: Step | None = None
    for kind, n in steps:
        if n == 0 and kind != "stand":
            continue
        if last and last[0] == kind != "stand":
            last = (kind, last[1] + n)
            continue
        if last and last[1]:
            yield last
        last = (kind, n)
    if last and last[1]:
        yield last


def _number(kind: StepKind, n: int) -> str:
    size = (-2 * n - 1 if n < 0 else 2 * n) if kind == "pass" else n
    value, letters = size << 2 | _KINDS.index(kind), ""
    while value > 31:
        letters += _LETTERS[value & 31 | 32]
        value >>= 5
    return letters + _LETTERS[value]


def steps_of(places: str) -> Iterator[Step]:
    """Give the steps that a text holds. Raises ValueError for a text that holds none."""
    value = shift = 0
    for letter in places:
        if letter not in _VALUES:
            raise ValueError(f"{letter!r} is no letter of a way back")
        digit = _VALUES[letter]
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            kind, size = _KINDS[value & 3], value >> 2
            yield kind, (-(size + 1) // 2 if size % 2 else size // 2) if kind == "pass" else size
            value = shift = 0


@lru_cache(maxsize=64)
def _runs(places: str) -> tuple[tuple[RawRun, ...], tuple[int, ...]]:
    """Return the runs in the order of the text, and where each ends in it."""
    runs: list[RawRun] = []
    at = raw = 0
    for kind, n in steps_of(places):
        if kind == "copy":
            runs.append(RawRun(at, at + n, raw, raw + n, exact=True))
        elif kind == "stand":
            runs.append(RawRun(at, at + 1, raw, raw + n, exact=False))
        at += {"copy": n, "stand": 1, "drop": n, "pass": 0}[kind]
        raw += 0 if kind == "drop" else n
    return tuple(runs), tuple(run.end for run in runs)


def raw_runs(document: Document, start: int, end: int) -> Iterator[RawRun]:
    """Give the runs of a span of the text, cut to it, in the order of the text."""
    if document.way_back is None:
        return
    runs, ends = _runs(document.way_back.places)
    for number in range(bisect_right(ends, start), len(runs)):
        run = runs[number]
        if run.start >= end:
            return
        low, high = max(run.start, start), min(run.end, end)
        if run.exact:
            yield RawRun(low, high, run.raw_start + low - run.start, run.raw_start + high - run.start, exact=True)
        else:
            yield run


def raw_span(document: Document, start: int, end: int) -> RawSpan:
    """Return where the characters from `start` to `end` of a document's text stand in the decoded text of its raw
    bytes.

    Parts that stand apart in the page are spanned together; `raw_runs` gives them one by one. An empty or reversed
    span, and one outside the text, stands nowhere.
    """
    if not 0 <= start < end <= len(document.text):
        return RawSpan(None, None, OUTSIDE)
    if document.way_back is None:
        return RawSpan(None, None, NO_RECORD)
    runs = list(raw_runs(document, start, end))
    if not runs:
        return RawSpan(None, None, NOT_IN_PAGE if document.text[start:end].strip() else LAYOUT)
    return RawSpan(min(r.raw_start for r in runs), max(r.raw_end for r in runs))


# --- the page


def decoded(content: bytes, encoding: str) -> str:
    """Return the page that bytes decode to: line ends as "\\n", no byte order mark. Raises UnicodeDecodeError, and
    LookupError for an encoding that this Python does not know."""
    return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def page_sha256(page: str) -> str:
    """Return the hash that names a page."""
    return hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()


def page_of(document: Document, content: bytes) -> str:
    """Return the page of a document from its raw bytes; where they do not decode to it, from the page in UTF-8.

    Raises BadRecord when the document has no way back, and when the bytes are not those that it was read from.
    """
    back = document.way_back
    if back is None:
        raise BadRecord(NO_RECORD, where=document.id, do="read it again")
    try:
        page = decoded(content, back.encoding) if back.encoding else content.decode("utf-8", "surrogatepass")
    except (UnicodeDecodeError, LookupError) as e:
        raise BadRecord(f"its bytes do not decode as {back.encoding}", where=document.id, do="read it again") from e
    if page_sha256(page) != back.page_sha256:
        raise BadRecord("these bytes are not its page", where=document.id, expected=f"sha256 {back.page_sha256}")
    return page
