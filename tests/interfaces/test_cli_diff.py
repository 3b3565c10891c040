"""`sayso diff` and `sayso link --judgements`, on a real store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from sayso.incidents.changes import FieldChange, Why
from sayso.interfaces.cli.diff import cause, said, value_said
from sayso.interfaces.cli.main import app
from test_relinking import linked, made, put

Sayso = Callable[..., Result]


@pytest.fixture
def sayso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Run a command in a folder whose sayso.db two runs linked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    world = made()
    for part in (world.documents[:20], world.documents[20:]):
        put("sayso.db", list(part), world.claims)
        linked("sayso.db")
    return lambda *args: CliRunner().invoke(app, list(args))


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def first_run(sayso: Sayso) -> str:
    return next(str(row["run"]) for row in rows(sayso("diff", "--runs")) if row["profile"])


def test_a_pipe_gets_a_row_an_incident_and_the_counts_go_to_standard_error(sayso: Sayso) -> None:
    result = sayso("diff", first_run(sayso))
    found = rows(result)
    assert {row["kind"] for row in found} <= {"added", "changed", "merged", "split", "regrouped", "gone"}
    assert all(row["why"] for row in found)
    added = sum(row["kind"] == "added" for row in found)
    assert result.stderr.startswith(f"{added} added, ")
    assert len(rows(sayso("diff", first_run(sayso), "--all"))) > len(found)
    assert sayso("diff", first_run(sayso), "-q").stderr == ""


def test_a_terminal_gets_a_table(sayso: Sayso) -> None:
    out = sayso("diff", first_run(sayso), "--table").stdout
    assert "a new report" in out
    assert "publishers: + " in out
    assert sayso("diff", "sayso.db", "sayso.db", "--table").stderr.startswith("nothing to show")


def test_a_spreadsheet_gets_columns(sayso: Sayso) -> None:
    assert sayso("diff", first_run(sayso), "--csv").stdout.splitlines()[0] == "kind,before,after,fields,gained,lost,why"


@pytest.mark.parametrize("asked", [[], ["nothing.db"], ["r404"]])
def test_what_is_no_state_ends_with_2(sayso: Sayso, asked: list[str]) -> None:
    result = sayso("diff", *asked)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_values_in_words() -> None:
    assert value_said({"low": 3, "best": 4, "high": None}) != value_said(None)
    assert value_said({"start": "2024-05-01", "end": "2024-05-01", "precision": "day"}) == "2024-05-01"
    assert value_said({"value": "fair"}) == "fair"
    position = {"value": "3", "sources": ["A"]}
    contested = {"field": "killed", "kind": "dispute", "positions": [position, position | {"value": "9"}]}
    assert value_said(contested) == "killed (dispute: 3 / 9)"
    assert said(FieldChange("publishers", ["A", "B"], ["B", "C"])) == "publishers: + C, - A"
    assert said(FieldChange("related", None, [{"relation": "part_of", "incident_id": "i123456789"}])) == (
        "related: + part of i12345678"
    )
    assert said(FieldChange("counts.killed", {"low": 3, "best": 3, "high": 3}, None)) == "killed: 3 → none"
    assert cause(Why("profile", (), "ucdp → latest")) == "another profile: ucdp → latest"
    assert cause(Why("moved_claim", ("a", "b"), "from i1")) == "claims moved (2 claims): from i1"


# ---- judgements


def test_the_runs_of_a_store_by_its_name(sayso: Sayso) -> None:
    assert rows(sayso("diff", "--runs", "sayso.db")) == rows(sayso("diff", "--runs"))
    assert sayso("diff", "--runs", "lost.db").exit_code == 2
    assert sayso("diff", "--runs", "sayso.db", "--store", "sayso.db").exit_code == 2


def test_linking_a_store_that_is_not_there_ends_with_2(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("link", "--store", "lost.db")
    assert (result.exit_code, "there is no store here" in result.stderr) == (2, True)
    assert not (tmp_path / "lost.db").exists()


def judgements(tmp_path: Path, *lines: str) -> str:
    (tmp_path / "mine.csv").write_text("\n".join(["kind,left,right,why", *lines]) + "\n", encoding="utf-8")
    return "mine.csv"


def two_claims(sayso: Sayso) -> tuple[str, str]:
    found = rows(sayso("claims"))
    return found[0]["id"], found[-1]["id"]


def test_judgements_are_taken_and_told(sayso: Sayso, tmp_path: Path) -> None:
    a, b = two_claims(sayso)
    mine = judgements(tmp_path, f"different,{a},{b},two markets", "same,nobody,nothing,")
    result = sayso("link", "--judgements", mine, "--by", "Amal")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "judgements: 1 added, 0 unchanged, 1 rejected"
    assert result.stderr.startswith("mine.csv row 3: no claim 'nobody'")
    again = sayso("link", "--judgements", judgements(tmp_path, f"different,{a},{b},two markets"), "--by", "Amal")
    assert (again.exit_code, again.stdout.splitlines()[0]) == (0, "judgements: 0 added, 1 unchanged, 0 rejected")


def test_a_file_that_is_not_there_or_no_table_ends_before_anything_is_linked(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("link", "--judgements", "lost.csv").exit_code == 2
    folder = sayso("link", "--judgements", ".")
    assert (folder.exit_code, ".: is a folder" in folder.stderr) == (2, True)
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = sayso("link", "--judgements", "odd.csv")
    assert result.exit_code == 1
    assert "no column kind, left, right" in result.stderr
    assert result.stdout == ""


def test_a_judgement_without_anybody_who_made_it_is_rejected(sayso: Sayso, tmp_path: Path) -> None:
    a, b = two_claims(sayso)
    result = sayso("link", "--judgements", judgements(tmp_path, f"same,{a},{b},"))
    assert "nobody is named who decided" in result.stderr


# ---- weights learnt from judgements


def test_weights_are_learnt_from_judgements_and_linked_by(sayso: Sayso, tmp_path: Path, monkeypatch: Any) -> None:
    a, b = two_claims(sayso)
    nothing = sayso("link", "--train", "weights.yaml")
    assert (nothing.exit_code, "there is nothing to learn from here" in nothing.stderr) == (1, True)
    assert not (tmp_path / "weights.yaml").exists()
    mine = judgements(tmp_path, f"same,{a},{b},one blast")
    learnt = sayso("link", "--judgements", mine, "--by", "Amal", "--train", "weights.yaml")
    assert learnt.exit_code == 0, learnt.stderr
    assert "weights.yaml: learnt from pairs of claims: 1 judged, 0 only compared" in learnt.stdout
    monkeypatch.setenv("SAYSO_LINK_WEIGHTS", "weights.yaml")
    assert sayso("link", "--anew").exit_code == 0
    home = {r["id"]: r["incident_id"] for r in rows(sayso("claims"))}
    assert home[a] == home[b]


def test_weights_that_do_not_fit_are_named(sayso: Sayso, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "odd.yaml").write_text("prior: much\nfields: {}\n", encoding="utf-8")
    monkeypatch.setenv("SAYSO_LINK_WEIGHTS", "odd.yaml")
    result = sayso("link", "--anew")
    assert (result.exit_code, "odd.yaml" in result.stderr and "prior" in result.stderr) == (1, True)
