"""Comment threads by their form: names, ages and reply links that stand over and under what readers wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.documents.cleaning.furniture import Furniture

_HEAD = re.compile(
    r"@?\w[\w.'-]*(?:\s[\w.'-]+){0,3}\s*(?:\s(?:says|said|wrote|commented|replied)\s*:?$|→\s*\w|,?\s*[•·|]\s*\d+\s*\w+(?:\s+\w+)?$)"
    r"|\w[\w.-]{2,24},\s+\d{1,2}\s+\w{3,9}\s+\d{4}\b.{0,12}$"
)
"""A reader's name with "says:", with an arrow to another's, with an age or with a date behind it."""
_FORUM = re.compile(r"#\d{1,5}$|Quote:$|Originally Posted by\b|\w[\w .]{2,30} replied\b", re.I)
_COUNTED = re.compile(r"(?<=[^\W\d])\s+\d+(?=\s+[^\W\d])")
""" "View 6 more replies"."""
_LONGEST_NAME = 40
_LONGEST_LINE = 120
_FEWEST = 2
"""Signs that make a thread; of them one at least must be more than an age, which live reports show as well."""
_SHARE = 0.2
"""The share of a thread's lines that are signs: under four lines of a comment stands a reply link."""
_BEFORE = 2
"""Lines of report before a thread."""


def is_thread_line(line: str, furniture: Furniture) -> bool:
    """Whether a line stands over or under a reader's words."""
    return bool(_is_sure(line, furniture) or furniture.threads.age.fullmatch(line))


def _is_sure(line: str, furniture: Furniture) -> bool:
    short = len(line) <= _LONGEST_LINE
    if not short or furniture.threads.age.fullmatch(line):
        return False
    replies = furniture.threads.reply
    uncounted = _COUNTED.sub("", line)
    return bool(replies.fullmatch(line) or replies.fullmatch(uncounted) or _HEAD.match(line) or _FORUM.match(line))


def thread_start(lines: Sequence[str], furniture: Furniture) -> int | None:
    """Return the number of the line at which a thread begins that goes on to the end; None when there is none."""
    signs = [number for number, line in enumerate(lines) if is_thread_line(line, furniture)]
    sure = [number for number in signs if _is_sure(lines[number], furniture)]
    for place, first in enumerate(signs):
        here = len(signs) - place
        many = here >= _FEWEST and here >= _SHARE * (len(lines) - first)
        begin = _begin(lines, first, furniture)
        if many and sure and sure[-1] >= first and begin >= _BEFORE:
            return begin
    return None


def _begin(lines: Sequence[str], first: int, furniture: Furniture) -> int:
    """Go back to the name that stands above the first sign: right above an age, above the words under which a reply
    link stands."""
    if _HEAD.match(lines[first]) or _FORUM.match(lines[first]):
        return first
    for back in (1, 2):
        if first - back >= 0 and _is_name(lines[first - back]):
            return first - back
        if furniture.threads.age.fullmatch(lines[first]):
            break
    return first


def _is_name(line: str) -> bool:
    return (
        len(line) <= _LONGEST_NAME
        and not re.search(r"[.!?…:,;][\"”’')\]]*$", line.removesuffix("."))
        and len(line.split()) <= 4
    )
