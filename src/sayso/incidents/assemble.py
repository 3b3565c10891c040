"""An incident from its claims: each field by its rule, and what must be borne in mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.incidents import represent
from sayso.incidents.cautions import cautions
from sayso.incidents.contest import contested
from sayso.incidents.facts import Facts
from sayso.incidents.grade import grade
from sayso.incidents.independence import Sources, publishers
from sayso.incidents.parties import Parties
from sayso.incidents.profiles import tallies
from sayso.schema.document import Document
from sayso.schema.identity import incident_id
from sayso.schema.incident import ClaimLink, Incident


def assemble(
    facts: Sequence[Facts], links: tuple[ClaimLink, ...], documents: Mapping[str, Document], profile: str
) -> Incident:
    """Return the incident that some claims, the founding one first, are held to describe; without its relations."""
    claims = [f.claim for f in facts]
    sources = Sources(claims, documents)
    disputed = contested(facts, sources)
    parties = Parties(claims, sources)
    put_out_by = publishers(claims, documents)
    return Incident(
        id=incident_id(claims[0].id),
        event_type=represent.event_type(facts),
        status=represent.status(facts),
        date=represent.date(facts),
        place=represent.place(facts),
        actors=represent.parties([c.actors for c in claims if c.status != "denied"]),
        recipients=represent.parties([c.recipients for c in claims if c.status != "denied"]),
        claims=tuple(c.id for c in claims),
        counts=tallies(claims, documents, profile, sources, parties),
        publishers=put_out_by,
        independent_sources=sources.labels(),
        grade=grade(facts, disputed, sources, parties, len(put_out_by)),
        contested=disputed,
        party_sources=parties.speaking(),
        warnings=cautions(claims, documents, sources, parties, len(put_out_by)),
        links=links,
    )
