"""Which claims come up for comparison: those that share a block, so that work stays near linear in the claims.

A block is a place, or a rare word, in a stretch of days; a claim stands in several. All claims of one report share a
block. A block that grows too large is split by day; what is left too large after that says nothing about sameness
("Syria", undated) and is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from sayso.incidents.facts import Facts
from sayso.incidents.names import skeleton

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
CELL_DEGREES = 0.5
RARE_WORDS = 4
"""How many of a quote's rarest words open a block."""

Key = tuple[Hashable, ...]


def _stretches(facts: Facts, length: int) -> list[int | None]:
    if facts.days:
        first, last = facts.days[0] - SLACK_DAYS, facts.days[1] + SLACK_DAYS
        if facts.published and last - first > LONGEST * length:
            first, last = facts.published - UNDATED_DAYS, facts.published
    elif facts.published:
        first, last = facts.published - UNDATED_DAYS, facts.published + SLACK_DAYS
    else:
        return [None]
    if last - first > LONGEST * length:
        return [None]
    return list(range(first // length, last // length + 1))


def _cells(facts: Facts) -> Iterator[Key]:
    """Yield the names and the map cells of the claim's places, countries left out."""
    for where in facts.where:
        if where.place.kind == "country":
            continue
        yield ("name", skeleton(where.words))
        if where.place.lat is not None and where.place.lon is not None:
            row, column = where.place.lat / CELL_DEGREES, where.place.lon / CELL_DEGREES
            yield from (("cell", round(row + y), round(column + x)) for y in (-0.25, 0.25) for x in (-0.25, 0.25))


def _rare(facts: Facts) -> Iterator[Key]:
    rarest = sorted(facts.words.items(), key=lambda row: (-row[1], row[0]))[:RARE_WORDS]
    yield from (("word", w) for w, _ in rarest)


def _keys(facts: Facts, length: int) -> Iterator[Key]:
    yield ("report", facts.original)
    about = sorted(set(_cells(facts)) | set(_rare(facts)), key=repr)
    for stretch in _stretches(facts, length):
        yield from ((facts.kind, stretch, *key) for key in about)


def _blocks(claims: Iterable[Facts], length: int) -> Mapping[Key, list[Facts]]:
    blocks: dict[Key, list[Facts]] = defaultdict(list)
    for facts in claims:
        for key in dict.fromkeys(_keys(facts, length)):
            blocks[key].append(facts)
    return blocks


def candidates(claims: Sequence[Facts]) -> list[tuple[Facts, Facts]]:
    """Return the pairs that share a block, each once, in the order of the claims."""
    order = {facts.claim.id: n for n, facts in enumerate(claims)}
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(claims, STRETCH_DAYS).values():
        for part in [block] if len(block) <= LARGEST else _blocks(block, 1).values():
            if len(part) <= LARGEST:
                pairs.update(combinations(sorted(order[f.claim.id] for f in part), 2))
    return [(claims[a], claims[b]) for a, b in sorted(pairs)]
