"""One spelling for the many ways in which a place name is written in Latin letters.

`fold` is exact enough to be a key: marks, hyphens, articles and the commonest transliteration choices are levelled.
`skeleton` keeps the consonants only and serves to find candidates, never to decide.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from sayso.schema import knowledge

_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ة": "ه", "ى": "ي", "ـ": None}
)
_APOSTROPHES = re.compile("['’‘`´ʿʾʼʻ′”“\"]")
_BREAKS = re.compile(r"[\W_]+")
_ARTICLES = frozenset(("al", "el", "ul"))
# Before a sun letter the article takes its sound: ad-, an-, ar-, as-, ash-, at-, ath-, az-, ez-, er-, es-.
_SUN = re.compile(r"[aeu](d|dh|n|r|s|sh|t|th|z)$")
_RUNS = ((re.compile(r"(?<=[a-z])(.)\1"), r"\1"), (re.compile("ou|oo"), "u"), (re.compile("ee"), "i"))
_VOWELS = re.compile("[aeiouwy]")
_SOUNDS = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("q", "k"), ("j", "g"))


@cache
def _same_words() -> dict[str, str]:
    spellings: dict[str, list[str]] = knowledge.packaged("place-cues")["spellings"]
    return {other: word for word, others in spellings.items() for other in others}


def is_article(word: str, following: str) -> bool:
    """Tell whether `word` is the Arabic article before `following`, both folded to lower case."""
    if word in _ARTICLES:
        return True
    sun = _SUN.match(word)
    return bool(sun and following.startswith(sun[1]))


def _bare(words: list[str]) -> list[str]:
    return [w for n, w in enumerate(words) if n == len(words) - 1 or not is_article(w, words[n + 1])]


def _level(word: str) -> str:
    word = _same_words().get(word, word)
    for pattern, plain in (_RUNS[1], _RUNS[2], _RUNS[0]):
        word = pattern.sub(plain, word)
    word = word.replace("y", "i").replace("ii", "i").replace("ei", "ai")
    if len(word) > 4:
        word = re.sub(r"(?:e|a)h?$", "a", word)
    return _same_words().get(word, word)


def plain(name: str) -> str:
    """Return the name in lower case without marks and apostrophes, its words parted by single spaces."""
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name.casefold().translate(_PLAIN)))
    kept = "".join(c for c in text if not unicodedata.combining(c)).translate(_PLAIN)
    return _BREAKS.sub(" ", kept).strip()


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Return the key under which a name is looked up; "" when it has no letters or digits."""
    return " ".join(_level(w) for w in _bare(plain(name).split()))


def skeleton(folded: str) -> str:
    """Return the consonants of a folded name, like sounds levelled, without spaces."""
    text = folded.replace(" ", "")
    for sound, letter in _SOUNDS:
        text = text.replace(sound, letter)
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", text).removesuffix("h"))
