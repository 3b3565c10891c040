"""When: days where both claims tell them, else how far their reports lie apart."""

from __future__ import annotations

from functools import cache

from sayso.incidents.facts import Days, Facts
from sayso.schema import knowledge

SHORT_DAYS = 10
"""A date told to this many days is precise enough for two of them to exclude each other."""
LASTING_DAYS = 31
"""How far apart two moments of one lasting event (its launch, its end) may lie."""
FRESH_DAYS = 7
"""News without a date is mostly this young."""
MONTH_DAYS = 45
"""Up to here an interval counts as a month or so, beyond as a season."""
SEASON_DAYS = 92
SAME_ISSUE_DAYS = 3
"""Reports this close tell of the same news."""
OTHER_NEWS_DAYS = 21
"""Reports this far apart, both undated, tell of different news."""


@cache
def lasting() -> frozenset[str]:
    """Return the types whose happening has a launch and an end on days of their own."""
    return frozenset(knowledge.packaged("linking")["lasting_types"])


def _length(days: Days) -> int:
    return days[1] - days[0] + 1


def gap(left: Days, right: Days) -> int:
    """Return the number of days from one interval to the other; 0 when they meet."""
    return max(0, left[0] - right[1], right[0] - left[1])


def _overlapping(left: Days, right: Days) -> str:
    longest = max(_length(left), _length(right))
    if longest == 1:
        return "date.same_day"
    if longest <= 3 or (left == right and longest <= SHORT_DAYS):
        return "date.same_days"
    if longest <= SHORT_DAYS or (left == right and longest <= SEASON_DAYS):
        return "date.same_week"
    return "date.same_month" if longest <= MONTH_DAYS else "date.same_season"


def _launch_and_end(first: Facts, last: Facts) -> bool:
    """Tell whether the second claim ends what the first, an event of the same lasting type, tells as going on."""
    return first.top == last.top in lasting() and last.claim.status == "ended" != first.claim.status


def _phases(left: Facts, right: Facts, a: Days, b: Days) -> str:
    """Two moments of events that last: an end is the end of what was launched weeks before."""
    if gap(a, b) > LASTING_DAYS:
        return "date.apart"
    first, last = (left, right) if a[0] <= b[0] else (right, left)
    return "date.launch_and_end" if _launch_and_end(first, last) else "date.phases"


def _taken_over(left: Facts, right: Facts) -> bool:
    """Tell whether a claim has its day only from the claim that it adds to."""
    return any(f.claim.date is not None and f.claim.date.basis == "event" for f in (left, right))


def _dated(left: Facts, right: Facts, a: Days, b: Days) -> str:
    between, longest = gap(a, b), max(_length(a), _length(b))
    if between == 0:
        found = _overlapping(a, b)
        return "date.same_day_taken_over" if found == "date.same_day" and _taken_over(left, right) else found
    if left.top in lasting() and right.top in lasting():
        return _phases(left, right, a, b)
    if between == 1:
        return "date.next_day"
    if between <= 3 or (longest > SHORT_DAYS and between <= longest / 2):
        return "date.days_apart"
    return "date.apart"


def _half_dated(dated: Facts, days: Days, undated: Facts) -> str:
    """One has a date; of the other we only know when its report came out: it tells of nothing later."""
    if undated.published is None or "planned" in (dated.claim.status, undated.claim.status):
        return "date.unknown"
    if days[0] > undated.published + 1:
        return "date.not_yet"
    late = undated.published - days[1]
    if late <= LASTING_DAYS and _launch_and_end(dated, undated):
        return "date.launch_and_end"
    if late <= FRESH_DAYS:
        return "date.fresh"
    return "date.unknown" if late <= LASTING_DAYS or undated.top in lasting() else "date.stale"


def _undated(left: Facts, right: Facts) -> str:
    if left.published is None or right.published is None:
        return "date.unknown"
    between = abs(left.published - right.published)
    if between <= SAME_ISSUE_DAYS:
        return "date.undated_together"
    return "date.unknown" if between <= OTHER_NEWS_DAYS else "date.undated_apart"


def find_date(left: Facts, right: Facts) -> str:
    """Compare the dates; a missing one by the report's day."""
    if left.days and right.days:
        return _dated(left, right, left.days, right.days)
    if left.days:
        return _half_dated(left, left.days, right)
    if right.days:
        return _half_dated(right, right.days, left)
    return _undated(left, right)


def say_date(facts: Facts) -> str:
    """Return the claim's date as a reviewer reads it."""
    span = facts.claim.date
    if span is None:
        return ""
    return span.start if span.start == span.end else f"{span.start} to {span.end}"
