"""One document's marks, grouped for coding: what stands in which sentence, places and times grounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sayso.claims.actors import DocumentNames, resolve_party
from sayso.claims.date_context import date_context
from sayso.claims.dates import Unknown, resolve_all
from sayso.claims.event_time import times_ahead, times_over
from sayso.claims.gazetteer import Gazetteer
from sayso.claims.noun_phrases import Phrase
from sayso.claims.places import ground_places
from sayso.schema import Annotation, Codebook, DateSpan, Document, Mention, Party, Place, Sentence
from sayso.schema.actors import ActorRegister
from sayso.schema.vocabulary import MentionKind


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What coding looks things up in; read-only.

    `chosen` says that somebody picked the reports as reports on conflict, so that none is left out as off the subject.
    """

    codebook: Codebook
    gazetteer: Gazetteer
    actors: ActorRegister
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its marks. `places` and `dates` hold what mentions stand for, by their index in the
    annotation; a mention that could not be grounded is missing from them."""

    document: Document
    annotation: Annotation
    knowledge: Knowledge
    names: DocumentNames
    places: Mapping[int, Place]
    dates: Mapping[int, DateSpan]

    def marks(self, kind: MentionKind, sentence: int) -> list[tuple[int, Mention]]:
        """Return the mentions of a kind in a sentence, with their index in the annotation."""
        return [(n, m) for n, m in enumerate(self.annotation.mentions) if m.kind == kind and m.sentence == sentence]

    def places_by_sentence(self) -> Mapping[int, tuple[Place, ...]]:
        """Return the places that the sentences name, in text order, by the index of their sentence."""
        marks = self.annotation.mentions
        sentences = {marks[n].sentence for n in self.places}
        return {s: tuple(p for n, p in self.places.items() if marks[n].sentence == s) for s in sentences}

    def party(self, sentence: Sentence, phrase: Phrase) -> Party:
        """Return a noun phrase as a party: its words, the best name in the document, the register's entry."""
        start, end = self.names.whole(sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end)
        text = self.document.text[start:end]
        name, actor_id = resolve_party(text, register=self.knowledge.actors, document_names=self.names, at=start)
        return Party(name, actor_id, text, start, end)


def read_marks(document: Document, annotation: Annotation, knowledge: Knowledge) -> Reading:
    """Return a document's marks with its places and times grounded."""
    names = DocumentNames(document.text, knowledge.actors)
    places = ground_places(
        annotation.mentions, gazetteer=knowledge.gazetteer, text=document.text, published_country_hint=names.country
    )
    dates = {n: d for n, d in ground_times(document, annotation, places).items() if isinstance(d, DateSpan)}
    return Reading(document, annotation, knowledge, names, places, dates)


def ground_times(
    document: Document, annotation: Annotation, places: Mapping[int, Place]
) -> dict[int, DateSpan | Unknown]:
    """Return what each time mention stands for, or why that cannot be told, by its index in the annotation.

    `places` are the document's grounded places, by the index of their mention.
    """
    published = date.fromisoformat(document.published.date) if document.published.date else None
    times = [(n, m) for n, m in enumerate(annotation.mentions) if m.kind == "time"]
    marks = [m for _, m in times]
    ahead = times_ahead(marks, annotation.sentences)
    over = times_over(marks, annotation.sentences, frozenset(a.cue_start for a in annotation.attributions))
    around = date_context(document, [(annotation.mentions[n], p) for n, p in places.items()])
    resolved = resolve_all(marks, published=published, future=ahead, over=over, around=around)
    return {n: d for (n, _), d in zip(times, resolved, strict=True)}
