"""What is taken in, still unread: a file, standard input, an address, a member of an archive; and what was refused."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sayso.documents.decoding import check_size
from sayso.documents.limits import Budget, Limits, Unpacking
from sayso.errors import DocumentError

STDIN = "-"
HEAD = 2048
"""Bytes at the beginning that tell what a thing is."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to be taken apart, still unread.

    `where` is the name that messages use; `kind` names the adapter that reads it; exactly one of `path` and `data` is
    given. `url` is the address it was fetched from or archived under, None when not known; `depth` counts the
    archives around it. `archived` is the day on which it was archived, None when not known: no report was published
    later. `budget` is shared with the archive around it.
    """

    where: str
    kind: str
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None
    depth: int = 0
    archived: datetime.date | None = None
    budget: Budget = field(default_factory=Budget, compare=False, repr=False)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give the bytes as a stream."""
        if self.path is None:
            yield io.BytesIO(self.data or b"")
        else:
            with self.path.open("rb") as stream:
                yield stream

    def read_bytes(self, limits: Limits) -> bytes:
        """Return all bytes; the size is checked before anything is read. Raises EmptyInput and TooLarge."""
        if self.path is not None:
            check_size(self.path.stat().st_size, limits, self.where)
        with self.open() as stream:
            raw = stream.read(limits.max_bytes + 1)
        check_size(len(raw), limits, self.where)
        return raw

    def unpacking(self, limits: Limits) -> Unpacking:
        """Return the count of what is unpacked from this archive."""
        packed = self.path.stat().st_size if self.path is not None else len(self.data or b"")
        return Unpacking(packed, limits, self.budget)

    def member(self, name: str, kind: str, data: bytes, url: str | None = None) -> Input:
        """Return a thing that lies in this one, under its name."""
        return Input(inside(self.where, name), kind, None, data, url, self.depth + 1, self.archived, self.budget)

    def key(self, raw: bytes, number: int | None = None) -> str:
        """Return what names a report that has neither id nor address: its file (and its number in it), else its
        content."""
        if self.path is None:
            return f"sha256:{hashlib.sha256(raw).hexdigest()}"
        path = str(self.path.resolve())
        return path if number is None else f"{path}#{number}"


_LONGEST_NAME = 200


def inside(where: str, name: str) -> str:
    """Return how messages name a member."""
    return f"{where}: {shown(name)}"


def shown(name: str) -> str:
    """Return a name that came from anywhere so that nothing in it can steer a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:_LONGEST_NAME])


@dataclass(frozen=True, slots=True)
class Address:
    """A page that an input names but does not hold: an entry of a feed or of a sitemap. `title` and `published` are
    what the input says of it, None when it says nothing."""

    where: str
    url: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing that was not taken in, with the error that says why and what to do."""

    where: str
    error: DocumentError


@dataclass(frozen=True, slots=True)
class Unfetched(Rejection):
    """A page that an input names but does not hold. Whoever may go to the network can fetch it; for all others it is
    a rejection like any."""

    address: Address


def rejected(where: str, error: type[DocumentError], what: str, *, do: str = "", expected: str = "") -> Rejection:
    """Return the rejection with an error of the class given."""
    return Rejection(where, error(what, where=where, expected=expected, do=do))
