"""How each form of time expression is read: one small rule per form of `data/time-words.yaml`.

A rule takes the words that matched and what they are read against, and gives the days, or says why it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from sayso.claims import calendar
from sayso.claims.calendar import Interval
from sayso.claims.date_reference import (
    EITHER_ORDER,
    HIJRI,
    MOVING_FEAST,
    NO_ANCHOR,
    NO_CALENDAR_DAY,
    NO_PUBLICATION,
    OPEN,
    Reading,
    Reference,
    Unknown,
    Words,
)
from sayso.schema.time_words import TimeWords, packaged_time_words

PLANNED_DAYS = 92  # in a plan, an undated day or month may lie this far ahead of the report
ANNOUNCED_DAYS = 60  # without a plan in the words it may lie this far ahead, but only if the last such day
FORGOTTEN_DAYS = 300  # is so long ago that a report would have named its year


Rule = Callable[[Words, Reference], Reading]


# -- the year that the words leave out ---------------------------------------------------------------------------------


def _near_year(words: Words, ref: Reference) -> int | None:
    said = words.get("near_year")
    base = ref.anchor_of("year") if said in ("the same year", "that year") else ref.day
    if not said or base is None:
        return None
    return base.year + {"last year": -1, "next year": 1}.get(said, 0)


def _nearest(make: Callable[[int], Interval], ref: Reference) -> Reading:
    """The latest such stretch that began on or before the report; what is planned lies ahead of it."""
    day = ref.day
    if day is None:
        return NO_PUBLICATION
    possible = list(_of_the_years(make, day.year))
    if ref.published is None and possible:  # a text tells on from the day it named: the nearest, before it or after
        return ref.basis(min(possible, key=lambda f: abs((f.start - day).days)))
    past = max((f for f in possible if f.start <= day), key=lambda f: f.start, default=None)
    coming = min((f for f in possible if f.start > day), key=lambda f: f.start, default=None)
    if coming and _is_ahead(coming, past, ref):
        return ref.basis(coming)
    return ref.basis(past) if past else NO_CALENDAR_DAY


def _of_the_years(make: Callable[[int], Interval], year: int) -> Iterator[Interval]:
    for candidate in range(year - 4, year + 2):
        with suppress(ValueError):  # 29 February
            yield make(candidate)


def _is_ahead(coming: Interval, past: Interval | None, ref: Reference) -> bool:
    assert ref.day is not None
    wait = (coming.start - ref.day).days
    if ref.future:
        return wait <= PLANNED_DAYS
    if ref.over:
        return False
    forgotten = past is None or (ref.day - past.end).days >= FORGOTTEN_DAYS
    return ref.published is not None and coming.precision == "day" and forgotten and wait <= ANNOUNCED_DAYS


def _in_year(make: Callable[[int], Interval], words: Words, ref: Reference) -> Reading:
    """The stretch in the year that is written, or said ("last year"), or nearest."""
    if year := words.number("year"):
        return make(year).on("explicit")
    if year := _near_year(words, ref):
        return make(year)
    return _nearest(make, ref)


def _within(words: Words, found: Reading) -> Reading:
    return calendar.third(found, words.edge) if words.edge and isinstance(found, Interval) else found


# -- days written out --------------------------------------------------------------------------------------------------


def _iso(words: Words, ref: Reference) -> Reading:
    year, number, at = (int(x) for x in re.split(r"[./-]", words.get("whole")))
    return calendar.day(date(year, number, at)).on("explicit")


def _numeric(words: Words, ref: Reference) -> Reading:
    """Day and month in figures: the one order that makes a day, else the report's own, else the one not after it."""
    first, second, year = (int(x) for x in re.split(r"[./-]", words.get("whole")))
    if year < 100:
        year = _century(year, ref)
    orders = [(second, first)] if "." in words.get("whole") else [(second, first), (first, second)]
    possible = [date(year, m, d) for m, d in orders if 1 <= m <= 12 and 1 <= d <= calendar.month(year, m).end.day]
    if not possible:
        return NO_CALENDAR_DAY
    if len(set(possible)) == 2 and ref.day_first is not None:
        return calendar.day(possible[0 if ref.day_first else 1]).on("explicit")
    past = {d for d in possible if ref.published is None or d <= ref.published}
    left = past or set(possible)
    return calendar.day(left.pop()).on("explicit") if len(left) == 1 else EITHER_ORDER


def _century(year: int, ref: Reference) -> int:
    """The year of two figures: the latest that does not lie after the year of the report."""
    latest = ref.day.year if ref.day else 2068
    return latest - (latest - year) % 100


