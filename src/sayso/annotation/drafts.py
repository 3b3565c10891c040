"""Statements in offsets of the document, before it is known who their sources stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.annotation.cues import reporting_cues, stance_cues
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.source_phrases import SourcePhrases
from sayso.annotation.speakers import source_words
from sayso.annotation.stances import StanceRules
from sayso.annotation.statements import Statement, StatementRules

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in offsets of the document, before its source is resolved.

    `parts` are the sources of a joint statement, each with whether it names a person; `second`: said beside the draft
    before it, with the same words.
    """

    sentence: int
    source: Span | None
    stands_for: Span | None
    cue: Span
    content: Span | None
    relay: Span | None
    cites: bool
    person: bool
    shared: bool
    rule: str
    parts: tuple[tuple[Span, bool], ...] = ()
    second: bool = False


def drafts_of(tree: Tree, number: int, stances: bool) -> Iterable[Draft]:
    """Return the statements of the sentence `number` in order of their cues; with its `stances` where asked."""
    rules = StatementRules(tree, number, reporting_cues(), source_words())
    found = rules.find()
    if stances:
        taken = frozenset(n for s in found for n in range(*s.cue))
        others = StanceRules(tree, number, stance_cues(), rules.phrases).find(taken)
        found = sorted((*found, *others), key=lambda s: s.cue)
    return [_draft(tree, s, rules.phrases) for s in found]


def _draft(tree: Tree, statement: Statement, phrases: SourcePhrases) -> Draft:
    def offsets(span: Span | None) -> Span | None:
        return None if span is None else (tree.tokens[span[0]].start, tree.tokens[span[1] - 1].end)

    cue = offsets(statement.cue)
    assert cue is not None
    named = statement.stands_for or statement.source
    return Draft(
        statement.sentence,
        offsets(statement.source),
        offsets(statement.stands_for),
        cue,
        offsets(statement.content),
        offsets(statement.relay),
        statement.cites,
        named is not None and is_person(tree, named),
        statement.shared,
        statement.rule,
        _parts(tree, statement, phrases),
    )


def _parts(tree: Tree, statement: Statement, phrases: SourcePhrases) -> tuple[tuple[Span, bool], ...]:
    parts = phrases.parted(statement.source) if statement.source and statement.stands_for is None else ()
    return tuple(((tree.tokens[a].start, tree.tokens[b - 1].end), is_person(tree, (a, b))) for a, b in parts)


def parted(draft: Draft) -> tuple[Draft, ...]:
    """Return one draft for each source of a joint statement, the draft itself when there is one."""
    if not draft.parts:
        return (draft,)
    return tuple(
        replace(draft, source=span, person=person, parts=(), second=n > 0)
        for n, (span, person) in enumerate(draft.parts)
    )


def is_person(tree: Tree, span: Span) -> bool:
    """Tell whether the phrase names a person, before any comma: "Omar Tarim, a baker in Homs"."""
    tokens = tree.tokens[slice(*span)]
    end = next((n for n, t in enumerate(tokens) if n and t.text == ","), len(tokens))
    names = [t for t in tokens[:end] if t.pos == "PROPN"]
    return bool(names) and (names[-1].entity == "PERSON" or names[0].entity == "PERSON")


def named(draft: Draft, text: str) -> str:
    """Return the words that name the source: what a relative pronoun stands for, "" without a source."""
    span = draft.stands_for or draft.source
    return text[slice(*span)].replace("\n", " ") if span else ""
