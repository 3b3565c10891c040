"""How `sayso show` lays out a document."""

from __future__ import annotations

from sayso.interfaces.cli.page import Page, sentence
from sayso.interfaces.export import wording
from sayso.interfaces.export.holdings import Holdings
from sayso.schema.document import Document


def page(document: Document, held: Holdings) -> Page:
    """Return the document: what is known of it, its text by segments, and its claims."""
    p = Page()
    p.heading(document.id, f"  {document.title or 'untitled'}")
    _about(p, document)
    for segment in document.segments:
        p.heading(segment.kind.replace("_", " "), f"  {segment.start}–{segment.end}")
        for paragraph in document.text[segment.start : segment.end].splitlines():
            if paragraph.strip():
                p.text((paragraph.strip(), ""))
    claims = [c for c in held.claims if c.document_id == document.id]
    p.heading(f"Claims ({len(claims)})")
    for claim in claims:
        p.text(
            (f"{claim.id}  ", "dim"),
            (f"{wording.kind_of_event(claim.event_type)}, {claim.status}: ", "bold"),
            *sentence(claim),
        )
    return p


def _about(p: Page, document: Document) -> None:
    published = document.published
    p.value("publisher", wording.publisher(document.publisher))
    p.value("published", f"{wording.day(published.date)} ({published.basis})" if published.date else "unknown")
    for other in published.rejected:
        p.value("not published", f"{wording.day(other.date)} ({other.basis}): {other.reason}")
    p.value("author", document.author or "")
    p.value("address", document.url or "")
    p.value("language", document.language or "unknown")
    p.value("not read", document.unread or "")
    p.value("agency", document.agency or "")
    p.value("reprint of", _reprint(document))
    for warning in document.warnings:
        p.value("warning", warning)


def _reprint(document: Document) -> str:
    """Return the document that it copies, how much it keeps of it, and beside which it was laid."""
    reprint = document.reprint
    if reprint is None:
        return document.reprint_of or ""
    through = f", by way of {reprint.through}" if reprint.through != reprint.of else ""
    return f"{reprint.of}{through}; {round(100 * reprint.share)} % of its words, in {len(reprint.passages)} passages"
