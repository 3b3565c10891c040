"""Which documents are copies of which: agency copy under several names, and rewrites that keep most of the text.

Candidates share fingerprints: a fixed quarter of all five-word shingles, the same quarter in every document (Schleimer,
Wilkerson and Aiken 2003, "Winnowing"). Each candidate is confirmed by laying the two bodies side by side, word by word.
Two reports of their own on one incident share names and figures, not sentences. Why fingerprints and not MinHash, with
the figures of both: docs/reprints.md.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sayso.documents.cleaning.canvas import Span
from sayso.schema.document import Document, Passage, Reprint

SHINGLE = 5
"""Words in a row. Four let stock phrases of war reports through, six lose copies that were edited lightly."""
LEAST_KEPT = 0.55
"""Share of a body's words that must stand in the other in runs of SHINGLE or more. Rewrites of agency copy lie above,
independent reports on one incident, agency quotations included, below. Re-run the reprint tests after a change."""
FEWEST = 24
"""A body with fewer words than this is a copy only of a body that has the very same words."""
FLASH = 8
"""With fewer words than this it is no copy of anything: two desks may write it by themselves."""

_SAMPLE = 4
"""One shingle in so many is a fingerprint."""
_TELLING = 64
"""A fingerprint that stands in more documents than this is a stock phrase, or a wire that everybody took."""
_EARLIEST = 16
"""Of the documents with such a fingerprint, only so many of the earliest are candidates: an original is early. These
two are what keeps the work linear."""
_LEAST_SHARED = 0.2
"""Share of the fewer telling fingerprints that candidates have in common; below LEAST_KEPT, since a changed word
breaks five shingles and a sample varies."""
_LEAST_OVERLAP = 0.25
"""Share of the fewer fingerprints, stock phrases included, from which on two bodies are laid side by side."""
_FEW = 8
"""With fewer telling fingerprints than this one in common is enough, else two."""
_BLOCK = 4096

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_Hashes = npt.NDArray[np.uint64]
_Numbers = npt.NDArray[np.int64]
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63],
    dtype=np.uint64,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The words of a body: where they lie, what they are, and the hash of each shingle by its first word."""

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    shingles: _Hashes


def body_of(document: Document) -> Body:
    """Return the words of a document's body segments."""
    found = [
        m
        for segment in document.segments
        if segment.kind == "body"
        for m in _WORD.finditer(document.text, segment.start, segment.end)
    ]
    words = tuple(re.sub("['’]", "", m[0]).casefold() for m in found)
    return Body(tuple(m.span() for m in found), words, _shingles(words))


def _shingles(words: Sequence[str]) -> _Hashes:
    """Return one number for each run of SHINGLE words; equal runs have equal numbers on every machine."""
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    codes = np.fromiter((zlib.crc32(w.encode("utf-8", "replace")) for w in words), np.uint64, len(words)) + np.uint64(1)
    count = len(words) - SHINGLE + 1
    total = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        code = codes[place : place + count]
        total += (code ^ (code << np.uint64(29))) * factor
    total ^= total >> np.uint64(31)
    total *= np.uint64(0x7FB5D329728EA185)
    mixed: _Hashes = total ^ (total >> np.uint64(27))
    return mixed


def fingerprints(body: Body) -> _Hashes:
    """Return what a body is looked up by: the sampled shingles, or one number for all of a short one."""
    if len(body.words) < FLASH:
        return body.shingles[:0]
    if len(body.words) < FEWEST:
        return np.array([zlib.crc32(" ".join(body.words).encode("utf-8", "replace"))], dtype=np.uint64)
    chosen: _Hashes = np.unique(body.shingles[body.shingles % np.uint64(_SAMPLE) == 0])
    return chosen


# --- candidates


@dataclass(frozen=True, slots=True)
class _Postings:
    """All fingerprints, sorted by value and then by document; `first` is where the run of equal ones begins,
    `stock` whether it is one of a stock phrase. `by_document` gives the places of each document in turn, as many as
    `counts` says; `telling` how many of them are of no stock phrase."""

    documents: _Numbers
    first: _Numbers
    stock: npt.NDArray[np.bool_]
    by_document: _Numbers
    counts: _Numbers
    telling: _Numbers


def _postings(prints: Sequence[_Hashes]) -> _Postings:
    counts = np.array([len(p) for p in prints], dtype=np.int64)
    values = np.concatenate(prints) if prints else np.zeros(0, dtype=np.uint64)
    documents = np.repeat(np.arange(len(prints), dtype=np.int64), counts)
    order = np.argsort(values, kind="stable")
    values, documents = values[order], documents[order]
    begins = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
    sizes = np.diff(np.append(begins, len(values)))
    size = np.repeat(sizes, sizes)
    stock = size > _TELLING
    telling = np.bincount(documents[~stock], minlength=len(prints))
    by_document = np.argsort(documents, kind="stable")
    return _Postings(documents, np.repeat(begins, sizes), stock, by_document, counts, telling)


