"""Who cites whom: the graph of publishers and sources, with how often, reprints marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.incidents.independence import publisher_of, written_in
from sayso.incidents.names import folded
from sayso.schema.claim import Claim
from sayso.schema.document import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """One edge of the graph: `citing` relays `cited`.

    `claims` how many claims pass along it, `documents` in which reports; `relayed` of those claims are ones that the
    citing body only passes on: it stands within the chain and is itself cited for them. `kind` is what the cited one is
    (`monitor`, `outlet`, …), `publisher` for the report that a reprint copies. `is_reprint`: the claims are copied.
    `is_named`: the report names an outlet as its source and none of its claims is attributed to it; `claims` is 0.
    """

    citing: str
    cited: str
    kind: str
    claims: int
    documents: tuple[str, ...]
    is_reprint: bool = False
    is_named: bool = False
    relayed: int = 0


_Edge = tuple[str, str, str, bool]


def _chain(claim: Claim, document: Document | None) -> Iterator[_Edge]:
    """Yield the edges from the publisher inward to who says it."""
    citing = publisher_of(document)
    for link in reversed(claim.attribution):
        if folded(link.name) != folded(citing):
            yield citing, link.name, link.kind, False
        if not link.beside:  # whoever relays the one relays the other too
            citing = link.name


def _copied(claim: Claim, documents: Mapping[str, Document]) -> Iterator[_Edge]:
    written = written_in(claim, documents)
    if written != claim.document_id:
        copying, original = (publisher_of(documents.get(name)) for name in (claim.document_id, written))
        yield copying, original, "publisher", True


def _plain(name: str) -> str:
    return f" {' '.join(folded(name).split())} "


def _attributed(document: Document, claims: Iterable[Claim]) -> frozenset[str]:
    """Return the cited outlets to which a claim of the document is attributed: by name, or at the same words."""
    links = [link for claim in claims for link in claim.attribution]
    names = "\n".join(_plain(link.name) for link in links)
    return frozenset(
        c.outlet
        for c in document.cites
        if _plain(c.name) in names
        or _plain(document.text[c.start : c.end]) in names
        or any(link.start < c.end and c.start < link.end for link in links)
    )


def edges_of(claim: Claim, documents: Mapping[str, Document]) -> Iterator[_Edge]:
    """Yield who cites whom for one claim, from its publisher inward, and whom the report copies."""
    yield from _chain(claim, documents.get(claim.document_id))
    yield from _copied(claim, documents)


def _relayed(edge: _Edge, carried: Iterable[Claim], documents: Mapping[str, Document]) -> int:
    """Return how many claims the citing body passes on from within the chain, not as their publisher."""
    return 0 if edge[3] else sum(publisher_of(documents.get(c.document_id)) != edge[0] for c in carried)


def _named(documents: Mapping[str, Document], claims: Mapping[str, list[Claim]]) -> Iterator[tuple[_Edge, str]]:
    """Give the outlets that a report names as sources, where no claim of it is attributed to them."""
    for document in documents.values():
        attributed = _attributed(document, claims.get(document.id, ())) if document.cites else ()
        for cited in document.cites:
            if cited.outlet not in attributed:
                yield (publisher_of(document), cited.name, cited.kind, False), document.id


def citations(claims: Iterable[Claim], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """Return who cites whom, most cited edges first; a claim counts once on each link of its chain.

    Outlets that a report names as sources without a claim of theirs follow, with 0 claims.
    """
    along: dict[_Edge, list[Claim]] = defaultdict(list)
    of_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_document[claim.document_id].append(claim)
        for edge in edges_of(claim, documents):
            along[edge].append(claim)
    found = [
        Citation(
            *edge[:3],
            claims=len(carried),
            documents=tuple(sorted({c.document_id for c in carried})),
            is_reprint=edge[3],
            relayed=_relayed(edge, carried, documents),
        )
        for edge, carried in along.items()
    ]
    named: dict[_Edge, set[str]] = defaultdict(set)
    for edge, document_id in _named(documents, of_document):
        named[edge].add(document_id)
    found += [Citation(*edge[:3], 0, tuple(sorted(ids)), is_named=True) for edge, ids in named.items()]
    return tuple(sorted(found, key=lambda c: (-c.claims, c.citing, c.cited, c.kind, c.is_reprint)))
