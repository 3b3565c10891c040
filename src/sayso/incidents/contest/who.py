"""Who did it: two names that are not one, and what is ascribed and disowned."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from sayso.incidents.contest.views import View, between_sources, parting, view
from sayso.incidents.facts import Facts
from sayso.incidents.independence import Sources
from sayso.incidents.names import folded, name_words, one_name
from sayso.schema import knowledge
from sayso.schema.claim import Party
from sayso.schema.incident import Contested
from sayso.schema.vocabulary import ContestKind

_STATE = re.compile(r"([a-z]{2})-(?:government|forces|air-force)")
"""The three entries of the register that each state has: its air force is its forces, in a coarser word."""


def _disowned(facts: Facts) -> bool:
    return any(q.kind == "responsibility_denied" for q in facts.claim.qualifiers)


def _is_named(party: Party) -> bool:
    """Tell whether a party has a name rather than a description: "the Valley Brigade", not "the opposition"."""
    if party.actor_id:
        return True
    return bool(name_words(party.name, "party")) and any(w[:1].isupper() for w in party.name.split())


@cache
def _parents() -> dict[str, str]:
    rows = knowledge.packaged("actors")["actors"]
    return {row["id"]: row["parent"] for row in rows if row.get("parent")}


def _above(actor_id: str) -> frozenset[str]:
    """Return an entry of the register with those it is part of; a state's forces stand under its name."""
    found = [actor_id]
    while (parent := _parents().get(found[-1])) and parent not in found:
        found.append(parent)
    states = {m[1] for name in found if (m := _STATE.fullmatch(name))}
    return frozenset(found) | states


def _same(left: Party, right: Party) -> bool:
    if left.actor_id and right.actor_id:
        return left.actor_id == right.actor_id
    if folded(left.name) == folded(right.name):
        return True
    return one_name(name_words(left.name, "party"), name_words(right.name, "party"))


def _kin(left: Party, right: Party) -> bool:
    """Tell whether one party is part of the other, or both are of one state."""
    if not left.actor_id or not right.actor_id:
        return False
    a, b = _above(left.actor_id), _above(right.actor_id)
    return left.actor_id in b or right.actor_id in a or any(len(name) == 2 for name in a & b)


def _any(test: Callable[[Party, Party], bool], left: Sequence[Party], right: Sequence[Party]) -> bool:
    return any(test(a, b) for a in left for b in right)


def _both_fight(left: Facts, right: Facts) -> bool:
    """Tell whether the two actors may be the two sides of one fight, which both act."""
    if "clash" not in (left.family, right.family):
        return False
    a, b = left.claim, right.claim
    return not (a.recipients and b.recipients) or (
        _any(_same, a.recipients, b.actors) or _any(_same, a.actors, b.recipients)
    )


def _differ(left: View, right: View) -> ContestKind | None:
    a, b = left.facts, right.facts
    actors = a.claim.actors, b.claim.actors
    meet = _any(_same, *actors)
    if _disowned(a) or _disowned(b):
        both = _disowned(a) and _disowned(b)
        return between_sources(left, right) if not both and (meet or _any(_kin, *actors)) else None
    if meet or (_both_fight(a, b) and a.claim.recipients and b.claim.recipients):
        return None
    named = all(any(map(_is_named, some)) for some in actors)
    if not named or _any(_kin, *actors) or _both_fight(a, b):
        return "difference"
    return between_sources(left, right)


def actor(facts: Sequence[Facts], sources: Sources) -> Contested | None:
    """Return where the claims part on who did it. What a source disowns is the position "not so-and-so"."""
    views = []
    for f in facts:
        if f.claim.actors and f.claim.status != "denied":
            name = ", ".join(p.name for p in f.claim.actors)
            key = (_disowned(f), f.actors.ids or f.actors.words or f.actors.described)
            views.append(view(f, sources, key, f"not {name}" if _disowned(f) else name))
    return parting("actor", views, _differ)
