"""Which entry of the register a party of a claim is, once the day and the place of the event are known.

The document's names decide first (`actors.py`). Where they leave several entries or none, the country of the place and
the day of the event do, and "cannot tell" stays an answer. A name that was not in use on the day keeps the entry that
bore it, and says so: it is never turned into a later name by itself. A named actor that the register does not hold
gets a stable id of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.claims.draft import Draft
from sayso.claims.reading import Reading
from sayso.claims.role_words import actor_words
from sayso.schema import Party, Why
from sayso.schema.actors import UNKNOWN, Actor, ActorRegister, Days, unknown_id

FIELD = "actor_ids"
"""The field under which the reasons of links stand in `why`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides about names beside the words: the days of the event, the country of its place, that of the
    report's war; None where it is not known."""

    days: Days | None
    place: str | None
    war: str | None

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries to try, the place's own first."""
        return tuple(dict.fromkeys(c for c in (self.place, self.war) if c))


def linked(reading: Reading, draft: Draft) -> tuple[tuple[Party, ...], tuple[Party, ...], tuple[Why, ...]]:
    """Return the actors and the recipients of a draft with their entries, and the reasons that need telling."""
    around = setting(reading, draft)
    why: list[Why] = []
    sides = []
    for parties in (draft.actors, draft.recipients):
        done = [link(reading, party, around) for party in parties]
        sides.append(tuple(party for party, _ in done))
        why += [row for _, row in done if row and row not in why]
    return sides[0], sides[1], tuple(why)


def setting(reading: Reading, draft: Draft) -> Setting:
    """Return what the draft and its report tell about when and where the event was."""
    days = (draft.date.start[:10], draft.date.end[:10]) if draft.date else None
    place = next((p.country for p in draft.places if p.country), None)
    return Setting(days, place, reading.names.country)


def link(reading: Reading, party: Party, around: Setting) -> tuple[Party, Why | None]:
    """Return a party with its entry, its canonical name on the day, or a stable id for want of an entry."""
    register = reading.knowledge.actors
    found, rule = _entry(reading, party, around)
    actor_id = register.merging.of(found) if found else None
    if actor_id is None:
        actor_id = register.merging.of(_unknown(reading, party, around) or "") or None
    if actor_id is None or actor_id.startswith(UNKNOWN):
        return replace(party, actor_id=None, unknown_id=actor_id), None
    actor = register.get(actor_id)
    canonical = actor.name if actor else party.name
    why = Why(FIELD, rule, party.text, party.start, party.end) if rule else None
    return replace(party, actor_id=actor_id, canonical=canonical), why


def _entry(reading: Reading, party: Party, around: Setting) -> tuple[str | None, str]:
    """The entry and, where more than the document's names decided, by what."""
    register = reading.knowledge.actors
    if party.actor_id is None:
        return _by_setting(reading, party, around)
    actor = register.get(party.actor_id)
    if actor is None or around.days is None:
        return party.actor_id, ""
    name = _name_of(register, actor, party)
    if name is None or actor.in_use(name, around.days):
        return actor.id, ""
    others = [a for n, a in register.namesakes(name) if a.id != actor.id and a.in_use(n, around.days)]
    if len(others) == 1 and others[0].country == actor.country:
        return others[0].id, f"on the day {others[0].name} bore this name"
    return actor.id, _out_of_use(register, actor, name, around.days)


def _name_of(register: ActorRegister, actor: Actor, party: Party) -> str | None:
    """The register's own form of the name by which a party is called; None for one only described."""
    for written in (party.name, register.strip_suffixes(party.name), party.text):
        name = next((n for n, a in register.namesakes(written) if a is actor), None)
        if name:
            return name
    return None


def _out_of_use(register: ActorRegister, actor: Actor, name: str, days: Days) -> str:
    period = actor.dated.get(name, actor.period)
    used = f"the name was in use {period}, not on the day of the event"
    after = [s for s in actor.followed_by if s.date and s.date <= days[0]]
    then = register.get(after[-1].id) if after else None
    return f"{used}; {after[-1].how} into {then.name} ({then.id})" if then else used


