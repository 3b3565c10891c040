"""Time expressions and the days they stand for; which of a sentence's times is the event's.

The report of the tables was published on Wednesday 6 January 2021.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked import document
from sayso.claims import calendar
from sayso.claims.date_context import DateContext, date_context
from sayso.claims.date_rules import RULES
from sayso.claims.dates import Unknown, choose_time, resolve, resolve_all, statement_time, times_ahead
from sayso.claims.event_time import times_over
from sayso.claims.local_day import local_day
from sayso.schema import DateSpan, Mention, Sentence, Token
from sayso.schema.time_words import packaged_time_words

WEDNESDAY = date(2021, 1, 6)

AGAINST_THE_REPORT = [
    # days named by the calendar
    ("On December 21", "2020-12-21", "2020-12-21", "day", "relative"),
    ("Dec. 4", "2020-12-04", "2020-12-04", "day", "relative"),
    ("5 October", "2020-10-05", "2020-10-05", "day", "relative"),
    ("the 5th of October", "2020-10-05", "2020-10-05", "day", "relative"),
    ("2 Jan", "2021-01-02", "2021-01-02", "day", "relative"),
    ("December 29, 2020", "2020-12-29", "2020-12-29", "day", "explicit"),
    ("on 31st of October 2019", "2019-10-31", "2019-10-31", "day", "explicit"),
    ("Sun 16 Apr 2017", "2017-04-16", "2017-04-16", "day", "explicit"),
    ("Thursday, 31 December", "2020-12-31", "2020-12-31", "day", "relative"),
    ("at dawn on 3 January", "2021-01-03", "2021-01-03", "day", "relative"),
    ("the night of December 31", "2020-12-31", "2020-12-31", "day", "relative"),
    ("February 29", "2020-02-29", "2020-02-29", "day", "relative"),
    ("7 March last year", "2020-03-07", "2020-03-07", "day", "relative"),
    ("2016-12-03", "2016-12-03", "2016-12-03", "day", "explicit"),
    ("03.12.2016", "2016-12-03", "2016-12-03", "day", "explicit"),
    ("12/25/2020", "2020-12-25", "2020-12-25", "day", "explicit"),
    ("25/12/2020", "2020-12-25", "2020-12-25", "day", "explicit"),
    ("Nov. 26-27", "2020-11-26", "2020-11-27", "days", "relative"),
    ("26 to 27 November 2019", "2019-11-26", "2019-11-27", "days", "explicit"),
    ("between 3 and 5 May", "2020-05-03", "2020-05-05", "days", "relative"),
    # weekdays
    ("on Sunday", "2021-01-03", "2021-01-03", "day", "relative"),
    ("Saturdays", "2021-01-02", "2021-01-02", "day", "relative"),
    ("Saturday's", "2021-01-02", "2021-01-02", "day", "relative"),
    ("on Wednesday", "2021-01-06", "2021-01-06", "day", "relative"),
    ("Wednesday night", "2021-01-06", "2021-01-06", "day", "relative"),
    ("late Friday", "2021-01-01", "2021-01-01", "day", "relative"),
    ("early on Monday", "2021-01-04", "2021-01-04", "day", "relative"),
    ("dawn on Monday", "2021-01-04", "2021-01-04", "day", "relative"),
    ("the early hours of Friday", "2021-01-01", "2021-01-01", "day", "relative"),
    ("10 p.m. Tuesday", "2021-01-05", "2021-01-05", "day", "relative"),
    ("last Wednesday", "2020-12-30", "2020-12-30", "day", "relative"),
    ("next Friday", "2021-01-08", "2021-01-08", "day", "relative"),
    ("on Friday last week", "2021-01-01", "2021-01-01", "day", "relative"),
    ("Friday and Saturday", "2021-01-01", "2021-01-02", "days", "relative"),
    ("Thursday into Friday", "2020-12-31", "2021-01-01", "days", "relative"),
    ("from Friday to Sunday", "2021-01-01", "2021-01-03", "days", "relative"),
    ("the weekend", "2021-01-02", "2021-01-03", "days", "relative"),
    ("last weekend", "2021-01-02", "2021-01-03", "days", "relative"),
    # words for days
    ("today", "2021-01-06", "2021-01-06", "day", "relative"),
    ("earlier today", "2021-01-06", "2021-01-06", "day", "relative"),
    ("yesterday", "2021-01-05", "2021-01-05", "day", "relative"),
    ("yesterday evening", "2021-01-05", "2021-01-05", "day", "relative"),
    ("the day before yesterday", "2021-01-04", "2021-01-04", "day", "relative"),
    ("last night", "2021-01-05", "2021-01-05", "day", "relative"),
    ("overnight", "2021-01-05", "2021-01-06", "days", "relative"),
    ("tomorrow", "2021-01-07", "2021-01-07", "day", "relative"),
    ("two days ago", "2021-01-04", "2021-01-04", "day", "relative"),
    ("about two weeks ago", "2020-12-21", "2020-12-27", "week", "relative"),
    ("three months ago", "2020-10-01", "2020-10-31", "month", "relative"),
    ("three years ago", "2018-01-01", "2018-12-31", "year", "relative"),
    ("several weeks ago", "2020-11-16", "2020-12-20", "range", "relative"),
    # weeks, months, years by their place
    ("last week", "2020-12-28", "2021-01-03", "week", "relative"),
    ("this week", "2021-01-04", "2021-01-10", "week", "relative"),
    ("earlier this week", "2021-01-04", "2021-01-06", "week", "relative"),
    ("later this week", "2021-01-06", "2021-01-10", "week", "relative"),
    ("last month", "2020-12-01", "2020-12-31", "month", "relative"),
    ("this month", "2021-01-01", "2021-01-31", "month", "relative"),
    ("last year", "2020-01-01", "2020-12-31", "year", "relative"),
    ("earlier this year", "2021-01-01", "2021-01-06", "year", "relative"),
    # months and longer
    ("in May", "2020-05-01", "2020-05-31", "month", "relative"),
    ("in January", "2021-01-01", "2021-01-31", "month", "relative"),
    ("last March", "2020-03-01", "2020-03-31", "month", "relative"),
    ("in March 2011", "2011-03-01", "2011-03-31", "month", "explicit"),
    ("August 2013", "2013-08-01", "2013-08-31", "month", "explicit"),
    ("late September", "2020-09-21", "2020-09-30", "days", "relative"),
    ("mid-June", "2020-06-11", "2020-06-20", "days", "relative"),
    ("in early 2015", "2015-01-01", "2015-05-01", "range", "explicit"),
    ("at the end of March", "2020-03-21", "2020-03-31", "days", "relative"),
    ("in 2012", "2012-01-01", "2012-12-31", "year", "explicit"),
    ("the second half of 2020", "2020-07-01", "2020-12-31", "season", "explicit"),
    ("first quarter of 2020", "2020-01-01", "2020-03-31", "season", "explicit"),
    ("in the summer of 2014", "2014-06-01", "2014-08-31", "season", "explicit"),
    ("winter 2015", "2014-12-01", "2015-02-28", "season", "explicit"),
    ("last summer", "2020-06-01", "2020-08-31", "season", "relative"),
    ("the 1990s", "1990-01-01", "1999-12-31", "range", "explicit"),
    ("between March and May 2013", "2013-03-01", "2013-05-31", "range", "explicit"),
    # stretches up to the report
    ("since March", "2020-03-01", "2021-01-06", "range", "relative"),
    ("since 2011", "2011-01-01", "2021-01-06", "range", "explicit"),
    ("since late on Friday", "2021-01-01", "2021-01-06", "range", "relative"),
    ("since yesterday", "2021-01-05", "2021-01-06", "range", "relative"),
    ("since the beginning of the year", "2021-01-01", "2021-01-06", "range", "relative"),
    ("since the uprising began in March 2011", "2011-03-01", "2021-01-06", "range", "explicit"),
    ("over the past few days", "2021-01-01", "2021-01-06", "days", "relative"),
    ("over the past weeks", "2020-12-09", "2021-01-06", "range", "relative"),
    ("in the last two months", "2020-11-06", "2021-01-06", "range", "relative"),
    ("in the past 24 hours", "2021-01-05", "2021-01-06", "days", "relative"),
    ("in two days", "2021-01-05", "2021-01-06", "days", "relative"),
    ("within 48 hours", "2021-01-04", "2021-01-06", "days", "relative"),
    ("Christmas Eve", "2020-12-24", "2020-12-24", "day", "relative"),
    # what the own rules do not know is left to dateparser
    ("2019 December 5", "2019-12-05", "2019-12-05", "day", "explicit"),
]


@pytest.mark.parametrize(("words", "start", "end", "precision", "basis"), AGAINST_THE_REPORT)
def test_read_against_the_report(words: str, start: str, end: str, precision: str, basis: str) -> None:
    found = resolve(words, published=WEDNESDAY)
    assert isinstance(found, DateSpan), found
    assert (found.start, found.end, found.precision, found.basis) == (start, end, precision, basis)
    assert found.text == words


# anchored to Tuesday 15 December 2020
AGAINST_THE_TEXT = [
    ("the same day", "2020-12-15", "2020-12-15"),
    ("same night", "2020-12-15", "2020-12-15"),
    ("very same morning", "2020-12-15", "2020-12-15"),
    ("on the following day", "2020-12-16", "2020-12-16"),
    ("the next day", "2020-12-16", "2020-12-16"),
    ("the day before", "2020-12-14", "2020-12-14"),
    ("two days earlier", "2020-12-13", "2020-12-13"),
    ("a day after", "2020-12-16", "2020-12-16"),
    ("hours later", "2020-12-15", "2020-12-15"),
    ("a week later", "2020-12-21", "2020-12-27"),
    ("that month", "2020-12-01", "2020-12-31"),
    ("the following Friday", "2020-12-18", "2020-12-18"),
    ("the previous Friday", "2020-12-11", "2020-12-11"),
    ("for the second day", "2020-12-15", "2020-12-15"),
    ("in the afternoon", "2020-12-15", "2020-12-15"),
]


@pytest.mark.parametrize(("words", "start", "end"), AGAINST_THE_TEXT)
def test_read_against_another_day_in_the_text(words: str, start: str, end: str) -> None:
    found = resolve(words, published=WEDNESDAY, anchor=date(2020, 12, 15))
    assert isinstance(found, DateSpan), found
    assert (found.start, found.end, found.basis) == (start, end, "document")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("the first day of Ramadan", "Hijri calendar"),
        ("Good Friday", "calendar whose days move"),
        ("two days earlier", "another day"),
        ("the same day", "another day"),
        ("February 30", "no such day"),
        ("3/12/2020", "day and month"),
        ("a while back", "no form"),
        ("", "no form"),
    ],
)
def test_what_cannot_be_told_says_why(words: str, reason: str) -> None:
    found = resolve(words, published=WEDNESDAY)
    assert isinstance(found, Unknown)
    assert reason in found.reason


@pytest.mark.parametrize(
    "words", ["on Sunday", "yesterday", "last month", "5 October", "in May", "overnight", "since March"]
)
def test_without_a_publication_date_a_relative_expression_is_unknown(words: str) -> None:
    found = resolve(words, published=None)
    assert isinstance(found, Unknown)
    assert "own date" in found.reason


def test_without_a_publication_date_a_full_date_is_known_and_an_undated_one_leans_on_the_text() -> None:
    full = resolve("4 December 2020", published=None)
    undated = resolve("6 December", published=None, anchor=date(2020, 12, 20))
    assert isinstance(full, DateSpan)
    assert isinstance(undated, DateSpan)
    assert (full.start, full.basis) == ("2020-12-04", "explicit")
    assert (undated.start, undated.basis) == ("2020-12-06", "document")


@pytest.mark.parametrize(
    ("words", "past", "planned"),
    [
        ("on Friday", "2021-01-01", "2021-01-08"),
        ("on Wednesday", "2021-01-06", "2021-01-06"),
        ("20 March", "2020-03-20", "2021-03-20"),
        ("last Friday", "2021-01-01", "2021-01-01"),
    ],
)
def test_a_plan_lies_ahead(words: str, past: str, planned: str) -> None:
    said, meant = resolve(words, published=WEDNESDAY), resolve(words, published=WEDNESDAY, future=True)
    assert isinstance(said, DateSpan)
    assert isinstance(meant, DateSpan)
    assert (said.start, meant.start) == (past, planned)


def test_a_day_a_few_days_ahead_is_not_taken_for_one_almost_a_year_ago() -> None:
    near, far = resolve("14 January", published=WEDNESDAY), resolve("20 March", published=WEDNESDAY)
    assert isinstance(near, DateSpan)
    assert isinstance(far, DateSpan)
    assert (near.start, far.start) == ("2021-01-14", "2020-03-20")


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 12, 31))


@given(DAYS, st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_a_weekday_is_the_last_such_day_on_or_before_the_report(published: date, weekday: str) -> None:
    found = resolve(f"on {weekday}", published=published)
    assert isinstance(found, DateSpan)
    day = date.fromisoformat(found.start)
    assert day.strftime("%A") == weekday
    assert timedelta(0) <= published - day < timedelta(7)


@given(DAYS, DAYS)
def test_an_undated_day_keeps_its_day_and_month(published: date, meant: date) -> None:
    found = resolve(f"{meant:%B} {meant.day}", published=published)
    assert isinstance(found, DateSpan)
    day = date.fromisoformat(found.start)
    assert (day.month, day.day) == (meant.month, meant.day)
    assert (day - published).days <= 60


@given(DAYS)
def test_a_written_date_does_not_depend_on_the_report(meant: date) -> None:
    for words in (meant.isoformat(), f"{meant:%B} {meant.day}, {meant.year}", f"{meant.day} {meant:%b} {meant.year}"):
        found = resolve(words, published=WEDNESDAY)
        assert isinstance(found, DateSpan)
        assert (found.start, found.end, found.basis) == (meant.isoformat(), meant.isoformat(), "explicit")


@given(st.text(max_size=40), st.none() | DAYS)
def test_any_words_give_days_in_order_or_a_reason(words: str, published: date | None) -> None:
    found = resolve(words, published=published)
    if isinstance(found, DateSpan):
        assert date.fromisoformat(found.start) <= date.fromisoformat(found.end)
    else:
        assert found.reason


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year", "decade"]))
def test_a_calendar_unit_holds_the_day(day: date, unit: str) -> None:
    whole = calendar.around(day, unit)
    assert whole.start <= day <= whole.end


def test_every_form_has_a_rule() -> None:
    assert {form.name for form in packaged_time_words().forms} == set(RULES)


# -- which time is the event's -----------------------------------------------------------------------------------------


def parsed(*rows: tuple[str, str, str, int]) -> Sentence:
    """A sentence from rows of (word, part of speech, relation, index of the head)."""
    tokens: list[Token] = []
    at = 0
    for word, pos, dep, head in rows:
        tokens.append(Token(at, at + len(word), word, LEMMAS.get(word, word.lower()), pos, "", dep, head))
        at += len(word) + 1
    return Sentence(0, at - 1, tuple(tokens))


LEMMAS = {"said": "say", "killed": "kill", "died": "die", "Talks": "talk", "planned": "plan"}


def time_at(sentence: Sentence, first: int, last: int, rule: str = "weekday") -> Mention:
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    words = " ".join(t.text for t in sentence.tokens[first : last + 1])
    return Mention("time", start, end, words, "", 0, last, rule)


def cue_at(sentence: Sentence, n: int) -> tuple[int, int]:
    return sentence.tokens[n].start, sentence.tokens[n].end


# "Twelve died on Friday , the monitor said on Sunday"
TWO_TIMES = parsed(
    ("Twelve", "NUM", "nsubj", 1),
    ("died", "VERB", "ccomp", 7),
    ("on", "ADP", "prep", 1),
    ("Friday", "PROPN", "pobj", 2),
    (",", "PUNCT", "punct", 7),
    ("the", "DET", "det", 6),
    ("monitor", "NOUN", "nsubj", 7),
    ("said", "VERB", "ROOT", 7),
    ("on", "ADP", "prep", 7),
    ("Sunday", "PROPN", "pobj", 8),
)


def test_the_day_of_the_event_is_told_from_the_day_of_the_statement() -> None:
    times = [time_at(TWO_TIMES, 2, 3), time_at(TWO_TIMES, 8, 9)]
    asked = {"sentence": TWO_TIMES, "trigger_head": 1, "cues": [cue_at(TWO_TIMES, 7)]}
    assert choose_time(times, **asked) == times[0]  # type: ignore[arg-type]
    assert statement_time(times, **asked) == times[1]  # type: ignore[arg-type]


def test_a_day_after_the_reporting_verb_alone_is_no_day_of_the_event() -> None:
    times = [time_at(TWO_TIMES, 8, 9)]
    assert choose_time(times, sentence=TWO_TIMES, trigger_head=1, cues=[cue_at(TWO_TIMES, 7)]) is None
    assert statement_time(times, sentence=TWO_TIMES, trigger_head=1, cues=[cue_at(TWO_TIMES, 7)]) == times[0]


def test_without_a_reporting_verb_the_nearest_day_is_taken() -> None:
    times = [time_at(TWO_TIMES, 2, 3), time_at(TWO_TIMES, 8, 9)]
    assert choose_time(times, sentence=TWO_TIMES, trigger_head=1, cues=[]) == times[0]


# "The army said Tuesdays raid killed four"
POSSESSIVE = parsed(
    ("The", "DET", "det", 1),
    ("army", "NOUN", "nsubj", 2),
    ("said", "VERB", "ROOT", 2),
    ("Tuesdays", "PROPN", "compound", 4),
    ("raid", "NOUN", "nsubj", 5),
    ("killed", "VERB", "ccomp", 2),
    ("four", "NUM", "dobj", 5),
)


def test_a_day_that_names_the_event_is_the_events_though_it_follows_said() -> None:
    times = [time_at(POSSESSIVE, 3, 3)]
    assert choose_time(times, sentence=POSSESSIVE, trigger_head=4, cues=[cue_at(POSSESSIVE, 2)]) == times[0]
    assert statement_time(times, sentence=POSSESSIVE, trigger_head=4, cues=[cue_at(POSSESSIVE, 2)]) is None


def test_a_day_counted_from_another_event_dates_nothing() -> None:
    times = [time_at(TWO_TIMES, 2, 3, rule="offset_event")]
    assert choose_time(times, sentence=TWO_TIMES, trigger_head=1, cues=[]) is None
    assert isinstance(resolve_all(times, published=WEDNESDAY)[0], Unknown)


# "Talks will resume on Friday" and its twin "Talks resumed on Friday"
PLANNED = parsed(
    ("Talks", "NOUN", "nsubj", 2),
    ("will", "AUX", "aux", 2),
    ("resume", "VERB", "ROOT", 2),
    ("on", "ADP", "prep", 2),
    ("Friday", "PROPN", "pobj", 3),
)
HELD = parsed(
    ("Talks", "NOUN", "nsubj", 1),
    ("resumed", "VERB", "ROOT", 1),
    ("on", "ADP", "prep", 1),
    ("Friday", "PROPN", "pobj", 2),
)


def test_a_time_under_will_lies_ahead() -> None:
    planned, held = time_at(PLANNED, 3, 4), time_at(HELD, 2, 3)
    assert times_ahead([planned], [PLANNED]) == {planned.start}
    assert times_ahead([held], [HELD]) == frozenset()
    (found,) = resolve_all([planned], published=WEDNESDAY, future=times_ahead([planned], [PLANNED]))
    assert isinstance(found, DateSpan)
    assert found.start == "2021-01-08"


def test_each_time_leans_on_the_last_day_before_it() -> None:
    words = ["on 4 December", "the following day", "two days later", "last month"]
    times = [Mention("time", 10 * n, 10 * n + 5, w, "", 0, 0, "") for n, w in enumerate(words)]
    found = resolve_all(times, published=WEDNESDAY)
    assert [f.start for f in found if isinstance(f, DateSpan)] == [
        "2020-12-04",
        "2020-12-05",
        "2020-12-07",
        "2020-12-01",
    ]


def test_a_day_in_the_past_tense_is_not_looked_for_ahead() -> None:
    held = Mention("time", 0, 11, "on 20 March", "", 0, 0, "")
    (open_, over) = (
        resolve_all([held], published=date(2021, 2, 10), over=starts)[0] for starts in (frozenset(), frozenset({0}))
    )
    assert isinstance(open_, DateSpan)
    assert isinstance(over, DateSpan)
    assert (open_.start, over.start) == ("2021-03-20", "2020-03-20")
    assert times_over([time_at(HELD, 2, 3)], [HELD]) == frozenset()  # no tense is known here


def test_the_same_month_is_that_of_the_month_named_last() -> None:
    words = ["in May 2019", "the following month", "on 3 February 2020", "that year", "the same month"]
    times = [Mention("time", 30 * n, 30 * n + 20, w, "", 0, 0, "") for n, w in enumerate(words)]
    found = resolve_all(times, published=WEDNESDAY)
    assert [(f.start, f.basis) for f in found if isinstance(f, DateSpan)] == [
        ("2019-05-01", "explicit"),
        ("2019-06-01", "document"),
        ("2020-02-03", "explicit"),
        ("2020-01-01", "document"),
        ("2020-02-01", "document"),
    ]


# -- what holds for every expression -----------------------------------------------------------------------------------

FORMS = st.sampled_from(
    [
        *(words for words, *_ in AGAINST_THE_REPORT),
        *(words for words, *_ in AGAINST_THE_TEXT),
        "the first week of March",
        "the last three days of May",
        "overnight into Friday",
        "the Friday before last",
        "two weeks ago on Sunday",
        "23:00 GMT on Friday",
        "in the coming days",
        "5/6/2016",
        "Nowruz",
    ]
)
MOVED_BY_DAYS = st.sampled_from(
    ["yesterday", "overnight", "three days ago", "in the past 24 hours", "tomorrow", "today"]
)
WIDTHS = {"day": (1, 1), "days": (2, 31), "week": (1, 7), "month": (1, 31), "season": (59, 184), "year": (1, 366)}


@given(FORMS, DAYS, st.none() | DAYS)
def test_precision_fits_the_width_of_the_interval(words: str, published: date, anchor: date | None) -> None:
    found = resolve(words, published=published, anchor=anchor)
    if isinstance(found, DateSpan):
        first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
        least, most = WIDTHS.get(found.precision, (1, 100_000))
        assert least <= (last - first).days + 1 <= most


@given(MOVED_BY_DAYS, DAYS, st.integers(-400, 400))
def test_words_counted_in_days_move_with_the_report_day_by_day(words: str, published: date, by: int) -> None:
    one, other = resolve(words, published=published), resolve(words, published=published + timedelta(days=by))
    assert isinstance(one, DateSpan)
    assert isinstance(other, DateSpan)
    for end in ("start", "end"):
        moved = date.fromisoformat(getattr(other, end)) - date.fromisoformat(getattr(one, end))
        assert moved == timedelta(days=by)


@given(st.sampled_from(["on Friday", "last Monday", "the weekend", "last week", "the Friday before last"]), DAYS)
def test_words_counted_in_weeks_move_with_the_report_week_by_week(words: str, published: date) -> None:
    one, other = resolve(words, published=published), resolve(words, published=published + timedelta(weeks=1))
    assert isinstance(one, DateSpan)
    assert isinstance(other, DateSpan)
    assert date.fromisoformat(other.start) - date.fromisoformat(one.start) == timedelta(weeks=1)


@given(FORMS, DAYS, DAYS)
def test_what_the_text_anchors_does_not_hang_on_the_report(words: str, one: date, other: date) -> None:
    anchor = date(2020, 12, 15)
    found = [resolve(words, published=published, anchor=anchor) for published in (one, other)]
    if all(isinstance(f, DateSpan) and f.basis == "document" for f in found):
        assert found[0] == found[1]


@given(st.lists(FORMS | st.text(max_size=20), max_size=6), st.none() | DAYS)
def test_any_row_of_times_is_read(words: list[str], published: date | None) -> None:
    times = [Mention("time", 200 * n, 200 * n + len(w), w, "", n, 0, "") for n, w in enumerate(words)]
    found = resolve_all(times, published=published, around=DateContext(dateline=250))
    assert len(found) == len(times)


# -- what the report around tells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "publisher", "day_first"),
    [
        ("On 5/6/2016.", None, None),
        ("On 5/6/2016.", "AP", False),
        ("On 5/6/2016.", "Reuters", True),
        ("On 23/6/2016 and 5/6/2016.", "AP", True),
        ("On 6-23-16.", None, False),
        ("On 23/6/2016 and 6/23/2016.", "AP", None),
        ("Version 1/2/3, 40/50/2016.", None, None),
    ],
)
def test_the_order_of_figures(text: str, publisher: str | None, day_first: bool | None) -> None:
    assert date_context(document(text, publisher=publisher)).day_first is day_first


@pytest.mark.parametrize(
    ("words", "hours", "start", "end"),
    [
        ("23:00 GMT on Friday", (1.5, 4.5), "2021-01-02", "2021-01-02"),
        ("2300 GMT on Friday", (0.0, 0.5), "2021-01-01", "2021-01-01"),
        ("11 p.m. GMT on Friday", (-5.0, 8.0), "2021-01-01", "2021-01-02"),
        ("2 a.m. UTC on Friday", (-6.0, -4.0), "2020-12-31", "2020-12-31"),
        ("9 p.m. EST on Friday", (1.5, 4.5), "2021-01-02", "2021-01-02"),
        ("12 a.m. GMT on Friday", (-1.0, 2.0), "2020-12-31", "2021-01-01"),
        ("23:00 local time on Friday", (1.5, 4.5), "2021-01-01", "2021-01-01"),
        ("Friday", (1.5, 4.5), "2021-01-01", "2021-01-01"),
        ("2021-01-01T22:15:00Z", (3.0, 3.0), "2021-01-02", "2021-01-02"),
    ],
)
def test_a_time_in_a_zone_falls_on_the_day_of_the_place(
    words: str, hours: tuple[float, float], start: str, end: str
) -> None:
    friday = calendar.day(date(2021, 1, 1))
    found = local_day(friday, words, hours)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
