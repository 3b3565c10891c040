"""Furniture that fills a whole line: share bars, related links, bylines, date lines, legal notices."""

from __future__ import annotations

import re

from sayso.documents.cleaning.canvas import Canvas, Span, trimmed
from sayso.documents.cleaning.furniture import Cue, Furniture
from sayso.documents.cleaning.opening import repeated_title
from sayso.schema.vocabulary import SegmentKind

_LONGEST = 160
"""A longer line is a paragraph, whatever it begins with."""
_COUNT = re.compile(r"^\d+\s+")
_SENTENCE_LIKE = re.compile(r"[.!?][\"”’')\]]*$")
_REPORT_BEFORE_COMMENTS = 300
"""A comment heading above less report than this is a link at the top of the page, not the thread's beginning."""


def text_lines(text: str, start: int) -> list[Span]:
    """Return the lines with something in them, trimmed, from `start` on."""
    spans = [trimmed(text, max(m.start(), start), m.end()) for m in re.finditer(r"[^\n]+", text) if m.end() > start]
    return [span for span in spans if span[0] < span[1]]


def mark_lines(canvas: Canvas, start: int, title: str | None, furniture: Furniture) -> None:
    """Mark every line that is furniture as a whole; from the heading of a comment section on, all is comment."""
    lines = text_lines(canvas.text, start)
    if len(lines) < 2:
        return
    for span in lines:
        kind = line_kind(canvas.text[span[0] : span[1]], title, furniture)
        if kind is None:
            continue
        canvas.mark(kind, *span)
        if kind == "comment" and span[0] - start >= _REPORT_BEFORE_COMMENTS:
            _rest_is_comment(canvas, [s for s in lines if s[0] > span[1]], title, furniture)
            return


def _rest_is_comment(canvas: Canvas, lines: list[Span], title: str | None, furniture: Furniture) -> None:
    for span in lines:
        own = line_kind(canvas.text[span[0] : span[1]], title, furniture)
        canvas.mark(own if own in ("share", "boilerplate", "related") else "comment", *span)


def line_kind(line: str, title: str | None, furniture: Furniture) -> SegmentKind | None:
    """Return what a line is as a whole, None when it may be the report's own."""
    if len(line) > _LONGEST:
        return None
    if title and repeated_title(line, 0, title) == len(line):
        return "boilerplate"
    return _by_cue(line, furniture) or _date_line(line, furniture) or _byline(line, furniture)


def _by_cue(line: str, furniture: Furniture) -> SegmentKind | None:
    uncounted = _COUNT.sub("", line)
    for cue in furniture.cues:
        line = uncounted if cue.kind == "comment" else line
        found = cue.pattern.match(line)
        if not found:
            continue
        if cue.at == "only" and found.end() == len(line.rstrip(" :.")):
            return cue.kind
        if cue.at == "line" and _is_whole(line, found.end(), cue, found[0]):
            return cue.kind
    return None


def _is_whole(line: str, end: int, cue: Cue, phrase: str) -> bool:
    """One word may begin a sentence, so it must stand alone, before a colon or a count; more words are surer."""
    rest = line[end:].strip()
    if not rest or re.match(r"[:(|\d»>]", rest):
        return True
    return len(phrase.split()) > 1 and not (_SENTENCE_LIKE.search(line) and len(rest.split()) > 12)


def _date_line(line: str, furniture: Furniture) -> SegmentKind | None:
    """A date, with a word for publication before it and a name behind it at most."""
    cue = furniture.published.match(line)
    at = re.compile(r"\s*:?\s*").match(line, cue.end() if cue else 0)
    date = furniture.date.match(line, at.end() if at else 0)
    if not date:
        return None
    rest = line[date.end() :].strip(" ,.|-–—")
    by = furniture.byline.match(rest)
    return "boilerplate" if not rest or (by and by.end() == len(rest)) else None


def _byline(line: str, furniture: Furniture) -> SegmentKind | None:
    """ "By …" and names, with a date, a place or an outlet behind them at most; or an agency alone."""
    agency = furniture.agency.match(line)
    if agency and agency.end() == len(line.rstrip(" .:")):
        return "byline"
    found = furniture.byline.match(line)
    if not found:
        return None
    rest = line[found.end() :]
    rest = furniture.date.sub("", furniture.published.sub("", furniture.outlet.sub("", rest)))
    extra = re.sub(r"\b(?:and|in|for|at|with|of|the)\b|\b[A-Z][\w'’.-]*", "", rest)
    return "byline" if not re.search(r"\w", extra) else None
