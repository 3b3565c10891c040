"""What one sentence leaves unsaid, taken over from another of the same document.

Place and doer are taken over only from an event of the same kind told before (or right after), the day from the event
that the sentence most likely goes on about (`continuing`); the claim's `why` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.claims.agreement import days_apart, same_type
from sayso.claims.continuing import continued
from sayso.claims.draft import Draft
from sayso.claims.typing import is_violent
from sayso.claims.unsaid_parties import with_parties_taken_over
from sayso.claims.unsaid_places import with_places_taken_over
from sayso.schema import DateSpan, Why
from sayso.schema.codebook import top

NEWS_DAYS = 31
"""Days beyond which a time belongs to the background of a report."""
SAME_KIND = "taken over from an event of the same kind told before"
BESIDE = "day of the event told beside it"


def _takes_day(draft: Draft) -> bool:
    return draft.date is None and (is_violent(draft.event_type) or _wants_date(draft))


def _with_day(draft: Draft, lender: Draft) -> Draft:
    """Return a draft with the day of another, which has one."""
    if lender.date is None:
        return draft
    rule = SAME_KIND if same_type(draft, lender) else BESIDE
    why = Why("date", rule, lender.date.text)
    return replace(draft, date=replace(lender.date, basis="event"), why=(*draft.why, why))


def _wants_date(draft: Draft) -> bool:
    return (
        (is_violent(draft.event_type) or top(draft.event_type) in ("other", "arrest", "abduction"))
        and draft.status in ("happened", "suspected")
        and not draft.is_total
    )


def _may_share(draft: Draft, lender: Draft) -> bool:
    """Tell whether two drafts are of a kind that can share a day."""
    if draft.told_on and lender.date and lender.date.start > draft.told_on.end:
        return False  # nobody tells on Friday of what happens on Saturday
    alike = same_type(draft, lender) and draft.status == lender.status
    return (alike or (_wants_date(draft) and _wants_date(lender))) and not _is_background(draft, lender)


def _is_background(draft: Draft, lender: Draft) -> bool:
    """Tell whether a time is so wide that it dates nothing but its own kind: "since the uprising of 2011"."""
    own_kind = same_type(draft, lender) and top(draft.event_type) != "other"
    return not own_kind and days_apart(lender.date) > NEWS_DAYS


def _by_telling(draft: Draft, told_on: DateSpan) -> Draft:
    """Date an event by the day on which it was told: that day or the day before."""
    eve = (date.fromisoformat(told_on.start) - timedelta(days=1)).isoformat()
    why = Why("date", "no later than the day on which it was told", told_on.text)
    return replace(draft, date=replace(told_on, start=eve, precision="days"), why=(*draft.why, why))


def _dated(drafts: Sequence[Draft]) -> list[Draft]:
    """Give an event without a time the day of the event that it goes on about, else the days up to its telling."""
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        if not _takes_day(draft):
            done.append(draft)
            continue
        lenders = [d for d in (*done, *drafts[at + 1 :]) if d.date and _may_share(draft, d)]
        if lender := continued(draft, lenders):
            done.append(_with_day(draft, lender))
        elif draft.told_on and _wants_date(draft):
            done.append(_by_telling(draft, draft.told_on))
        else:
            done.append(draft)
    return done


def taken_over(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with what each takes over from the others: place, day, doer."""
    return with_places_taken_over(_dated(with_parties_taken_over(drafts)))
