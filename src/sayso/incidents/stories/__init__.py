"""Which reports tell one story: the same happening with what led to it and what came of it.

documents ─ outline ─▶ block ─▶ weighing ─▶ cluster ─▶ stories

A story is wider than an incident: a report of a raid tells of the shelling before it too. It goes by the reports' own
words, whatever they are about, and so also holds together reports of which no claim was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.incidents.cluster import Pair, cluster, spanning
from sayso.incidents.stories.block import candidates
from sayso.incidents.stories.outline import Outline, outlines
from sayso.incidents.stories.weighing import LINK_AT, LOOK_AT, Weights, compare, packaged_weights, weigh
from sayso.schema.document import Document
from sayso.schema.incident import Comparison

UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Why two reports are held to tell one story: the score in bits, and the pieces that sum to it."""

    left: str
    right: str
    score: float
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell one story: their ids, the earliest first, and the strongest links that hold them together, one
    fewer than there are reports."""

    documents: tuple[str, ...]
    links: tuple[StoryLink, ...]


class _Pairs:
    """The scores of pairs. Those that are asked for again are compared once."""

    def __init__(self, reports: Sequence[Outline], weights: Weights) -> None:
        self.reports, self.weights = reports, weights
        self._known: dict[tuple[int, int], float] = {}

    def worth_a_look(self) -> list[Pair]:
        """Return the pairs that may be joined, by themselves or through others."""
        for a, b in candidates(self.reports):
            if (score := weigh(self.reports[a], self.reports[b], self.weights)) > LOOK_AT:
                self._known[a, b] = score
        return list(self._known)

    def score(self, a: int, b: int) -> float:
        key = (a, b) if a < b else (b, a)
        if key not in self._known:
            self._known[key] = weigh(self.reports[key[0]], self.reports[key[1]], self.weights)
        return self._known[key]

    def link(self, a: int, b: int) -> StoryLink:
        left, right = self.reports[a], self.reports[b]
        found = compare(left, right, self.weights)
        return StoryLink(left.document_id, right.document_id, round(self.score(a, b), 3), found)


def _in_order(documents: Iterable[Document]) -> list[Document]:
    """Return each document once, the earliest first, undated ones last."""
    each = {d.id: d for d in documents}.values()
    return sorted(each, key=lambda d: (d.published.date or UNDATED, d.id))


def stories(documents: Iterable[Document], *, weights: Weights | None = None) -> tuple[Story, ...]:
    """Return the stories that reports tell: every report in exactly one, whatever the order of the input.

    Stories come in the order of their earliest reports, undated ones last. What is rare is told from these reports, so
    that more reports may part a story that few held together. `weights` None: those that come with sayso.
    """
    reports = outlines(_in_order(documents))
    pairs = _Pairs(reports, packaged_weights() if weights is None else weights)
    found = cluster(len(reports), pairs.worth_a_look(), pairs.score, lambda _a, _b: False, LINK_AT)
    return tuple(
        Story(
            tuple(reports[n].document_id for n in members),
            tuple(pairs.link(a, b) for a, b in spanning(members, pairs.score)),
        )
        for members in found
    )


__all__ = ["Story", "StoryLink", "stories"]
