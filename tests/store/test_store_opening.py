"""Opening a store: what is made, what is upgraded, what is refused and in which words."""

from __future__ import annotations

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from store_records import LATER, RUN

from sayso.errors import StoreError
from sayso.store import Store
from sayso.store.address import parse


def refusal(url: str, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as e:
        Store.open(url, create=create)
    return str(e.value)


def execute(url: str, *commands: str) -> None:
    with create_engine(parse(url).url).begin() as connection:
        for command in commands:
            connection.execute(text(command))


class TestMaking:
    def test_an_address_with_nothing_there(self, nowhere: str) -> None:
        with Store.open(nowhere) as store:
            assert set(store.counts().values()) == {0}

    def test_reading_needs_a_store(self, nowhere: str) -> None:
        assert "run `sayso read` first" in refusal(nowhere, create=False)

    def test_nothing_is_left_where_reading_found_none(self, tmp_path: Path) -> None:
        refusal(str(tmp_path / "sayso.db"), create=False)
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_file_is_no_store_yet(self, tmp_path: Path) -> None:
        file = tmp_path / "sayso.db"
        file.touch()
        assert "run `sayso read` first" in refusal(str(file), create=False)
        Store.open(str(file)).close()
        Store.open(str(file), create=False).close()

    def test_path_and_url_name_the_same_store(self, tmp_path: Path) -> None:
        file = tmp_path / "50%_o#f it.db"
        with Store.open(str(file)) as store:
            store.add_run(RUN)
        with Store.open(f"sqlite:///{str(file).replace('%', '%25').replace('#', '%23')}", create=False) as store:
            assert store.runs() == [RUN]

    def test_on_a_read_only_medium_it_can_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "sayso.db"
        with Store.open(str(file)) as store:
            store.add_run(RUN)
        monkeypatch.setattr("os.access", lambda path, mode: Path(path) != tmp_path)
        with Store.open(str(file)) as store:
            assert store.runs() == [RUN]
            with pytest.raises(StoreError, match="readonly"):
                store.add_run(LATER)
        assert list(tmp_path.iterdir()) == [file]

    def test_in_memory(self) -> None:
        with Store.open("sqlite://") as store:
            store.add_run(RUN)
            assert store.runs() == [RUN]

    def test_two_at_once_make_one_store(self, nowhere: str) -> None:
        faults: list[BaseException] = []

        def make() -> None:
            try:
                Store.open(nowhere).close()
            except BaseException as e:  # noqa: BLE001 - a thread's error must reach the test
                faults.append(e)

        makers = [threading.Thread(target=make) for _ in range(4)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join(30)
        assert faults == []
        Store.open(nowhere, create=False).close()

    def test_sqlite_keeps_its_references_and_lets_readers_read_on(self, tmp_path: Path) -> None:
        file = tmp_path / "sayso.db"
        with Store.open(str(file)) as store, pytest.raises(StoreError, match="FOREIGN KEY"):
            store.put_rejection("nobody's", "a", "b")
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


class TestRefusing:
    def test_a_store_made_by_a_newer_sayso(self, nowhere: str) -> None:
        Store.open(nowhere).close()
        execute(nowhere, "UPDATE sayso_version SET version_num = 'f00d'")
        message = refusal(nowhere)
        assert "was made by a newer sayso" in message
        assert "pip install --upgrade sayso" in message

    def test_a_file_that_is_no_sqlite(self, tmp_path: Path) -> None:
        file = tmp_path / "report.txt"
        file.write_text("Nothing but words.")
        assert "is not an SQLite file; expected a store made by sayso" in refusal(str(file))
        assert file.read_text() == "Nothing but words."

    def test_another_programs_sqlite_file(self, tmp_path: Path) -> None:
        file = tmp_path / "bookmarks.db"
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("CREATE TABLE bookmarks (url)")
        assert "holds tables of another program (bookmarks)" in refusal(str(file))
        assert "run `sayso read` first" in refusal(str(file), create=False)

    @pytest.mark.slow
    def test_a_database_where_another_program_has_a_table_of_our_name(self, empty_database: str) -> None:
        execute(empty_database, "CREATE TABLE documents (id text)", "CREATE TABLE alembic_version (version_num text)")
        assert "holds tables of another program (documents)" in refusal(empty_database)

    @pytest.mark.slow
    def test_other_tables_in_a_database_are_no_hindrance(self, empty_database: str) -> None:
        execute(empty_database, "CREATE TABLE bookmarks (id text)")
        Store.open(empty_database).close()

    def test_a_damaged_file(self, tmp_path: Path) -> None:
        file = tmp_path / "sayso.db"
        file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
        assert refusal(str(file)).startswith(str(file))

    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("", "no store is named"),
            ("/", "is a folder"),
            ("/nowhere/at/all/sayso.db", "make /nowhere/at/all first"),
            ("mysql://ann:secret@example.org/x", "stores are not kept in mysql"),
            ("postgresql://ann:secret@localhost:port/x", "is no database address"),
            ("postgresql://ann:secret@localhost:1/x", "the database cannot be used"),
        ],
    )
    def test_an_address_that_cannot_be(self, url: str, expected: str) -> None:
        message = refusal(url)
        assert expected in message
        assert "secret" not in message

    def test_postgresql_without_its_driver(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        assert "pip install sayso[postgres]" in refusal("postgresql://localhost/x")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_name_of_postgresql_takes_psycopg_3(scheme: str) -> None:
    assert parse(f"{scheme}://localhost/x").url.drivername == "postgresql+psycopg"
