"""Deterministic ids: the same content gives the same id on every machine and in every run."""

from __future__ import annotations

import hashlib


def digest(*parts: str | int | None, size: int = 16) -> str:
    """Return `size` hexadecimal digits of a hash over the parts, in order; None and "" differ."""
    h = hashlib.sha256()
    for part in parts:
        h.update(b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass"))
        h.update(b"\x1f")
    return h.hexdigest()[:size]


def document_id(external_id: str | None, url: str | None, publisher: str | None, text: str) -> str:
    """Name one version of one report."""
    return "d" + digest(external_id, url, publisher, text)


def claim_id(document: str, start: int, end: int, sources: tuple[str, ...]) -> str:
    """Name a claim by its document, its trigger's offsets and who is said to say it."""
    return "c" + digest(document, start, end, *sources)


def incident_id(founding_claim: str) -> str:
    """Name an incident by the claim that founds it: the first in document order of the earliest report."""
    return "i" + digest(founding_claim)
