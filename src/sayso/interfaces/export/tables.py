"""The CSV tables: which columns they have, and how a record fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.interfaces.export.files import Written
from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.precision import acled, ucdp
from sayso.interfaces.export.tabular import Cell, Column, fields, numbered, write_csv
from sayso.interfaces.export.wording import OUTCOMES
from sayso.schema.claim import Claim, Count, Link, Place
from sayso.schema.document import Document
from sayso.schema.incident import Contested, Incident, PartyTally, Position, Related, SideTally, Tally, WhoTally
from sayso.schema.vocabulary import Outcome

SEPARATOR = "; "
"""Between several values in one cell; the child tables hold them apart."""

ENDS = ("low", "best", "high")


def joined(values: Iterable[str | None]) -> str | None:
    """Return several values as one cell, each once; None when there is none."""
    return SEPARATOR.join(dict.fromkeys(v for v in values if v)) or None


def total(claim: Claim, outcome: Outcome) -> Count | None:
    """Return the claim's total row for an outcome; None when it gives no figure for it."""
    return next((c for c in claim.counts if c.outcome == outcome and c.part_of is None), None)


def _first(record: Claim | Incident) -> Place | None:
    if isinstance(record, Incident):
        return record.place
    return record.places[0] if record.places else None


def _place_columns() -> list[Column[Any]]:
    told: list[tuple[str, str, str]] = [
        ("name", "string", "place, most specific one"),
        ("precision", "string", "how roughly: exact, near, part, district, governorate, region, country, unknown"),
        ("lat", "number", "latitude of the circle's centre, WGS84"),
        ("lon", "number", "longitude of the circle's centre, WGS84"),
        ("radius_m", "integer", "radius of the circle in metres"),
        ("country", "string", "ISO 3166-1 code or name of the country"),
        ("admin1", "string", "first-level unit"),
        ("admin2", "string", "second-level unit"),
        ("gazetteer_id", "string", "the gazetteer's entry"),
        ("answer", "string", "found, not_found (in the gazetteer), cannot_tell (which)"),
        ("score", "number", "the answer's share of all odds, 0 to 1"),
    ]

    def of(attribute: str) -> Callable[[Any], Cell]:
        return lambda record: getattr(_first(record), attribute, None)

    return [
        *(Column(_place_names.get(n, n), t, d, of(n)) for n, t, d in told),  # type: ignore[arg-type]
        Column("place_shape", "string", "point, circle, sector, corridor, polygon", lambda r: shape_kind(_first(r))),
        Column("geo_precision", "integer", "ACLED's code, 1 to 3; empty: not coded", lambda r: acled(_first(r))),
        Column("where_prec", "integer", "UCDP's code, 1 to 7; empty: unknown", lambda r: ucdp(_first(r))),
    ]


_place_names = {"name": "place", "precision": "place_precision", "answer": "place_answer", "score": "place_score"}


def shape_kind(place: Place | None) -> str | None:
    """Return what kind of shape a place has; None for a place without one."""
    return place.shape.kind if place and place.shape else None


def _date_columns() -> list[Column[Any]]:
    def of(attribute: str) -> Callable[[Any], Cell]:
        return lambda record: getattr(record.date, attribute, None)

    return [
        Column("date_start", "date", "first day on which it may have happened", of("start")),
        Column("date_end", "date", "last day on which it may have happened", of("end")),
        Column("date_precision", "string", "day, days, week, month, season, year, range", of("precision")),
        Column("date_basis", "string", "explicit, relative to publication, another date, another claim", of("basis")),
    ]


def _party_columns() -> list[Column[Any]]:
    return [
        Column("actors", "string", "who did it", lambda r: joined(a.name for a in r.actors)),
        Column("actor_ids", "string", "their entries in the register, or stable ids of others", _ids("actors")),
        Column("actor_names", "string", "the register's names for them", _canonical("actors")),
        Column("recipients", "string", "to whom", lambda r: joined(a.name for a in r.recipients)),
        Column("recipient_ids", "string", "their entries, or stable ids", _ids("recipients")),
        Column("recipient_names", "string", "the register's names for them", _canonical("recipients")),
    ]


def _ids(side: str) -> Callable[[Any], Cell]:
    return lambda record: joined(p.actor_id or p.unknown_id for p in getattr(record, side))


def _canonical(side: str) -> Callable[[Any], Cell]:
    return lambda record: joined(p.canonical for p in getattr(record, side))


