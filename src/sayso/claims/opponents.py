"""Who fights whom in a document: the opponent that a sentence leaves unsaid.

"Clashes between A and B", "A's offensive against B", "A shelled a B-held town" say that A fights B. A later fight,
operation or loss of a place that names only one of them is against the other. Nothing is taken from outside the
document but which names stand for one camp.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.claims.agreement import is_wide, is_within, places_agree
from sayso.claims.draft import Draft
from sayso.claims.holders import holders_in
from sayso.claims.reading import Reading
from sayso.claims.role_words import role_words
from sayso.schema import Party, Why
from sayso.schema.actors import GROUP_KINDS
from sayso.schema.codebook import top

_BELLIGERENTS = GROUP_KINDS | {"state", "state_forces", "coalition"}
_FOUGHT = frozenset({"armed_clash", "operation", "air_strike", "shelling", "territory_change"})
_AGAINST_SOMEBODY = frozenset({"armed_clash", "operation", "territory_change"})
FAR_APART = 2000  # characters that weigh as much as one more pair of the same opponents


@dataclass(frozen=True, slots=True)
class Pair:
    """Two opponents, and the event that sets them against each other."""

    one: Party
    other: Party
    event: Draft

    @property
    def at(self) -> int:
        """The offset at which the text says so."""
        return self.event.happening.main.start


class Opponents:
    """The pairs of opponents that a document names."""

    def __init__(self, reading: Reading, drafts: Iterable[Draft]) -> None:
        self._reading = reading
        self._text = reading.document.text.casefold()
        self.pairs = tuple(p for d in drafts for p in self._pairs_of(d))

    def _pairs_of(self, draft: Draft) -> Iterator[Pair]:
        if top(draft.event_type) not in _FOUGHT:
            return
        others = [p for p in draft.recipients if self.is_belligerent(p)] or list(self._holders(draft))
        for actor in draft.actors[:1]:
            other = next((p for p in others if not self.one_camp(actor, p)), None)
            if other is not None and self.is_belligerent(actor):
                yield Pair(actor, other, draft)

    def _holders(self, draft: Draft) -> Iterator[Party]:
        sentence = self._reading.annotation.sentences[draft.sentence]
        found = (self._reading.party(sentence, phrase) for phrase in holders_in(sentence))
        return (p for p in found if self.is_belligerent(p))

    def is_belligerent(self, party: Party) -> bool:
        """Tell whether a party fights: by the register, or by a noun for those who do ("fighters", "rebels")."""
        actor = self._reading.knowledge.actors.get(party.actor_id) if party.actor_id else None
        if actor is not None:
            place = actor.kind == "state" and party.name.removesuffix("s") in actor.metonyms  # "Syria's"
            return actor.kind in _BELLIGERENTS and not place
        return bool(_words(party) & _fighting())

    def is_both_sides(self, party: Party) -> bool:
        """Tell whether a party's words stand for two opponents: "the two sides", "the warring parties"."""
        *before, noun = party.text.casefold().split()
        return noun in role_words("sides") and (noun == "sides" or not set(before).isdisjoint(role_words("both")))

    def one_camp(self, a: Party, b: Party) -> bool:
        """Tell whether two parties are of one camp: one entry, one side of a conflict, or a word in common."""
        if a.actor_id and a.actor_id == b.actor_id:
            return True
        register = self._reading.knowledge.actors
        one, other = (register.get(p.actor_id) if p.actor_id else None for p in (a, b))
        if one and other:
            return bool(set(one.sides.items()) & set(other.sides.items())) or bool(
                set(register.family(one.id)) & set(register.family(other.id))
            )
        return a.name == b.name or bool((_words(a) & _words(b)) - frozenset(role_words("bodies")))

    def of(self, party: Party, draft: Draft) -> Party | None:
        """Return whom a party fights at the place of an event, as the text names them nearest to it and oftenest; None
        where it does not say."""
        found: dict[Party, float] = {}
        at = draft.happening.main.start
        for pair in self.pairs:
            other = self._across(pair, party)
            if other is None or not _at_one_place(pair.event, draft):
                continue
            known = next((p for p in found if self.one_camp(p, other)), other)
            found[known] = found.get(known, 0) + 1 / (1 + abs(pair.at - at) / FAR_APART)
        return self._usual(max(found, key=lambda p: found[p])) if found else None

    def _usual(self, party: Party) -> Party:
        """Return the name by which the document calls a party oftenest, a proper one first: "Syrian regime" rather than
        "government troops"."""
        names = self._reading.names
        proper = (Party(names.best(n), n.actor.id, n.text, n.start, n.end) for n in names.named)
        named = [p for p in proper if self._one_body(p, party)]
        named = named or [p for pair in self.pairs for p in (pair.one, pair.other) if self._one_body(p, party)]
        return max(named, key=lambda p: self._text.count(p.name.casefold()), default=party)

    def _one_body(self, a: Party, b: Party) -> bool:
        """Tell whether two parties are one actor, or a state and its forces."""
        register = self._reading.knowledge.actors
        one, other = (register.get(p.actor_id) if p.actor_id else None for p in (a, b))
        if one is None and other is None:
            return self.one_camp(a, b)
        if one is None or other is None:
            return False
        states = {one.kind, other.kind} <= {"state", "state_forces"} and one.country == other.country
        return one.id == other.id or states

    def _across(self, pair: Pair, party: Party) -> Party | None:
        if self.one_camp(pair.one, party):
            return pair.other
        return pair.one if self.one_camp(pair.other, party) else None

    def near(self, at: int) -> Pair | None:
        """Return the pair set against each other last before an offset, else the first after it."""
        before = [p for p in self.pairs if p.at < at]
        return before[-1] if before else self.pairs[0] if self.pairs else None


