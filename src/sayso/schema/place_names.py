"""What a reader of text must know about place names, without knowing the gazetteer that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sayso.schema.vocabulary import PlaceKind


@dataclass(frozen=True, slots=True)
class NameHit:
    """A stretch of a text that is written like a known place name; offsets are code points, end exclusive.

    `kind` is the kind of the most prominent place of that name. `is_prominent`: the name alone is good evidence (a
    country, a governorate, a city, a place of the overlay); a village's name needs the context to speak for it.
    """

    start: int
    end: int
    kind: PlaceKind
    is_prominent: bool


class PlaceNames(Protocol):
    """Finds known names in a text."""

    def scan(self, text: str) -> Iterator[NameHit]:
        """Yield the known names in `text`, leftmost and longest first, without overlap."""
        ...
