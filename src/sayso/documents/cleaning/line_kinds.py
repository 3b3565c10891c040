"""What a line is as a whole: known by the phrase it begins with, by its form, or by a phrase inside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.documents.cleaning.canvas import sentences
from sayso.documents.cleaning.furniture import Cue, Furniture
from sayso.documents.cleaning.line_forms import kind_by_form
from sayso.documents.cleaning.opening import repeated_title
from sayso.schema.vocabulary import SegmentKind

_LONGEST = 160
"""A longer line is a paragraph, whatever it begins with."""
_LONGEST_INSIDE = 400
"""A line that is known by a phrase inside it may be longer: offers and notices are whole sentences."""
_LONGEST_TITLE = 140
_FEW_WORDS = 12
_FEW_NAMES = 4
_BULLET = re.compile(r"[\s<>«»‹›←→▶►•·*|#(\[–—-]+(?=\w)")
_FIGURE = re.compile(r"\b\d+\s+")
_COUNT = re.compile(r"^\d+\s+")
_SENTENCE_LIKE = re.compile(r"[.!?][\"”’')\]]*$")
_HERE = re.compile(r"\b(?:here|below|above|page|site|website|link)\b.{0,3}$", re.I)
_SPEAKS = re.compile(r"\b(?:said|says|told|reported|added|according to|announced)\b|[\"“”«»]", re.I)
_SITE_NAME = re.compile(r"\s+[|–—»-]\s+[^|]{2,40}$")


def ends_like_a_sentence(line: str) -> bool:
    """Whether a full stop, a question mark or an exclamation mark ends the line."""
    return bool(_SENTENCE_LIKE.search(line))


def is_title_like(line: str) -> bool:
    """Whether a line may be the title of another report: short, and no sentence that ends."""
    return len(line) <= _LONGEST_TITLE and not re.search(r"[.…:;,][\"”’')\]]*$", line)


def line_kind(line: str, title: str | None, furniture: Furniture) -> SegmentKind | None:
    """Return what a line is as a whole, None when it may be the report's own."""
    if len(line) > _LONGEST:
        return _by_phrase_inside(line, furniture) or _by_sentence(line, furniture)
    if title and (repeated_title(line, 0, title) or repeated_title(line, 0, _SITE_NAME.sub("", title))) == len(line):
        return "boilerplate"
    found = cue_of(line, furniture)
    if found:
        return found.kind
    return (
        _date_line(line, furniture)
        or _byline(line, furniture)
        or kind_by_form(line, furniture)
        or _by_phrase_inside(line, furniture)
        or _by_sentence(line, furniture)
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The cue that a line is known by: its kind, where it counts, and the phrase as it stands there."""

    kind: SegmentKind
    at: str
    phrase: str


def cue_of(line: str, furniture: Furniture) -> Known | None:
    """Return the cue that a line begins with, if the line is no more than what the cue stands for."""
    if len(line) > _LONGEST:
        return None
    bullet = _BULLET.match(line)
    bare = line[bullet.end() :] if bullet else line
    for own in dict.fromkeys((bare, _COUNT.sub("", bare), _FIGURE.sub("", bare), line)):
        counted = len(own) < len(bare)
        for cue in furniture.cues_for(own):
            found = cue.pattern.match(own)
            if found and (cue.kind == "comment" or not counted) and _fits(own, found, cue, counted, furniture):
                return Known(cue.kind, cue.at, found[0])
    return None


def _fits(line: str, found: re.Match[str], cue: Cue, counted: bool, furniture: Furniture) -> bool:
    if cue.at == "only":
        return found.end() == len(line.rstrip(" :."))
    if cue.at == "dated":
        return bool(re.search(r"\d", line[found.end() :])) and not _SPEAKS.search(line)
    return _is_whole(line, found, cue, counted, furniture)


def _is_whole(line: str, found: re.Match[str], cue: Cue, counted: bool, furniture: Furniture) -> bool:
    """One word may begin a sentence, so it must stand alone, before a colon, a count or a platform's name; more words
    are surer. A title behind a link has no full stop, unless a colon or an arrow says that it is one."""
    rest, ends = line[found.end() :].strip(), bool(_SENTENCE_LIKE.search(line))
    words = len(rest.split())
    if not rest or re.match(r"[:(|\d»>→.…]", rest) or found[0].endswith((":", "|")):
        return True
    if re.match(r"[–—-]\s", rest) and not ends:
        return True
    if counted:
        return words <= _FEW_NAMES and not ends
    if len(found[0].split()) == 1:
        return cue.kind == "share" and words <= _FEW_NAMES + 1 and bool(furniture.platforms.search(rest))
    if cue.kind == "related" and ends and not _HERE.search(line):
        return False
    return not (ends and words > _FEW_WORDS)


def _by_phrase_inside(line: str, furniture: Furniture) -> SegmentKind | None:
    """An offer or a notice, known by a phrase inside; it speaks to the reader, or is short, and nobody says it."""
    if len(line) > _LONGEST_INSIDE or _SPEAKS.search(line):
        return None
    if not (furniture.to_reader.search(line) or furniture.asks.match(line) or len(line.split()) <= _FEW_WORDS):
        return None
    folded = " ".join(line.casefold().replace("’", "'").split())
    return next((cue.kind for cue in furniture.inside if any(phrase in folded for phrase in cue.phrases)), None)


def _by_sentence(line: str, furniture: Furniture) -> SegmentKind | None:
    """A line of one sentence on who helped to write or where else it stood, or on the writer."""
    if len(line) > 2 * _LONGEST:
        return None
    if furniture.own_box.match(line) and (len(line.split()) <= 2 * _FEW_WORDS or re.search(r"@\w+|\btweets?\b", line)):
        return "sign_off"
    helped = furniture.sign_off_sentences.search(line)
    return "sign_off" if helped and len(list(sentences(line, 0, len(line)))) == 1 else None


def _date_line(line: str, furniture: Furniture) -> SegmentKind | None:
    """A date, with a word for publication before it and a name behind it at most."""
    cue = furniture.published.match(line)
    at = re.compile(r"\s*:?\s*").match(line, cue.end() if cue else 0)
    date = furniture.date.match(line, at.end() if at else 0)
    if not date:
        return None
    rest = line[date.end() :].strip(" ,.|-–—")
    by = furniture.byline.match(rest)
    return "boilerplate" if not rest or (by and by.end() == len(rest)) else None


def _byline(line: str, furniture: Furniture) -> SegmentKind | None:
    """ "By …" and names, with a date, a place or an outlet behind them at most; or an agency alone."""
    agency = furniture.agency.match(line)
    if agency and agency.end() == len(line.rstrip(" .:")):
        return "byline"
    found = furniture.byline.match(line)
    if not found:
        return None
    rest = line[found.end() :]
    rest = furniture.date.sub("", furniture.published.sub("", furniture.outlet.sub("", rest)))
    extra = re.sub(r"\b(?:and|in|for|at|with|of|the)\b|\b[A-Z][\w'’.-]*", "", rest)
    return "byline" if not re.search(r"\w", extra) else None
