"""The chain of a claim's sources: who says it, then who relays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.actors import DocumentNames, resolve_party
from sayso.schema import Attribution, Document, Link, Mention


def _covers(a: Attribution, trigger: Mention) -> bool:
    """Tell whether a trigger is what is said; "accused" is both the saying and the event."""
    if a.cue_start <= trigger.start < a.cue_end:
        return a.rule.startswith("blame")
    return a.content_start <= trigger.start < a.content_end


def _is_publisher(name: str, document: Document) -> bool:
    """Tell whether a source is the outlet that puts the report out: it is no link of its own chain.

    By its name, its domain, or the last word of its name: "the Monitor" in the Desert Conflict Monitor.
    """
    publisher = (document.publisher or "").casefold()
    said = name.casefold().removeprefix("the ")
    if not publisher or not said:
        return False
    bare = publisher.replace(" ", "")
    return said.replace(" ", "") in (bare, bare.partition(".")[0]) or said == publisher.split()[-1]


def _link(a: Attribution, names: DocumentNames) -> Link:
    start = a.source_start if a.source_start is not None else a.cue_start
    end = a.source_end if a.source_end is not None else a.cue_end
    name, actor_id = resolve_party(
        a.name or a.source, register=names.register, document_names=names, at=start, speaking=True
    )
    # a source inside an organisation that will not be named does not speak for it
    return Link(a.source, a.name or name, a.kind, a.cue, start, end, None if a.kind == "anonymous" else actor_id)


def _is_nobody(source: str) -> bool:
    """Tell whether the words say that nobody spoke: "no group has claimed responsibility"."""
    return source.casefold().split()[0] in ("no", "nobody", "none", "neither")


def _is_beside(a: Attribution, inner: Attribution) -> bool:
    """Tell whether two sources say the same thing in one breath: "police and a resident said"."""
    if a is inner or "relay" in (a.rule, inner.rule):
        return False
    return (a.cue_start, a.content_start, a.content_end) == (inner.cue_start, inner.content_start, inner.content_end)


def chain_at(
    attributions: Sequence[Attribution], trigger: Mention, document: Document, names: DocumentNames
) -> tuple[Link, ...]:
    """Return the links that say what a trigger stands in, innermost first; () is the publisher's own voice.

    Who speaks beside the innermost source stands right behind it and is marked so. A cue without a source
    ("reportedly") is no link.
    """
    covering = [a for a in attributions if _covers(a, trigger) and a.source and not _is_nobody(a.source)]
    if not covering:
        return ()
    relaying = {attributions[a.via].cue_start for a in covering if a.via is not None}
    inner = min(covering, key=lambda a: (a.content_end - a.content_start, a.cue_start in relaying, -a.content_start))
    beside = [a for a in covering if _is_beside(a, inner)]
    chain: list[Attribution] = [inner, *beside]
    at: Attribution | None = attributions[inner.via] if inner.via is not None else None
    while at is not None and at not in chain:
        chain.append(at)
        at = attributions[at.via] if at.via is not None else None
    chain += [
        a
        for a in sorted(covering, key=lambda a: a.content_end - a.content_start)
        if a not in chain and a.content_start <= inner.content_start and inner.content_end <= a.content_end
    ]
    links = [replace(_link(a, names), beside=any(a is b for b in beside)) for a in chain]
    return tuple(
        x
        for n, x in enumerate(links)
        if not _is_publisher(x.name, document) and x.name not in [y.name for y in links[:n]]
    )
