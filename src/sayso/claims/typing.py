"""What kind of event a happening is: an open class of triggers ("attack", "killed") resolved by the words around it.

Signs and classes are data (`open-classes.yaml`): a sign inside the happening's own clause counts before one
elsewhere in the sentence; an event without a sign of its own borrows the type of the event told before it; what is
left is the class's default.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.claims.happenings import ATTACKS, CONSEQUENCES, OPEN, Happening
from sayso.claims.open_classes import open_classes
from sayso.schema import Sentence
from sayso.schema.codebook import top
from sayso.schema.knowledge import packaged
from sayso.schema.phrases import PhraseBook, words
from sayso.schema.tree import distance
from sayso.schema.vocabulary import Who


@dataclass(frozen=True, slots=True)
class Typed:
    """A type with the rule that gave it and the words it went by."""

    event_type: str
    rule: str
    text: str
    borrowed: bool = False


@cache
def sign_book() -> PhraseBook[str]:
    """Return the packaged signs, each standing for a type."""
    return PhraseBook(
        (phrase, code) for code, phrases in packaged("open-classes")["signs"].items() for phrase in phrases
    )


def _type_of_sign(code: str) -> str:
    return code.partition("/")[0]


OWN_HAND = 4.0  # the same, where people killed with their own hands: only what stands beside the verb counts
NEAR = 10.0  # how far a sign may stand: arcs of the parse plus a third of the words between
_SIGN_WEIGHT = {True: 0.0, False: 0.5}


STATE_REACH = 2.5  # "regime bombs", "the army bombed": a state counts only beside the word itself


def _counts_here(code: str, remote: float) -> bool:
    return not code.endswith("/state") or remote <= STATE_REACH


def _signs(sentence: Sentence, happening: Happening, heeds: frozenset[str]) -> list[tuple[float, str, str]]:
    """Return the heeded signs of a sentence as (remoteness, type, words), nearest first."""
    found = []
    for sign in sign_book().find_in(words(sentence)):
        if sign.payload not in heeds:
            continue
        remote = min(distance(sentence, sign.last, t.head) + abs(sign.last - t.head) / 3 for t in happening.triggers)
        if not _counts_here(sign.payload, remote):
            continue
        found.append((remote + _SIGN_WEIGHT["." in sign.payload], _type_of_sign(sign.payload), sign.phrase))
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the sentence and the document say of a happening.

    `told` are the events told before it (sentence, type); `befell` the class of the people it befell, where known;
    `acted` that people are named who did it themselves ("militants killed a pilot"); `points_back` that the words can
    take up an event told before ("the attack", "five more were killed"; not "attacks by the group").
    """

    told: Sequence[tuple[int, str]]
    befell: Who | None = None
    acted: bool = False
    points_back: bool = True


def resolve_type(sentence: Sentence, happening: Happening, around: Surroundings) -> Typed:
    """Return the type of a happening: its own, a sign's, that of the event told before, or its class's default."""
    own = next((t for t in happening.triggers if t.label not in OPEN), None)
    if own:
        return Typed(own.label, own.rule, own.text)
    return (
        _by_sign(sentence, happening, around) or _borrowed(happening, around) or _by_default(happening, around.befell)
    )


def _by_own_hand(happening: Happening, around: Surroundings) -> bool:
    return happening.label == "killing" and around.acted


def _by_sign(sentence: Sentence, happening: Happening, around: Surroundings) -> Typed | None:
    near = OWN_HAND if _by_own_hand(happening, around) else NEAR
    signs = [s for s in _signs(sentence, happening, open_classes()[happening.label].heeds) if s[0] <= near]
    return Typed(signs[0][1], f"open-classes.yaml: sign of {signs[0][1]}", signs[0][2]) if signs else None


def _borrowed(happening: Happening, around: Surroundings) -> Typed | None:
    rules = open_classes()[happening.label]
    if not rules.borrows or not around.points_back or _by_own_hand(happening, around):
        return None
    before = _lent(around.told, happening.sentence, rules.lenders)
    return Typed(before, "type of the event told before", happening.main.text, borrowed=True) if before else None


def _by_default(happening: Happening, befell: Who | None) -> Typed:
    label, text = happening.label, happening.main.text
    if label == "attack" and befell == "civilians":
        return Typed("attack_on_civilians", "an attack on civilians", text)
    if label == "killing" and befell in ("soldiers", "militants"):
        return Typed("armed_clash", "fighters killed, nothing else said", text)
    return Typed(open_classes()[label].default, f"open-classes.yaml: default of {label}", text)


def is_violent(event_type: str) -> bool:
    """Tell whether a type can lend itself to "the attack" or "five more were killed"."""
    return top(event_type) in ATTACKS


TAKEN = "abduction"
_TAKES = frozenset({"captured", "seized", "capture", "capturing"})


def can_take_people(happening: Happening, event_type: str) -> bool:
    """Tell whether the trigger is one that takes places or people; people taken by a group are abducted (codebook)."""
    return event_type == "territory_change" and happening.main.text.casefold() in _TAKES


@cache
def war_words() -> frozenset[str]:
    """Return the words for a war as a whole."""
    return frozenset(packaged("open-classes")["war_words"])


WAR_SIZE = 4000  # deaths that no single event in the news of these wars reaches
CONFLICT_SIZE = 100  # deaths in a sentence on the war from here up are a toll
SINCE_SIZE = 10  # deaths over a long time from here up are a toll
LONG_STRETCH = 60  # days; a stretch from here up is no single event's
MONTH = 31  # days; an attack with a name is one event, if only its month is told
WEEKS = 14  # days; the same for a large figure


def is_toll(sentence: Sentence, happening: Happening, killed: int | None, days: int) -> bool:
    """Tell whether a count of the dead is a running figure over many events (codebook type `toll`).

    `days` is how long the sentence's time is.
    """
    if killed is None or not any(t.outcome == "killed" for t in happening.triggers):
        return False
    if killed >= WAR_SIZE or (days > LONG_STRETCH and killed >= SINCE_SIZE):
        return True
    named = any(t.label not in CONSEQUENCES for t in happening.triggers)
    if killed < CONFLICT_SIZE or (named and days <= MONTH):  # "hundreds died in a gas attack in August"
        return False
    return days > WEEKS or any(t.lemma in war_words() for t in sentence.tokens)


BORROW_REACH = 8  # sentences over which an event lends its type


def _lent(told: Sequence[tuple[int, str]], sentence: int, lenders: frozenset[str]) -> str | None:
    """Return the type that the events told before lend, the latest first."""
    near = [kind for at, kind in told if 0 <= sentence - at <= BORROW_REACH and top(kind) in lenders]
    return near[-1] if near else None
