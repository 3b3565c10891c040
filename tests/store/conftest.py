"""Every behaviour of a store is tested on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import postgres_server
import pytest

from sayso.store import Store
from sayso.store.tables import metadata

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL database."""
    with postgres_server.running() as url:
        yield url


@pytest.fixture
def empty_database(server: str) -> str:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return server


@pytest.fixture(params=BOTH)
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address where there is no store yet."""
    if request.param == "sqlite":
        return str(tmp_path / "sayso.db")
    address: str = request.getfixturevalue("empty_database")
    return address


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on SQLite to copy, which is quicker than to make one each time."""
    file = tmp_path_factory.mktemp("empty") / "sayso.db"
    Store.open(str(file)).close()
    return file


@pytest.fixture(scope="session")
def kept_database(server: str) -> str:
    """A store on PostgreSQL to empty, which is quicker than to make one each time."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE kept")
    url = server.replace("/postgres?", "/kept?")
    Store.open(url).close()
    return url


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("empty_file"), tmp_path))
    import psycopg

    address: str = request.getfixturevalue("kept_database")
    with psycopg.connect(address, autocommit=True) as connection:
        # Not TRUNCATE, which makes new files: ten times as slow for tables of a few rows.
        connection.execute(
            "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)).encode()
        )
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    with Store.open(url) as opened:
        yield opened
