"""Who did it and to whom, read off the parse around an event's triggers.

Gives noun phrases as they stand in the text; which actor of the register they are is told by `claims/actors.py`. A
role that the words do not give is left empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.claims.doers import doer_before, fired_from, noun_doers, verb_doers
from sayso.claims.flight import in_flight
from sayso.claims.holders import held_by
from sayso.claims.noun_phrases import Phrase, distinct, objects_of, phrases, subject_of
from sayso.claims.role_words import role_words
from sayso.claims.sides import NOBODY, Roles, parties_to_agreement, supporters, taken_and_lost, two_sides
from sayso.claims.undergoers import aimed_at, noun_undergoers, verb_undergoers
from sayso.schema import Sentence
from sayso.schema.codebook import top

_NOTHING_DONE_TO = ("displacement", "strength", "deployment", "other", "toll")


def roles_in(sentence: Sentence, head: int, event_type: str) -> Roles:
    """Return the roles that one trigger's surroundings give, for an event of a type."""
    kind = top(event_type)
    own = _of_kind(sentence, head, kind)
    if own.actors:
        return own
    found = roles_of(sentence, head)
    if kind == "territory_change":
        return taken_and_lost(sentence, head, found)
    return Roles(found.actors, _befallen(sentence, head, kind, found.recipients))


def _of_kind(sentence: Sentence, head: int, kind: str) -> Roles:
    """Return the roles that only a kind of event has: who flees, who agrees."""
    token = sentence.tokens[head]
    if kind == "displacement" and token.lemma in role_words("fleeing"):
        return in_flight(sentence, head)
    if kind == "agreement":
        return parties_to_agreement(sentence, head)
    if kind == "support":
        return supporters(sentence, head)
    return NOBODY


def _befallen(sentence: Sentence, head: int, kind: str, found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    if kind in _NOTHING_DONE_TO:
        return tuple(p for p in found if kind == "displacement" and p.rule == "of")
    if kind in ("operation", "armed_clash") and not found:
        return aimed_at(sentence, head)
    return tuple(held_by(sentence, p) for p in found)


def roles_of(sentence: Sentence, head: int) -> Roles:
    """Return the roles that one trigger's surroundings give, the trigger named by its head token."""
    sides = two_sides(sentence, head)
    if sides.actors or sides.recipients:
        return sides
    if sentence.tokens[head].lemma == "come" and any(objects_of(sentence, head, "under")):
        subject = subject_of(sentence, head)  # "soldiers came under attack"
        return Roles((), tuple(phrases(sentence, subject, "undergoes")) if subject is not None else ())
    if sentence.tokens[head].pos == "VERB" or sentence.tokens[head].dep in ("relcl", "advcl", "acl"):
        actors = distinct(verb_doers(sentence, head))
        if not actors and sentence.tokens[head].tag == "VBG":
            actors = distinct(doer_before(sentence, head)) or distinct(fired_from(sentence, head))
        befallen = [*verb_undergoers(sentence, head), *_of_gerund(sentence, head)]
        return Roles(actors, distinct(befallen))
    actors = distinct(noun_doers(sentence, head)) or distinct(doer_before(sentence, head))
    return Roles(actors, distinct(noun_undergoers(sentence, head)))


def _of_gerund(sentence: Sentence, head: int) -> Iterator[Phrase]:
    """Yield what stands behind "of" where the parse takes an event's name for a verb: "army shelling of the town"."""
    if sentence.tokens[head].tag == "VBG" and sentence.tokens[head].lemma not in role_words("of_nobody"):
        for n in objects_of(sentence, head, "of"):
            yield from phrases(sentence, n, "of")


def merged(all_roles: Sequence[Roles]) -> Roles:
    """Return the roles of several triggers of one event, without those that are both doer and undergoer."""
    actors = {p.head: p for r in reversed(all_roles) for p in r.actors}
    recipients = {p.head: p for r in reversed(all_roles) for p in r.recipients if p.head not in actors}
    return Roles(
        tuple(sorted(actors.values(), key=lambda p: p.head)), tuple(sorted(recipients.values(), key=lambda p: p.head))
    )
