"""The cause that a sentence gives for an event: "ended … due to losses in personnel"."""

from __future__ import annotations

from functools import cache

from sayso.claims.telling import Telling
from sayso.schema import Reason, Sentence
from sayso.schema.knowledge import packaged
from sayso.schema.tree import subtree_span


@cache
def _openers() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in packaged("cause-words")["openers"])


def reason_of(telling: Telling) -> Reason | None:
    """Return the cause named after the event in its sentence, opening words included; None where none is named."""
    words = [t.text.casefold() for t in telling.sentence.tokens]
    for opener in _openers():
        for n in range(len(words) - len(opener)):
            if tuple(words[n : n + len(opener)]) == opener and (found := _cause_at(telling, n, len(opener))):
                return found
    return None


def _cause_at(telling: Telling, first: int, length: int) -> Reason | None:
    sentence = telling.sentence
    opening = (first, first + length - 1)
    head = next((n for n in range(first + length, len(sentence.tokens)) if _is_object(sentence, n, opening)), None)
    start = sentence.tokens[first].start
    if head is None or telling.happening.main.start > start:
        return None
    end = _clause_end(sentence, head)
    return Reason(telling.reading.document.text[start:end], start, end)


def _is_object(sentence: Sentence, at: int, opening: tuple[int, int]) -> bool:
    return sentence.tokens[at].dep == "pobj" and sentence.tokens[at].head in opening


def _clause_end(sentence: Sentence, head: int) -> int:
    """Return where a cause ends: with its phrase, before a participle that goes on ("…, denying the claim")."""
    end = subtree_span(sentence, head)[1]
    for token, follows in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if token.text == "," and sentence.tokens[head].end <= token.start < end and follows.tag == "VBG":
            return token.start
    return end
