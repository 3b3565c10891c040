"""Nouns for people and the class that each names: civilians, soldiers, police, militants, or unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sayso.schema.knowledge import packaged
from sayso.schema.mark import Token
from sayso.schema.phrases import forms
from sayso.schema.vocabulary import Who


@cache
def _people() -> Mapping[tuple[str, ...], Who]:
    raw: dict[Who, list[str]] = packaged("people")
    return {tuple(noun.replace("-", " ").split()): who for who, nouns in raw.items() for noun in nouns}


@cache
def _person_forms() -> Mapping[str, tuple[str, Who]]:
    return {
        form: (noun[-1], who)
        for noun, who in _people().items()
        if len(noun) == 1
        for form in (*forms(noun[0]), {"man": "men", "woman": "women", "child": "children"}.get(noun[0], noun[0]))
    }


def person_class(token: Token) -> Who | None:
    """Return the class of people that a noun names; None if it names no people."""
    word = token.text.casefold()
    known = _person_forms().get(token.lemma) or _person_forms().get(word)
    if known:
        return known[1]
    for ending, base in (("men", "man"), ("women", "woman")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _person_forms().get(word[: -len(ending)] + base, ("", "unknown"))[1]
    return None


def word_class(word: str) -> Who | None:
    """Return the class of people that a word in lower case names, singular or plural; None if it names no people."""
    known = _person_forms().get(word)
    return known[1] if known else None


def phrase_class(tokens: Sequence[Token], first: int, last: int) -> Who | None:
    """Return the class of the noun that ends at `last`, the longest phrase of the list winning."""
    for size in (3, 2):
        if last - size + 1 >= first:
            words = tuple(t.lemma for t in tokens[last - size + 1 : last + 1])
            if words in _people():
                return _people()[words]
    return person_class(tokens[last])
