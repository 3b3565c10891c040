"""A link's score as a waterfall: each finding a bar that begins where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

WIDTH = 24
"""Characters of the widest bar and what is around it."""
FOR, AGAINST, ZERO = "█", "░", "│"


def waterfall(weights: Sequence[float], width: int = WIDTH) -> list[str]:
    """Return a line of `width` characters for each weight: full where it speaks for the link, light where against.

    The bars share one scale, from the lowest sum that is reached on the way to the highest; a stroke marks zero.
    """
    sums = [0.0, *accumulate(weights)]
    low, high = min(sums), max(sums)
    scale = width / (high - low) if high > low else 0.0

    def at(bits: float) -> int:
        return round((bits - low) * scale)

    return [_bar(at(begun), at(ended), at(0.0), width) for begun, ended in pairwise(sums)]


def _bar(begun: int, ended: int, zero: int, width: int) -> str:
    line = [" "] * width
    line[min(zero, width - 1)] = ZERO
    for n in range(min(begun, ended), max(begun, ended)):
        line[n] = FOR if ended > begun else AGAINST
    return "".join(line)
