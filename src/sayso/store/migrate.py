"""Brings a store's tables to the shape that this sayso knows, by the scripts in `migrations/`."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection, Engine, inspect, text

from sayso.errors import StoreError
from sayso.store.address import missing
from sayso.store.connection import reading, writing
from sayso.store.tables import metadata

HEAD = "0005"
"""The newest script. Kept here so that a store that is up to date opens without importing Alembic; tested."""

VERSION_TABLE = "sayso_version"
"""Not Alembic's usual name: another program's migrations must not be taken for ours."""

_LOCK = 0x5A1550
"""Any number that no other program locks: two processes opening a new PostgreSQL store take turns."""


def prepare(engine: Engine, name: str, create: bool) -> None:
    """Create or upgrade the tables as needed.

    Raises StoreError for a store made by a newer sayso, for a database that holds other things, and, with `create`
    false, where there is no store.
    """
    with reading(engine, name) as connection:
        found = revision(connection)
    if found == HEAD:
        return
    if found is None and not create:
        raise missing(name)
    with writing(engine, name) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _refuse_others(connection, name)
        upgrade(connection, name)


def revision(connection: Connection) -> str | None:
    """Return the script at which the store stands; None where there is no store."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 - a constant
    return found


def _refuse_others(connection: Connection, name: str) -> None:
    """Refuse to put tables beside another program's: any at all in a file, ones of our names in a server."""
    if revision(connection) is not None:
        return
    there = set(inspect(connection).get_table_names())
    others = there if connection.dialect.name == "sqlite" else there & set(metadata.tables)
    if others:
        raise StoreError(
            f"holds tables of another program ({', '.join(sorted(others)[:5])})",
            where=name,
            expected="a store made by sayso, or nothing",
            do="name another file or database",
        )


def upgrade(connection: Connection, name: str, to: str = "head") -> None:
    """Run the scripts that the store has not had yet, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    with as_file(files("sayso.store") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        found = revision(connection)
        if found is not None and found not in known:
            raise StoreError(
                f"was made by a newer sayso (its tables are at {found!r})",
                where=name,
                expected=f"{HEAD!r} or older",
                do="pip install --upgrade sayso",
            )
        command.upgrade(config, to)
