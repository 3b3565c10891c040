"""What is marked in a document's text: the parse, mentions, attributions, qualifiers.

All offsets are code points into `Document.text`, end exclusive. Nothing here knows the parser that made it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.schema.vocabulary import MentionKind, Outcome, QualifierKind, Quantifier, SourceKind, Who


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence. `head` is the index of its head in the sentence (a root is its own head).

    `pos` is a Universal POS tag, `tag` the Penn tag, `dep` a ClearNLP label, `entity` an OntoNotes type or "".
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence; `segment` says in which kind of segment it stands."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    segment: str = "body"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it was said. `low` or `high` None: that end is open."""

    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor, place, time, count or event.

    `label` depends on the kind: trigger, the event type it suggests; actor, the actor's kind (`group`, `state`,
    `people`, `person`, `unknown`); place, the cue that betrayed it; time, "" ; count, the outcome ("" if the sentence
    does not say). `sentence` is the index of the sentence, `head` the index of the head token in it. `rule` names the
    rule or list that found it, for `show --why`.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    label: str
    sentence: int
    head: int
    rule: str
    quantity: Quantity | None = None
    outcome: Outcome | None = None
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to say what, by which words.

    `source_*` is the source's span as written (None for a cue without a source), `name` the name it stands for in
    this document ("He" → the person; "the monitor" → the organisation), None when unresolved with the reason in
    `rule`. `cue_*` is the reporting words, `content_*` what is said. `via` is the index, in the same annotation, of
    the attribution that relays this one ("AFP quoted the mayor as saying"), None for the publisher.
    """

    source_start: int | None
    source_end: int | None
    source: str
    name: str | None
    kind: SourceKind
    cue: str
    cue_start: int
    cue_end: int
    content_start: int
    content_end: int
    via: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Negation, modality or hedge, with its cue and the stretch it bears on."""

    kind: QualifierKind
    cue: str
    start: int
    end: int
    scope_start: int
    scope_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything marked in one document, in text order."""

    document_id: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    qualifiers: tuple[Qualifier, ...]
