"""Who ultimately says it: publishers and independent sources, counted apart.

Nineteen reports may be one speaker. The ultimate source of a claim is the innermost link of its chain; in the
publisher's own voice it is the publisher, or the agency that the report credits. What a reprint copies is the
original's word, claim by claim: a claim outside the copied passages is the reprint's own. Names that are one body
("the Observatory", "the head of the Observatory") collapse, unless the register says that they are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.incidents.facts import KEPT
from sayso.incidents.names import folded, name_words, within
from sayso.schema import knowledge
from sayso.schema.claim import Claim
from sayso.schema.document import Document, Passage
from sayso.schema.vocabulary import SourceKind

UNKNOWN_PUBLISHER = "unknown publisher"
OWN_VOICE = "publisher: "
"""Opens the label of a publisher that speaks itself."""
COPIED = 0.5
"""Share of a claim's characters that must lie in copied passages for the claim to be the original's."""
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

    def __hash__(self) -> int:
        return hash(self.key)


def publisher_of(document: Document | None) -> str:
    """Return who put the report out, or that it is unknown, with the report's id to keep two unknowns apart."""
    if document is None:
        return UNKNOWN_PUBLISHER
    return document.publisher or f"{UNKNOWN_PUBLISHER} ({document.external_id or document.id})"


def _shared(passage: Passage, start: int, end: int) -> int:
    return max(0, min(end, passage.end) - max(start, passage.start))


def _there(passages: Sequence[Passage], start: int, end: int) -> tuple[int, int] | None:
    """Return where the other document has the words of a span; None where most of them are no copy."""
    if sum(_shared(p, start, end) for p in passages) < COPIED * max(1, end - start):
        return None
    most = max(passages, key=lambda p: _shared(p, start, end))
    first = most.of_start + max(0, start - most.start)
    return first, first + _shared(most, start, end)


