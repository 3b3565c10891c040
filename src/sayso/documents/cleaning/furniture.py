"""The furniture of pages, ready to be looked for: the packaged phrases and the outlets' names as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.schema import knowledge
from sayso.schema.outlets import Outlet, OutletRegister
from sayso.schema.vocabulary import SegmentKind

Pattern = re.Pattern[str]
_ZONE = r"(?:\s*\(?(?:GMT|UTC|BST|CES?T|EES?T|E[SD]T|P[SD]T|IST|MSK|AST)\b(?:[+-]\d{1,2})?\)?)?"
TIME = rf"(?:[,|]?\s*(?:(?:at|às|à|um|в)\s+)?\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\s*[ap]\.?m\.?)?{_ZONE})?"
_PARTICLES = r"(?:al|el|bin|ibn|abu|van|von|der|de|di|la|le|and|y)"
_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŽŁİŞĞА-ЯЁ]"
NAME = rf"{_CAPITAL}[\w'’.-]*(?:\s+(?:{_PARTICLES}\s+)?(?:al-|el-|Al-|El-)?{_CAPITAL}[\w'’.-]*){{0,3}}"
"""A person's or desk's name: one to four capitalised words, particles allowed."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases of one kind, as a pattern that matches where a phrase begins; `first` are the words that they begin
    with."""

    kind: SegmentKind
    at: str
    pattern: Pattern
    phrases: tuple[str, ...]
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class CommentWords:
    """The register of readers' comments."""

    first_person: Pattern
    second_person: Pattern
    interjections: Pattern
    opinions: Pattern
    replies: Pattern


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """What stands over and under a reader's words: reply links, and how long ago it was. Both match whole lines."""

    reply: Pattern
    age: Pattern


_MARKUP_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class MarkupNames:
    """Words in the names that pages give to their parts (class, id), and tags, by the kind of part that they name."""

    tags: dict[str, SegmentKind]
    patterns: tuple[tuple[SegmentKind, Pattern], ...]

    def kind_of(self, tag: str, names: str) -> SegmentKind | None:
        """Return the kind that a tag with these names has; None when they tell nothing."""
        if tag in self.tags:
            return self.tags[tag]
        words = " ".join(_MARKUP_WORD.findall(names)).lower()
        return next((kind for kind, pattern in self.patterns if pattern.search(words)), None) if words else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """All patterns that the segmenter goes by."""

    date: Pattern
    published: Pattern
    byline: Pattern
    agency: Pattern
    outlet: Pattern
    credit_words: Pattern
    photo_words: Pattern
    caption_words: Pattern
    caption_openings: Pattern
    cues: tuple[Cue, ...]
    whole: tuple[Cue, ...]
    inside: tuple[Cue, ...]
    platforms: Pattern
    to_reader: Pattern
    asks: Pattern
    sentence_openers: frozenset[str]
    function_words: frozenset[str]
    self_descriptions: Pattern
    sign_off_sentences: Pattern
    comments: CommentWords
    markup: MarkupNames
    threads: ThreadWords
    headline_labels: Pattern
    own_box: Pattern

    def cues_for(self, line: str) -> Iterable[Cue]:
        """Return the cues of whole lines that a line may begin with."""
        word = first_word(line)
        return (cue for cue in self.whole if word in cue.first)

    def cues_at(self, at: str) -> Iterable[Cue]:
        """Return the cues that count at one kind of place."""
        return (cue for cue in self.cues if cue.at == at)


_MANY = 60


def alternatives(phrases: Iterable[str]) -> str:
    """Return a pattern for any of the phrases, the longest first, with any white space between words and with word
    boundaries where a phrase begins or ends in a letter or digit. Many phrases are tried by their first letter only:
    a text is searched for hundreds of names."""
    ranked = sorted(set(phrases), key=len, reverse=True)
    if len(ranked) < _MANY:
        return "|".join(map(_phrase, ranked))
    by_letter: dict[str, list[str]] = {}
    for phrase in ranked:
        by_letter.setdefault(phrase[0].casefold(), []).append(_phrase(phrase))
    return "|".join(f"(?=(?i:{re.escape(c)}))(?:{'|'.join(group)})" for c, group in by_letter.items())


