"""What stands between a headline and the report: dates, bylines, agencies, the headline once more, a dateline."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, pairwise

from sayso.documents.cleaning.canvas import Canvas, blocks
from sayso.documents.cleaning.furniture import NAME, Furniture

_SPACE = re.compile(r"[\s|·•–—,;/_-]*")
_TOKEN = re.compile(r"[^\W_]+")
_AFTERTHOUGHT = re.compile(
    r"\(\s*(?:updated|modified)[^)]{0,40}\)|\d{1,2}:\d{2}(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:GMT|UTC|BST|CES?T|EES?T|E[SD]T|MSK)\b)?|\d+\s+min(?:ute)?s?\s+read\b"
    r"|(?:\d+|an?)\s+(?:minute|hour|day|week|month|year)s?\s+ago\b",
    re.I,
)
"""Times, reading times and ages that follow a page's date."""
_BY = re.compile(r"(?i:by|written by):?\s+(?P<name>" + NAME + ")")
_NAMES_ONLY = re.compile(r"[A-Z][\w'’-]+(?:\s+(?:(?:and|al|el|bin|ibn)\s+)?[A-Z][\w'’-]+){1,5}\.")
_JOINT = re.compile(r"\s*(?:/|,|&|\band\b|\bwith\b|\s)\s*")
_NAME_GOES_ON = re.compile(r"\s+(?:News|Press|Agency|TV|Television|Radio|Middle|Bureau|Online|Arabic|English|Staff)\b")
_LONGEST_STANDFIRST = 200
_MAX_ITEMS = 12
_WIDEST_GAP = 6
"""Characters of punctuation and white space between two words of a title that stands again."""

Item = Callable[[int], int | None]
"""Tries to read one item at an offset; gives the offset behind it, having marked it, or None."""


def repeated_title(text: str, at: int, title: str) -> int | None:
    """Return the end of the title's words if they stand again at `at`, whatever the punctuation; None if they do not,
    or if they are only the beginning of a sentence."""
    wanted = [w.casefold() for w in _TOKEN.findall(title)]
    if not wanted:
        return None
    there = list(islice(_TOKEN.finditer(text, at), len(wanted)))
    if [w[0].casefold() for w in there] != wanted or any(b.start() - a.end() > _WIDEST_GAP for a, b in pairwise(there)):
        return None
    if text[at : there[0].start()].strip(" \t\"“'‘#*"):
        return None
    end = there[-1].end()
    stop = re.compile(r"[.!?”\"’')]*").match(text, end)
    end = stop.end() if stop else end
    rest = text[end : end + 40].lstrip(" ")
    return None if rest[:1].islower() or rest[:1] in (",", ":") else end


