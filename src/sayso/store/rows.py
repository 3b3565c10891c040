"""Records as rows: the whole record, and beside it the columns worth querying."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sayso.schema import Claim, Document, Incident, Run
from sayso.schema.contract import to_dict
from sayso.schema.document import Reprint
from sayso.schema.identity import digest

Row: TypeAlias = dict[str, Any]

PAGE = "page"
"""Kind of a raw content that is no bytes read but the page that was taken out of them, in UTF-8."""

_LARGEST = 2**63 - 1
_LONGEST = 600
"""Characters of a text column: PostgreSQL indexes no value of more than 2,700 bytes. The record has the whole text."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that a run could not take in: `where` names it, `reason` says why."""

    run_id: str
    where: str
    reason: str


def plain(text: str | None) -> str | None:
    """Return text that every database takes in a column: NUL and lone surrogates shown, not kept, a long one cut."""
    return None if text is None else _shown(text)[:_LONGEST]


def _shown(text: str) -> str:
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def _key(key: str) -> str | None:
    """Return the key as a column; "" is none, and a long one is named by its hash, for keys must not be cut."""
    shown = _shown(key)
    return (shown if len(shown) <= _LONGEST else digest(key, size=64)) or None


def bounded(number: int | None) -> int | None:
    """Return a number that fits a column: a misread figure of twenty digits stops at 2^63 - 1."""
    return None if number is None else max(-_LARGEST, min(_LARGEST, number))


def run_row(run: Run) -> Row:
    """Return the row of `runs`."""
    columns = {name: plain(value) for name, value in to_dict(run).items()}
    return {**columns, "record": to_dict(run)}


def rejection_row(rejection: Rejection) -> Row:
    """Return the row of `rejections`."""
    return {"run_id": rejection.run_id, "input": _shown(rejection.where), "reason": _shown(rejection.reason)}


def document_row(document: Document, recorded_at: str) -> Row:
    """Return the row of `documents`; a document without a key stands alone, so its key column is null."""
    return {
        "id": document.id,
        "key": _key(document.key),
        "recorded_at": recorded_at,
        "external_id": plain(document.external_id),
        "url": plain(document.url),
        "publisher": plain(document.publisher),
        "title": plain(document.title),
        "published": plain(document.published.date),
        "language": plain(document.language),
        "unread": plain(document.unread),
        "reprint_of": plain(document.reprint_of),
        "raw_sha256": plain(document.raw_sha256),
        "origin": document.origin,
        "run_id": document.run,
        "record": to_dict(document),
    }


def raw_rows(document: Document) -> Iterable[Row]:
    """Give the rows of `raws` that a document carries: its bytes, and its page where they do not decode to it."""
    raw, back = document.raw, document.way_back
    if raw is None:
        return
    yield _raw_row(document.raw_sha256, raw.content, raw.kind, back.encoding if back else None)
    if raw.page is not None and back is not None:
        yield _raw_row(back.page_sha256, raw.page.encode("utf-8", "surrogatepass"), PAGE, "utf-8")


def _raw_row(sha256: str, content: bytes, kind: str, encoding: str | None) -> Row:
    packed = zlib.compress(content)
    return {"sha256": sha256, "size": len(content), "kind": kind, "encoding": encoding, "zlib": packed}


def reprint_row(document_id: str, record: Row, reprint: Reprint | None) -> Row:
    """Return what to change in `documents` when a document turns out to reprint another, or not to."""
    of = reprint.of if reprint else None
    whole = {**record, "reprint_of": of, "reprint": to_dict(reprint) if reprint else None}
    return {"document": document_id, "of": plain(of), "whole": whole}


def claim_row(claim: Claim) -> Row:
    """Return the row of `claims`."""
    date = claim.date
    return {
        "id": claim.id,
        "document_id": claim.document_id,
        "codebook": plain(claim.codebook),
        "event_type": plain(claim.event_type),
        "status": claim.status,
        "span_start": bounded(claim.start),
        "span_end": bounded(claim.end),
        "date_start": plain(date.start) if date else None,
        "date_end": plain(date.end) if date else None,
        "date_precision": date.precision if date else None,
        "is_total": claim.is_total,
        "origin": claim.origin,
        "run_id": claim.run,
        "record": to_dict(claim),
    }


def party_rows(claim: Claim) -> Iterable[Row]:
    """Give the rows of `parties`: actors and recipients, each in the claim's order."""
    for role, parties in (("actor", claim.actors), ("recipient", claim.recipients)):
        for ordinal, party in enumerate(parties):
            names = {"name": plain(party.name), "actor_id": plain(party.actor_id)}
            yield {"claim_id": claim.id, "ordinal": ordinal, "role": role, **names}


def place_rows(claim: Claim) -> Iterable[Row]:
    """Give the rows of `places`, most specific first."""
    for ordinal, place in enumerate(claim.places):
        yield {
            "claim_id": claim.id,
            "ordinal": ordinal,
            "name": plain(place.name),
            "kind": place.kind,
            "country": plain(place.country),
            "admin1": plain(place.admin1),
            "lat": place.lat,
            "lon": place.lon,
            "radius_m": bounded(place.radius_m),
            "gazetteer_id": plain(place.gazetteer_id),
            "precision": place.precision,
        }


def count_rows(claim: Claim) -> Iterable[Row]:
    """Give the rows of `counts`; `part_of` is an ordinal of the same claim."""
    for ordinal, count in enumerate(claim.counts):
        yield {
            "claim_id": claim.id,
            "ordinal": ordinal,
            "outcome": count.outcome,
            "who": count.who,
            "low": bounded(count.low),
            "best": bounded(count.best),
            "high": bounded(count.high),
            "quantifier": count.quantifier,
            "part_of": bounded(count.part_of),
            "of_actor": plain(count.of_actor),
        }


def attribution_rows(claim: Claim) -> Iterable[Row]:
    """Give the rows of `attributions`, innermost first; none: the publisher's own voice."""
    for ordinal, link in enumerate(claim.attribution):
        yield {
            "claim_id": claim.id,
            "ordinal": ordinal,
            "source": plain(link.source),
            "name": plain(link.name),
            "kind": link.kind,
            "cue": plain(link.cue),
            "actor_id": plain(link.actor_id),
            "beside": link.beside,
        }


def incident_version_row(incident: Incident, run_id: str, recorded_at: str) -> Row:
    """Return the row of `incident_versions`."""
    record = to_dict(incident)
    date = incident.date
    return {
        "incident_id": incident.id,
        "recorded_at": recorded_at,
        "run_id": run_id,
        "content": _content(record),
        "event_type": plain(incident.event_type),
        "status": incident.status,
        "date_start": plain(date.start) if date else None,
        "date_end": plain(date.end) if date else None,
        "record": record,
    }


def _content(record: Row) -> str:
    """Return a hash of what the record says; the run that said it is no part, so a rerun changes nothing."""
    said = {name: value for name, value in record.items() if name != "run"}
    return digest(json.dumps(said, sort_keys=True), size=32)
