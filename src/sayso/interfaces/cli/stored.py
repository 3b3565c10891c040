"""What lies in a store, as exports and listings take it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from sayso.interfaces.cli.surroundings import existing_store, settings_now
from sayso.interfaces.export.holdings import Holdings, Refused
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident

if TYPE_CHECKING:
    from sayso.schema.actors import Merging
    from sayso.store import Rejection, Store

R = TypeVar("R", Document, Claim, Incident)


def everything(store: str | None) -> Holdings:
    """Return all records of the store that the settings name."""
    with existing_store(store) as opened:
        return holdings(opened)


def about(record: Document | Claim | Incident, store: Store) -> Holdings:
    """Return what is needed to show one record: its claims, the documents that make them, and a claim's incident."""
    if isinstance(record, Claim):
        claims = [record]
    elif isinstance(record, Incident):
        claims = store.claims(incident_id=record.id)
    else:
        claims = store.claims(document_id=record.id)
    claims = list(map(merging().claim, claims))
    documents = tuple(store.document(name) for name in dict.fromkeys(c.document_id for c in claims))
    membership = store.membership()
    incidents = (record,) if isinstance(record, Incident) else _incidents(record, membership, store)
    return Holdings(documents, tuple(claims), incidents, membership)


def _incidents(record: Document | Claim, membership: Mapping[str, str], store: Store) -> tuple[Incident, ...]:
    home = membership.get(record.id)
    return (store.incident(home),) if home else ()


def as_merged(record: R) -> R:
    """Return a record with its actors under the ids that the project's register gives them now."""
    if isinstance(record, Claim):
        return merging().claim(record)
    return merging().incident(record) if isinstance(record, Incident) else record


def holdings(store: Store) -> Holdings:
    """Return all records of an open store, actors under the ids that the project's register gives them now."""
    merged = merging()
    return Holdings(
        documents=tuple(store.documents()),
        claims=tuple(map(merged.claim, store.claims())),
        incidents=tuple(map(merged.incident, store.incidents())),
        membership=store.membership(),
        refused=tuple(dict.fromkeys(_refused(r) for r in store.rejections())),
    )


def merging() -> Merging:
    """Return which actors the register that the settings name merges."""
    from sayso.schema.actors import merging_of

    return merging_of(settings_now().actors)


def _refused(rejection: Rejection) -> Refused:
    """Return a rejection as exports take it; each run that met it recorded it anew, with its name before the reason."""
    return Refused(rejection.where, rejection.reason.removeprefix(f"{rejection.where}: "))
