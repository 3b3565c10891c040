"""Airwars' five words for how well an incident is evidenced, each by a published rule and with its reason.

The rules are asked in this order; the first that holds gives the word.

    confirmed   one party accepts that it did it, and does not disown it elsewhere
    contested   sources name different actors, or several parties claim it
    discounted  two or more independent sources say that the dead were combatants, where another says civilians
    contested   the event itself is denied
    fair        two or more independent credible sources (a party's own word and nameless voices are not counted)
    weak        one source, or none that is credible

Airwars grades outlets; here a source counts once however many publishers carry it. Airwars also asks for a strike
nearby that is known otherwise: sayso has no such record and does not ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sayso.incidents.facts import KEPT, Facts
from sayso.incidents.independence import OWN_VOICE, Sources
from sayso.incidents.names import folded, name_words, one_name
from sayso.incidents.parties import Parties, is_party
from sayso.schema.incident import Contested, Graded

COMBATANTS = frozenset({"soldiers", "militants"})
FAIR_FROM = 2
"""Independent credible sources from which an incident is fair."""


def grade(
    facts: Sequence[Facts], contested: Sequence[Contested], sources: Sources, parties: Parties, publishers: int
) -> Graded | None:
    """Return the word and its reason; None for plans, cumulative figures and sizes of a force."""
    told = [f for f in facts if f.kind == "event" and f.claim.status != "planned"]
    if not told:
        return None
    return (
        _accepted(_accepting(told, sources))
        or _ascribed(_disputed(contested, "actor"))
        or _discounted(_say_combatants(told, sources))
        or _denied(_disputed(contested, "event"))
        or _by_sources(_credible(told, sources, parties), sources.labels(), publishers)
    )


# ---- the rules, in their order


def _accepted(accepting: Sequence[str]) -> Graded | None:
    if len(accepting) == 1:
        return Graded("confirmed", f"a party accepts that it did it: {accepting[0]}")
    return Graded("contested", f"several parties claim it: {'; '.join(accepting)}") if accepting else None


def _ascribed(actors: Contested | None) -> Graded | None:
    if actors is None:
        return None
    return Graded("contested", "different actors named: " + "; ".join(p.value for p in actors.positions))


def _discounted(combatants: Sequence[str]) -> Graded | None:
    if len(combatants) < FAIR_FROM:
        return None
    return Graded("discounted", f"the dead were combatants, say {', '.join(combatants)}")


def _denied(event: Contested | None) -> Graded | None:
    if event is None:
        return None
    who = next(p.sources for p in event.positions if p.value == "denied")
    return Graded("contested", f"the event is denied by {', '.join(who)}")


@lru_cache(maxsize=KEPT)
def _by_sources(credible: tuple[str, ...], labels: tuple[str, ...], publishers: int) -> Graded:
    carried = f"carried by {publishers} publisher{'s' * (publishers != 1)}"
    if len(credible) >= FAIR_FROM:
        return Graded("fair", f"{len(credible)} independent sources, {carried}: {', '.join(credible)}")
    if credible:
        own_voice = credible[0].startswith(OWN_VOICE)
        return Graded("weak", f"one credible source: {credible[0]}" + ("" if own_voice else f", {carried}"))
    return Graded("weak", f"no credible source beside a party or a nameless voice: {', '.join(labels)}")


# ---- who accepts it


def _disowns(facts: Facts) -> bool:
    return facts.claim.status == "denied" or any(q.kind == "responsibility_denied" for q in facts.claim.qualifiers)


def _acceptor(facts: Facts, sources: Sources) -> str | None:
    """Return the party that a claim has say that it did it; None where it has none say so."""
    if facts.claim.status == "planned" or _disowns(facts):
        return None
    source = sources.of_claim[facts.claim.id]
    if not source.own_voice and source.kind == "belligerent" and is_party(source, facts.claim.actors):
        return sources.label(facts.claim)
    claimed = any(q.kind == "responsibility_claimed" for q in facts.claim.qualifiers)
    return ", ".join(p.name for p in facts.claim.actors) or sources.label(facts.claim) if claimed else None


def _one(left: str, right: str) -> bool:
    return folded(left) == folded(right) or one_name(name_words(left, "party"), name_words(right, "party"))


def _accepting(told: Sequence[Facts], sources: Sources) -> list[str]:
    """Return the parties that accept that they did it, each once, less those that also say that they did not."""
    disowning = [p.name for f in told if _disowns(f) and _speaks_of_itself(f, sources) for p in f.claim.actors]
    found: list[str] = []
    for name in sorted({a for f in told if (a := _acceptor(f, sources))}, key=lambda n: (len(n), n)):
        if not any(_one(name, known) for known in (*found, *disowning)):
            found.append(name)
    return found


def _speaks_of_itself(facts: Facts, sources: Sources) -> bool:
    return is_party(sources.of_claim[facts.claim.id], facts.claim.actors)


# ---- who is credible


def _disputed(contested: Iterable[Contested], field: str) -> Contested | None:
    return next((c for c in contested if c.field == field and c.kind == "dispute"), None)


def _credible(told: Sequence[Facts], sources: Sources, parties: Parties) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                sources.name(s)
                for f in told
                if f.claim.status != "denied"
                for s in sources.speakers[f.claim.id]
                if s.kind != "anonymous" and not parties.holds(s)
            }
        )
    )


def _dead(facts: Facts) -> set[str]:
    return {c.who for c in facts.claim.counts if c.outcome == "killed" and c.low != 0}


def _say_combatants(told: Sequence[Facts], sources: Sources) -> list[str]:
    """Return who says that only combatants died, where somebody else says civilians did."""
    if not any("civilians" in _dead(f) for f in told):
        return []
    return sorted({sources.label(f.claim) for f in told if _dead(f) and _dead(f) <= COMBATANTS})
