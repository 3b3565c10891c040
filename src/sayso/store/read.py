"""What comes out of a store: records equal to those that went in, in a fixed order."""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import ColumnElement, Connection, Select, String, exists, func, or_, select
from sqlalchemy.sql.elements import KeyedColumnElement

from sayso.errors import NotFound, StoreError
from sayso.schema import Claim, Document, Incident, Membership, Run
from sayso.schema.contract import from_dict
from sayso.store import tables
from sayso.store.rows import Rejection

_SHOWN = 5
"""How many ids a NotFound lists."""


def documents(connection: Connection, superseded: bool) -> list[Document]:
    """Return the present documents by date of publication, or with `superseded` every version."""
    t = tables.documents.c
    query = select(t.record).order_by(t.published.nulls_last(), t.id)
    if not superseded:
        query = query.where(tables.present_document)
    return [from_dict(Document, record) for record in connection.scalars(query)]


def claims(connection: Connection, conditions: list[ColumnElement[bool]]) -> list[Claim]:
    """Return the claims of the present documents that meet every condition, in text order of each document."""
    c, d = tables.claims.c, tables.documents.c
    query = (
        select(c.record)
        .join(tables.documents)
        .where(tables.present_document, *conditions)
        .order_by(d.published.nulls_last(), d.id, c.span_start, c.span_end, c.id)
    )
    return [from_dict(Claim, record) for record in connection.scalars(query)]


def of_document(document_id: str) -> ColumnElement[bool]:
    """Match the claims of a document."""
    return tables.claims.c.document_id == document_id


def of_incident(incident_id: str) -> ColumnElement[bool]:
    """Match the present claims of an incident."""
    m = tables.memberships.c
    members = select(m.claim_id).where(m.incident_id == incident_id, tables.present_membership)
    return tables.claims.c.id.in_(members)


def of_type(event_type: str) -> ColumnElement[bool]:
    """Match an event type; a top-level one takes its subtypes in."""
    column = tables.claims.c.event_type
    return or_(column == event_type, _starts(column, event_type + "."))


def of_status(status: str) -> ColumnElement[bool]:
    """Match a status."""
    return tables.claims.c.status == status


def incidents(connection: Connection) -> list[Incident]:
    """Return the present incidents by date, those without one last."""
    v = tables.incident_versions.c
    query = select(v.record).where(tables.present_version).order_by(v.date_start.nulls_last(), v.incident_id)
    return [from_dict(Incident, record) for record in connection.scalars(query)]


def document_ids(connection: Connection) -> frozenset[str]:
    """Return the id of every document, present or superseded."""
    return frozenset(connection.scalars(select(tables.documents.c.id)))


def has_document(connection: Connection, document_id: str) -> bool:
    """Tell whether the document is there, in whatever version."""
    t = tables.documents.c
    return connection.scalar(select(t.id).where(t.id == document_id)) is not None


def document(connection: Connection, prefix: str) -> Document:
    """Return the one document, of any version, whose id begins so."""
    t = tables.documents.c
    found = _find(connection, select(t.id), t.id, prefix, "document")
    return from_dict(Document, connection.scalars(select(t.record).where(t.id == found)).one())


def lacks_raw(connection: Connection, document: Document) -> bool:
    """Tell whether the document is there, read from the same bytes, and these bytes are not."""
    t = tables.documents.c
    kept = exists().where(tables.raws.c.sha256 == t.raw_sha256)
    same = select(t.id).where(t.id == document.id, t.raw_sha256 == document.raw_sha256, ~kept)
    return connection.scalar(same) is not None


def raw(connection: Connection, sha256: str, where: str) -> bytes:
    """Return the bytes with this hash, checked.

    Raises NotFound when they were not kept, StoreError when they are damaged.
    """
    t = tables.raws.c
    packed = connection.scalar(select(t.zlib).where(t.sha256 == sha256))
    if packed is None:
        do = "read the report again with the setting keep_raw = yes into a new store"
        raise NotFound(f"the raw bytes of {where} were not kept (sha256 {sha256})", do=do)
    try:
        content = zlib.decompress(packed)
    except zlib.error as e:
        raise StoreError(f"the raw bytes cannot be unpacked ({e})", where=where, do="read the report again") from e
    if hashlib.sha256(content).hexdigest() != sha256:
        raise StoreError("the raw bytes are not those that were kept", where=where, expected=f"sha256 {sha256}")
    return content


def claim(connection: Connection, prefix: str) -> Claim:
    """Return the one claim, of any version of a document, whose id begins so."""
    t = tables.claims.c
    found = _find(connection, select(t.id), t.id, prefix, "claim")
    return from_dict(Claim, connection.scalars(select(t.record).where(t.id == found)).one())


