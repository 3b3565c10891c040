"""Names in a sentence: those that a list holds, and runs of proper nouns that it does not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.annotation.place_evidence import HYPHENS, OTHER_ENTITIES, Name, Surroundings
from sayso.schema import Sentence
from sayso.schema.place_names import NameHit

_JOINTS = frozenset(("al", "el", "bin", "ibn", "abu", "ez", "az", "as", "ad"))


def known_names(sentence: Sentence, hits: list[NameHit], around: Surroundings) -> Iterator[Name]:
    """Yield the listed names that stand in the sentence, as token spans."""
    starts = [t.start for t in sentence.tokens]
    for hit in hits[bisect_left(hits, sentence.start, key=lambda h: h.start) :]:
        if hit.start >= sentence.end:
            break
        first = bisect_left(starts, hit.start)
        last = bisect_left(starts, hit.end) - 1
        if first > last or starts[first : first + 1] != [hit.start] or hit.end > sentence.end:
            continue
        if any(c.isalpha() for c in around.words[last]) and any(len(w) > 2 for w in around.words[first : last + 1]):
            yield Name(first, last, hit.kind, hit.is_prominent)


def joined(known: list[Name], around: Surroundings) -> list[Name]:
    """Give a village's name the rest of the run of names it stands in: "Busr al-Harir" is not al-Harir."""
    firm = {n for k in known if k.is_prominent for n in range(k.first, k.last + 1)}
    whole: list[Name] = []
    for k in known:
        first = next((f for f in range(k.first) if _covers(around, f, k, firm)), None)
        last = _run_end(around, k.first if first is None else first, firm)
        if k.is_prominent or (first is None and (last is None or last <= k.last)):
            whole.append(k)
        elif not any(j.first <= k.first <= j.last for j in whole):
            whole.append(_trimmed(around, k, k.first if first is None else first, last or k.last))
    return whole


def _covers(around: Surroundings, first: int, name: Name, taken: set[int]) -> bool:
    last = _run_end(around, first, taken)
    return last is not None and first < name.first <= last


def _trimmed(around: Surroundings, name: Name, first: int, last: int) -> Name:
    """Take directions and feature words off a run; what is left is a name the list does not hold, or the old one."""
    while first < name.first and (around.word(first) in around.cues.directions or around.word(first) in HYPHENS):
        first += 1
    while last > name.last and (around.word(last) in around.cues.features or around.word(last) in HYPHENS):
        last -= 1
    return name if (first, last) == (name.first, name.last) else Name(first, last, None, False)


def strange_names(around: Surroundings, known: Sequence[Name]) -> Iterator[Name]:
    """Yield runs of proper nouns that the list does not hold; the cues decide on them."""
    taken = {n for k in known for n in range(k.first, k.last + 1)}
    at, size = 0, len(around.tokens)
    while at < size:
        last = _run_end(around, at, taken)
        if last is None:
            at += 1
            continue
        first = at
        while first < last and around.word(first) in around.cues.directions:
            first += 1
        while last > first and around.word(last) in around.cues.features:
            last -= 1
        is_word = any(t.text[0].isupper() and len(t.text) > 2 for t in around.tokens[first : last + 1])
        if (
            is_word
            and around.word(last) not in around.cues.features
            and around.tokens[last].entity not in OTHER_ENTITIES
        ):
            yield Name(first, last, None, False)
        at = max(last, at) + 1


def _run_end(around: Surroundings, at: int, taken: set[int]) -> int | None:
    """Return the last token of the run of names that starts at `at`, None when none does."""

    def proper(n: int) -> bool:
        if n >= len(around.tokens) or n in taken:
            return False
        token, word = around.tokens[n], around.word(n)
        is_capital = n > 0 and token.text[0].isupper() and token.pos in ("ADJ", "NOUN", "VERB", "X")
        is_strange = is_capital and not around.is_title and word not in around.cues.demonyms | around.cues.directions
        return token.pos == "PROPN" or (is_strange and len(word) > 2)

    def joint(n: int) -> bool:
        word = around.word(n)
        return n not in taken and (word in HYPHENS or word in _JOINTS)

    if not (proper(at) or (joint(at) and around.word(at) not in HYPHENS and around.word(at + 1) in HYPHENS)):
        return None
    last = at
    while proper(last + 1) or (joint(last + 1) and (proper(last + 2) or (joint(last + 2) and proper(last + 3)))):
        last += 1
    return last if any(c.isupper() for c in "".join(t.text for t in around.tokens[at : last + 1])) else None
