"""The two sides of a fight, the parties to a deal, and who takes or loses a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.doers import is_doer, noun_doers, verb_doers
from sayso.claims.holders import holders_in
from sayso.claims.noun_phrases import Phrase, conjuncts, is_passive, objects_of, phrases, single, subject_of
from sayso.claims.role_words import role_words
from sayso.claims.undergoers import lost_by, noun_undergoers
from sayso.schema import Sentence
from sayso.schema.tree import SUBJECTS, children


@dataclass(frozen=True, slots=True)
class Roles:
    """The doers and the undergoers of an event, as noun phrases, nearest first."""

    actors: tuple[Phrase, ...]
    recipients: tuple[Phrase, ...]


NOBODY = Roles((), ())


def two_sides(sentence: Sentence, trigger: int) -> Roles:
    """Return the two sides of "clashes between A and B", "A clashed with B", "A and B were locked in battle"."""
    for found in (_between(sentence, trigger), _against(sentence, trigger), _each_other(sentence, trigger)):
        if found.actors or found.recipients:
            return found
    return NOBODY


def _between(sentence: Sentence, trigger: int) -> Roles:
    found = list(objects_of(sentence, trigger, "between"))
    if not found and sentence.tokens[trigger].dep == "nsubj":  # "clashes broke out between A and B"
        found = list(objects_of(sentence, sentence.tokens[trigger].head, "between"))
    heads = [m for n in found for m in conjuncts(sentence, n)]
    if len(heads) == 1:
        return _both(sentence, heads[0])
    return _one_and_others(sentence, heads, "between")


def _both(sentence: Sentence, head: int) -> Roles:
    """Return "the two sides" as the doers, for the document to tell who they are."""
    tokens = sentence.tokens
    if not _is_side(sentence, head):
        return NOBODY
    first = head
    while first > 0 and tokens[first - 1].head == head and tokens[first - 1].dep != "det":
        first -= 1
    return Roles((Phrase(head, first, head, "both sides"),), ())


def _one_and_others(sentence: Sentence, heads: Sequence[int], rule: str) -> Roles:
    """Return the first named as the doer and the others as those it was done to, where two are named."""
    if len(heads) < 2:
        return NOBODY
    first, *rest = heads
    others = (p for n in rest for p in single(sentence, n, rule))
    return Roles(tuple(single(sentence, first, rule)), tuple(others))


def _against(sentence: Sentence, trigger: int) -> Roles:
    token = sentence.tokens[trigger]
    against = [n for n in objects_of(sentence, trigger, "with", "against") if is_doer(sentence, n)]
    if against and token.pos == "VERB":
        others = tuple(p for n in against for p in phrases(sentence, n, "with/against"))
        return Roles(tuple(verb_doers(sentence, trigger)), others)
    if against and token.lemma in role_words("two_sided"):
        return Roles(
            tuple(noun_doers(sentence, trigger)), tuple(p for n in against for p in phrases(sentence, n, "with"))
        )
    return NOBODY


def _each_other(sentence: Sentence, verb: int) -> Roles:
    """Return the sides of "A and B clashed" and "A and B were locked in battle"."""
    token = sentence.tokens[verb]
    if token.pos != "VERB" or any(sentence.tokens[n].dep == "dobj" for n in children(sentence, verb)):
        return NOBODY
    if token.lemma in role_words("locking"):
        subjects = [n for n in children(sentence, verb) if sentence.tokens[n].dep in SUBJECTS]
    elif token.lemma in role_words("two_sided") and not is_passive(sentence, verb):
        subjects = [n for n in children(sentence, verb) if sentence.tokens[n].dep == "nsubj"]
    else:
        return NOBODY
    heads = [m for n in subjects for m in conjuncts(sentence, n) if is_doer(sentence, m)]
    return _one_and_others(sentence, heads, "each other")


def parties_to_agreement(sentence: Sentence, head: int) -> Roles:
    """Return the parties to a deal: "a truce between A and B", "A has had a truce with B", "A struck a deal with B".

    "The warring sides" are parties like any other, named by those words.
    """
    nouns = [head]
    if sentence.tokens[head].pos == "VERB":
        nouns += [n for n in children(sentence, head) if sentence.tokens[n].dep == "dobj"]
    heads = [m for n in nouns for o in _parties_behind(sentence, n) for m in conjuncts(sentence, o)]
    verb = head if nouns[1:] else sentence.tokens[head].head if sentence.tokens[head].dep == "dobj" else None
    if verb is not None:
        subject = subject_of(sentence, verb)
        heads = ([*conjuncts(sentence, subject)] if subject is not None else []) + heads
        heads += [m for n in objects_of(sentence, verb, "with") for m in conjuncts(sentence, n)]
    parties = [n for n in dict.fromkeys(heads) if is_doer(sentence, n) or _is_side(sentence, n)]
    return Roles(tuple(p for n in parties for p in single(sentence, n, "party to the agreement")), ())


def _parties_behind(sentence: Sentence, head: int) -> Iterator[int]:
    return objects_of(sentence, head, "between", "with", "by", "among")


def _is_side(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].text.casefold() in role_words("sides")


def supporters(sentence: Sentence, verb: int) -> Roles:
    """Return who supports whom: "A gave B weapons", "A supplied weapons to B", "B received backing from A"."""
    tokens = sentence.tokens
    if tokens[verb].lemma in role_words("receiving"):
        nouns = [verb, *(n for n in children(sentence, verb) if tokens[n].dep == "dobj")]
        givers = [m for n in nouns for m in objects_of(sentence, n, "from", "by") if is_doer(sentence, m)]
        subject = subject_of(sentence, verb)
        supported = () if subject is None else tuple(phrases(sentence, subject, "who received"))
        return Roles(tuple(p for n in givers for p in phrases(sentence, n, "from whom")), supported)
    given = [n for n in children(sentence, verb) if tokens[n].dep in ("dative", "dobj") and is_doer(sentence, n)]
    given += [n for n in objects_of(sentence, verb, "to") if is_doer(sentence, n)]
    supported = tuple(p for n in given for p in phrases(sentence, n, "who is supported"))
    return Roles(tuple(verb_doers(sentence, verb)), supported) if supported else NOBODY


def taken_and_lost(sentence: Sentence, head: int, found: Roles) -> Roles:
    """Return who took a place and who lost it.

    "The town fell to A", "A captured the town from B", "A captured B's stronghold"; who "lost" or "suffered a setback"
    did nothing. `found` is what the parse gives without heed to the kind of event.
    """
    lemma = sentence.tokens[head].lemma
    if lemma in role_words("losing"):
        subject = subject_of(sentence, head)
        losers = () if subject is None else tuple(p for p in phrases(sentence, subject, "who lost"))
        return Roles(tuple(_fallen_to(sentence, head)), losers)
    if lemma in role_words("losses"):
        losers = (*found.actors, *(p for p in noun_undergoers(sentence, head) if is_doer(sentence, p.head)))
        return Roles((), losers or _held_before(sentence, head, ()))
    actors = tuple(_fallen_to(sentence, head)) if lemma in role_words("falling") else ()
    actors = actors or found.actors
    return Roles(actors, lost_by(sentence, head) or _held_before(sentence, head, actors))


def _fallen_to(sentence: Sentence, verb: int) -> Iterator[Phrase]:
    """Yield who took a place that "fell to" them or came "under the control of" them."""
    heads = list(objects_of(sentence, verb, "to"))
    for n in objects_of(sentence, verb, "under", "into"):
        heads += objects_of(sentence, n, "of")
    for n in heads:
        if is_doer(sentence, n):
            yield from phrases(sentence, n, "taken by")


def _held_before(sentence: Sentence, head: int, actors: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Return whose place it was, where the sentence says so: "captured the government stronghold"."""
    doers = {p.head for p in actors}
    found = [p for p in holders_in(sentence) if p.head not in doers]
    return (min(found, key=lambda p: abs(p.head - head)),) if found else ()
