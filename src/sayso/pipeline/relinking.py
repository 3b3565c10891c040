"""Linking what a store holds: what is new, or all anew; incidents keep their ids, and what became of them is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.pipeline.linking import Progress, codebook_named, link_claims, new_run, weights_named, with_reprints
from sayso.schema import Claim, Document, Incident, Run
from sayso.schema.actors import merging_of
from sayso.schema.judgement import Judged
from sayso.schema.linking import Linking, Succession
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.incidents.standing import Moved, Settled
    from sayso.incidents.training import Trained
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


def train_store(store_url: str, *, settings: Settings) -> Trained:
    """Return what findings about two claims are worth in a store, learnt from what people judged there and, where
    there are many claims, from the pairs that come up for comparison. Nothing is stored."""
    from sayso.incidents.training import trained
    from sayso.store import Store

    with Store.open(store_url, create=False) as store:
        found = with_reprints(store.documents())
        claims = list(map(merging_of(settings.actors).claim, store.claims()))
        judged = Judged.of(store.judgements())
    codebook = codebook_named(settings.codebook)
    start = weights_named(settings.link_weights)
    return trained(claims, {d.id: d for d in found}, codebook=codebook, judged=judged, start=start)


def link_pending(store: Store, run: Run, settings: Settings, *, anew: bool = False) -> Linked:
    """Link what was not linked yet. Nothing is done where nothing is new; all is linked anew where the store was last
    linked by another version of sayso, another codebook or another profile."""
    last = None if anew else _last(store, run, settings)
    pending = _Pending.of(store, last) if last else None
    if pending is not None and not pending:
        return Linked(store.counts()["incidents"])
    held = store.documents()
    found = with_reprints(held)
    copied = {new.id for old, new in zip(held, found, strict=True) if old.reprint_of != new.reprint_of}
    with store.transaction():
        linking = _Linking(store, run, settings, found, copied, Judged.of(store.judgements()))
        settled = linking.all() if pending is None else linking.only(pending)
    return Linked(store.counts()["incidents"], settled.moved, anew=pending is None)


def _last(store: Store, run: Run, settings: Settings) -> Linking | None:
    """Return how the store was last linked, if it was done as it would be done now."""
    linkings = store.linkings()
    if not linkings:
        return None
    by = next(r for r in store.runs() if r.id == linkings[-1].run_id)
    same = (by.version, by.codebook, linkings[-1].profile) == (run.version, run.codebook, settings.profile)
    return linkings[-1] if same else None


@dataclass(frozen=True, slots=True)
class _Pending:
    """What is new since a store was linked: claims that stand nowhere, claims whose report has a newer version, and
    claims that were judged."""

    new: frozenset[str]
    withdrawn: frozenset[str]
    judged: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.withdrawn or self.judged)

    @classmethod
    def of(cls, store: Store, last: Linking) -> _Pending:
        judged = frozenset(c for j in store.judgements(since=last.recorded_at) for c in j.pair)
        return cls(store.unlinked(), store.withdrawn(), judged)


@dataclass(slots=True)
class _Linking:
    """One linking of a store, in a transaction. `copied` are the documents of which it is news whose copy they are."""

    store: Store
    run: Run
    settings: Settings
    found: tuple[Document, ...]
    copied: Collection[str]
    judged: Judged

    def all(self) -> Settled:
        """Link every claim; incidents go on under their ids."""
        from sayso.incidents.standing import settle

        self.store.put_reprints({d.id: d.reprint for d in self.found})
        claims = self.store.claims()
        self.store.put_blocks(self._blocks(claims), anew=True)
        incidents = link_claims(self.found, claims, self.settings, self.run.id, self.judged)
        settled = settle(self.store.standing(), incidents, [c.id for c in claims])
        self._keep(settled, None)
        return settled

    def only(self, pending: _Pending) -> Settled:
        """Link what is new, together with the incidents that it could join or change; all others stay as they are."""
        from sayso.incidents.standing import settle

        self.store.put_reprints({d.id: d.reprint for d in self.found})
        copied = {c.id for d in self.copied for c in self.store.claims(document_id=d)}
        new = self.store.claims_named(pending.new)
        blocks = self._blocks(new)
        self.store.put_blocks(blocks)
        near = self.store.sharing(block for some in blocks.values() for block in some)
        home = self.store.membership()
        looked_at = {home[c] for c in {*near, *pending.withdrawn, *pending.judged, *copied} if c in home}
        before = [s for s in self.store.standing() if s.id in looked_at]
        claims = self.store.claims_named({*pending.new, *(c for s in before for c in s.claims)})
        incidents = link_claims(self.found, claims, self.settings, self.run.id, self.judged)
        settled = settle(before, incidents, [c.id for c in claims], taken=frozenset(home.values()) - looked_at)
        self._keep(self._still_related(settled, looked_at), looked_at)
        return settled

    def _blocks(self, claims: Sequence[Claim]) -> dict[str, tuple[int, ...]]:
        from sayso.incidents.link import blocks

        of = {c.document_id for c in claims}
        some = {d.id: d for d in self.found if d.id in of}
        merged = map(merging_of(self.settings.actors).claim, claims)
        return blocks(merged, some, codebook=codebook_named(self.settings.codebook))

    def _still_related(self, settled: Settled, looked_at: Collection[str]) -> Settled:
        """Return the incidents with their relations to others that were not looked at, and still stand."""
        old = {i.id: i for i in self.store.incidents()}

        def kept(incident: Incident) -> Incident:
            before = old[incident.id].related if incident.id in old else ()
            outside = tuple(r for r in before if r.incident_id not in looked_at and r.incident_id in old)
            return replace(incident, related=(*incident.related, *outside)) if outside else incident

        return replace(settled, incidents=tuple(map(kept, settled.incidents)))

    def _keep(self, settled: Settled, among: Collection[str] | None) -> None:
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        self.store.put_incidents(settled.incidents, self.run.id, at, among=among)
        successions = [Succession(h.incident_id, h.into, h.kind, at, self.run.id) for h in settled.handed_over]
        self.store.put_linking(Linking(self.run.id, at, self.settings.profile, among is None), successions)


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