def _phrase(phrase: str) -> str:
    body = r"\s+".join(re.escape(word) for word in phrase.split()).replace("'", "['’]")
    before = r"\b" if phrase[0].isalnum() else ""
    after = r"\b" if phrase[-1].isalnum() else ""
    return f"{before}{body}{after}"


def _loose(phrases: Iterable[str]) -> Pattern:
    return re.compile(alternatives(phrases), re.I)


def first_word(line: str) -> str:
    """Return the word with which a line begins, small; all dotted and dotless i are one."""
    found = re.search(r"[^\W_]+|\S", line)
    return found[0].replace("İ", "i").casefold().replace("ı", "i") if found else ""


def _cue(row: dict[str, Any]) -> Cue:
    phrases = tuple(row["phrases"])
    return Cue(row["kind"], row["at"], _loose(phrases), phrases, frozenset(map(first_word, phrases)))


def _strict(names: Iterable[str]) -> str:
    """Names keep their capitals: "AP" is an agency, "ap" is nothing; a name in capitals throughout is allowed."""
    listed = list(names)
    return alternatives([*listed, *(name.upper() for name in listed if len(name) > 3)])


def date_pattern(words: dict[str, Any]) -> Pattern:
    """Return the pattern of a calendar date with its year, in the orders that news pages use, with an optional
    weekday and time. Groups: day, month (a name) and year; or iso; or d, m, y of a date in figures."""
    month = alternatives(name for names in words["months"].values() for name in names).replace(r"\b", "")
    weekday = alternatives(words["weekdays"]).replace(r"\b", "")
    day = r"\d{1,2}(?:st|nd|rd|th|\.)?"
    return re.compile(
        rf"(?:\b(?:{weekday})\b\.?,?\s+)?(?:"
        rf"\b(?P<day>{day})\s+(?:(?:of|de)\s+)?(?P<month>{month})\b\.?,?\s+(?:de\s+)?(?P<year>\d{{4}})"
        rf"|\b(?P<month2>{month})\b\.?\s+(?P<day2>\d{{1,2}}?)(?:st|nd|rd|th)?(?:,\s*|\s+|(?<=\d\d))(?P<year2>(?:19|20)\d{{2}})"
        rf"|\b(?P<iso>(?:19|20)\d{{2}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?:T[\d:.]+Z?)?"
        rf"|\b(?P<d>\d{{1,2}})[-/.](?P<m>\d{{1,2}})[-/.](?P<y>(?:19|20)\d{{2}})"
        rf")(?!\d){TIME}",
        re.I,
    )


def _comment_words(words: dict[str, list[str]]) -> CommentWords:
    return CommentWords(**{key: _loose(phrases) for key, phrases in words.items()})


def _thread_words(words: dict[str, list[str]]) -> ThreadWords:
    """Reply links may stand in a row, with counts and ages among them: "Like · Reply · 12 · 2 h"."""
    unit = f"(?:{alternatives(words['units'])})".replace(r"\b", "")
    number = r"(?:\d+|an?|one|un|une|una|eine[rmn]?)?"
    before, after = alternatives(words["ages_before"]), alternatives(words["ages"])
    clock = r"(?:,?\s*(?:at|в|à|um|saat)?\s*\d{1,2}[:.]\d{2})?"
    long_ago = rf"(?:{before})\s*{number}\s*{unit}|{number}\s*{unit}\s*(?:{after})|\d+\s*{unit}"
    age = rf"{long_ago}|(?:{alternatives(words['days'])}){clock}"
    item = rf"(?:{alternatives(words['reply'])}|{age}|\d+)"
    joint = r"\s*[·•|,›>+–—-]*\s*"
    return ThreadWords(
        re.compile(rf"(?=.*?[^\W\d])(?:{joint}{item})+{joint}", re.I), re.compile(rf"(?:[·•|–—-]\s*)?(?:{age})", re.I)
    )


