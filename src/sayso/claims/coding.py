"""From marks to claims under a codebook.

marks ─▶ happenings ─▶ drafts, one sentence at a time ─▶ retellings put together ─▶ what is left unsaid taken over
─▶ claims
"""

from __future__ import annotations

from sayso.claims import carryover, coreference, retelling
from sayso.claims.actor_linking import linked
from sayso.claims.draft import Draft
from sayso.claims.drafting import drafts_of
from sayso.claims.opponents import with_opponents
from sayso.claims.place_roles import own_by_sentence, with_roles
from sayso.claims.reading import Knowledge, Reading, read_marks
from sayso.claims.relevance import is_on_conflict
from sayso.claims.shared_figures import with_injured
from sayso.claims.unsaid_places import with_places_sharpened
from sayso.schema import Annotation, Claim, Document, Trigger
from sayso.schema.identity import claim_id

TRIGGER_LENGTH = 60  # characters; a longer phrase is cut, for it names no event any more


def code_claims(document: Document, annotation: Annotation, knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return the claims of one document in text order; () for a report that is not about armed conflict or tells of
    no event."""
    reading = read_marks(document, annotation, knowledge)
    if not knowledge.chosen and not is_on_conflict(annotation.sentences, reading.names):
        return ()
    told = coreference.resolved(reading, retelling.without_headlines(list(drafts_of(reading))))
    once = with_places_sharpened(with_injured(retelling.put_together(told)), told, own_by_sentence(reading))
    settled = with_opponents(reading, carryover.taken_over(once))
    return tuple(_claim(reading, d) for d in sorted(settled, key=lambda d: (d.happening.main.start, d.part)))


def _claim(reading: Reading, draft: Draft) -> Claim:
    main = draft.happening.main
    text = reading.document.text
    end = min(main.end, main.start + TRIGGER_LENGTH)
    sources = tuple(link.name for link in draft.attribution)
    actors, recipients, links = linked(reading, draft)
    return Claim(
        id=claim_id(reading.document.id, main.start, main.end + draft.part, sources),
        document_id=reading.document.id,
        codebook=reading.knowledge.codebook.name,
        event_type=draft.event_type,
        status=draft.status,
        quote=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        trigger=Trigger(text[main.start : end], main.start, end),
        actors=actors,
        recipients=recipients,
        places=with_roles(reading, draft),
        date=draft.date,
        said_on=draft.told_on,
        counts=draft.counts,
        attribution=draft.attribution,
        reason=draft.reason,
        qualifiers=draft.qualifiers,
        is_total=draft.is_total,
        why=(*draft.why, *links),
    )
