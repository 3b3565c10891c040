"""One version of one report, as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.schema.vocabulary import Origin, PublishedBasis, SegmentKind, SourceKind
from sayso.schema.way_back import Raw, WayBack

CARRIED: Mapping[str, bool] = {"carried": True}
"""Marks a field that a record only carries: it is neither stored with it nor exported."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of `Document.text` of one kind; offsets are code points, end exclusive."""

    kind: SegmentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RejectedDate:
    """A day that might have been the one of publication, where it was found, and why it was not taken."""

    date: str
    basis: PublishedBasis
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """When the report was put out. `date` is an ISO day, at the outlet's own place where the page shows it, or None
    with basis `unknown`. `rejected` are the other days that were met, the surest first."""

    date: str | None
    basis: PublishedBasis
    rejected: tuple[RejectedDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report says that it was written: the place as written, and its offsets in the text."""

    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedOutlet:
    """An outlet of the register that the report names as a source: its id, name and kind of source there, and the
    offsets of the words in the text."""

    outlet: str
    name: str
    kind: SourceKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in two documents: from `start` to `end` in the copy's text, from `of_start` to `of_end` in the
    other's. Code points, end exclusive; the words are the same but for capitals and apostrophes."""

    start: int
    end: int
    of_start: int
    of_end: int


@dataclass(frozen=True, slots=True)
class Reprint:
    """That most of a document stands in another one.

    `of` is the id of the first document of the group, `through` the id of the one it was laid beside, mostly the same.
    `share` (0-1) is how much of this document's own body stands in `through`, word for word in runs of at least five
    words; `passages` are those runs, in the order of this document.
    """

    of: str
    through: str
    share: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report with its clean text and the way back.

    `text` is the title, a blank line and the body, characters kept; every segment is a stretch of it, in order and
    without overlap. `language` is an ISO 639-1 code, None when it could not be told; a document in a language that
    sayso does not read is kept and `unread` gives the reason. `raw_sha256` names the bytes it was read from.
    `way_back` leads from the text into the decoded text of those bytes; see `sayso.schema.way_back.raw_span`.
    `agency` is the first of `agencies`, those credited; `dateline` is None where the report names no place of its own.
    `cites` are the outlets that it names as sources, in the order of the text, as often as it does.
    `reprint_of` names the document that this one copies, `reprint` how much of it and which words.
    `key` is what makes two versions the same report (external id, address, or file) and is not exported. `raw` are the
    bytes on their way into a store: they are no part of the record.
    """

    id: str
    external_id: str | None
    url: str | None
    publisher: str | None
    title: str | None
    author: str | None
    published: Published
    language: str | None
    text: str
    segments: tuple[Segment, ...]
    agency: str | None
    reprint_of: str | None
    raw_sha256: str
    unread: str | None = None
    key: str = ""
    origin: Origin = "machine"
    run: str | None = None
    warnings: tuple[str, ...] = field(default=())
    way_back: WayBack | None = None
    reprint: Reprint | None = None
    agencies: tuple[str, ...] = ()
    dateline: Dateline | None = None
    cites: tuple[CitedOutlet, ...] = ()
    raw: Raw | None = field(default=None, compare=False, repr=False, metadata=CARRIED)
