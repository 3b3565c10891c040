"""What must be borne in mind before an incident is relied on: one source, parties only, a ring of citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sayso.incidents.facts import KEPT
from sayso.incidents.independence import OWN_VOICE, Source, Sources, collapsed, label_of, one_body
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
    names = sources.labels()
    only_parties = all(parties.holds(s) for c in claims for s in sources.speakers[c.id])
    found = [_single(names, publishers), _parties_only(names) if only_parties else None]
    return (*(w for w in found if w), *map(_ring, rings(claims, documents)))


@lru_cache(maxsize=KEPT)
def _single(names: tuple[str, ...], publishers: int) -> Warned | None:
    if len(names) != 1:
        return None
    repeated = f", whom {publishers} publishers repeat" if publishers > 1 else ""
    text = f"everything told of it goes back to one source: {names[0].removeprefix(OWN_VOICE)}{repeated}"
    return Warned("single_source", text, names)


@lru_cache(maxsize=KEPT)
def _parties_only(names: tuple[str, ...]) -> Warned:
    return Warned("parties_only", f"only parties to it speak of it: {', '.join(names)}", names)


# ---- rings


def rings(claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[tuple[str, ...]]:
    """Return the bodies that cite each other on what the claims tell, directly or through others, ring by ring.

    Sources without a name ("witnesses") are in no ring: those of two reports need not be one.
    """
    edges = {(e[0], e[1]) for c in claims for e in edges_of(c, documents)}
    if len(edges) < 2 or not _may_meet({a for a, _ in edges}, {b for _, b in edges}):
        return []
    bodies = [_body(name) for name in sorted({name for edge in edges for name in edge})]
    groups = collapsed(b for b in bodies if b.words)
    at = {s.label: n for n, group in enumerate(groups) for s in group}
    cites: dict[int, set[int]] = {n: set() for n in range(len(groups))}
    for citing, cited in edges:
        if citing in at and cited in at and at[citing] != at[cited]:
            cites[at[citing]].add(at[cited])
    return sorted(tuple(sorted(label_of(groups[n]) for n in ring)) for ring in _mutual(cites))


def _may_meet(citing: Iterable[str], cited: Iterable[str]) -> bool:
    """Tell whether somebody cites and is cited: else there is no ring, whatever names are one."""
    return any(one_body(_body(a), _body(b)) for a in citing for b in cited)


@lru_cache(maxsize=KEPT)
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
