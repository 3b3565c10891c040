"""Parties: when two names are one party, and whether a source takes part in what it tells, on which side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from sayso.incidents.facts import KEPT
from sayso.incidents.independence import Source, Sources
from sayso.incidents.names import folded, name_words, one_name, within, words_aside
from sayso.schema import knowledge
from sayso.schema.claim import Claim, Count, Party
from sayso.schema.incident import PartySource
from sayso.schema.vocabulary import PartySide, SourceKind

LOOKING_ON: frozenset[SourceKind] = frozenset({"monitor", "agency", "outlet", "expert"})
"""Kinds of source that are a party only where the whole name is one."""

_STATE = re.compile(
    r"([a-z]{2})-(?:government|forces|air-force|navy|coast-guard|border-guard|police|intelligence|[a-z]+-ministry)"
)
"""The entries of the register that each state has: its air force is its forces, in a finer word."""


# ---- two names


@cache
def _parents() -> dict[str, str]:
    rows = knowledge.packaged("actors")["actors"]
    above = {
        row["id"]: [row["parent"]] if "parent" in row else [p["id"] for p in row.get("parents", [])] for row in rows
    }
    return {actor_id: parents[-1] for actor_id, parents in above.items() if parents}


def _above(actor_id: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return an entry of the register with those it is part of, and the states whose forces these are."""
    found = [actor_id]
    while (parent := _parents().get(found[-1])) and parent not in found:
        found.append(parent)
    return frozenset(found), frozenset(m[1] for name in found if (m := _STATE.fullmatch(name)))


def same_party(left: Party, right: Party) -> bool:
    """Tell whether two names are one party: by register entry, else by the words that name it."""
    if left.actor_id and right.actor_id:
        return left.actor_id == right.actor_id
    if folded(left.name) == folded(right.name):
        return True
    return one_name(name_words(left.name, "party"), name_words(right.name, "party"))


def kin(left: Party, right: Party) -> bool:
    """Tell whether one party is part of the other, or both are of one state, as the register has it."""
    if not left.actor_id or not right.actor_id:
        return False
    (a, states), (b, others) = _above(left.actor_id), _above(right.actor_id)
    return left.actor_id in b or right.actor_id in a or bool(states & others)


# ---- sources among them


def is_party(source: Source, parties: Iterable[Party]) -> bool:
    """Tell whether a source is one of the parties, by register entry or by the words of its name."""
    return any(_is(source, party.name, party.actor_id) for party in parties)


@lru_cache(maxsize=KEPT)
def _is(source: Source, name: str, actor_id: str | None) -> bool:
    if source.actor_id and actor_id:
        return source.actor_id == actor_id
    words = name_words(name, "party")
    if source.kind in LOOKING_ON or source.own_voice:
        return bool(words) and words == source.words
    return _meet(source, words)


def _meet(source: Source, words: frozenset[str]) -> bool:
    """Tell whether one name holds the other; a single word is not enough: a council of Aleppo is not Aleppo."""
    if len(words) == 1 and len(source.words) > 1 and source.kind != "belligerent":
        return False
    return bool(words and source.words) and (within(words, source.words) or within(source.words, words))


def side_of(source: Source, actors: Iterable[Party], recipients: Iterable[Party]) -> PartySide | None:
    """Return the side on which a source stands; None where it is not one of the parties named."""
    acts, suffers = is_party(source, actors), is_party(source, recipients)
    if acts and suffers:
        return "both"
    return "actor" if acts else "recipient" if suffers else None


def tells_enemy_losses(source: Source, claim: Claim, rows: Sequence[Count]) -> bool:
    """Tell whether a figure is a belligerent's about its enemy's losses, and so stands on its word alone.

    Not meant is what a side concedes of its own: rows `of_actor` itself, a source that is the recipient, an army's word
    on soldiers who are not said to be another's; nor what a belligerent says of civilians whom somebody else harmed.
    """
    if source.own_voice:
        return False
    side = side_of(source, claim.actors, claim.recipients)
    if source.kind != "belligerent" and side not in ("actor", "both"):
        return False
    owners = [row.of_actor for row in rows]
    own = [name for name in owners if name and _meet(source, name_words(name, "party"))]
    if rows and len(own) == len(rows):
        return False
    if side in ("actor", "both") or (not own and rows and all(owners)):
        return True
    return side is None and not (_others_harmed_civilians(claim, rows) or _its_own_soldiers(source, claim, rows))


def _others_harmed_civilians(claim: Claim, rows: Sequence[Count]) -> bool:
    return bool(claim.actors) and bool(rows) and all(row.who == "civilians" for row in rows)


@cache
def _state_words() -> frozenset[str]:
    return frozenset(knowledge.packaged("contested")["state_words"])


def _its_own_soldiers(source: Source, claim: Claim, rows: Sequence[Count]) -> bool:
    """Tell whether a state's source counts soldiers or police of whom nobody says that they were another's.

    "An army officer" names no state: its own are then those of whichever state has the forces that were hit.
    """
    words = set(folded(source.label).split())
    if _state_words().isdisjoint(words) or not rows or any(row.who not in ("soldiers", "police") for row in rows):
        return False
    of_no_state = words <= _state_words() | words_aside("source")
    others = (p for p in claim.recipients if p.actor_id or name_words(p.name, "party"))
    return all(of_no_state and _STATE.fullmatch(p.actor_id or "") for p in others)


class Parties:
    """Who takes part in an incident, as its claims name them, and which of its sources are among them."""

    def __init__(self, claims: Sequence[Claim], sources: Sources) -> None:
        told = [c for c in claims if c.status != "denied"] or claims
        self._claims = claims
        self._sources = sources
        self._actors = tuple(p for c in told for p in c.actors)
        self._recipients = tuple(p for c in told for p in c.recipients)
        self._sides: dict[Source, PartySide | None] = {}

    def side(self, source: Source) -> PartySide | None:
        """Return the side of the incident on which a source stands; None where it stands on none that is named."""
        if source not in self._sides:
            self._sides[source] = side_of(source, self._actors, self._recipients)
        return self._sides[source]

    def holds(self, source: Source) -> bool:
        """Tell whether a source is a party: named as one, or a belligerent on a side that is not named."""
        return source.kind == "belligerent" or self.side(source) is not None

    def speaking(self) -> tuple[PartySource, ...]:
        """Return the parties that are sources themselves, with their side and claims."""
        found: dict[str, tuple[list[str], set[PartySide]]] = {}
        for claim in self._claims:
            for source in self._sources.speakers[claim.id]:
                if self.holds(source):
                    claims, sides = found.setdefault(self._sources.name(source), ([], set()))
                    claims.append(claim.id)
                    sides |= {side} if (side := self.side(source)) else set()
        return tuple(
            PartySource(name, _one(sides), tuple(dict.fromkeys(claims)))
            for name, (claims, sides) in sorted(found.items())
        )


def _one(sides: set[PartySide]) -> PartySide | None:
    return next(iter(sides)) if len(sides) == 1 else "both" if sides else None
