"""What happened, and to each of many a look-alike: the same deed by the same hand a day on or a village on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal

from sayso.evaluation.world.land import Village, next_village, villages
from sayso.evaluation.world.wording import FORMS, TARGETS, Form

CAMPS = (("Valley Brigade", "Orchard Guard"), ("Highland Front", "Salt Road Legion"))
"""Two camps; the sides of one are the enemies of the other."""

Plot = Literal["plain", "rising", "partisan", "denied", "blamed"]
PLOTS: dict[Plot, int] = {"plain": 50, "rising": 17, "partisan": 13, "denied": 10, "blamed": 10}
"""How reports come to differ over a happening, and out of 100 how often."""

FIRST_DAY = date(2023, 3, 1)
LOOK_ALIKES = 0.45
"""Share of happenings that a look-alike follows."""
SAME_FIGURE, SAME_TARGET = 0.4, 0.6
"""Share of look-alikes with the very figure, and with the very kind of target."""


Move = tuple[Village, date]


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening. `enemy` is who is hit where fighters are, and who is blamed where blame is passed on.

    `like` is the key of the happening that this one looks like, None for one drawn by itself.
    """

    key: int
    form: Form
    day: date
    village: Village
    actor: str
    enemy: str
    target: str
    killed: int
    injured: int
    plot: Plot
    like: int | None = None


def happen(chance: Random, size: int, days: int) -> tuple[Happening, ...]:
    """Return `size` happenings of their own within so many days, and the look-alikes that follow some of them."""
    found: list[Happening] = []
    for _ in range(size):
        family = [_drawn(chance, len(found), days)]
        while chance.random() < LOOK_ALIKES and (moves := _moves(family)):
            family.append(_look_alike(chance, family[-1], len(found) + len(family), chance.choice(moves)))
        found += family
    return tuple(found)


def _moves(family: list[Happening]) -> list[Move]:
    """Return where and when the next look-alike can be: a day on, a village on, or both, and where no other of the
    family is."""
    last = family[-1]
    beside, taken = next_village(last.village), {(h.village, h.day) for h in family}
    moves = [(last.village, 1)] if beside is None else [(last.village, 1), (beside, 0), (beside, 1)]
    found = [(village, last.day + timedelta(days=later)) for village, later in moves]
    return [move for move in found if move not in taken]


def _drawn(chance: Random, key: int, days: int) -> Happening:
    camp = chance.randrange(2)
    killed = chance.choices((0, chance.randint(1, 4), chance.randint(5, 30)), (15, 45, 40))[0]
    form = chance.choice(FORMS)
    return Happening(
        key=key,
        form=form,
        day=FIRST_DAY + timedelta(days=chance.randrange(days)),
        village=chance.choice(villages()),
        actor=chance.choice(CAMPS[camp]),
        enemy=chance.choice(CAMPS[1 - camp]),
        target=chance.choice(TARGETS),
        killed=killed,
        injured=chance.randint(0, 3 * killed + 4),
        plot=_plot(chance, form, killed),
    )


def _plot(chance: Random, form: Form, killed: int) -> Plot:
    """Return how reports come to differ; over who took part in a clash they do not, for both sides act in it."""
    plot = chance.choices([*PLOTS], [*PLOTS.values()])[0]
    if (plot == "blamed" and form.is_fight) or (killed < 2 and plot in ("rising", "partisan")):
        return "plain"
    return plot


def _look_alike(chance: Random, first: Happening, key: int, move: Move) -> Happening:
    """Return the same deed by the same hand, elsewhere or on another day."""
    village, day = move
    killed = first.killed if chance.random() < SAME_FIGURE else max(0, first.killed + chance.choice((-2, -1, 1, 2, 3)))
    return replace(
        first,
        key=key,
        village=village,
        day=day,
        target=first.target if chance.random() < SAME_TARGET else chance.choice(TARGETS),
        killed=killed,
        injured=chance.randint(0, 3 * killed + 4),
        plot=_plot(chance, first.form, killed),
        like=first.key,
    )
