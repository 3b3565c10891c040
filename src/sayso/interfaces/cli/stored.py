"""What lies in a store, as exports and listings take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.interfaces.cli.surroundings import existing_store
from sayso.interfaces.export.holdings import Holdings, Refused
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident

if TYPE_CHECKING:
    from sayso.store import Rejection, Store


def everything(store: str | None) -> Holdings:
    """Return all records of the store that the settings name."""
    with existing_store(store) as opened:
        return holdings(opened)


def about(record: Document | Claim | Incident, store: Store) -> Holdings:
    """Return what is needed to show one record: its claims, and the documents that make them."""
    if isinstance(record, Claim):
        claims = [record]
    elif isinstance(record, Incident):
        claims = store.claims(incident_id=record.id)
    else:
        claims = store.claims(document_id=record.id)
    documents = tuple(store.document(name) for name in dict.fromkeys(c.document_id for c in claims))
    return Holdings(documents, tuple(claims), (), store.membership())


def holdings(store: Store) -> Holdings:
    """Return all records of an open store."""
    return Holdings(
        documents=tuple(store.documents()),
        claims=tuple(store.claims()),
        incidents=tuple(store.incidents()),
        membership=store.membership(),
        refused=tuple(dict.fromkeys(_refused(r) for r in store.rejections())),
    )


def _refused(rejection: Rejection) -> Refused:
    """Return a rejection as exports take it; each run that met it recorded it anew, with its name before the reason."""
    return Refused(rejection.where, rejection.reason.removeprefix(f"{rejection.where}: "))
