"""The flow, top to bottom: reports in, documents, marks, claims, incidents, store. The only place where the steps meet.

list_inputs ─▶ reader ─▶ annotate ─▶ code_claims ─▶ link ─▶ Case or store
└── all of these here, or spread over Spark ──┘     └ linking: all · relinking: what is new, and what people judged
                                                      states: two of them compared
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import __version__, documents
from sayso.documents import Address, Bounds, Input, Intake, Limits, Read, Rejection, furniture_for
from sayso.errors import DocumentError, Unreadable
from sayso.pipeline.linking import (
    Progress,
    codebook_named,
    link_claims,
    new_run,
    with_reprints,
)
from sayso.pipeline.relinking import Linked, judge_store, link_pending, link_store, train_store
from sayso.pipeline.states import diff, runs_of
from sayso.schema import Annotation, Claim, Document, Incident, Run, outlets
from sayso.schema.codebook import NATIVE
from sayso.schema.outlets import OutletRegister
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.annotation.speakers import KnownSpeaker
    from sayso.claims.reading import Knowledge
    from sayso.documents.fetching import Fetcher
    from sayso.incidents.standing import Moved
    from sayso.schema.actors import ActorRegister
    from sayso.schema.feed import Feed
    from sayso.store import Store

__all__ = [
    "Case",
    "FeedReport",
    "Linked",
    "PollReport",
    "Progress",
    "ReadReport",
    "annotate",
    "diff",
    "fetcher_of",
    "judge_store",
    "knowledge",
    "link_claims",
    "link_store",
    "poll",
    "read",
    "read_case",
    "read_document",
    "read_on_spark",
    "read_reports",
    "read_safely",
    "runs_of",
    "train_store",
    "with_reprints",
]

Told = tuple[Claim, ...] | Rejection
"""What one document claims, or why it could not be read."""

PACKAGED = "packaged"


@dataclass(frozen=True, slots=True)
class Case:
    """What was read, in memory: the documents, their claims, the incidents they were linked into, and what was
    refused."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    rejected: tuple[Rejection, ...]

    def under(self, profile: str) -> Case:
        """Return the case with its incidents' figures reckoned under another profile (`ucdp`, `range` …).

        Raises SettingError for a profile that does not exist.
        """
        from sayso.incidents import under_profile

        by_id = {d.id: d for d in self.documents}
        return replace(self, incidents=under_profile(self.incidents, self.claims, by_id, profile))


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


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What a look at one feed brought. `left` counts new entries that were left for the next time; `claims` the new
    ones. `had` is False for a feed that could not be had: the last of `rejected` says why."""

    feed: Feed
    added: int
    updated: int
    unchanged: int
    rejected: tuple[Rejection, ...]
    left: int
    claims: int
    had: bool


@dataclass(frozen=True, slots=True)
class PollReport:
    """What a look at feeds brought, feed by feed; `incidents` counts those that now stand in the store, `moved` says
    what became of those that stood before, and which were founded."""

    feeds: tuple[FeedReport, ...]
    incidents: int
    moved: tuple[Moved, ...] = ()


# --- knowledge


@cache
def _outlets(name: str) -> OutletRegister:
    return outlets.packaged() if name == PACKAGED else outlets.read_outlets(Path(name))


@cache
def knowledge(
    codebook: str = NATIVE, gazetteer: str = PACKAGED, actors: str = PACKAGED, chosen: bool = False
) -> Knowledge:
    """Return what coding looks things up in, as the settings name it; loaded once.

    With `chosen` no report is left out as off the subject.
    """
    from sayso.claims.gazetteer import Gazetteer
    from sayso.claims.reading import Knowledge
    from sayso.schema.actors import ActorRegister

    return Knowledge(
        codebook=codebook_named(codebook),
        gazetteer=Gazetteer.packaged() if gazetteer == PACKAGED else Gazetteer.open(Path(gazetteer)),
        actors=ActorRegister.packaged() if actors == PACKAGED else ActorRegister.open(Path(actors)),
        chosen=chosen,
    )


def _knowledge(settings: Settings) -> Knowledge:
    return knowledge(settings.codebook, settings.gazetteer, settings.actors, settings.relevance == "all")


@dataclass(frozen=True, slots=True)
class Speakers:
    """The register of actors as `annotation/` asks it: which known source a phrase names."""

    actors: ActorRegister

    def speaker(self, phrase: str) -> KnownSpeaker | None:
        """Return the known source that the phrase names, None when the register does not know it as one."""
        from sayso.annotation.speakers import KnownSpeaker

        actor = self.actors.find(phrase)
        return KnownSpeaker(actor.name, actor.speaks) if actor else None


# --- steps


def _intake(settings: Settings, today: date | None = None) -> Intake:
    known = _outlets(settings.outlets)
    limits = Limits(
        max_bytes=settings.max_bytes,
        max_member_bytes=settings.max_member_bytes,
        max_expanded_bytes=settings.max_expanded_bytes,
        max_members=settings.max_members,
    )
    columns = documents.read_columns(settings.columns)
    return Intake(limits, known, furniture_for(known), today or _today(), columns)


def _today() -> date:
    return datetime.now(UTC).date()


def fetcher_of(settings: Settings) -> Fetcher:
    """Return what fetches pages as the settings say. Raises SettingError for ports or a contact that cannot be."""
    from sayso.documents.fetching import Fetcher, manners

    return Fetcher(
        manners.Manners(
            agent=manners.agent(__version__, settings.contact),
            allow_private=settings.allow_private_addresses == "yes",
            ports=manners.ports(settings.fetch_ports),
            max_bytes=settings.max_bytes,
            max_addresses=settings.max_addresses,
            pause=settings.fetch_pause,
            total=settings.fetch_seconds,
            proxies=manners.proxies_around() if settings.proxies == "environment" else {},
        )
    )


def _fetched(
    address: Address, fetcher: Fetcher, read: Read, tell: Callable[[str], None] | None
) -> Iterator[Document | Rejection]:
    from sayso.documents.fetching import follow

    return follow(address, fetcher, read, tell)


def _listed(inputs: Sequence[str], intake: Intake) -> list[Input | Address | Rejection]:
    return list(documents.list_inputs(inputs, stdin=sys.stdin.buffer.read, limits=intake.limits))


def _bounds(settings: Settings) -> Bounds:
    return Bounds(settings.max_seconds, settings.max_memory)


def read_reports(
    inputs: Sequence[str], settings: Settings, progress: Progress | None = None
) -> Iterator[Document | Rejection]:
    """Yield the documents that the inputs hold and a rejection for each report that cannot be taken in."""
    intake = _intake(settings)
    listed = _listed(inputs, intake)
    fetcher: Fetcher | None = None
    with documents.reader(intake, _bounds(settings)) as read_one:
        for done, item in enumerate(listed):
            if progress:
                progress(done, len(listed), item.where)
            if isinstance(item, Rejection):
                yield item
            elif isinstance(item, Address):
                fetcher = fetcher or fetcher_of(settings)
                tell = partial(progress, done, len(listed)) if progress else None
                yield from _fetched(item, fetcher, read_one, tell)
            else:
                yield from read_one(item)
    if progress:
        progress(len(listed), len(listed), "")


def annotate(document: Document, known: Knowledge) -> Annotation:
    """Return everything marked in a document's headline, dateline and body."""
    from sayso import annotation

    return annotation.annotate(document, places=known.gazetteer, speakers=Speakers(known.actors))