def candidates(prints: Sequence[_Hashes]) -> Iterator[tuple[int, int]]:
    """Give pairs (earlier, later) of indexes of bodies that share fingerprints, by the later one; each pair once."""
    held = _postings(prints)
    ends = np.concatenate([[0], np.cumsum(held.counts)])
    for begin in range(0, len(prints), _BLOCK):
        stop = min(begin + _BLOCK, len(prints))
        places = held.by_document[ends[begin] : ends[stop]]
        for earlier, later in _pairs(held, places, len(prints)):
            if _overlap(prints[earlier], prints[later]) >= _LEAST_OVERLAP:
                yield earlier, later


def _pairs(held: _Postings, places: _Numbers, size: int) -> Iterator[tuple[int, int]]:
    """Give the pairs that the fingerprints at these places make with earlier documents that have them."""
    later, first = held.documents[places], held.first[places]
    stock = held.stock[places]
    for of_stock, totals in ((False, held.telling), (True, held.counts)):
        keys = []
        for rank in range(_EARLIEST if of_stock else _TELLING):
            reachable = (stock == of_stock) & (first + rank < places)
            keys.append(later[reachable] * size + held.documents[first[reachable] + rank])
        found, shared = np.unique(np.concatenate(keys), return_counts=True)
        late, early = np.divmod(found, size)
        fewer = np.minimum(totals[late], totals[early])
        enough = shared >= np.maximum(_LEAST_SHARED * fewer, np.where(fewer < _FEW, 1, 2))
        yield from ((pair % size, pair // size) for pair in found[enough].tolist())


def _overlap(left: _Hashes, right: _Hashes) -> float:
    """Return how many of the fewer fingerprints stand in both, stock phrases included."""
    fewer = min(len(left), len(right))
    return len(np.intersect1d(left, right, assume_unique=True)) / fewer if fewer else 0.0


# --- confirmation


def passages(copy: Body, other: Body) -> tuple[Passage, ...]:
    """Return the runs of at least SHINGLE words of one body that stand in the other, in order, without overlap. Of a
    run that stands there more than once, the place that goes on from the run before is taken, else the first."""
    where: dict[int, list[int]] = {}
    for place, shingle in enumerate(other.shingles.tolist()):
        where.setdefault(shingle, []).append(place)
    found: list[Passage] = []
    at, expected = 0, 0
    shingles = copy.shingles.tolist()
    while at < len(shingles):
        places = where.get(shingles[at])
        length, start = _longest(copy, other, at, places, expected) if places else (0, 0)
        if length < SHINGLE:
            at += 1
            continue
        end = at + length - 1
        found.append(
            Passage(copy.spans[at][0], copy.spans[end][1], other.spans[start][0], other.spans[start + length - 1][1])
        )
        at, expected = at + length, start + length
    return tuple(found)


def _longest(copy: Body, other: Body, at: int, places: list[int], expected: int) -> tuple[int, int]:
    start = next((p for p in places if p >= expected), places[0])
    mine, theirs = copy.words[at:], other.words[start:]
    length = next(
        (i for i, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
    )
    return length, start


def _share(body: Body, kept: Sequence[Passage]) -> float:
    """Return how much of a body's words lie in the passages."""
    starts = [start for start, _ in body.spans]
    within = sum(
        int(np.searchsorted(starts, p.end, "left")) - int(np.searchsorted(starts, p.start, "left")) for p in kept
    )
    return within / len(body.words) if body.words else 0.0


_Copied: TypeAlias = tuple[float, int, tuple[Passage, ...]]
"""The share that is kept, the document it is kept from, and the passages."""


def _order(document: Document) -> tuple[bool, str, str]:
    """The earliest published first, then the smallest id; an undated report cannot be shown to be the first."""
    return document.published.date is None, document.published.date or "", document.id


def find_reprints(documents: Sequence[Document]) -> dict[str, Reprint]:
    """Return the copies among the documents, by id; the original of each group is not in it.

    A document is a copy when most of its words stand in another one. Where that holds for both, the later is the
    copy; a brief that stands whole in a longer report is the copy, whichever came first. The answer does not depend on
    the order given. Documents with one id count once. Linear in their number as long as most are no copies.
    """
    ordered = sorted({d.id: d for d in documents}.values(), key=_order)
    recent = lru_cache(maxsize=4 * _BLOCK)(lambda number: body_of(ordered[number]))
    prints = [fingerprints(body_of(document)) for document in ordered]
    best: dict[int, _Copied] = {}
    for earlier, later in candidates(prints):
        for copy, other in ((later, earlier), (earlier, later)):
            kept = passages(recent(copy), recent(other))
            share = _share(recent(copy), kept)
            if share < LEAST_KEPT:
                continue
            if copy not in _line(best, other) and (copy not in best or share > best[copy][0]):
                best[copy] = share, other, kept
            break
    return {
        ordered[copy].id: Reprint(ordered[_root(best, copy)].id, ordered[other].id, round(share, 4), kept)
        for copy, (share, other, kept) in sorted(best.items())
    }


def _line(best: Mapping[int, _Copied], number: int) -> Iterator[int]:
    """Yield a document, what it is a copy of, what that is a copy of, and so on to the one that is none."""
    yield number
    while number in best:
        number = best[number][1]
        yield number


def _root(best: Mapping[int, _Copied], number: int) -> int:
    """Return the document at the end of the line."""
    *_, last = _line(best, number)
    return last
