"""The strings of JSON with their places in its source."""

from __future__ import annotations

import json
import re

from sayso.documents.way_back.stream import Stream

_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)(?:"|\\?\Z)', re.DOTALL)
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf'{_HIGH}{_LOW}|\\u[0-9a-fA-F]{{4}}|\\["\\/bfnrt]')


def of_strings(page: str) -> tuple[Stream, ...]:
    """Return the characters of all strings in JSON, escapes read."""
    stream = Stream()
    add_strings(stream, page, 0, len(page))
    return (stream.done(),)


def add_strings(stream: Stream, page: str, start: int, end: int) -> None:
    """Add the strings of a stretch of JSON to a stream, parted from each other."""
    for string in _STRING.finditer(page, start, end):
        stream.part(string.start())
        at = string.start(1)
        for escape in _ESCAPE.finditer(page, at, string.end(1)):
            if escape.start() > at:
                stream.add(page[at : escape.start()], at, escape.start() - at)
            stream.add(json.loads(f'"{escape[0]}"'), escape.start(), len(escape[0]))
            at = escape.end()
        if string.end(1) > at:
            stream.add(page[at : string.end(1)], at, string.end(1) - at)
    stream.part(end)
