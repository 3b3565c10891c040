"""Who relays whom: the chain from the one who says it to the one who passes it on."""

from __future__ import annotations

from dataclasses import replace

from sayso.annotation.drafts import Draft
from sayso.annotation.speakers import plain_name, source_words
from sayso.schema import Attribution

_RELAYING = ("agency", "outlet")
Row = tuple[Draft, Attribution]


def linked(found: list[Row], text: str) -> tuple[Attribution, ...]:
    """Add those who relay ("told AFP"), and point every attribution to the one that relays it."""
    rows: list[Row] = []
    relayed: dict[int, int] = {}
    for draft, attribution in found:
        rows.append((draft, attribution))
        relay = _relay(draft, attribution, text)
        if relay:
            relayed[len(rows) - 1] = len(rows)
            rows.append((draft, relay))
    rows = _citing_contents(rows)
    out = []
    for n, (draft, attribution) in enumerate(rows):
        via = relayed.get(n)
        if via is None:
            via = _cited_by(n, rows) if draft.cites else _enclosing(n, rows, relayed)
        if via is None and n not in relayed.values():
            via = _told_before(n, rows, relayed)
        out.append(replace(attribution, via=via))
    return tuple(out)


def _told_before(n: int, rows: list[Row], relayed: dict[int, int]) -> int | None:
    """Return who was told when the same speaker only goes on: "…, a medic told AFP. She added …"."""
    me = rows[n][1]
    if me.name is None:
        return None
    return next((relayed[m] for m in range(n - 1, -1, -1) if m in relayed and rows[m][1].name == me.name), None)


def _relay(draft: Draft, attribution: Attribution, text: str) -> Attribution | None:
    """Return the link of the agency or outlet that was told; an ordinary listener is no link."""
    if draft.relay is None:
        return None
    start, end = draft.relay
    phrase = text[start:end]
    kind = source_words().kind(phrase)
    if kind not in _RELAYING:
        return None
    return replace(
        attribution, source_start=start, source_end=end, source=phrase, name=plain_name(phrase), kind=kind, rule="relay"
    )


def _citing_contents(rows: list[Row]) -> list[Row]:
    """Give "citing X" the content of the statement it hangs on."""
    out = []
    for n, (draft, attribution) in enumerate(rows):
        by = _cited_by(n, rows) if draft.cites else None
        told = attribution if by is None else rows[by][1]
        start, end = told.content_start, told.content_end
        out.append((draft, replace(attribution, content_start=start, content_end=end)))
    return out


def _cited_by(n: int, rows: list[Row]) -> int | None:
    """Return the statement of the same sentence that cites: the nearest before, else the nearest behind."""
    draft = rows[n][0]
    near = [m for m, (d, a) in enumerate(rows) if d.sentence == draft.sentence and m != n and not d.cites and a.source]
    return min(near, key=lambda m: abs(rows[m][1].cue_start - draft.cue[0]), default=None)


def _enclosing(n: int, rows: list[Row], relayed: dict[int, int]) -> int | None:
    """Return the innermost attribution whose content holds this one's source and cue."""
    me = rows[n][1]
    behind_me = relayed.get(n)
    holding = [
        m
        for m, (_, a) in enumerate(rows)
        if m not in (n, behind_me) and a.source and _holds(a, me) and not _holds(me, a)
    ]
    relays = set(relayed.values())
    if n in relays:
        told = next(m for m, by in relayed.items() if by == n)
        holding = [m for m in holding if m != told]
    return min(
        (m for m in holding if m not in relays),
        key=lambda m: rows[m][1].content_end - rows[m][1].content_start,
        default=None,
    )


def _holds(outer: Attribution, inner: Attribution) -> bool:
    start = inner.cue_start if inner.source_start is None else min(inner.cue_start, inner.source_start)
    end = inner.cue_end if inner.source_end is None else max(inner.cue_end, inner.source_end)
    if (outer.cue_start, outer.source_start) == (inner.cue_start, inner.source_start):
        return False
    return outer.content_start <= start and end <= outer.content_end
