"""Reports in: what the inputs hold, as documents, fetched and read as the settings say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from sayso import __version__, documents
from sayso.documents import Address, Bounds, Input, Intake, Limits, Read, Rejection, furniture_for
from sayso.pipeline.known import outlets_named
from sayso.pipeline.linking import Progress
from sayso.schema import Document
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.documents.fetching import Fetcher


def intake_of(settings: Settings, today: date | None = None) -> Intake:
    """Return how inputs are taken in; without `today` the day is that of now, in UTC.

    Raises KnowledgeError for a file of outlets and SettingError for columns that cannot be read.
    """
    known = outlets_named(settings.outlets)
    limits = Limits(
        max_bytes=settings.max_bytes,
        max_member_bytes=settings.max_member_bytes,
        max_expanded_bytes=settings.max_expanded_bytes,
        max_members=settings.max_members,
    )
    columns = documents.read_columns(settings.columns)
    return Intake(limits, known, furniture_for(known), today or datetime.now(UTC).date(), columns)


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


def fetched(
    address: Address, fetcher: Fetcher, read: Read, tell: Callable[[str], None] | None
) -> Iterator[Document | Rejection]:
    """Yield the documents of an address and of the pages that it names."""
    from sayso.documents.fetching import follow

    return follow(address, fetcher, read, tell)


def listed_in(inputs: Sequence[str], intake: Intake) -> list[Input | Address | Rejection]:
    """Return what is to be read, one by one: the files in folders, addresses, standard input for "-"."""
    return list(documents.list_inputs(inputs, stdin=sys.stdin.buffer.read, limits=intake.limits))


def bounds_of(settings: Settings) -> Bounds:
    """Return what the reading of one report may cost."""
    return Bounds(settings.max_seconds, settings.max_memory)


def read_reports(
    inputs: Sequence[str], settings: Settings, progress: Progress | None = None
) -> Iterator[Document | Rejection]:
    """Yield the documents that the inputs hold and a rejection for each report that cannot be taken in."""
    intake = intake_of(settings)
    listed = listed_in(inputs, intake)
    fetcher: Fetcher | None = None
    with documents.reader(intake, bounds_of(settings)) as read_one:
        for done, item in enumerate(listed):
            if progress:
                progress(done, len(listed), item.where)
            if isinstance(item, Rejection):
                yield item
            elif isinstance(item, Address):
                fetcher = fetcher or fetcher_of(settings)
                tell = partial(progress, done, len(listed)) if progress else None
                yield from fetched(item, fetcher, read_one, tell)
            else:
                yield from read_one(item)
    if progress:
        progress(len(listed), len(listed), "")
