"""Whose words a quotation is: the speaker before, inside or behind it, or of the quotation it goes on from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.annotation.drafts import Draft, Span
from sayso.annotation.quotes import SHORT, Quotation, quotations
from sayso.schema import Sentence

_MARKS = "“\"‘'«"
_BETWEEN_QUOTES = re.compile(r"[\s.,;:!?…–—-]*\Z")


def with_quotations(drafts: list[Draft], sentences: Sequence[Sentence], text: str) -> list[Draft]:
    """Give every quotation to the draft whose content it continues, or whose cue stands beside it."""
    last: Draft | None = None
    last_end = 0
    quotes = quotations(text)
    drafts = [_kept_inside(_asked(_opening(d, sentences, text), sentences, text), quotes) for d in drafts]
    for quote in quotes:
        owner = _owner(drafts, quote, sentences)
        if owner is not None:
            at = drafts.index(owner)
            last = drafts[at] = replace(owner, content=_joined(owner.content, quote))
            last_end = max(quote.end, owner.cue[1], owner.source[1] if owner.source else 0)
        elif last is not None and _goes_on(last_end, quote, sentences, text):
            drafts.append(replace(last, content=(quote.start, quote.end), rule="quotation goes on"))
            last_end = quote.end
        elif quote.words >= SHORT:
            last = None
    return sorted((d for d in drafts if d.content is not None), key=lambda d: (d.cue, d.content))


def _kept_inside(draft: Draft, quotes: Sequence[Quotation]) -> Draft:
    """Keep what a quoted person says that others say inside the quotation."""
    around = next((q for q in quotes if q.start < draft.cue[0] and draft.cue[1] < q.end and q.words >= SHORT), None)
    if around is None or draft.content is None:
        return draft
    start, end = max(draft.content[0], around.start), min(draft.content[1], around.end)
    return replace(draft, content=(start, end) if start < end else None)


def _opening(draft: Draft, sentences: Sequence[Sentence], text: str) -> Draft:
    """Give "The minister said:" at a paragraph's end the paragraph that follows, where no quotation mark opens it."""
    own = sentences[draft.sentence]
    following = next((s for s in sentences[draft.sentence + 1 :] if s.start >= own.end), None)
    colon = text[draft.cue[1] : own.end].strip() == ":"
    if draft.content is not None or not colon or following is None or text[following.start] in _MARKS:
        return draft
    end = following.end
    for sentence in sentences:
        if sentence.start >= end and "\n" not in text[end : sentence.start]:
            end = sentence.end
    return replace(draft, content=(following.start, end), rule="colon opens a statement")


def _asked(draft: Draft, sentences: Sequence[Sentence], text: str) -> Draft:
    """Give "… is it over? he asked." the question before it, where the quotation marks are lost."""
    own = sentences[draft.sentence]
    if draft.content is not None or draft.source is None or draft.sentence == 0 or not text[own.start].islower():
        return draft
    before = sentences[draft.sentence - 1]
    rest = text[own.start : draft.source[0]] + text[max(draft.source[1], draft.cue[1]) : own.end]
    whole = draft.source[0] < draft.cue[0] and not rest.strip(" .")
    if not whole or text[before.end - 1] not in "?!" or text[before.end : own.start].strip(" "):
        return draft
    return replace(draft, content=(before.start, before.end), rule="question before")


def _joined(content: Span | None, quote: Quotation) -> Span:
    return (quote.start, quote.end) if content is None else (min(content[0], quote.start), max(content[1], quote.end))


def _owner(drafts: list[Draft], quote: Quotation, sentences: Sequence[Sentence]) -> Draft | None:
    outside = [d for d in drafts if not quote.start < d.cue[0] < quote.end]
    covering = [d for d in outside if d.content and d.content[0] < quote.end and quote.start < d.content[1]]
    if covering:
        return min(covering, key=lambda d: (d.content or (0, 0))[1] - (d.content or (0, 0))[0])
    beside = [d for d in outside if d.content is None and _is_beside(d, quote, sentences[d.sentence])]
    return min(beside, key=lambda d: _gap(d.cue, quote), default=None)


def _gap(cue: Span, quote: Quotation) -> int:
    return cue[0] - quote.end if cue[0] >= quote.end else quote.start - cue[1]


def _is_beside(draft: Draft, quote: Quotation, sentence: Sentence) -> bool:
    """Tell whether only the draft's own source and cue stand between its sentence's edge and the quotation."""
    start = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
    return (
        (0 <= start - quote.end <= 3)
        or (0 <= quote.start - sentence.end <= 2)
        or (sentence.start <= quote.start and 0 <= quote.start - draft.cue[1] <= 40)
    )


def _goes_on(last_end: int, quote: Quotation, sentences: Sequence[Sentence], text: str) -> bool:
    """Tell whether a quotation opens where the sentence of the attributed one before it has ended."""
    stop = next((s.end for s in sentences if s.start < last_end <= s.end), last_end)
    between = text[stop : quote.start] if stop <= quote.start else ""
    return (
        quote.words >= SHORT and stop <= quote.start and bool(_BETWEEN_QUOTES.match(between)) and "\n\n" not in between
    )
