"""When it happened: a time expression to an interval of days, and which of a sentence's times is the event's.

Own rules read intervals ("since March", "the second half of 2020", "over the past weeks"); dateparser is asked only
for a whole date in a form that they do not know. An undated day lies on or before the report: ACLED and UCDP code the
day of the event, never the day it was reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sayso.claims import calendar
from sayso.claims.calendar import Interval
from sayso.claims.date_context import DateContext, written_on
from sayso.claims.date_reference import Reference, Unknown
from sayso.claims.date_rules import read
from sayso.claims.event_time import choose_time, statement_time, times_ahead
from sayso.claims.local_day import local_day
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
    return _resolve(expression, Reference(published, anchor, future))


def _resolve(expression: str, reference: Reference) -> DateSpan | Unknown:
    if len(expression) > LONGEST:
        return UNREAD
    words = expression.strip(" \n\t,;:()")
    found = read(words, reference) or read(words.rstrip("."), reference) or _leaf(words) or UNREAD
    return found if isinstance(found, Unknown) else _span(local_day(found, words, reference.hours), expression)


def _resolve_mention(time: Mention, reference: Reference, written: date | None) -> DateSpan | Unknown:
    """Read a mention against the report's day, or the dateline's where it was written before it was put out."""
    if time.rule == "offset_event":
        return FROM_EVENT
    if written is None:
        return _resolve(time.text, reference)
    found = _resolve(time.text, replace(reference, published=written))
    return replace(found, basis="document") if isinstance(found, DateSpan) and found.basis == "relative" else found


def _within_one(found: DateSpan) -> Iterator[str]:
    """The units of which an interval touches only one, so that "the same month" can refer to it."""
    first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
    for unit in ("week", "month", "quarter", "year", "decade"):
        if found.precision != "range" and calendar.around(first, unit) == calendar.around(last, unit):
            yield unit


def resolve_all(
    times: Sequence[Mention],
    *,
    published: date | None,
    future: frozenset[int] = frozenset(),
    over: frozenset[int] = frozenset(),
    around: DateContext | None = None,
) -> tuple[DateSpan | Unknown, ...]:
    """Return what each of a document's time mentions stands for, in their order.

    Each is anchored to the last single day that the text named before it, so that "the following day" and an undated
    "4 December" in a report without a date can be read. `future` holds the starts of mentions in plans, `over` of those
    in the past tense. Behind a dateline that names an earlier day than that of publication, everything counts from the
    dateline's.
    """
    around = around or DateContext()
    anchor: date | None = None
    units: dict[str, date] = {}
    written: date | None = None
    resolved: list[DateSpan | Unknown] = []
    for time in times:
        reference = Reference(
            published,
            anchor,
            future=time.start in future,
            day_first=around.day_first,
            hours=around.hours_at(time.sentence),
            units=units,
            over=time.start in over,
        )
        found = _resolve_mention(time, reference, written)
        resolved.append(found)
        if isinstance(found, DateSpan):
            units |= dict.fromkeys(_within_one(found), date.fromisoformat(found.start))
        if isinstance(found, DateSpan) and found.precision == "day":
            anchor = date.fromisoformat(found.start)
            if around.dateline is not None and time.end <= around.dateline and written_on(anchor, published):
                written = anchor
    return tuple(resolved)
