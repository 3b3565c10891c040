"""Comment threads without markup: where a report's register gives way to its readers'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.documents.cleaning.canvas import Canvas, Span, blocks, sentences
from sayso.documents.cleaning.furniture import CommentWords, Furniture

_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|(?<!\w)\"[^\"\n]{1,2000}(?:\"|$)|(?<!\w)''[^\n]{1,2000}?''|(?<!\w)‘[^’\n]{12,}’(?!\w)", re.M
)
"""Speech in quotation marks; a paragraph that opens and does not close is speech that goes on in the next."""
_REPORTING = re.compile(
    r"\b(?:said|says|told|according to|reported|stated|announced|added|quoted|spokes\w+|statement|sources?"
    r"|correspondent)\b",
    re.I,
)
_HANDLE = re.compile(
    r"@\w+|\w[\w.-]*(?:\s[\w.-]+){0,2}\s+(?:(?:says|said|wrote|commented)\s*:?$|[|•·-]?\s*(?:\d+|an?)\s+\w+\s+ago\b)"
)
"""A reader addressed, or the line with a reader's name above what was written."""
_INTERVIEW = re.compile(r"\binterview|\bexcerpts?\b|\bQ&A\b|\btranscript\b", re.I)
_SHOUT = re.compile(r"!|\?!|\?{2,}|\b[A-Z]{4,}(?:\s+[A-Z]{3,}){2,}|(?:😂|🙏|👍|:\)|;\)|:-\))")

STRONG = 2
"""From this score on a paragraph speaks like a reader. Meaning: two different signs, or one that reports do not show.
Set on invented threads and on one real one; after a change run tests/documents and the junk measures again."""
_MEAN = 1.5
_MOST_TURNS = 20
"""A text with more places at which it might turn is no report with a thread."""
_THREAD_AFTER = 2
"""A thread follows on a report of at least this many paragraphs."""
_REPORT_MEAN = 0.75
"""If the report itself speaks like this on average, it is an opinion or an eyewitness and has no seam to find."""


def reader_score(paragraph: str, words: CommentWords) -> int:
    """Return how many signs of a reader's comment a paragraph shows, its quoted speech taken out beforehand;
    reporting words count against it."""
    if _HANDLE.match(paragraph.strip()):
        return 2 * STRONG
    first = len(words.first_person.findall(_without_initials(paragraph)))
    score = min(first, 3) + bool(words.second_person.search(paragraph))
    score += 2 * _cheers(paragraph, words) + min(len(words.opinions.findall(paragraph)), 2)
    reported = min(len(_REPORTING.findall(paragraph)), 2)
    return score + bool(_SHOUT.search(paragraph)) + 2 * ("?" in paragraph and not reported) - reported


def _cheers(paragraph: str, words: CommentWords) -> bool:
    return bool(words.interjections.match(paragraph.lstrip()))


def _without_initials(own: str) -> str:
    """ "World War I", "Article I" and single initials are no first person."""
    return re.sub(r"\b(?:War|Article|Part|Phase|Chapter|Class|Type|Camp)\s+I\b|\bI\.|\bI\b(?=\s*[),;:-])", " ", own)


def without_speech(text: str) -> str:
    """Return the text with everything in quotation marks replaced by dots, offsets kept."""
    return _QUOTED.sub(lambda m: "·" * len(m[0]), text)


def mark_comments(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """Mark a thread at the end of the text: from its first paragraph on, all that is free is comment."""
    seam = _seam(without_speech(canvas.text), _paragraphs(canvas, start), furniture.comments)
    if seam is not None:
        canvas.mark("comment", seam, len(canvas.text))


def _paragraphs(canvas: Canvas, start: int) -> list[Span]:
    """Paragraphs; in a text that came as one line, its sentences."""
    found = [span for free in canvas.free(start) for span in blocks(canvas.text, *free)]
    if len(found) > 1 or not found:
        return found
    return list(sentences(canvas.text, *found[0]))


def _seam(text: str, paragraphs: list[Span], words: CommentWords) -> int | None:
    """Return where the thread begins: the earliest paragraph that speaks like a reader, from which on most do."""
    scores = [reader_score(text[a:b], words) for a, b in paragraphs]
    for number in list(_turns(scores))[:_MOST_TURNS]:
        if not _one_alone(scores[number:]) and not _reports_own(text, paragraphs, number, words):
            return paragraphs[_first_of_thread(text, paragraphs, scores, number)][0]
    return None


def _first_of_thread(text: str, paragraphs: list[Span], scores: list[int], number: int) -> int:
    """Go back over paragraphs that speak a little like a reader, and in which nobody reports."""
    while number > _THREAD_AFTER and scores[number - 1] > 0:
        before = text[slice(*paragraphs[number - 1])]
        if _REPORTING.search(before) or "·" in before:
            break
        number -= 1
    return number


def _turns(scores: list[int]) -> Iterator[int]:
    """Give every place from which on most paragraphs speak like readers, while those before it do not."""
    after, strong, before = sum(scores), sum(score >= STRONG for score in scores), 0
    for number, score in enumerate(scores):
        left = len(scores) - number
        readers = score >= STRONG and after >= _MEAN * left and strong * 2 > left
        if readers and number >= _THREAD_AFTER and before < _REPORT_MEAN * number:
            yield number
        after, strong, before = after - score, strong - (score >= STRONG), before + score


def _one_alone(tail: list[int]) -> bool:
    """A single last paragraph must be past doubt."""
    return len(tail) == 1 and tail[0] < 2 * STRONG


def _reports_own(text: str, paragraphs: list[Span], number: int, words: CommentWords) -> bool:
    """Whether it is the report itself that speaks like this: a statement after a colon; an interview, in which only a
    cheer, a shout or a reader's name makes a thread; an essay that puts questions but says "I" once at most."""
    head = [text[a:b] for a, b in paragraphs[:number]]
    colon = max((i for i, paragraph in enumerate(head) if paragraph.endswith(":")), default=None)
    if colon is not None and not any(_REPORTING.search(paragraph) for paragraph in head[colon + 1 :]):
        return True
    tail = [text[a:b].strip() for a, b in paragraphs[number:]]
    readers = sum(bool(_HANDLE.match(p)) or _cheers(p, words) or bool(_SHOUT.search(p)) for p in tail)
    if any(_INTERVIEW.search(paragraph) for paragraph in head):
        return readers == 0
    return not readers and sum(bool(words.first_person.search(_without_initials(p))) for p in tail) < 2
