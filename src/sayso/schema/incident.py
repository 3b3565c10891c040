"""The happening in the world that several claims are held to describe."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.schema.claim import DateSpan, Party, Place
from sayso.schema.vocabulary import (
    ContestedField,
    ContestKind,
    EventType,
    Grade,
    Origin,
    PartySide,
    Relation,
    RelationBasis,
    Status,
    WarningKind,
    Who,
)


@dataclass(frozen=True, slots=True)
class SideTally:
    """The figure for one side of an incident, with the reason in words."""

    actor: str
    low: int | None
    best: int | None
    high: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WhoTally:
    """The figure for one kind of people in an incident (civilians, soldiers …), with the reason in words."""

    who: Who
    low: int | None
    best: int | None
    high: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PartyTally:
    """What a party to the incident says itself. `enemy_losses`: of others than its own side, and so on its word alone;
    else it is what the party concedes, or says of civilians that others harmed. `claims`: where it says so."""

    source: str
    side: PartySide | None
    low: int | None
    best: int | None
    high: int | None
    enemy_losses: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """An incident's recommended figure under a named profile, with the reason in words.

    None at an end: no claim bounds it there. `by_side`, `by_who` and `by_party` are read from the same claims and never
    added to the figure. `claims` are those whose figure is recommended; () where the rule recommends none.
    """

    low: int | None
    best: int | None
    high: int | None
    profile: str
    reason: str
    by_side: tuple[SideTally, ...] = ()
    by_who: tuple[WhoTally, ...] = ()
    by_party: tuple[PartyTally, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One value of a contested field, with the claims and the sources that hold it ("publisher: X" for own voice)."""

    value: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """A field on which the claims differ. `dispute`: incompatible; `update`: the same source, later, risen;
    `difference`: one is coarser than the other."""

    field: ContestedField
    kind: ContestKind
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A relation to another incident that is not sameness, with its reason in words.

    `basis`: `text`, somebody says so; `containment`, it lies in the other's area and days; `sum`, its figure sums the
    other's. `words` are those of the text that say so, `claims` hold them, `sources` say them ("publisher: X" for own
    voice): a retaliation is one only on somebody's word.
    """

    incident_id: str
    relation: Relation
    basis: RelationBasis | None = None
    reason: str = ""
    words: str = ""
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartySource:
    """A source that is itself a party to the incident, on which side, and in which claims it speaks."""

    source: str
    side: PartySide | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """What must be borne in mind before an incident is relied on: a sentence, and the bodies it speaks of."""

    kind: WarningKind
    text: str
    bodies: tuple[str, ...] = ()


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
    shared ultimate sources collapse in the second. `party_sources` are those of them that take part in it.
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
    party_sources: tuple[PartySource, ...] = ()
    warnings: tuple[Warned, ...] = ()
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
