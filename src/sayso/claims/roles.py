"""Who did it and to whom, read off the parse around an event's triggers.

Gives noun phrases as they stand in the text; which actor of the register they are is told by `claims/actors.py`. A
role that the words do not give is left empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.doers import doer_before, is_doer, noun_doers, verb_doers
from sayso.claims.noun_phrases import Phrase, conjuncts, distinct, objects_of, phrases, single, subject_of
from sayso.claims.role_words import role_words
from sayso.claims.undergoers import aimed_at, holder, lost_by, noun_undergoers, verb_undergoers
from sayso.schema import Sentence
from sayso.schema.tree import children

_FROM = ("territory_change",)
_NOTHING_DONE_TO = ("displacement", "strength", "deployment", "other", "toll")


@dataclass(frozen=True, slots=True)
class Roles:
    """The doers and the undergoers of an event, as noun phrases, nearest first."""

    actors: tuple[Phrase, ...]
    recipients: tuple[Phrase, ...]


def parties_between(sentence: Sentence, noun: int) -> list[int]:
    """Return the parties of "clashes between A and B"."""
    found = list(objects_of(sentence, noun, "between"))
    if not found and sentence.tokens[noun].dep == "nsubj":  # "clashes broke out between A and B"
        found = list(objects_of(sentence, sentence.tokens[noun].head, "between"))
    return [m for n in found for m in conjuncts(sentence, n)]


def sides_of(sentence: Sentence, trigger: int) -> Roles | None:
    """Return the two sides of "clashes between A and B", "A clashed with B", "A fighting B"."""
    tokens = sentence.tokens
    between = parties_between(sentence, trigger)
    if len(between) >= 2:
        first, *rest = between
        return Roles(
            tuple(single(sentence, first, "between")), tuple(p for n in rest for p in single(sentence, n, "between"))
        )
    against = list(objects_of(sentence, trigger, "with", "against"))
    if tokens[trigger].pos == "VERB" and against:
        return Roles(
            tuple(verb_doers(sentence, trigger)),
            tuple(p for n in against for p in phrases(sentence, n, "with/against")),
        )
    if tokens[trigger].pos != "VERB" and against and tokens[trigger].lemma in role_words("two_sided"):
        return Roles(
            tuple(noun_doers(sentence, trigger)), tuple(p for n in against for p in phrases(sentence, n, "with"))
        )
    return None


def in_flight(sentence: Sentence, verb: int) -> Roles:
    """Return those who flee: they are the doers, and nothing is done to them."""
    subject = subject_of(sentence, verb)
    forced = sentence.tokens[verb].dep in ("xcomp", "ccomp")
    if forced:
        over = sentence.tokens[verb].head
        moved = next((n for n in children(sentence, over) if sentence.tokens[n].dep == "dobj"), None)
        own = next((n for n in children(sentence, verb) if sentence.tokens[n].dep == "nsubj"), None)
        subject = own if own is not None else moved if moved is not None else subject
    return Roles(tuple(phrases(sentence, subject, "who flee")) if subject is not None else (), ())


def parties_to_agreement(sentence: Sentence, noun: int) -> Roles:
    """Return the parties to a deal: "a truce between A and B", "A has had a truce with B", "a deal agreed by A"."""
    heads = [m for n in objects_of(sentence, noun, "between", "with", "by", "among") for m in conjuncts(sentence, n)]
    token = sentence.tokens[noun]
    if token.dep == "dobj":
        subject = subject_of(sentence, token.head)
        heads = ([*conjuncts(sentence, subject)] if subject is not None else []) + heads
        heads += [m for n in objects_of(sentence, token.head, "with") for m in conjuncts(sentence, n)]
    return Roles(
        tuple(p for n in heads if is_doer(sentence, n) for p in single(sentence, n, "party to the agreement")), ()
    )


def taken_by(sentence: Sentence, verb: int) -> Roles:
    """Return who took a place that "fell to" them or came "under the control of" them."""
    heads = list(objects_of(sentence, verb, "to"))
    for n in objects_of(sentence, verb, "under", "into"):
        heads += objects_of(sentence, n, "of")
    return Roles(tuple(p for n in heads if is_doer(sentence, n) for p in phrases(sentence, n, "taken by")), ())


def roles_in(sentence: Sentence, head: int, event_type: str) -> Roles:
    """Return the roles that one trigger's surroundings give, for an event of a type."""
    kind = event_type.partition(".")[0]
    own = _of_kind(sentence, head, kind)
    if own.actors:
        return own
    found = roles_of(sentence, head)
    return Roles(found.actors, _befallen(sentence, head, kind, found.recipients))


def _of_kind(sentence: Sentence, head: int, kind: str) -> Roles:
    """Return the roles that only a kind of event has: who flees, who agrees, to whom a place falls."""
    token = sentence.tokens[head]
    if kind == "displacement" and token.lemma in role_words("fleeing"):
        return in_flight(sentence, head)
    if kind == "agreement" and token.pos in ("NOUN", "PROPN"):
        return parties_to_agreement(sentence, head)
    if kind == "territory_change" and token.lemma in role_words("falling"):
        return taken_by(sentence, head)
    return Roles((), ())


def _befallen(sentence: Sentence, head: int, kind: str, found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    if kind in _FROM:
        return lost_by(sentence, head)
    if kind in _NOTHING_DONE_TO:
        return ()
    if kind in ("operation", "armed_clash") and not found:
        return aimed_at(sentence, head)
    return tuple(holder(sentence, p) for p in found)


def roles_of(sentence: Sentence, head: int) -> Roles:
    """Return the roles that one trigger's surroundings give, the trigger named by its head token."""
    sides = sides_of(sentence, head)
    if sides and (sides.actors or sides.recipients):
        return sides
    if sentence.tokens[head].lemma == "come" and any(objects_of(sentence, head, "under")):
        subject = subject_of(sentence, head)  # "soldiers came under attack"
        return Roles((), tuple(phrases(sentence, subject, "undergoes")) if subject is not None else ())
    if sentence.tokens[head].pos == "VERB" or sentence.tokens[head].dep in ("relcl", "advcl", "acl"):
        actors = distinct(verb_doers(sentence, head))
        if not actors and sentence.tokens[head].tag == "VBG":
            actors = distinct(doer_before(sentence, head))
        return Roles(actors, distinct(verb_undergoers(sentence, head)))
    actors = distinct(noun_doers(sentence, head)) or distinct(doer_before(sentence, head))
    return Roles(actors, distinct(noun_undergoers(sentence, head)))


def merged(all_roles: Sequence[Roles]) -> Roles:
    """Return the roles of several triggers of one event, without those that are both doer and undergoer."""
    actors = {p.head: p for r in reversed(all_roles) for p in r.actors}
    recipients = {p.head: p for r in reversed(all_roles) for p in r.recipients if p.head not in actors}
    return Roles(
        tuple(sorted(actors.values(), key=lambda p: p.head)), tuple(sorted(recipients.values(), key=lambda p: p.head))
    )
