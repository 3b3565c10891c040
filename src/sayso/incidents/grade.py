"""Airwars' five words for how well an incident is evidenced, each by a published rule and with its reason.

The rules are asked in this order; the first that holds gives the word.

    contested   sources name different actors
    confirmed   a belligerent accepts that it did it
    discounted  two or more independent sources say that the dead were combatants, where another says civilians
    contested   the event itself is denied
    fair        two or more independent credible sources (a party's own word and nameless voices are not counted)
    weak        one source, or none that is credible

Airwars grades outlets; here a source counts once however many publishers carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.incidents.facts import Facts
from sayso.incidents.independence import Source, Sources
from sayso.incidents.parties import is_party
from sayso.schema.incident import Contested, Graded

COMBATANTS = frozenset({"soldiers", "militants"})
FAIR_FROM = 2
"""Independent credible sources from which an incident is fair."""


def _accepts(facts: Facts, source: Source) -> bool:
    """Tell whether the claim has the one who did it say so."""
    kinds = {q.kind for q in facts.claim.qualifiers}
    if facts.claim.status in ("planned", "denied") or "responsibility_denied" in kinds:
        return False
    if "responsibility_claimed" in kinds:
        return True
    return not source.own_voice and source.kind == "belligerent" and is_party(source, facts.claim.actors)


def _disputed(contested: Iterable[Contested], field: str) -> Contested | None:
    return next((c for c in contested if c.field == field and c.kind == "dispute"), None)


def _credible(facts: Sequence[Facts], sources: Sources) -> list[str]:
    found = set()
    for f in facts:
        source = sources.of_claim[f.claim.id]
        party = source.kind == "belligerent" or is_party(source, (*f.claim.actors, *f.claim.recipients))
        if f.claim.status != "denied" and source.kind not in ("belligerent", "anonymous") and not party:
            found.add(sources.label(f.claim))
    return sorted(found)


def _dead(facts: Facts) -> set[str]:
    return {c.who for c in facts.claim.counts if c.outcome == "killed" and c.low != 0}


def _say_combatants(facts: Sequence[Facts], sources: Sources) -> list[str]:
    """Return who says that only combatants died, where somebody else says civilians did."""
    if not any("civilians" in _dead(f) for f in facts):
        return []
    return sorted({sources.label(f.claim) for f in facts if _dead(f) and _dead(f) <= COMBATANTS})


def grade(facts: Sequence[Facts], contested: Sequence[Contested], sources: Sources) -> Graded | None:
    """Return the word and its reason; None for plans, cumulative figures and sizes of a force."""
    told = [f for f in facts if f.kind == "event" and f.claim.status != "planned"]
    if not told:
        return None
    if actors := _disputed(contested, "actor"):
        return Graded("contested", "different actors named: " + "; ".join(p.value for p in actors.positions))
    if accepting := sorted({sources.label(f.claim) for f in told if _accepts(f, sources.of_claim[f.claim.id])}):
        return Graded("confirmed", f"a party accepts that it did it: {', '.join(accepting)}")
    if len(combatants := _say_combatants(told, sources)) >= FAIR_FROM:
        return Graded("discounted", f"the dead were combatants, say {', '.join(combatants)}")
    if denial := _disputed(contested, "event"):
        who = next(p.sources for p in denial.positions if p.value == "denied")
        return Graded("contested", f"the event is denied by {', '.join(who)}")
    return _by_sources(_credible(told, sources), sources)


def _by_sources(credible: Sequence[str], sources: Sources) -> Graded:
    if len(credible) >= FAIR_FROM:
        return Graded("fair", f"{len(credible)} independent sources: {', '.join(credible)}")
    if credible:
        return Graded("weak", f"one credible source: {credible[0]}")
    return Graded("weak", f"no credible source beside a party or a nameless voice: {', '.join(sources.labels())}")