def _date(words: Words, ref: Reference) -> Reading:
    number = words.number("day") or words.number("ordinal") or 1
    return _in_year(lambda y: calendar.day(date(y, words.month, number)), words, ref)


def _bare_day(words: Words, ref: Reference) -> Reading:
    """ "On the 14th": the latest such day that does not lie after the report, in a plan the next."""
    if ref.day is None:
        return NO_PUBLICATION
    number = words.number("day") or 1
    months = [calendar.month(ref.day.year, ref.day.month + n) for n in range(-2, 3)]
    days = [m.start.replace(day=number) for m in months if number <= m.end.day]
    wanted = [d for d in days if d >= ref.day] if ref.future else [d for d in reversed(days) if d <= ref.day]
    return ref.basis(calendar.day(wanted[0])) if wanted else NO_CALENDAR_DAY


def _day_range(words: Words, ref: Reference) -> Reading:
    first, last = words.number("day") or 1, words.number("day2") or 1
    if first > last:
        return NO_CALENDAR_DAY
    return _in_year(lambda y: calendar.days(date(y, words.month, first), date(y, words.month, last)), words, ref)


# -- months, seasons, years --------------------------------------------------------------------------------------------


def _month(words: Words, ref: Reference) -> Reading:
    if words.which == "back" and ref.day:
        # "last March" said in March or later in the year is the year before's only if this year's is not over
        return _within(words, _nearest(lambda y: calendar.month(y, words.month), replace(ref, published=_before(ref))))
    if words.which == "ahead" and ref.day:
        year = ref.day.year + (words.month <= ref.day.month)
        return _within(words, calendar.month(year, words.month))
    if words.which == "here" and ref.day:
        return _within(words, calendar.month(ref.day.year, words.month))
    return _within(words, _in_year(lambda y: calendar.month(y, words.month), words, ref))


def _before(ref: Reference) -> date:
    """The last day before the month of the reference."""
    base = ref.day or date.max
    return base.replace(day=1) - timedelta(days=1)


def _season(words: Words, ref: Reference) -> Reading:
    first, last = words.lists.seasons[words.get("season")]
    winter = first > last

    def make(year: int) -> Interval:
        return calendar.months(year - 1, first, last + 12) if winter else calendar.months(year, first, last)

    if words.which == "back" and ref.day:
        found = _nearest(make, ref)
        if isinstance(found, Interval) and found.end >= ref.day:
            found = make(found.end.year - 1)
        return _within(words, found)
    if words.which == "ahead" and ref.day:
        return make(ref.day.year + (make(ref.day.year).start <= ref.day))
    return _within(words, _in_year(make, words, ref))


def _half(words: Words, ref: Reference) -> Reading:
    late = words.get("half") != "first"
    if words.get("month"):
        found = _in_year(lambda y: calendar.month(y, words.month), words, ref)
        return _split(found, late) if isinstance(found, Interval) else found
    unit = words.get("of") or words.get("of_the") or "year"
    if year := words.number("year"):
        return calendar.months(year, 7 if late else 1, 12 if late else 6).on("explicit")
    if ref.day is None:
        return NO_PUBLICATION
    whole = _which_unit(words.which or "here", unit, ref.day)
    if unit == "month":
        return _split(whole, late)
    return calendar.months(whole.start.year, 7 if late else 1, 12 if late else 6)


