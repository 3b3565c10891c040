"""How `sayso show --raw` leads a document or a claim back to the page that it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sayso.interfaces.cli.messages import escaped
from sayso.interfaces.cli.page import CLOSE, OPEN, Page, Piece
from sayso.interfaces.export.jsonl import document_row
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.way_back import RawRun, raw_runs, raw_span

if TYPE_CHECKING:
    from sayso.store import Store

_AROUND = 160
"""Characters of the page that are shown on either side of a quote."""
_APART = 200
"""Parts of a quote that stand farther apart in the page are shown by themselves."""


def document_text(document: Document, store: Store) -> str:
    """Return the page of a document, with characters that act on a terminal written as escapes."""
    return escaped(store.page(document))


def document_record(document: Document, store: Store) -> dict[str, Any]:
    """Return the page of a document and where each segment stands in it."""
    return _named(document) | {"segments": document_row(document)["segments"], "page": store.page(document)}


def claim_page(claim: Claim, document: Document, store: Store) -> Page:
    """Return a claim's quote amid the page, the words that were taken marked «so»."""
    page, p = store.page(document), Page()
    p.heading(claim.id, "  in the page it was read from")
    p.value("document", document.id)
    p.value("raw bytes", f"sha256 {document.raw_sha256}")
    p.value("page", f"{_decoding(document)}, {len(page):,} characters, sha256 {_page_hash(document)}")
    p.value("text", f"characters {claim.start}–{claim.end}")
    there = raw_span(document, claim.start, claim.end)
    p.value("stands at", there.reason or f"characters {there.start}–{there.end} of the page")
    for group in _groups(list(raw_runs(document, claim.start, claim.end))):
        p.blank()
        p.text(*_excerpt(page, group))
    return p


def claim_record(claim: Claim, document: Document, store: Store) -> dict[str, Any]:
    """Return a claim's quote, where it stands in the page, and what stands there."""
    page, there = store.page(document), raw_span(document, claim.start, claim.end)
    return {
        "id": claim.id,
        "document_id": document.id,
        **{name: value for name, value in _named(document).items() if name != "id"},
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "raw_start": there.start,
        "raw_end": there.end,
        "reason": there.reason,
        "raw": None if there.start is None else page[there.start : there.end],
        "runs": [
            {"start": r.start, "end": r.end, "raw_start": r.raw_start, "raw_end": r.raw_end}
            for r in raw_runs(document, claim.start, claim.end)
        ],
    }


def _named(document: Document) -> dict[str, Any]:
    back = document.way_back
    return {
        "id": document.id,
        "raw_sha256": document.raw_sha256,
        "encoding": back.encoding if back else None,
        "page_sha256": back.page_sha256 if back else None,
    }


def _decoding(document: Document) -> str:
    encoding = document.way_back.encoding if document.way_back else None
    return f"decoded as {encoding}" if encoding else "taken out of the bytes"


def _page_hash(document: Document) -> str:
    return document.way_back.page_sha256 if document.way_back else "unknown"


def _groups(runs: Sequence[RawRun]) -> Iterator[list[RawRun]]:
    """Give the runs that stand near each other in the page, in its order."""
    group: list[RawRun] = []
    for run in sorted(runs, key=lambda r: r.raw_start):
        if group and run.raw_start - group[-1].raw_end > _APART:
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _excerpt(page: str, runs: Sequence[RawRun]) -> list[Piece]:
    """Return a stretch of the page with the runs marked: the first and last by signs, all by their style."""
    at = runs[0].raw_start
    pieces: list[Piece] = [(_shown(page[max(0, at - _AROUND) : at]), ""), (OPEN, "bold")]
    for run in runs:
        if run.raw_start > at:
            pieces.append((_shown(page[at : run.raw_start]), "dim"))
        pieces.append((_shown(page[max(at, run.raw_start) : run.raw_end]), "bold"))
        at = max(at, run.raw_end)
    return [*pieces, (CLOSE, "bold"), (_shown(page[at : at + _AROUND]), "")]


def _shown(text: str) -> str:
    """Return the text with nothing that acts on a terminal, and blank lines left out."""
    return re.sub(r"\n\s*\n", "\n", escaped(text))
