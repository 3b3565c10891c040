"""Who ultimately says it: publishers and independent sources, counted apart.

Nineteen reports may be one speaker. The ultimate source of a claim is the innermost link of its chain; in the
publisher's own voice it is the publisher, or the agency or original that the report copies. Names that are one body
("the Observatory", "the head of the Observatory") collapse, unless the register says that they are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.incidents.facts import original
from sayso.incidents.names import folded, name_words, within
from sayso.schema import knowledge
from sayso.schema.claim import Claim, Link
from sayso.schema.document import Document
from sayso.schema.vocabulary import SourceKind

UNKNOWN_PUBLISHER = "unknown publisher"
NAMELESS: frozenset[SourceKind] = frozenset({"anonymous", "witness"})


@dataclass(frozen=True, slots=True)
class Source:
    """An ultimate source. `key` is equal for one body, `label` as shown; `own_voice`: a publisher speaking itself.

    `relay`, for a nameless one, who relays it: shown where two of the same name would be mistaken for one.
    """

    key: str
    label: str
    kind: SourceKind
    words: frozenset[str] = frozenset()
    actor_id: str | None = None
    own_voice: bool = False
    relay: str = ""


def publisher_of(document: Document | None) -> str:
    """Return who put the report out, or that it is unknown, with the report's id to keep two unknowns apart."""
    if document is None:
        return UNKNOWN_PUBLISHER
    return document.publisher or f"{UNKNOWN_PUBLISHER} ({document.external_id or document.id})"


def _own_voice(claim: Claim, documents: Mapping[str, Document]) -> Source:
    document = documents.get(original(claim.document_id, documents)) or documents.get(claim.document_id)
    agency = document.agency if document else None
    name = agency or publisher_of(document)
    kind: SourceKind = "agency" if agency else "outlet"
    return Source(folded(name), f"publisher: {name}", kind, name_words(name, "source"), own_voice=True)


def _nameless(link: Link, claim: Claim, documents: Mapping[str, Document]) -> Source:
    """A witness of one outlet is not the witness of another: such a source is told apart by who relays it."""
    outer = next((link.name for link in claim.attribution[1:] if not link.beside), None)
    relay = outer or _own_voice(claim, documents).label.removeprefix("publisher: ")
    return Source(f"{folded(link.name)} via {folded(relay)}", link.name, link.kind, relay=relay)


def _says_no_name(name: str) -> bool:
    nameless: list[str] = knowledge.packaged("linking")["nameless_words"]
    return not set(nameless).isdisjoint(folded(name).split())


def _naming(name: str) -> frozenset[str]:
    """Return the words by which a source is known again; two sources named together ("A and B") are neither alone."""
    return frozenset() if " and " in folded(name) else name_words(name, "source")


def source_of(claim: Claim, documents: Mapping[str, Document]) -> Source:
    """Return the ultimate source of a claim."""
    if not claim.attribution:
        return _own_voice(claim, documents)
    link = claim.attribution[0]
    words = _naming(link.name)
    if link.actor_id:
        return Source(link.actor_id, link.name, link.kind, words, link.actor_id)
    if link.kind in NAMELESS or not name_words(link.name, "source") or _says_no_name(link.name):
        return _nameless(link, claim, documents)
    return Source(folded(link.name), link.name, link.kind, words)


def one_body(left: Source, right: Source) -> bool:
    """Tell whether two sources are one: the same key, or the words of one name within the other's."""
    if left.key == right.key:
        return True
    if left.actor_id and right.actor_id:
        return False
    short, long = sorted((left.words, right.words), key=len)
    return any(len(w) > 4 for w in short) and within(short, long)


def collapsed(sources: Iterable[Source]) -> list[list[Source]]:
    """Return the sources in groups that are one body, in the order of first mention."""
    groups: list[list[Source]] = []
    for source in sources:
        meeting = [g for g in groups if any(one_body(source, s) for s in g)]
        joined = [s for g in meeting for s in g] + [source]
        groups = [g for g in groups if g not in meeting]
        groups.append(joined)
    return groups


def label_of(group: Sequence[Source]) -> str:
    """Return the name to show for a body: the most used that names it, of those the shortest."""
    used = Counter(s.label for s in group)
    naming = {s.label for s in group if s.words}
    return min(used, key=lambda x: (x not in naming, -used[x], len(x), x))


def _distinct_labels(groups: Sequence[Sequence[Source]]) -> list[str]:
    """Return a label a group; of nameless groups with one label each says who relays it."""
    labels = [label_of(g) for g in groups]
    return [
        f"{label} (via {group[0].relay})" if labels.count(label) > 1 and group[0].relay else label
        for label, group in zip(labels, groups, strict=True)
    ]


class Sources:
    """The ultimate sources of an incident's claims, collapsed: which body stands behind which claim."""

    def __init__(self, claims: Sequence[Claim], documents: Mapping[str, Document]) -> None:
        self.of_claim = {c.id: source_of(c, documents) for c in claims}
        groups = collapsed(self.of_claim[c.id] for c in claims)
        self._label = {s: label for g, label in zip(groups, _distinct_labels(groups), strict=True) for s in g}

    def label(self, claim: Claim) -> str:
        """Return the name of the body behind a claim; "publisher: X" for a publisher's own voice."""
        return self._label[self.of_claim[claim.id]]

    def labels(self) -> tuple[str, ...]:
        """Return every independent source once."""
        return tuple(sorted(set(self._label.values())))


def publishers(claims: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return who put the reports out, each once, reprints included."""
    return tuple(sorted({publisher_of(documents.get(c.document_id)) for c in claims}))