def _total_columns() -> list[Column[Claim]]:
    def of(outcome: Outcome, attribute: str) -> Callable[[Claim], Cell]:
        return lambda claim: getattr(total(claim, outcome), attribute, None)

    columns: list[Column[Claim]] = []
    for o in OUTCOMES:
        columns += [Column(f"{o}_{e}", "integer", f"{o}, {e}; empty: not told or open", of(o, e)) for e in ENDS]
        columns.append(Column(f"{o}_quantifier", "string", f"{o}: exact, at_least, vague, none …", of(o, "quantifier")))
    return columns


def _tally_columns() -> list[Column[Incident]]:
    def of(outcome: str, attribute: str) -> Callable[[Incident], Cell]:
        return lambda incident: getattr(incident.counts.get(outcome), attribute, None)

    columns: list[Column[Incident]] = []
    for o in OUTCOMES:
        columns += [Column(f"{o}_{e}", "integer", f"{o}, {e}; empty: not told or open", of(o, e)) for e in ENDS]
        columns.append(Column(f"{o}_profile", "string", f"{o}: the rule that gave the figure", of(o, "profile")))
        columns.append(Column(f"{o}_reason", "string", f"{o}: why this figure", of(o, "reason")))
    return columns


def claim_columns(holdings: Holdings) -> list[Column[Claim]]:
    """Return the columns of `claims.csv`."""

    def report(attribute: str) -> Callable[[Claim], Cell]:
        return lambda claim: getattr(holdings.document_of(claim), attribute)

    return [
        Column("claim_id", "string", "the claim", lambda c: c.id),
        Column("incident_id", "string", "the incident it is held to describe", lambda c: holdings.membership.get(c.id)),
        Column("document_id", "string", "the report that makes it", lambda c: c.document_id),
        Column("publisher", "string", "who put the report out", report("publisher")),
        Column("published", "date", "when", lambda c: holdings.document_of(c).published.date),
        Column("url", "string", "the report's address", report("url")),
        Column("event_type", "string", "code of the codebook", lambda c: c.event_type),
        Column("status", "string", "happened, ongoing, planned, ended, denied, suspected", lambda c: c.status),
        Column("quote", "string", "the sentence, as written", lambda c: c.quote),
        Column("trigger", "string", "the words that name the event", lambda c: c.trigger.text),
        *_party_columns(),
        *_place_columns(),
        *_date_columns(),
        *_total_columns(),
        Column("said_by", "string", "innermost source; empty: the publisher itself", _said_by),
        Column("said_by_kind", "string", "belligerent, official, monitor …", _said_by_kind),
        Column("said_by_party", "boolean", "by a source that takes part in the incident", holdings.is_said_by_party),
        Column("said_on", "date", "day on which the source is said to have spoken, its first", _said_on("start")),
        Column("said_on_to", "date", "and its last", _said_on("end")),
        Column("chain", "string", "all sources, innermost first", lambda c: " > ".join(a.name for a in c.attribution)),
        Column("reason", "string", "cause that the text gives", lambda c: c.reason.text if c.reason else None),
        Column("qualifiers", "string", "negation, plan, hedge …", lambda c: joined(q.kind for q in c.qualifiers)),
        Column("qualifier_cues", "string", "by which words", lambda c: joined(q.cue for q in c.qualifiers)),
        Column("is_total", "boolean", "a cumulative figure", lambda c: c.is_total),
        Column("start", "integer", "offset of the quote in the document's text", lambda c: c.start),
        Column("end", "integer", "its end, exclusive", lambda c: c.end),
        Column("codebook", "string", "codebook and version", lambda c: c.codebook),
        Column("origin", "string", "machine or person", lambda c: c.origin),
        Column("run", "string", "the run that made it", lambda c: c.run),
    ]


def _said_by(claim: Claim) -> Cell:
    return claim.attribution[0].name if claim.attribution else None


def _said_on(end: str) -> Callable[[Claim], Cell]:
    return lambda claim: getattr(claim.said_on, end) if claim.said_on else None


def _said_by_kind(claim: Claim) -> Cell:
    return claim.attribution[0].kind if claim.attribution else None


def _relation(related: Related) -> str:
    return f"{related.relation} {related.incident_id}"


