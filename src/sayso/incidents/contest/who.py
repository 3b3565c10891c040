"""Who did it: two names that are not one, and what is ascribed and disowned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.incidents.contest.views import View, between_sources, parting, view
from sayso.incidents.facts import Facts
from sayso.incidents.independence import Sources
from sayso.incidents.names import name_words
from sayso.incidents.parties import kin, same_party
from sayso.schema.claim import Claim, Party
from sayso.schema.incident import Contested
from sayso.schema.vocabulary import ContestKind


def _disowned(facts: Facts) -> bool:
    return any(q.kind == "responsibility_denied" for q in facts.claim.qualifiers)


def _is_named(party: Party) -> bool:
    """Tell whether a party has a name rather than a description: "the Valley Brigade", not "the opposition"."""
    if party.actor_id:
        return True
    return bool(name_words(party.name, "party")) and any(w[:1].isupper() for w in party.name.split())


def _any(test: Callable[[Party, Party], bool], left: Sequence[Party], right: Sequence[Party]) -> bool:
    return any(test(a, b) for a in left for b in right)


def _both_fight(left: Facts, right: Facts) -> bool:
    """Tell whether the two actors may be the two sides of one fight, which both act."""
    if "clash" not in (left.family, right.family):
        return False
    a, b = left.claim, right.claim
    if not (a.recipients and b.recipients):
        return True
    return _turned_round(a, b) or _turned_round(b, a)


def _turned_round(one: Claim, other: Claim) -> bool:
    """Tell whether the one's recipient is the other's actor, and so a side of the fight for both."""
    return _any(same_party, one.recipients, other.actors)


def _differ(left: View, right: View) -> ContestKind | None:
    a, b = left.facts, right.facts
    actors = a.claim.actors, b.claim.actors
    meet = _any(same_party, *actors)
    if _disowned(a) or _disowned(b):
        both = _disowned(a) and _disowned(b)
        return between_sources(left, right) if not both and (meet or _any(kin, *actors)) else None
    if meet or (_both_fight(a, b) and a.claim.recipients and b.claim.recipients):
        return None
    named = all(any(map(_is_named, some)) for some in actors)
    if not named or _any(kin, *actors) or _both_fight(a, b):
        return "difference"
    return between_sources(left, right)


def actor(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return where the claims part on who did it. What a source disowns is the position "not so-and-so"."""
    views = []
    for f in facts:
        if f.claim.actors and f.claim.status != "denied":
            name = ", ".join(p.name for p in f.claim.actors)
            key = (_disowned(f), f.actors.ids or f.actors.words or f.actors.described)
            views.append(view(f, sources, key, f"not {name}" if _disowned(f) else name))
    return parting("actor", views, _differ)
