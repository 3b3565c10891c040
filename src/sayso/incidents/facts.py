"""What a claim brings to a comparison, read once per claim instead of once per pair."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.incidents.names import name_words, singular
from sayso.schema import knowledge
from sayso.schema.claim import Claim, Count, DateSpan, Party, Place
from sayso.schema.codebook import Codebook, top
from sayso.schema.document import Document
from sayso.schema.vocabulary import Outcome, PlaceKind, PlacePrecision

Days = tuple[int, int]
"""First and last day, as proleptic ordinals, both included."""
Interval = tuple[int | None, int | None]
"""The least and the most that a figure allows; None: open at that end."""


_WORD = re.compile(r"\w+")

UNITS = ("governorate", "district", "region")
"""Kinds of place that hold others."""
KEPT = 20_000
"""How many values are kept of each kind: claims share days, figures and nouns, so that one object does for all."""


class Spot(NamedTuple):
    """What is compared of a place: the same for every mention of it."""

    words: frozenset[str]
    kind: PlaceKind
    lat: float | None
    lon: float | None
    radius_m: int | None
    precision: PlacePrecision
    gazetteer_id: str | None
    country: str | None
    admin1: str | None
    admin2: str | None


@dataclass(frozen=True, slots=True)
class Where:
    """A place and the words that name it; empty words: it is only described."""

    place: Place
    words: frozenset[str]

    @property
    def spot(self) -> Spot:
        """What is compared of it."""
        p = self.place
        return Spot(
            self.words, p.kind, p.lat, p.lon, p.radius_m, p.precision, p.gazetteer_id, p.country, p.admin1, p.admin2
        )


@dataclass(frozen=True, slots=True)
class Who:
    """A party by its register entries, its naming words, and all its words."""

    ids: frozenset[str]
    words: frozenset[str]
    described: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim with everything that comparisons ask of it.

    `days` None: undated; `published` None: the report's day is unknown. `kind` is `event`, `total` or `strength`.
    `original` is the report that this one copies, or itself.
    `nouns` are the event nouns that the quote holds, `taken_up` those it speaks of as known ("the blast").
    """

    claim: Claim
    kind: str
    top: str
    family: str
    days: Days | None
    published: int | None
    original: str
    where: tuple[Where, ...]
    actors: Who
    recipients: Who
    killed: Interval | None
    injured: Interval | None
    nouns: frozenset[str]
    taken_up: frozenset[str]
    source: str


@lru_cache(maxsize=KEPT)
@cache
def _figure_types() -> dict[str, str]:
    rows: dict[str, list[str]] = knowledge.packaged("linking")["figure_types"]
    return {code: kind for kind, codes in rows.items() for code in codes}


@cache
def lasting() -> frozenset[str]:
    """Return the types whose happening has a launch and an end on days of their own."""
    return frozenset(knowledge.packaged("linking")["lasting_types"])


def kind_of(claim: Claim) -> str:
    """Return `total` for a cumulative figure, `strength` for the size of a force, `event` for the rest."""
    return "total" if claim.is_total or claim.sum_of else _kind_of_type(claim.event_type)


@lru_cache(maxsize=KEPT)
def _kind_of_type(event_type: str) -> str:
    return _figure_types().get(top(event_type), "event")


@lru_cache(maxsize=KEPT)
def ordinal(day: str | None) -> int | None:
    """Return an ISO day as a number of days; None for none, or for what is no day."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def days_of(span: DateSpan | None) -> Days | None:
    """Return the interval in ordinals, ends in order; None when there is none."""
    return None if span is None else _days(span.start, span.end)


@lru_cache(maxsize=KEPT)
def _days(first: str, last: str) -> Days | None:
    start, end = ordinal(first), ordinal(last)
    if start is None or end is None:
        return None
    return min(start, end), max(start, end)


def original(document_id: str, documents: Mapping[str, Document]) -> str:
    """Follow reprints to the report they copy; a ring of reprints ends at its smallest id."""
    seen = [document_id]
    while (found := documents.get(seen[-1])) and found.reprint_of:
        if found.reprint_of in seen:
            return min(seen)
        seen.append(found.reprint_of)
    return seen[-1]


def copied(claim: Claim, documents: Mapping[str, Document]) -> tuple[str, int] | None:
    """Return the report that a claim's words were first told in, and where in it they stand, when this report copies
    them; None when they are its own."""
    at, document_id = claim.trigger.start, claim.document_id
    seen = {document_id}
    while (passage := _passage(documents.get(document_id), at)) and passage[0] not in seen:
        document_id, at = passage
        seen.add(document_id)
    return (document_id, at) if document_id != claim.document_id else None


def _passage(document: Document | None, at: int) -> tuple[str, int] | None:
    """Return the report from which the words at an offset are copied, and their offset there."""
    for passage in document.reprint.passages if document and document.reprint else ():
        if passage.start <= at < passage.end and document and document.reprint:
            return document.reprint.through, passage.of_start + at - passage.start
    return None


def original_of(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Return the report whose words a claim tells: the one that its report copies, where these words are copied."""
    document = documents.get(claim.document_id)
    if document and document.reprint and document.reprint.passages:
        source = copied(claim, documents)
        return source[0] if source else claim.document_id
    return original(claim.document_id, documents)


