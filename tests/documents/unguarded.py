"""Reading without the net: an error that is none of ours comes out, and each document is held against its promises."""

from __future__ import annotations

from collections.abc import Iterator

from taken_in import intake

from sayso.documents import Input, Limits, Rejection
from sayso.documents.adapter import Found, Intake, adapters
from sayso.documents.building import build
from sayso.documents.draft import Draft
from sayso.errors import DocumentError
from sayso.schema.document import Document

SMALL = Limits(max_bytes=1_000_000, max_chars=100_000, max_member_bytes=2_000_000, max_expanded_bytes=4_000_000)
_DEEPEST = 2


def read_unguarded(kind: str, data: bytes, given: Intake | None = None) -> list[Document | Rejection]:
    """Return what an adapter finds in these bytes. Raises whatever is no DocumentError."""
    return list(_read(Input("fuzzed", kind, data=data), given or intake(SMALL), 0))


def _read(item: Input, given: Intake, depth: int) -> Iterator[Document | Rejection]:
    try:
        for found in adapters()[item.kind].read(item, given):
            yield from _taken(found, given, depth)
    except DocumentError as e:
        yield Rejection(item.where, e)


def _taken(found: Found, given: Intake, depth: int) -> Iterator[Document | Rejection]:
    if isinstance(found, Draft):
        document = build(found, given)
        hold_against_promises(document)
        yield document
    elif isinstance(found, Rejection):
        assert isinstance(found.error, DocumentError)
        yield found
    elif isinstance(found, Input) and depth < _DEEPEST:
        yield from _read(found, given, depth + 1)


def hold_against_promises(document: Document) -> None:
    """Check that every character that is not white space lies in exactly one segment, and that text can be stored."""
    at = 0
    for segment in document.segments:
        assert at <= segment.start < segment.end <= len(document.text), segment
        assert not document.text[at : segment.start].strip(), document.text[at : segment.start]
        at = segment.end
    assert not document.text[at:].strip()
    told = [document.text, document.title or "", document.author or "", document.publisher or "", document.url or ""]
    for words in told:
        words.encode()
        assert "\x00" not in words
