"""Arithmetic on stretches of days: the interval that a date expression stands for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.schema.vocabulary import DateBasis, DatePrecision


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both inclusive. Weeks run from Monday to Sunday."""

    start: date
    end: date
    precision: DatePrecision
    basis: DateBasis = "relative"

    def on(self, basis: DateBasis) -> Interval:
        """Return the same days on another basis."""
        return replace(self, basis=basis)

    def until(self, last: date) -> Interval:
        """Return the stretch from this interval's first day to `last`, or the interval itself if `last` lies before."""
        return Interval(self.start, last, "range", self.basis) if last > self.start else self


def day(d: date) -> Interval:
    """Return the day."""
    return Interval(d, d, "day")


def days(first: date, last: date) -> Interval:
    """Return some days in a row."""
    return Interval(first, last, "day" if first == last else "days")


def piece(first: date, last: date) -> Interval:
    """Return a piece of a month or year with sharp ends: "day", "week" when it is seven days long, else "days"."""
    return replace(days(first, last), precision="week") if (last - first).days == 6 else days(first, last)


def stretch(first: date, last: date) -> Interval:
    """Return a longer stretch whose ends are not sharp."""
    return Interval(first, last, "range")


def week(d: date) -> Interval:
    """Return the week, Monday to Sunday, in which the day lies."""
    monday = d - timedelta(days=d.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def weekend(d: date) -> Interval:
    """Return Saturday and Sunday of the week in which the day lies."""
    sunday = week(d).end
    return Interval(sunday - timedelta(days=1), sunday, "days")


def month(year: int, number: int) -> Interval:
    """Return the month; numbers outside 1 to 12 run on into the years before and after."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Interval(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), "month")


def months(year: int, first: int, last: int) -> Interval:
    """Return a run of months, as of a season or a half-year."""
    return Interval(month(year, first).start, month(year, last).end, "season")


def year(number: int) -> Interval:
    """Return the year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def decade(number: int) -> Interval:
    """Return the ten years that begin with `number`."""
    return Interval(date(number, 1, 1), date(number + 9, 12, 31), "range")


def around(d: date, unit: str) -> Interval:
    """Return the calendar unit in which the day lies."""
    quarter = 3 * ((d.month - 1) // 3) + 1
    return {
        "week": lambda: week(d),
        "fortnight": lambda: stretch(week(d).start, week(d).end + timedelta(days=7)),
        "month": lambda: month(d.year, d.month),
        "quarter": lambda: months(d.year, quarter, quarter + 2),
        "year": lambda: year(d.year),
        "decade": lambda: decade(d.year - d.year % 10),
    }.get(unit, lambda: day(d))()


def shift(d: date, count: int, unit: str) -> date:
    """Return the day `count` units later (earlier if negative); hours move a day for every full 24.

    The 31st becomes the last day of a shorter month. Raises OverflowError or ValueError beyond the calendar.
    """
    steps = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
    if unit in steps:
        target = month(d.year, d.month + count * steps[unit])
        return target.start.replace(day=min(d.day, target.end.day))
    length = {"week": 7, "fortnight": 14}.get(unit, 1)
    moved = int(count / 24) if unit == "hour" else count * length
    return d + timedelta(days=moved)


def third(whole: Interval, edge: str) -> Interval:
    """Return the first, middle or last third of a month, season, year or longer; shorter intervals stay whole."""
    length = (whole.end - whole.start).days + 1
    if length < 28 or edge not in ("first", "middle", "last"):
        return whole
    if whole.precision == "month":
        first, last = {"first": (1, 10), "middle": (11, 20), "last": (21, whole.end.day)}[edge]
        return Interval(whole.start.replace(day=first), whole.start.replace(day=last), "days", whole.basis)
    number = {"first": 0, "middle": 1, "last": 2}[edge]
    start = whole.start + timedelta(days=number * length // 3)
    end = whole.start + timedelta(days=(number + 1) * length // 3 - 1)
    return Interval(start, end, "range", whole.basis)
