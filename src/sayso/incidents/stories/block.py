"""Which reports come up for comparison: those that share a telling word, so that work stays near linear in the reports.

A word that tells of very many reports is looked at month by month, and where that does not help it is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from sayso.incidents.cluster import Pair
from sayso.incidents.stories.outline import Outline

LARGEST = 200
"""Reports that share a telling word beyond which it is looked at month by month, then passed over."""
MONTH_DAYS = 30


def _months(postings: Sequence[int], outlines: Sequence[Outline]) -> Iterator[list[int]]:
    """Part reports by stretches of two months that overlap by one; those without a day stand alone."""
    stretches: dict[int, list[int]] = defaultdict(list)
    for n in postings:
        if (day := outlines[n].published) is not None:
            stretches[day // MONTH_DAYS].append(n)
            stretches[day // MONTH_DAYS + 1].append(n)
    yield from stretches.values()


def candidates(outlines: Sequence[Outline]) -> list[Pair]:
    """Return the pairs of reports worth a look, by their indices, in order."""
    postings: dict[str, list[int]] = defaultdict(list)
    for n, outline in enumerate(outlines):
        for word in outline.telling:
            postings[word].append(n)
    pairs: set[Pair] = set()
    for together in postings.values():
        for part in [together] if len(together) <= LARGEST else _months(together, outlines):
            if len(part) <= LARGEST:
                pairs.update(combinations(part, 2))
    return sorted(pairs)
