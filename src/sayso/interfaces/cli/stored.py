"""What lies in a store, as exports and listings take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.interfaces.cli.surroundings import existing_store
from sayso.interfaces.export.holdings import Holdings, Refused

if TYPE_CHECKING:
    from sayso.store import Store


def everything(store: str | None) -> Holdings:
    """Return all records of the store that the settings name."""
    with existing_store(store) as opened:
        return holdings(opened)


def holdings(store: Store) -> Holdings:
    """Return all records of an open store."""
    return Holdings(
        documents=tuple(store.documents()),
        claims=tuple(store.claims()),
        incidents=tuple(store.incidents()),
        membership=store.membership(),
        refused=tuple(Refused(r.where, r.reason.removeprefix(f"{r.where}: ")) for r in store.rejections()),
    )
