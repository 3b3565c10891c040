"""Two reports compared: how alike their openings, names and numbers are, and how far apart they came out.

Each likeness is a cosine over rare words, 0 nothing shared to 1 the same; the days count by their logarithm, for a day
parts two reports of a raid and says nothing between two reports of a trial. What each is worth stands in
`schema/data/story-weights.yaml`. The bits add up, the prior included; above `LINK_AT` two reports tell one story.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.incidents.stories.outline import Outline, Weighed
from sayso.schema import knowledge
from sayso.schema.incident import Comparison

Weights = Mapping[str, float]
LINK_AT = 0.0
LOOK_AT = -4.0
"""Bits from which a pair is worth a second look: it may be joined through others that speak for it."""
SHOWN = 6
"""How many shared words a comparison shows, the rarest first."""
DIGITS = 4
"""Digits of the bits of a piece: one more than a score has, so that the pieces still sum to it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two reports share. `days` is the natural logarithm of one more than the days between them, None: unknown."""

    opening: float
    names: float
    numbers: float
    days: float | None


@cache
def packaged_weights() -> Weights:
    """Return the weights that come with sayso."""
    content: dict[str, float] = knowledge.packaged("story-weights")
    return content


def _cosine(left: Weighed, right: Weighed) -> float:
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * long[word] for word, weight in short.items() if word in long)


def evidence(left: Outline, right: Outline) -> Evidence:
    """Return what two reports share."""
    known = left.published is not None and right.published is not None
    return Evidence(
        _cosine(left.opening, right.opening),
        _cosine(left.names, right.names),
        _cosine(left.numbers, right.numbers),
        math.log1p(abs((left.published or 0) - (right.published or 0))) if known else None,
    )


def weigh(left: Outline, right: Outline, weights: Weights) -> float:
    """Return how much speaks for one story, in bits."""
    found = evidence(left, right)
    bits = weights["prior"] + weights["opening"] * found.opening + weights["names"] * found.names
    bits += weights["numbers"] * found.numbers
    return bits if found.days is None else bits + weights["dated"] + weights["days"] * found.days


def _shared(left: Weighed, right: Weighed) -> str:
    both = sorted(left.keys() & right.keys(), key=lambda w: (-left[w] * right[w], w))
    return ", ".join(both[:SHOWN])


def compare(left: Outline, right: Outline, weights: Weights) -> tuple[Comparison, ...]:
    """Return the same evidence piece by piece, with the rarest words shared; the weights sum to the bits of `weigh`, to
    three digits."""
    found = evidence(left, right)
    pieces = [Comparison("prior", weights["prior"], "two reports rarely tell one story", "", "")]
    for name in ("opening", "names", "numbers"):
        share = getattr(found, name)
        words = _shared(getattr(left, name), getattr(right, name))
        pieces.append(
            Comparison(name, round(weights[name] * share, DIGITS), f"{share:.0%} alike in their {name}", words, words)
        )
    if found.days is not None:
        days = abs((left.published or 0) - (right.published or 0))
        bits = round(weights["dated"] + weights["days"] * found.days, DIGITS)
        pieces.append(Comparison("days", bits, f"published {days} days apart", "", ""))
    return tuple(pieces)
