"""What must be borne in mind before an incident is relied on: one source, parties only, a ring of citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.incidents.independence import OWN_VOICE, Source, Sources, collapsed, label_of
from sayso.incidents.names import folded, name_words
from sayso.incidents.parties import Parties
from sayso.incidents.sources import edges_of
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Warned


def cautions(
    claims: Sequence[Claim], documents: Mapping[str, Document], sources: Sources, parties: Parties, publishers: int
) -> tuple[Warned, ...]:
    """Return the warnings that an incident's claims call for."""
    found = [_single(sources, publishers), _parties_only(claims, sources, parties)]
    return (*(w for w in found if w), *map(_ring, rings(claims, documents)))


def _single(sources: Sources, publishers: int) -> Warned | None:
    if len(names := sources.labels()) != 1:
        return None
    repeated = f", whom {publishers} publishers repeat" if publishers > 1 else ""
    text = f"everything told of it goes back to one source: {names[0].removeprefix(OWN_VOICE)}{repeated}"
    return Warned("single_source", text, names)


def _parties_only(claims: Sequence[Claim], sources: Sources, parties: Parties) -> Warned | None:
    if not all(parties.holds(s) for c in claims for s in sources.speakers[c.id]):
        return None
    return Warned("parties_only", f"only parties to it speak of it: {', '.join(sources.labels())}", sources.labels())


# ---- rings


def rings(claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[tuple[str, ...]]:
    """Return the bodies that cite each other on what the claims tell, directly or through others, ring by ring.

    Sources without a name ("witnesses") are in no ring: those of two reports need not be one.
    """
    edges = {(e[0], e[1]) for c in claims for e in edges_of(c, documents)}
    if len(edges) < 2:
        return []
    bodies = [_body(name) for name in sorted({name for edge in edges for name in edge})]
    groups = collapsed(b for b in bodies if b.words)
    at = {s.label: n for n, group in enumerate(groups) for s in group}
    cites: dict[int, set[int]] = {n: set() for n in range(len(groups))}
    for citing, cited in edges:
        if citing in at and cited in at and at[citing] != at[cited]:
            cites[at[citing]].add(at[cited])
    return sorted(tuple(sorted(label_of(groups[n]) for n in ring)) for ring in _mutual(cites))


def _body(name: str) -> Source:
    return Source(folded(name), name, "other", name_words(name, "source"))


def _reached(start: int, cites: Mapping[int, set[int]]) -> set[int]:
    reached: set[int] = set()
    ahead = set(cites[start])
    while ahead:
        reached |= ahead
        ahead = {m for n in ahead for m in cites[n]} - reached
    return reached


def _mutual(cites: Mapping[int, set[int]]) -> list[frozenset[int]]:
    """Return the largest sets of nodes each of which leads to every other."""
    reached = {n: _reached(n, cites) for n in cites}
    return list({frozenset(m for m in reached[n] if n in reached[m]) for n in cites if n in reached[n]})


def _ring(bodies: tuple[str, ...]) -> Warned:
    names = f"{', '.join(bodies[:-1])} and {bodies[-1]}"
    each = "each other" if len(bodies) == 2 else "one another in a ring"
    text = f"{names} cite {each} on this: none of them need have it at first hand"
    return Warned("circular_citation", text, bodies)
