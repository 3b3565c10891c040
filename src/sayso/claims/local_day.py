"""A time of day told in a named zone ("23:00 GMT on Friday"): the day by the clocks of the place of the event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

from sayso.claims import calendar
from sayso.claims.calendar import Interval
from sayso.schema.time_words import packaged_time_words

LEAST, MOST = -1.0, 2.0
"""Hours by which clocks differ from the sun, which is an hour ahead for every 15 degrees to the east."""


def hours_of(longitudes: list[float], anywhere: tuple[float, float]) -> tuple[float, float]:
    """Return the least and most hours ahead of Greenwich at some longitudes in degrees; `anywhere` without any."""
    if not longitudes:
        return anywhere
    return min(longitudes) / 15 + LEAST, max(longitudes) / 15 + MOST


@cache
def _clock() -> re.Pattern[str]:
    zones = "|".join(sorted(packaged_time_words().zones, key=len, reverse=True))
    hour = r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?"
    return re.compile(rf"(?:^|(?<=[\sT])){hour}\s?(?P<half>[ap])?(?:\.?m\.?)?\s?(?:hours\s)?(?P<zone>{zones})\b", re.I)


def local_day(found: Interval, expression: str, hours: tuple[float, float]) -> Interval:
    """Return the day or the two days on which it was, at the place, the time of day that the expression names.

    `hours` are the least and the most that the place's clocks may be ahead of Greenwich. An interval that is no single
    day, and an expression without a time in a named zone, stay as they are.
    """
    told = _clock().search(expression)
    if told is None or found.precision != "day":
        return found
    hour = int(told["hour"]) % 12 + (12 if told["half"] in "pP" else 0) if told["half"] else int(told["hour"])
    since_midnight = hour + int(told["minute"] or 0) / 60 - packaged_time_words().zones[told["zone"].lower()]
    first, last = (found.start + timedelta(days=(since_midnight + ahead) // 24) for ahead in hours)
    return replace(calendar.days(first, last), basis=found.basis)
