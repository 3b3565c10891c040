"""Where a document says when: spans of time expressions, found by the forms of `data/time-words.yaml`.

Nothing is resolved here. A duration ("for three days") and a plain "now" are no time expressions; a word that only
looks like one ("may", "2000 people", the verb "to march") is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.schema import Mention, Sentence, Token
from sayso.schema.time_words import TimeWords, packaged_time_words

_WORD = re.compile(r"[\w%€$£]+(?:\.(?=\s))?")

_NEXT_WORD = re.compile(r"[^\S\n]+\w")


@dataclass(frozen=True, slots=True)
class _Found:
    """A form that fits at a place; offsets into the document's text, `core` where the words after the lead begin."""

    start: int
    end: int
    core: int
    rule: str
    bare: bool


def _candidates(text: str, sentence: Sentence, words: TimeWords) -> Iterator[_Found]:
    piece = text[sentence.start : sentence.end]
    needed = {form.needs for form in words.forms}
    there = {pattern for pattern in needed if pattern.search(piece)}
    for form in (f for f in words.forms if f.needs in there):
        for m in form.pattern.finditer(piece):
            groups = m.groupdict()
            lead = groups.pop("lead", None)
            at = m.end("lead") if lead else m.start()
            core = at + len(piece[at:]) - len(piece[at:].lstrip())
            bare = lead is None and sum(v is not None for v in groups.values()) == 1
            yield _Found(sentence.start + m.start(), sentence.start + m.end(), sentence.start + core, form.name, bare)


def _longest(found: Iterator[_Found]) -> list[_Found]:
    """The longest first, then the leftmost; where two rules claim the same words, the one that stands first in the
    file."""
    kept: list[_Found] = []
    for f in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(f.end <= k.start or f.start >= k.end for k in kept):
            kept.append(f)
    return sorted(kept, key=lambda f: f.start)


def _inside(sentence: Sentence, start: int, end: int) -> list[int]:
    return [n for n, t in enumerate(sentence.tokens) if t.start < end and t.end > start]


def _head(sentence: Sentence, found: _Found) -> int:
    """The token in the words after the lead whose own head lies outside them; the last one if none does."""
    inside = _inside(sentence, found.core, found.end)
    outside = [n for n in inside if sentence.tokens[n].head not in inside or sentence.tokens[n].head == n]
    return (outside or inside or [0])[-1]


def _counts_things(text: str, found: _Found, words: TimeWords) -> bool:
    """Whether a four-figure number is a quantity: "2000 people", "at least 1900 homes"."""
    if not found.bare and text[found.start : found.core].strip().lower() not in (
        "in",
        "of",
        "by",
        "over",
        "for",
        "around",
    ):
        return False
    before = _WORD.findall(text[max(0, found.start - 20) : found.start])
    after = _WORD.search(text, found.end)
    counted = after is not None and after.start() - found.end <= 1 and after.group().lower() in words.not_a_year_after
    money = text[found.core - 1 : found.core] in ("$", "€", "£")
    return counted or money or (found.bare and bool(before) and before[-1].lower() in words.not_a_year_before)


def _numbers_a_noun(sentence: Sentence, token: Token) -> bool:
    """Whether the parse has it count a plural noun with nothing before it, as in "some 2000 shops"."""
    head = sentence.tokens[token.head]
    return token.dep == "nummod" and head.start > token.start and head.tag in ("NNS", "NNPS")


def _no_month(sentence: Sentence, token: Token, found: _Found) -> bool:
    """Whether a lone "May" or "March" is a verb, or part of a person's name."""
    if not found.bare:
        return False
    before = [t for t in sentence.tokens if t.end <= token.start][-1:]
    named = any(t.entity == "PERSON" and t.end + 1 >= token.start for t in before) or _opens_name(sentence, found)
    return (
        token.pos in ("AUX", "VERB") or token.entity in ("PERSON", "ORG", "GPE") or named or token.end - token.start < 3
    )


def _opens_name(sentence: Sentence, found: _Found) -> bool:
    """Whether a proper name follows at once, as a last name follows a first: "April Haddad"."""
    after = [t for t in sentence.tokens if t.start > found.end][:1]
    return any(t.start == found.end + 1 and t.pos == "PROPN" and t.text.istitle() for t in after)


def _is_time(text: str, sentence: Sentence, found: _Found, words: TimeWords) -> bool:
    token = sentence.tokens[_head(sentence, found)]
    if found.rule == "year":
        alone = found.end - found.core == 4
        return not (alone and (_counts_things(text, found, words) or (found.bare and _numbers_a_noun(sentence, token))))
    if found.rule in ("month", "hijri"):
        return not _no_month(sentence, token, found)
    return True


def _rule(text: str, found: _Found) -> str:
    """The form's name; "a day after the truce" says nothing of its own day, and is told apart from "a day after"."""
    turned = found.rule == "offset" and text[: found.end].lower().endswith(("after", "before"))
    return "offset_event" if turned and _NEXT_WORD.match(text, found.end) else found.rule


def _mention(text: str, number: int, sentence: Sentence, found: _Found) -> Mention:
    words = text[found.start : found.end]
    return Mention("time", found.start, found.end, words, "", number, _head(sentence, found), _rule(text, found))


def find_times(sentences: Sequence[Sentence], text: str) -> tuple[Mention, ...]:
    """Return the time expressions of the sentences, in text order, none overlapping another.

    Offsets are code points into `text`. The span takes in the preposition that bears on the reading ("since March",
    "on Sunday"); an apostrophe may have been lost ("Saturdays blast" gives "Saturdays"). `rule` is the form's name.
    """
    words = packaged_time_words()
    return tuple(
        _mention(text, number, sentence, found)
        for number, sentence in enumerate(sentences)
        for found in _longest(f for f in _candidates(text, sentence, words) if _is_time(text, sentence, f, words))
    )