def _by_setting(reading: Reading, party: Party, around: Setting) -> tuple[str | None, str]:
    """The entry of words that the document's names leave open."""
    register = reading.knowledge.actors
    for country in around.countries:
        found = register.find(party.name, country=country, days=around.days)
        found = found or register.find(party.text, country=country, days=around.days)
        if found:
            return found.id, f"of several of that name the one in {country}"
    if found := register.find(party.name, days=around.days) if around.days else None:
        return found.id, "of several of that name the one that bore it on the day"
    if found := _by_its_forces(reading, party, around):
        return found.id, "what is said of them is said of its forces"
    for rule, found in _described(reading, party, around):
        if found:
            return found.id, rule
    part = next(_parts(register, party), None) if around.place else None
    own = register.get(f"{(around.place or '').lower()}-{part}") if part else None
    return (own.id, f"what is said without a name is that of {around.place}, where it was") if own else (None, "")


def _by_its_forces(reading: Reading, party: Party, around: Setting) -> Actor | None:
    """The actor whose forces are meant where words that change nothing stand in their place: "Kurdish positions"."""
    register = reading.knowledge.actors
    *before, last = party.text.split()
    if not before or not register.ends_with_suffixes(last):
        return None
    forces = " ".join([*before, "forces"])
    return next(filter(None, (register.find(forces, country=c, days=around.days) for c in around.countries)), None)


def _parts(register: ActorRegister, party: Party) -> Iterator[str]:
    """The part of a state that words without a name stand for ("the army"), where the state is at war at home."""
    for words in (party.name, party.text):
        for generic in register.generics_of(words) or register.generics_of(words + "s"):
            if not generic.kinds and generic.of != "opposition":
                yield generic.of


def _described(reading: Reading, party: Party, around: Setting) -> Iterator[tuple[str, Actor | None]]:
    """The actors that words without a name can stand for in this report, each with the rule."""
    register = reading.knowledge.actors
    for generic in register.generics_of(party.text) or register.generics_of(party.text + "s"):
        if generic.of == "aircraft":
            yield "the air force named before", _flown_before(reading, party)
            yield "the report names nobody else who flies in this war", _flown(reading, around)
        elif generic.alone:
            yield "the only such group that the report names", _only(reading, generic.kinds)


def _only(reading: Reading, kinds: frozenset[str]) -> Actor | None:
    """The one actor of these kinds that the report names, those that it is part of left out; None where two are."""
    named = {n.actor.id: n.actor for n in reading.names.named if n.actor.kind in kinds}
    above = {a for i in named for a in reading.knowledge.actors.family(i)[1:]}
    left = [a for i, a in named.items() if i not in above]
    return left[0] if len(left) == 1 else None


def _flown_before(reading: Reading, party: Party) -> Actor | None:
    """The air force that "the warplane" takes up: the one named last before it."""
    if not reading.names.is_definite(party.text, party.start):
        return None
    before = [n.actor for n in reading.names.named if n.end <= party.start and n.actor.id.endswith("-air-force")]
    return before[-1] if before else None


def _flown(reading: Reading, around: Setting) -> Actor | None:
    """The air force of the state at war, where the report names no other state and no coalition that takes part."""
    if around.war is None:
        return None
    own = reading.knowledge.actors.get(f"{around.war.lower()}-air-force")
    return own if own and not _others_at_war(reading, around.war) else None


def _others_at_war(reading: Reading, country: str) -> bool:
    """Whether the report names a foreign state or a coalition that takes a side in the country's war."""
    register = reading.knowledge.actors
    war = register.war_in(country)
    if any(n.actor.kind == "coalition" and war in n.actor.sides for n in reading.names.named):
        return True
    for state in register.states:
        government = register.get(f"{state.code.lower()}-government")
        if state.code != country and government and war in government.sides and reading.names.tells_of(state):
            return True
    return False


def _unknown(reading: Reading, party: Party, around: Setting) -> str | None:
    """The stable id of a named party that the register does not hold; None for people, places and things."""
    name = reading.knowledge.actors.strip_suffixes(party.name)
    if not reading.knowledge.actors.is_proper_name(name) or _is_a_thing(name) or _is_a_place(reading, name):
        return None
    return unknown_id(name, around.war or around.place)


def _is_a_thing(name: str) -> bool:
    return bool({w.casefold().rstrip("s") for w in name.split()} & actor_words().targets)


def _is_a_place(reading: Reading, name: str) -> bool:
    return any((hit.start, hit.end) == (0, len(name)) for hit in reading.knowledge.gazetteer.scan(name))
