"""A report's text divided into headline, dateline, body and everything that is not the report.

Nothing is thrown away: every character that is not white space lies in a segment. Pages already cleaned and plain text
take the same way. Offsets are code points into the text, end exclusive.
"""

from __future__ import annotations

import re

from sayso.documents.cleaning.canvas import Canvas
from sayso.documents.cleaning.captions import mark_captions
from sayso.documents.cleaning.comments import mark_comments
from sayso.documents.cleaning.ending import mark_ending
from sayso.documents.cleaning.furniture import Furniture
from sayso.documents.cleaning.line_kinds import line_kind
from sayso.documents.cleaning.lines import mark_bare_titles, mark_lines
from sayso.documents.cleaning.opening import Opening, dateline_end, mark_dateline
from sayso.documents.cleaning.repeats import mark_met_again, mark_repeated_sentences, mark_tags
from sayso.schema.document import Segment

_LONGEST_HEADLINE = 220
_SECTION = re.compile(r"\s+[|–—»-]\s+[A-Z]\w+(?:\s+[A-Z&]\w*){0,2}$")
"""A part of the site behind a headline: one to three capitalised words."""
_SHORTEST_HEADLINE = 10
_MOST_NOTICES = 12
_OUTLET_BEHIND = re.compile(r"\s+(?:\||[-–—»:])\s+(?P<name>(?:(?!\s[-–—»:]\s)[^|]){2,40})$")


def segment(
    text: str,
    *,
    title: str | None,
    publisher: str | None,
    furniture: Furniture,
    told: tuple[Segment, ...] = (),
) -> tuple[Segment, ...]:
    """Return the segments of a text that begins with `title` (None: it has no headline), in order, without overlap.

    `told` are stretches whose kind the format itself tells. The first to claim a stretch keeps it, so the surest come
    first: what was told, the headline and what stands under it, whole lines of furniture, inline furniture, the
    ending, captions, repetitions, then the comment thread; the rest is body.
    """
    canvas = Canvas(text)
    start = len(title) if title and text.startswith(title) else 0
    headline = title[: headline_end(title, publisher, furniture)] if title else None
    if start:
        mark_headline(canvas, text[:start], publisher, furniture)
    for stretch in told:
        canvas.mark(stretch.kind, stretch.start, stretch.end)
    opened = Opening(canvas, start, headline, furniture).read()
    mark_lines(canvas, opened, headline, furniture)
    mark_inline(canvas, opened, furniture)
    mark_tags(canvas, opened, furniture)
    mark_ending(canvas, opened, publisher, furniture)
    mark_dateline(canvas, start, furniture)
    mark_captions(canvas, opened, furniture)
    mark_met_again(canvas, opened)
    mark_ending(canvas, opened, publisher, furniture)
    mark_repeated_sentences(canvas, opened)
    mark_comments(canvas, opened, furniture)
    mark_bare_titles(canvas, opened)
    return canvas.segments()


def mark_headline(canvas: Canvas, title: str, publisher: str | None, furniture: Furniture) -> None:
    """Mark the headline; an outlet's name behind a bar or dash is boilerplate."""
    end = headline_end(title, publisher, furniture)
    canvas.mark("headline", 0, end)
    canvas.mark("boilerplate", end, len(title))


def headline_end(title: str, publisher: str | None, furniture: Furniture) -> int:
    """Return where the headline's own words end: before " | Outlet", or before " - Section - Section - Outlet"."""
    behind = _OUTLET_BEHIND.search(title)
    if not behind or behind.start() < _SHORTEST_HEADLINE:
        return len(title)
    name = behind["name"].strip()
    own = publisher is not None and name.casefold() == publisher.casefold()
    if not own and not furniture.outlet.fullmatch(name):
        return len(title)
    end = behind.start()
    while (section := _SECTION.search(title, 0, end)) and section.start() >= _SHORTEST_HEADLINE:
        end = section.start()
    return end


def mark_inline(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """Mark phrases that are furniture wherever they stand."""
    for cue in furniture.cues_at("anywhere"):
        for found in cue.pattern.finditer(canvas.text, start):
            canvas.mark(cue.kind, found.start(), found.end())


def find_headline(text: str, furniture: Furniture) -> tuple[str | None, str]:
    """Return the headline of a raw text and the rest of it; (None, text) when it has none.

    A headline is the first line that is no furniture if it is short, ends without a full stop, is no date, byline or
    dateline, and a longer line follows. Furniture above it stays in the rest.
    """
    above, first, rest = _first_own_line(text.lstrip(), furniture)
    line = first.strip().removeprefix("# ").strip()
    longest = max((len(x) for x in rest.split("\n")), default=0)
    if not line or len(line) > _LONGEST_HEADLINE or line.endswith((".", ",", ";", ":", "…")) or longest <= len(line):
        return None, text
    labelled = furniture.headline_labels.match(line)
    if not labelled and (line_kind(line, None, furniture) or dateline_end(line, 0, len(line), furniture)):
        return None, text
    return line, above + rest


def _first_own_line(text: str, furniture: Furniture) -> tuple[str, str, str]:
    """Return the notices above the first line that is none, that line, and what follows it."""
    at = 0
    for _ in range(_MOST_NOTICES):
        line = text[at:].partition("\n")[0]
        if line.strip() and line_kind(line.strip(), None, furniture) not in ("boilerplate", "share"):
            break
        if line.strip() and _date_or_headline(line.strip(), furniture):
            break
        at += len(line) + 1
    first, _, rest = text[at:].partition("\n")
    return text[:at], first, rest


def _date_or_headline(line: str, furniture: Furniture) -> bool:
    return bool(furniture.headline_labels.match(line) or furniture.date.match(line))
