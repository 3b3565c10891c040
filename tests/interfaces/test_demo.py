"""The main job from end to end: the packaged sample in, table, brief and store out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sayso import sample
from sayso.interfaces.export.jsonl import RECORDS, row_schema

pytestmark = [pytest.mark.model, pytest.mark.slow]


def sayso(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")} | {"HOME": str(cwd)}
    command = [sys.executable, "-m", "sayso", *args]
    return subprocess.run(command, check=False, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder in which `sayso demo` ran, and how it ended."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, sayso("demo", cwd=folder)


Demo = tuple[Path, subprocess.CompletedProcess[str]]


def test_the_demo_prints_the_incidents_and_says_where_things_lie(demo: Demo) -> None:
    folder, result = demo
    assert result.returncode == 0, result.stderr
    assert "0 updated, 0 unchanged, 0 rejected" in result.stdout
    for words in (
        "incident",
        "what",
        "figures",
        "killed",
        "air_strike",
        "more, told by one claim only",
        "brief: demo/brief.html",
        "store: demo/sayso.db",
    ):
        assert words in result.stdout
    assert sorted(p.name for p in (folder / "demo").iterdir()) == ["brief.html", "sayso.db"]


def test_the_next_command_that_the_demo_names_works(demo: Demo) -> None:
    folder, result = demo
    (named,) = [line for line in result.stdout.splitlines() if line.startswith("next:")]
    assert named.startswith("next:  python -m sayso show i")
    shown = sayso(*named.split()[4:], cwd=folder)
    assert shown.returncode == 0
    assert "Claims (" in shown.stdout


def test_why_of_the_demo_names_a_rule_or_words_for_every_value(demo: Demo) -> None:
    folder, result = demo
    (named,) = [line for line in result.stdout.splitlines() if line.startswith("next:")]
    shown = sayso(*named.split()[4:], "--why", cwd=folder).stdout
    values = [line for line in shown.splitlines() if "  ← " in line]
    assert len(values) > 5 * shown.count("\n     why\n") > 0
    assert [line for line in values if not re.search(r"← \S", line)] == []


def test_a_second_run_adds_nothing(demo: Demo) -> None:
    folder, first = demo
    again = sayso("demo", cwd=folder)
    assert again.returncode == 0
    reports = int(first.stdout.split()[0])
    assert again.stdout.startswith(f"0 added, 0 updated, {reports} unchanged, 0 rejected; 0 claims")
    assert again.stdout.splitlines()[1:] == first.stdout.splitlines()[1:]


def test_the_export_of_the_demo_fits_its_schemas(demo: Demo) -> None:
    folder, _ = demo
    assert sayso("export", "-o", "out", "--store", "demo/sayso.db", cwd=folder).returncode == 0
    counts = {}
    for name in RECORDS:
        rows = [
            json.loads(line) for line in (folder / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        validator = Draft202012Validator(row_schema(name))
        assert [e.message for row in rows for e in validator.iter_errors(row)] == []
        counts[name] = len(rows)
    assert counts["documents"] >= 14
    assert counts["incidents"] >= 5
    assert counts["claims"] > counts["incidents"]


def test_the_demo_shows_each_quoted_sentence_as_it_stands_in_its_report(demo: Demo) -> None:
    folder, _ = demo
    sayso("export", "-o", "out", "--store", "demo/sayso.db", cwd=folder)
    read = {
        name: [json.loads(line) for line in (folder / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("documents", "claims")
    }
    texts = {d["id"]: d["text"] for d in read["documents"]}
    for claim in read["claims"]:
        assert texts[claim["document_id"]][claim["start"] : claim["end"]] == claim["quote"]


def test_a_folder_with_one_broken_file_stores_the_rest_and_ends_with_1(tmp_path: Path) -> None:
    report = next(p for p in sorted(sample.folder().iterdir()) if p.suffix == ".txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_bytes(report.read_bytes())
    (tmp_path / "in" / "empty.txt").write_text("")
    result = sayso("read", "in", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stdout.startswith("1 added, 0 updated, 0 unchanged, 1 rejected")
    (fault,) = [line for line in result.stderr.splitlines() if "empty.txt" in line]
    assert fault.startswith("in/empty.txt: ")
    assert fault.count("empty.txt") == 1
