"""Phrases of dictionary forms, found in parsed sentences.

A phrase is written as in the YAML lists: dictionary forms separated by spaces, hyphens counting as spaces, `~` for
a gap of up to GAP words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from sayso.schema.knowledge import packaged
from sayso.schema.mark import Sentence, Token

P = TypeVar("P")
GAP = 6  # words; longer gaps cross into other clauses
_HYPHENS = frozenset("-‐‑–")


@lru_cache(maxsize=65536)
def forms(word: str) -> frozenset[str]:
    """Return the inflected forms of a word: what a tagger leaves as it stands when it misreads it."""
    stem = word[:-1] if word.endswith("e") else word
    found = {word, word + "s", stem + "ed", stem + "ing", *packaged("irregular-forms").get(word, ())}
    if word.endswith("y"):
        found |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word[-1:] in "bdgklmnprt":
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    if word.endswith(("s", "sh", "ch", "x")):
        found.add(word + "es")
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's tokens without hyphens: the index of each in the sentence, and its folded forms."""

    index: tuple[int, ...]
    lemma: tuple[str, ...]
    text: tuple[str, ...]

    def has(self, at: int, word: str, inflected: bool = True) -> bool:
        """Tell whether the word at `at` is a form of `word`; participles and gerunds only where `inflected`."""
        text = self.text[at]
        return self.lemma[at] == word or text == word or (text in forms(word) if inflected else text == word + "s")


def words(sentence: Sentence) -> Words:
    """Return the sentence as folded words."""
    kept = [n for n, t in enumerate(sentence.tokens) if t.text not in _HYPHENS]
    tokens: list[Token] = [sentence.tokens[n] for n in kept]
    return Words(tuple(kept), tuple(_fold(t.lemma) for t in tokens), tuple(_fold(t.text) for t in tokens))


def _fold(word: str) -> str:
    return word.casefold().strip(".").replace("’", "'")


@dataclass(frozen=True, slots=True)
class Found(Generic[P]):
    """A phrase found: indices of its first and last token in the sentence, of its first word, and what it stands
    for."""

    first: int
    last: int
    payload: P
    phrase: str


class PhraseBook(Generic[P]):
    """Phrases with what they stand for; where not `inflected`, a noun's plural is its only other form."""

    def __init__(self, phrases: Iterable[tuple[str, P]], *, inflected: bool = True) -> None:
        self._inflected = inflected
        self._by_first: dict[str, list[tuple[tuple[str, ...], P, str]]] = defaultdict(list)
        for phrase, payload in phrases:
            parts = tuple(phrase.casefold().replace("-", " ").split())
            for form in forms(parts[0]) if inflected else (parts[0], parts[0] + "s"):
                self._by_first[form].append((parts, payload, phrase))

    def find(self, sentence: Sentence) -> Iterator[Found[P]]:
        """Yield every phrase found, overlaps included, in order of their first word."""
        yield from self.find_in(words(sentence))

    def find_in(self, folded: Words) -> Iterator[Found[P]]:
        """The same, on words folded before."""
        for at in range(len(folded.index)):
            seen: set[tuple[int, int]] = set()  # a phrase may be listed twice, as a noun and as a verb
            for key in dict.fromkeys((folded.text[at], folded.lemma[at])):
                for parts, payload, phrase in self._by_first.get(key, ()):
                    end = _match(folded, at, parts, self._inflected)
                    if end is not None and (id(payload), end) not in seen:
                        seen.add((id(payload), end))
                        yield Found(folded.index[at], folded.index[end], payload, phrase)


def _match(folded: Words, at: int, parts: tuple[str, ...], inflected: bool) -> int | None:
    """Return the index of the last word that the parts cover, or None."""
    if not folded.has(at, parts[0], inflected):
        return None
    here = at
    gap = False
    for part in parts[1:]:
        if part == "~":
            gap = True
            continue
        reach = range(here + 1, min(here + 2 + (GAP if gap else 0), len(folded.index)))
        hit = next((n for n in reach if folded.has(n, part, inflected)), None)
        if hit is None:
            return None
        here, gap = hit, False
    return here
