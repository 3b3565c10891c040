"""A claim's sentence, cut where one of its marked words begins or ends."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.schema.claim import Claim

ORDER = ("trigger", "count", "cue", "reason", "source")
"""What can be marked, the most telling first: where marks overlap a piece is drawn as the first of its kinds."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the sentence and what it is marked as ("" for nothing)."""

    text: str
    kind: str


def pieces(claim: Claim) -> tuple[Piece, ...]:
    """Return the sentence in pieces; put together again they are the sentence."""
    spans = [s for s in _spans(claim) if s[1] < s[2]]
    cuts = sorted({0, len(claim.quote), *(at for _, start, end in spans for at in (start, end))})
    kinds = [(a, next((k for k in ORDER if any(s[0] == k and s[1] <= a < s[2] for s in spans)), "")) for a in cuts[:-1]]
    starts = [(a, kind) for n, (a, kind) in enumerate(kinds) if n == 0 or kinds[n - 1][1] != kind]
    ends = [a for a, _ in starts[1:]] + [len(claim.quote)]
    return tuple(Piece(claim.quote[a:b], kind) for (a, kind), b in zip(starts, ends, strict=True))


def _spans(claim: Claim) -> list[tuple[str, int, int]]:
    """Return (kind, start, end) of what can be marked, as offsets into the sentence; what lies outside is cut off."""
    marked = [("trigger", claim.trigger.start, claim.trigger.end)]
    marked += [("count", c.start, c.end) for c in claim.counts]
    marked += [("cue", q.start, q.end) for q in claim.qualifiers]
    marked += [("source", a.start, a.end) for a in claim.attribution]
    if claim.reason:
        marked.append(("reason", claim.reason.start, claim.reason.end))
    last = len(claim.quote)
    return [(k, max(0, s - claim.start), min(last, e - claim.start)) for k, s, e in marked]