def written_in(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Return the id of the document whose own words a claim is: a reprint's claims are its original's where copied.

    A document that is known to copy another, but not which passages, is taken for a copy throughout. A ring of reprints
    ends at its smallest id.
    """
    first = documents.get(claim.document_id)
    if first is None or not first.reprint_of:
        return claim.document_id
    seen, span = [claim.document_id], (claim.start, claim.end)
    while (document := documents.get(seen[-1])) and document.reprint_of:
        copied = document.reprint
        there = _there(copied.passages, *span) if copied else span
        if there is None:
            break
        following = copied.through if copied else document.reprint_of
        if following in seen:
            return min(seen)
        seen.append(following)
        span = there
    return seen[-1]


def _own_voice(claim: Claim, documents: Mapping[str, Document]) -> Source:
    document = documents.get(written_in(claim, documents)) or documents.get(claim.document_id)
    agency = document.agency if document else None
    return _voice(agency, "agency") if agency else _voice(publisher_of(document), "outlet")


@lru_cache(maxsize=KEPT)
def _voice(name: str, kind: SourceKind) -> Source:
    return Source(folded(name), f"{OWN_VOICE}{name}", kind, name_words(name, "source"), own_voice=True)


def _nameless(at: int, claim: Claim, documents: Mapping[str, Document]) -> Source:
    """A witness of one outlet is not the witness of another: such a source is told apart by who relays it."""
    link = claim.attribution[at]
    outer = next((link.name for link in claim.attribution[at + 1 :] if not link.beside), None)
    return _relayed(link.name, link.kind, outer or _own_voice(claim, documents).label.removeprefix(OWN_VOICE))


@lru_cache(maxsize=KEPT)
def _relayed(name: str, kind: SourceKind, relay: str) -> Source:
    return Source(f"{folded(name)} via {folded(relay)}", name, kind, relay=relay)


def _says_no_name(name: str) -> bool:
    nameless: list[str] = knowledge.packaged("linking")["nameless_words"]
    return not set(nameless).isdisjoint(folded(name).split())


def _naming(name: str) -> frozenset[str]:
    """Return the words by which a source is known again; two sources named together ("A and B") are neither alone."""
    return frozenset() if " and " in folded(name) else name_words(name, "source")


def sources_of(claim: Claim, documents: Mapping[str, Document]) -> tuple[Source, ...]:
    """Return who says a claim: its ultimate source and those who speak beside it ("police and a resident said")."""
    if not claim.attribution:
        return (_own_voice(claim, documents),)
    beside = 1
    while beside < len(claim.attribution) and claim.attribution[beside].beside:
        beside += 1
    return tuple(_speaker(at, claim, documents) for at in range(beside))


def _speaker(at: int, claim: Claim, documents: Mapping[str, Document]) -> Source:
    link = claim.attribution[at]
    return _named(link.name, link.kind, link.actor_id) or _nameless(at, claim, documents)


@lru_cache(maxsize=KEPT)
def _named(name: str, kind: SourceKind, actor_id: str | None) -> Source | None:
    """Return a source that is known by its name, made once; None where the name tells nobody."""
    if actor_id:
        return Source(actor_id, name, kind, _naming(name), actor_id)
    if kind in NAMELESS or not name_words(name, "source") or _says_no_name(name):
        return None
    return Source(folded(name), name, kind, _naming(name))


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
        meets = [any(one_body(source, s) for s in group) for group in groups]
        joined = [s for group, met in zip(groups, meets, strict=True) if met for s in group]
        groups = [*(group for group, met in zip(groups, meets, strict=True) if not met), [*joined, source]]
    return groups


def label_of(group: Sequence[Source]) -> str:
    """Return the name to show for a body: the most used that names it, of those the shortest."""
    used = Counter([s.label for s in group])
    if len(used) == 1:
        return group[0].label
    naming = {s.label for s in group if s.words}
    return min(used, key=lambda x: (x not in naming, -used[x], len(x), x))


def _distinct_labels(groups: Sequence[Sequence[Source]]) -> list[str]:
    """Return a label a group; of nameless groups with one label each says who relays it."""
    labels = [label_of(g) for g in groups]
    return [
        f"{label} (via {group[0].relay})" if labels.count(label) > 1 and group[0].relay else label
        for label, group in zip(labels, groups, strict=True)
    ]


def _labels(sources: Sequence[Source]) -> dict[Source, str]:
    if len(set(sources)) == 1:
        return {sources[0]: sources[0].label}
    groups = collapsed(sources)
    return {s: label for g, label in zip(groups, _distinct_labels(groups), strict=True) for s in g}


class Sources:
    """The ultimate sources of an incident's claims, collapsed: which body stands behind which claim."""

    def __init__(self, claims: Sequence[Claim], documents: Mapping[str, Document]) -> None:
        self.speakers = {c.id: sources_of(c, documents) for c in claims}
        self.of_claim = {name: speakers[0] for name, speakers in self.speakers.items()}
        self._label = _labels([s for c in claims for s in self.speakers[c.id]])
        self._labels = _in_order(frozenset(self._label.values()))
        self._voices = {
            name: tuple(dict.fromkeys([self._label[s] for s in speakers])) for name, speakers in self.speakers.items()
        }

    def label(self, claim: Claim) -> str:
        """Return the name of the body behind a claim; "publisher: X" for a publisher's own voice."""
        return self._label[self.of_claim[claim.id]]

    def name(self, source: Source) -> str:
        """Return the name of the body that one of the sources is."""
        return self._label[source]

    def voices(self, claim: Claim) -> tuple[str, ...]:
        """Return the names of the bodies that say a claim, the one behind it first."""
        return self._voices[claim.id]

    def labels(self) -> tuple[str, ...]:
        """Return every independent source once."""
        return self._labels


def publishers(claims: Sequence[Claim], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return who put the reports out, each once, reprints included."""
    return _in_order(frozenset([publisher_of(documents.get(c.document_id)) for c in claims]))


@lru_cache(maxsize=KEPT)
def _in_order(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
