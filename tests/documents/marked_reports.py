"""Reports with their furniture marked: "{share|Follow us}" stands for text that is no body."""

from __future__ import annotations

import re

from sayso.documents.cleaning.furniture import furniture_for
from sayso.documents.cleaning.segmentation import segment
from sayso.schema import outlets
from sayso.schema.document import Segment

_MARK = re.compile(r"\{(?P<kind>[a-z_]+)\|(?P<text>[^{}]*)\}")

FURNITURE = furniture_for(outlets.packaged())


def plain(marked: str) -> str:
    """The text without its marks."""
    return _MARK.sub(lambda m: m["text"], marked)


def divided(text: str, *, title: str | None = None, publisher: str | None = None) -> tuple[Segment, ...]:
    return segment(text, title=title, publisher=publisher, furniture=FURNITURE)


def _joined(text: str, stretches: list[tuple[str, int, int]]) -> list[tuple[str, str]]:
    """All that is not body, neighbours of one kind as one, without white space at the ends."""
    joined: list[tuple[str, int, int]] = []
    for kind, start, end in stretches:
        if joined and joined[-1][0] == kind and not text[joined[-1][2] : start].strip():
            joined[-1] = (kind, joined[-1][1], end)
        else:
            joined.append((kind, start, end))
    return [(kind, text[start:end].strip()) for kind, start, end in joined if kind != "body"]


def answers(marked: str) -> list[tuple[str, str]]:
    """What is marked, in order."""
    stretches, shift = [], 0
    for m in _MARK.finditer(marked):
        start = m.start() - shift
        stretches.append((m["kind"], start, start + len(m["text"])))
        shift += len(m[0]) - len(m["text"])
    return _joined(plain(marked), stretches)


def found(marked: str, *, publisher: str | None = None) -> list[tuple[str, str]]:
    """What the segmenter makes of the text; a marked headline is given to it as the title, to the end of its line."""
    text = plain(marked)
    title = text.partition("\n\n")[0] if marked.startswith("{headline|") else None
    return _joined(text, [(s.kind, s.start, s.end) for s in divided(text, title=title, publisher=publisher)])