def read_document(document: Document, known: Knowledge | None = None, run: str | None = None) -> tuple[Claim, ...]:
    """Return what one document claims; () for one that is not read (its `unread` says why) or tells of no event."""
    from sayso.claims.coding import code_claims

    if document.unread:
        return ()
    known = known or knowledge()
    return tuple(replace(c, run=run) for c in code_claims(document, annotate(document, known), known))


def read_safely(document: Document, known: Knowledge, run: str | None = None) -> Told:
    """Return what one document claims, or a rejection where sayso itself fails on it."""
    try:
        return read_document(document, known, run)
    except Exception as e:  # noqa: BLE001 - whatever it is, the other reports must be read
        where = document.external_id or document.key
        fault = f"reading it failed ({type(e).__name__}: {e})"
        return Rejection(where, Unreadable(fault, where=where, do="please report this with the text"))


# --- reading, spread over Spark

Numbered = tuple[int, Input | Document | Rejection]
"""What there is to read, with its number among the inputs."""


@dataclass(frozen=True, slots=True)
class _Away:
    """What is done on an executor: the steps that a run does here, one knowledge and one reader to a process.

    `known`: ids of documents that are not coded again.
    """

    settings: Settings
    today: date
    run: str | None
    known: frozenset[str]

    def read(self, numbered: Numbered) -> Iterator[tuple[int, Document | Rejection]]:
        """Give the documents of an input; what has been read already goes on as it is."""
        number, item = numbered
        if not isinstance(item, Input):
            yield number, item
            return
        _, read_one = _reader_here(self.settings, self.today)
        for found in read_one(item):
            yield number, found

    def code(self, numbered: tuple[int, Document | Rejection]) -> tuple[int, Document | Rejection, Told | None]:
        """Return a document with what it claims; None for one that is known, and for a rejection."""
        number, item = numbered
        if isinstance(item, Rejection):
            return number, item, None
        kept = item if self.settings.keep_raw == "yes" else replace(item, raw=None)
        told = None if item.id in self.known else read_safely(item, _knowledge(self.settings), self.run)
        return number, kept, told


