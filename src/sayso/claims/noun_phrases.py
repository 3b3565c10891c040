"""Noun phrases of a parse: their heads, their extent, who stands beside them, whose subject and object they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.claims.role_words import TIMES, role_words
from sayso.schema import Sentence
from sayso.schema.tree import children


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in a sentence: its head and its first and last token. `rule` says what gave it its role."""

    head: int
    first: int
    last: int
    rule: str


_CUT = ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis")
_BEFORE_A_NOUN = ("amod", "compound", "nmod", "poss", "nummod")


def extent(sentence: Sentence, head: int) -> tuple[int, int]:
    """Return a noun phrase's tokens: determiners and numbers off, "of …" kept, clauses and conjuncts cut."""
    tokens = sentence.tokens
    kept = [head]
    for n in children(sentence, head):
        token = tokens[n]
        if (
            _is_cut(sentence, n)
            or (token.dep == "det")
            or (n < head and token.dep in ("nummod", "quantmod", "advmod", "predet"))
        ):
            continue
        if n < head and token.entity in TIMES:  # "On Monday rebels attacked"
            continue
        if n > head and not (
            token.dep == "prep" and token.lemma in role_words("kept_prepositions") and not _of_what(sentence, head)
        ):
            continue
        kept.extend(uncut(sentence, n))
    left = min(kept)
    # the part to the left must be one stretch: stop at a gap
    first = head
    while first - 1 >= left and first - 1 in kept:
        first -= 1
    last = head
    while last + 1 in kept:
        last += 1
    return first, last


def _of_what(sentence: Sentence, head: int) -> bool:
    """Tell whether an "of" behind a noun belongs to its verb: "accused the rebels of looting"."""
    token = sentence.tokens[head]
    return token.dep in ("dobj", "nsubjpass") and sentence.tokens[token.head].lemma in role_words("charging_verbs")


def uncut(sentence: Sentence, at: int) -> list[int]:
    """Return a token with all below it that belongs to its noun phrase, clauses and conjuncts left out."""
    found = [at]
    for n in found:
        found.extend(c for c in children(sentence, n) if not _is_cut(sentence, c))
    return found


def _is_cut(sentence: Sentence, at: int) -> bool:
    """Tell whether a token starts what does not belong to the phrase; a hyphen does ("US-led"), and so does what joins
    two adjectives ("Russian and Syrian planes")."""
    token = sentence.tokens[at]
    return token.dep in _CUT and token.text not in ("-", "–") and not _joins_modifiers(sentence, at)


def _joins_modifiers(sentence: Sentence, at: int) -> bool:
    """Tell whether a token stands in a row of modifiers, before the noun that all of them modify."""
    tokens = sentence.tokens
    if tokens[at].dep not in ("conj", "cc"):
        return False
    first = tokens[at].head
    while tokens[first].dep == "conj" and tokens[first].head != first:
        first = tokens[first].head
    return tokens[first].dep in _BEFORE_A_NOUN and at < tokens[first].head


def conjuncts(sentence: Sentence, head: int) -> Iterator[int]:
    """Yield a noun with those joined to it: "soldiers, police and militiamen" are three."""
    yield head
    for n in children(sentence, head):
        if sentence.tokens[n].dep == "conj" and sentence.tokens[n].pos in ("NOUN", "PROPN"):
            yield from conjuncts(sentence, n)


def phrases(sentence: Sentence, head: int, rule: str) -> Iterator[Phrase]:
    """Yield a noun's phrase and those of the nouns joined to it."""
    for n in conjuncts(sentence, head):
        first, last = extent(sentence, n)
        yield Phrase(n, first, last, rule)


def single(sentence: Sentence, head: int, rule: str) -> Iterator[Phrase]:
    """Yield a noun's phrase, those joined to it left out."""
    first, last = extent(sentence, head)
    yield Phrase(head, first, last, rule)


def is_acronym(sentence: Sentence, at: int) -> bool:
    """Tell whether a token is a name in capitals, which the tagger may take for a verb: "IS"."""
    text = sentence.tokens[at].text
    return len(text) > 1 and text.isupper() and text.isalpha()


def distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Return the phrases once for each head, in order."""
    seen: dict[int, Phrase] = {}
    for phrase in phrases:
        seen.setdefault(phrase.head, phrase)
    return tuple(seen.values())


def antecedent(sentence: Sentence, at: int) -> int:
    """Return the noun that a relative pronoun stands for: "fighters who attacked"."""
    token = sentence.tokens[at]
    if token.tag in ("WP", "WDT") or token.text.casefold() in ("that", "which", "who"):
        verb = sentence.tokens[token.head]
        if verb.dep == "relcl":
            return verb.head
    return at


def objects_of(sentence: Sentence, at: int, *preps: str) -> Iterator[int]:
    """Yield the objects of a token's prepositional phrases."""
    for n in children(sentence, at):
        token = sentence.tokens[n]
        if token.dep in ("prep", "agent", "dative") and token.lemma in preps:
            for m in children(sentence, n):
                if (
                    sentence.tokens[m].dep == "pobj"
                    and sentence.tokens[m].entity not in TIMES
                    and not _dated(sentence, m)
                ):
                    yield m


def _dated(sentence: Sentence, at: int) -> bool:
    """Tell whether the parse has run a day into the noun behind it: "on Sunday rebels attacked"."""
    return any(
        n < at and sentence.tokens[n].dep in ("compound", "nmod") and sentence.tokens[n].entity in TIMES
        for n in children(sentence, at)
    )


def _behind_a_day(sentence: Sentence, verb: int) -> int | None:
    """Return the subject of a verb that the parse has hung on the day before it, None where there is none."""
    for n in children(sentence, verb):
        if n < verb and sentence.tokens[n].dep == "prep":
            found = next((m for m in children(sentence, n) if m < verb and _dated(sentence, m)), None)
            if found is not None:
                return found
    return None


def _is_subject(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun is its verb's subject; what stands between two verbs without a comma is the first one's
    object: "shells hit Nawa killing ten"."""
    token = sentence.tokens[at]
    if token.dep != "nsubj":
        return False
    verb = sentence.tokens[token.head]
    first = min(uncut(sentence, at))
    object_of_another = first > 0 and sentence.tokens[first - 1].pos in ("VERB", "ADP")
    participle = verb.tag == "VBG" and verb.dep in ("pcomp", "ccomp", "advcl") and token.head == at + 1
    return not (participle and object_of_another and token.pos == "PROPN")


def _is_where(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun only says where: "rockets fell on Nawa, injuring three"."""
    token = sentence.tokens[at]
    over = sentence.tokens[token.head]
    return token.dep == "pobj" and over.lemma != "by" and token.entity in ("GPE", "LOC", "FAC")


def subject_of(sentence: Sentence, verb: int) -> int | None:
    """Return a verb's subject, its own or the one it shares with the verb it is joined to."""
    here = verb
    for _ in range(4):
        own = next((n for n in children(sentence, here) if _is_subject(sentence, n)), None)
        own = _behind_a_day(sentence, here) if own is None else own
        if own is not None:
            return antecedent(sentence, own)
        token = sentence.tokens[here]
        if any(sentence.tokens[n].dep == "nsubjpass" for n in children(sentence, here)):
            return None
        if token.dep == "acl" and token.tag == "VBG":
            return None if _is_where(sentence, token.head) else token.head
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep") or token.head == here:
            return None
        here = token.head
    return None


def is_passive(sentence: Sentence, verb: int) -> bool:
    """Tell whether a verb's subject, or the noun it describes, undergoes it."""
    deps = {sentence.tokens[n].dep for n in children(sentence, verb)}
    if deps & {"auxpass", "nsubjpass", "agent"}:
        return True
    return sentence.tokens[verb].tag == "VBN" and sentence.tokens[verb].dep in ("acl", "amod") and "dobj" not in deps


def members_of(sentence: Sentence, head: int) -> int:
    """Return the last token of a counted noun with the group it names: "jihadists from the Islamic State"."""
    for n in objects_of(sentence, head, "from", "of"):
        named = (sentence.tokens[m] for m in uncut(sentence, n))
        if any(t.pos == "PROPN" and t.entity in ("ORG", "NORP", "GPE", "PERSON") for t in named):
            return extent(sentence, n)[1]
    return head


def whose_members(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return those whose members a phrase counts: "the tribe" of "many of the tribe" and "members of the tribe"; the
    phrase itself where it names no whole."""
    for n in objects_of(sentence, phrase.head, "of"):
        if sentence.tokens[n].pos in ("NOUN", "PROPN"):
            first, last = extent(sentence, n)
            return Phrase(n, first, last, phrase.rule)
    return phrase
