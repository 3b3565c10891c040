"""What a measure gives: figures, and how each example came out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """What others reached on the same task, and where that stands. `like_for_like`: the same texts and scorer."""

    value: float
    by: str
    source: str
    like_for_like: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One number between 0 and 1. `n` is what it was counted over; a figure that is not `gated` gets no floor."""

    name: str
    value: float
    n: int
    gated: bool = True
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example and which of its fields came out wrong; () is all right.

    `words` are for the terminal only: they are other people's texts and are written nowhere.
    """

    example: str
    wrong: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one measure found on one corpus."""

    figures: tuple[Figure, ...]
    outcomes: tuple[Outcome, ...] = ()


def share(right: float, n: int) -> float:
    """Return right / n, 0.0 over nothing."""
    return right / n if n else 0.0


def f1(true_positives: float, predicted: float, gold: float) -> float:
    """Return the harmonic mean of precision and recall, 0.0 where either is undefined."""
    total = predicted + gold
    return 2 * true_positives / total if total else 0.0
