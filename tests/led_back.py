"""Whether a way back leads to the same words, told by parsers that the way back itself does not use."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from sayso.documents.way_back.stream import Source
from sayso.schema import Document
from sayso.schema.way_back import LAYOUT, NOT_IN_PAGE, raw_runs, raw_span


class _Shown(HTMLParser):
    """The characters that a stretch of a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = False

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def shown(stretch: str, source: Source) -> str:
    """The characters of a stretch of a page, read as a reader would."""
    if source == "json":
        return str(json.loads(f'"{stretch}"', strict=False))
    if source == "text":
        return stretch
    parser = _Shown()
    parser.feed(stretch)
    parser.close()
    return "".join(parser.parts)


def signs(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def is_within(few: str, many: str) -> bool:
    """Whether all characters stand in the other text too, in that order."""
    rest = iter(many)
    return all(c in rest for c in few)


def check_span(document: Document, page: str, start: int, end: int, source: Source, *, whole: bool) -> None:
    """Fail unless what is placed of the span leads to the same characters. `whole`: all of it is placed, and the page
    has nothing else between."""
    placed = "".join(document.text[r.start : r.end] for r in raw_runs(document, start, end))
    wanted, there = signs(placed), raw_span(document, start, end)
    assert not whole or wanted == signs(document.text[start:end])
    if there.start is None:
        assert not wanted and there.reason in (LAYOUT, NOT_IN_PAGE)
        return
    got = signs(shown(page[there.start : there.end], source))
    if whole:
        assert got == wanted
    else:
        assert is_within(wanted, got), (wanted, got)


def check_runs(document: Document, page: str, source: Source) -> None:
    """Fail unless every run holds the characters that it is said to hold, each character in one run at most."""
    behind = 0
    for run in raw_runs(document, 0, len(document.text)):
        assert behind <= run.start < run.end
        behind = run.end
        own, there = document.text[run.start : run.end], page[run.raw_start : run.raw_end]
        if run.exact:
            assert there == own
        else:
            read = shown(there, source)
            assert read == own or (read.isspace() and own.isspace()), (own, there)


def share_placed(document: Document) -> float:
    """The share of the characters, white space aside, that the way back places."""
    placed = sum(len(signs(document.text[r.start : r.end])) for r in raw_runs(document, 0, len(document.text)))
    return placed / len(signs(document.text))
