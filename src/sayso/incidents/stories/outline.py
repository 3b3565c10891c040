"""What a report brings to the question whose story it tells: the words of its opening, its names, its numbers, its day.

Words are weighed by how rare they are, among the reports at hand and in news at all (`rarity`), so that what every
report of a war says counts for little. A word that stands in one report only ties it to no other and is left out: it
would say nothing but that the report is long. Whether a word is a name is told from all reports together: one is
written with a capital nearly wherever it stands inside a paragraph.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.incidents.facts import ordinal
from sayso.incidents.names import words_aside
from sayso.incidents.rarity import READ_SEGMENTS, Rarity
from sayso.schema.document import Document

OPENING_WORDS = 80
"""Length of an opening: headline and first paragraphs, where a report says what it is about."""
MOSTLY = 4
"""A name stands with a capital more than so many times as often as without."""
TELLING = 16
"""How many of a report's weightiest words bring up other reports."""

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")

Weighed = Mapping[str, float]
"""Words and what each is worth; the squares sum to 1, or there is none."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A report as stories see it. `published` is the day as an ordinal, None: unknown. `telling` are its weightiest
    words, the weightiest first."""

    document_id: str
    published: int | None
    opening: Weighed
    names: Weighed
    numbers: Weighed
    telling: tuple[str, ...]


@lru_cache(maxsize=200_000)
def _plain(word: str) -> str:
    """Return a word without case, accents and the endings of plural and owner."""
    split = unicodedata.normalize("NFKD", word.replace("’", "'"))
    plain = "".join(c for c in split if not unicodedata.combining(c)).casefold().removesuffix("'s").replace("'", "")
    return plain[:-1] if len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss") else plain


def _paragraphs(document: Document) -> Iterator[list[str]]:
    for segment in document.segments:
        if segment.kind in READ_SEGMENTS:
            for line in document.text[segment.start : segment.end].splitlines():
                yield _WORD.findall(line)


class _Capitals:
    """How often each word stands with a capital and without, inside paragraphs: at their start every word has one."""

    def __init__(self, reports: Iterable[Sequence[Sequence[str]]]) -> None:
        self._large: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        for report in reports:
            for paragraph in report:
                for word in paragraph[1:]:
                    (self._large if word[:1].isupper() else self._small)[_plain(word)] += 1

    def is_name(self, word: str) -> bool:
        """Tell whether a plain word is a name."""
        return not word[0].isdigit() and self._large[word] > MOSTLY * self._small[word]


def _rarity(reports: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Return how rare each word is that stands in two reports or more, in bits."""
    found = Counter(word for report in reports for word in report)
    rare = Rarity(len(reports), found)
    return {word: rare[word] for word, n in found.items() if n > 1}


def _weighed(counted: Mapping[str, int], rare: Mapping[str, float]) -> dict[str, float]:
    """Weigh words by rarity, and a little by how often they come: the tenth time says less than the first."""
    weights = {w: (1 + math.log(n)) * rare[w] for w, n in sorted(counted.items()) if rare.get(w, 0.0) > 0}
    norm = math.sqrt(math.fsum(x * x for x in weights.values())) or 1.0
    return {w: x / norm for w, x in weights.items()}


def _telling(*parts: Weighed) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for part in parts:
        for word, weight in part.items():
            weights[word] = max(weight, weights.get(word, 0.0))
    return tuple(sorted(weights, key=lambda w: (-weights[w], w))[:TELLING])


def _says(word: str) -> bool:
    return len(word) > 1 and word not in words_aside("sentence")


def outlines(documents: Sequence[Document]) -> list[Outline]:
    """Return what each report brings, in their order. Rarity and names are told from these reports together."""
    reports = [list(_paragraphs(d)) for d in documents]
    capitals = _Capitals(reports)
    words = [[_plain(w) for paragraph in report for w in paragraph] for report in reports]
    openings = [Counter(w for w in report[:OPENING_WORDS] if _says(w)) for report in words]
    names = [Counter(w for w in report if _says(w) and capitals.is_name(w)) for report in words]
    numbers = [Counter(w for w in report if w[0].isdigit()) for report in words]
    parts = [[_weighed(c, rare) for c in kind] for kind in (openings, names, numbers) for rare in [_rarity(kind)]]
    return [
        Outline(d.id, ordinal(d.published.date), opening, named, numbered, _telling(opening, named))
        for d, opening, named, numbered in zip(documents, *parts, strict=True)
    ]
