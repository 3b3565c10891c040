"""Walks over a sentence's parse: subtrees, clauses, distances. Indices are token indices in the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.schema.mark import Sentence

CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "pcomp", "xcomp", "csubj"})
SUBJECTS = ("nsubj", "nsubjpass")
APART = 99  # the distance of two tokens that the parse does not join


def children(sentence: Sentence, at: int) -> Iterator[int]:
    """Yield the direct children of a token, in order."""
    return (n for n, t in enumerate(sentence.tokens) if t.head == at and n != at)


def subjects(sentence: Sentence, verb: int) -> Iterator[int]:
    """Yield the subjects of a verb, in order."""
    return (n for n in children(sentence, verb) if sentence.tokens[n].dep in SUBJECTS)


def ancestors(sentence: Sentence, at: int) -> Iterator[int]:
    """Yield the heads above a token, nearest first."""
    seen = {at}
    here = sentence.tokens[at].head
    while here not in seen:
        yield here
        seen.add(here)
        here = sentence.tokens[here].head


def subtree(sentence: Sentence, at: int) -> list[int]:
    """Return a token with all below it, in order."""
    found = [at]
    for n in found:
        found.extend(children(sentence, n))
    return sorted(found)


def subtree_span(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the character offsets of a token with all below it."""
    below = subtree(sentence, at)
    return sentence.tokens[below[0]].start, sentence.tokens[below[-1]].end


def clause_head(sentence: Sentence, at: int) -> int:
    """Return the verb (or root) of the clause in which a token stands."""
    here = at
    while True:
        token = sentence.tokens[here]
        if (token.dep in CLAUSE_DEPS and token.pos in ("VERB", "AUX")) or token.head == here:
            return here
        here = token.head


def path_up(sentence: Sentence, at: int) -> list[int]:
    """Return a token and all heads above it."""
    return [at, *ancestors(sentence, at)]


def distance(sentence: Sentence, a: int, b: int) -> int:
    """Return the number of arcs between two tokens; APART where the parse does not join them."""
    up_a = path_up(sentence, a)
    up_b = path_up(sentence, b)
    for steps, node in enumerate(up_a):
        if node in up_b:
            return steps + up_b.index(node)
    return APART
