"""What each source gives as its figure: rows of claims, parts left in their whole, of one source the latest word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.incidents.compare.how_many import say_interval
from sayso.incidents.facts import bounds, kind_of
from sayso.incidents.independence import Sources
from sayso.incidents.names import folded, name_words, one_name
from sayso.incidents.parties import Parties, tells_enemy_losses
from sayso.schema.claim import Claim, Count
from sayso.schema.document import Document
from sayso.schema.vocabulary import Outcome, PartySide, SourceKind, Who

UNTOLD: frozenset[Who] = frozenset({"mixed", "unknown"})
"""What a row says of people whose kind it does not tell."""

Numbered = tuple[int, Count]
"""A row with its place in the claim's counts, which `part_of` names."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One source's present figure for one outcome.

    `partisan`: a party's word on its enemy's losses. `is_party`: the source takes part, on `side` where that is named.
    `vague`: a word without a number ("several", "dozens").
    """

    low: int | None
    best: int | None
    high: int | None
    source: str
    kind: SourceKind
    published: str
    partisan: bool
    is_party: bool
    side: PartySide | None
    claim: str
    vague: bool = False

    @property
    def point(self) -> int | None:
        """The number one would quote: the best, else the low end, else the high end."""
        if self.best is not None:
            return self.best
        return self.high if self.low is None else self.low

    def quoted(self) -> str:
        """Return the figure with who gives it: "7 (Border Monitor)"."""
        return f"{say_interval(self.low, self.high)} ({self.source})"


@dataclass(frozen=True, slots=True)
class Given:
    """Rows of one claim that hold different people and make up one figure."""

    claim: Claim
    rows: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the figures for one outcome out of an incident's claims."""

    claims: Sequence[Claim]
    documents: Mapping[str, Document]
    sources: Sources
    parties: Parties

    def figures(self, given: Iterable[Given]) -> list[Figure]:
        """Return one figure a source: its latest word. What it says of its enemy stands beside what it concedes."""
        last: dict[tuple[str, bool], Figure] = {}
        for f in sorted(map(self._figure, given), key=_age):
            last[f.source, f.partisan] = f
        return [last[key] for key in sorted(last)]

    def _figure(self, given: Given) -> Figure:
        low, best, high = added(given.rows)
        source = self.sources.of_claim[given.claim.id]
        document = self.documents.get(given.claim.document_id)
        return Figure(
            low=low,
            best=_between(low, best, high),
            high=high,
            source=self.sources.label(given.claim),
            kind=source.kind,
            published=(document.published.date or "") if document else "",
            partisan=tells_enemy_losses(source, given.claim, given.rows),
            is_party=self.parties.holds(source),
            side=self.parties.side(source),
            claim=given.claim.id,
            vague=all(row.quantifier == "vague" for row in given.rows),
        )


def _age(figure: Figure) -> tuple[str, int, int, int, bool]:
    """Order by day; of one day the highest is the latest word, for tolls rise through a day."""
    return figure.published, figure.point or 0, figure.low or 0, figure.high or 0, not figure.partisan


def _between(low: int | None, best: int | None, high: int | None) -> int | None:
    if best is None:
        return None
    best = best if low is None else max(low, best)
    return best if high is None else min(high, best)


def total(values: Iterable[int | None]) -> int | None:
    """Add ends that hold different people; one that is open leaves the sum open."""
    found = list(values)
    return None if None in found else sum(v for v in found if v is not None)


def added(rows: Sequence[Count]) -> tuple[int | None, int | None, int | None]:
    """Return low, best and high of rows that hold different people."""
    if len(rows) == 1:  # nearly always
        low, high = bounds(rows[0])
        return low, rows[0].best if rows[0].best is not None else low, high
    ends = [bounds(row) for row in rows]
    bests = [row.best if row.best is not None else low for row, (low, _) in zip(rows, ends, strict=True)]
    return total(low for low, _ in ends), total(bests), total(high for _, high in ends)


# ---- which rows


def outcomes_told(claims: Iterable[Claim]) -> frozenset[Outcome]:
    """Return the outcomes of which some claim has a row; there is nothing to look for in others."""
    return frozenset(row.outcome for claim in claims for row in claim.counts)


def counted(claim: Claim, outcome: Outcome) -> list[Numbered]:
    """Return the rows that may enter an incident's figure: no cumulative figures, plans or denials."""
    rows = [(n, row) for n, row in enumerate(claim.counts) if row.outcome == outcome]
    if not rows or claim.status in ("planned", "denied") or kind_of(claim) != "event":
        return []
    return rows


