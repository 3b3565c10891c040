"""One version of one report, as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.schema.vocabulary import Origin, PublishedBasis, SegmentKind
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
class Document:
    """A report with its clean text and the way back.

    `text` is the title, a blank line and the body, characters kept; every segment is a stretch of it, in order and
    without overlap. `language` is an ISO 639-1 code, None when it could not be told; a document in a language that
    sayso does not read is kept and `unread` gives the reason. `raw_sha256` names the bytes it was read from.
    `way_back` leads from the text into the decoded text of those bytes; see `sayso.schema.way_back.raw_span`.
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
    raw: Raw | None = field(default=None, compare=False, repr=False, metadata=CARRIED)