def total_rows(claim: Claim, outcome: Outcome) -> list[Count]:
    """Return the rows of an outcome that are part of no other."""
    return [c for c in claim.counts if c.outcome == outcome and c.part_of is None]


def bounds(row: Count) -> Interval:
    """Return the least and the most that a row allows, ends in order."""
    if row.low is not None and row.high is not None:
        return min(row.low, row.high), max(row.low, row.high)
    return row.low, row.high


def figure(claim: Claim, outcome: Outcome) -> Interval | None:
    """Return the claim's total for an outcome as an interval; None when it gives none.

    Rows that are part of no other hold different people and are added; an open end keeps the sum open.
    """
    rows = [bounds(row) for row in total_rows(claim, outcome)]
    return _added(tuple(rows)) if rows else None


@lru_cache(maxsize=KEPT)
def _added(rows: tuple[Interval, ...]) -> Interval:
    lows, highs = [low for low, _ in rows], [high for _, high in rows]
    low = None if None in lows else sum(x for x in lows if x is not None)
    high = None if None in highs else sum(x for x in highs if x is not None)
    return low, high


def _where(places: Sequence[Place]) -> tuple[Where, ...]:
    found = [Where(p, name_words(p.name, "place")) for p in places if p.role == "event"]
    return tuple([w for w in found if w.words and (w.place.lat is not None or w.place.name != w.place.name.lower())])


def _who(parties: Sequence[Party]) -> Who:
    return _named(tuple([(p.actor_id, p.name) for p in parties]))


@lru_cache(maxsize=100_000)
def _named(parties: tuple[tuple[str | None, str], ...]) -> Who:
    """Return parties by their register ids and names; the same few are named again and again."""
    ids = frozenset(i for i, _ in parties if i)
    words = frozenset(w for _, name in parties for w in name_words(name, "party"))
    described = frozenset(w for _, name in parties for w in name_words(name, "sentence"))
    return Who(ids, words, described)


@cache
def _event_nouns() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the event nouns, and a pattern for one that is spoken of as known."""
    nouns: list[str] = knowledge.packaged("linking")["event_nouns"]
    noun = rf"\b({'|'.join(sorted(nouns, key=len, reverse=True))})\b"
    return frozenset(nouns), re.compile(rf"\b(?:the|this|that|these|those)\s+(?:\w+\s+)?{noun}")


@lru_cache(maxsize=KEPT)
def _nouns(found: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(singular, found))


def read(claim: Claim, documents: Mapping[str, Document], codebook: Codebook) -> Facts:
    """Return the claim with everything that comparisons ask of it."""
    document = documents.get(claim.document_id)
    nouns, known = _event_nouns()
    quote = claim.quote.casefold()
    told = [word for word in _WORD.findall(quote) if word in nouns]
    return Facts(
        claim=claim,
        kind=kind_of(claim),
        top=top(claim.event_type),
        family=codebook.family(claim.event_type),
        days=days_of(claim.date),
        published=ordinal(document.published.date) if document else None,
        original=original_of(claim, documents),
        where=_where(claim.places),
        actors=_who(claim.actors),
        recipients=_who(claim.recipients),
        killed=figure(claim, "killed"),
        injured=figure(claim, "injured"),
        nouns=_nouns(tuple(told)),
        taken_up=_nouns(tuple(known.findall(quote)) if told else ()),
        source=claim.attribution[0].actor_id or claim.attribution[0].name if claim.attribution else "",
    )
