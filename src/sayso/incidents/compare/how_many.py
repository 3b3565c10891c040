"""How many: an equal figure tells the more the larger it is; cumulative figures tell nothing about one happening."""

from __future__ import annotations

from sayso.incidents.compare.level import ELSE, Field, Level, either_way, shared
from sayso.incidents.compare.who import ONE_VOICE
from sayso.incidents.facts import Facts, Interval, bounds, total_rows
from sayso.schema.vocabulary import Outcome

LARGE, SMALL = 10, 4
"""A figure from which chance is next to ruled out, and below which it is not."""


def agree(left: Interval, right: Interval) -> bool:
    """Tell whether two intervals meet; an open end reaches as far as it must."""
    below = left[1] is not None and right[0] is not None and left[1] < right[0]
    above = right[1] is not None and left[0] is not None and right[1] < left[0]
    return not below and not above


def say_interval(low: int | None, high: int | None) -> str:
    """Return an interval in words: "7", "7-9", "7 or more", "up to 9"."""
    if low is None:
        return "unknown" if high is None else f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}-{high}"


def _say(facts: Facts, outcome: Outcome) -> str:
    return " + ".join(say_interval(*bounds(row)) for row in total_rows(facts.claim, outcome))


def say_killed(facts: Facts) -> str:
    """Return the claim's figure for the dead."""
    return _say(facts, "killed")


def say_injured(facts: Facts) -> str:
    """Return the claim's figure for the injured."""
    return _say(facts, "injured")


# --- in SQL, over two rows

_UNSIDED = f"not (killed_sided_l and killed_sided_r and {shared('killed_sides')} = 0)"
"""Not the losses of two sides, which say nothing about one another."""


def _equal(figure: str) -> str:
    return f"{figure}_low_l = {figure}_low_r and {figure}_high_l is not distinct from {figure}_high_r"


def _agree(figure: str) -> str:
    """Two intervals meet; an open end reaches as far as it must."""
    return f"not {either_way(f'coalesce({figure}_high_l < {figure}_low_r, false)')}"


_LEFT, _RIGHT = "coalesce(killed_low_l, killed_high_l)", "coalesce(killed_low_r, killed_high_r)"
KILLED = Field(
    "killed",
    (
        Level("unknown", f"not killed_l or not killed_r or not ({_UNSIDED})", "one gives no figure", silent=True),
        Level("same_high", f"{_equal('killed')} and killed_low_l >= {LARGE}", "the same large figure"),
        Level("same", f"{_equal('killed')} and killed_low_l >= {SMALL}", "the same figure"),
        Level("same_low", _equal("killed"), "the same small figure"),
        Level("agree", _agree("killed"), "figures that can both be true"),
        Level("two_tolls", ONE_VOICE, "one source gives two tolls in one report"),
        Level(
            "risen",
            f"greatest({_LEFT}, {_RIGHT}) <= 2 * least({_LEFT}, {_RIGHT}) + 3",
            "figures that differ as early and late ones do",
        ),
        Level("differ", ELSE, "figures far from each other"),
    ),
    say_killed,
)
"""The dead."""

INJURED = Field(
    "injured",
    (
        Level("unknown", "not injured_l or not injured_r", "one gives no figure", silent=True),
        Level("same", f"{_equal('injured')} and injured_low_l >= {SMALL}", "the same figure"),
        Level("agree", _agree("injured"), "figures that can both be true"),
        Level("differ", ELSE, "figures that differ"),
    ),
    say_injured,
)
"""The injured."""
