"""Texts wholly in capitals, as wires and old archives have them, put back into sentence case. An optional step.

A parser trained on ordinary text finds few names and few verbs in capitals. Nothing in such a text shows which words
are names, so knowledge has to: what is listed as a word is written small, what is not is a name. Names made of words
("Shining Path") are known from the gazetteer, the register of actors, or the acronym that stands beside them.

Every character keeps its place: only the case of letters changes, and only in words wholly in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol

from sayso.schema import knowledge
from sayso.schema.place_names import PlaceNames

FEWEST_LETTERS = 20  # a shorter stretch in capitals may be an acronym or a heading
SHARE_OF_CAPITALS = 0.9  # "(ddp)" or "3rd" inside a text in capitals does not make it an ordinary one
LONGEST_NAME = 8  # words, of an organisation before its acronym
LONGEST_ACRONYM = 6  # letters, where nothing but the missing vowels speaks for one
DATELINE_END = 140  # a dateline stands within the first characters

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_START = re.compile(
    r"(?:\A|[.?!][\"'”’)\]]*\s+|\n\s*\n\s*|:\s*(?=[\"“]))(?:\[[^\]\n]*\]\s*|[\[(\"'“‘])*(?=[^\W\d_])"  # past "[Text]"
)
_BRACKETS = re.compile(r"[\[(]([^\[\]()]{2,90})[\])]")
_DATELINE = re.compile(
    r"\A[^\n]{2,60}?,? \(?\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{2,4})?\b[^\n]{0,40}?(?:--|—)\s*(?:\[[^\]]*\]\s*)*"
)
_ENGLISH_ENDS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
_SUFFIX_AFTER_DIGIT = re.compile(r"(?<=\d)(?:ST|ND|RD|TH|['’]?S)\b", re.IGNORECASE)


class Named(Protocol):
    """Whatever has names as they are written."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, with its capitals."""
        ...


class ActorNames(Protocol):
    """Finds known actors in a text; offsets are code points, end exclusive."""

    def scan(self, text: str) -> Iterable[tuple[int, int, Named]]:
        """Yield (start, end, actor) for the names in `text`."""
        ...


@dataclass(frozen=True, slots=True)
class _Lists:
    """The packaged words, folded to lower case."""

    words: frozenset[str]
    names: frozenset[str]
    endings: Mapping[str, Sequence[str]]
    titles: frozenset[str]
    surnames: frozenset[str]
    inside: frozenset[str]
    heads: frozenset[str]
    marks: frozenset[str]
    acronyms: frozenset[str]
    words_too: frozenset[str]
    dated: frozenset[str]
    abbreviations: frozenset[str]


