"""Which reports come up for comparison: those that share telling words, so that work stays near linear in the reports.

One word is enough where few reports have it, else it takes two. A word that tells of very many reports is looked at
month by month, and where that does not help it is passed over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.incidents.cluster import Pair
from sayso.incidents.stories.outline import Outline

FEW = 20
"""Reports that share a telling word up to which it is enough by itself."""
LARGEST = 200
"""Reports that share a telling word beyond which it is looked at month by month, then passed over."""
MONTH_DAYS = 30


def _stretches(day: int) -> tuple[int, int]:
    """Return the stretches of two months, overlapping by one, that a day falls in."""
    return day // MONTH_DAYS, day // MONTH_DAYS + 1


class _Word:
    """The reports that share a telling word, whole or by stretches of time."""

    def __init__(self, together: list[int], outlines: Sequence[Outline]) -> None:
        self.enough = len(together) <= FEW
        self._whole = together if len(together) <= LARGEST else None
        self._by_stretch: dict[int, list[int]] = defaultdict(list)
        for n in together if self._whole is None else ():
            if (day := outlines[n].published) is not None:
                for stretch in _stretches(day):
                    self._by_stretch[stretch].append(n)

    def met(self, day: int | None) -> Iterable[int]:
        """Return the reports that one of a day meets by this word."""
        if self._whole is not None:
            return self._whole
        blocks = [self._by_stretch[s] for s in _stretches(day)] if day is not None else []
        return {n for block in blocks if len(block) <= LARGEST for n in block}


def candidates(outlines: Sequence[Outline]) -> Iterator[Pair]:
    """Yield the pairs of reports worth a look, by their indices, in order."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for n, outline in enumerate(outlines):
        for word in outline.telling:
            sharing[word].append(n)
    words = {word: _Word(together, outlines) for word, together in sharing.items() if len(together) > 1}
    for n, outline in enumerate(outlines):
        shared: Counter[int] = Counter()
        for word in outline.telling:
            if word in words:
                points = 2 if words[word].enough else 1
                for m in words[word].met(outline.published):
                    shared[m] += points
        yield from ((n, m) for m in sorted(shared) if m > n and shared[m] > 1)
