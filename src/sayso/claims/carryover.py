"""What one sentence leaves unsaid, taken over from another of the same document.

Place, day and doer are taken over only from an event of the same kind told before (or right after), and the claim's
`why` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sayso.claims.agreement import (
    dates_agree,
    is_wide,
    same_figure,
    same_type,
)
from sayso.claims.draft import Draft
from sayso.claims.happenings import top
from sayso.claims.retelling import LEAD_SENTENCES
from sayso.claims.tallying import total_of
from sayso.claims.typing import is_violent
from sayso.claims.unsaid_parties import with_parties_taken_over
from sayso.schema import DateSpan, Why

FAR = 12  # sentences; beyond this an event is no longer in the reader's mind
DATE_REACH = 5  # sentences over which an event without a time shares the day of another
NEAR_RETELLING = 4  # sentences between a lead and the sentence that names the place
_PLACELESS = frozenset({"support", "accusation"})


def _lender(drafts: Sequence[Draft], at: int) -> Draft | None:
    """Return the event that a draft can take over from: the nearest before it of its type, else the nearest after
    it."""
    draft = drafts[at]
    before = [d for d in drafts[:at] if same_type(d, draft) and draft.sentence - d.sentence <= FAR]
    after = [d for d in drafts[at + 1 :] if same_type(d, draft) and d.sentence - draft.sentence <= 2]
    return before[-1] if before else after[0] if after else None


def _with_what(draft: Draft, lender: Draft) -> Draft:
    why = list(draft.why)
    if not draft.places and lender.places and not draft.is_total:
        why.append(Why("places", "taken over from an event of the same kind told before", lender.places[0].text))
        draft = replace(draft, places=lender.places)
    if (
        draft.date is None
        and lender.date is not None
        and is_violent(draft.event_type)
        and draft.status == lender.status
    ):
        why.append(Why("date", "taken over from an event of the same kind told before", lender.date.text))
        draft = replace(draft, date=replace(lender.date, basis="event"))
    return replace(draft, why=tuple(why))


def _carried(drafts: Sequence[Draft]) -> list[Draft]:
    done: list[Draft] = []
    for at, draft in enumerate(drafts):
        lender = _lender([*done, *drafts[at:]], at)
        done.append(_with_what(draft, lender) if lender else draft)
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


def _tells_again(draft: Draft, other: Draft) -> bool:
    return (
        other is not draft
        and same_type(draft, other)
        and 0 < other.sentence - draft.sentence <= NEAR_RETELLING
        and (other.definite or other.borrowed or draft.sentence <= LEAD_SENTENCES)
        and dates_agree(draft.date, other.date)
        and any(not is_wide(p) for p in other.places)
        and (same_figure(draft, other) or not (total_of(draft.counts, "killed") and total_of(other.counts, "killed")))
    )


def _sharpened(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a draft that names only a wide place the narrower one of the sentence that tells the event again."""
    done: list[Draft] = []
    for draft in drafts:
        narrower = None
        if (
            draft.places
            and not draft.is_total
            and all(is_wide(p) for p in draft.places)
            and is_violent(draft.event_type)
        ):
            narrower = next((d for d in drafts if _tells_again(draft, d)), None)
        if narrower is None:
            done.append(draft)
            continue
        place = next(p for p in narrower.places if not is_wide(p))
        why = Why("places", "named in the sentence that tells the event again", place.text, place.start, place.end)
        done.append(replace(draft, places=(place, *draft.places), why=(*draft.why, why)))
    return done


def _placed(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a draft without any place the place of the event told before it, else the document's first."""
    done: list[Draft] = []
    for draft in drafts:
        earlier = next((d for d in reversed(done) if d.places), None) or next((d for d in drafts if d.places), None)
        if draft.places or earlier is None or draft.is_total or top(draft.event_type) in _PLACELESS:
            done.append(draft)
            continue
        why = Why("places", "taken over from the event told before", earlier.places[0].text)
        done.append(replace(draft, places=earlier.places, why=(*draft.why, why)))
    return done


def taken_over(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with what each takes over from the others: place, day, doer."""
    return _placed(_dated(_carried(with_parties_taken_over(_sharpened(drafts)))))
