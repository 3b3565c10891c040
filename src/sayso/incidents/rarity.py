"""How rare words are, in bits: what two reports or two sentences share tells the more, the rarer it is.

A word is judged by the reports at hand and by how often news uses it at all (`schema/data/word-rarity.yaml`), so that
five reports are enough to tell "government" from "quarry", and a thousand reports on one town make its name a common
word. The background counts for as much as `BACKGROUND` reports.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from sys import intern

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


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many of some reports use each word."""

    reports: int
    using: Mapping[str, int]
    _known: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Rarity:
        """Count the words of some reports, each given by its words."""
        using: Counter[str] = Counter()
        reports = 0
        for words in texts:
            using.update(set(words))
            reports += 1
        return cls(reports, using)

    def bits(self, word: str) -> float:
        """Return how rare a word is: 1 when every second report uses it, 10 when one in a thousand does."""
        known = self._known.get(word)
        if known is None:
            shares, unlisted = _background()
            share = shares.get(word, unlisted)
            known = math.log2((self.reports + BACKGROUND) / (self.using.get(word, 0) + BACKGROUND * share))
            self._known[word] = known
        return known

    def rarest(self, words: Iterable[str], most: int, least_bits: float) -> tuple[str, ...]:
        """Return the rarest of some words, rarest first: `most` at most, and none below `least_bits`."""
        ranked = sorted((-self.bits(w), w) for w in set(words))
        return tuple(w for bits, w in ranked[:most] if -bits >= least_bits)


def report_words(document: Document) -> Mapping[str, int]:
    """Return the words of what a report tells, furniture left out, and how often it uses each."""
    told = " ".join(document.text[s.start : s.end] for s in document.segments if s.kind in READ_SEGMENTS)
    return Counter(map(intern, sentence_words(told)))


def telling(words: Mapping[str, int], rarity: Rarity, most: int, least_bits: float) -> tuple[str, ...]:
    """Return the words that tell a report from others: rare ones, the more so the more often it uses them."""
    known = [(rarity.bits(w), n, w) for w, n in words.items()]
    ranked = sorted((-bits * math.log2(1 + n), w) for bits, n, w in known if bits >= least_bits)
    return tuple(w for _, w in ranked[:most])
