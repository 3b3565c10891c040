"""The characters that a page of HTML shows, and those that it holds unseen, with their places in its source."""

from __future__ import annotations

import html
import re
from html.entities import html5

from sayso.documents.way_back.stream import Stream
from sayso.documents.way_back.strings import add_strings

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*([^\s"'>/=][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?|[\s/]*["'=]"""
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|([a-zA-Z][a-zA-Z0-9]{1,31};?))")
_LONGEST = 80
"""Characters of two references, one within the other; the longest name has 31."""
_UNSHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|<[!?][^>]*>?", re.DOTALL)
_CLOSED_BY_NAME = frozenset({"script", "style", "title", "textarea", "xmp"})
_INLINE = re.compile(
    "a(bbr|cronym)?|b(d[io]|ig)?|cite|code|d(ata|el|fn)|em|font|i(ns)?|kbd|label|mark|q|s(amp|mall|pan|trike|trong|u[bp])?"
    "|t(ime|t)|u|var|wbr"
)
"""Tags that may stand within a word."""
_TOLD = frozenset({"alt", "content", "title"})
"""Attributes that hold words: of pictures, of metadata, of links."""


def of_markup(page: str) -> tuple[Stream, ...]:
    """Return what the page shows; then what it holds unseen: the title in its head, attributes that hold words, the
    strings of its metadata in JSON."""
    scan = _Scan(page)
    scan.run()
    return scan.shown.done(), scan.unseen.done()


class _Scan:
    """One walk over a page, as lenient as browsers are: what is no tag is text."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.shown = Stream()
        self.unseen = Stream()
        self._closings: dict[str, list[int]] = {}

    def run(self) -> None:
        page, at = self.page, 0
        while at < len(page):
            mark = page.find("<", at)
            self._words(self.shown, at, len(page) if mark < 0 else mark)
            if mark < 0:
                return
            at = self._markup(mark)

    def _markup(self, at: int) -> int:
        """Go over the markup that begins at `at`; return where it ends."""
        tag = _TAG.match(self.page, at)
        if tag:
            return self._tag(tag)
        unshown = _UNSHOWN.match(self.page, at)
        if unshown:
            return unshown.end()
        if self.page.startswith("</", at):
            end = self.page.find(">", at)
            return len(self.page) if end < 0 else end + 1
        self._words(self.shown, at, at + 1)
        return at + 1

    def _tag(self, tag: re.Match[str]) -> int:
        name = tag[2].lower()
        if not _INLINE.fullmatch(name):
            self.shown.part(tag.start())
        data, at = False, tag.end()
        while at < len(self.page) and self.page[at] != ">":
            attribute = _ATTRIBUTE.match(self.page, at)
            if attribute is None:
                at += 1
                continue
            at = attribute.end()
            data = data or self._attribute(attribute)
        return self._content(name, at + 1, data=data) if not tag[1] and name in _CLOSED_BY_NAME else at + 1

    def _attribute(self, found: re.Match[str]) -> bool:
        """Keep the words of an attribute; tell whether it says that a script holds metadata in JSON."""
        name = (found[1] or "").lower()
        value = found.lastindex or 1
        if name in _TOLD and value > 1:
            self.unseen.part(found.start(value))
            self._words(self.unseen, found.start(value), found.end(value))
        return name == "type" and value > 1 and "ld+json" in found[value].lower()

    def _content(self, name: str, start: int, *, data: bool) -> int:
        """Go over what stands in an element that only its own closing tag ends; return where that begins."""
        end = self._closing(name, start)
        if name == "title":
            self.unseen.part(start)
            self._words(self.unseen, start, end)
        elif name in ("textarea", "xmp"):
            self._words(self.shown, start, end)
        elif data:
            add_strings(self.unseen, self.page, start, end)
        return end

    def _closing(self, name: str, start: int) -> int:
        if name not in self._closings:
            closings = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).finditer(self.page, start)
            self._closings[name] = [c.start() for c in closings][::-1]
        waiting = self._closings[name]
        while waiting and waiting[-1] < start:
            waiting.pop()
        return waiting[-1] if waiting else len(self.page)

    def _words(self, stream: Stream, start: int, end: int) -> None:
        """Add a stretch of text to a stream, each character reference as what it stands for."""
        at = self.page.find("&", start, end)
        while at >= 0:
            told, width = self._told(at, end)
            if told != self.page[at : at + width]:
                if at > start:
                    stream.add(self.page[start:at], start, at - start)
                stream.add(told, at, width)
                start = at + width
            at = self.page.find("&", at + width, end)
        if end > start:
            stream.add(self.page[start:end], start, end - start)

    def _told(self, at: int, end: int) -> tuple[str, int]:
        """Return what the reference at `at` stands for and how long its source is. One that was written twice
        ("&amp;quot;") is read twice, as readers of pages do."""
        source = self.page[at : min(end, at + _LONGEST)]
        told, width = _reference(source)
        if told == "&" and width > 1:
            again, more = _reference("&" + source[width:])
            if more > 1 and source[width + more - 2] == ";":
                return again, width + more - 1
        return told, width


def _reference(source: str) -> tuple[str, int]:
    """Return what the character reference at the beginning stands for and how long it is; ("&", 1) for none."""
    found = _REFERENCE.match(source)
    if found is None:
        return "&", 1
    if found[1] is None:
        return html.unescape(found[0]), found.end()
    for size in range(len(found[1]), 1, -1):  # without a semicolon a name may end within the letters
        if found[1][:size] in html5:
            return html5[found[1][:size]], size + 1
    return "&", 1