class Opening:
    """Reads the items that stand before the first sentence of a report, one after the other."""

    def __init__(self, canvas: Canvas, start: int, title: str | None, furniture: Furniture) -> None:
        self.canvas = canvas
        self.text = canvas.text
        self.at = start
        self.title = title
        self.furniture = furniture
        self.seen_title = False
        self.seen_item = False

    def read(self) -> int:
        """Mark the items and return the offset at which the report's own words begin."""
        items: tuple[Item, ...] = (
            self._title,
            self._published,
            self._agency,
            self._bare_date,
            self._byline,
            self._afterthought,
            self._anywhere,
            self._standfirst,
            self._writers,
        )
        for number in range(_MAX_ITEMS):
            start = self._skip(self.at)
            usable = items if number else items[:-1]
            end = next((end for item in usable if (end := item(start)) is not None), None)
            if end is None:
                break
            self.at, self.seen_item = end, True
        return self._skip(self.at)

    def _skip(self, at: int) -> int:
        gap = _SPACE.match(self.text, at)
        return gap.end() if gap else at

    def _title(self, at: int) -> int | None:
        end = repeated_title(self.text, at, self.title) if self.title else None
        if end is not None:
            self.seen_title = True
            self.canvas.mark("boilerplate", at, end)
        return end

    def _published(self, at: int) -> int | None:
        cue = self.furniture.published.match(self.text, at)
        if not cue:
            return None
        date = self.furniture.date.match(self.text, self._skip_colon(cue.end()))
        if not date:
            return None
        self.canvas.mark("boilerplate", at, date.end())
        return date.end()

    def _skip_colon(self, at: int) -> int:
        gap = re.compile(r"\s*:?\s*").match(self.text, at)
        return gap.end() if gap else at

    def _bare_date(self, at: int) -> int | None:
        date = self.furniture.date.match(self.text, at)
        if not date or self._runs_on(date.end()):
            return None
        self.canvas.mark("boilerplate", at, date.end())
        return date.end()

    def _runs_on(self, at: int) -> bool:
        """Whether a sentence goes on here: "5 July 2016 was …" is no date line."""
        rest = self.text[at : at + 30]
        return bool(re.match(r"\s+(?!by\b)[a-z]|,\s*[a-z]|['’]s\b", rest))

    def _agency(self, at: int) -> int | None:
        """An agency or a run of outlets, with a date or a line end behind it; an agency alone also between a date or
        headline and the first sentence."""
        end = self._end_of_outlets(at)
        if end is None:
            return None
        closed = self.furniture.date.match(self.text, self._skip(end)) or self.text[end : end + 1] == "\n"
        agency = self.furniture.agency.match(self.text, at)
        before_sentence = self.seen_item and agency and re.compile(r"\s+[A-Z\d\"“]").match(self.text, end)
        if not closed and (not before_sentence or _NAME_GOES_ON.match(self.text, end)):
            return None
        self.canvas.mark("byline", at, end)
        return end

    def _end_of_outlets(self, at: int) -> int | None:
        """Return the end of names of outlets joined by commas, strokes, "and" or "with"."""
        end = None
        while name := self.furniture.outlet.match(self.text, at):
            end = name.end()
            joint = _JOINT.match(self.text, end)
            at = joint.end() if joint else end
        return end

    def _byline(self, at: int) -> int | None:
        found = self.furniture.byline.match(self.text, at) or _BY.match(self.text, at)
        if not found:
            return None
        outlets = self._end_of_outlets(found.start("name"))
        if outlets is None and " " not in found["name"] and self.text[found.end() : found.end() + 1] not in ("\n", ""):
            return None  # "By Monday the army …"
        end = outlets or self._end_of_name(found.start("name"), found.end("name"))
        self.canvas.mark("byline", at, end)
        return end

    def _end_of_name(self, start: int, end: int) -> int:
        """Where text runs on behind a name, its words are tried from the second on: the name ends where the title or
        a sentence begins; else after two words."""
        words = list(re.finditer(r"\S+", self.text[start:end]))
        if self.text[end : end + 1] in ("\n", "", ",", ".", "|") or len(words) <= 2:
            return end
        for word in words[1:]:
            at = start + word.start()
            begins = word[0].casefold() in self.furniture.sentence_openers
            if begins or (self.title and repeated_title(self.text, at, self.title)):
                return start + word.start()
        return start + words[1].end()

    def _afterthought(self, at: int) -> int | None:
        found = _AFTERTHOUGHT.match(self.text, at)
        if found:
            self.canvas.mark("boilerplate", at, found.end())
        return found.end() if found else None

    def _anywhere(self, at: int) -> int | None:
        for cue in self.furniture.cues_at("anywhere"):
            found = cue.pattern.match(self.text, at)
            if found:
                number = re.compile(r"\s+\d{1,7}(?=\s+[A-Z])").match(self.text, found.end())
                end = number.end() if number else found.end()
                self.canvas.mark(cue.kind, at, end)
                return end
        return None

    def _standfirst(self, at: int) -> int | None:
        """Behind a repeated headline, words without a full stop up to an agency and a date are a standfirst: body."""
        if not self.seen_title:
            return None
        window = self.text[at : at + _LONGEST_STANDFIRST]
        for name in self.furniture.agency.finditer(window):
            rest = self._skip(at + name.end())
            date = self.furniture.date.match(self.text, rest)
            if date and not re.search(r"[.!?\n]", window[: name.start()]):
                self.canvas.mark("body", at, at + name.start())
                self.canvas.mark("byline", at + name.start(), at + name.end())
                self.canvas.mark("boilerplate", rest, date.end())
                return date.end()
        return None

    def _writers(self, at: int) -> int | None:
        """Nothing but names and a full stop: the writers. Only behind another item."""
        found = _NAMES_ONLY.match(self.text, at)
        if not found or any(w.casefold() in self.furniture.function_words for w in found[0].rstrip(".").split()):
            return None
        self.canvas.mark("byline", at, found.end())
        return found.end()


