"""Two ways of grouping the same claims: which group of the one is which of the other, by the claims they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Change = Literal["same", "added", "gone", "merged", "split", "regrouped"]
"""`same`: one group on either side, with whatever claims; `regrouped`: several on both."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Groups of before and of after that belong together, by their names, each in order."""

    kind: Change
    before: tuple[str, ...]
    after: tuple[str, ...]


_Node = tuple[int, str]
"""0 before or 1 after, and the group's name."""


def regroup(before: Mapping[str, Iterable[Hashable]], after: Mapping[str, Iterable[Hashable]]) -> tuple[Regrouped, ...]:
    """Return every group of both sides in exactly one row.

    Each group belongs with the one of the other side with which it shares most members; of two with as many with its
    namesake, then with the one that shares the smallest member. So the two sides are treated alike: taken the other
    way round, what was added is gone and what was merged is split.
    """
    nodes: list[_Node] = [*((0, name) for name in before), *((1, name) for name in after)]
    parent = {node: node for node in nodes}
    for node, other in _nearest(before, after).items():
        a, b = _root(parent, node), _root(parent, other)
        parent[max(a, b)] = min(a, b)
    rows: dict[_Node, tuple[list[str], list[str]]] = {}
    for node in sorted(nodes):
        rows.setdefault(_root(parent, node), ([], []))[node[0]].append(node[1])
    return tuple(Regrouped(_kind(len(a), len(b)), tuple(a), tuple(b)) for a, b in rows.values())


def _root(parent: dict[_Node, _Node], node: _Node) -> _Node:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _nearest(before: Mapping[str, Iterable[Hashable]], after: Mapping[str, Iterable[Hashable]]) -> dict[_Node, _Node]:
    """Return for each group the one of the other side to which it belongs; those that share nothing are no keys."""
    home = {member: name for name, members in after.items() for member in members}
    shared: Counter[tuple[str, str]] = Counter()
    smallest: dict[tuple[str, str], str] = {}
    for name, members in before.items():
        for member in members:
            if (other := home.get(member)) is not None:
                shared[name, other] += 1
                smallest[name, other] = min(smallest.get((name, other), repr(member)), repr(member))
    ranked = sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], smallest[pair]))
    nearest: dict[_Node, _Node] = {}
    for old, new in ranked:
        nearest.setdefault((0, old), (1, new))
        nearest.setdefault((1, new), (0, old))
    return nearest


def _kind(before: int, after: int) -> Change:
    if before == 0 or after == 0:
        return "gone" if before else "added"
    if before == after == 1:
        return "same"
    if before == 1 or after == 1:
        return "split" if before == 1 else "merged"
    return "regrouped"
