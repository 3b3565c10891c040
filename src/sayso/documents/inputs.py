"""What is taken in, still unread: a file, standard input, an address, a member of an archive; and what was refused."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.documents.decoding import check_size
from sayso.documents.limits import Limits
from sayso.errors import DocumentError

STDIN = "-"
HEAD = 2048
"""Bytes at the beginning that tell what a thing is."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to be taken apart, still unread.

    `where` is the name that messages use; `kind` names the adapter that reads it; exactly one of `path` and `data` is
    given. `url` is the address it was fetched from or archived under, None when not known; `depth` counts the
    archives around it.
    """

    where: str
    kind: str
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None
    depth: int = 0

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

    def key(self, raw: bytes, number: int | None = None) -> str:
        """Return what names a report that has neither id nor address: its file (and its number in it), else its
        content."""
        if self.path is None:
            return f"sha256:{hashlib.sha256(raw).hexdigest()}"
        path = str(self.path.resolve())
        return path if number is None else f"{path}#{number}"


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
