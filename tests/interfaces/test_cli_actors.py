"""`sayso actors`: listing, showing, checking and adding, as a coder at work would."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from case_by_hand import stored
from typer.testing import CliRunner, Result

from sayso.interfaces.cli.main import app

Sayso = Callable[..., Result]


@pytest.fixture
def sayso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("SAYSO_ACTORS", "SAYSO_STORE"):
        monkeypatch.delenv(name, raising=False)
    return lambda *args: CliRunner().invoke(app, ["actors", *args])


def ids(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def test_filters_narrow_the_list(sayso: Sayso) -> None:
    militias = ids(sayso("list", "--country", "ml", "--kind", "militia"))
    assert {"dan-na-ambassagou", "gatia"} <= set(militias)
    assert "jnim" not in militias
    assert set(ids(sayso("list", "--conflict", "sahel", "--kind", "militia"))) < {*militias, "vdp", "wagner"}
    assert ids(sayso("list", "--text", "Fateh al-Sham")) == ["jabhat-fatah-al-sham"]
    assert ids(sayso("list", "--text", "نصرة")) == ["nusra-front"]
    assert ids(sayso("list", "--text", "no such group")) == []


def test_the_list_as_a_table_and_as_csv(sayso: Sayso) -> None:
    table = sayso("list", "--text", "nusra-front", "--table").stdout
    assert "2012-01-23–2016-07-28" in table
    [row] = csv.DictReader(io.StringIO(sayso("list", "--text", "nusra-front", "--csv").stdout))
    assert (row["parents"], row["followed_by"], row["to"]) == ("al-qaeda", "jabhat-fatah-al-sham", "2016-07-28")


@pytest.mark.parametrize(("option", "value"), [("--country", "ZZ"), ("--kind", "gang"), ("--conflict", "atlantis")])
def test_a_filter_that_nothing_can_pass_is_told_with_what_can(sayso: Sayso, option: str, value: str) -> None:
    result = sayso("list", option, value)
    assert result.exit_code == 2
    assert f"'{value}' is none of" in " ".join(result.output.replace("│", " ").split())


@pytest.mark.parametrize("wanted", ["jabhat-fatah-al-sham", "JFS", "Fatah al-Sham Front"])
def test_one_actor_is_shown_by_its_id_or_any_name(sayso: Sayso, wanted: str) -> None:
    page = sayso("show", wanted).stdout
    assert page.startswith("Jabhat Fatah al-Sham  jabhat-fatah-al-sham\n")
    assert "  came from  Nusra Front (nusra-front), renamed 2016-07-28\n" in page
    assert "  became     Hayat Tahrir al-Sham (hts), merged 2017-01-28\n" in page


def test_an_actor_as_json_has_its_names_with_their_days(sayso: Sayso) -> None:
    record: dict[str, Any] = json.loads(sayso("show", "adf", "--json").stdout)
    assert {"name": "ISCAP", "from": "2019-04-01", "to": None} in record["names"]
    assert record["parents"] == [{"id": "islamic-state", "from": "2019-04-01", "to": None}]


def test_a_name_that_several_bear_is_not_shown_but_their_ids_are_told(sayso: Sayso) -> None:
    result = sayso("show", "SAF")
    assert result.exit_code == 1
    assert "2 actors are called 'SAF'" in result.stderr
    assert "sy-forces, sd-forces" in result.stderr


def test_an_unknown_name_is_told(sayso: Sayso) -> None:
    result = sayso("show", "No Such Brigade")
    assert result.exit_code == 1
    assert "no actors are called" in result.stderr


def test_an_actor_is_added_checked_and_found(sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = ["--id", "river-guard", "--name", "River Guard", "--kind", "militia", "--country", "sy", "--from", "2016"]
    added = sayso("add", *new, "--alias", "River Guardians", "--file", "mine.yaml")
    assert (added.exit_code, "it counts once the settings name it" in added.stderr) == (0, True)
    assert sayso("check", "mine.yaml").exit_code == 0
    assert "River Guardians" in sayso("show", "river-guard", "--file", "mine.yaml").stdout
    monkeypatch.setenv("SAYSO_ACTORS", "mine.yaml")
    assert ids(sayso("list", "--text", "river guard")) == ["river-guard"]
    assert sayso("check").exit_code == 0
    (tmp_path / "more.yaml").write_text("actors:\n  - {id: hill-guard, name: Hill Guard, kind: militia}\n")
    assert sayso("add", "more.yaml").exit_code == 0
    assert {"river-guard", "hill-guard"} <= set(ids(sayso("list", "--text", "guard", "--kind", "militia")))


def test_check_names_file_line_row_expectation_and_remedy(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("actors:\n  - {id: a, name: A, kind: militia, parent: nobody}\n")
    result = sayso("check", "mine.yaml")
    assert result.exit_code == 1
    [told] = result.stdout.splitlines()
    assert told.startswith("mine.yaml:2: a: no actor nobody to be part of; expected ids that are known; add a row")
    assert "mine.yaml: 1 rows, 1 to mend, 0 worth a look" in result.stderr


def test_what_is_only_worth_a_look_does_not_fail(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("actors:\n  - {id: a, name: Nusra Front, kind: militia, country: SY}\n")
    result = sayso("check", "mine.yaml")
    assert result.exit_code == 0
    assert "(worth a look)" in result.stdout


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["add", "--id", "a", "--name", "A", "--kind", "militia"], 2),
        (["check"], 2),
        (["merge", "unknown:x", "sdf"], 2),
        (["add", "--file", "mine.yaml"], 2),
        (["add", "--id", "a", "--name", "A", "--kind", "gang", "--file", "mine.yaml"], 1),
        (["add", "--id", "a", "--name", "A", "--kind", "militia", "--country", "ZZ", "--file", "mine.yaml"], 2),
        (["merge", "unknown:x", "no-such", "--file", "mine.yaml"], 2),
        (["merge", "no-such", "sdf", "--file", "mine.yaml"], 2),
        (["check", "no-such.yaml"], 2),
    ],
)
def test_what_cannot_be_done_is_refused_and_writes_nothing(
    sayso: Sayso, tmp_path: Path, args: list[str], code: int
) -> None:
    result = sayso(*args)
    assert result.exit_code == code
    assert result.stderr
    assert not (tmp_path / "mine.yaml").exists()


def words(result: Result) -> str:
    """What stands on standard error, without the box around it."""
    return " ".join(result.stderr.replace("│", " ").split())


ATLANTIS = "states:\n  - {code: ZZ, name: Atlantis, adjectives: [Atlantean], war: false}\n"


def test_nobody_is_at_home_in_a_state_that_the_register_lacks(sayso: Sayso, tmp_path: Path) -> None:
    new = ["--id", "tide-guard", "--name", "Tide Guard", "--kind", "militia", "--country", "zz", "--file", "mine.yaml"]
    refused = words(sayso("add", *new))
    assert "--country" in refused
    assert "no state has the code 'ZZ'; expected the ISO code of a state of the register; mend the code" in refused
    assert "or add the state by a file of rows (`states`)" in refused
    (tmp_path / "states.yaml").write_text(ATLANTIS)
    assert sayso("add", "states.yaml", "--file", "mine.yaml").exit_code == 0
    assert sayso("add", *new).exit_code == 0
    assert ids(sayso("list", "--country", "zz", "--kind", "militia", "--file", "mine.yaml")) == ["tide-guard"]


def test_a_row_of_a_state_that_the_register_lacks_is_a_fault(sayso: Sayso, tmp_path: Path) -> None:
    row = "actors:\n  - {id: tide-guard, name: Tide Guard, kind: militia, country: ZZ}\n"
    (tmp_path / "rows.yaml").write_text(row)
    result = sayso("check", "rows.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("rows.yaml:2: tide-guard: no state has the code ZZ, under which it is at home; ")
    assert sayso("add", "rows.yaml", "--file", "mine.yaml").exit_code == 1
    (tmp_path / "rows.yaml").write_text(ATLANTIS + row)
    assert sayso("check", "rows.yaml").exit_code == 0


@pytest.mark.parametrize("country", ["SY", "PS"])
def test_a_register_that_stands_alone_needs_no_states_that_are_packaged(
    sayso: Sayso, tmp_path: Path, country: str
) -> None:
    (tmp_path / "mine.yaml").write_text("instead: true\n")
    new = ["--id", "tide-guard", "--name", "Tide Guard", "--kind", "militia", "--country", country]
    assert sayso("add", *new, "--file", "mine.yaml").exit_code == 0
    assert ids(sayso("list", "--file", "mine.yaml")) == ["tide-guard"]


@pytest.mark.parametrize(
    ("one", "other", "argument", "wrong"),
    [
        ("river-gaurd", "sdf", "ID", "river-gaurd"),
        ("unknown:sy:river-guards", "river-gaurd", "INTO", "river-gaurd"),
    ],
)
def test_only_what_the_register_or_a_claim_can_hold_is_merged(
    sayso: Sayso, one: str, other: str, argument: str, wrong: str
) -> None:
    result = sayso("merge", one, other, "--file", "mine.yaml")
    assert result.exit_code == 2
    told = words(result)
    assert f"Invalid value for {argument}: no actor '{wrong}'; expected an id of the register" in told
    assert "one that begins with unknown:; mend it (`sayso actors list --text NAME`" in told


def test_two_ids_are_not_merged_into_each_other(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("merge", "unknown:sy:hill-guard", "sdf", "--file", "mine.yaml").exit_code == 0
    before = (tmp_path / "mine.yaml").read_text()
    result = sayso("merge", "sdf", "unknown:sy:hill-guard", "--file", "mine.yaml")
    assert result.exit_code == 1
    assert "merged with itself (unknown:sy:hill-guard → sdf → unknown:sy:hill-guard)" in result.stderr
    assert (tmp_path / "mine.yaml").read_text() == before


def test_merged_actors_are_shown_under_the_chosen_id(
    sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(tmp_path).rename(tmp_path / "sayso.db")
    runner = CliRunner()
    before = [json.loads(line) for line in runner.invoke(app, ["claims"]).stdout.splitlines()]
    named = next(p["actor_id"] for row in before for p in row["actors"] if p["actor_id"])
    new = ["--id", "chosen", "--name", "Chosen Ones", "--kind", "militia", "--file", "mine.yaml"]
    assert sayso("add", *new).exit_code == 0
    refused = sayso("merge", named, "chosen", "--file", "mine.yaml")
    assert "one of an older register goes into the file by hand (`same_as`)" in words(refused)
    with (tmp_path / "mine.yaml").open("a") as mine:
        mine.write(f"same_as:\n  {named}: chosen\n")
    assert sayso("check", "mine.yaml").exit_code == 0
    monkeypatch.setenv("SAYSO_ACTORS", "mine.yaml")
    after = [json.loads(line) for line in runner.invoke(app, ["claims"]).stdout.splitlines()]
    assert named not in {p["actor_id"] for row in after for p in row["actors"]}
    assert {p["canonical"] for row in after for p in row["actors"] if p["actor_id"] == "chosen"} == {"Chosen Ones"}
