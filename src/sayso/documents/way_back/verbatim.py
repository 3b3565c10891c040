"""The short way for a text that is its page, word for word: files of plain text."""

from __future__ import annotations

import re

from sayso.schema.way_back import Step

_SPACE = re.compile(r"\s*")
_STRETCH = re.compile(r"\S+(?:[^\S\n]+\S+)*")


def word_for_word(text: str, page: str) -> list[Step] | None:
    """Return the steps of a text whose words are all words of the page, in order, but for the white space between
    lines; None for any other."""
    steps: list[Step] = []
    at = there = 0
    for line in _STRETCH.finditer(text):
        start = _behind_space(page, there)
        if not page.startswith(line[0], start):
            return None
        steps.extend(_space(text[at : line.start()], page[there:start]))
        steps.append(("copy", len(line[0])))
        at, there = line.end(), start + len(line[0])
    steps.append(("drop", len(text) - at))
    return steps


def _behind_space(page: str, at: int) -> int:
    space = _SPACE.match(page, at)
    return space.end() if space else at


def _space(own: str, there: str) -> list[Step]:
    """Return the steps over white space: the same characters one by one, then one for all others of the page."""
    same = 0
    while same < min(len(own), len(there)) and own[same] == there[same]:
        same += 1
    steps: list[Step] = [("copy", same)]
    if same < min(len(own), len(there)):
        return [*steps, ("stand", len(there) - same), ("drop", len(own) - same - 1)]
    return [*steps, ("drop", len(own) - same), ("pass", len(there) - same)]
