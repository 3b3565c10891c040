"""Where the claims of an incident part: each position with its claims and its sources.

`dispute`: positions that cannot both be true, of two sources. `update`: one source's later word, mostly a toll that
rose. `difference`: one position is coarser than the other. Silence is no position: what only one side tells is not
listed. The rules of each field are in docs/incidents.md.

story    whether it happened, how far it has come, why
who      who did it
what     which kind of event, where, on which day, and when it ended
tolls    how many, for each outcome: of everybody, of a side, of a kind of people
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.incidents.contest.story import event, reason, status
from sayso.incidents.contest.tolls import toll
from sayso.incidents.contest.what import date, end, event_type, place
from sayso.incidents.contest.who import actor
from sayso.incidents.facts import Facts
from sayso.incidents.independence import Sources
from sayso.incidents.profiles import OUTCOMES
from sayso.schema.incident import Contested
from sayso.schema.vocabulary import Outcome

Field = Callable[[Sequence[Facts], Sources], tuple[Contested, ...]]


def _open_to_contest(facts: Sequence[Facts]) -> Iterator[Field]:
    """Give the fields on which claims may part, in order; not those of which nobody tells, or all the same."""
    statuses = {f.claim.status for f in facts}
    if "denied" in statuses:
        yield event
    if len(statuses) > 1:
        yield status
    yield actor
    if len({f.claim.event_type for f in facts}) > 1:
        yield event_type
    yield place
    yield date
    if "ended" in statuses:
        yield end
    if any(f.claim.reason for f in facts):
        yield reason


def _outcomes_open_to_contest(facts: Iterable[Facts]) -> set[Outcome]:
    """Return the outcomes of which more than one figure is told."""
    first: dict[Outcome, tuple[int | None, int | None, str, str | None]] = {}
    found: set[Outcome] = set()
    for f in facts:
        told: set[Outcome] = set()
        for row in f.claim.counts:
            figure = row.low, row.high, row.who, row.of_actor
            if row.outcome in told or first.setdefault(row.outcome, figure) != figure:
                found.add(row.outcome)
            told.add(row.outcome)
    return found


def contested(facts: Sequence[Facts], sources: Sources) -> tuple[Contested, ...]:
    """Return every field on which the claims of an incident part, the event itself first, its figures last."""
    happenings = [f for f in facts if f.kind == "event"]
    if len(happenings) < 2:  # a claim by itself parts from nothing
        return ()
    found = [field(happenings, sources) for field in _open_to_contest(happenings)]
    told = _outcomes_open_to_contest(happenings)
    found += [toll(outcome, happenings, sources) for outcome in OUTCOMES if outcome in told]
    return tuple(c for some in found for c in some)


__all__ = ["contested"]
