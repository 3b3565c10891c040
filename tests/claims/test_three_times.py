"""The day of the event, the day on which its source spoke, and the day of the report: three things, kept apart.

text | the event's days | the days of the statement, "-": the text does not tell. Reports are of Wednesday, 14 June 2017.
"""

# ruff: noqa: E501 - a report stands on one line

from __future__ import annotations

import pytest

from marked import document
from sayso.pipeline import read_document
from sayso.schema import DateSpan

pytestmark = pytest.mark.model

REPORT_DAY = "2017-06-14"

ROWS = [
    ("Nine soldiers were killed in an ambush near Palmyra on Sunday, the army said on Tuesday.", "06-11", "06-13"),
    ("The army said on Tuesday that nine soldiers were killed in an ambush near Palmyra on Sunday.", "06-11", "06-13"),
    ("In a statement on Monday, the ministry said rebels shelled Nawa on Saturday, killing two people.", "06-10", "06-12"),
    # the text gives no day of the event: no later than the telling, as the why of the claim says
    ("Rebels shelled the town of Nawa, killing two people, a medic told reporters on Tuesday.", "06-12/06-13", "06-13"),
    # twins: a day of the event alone is no day of the statement
    ("Rebels shelled the town of Nawa on Tuesday, killing two people, a medic said.", "06-13", "-"),
    ("Tuesday's shelling of the town of Nawa killed two people, a medic said.", "06-13", "-"),
]  # fmt: skip


def _days(span: DateSpan | None) -> str:
    if span is None:
        return "-"
    ends = [day.removeprefix("2017-") for day in (span.start, span.end)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


@pytest.mark.parametrize(("text", "event", "statement"), ROWS, ids=[row[0][:50] for row in ROWS])
def test_event_and_statement_are_told_apart(text: str, event: str, statement: str) -> None:
    report = document(text, published=REPORT_DAY)
    claim = next(c for c in read_document(report) if c.counts)
    assert (_days(claim.date), _days(claim.said_on)) == (event, statement)
    assert report.published.date == REPORT_DAY


def test_the_words_of_the_statements_day_are_kept() -> None:
    claim = next(c for c in read_document(document(ROWS[0][0], published=REPORT_DAY)) if c.counts)
    assert claim.said_on is not None
    assert (claim.said_on.text, claim.said_on.precision, claim.said_on.basis) == ("on Tuesday", "day", "relative")
