"""What one document says happened: the claim, which is never edited.

All offsets are code points into the document's text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.schema.shape import Shape
from sayso.schema.vocabulary import (
    DateBasis,
    DatePrecision,
    EventType,
    Origin,
    Outcome,
    PlaceAnswer,
    PlaceKind,
    PlacePrecision,
    PlaceRole,
    QualifierKind,
    Quantifier,
    SourceKind,
    Status,
    Who,
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that name the event."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient. `text` as written, `name` the best name in the document, `actor_id` the register's
    entry or None when the register does not know it. `canonical` is the entry's own, neutral name; `unknown_id` a
    stable id for a named party that the register does not hold."""

    name: str
    actor_id: str | None
    text: str
    start: int
    end: int
    canonical: str | None = None
    unknown_id: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another place of the name that was weighed: WGS84 degrees, `score` its share of all odds, 0 to 1."""

    name: str
    gazetteer_id: str
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written and, where the gazetteer holds it, grounded.

    `lat`, `lon` in WGS84 degrees, `radius_m` the radius in metres within which the place lies, `shape` the land that
    the words cover; all four None where there is no answer (precision `unknown`). `answer` says why there is none;
    `score` is the answer's share of all odds, 0 to 1, None where nothing was weighed; `alternatives` are the other
    places of the name, the likeliest first; `reason` is a sentence. `role` tells the event's own place from those it
    only names.
    """

    name: str
    text: str
    start: int
    end: int
    lat: float | None
    lon: float | None
    radius_m: int | None
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    gazetteer_id: str | None
    precision: PlacePrecision
    role: PlaceRole = "event"
    answer: PlaceAnswer | None = None
    score: float | None = None
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When it happened, as an interval of ISO days, both ends inclusive, in the place's own local days."""

    start: str
    end: str
    precision: DatePrecision
    basis: DateBasis
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """One figure. `low` or `high` None: open at that end. `part_of` is the index, in the claim's counts, of the row
    that already holds these people; such rows are never added. `of_actor` names the side, as in `Party.name`."""

    outcome: Outcome
    who: Who
    low: int | None
    best: int | None
    high: int | None
    quantifier: Quantifier
    text: str
    start: int
    end: int
    part_of: int | None = None
    of_actor: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a claim's chain: `source` as written, `name` as normalised in the document.

    `beside` says that it speaks beside the link before it ("police and a resident said") and does not relay it.
    """

    source: str
    name: str
    kind: SourceKind
    cue: str
    start: int
    end: int
    actor_id: str | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """The cause that the text gives ("due to losses")."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimQualifier:
    """A qualifier that bears on the claim, with its cue words."""

    kind: QualifierKind
    cue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Why:
    """Which rule gave a field its value, and the words it went by."""

    field: str
    rule: str
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says happened.

    `attribution` runs innermost first: who says it, then who relays it; () is the publisher's own voice. `places` are
    most specific first. `date` is the day of the event, None where the text does not tell; `said_on` the day on which
    its source is said to have spoken ("said on Monday"), None where the text does not tell that: the day on which the
    report was put out is the document's. `is_total`: a cumulative figure; `sum_of`: ids of claims
    in the same document whose figures this one sums.
    """

    id: str
    document_id: str
    codebook: str
    event_type: EventType
    status: Status
    quote: str
    start: int
    end: int
    trigger: Trigger
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    date: DateSpan | None = None
    said_on: DateSpan | None = None
    counts: tuple[Count, ...] = ()
    attribution: tuple[Link, ...] = ()
    reason: Reason | None = None
    qualifiers: tuple[ClaimQualifier, ...] = ()
    is_total: bool = False
    sum_of: tuple[str, ...] = ()
    why: tuple[Why, ...] = ()
    origin: Origin = "machine"
    run: str | None = None