def incident(connection: Connection, prefix: str) -> Incident:
    """Return the one present incident whose id begins so.

    Raises NotFound; of one that is no more it says which it was merged into.
    """
    v = tables.incident_versions.c
    ids = select(v.incident_id).where(tables.present_version)
    try:
        found = _find(connection, ids, v.incident_id, prefix, "incident")
    except NotFound:
        _tell_merged(connection, prefix)
        raise
    query = select(v.record).where(v.incident_id == found, tables.present_version)
    return from_dict(Incident, connection.scalars(query).one())


def _tell_merged(connection: Connection, prefix: str) -> None:
    """Raise NotFound with where it went, if one incident that begins so is no more but was merged into another."""
    t = tables.successions.c
    query = select(t.incident_id, t.into_id, t.recorded_at).where(t.kind == "merged", _starts(t.incident_id, prefix))
    rows = list(connection.execute(query.order_by(t.id)))
    if rows and len({row.incident_id for row in rows}) == 1:
        old, into, at = rows[-1]
        raise NotFound(f"incident {old} was merged into {into} on {at[:10]}", do=f"ask for {into}")


def _starts(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    # Not LIKE: SQLite's takes upper and lower case for the same.
    return func.substr(column, 1, len(prefix), type_=String) == prefix


def _find(connection: Connection, ids: Select[str], column: KeyedColumnElement[str], prefix: str, kind: str) -> str:
    """Return the one id that is or begins with `prefix`.

    Raises NotFound that lists the matches, or, without any, the nearest ids in their order.
    """
    if connection.scalar(ids.where(column == prefix)) is not None:
        return prefix
    matches = list(connection.scalars(ids.where(_starts(column, prefix)).order_by(column).limit(_SHOWN + 1)))
    if len(matches) == 1:
        return matches[0]
    if matches:
        listed = ", ".join(matches[:_SHOWN]) + (", …" if len(matches) > _SHOWN else "")
        raise NotFound(f"more than one {kind} begins with {prefix!r}", expected=f"one of {listed}")
    near = _near(connection, ids, column, prefix)
    do = f"near it: {', '.join(near)}" if near else f"the store holds no {kind}"
    raise NotFound(f"no {kind} {prefix!r}", do=do)


def _near(connection: Connection, ids: Select[str], column: KeyedColumnElement[str], prefix: str) -> list[str]:
    before = connection.scalars(ids.where(column < prefix).order_by(column.desc()).limit(2))
    after = connection.scalars(ids.where(column > prefix).order_by(column).limit(2))
    return [*reversed(list(before)), *after]


def membership(connection: Connection) -> dict[str, str]:
    """Return the present incident of each claim that has one."""
    m = tables.memberships.c
    rows = connection.execute(select(m.claim_id, m.incident_id).where(tables.present_membership))
    return dict(iter(rows))


def memberships(connection: Connection, conditions: list[ColumnElement[bool]]) -> list[Membership]:
    """Return present and superseded memberships in the order in which they were recorded."""
    m = tables.memberships.c
    query = select(m.claim_id, m.incident_id, m.recorded_at, m.superseded_at, m.run_id).where(*conditions)
    return [Membership(*row) for row in connection.execute(query.order_by(m.id))]


def of_claim(claim_id: str) -> ColumnElement[bool]:
    """Match the memberships of a claim."""
    return tables.memberships.c.claim_id == claim_id


def runs(connection: Connection) -> list[Run]:
    """Return the runs, oldest first."""
    t = tables.runs.c
    return [from_dict(Run, record) for record in connection.scalars(select(t.record).order_by(t.started, t.id))]


def rejections(connection: Connection) -> list[Rejection]:
    """Return the rejections in the order in which they came."""
    t = tables.rejections.c
    return [Rejection(*row) for row in connection.execute(select(t.run_id, t.input, t.reason).order_by(t.id))]


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows of each kind are present, in one query."""
    n = func.count()
    queries = {
        "documents": select(n).select_from(tables.documents).where(tables.present_document),
        "superseded_documents": select(n).select_from(tables.documents).where(~tables.present_document),
        "claims": select(n).select_from(tables.claims).join(tables.documents).where(tables.present_document),
        "incidents": select(n).select_from(tables.incident_versions).where(tables.present_version),
        "memberships": select(n).select_from(tables.memberships).where(tables.present_membership),
        "runs": select(n).select_from(tables.runs),
        "rejections": select(n).select_from(tables.rejections),
        "raws": select(n).select_from(tables.raws),
    }
    columns = [query.scalar_subquery().label(name) for name, query in queries.items()]
    return dict(connection.execute(select(*columns)).mappings().one())
