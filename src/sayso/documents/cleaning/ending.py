"""What stands behind a report's last sentence: sign-offs, initials, links, the outlet about itself."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.documents.cleaning.canvas import Canvas, ends_sentence, sentences
from sayso.documents.cleaning.furniture import Furniture
from sayso.schema.vocabulary import SegmentKind

Piece = tuple[SegmentKind, int]
"""A kind and where it begins; it reaches to the end of what is still free."""

_LONGEST_CUE = 160
_LONGEST_SCRAP = 4
_LONGEST_CREDIT = 12
_LONGEST_SIGN = 100
_MAX_PIECES = 12
_WINDOW = 600
_MIN_BODY = 80
"""Nothing is taken for an ending that would leave less than this of a report."""


def mark_ending(canvas: Canvas, start: int, publisher: str | None, furniture: Furniture) -> None:
    """Mark pieces from the end backwards, as long as the last one is furniture."""
    for _ in range(_MAX_PIECES):
        end = canvas.last_free()
        floor = max(start, end - _WINDOW, canvas.text.rfind("\n", 0, end) + 1)
        piece = (
            _agency_dash(canvas, floor, end, furniture)
            or _cue(canvas, floor, end, furniture)
            or _scrap(canvas, floor, end, furniture)
            or _last_sentence(canvas, floor, end, furniture)
            or _about_itself(canvas, floor, end, publisher, furniture)
        )
        if piece is None or piece[1] - start < _MIN_BODY:
            return
        canvas.mark(piece[0], piece[1], end)


def _agency_dash(canvas: Canvas, floor: int, end: int, furniture: Furniture) -> Piece | None:
    """ "--Agency", "(Agency)", "Agency/Agency" behind the last full stop."""
    found = _signed(furniture.agency.pattern).search(canvas.text, max(floor, end - _LONGEST_SIGN), end)
    if not found or not ends_sentence(canvas.text, found.start()):
        return None
    return "sign_off", found.start()


@lru_cache(maxsize=8)
def _signed(agency: str) -> re.Pattern[str]:
    names = rf"(?:{agency})(?:\s*(?:/|,|and|&)\s*(?:{agency}))*"
    return re.compile(rf"(?:[-–—/]{{1,3}}\s*(?:{agency})|[(\[]\s*{names}\s*[)\]]|{names})\.?$")


def _cue(canvas: Canvas, floor: int, end: int, furniture: Furniture) -> Piece | None:
    """A phrase with which an ending begins, behind a sentence's end, and no further sentence after it."""
    best: Piece | None = None
    tail = " ".join(canvas.text[floor:end].casefold().replace("’", "'").split())
    for cue in furniture.cues_at("end"):
        if not any(phrase in tail for phrase in cue.phrases):
            continue
        for found in cue.pattern.finditer(canvas.text, floor, end):
            rest = canvas.text[found.end() : end]
            if not canvas.is_free(found.start(), end) or not _may_begin(canvas, found.start(), found[0]):
                continue
            if not _is_tail(rest, cue.kind, furniture):
                continue
            if best is None or found.start() > best[1] or (found.start() == best[1] and cue.kind != "share"):
                best = (cue.kind, found.start())
    return best


_CREDITS_GO_ON = (
    "and or in by for of the with from via to at on additional reporting writing editing compiled translated files"
)
_JOINS = frozenset(_CREDITS_GO_ON.split())


def _is_tail(rest: str, kind: SegmentKind, furniture: Furniture) -> bool:
    """Whether what follows a cue belongs to it: for credits nothing but names; else words that make no sentence."""
    inner = rest.strip().rstrip(".)")
    if len(rest) > _LONGEST_CUE or (kind != "boilerplate" and re.search(r"[.!?]\s+[A-Z]", inner)):
        return False
    lower = [w for w in re.findall(r"[^\W\d_]+", furniture.agency.sub("", inner)) if w.islower() and w not in _JOINS]
    if kind == "sign_off":
        return not lower
    return kind != "related" or not (lower and furniture.function_words.intersection(lower))


def _may_begin(canvas: Canvas, at: int, phrase: str) -> bool:
    """Behind a sentence's end; a phrase of two words and more, capitalised, may also follow other furniture."""
    first = phrase.lstrip("(©")[:1]
    if first.isalpha() and not first.isupper():
        return False
    return ends_sentence(canvas.text, at) or (len(phrase.split()) > 1 and phrase.istitle())


def _scrap(canvas: Canvas, floor: int, end: int, furniture: Furniture) -> Piece | None:
    """A few capitalised words behind the last full stop: initials, a writer's name, a lost credit."""
    last = list(sentences(canvas.text, floor, end))[-1:]
    if not last or last[0][0] == floor:
        return None
    begin, stop = last[0]
    words = canvas.text[begin:stop].split()
    outlet = furniture.outlet.match(canvas.text, begin)
    limit = _LONGEST_CREDIT if outlet else _LONGEST_SCRAP
    open_ended = canvas.text[stop - 1] not in ".!?\"”'’"
    plain = not any(w.casefold() in furniture.function_words for w in words[: None if not outlet else 3])
    if open_ended and plain and len(words) <= limit and words[0][:1].isupper() and ends_sentence(canvas.text, begin):
        return ("caption" if outlet and len(words) > 2 else "sign_off"), begin
    return None


def _last_sentence(canvas: Canvas, floor: int, end: int, furniture: Furniture) -> Piece | None:
    """A last sentence that says who helped to write, or where else it was printed."""
    last = list(sentences(canvas.text, floor, end))[-1:]
    if last and last[0][0] > floor and furniture.sign_off_sentences.search(canvas.text, *last[0]):
        return "sign_off", last[0][0]
    return None


def _about_itself(canvas: Canvas, floor: int, end: int, publisher: str | None, furniture: Furniture) -> Piece | None:
    """The outlet on itself in the last sentence."""
    last = list(sentences(canvas.text, floor, end))[-1:]
    if not last or not furniture.self_descriptions.search(canvas.text, *last[0]):
        return None
    sentence = canvas.text[last[0][0] : last[0][1]]
    own = (publisher and publisher.casefold() in sentence.casefold()) or re.search(r"\b(?:our|us|we)\b", sentence, re.I)
    return ("boilerplate", last[0][0]) if own else None
