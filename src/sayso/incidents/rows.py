"""A claim as one flat row of numbers and short lists, which any SQL engine can compare with another.

Everything that needs Python (spellings, places, rarity, copies) is settled here, once for each claim; what is left
for a pair of claims is arithmetic and the overlap of short lists. Words and ids stand as whole numbers (`code`): they
are only ever compared for equality, and numbers are small and quick. A row is made of groups of columns (a place, a
party, a type): claims share most of them, so that each is made once and laid into the table as often as it comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.incidents.block import Looking, Looks, looks
from sayso.incidents.codes import code, code_of_sentence, codes
from sayso.incidents.facts import KEPT, UNITS, Days, Facts, Interval, Spot, Who, copied, lasting, total_rows
from sayso.incidents.names import canonical, name_words, quote_words
from sayso.incidents.rarity import Rarity, Wordings
from sayso.schema.actors import ActorRegister
from sayso.schema.document import Document

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]

EARTH_M = 6_371_000.0
REPORT_WORDS, QUOTE_WORDS = 12, 8
"""How many of a report's most telling words, and of a quote's rarest, are compared."""
REPORT_BITS, QUOTE_BITS = 3.0, 4.0
"""How rare such a word has to be at least: a word of every 8th, of every 16th report."""
REPORT_KEYS, QUOTE_KEYS = 3, 4
"""How many of them open blocks."""
AT_ONCE = 10_000
"""Rows that are held as Python's own objects at one time: they take far more room than in a table."""
DAY_TOLD = ("explicit", "relative")
"""Bases of a date that the words of the sentence itself tell."""
STEM = 5
"""Letters of a trigger word by which "bombed" and "bombing" meet."""

_COLUMNS = {
    "long": ("doc", "original", "copied_from", "trigger_at", "gazetteer", "source", "said"),
    "int": ("n", "start", "stop", "first", "last", "published", "earliest", "latest", "killed_low", "killed_high",
            "injured_low", "injured_high"),
    "double": ("x", "y", "z", "radius"),
    "flag": ("lasting", "placed", "sized", "exact", "town", "taken_over", "day_told", "actor_known", "recipient_known",
             "killed", "injured", "killed_sided", "event"),
    "text": ("kind", "top", "type", "family", "status", "place_kind", "country"),
    "codes": ("place_words", "place_head", "place_rest", "place_within", "place_unit", "actor", "actor_line",
              "actor_words", "recipient", "recipient_line", "recipient_words", "killed_sides", "quote_words",
              "report_words", "trigger_words", "nouns", "taken_up", "reason", "blocks"),
}  # fmt: skip
"""The columns of a row by their type; `codes` are lists of whole numbers."""


@cache
def schema() -> pa.Schema:
    """Return the columns and their types, as Arrow has them."""
    import pyarrow as pa

    types = {
        "long": pa.int64(), "int": pa.int32(), "double": pa.float64(), "flag": pa.bool_(), "text": pa.string(),
        "codes": pa.list_(pa.int64()),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for kind, names in _COLUMNS.items() for name in names])


def _whole(words: frozenset[str]) -> str:
    return " ".join(sorted(map(canonical, words)))


# ---- groups of columns


def _at(spot: Spot) -> tuple[float, float, float] | None:
    """Return a place in metres from the middle of the earth, so that distance is three differences."""
    if spot.lat is None or spot.lon is None:
        return None
    lat, lon = radians(spot.lat), radians(spot.lon)
    return EARTH_M * cos(lat) * cos(lon), EARTH_M * cos(lat) * sin(lon), EARTH_M * sin(lat)


def _names(spot: Spot) -> list[str]:
    entry = spot.gazetteer_id
    return [f"name {_whole(spot.words)}", *([f"entry {entry}"] if entry else [])]


