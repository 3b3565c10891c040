"""Claims to incidents: compare what shares a block, cluster, and say for each incident what its claims hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.incidents import represent
from sayso.incidents.block import candidates
from sayso.incidents.cluster import cluster, spanning
from sayso.incidents.compare import Score, compare, weigh
from sayso.incidents.contest import contested
from sayso.incidents.facts import Facts, rarity, read
from sayso.incidents.grade import grade
from sayso.incidents.independence import Sources, publishers
from sayso.incidents.reconcile import profile_named, reconcile
from sayso.incidents.weights import LINK_AT
from sayso.schema.claim import Claim
from sayso.schema.codebook import Codebook
from sayso.schema.document import Document
from sayso.schema.identity import incident_id
from sayso.schema.incident import ClaimLink, Incident, Related, Tally
from sayso.schema.vocabulary import Outcome

OUTCOMES: tuple[Outcome, ...] = ("killed", "injured", "abducted", "detained", "displaced", "captured", "destroyed")
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


def _tallies(
    claims: Sequence[Claim], documents: Mapping[str, Document], profile: str, sources: Sources
) -> dict[str, Tally]:
    found = {o: reconcile(claims, o, documents, profile=profile, sources=sources) for o in OUTCOMES}
    return {o: tally for o, tally in found.items() if tally}


def _incident(
    facts: Sequence[Facts], links: tuple[ClaimLink, ...], documents: Mapping[str, Document], profile: str
) -> Incident:
    claims = [f.claim for f in facts]
    sources = Sources(claims, documents)
    disputed = contested(facts, sources)
    return Incident(
        id=incident_id(claims[0].id),
        event_type=represent.event_type(facts),
        status=represent.status(facts),
        date=represent.date(facts),
        place=represent.place(facts),
        actors=represent.parties([c.actors for c in claims if c.status != "denied"]),
        recipients=represent.parties([c.recipients for c in claims if c.status != "denied"]),
        claims=tuple(c.id for c in claims),
        counts=_tallies(claims, documents, profile, sources),
        publishers=publishers(claims, documents),
        independent_sources=sources.labels(),
        grade=grade(facts, disputed, sources),
        contested=disputed,
        links=links,
    )


def _with_totals(incidents: Sequence[Incident], claims: Sequence[Claim]) -> tuple[Incident, ...]:
    """Relate an incident whose claims sum others' figures to the incidents that hold those."""
    home = {c: i.id for i in incidents for c in i.claims}
    sums = {c.id: c.sum_of for c in claims if c.sum_of}
    related = [
        sorted({home[part] for c in i.claims for part in sums.get(c, ()) if part in home and home[part] != i.id})
        for i in incidents
    ]
    return tuple(
        replace(i, related=tuple(Related(r, "total_over") for r in over)) if over else i
        for i, over in zip(incidents, related, strict=True)
    )


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
        incidents.append(_incident([facts[n] for n in members], links, documents, profile))
    return _with_totals(incidents, ordered)
