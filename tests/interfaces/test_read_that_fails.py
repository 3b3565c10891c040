"""`sayso read` where something that the settings name cannot be had: told, and no store is left behind."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso import spark
from sayso.interfaces.cli.main import app

Read = Callable[..., Result]
REPORT = "Gunmen shot dead three men near Sabha on Sunday, a medic told the Delta Post.\n"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a report in a folder without a store."""
    (tmp_path / "a.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    return lambda *args: CliRunner().invoke(app, ["read", "a.txt", *args])


def refused(result: Result, folder: Path) -> str:
    """Return the one line that was told."""
    assert (result.exit_code, result.stdout) == (1, "")
    assert not list(folder.glob("sayso.db*"))
    [told] = result.stderr.splitlines()
    return told


def test_without_pyspark_it_is_told_what_to_install(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: None if name == "pyspark" else find_spec(name))
    told = refused(read("--engine", "spark"), tmp_path)
    assert told == "sayso: Spark is not installed here; pip install 'sayso[spark]', or use --engine local"


def test_without_java_it_is_told_what_to_install(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda _name: object())
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    told = refused(read("--engine", "spark"), tmp_path)
    assert told.startswith("sayso: Spark needs Java, and there is none here; install Java 17 or later")
    assert told.endswith("or set JAVA_HOME")


def test_a_store_that_was_there_stays_as_it_was(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "sayso.db"
    store.touch()  # taken for a store that is yet to be made
    monkeypatch.setattr(spark, "find_spec", lambda _name: None)
    assert read("--engine", "spark").exit_code == 1
    assert store.stat().st_size == 0


@pytest.mark.parametrize("setting", ["ACTORS", "OUTLETS", "GAZETTEER", "CODEBOOK", "LINK_WEIGHTS"])
def test_a_file_that_the_settings_name_is_looked_at_before_there_is_a_store(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    (tmp_path / "mine.yaml").write_text("no_such_section: 1\n")
    monkeypatch.setenv(f"SAYSO_{setting}", "mine.yaml")
    assert refused(read(), tmp_path).startswith("sayso: mine.yaml: ")


def test_so_are_columns(read: Read, tmp_path: Path) -> None:
    result = read("--columns", "body")
    assert result.exit_code == 2
    assert "columns: 'body'; expected FIELD=COLUMN" in result.stderr
    assert not (tmp_path / "sayso.db").exists()