@lru_cache(maxsize=KEPT)
def _place_columns(spots: tuple[Spot, ...]) -> Row:
    """Return the most specific place in full, and by which names the larger ones around it go."""
    head = spots[0] if spots else None
    at = _at(head) if head else None
    admin = [name_words(unit, "place") for unit in (head.admin1, head.admin2) if unit] if head else []
    entry = head.gazetteer_id if head else None
    return {
        "placed": head is not None,
        "place_words": codes(map(canonical, head.words)) if head else [],
        "place_head": codes(_names(head)) if head else [],
        "place_rest": codes(name for spot in spots[1:] for name in _names(spot)),
        "place_within": codes(_whole(words) for words in admin if words),
        "place_unit": codes([_whole(head.words)]) if head and head.kind in UNITS else [],
        "place_kind": head.kind if head else None,
        "country": head.country if head else None,
        "gazetteer": code(entry) if entry else None,
        "x": at[0] if at else None,
        "y": at[1] if at else None,
        "z": at[2] if at else None,
        "radius": float(head.radius_m or 0) if head else 0.0,
        "sized": bool(head and head.radius_m is not None),
        "exact": bool(head and head.precision == "exact"),
        "town": bool(head and head.kind == "settlement" and head.precision == "exact" and entry),
    }


@lru_cache(maxsize=KEPT)
def _party_columns(name: str, who: Who) -> Row:
    line = (f"id {a}" for i in who.ids for a in ActorRegister.packaged().family(i))
    return {
        f"{name}_known": bool(who.ids or who.described),
        name: codes([*(f"id {i}" for i in who.ids), *map(canonical, who.words)]),
        f"{name}_line": codes(line),
        f"{name}_words": codes(who.described),
    }


@lru_cache(maxsize=KEPT)
def _type_columns(kind: str, event_type: str, top: str, family: str, status: str) -> Row:
    return {
        "kind": kind,
        "top": top,
        "type": event_type,
        "family": family,
        "status": status,
        "lasting": top in lasting(),
        "event": kind == "event",
    }


def _figures(facts: Facts) -> Row:
    """Return the figures of a claim that tells of one event; cumulative ones say nothing about a happening."""
    if facts.kind != "event":
        return _figure_columns(None, None, frozenset((None,)))
    sides = [row.of_actor for row in total_rows(facts.claim, "killed")] if facts.killed else [None]
    return _figure_columns(facts.killed, facts.injured, frozenset(sides))


@lru_cache(maxsize=KEPT)
def _figure_columns(killed: Interval | None, injured: Interval | None, sides: frozenset[str | None]) -> Row:
    """Return the figures for the dead and the injured, and of which sides the dead are."""
    return {
        "killed": killed is not None,
        "killed_low": killed[0] if killed else None,
        "killed_high": killed[1] if killed else None,
        "killed_sided": None not in sides,
        "killed_sides": codes(s for s in sides if s),
        "injured": injured is not None,
        "injured_low": injured[0] if injured else None,
        "injured_high": injured[1] if injured else None,
    }


def _times(facts: Facts) -> Row:
    span = facts.claim.date
    told = bool(span and span.basis in DAY_TOLD and span.start == span.end)
    return _time_columns(facts.days, facts.published, told, bool(span and span.basis == "event"))


@lru_cache(maxsize=KEPT)
def _time_columns(told: Days | None, published: int | None, day_told: bool, taken_over: bool) -> Row:
    days = told or ((published, published) if published else None)
    return {
        "first": told[0] if told else None,
        "last": told[1] if told else None,
        "published": published,
        "earliest": days[0] if days else None,
        "latest": days[1] if days else None,
        "day_told": day_told,
        "taken_over": taken_over,
    }


@lru_cache(maxsize=KEPT)
def _naming_columns(trigger: str, nouns: frozenset[str], taken_up: frozenset[str], reason: str | None) -> Row:
    return {
        "trigger_words": codes(w[:STEM] for w in name_words(trigger, "sentence")),
        "nouns": codes(nouns),
        "taken_up": codes(taken_up),
        "reason": codes(name_words(reason, "sentence")) if reason is not None else [],
    }


def _shared(facts: Facts) -> tuple[Row, ...]:
    """Return the groups of a claim that others are likely to have too."""
    claim = facts.claim
    return (
        _type_columns(facts.kind, claim.event_type, facts.top, facts.family, claim.status),
        _figures(facts),
        _times(facts),
        _naming_columns(claim.trigger.text, facts.nouns, facts.taken_up, claim.reason.text if claim.reason else None),
        _place_columns(tuple([where.spot for where in facts.where])),
        _party_columns("actor", facts.actors),
        _party_columns("recipient", facts.recipients),
    )


