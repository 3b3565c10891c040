"""The injured of an event whose dead are told in another sentence, put together with them.

"The raid killed 12, the monitor said. … Scores were also injured, it said": one source, one event, one claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.agreement import dates_agree, is_within, places_agree, same_speaker, same_type
from sayso.claims.draft import Draft
from sayso.claims.happenings import CONSEQUENCES
from sayso.claims.tallying import total_of
from sayso.schema import Why

REACH = 4  # sentences between the dead and the injured that one source tells of
OWN_REACH = 1  # the same in the publisher's own voice, in which several events are told
_TOLD = frozenset({"happened", "ongoing", "suspected"})


def with_injured(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those that only tell of the injured put together with the event that injured them."""
    done = list(drafts)
    for injured in [d for d in drafts if _only_injured(d)]:
        events = [d for d in done if _of_one_event(d, injured)]
        if events:
            event = min(events, key=lambda d: abs(d.sentence - injured.sentence))
            done[done.index(event)] = _with_figures(event, injured)
            done.remove(injured)
    return done


def _with_figures(event: Draft, injured: Draft) -> Draft:
    """Return an event with the figures told beside it, each part still naming its whole."""
    shift = len(event.counts)
    rows = (replace(c, part_of=None if c.part_of is None else c.part_of + shift) for c in injured.counts)
    return replace(event, counts=(*event.counts, *rows), why=(*event.why, *_of_counts(injured)))


def _of_counts(draft: Draft) -> tuple[Why, ...]:
    return tuple(w for w in draft.why if w.field == "counts")


def _only_injured(draft: Draft) -> bool:
    consequence = all(t.label in CONSEQUENCES for t in draft.happening.triggers)
    hurt = total_of(draft.counts, "injured") is not None and total_of(draft.counts, "killed") is None
    return consequence and hurt and draft.status in _TOLD and not draft.is_total


def _of_one_event(event: Draft, injured: Draft) -> bool:
    """Tell whether a draft tells of the dead of the event that the injured belong to, by the same source."""
    dead = total_of(event.counts, "killed") is not None and total_of(event.counts, "injured") is None
    reach = REACH if injured.speaker else OWN_REACH
    near = abs(event.sentence - injured.sentence) <= reach and event.status in _TOLD and not event.is_total
    here = places_agree(event, injured) or is_within(event, injured) or is_within(injured, event)
    alike = same_type(event, injured) and same_speaker(event, injured) and dates_agree(event.date, injured.date)
    return event is not injured and dead and near and here and alike
