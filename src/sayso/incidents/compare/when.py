"""When: days where both claims tell them, else how far their reports lie apart."""

from __future__ import annotations

from sayso.incidents.compare.level import ELSE, Field, Level, either_way, one
from sayso.incidents.facts import Days, Facts

SHORT_DAYS = 10
"""A date told to this many days is precise enough for two of them to exclude each other."""
LASTING_DAYS = 31
"""How far apart two moments of one lasting event (its launch, its end) may lie."""
FRESH_DAY = 1
"""Most news without a date is as young as this."""
FRESH_DAYS = 7
"""News without a date is mostly this young."""
MONTH_DAYS = 45
"""Up to here an interval counts as a month or so, beyond as a season."""
SEASON_DAYS = 92
SAME_ISSUE_DAYS = 3
"""Reports this close tell of the same news."""
OTHER_NEWS_DAYS = 21
"""Reports this far apart, both undated, tell of different news."""


def gap(left: Days, right: Days) -> int:
    """Return the number of days from one interval to the other; 0 when they meet."""
    return max(0, left[0] - right[1], right[0] - left[1])


_DATED = "(first_l is not null and first_r is not null)"
_GAP = "greatest(first_l - last_r, first_r - last_l, 0)"
_LONGEST = "greatest(last_l - first_l, last_r - first_r) + 1"
_EQUAL = "(first_l = first_r and last_l = last_r)"
_LASTING = f"({_DATED} and lasting_l and lasting_r)"
_ENDS = "top_l = top_r and lasting_l and status_r = 'ended' and status_l <> 'ended'"
"""The right claim ends what the left one, an event of the same lasting type, tells as going on."""
_PHASES = either_way(f"{_ENDS} and first_l <= first_r")

_HALF = "((first_l is null) <> (first_r is null))"
_OUT = "(case when first_l is null then published_l else published_r end)"
"""Of one claim without a date: the day its report came out. It tells of nothing later."""
_BEGAN, _OVER = "coalesce(first_l, first_r)", "coalesce(last_l, last_r)"
_LATE = f"({_OUT} - {_OVER})"
_HALF_ENDS = either_way(f"{_ENDS} and first_l is not null")
_UNDATED = "(first_l is null and first_r is null)"
_BETWEEN = "abs(published_l - published_r)"
_PLAN = one("status_l = 'planned'")
_INHERITED = one("taken_over_l")


def _dated(condition: str) -> str:
    return f"{_DATED} and {condition}"


def say_date(facts: Facts) -> str:
    """Return the claim's date as a reviewer reads it."""
    span = facts.claim.date
    if span is None:
        return ""
    return span.start if span.start == span.end else f"{span.start} to {span.end}"


MAY_MEET = (
    f"not ({_DATED} and not (lasting_l and lasting_r) and {_GAP} > 3"
    f" and ({_LONGEST} <= {SHORT_DAYS} or {_GAP} > ({_LONGEST}) / 2.0))"
)
"""What holds for every pair that is not `apart`: two claims whose days exclude each other need no other comparison."""

_SAME_DAY = f"{_GAP} = 0 and {_LONGEST} = 1"
_LEVELS = (
    Level("same_day", _dated(f"{_SAME_DAY} and not {_INHERITED}"), "the same day"),
    Level("same_day_taken_over", _dated(_SAME_DAY), "the same day, which one has from the claim that it adds to"),
    Level(
        "same_days",
        _dated(f"{_GAP} = 0 and ({_LONGEST} <= 3 or ({_EQUAL} and {_LONGEST} <= {SHORT_DAYS}))"),
        "the days overlap",
    ),
    Level(
        "same_week",
        _dated(f"{_GAP} = 0 and ({_LONGEST} <= {SHORT_DAYS} or ({_EQUAL} and {_LONGEST} <= {SEASON_DAYS}))"),
        "within the same week or so",
    ),
    Level("same_month", _dated(f"{_GAP} = 0 and {_LONGEST} <= {MONTH_DAYS}"), "the dates overlap, one of them vague"),
    Level("same_season", _dated(f"{_GAP} = 0"), "the dates overlap, one of them very vague"),
    Level(
        "launch_and_end",
        f"({_LASTING} and {_GAP} <= {LASTING_DAYS} and {_PHASES})"
        f" or ({_HALF} and not {_PLAN} and {_BEGAN} <= {_OUT} + 1 and {_LATE} <= {LASTING_DAYS} and {_HALF_ENDS})",
        "one tells of an end, the other of what went before it",
    ),
    Level("phases", f"{_LASTING} and {_GAP} <= {LASTING_DAYS}", "days apart, but the event lasts"),
    Level(
        "next_day_taken_over",
        _dated(f"{_GAP} = 1 and not lasting_l and not lasting_r and {_INHERITED}"),
        "a day apart, and one has its day from the claim that it adds to",
    ),
    Level(
        "next_day_told",
        f"{_GAP} = 1 and day_told_l and day_told_r and not (lasting_l and lasting_r)",
        "a day apart, and both tell the day",
        told_apart=True,
    ),
    Level(
        "other_day",
        f"{_GAP} <= 3 and day_told_l and day_told_r and not (lasting_l and lasting_r)",
        "days apart, and both tell the day",
        told_apart=True,
    ),
    Level("next_day", _dated(f"{_GAP} = 1 and not (lasting_l and lasting_r)"), "a day apart"),
    Level(
        "days_apart",
        _dated(
            f"not (lasting_l and lasting_r)"
            f" and ({_GAP} <= 3 or ({_LONGEST} > {SHORT_DAYS} and {_GAP} <= ({_LONGEST}) / 2.0))"
        ),
        "a few days apart",
    ),
    Level("apart", _DATED, "too far apart in time", apart=True),
    Level(
        "not_yet",
        f"{_HALF} and not {_PLAN} and {_BEGAN} > {_OUT} + 1",
        "it happened after the other report was out",
        apart=True,
    ),
    Level(
        "fresh_day",
        f"{_HALF} and not {_PLAN} and {_LATE} <= {FRESH_DAY}",
        "one is undated, and its report came out then or the day after",
    ),
    Level("fresh", f"{_HALF} and not {_PLAN} and {_LATE} <= {FRESH_DAYS}", "one is undated, and its report is fresh"),
    Level(
        "stale",
        f"{_HALF} and not {_PLAN} and {_LATE} > {LASTING_DAYS}"
        " and not (case when first_l is null then lasting_l else lasting_r end)",
        "one is undated, and its report is much later",
    ),
    Level(
        "undated_together",
        f"{_UNDATED} and {_BETWEEN} <= {SAME_ISSUE_DAYS}",
        "both undated, in reports of the same days",
    ),
    Level("undated_apart", f"{_UNDATED} and {_BETWEEN} > {OTHER_NEWS_DAYS}", "both undated, in reports weeks apart"),
    Level("unknown", ELSE, "the dates cannot be compared", silent=True),
)
DATE = Field("date", _LEVELS, say_date)
