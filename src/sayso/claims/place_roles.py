"""What a claim's places are to it: the event's own, where somebody came from or was going to, where it was said.

The event's own stand first. Where somebody came from or went to is told by motion ("fled from X", "the convoy to Y");
of an event that is itself a movement, the place that was reached is its own, of a withdrawal or a flight the one that
was left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.claims.draft import Draft
from sayso.claims.reading import Reading
from sayso.schema import Mention, Place, Sentence, Token
from sayso.schema.knowledge import packaged
from sayso.schema.people import person_class
from sayso.schema.vocabulary import PlaceRole

Words = frozenset[str]
ARTICLE = 2  # words between "X" and "Y" in "from X to the Y"
_TOLD_APART: tuple[PlaceRole, ...] = ("origin", "destination", "reporting")


@cache
def _words() -> Mapping[str, Words]:
    return {key: frozenset(words) for key, words in packaged("place-roles").items()}


def with_roles(reading: Reading, draft: Draft) -> tuple[Place, ...]:
    """Return the draft's places with their roles, the event's own first, then what else its sentence tells of places.

    A claim without a place of its own gets none of the others.
    """
    roles = _roles(reading, draft.sentence)
    named = [replace(p, role=roles.get(p.start, "event")) for p in draft.places]
    own = [p for p in named if p.role == "event"] or _own(named, draft.event_type)
    if not own:
        return ()
    starts = {p.start for p in own}
    others = [p for p in (*named, *_others(reading, draft, roles)) if p.start not in starts]
    names = {p.name for p in own}
    return (*(replace(p, role="event") for p in own), *_once(others, names))


def without_motion(reading: Reading, sentence: int, event_type: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places of an event without those that somebody only came from or was going to, () where there are no
    others: "the bus was on its way from X to Y when a bomb went off" tells no place. A movement keeps all."""
    if event_type.startswith(tuple(_words()["movements"])):
        return places
    roles = _roles(reading, sentence)
    return tuple(p for p in places if roles.get(p.start, "event") == "event")


def own_by_sentence(reading: Reading) -> dict[int, tuple[Place, ...]]:
    """Return the places that the sentences name, without those of comings and goings, by their sentence's index."""
    named = reading.places_by_sentence()
    roles = {number: _roles(reading, number) for number in named}
    return {
        number: tuple(p for p in places if roles[number].get(p.start, "event") == "event")
        for number, places in named.items()
    }


def _roles(reading: Reading, number: int) -> dict[int, PlaceRole]:
    """Return the roles of a sentence's places, by where they begin; the parser often misses "from X to Y"."""
    told = _Told(reading, reading.annotation.sentences[number])
    roles: dict[int, PlaceRole] = {}
    before: Mention | None = None
    for _, mention in reading.marks("place", number):
        role = told.role(mention)
        if before and role == "event" and roles[before.start] == "origin":
            between = reading.document.text[before.end : mention.start].split()
            role = "destination" if between and between[0] in _words()["towards"] and len(between) <= ARTICLE else role
        roles[mention.start] = role
        before = mention
    return roles


def _own(places: Sequence[Place], event_type: str) -> list[Place]:
    """Return the event's own of places that are all told by motion: those left, or those reached; else all of them."""
    leaves = event_type.startswith(tuple(_words()["left_behind"]))
    wanted: PlaceRole = "origin" if leaves else "destination"
    return [p for p in places if p.role == wanted] or list(places)


def _others(reading: Reading, draft: Draft, roles: Mapping[int, PlaceRole]) -> Iterator[Place]:
    for n, mention in reading.marks("place", draft.sentence):
        role = roles[mention.start]
        if n in reading.places and role in _TOLD_APART:
            yield replace(reading.places[n], role=role)


def _once(places: Sequence[Place], names: set[str]) -> Iterator[Place]:
    for place in places:
        if place.name not in names:
            names.add(place.name)
            yield place


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence, asked what it says of its places."""

    reading: Reading
    sentence: Sentence

    def role(self, mention: Mention) -> PlaceRole:
        """Return what a place is to the sentence's event."""
        if mention.label == "dateline" or self.sentence.segment == "dateline":
            return "reporting"
        token = self._first_of_list(self.sentence.tokens[mention.head])
        over = self._over(token)
        if token.dep == "dobj":
            return self._role_of_object(over)
        if token.dep != "pobj" or over is token:
            return "event"
        verb = self._over(over)
        if over.lemma == "in" and self._is_telling(verb):
            return "reporting"
        return self._role_after(over.lemma, verb)

    def _over(self, token: Token) -> Token:
        return self.sentence.tokens[token.head]

    def _first_of_list(self, token: Token) -> Token:
        """Return the first of "X, Y and Z": it is what the others are told with."""
        while token.dep == "conj" and self._over(token) is not token:
            token = self._over(token)
        return token

    def _role_of_object(self, verb: Token) -> PlaceRole:
        if verb.lemma in _words()["leaving"]:
            return "origin"
        return "destination" if verb.lemma in _words()["reaching"] else "event"

    def _role_after(self, preposition: str, head: Token) -> PlaceRole:
        """Return what a place is after a preposition that hangs on a verb or a noun."""
        known = _words()
        if preposition in known["towards"] and self._is_from(head):
            head = self._over(head)  # "from X to Y"
        moves = head.lemma in known["motion"] | known["leaving"]
        moves = moves or (head.pos == "NOUN" and head.lemma in known["motion_nouns"])
        if preposition == "from" and (moves or head.lemma in known["sending"] or person_class(head)):
            return "origin"
        return "destination" if preposition in known["towards"] and moves else "event"

    def _is_from(self, token: Token) -> bool:
        return token.lemma == "from" and token.dep == "prep"

    def _is_telling(self, verb: Token) -> bool:
        """Tell whether a word is that by which something is said: "told reporters in X"."""
        spans = [(a.cue_start, a.cue_end) for a in self.reading.annotation.attributions]
        return any(start <= verb.start < end for start, end in spans)
