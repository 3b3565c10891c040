"""The day on which a page was put out: by its markup, by what it shows under its headline, by its address.

Markup gives an instant, mostly in UTC; what a reader sees is the day at the outlet's own place. Where the page shows a
day within one of its markup's, the day shown is the report's; otherwise the markup is the surer.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sayso.documents.cleaning.furniture import alternatives
from sayso.documents.cleaning.page_blocks import PageBlock, letters
from sayso.documents.metadata.dating import found_date, read_date, written_date
from sayso.documents.metadata.publication import DateCandidate
from sayso.schema import knowledge

_META = (
    "article:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published",
    "pub_date",
    "pdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
"""Names under which pages give their day of publication, the most telling first."""
_REPORT_TYPES = re.compile(r"Article|Posting|Report|NewsItem|WebPage", re.I)
_LARGEST_SCRIPT = 500_000
_CLOSE_ABOVE = 8
"""Blocks above the headline, and below it up to the report, in which a day shown is the page's own."""
_CLOSE_BELOW = 14
_PARAGRAPH = 60
"""Characters from which on a line of the report is a paragraph."""
_CUE_BEFORE = 45
"""Characters before a date in which "published" or "updated" speaks of it."""
_FEW_WORDS = 60
"""Letters beside the date; a block with more is a sentence, whose date is the story's unless the page calls it its
own."""
_DAY = datetime.timedelta(days=1)


def page_dates(
    markup: Sequence[DateCandidate], blocks: Sequence[PageBlock], title: str | None, body: str
) -> list[DateCandidate]:
    """Return the days that a page gives for itself, the surest first; [] for none.

    `markup` are those of `markup_dates`. `title` is the report's headline and `body` its text: they tell where
    the report stands in the page.
    """
    shown = list(shown_dates(blocks, title, body))
    if not markup:
        return sorted(shown, key=lambda c: c.update)
    near = [c for c in shown if abs(c.date - markup[0].date) <= _DAY]
    rest = [c for c in shown if c not in near]
    return [*sorted(near, key=lambda c: c.update), *markup, *rest]


# --- markup


def markup_dates(tree: Any) -> Iterator[DateCandidate]:
    """Give the days of publication that the markup names: JSON-LD, meta elements, times marked as such."""
    found = [*_linked_data(tree), *_meta(tree), *_times(tree)]
    for value in found:
        day = read_date(value) or _in_mail_form(value)
        if day:
            yield DateCandidate(day, "metadata")


def _linked_data(tree: Any) -> Iterator[str]:
    told: list[tuple[bool, str]] = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") and len(text) <= _LARGEST_SCRIPT:
            try:
                told.extend(_dated_objects(json.loads(text, strict=False)))
            except (ValueError, RecursionError):
                continue
    yield from (value for _, value in sorted(told, key=lambda t: not t[0]))


def _dated_objects(data: Any) -> Iterator[tuple[bool, str]]:
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            published = value.get("datePublished")
            if isinstance(published, str):
                yield bool(_REPORT_TYPES.search(str(value.get("@type")))), published
            stack.extend(v for v in value.values() if isinstance(v, dict | list))


def _meta(tree: Any) -> Iterator[str]:
    given: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            for name in (element.get(key) or "").casefold().split():
                given.setdefault(name, element.get("content") or "")
    yield from (given[name] for name in _META if given.get(name))


def _times(tree: Any) -> Iterator[str]:
    for element in tree.iter("time", "span", "abbr", "div", "p"):
        marked = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if marked or (element.tag == "time" and re.search(r"publish|entry-date", element.get("class") or "")):
            value = element.get("datetime") or element.get("content") or element.get("title")
            if value:
                yield value


def _in_mail_form(value: str) -> datetime.date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# --- what a reader sees


def shown_dates(blocks: Sequence[PageBlock], title: str | None, body: str) -> Iterator[DateCandidate]:
    """Give the days shown around the headline and before the report, those nearest to the headline first."""
    visible = [b for b in blocks if not b.hidden]
    begins = _index(visible, _first_paragraph(body, title))
    head = _index(visible, title or "", begins)
    anchor = head if head is not None else begins
    if anchor is None:
        return
    below = anchor + (_CLOSE_BELOW if begins is not None else _CLOSE_ABOVE)
    last = min(below, begins + 1) if begins is not None and begins >= anchor else below
    places = range(max(0, anchor - _CLOSE_ABOVE), min(len(visible), last + 1))
    for place in sorted(places, key=lambda p: (p < anchor, abs(p - anchor))):
        yield from _dates_of(visible[place].text)


def _first_paragraph(body: str, title: str | None) -> str:
    """Return the beginning of the report's first line that is a paragraph and not its headline again."""
    headline = letters(title or "")
    lines = (line for line in body.split("\n") if len(line) >= _PARAGRAPH)
    return next((line[:_PARAGRAPH] for line in lines if not headline or not letters(line).startswith(headline)), "")


def _index(blocks: Sequence[PageBlock], words: str, before: int | None = None) -> int | None:
    """Return the first block that begins with these words, or the last of them that does not stand behind `before`."""
    wanted = letters(words)
    places = [n for n, b in enumerate(blocks) if wanted and b.letters.startswith(wanted)]
    if before is None:
        return places[0] if places else None
    return max((n for n in places if n <= before), default=places[0] if places else None)


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words before a date that call it the page's own, and those that call it a later version's."""
    words = knowledge.packaged("furniture")
    published, updated = (rf"\b(?:{alternatives(words[key])})\b[^.]{{0,25}}$" for key in ("published", "updated"))
    return re.compile(published, re.I), re.compile(updated, re.I)


def _dates_of(text: str) -> Iterator[DateCandidate]:
    for match in written_date().finditer(text):
        found = found_date(match)
        if found.date is None:
            continue
        before = text[max(0, found.start - _CUE_BEFORE) : found.start]
        published, updated = (bool(cue.search(before)) for cue in _cues())
        if published or updated or len(letters(text[: found.start] + text[found.end :])) <= _FEW_WORDS:
            yield DateCandidate(found.date, "text", updated and not published)
