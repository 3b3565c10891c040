"""Linking what a store holds: what is new, or all anew; incidents keep their ids, and what became of them is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.pipeline.linking import Progress, link_claims, new_run, with_reprints
from sayso.schema import Run
from sayso.schema.linking import Linking, Succession
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.incidents.standing import Moved, Settled
    from sayso.review import Taken
    from sayso.store import Store


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking a store came to: how many incidents stand in it now, what became of those that stood before, and
    whether every claim was looked at again (`anew`)."""

    incidents: int
    moved: tuple[Moved, ...] = ()
    anew: bool = False


def link_store(store_url: str, *, settings: Settings, anew: bool = False, progress: Progress | None = None) -> Linked:
    """Link what is new in a store, or with `anew` all that it holds."""
    from sayso.store import Store

    run = new_run(settings)
    with Store.open(store_url, create=False) as store:
        if progress:
            progress(0, None, "linking")
        store.add_run(run)
        return link_pending(store, run, settings, anew=anew)


def link_pending(store: Store, run: Run, settings: Settings, *, anew: bool = False) -> Linked:
    """Link what was not linked yet. Nothing is done where nothing is new; all is linked anew where the store was last
    linked by another version of sayso, another codebook or another profile."""
    from sayso.incidents.standing import settle

    last = _last(store, run, settings)
    if last and not anew and not _pending(store, last):
        return Linked(store.counts()["incidents"])
    found = with_reprints(store.documents())
    with store.transaction():
        store.put_reprints({d.id: d.reprint for d in found})
        claims = store.claims()
        incidents = link_claims(found, claims, settings, run.id)
        settled = settle(store.standing(), incidents, [c.id for c in claims])
        _keep(store, settled, run, settings, anew=True)
    return Linked(len(settled.incidents), settled.moved, anew=True)


def _last(store: Store, run: Run, settings: Settings) -> Linking | None:
    """Return how the store was last linked, if it was done as it would be done now."""
    linkings = store.linkings()
    if not linkings:
        return None
    by = next(r for r in store.runs() if r.id == linkings[-1].run_id)
    same = (by.version, by.codebook, linkings[-1].profile) == (run.version, run.codebook, settings.profile)
    return linkings[-1] if same else None


def _pending(store: Store, last: Linking) -> frozenset[str]:
    """Return the claims for which something is new: themselves, their report's newer version, a judgement."""
    judged = {c for j in store.judgements(since=last.recorded_at) for c in j.pair}
    return store.unlinked() | store.withdrawn() | judged


def _keep(store: Store, settled: Settled, run: Run, settings: Settings, *, anew: bool) -> None:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    store.put_incidents(settled.incidents, run.id, at)
    successions = [Succession(h.incident_id, h.into, h.kind, at, run.id) for h in settled.handed_over]
    store.put_linking(Linking(run.id, at, settings.profile, anew), successions)


def judge_store(content: bytes, where: str, *, store_url: str, by: str = "") -> Taken:
    """Take judgements from a file's content into a store, and return what became of each row.

    `where` names the file, `by` who decided where a row does not say. Nothing is linked. Raises BadRecord when the
    whole is no table of judgements.
    """
    from sayso import review
    from sayso.store import Store

    rows = review.read_rows(content, where)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with Store.open(store_url, create=False) as store, store.transaction():
        taken = review.take(
            rows, store.judgements(), find=lambda claim: store.claim(claim).id, now=now, by=by, where=where
        )
        store.put_judgements(taken.added)
    return taken
