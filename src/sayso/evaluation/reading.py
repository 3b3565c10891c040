"""What sayso reads in one text, for corpora that are scored text by text."""

from __future__ import annotations

from collections.abc import Callable

from sayso.schema import Claim, Count, Document, Sentence

Read = Callable[[Document], tuple[Claim, ...]]
"""From a document to its claims; the measures take it as an argument, so that they are tested without the pipeline."""

ReadMarked = Callable[[Document], tuple[tuple[Claim, ...], tuple[Sentence, ...]]]
"""From a document to its claims and its parse, for a mapping that needs words which no claim holds."""

TOLD = ("happened", "ongoing", "suspected", "ended")
"""Statuses of what is told to have taken place; what is planned or denied has not."""


def marked_reader() -> ReadMarked:
    """Return the pipeline's own reading of one document, with the parse that it went by."""
    from sayso import pipeline
    from sayso.claims.coding import code_claims

    known = pipeline.knowledge(chosen=True)  # the corpora are of chosen texts, many of one sentence

    def read(document: Document) -> tuple[tuple[Claim, ...], tuple[Sentence, ...]]:
        annotation = pipeline.annotate(document, known)
        return code_claims(document, annotation, known), annotation.sentences

    return read


def reader() -> Read:
    """Return the pipeline's own reading of one document."""
    read = marked_reader()
    return lambda document: read(document)[0]


def took_place(claim: Claim) -> bool:
    """Tell whether the claim is of a single event that took place: no plan, no denial, no total over many."""
    return claim.status in TOLD and not claim.is_total and claim.event_type != "toll"


def figure_of(claim: Claim, outcome: str) -> int | None:
    """Return the claim's own figure for an outcome, best before low before high; None where it gives none."""
    row = next((c for c in claim.counts if c.outcome == outcome and c.part_of is None), None)
    return None if row is None else _single(row)


def _single(count: Count) -> int | None:
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)
