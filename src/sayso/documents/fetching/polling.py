"""A look at a feed: what is new in it since the last time, and what to remember for the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sayso.documents.fetching.fetcher import Fetcher
from sayso.documents.fetching.following import fetched, input_of
from sayso.documents.inputs import Input, Rejection, Unfetched
from sayso.documents.limits import Limits
from sayso.documents.listing import is_address, list_inputs
from sayso.documents.worker import Read
from sayso.errors import BadRecord, Unreached
from sayso.schema.document import Document
from sayso.schema.feed import Feed
from sayso.schema.identity import digest

_NO_FEEDS = frozenset({"html", "pdf"})
"""Kinds that hold one report: looked at again and again they would be that report's new versions."""


def new_feed(location: str, name: str | None, added_at: str) -> Feed:
    """Return a feed that nobody has looked at; without a name it goes by its location."""
    known = location if is_address(location) else str(Path(location).resolve())
    return Feed("f" + digest(known), known, " ".join((name or known).split()), added_at)


@dataclass(slots=True)
class Poll:
    """One look at a feed, and afterwards what it brought.

    `seen` are the entries dealt with before. At most `limit` new entries are taken, the rest is left for the next
    time. `known` counts the pages that were passed over as seen, `left` those left for the next time. `whole` is
    whether everything in this version was dealt with, so that the next look may ask for a newer one only.
    """

    feed: Feed
    seen: Container[str]
    limit: int
    tell: Callable[[str], None] | None = None
    known: int = 0
    left: int = 0
    whole: bool = True
    changed: bool = True
    _etag: str | None = None
    _last_modified: str | None = None
    _taken: int = 0
    _settled: list[str] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)

    def entries(self, fetcher: Fetcher, read: Read, limits: Limits) -> Iterator[Document | Rejection]:
        """Give what is new, the pages of entries fetched. Raises DocumentError when the feed itself cannot be had."""
        self._tell(self.feed.location)
        item = self._item(fetcher, limits)
        if item is None:
            self.changed = False
            return
        pages: list[Unfetched] = []
        for found in read(item):
            if isinstance(found, Unfetched) and item.path is None:
                pages.append(found)
            else:
                yield from self._held(found)
        for page in pages:  # only now: one reader reads one thing at a time
            yield from self._page(page, fetcher, read)

    def settled(self) -> list[str]:
        """Return the entries dealt with since this was last asked."""
        settled, self._settled = self._settled, []
        return settled

    def after(self, polled_at: str, result: str) -> Feed:
        """Return the feed as it is to be remembered."""
        if not self.changed:
            return replace(self.feed, polled_at=polled_at, result=result)
        etag, last_modified = (self._etag, self._last_modified) if self.whole else (None, None)
        return replace(self.feed, etag=etag, last_modified=last_modified, polled_at=polled_at, result=result)

    def _tell(self, what: str) -> None:
        if self.tell:
            self.tell(what)

    # --- the feed

    def _item(self, fetcher: Fetcher, limits: Limits) -> Input | None:
        item = self._fetched(fetcher) if is_address(self.feed.location) else self._file(limits)
        if item is not None and item.kind in _NO_FEEDS:
            what = f"is {item.kind}, no feed"
            raise BadRecord(what, where=item.where, expected="RSS, Atom, JSON Feed or a sitemap", do="sayso read it")
        return item

    def _fetched(self, fetcher: Fetcher) -> Input | None:
        feed = self.feed
        page = fetcher.fetch(feed.location, etag=feed.etag, last_modified=feed.last_modified)
        self._etag, self._last_modified = page.etag, page.last_modified
        return None if page.body is None else input_of(page, feed.location, fetcher.manners.max_bytes)

    def _file(self, limits: Limits) -> Input | None:
        (item,) = list_inputs([self.feed.location])
        if not isinstance(item, Input):
            raise item.error if isinstance(item, Rejection) else BadRecord("is no file", where=self.feed.location)
        self._etag = hashlib.sha256(item.read_bytes(limits)).hexdigest()
        return None if self._etag == self.feed.etag else item

    # --- its entries

    def _page(self, entry: Unfetched, fetcher: Fetcher, read: Read) -> Iterator[Document | Rejection]:
        """Give what the page of an entry holds, if the entry is new. One that could not be reached is not settled."""
        key = digest(entry.address.url)
        if key in self._met:
            return
        self._met.add(key)
        if key in self.seen:
            self.known += 1
            return
        if not self._room():
            return
        self._tell(entry.address.url)
        reached = True
        for found in fetched(entry.address, fetcher, read):
            if isinstance(found, Rejection):
                reached = reached and not isinstance(found.error, Unreached)
            yield found
        if reached:
            self._settled.append(key)
        else:
            self.whole = False

    def _held(self, found: Document | Rejection) -> Iterator[Document | Rejection]:
        """Give an entry that the feed holds in full, which may be a new version of one that was seen."""
        if isinstance(found, Rejection):
            yield found
            return
        key = digest(found.key)
        if key not in self.seen and not self._room():
            return
        yield found
        self._settled.append(key)

    def _room(self) -> bool:
        """Count a new entry, if there is room for it."""
        if self._taken == self.limit:
            self.left += 1
            self.whole = False
            return False
        self._taken += 1
        return True
