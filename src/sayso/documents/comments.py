"""Comment threads without markup: where a report's register gives way to its readers'."""

from __future__ import annotations

import re

from sayso.documents.canvas import Canvas, Span, blocks, sentences
from sayso.documents.furniture import CommentWords, Furniture

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]{12,}’(?!\w)")
_REPORTING = re.compile(
    r"\b(?:said|says|told|according to|reported|stated|announced|added|quoted|spokes\w+|statement|sources?"
    r"|correspondent)\b",
    re.I,
)
_HANDLE = re.compile(
    r"@\w+|\w[\w.-]*(?:\s[\w.-]+){0,2}\s+(?:(?:says|said|wrote|commented)\s*:?$|[|•·-]?\s*(?:\d+|an?)\s+\w+\s+ago\b)"
)
"""A reader addressed, or the line with a reader's name above what was written."""
_SHOUT = re.compile(r"!|\?!|\?{2,}|\b[A-Z]{4,}(?:\s+[A-Z]{3,}){2,}|(?:😂|🙏|👍|:\)|;\)|:-\))")

STRONG = 2
"""From this score on a paragraph speaks like a reader. Meaning: two different signs, or one that reports do not show.
Set on invented threads and on one real one; after a change run tests/documents and the junk measures again."""
_MEAN = 1.5
_THREAD_AFTER = 2
"""A thread follows on a report of at least this many paragraphs."""
_REPORT_MEAN = 0.75
"""If the report itself speaks like this on average, it is an opinion or an eyewitness and has no seam to find."""


def reader_score(paragraph: str, words: CommentWords) -> int:
    """Return how many signs of a reader's comment a paragraph shows; quoted speech does not count, and reporting words
    count against it."""
    if _HANDLE.match(paragraph.strip()):
        return 2 * STRONG
    own = _QUOTED.sub(" ", paragraph)
    first = len(words.first_person.findall(_without_initials(own)))
    score = min(first, 3) + bool(words.second_person.search(own))
    score += 2 * bool(words.interjections.match(own.lstrip())) + min(len(words.opinions.findall(own)), 2)
    score += bool(_SHOUT.search(own))
    score += 2 * ("?" in own) if not _REPORTING.search(own) else 0
    return score - min(len(_REPORTING.findall(own)), 2)


def _without_initials(own: str) -> str:
    """ "World War I", "Article I" and single initials are no first person."""
    return re.sub(r"\b(?:War|Article|Part|Phase|Chapter|Class|Type|Camp)\s+I\b|\bI\.|\bI\b(?=\s*[),;:-])", " ", own)


def mark_comments(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """Mark a thread at the end of the text: from its first paragraph on, all that is free is comment."""
    seam = _seam(canvas, _paragraphs(canvas, start), furniture.comments)
    if seam is not None:
        canvas.mark("comment", seam, len(canvas.text))


def _paragraphs(canvas: Canvas, start: int) -> list[Span]:
    """Paragraphs; in a text that came as one line, its sentences."""
    found = [span for free in canvas.free(start) for span in blocks(canvas.text, *free)]
    if len(found) > 1 or not found:
        return found
    return list(sentences(canvas.text, *found[0]))


def _seam(canvas: Canvas, paragraphs: list[Span], words: CommentWords) -> int | None:
    """Return where the thread begins: the earliest paragraph that speaks like a reader, from which on most do."""
    scores = [reader_score(canvas.text[a:b], words) for a, b in paragraphs]
    for number in range(_THREAD_AFTER, len(scores)):
        tail = scores[number:]
        if tail[0] < STRONG or sum(tail) / len(tail) < _MEAN or sum(s >= STRONG for s in tail) * 2 <= len(tail):
            continue
        if _one_alone(tail) or _mean(scores[:number]) >= _REPORT_MEAN:
            continue
        return paragraphs[number][0]
    return None


def _one_alone(tail: list[int]) -> bool:
    """A single last paragraph must be past doubt."""
    return len(tail) == 1 and tail[0] < 2 * STRONG


def _mean(scores: list[int]) -> float:
    return sum(scores) / len(scores)