def _own_box(words: dict[str, Any]) -> Pattern:
    """ "Given Surname is a correspondent …": a writer on himself."""
    trade = f"(?i:{alternatives(words['professions'])})"
    return re.compile(
        rf"{NAME}\s+(?:is|was)\s+(?:(?:an?|the|our|[A-Z][\w'’.&]*|\w+[’']s?)\s+)+(?:[\w-]+,?\s+){{0,4}}?{trade}s?\b"
    )


def _markup_names(words: dict[str, Any]) -> MarkupNames:
    """A name that ends in a star stands for all words that begin like it."""
    patterns = [
        (kind, "|".join(re.escape(name).replace(r"\*", r"\w*").replace(r"\ ", " ") for name in names))
        for kind, names in words["names"].items()
    ]
    return MarkupNames(words["tags"], tuple((kind, re.compile(rf"\b(?:{names})\b")) for kind, names in patterns))


def _capitalised(phrases: Iterable[str]) -> str:
    """ "Von" before a name is a byline, "von" is a word of the name."""
    return alternatives(phrase[:1].upper() + phrase[1:] for phrase in phrases)


def _with_initial(phrases: Iterable[str]) -> str:
    return f"(?i:{alternatives(phrases)})"


def _names(outlets: Iterable[Outlet]) -> list[str]:
    return [name for outlet in outlets for name in outlet.names]


@lru_cache(maxsize=4)
def _compiled(agencies: tuple[str, ...], outlets: tuple[str, ...]) -> Furniture:
    words = knowledge.packaged("furniture")
    generic = _with_initial(words["agency_words"])
    cues = tuple(_cue(row) for row in words["cues"])
    return Furniture(
        date=date_pattern(words),
        published=_loose([*words["published"], *words["updated"]]),
        byline=re.compile(
            rf"(?:{_with_initial(words['byline'])}|{_capitalised(words['bylines_abroad'])}):?\s+(?P<name>(?:the\s+)?(?:{_with_initial(words['desks'])})|{NAME})"
        ),
        agency=re.compile(f"{_strict(agencies)}|{generic}"),
        outlet=re.compile(f"{_strict(outlets)}|{generic}"),
        credit_words=_loose([*words["credits"], "and", "via", "by", "from", "for", "the", "source"]),
        photo_words=_loose(words["credits"]),
        caption_words=_loose(words["caption_words"]),
        caption_openings=_loose(words["caption_openings"]),
        cues=cues,
        whole=tuple(cue for cue in cues if cue.at in ("line", "list", "only", "dated")),
        inside=tuple(cue for cue in cues if cue.at == "inside"),
        platforms=_loose(words["platforms"]),
        to_reader=_loose(words["offers"]["to_reader"]),
        asks=_loose(words["offers"]["asks"]),
        sentence_openers=frozenset(words["sentence_openers"]),
        function_words=frozenset(words["function_words"]),
        self_descriptions=_loose(words["self_descriptions"]),
        sign_off_sentences=_loose(words["sign_off_sentences"]),
        comments=_comment_words(words["comments"]),
        markup=_markup_names(words["markup"]),
        threads=_thread_words(words["threads"]),
        headline_labels=re.compile(rf"(?:{alternatives(words['headline_labels'])})\s*[:|–—-]", re.I),
        own_box=_own_box(words),
    )


def furniture_for(outlets: OutletRegister) -> Furniture:
    """Return the packaged phrases with the names of these outlets."""
    publishers = [o for o in outlets.outlets if o.kind != "monitor"]  # "(SOHR)" explains a name, it credits no picture
    return _compiled(tuple(_names(outlets.agencies())), tuple(_names(publishers)))
