"""Who holds a place, where the words say so: "a rebel-held town", "a government stronghold", "positions held by"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.doers import is_doer
from sayso.claims.noun_phrases import Phrase, extent, objects_of, single, uncut
from sayso.claims.role_words import TIMES, actor_words, role_words
from sayso.schema import Sentence
from sayso.schema.tree import children

_HYPHENS = ("-", "–")


def is_held(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a place is called by who holds or lives in it: "a rebel-held town", "residential areas"."""
    beside = sentence.tokens[phrase.first : phrase.head]
    return bool({w for t in beside for w in (t.lemma, t.text.casefold())} & actor_words().holders)


def held_by(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return who holds what was hit, where the text says so ("positions held by Kurdish forces"), else the phrase."""
    for n in children(sentence, phrase.head):
        if sentence.tokens[n].dep == "acl" and sentence.tokens[n].lemma in role_words("holding"):
            for m in objects_of(sentence, n, "by"):
                first, last = extent(sentence, m)
                return Phrase(m, first, last, "who holds what was hit")
    return phrase


def holders_in(sentence: Sentence, first: int = 0, last: int | None = None) -> Iterator[Phrase]:
    """Yield those who are said to hold a place, between two tokens: "the town, once a government stronghold"."""
    for n in range(first, len(sentence.tokens) if last is None else last + 1):
        yield from _before_held(sentence, n)
        yield from _of_stronghold(sentence, n)
        yield from _controlling(sentence, n)


def _before_held(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the rebels of "rebel-held", `at` being "held"."""
    tokens = sentence.tokens
    if tokens[at].text.casefold() not in role_words("held"):
        return
    holder = at - 1
    if holder > 0 and tokens[holder].text in _HYPHENS:
        holder -= 1
    if holder >= 0 and holder != at and _names_a_side(sentence, holder):
        yield Phrase(holder, holder, holder, "who holds the place")


def _of_stronghold(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the rebels of "a rebel stronghold" and "a stronghold of the rebels", `at` being the noun."""
    tokens = sentence.tokens
    if tokens[at].lemma not in role_words("strongholds"):
        return
    beside = [n for n in children(sentence, at) if n < at]
    named = [n for n in beside if any(_names_a_side(sentence, m) for m in uncut(sentence, n))]
    if named:
        first = min(uncut(sentence, named[-1]))
        while first - 1 in named:
            first -= 1
        yield Phrase(named[-1], first, named[-1], "whose stronghold it is")
    for n in objects_of(sentence, at, "of"):
        if is_doer(sentence, n):
            yield from single(sentence, n, "whose stronghold it is")


def _controlling(sentence: Sentence, at: int) -> Iterator[Phrase]:
    """Yield the rebels of "areas controlled by the rebels", `at` being the participle."""
    token = sentence.tokens[at]
    if token.dep == "acl" and token.lemma in role_words("holding"):
        for n in objects_of(sentence, at, "by"):
            if is_doer(sentence, n):
                yield from single(sentence, n, "who holds the place")


def _names_a_side(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.entity in TIMES or token.text in _HYPHENS or token.pos in ("DET", "NUM", "VERB", "ADP", "PUNCT"):
        return False
    return token.lemma in actor_words().doers or token.entity in ("NORP", "ORG") or token.text.isupper()
