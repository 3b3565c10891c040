"""The migration scripts and the tables in code say the same."""

from __future__ import annotations

from importlib.resources import files

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from sayso.store import Store
from sayso.store.address import parse
from sayso.store.connection import make_engine, writing
from sayso.store.migrate import HEAD, VERSION_TABLE, revision, upgrade
from sayso.store.tables import metadata

SCRIPTS = ScriptDirectory(str(files("sayso.store") / "migrations"))


def test_the_newest_script_is_the_one_that_opening_looks_for() -> None:
    assert SCRIPTS.get_heads() == [HEAD]


def test_from_nothing_the_scripts_make_the_tables_in_code(nowhere: str) -> None:
    Store.open(nowhere).close()
    options = {"compare_type": True, "compare_server_default": True, "version_table": VERSION_TABLE}
    with create_engine(parse(nowhere).url).connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, VERSION_TABLE}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_script_by_script_leads_to_the_same(nowhere: str) -> None:
    engine = make_engine(parse(nowhere))
    oldest_first = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
    for step in oldest_first:
        with writing(engine, nowhere) as connection:
            upgrade(connection, nowhere, to=step)
            assert revision(connection) == step
    engine.dispose()
    Store.open(nowhere, create=False).close()