@lru_cache(maxsize=1)
def _reader_here(settings: Settings, today: date) -> tuple[ExitStack, Read]:
    """Return the reader of this process, and what ends it."""
    held = ExitStack()
    return held, held.enter_context(documents.reader(_intake(settings, today), _bounds(settings)))


def read_on_spark(
    inputs: Sequence[str],
    settings: Settings,
    progress: Progress | None = None,
    *,
    run: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[tuple[Document | Rejection, Told | None]]:
    """Yield what `read_reports` does, in the same order, each document with what it claims.

    Inputs are listed and pages fetched here; documents are read and coded on Spark's executors, which must see the
    files under the same paths. Of a document whose id is `known` the claims are None. Raises EngineError.
    """
    from sayso import spark

    intake = _intake(settings)
    _knowledge(settings)  # its faults are told here, not by an executor
    away = _Away(settings, intake.today, run, known)
    listed = _listed(inputs, intake)
    with spark.session(settings.spark_master) as session:
        last = -1
        for number, item, told in spark.spread(session, _to_read(listed, intake, settings), away.read, away.code):
            if progress and number != last:
                progress(number, len(listed), listed[number].where)
            last = number
            yield item, told
    if progress:
        progress(len(listed), len(listed), "")


def _to_read(listed: Sequence[Input | Address | Rejection], intake: Intake, settings: Settings) -> Iterator[Numbered]:
    """Give what executors can read: files under their whole path, and for an address the documents fetched from it."""
    with ExitStack() as held:
        fetcher: Fetcher | None = None
        for number, item in enumerate(listed):
            if isinstance(item, Address):
                if fetcher is None:
                    fetcher = fetcher_of(settings)
                    read_one = held.enter_context(documents.reader(intake, _bounds(settings)))
                yield from ((number, found) for found in _fetched(item, fetcher, read_one, None))
            elif isinstance(item, Input) and item.path is not None:
                yield number, replace(item, path=item.path.absolute())
            else:
                yield number, item


def _read_and_told(
    inputs: Sequence[str],
    settings: Settings,
    progress: Progress | None = None,
    *,
    run: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[tuple[Document | Rejection, Told | None]]:
    """Yield documents and rejections by the engine that the settings name; None: what it claims is still to be read."""
    if settings.engine == "spark":
        yield from read_on_spark(inputs, settings, progress, run=run, known=known)
    else:
        yield from ((item, None) for item in read_reports(inputs, settings, progress))


# --- the whole, in memory


def read_case(
    inputs: str | Path | Sequence[str | Path], settings: Settings | None = None, progress: Progress | None = None
) -> Case:
    """Read reports and link what they claim, without a store.

    `inputs` is a file or folder, several of them, or "-"; what cannot be read is in `Case.rejected` and stops nothing.
    """
    settings = settings or Settings()
    found: dict[str, Document] = {}
    rejected: list[Rejection] = []
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    heard: dict[str, Told | None] = {}
    for item, claimed in _read_and_told([str(i) for i in given], settings, progress):
        if isinstance(item, Rejection):
            rejected.append(item)
        else:
            found[item.id] = replace(item, raw=None)
            heard[item.id] = claimed
    marked = with_reprints(list(found.values()))
    claims: list[Claim] = []
    for document in marked:
        told = heard[document.id]
        if told is None:
            told = read_safely(document, _knowledge(settings))
        if isinstance(told, Rejection):
            rejected.append(told)
        else:
            claims.extend(told)
    return Case(marked, tuple(claims), link_claims(marked, claims, settings), tuple(rejected))


# --- the whole, into a store


def read(
    inputs: Sequence[str], *, store_url: str, settings: Settings, link: bool = True, progress: Progress | None = None
) -> ReadReport:
    """Read reports into a store, and link them unless told not to.

    Each document is stored with its claims as soon as it is read, so that a run that is broken off loses nothing; the
    same input twice adds nothing.
    """
    from sayso.store import Store

    run = new_run(settings)
    with Store.open(store_url) as store:
        store.add_run(run)
        taking = _Import(store, settings, run)
        known = store.document_ids() if settings.engine == "spark" else frozenset[str]()
        for item, told in _read_and_told(inputs, settings, progress, run=run.id, known=known):
            taking.take(item, told)
        linked = link_pending(store, run, settings) if link else Linked(store.counts()["incidents"])
    n, rejected = taking.became, tuple(taking.rejected)
    return ReadReport(n["added"], n["updated"], n["unchanged"], rejected, taking.claims, linked.incidents, linked.moved)


@dataclass(slots=True)
class _Import:
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
    claims = read_safely(document, _knowledge(settings), run.id) if told is None else told
    if isinstance(claims, Rejection):
        return claims
    with store.transaction():
        became = store.put_document(replace(kept, run=run.id))
        return became, store.put_claims(document.id, claims)


# --- feeds into a store


def poll(
    names: Sequence[str],
    *,
    store_url: str,
    settings: Settings,
    limit: int | None = None,
    progress: Progress | None = None,
) -> PollReport:
    """Look at feeds, named by name, location or id (none: all of them), and read what is new in them into their store.

    At most `limit` new entries of each are read, and never more than the setting max_addresses; the rest is left for
    the next time. A feed that cannot be had stops no other. Raises NotFound for a feed that the store does not know,
    before any is looked at.
    """
    from sayso.store import Store

    run, intake, fetcher = new_run(settings), _intake(settings), fetcher_of(settings)
    most = min(limit or settings.max_addresses, settings.max_addresses)
    reports = []
    with (
        Store.open(store_url, create=False) as store,
        documents.reader(intake, _bounds(settings)) as read_one,
    ):
        asked = [store.feeds.find(name) for name in names] or store.feeds.all()
        store.add_run(run)
        for done, feed in enumerate(asked):
            tell = partial(progress, done, len(asked)) if progress else None
            looking = partial(_look, fetcher=fetcher, read=read_one, limits=intake.limits, most=most, tell=tell)
            reports.append(looking(feed, _Import(store, settings, run)))
        linked = link_pending(store, run, settings)
        return PollReport(tuple(reports), linked.incidents, linked.moved)


def _look(
    feed: Feed,
    taking: _Import,
    *,
    fetcher: Fetcher,
    read: Read,
    limits: Limits,
    most: int,
    tell: Callable[[str], None] | None,
) -> FeedReport:
    """Take in what is new in one feed, and write down what to remember of it."""
    from sayso.documents.fetching import Poll

    feeds = taking.store.feeds
    poll = Poll(feed, feeds.seen(feed.id), most, tell)
    try:
        for found in poll.entries(fetcher, read, limits):
            taking.take(found)
            feeds.see(feed.id, poll.settled())
        had = True
    except DocumentError as e:
        taking.take(Rejection(feed.location, e))
        had = False
    feeds.see(feed.id, poll.settled())
    n = taking.became
    unchanged = n["unchanged"] + poll.known
    report = FeedReport(
        feed, n["added"], n["updated"], unchanged, tuple(taking.rejected), poll.left, taking.claims, had
    )
    if had:
        feeds.polled(poll.after(_now(), _in_words(report) if poll.changed else "not changed"))
    else:
        feeds.polled(replace(feed, polled_at=_now(), result=taking.rejected[-1].error.what))
    return report


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _in_words(report: FeedReport) -> str:
    numbers = {"added": report.added, "updated": report.updated, "rejected": len(report.rejected), "left": report.left}
    return ", ".join(f"{n} {word}" for word, n in numbers.items() if n) or "nothing new"
