"""Who flees: people driven from their homes are displaced; armed forces that flee a place withdraw from it; gunmen who
flee the scene only get away.

Displacement is of people who do not fight (IDMC; codebook type `displacement`). A getaway is part of the attack.
"""

from __future__ import annotations

from sayso.claims.happenings import Happening
from sayso.claims.noun_phrases import phrases, subject_of
from sayso.claims.role_words import actor_words, role_words
from sayso.claims.sides import Roles
from sayso.schema import Sentence
from sayso.schema.people import person_class
from sayso.schema.tree import children

WITHDRAWAL = "deployment.withdrawal"
_ARMED = frozenset({"soldiers", "militants", "police"})


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


def _armed_in_flight(sentence: Sentence, happening: Happening) -> int | None:
    """Return the head of the armed people who flee; None where somebody else does, or nobody flees."""
    at = happening.main.head
    if happening.label != "displacement" or sentence.tokens[at].lemma not in role_words("running"):
        return None
    heads = [p.head for p in in_flight(sentence, at).actors]
    return next((n for n in heads if person_class(sentence.tokens[n]) in _ARMED), None)


def is_getaway(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether those who flee are armed and leave no place: "fled on a motorcycle", "fled the scene"."""
    who = _armed_in_flight(sentence, happening)
    if who is None:
        return False
    below = [sentence.tokens[n] for n in children(sentence, happening.main.head) if n > happening.main.head]
    left = [t for t in below if t.dep == "dobj"] + [
        t for t in below if t.dep == "prep" and t.lemma in ("from", "to", "for", "toward", "towards")
    ]
    by_deed = sentence.tokens[who].lemma in actor_words().by_role
    return by_deed or not left or any(t.lemma in role_words("scenes") for t in left)


def is_withdrawal(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether those who flee are armed and leave a place: "fighters fled the town"."""
    return _armed_in_flight(sentence, happening) is not None