def _own(facts: Facts, source: tuple[str, int] | None, quote: frozenset[str], rare: Sequence[str]) -> Row:
    """Return what hardly two claims share: where it stands, who says it, and the rare ones of its words."""
    claim = facts.claim
    return {
        "doc": code(claim.document_id),
        "original": code(facts.original),
        "copied_from": code(source[0] if source else claim.document_id),
        "trigger_at": source[1] if source else claim.trigger.start,
        "start": claim.start,
        "stop": claim.end,
        "source": code(facts.source) if facts.source else None,
        "said": code_of_sentence(" ".join(sorted(quote))) if len(quote) > 3 else None,
        "quote_words": codes(rare),
    }


# ---- the table


def _laid_out(group: Sequence[Row]) -> dict[str, pa.Array]:
    """Return the columns of one group for claim after claim; what several have in common is converted once."""
    import pyarrow as pa

    distinct = {id(made): made for made in group}
    made = {name: pa.array([row[name] for row in distinct.values()], schema().field(name).type) for name in group[0]}
    if len(distinct) == len(group):
        return made
    number = {one: n for n, one in enumerate(distinct)}
    at = pa.array([number[id(row)] for row in group], pa.int32())
    return {name: column.take(at) for name, column in made.items()}


def _table(rows: Sequence[tuple[Row, ...]], first: int) -> pa.Table:
    """Return rows, each given by its groups, as a table: numbered from `first`, without blocks."""
    import pyarrow as pa

    columns = {name: column for group in zip(*rows, strict=True) for name, column in _laid_out(group).items()}
    columns["n"] = pa.array(range(first, first + len(rows)), pa.int32())
    columns["blocks"] = pa.array([[]] * len(rows), schema().field("blocks").type)
    return pa.table([columns[name] for name in schema().names], schema=schema())


class _Report(NamedTuple):
    """A report's words: those that tell it from the others at hand, as a group of columns, and those that are rare by
    how news uses them, whatever is at hand."""

    document_id: str
    columns: Row
    opening: tuple[str, ...]


class Reading:
    """What is read of some reports, by id, for the rows of all their claims."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._wordings = Wordings(documents)
        self._here, self._news = self._wordings.rarity(), Rarity(0, {})
        self._last: _Report | None = None

    def _report(self, document_id: str) -> _Report:
        """Return the words of a report; those of the last one are kept, as its claims come one after another."""
        if self._last is None or self._last.document_id != document_id:
            words = self._wordings.of(document_id)
            told = self._here.telling(words, REPORT_WORDS, REPORT_BITS)
            opening = self._news.telling(words, REPORT_KEYS, REPORT_BITS)
            self._last = _Report(document_id, {"report_words": codes(told)}, opening)
        return self._last

    def _looks(self, facts: Facts, quote: frozenset[str]) -> Looks:
        rare = self._news.rarest(quote, QUOTE_KEYS, QUOTE_BITS)
        return looks(facts, (*rare, *self._report(facts.claim.document_id).opening))

    def looks(self, facts: Facts) -> Looks:
        """Return what a claim looks for others by; the same whatever other reports are at hand."""
        return self._looks(facts, quote_words(facts.claim.quote))

    def _row(self, facts: Facts, quote: frozenset[str]) -> tuple[Row, ...]:
        rare = self._here.rarest(quote, QUOTE_WORDS, QUOTE_BITS)
        own = _own(facts, copied(facts.claim, self._documents), quote, rare)
        return own, self._report(facts.claim.document_id).columns, *_shared(facts)

    def table(self, claims: Sequence[Facts]) -> tuple[pa.Table, Looking]:
        """Return the rows of some claims, numbered from 0, without their blocks; and what they look for others by."""
        import pyarrow as pa

        parts, looking = [], Looking()
        for first in range(0, len(claims), AT_ONCE):
            rows = []
            for facts in claims[first : first + AT_ONCE]:
                quote = quote_words(facts.claim.quote)
                rows.append(self._row(facts, quote))
                looking.add(self._looks(facts, quote))
            parts.append(_table(rows, first))
        return pa.concat_tables(parts), looking
