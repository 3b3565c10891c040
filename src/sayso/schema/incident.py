"""The happening in the world that several claims are held to describe."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.schema.claim import DateSpan, Party, Place
from sayso.schema.vocabulary import ContestedField, ContestKind, EventType, Grade, Origin, Relation, Status


@dataclass(frozen=True, slots=True)
class SideTally:
    """The figure for one side of an incident."""

    actor: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """An incident's recommended figure under a named profile, with the reason in words.

    None at an end: no claim bounds it there.
    """

    low: int | None
    best: int | None
    high: int | None
    profile: str
    reason: str
    by_side: tuple[SideTally, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One value of a contested field, with the claims and the sources that hold it ("publisher: X" for own voice)."""

    value: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A field on which the claims differ. `dispute`: incompatible; `update`: the same source, later, risen;
    `difference`: one is coarser or silent."""

    field: ContestedField
    kind: ContestKind
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A relation to another incident that is not sameness."""

    incident_id: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Graded:
    """Airwars' five words, with the rule that gave one."""

    value: Grade
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of two claims compared: a match weight in bits, a sentence, and the two values."""

    field: str
    weight: float
    sentence: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """Why two claims are held to speak of one happening. `score` is the sum of the weights, in bits."""

    left: str
    right: str
    score: float
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims put together, disagreements kept.

    `counts` maps an outcome to its tally. `publishers` and `independent_sources` are counted apart: reprints and
    shared ultimate sources collapse in the second.
    """

    id: str
    event_type: EventType
    status: Status
    date: DateSpan | None
    place: Place | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    claims: tuple[str, ...]
    counts: dict[str, Tally]
    publishers: tuple[str, ...]
    independent_sources: tuple[str, ...]
    grade: Graded | None
    contested: tuple[Contested, ...] = ()
    related: tuple[Related, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    origin: Origin = "machine"
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """That a claim belongs to an incident, as recorded by a run or a judgement; superseded, never edited."""

    claim_id: str
    incident_id: str
    recorded_at: str
    superseded_at: str | None
    recorded_by: str