INCIDENT_COLUMNS: list[Column[Incident]] = [
    Column("incident_id", "string", "the incident", lambda i: i.id),
    Column("event_type", "string", "code of the codebook", lambda i: i.event_type),
    Column("status", "string", "happened, ongoing, planned, ended, denied, suspected", lambda i: i.status),
    *_party_columns(),
    *_place_columns(),
    *_date_columns(),
    *_tally_columns(),
    Column("claims", "integer", "claims held to describe it", lambda i: len(i.claims)),
    Column("publishers", "integer", "publishers", lambda i: len(i.publishers)),
    Column("independent_sources", "integer", "sources, reprints collapsed", lambda i: len(i.independent_sources)),
    Column("publisher_names", "string", "their names", lambda i: joined(i.publishers)),
    Column("source_names", "string", "the independent sources", lambda i: joined(i.independent_sources)),
    Column("grade", "string", "confirmed, fair, weak …", lambda i: i.grade.value if i.grade else None),
    Column("grade_reason", "string", "why", lambda i: i.grade.reason if i.grade else None),
    Column("single_source", "boolean", "all of it goes back to one source", lambda i: len(i.independent_sources) == 1),
    Column("party_sources", "string", "sources that take part", lambda i: joined(p.source for p in i.party_sources)),
    Column("warnings", "string", "what to bear in mind", lambda i: joined(w.text for w in i.warnings)),
    Column("contested", "string", "fields on which claims differ", lambda i: joined(c.field for c in i.contested)),
    Column("related", "string", "relations to other incidents", lambda i: joined(map(_relation, i.related))),
    Column("origin", "string", "machine or person", lambda i: i.origin),
    Column("run", "string", "the run that made it", lambda i: i.run),
]

DOCUMENT_COLUMNS: list[Column[Document]] = [
    Column("document_id", "string", "the report", lambda d: d.id),
    Column("external_id", "string", "its id in the input", lambda d: d.external_id),
    Column("publisher", "string", "who put it out", lambda d: d.publisher),
    Column("published", "date", "when", lambda d: d.published.date),
    Column("published_basis", "string", "where the date was found", lambda d: d.published.basis),
    Column("title", "string", "headline", lambda d: d.title),
    Column("author", "string", "author", lambda d: d.author),
    Column("url", "string", "address", lambda d: d.url),
    Column("language", "string", "ISO 639-1", lambda d: d.language),
    Column("agency", "string", "news agency credited", lambda d: d.agency),
    Column("reprint_of", "string", "the document that it reprints", lambda d: d.reprint_of),
    Column("unread", "string", "why it was kept but not read", lambda d: d.unread),
    Column("characters", "integer", "length of the text, which is in documents.jsonl", lambda d: len(d.text)),
    Column("raw_sha256", "string", "the bytes that it was read from", lambda d: d.raw_sha256),
]

_Part = tuple[Claim, int, Any]


def _owner() -> list[Column[Any]]:
    return [
        Column("claim_id", "string", "the claim", lambda p: p[0].id),
        Column("position", "integer", "place in the claim's list, from 0", lambda p: p[1]),
    ]


def _of(attribute: str) -> Callable[[_Part], Cell]:
    return lambda part: getattr(part[2], attribute)


def _parts(record: type[Any], names: str) -> list[Column[Any]]:
    integers = {"low", "best", "high", "start", "end", "part_of", "radius_m"}
    numbers = {"lat", "lon", "score"}
    return _owner() + [
        Column(
            name,
            "integer" if name in integers else "number" if name in numbers else "string",
            f"`{name}` of the {record.__name__.lower()}, as in the record contract",
            _of(name),
        )
        for name in names.split()
    ]


COUNT_COLUMNS = _parts(Count, "outcome who low best high quantifier text start end part_of of_actor")
LINK_COLUMNS = _parts(Link, "source name kind cue start end actor_id beside")
PLACE_COLUMNS = [
    *_parts(
        Place,
        "name text start end lat lon radius_m kind country admin1 admin2 gazetteer_id precision "
        "role answer score reason",
    ),
    Column("shape", "string", "point, circle, sector, corridor, polygon", lambda p: shape_kind(p[2])),
    Column("alternatives", "string", "entries of the runners-up", lambda p: joined(_entries(p[2]))),
    Column("geo_precision", "integer", "ACLED's code, 1 to 3; empty: not coded", lambda p: acled(p[2])),
    Column("where_prec", "integer", "UCDP's code, 1 to 7; empty: unknown", lambda p: ucdp(p[2])),
]


def _entries(place: Place) -> list[str | None]:
    return [other.gazetteer_id for other in place.alternatives]


