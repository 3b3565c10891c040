"""Names as reports write them: which words of a name name something, and when two names are one.

"Hassakeh city" and "Hasakeh" are one place; "the Syrian army" and "Syrian Arab Army" share a rare word. The words
that say nothing ("countryside", "forces", "a source") are data: `schema/data/linking.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from sayso.schema import knowledge

ALIKE = 0.93
"""Jaro-Winkler likeness from which two words of five letters or more are spellings of one: Hasakeh, Hassakeh."""

_DOUBLED = re.compile(r"(.)\1")
_VOWELS = re.compile(r"[aeiouwyh]")
_FINAL = re.compile(r"(?<=[^aeiou])(?:ah|eh|e|a)$")
_ADJECTIVE = re.compile(r"ians?$")
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset(("al", "el", "ash", "ad", "as", "an", "ar", "az"))
_BEFORE = rf"(?:{'|'.join(sorted(_ARTICLES))})[-\s]"
_ARTICLE = re.compile(rf"\b{_BEFORE}(?=\w)")
_NO_ARTICLE = re.compile(rf"\b(?!{_BEFORE}\w)\w+")


@cache
def words_aside(kind: str) -> frozenset[str]:
    """Return the words that say nothing in names of a kind: `place`, `party`, `source`, or in a `sentence`."""
    listed: list[str] = knowledge.packaged("linking")[f"{kind}_words"]
    return frozenset(listed)


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return the text without case, accents, apostrophes and Arabic articles."""
    return _ARTICLE.sub(" ", _bare(text))


def _bare(text: str) -> str:
    plain = text.replace("’", "").replace("'", "").replace("ʿ", "")
    if not plain.isascii():  # what is has no accents
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.casefold()


def _words(text: str) -> list[str]:
    """Return the words of a folded text, in order."""
    bare = _bare(text)
    words: list[str] = _WORD.findall(bare)
    return words if _ARTICLES.isdisjoint(words) else _NO_ARTICLE.findall(bare)


def _plain_spelling(word: str) -> str:
    """Return a word as the plainest transliteration has it: Hassakeh, Hasaka and Hasakah become one."""
    return _FINAL.sub("a", _DOUBLED.sub(r"\1", word)) if len(word) > 3 else word


def sentence_words(text: str) -> list[str]:
    """Return the words of a text that not every report uses, numbers left out, in order."""
    aside = words_aside("sentence")
    words = _words(text)  # whole texts rarely come twice: nothing of them is kept
    return [w for w in words if w not in aside and len(w) > 2 and not w.isdigit()]


@lru_cache(maxsize=100_000)
def name_words(text: str, kind: str) -> frozenset[str]:
    """Return the words that name something; empty when the text only describes ("several areas")."""
    if kind == "sentence":
        return quote_words(text)
    naming = (w for w in _WORD.findall(folded(text)) if w not in words_aside(kind) and len(w) > 1)
    return frozenset(map(_plain_spelling, naming))


def quote_words(text: str) -> frozenset[str]:
    """Return the words of a sentence that not every sentence uses. Sentences rarely come twice: nothing is kept."""
    aside = words_aside("sentence")
    return frozenset([w for w in _words(text) if w not in aside and len(w) > 1])


@lru_cache(maxsize=200_000)
def canonical(word: str) -> str:
    """Return one spelling for all transliterations of a word: its first letter and its consonants.

    Short words, and those that would keep fewer than three letters, stay as they are: "Homs" and "Hama" are two.
    """
    plain = _ADJECTIVE.sub("ia", _plain_spelling(word))
    bare = plain[:1] + _VOWELS.sub("", plain[1:])
    return bare if len(plain) >= 5 and len(bare) >= 3 else plain


@lru_cache(maxsize=100_000)
def alike(left: str, right: str) -> bool:
    """Tell whether two words are one, or spellings of one."""
    if left == right:
        return True
    if min(len(left), len(right)) < 5:
        return False
    return JaroWinkler.similarity(left, right) >= ALIKE


def within(short: frozenset[str], long: frozenset[str]) -> bool:
    """Tell whether every word of the first, of which there is at least one, stands in the second."""
    return bool(short) and (short <= long or all(any(alike(w, x) for x in long) for w in short))


def one_name(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether the words of one name all stand in the other."""
    return within(left, right) or within(right, left)


@lru_cache(maxsize=100_000)
def skeleton(words: frozenset[str]) -> str:
    """Return the consonants of a name's longest word, under which most of its spellings meet: Ezzor, al-Zour -> zr."""
    longest = max(sorted(words), key=len, default="")
    return _VOWELS.sub("", longest) or longest


def singular(noun: str) -> str:
    """Return an event noun without its plural's ending: "clash" of "clashes", "raid" of "raids"."""
    return noun[:-2] if noun.endswith("shes") else noun.removesuffix("s")
