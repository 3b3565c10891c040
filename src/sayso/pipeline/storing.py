"""The whole, into a store: documents with their claims as they are read, then linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.documents import Rejection
from sayso.pipeline.engines import made_ready, read_and_told
from sayso.pipeline.known import knowledge_of
from sayso.pipeline.linking import Progress, new_run
from sayso.pipeline.reading import Told, read_safely
from sayso.pipeline.relinking import Linked, link_pending
from sayso.schema import Document, Run
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.incidents.standing import Moved
    from sayso.store import Store


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What became of an import. `claims` counts the new ones, `incidents` those that now stand in the store, `moved`
    says what became of those that stood before, and which were founded."""

    added: int
    updated: int
    unchanged: int
    rejected: tuple[Rejection, ...]
    claims: int
    incidents: int
    moved: tuple[Moved, ...] = ()


def read(
    inputs: Sequence[str], *, store_url: str, settings: Settings, link: bool = True, progress: Progress | None = None
) -> ReadReport:
    """Read reports into a store, and link them unless told not to.

    Each document is stored with its claims as soon as it is read, so that a run that is broken off loses nothing; the
    same input twice adds nothing. Where what the settings name cannot be had, no store is made.
    """
    from sayso.store import Store

    run = new_run(settings)
    with made_ready(settings, link=link), Store.open(store_url) as store:
        store.add_run(run)
        taking = Import(store, settings, run)
        known = store.document_ids() if settings.engine == "spark" else frozenset[str]()
        for item, told in read_and_told(inputs, settings, progress, run=run.id, known=known):
            taking.take(item, told)
        linked = link_pending(store, run, settings) if link else Linked(store.counts()["incidents"])
    n, rejected = taking.became, tuple(taking.rejected)
    return ReadReport(n["added"], n["updated"], n["unchanged"], rejected, taking.claims, linked.incidents, linked.moved)


@dataclass(slots=True)
class Import:
    """Takes documents into a store as they come, and counts what became of them."""

    store: Store
    settings: Settings
    run: Run
    became: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejection] = field(default_factory=list)
    claims: int = 0

    def take(self, item: Document | Rejection, told: Told | None = None) -> None:
        """Store a document with its claims, or the rejection; claims that are not told are read here."""
        taken = item if isinstance(item, Rejection) else _take_in(self.store, item, self.settings, self.run, told)
        if isinstance(taken, Rejection):
            self.rejected.append(taken)
            self.store.put_rejection(self.run.id, taken.where, str(taken.error))
        else:
            self.became[taken[0]] += 1
            self.claims += taken[1]


def _take_in(
    store: Store, document: Document, settings: Settings, run: Run, told: Told | None = None
) -> tuple[str, int] | Rejection:
    """Store a document with its claims; return what became of it and how many claims were new.

    It is read before the store is locked, so that two imports can go on side by side.
    """
    kept = document if settings.keep_raw == "yes" else replace(document, raw=None)
    if store.has_document(document.id):
        store.keep_raw(kept)
        return "unchanged", 0
    claims = read_safely(document, knowledge_of(settings), run.id) if told is None else told
    if isinstance(claims, Rejection):
        return claims
    with store.transaction():
        became = store.put_document(replace(kept, run=run.id))
        return became, store.put_claims(document.id, claims)
