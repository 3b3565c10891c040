"""Marks mentions and attributions and qualifies them; the only room that knows spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.schema import Annotation, Document
from sayso.schema.place_names import PlaceNames

if TYPE_CHECKING:
    from sayso.annotation.speakers import SpeakerNames

__all__ = ["annotate"]


def annotate(document: Document, *, places: PlaceNames, speakers: SpeakerNames | None = None) -> Annotation:
    """Return the sentences, mentions, attributions and qualifiers of a document's headline, dateline and body.

    `places` finds known place names, `speakers` knows named speakers; offsets are code points into the document's text.
    """
    from sayso.annotation.attribution import find_attributions
    from sayso.annotation.counts import find_counts
    from sayso.annotation.parse import parse
    from sayso.annotation.places import find_places
    from sayso.annotation.qualifiers import find_qualifiers
    from sayso.annotation.times import find_times
    from sayso.annotation.triggers import find_triggers

    sentences = parse(document)
    text = document.text
    triggers = find_triggers(sentences, text)
    times = find_times(sentences, text)
    counts = find_counts(sentences, text, triggers, times)
    mentions = (*triggers, *times, *counts, *find_places(sentences, text, places))
    return Annotation(
        document_id=document.id,
        sentences=sentences,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.kind))),
        attributions=find_attributions(sentences, text, names=speakers),
        qualifiers=find_qualifiers(sentences, text),
    )
