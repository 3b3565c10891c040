"""Feeds looked at: what is new in them, into their store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from sayso import documents
from sayso.documents import Limits, Read, Rejection
from sayso.errors import DocumentError
from sayso.pipeline.intake import bounds_of, fetcher_of, intake_of
from sayso.pipeline.linking import Progress, new_run
from sayso.pipeline.relinking import link_pending
from sayso.pipeline.storing import Import
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.documents.fetching import Fetcher
    from sayso.incidents.standing import Moved
    from sayso.schema.feed import Feed


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

    run, intake, fetcher = new_run(settings), intake_of(settings), fetcher_of(settings)
    most = min(limit or settings.max_addresses, settings.max_addresses)
    reports = []
    with (
        Store.open(store_url, create=False) as store,
        documents.reader(intake, bounds_of(settings)) as read_one,
    ):
        asked = [store.feeds.find(name) for name in names] or store.feeds.all()
        store.add_run(run)
        for done, feed in enumerate(asked):
            tell = partial(progress, done, len(asked)) if progress else None
            looking = partial(_look, fetcher=fetcher, read=read_one, limits=intake.limits, most=most, tell=tell)
            reports.append(looking(feed, Import(store, settings, run)))
        linked = link_pending(store, run, settings)
        return PollReport(tuple(reports), linked.incidents, linked.moved)


def _look(
    feed: Feed,
    taking: Import,
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
