"""Furniture that fills whole lines: notices, bylines, lists under their headings, threads from theirs on."""

from __future__ import annotations

import re
from itertools import takewhile

from sayso.documents.cleaning.canvas import Canvas, Span, is_wrapped, trimmed
from sayso.documents.cleaning.furniture import Furniture
from sayso.documents.cleaning.line_kinds import cue_of, ends_like_a_sentence, is_title_like, line_kind
from sayso.documents.cleaning.threads import is_thread_line, thread_start

_FEWEST_BELOW = 2
_MOSTLY = 0.7
"""The share of a report's lines that end a sentence, where those below it that end none are no part of it."""
_FEW_WORDS = 3
_MOST_LISTED = 15
_LONGEST_CAPTION, _LONGEST_CREDIT = 350, 60
_REPORT_BEFORE_COMMENTS = 200
"""A comment heading above less report than this is a link at the top of the page, not the thread's beginning."""


def text_lines(text: str, start: int) -> list[Span]:
    """Return the lines with something in them, trimmed, from `start` on."""
    spans = [trimmed(text, max(m.start(), start), m.end()) for m in re.finditer(r"[^\n]+", text) if m.end() > start]
    return [span for span in spans if span[0] < span[1]]


def mark_lines(canvas: Canvas, start: int, title: str | None, furniture: Furniture) -> None:
    """Mark every line that is furniture as a whole, and what is listed under a heading; from the heading or the first
    signs of a comment section on, all is comment."""
    lines = [span for span in text_lines(canvas.text, start) if canvas.is_free(*span)]
    if len(lines) < 2:
        return
    thread = thread_start([canvas.text[a:b] for a, b in lines], furniture)
    number, end = 0, len(lines) if thread is None else thread
    while number < end:
        span = lines[number]
        number += 1
        line = canvas.text[span[0] : span[1]]
        kind = line_kind(line, title, furniture)
        if kind is None:
            continue
        canvas.mark(kind, *span)
        if kind == "comment" and span[0] - start >= _REPORT_BEFORE_COMMENTS:
            end = number
        elif heads_list(line, furniture):
            number = _mark_listed(canvas, lines, number, title, furniture)
        elif kind == "caption" and _is_cue_alone(line, furniture):
            number = _mark_captioned(canvas, lines, number, furniture)
    _rest_is_comment(canvas, lines[end:], furniture)


def mark_bare_titles(canvas: Canvas, start: int) -> None:
    """Mark titles and tags that stand under the report without a heading: lines that end no sentence, below lines that
    do. Lines with figures stay: lists of losses are the report's own."""
    lines = [span for span in text_lines(canvas.text, start) if canvas.is_free(*span)]
    texts = [canvas.text[a:b] for a, b in lines]
    below = len(list(takewhile(_is_bare_title, reversed(texts))))
    above = texts[: len(texts) - below]
    full = sum(map(ends_like_a_sentence, above))
    if (
        _FEWEST_BELOW <= below <= _MOST_LISTED
        and above
        and full >= _MOSTLY * len(above)
        and not is_wrapped(canvas.text)
    ):
        for span in lines[len(above) :]:
            canvas.mark("related", *span)


def _is_bare_title(line: str) -> bool:
    sentence = ends_like_a_sentence(line) and not (line.endswith("?") and len(line) <= _LONGEST_CREDIT)
    return is_title_like(line) and not sentence and not re.match(r"[\"“”‘'\s•*–—-]|.*\d", line)


def _rest_is_comment(canvas: Canvas, lines: list[Span], furniture: Furniture) -> None:
    """Share bars, links and notices under a thread stay what they are, where more than one word tells."""
    for span in lines:
        line = canvas.text[span[0] : span[1]]
        own = cue_of(line, furniture)
        sure = own and own.kind in ("share", "boilerplate", "related") and len(own.phrase.split()) > 1
        canvas.mark(own.kind if own and sure and not is_thread_line(line, furniture) else "comment", *span)


def heads_list(line: str, furniture: Furniture) -> bool:
    """Whether a line is the heading of a list of other reports: a phrase alone, or with a few words ("… by our
    editors")."""
    found = cue_of(line, furniture)
    if not found or found.at != "list":
        return False
    rest = line.strip(" :.>»›→")[len(found.phrase) :]
    return not rest or (len(rest.split()) <= _FEW_WORDS and not re.search(r"[:|\d]|[.!?]$", rest))


def _is_cue_alone(line: str, furniture: Furniture) -> bool:
    found = cue_of(line, furniture)
    return bool(found and len(line.strip(" :.")) == len(found.phrase))


def _mark_listed(canvas: Canvas, lines: list[Span], number: int, title: str | None, furniture: Furniture) -> int:
    """Mark the titles under a heading, up to a paragraph or other furniture; return the number of the next line."""
    last = min(len(lines), number + _MOST_LISTED)
    while number < last:
        line = canvas.text[lines[number][0] : lines[number][1]]
        if not is_title_like(line) or line_kind(line, title, furniture):
            break
        canvas.mark("related", *lines[number])
        number += 1
    return number


def _mark_captioned(canvas: Canvas, lines: list[Span], number: int, furniture: Furniture) -> int:
    """Mark the caption behind "Hide caption" and the like, and a credit and another such line behind it."""
    for longest in (_LONGEST_CAPTION, _LONGEST_CREDIT):
        if number < len(lines):
            line = canvas.text[lines[number][0] : lines[number][1]]
            credit = longest == _LONGEST_CAPTION or not ends_like_a_sentence(line)
            if len(line) <= longest and credit and not cue_of(line, furniture):
                canvas.mark("caption", *lines[number])
                number += 1
    if number < len(lines):
        found = cue_of(canvas.text[lines[number][0] : lines[number][1]], furniture)
        if found and found.kind == "caption":
            canvas.mark("caption", *lines[number])
            number += 1
    return number