def _split(whole: Interval, late: bool) -> Interval:
    middle = whole.start + timedelta(days=(whole.end - whole.start).days // 2)
    return calendar.days(middle + timedelta(days=1), whole.end) if late else calendar.days(whole.start, middle)


def _end_of(words: Words, ref: Reference) -> Reading:
    """ "The first week of March", "the last three months of 2016": so much of one end of a month or year."""
    whole = _month(words, ref) if words.get("month") else _whole_year_or_month(words, ref)
    if isinstance(whole, Unknown):
        return whole
    low, high = words.count() or ((1, 1) if not words.is_plural else (1, words.lists.plural_reach.get(words.unit, 1)))
    count = max(low, high)
    if words.unit == "month":
        first = 1 if words.get("end") in ("first", "opening") else 13 - count
        found = calendar.months(whole.start.year, first, first + count - 1)
        found = replace(found, precision="month") if count == 1 else found
    else:
        length = timedelta(days=count * {"week": 7, "fortnight": 14}.get(words.unit, 1) - 1)
        opens = words.get("end") in ("first", "opening")
        found = (
            calendar.piece(whole.start, whole.start + length)
            if opens
            else calendar.piece(whole.end - length, whole.end)
        )
    inside = whole.start <= found.start and found.end <= whole.end
    return found.on(whole.basis) if inside else NO_CALENDAR_DAY


def _whole_year_or_month(words: Words, ref: Reference) -> Reading:
    if year := words.number("year"):
        return calendar.year(year).on("explicit")
    if ref.day is None:
        return NO_PUBLICATION
    return ref.basis(_which_unit(words.which or "here", words.get("of") or words.get("of_the"), ref.day))


def _nth_week(words: Words, ref: Reference) -> Reading:
    """ "The second week of March" runs from the 8th to the 14th; its second weekend is the second Saturday on."""
    whole = _month(words, ref)
    if isinstance(whole, Unknown):
        return whole
    weeks = timedelta(weeks=(words.number("ordinal") or 1) - 1)
    if words.unit == "weekend":
        saturday = whole.start + timedelta(days=(5 - whole.start.weekday()) % 7) + weeks
        found = calendar.weekend(saturday)
    else:
        found = calendar.piece(whole.start + weeks, min(whole.start + weeks + timedelta(days=6), whole.end))
    return found.on(whole.basis) if found.start <= whole.end else NO_CALENDAR_DAY


def _quarter(words: Words, ref: Reference) -> Reading:
    first = 3 * words.lists.ordinals[words.get("ordinal")] - 2
    if first > 10:
        return NO_CALENDAR_DAY
    if words.which in ("back", "ahead") and ref.day:
        year = ref.day.year + (-1 if words.which == "back" else 1)
        return calendar.months(year, first, first + 2)
    return _in_year(lambda y: calendar.months(y, first, first + 2), words, ref)


def _year(words: Words, ref: Reference) -> Reading:
    return _within(words, calendar.year(words.number("year") or 1).on("explicit"))


def _spelled_year(words: Words, ref: Reference) -> Reading:
    """ "Nineteen eighty-two", "the year two thousand and four"."""
    parts = [words.lists.counts[words.get(name)][0] for name in ("tens", "ones", "more") if words.get(name)]
    return calendar.year((1900 if words.get("century") else 2000) + sum(parts)).on("explicit")


def _decade(words: Words, ref: Reference) -> Reading:
    if words.get("tens"):
        return _within(words, calendar.decade(words.lists.decades[words.get("tens")]).on("explicit"))
    if words.get("short"):
        return _within(words, calendar.decade(1900 + (words.number("short") or 0)).on("explicit"))
    return _within(words, calendar.decade(words.number("decade") or 1).on("explicit"))


# -- counted from the report -------------------------------------------------------------------------------------------


def _weekday(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    number = words.lists.weekdays[words.get("weekday")]
    if words.get("which_after"):
        monday = _which_unit(words.which, "week", ref.day).start
        return ref.basis(calendar.day(monday + timedelta(days=number)))
    back = (ref.day.weekday() - number) % 7
    if words.get("before_last") or words.get("number"):
        weeks = (words.count() or (1, 1))[0]
        return ref.basis(calendar.day(ref.day - timedelta(days=(back or 7) + 7 * weeks)))
    if words.which == "back" and back == 0:
        back = 7
    if words.which == "ahead" or (ref.future and back and words.which != "back"):
        back -= 7
    return ref.basis(calendar.day(ref.day - timedelta(days=back)))


_OFFSETS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "the night before last": -2,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _word_day(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    if words.get("word") == "overnight":
        return ref.basis(calendar.days(ref.day - timedelta(days=1), ref.day))
    return ref.basis(calendar.day(ref.day + timedelta(days=_OFFSETS.get(words.get("word"), 0))))


def _into_day(words: Words, ref: Reference) -> Reading:
    """ "Overnight into Friday": the night before the Friday, both its days."""
    last = _weekday(words, ref)
    return last if isinstance(last, Unknown) else replace(last, start=last.end - timedelta(days=1), precision="days")


def _weekend(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    begun = calendar.weekend(ref.day)
    if words.which in ("here", "ahead"):
        later = 7 if words.which == "ahead" and ref.day.weekday() >= 5 else 0
        past = words.which == "here" and ref.day.weekday() < 3 and not ref.future
        return ref.basis(calendar.weekend(ref.day + timedelta(days=later - 7 * past)))
    if begun.start > ref.day or words.which == "back":
        begun = calendar.weekend(ref.day - timedelta(days=7))
    return ref.basis(begun)


def _which_unit(which: str, unit: str, base: date) -> Interval:
    steps = {"back": -1, "here": 0, "ahead": 1}[which or "here"]
    return calendar.around(calendar.shift(base, steps, unit), unit)


def _unit(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    if words.get("before_last"):
        return ref.basis(calendar.around(calendar.shift(ref.day, -2, words.unit), words.unit))
    if words.unit in ("hour", "day"):
        return _few_days(words, ref)
    if words.get("which") in ("past", "this past"):
        return ref.basis(calendar.stretch(calendar.shift(ref.day, -1, words.unit), ref.day))
    found = _which_unit(words.which, words.unit, ref.day)
    if words.edge in ("passed", "rest"):
        return ref.basis(_side_of(found, ref.day, words.edge))
    return ref.basis(calendar.third(found, words.edge) if words.edge else found)


def _few_days(words: Words, ref: Reference) -> Reading:
    """ "This day" is the report's; "the coming days" and "the past days" reach some days from it."""
    assert ref.day is not None
    if words.which == "here":
        return ref.basis(calendar.day(ref.day))
    if not words.is_plural:
        return OPEN
    return _past(words, ref) if words.which == "back" else _ahead(words, ref)


def _side_of(whole: Interval, today: date, edge: str) -> Interval:
    """ "Earlier this week" up to the report, "later this week" from it; a unit that is over stays whole."""
    if not whole.start <= today <= whole.end:
        return whole
    return replace(whole, end=today) if edge == "passed" else replace(whole, start=today)


def _reach(words: Words) -> tuple[int, int]:
    recent = words.get("reach") in ("recent", "latest")
    table = words.lists.recent_reach if recent else words.lists.plural_reach
    singular = table.get(words.unit, 1) if words.is_plural else 1
    return words.count() or (singular, singular)


def _past(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    back = calendar.shift(ref.day, -_reach(words)[1], words.unit)
    precise = words.unit in ("hour", "day")
    return ref.basis(calendar.days(back, ref.day) if precise else calendar.stretch(back, ref.day))


def _ahead(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    last = calendar.shift(ref.day, _reach(words)[1], words.unit)
    precise = words.unit in ("hour", "day")
    return ref.basis(calendar.days(ref.day, last) if precise else calendar.stretch(ref.day, last))


def _ago(words: Words, ref: Reference) -> Reading:
    if ref.day is None:
        return NO_PUBLICATION
    low, high = words.count() or (2, words.lists.plural_reach.get(words.unit, 2))
    return ref.basis(_moved(ref.day, -high, -low, words.unit))


def _ago_within(words: Words, ref: Reference) -> Reading:
    """ "Two years ago this week": the week, two years back, of the report's day."""
    if ref.day is None:
        return NO_PUBLICATION
    count = (words.count() or (1, 1))[0]
    return ref.basis(calendar.around(calendar.shift(ref.day, -count, words.unit), words.get("of")))


def _moved(base: date, far: int, near: int, unit: str) -> Interval:
    """The calendar unit so many units away, or from one to the other where the number was vague."""
    first = calendar.around(calendar.shift(base, min(far, near), unit), unit)
    last = calendar.around(calendar.shift(base, max(far, near), unit), unit)
    return first if first == last else calendar.stretch(first.start, last.end)


def _within_days(words: Words, ref: Reference) -> Reading:
    """ "In two days" of what has happened: the days up to the report."""
    if ref.day is None:
        return NO_PUBLICATION
    count = words.count()
    if ref.future or count is None:
        return OPEN
    length = max(1, count[1] // 24) if words.unit == "hour" else max(1, count[1] - 1)
    return ref.basis(calendar.days(ref.day - timedelta(days=length), ref.day))


# -- counted from another day in the text ------------------------------------------------------------------------------


def _offset(words: Words, ref: Reference) -> Reading:
    later = words.get("turn").split()[0] in ("later", "after", "afterward", "afterwards", "thereafter")
    unit = "hour" if words.unit == "minutes" else words.unit
    anchor = ref.anchor_of(unit)
    if unit in ("month", "year", "decade") and not later and anchor is None and ref.published:
        return _ago(words, ref)  # "a year earlier" without another date counts from the report
    if anchor is None:
        return NO_ANCHOR
    low, high = words.count() or (1, words.lists.plural_reach.get(unit, 2) - (unit == "hour"))
    sign = 1 if later else -1
    found = _moved(anchor, sign * low, sign * high, unit)
    return found.on("document")


def _anchored(words: Words, ref: Reference) -> Reading:
    said = words.get("anchor")
    if words.get("weekday"):
        return _anchored_weekday(words, ref.anchor) if ref.anchor else NO_ANCHOR
    last = said.split()[-1]
    turn = words.lists.anchors.get(said) or (last if last in ("before", "after") else "same")
    unit = words.unit or (said.split()[1] if last in ("before", "after") else "day")
    anchor = ref.anchor_of(unit)
    if anchor is None:
        return NO_ANCHOR
    steps = {"same": 0, "before": -1, "after": 1}[turn]
    found = calendar.around(calendar.shift(anchor, steps, unit), unit).on("document")
    return _side_of(found, anchor, words.edge) if words.edge in ("passed", "rest") else _within(words, found)


def _anchored_weekday(words: Words, anchor: date) -> Interval:
    """ "The following Friday" after the day in the text, "the previous Friday" before it."""
    ahead = (words.lists.weekdays[words.get("weekday")] - anchor.weekday()) % 7
    steps = {"same": ahead and ahead - 7, "after": ahead or 7, "before": ahead - 7}[
        words.lists.anchors[words.get("anchor")]
    ]
    return calendar.day(anchor + timedelta(days=steps)).on("document")


def _this_day(words: Words, ref: Reference) -> Reading:
    """ "For a second day", "during the night": the day that the text speaks of, else the report's."""
    if ref.anchor is not None:
        return calendar.day(ref.anchor).on("document")
    return calendar.day(ref.published) if ref.published else NO_PUBLICATION


# -- feasts, stretches -------------------------------------------------------------------------------------------------


def _feast(words: Words, ref: Reference) -> Reading:
    day_of = words.lists.feasts.get(words.get("fixed_feast"))
    if day_of is None or words.get("ordinal"):
        return MOVING_FEAST
    return _nearest(lambda y: calendar.days(date(y, *day_of[:2]), date(y, *day_of[-2:])), ref)


def _hijri(words: Words, ref: Reference) -> Reading:
    return HIJRI


def _between(words: Words, ref: Reference) -> Reading:
    last = read(words.get("second").title(), ref, words.lists) or NO_CALENDAR_DAY
    if isinstance(last, Unknown):
        return last
    # the first is read against the second: "between March and May 2013"
    first = read(words.get("first").title(), Reference(last.end, ref.anchor), words.lists) or NO_CALENDAR_DAY
    if isinstance(first, Unknown) or first.start > last.end:
        return first if isinstance(first, Unknown) else NO_CALENDAR_DAY
    short = (last.end - first.start).days < 7
    found = calendar.days(first.start, last.end) if short else calendar.stretch(first.start, last.end)
    return found.on(last.basis)


def _since_event(words: Words, ref: Reference) -> Reading:
    """ "Since the war began in 2011": from the start of that day, month or year to the report."""
    begun = read(words.get("second").title(), ref, words.lists)
    return _bounded("since", begun or NO_CALENDAR_DAY, ref)


RULES: Mapping[str, Rule] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "bare_day": _bare_day,
    "day_range": _day_range,
    "month": _month,
    "season": _season,
    "end_of": _end_of,
    "nth_week": _nth_week,
    "half": _half,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "spelled_year": _spelled_year,
    "weekday": _weekday,
    "into_day": _into_day,
    "word_day": _word_day,
    "weekend": _weekend,
    "unit": _unit,
    "past": _past,
    "ahead": _ahead,
    "ago": _ago,
    "ago_within": _ago_within,
    "within": _within_days,
    "offset": _offset,
    "anchored": _anchored,
    "day_part": _this_day,
    "nth_day": _this_day,
    "feast_day": _feast,
    "hijri": _hijri,
    "between": _between,
    "since_event": _since_event,
}


def _bounded(lead: str, found: Reading, ref: Reference) -> Reading:
    """ "Since" runs on to the report."""
    if lead != "since" or isinstance(found, Unknown):
        return found
    last = ref.day
    return found.until(last) if last else Unknown("open-ended, and the report's own date is not known")


def read(expression: str, ref: Reference, lists: TimeWords | None = None) -> Reading | None:
    """Return the days that the first fitting form gives, Unknown with the reason, or None when no form fits."""
    lists = lists or packaged_time_words()
    for form in lists.forms:
        match = form.pattern.fullmatch(expression.strip())
        if match is None:
            continue
        words = Words(match.groupdict(), lists)
        try:
            return _bounded(lists.leads.get(words.get("lead"), ""), RULES[form.name](words, ref), ref)
        except (ValueError, OverflowError):
            return NO_CALENDAR_DAY
    return None
