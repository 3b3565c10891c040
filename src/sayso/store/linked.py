"""What people judged, how runs linked, what became of ended incidents: into the tables and out of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from sayso.schema.contract import from_dict, to_dict
from sayso.schema.judgement import Judgement
from sayso.schema.linking import Linking, Standing, Succession
from sayso.store import tables
from sayso.store.rows import plain


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