def outermost(rows: Sequence[Numbered], claim: Claim) -> tuple[Count, ...]:
    """Return the rows that are part of no other among these, so that they can be added."""
    chosen = {n for n, _ in rows}
    return tuple([row for n, row in rows if row.part_of is None or chosen.isdisjoint(_wholes_of(n, claim))])


def _wholes_of(at: int, claim: Claim) -> list[int]:
    """Return the rows that hold a row, from the next outward."""
    found: list[int] = []
    part_of = claim.counts[at].part_of
    while part_of is not None and 0 <= part_of < len(claim.counts) and part_of not in (at, *found):
        found.append(part_of)
        part_of = claim.counts[part_of].part_of
    return found


def of_everybody(claims: Sequence[Claim], outcome: Outcome) -> list[Given]:
    """Return each claim's rows of an outcome without their breakdowns."""
    found = (Given(c, outermost(counted(c, outcome), c)) for c in claims)
    return [g for g in found if g.rows]


def by_side(claims: Sequence[Claim], outcome: Outcome) -> dict[str, list[Given]]:
    """Return the rows by side whose losses they are, under one name a side."""
    sides: dict[str, list[Given]] = {}
    for claim in claims:
        if not any(row.of_actor for row in claim.counts):
            continue
        rows: dict[str, list[Numbered]] = {}
        for n, row in counted(claim, outcome):
            if row.of_actor:
                rows.setdefault(_known(row.of_actor, (*sides, *rows)), []).append((n, row))
        for side, some in rows.items():
            sides.setdefault(side, []).append(Given(claim, outermost(some, claim)))
    return sides


def _known(name: str, sides: Iterable[str]) -> str:
    words = name_words(name, "party")
    return next(
        (s for s in sides if folded(s) == folded(name) or one_name(name_words(s, "party"), words)),
        name,
    )


def by_who(claims: Sequence[Claim], outcome: Outcome) -> dict[Who, list[Given]]:
    """Return the rows by kind of people, where a claim tells it."""
    found: dict[Who, list[Given]] = {}
    for claim in claims:
        if all(row.who in UNTOLD for row in claim.counts):
            continue
        rows: dict[Who, list[Numbered]] = {}
        for n, row in counted(claim, outcome):
            if row.who not in UNTOLD:
                rows.setdefault(row.who, []).append((n, row))
        for who, some in rows.items():
            found.setdefault(who, []).append(Given(claim, outermost(some, claim)))
    return found


# ---- the whole, and what is only a part of it


def is_one_sided(given: Given) -> bool:
    """Tell whether the rows are the losses of one side only."""
    return all(row.of_actor for row in given.rows) and len({folded(row.of_actor or "") for row in given.rows}) == 1


def only_who(given: Given) -> Who | None:
    """Return the one kind of people that the rows count; None where they count several, or do not tell."""
    kinds = {row.who for row in given.rows}
    return next(iter(kinds)) if len(kinds) == 1 and not kinds & UNTOLD else None


def _least(given: Given) -> int:
    low, _, high = added(given.rows)
    return low if low is not None else high or 0


def of_the_whole(given: Sequence[Given], broken_down: frozenset[Who]) -> list[Given]:
    """Return what speaks of the whole incident.

    One side's losses do so only where nobody tells more. One kind of people's do unless the incident is known to hold
    others: somebody counts another kind, or counts this one as a part (`broken_down`). A part larger than every whole
    is kept: the whole cannot be less.
    """
    sided = [g for g in given if is_one_sided(g)]
    open_to_all = [g for g in given if not is_one_sided(g)] if sided else list(given)
    kinds = {w for g in given if (w := only_who(g))}
    mixed = len(kinds | broken_down) > 1 or bool(broken_down)
    wholes = [g for g in open_to_all if not (mixed and only_who(g))]
    if not wholes:
        return open_to_all or sided
    if len(wholes) == len(given):
        return wholes
    largest = max(map(_least, wholes))
    return wholes + [g for g in (*open_to_all, *sided) if g not in wholes and _least(g) > largest]


def parts_told(claims: Sequence[Claim], outcome: Outcome) -> frozenset[Who]:
    """Return the kinds of people that some claim counts as a part of a larger whole."""
    found: set[Who] = set()
    for claim in claims:
        rows = counted(claim, outcome)
        told = {row.who for _, row in rows} - UNTOLD
        if told and not only_who(Given(claim, outermost(rows, claim))):
            found |= told
    return frozenset(found)
