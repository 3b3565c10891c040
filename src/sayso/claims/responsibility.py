"""Whoever claims an attack is its doer by their own word; whoever denies it denies having done it.

"The group claimed responsibility for the attack": a claim of the group's, with the group as actor. "The army denied
involvement": a claim of the army's with status denied, that contests who did it and leaves the event itself standing.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.draft import Draft
from sayso.claims.reading import Reading
from sayso.schema import ClaimQualifier, Link, Party, Qualifier, Why

CLAIMED, DENIED = "responsibility_claimed", "responsibility_denied"


def _cue(reading: Reading, draft: Draft) -> tuple[Qualifier, Link] | None:
    """Return the words by which a draft's own source claims or denies the deed, with the source."""
    sentence = reading.annotation.sentences[draft.sentence]
    for q in reading.annotation.qualifiers:
        if q.kind not in (CLAIMED, DENIED) or not sentence.start <= q.start < sentence.end:
            continue
        said_by = [a.source_start for a in reading.annotation.attributions if q.start <= a.cue_start < q.end]
        link = next((x for x in draft.attribution if x.start in said_by), None)
        if link:
            return q, link
    return None


def claimed_or_denied(reading: Reading, draft: Draft) -> Draft:
    """Return a draft with its source as the doer where the source claims or denies responsibility."""
    found = _cue(reading, draft)
    if found is None:
        return draft
    q, link = found
    doer = Party(link.name, link.actor_id, link.source, link.start, link.end)
    why = Why("actors", q.rule, q.cue, q.start, q.end)
    bearing = ClaimQualifier(q.kind, q.cue, q.start, q.end)
    kept = draft.qualifiers if bearing in draft.qualifiers else (*draft.qualifiers, bearing)
    draft = replace(draft, qualifiers=kept, why=(*draft.why, why))
    if q.kind == DENIED:
        return replace(draft, actors=(doer,), status="denied")
    return replace(draft, actors=draft.actors or (doer,))


def speaks_for_itself(draft: Draft) -> bool:
    """Tell whether a draft is a claim or a denial of responsibility: it gives no source to what others tell."""
    return any(q.kind in (CLAIMED, DENIED) for q in draft.qualifiers)
