"""How `sayso show --why` tells, for each value of a claim, the rule that gave it and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.interfaces.export import wording
from sayso.schema.claim import Claim, Party, Place, Why

NO_RULE = "no rule on record"


@dataclass(frozen=True, slots=True)
class Ground:
    """One value of a claim: what it is, the rule that gave it, and the words ("" when the rule goes by none)."""

    name: str
    value: str
    rule: str
    words: str


def grounds(claim: Claim) -> list[Ground]:
    """Return every value of the claim with its rule and words, in the order in which a claim is shown.

    A value whose rule was not written down says so; a field without a value has no row.
    """
    return [
        *_single(claim, "trigger", "trigger", wording.quote(claim.trigger.text)),
        *_single(claim, "event_type", "type", wording.kind_of_event(claim.event_type)),
        *_single(claim, "status", "status", claim.status),
        *_parties(claim, "actors", "actor", claim.actors),
        *_parties(claim, "recipients", "recipient", claim.recipients),
        *(Ground("entry", w.text, w.rule, w.text) for w in _rules(claim, "actor_ids")),
        *_places(claim),
        *(_single(claim, "date", "date", wording.span(claim.date)) if claim.date else ()),
        *_figures(claim),
        *_sources(claim),
        *_turns(claim),
    ]


def _rules(claim: Claim, field: str) -> list[Why]:
    return [w for w in claim.why if w.field == field]


def _single(claim: Claim, field: str, name: str, value: str) -> Iterator[Ground]:
    """Give a field that has one value; of several rules the last one set it, and goes first."""
    rules = _rules(claim, field)[::-1] or [
        Why(field, NO_RULE, claim.date.text if field == "date" and claim.date else "")
    ]
    for n, rule in enumerate(rules):
        yield Ground(name if n == 0 else "", value if n == 0 else "before that", rule.rule, rule.text)


def _parties(claim: Claim, field: str, name: str, people: Sequence[Party]) -> Iterator[Ground]:
    """Give each party with its rule; where rules and parties do not pair off, the rules stand after all of them."""
    rules = _rules(claim, field)
    if len(rules) == len(people):
        for person, rule in zip(people, rules, strict=True):
            yield Ground(name, _named(person), rule.rule, rule.text or person.text)
        return
    for person in people:
        yield Ground(name, _named(person), " and ".join(dict.fromkeys(r.rule for r in rules)) or NO_RULE, person.text)


def _named(person: Party) -> str:
    return f"{person.name} ({wording.entry(person)})"


def _places(claim: Claim) -> Iterator[Ground]:
    """Give each place with how it was grounded, and what it was taken over from."""
    for place in claim.places:
        taken = [w.rule for w in _rules(claim, "places") if w.text == place.text]
        name = "place" if place.role == "event" else place.role
        yield Ground(name, wording.place(place), "; ".join([*taken, _grounded(place)]), place.text)
        for other in place.alternatives:
            where = f"{other.gazetteer_id} at {other.lat:.2f}, {other.lon:.2f}"
            yield Ground("", f"or {other.name}", f"{where}, {other.score:.0%} of the odds", "")


def _grounded(place: Place) -> str:
    """Return what a place was taken for, how surely, and why."""
    why = (place.reason or "").rstrip(".")
    sure = f"{place.score:.0%} of the odds" if place.score is not None else ""
    if place.lat is None:
        return ", ".join(x for x in (why or "the gazetteer holds no such name", sure) if x)
    entry = f"gazetteer {place.gazetteer_id}" if place.gazetteer_id else "no entry of its own"
    shape = f"a {place.shape.kind}" if place.shape else ""
    facts = ", ".join(x for x in (entry, place.kind, f"precision {place.precision}", shape, sure) if x)
    return f"{facts}; {why[0].lower()}{why[1:]}" if why else facts


def _figures(claim: Claim) -> Iterator[Ground]:
    for count in claim.counts:
        rule = f"number words, {count.quantifier.replace('_', ' ')}, {count.who}"
        if count.part_of is not None:
            rule += ", part of another figure here"
        yield Ground(count.outcome, wording.figure(count), rule, count.text)


def _sources(claim: Claim) -> Iterator[Ground]:
    if not claim.attribution:
        yield Ground("source", wording.OWN_VOICE, "no attribution bears on the words", "")
    for link in claim.attribution:
        rule = f"cue “{wording.quote(link.cue)}”" if link.cue else "cited without a cue"
        yield Ground("source", f"{link.name}, {link.kind}", rule, link.source)


def _turns(claim: Claim) -> Iterator[Ground]:
    for q in claim.qualifiers:
        yield Ground("qualified", q.kind.replace("_", " "), "qualifiers.yaml", q.cue)
    if claim.reason:
        yield Ground("reason", wording.quote(claim.reason.text), "words that give a cause", claim.reason.text)