@cache
def _lists() -> _Lists:
    content: dict[str, Any] = knowledge.packaged("truecase")
    organisations = content["organisations"]
    same = ("titles", "surnames", "inside", "acronyms", "words_too", "dated", "abbreviations")
    return _Lists(
        words=frozenset(content["words"].split()),
        names=frozenset(content["names"].split()),
        endings=content["endings"],
        heads=frozenset(organisations["heads"]),
        marks=frozenset(organisations["marks"]),
        **{name: frozenset(content[name]) for name in same},
    )


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in capitals and where it stands; `low` is it in lower case."""

    start: int
    end: int
    low: str


Shapes = dict[int, str]
"""For the start of a word, how it is to be written."""


def is_shouting(text: str) -> bool:
    """Tell whether a text is written in capitals throughout; False where it is too short to tell."""
    letters = [c for c in text if c.isupper() or c.islower()]
    return len(letters) >= FEWEST_LETTERS and sum(map(str.isupper, letters)) >= SHARE_OF_CAPITALS * len(letters)


def truecase(text: str, *, places: PlaceNames | None = None, actors: ActorNames | None = None) -> str:
    """Return the text in sentence case, names with their capitals; character for character of the same length.

    Words that are not wholly in capitals stay as they are. `places` and `actors` find names made of ordinary words;
    without them only what is no English word, and what stands beside a title or an acronym, is taken for a name.
    """
    words = [_Word(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text) if m[0].isupper()]
    words = [w for w in words if len(w.low) == w.end - w.start]  # one letter may become two ("İ")
    brackets = _acronyms_beside_names(text, words)
    shapes = {w.start: _alone(w.low, text[w.end : w.end + 1], brackets) for w in words}
    shapes |= _places(text, words, places)
    shapes |= _organisations(words, text)
    shapes |= _actors(text, actors)
    shapes |= _beside_acronyms(text, words, brackets)
    shapes |= _persons(words, shapes, text)
    shapes |= _dates(text, words)
    return _opened(_written(text, words, shapes), {w.start for w in words})


# --- one word


def _title(low: str) -> str:
    return low[:1].upper() + low[1:]


@lru_cache(maxsize=50_000)
def _is_common(low: str) -> bool:
    """Whether a word is listed, or a regular form of a listed one."""
    lists = _lists()
    if low in lists.names:
        return False
    return low in lists.words or any(base in lists.words for base in _bases(low))


def _bases(low: str) -> Iterator[str]:
    for ending, instead in _lists().endings.items():
        stem = low.removesuffix(ending)
        if stem == low or len(stem) < 3:
            continue
        yield from (stem + letters for letters in instead)
        if ending in ("ed", "ing") and stem[-1] == stem[-2]:
            yield stem[:-1]


def _is_acronym(low: str) -> bool:
    lists = _lists()
    if low in lists.abbreviations or low in lists.titles:
        return False
    if low.upper() in lists.acronyms:
        return low.upper() not in lists.words_too
    return 1 < len(low) <= LONGEST_ACRONYM and not set(low) & set("aeiouyáéíóú")


def _alone(low: str, following: str, acronyms: frozenset[str]) -> str:
    """How a word is written when nothing around it tells more."""
    if "'" in low or "’" in low:
        return _with_apostrophe(low, acronyms)
    if len(low) == 1:
        return low if low == "a" and following != "." else low.upper()
    if low in acronyms:
        return low.upper()
    if low in _lists().dated or _is_common(low):
        return low
    return low.upper() if _is_acronym(low) else _title(low)


def _with_apostrophe(low: str, acronyms: frozenset[str]) -> str:
    """How a word with an apostrophe is written: "Pizarro's", "didn't", "O'Brien"."""
    first, mark, rest = low.partition("'" if "'" in low else "’")
    if rest == "t" and first.endswith("n"):
        return low
    if rest in _ENGLISH_ENDS:
        return _alone(first, "", acronyms) + mark + rest
    return _title(first) + mark + _title(rest)


# --- names of several words


def _inside(words: Sequence[_Word], start: int, end: int) -> list[_Word]:
    return [w for w in words if start <= w.start < end]


def _named(words: Sequence[_Word], acronyms: frozenset[str] = frozenset()) -> Iterator[tuple[int, str]]:
    """Each word with its capital, but for the small words inside."""
    for n, w in enumerate(words):
        small = n > 0 and w.low in _lists().inside
        alone = _alone(w.low, "", acronyms)
        yield w.start, w.low if small else alone if alone[0].isupper() else _title(alone)


def _places(text: str, words: Sequence[_Word], places: PlaceNames | None) -> Shapes:
    """Names that the gazetteer holds; one that is an English word only as a country, or of several words."""
    found: Shapes = {}
    for hit in places.scan(text) if places else ():
        held = _inside(words, hit.start, hit.end)
        are_words = all(_is_common(w.low) for w in held)
        if are_words and hit.kind != "country" and not (len(held) > 1 and hit.is_prominent):
            continue
        found.update(_named(held))
    return found


def _actors(text: str, actors: ActorNames | None) -> Shapes:
    """Actors that the register holds, as it writes them."""
    found: Shapes = {}
    for start, end, actor in actors.scan(text) if actors else ():
        flat = " ".join(text[start:end].split())
        written = next((n for n in actor.names if n.upper() == flat), None)
        if written is None or _is_common(written.lower()) or len(flat) != end - start:
            continue
        found.update((start + m.start(), m[0]) for m in _WORD.finditer(written))
    return found


def _gaps(text: str, words: Sequence[_Word]) -> list[bool]:
    """For each word, whether nothing but white space parts it from the one before."""
    return [n > 0 and not text[words[n - 1].end : w.start].strip(" \n-") for n, w in enumerate(words)]


def _organisations(words: Sequence[_Word], text: str) -> Shapes:
    """Runs of marks and heads that end in a head: "National Liberation Front"."""
    lists, found = _lists(), dict[int, str]()
    joined = _gaps(text, words)
    run: list[_Word] = []
    for n, w in enumerate(words):
        fits = w.low in lists.heads or w.low in lists.marks
        run = [*run, w] if fits and run and joined[n] else [w] if fits else []
        if len(run) > 1 and w.low in lists.heads and any(r.low in lists.marks for r in run):
            found.update(_named(run))
    return found


# --- acronyms beside what they stand for


def _acronyms_beside_names(text: str, words: Sequence[_Word]) -> frozenset[str]:
    """The single words in brackets that are no words and short, and those before brackets whose initials they are."""
    found = set()
    for m in _BRACKETS.finditer(text):
        held = _inside(words, m.start(), m.end())
        if len(held) == 1 and m[1].isupper() and _may_be_acronym(held[0].low):
            found.add(held[0].low)
        before = [w for w in words if w.end <= m.start()][-1:]
        if len(held) > 1 and before and _stands_for(before[0].low, held):
            found.add(before[0].low)
    return frozenset(found)


def _may_be_acronym(low: str) -> bool:
    listed = low.upper() in _lists().acronyms
    return listed or (1 < len(low) < LONGEST_ACRONYM and not _is_common(low))


def _stands_for(acronym: str, words: Sequence[_Word]) -> bool:
    initials = "".join(w.low[0] for w in words if w.low not in _lists().inside)
    return len(acronym) > 1 and (acronym == initials or acronym == "".join(w.low[0] for w in words))


def _beside_acronyms(text: str, words: Sequence[_Word], acronyms: frozenset[str]) -> Shapes:
    """Names that an acronym stands for, before it or in the brackets after it, wherever they stand in the text."""
    phrases = set()
    for m in _BRACKETS.finditer(text):
        held = _inside(words, m.start(), m.end())
        before = [w for w in words if w.end <= m.start()]
        if len(held) == 1 and held[0].low in acronyms:
            phrases.add(_name_before(text, before, m.start()))
        elif len(held) > 1 and before and before[-1].low in acronyms:
            phrases.add((held[0].start, held[-1].end))
    found: Shapes = {}
    for start, end in phrases:
        if start < end:
            pattern = r"\b" + r"\s+".join(map(re.escape, text[start:end].split())) + r"\b"
            for m in re.finditer(pattern, text):
                found.update(_named(_inside(words, m.start(), m.end()), acronyms))
    return found


def _name_before(text: str, before: Sequence[_Word], at: int) -> tuple[int, int]:
    """The stretch before an acronym that it can stand for: back to an article, another small word, or a mark."""
    start = end = before[-1].end if before and not text[before[-1].end : at].strip() else 0
    following = at
    for w in reversed(before[-LONGEST_NAME:]):
        stops = w.low in ("the", "a", "an", "by", "with", "in", "from", "to", "on", "at", "that", "against")
        if stops or text[w.end : following].strip(" \n-\"'"):
            break
        start = following = w.start
    return start, end


# --- persons and dates


def _persons(words: Sequence[_Word], shapes: Shapes, text: str) -> Shapes:
    """Titles before a name, and family names that are words too after a title or a given name."""
    lists, found = _lists(), dict[int, str]()
    joined = _gaps(text.replace(".", " "), words)
    for n in range(len(words) - 1, 0, -1):
        w, before = words[n], words[n - 1]
        if not joined[n]:
            continue
        after_title = before.low in lists.titles
        shape = found.get(w.start, shapes[w.start])
        if w.low in lists.surnames and (after_title or _is_name(shapes[before.start])):
            shape = found[w.start] = _title(w.low)
        if after_title and (_is_name(shape) or w.start in found):
            found[before.start] = _title(before.low)
    return found


def _is_name(shape: str) -> bool:
    return len(shape) > 1 and shape[0].isupper() and not shape.isupper()


def _dates(text: str, words: Sequence[_Word]) -> Shapes:
    """Months and days that are words too, beside a number; and all of a dateline's words."""
    found: Shapes = {}
    for w in words:
        if w.low not in _lists().dated:
            continue
        beside = text[max(0, w.start - 4) : w.start].strip()[-1:] + text[w.end : w.end + 3].strip(" .,")[:1]
        if any(map(str.isdigit, beside)):
            found[w.start] = _title(w.low)
    found.update(_named(_inside(words, 0, _dateline(text))))
    return found


