"""Which claims go together: blocks, scores, components, clusters.

Pairs that share a block are scored; links above the threshold make components, and in a component every pair is
scored again, so that it can be cut into clusters that hold together throughout (`cluster`). A component that grew too
large to be looked at whole is first cut at a higher threshold. What people judged always holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.incidents import block
from sayso.incidents.cluster import Pair, cluster, components, spanning
from sayso.incidents.compare import FIELDS
from sayso.incidents.scoring import AT_ONCE, FEW, Scored, Scorer
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

    @property
    def apart(self) -> bool:
        """Whether a finding rules out one happening: by itself, or where both tell a day or a place exactly and nothing
        that the two share outweighs that they differ."""
        made = [f.levels[n] for f, n in zip(FIELDS, self.found, strict=True)]
        return any(level.apart or (level.told_apart and self.bits <= LINK_AT) for level in made)


@dataclass(frozen=True, slots=True)
class Together:
    """Claims by position that go together, in order, and the pairs of strongest links that hold them, each with what
    was found."""

    members: tuple[int, ...]
    links: tuple[tuple[Pair, PairFound], ...] = ()


_Inside = Mapping[int, Sequence[Pair]]
"""Pairs by the first member of the group that holds both."""


@dataclass(slots=True)
class _Pairs:
    """The pairs of a component, by what was found and what was judged."""

    given: Given
    found: Mapping[Pair, PairFound]

    def score(self, a: int, b: int) -> float:
        pair = (min(a, b), max(a, b))
        return self.found[pair].bits + (JUDGED if pair in self.given.same else 0.0)

    def apart(self, a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        return pair in self.given.different or self.found[pair].apart


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
        scored = self.scorer.all_pairs(self.rows) if self.rows.num_rows > 1 else None
        known = _known(scored) if scored else {}
        candidates = block.pairs(*block.standing(self.looks))
        touching = [p for p in sorted(candidates) if self._new(*p) and known[p].bits > LINK_AT]
        groups = components(self.rows.num_rows, [*touching, *self._held()])
        return self._clusters(groups, _within(groups, touching), _within(groups, self._held()), known)

    def _many(self) -> list[Together]:
        rows = with_blocks(self.rows, self.looks)
        linked = self.scorer.blocked_pairs(rows, LINK_AT)
        edges = [
            (bits, (a, b))
            for a, b, bits in zip(linked.left.tolist(), linked.right.tolist(), linked.bits.tolist(), strict=True)
            if bits > LINK_AT and self._new(a, b)
        ]
        groups = _bounded(self.rows.num_rows, edges, self._held())
        touching, held = _within(groups, (p for _, p in edges)), _within(groups, self._held())
        found = [Together(tuple(members)) for members in groups if len(members) == 1]
        for some in _by_pairs(groups):
            inside = [p for members in some for p in combinations(members, 2)]
            rows = self.rows.take([n for members in some for n in members])
            scored = self.scorer.these_pairs(rows, [a for a, _ in inside], [b for _, b in inside])
            found += self._clusters(some, touching, held, _known(scored))
        return found

    def _clusters(
        self, groups: Iterable[Sequence[int]], touching: _Inside, held: _Inside, known: Mapping[Pair, PairFound]
    ) -> list[Together]:
        pairs = _Pairs(self.given, known)
        found: list[Together] = []
        for members in groups:
            found += _cut(members, touching.get(members[0], ()), held.get(members[0], ()), pairs)
        return found


def _cut(members: Sequence[int], touching: Iterable[Pair], held: Iterable[Pair], pairs: _Pairs) -> list[Together]:
    """Cut a component into clusters that hold together throughout."""
    if len(members) == 1:
        return [Together(tuple(members))]
    at = {n: i for i, n in enumerate(members)}

    def score(a: int, b: int) -> float:
        return pairs.score(members[a], members[b])

    def apart(a: int, b: int) -> bool:
        return pairs.apart(members[a], members[b])

    local = [(at[a], at[b]) for a, b in touching]
    clusters = cluster(len(members), local, score, apart, LINK_AT, [(at[a], at[b]) for a, b in held])
    return [
        Together(
            tuple(members[n] for n in some),
            tuple(((members[a], members[b]), pairs.found[members[a], members[b]]) for a, b in spanning(some, score)),
        )
        for some in clusters
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


def _known(scored: Scored) -> dict[Pair, PairFound]:
    rows = zip(scored.left.tolist(), scored.right.tolist(), scored.bits.tolist(), scored.found.tolist(), strict=True)
    return {(a, b): PairFound(bits, tuple(found)) for a, b, bits, found in rows}


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
