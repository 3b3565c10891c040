"""Who cites whom: the graph of publishers and sources, with how often, reprints marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.incidents.independence import publisher_of
from sayso.schema.claim import Claim
from sayso.schema.document import Document


@dataclass(frozen=True, slots=True)
class Citation:
    """One edge of the graph: `citing` relays `cited`.

    `claims` how many claims pass along it, `documents` in which reports. `kind` is what the cited one is (`monitor`,
    `outlet`, …), `publisher` for the report that a reprint copies. `is_reprint`: the whole report is a copy.
    """

    citing: str
    cited: str
    kind: str
    claims: int
    documents: tuple[str, ...]
    is_reprint: bool = False


_Edge = tuple[str, str, str, bool]


def _chain(claim: Claim, document: Document | None) -> Iterator[_Edge]:
    """Yield the edges from the publisher inward to who says it."""
    citing = publisher_of(document)
    for link in reversed(claim.attribution):
        if link.name != citing:
            yield citing, link.name, link.kind, False
        if not link.beside:  # whoever relays the one relays the other too
            citing = link.name


def _copied(claim: Claim, documents: Mapping[str, Document]) -> Iterator[_Edge]:
    document = documents.get(claim.document_id)
    if document and document.reprint_of:
        yield publisher_of(document), publisher_of(documents.get(document.reprint_of)), "publisher", True


def citations(claims: Iterable[Claim], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """Return who cites whom, most cited edges first; a claim counts once on each link of its chain."""
    along: dict[_Edge, list[Claim]] = defaultdict(list)
    for claim in claims:
        for edge in (*_chain(claim, documents.get(claim.document_id)), *_copied(claim, documents)):
            along[edge].append(claim)
    found = [
        Citation(citing, cited, kind, len(carried), tuple(sorted({c.document_id for c in carried})), copy)
        for (citing, cited, kind, copy), carried in along.items()
    ]
    return tuple(sorted(found, key=lambda c: (-c.claims, c.citing, c.cited, c.kind, c.is_reprint)))