# --- the whole


def _written(text: str, words: Sequence[_Word], shapes: Shapes) -> str:
    letters = list(text)
    for w in words:
        letters[w.start : w.end] = shapes[w.start]
    return _SUFFIX_AFTER_DIGIT.sub(lambda m: m[0].lower(), "".join(letters))


def _opened(text: str, words: Set[int]) -> str:
    """The text with a capital where a sentence begins with one of the words, given by their starts."""
    letters = list(text)
    starts = [m.end() for m in _START.finditer(text) if not _ends_no_sentence(text, m.start())]
    dateline = _dateline(text)
    for at in [*starts, dateline] if dateline else starts:
        if at in words and len(letters[at].upper()) == 1:
            letters[at] = letters[at].upper()
    return "".join(letters)


def _dateline(text: str) -> int:
    """Where the dateline ends, with the editor's words in brackets after it; 0 where there is none."""
    found = _DATELINE.match(text[:DATELINE_END])
    return found.end() if found else 0


def _ends_no_sentence(text: str, at: int) -> bool:
    """Whether the full stop at `at` belongs to an abbreviation or a single letter."""
    if text[at : at + 1] != ".":
        return False
    before = re.search(r"[^\W_]+\Z", text[max(0, at - 12) : at])
    if before is None:
        return False
    word = before[0].lower()
    return word in _lists().abbreviations or (len(word) == 1 and word.isalpha() and word != "a")
