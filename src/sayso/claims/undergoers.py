"""To whom it was done: what the parse around an event's trigger says was hit, killed, taken or aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.doers import is_doer
from sayso.claims.holders import holders_in, is_held
from sayso.claims.noun_phrases import Phrase, antecedent, is_acronym, is_passive, objects_of, phrases, subject_of
from sayso.claims.role_words import NAMED, actor_words, role_words
from sayso.schema import Sentence
from sayso.schema.people import person_class
from sayso.schema.tree import children, subtree


def verb_undergoers(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    """Yield whom or what a verb befell: its object, the subject of a passive or of "die", what stands behind "on"."""
    if sentence.tokens[verb].lemma in role_words("dying_verbs"):
        subject = subject_of(sentence, verb)
        if subject is not None:
            yield from phrases(sentence, subject, "who died")
        return
    for n in children(sentence, verb):
        token = sentence.tokens[n]
        if token.dep == "dobj" and token.lemma in actor_words().instruments - actor_words().targets:
            yield from noun_undergoers(sentence, n)  # "launched an operation against militants"
        elif token.dep in ("dobj", "nsubjpass"):
            yield from phrases(
                sentence, antecedent(sentence, n), "object" if token.dep == "dobj" else "passive subject"
            )
    if sentence.tokens[verb].tag == "VBN" and sentence.tokens[verb].dep == "acl" and is_passive(sentence, verb):
        yield from phrases(sentence, sentence.tokens[verb].head, "participle")
    if sentence.tokens[verb].dep == "conj" and is_passive(sentence, verb) is False:
        return
    for n in objects_of(sentence, verb, *role_words("aimed_prepositions")):
        yield from phrases(sentence, n, "object of on/against")


def noun_undergoers(sentence: Sentence, noun: int) -> Iterator[Phrase]:
    """Yield whom or what an event's name says it befell: "an attack on", "the blast hit", "suffered an ambush"."""
    tokens, words = sentence.tokens, actor_words()
    for n in objects_of(sentence, noun, *role_words("aimed_prepositions")):
        yield from phrases(sentence, n, "on/against")
    if tokens[noun].lemma not in role_words("of_nobody"):
        for n in objects_of(sentence, noun, "of"):
            yield from phrases(sentence, n, "of")
    for n in children(sentence, noun):
        token = tokens[n]
        if token.dep in ("acl", "relcl") and token.lemma in role_words("hitting"):
            yield from verb_undergoers(sentence, n)
    token = tokens[noun]
    if token.dep == "nsubj" and tokens[token.head].lemma in role_words("hitting"):
        yield from verb_undergoers(sentence, token.head)
    if token.dep == "dobj" and tokens[token.head].lemma in words.light:
        for n in objects_of(sentence, token.head, *role_words("aimed_prepositions"), "with"):
            yield from phrases(sentence, n, "light verb, on/against")
    if token.dep in ("dobj", "pobj"):
        verb = token.head if token.dep == "dobj" else tokens[token.head].head
        if tokens[verb].lemma in words.undergo:
            subject = subject_of(sentence, verb)
            if subject is not None:
                yield from phrases(sentence, subject, "undergoes")


def can_undergo(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase names somebody or something that an act can befall, not only a place or an abstract
    noun."""
    token, words = sentence.tokens[phrase.head], actor_words()
    if token.text.casefold() in role_words("pronouns"):
        return True
    if token.pos == "PRON" or token.lemma in words.generic or token.lemma in words.instruments - words.targets:
        return False
    if token.lemma in words.geographic:
        return is_held(sentence, phrase)
    named = token.pos == "PROPN" or token.entity in NAMED or is_acronym(sentence, phrase.head)
    return named or token.lemma in words.heads or token.lemma in words.targets or person_class(token) is not None


def lost_by(sentence: Sentence, verb: int) -> tuple[Phrase, ...]:
    """Return from whom a place was taken, or who was pushed back."""
    objects = [n for n in children(sentence, verb) if sentence.tokens[n].dep in ("dobj", "nsubjpass")]
    heads = [m for n in (verb, *objects) for m in objects_of(sentence, n, "from") if is_doer(sentence, m)]
    if sentence.tokens[verb].lemma in role_words("pushing"):
        heads += [n for n in objects if is_doer(sentence, n)]
    return tuple(p for n in heads for p in phrases(sentence, n, "taken from"))


def aimed_at(sentence: Sentence, head: int) -> tuple[Phrase, ...]:
    """Return against whom an operation is meant, from the aim that its sentence states: "to retake the town from
    rebels"."""
    found: list[Phrase] = []
    for n in subtree(sentence, sentence.tokens[head].head if sentence.tokens[head].dep == "dobj" else head):
        token = sentence.tokens[n]
        if token.pos != "VERB" or n == head:
            continue
        if token.lemma in role_words("aiming"):
            found += [
                p
                for m in children(sentence, n)
                if sentence.tokens[m].dep == "dobj"
                for p in phrases(sentence, m, "aim")
            ]
        if token.lemma in role_words("taking"):
            found += lost_by(sentence, n) or holders_in(sentence, n)
    return tuple(p for p in found if is_doer(sentence, p.head))
