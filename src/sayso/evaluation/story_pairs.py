"""Stories scored by pairs of reports: of all pairs in a corpus, which are held to tell one story, and which do.

Every pair of the corpus counts, look-alikes across topics too. The pairs found are those that stories imply: who is in
a story with whom.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import MeasureError
from sayso.evaluation.corpora import Row
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1, share
from sayso.schema import Document, outlets


@dataclass(frozen=True, slots=True)
class Told:
    """A corpus: its documents, and for each, by external id, the event that it is about and the group of look-alikes
    that halves never part."""

    documents: tuple[Document, ...]
    event: Mapping[str, str]
    group: Mapping[str, str]


def in_fitted_half(group: str) -> bool:
    """Tell whether a group of events belongs to the half that the weights were fitted on."""
    return hashlib.sha256(group.encode()).digest()[0] % 2 == 0


def half(told: Told, *, fitted: bool) -> Told:
    """Return the half of a corpus that the weights were fitted on, or the other one."""
    kept = (d for d in told.documents if in_fitted_half(told.group[str(d.external_id)]) is fitted)
    return Told(tuple(kept), told.event, told.group)


def taken_in(records: Sequence[Row], where: Path) -> tuple[Document, ...]:
    """Return records as `sayso read` takes them in, cleaned; MeasureError where one is refused."""
    from sayso.documents import Input, Intake, Limits, furniture_for, read_input

    known = outlets.packaged()
    intake = Intake(Limits(), known, furniture_for(known), datetime.datetime.now(datetime.UTC).date())
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    found = list(read_input(Input(where.name, "jsonl", data=data), intake))
    documents = tuple(d for d in found if isinstance(d, Document))
    if len(documents) != len(records):
        raise MeasureError(f"{len(records) - len(documents)} of {len(records)} records were refused", where=str(where))
    return documents


def found_stories(told: Told, weights: Mapping[str, float] | None = None) -> dict[str, int]:
    """Return the number of the story that holds each document, by external id; `weights` None: the packaged ones."""
    from sayso.incidents import stories

    name = {d.id: str(d.external_id) for d in told.documents}
    found = enumerate(stories(told.documents, weights=weights))
    return {name[document]: number for number, story in found for document in story.documents}


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs are in one story and of one event, in one story, and of one event."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return f1(self.right, self.found, self.gold)


def count(found: Mapping[str, int], event: Mapping[str, str]) -> Pairs:
    """Count the pairs among the documents that were found."""
    return Pairs(
        _pairs(Counter((story, event[document]) for document, story in found.items())),
        _pairs(Counter(found.values())),
        _pairs(Counter(event[document] for document in found)),
    )


def _outcomes(found: Mapping[str, int], event: Mapping[str, str]) -> tuple[Outcome, ...]:
    """Return for each document whether it was parted from reports of its event, or mixed with those of another."""
    both = Counter((story, event[document]) for document, story in found.items())
    story_size, event_size = Counter(found.values()), Counter(event[document] for document in found)

    def wrong(document: str, story: int) -> tuple[str, ...]:
        together = both[story, event[document]]
        parted = ("parted",) if together < event_size[event[document]] else ()
        return (*parted, "mixed") if together < story_size[story] else parted

    return tuple(Outcome(d, wrong(d, story)) for d, story in sorted(found.items()))


def measure(told: Told, published: Published) -> Result:
    """Score the stories among all documents, and among those of the events that the weights were not fitted on."""
    found, other = found_stories(told), half(told, fitted=False)
    pairs, unseen = count(found, told.event), count(found_stories(other), told.event)
    figures = (
        Figure("document pairs F1", pairs.f1, pairs.gold, published=published),
        Figure("document pairs precision", share(pairs.right, pairs.found), pairs.found, gated=False),
        Figure("document pairs recall", share(pairs.right, pairs.gold), pairs.gold, gated=False),
        Figure("document pairs F1, events not fitted on", unseen.f1, unseen.gold),
    )
    return Result(figures, _outcomes(found, told.event))
