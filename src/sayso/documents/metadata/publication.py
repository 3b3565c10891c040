"""The day of publication, chosen among all that were met, and why the others were not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.documents.metadata.dating import plausible
from sayso.schema.document import Published, RejectedDate
from sayso.schema.vocabulary import PublishedBasis


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A day that may be the one of publication, and where it was found. `update`: the page calls it that of a later
    version."""

    date: datetime.date
    basis: PublishedBasis
    update: bool = False


def choose(candidates: Iterable[DateCandidate], today: datetime.date) -> tuple[Published, tuple[str, ...]]:
    """Return the first candidate on which a report can have been published, with the others as rejected, and a
    warning for each before it that could not.

    `candidates` come the surest first. A day found twice is named once. Nothing possible: date None, basis `unknown`.
    """
    chosen: DateCandidate | None = None
    rejected: dict[datetime.date, RejectedDate] = {}
    warnings: list[str] = []
    for candidate in candidates:
        possible = plausible(candidate.date, today)
        if chosen is None and possible:
            chosen = candidate
        elif candidate.date not in rejected and not (chosen and candidate.date == chosen.date):
            reason = _reason(candidate, chosen, possible=possible)
            rejected[candidate.date] = RejectedDate(candidate.date.isoformat(), candidate.basis, reason)
            if chosen is None:
                warnings.append(
                    f"publication date {candidate.date.isoformat()} ({candidate.basis}) is {reason}: not used"
                )
    others = tuple(rejected.values())
    if chosen is None:
        return Published(None, "unknown", others), tuple(warnings)
    return Published(chosen.date.isoformat(), chosen.basis, others), tuple(warnings)


def _reason(candidate: DateCandidate, chosen: DateCandidate | None, *, possible: bool) -> str:
    if not possible:
        return "out of range"
    if candidate.update:
        return "that of an update"
    return "less sure" if chosen is None or candidate.basis != chosen.basis else "farther from the headline, or later"
