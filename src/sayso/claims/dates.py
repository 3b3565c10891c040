"""When it happened: a time expression to an interval of days, and which of a sentence's times is the event's.

Own rules read intervals ("since March", "the second half of 2020", "over the past weeks"); dateparser is asked only
for a whole date in a form that they do not know. An undated day lies on or before the report: ACLED and UCDP code the
day of the event, never the day it was reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sayso.claims import calendar
from sayso.claims.calendar import Interval
from sayso.claims.date_reference import Reference, Unknown
from sayso.claims.date_rules import read
from sayso.claims.event_time import choose_time, statement_time, times_ahead
from sayso.schema import DateSpan, Mention

__all__ = ["Unknown", "choose_time", "resolve", "resolve_all", "statement_time", "times_ahead"]

LONGEST = 120  # no time expression is longer; a guard against text that is none
FROM_EVENT = Unknown("counted from another event, which the text does not date")
UNREAD = Unknown("no form of date that is known")


def _leaf(expression: str) -> Interval | None:
    """A whole date in some other writing, by dateparser; None unless day, month and year are all there."""
    if not any(c.isdigit() for c in expression):
        return None
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        languages=["en"],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False},
    )
    found = parser.get_date_data(expression)
    if not found or found.date_obj is None or found.period not in ("day", "time"):
        return None
    return calendar.day(found.date_obj.date()).on("explicit")


def _span(found: Interval, words: str) -> DateSpan:
    return DateSpan(found.start.isoformat(), found.end.isoformat(), found.precision, found.basis, words)


def resolve(
    expression: str, *, published: date | None, anchor: date | None = None, future: bool = False
) -> DateSpan | Unknown:
    """Return the days that a time expression stands for, or Unknown with the reason.

    `published` is the report's own day; `anchor` the day to which "the same day" or "two days later" refers; `future`
    says that the words around speak of what is to come, so that "on Friday" is the next one. Days are local to the
    place of the event, weeks run from Monday to Sunday. A weekday is the last such day on or before publication; a day
    or month without a year is the latest that does not lie after it. Nothing is raised.
    """
    reference = Reference(published, anchor, future)
    if len(expression) > LONGEST:
        return UNREAD
    words = expression.strip(" \n\t,;:()")
    found = read(words, reference) or read(words.rstrip("."), reference) or _leaf(words) or UNREAD
    return found if isinstance(found, Unknown) else _span(found, expression)


def _resolve_mention(time: Mention, published: date | None, anchor: date | None, future: bool) -> DateSpan | Unknown:
    if time.rule == "offset_event":
        return FROM_EVENT
    return resolve(time.text, published=published, anchor=anchor, future=future)


def resolve_all(
    times: Sequence[Mention], *, published: date | None, future: frozenset[int] = frozenset()
) -> tuple[DateSpan | Unknown, ...]:
    """Return what each of a document's time mentions stands for, in their order.

    Each is anchored to the last single day that the text named before it, so that "the following day" and an undated
    "4 December" in a report without a date can be read. `future` holds the starts of mentions in plans.
    """
    anchor: date | None = None
    resolved: list[DateSpan | Unknown] = []
    for time in times:
        found = _resolve_mention(time, published, anchor, time.start in future)
        resolved.append(found)
        if isinstance(found, DateSpan) and found.precision == "day":
            anchor = date.fromisoformat(found.start)
    return tuple(resolved)
