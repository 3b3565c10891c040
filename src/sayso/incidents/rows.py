"""A claim as one flat row of numbers and short lists, which any SQL engine can compare with another.

Everything that needs Python (spellings, places, rarity, copies) is settled here, once for each claim; what is left
for a pair of claims is arithmetic and the overlap of short lists. Words and ids stand as whole numbers (`code`): they
are only ever compared for equality, and numbers are small and quick.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from sayso.incidents.block import Looks, looks
from sayso.incidents.codes import code, codes
from sayso.incidents.facts import UNITS, Facts, Where, Who, copied, lasting, total_rows
from sayso.incidents.names import canonical, name_words
from sayso.incidents.rarity import Rarity, report_words, telling
from sayso.schema.actors import ActorRegister
from sayso.schema.claim import Place
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


def _at(place: Place) -> tuple[float, float, float] | None:
    """Return a place in metres from the middle of the earth, so that distance is three differences."""
    if place.lat is None or place.lon is None:
        return None
    lat, lon = radians(place.lat), radians(place.lon)
    return EARTH_M * cos(lat) * cos(lon), EARTH_M * cos(lat) * sin(lon), EARTH_M * sin(lat)


def _names(where: Where) -> list[str]:
    entry = where.place.gazetteer_id
    return [f"name {_whole(where.words)}", *([f"entry {entry}"] if entry else [])]


@lru_cache(maxsize=100_000)
def _place_columns(where: tuple[Where, ...]) -> Row:
    """Return the most specific place in full, and by which names the larger ones around it go."""
    head = where[0].place if where else None
    at = _at(head) if head else None
    admin = [name_words(unit, "place") for unit in (head.admin1, head.admin2) if unit] if head else []
    entry = head.gazetteer_id if head else None
    return {
        "placed": head is not None,
        "place_words": codes(map(canonical, where[0].words)) if where else [],
        "place_head": codes(_names(where[0])) if where else [],
        "place_rest": codes(name for w in where[1:] for name in _names(w)),
        "place_within": codes(_whole(words) for words in admin if words),
        "place_unit": codes([_whole(where[0].words)]) if head and head.kind in UNITS else [],
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


@lru_cache(maxsize=100_000)
def _party_columns(name: str, who: Who) -> Row:
    register = ActorRegister.packaged()
    line = (f"id {a}" for i in who.ids for a in register.family(i))
    return {
        f"{name}_known": bool(who.ids or who.described),
        name: codes([*(f"id {i}" for i in who.ids), *map(canonical, who.words)]),
        f"{name}_line": codes(line),
        f"{name}_words": codes(who.described),
    }


def _figure_columns(facts: Facts) -> Row:
    """Return the figures of a claim that tells of one event; cumulative ones say nothing about a happening."""
    event = facts.kind == "event"
    killed, injured = (facts.killed, facts.injured) if event else (None, None)
    sides = {row.of_actor for row in total_rows(facts.claim, "killed")} if killed else {None}
    return {
        "event": event,
        "killed": killed is not None,
        "killed_low": killed[0] if killed else None,
        "killed_high": killed[1] if killed else None,
        "killed_sided": None not in sides,
        "killed_sides": codes(s for s in sides if s),
        "injured": injured is not None,
        "injured_low": injured[0] if injured else None,
        "injured_high": injured[1] if injured else None,
    }


def _time_columns(facts: Facts) -> Row:
    span = facts.claim.date
    days = facts.days or ((facts.published, facts.published) if facts.published else None)
    return {
        "first": facts.days[0] if facts.days else None,
        "last": facts.days[1] if facts.days else None,
        "published": facts.published,
        "earliest": days[0] if days else None,
        "latest": days[1] if days else None,
        "day_told": bool(span and span.basis in DAY_TOLD and span.start == span.end),
        "taken_over": bool(facts.claim.date and facts.claim.date.basis == "event"),
    }


def _text_columns(facts: Facts, source: tuple[str, int] | None, rarity: Rarity, report: Sequence[str]) -> Row:
    claim = facts.claim
    quote = name_words(claim.quote, "sentence")
    return {
        "doc": code(claim.document_id),
        "original": code(facts.original),
        "copied_from": code(source[0] if source else claim.document_id),
        "trigger_at": source[1] if source else claim.trigger.start,
        "start": claim.start,
        "stop": claim.end,
        "source": code(facts.source) if facts.source else None,
        "said": code(" ".join(sorted(quote))) if len(quote) > 3 else None,
        "quote_words": codes(rarity.rarest(quote, QUOTE_WORDS, QUOTE_BITS)),
        "report_words": codes(report),
        "trigger_words": codes(w[:STEM] for w in name_words(claim.trigger.text, "sentence")),
        "nouns": codes(facts.nouns),
        "taken_up": codes(facts.taken_up),
        "reason": codes(name_words(claim.reason.text, "sentence")) if claim.reason else [],
    }


def _row(
    facts: Facts,
    source: tuple[str, int] | None,
    rarity: Rarity,
    report: Sequence[str],
    lasts: bool,
) -> Row:
    return {
        "n": None,
        "kind": facts.kind,
        "top": facts.top,
        "type": facts.claim.event_type,
        "family": facts.family,
        "status": facts.claim.status,
        "lasting": lasts,
        **_time_columns(facts),
        **_place_columns(facts.where),
        **_party_columns("actor", facts.actors),
        **_party_columns("recipient", facts.recipients),
        **_figure_columns(facts),
        **_text_columns(facts, source, rarity, report),
        "blocks": [],
    }


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of some reports, once, for the rows of all their claims.

    `telling` and `opening` are, of each report, the words that tell it from those at hand, and those that are rare by
    how news uses them, whatever is at hand.
    """

    documents: Mapping[str, Document]
    rarity: Rarity
    telling: Mapping[str, Sequence[str]]
    opening: Mapping[str, Sequence[str]]
    news: Rarity

    @classmethod
    def of(cls, documents: Mapping[str, Document]) -> Reading:
        """Read the words of some reports, by id."""
        words = {i: report_words(d) for i, d in documents.items()}
        here, news = Rarity.of(w for w in words.values() if w), Rarity(0, {})
        told = {i: telling(w, here, REPORT_WORDS, REPORT_BITS) for i, w in words.items()}
        opening = {i: telling(w, news, REPORT_KEYS, REPORT_BITS) for i, w in words.items()}
        return cls(documents, here, told, opening, news)

    def row(self, facts: Facts) -> Row:
        """Return a claim's row; its number and its blocks are for the caller to set."""
        source = copied(facts.claim, self.documents)
        report = self.telling.get(facts.claim.document_id, ())
        return _row(facts, source, self.rarity, report, facts.top in lasting())

    def looks(self, facts: Facts) -> Looks:
        """Return what a claim looks for others by; the same whatever other reports are at hand."""
        quote = self.news.rarest(name_words(facts.claim.quote, "sentence"), QUOTE_KEYS, QUOTE_BITS)
        return looks(facts, (*quote, *self.opening.get(facts.claim.document_id, ())))

    def table(self, claims: Sequence[Facts]) -> tuple[pa.Table, list[Looks]]:
        """Return the rows of some claims, numbered from 0, without their blocks; and what they look for others by."""
        import pyarrow as pa

        parts = [
            pa.Table.from_pylist(
                [self.row(f) | {"n": n} for n, f in enumerate(claims[at : at + AT_ONCE], at)], schema=schema()
            )
            for at in range(0, len(claims), AT_ONCE)
        ]
        return pa.concat_tables(parts).combine_chunks(), [self.looks(f) for f in claims]
