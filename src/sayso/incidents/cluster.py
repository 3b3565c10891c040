"""Pairs to clusters, without chaining: two happenings that exclude each other never meet through a vague third.

Clusters grow one join at a time, the best first. A join has to hold two ways, half and half: on the mean over *all*
pairs across the two clusters (average link), and on what each member of the smaller one has as its best pair, so that
a claim that says little is not kept out by all the others that say little. No pair across them may be apart. The
order of the input plays no part: items are indices in a canonical order, and ties go to the earlier ones.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Pair = tuple[int, int]
Score = Callable[[int, int], float]
Apart = Callable[[int, int], bool]


@dataclass(slots=True)
class _Growing:
    """Clusters as they grow. `touching` holds, for each cluster, those that have a pair with it worth a look."""

    members: dict[int, list[int]]
    score: Score
    apart: Apart
    join_at: float
    touching: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    queue: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def bond(self, a: int, b: int) -> float:
        """Return how well two clusters hold together, in bits."""
        small, large = sorted((self.members[a], self.members[b]), key=len)
        scores = [[self.score(x, y) for y in large] for x in small]
        best = sum(max(row) for row in scores) / len(small)
        mean = sum(map(sum, scores)) / (len(small) * len(large))
        return round((best + mean) / 2, 6)

    def offer(self, a: int, b: int) -> None:
        """Note that two clusters touch, and queue them when they would hold together."""
        a, b = min(a, b), max(a, b)
        self.touching[a].add(b)
        self.touching[b].add(a)
        if (bond := self.bond(a, b)) > self.join_at:
            heapq.heappush(self.queue, (-bond, a, b, len(self.members[a]), len(self.members[b])))

    def exclude(self, a: int, b: int) -> bool:
        """Tell whether some pair across two clusters is apart."""
        return any(self.apart(x, y) for x in self.members[a] for y in self.members[b])

    def current(self, a: int, b: int, size_a: int, size_b: int) -> bool:
        """Tell whether a queued join still speaks of the clusters as they are."""
        alive = a in self.members and b in self.members
        return alive and len(self.members[a]) == size_a and len(self.members[b]) == size_b

    def join(self, a: int, b: int) -> None:
        """Put cluster b into a, and offer a again to every cluster that touched either."""
        around = sorted((self.touching[a] | self.touching.pop(b)) - {a, b})
        self.members[a] += self.members.pop(b)
        self.touching[a].discard(b)
        for c in around:
            self.touching[c].discard(b)
            self.offer(a, c)


def components(size: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """Return the items 0 … size-1 in groups that the pairs hold together, each sorted, in the order of their firsts."""
    above = list(range(size))

    def root(n: int) -> int:
        while above[n] != n:
            above[n] = n = above[above[n]]
        return n

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        above[high] = low
    found: dict[int, list[int]] = defaultdict(list)
    for n in range(size):
        found[root(n)].append(n)
    return list(found.values())


def cluster(
    size: int,
    touching: Iterable[Pair],
    score: Score,
    apart: Apart,
    join_at: float,
    together: Iterable[Pair] = (),
) -> list[list[int]]:
    """Return the items 0 … size-1 in clusters, each sorted, in the order of their first items.

    `touching` are the pairs worth a look; `score` and `apart` are asked for any pair across two clusters that touch.
    `together` are pairs that share a cluster whatever their score, and even if they are apart.
    """
    begun = {members[0]: members for members in components(size, together)}
    growing = _Growing(begun, score, apart, join_at)
    home = {n: first for first, members in begun.items() for n in members}
    across = {(min(home[a], home[b]), max(home[a], home[b])) for a, b in touching if home[a] != home[b]}
    for a, b in sorted(across):
        growing.offer(a, b)
    while growing.queue:
        _, a, b, size_a, size_b = heapq.heappop(growing.queue)
        if growing.current(a, b, size_a, size_b) and not growing.exclude(a, b):
            growing.join(a, b)
    return sorted(sorted(members) for members in growing.members.values())


def spanning(members: list[int], score: Score) -> list[Pair]:
    """Return the pairs of strongest links that hold a cluster together: one fewer than it has members."""
    if len(members) < 2:
        return []
    reached, open_items, chosen = [members[0]], list(members[1:]), []
    best = {n: (score(members[0], n), members[0]) for n in open_items}
    while open_items:
        nearest = max(open_items, key=lambda n: (best[n][0], -n))
        chosen.append((min(best[nearest][1], nearest), max(best[nearest][1], nearest)))
        open_items.remove(nearest)
        reached.append(nearest)
        for n in open_items:
            if (s := score(nearest, n)) > best[n][0]:
                best[n] = (s, nearest)
    return sorted(chosen)
