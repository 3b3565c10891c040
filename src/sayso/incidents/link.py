"""Claims to incidents: compare what shares a block, cluster, and say for each incident what its claims hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.incidents.assemble import assemble
from sayso.incidents.block import candidates
from sayso.incidents.cluster import cluster, spanning
from sayso.incidents.compare import Score, compare, weigh
from sayso.incidents.facts import Facts, rarity, read
from sayso.incidents.profiles import profile_named
from sayso.incidents.relations import related
from sayso.incidents.weights import LINK_AT
from sayso.schema.claim import Claim
from sayso.schema.codebook import Codebook
from sayso.schema.document import Document
from sayso.schema.incident import ClaimLink, Incident

UNDATED = "9999"


class _Pairs:
    """The scores of pairs, each compared once."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self.facts = facts
        self._known: dict[tuple[int, int], Score] = {}

    def _at(self, a: int, b: int) -> Score:
        key = (a, b) if a < b else (b, a)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = weigh(self.facts[key[0]], self.facts[key[1]])
        return known

    def score(self, a: int, b: int) -> float:
        return self._at(a, b).bits

    def apart(self, a: int, b: int) -> bool:
        return self._at(a, b).apart

    def link(self, a: int, b: int) -> ClaimLink:
        found = compare(self.facts[a], self.facts[b])
        bits = sum(c.weight for c in found)
        return ClaimLink(self.facts[a].claim.id, self.facts[b].claim.id, round(bits, 3), found)


def _in_order(claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """Return each claim once, those of the earliest report first, then by place in the report."""

    def key(claim: Claim) -> tuple[str, str, int, str]:
        document = documents.get(claim.document_id)
        published = document.published.date if document else None
        return published or UNDATED, claim.document_id, claim.start, claim.id

    return sorted({c.id: c for c in claims}.values(), key=key)


def link(
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    *,
    codebook: Codebook,
    profile: str = "conservative",
) -> tuple[Incident, ...]:
    """Return the incidents that the claims describe: every claim in exactly one, whatever the order of the input.

    `documents` by id; a claim whose document is missing counts as undated and of an unknown publisher. `profile` names
    the rule for figures (`reconcile.PROFILES`); SettingError for one that does not exist. Incidents come in the order
    of their founding claims.
    """
    profile_named(profile)
    ordered = _in_order(claims, documents)
    rare = rarity(ordered)
    facts = [read(c, documents, codebook, rare) for c in ordered]
    pairs = _Pairs(facts)
    at = {f.claim.id: n for n, f in enumerate(facts)}
    touching = [(at[a.claim.id], at[b.claim.id]) for a, b in candidates(facts)]
    incidents = []
    for members in cluster(len(facts), touching, pairs.score, pairs.apart, LINK_AT):
        links = tuple(pairs.link(a, b) for a, b in spanning(members, pairs.score))
        incidents.append(assemble([facts[n] for n in members], links, documents, profile))
    return related(incidents, facts, documents)
