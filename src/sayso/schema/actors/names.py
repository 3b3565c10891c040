"""Names as they are compared and as they stand in a text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ash|an|ar|ad|at|az|ed|es)-|\b(?:the|al|el)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_INNER_MARKS = re.compile(r"(?<=\w)['’.](?=\w)|(?<=\w)\.")
_QUESTION = re.compile(r"\s+(?:it|he|she|there|this|that|these|those|the)\b")
_CAPITALS = re.compile(r"\b(?:[A-Z]\.?){2,}[A-Z0-9]*(?![a-z])")
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*\Z")


def fold_name(name: str) -> str:
    """Return a name as it is compared: lower case, without accents, articles, possessives, hyphens or full stops."""
    if name.isascii() and _PLAIN.match(lower := name.lower()) and not _ARTICLE.search(lower + " "):
        return lower
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _INNER_MARKS.sub("", _POSSESSIVE.sub("", plain))
    plain = _ARTICLE.sub("", plain + " ")
    return " ".join(re.findall(r"\w+", plain.lower()))


def is_acronym(name: str) -> bool:
    """Tell whether a name is written in capitals throughout ("ISIS", "U.S.", "SPLA-IO")."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and " " not in name.strip()


_EVENED = str.maketrans("-\n\t`", "   '")


def even(text: str) -> str:
    """Return the text in lower case, character for character, so that offsets stay: hyphens as spaces, accents off."""
    if text.isascii():
        return text.lower().translate(_EVENED)
    return "".join(map(_even_character, text))


@cache
def _even_character(c: str) -> str:
    if c in "-‐‑–—\n\t\u00a0":
        return " "
    if c in "’‘ʼ`":
        return "'"
    bare = unicodedata.normalize("NFKD", c)[0].lower()
    return bare if len(bare) == 1 else c


def case_fits(alias: str, found: str) -> bool:
    """Tell whether the text has the capitals that the name needs: all of an acronym's, and the first of a name's."""
    if alias[0].isupper() and not found[0].isupper() and found[:3].lower() != "al-":
        return False
    return all(found[m.start() : m.end()] == m.group() for m in _CAPITALS.finditer(alias))


def is_a_word(text: str, start: int, end: int) -> bool:
    """Tell whether "IS" or "US" is no name: it opens a question, or all the words around are in capitals."""
    if text[start:end] == "IS" and _QUESTION.match(text, end):
        return True
    around = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 25) : start] + " " + text[end : end + 25])
    return len(around) >= 2 and all(w.isupper() for w in around)


def stands_alone(evened: str, start: int, stop: int) -> bool:
    """Tell whether a stretch is whole words; an "s" that lost its apostrophe may follow."""
    if start and evened[start - 1].isalnum():
        return False
    after = evened[stop : stop + 2]
    return not after[:1].isalnum() or (after[0] == "s" and not after[1:].isalnum())
