"""Engines and transactions, and the driver's errors told in sayso's words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from sayso.errors import StoreError
from sayso.store.address import Address

_BUSY_SECONDS = 30
"""How long a writer waits for another one on SQLite: longer than a batch of `sayso read` takes to be written."""


def make_engine(address: Address) -> Engine:
    """Return an engine; nothing is opened yet."""
    if address.url.get_backend_name() != "sqlite":
        return create_engine(address.url, json_serializer=_to_json)
    url = _for_reading(address.file) if address.file and _is_out_of_reach(address.file) else address.url
    engine = create_engine(url, json_serializer=_to_json, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_out_of_reach(file: Path) -> bool:
    """Tell whether nothing can be written beside the file, as on a read-only medium."""
    return file.exists() and not os.access(file.absolute().parent, os.W_OK)


def _for_reading(file: Path) -> URL:
    # SQLite writes a file beside the store even to read it, unless told that nobody can change it.
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=file.absolute().as_uri(), query=query)


def _to_json(record: Any) -> str:
    """Return JSON with its characters as they are; only what is no character (a lone surrogate) makes it ASCII."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(record, separators=(",", ":"))
    return text


def _set_up_sqlite(dbapi_connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late (before the first write) and skips DDL; `_begin_sqlite` sends it instead.
    dbapi_connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        dbapi_connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the write lock at once: one that begins as a reader cannot wait for it later.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """Give a connection to read from; StoreError for whatever the database refuses."""
    with faults_told(name), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """Give a connection in a transaction, kept when the block ends and undone when it raises."""
    with faults_told(name), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def faults_told(name: str) -> Iterator[None]:
    """Turn the driver's errors into StoreError; `name` is the store's, without password."""
    try:
        yield
    except IntegrityError as e:
        what = f"the database refused a record ({_first_line(e)})"
        if "unique" in str(e.orig).lower():
            raise StoreError(what, where=name, do="another process wrote the same at the same time: run again") from e
        expected = "the run, document or claim that a record names to be in the store already"
        do = "add them first (add_run, put_document, put_claims)"
        raise StoreError(what, where=name, expected=expected, do=do) from e
    except OperationalError as e:
        raise StoreError(f"the database cannot be used ({_first_line(e)})", where=name, do=_advice(e)) from e
    except SQLAlchemyError as e:
        raise StoreError(f"the database failed ({_first_line(e)})", where=name) from e


def _first_line(error: SQLAlchemyError) -> str:
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0] if lines else type(error).__name__


def _advice(error: OperationalError) -> str:
    if "locked" in str(error.orig):
        return "another process is writing to it: wait until it is done and run again"
    return "check the address, the rights and the free space"