_Held = tuple[Incident, Contested, Position]
CONTESTED_COLUMNS: list[Column[_Held]] = [
    Column("incident_id", "string", "the incident", lambda h: h[0].id),
    Column("field", "string", "the contested field", lambda h: h[1].field),
    Column("kind", "string", "dispute, update or difference", lambda h: h[1].kind),
    Column("value", "string", "one value that is held", lambda h: h[2].value),
    Column("sources", "string", "who holds it", lambda h: joined(h[2].sources)),
    Column("claims", "string", "in which claims", lambda h: joined(h[2].claims)),
]

_Relation = tuple[Incident, Related]
RELATED_COLUMNS: list[Column[_Relation]] = [
    Column("incident_id", "string", "the incident", lambda r: r[0].id),
    Column("relation", "string", "part_of, follows, retaliates_for or total_over", lambda r: r[1].relation),
    Column("other_id", "string", "the incident to which", lambda r: r[1].incident_id),
    Column("basis", "string", "text, containment or sum", lambda r: r[1].basis),
    Column("reason", "string", "why", lambda r: r[1].reason),
    Column("words", "string", "the words of the text that say so", lambda r: r[1].words),
    Column("sources", "string", "who says so", lambda r: joined(r[1].sources)),
    Column("claims", "string", "in which claims", lambda r: joined(r[1].claims)),
]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One figure of an incident: of the whole, a side, a kind of people, or what a party says itself."""

    incident: Incident
    outcome: str
    part: str
    name: str | None
    ends: tuple[int | None, int | None, int | None]
    profile: str
    reason: str | None


def reckoned(incident: Incident) -> Iterator[Reckoned]:
    """Give an incident's figures; those of a part are read from the same claims and never add up to the whole."""

    def row(part: str, name: str | None, figure: Tally | SideTally | WhoTally | PartyTally, reason: str) -> Reckoned:
        ends = figure.low, figure.best, figure.high
        return Reckoned(incident, outcome, part, name, ends, tally.profile, reason or None)

    for outcome in (o for o in OUTCOMES if o in incident.counts):
        tally = incident.counts[outcome]
        yield row("whole", None, tally, tally.reason)
        for side in tally.by_side:
            yield row("side", side.actor, side, side.reason)
        for who in tally.by_who:
            yield row("who", who.who, who, who.reason)
        for party in tally.by_party:
            yield row("party", party.source, party, "a claim of enemy losses" if party.enemy_losses else "")


FIGURE_COLUMNS: list[Column[Reckoned]] = [
    Column("incident_id", "string", "the incident", lambda f: f.incident.id),
    Column("outcome", "string", "killed, injured …", lambda f: f.outcome),
    Column(
        "part", "string", "whole; side, who: a part, never added to it; party: a party's own word", lambda f: f.part
    ),
    Column("name", "string", "which side, kind of people or party", lambda f: f.name),
    Column("low", "integer", "empty: open", lambda f: f.ends[0]),
    Column("best", "integer", "empty: the rule recommends none", lambda f: f.ends[1]),
    Column("high", "integer", "empty: open", lambda f: f.ends[2]),
    Column("profile", "string", "the rule that gave the figure", lambda f: f.profile),
    Column("reason", "string", "why this figure", lambda f: f.reason),
]


def write_tables(folder: Path, holdings: Holdings) -> tuple[list[Written], dict[str, list[dict[str, str]]]]:
    """Write all CSV tables into the folder; return the files and each file's Table Schema fields."""
    claims = holdings.claims
    held = [(i, c, p) for i in holdings.incidents for c in i.contested for p in c.positions]
    tables: list[tuple[str, list[Column[Any]], Any]] = [
        ("documents.csv", DOCUMENT_COLUMNS, holdings.documents),
        ("claims.csv", claim_columns(holdings), claims),
        ("claim_counts.csv", COUNT_COLUMNS, numbered((c, c.counts) for c in claims)),
        ("claim_attributions.csv", LINK_COLUMNS, numbered((c, c.attribution) for c in claims)),
        ("claim_places.csv", PLACE_COLUMNS, numbered((c, c.places) for c in claims)),
        ("incidents.csv", INCIDENT_COLUMNS, holdings.incidents),
        ("incident_figures.csv", FIGURE_COLUMNS, [f for i in holdings.incidents for f in reckoned(i)]),
        ("incident_contested.csv", CONTESTED_COLUMNS, held),
        ("incident_related.csv", RELATED_COLUMNS, [(i, r) for i in holdings.incidents for r in i.related]),
    ]
    files = [write_csv(folder / name, columns, rows) for name, columns, rows in tables]
    return files, {name: fields(columns) for name, columns, _ in tables}
