"""What an export takes out of a store: the records, and which claim stands in which incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not taken in: its name, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Holdings:
    """The records of one store, read-only.

    `membership` maps a claim's id to its present incident's; a claim that stands in none is not a key.
    """

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    membership: Mapping[str, str]
    refused: tuple[Refused, ...] = ()
    _documents: dict[str, Document] = field(init=False, repr=False, compare=False)
    _claims: dict[str, Claim] = field(init=False, repr=False, compare=False)
    _in_incident: frozenset[str] = field(init=False, repr=False, compare=False)
    _said_by_party: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_documents", {d.id: d for d in self.documents})
        object.__setattr__(self, "_claims", {c.id: c for c in self.claims})
        by_party = frozenset(c for i in self.incidents for source in i.party_sources for c in source.claims)
        object.__setattr__(self, "_in_incident", frozenset(c for i in self.incidents for c in i.claims))
        object.__setattr__(self, "_said_by_party", by_party)

    def document_of(self, claim: Claim) -> Document:
        """Return the document that makes the claim. KeyError: the store is not whole."""
        return self._documents[claim.document_id]

    def is_said_by_party(self, claim: Claim) -> bool | None:
        """Tell whether a party to the claim's incident says it; None where its incident is not among these."""
        return claim.id in self._said_by_party if claim.id in self._in_incident else None

    def claims_of(self, incident: Incident) -> tuple[Claim, ...]:
        """Return the incident's claims in the incident's order; ids that the store lost are left out."""
        return tuple(self._claims[i] for i in incident.claims if i in self._claims)
