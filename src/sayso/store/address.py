"""Where a store lies: a path, a `sqlite:///` or a `postgresql://` address, checked before anything is opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from sayso.errors import StoreError

_SQLITE_HEADER = b"SQLite format 3\x00"
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
_EXPECTED = "a path, sqlite:///PATH or postgresql://USER@HOST/DATABASE"
_READ_FIRST = "run `sayso read` first"


@dataclass(frozen=True, slots=True)
class Address:
    """A store's address. `name` is for messages and holds no password; `file` is None but for SQLite on disk."""

    url: URL
    name: str
    file: Path | None


def parse(text: str) -> Address:
    """Return the address that a path or URL names.

    Raises StoreError for a database sayso does not keep stores in, or when its driver is not installed.
    """
    if "://" not in text:
        return _sqlite(text, text)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as e:
        raise StoreError("is no database address", where=_without_password(text), expected=_EXPECTED) from e
    if url.drivername == "sqlite":
        return _sqlite(url.database or ":memory:", text)
    if url.drivername in _POSTGRES:
        return _postgres(url)
    raise StoreError(
        f"stores are not kept in {url.get_backend_name()}",
        where=url.render_as_string(hide_password=True),
        expected=_EXPECTED,
    )


def _without_password(text: str) -> str:
    return f"{text.partition('://')[0]}://…"


def _sqlite(database: str, name: str) -> Address:
    if not database:
        raise StoreError("no store is named", expected=_EXPECTED)
    file = None if database == ":memory:" else Path(database)
    return Address(URL.create("sqlite", database=database), name, file)


def _postgres(url: URL) -> Address:
    name = url.render_as_string(hide_password=True)
    if find_spec("psycopg") is None:
        raise StoreError("the PostgreSQL driver is not installed", where=name, do="pip install sayso[postgres]")
    return Address(url.set(drivername="postgresql+psycopg"), name, None)


def missing(name: str) -> StoreError:
    """Return the error for a store that is to be read but does not exist."""
    return StoreError("there is no store here", where=name, do=_READ_FIRST)


def check_file(address: Address, create: bool) -> None:
    """Raise StoreError when the file cannot be a store, before SQLite touches it.

    An empty file is taken for a store that is yet to be made, as SQLite itself does.
    """
    file = address.file
    if file is None:
        return
    if file.is_dir():
        raise StoreError("is a folder", where=address.name, expected="a file", do="name a file in it")
    if not file.exists() or file.stat().st_size == 0:
        if not create:
            raise missing(address.name)
        if not file.absolute().parent.is_dir():
            raise StoreError("its folder does not exist", where=address.name, do=f"make {file.absolute().parent} first")
    elif _header(file, address.name) != _SQLITE_HEADER:
        raise StoreError("is not an SQLite file", where=address.name, expected="a store made by sayso")


def _header(file: Path, name: str) -> bytes:
    try:
        with file.open("rb") as f:
            return f.read(len(_SQLITE_HEADER))
    except OSError as e:
        raise StoreError(f"cannot be read ({e.strerror})", where=name) from e
