"""Publication dates as pages show them: in words, in figures, in addresses."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from sayso.documents.cleaning.furniture import Pattern, date_pattern
from sayso.schema import knowledge

EARLIEST = datetime.date(1990, 1, 1)
"""Older dates on a news page are the story's, not the page's."""

_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, [start, end) in code points. `date` None: written in figures that can be read two ways, or no
    day of the calendar."""

    start: int
    end: int
    date: datetime.date | None


@cache
def _months() -> dict[str, int]:
    listed = knowledge.packaged("furniture")["months"]
    return {name: int(number) for number, names in listed.items() for name in names}


@cache
def written_date() -> Pattern:
    """Return the pattern of a date with its year."""
    return date_pattern(knowledge.packaged("furniture"))


def _calendar(year: str, month: int, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), month, int(re.sub(r"\D", "", day)))
    except ValueError:
        return None


def _in_figures(found: re.Match[str]) -> datetime.date | None:
    """With dots the day stands first everywhere; else it is known if only one reading is a date, or both the same."""
    d, m, y = found["d"], found["m"], found["y"]
    if "." in found[0]:
        return _calendar(y, int(m), d)
    readings = {_calendar(y, int(m), d), _calendar(y, int(d), m)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _reading(found: re.Match[str]) -> datetime.date | None:
    g = found.groupdict()
    if g["iso"]:
        year, month, day = re.split(r"[-/.]", g["iso"])
        return _calendar(year, int(month), day)
    if g["y"]:
        return _in_figures(found)
    if g["year"]:
        return _calendar(g["year"], _months()[g["month"].casefold()], g["day"])
    return _calendar(g["year2"], _months()[g["month2"].casefold()], g["day2"])


def found_date(found: re.Match[str]) -> FoundDate:
    """Return what a match of `written_date` says."""
    return FoundDate(found.start(), found.end(), _reading(found))


def first_date(text: str) -> FoundDate | None:
    """Return the first date with a year in the text, None when there is none."""
    found = written_date().search(text)
    return found_date(found) if found else None


def read_date(value: str) -> datetime.date | None:
    """Return the day that a field holds: ISO 8601 with or without time (the day as written, whatever its zone), or a
    date in words. None when it cannot be read as exactly one day."""
    found = written_date().match(value.strip())
    return _reading(found) if found else None


def date_in_address(url: str | None) -> datetime.date | None:
    """Return the day that an address holds (…/2016/08/12/…, …-20160812-…), None when it holds none or two."""
    days = {_calendar(m[1], int(m[3]), m[4]) for m in _IN_ADDRESS.finditer(url or "")} - {None}
    return days.pop() if len(days) == 1 else None


def plausible(day: datetime.date, today: datetime.date) -> bool:
    """Whether a report can have been published on that day: not before EARLIEST, not after tomorrow (the earth turns,
    and a page may be dated ahead of the reader's clock)."""
    return EARLIEST <= day <= today + datetime.timedelta(days=1)
