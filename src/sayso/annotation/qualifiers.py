"""Qualifiers: negation, modality and hedges, each with its cue words and the stretch it bears on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.schema import Qualifier, Sentence
from sayso.schema.knowledge import packaged
from sayso.schema.phrases import Found, PhraseBook, words
from sayso.schema.tree import clause_head, subtree
from sayso.schema.vocabulary import QualifierKind


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of qualifier and how far its cue reaches: `trigger`, `clause` or `sentence`."""

    kind: QualifierKind
    reach: str


@cache
def cue_book() -> PhraseBook[Cue]:
    """Return the packaged cues."""
    return PhraseBook(
        (phrase, Cue(group["kind"], group["reach"]))
        for group in packaged("qualifiers")["qualifiers"]
        for phrase in group["cues"]
    )


def _scope(sentence: Sentence, found: Found[Cue]) -> tuple[int, int]:
    """Return the first and last token that the cue bears on."""
    last = len(sentence.tokens) - 1
    if found.payload.reach == "sentence":
        return 0, last
    token = sentence.tokens[found.first]
    if found.payload.reach == "trigger" or token.dep in ("amod", "det"):
        below = subtree(sentence, token.head)
        return below[0], below[-1]
    below = subtree(sentence, clause_head(sentence, found.first))
    return below[0], below[-1]


def _is_modal(sentence: Sentence, found: Found[Cue]) -> bool:
    """Tell whether "may", "will" … stand as a modal verb; a month or a noun is none."""
    token = sentence.tokens[found.first]
    return token.lemma not in ("may", "will", "might", "could", "would", "should") or token.tag == "MD"


def _announces(sentence: Sentence, found: Found[Cue]) -> bool:
    """Tell whether "is due to" is followed by what is to be done: "due to begin", not "due to a fault"."""
    tokens = sentence.tokens
    after = found.last + 1
    return not found.phrase.endswith("due to") or (after < len(tokens) and tokens[after].tag == "VB")


def _qualifiers(sentence: Sentence, text: str) -> Iterator[Qualifier]:
    seen: set[int] = set()
    ranked = sorted(cue_book().find_in(words(sentence)), key=lambda f: (-len(f.phrase.split()), f.first))
    for found in ranked:
        if found.first in seen or not _is_modal(sentence, found) or not _announces(sentence, found):
            continue
        seen.update(range(found.first, found.last + 1))
        start, end = sentence.tokens[found.first].start, sentence.tokens[found.last].end
        first, last = _scope(sentence, found)
        yield Qualifier(
            kind=found.payload.kind,
            cue=text[start:end],
            start=start,
            end=end,
            scope_start=sentence.tokens[first].start,
            scope_end=sentence.tokens[last].end,
            rule=f"qualifiers.yaml: {found.phrase}",
        )


def find_qualifiers(sentences: Sequence[Sentence], text: str) -> tuple[Qualifier, ...]:
    """Return the qualifiers of a document in text order; of two cues that share a word, the longer."""
    found = [q for sentence in sentences for q in _qualifiers(sentence, text)]
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))
