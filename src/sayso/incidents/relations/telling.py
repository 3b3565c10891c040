"""What reports say of two happenings in one sentence: "shelled the town in retaliation for the ambush"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.incidents.facts import Facts
from sayso.incidents.names import singular
from sayso.schema import knowledge
from sayso.schema.claim import Claim
from sayso.schema.vocabulary import Relation

_PHRASE_END = re.compile(r"[,;:.!?()“”\"–—]|\s-\s|$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """That a claim's sentence relates its happening to that of another claim of the report; `words` are those of it."""

    relation: Relation
    claim: Claim
    other: Claim
    words: str


@dataclass(frozen=True, slots=True)
class _Opener:
    relation: Relation
    needs: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words that relate, and what follows them, with offsets into the document."""

    opener: _Opener
    start: int
    named: int
    end: int
    words: str


@cache
def _openers() -> tuple[re.Pattern[str], dict[str, _Opener]]:
    rows = knowledge.packaged("relations")["relations"]
    found = {words: _Opener(row["relation"], row["needs"]) for row in rows for words in row["words"]}
    longest_first = sorted(found, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), found


@cache
def _telling_words() -> tuple[str, ...]:
    """Return the longest word of each opener: without any of them in it, a sentence relates nothing."""
    return tuple({max(words.split(), key=len) for words in _openers()[1]})


@cache
def _wholes() -> tuple[frozenset[str], frozenset[str]]:
    raw = knowledge.packaged("relations")
    return frozenset(raw["wholes"]), frozenset(raw["whole_nouns"])


@cache
def _event_nouns() -> frozenset[str]:
    nouns: list[str] = knowledge.packaged("linking")["event_nouns"]
    return frozenset(nouns) | _wholes()[1]


def _may_relate(claim: Claim) -> bool:
    plain = claim.quote.casefold()
    return any(word in plain for word in _telling_words())


def _phrases(claim: Claim) -> Iterator[_Phrase]:
    """Give the relating words of a claim's sentence, each with what follows it up to the end of its clause."""
    if not _may_relate(claim):
        return
    pattern, openers = _openers()
    for found in pattern.finditer(claim.quote):
        close = _PHRASE_END.search(claim.quote, found.end())
        end = close.start() if close else len(claim.quote)
        words = " ".join(claim.quote[found.start() : end].split())
        at = claim.start
        yield _Phrase(openers[found[0].casefold()], at + found.start(), at + found.end(), at + end, words)


def _within(claim: Claim, phrase: _Phrase) -> bool:
    return phrase.named <= claim.trigger.start < phrase.end


def _told_of(phrase: _Phrase, sentence: Sequence[Claim]) -> list[Claim]:
    """Return the claims of whose happening the words are said: the nearest told before them, else the next after."""
    outside = [c for c in sentence if not phrase.start <= c.trigger.start < phrase.end]
    before = [c.trigger.start for c in outside if c.trigger.start < phrase.start]
    after = [c.trigger.start for c in outside if c.trigger.start >= phrase.end]
    nearest = max(before) if before else min(after, default=None)
    return [c for c in outside if c.trigger.start == nearest]


def _takes_up(claim: Claim, nouns: frozenset[str]) -> bool:
    return any(singular(w) in nouns for w in _WORD.findall(claim.trigger.text.casefold()))


def _named(phrase: _Phrase, claim: Claim, report: Sequence[Facts]) -> Claim | None:
    """Return the claim whose happening stands after the words: told there, or taken up by its noun.

    Of several the nearest before the sentence, else the nearest after. An operation is whatever can have parts.
    """
    wholes, whole_nouns = _wholes()
    part_of = phrase.opener.relation == "part_of"
    fitting = [f for f in report if f.claim.status != "denied" and (not part_of or f.top in wholes)]
    inside = [f.claim for f in fitting if _within(f.claim, phrase)]
    if inside:
        return min(inside, key=lambda c: (c.trigger.start, c.id))
    if phrase.opener.needs != "noun":
        return None
    words = {w for w in _WORD.findall(phrase.words.casefold()) if w in _event_nouns()}
    if part_of and not words & whole_nouns:
        return None
    nouns = frozenset(map(singular, words))
    taken_up = [
        f.claim
        for f in fitting
        if not phrase.start <= f.claim.trigger.start < phrase.end
        and f.claim.trigger.start != claim.trigger.start
        and (_takes_up(f.claim, nouns) or part_of)
    ]
    return min(taken_up, key=lambda c: (c.start > claim.start, abs(c.start - claim.start), c.id), default=None)


def told_relations(facts: Sequence[Facts]) -> list[Told]:
    """Return the relations that the claims' sentences tell, each between two claims of one report."""
    relating = {f.claim.document_id for f in facts if f.kind == "event" and _may_relate(f.claim)}
    reports: dict[str, list[Facts]] = {}
    for f in facts:
        if f.kind == "event" and f.claim.document_id in relating:
            reports.setdefault(f.claim.document_id, []).append(f)
    return [told for report in reports.values() for told in _in_report(report)]


def _in_report(report: Sequence[Facts]) -> Iterator[Told]:
    seen: set[tuple[int, str]] = set()
    for f in {(f.claim.start, f.claim.end): f for f in report}.values():
        for phrase in _phrases(f.claim):
            sentence = [g.claim for g in report if g.claim.start < phrase.end and phrase.start < g.claim.end]
            for claim in _told_of(phrase, sentence):
                if (phrase.start, claim.id) in seen or claim.status == "denied":
                    continue
                seen.add((phrase.start, claim.id))
                if other := _named(phrase, claim, report):
                    yield Told(phrase.opener.relation, claim, other, phrase.words)
