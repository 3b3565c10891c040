"""Who relays whom: the chain from the one who says it to the one who passes it on."""

from __future__ import annotations

from dataclasses import replace

from sayso.annotation.drafts import Draft
from sayso.annotation.speakers import Speakers, plain_name
from sayso.schema import Attribution
from sayso.schema.vocabulary import SourceKind

_RELAYING = ("agency", "outlet")
_SOON = 3  # sentences in which an interview goes on before it says with whom
Relay = tuple[str, str, SourceKind]
"""Words, name and kind of the one who was told, or who quotes."""
Row = tuple[Draft, Attribution, Relay | None]
_Said = tuple[Draft, Attribution]


def relay_of(draft: Draft, speakers: Speakers, text: str) -> Relay | None:
    """Return who relays the draft: any party that quotes, or an agency or outlet that was told; no other listener."""
    if draft.relay is None or draft.source is None:
        return None
    phrase = text[slice(*draft.relay)]
    if draft.rule == "quoted as saying" and draft.relay[0] < draft.source[0]:
        name, kind, _ = speakers.resolve(phrase)
        return phrase, name or plain_name(phrase), kind
    name, kind = speakers.name_of(phrase)
    return (phrase, name, kind) if kind in _RELAYING or draft.rule == "quoted as saying" else None


def linked(found: list[Row]) -> tuple[Attribution, ...]:
    """Add those who relay ("told AFP"), and point every attribution to the one that relays it."""
    rows, relayed = _with_relays(found)
    rows = _citing_contents(rows)
    return tuple(replace(a, via=_via(n, rows, relayed)) for n, (_, a) in enumerate(rows))


def _with_relays(found: list[Row]) -> tuple[list[_Said], dict[int, int]]:
    """Return the rows with those who relay behind their first source, and who is relayed by whom."""
    rows: list[_Said] = []
    relayed: dict[int, int] = {}
    last: int | None = None
    for draft, attribution, relay in found:
        rows.append((draft, attribution))
        if relay is None:
            continue
        if not draft.second or last is None:
            last = len(rows)
            rows.append((draft, _relay(draft, attribution, relay)))
        relayed[len(rows) - 1 if draft.second else last - 1] = last
    return rows, relayed


def _via(n: int, rows: list[_Said], relayed: dict[int, int]) -> int | None:
    via = relayed.get(n)
    if via is None:
        via = _cited_by(n, rows) if rows[n][0].cites else _says_according(n, rows)
    if via is None and not rows[n][0].cites:
        via = _enclosing(n, rows, relayed)
    if via is None and n not in relayed.values():
        via = _told_once(n, rows, relayed)
    return via


def _says_according(n: int, rows: list[_Said]) -> int | None:
    """Return who says the same words "according to" this one: "AFP reported that …, according to a medic"."""
    draft, me = rows[n]
    if draft.rule != "according to":
        return None
    said = (me.content_start, me.content_end)
    same = (m for m in range(n) if (rows[m][1].content_start, rows[m][1].content_end) == said)
    return next((m for m in same if rows[m][0].sentence == draft.sentence and rows[m][0].cue != draft.cue), None)


def _told_once(n: int, rows: list[_Said], relayed: dict[int, int]) -> int | None:
    """Return who was told when the same speaker only goes on: "…, a medic told AFP. She added …".

    A person who is named by the sentence before ("…, said Tarim. … he told AFP.") was told it, too.
    """
    draft, me = rows[n]
    if me.name is None:
        return None
    same = [m for m in relayed if m != n and rows[m][1].name == me.name]
    before = [m for m in same if m < n]
    soon = [
        m
        for m in same
        if m > n
        and (draft.person or me.source.lower() in ("he", "she"))
        and rows[m][0].sentence - draft.sentence <= _SOON
    ]
    return relayed[before[-1]] if before else relayed[soon[0]] if soon else None


def _relay(draft: Draft, attribution: Attribution, relay: Relay) -> Attribution:
    start, end = draft.relay or (None, None)
    phrase, name, kind = relay
    return replace(attribution, source_start=start, source_end=end, source=phrase, name=name, kind=kind, rule="relay")


def _citing_contents(rows: list[_Said]) -> list[_Said]:
    """Give "citing X" the content of the statement it hangs on."""
    out = []
    for n, (draft, attribution) in enumerate(rows):
        by = _cited_by(n, rows) if draft.cites else None
        told = attribution if by is None else rows[by][1]
        start, end = told.content_start, told.content_end
        out.append((draft, replace(attribution, content_start=start, content_end=end)))
    return out


def _cited_by(n: int, rows: list[_Said]) -> int | None:
    """Return the statement of the same sentence that cites: the nearest before, else the nearest behind."""
    draft = rows[n][0]
    near = [m for m, (d, a) in enumerate(rows) if d.sentence == draft.sentence and m != n and not d.cites and a.source]
    return min(near, key=lambda m: abs(rows[m][1].cue_start - draft.cue[0]), default=None)


def _enclosing(n: int, rows: list[_Said], relayed: dict[int, int]) -> int | None:
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
    if outer.cue_start == inner.cue_start:  # two sources of one statement stand side by side
        return False
    start = inner.cue_start if inner.source_start is None else min(inner.cue_start, inner.source_start)
    end = inner.cue_end if inner.source_end is None else max(inner.cue_end, inner.source_end)
    return outer.content_start <= start and end <= outer.content_end
