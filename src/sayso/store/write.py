"""What goes into a store. Every function works on an open transaction and leaves the past as it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Table, bindparam, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sayso.errors import NotFound, StoreError
from sayso.schema import Claim, Document, Incident, Run
from sayso.schema.document import Reprint
from sayso.store import rows, tables

PutResult = Literal["added", "updated", "unchanged"]

_AT_ONCE = 500
"""Documents fetched to be changed at one time: bounds the memory, and SQLite the values of one query."""


def _insert(connection: Connection, table: Table, new: Iterable[rows.Row]) -> None:
    if new := list(new):
        connection.execute(insert(table), new)


def add_run(connection: Connection, run: Run) -> None:
    """Add the run unless it is there."""
    if connection.scalar(select(tables.runs.c.id).where(tables.runs.c.id == run.id)) is None:
        _insert(connection, tables.runs, [rows.run_row(run)])


def put_document(connection: Connection, document: Document, recorded_at: str) -> PutResult:
    """Add the document, superseding the present version with the same key, if any."""
    t = tables.documents.c
    row = rows.document_row(document, recorded_at)
    same_report = t.key.is_not(None) & (t.key == row["key"]) & tables.present_document
    found = set(connection.scalars(select(t.id).where(or_(t.id == document.id, same_report))))
    if document.id in found:
        return "unchanged"
    if found:
        connection.execute(update(tables.documents).where(t.id.in_(found)).values(superseded_at=recorded_at))
    _insert(connection, tables.documents, [row])
    put_raw(connection, document)
    return "updated" if found else "added"


def put_raw(connection: Connection, document: Document) -> None:
    """Add the bytes that the document carries, unless the same are there. Two imports may add the same at one time."""
    for row in rows.raw_rows(document):
        connection.execute(insert_of(connection)(tables.raws).values(row).on_conflict_do_nothing())


def insert_of(connection: Connection) -> Any:
    """Return the insert of the database at hand that knows what to do with what is there already."""
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


def put_reprints(connection: Connection, reprints: Mapping[str, Reprint | None]) -> int:
    """Write to each document which other it reprints and how, and return how many changed."""
    t = tables.documents.c
    before = {id: of for id, of in connection.execute(select(t.id, t.reprint_of)) if id in reprints}
    concerned = [id for id, of in before.items() if of is not None or reprints[id] is not None]
    changed = 0
    for start in range(0, len(concerned), _AT_ONCE):
        found = connection.execute(select(t.id, t.record).where(t.id.in_(concerned[start : start + _AT_ONCE])))
        made = ((record, rows.reprint_row(id, record, reprints[id])) for id, record in found)
        new = [row for record, row in made if row["whole"] != record]
        if new:
            statement = update(tables.documents).where(t.id == bindparam("document"))
            values = {"reprint_of": bindparam("of"), "record": bindparam("whole", type_=t.record.type)}
            connection.execute(statement.values(values), new)
        changed += len(new)
    return changed


def put_claims(connection: Connection, document_id: str, claims: Iterable[Claim]) -> int:
    """Add the claims that are not there yet and return how many."""
    claims = list(claims)
    _check_claims(connection, document_id, claims)
    t = tables.claims.c
    there = set(connection.scalars(select(t.id).where(t.document_id == document_id)))
    new = list({claim.id: claim for claim in reversed(claims) if claim.id not in there}.values())[::-1]
    _insert(connection, tables.claims, map(rows.claim_row, new))
    _insert(connection, tables.parties, (row for claim in new for row in rows.party_rows(claim)))
    _insert(connection, tables.places, (row for claim in new for row in rows.place_rows(claim)))
    _insert(connection, tables.counts, (row for claim in new for row in rows.count_rows(claim)))
    _insert(connection, tables.attributions, (row for claim in new for row in rows.attribution_rows(claim)))
    return len(new)


def _check_claims(connection: Connection, document_id: str, claims: Sequence[Claim]) -> None:
    for claim in claims:
        if claim.document_id != document_id:
            raise StoreError(f"is a claim of {claim.document_id}", where=claim.id, expected=f"a claim of {document_id}")
    if connection.scalar(select(tables.documents.c.id).where(tables.documents.c.id == document_id)) is None:
        raise NotFound(f"no document {document_id!r}", do="put the document before its claims")


def put_rejection(connection: Connection, rejection: rows.Rejection) -> None:
    """Add the rejection."""
    _insert(connection, tables.rejections, [rows.rejection_row(rejection)])


def put_incidents(
    connection: Connection,
    incidents: Iterable[Incident],
    run_id: str,
    recorded_at: str,
    among: Collection[str] | None = None,
) -> None:
    """Make these the present incidents; versions and memberships that no longer hold are superseded. With `among` only
    those of incidents with these ids are."""
    incidents = list(incidents)
    member_of = _member_of(incidents)
    concerned = None if among is None else frozenset(among) | {i.id for i in incidents}
    _put_versions(connection, incidents, run_id, recorded_at, concerned)
    _put_memberships(connection, member_of, run_id, recorded_at, concerned)


def _member_of(incidents: Iterable[Incident]) -> dict[str, str]:
    """Return each claim's incident.

    Raises StoreError when an incident comes twice or a claim is in two.
    """
    member_of: dict[str, str] = {}
    seen: set[str] = set()
    for incident in incidents:
        if incident.id in seen:
            raise StoreError("the incident comes twice", where=incident.id, expected="each incident once")
        seen.add(incident.id)
        for claim in incident.claims:
            if member_of.setdefault(claim, incident.id) != incident.id:
                both = f"{member_of[claim]} and {incident.id}"
                raise StoreError(f"is in two incidents ({both})", where=claim, expected="a claim in one incident")
    return member_of


def _supersede(connection: Connection, table: Table, row_numbers: Iterable[int], recorded_at: str) -> None:
    gone = [{"row": number, "at": recorded_at} for number in row_numbers]
    if gone:
        statement = update(table).where(table.c.id == bindparam("row")).values(superseded_at=bindparam("at"))
        connection.execute(statement, gone)


def _put_versions(
    connection: Connection,
    incidents: Sequence[Incident],
    run_id: str,
    recorded_at: str,
    concerned: Collection[str] | None,
) -> None:
    v = tables.incident_versions.c
    query = select(v.incident_id, v.content, v.id).where(tables.present_version)
    present = {
        (incident_id, content): number
        for incident_id, content, number in connection.execute(query)
        if concerned is None or incident_id in concerned
    }
    known = set(connection.scalars(select(tables.incidents.c.id)))
    versions = {
        (row["incident_id"], row["content"]): row
        for row in (rows.incident_version_row(incident, run_id, recorded_at) for incident in incidents)
    }
    founded = [{"id": i.id, "recorded_at": recorded_at} for i in incidents if i.id not in known]
    _insert(connection, tables.incidents, founded)
    _supersede(connection, tables.incident_versions, (present[k] for k in present.keys() - versions), recorded_at)
    _insert(connection, tables.incident_versions, (row for k, row in versions.items() if k not in present))


def _put_memberships(
    connection: Connection, member_of: dict[str, str], run_id: str, recorded_at: str, concerned: Collection[str] | None
) -> None:
    m = tables.memberships.c
    query = select(m.claim_id, m.incident_id, m.id).where(tables.present_membership)
    present = {
        (claim, incident): number
        for claim, incident, number in connection.execute(query)
        if concerned is None or incident in concerned
    }
    wanted = member_of.items()
    _supersede(connection, tables.memberships, (present[k] for k in present.keys() - wanted), recorded_at)
    _insert(
        connection,
        tables.memberships,
        (
            {"claim_id": claim, "incident_id": incident, "recorded_at": recorded_at, "run_id": run_id}
            for claim, incident in wanted
            if (claim, incident) not in present
        ),
    )
