"""Which claims go together: blocks, scores, components, clusters.

Pairs that share a block are scored; links above the threshold make components, and in a component every pair is
scored again, so that it can be cut into clusters that hold together throughout (`cluster`). A component that grew too
large to be looked at whole is first cut at a higher threshold. What people judged always holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sayso.incidents import block
from sayso.incidents.cluster import Pair, cluster, components, spanning
from sayso.incidents.compare import FIELDS
from sayso.incidents.scoring import AT_ONCE, FEW, NO_PAIRS, Scored, Scorer
from sayso.incidents.weights import LINK_AT

if TYPE_CHECKING:
    import pyarrow as pa

LARGEST_COMPONENT = 150
"""Claims in a component beyond which it is cut at a higher threshold before all its pairs are scored."""
STEP = 1.0
"""Bits by which the threshold rises at each cut."""
JUDGED = 50.0
"""Bits that a person's judgement is worth: more than all findings together."""


@dataclass(frozen=True, slots=True)
class Given:
    """What linking starts from, by the positions of the claims: pairs that a person held for the same or for
    different, and pairs that have stood together; `new` are the claims that have not stood anywhere, None for all."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    stood: frozenset[Pair] = frozenset()
    new: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class PairFound:
    """A pair's score in bits, and for each of `FIELDS` the position of the level that holds."""

    bits: float
    found: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Claims by position that go together, in order, and the pairs of strongest links that hold them, each with what
    was found."""

    members: tuple[int, ...]
    links: tuple[tuple[Pair, PairFound], ...] = ()


_Inside = Mapping[int, Sequence[Pair]]
"""Pairs by the first member of the group that holds both."""


Flags = NDArray[np.bool_]


def apart(scored: Scored) -> Flags:
    """Tell for each pair whether a finding rules out one happening: by itself, or where both tell a day or a place
    exactly and nothing that the two share outweighs that they differ."""
    told_apart = scored.bits <= LINK_AT
    found = np.zeros(len(scored), np.bool_)
    for n, field_ in enumerate(FIELDS):
        level = scored.found[:, n]
        found |= np.array([one.apart for one in field_.levels])[level]
        found |= np.array([one.told_apart for one in field_.levels])[level] & told_apart
    return found


def _among(pairs: Sequence[Pair], some: Collection[Pair]) -> Flags:
    return np.fromiter((pair in some for pair in pairs), np.bool_, len(pairs))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs in the order in which they were asked for, by what was found and what was judged."""

    scored: Scored
    worth: NDArray[np.float64]
    apart: Flags

    @classmethod
    def of(cls, scored: Scored, given: Given) -> _Pairs:
        worth, kept_apart = scored.bits, apart(scored)
        if given.same or given.different:
            asked = list(zip(scored.left.tolist(), scored.right.tolist(), strict=True))
            worth = worth + JUDGED * _among(asked, given.same)
            kept_apart = kept_apart | _among(asked, given.different)
        return cls(scored, worth, kept_apart)

    def within(self, size: int, first: int) -> _Inner:
        """Return the pairs of one component of so many claims, of which the first stands at a position."""
        some = slice(first, first + size * (size - 1) // 2)
        return _Inner(size, first, self.worth[some].tolist(), self.apart[some].tolist())

    def found(self, at: int) -> PairFound:
        return PairFound(float(self.scored.bits[at]), tuple(self.scored.found[at].tolist()))


class _Inner:
    """The pairs of one component, by the places of their claims in it: (0, 1), (0, 2), … (1, 2), …"""

    def __init__(self, size: int, first: int, worth: list[float], kept_apart: list[bool]) -> None:
        self._rows = [n * (2 * size - n - 1) // 2 - n - 1 for n in range(size)]
        self._first = first
        self._worth = worth
        self._apart = kept_apart

    def score(self, a: int, b: int) -> float:
        return self._worth[self._rows[a] + b if a < b else self._rows[b] + a]

    def apart(self, a: int, b: int) -> bool:
        return self._apart[self._rows[a] + b if a < b else self._rows[b] + a]

    def position(self, a: int, b: int) -> int:
        """Return where a pair, the smaller place first, stands among all pairs."""
        return self._first + self._rows[a] + b


@dataclass(slots=True)
class Linkage:
    """Puts claims together, given their rows and blocks."""

    scorer: Scorer
    rows: pa.Table
    looks: block.Looking
    given: Given = field(default_factory=Given)

    def together(self) -> list[Together]:
        """Return the claims in clusters, in the order of their first claims."""
        few = self.rows.num_rows <= FEW
        found = self._few() if few else self._many()
        return sorted(found, key=lambda t: t.members)

    def _new(self, a: int, b: int) -> bool:
        return self.given.new is None or a in self.given.new or b in self.given.new

    def _held(self) -> frozenset[Pair]:
        return self.given.same | self.given.stood

    def _few(self) -> list[Together]:
        size = self.rows.num_rows
        scored = self.scorer.all_pairs(self.rows) if size > 1 else NO_PAIRS
        bits = _Inner(size, 0, scored.bits.tolist(), [])
        candidates = block.pairs(*block.standing(self.looks))
        touching = [p for p in sorted(candidates) if self._new(*p) and bits.score(*p) > LINK_AT]
        groups = components(size, [*touching, *self._held()])
        left, right = every_pair([g for g in groups if len(g) > 1])
        pairs = scored.at(left * (2 * size - left - 1) // 2 - left - 1 + right)
        return self._clusters(groups, _within(groups, touching), _within(groups, self._held()), pairs)

    def _many(self) -> list[Together]:
        rows = with_blocks(self.rows, self.looks)
        self.looks = block.Looking()  # not needed any more, and large
        linked = self.scorer.blocked_pairs(rows, LINK_AT)
        del rows
        edges = [
            (bits, (a, b))
            for a, b, bits in zip(linked.left.tolist(), linked.right.tolist(), linked.bits.tolist(), strict=True)
            if bits > LINK_AT and self._new(a, b)
        ]
        groups = _bounded(self.rows.num_rows, edges, self._held())
        touching, held = _within(groups, (p for _, p in edges)), _within(groups, self._held())
        found = [Together(tuple(members)) for members in groups if len(members) == 1]
        for some in _by_pairs(groups):
            found += self._clusters(some, touching, held, self._pairs_of(some))
        return found

    def _pairs_of(self, groups: Sequence[Sequence[int]]) -> Scored:
        """Score every pair inside groups; they come group by group."""
        left, right = every_pair(groups)
        rows = self.rows.take([n for members in groups for n in members])
        scored = self.scorer.these_pairs(rows, left, right)
        place = np.empty(len(left), np.int64)
        place[np.lexsort((right, left))] = np.arange(len(left))
        return scored.at(place)

    def _clusters(
        self, groups: Iterable[Sequence[int]], touching: _Inside, held: _Inside, scored: Scored
    ) -> list[Together]:
        pairs, first = _Pairs.of(scored, self.given), 0
        found: list[Together] = []
        for members in groups:
            found += _cut(members, touching.get(members[0], ()), held.get(members[0], ()), pairs, first)
            first += len(members) * (len(members) - 1) // 2
        return found


def every_pair(groups: Iterable[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs inside groups, group by group, each in the order of its members."""
    left, right = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for members in groups:
        some = np.array(members, np.int64)
        a, b = _corner(len(members))
        left.append(some[a])
        right.append(some[b])
    return np.concatenate(left), np.concatenate(right)


@lru_cache(maxsize=LARGEST_COMPONENT)
def _corner(size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return np.triu_indices(size, 1)


def _cut(
    members: Sequence[int], touching: Iterable[Pair], held: Iterable[Pair], pairs: _Pairs, first: int
) -> list[Together]:
    """Cut a component, whose pairs begin at a position, into clusters that hold together throughout."""
    if len(members) == 1:
        return [Together(tuple(members))]
    at = {n: i for i, n in enumerate(members)}
    inner = pairs.within(len(members), first)
    local = [(at[a], at[b]) for a, b in touching]
    joined = [(at[a], at[b]) for a, b in held]
    return [
        Together(
            tuple([members[n] for n in some]),
            tuple(
                [((members[a], members[b]), pairs.found(inner.position(a, b))) for a, b in spanning(some, inner.score)]
            ),
        )
        for some in cluster(len(members), local, inner.score, inner.apart, LINK_AT, joined)
    ]


def _within(groups: Iterable[Sequence[int]], pairs: Iterable[Pair]) -> _Inside:
    home = {n: members[0] for members in groups for n in members}
    found: dict[int, list[Pair]] = {}
    for a, b in pairs:
        if home[a] == home[b]:
            found.setdefault(home[a], []).append((a, b))
    return found


def _by_pairs(groups: Iterable[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """Give the groups of two claims or more in lots whose pairs can be looked at together."""
    some: list[Sequence[int]] = []
    pairs = 0
    for members in groups:
        if len(members) > 1:
            some.append(members)
            pairs += len(members) * (len(members) - 1) // 2
        if pairs >= AT_ONCE:
            yield some
            some, pairs = [], 0
    if some:
        yield some


def _bounded(size: int, edges: Sequence[tuple[float, Pair]], held: Collection[Pair]) -> list[list[int]]:
    """Return the components that links make, each within bounds: of a larger one only the stronger links count."""
    done: list[list[int]] = []
    left: list[tuple[list[int], float]] = [(c, LINK_AT) for c in components(size, [*(p for _, p in edges), *held])]
    by_claim: dict[int, list[tuple[float, Pair]]] = {}
    for edge in edges:
        by_claim.setdefault(edge[1][0], []).append(edge)
    kept: dict[int, list[Pair]] = {}
    for pair in held:
        kept.setdefault(pair[0], []).append(pair)
    while left:
        members, least = left.pop()
        strong = [e for n in members for e in by_claim.get(n, ()) if e[0] > least + STEP]
        if len(members) <= LARGEST_COMPONENT or not strong:
            done.append(members)
            continue
        at = {n: i for i, n in enumerate(members)}
        some = [p for _, p in strong] + [p for n in members for p in kept.get(n, ())]
        parts = components(len(members), [(at[a], at[b]) for a, b in some if a in at and b in at])
        left += [([members[i] for i in part], least + STEP) for part in parts]
    return sorted(done)


def with_blocks(rows: pa.Table, looks: block.Looking) -> pa.Table:
    """Return the rows, each with the blocks in which it is compared."""
    import numpy as np
    import pyarrow as pa

    at, blocks = block.standing(looks)
    starts = np.searchsorted(at, np.arange(len(looks) + 1))
    column = pa.ListArray.from_arrays(pa.array(starts, pa.int32()), pa.array(blocks, pa.int64()))
    return rows.set_column(rows.schema.get_field_index("blocks"), "blocks", column)
