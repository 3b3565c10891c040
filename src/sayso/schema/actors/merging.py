"""Claims and incidents read earlier, under the ids that a project's own register puts in place of theirs.

A claim is never edited: what it said lies in the store as it was. Merging is looked up whenever records are read out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.schema.actors.unknown import UNKNOWN
from sayso.schema.claim import Claim, Link, Party
from sayso.schema.incident import Incident


@dataclass(frozen=True, slots=True)
class Merging:
    """Which id stands in the place of which, and what the entries among them are called."""

    same_as: Mapping[str, str]
    names: Mapping[str, str]

    def of(self, actor_id: str) -> str:
        """Return the id that stands in the place of one, through any number of steps; itself where none does."""
        seen = {actor_id}
        while (other := self.same_as.get(actor_id)) and other not in seen:
            seen.add(other)
            actor_id = other
        return actor_id

    def party(self, party: Party) -> Party:
        """Return a party under its present id."""
        old = party.actor_id or party.unknown_id
        new = self.of(old) if old else None
        if new is None or new == old:
            return party
        if new.startswith(UNKNOWN):
            return replace(party, actor_id=None, unknown_id=new, canonical=None)
        return replace(party, actor_id=new, unknown_id=None, canonical=self.names.get(new))

    def claim(self, claim: Claim) -> Claim:
        """Return a claim with its actors, recipients and sources under their present ids."""
        if not self.same_as:
            return claim
        return replace(
            claim,
            actors=tuple(map(self.party, claim.actors)),
            recipients=tuple(map(self.party, claim.recipients)),
            attribution=tuple(map(self._link, claim.attribution)),
        )

    def incident(self, incident: Incident) -> Incident:
        """Return an incident with its parties under their present ids."""
        if not self.same_as:
            return incident
        actors, recipients = (tuple(map(self.party, people)) for people in (incident.actors, incident.recipients))
        return replace(incident, actors=actors, recipients=recipients)

    def _link(self, link: Link) -> Link:
        return replace(link, actor_id=self.of(link.actor_id)) if link.actor_id else link
