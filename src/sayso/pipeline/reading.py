"""From a document to what it claims."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.documents import Rejection
from sayso.errors import Unreadable
from sayso.pipeline.known import Speakers, knowledge
from sayso.schema import Annotation, Claim, Document

if TYPE_CHECKING:
    from sayso.claims.reading import Knowledge

Told = tuple[Claim, ...] | Rejection
"""What one document claims, or why it could not be read."""


def annotate(document: Document, known: Knowledge) -> Annotation:
    """Return everything marked in a document's headline, dateline and body."""
    from sayso import annotation

    return annotation.annotate(document, places=known.gazetteer, speakers=Speakers(known.actors))


def read_document(document: Document, known: Knowledge | None = None, run: str | None = None) -> tuple[Claim, ...]:
    """Return what one document claims; () for one that is not read (its `unread` says why) or tells of no event."""
    from sayso.claims.coding import code_claims

    if document.unread:
        return ()
    known = known or knowledge()
    return tuple(replace(c, run=run) for c in code_claims(document, annotate(document, known), known))


def read_safely(document: Document, known: Knowledge, run: str | None = None) -> Told:
    """Return what one document claims, or a rejection where sayso itself fails on it."""
    try:
        return read_document(document, known, run)
    except Exception as e:  # noqa: BLE001 - whatever it is, the other reports must be read
        where = document.external_id or document.key
        fault = f"reading it failed ({type(e).__name__}: {e})"
        return Rejection(where, Unreadable(fault, where=where, do="please report this with the text"))
