"""Event triggers: the words that name events, from `triggers.yaml`.

A trigger's label is a codebook type, or an open class (`attack`, `killing` …) that `claims/` resolves by what
stands around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.schema import Mention, Sentence, Token
from sayso.schema.knowledge import packaged
from sayso.schema.phrases import Found, PhraseBook, words
from sayso.schema.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class TriggerEntry:
    """A line of the list: the type it suggests, how its head must be tagged, and whether it is itself a consequence."""

    type: str
    form: str  # nouns | verbs | verbs_of_named | phrases
    outcome: Outcome | None


@cache
def trigger_books() -> tuple[PhraseBook[TriggerEntry], ...]:
    """Return the packaged triggers: nouns, then verbs and phrases."""
    return tuple(
        PhraseBook(
            (
                (phrase, TriggerEntry(group["type"], form, group.get("outcome")))
                for group in packaged("triggers")["triggers"]
                for form in book
                for phrase in group.get(form, ())
            ),
            inflected="verbs" in book,
        )
        for book in (("nouns",), ("verbs", "verbs_of_named", "phrases"))
    )


NO_EVENT = "none"
_NOMINAL = ("NN", "NNS", "NNP", "NNPS")
_PREDICATES = ("ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "xcomp", "oprd", "acomp", "parataxis", "pcomp", "dep")


def _is_verb(token: Token) -> bool:
    if token.pos in ("VERB", "AUX"):
        return token.dep not in ("amod", "compound", "aux", "auxpass")
    return token.text.endswith(("ed", "en", "ing")) and token.dep in _PREDICATES


def _is_noun(token: Token) -> bool:
    return token.tag in _NOMINAL or token.pos in ("NOUN", "PROPN") or token.tag == "VBG"


def _has_named_object(sentence: Sentence, verb: int) -> bool:
    """Tell whether a name is what a verb takes: "entered Tura"."""
    return any(t.head == verb and t.dep in ("dobj", "nsubjpass") and t.pos == "PROPN" for t in sentence.tokens)


def _head(sentence: Sentence, found: Found[TriggerEntry]) -> int | None:
    """Return the head token of a phrase if it is tagged as its form asks."""
    tokens = sentence.tokens
    if found.payload.form == "nouns":
        gerund = tokens[found.last].tag == "VBG" and not found.phrase.endswith("ing")
        several = found.last > found.first  # "chemical weapons strikes": a phrase outvotes the tagger
        return found.last if (several or _is_noun(tokens[found.last])) and not gerund else None
    if found.payload.form in ("verbs", "verbs_of_named"):
        named = found.payload.form == "verbs" or _has_named_object(sentence, found.first)
        return found.first if named and _is_verb(tokens[found.first]) else None
    inside = range(found.first, found.last + 1)
    tops = [n for n in inside if tokens[n].head not in inside or tokens[n].head == n]
    # where a parse tears a phrase apart, the part that carries the sentence is its head
    return min(tops, key=lambda n: (tokens[n].pos != "VERB", tokens[n].dep != "ROOT", n), default=found.first)


def _modifies(sentence: Sentence, head: int) -> bool:
    """Tell whether the word only modifies another noun: "attack helicopter", "battle tank", "the killed man"."""
    token = sentence.tokens[head]
    if token.dep not in ("compound", "amod", "nmod") or token.head <= head:
        return False
    return sentence.tokens[token.head].pos in ("NOUN", "PROPN")


def _describes(sentence: Sentence, found: Found[TriggerEntry], head: int) -> bool:
    """Tell whether a phrase opens with a participle that only describes: "rebel-held areas"; nouns may open with an
    adjective: "humanitarian pause", and so may a clause: "wounded children were seen"."""
    token = sentence.tokens[found.first]
    if found.last > found.first and (found.payload.form == "nouns" or token.head < head):
        return False
    return token.tag in ("VBN", "VBG", "JJ") and token.dep in ("amod", "compound") and token.head > found.first


def _candidates(sentence: Sentence, number: int, text: str) -> Iterator[tuple[Found[TriggerEntry], Mention]]:
    folded = words(sentence)
    for found in (f for book in trigger_books() for f in book.find_in(folded)):
        head = _head(sentence, found)
        if head is None or _modifies(sentence, head) or _describes(sentence, found, head):
            continue
        start, end = sentence.tokens[found.first].start, sentence.tokens[found.last].end
        yield (
            found,
            Mention(
                kind="trigger",
                start=start,
                end=end,
                text=text[start:end],
                label=found.payload.type,
                sentence=number,
                head=head,
                rule=f"triggers.yaml: {found.phrase}",
                outcome=found.payload.outcome,
            ),
        )


def _length(phrase: str) -> tuple[int, int]:
    """Order phrases by their words, longest first; of two as long, the one with fewer gaps: "blow himself up"."""
    parts = phrase.split()
    return -len(parts), parts.count("~")


def _longest(candidates: list[tuple[Found[TriggerEntry], Mention]]) -> list[Mention]:
    """Keep the phrase with most words among those that share a token; the earlier in the text on a tie."""
    ranked = sorted(candidates, key=lambda c: (*_length(c[0].phrase), c[1].start))
    kept: list[Mention] = []
    for _, mention in ranked:
        if all(mention.end <= k.start or mention.start >= k.end for k in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def find_triggers(sentences: Sequence[Sentence], text: str) -> tuple[Mention, ...]:
    """Return the event triggers of a document, in text order, none overlapping another."""
    return tuple(
        mention
        for number, sentence in enumerate(sentences)
        for mention in _longest(list(_candidates(sentence, number, text)))
        if mention.label != NO_EVENT
    )
