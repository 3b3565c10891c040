"""How many: an equal figure tells the more the larger it is; cumulative figures tell nothing about one happening."""

from __future__ import annotations

from sayso.incidents.compare.who import one_voice
from sayso.incidents.facts import Facts, Interval, bounds, total_rows
from sayso.schema.vocabulary import Outcome

LARGE, SMALL = 10, 4
"""A figure from which chance is next to ruled out, and below which it is not."""


def agree(left: Interval, right: Interval) -> bool:
    """Tell whether two intervals meet; an open end reaches as far as it must."""
    below = left[1] is not None and right[0] is not None and left[1] < right[0]
    above = right[1] is not None and left[0] is not None and right[1] < left[0]
    return not below and not above


def _risen(left: Interval, right: Interval) -> bool:
    a, b = (x[0] if x[0] is not None else x[1] for x in (left, right))
    return a is not None and b is not None and max(a, b) <= 2 * min(a, b) + 3


def _two_sides(left: Facts, right: Facts) -> bool:
    """Tell whether the figures are the losses of two sides, which say nothing about one another."""
    a, b = ({row.of_actor for row in total_rows(f.claim, "killed")} for f in (left, right))
    return None not in a | b and not a & b


def find_killed(left: Facts, right: Facts) -> str:
    """Compare the dead."""
    a, b = left.killed, right.killed
    if a is None or b is None or left.kind != "event" or right.kind != "event" or _two_sides(left, right):
        return "killed.unknown"
    if a == b and a[0] is not None:
        return f"killed.{'same_high' if a[0] >= LARGE else 'same' if a[0] >= SMALL else 'same_low'}"
    if agree(a, b):
        return "killed.agree"
    if one_voice(left, right):
        return "killed.two_tolls"
    return "killed.risen" if _risen(a, b) else "killed.differ"


def find_injured(left: Facts, right: Facts) -> str:
    """Compare the injured."""
    a, b = left.injured, right.injured
    if a is None or b is None or left.kind != "event" or right.kind != "event":
        return "injured.unknown"
    if a == b and (a[0] or 0) >= SMALL:
        return "injured.same"
    return "injured.agree" if agree(a, b) else "injured.differ"


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