_PLACE = r"[A-Z][\w'’./-]*(?:\s+(?:al|el|de|of)?-?[A-Z][\w'’./-]*){0,4}"
_CAPITALS = r"[A-Z][A-Z'’.-]{2,}(?:\s+[A-Z][A-Z'’.-]+){0,3}"
_DASH = r"\s*(?:[–—]|--|-(?=\s))\s*"


def _bracketed_outlet(line: str, at: int, furniture: Furniture) -> int | None:
    """ "(Outlet)" alone, with or without a dash, before the first sentence."""
    found = re.match(rf"\(({furniture.outlet.pattern})\)(?:{_DASH}|\s*)(?=[A-Z\d\"“])", line)
    return at + found.end() if found else None


def dateline_end(text: str, at: int, end: int, furniture: Furniture) -> int | None:
    """Return the end of a dateline at `at`: "PLACE, Country (Outlet) –", "PLACE, 3 Aug (Outlet) -", "Place, Outlet –",
    or a place in capitals before a sentence. None when there is none."""
    line = text[at : min(end, at + 120)]
    patterns = (
        rf"{_PLACE}(?:,\s*[\w ,.'’-]{{2,40}}?)?\s*\([^()\n]{{2,40}}\)(?:{_DASH}|:\s|(?=\n))",
        rf"{_CAPITALS}(?:,\s*[\w .'’-]{{2,30}}?)?(?:\s*[–—]\s*|\s*--\s*|\s+-\s+|:\s+)",
        rf"{_PLACE}(?:,\s+{_PLACE}){{0,2}}\s+(?:[–—]|--)\s+(?=[A-Z\"“])",
    )
    for pattern in patterns:
        found = re.match(pattern, line)
        if found:
            return at + found.end()
    capitals = re.match(
        rf"{_CAPITALS}(?:,\s*[\w .'’-]{{2,30}}?)?\s*\((?:{furniture.outlet.pattern})\)\s*(?=[A-Z\"“])", line
    )
    if capitals:
        return at + capitals.end()
    return _bracketed_outlet(line, at, furniture) or _bare_capitals(text, at, line, furniture)


def _bare_capitals(text: str, at: int, line: str, furniture: Furniture) -> int | None:
    found = re.match(r"([A-Z]{4,}(?:\s+[A-Z]{4,})?)\s+([A-Z]?[a-z]*|\d+)(?=\s)", line)
    if not found or found[2].casefold() not in furniture.sentence_openers or not found[2][:1].isupper():
        return None
    acronym = len(re.findall(rf"\b{found[1]}\b", text)) > 1
    return None if acronym else at + found.end(1)


def mark_dateline(canvas: Canvas, start: int, furniture: Furniture) -> None:
    """Mark a dateline at the beginning of one of the first blocks of the report."""
    stretches = [block for free in canvas.free(start) for block in blocks(canvas.text, *free)]
    for block_start, block_end in stretches[:3]:
        end = dateline_end(canvas.text, block_start, block_end, furniture)
        if end is not None and end < block_end:
            canvas.mark("dateline", block_start, end)
            return
