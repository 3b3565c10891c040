"""Words that say what befell people, and whom the parse makes them befall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from sayso.annotation.count_words import count_words
from sayso.schema import Mention, Sentence, Token
from sayso.schema.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Consequence:
    """A word that says what befell people."""

    first: int
    last: int
    head: int
    outcome: Outcome


def consequences_in(triggers: Sequence[Mention], sentence: Sentence) -> list[Consequence]:
    """Return the words of a sentence that say what befell people, from the triggers of its events."""
    found = []
    for t in triggers:
        outcome = t.outcome or count_words().outcome_of_type.get(t.label)
        if outcome:
            inside = [n for n, token in enumerate(sentence.tokens) if t.start <= token.start < t.end]
            found.append(Consequence(inside[0], inside[-1], t.head, outcome))
    return found


def either_or(tokens: Sequence[Token], outcome: Outcome, consequences: Sequence[Consequence]) -> Outcome | None:
    """Return the other outcome where the text leaves open which of two befell people: "killed or wounded"."""
    for one, other in permutations(consequences, 2):
        between = [t.text.casefold() for t in tokens[one.last + 1 : other.first]]
        if between == ["or"] and outcome in (one.outcome, other.outcome) and one.outcome != other.outcome:
            return other.outcome if outcome == one.outcome else one.outcome
    return None


def governs(tokens: Sequence[Token], consequence: Consequence, noun: int) -> bool:
    """Tell whether the parse makes a noun the one that the consequence befell."""
    head = noun
    while tokens[head].dep == "conj" and tokens[head].head != head:
        head = tokens[head].head
    token = tokens[head]
    verb = tokens[consequence.head]
    if token.dep == "pobj" and tokens[token.head].lemma == "of":
        return tokens[token.head].head == consequence.head and verb.pos in ("NOUN", "PROPN")
    shares = verb.dep == "conj" and verb.head == token.head and token.dep in ("nsubjpass", "nsubj")
    inside = consequence.first <= token.head <= consequence.last  # "shot and killed a guard"
    if not inside and token.head != consequence.head and not (shares and befalls_before(tokens, consequence)):
        return False
    if token.dep in ("nsubjpass", "dobj"):
        return True
    return token.dep == "nsubj" and (verb.lemma in count_words().befallen_subjects or shares)


def befalls_before(tokens: Sequence[Token], c: Consequence) -> bool:
    """Tell whether the people stand before the word: "were killed", "dead", "died"."""
    verb = tokens[c.head]
    if verb.lemma == "flee" or verb.lemma in count_words().befallen_subjects:
        return True
    if any(t.head == c.head and t.dep == "dobj" for t in tokens):
        return False
    if verb.pos == "ADJ":
        return True
    helped = any(t.head == c.head and t.dep in ("auxpass", "nsubjpass") for t in tokens)
    return helped or (verb.tag == "VBN" and not any(t.head == c.head and t.dep in ("dobj", "aux") for t in tokens))