def _words(party: Party) -> frozenset[str]:
    return frozenset(w.removesuffix("s") for w in party.name.casefold().replace("-", " ").split())


@cache
def _fighting() -> frozenset[str]:
    return frozenset(role_words("fighting"))


def with_opponents(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each fight, operation and taking of a place with the opponent that the document names."""
    opponents = Opponents(reading, drafts)
    return [_completed(d, opponents) if _is_open(d) else d for d in drafts]


def _is_open(draft: Draft) -> bool:
    kind = top(draft.event_type)
    return kind in _AGAINST_SOMEBODY and not draft.is_total and not _has_no_opponent(draft)


def _has_no_opponent(draft: Draft) -> bool:
    """Tell whether the words show a siege or a war from the air."""
    words = {w for t in draft.happening.triggers for w in t.text.casefold().split()}
    return top(draft.event_type) == "operation" and not words.isdisjoint(role_words("no_opponent"))


def _completed(draft: Draft, opponents: Opponents) -> Draft:
    fighting = [p for p in draft.recipients if opponents.is_belligerent(p)]
    if draft.actors and not fighting:
        other = opponents.of(draft.actors[0], draft)
        return _against(draft, other) if other else draft
    if top(draft.event_type) != "armed_clash" or draft.actors:
        return draft
    if fighting:
        other = opponents.of(fighting[0], draft)
        return _by(draft, other) if other else draft
    pair = opponents.near(draft.happening.main.start)
    return _against(_by(draft, pair.one), pair.other) if pair else draft


def _at_one_place(one: Draft, other: Draft) -> bool:
    """Tell whether two events can be at one place; a place without a name ("a hilltop") can be anywhere."""
    nameless = all(is_wide(p) and p.gazetteer_id is None for p in other.places)
    return nameless or places_agree(one, other) or is_within(one, other) or is_within(other, one)


def _against(draft: Draft, other: Party) -> Draft:
    """Put the opponent before those who came to harm."""
    why = Why("recipients", "whom the actor fights in this document", other.text, other.start, other.end)
    return replace(draft, recipients=(other, *draft.recipients), why=(*draft.why, why))


def _by(draft: Draft, other: Party) -> Draft:
    why = Why("actors", "whom the recipient fights in this document", other.text, other.start, other.end)
    return replace(draft, actors=(other,), why=(*draft.why, why))
