"""The feeds of a store, and which of their entries were dealt with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from sqlalchemy import Column, Connection, ForeignKey, String, Table, delete, func, insert, select, update

from sayso.errors import NotFound, StoreError
from sayso.schema.feed import Feed
from sayso.store.tables import metadata

table = Table(
    "feeds",
    metadata,
    Column("id", String, primary_key=True),
    Column("location", String, nullable=False),
    Column("name", String, nullable=False, unique=True),
    Column("added_at", String, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("polled_at", String),
    Column("result", String),
)
entries = Table(
    "feed_entries",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("entry", String, primary_key=True),
)

Opening = Callable[[], AbstractContextManager[Connection]]


class Feeds:
    """What a store knows of feeds; get it from `Store.feeds`. Every method raises StoreError when the database
    refuses."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading = reading
        self._writing = writing

    def all(self) -> list[Feed]:
        """Return the feeds in the order of their names."""
        with self._reading() as connection:
            return _feeds(connection)

    def find(self, asked: str) -> Feed:
        """Return the feed with this name, location or id, or whose id begins so. Raises NotFound, which lists them."""
        with self._reading() as connection:
            return _find(_feeds(connection), asked)

    def add(self, feed: Feed) -> bool:
        """Add a feed; tell whether it was new. Raises StoreError when another feed has its name."""
        with self._writing() as connection:
            known = _feeds(connection)
            if any(f.id == feed.id for f in known):
                return False
            other = next((f for f in known if f.name == feed.name), None)
            if other is not None:
                what = f"another feed has this name ({other.location})"
                raise StoreError(what, where=feed.name, do="give this one another with --name")
            connection.execute(insert(table).values(_row(feed)))
            return True

    def remove(self, asked: str) -> Feed:
        """Take a feed away, and what is known of its entries, and return it; what was read stays. Raises NotFound."""
        with self._writing() as connection:
            found = _find(_feeds(connection), asked)
            connection.execute(delete(entries).where(entries.c.feed_id == found.id))
            connection.execute(delete(table).where(table.c.id == found.id))
            return found

    def polled(self, feed: Feed) -> None:
        """Write down what the last look at a feed brought: its marks, time and result."""
        row = _row(feed)
        changed = {name: row[name] for name in ("etag", "last_modified", "polled_at", "result")}
        with self._writing() as connection:
            connection.execute(update(table).where(table.c.id == feed.id).values(changed))

    def seen(self, feed_id: str) -> frozenset[str]:
        """Return the keys of the entries that were dealt with."""
        with self._reading() as connection:
            return frozenset(connection.scalars(select(entries.c.entry).where(entries.c.feed_id == feed_id)))

    def see(self, feed_id: str, keys: Iterable[str]) -> None:
        """Note entries as dealt with; those that are noted already are left alone."""
        wanted = dict.fromkeys(keys)
        if not wanted:
            return
        with self._writing() as connection:
            there = set(connection.scalars(select(entries.c.entry).where(entries.c.feed_id == feed_id)))
            new = [{"feed_id": feed_id, "entry": key} for key in wanted if key not in there]
            if new:
                connection.execute(insert(entries), new)


def _feeds(connection: Connection) -> list[Feed]:
    count = select(func.count()).where(entries.c.feed_id == table.c.id).scalar_subquery()
    found = connection.execute(select(table, count.label("seen")).order_by(table.c.name))
    return [Feed(**row) for row in found.mappings()]


def _find(known: list[Feed], asked: str) -> Feed:
    exact = [f for f in known if asked in (f.name, f.location, f.id)]
    found = exact or [f for f in known if asked and f.id.startswith(asked)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f.name for f in (found or known)[:5])
    raise NotFound(f"no feed {asked!r}" if not found else f"{asked!r} is several feeds", expected=names or "one added")


def _row(feed: Feed) -> dict[str, str | None]:
    names = ("id", "location", "name", "added_at", "etag", "last_modified", "polled_at", "result")
    return {name: _column(getattr(feed, name)) for name in names}


def _column(text: str | None) -> str | None:
    """Return text that every database takes: what a server sends may hold anything."""
    return None if text is None else text.replace("\x00", "").encode("utf-8", "replace").decode()
