"""What a report tells about how its dates are to be read: the order of figures, its dateline, where its places lie."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.claims.date_reference import ANYWHERE
from sayso.claims.local_day import hours_of
from sayso.schema import Document, Mention, Place, outlets
from sayso.schema.time_words import packaged_time_words

_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:(?:19|20)\d\d|\d\d)(?![./-]?\d)")

REPRINTED_WITHIN = 31  # days; a report put out longer after its dateline has another one's dateline


@dataclass(frozen=True, slots=True)
class DateContext:
    """How a report's dates are to be read.

    `day_first`: whether figures stand as day/month, None where that is not known. `dateline`: where the dateline ends,
    None without one. `hours`: for each sentence that names places, the least and most hours ahead of Greenwich;
    `elsewhere` for the other sentences.
    """

    day_first: bool | None = None
    dateline: int | None = None
    hours: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    elsewhere: tuple[float, float] = ANYWHERE

    def hours_at(self, sentence: int) -> tuple[float, float]:
        """Return the least and most hours that clocks may be ahead of Greenwich where a sentence's events are."""
        return self.hours.get(sentence, self.elsewhere)


def date_context(document: Document, mentions: Iterable[tuple[Mention, Place]] = ()) -> DateContext:
    """Return how a document's dates are to be read; `mentions` are its grounded places with their words."""
    grounded = [(m.sentence, p.lon) for m, p in mentions if p.lon is not None]
    by_sentence = {n: [lon for at, lon in grounded if at == n] for n, _ in grounded}
    return DateContext(
        day_first=_day_first(document),
        dateline=next((s.end for s in document.segments if s.kind == "dateline"), None),
        hours={n: hours_of(lons, ANYWHERE) for n, lons in by_sentence.items()},
        elsewhere=hours_of([lon for _, lon in grounded], ANYWHERE),
    )


def _day_first(document: Document) -> bool | None:
    """By another date in the text that can be read in one way only, else by the country of the outlet."""
    pairs = [(int(m[1]), int(m[3])) for m in _FIGURES.finditer(document.text)]
    orders = {first > 12 for first, second in pairs if (first > 12) != (second > 12)}
    if orders:
        return orders.pop() if len(orders) == 1 else None
    outlet = outlets.packaged().find(document.publisher) or outlets.packaged().find(document.agency)
    words = packaged_time_words()
    if outlet is None or outlet.country is None or outlet.country in words.either_order:
        return None
    return outlet.country not in words.month_first


def written_on(stated: date, published: date | None) -> bool:
    """Tell whether a dateline's day is the one on which this report was written, some days before it was put out."""
    return published is not None and 0 < (published - stated).days <= REPRINTED_WITHIN
