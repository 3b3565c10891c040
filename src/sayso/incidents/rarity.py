"""How rare words are, in bits: what two reports or two sentences share tells the more, the rarer it is.

A word is judged by the reports at hand and by how often news uses it at all (`schema/data/word-rarity.yaml`), so that
five reports are enough to tell "government" from "quarry", and a thousand reports on one town make its name a common
word. The background counts for as much as `BACKGROUND` reports.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

import numpy as np

from sayso.incidents.names import sentence_words
from sayso.schema import knowledge
from sayso.schema.document import Document

BACKGROUND = 60
"""How many reports the background is worth beside those at hand."""
READ_SEGMENTS = frozenset({"headline", "dateline", "body"})


@cache
def _background() -> tuple[Mapping[str, float], float]:
    """Return the share of news reports that use a word, for those listed; and for all others."""
    listed: dict[int, str] = knowledge.packaged("word-rarity")["bits"]
    return {word: 2.0**-bits for bits, words in listed.items() for word in words.split()}, 2.0 ** -(max(listed) + 1)


class Rarity(dict[str, float]):
    """How rare words are among some reports, in bits: 1 for a word of every second report, 10 for one in a thousand.

    `using` is how many of so many reports use each word. A word is reckoned when it is first asked for.
    """

    def __init__(self, reports: int, using: Mapping[str, int]) -> None:
        super().__init__()
        self._reports = reports
        self._using = using

    def __missing__(self, word: str) -> float:
        shares, unlisted = _background()
        share = shares.get(word, unlisted)
        bits = math.log2((self._reports + BACKGROUND) / (self._using.get(word, 0) + BACKGROUND * share))
        self[word] = bits
        return bits

    def rarest(self, words: Iterable[str], most: int, least_bits: float) -> tuple[str, ...]:
        """Return the rarest of some words, rarest first: `most` at most, and none below `least_bits`."""
        ranked = sorted([(-bits, w) for w in set(words) if (bits := self[w]) >= least_bits])
        return tuple([w for _, w in ranked[:most]])

    def telling(self, words: Mapping[str, int], most: int, least_bits: float) -> tuple[str, ...]:
        """Return the words that tell a report from others, given how often it uses each: rare ones, the more so the
        more often they come; `most` at most, and none below `least_bits`."""
        ranked = sorted([(-bits * math.log2(1 + n), w) for w, n in words.items() if (bits := self[w]) >= least_bits])
        return tuple([w for _, w in ranked[:most]])


class Wordings:
    """The words of many reports and how often each uses them, packed: eight bytes for each word of a report."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        numbers: dict[str, int] = {}
        self._at = {name: n for n, name in enumerate(documents)}
        self._ends = array("q", [0])
        self._words, self._times = array("I"), array("I")
        for document in documents.values():
            for word, times in Counter(_told(document)).items():
                self._words.append(numbers.setdefault(word, len(numbers)))
                self._times.append(times)
            self._ends.append(len(self._words))
        self._vocabulary = list(numbers)

    def of(self, document_id: str) -> dict[str, int]:
        """Return the words of what a report tells, furniture left out, and how often it uses each; none of a report
        that is not there."""
        at = self._at.get(document_id)
        if at is None:
            return {}
        start, end = self._ends[at], self._ends[at + 1]
        words = map(self._vocabulary.__getitem__, self._words[start:end])
        return dict(zip(words, self._times[start:end], strict=True))

    def rarity(self) -> Rarity:
        """Return how rare words are among these reports; those without a word do not count."""
        using = np.bincount(np.asarray(self._words, np.int64), minlength=len(self._vocabulary))
        reports = sum(a != b for a, b in pairwise(self._ends))
        return Rarity(reports, dict(zip(self._vocabulary, using.tolist(), strict=True)))


def _told(document: Document) -> list[str]:
    return sentence_words(
        " ".join(document.text[s.start : s.end] for s in document.segments if s.kind in READ_SEGMENTS)
    )
