"""What one sentence leaves unsaid, taken over from another of the same document.

Place, day and doer are taken over only from an event of the same kind told before (or right after), and the claim's
`why` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.claims.agreement import same_type
from sayso.claims.draft import Draft
from sayso.claims.happenings import top
from sayso.claims.typing import is_violent
from sayso.claims.unsaid_parties import with_parties_taken_over
from sayso.claims.unsaid_places import with_places_taken_over
from sayso.schema import DateSpan, Why

FAR = 12  # sentences; beyond this an event is no longer in the reader's mind
DATE_REACH = 5  # sentences over which an event without a time shares the day of another


def _lender(drafts: Sequence[Draft], at: int) -> Draft | None:
    """Return the event that a draft can take its day from: the nearest before it of its type, else the nearest after
    it."""
    draft = drafts[at]
    before = [d for d in drafts[:at] if same_type(d, draft) and draft.sentence - d.sentence <= FAR]
    after = [d for d in drafts[at + 1 :] if same_type(d, draft) and d.sentence - draft.sentence <= 2]
    return before[-1] if before else after[0] if after else None


def _with_day(draft: Draft, lender: Draft) -> Draft:
    if draft.date or lender.date is None or not is_violent(draft.event_type) or draft.status != lender.status:
        return draft
    why = Why("date", "taken over from an event of the same kind told before", lender.date.text)
    return replace(draft, date=replace(lender.date, basis="event"), why=(*draft.why, why))


def _carried(drafts: Sequence[Draft]) -> list[Draft]:
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        lender = _lender([*done, *drafts[at:]], at)
        done.append(_with_day(draft, lender) if lender else draft)
    return done


def _wants_date(draft: Draft) -> bool:
    return (
        (is_violent(draft.event_type) or top(draft.event_type) in ("other", "arrest", "abduction"))
        and draft.status in ("happened", "suspected")
        and not draft.is_total
    )


def _by_telling(draft: Draft, told_on: DateSpan) -> Draft:
    """Date an event by the day on which it was told: that day or the day before."""
    eve = (date.fromisoformat(told_on.start) - timedelta(days=1)).isoformat()
    why = Why("date", "no later than the day on which it was told", told_on.text)
    return replace(draft, date=replace(told_on, start=eve, precision="days"), why=(*draft.why, why))


def _dated(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a violent event without a time the day of the event told next to it, else the days up to its telling."""
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        if draft.date is not None or not _wants_date(draft):
            done.append(draft)
            continue
        near = [
            d
            for d in (*reversed(done), *drafts[at + 1 :])
            if d.date and _wants_date(d) and abs(d.sentence - draft.sentence) <= DATE_REACH
        ]
        if near and near[0].date:
            why = Why("date", "day of the event told beside it", near[0].date.text)
            done.append(replace(draft, date=replace(near[0].date, basis="event"), why=(*draft.why, why)))
        elif draft.told_on:
            done.append(_by_telling(draft, draft.told_on))
        else:
            done.append(draft)
    return done


def taken_over(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with what each takes over from the others: place, day, doer."""
    return with_places_taken_over(_dated(_carried(with_parties_taken_over(drafts))))
