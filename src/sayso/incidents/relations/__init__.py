"""Relations between incidents that are not sameness: part of, follows, retaliates for, total over.

    telling      what the reports' own words say: "in retaliation for", "following", "as part of"
    containment  an operation's area and days hold the strikes of the same actor
    total over   a claim sums figures that other claims give

What the words say is somebody's word: each such relation names the claims and who says it. Only relations between
incidents that are both on record are given. The rules are in docs/incidents.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.incidents.facts import Facts
from sayso.incidents.independence import OWN_VOICE, sources_of
from sayso.incidents.relations.containment import contained
from sayso.incidents.relations.telling import Told, told_relations
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident, Related
from sayso.schema.vocabulary import Relation

ORDER: tuple[Relation, ...] = ("part_of", "retaliates_for", "follows", "total_over")


def related(
    incidents: Sequence[Incident], facts: Sequence[Facts], documents: Mapping[str, Document]
) -> tuple[Incident, ...]:
    """Return the incidents, each with its relations to others; those that a report states come before the rest."""
    found: dict[str, dict[tuple[Relation, str], Related]] = {}

    def add(incident: str, relation: Related) -> None:
        found.setdefault(incident, {}).setdefault((relation.relation, relation.incident_id), relation)

    for incident, relation in _stated(incidents, facts, documents):
        add(incident, relation)
    for incident, relation in (*_sums(incidents, facts, documents), *contained(incidents, facts)):
        add(incident, relation)
    return tuple([_with(i, found[i.id].values()) if i.id in found else i for i in incidents])


def _with(incident: Incident, found: Iterable[Related]) -> Incident:
    ordered = sorted(found, key=lambda r: (ORDER.index(r.relation), r.incident_id))
    return replace(incident, related=tuple(ordered))


def _homes(incidents: Iterable[Incident]) -> dict[str, str]:
    return {c: i.id for i in incidents for c in i.claims}


def _names(claims: Iterable[Claim], documents: Mapping[str, Document]) -> tuple[str, ...]:
    return tuple(sorted({s.label for c in claims for s in sources_of(c, documents)}))


def _stated(
    incidents: Sequence[Incident], facts: Sequence[Facts], documents: Mapping[str, Document]
) -> list[tuple[str, Related]]:
    """Return what reports state, one relation for all the claims that state it; a retaliation outranks a mere after."""
    grouped: dict[tuple[str, Relation, str], list[Told]] = {}
    stated = told_relations(facts)
    home = _homes(incidents) if stated else {}
    days = {i.id: i.date.start for i in incidents if i.date} if stated else {}
    for told in stated:
        this, other = home.get(told.claim.id), home.get(told.other.id)
        if this and other and this != other and not _backwards(told.relation, days.get(this), days.get(other)):
            grouped.setdefault((this, told.relation, other), []).append(told)
    return [
        (this, _as_stated(relation, other, group, documents))
        for (this, relation, other), group in grouped.items()
        if relation != "follows" or (this, "retaliates_for", other) not in grouped
    ]


def _backwards(relation: Relation, this: str | None, other: str | None) -> bool:
    """Tell whether the days exclude the relation: nothing follows, or answers, what came later."""
    return relation != "part_of" and bool(this and other and other > this)


def _as_stated(relation: Relation, other: str, group: Sequence[Told], documents: Mapping[str, Document]) -> Related:
    claims = {t.claim.id: t.claim for t in group}
    sources = _names(claims.values(), documents)
    says = ", ".join(s.removeprefix(OWN_VOICE) for s in sources)
    reason = f"“{group[0].words}”, {'say' if len(sources) > 1 else 'says'} {says}"
    return Related(other, relation, "text", reason, group[0].words, tuple(claims), sources)


def _sums(
    incidents: Sequence[Incident], facts: Sequence[Facts], documents: Mapping[str, Document]
) -> list[tuple[str, Related]]:
    """Relate an incident whose claims sum others' figures to the incidents that hold those."""
    sums = [f.claim for f in facts if f.claim.sum_of]
    home = _homes(incidents) if sums else {}
    summing: dict[tuple[str, str], list[Claim]] = {}
    for claim in sums:
        for other in sorted({home[part] for part in claim.sum_of if part in home} - {home[claim.id]}):
            summing.setdefault((home[claim.id], other), []).append(claim)
    reason = "its figure sums the other's with more"
    return [
        (this, Related(other, "total_over", "sum", reason, "", tuple(c.id for c in claims), _names(claims, documents)))
        for (this, other), claims in summing.items()
    ]


__all__ = ["related"]
