"""TempEval-3: what a time expression stands for, its span given: DATE and TIME with a calendar value.

The gold value is read as an interval of days; ours is right when both ends are. References ("now", "the past") and
values with an unknown part have no interval and are left out, as in the published figures that stand beside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sayso.claims import calendar, dates
from sayso.claims.calendar import Interval
from sayso.evaluation.corpora import Row, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, share
from sayso.schema import DateSpan

CORPUS = "corpora/tempeval3_tbaq/dev.jsonl"
PUBLISHED = Published(0.69, "SUTime (.64-.69)", "not quite the same task: spans found as well")

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


def _week(m: re.Match[str]) -> Interval:
    monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
    return calendar.weekend(monday) if m[3] else calendar.week(monday)


def _quarters(m: re.Match[str]) -> Interval:
    length = 3 if m[2] == "Q" else 6
    return calendar.months(int(m[1]), length * (int(m[3]) - 1) + 1, length * int(m[3]))


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Interval]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?"), lambda m: calendar.day(date(int(m[1]), int(m[2]), int(m[3])))),
    (re.compile(r"(\d{4})-(\d\d)"), lambda m: calendar.month(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-([QH])([1-4])"), _quarters),
    (re.compile(r"(\d{4})-(SP|SU|FA)"), lambda m: calendar.months(int(m[1]), *SEASON_MONTHS[m[2]])),
    (re.compile(r"(\d{4})"), lambda m: calendar.year(int(m[1]))),
    (re.compile(r"(\d{3})X?"), lambda m: calendar.decade(int(m[1]) * 10)),
)


def interval(value: str) -> Interval | None:
    """Return the days that a TIMEX3 value stands for, None where it has no definite ones."""
    for form, days in FORMS:
        if m := form.fullmatch(value):
            try:
                return days(m)
            except ValueError:  # a day that no calendar has
                return None
    return None


def _asked(row: Row) -> list[tuple[dict[str, Any], Interval]]:
    """Return the expressions of a text that have a calendar value, with it."""
    found = [(t, interval(t["value"] or "")) for t in row["gold"]["timex"] if t["type"] in ("DATE", "TIME")]
    return [(t, days) for t, days in found if days is not None]


def _outcomes(row: Row) -> list[Outcome]:
    published = date.fromisoformat(row["meta"]["dct"][:10]) if row["meta"].get("dct") else None
    found = []
    for timex, gold in _asked(row):
        ours = dates.resolve(timex["text"], published=published)
        right = isinstance(ours, DateSpan) and (ours.start, ours.end) == (gold.start.isoformat(), gold.end.isoformat())
        found.append(Outcome(f"{row['id']}@{timex['start']}", () if right else ("value",), timex["text"]))
    return found


def score(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """Return the share of expressions resolved to exactly the gold's days."""
    right = sum(not o.wrong for o in outcomes)
    return (Figure("value accuracy, spans given", share(right, len(outcomes)), len(outcomes), published=PUBLISHED),)


def measure(shared: Path, limit: int | None) -> Result:
    """Score the resolution of dates."""
    outcomes = tuple(o for row in counted(rows(shared / CORPUS, limit), "dates") for o in _outcomes(row))
    return Result(score(outcomes), outcomes)
