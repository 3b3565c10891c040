"""What people judged, how runs linked, what became of ended incidents: into the tables and out of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, or_, select

from sayso.schema import Claim, Document, Incident, Run
from sayso.schema.contract import from_dict, to_dict
from sayso.schema.judgement import Judgement
from sayso.schema.linking import Linking, Standing, Succession
from sayso.store import tables
from sayso.store.rows import plain
from sayso.store.write import insert_of


def put_judgements(connection: Connection, judgements: Iterable[Judgement], recorded_at: str) -> int:
    """Add the judgements that are not there yet and return how many."""
    t = tables.judgements.c
    wanted = {j.id: j for j in judgements}
    there = set(connection.scalars(select(t.id)))
    new = [_judgement_row(j, recorded_at) for j in wanted.values() if j.id not in there]
    if new:
        connection.execute(insert(tables.judgements), new)
    return len(new)


def _judgement_row(judgement: Judgement, recorded_at: str) -> dict[str, object]:
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "left_id": judgement.left,
        "right_id": judgement.right,
        "decided_by": plain(judgement.by),
        "decided_at": judgement.at,
        "supersedes": plain(judgement.supersedes),
        "recorded_at": recorded_at,
        "record": to_dict(judgement),
    }


def judgements(connection: Connection, since: str | None) -> list[Judgement]:
    """Return the judgements in the order in which they were recorded; with `since` those recorded after it."""
    t = tables.judgements.c
    query = select(t.record).order_by(t.number)
    if since is not None:
        query = query.where(t.recorded_at > since)
    return [from_dict(Judgement, record) for record in connection.scalars(query)]


def put_linking(connection: Connection, linking: Linking) -> None:
    """Add that a run linked."""
    connection.execute(insert(tables.linkings).values(to_dict(linking)))


def linkings(connection: Connection) -> list[Linking]:
    """Return how the store was linked, oldest first."""
    t = tables.linkings.c
    query = select(t.run_id, t.recorded_at, t.profile, t.anew).order_by(t.id)
    return [Linking(*row) for row in connection.execute(query)]


def put_successions(connection: Connection, successions: Iterable[Succession]) -> None:
    """Add what became of incidents."""
    rows = [
        {"incident_id": s.incident_id, "into_id": s.into, "kind": s.kind, "recorded_at": s.recorded_at}
        | {"run_id": s.run_id}
        for s in successions
    ]
    if rows:
        connection.execute(insert(tables.successions), rows)


def successions(connection: Connection) -> list[Succession]:
    """Return what became of incidents, in order."""
    t = tables.successions.c
    query = select(t.incident_id, t.into_id, t.kind, t.recorded_at, t.run_id).order_by(t.id)
    return [Succession(*row) for row in connection.execute(query)]


def standing(connection: Connection) -> list[Standing]:
    """Return the present incidents with their claims, those that were recorded first before others."""
    i, v = tables.incidents.c, tables.incident_versions.c
    query = (
        select(v.incident_id, i.recorded_at, v.record["claims"])
        .join(tables.incidents, i.id == v.incident_id)
        .where(tables.present_version)
        .order_by(i.recorded_at, v.incident_id)
    )
    return [Standing(id, at, tuple(claims)) for id, at, claims in connection.execute(query)]


def unlinked(connection: Connection) -> frozenset[str]:
    """Return the claims of present documents that stand in no incident."""
    c, m = tables.claims.c, tables.memberships.c
    stands = exists().where(m.claim_id == c.id, tables.present_membership)
    query = select(c.id).join(tables.documents).where(tables.present_document, ~stands)
    return frozenset(connection.scalars(query))


def withdrawn(connection: Connection) -> frozenset[str]:
    """Return the claims that stand in an incident though their document was superseded."""
    c, m = tables.claims.c, tables.memberships.c
    query = select(m.claim_id).join(tables.claims, c.id == m.claim_id).join(tables.documents)
    return frozenset(connection.scalars(query.where(tables.present_membership, ~tables.present_document)))


_AT_ONCE = 500
"""Values of one query, as many as every SQLite takes."""


def put_blocks(connection: Connection, blocks: Mapping[str, Sequence[int]], anew: bool) -> None:
    """Write the blocks of claims that have none yet; with `anew` those of all claims, and no others."""
    if anew:
        connection.execute(delete(tables.claim_blocks))
    rows = [{"claim_id": claim, "block": block} for claim, some in blocks.items() for block in some]
    if rows:
        connection.execute(insert_of(connection)(tables.claim_blocks).on_conflict_do_nothing(), rows)


def sharing(connection: Connection, blocks: Iterable[int]) -> frozenset[str]:
    """Return the claims that stand in one of the blocks."""
    t = tables.claim_blocks.c
    asked, found = sorted(set(blocks)), set[str]()
    for at in range(0, len(asked), _AT_ONCE):
        found.update(connection.scalars(select(t.claim_id).where(t.block.in_(asked[at : at + _AT_ONCE]))))
    return frozenset(found)


def claims_named(connection: Connection, ids: Iterable[str]) -> list[Claim]:
    """Return claims of present documents by their ids, in text order of each document."""
    c, d = tables.claims.c, tables.documents.c
    asked, found = sorted(set(ids)), []
    for at in range(0, len(asked), _AT_ONCE):
        query = select(d.published, d.id, c.span_start, c.span_end, c.id, c.record).join(tables.claims)
        some = query.where(tables.present_document, c.id.in_(asked[at : at + _AT_ONCE]))
        found += [tuple(row) for row in connection.execute(some)]
    found.sort(key=lambda row: (row[0] is None, row[0] or "", *row[1:5]))
    return [from_dict(Claim, row[5]) for row in found]


# ---- the past


def held(recorded: ColumnElement[str], superseded: ColumnElement[str], instant: str) -> ColumnElement[bool]:
    """Match rows that held at an instant."""
    return (recorded <= instant) & or_(superseded.is_(None), superseded > instant)


def documents_at(connection: Connection, instant: str) -> list[Document]:
    """Return the documents that were present at an instant."""
    t = tables.documents.c
    query = select(t.record).where(held(t.recorded_at, t.superseded_at, instant))
    found = connection.scalars(query.order_by(t.published.nulls_last(), t.id))
    return [from_dict(Document, record) for record in found]


def claims_at(connection: Connection, instant: str) -> list[Claim]:
    """Return the claims of the documents that were present at an instant."""
    c, d = tables.claims.c, tables.documents.c
    query = select(c.record).join(tables.documents).where(held(d.recorded_at, d.superseded_at, instant))
    ordered = query.order_by(d.published.nulls_last(), d.id, c.span_start, c.span_end, c.id)
    return [from_dict(Claim, record) for record in connection.scalars(ordered)]


def incidents_at(connection: Connection, instant: str) -> list[Incident]:
    """Return the incidents that stood at an instant."""
    v = tables.incident_versions.c
    query = select(v.record).where(held(v.recorded_at, v.superseded_at, instant))
    found = connection.scalars(query.order_by(v.date_start.nulls_last(), v.incident_id))
    return [from_dict(Incident, record) for record in found]


def judgements_at(connection: Connection, instant: str) -> list[Judgement]:
    """Return the judgements that had been recorded by an instant."""
    t = tables.judgements.c
    query = select(t.record).where(t.recorded_at <= instant).order_by(t.number)
    return [from_dict(Judgement, record) for record in connection.scalars(query)]


def last_word(connection: Connection, run: Run) -> str:
    """Return the instant at which a run had written all that it wrote; when it began where it wrote nothing."""
    latest = run.started
    for table in (tables.documents, tables.incident_versions, tables.memberships, tables.linkings):
        at: str | None = connection.scalar(select(func.max(table.c.recorded_at)).where(table.c.run_id == run.id))
        latest = max(latest, at or "")
    return latest
