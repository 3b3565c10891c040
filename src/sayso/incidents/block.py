"""Which claims come up for comparison: those that share a block, so that work stays near linear in the claims.

A block is a place, a map cell, a rare word, or a kind of event on one day or in one governorate, in a stretch of days;
a claim stands in several. All claims of one report share a block. A block of a place that grows too large is split by
day; what is left too large after that says nothing about sameness ("Syria", undated) and is passed over, as is what
many share of the others. What a claim looks for (`looks`) hangs on that claim alone, so that a store can keep its
blocks (`keys`) and find those that a new claim has to be compared with.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.incidents.codes import code
from sayso.incidents.facts import KEPT, Facts, Spot
from sayso.incidents.names import name_words, skeleton

STRETCH_DAYS = 16
"""Length of a stretch of days; a claim stands in every stretch that it touches, so neighbours meet."""
SLACK_DAYS = 3
"""How far beyond its own days a claim looks for others."""
UNDATED_DAYS = 14
"""How far before its report an undated claim looks."""
LONGEST = 8
"""A claim that would stand in more stretches than this stands in none: it is a background remark."""
LARGEST = 400
"""Claims in a block beyond which it is split by day, and dropped if that does not help."""
LARGEST_OF_WORD = 40
"""Claims in a stretch of days beyond which the word that they share is not rare among the reports at hand."""
CELL_DEGREES = 0.5
PLACES = 2
"""How many of a claim's places, the most specific first, open blocks."""
UNDATED = -1
"""The stretch of claims that could be of any time."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Looks:
    """What a claim looks for others by: the codes of its places and words, that of its report, and the days."""

    report: int
    places: tuple[int, ...]
    words: tuple[int, ...]
    first: int
    last: int


def _days(facts: Facts) -> tuple[int, int]:
    """Return the days among which a claim looks for others; UNDATED twice when they are too many to say anything."""
    longest = LONGEST * STRETCH_DAYS
    first = last = UNDATED
    if facts.days:
        first, last = facts.days[0] - SLACK_DAYS, facts.days[1] + SLACK_DAYS
        if facts.published and last - first > longest:
            first, last = facts.published - UNDATED_DAYS, facts.published
    elif facts.published:
        first, last = facts.published - UNDATED_DAYS, facts.published + SLACK_DAYS
    return (UNDATED, UNDATED) if last - first > longest or first < 0 else (first, last)


def _names_and_cells(spot: Spot) -> Iterator[str]:
    """Yield the name and the map cells of a place; nothing for a country."""
    if spot.kind == "country":
        return
    yield f"name {skeleton(spot.words)}"
    if spot.lat is not None and spot.lon is not None:
        row, column = spot.lat / CELL_DEGREES, spot.lon / CELL_DEGREES
        yield from (f"cell {round(row + y)} {round(column + x)}" for y in (-0.25, 0.25) for x in (-0.25, 0.25))


@lru_cache(maxsize=KEPT)
def _places(kind: str, spots: tuple[Spot, ...]) -> tuple[int, ...]:
    return tuple(sorted({code(f"{kind} {subject}") for spot in spots for subject in _names_and_cells(spot)}))


@lru_cache(maxsize=KEPT)
def _word(kind: str, word: str) -> int:
    return code(f"{kind} word {word}")


def _circumstances(facts: Facts) -> Iterator[str]:
    """Yield what is rare enough where few claims are compared: a kind of event on one day, or in one governorate."""
    if facts.days and facts.days[0] == facts.days[1]:
        yield f"day {facts.days[0]} {facts.family}"
    if facts.where:
        place = facts.where[0].place
        unit = place.name if place.kind == "governorate" else place.admin1
        if unit:
            yield f"unit {skeleton(name_words(unit, 'place'))} {facts.family}"


def looks(facts: Facts, rare: Iterable[str]) -> Looks:
    """Return what a claim looks for others by; `rare` are words that few reports use."""
    first, last = _days(facts)
    places = _places(facts.kind, tuple([where.spot for where in facts.where[:PLACES]]))
    words = tuple(sorted({_word(facts.kind, w) for w in (*rare, *_circumstances(facts))}))
    return Looks(code(f"report {facts.original}"), places, words, first, last)


class Looking:
    """What many claims look for others by, packed: a row of whole numbers for each field of `Looks`."""

    def __init__(self, claims: Iterable[Looks] = ()) -> None:
        self.report, self.first, self.last = array("q"), array("q"), array("q")
        self.places, self.words = _Lists(), _Lists()
        for one in claims:
            self.add(one)

    def __len__(self) -> int:
        return len(self.report)

    def add(self, one: Looks) -> None:
        """Put one more claim behind the others."""
        self.report.append(one.report)
        self.first.append(one.first)
        self.last.append(one.last)
        self.places.add(one.places)
        self.words.add(one.words)


class _Lists:
    """Short lists of whole numbers: how long each is, and all their numbers in a row."""

    def __init__(self) -> None:
        self.sizes, self.numbers = array("q"), array("q")

    def add(self, numbers: tuple[int, ...]) -> None:
        self.sizes.append(len(numbers))
        self.numbers.extend(numbers)


def keys(one: Looks) -> tuple[int, ...]:
    """Return the blocks that a claim stands in, before any is split: whole numbers of 64 bits, in order."""
    looking = Looking([one])
    about = [_Entries.of(looking, some).by_stretch().block().tolist() for some in (looking.places, looking.words)]
    return tuple(sorted({one.report, *about[0], *about[1]}))


@dataclass(frozen=True, slots=True)
class _Entries:
    """A claim and one subject, in columns: the claim's position, the subject, and the days that it looks at."""

    claim: Ints
    subject: Ints
    first: Ints
    last: Ints

    @classmethod
    def of(cls, claims: Looking, subjects: _Lists) -> _Entries:
        first, last = np.asarray(claims.first), np.asarray(claims.last)
        at = np.repeat(np.arange(len(claims), dtype=np.int64), np.asarray(subjects.sizes))
        return cls(at, np.asarray(subjects.numbers), first[at], last[at])

    def by_stretch(self) -> _Entries:
        """Return one entry for every stretch of days that each one touches, its days cut to that stretch."""
        dated = self.first != UNDATED
        low = np.where(dated, self.first // STRETCH_DAYS, UNDATED)
        high = np.where(dated, self.last // STRETCH_DAYS, UNDATED)
        at, stretch = _spread(low, high)
        first = np.where(dated[at], np.maximum(self.first[at], stretch * STRETCH_DAYS), UNDATED)
        last = np.where(dated[at], np.minimum(self.last[at], (stretch + 1) * STRETCH_DAYS - 1), UNDATED)
        return _Entries(self.claim[at], self.subject[at], first, last)

    def block(self) -> Ints:
        """Return each entry's block: its subject in the stretch that its days lie in."""
        return _mixed(self.subject, np.where(self.first == UNDATED, UNDATED, self.first // STRETCH_DAYS))

    def by_day(self) -> tuple[Ints, Ints]:
        """Return for every day of every dated entry its claim, and the block of that day."""
        at, day = _spread(self.first, self.last)
        known = self.first[at] != UNDATED
        return self.claim[at][known], _mixed(self.subject[at][known], day[known] + (1 << 40))

    def where(self, kept: NDArray[np.bool_]) -> _Entries:
        """Return some of the entries."""
        return _Entries(self.claim[kept], self.subject[kept], self.first[kept], self.last[kept])


def _spread(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """Return every whole number from each low to its high, and at which position that is."""
    sizes = high - low + 1
    at = np.repeat(np.arange(len(low), dtype=np.int64), sizes)
    starts = np.cumsum(sizes) - sizes
    return at, low[at] + np.arange(len(at), dtype=np.int64) - starts[at]


def _mixed(subject: Ints, time: Ints) -> Ints:
    """Return one number for a subject at a time; in practice its own."""
    mixed = subject.astype(np.uint64) ^ (time.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    found: Ints = (mixed >> np.uint64(1)).astype(np.int64)
    return found


def numbered(block: Ints) -> tuple[NDArray[np.int32], Ints]:
    """Return for each entry the number of its block, in the order in which they first come, and of each block how
    many entries it has."""
    import pyarrow as pa

    at: NDArray[np.int32] = pa.array(block).dictionary_encode().indices.to_numpy()
    return at, np.bincount(at)


def _sizes(block: Ints) -> Ints:
    """Return for each entry how many its block holds."""
    at, sizes = numbered(block)
    return sizes[at]


def _of_places(claims: Looking) -> tuple[Ints, Ints]:
    """Return the claims with the blocks of their places; those that are too large are split by day."""
    cut = _Entries.of(claims, claims.places).by_stretch()
    block = cut.block()
    large = _sizes(block) > LARGEST
    claim, day = cut.where(large).by_day()
    return np.concatenate([cut.claim[~large], claim]), np.concatenate([block[~large], day])


def _of_words(claims: Looking) -> tuple[Ints, Ints]:
    """Return the claims with the blocks of their words; those that many share are none."""
    told = _Entries.of(claims, claims.words).by_stretch()
    block = told.block()
    rare = _sizes(block) <= LARGEST_OF_WORD
    return told.claim[rare], block[rare]


def standing(claims: Looking) -> tuple[Ints, Ints]:
    """Return (position of the claim, block) for every block in which claims are compared, claim by claim, each once:
    not the blocks that hold a single claim, nor those that hold too many."""
    reports = np.arange(len(claims), dtype=np.int64), np.asarray(claims.report)
    at, block = (np.concatenate(some) for some in zip(reports, _of_places(claims), _of_words(claims), strict=True))
    sizes = _sizes(block)
    fits = (sizes > 1) & (sizes <= LARGEST)
    at, block = at[fits], block[fits]
    order = np.argsort(at, kind="stable")
    return at[order], block[order]


def pairs(claim: Ints, block: Ints) -> set[tuple[int, int]]:
    """Return the pairs of claims that share a block, the smaller position first; for few claims."""
    members: dict[int, list[int]] = {}
    for at, b in zip(claim.tolist(), block.tolist(), strict=True):
        members.setdefault(b, []).append(at)
    return {(min(p), max(p)) for some in members.values() for p in combinations(some, 2)}
