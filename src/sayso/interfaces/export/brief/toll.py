"""The picture of one figure: what every claim gives for it, and what is held.

One row a claim: a dot for an exact figure, a bar from low to high, an arrow where an end is open, a hollow ring for
an explicit zero. A claim that gives no figure has no row and is counted in words, so that unknown never looks like 0.
All measures are in the picture's own units, left to right from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sayso.interfaces.export import wording
from sayso.interfaces.export.tables import total
from sayso.schema.claim import Claim, Count
from sayso.schema.incident import Tally
from sayso.schema.vocabulary import Outcome

LEFT, RIGHT, WIDTH = 150, 26, 400
"""Room for the labels, room for an arrow, and the whole width."""
ROW, HEAD, FOOT = 23, 32, 22
"""Height of a claim's row, of the row with the held figure, and of the axis."""
_TICKS = 5
_OPEN_LENGTH = 28
_LABEL_LENGTH = 22


Figure: TypeAlias = tuple[int | None, int | None, int | None]
"""Low, best and high."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in the picture.

    The bar runs from `x1` to `x2`, what is told of it; `best` is a dot on it, or None. `open_low` and `open_high` are
    where an arrow ends, None where that end is bounded. `zero`: an explicit none.
    """

    label: str
    words: str
    y: float
    x1: float
    x2: float
    best: float | None
    open_low: float | None
    open_high: float | None
    zero: bool
    vague: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """One number under the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class TollPicture:
    """Everything that is drawn for one outcome of one incident."""

    outcome: Outcome
    tally: Tally
    held: Mark
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    height: float
    silent: int
    """How many of the incident's claims give no figure."""

    @property
    def description(self) -> str:
        """Say the picture in words."""
        rows = "; ".join(f"{m.label}: {m.words}" for m in self.marks)
        return f"{self.outcome}: {wording.tally(self.tally)} held. {rows}"


@dataclass(frozen=True, slots=True)
class _Scale:
    top: int

    def x(self, value: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(value, self.top) / self.top, 1)


def toll_picture(outcome: Outcome, tally: Tally, claims: Sequence[tuple[str, Claim]]) -> TollPicture:
    """Return the picture of an outcome; `claims` are the incident's, each with its label."""
    given = [(label, count) for label, claim in claims if (count := total(claim, outcome)) is not None]
    ends = [v for _, c in given for v in (c.low, c.best, c.high)] + [tally.low, tally.best, tally.high]
    step = _step(max((v for v in ends if v is not None), default=1))
    scale = _Scale(step * _steps(ends, step))
    marks = tuple(_mark(label, c, scale, HEAD + ROW * (n + 0.5)) for n, (label, c) in enumerate(given))
    height = HEAD + ROW * len(marks)
    ticks = tuple(Tick(scale.x(v), wording.number(v)) for v in range(0, scale.top + 1, step))
    return TollPicture(outcome, tally, _held(tally, scale), marks, ticks, height, len(claims) - len(given))


def _steps(ends: Sequence[int | None], step: int) -> int:
    largest = max((v for v in ends if v is not None), default=1)
    return max(1, -(-largest // step))


def _step(largest: int) -> int:
    """Return a round distance between ticks: 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * _TICKS >= largest:
                return factor * power
        power *= 10


def _mark(label: str, count: Count, scale: _Scale, y: float) -> Mark:
    return _drawn(_short(label), wording.figure(count), (count.low, count.best, count.high), scale, y, count.quantifier)


def _held(tally: Tally, scale: _Scale) -> Mark:
    return _drawn("held", wording.tally(tally), (tally.low, tally.best, tally.high), scale, HEAD / 2)


def _drawn(label: str, words: str, figure: Figure, scale: _Scale, y: float, quantifier: str = "") -> Mark:
    told = [v for v in figure if v is not None] or [0]
    low, best, high = figure
    x1, x2 = scale.x(min(told)), scale.x(max(told))
    return Mark(
        label=label,
        words=words,
        y=y,
        x1=x1,
        x2=x2,
        best=None if best is None else scale.x(best),
        open_low=max(LEFT, x1 - _OPEN_LENGTH) if low is None and min(told) > 0 else None,
        open_high=min(WIDTH - 2, x2 + _OPEN_LENGTH) if high is None else None,
        zero=high == 0,
        vague=quantifier == "vague",
    )


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else label[: _LABEL_LENGTH - 1].rstrip() + "…"
