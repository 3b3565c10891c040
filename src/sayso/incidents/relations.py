"""Relations between incidents that are not sameness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.incidents.facts import Facts
from sayso.schema.document import Document
from sayso.schema.incident import Incident, Related


def related(
    incidents: Sequence[Incident], facts: Sequence[Facts], documents: Mapping[str, Document]
) -> tuple[Incident, ...]:
    """Return the incidents, each with its relations to others: one whose claims sum others' figures is over them."""
    del documents
    home = {c: i.id for i in incidents for c in i.claims}
    sums = {f.claim.id: f.claim.sum_of for f in facts if f.claim.sum_of}
    over = [
        sorted({home[part] for c in i.claims for part in sums.get(c, ()) if part in home and home[part] != i.id})
        for i in incidents
    ]
    return tuple(
        replace(i, related=tuple(Related(r, "total_over") for r in ids)) if ids else i
        for i, ids in zip(incidents, over, strict=True)
    )
