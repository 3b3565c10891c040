"""The commands on a real store, through the app as it is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from case_by_hand import BASE, CLAIMS, DOCUMENTS, INCIDENTS, LEDGER, MARKET, STRIKE, case, stored
from typer.testing import CliRunner, Result

from sayso.errors import EmptyInput
from sayso.interfaces.cli.main import app
from sayso.interfaces.export.jsonl import claim_row, incident_row
from sayso.interfaces.export.wording import OWN_VOICE

runner = CliRunner()
Sayso = Callable[..., Result]


@pytest.fixture
def sayso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Run a command in a folder whose sayso.db holds the case; return its result."""
    stored(tmp_path).rename(tmp_path / "sayso.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    return lambda *args: runner.invoke(app, list(args))


def lines(result: Any) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# --- claims and incidents


def test_a_pipe_gets_json_lines_of_the_records(sayso: Sayso) -> None:
    held = case()
    assert lines(sayso("claims")) == sorted(
        (claim_row(c, held) for c in CLAIMS), key=lambda row: [c.id for c in CLAIMS].index(row["id"])
    )
    assert lines(sayso("incidents")) == [incident_row(i) for i in INCIDENTS]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--type", "air_strike"], ["charbour023", "charbour127", "cledger020"]),
        (["--type", "air"], []),
        (["--status", "ongoing"], ["cvalley024"]),
        (["--source", "ARMY"], ["cledger020"]),
        (["--source", "blue wire"], ["charbour023"]),
        (["--source", "nobody"], []),
        (["--document", "dharb"], ["charbour023", "charbour127"]),
        (["--incident", "i0002"], ["cvalley024"]),
        (["--type", "air_strike", "--source", "medic"], ["charbour023"]),
    ],
)
def test_claims_are_filtered(sayso: Sayso, options: list[str], ids: list[str]) -> None:
    assert [c["id"] for c in lines(sayso("claims", *options))] == ids


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--type", "armed_clash"], ["i0002"]),
        (["--status", "happened"], ["i0001"]),
        (["--place", "sukh"], ["i0001"]),
        (["--contested"], ["i0001"]),
        (["--min-claims", "2"], ["i0001"]),
        (["--contested", "--type", "armed_clash"], []),
    ],
)
def test_incidents_are_filtered(sayso: Sayso, options: list[str], ids: list[str]) -> None:
    assert [i["id"] for i in lines(sayso("incidents", *options))] == ids


def test_a_type_takes_its_subtypes_in_but_no_other_word() -> None:
    from sayso.interfaces.cli.incidents import is_of_type

    assert is_of_type("air_strike.drone", "air_strike")
    assert is_of_type("air_strike.drone", "air_strike.drone")
    assert not is_of_type("air_strike", "air_strike.drone")
    assert not is_of_type("armed_clash", "arm")


def test_a_status_outside_the_list_is_wrong_use(sayso: Sayso) -> None:
    result = sayso("claims", "--status", "perhaps")
    assert result.exit_code == 2
    assert "'ongoing'" in result.stderr


def test_a_limit_says_what_it_left_out(sayso: Sayso) -> None:
    result = sayso("claims", "--limit", "1")
    assert len(lines(result)) == 1
    assert result.stderr == "1 of 4 shown (--limit)\n"
    assert sayso("claims", "--limit", "9").stderr == ""


def test_a_table_on_request(sayso: Sayso) -> None:
    result = sayso("incidents", "--table")
    assert result.exit_code == 0
    for words in ("i0001", "air_strike", "3 Dec 2023", "Sukhna", "killed 7–12,", "date unknown", "somewhere in"):
        assert words in " ".join(result.stdout.replace("\u00a0", " ").split()), words


@pytest.mark.parametrize(
    ("code", "status", "cell"),
    [
        ("air_strike", "happened", "air_strike"),
        ("explosion.ied", "denied", "explosion\n.ied\n(denied)"),
        ("territory_change", "happened", "territory_change"),
        ("attack_on_civilians.execution", "happened", "attack_on_\ncivilians\n.execution"),
    ],
)
def test_a_type_is_broken_where_it_can_be_read(code: str, status: str, cell: str) -> None:
    from sayso.interfaces.cli.claims import what

    assert what(code, status) == cell


def test_a_table_of_nothing_says_so_on_standard_error(sayso: Sayso) -> None:
    result = sayso("claims", "--type", "toll", "--table")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing to show\n")


def test_csv_on_request(sayso: Sayso) -> None:
    rows = list(csv.DictReader(io.StringIO(sayso("claims", "--csv").stdout)))
    assert [r["claim_id"] for r in rows] == [c.id for c in CLAIMS]
    assert rows[2]["killed_best"] == "12"


def test_only_one_form_at_a_time(sayso: Sayso) -> None:
    result = sayso("claims", "--csv", "--json")
    assert result.exit_code == 2
    assert "only one of --table, --json, --csv" in result.stderr


# --- show


def test_show_prints_each_sentence_with_its_trigger_and_chain(sayso: Sayso) -> None:
    result = sayso("show", "i0001")
    assert result.exit_code == 0
    assert (
        "“Warplanes «bombed» the market of Sukhna on Sunday, killing at least seven people, a medic told"
        in result.stdout
    )
    assert "a medic (told) → Blue Wire → Harbour Post" in result.stdout
    assert f"Harbour Post, {OWN_VOICE}" in result.stdout
    assert "hedge “reportedly”" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        "killed     7–12, best 7  (conservative: lowest figure of two sources)",
        "fighters: 12",
        "at least 7  a medic  [1]",
        "12  the army  [3]",
        "killed (dispute)",
        "2: Harbour Post, Capital Ledger",
        "2 independent: a medic, the army",
        "contested: two sources disagree on who was hit",
        "1 and 3: the same place, Sukhna; the same day",
        "follows i0002",
    ],
)
def test_show_gives_figures_disagreement_and_links(sayso: Sayso, words: str) -> None:
    assert words in sayso("show", "i0001").stdout


def test_show_why_adds_weights_and_rules(sayso: Sayso) -> None:
    plain, why = sayso("show", "i0001").stdout, sayso("show", "i0001", "--why").stdout
    for words in ("+9.5 bits", "+6.0  the same place, Sukhna  [Sukhna | Sukhna]", "trigger:bomb"):
        assert words in why
        assert words not in plain


def test_show_gives_a_claim_in_full(sayso: Sayso) -> None:
    out = sayso("show", "cledger").stdout
    for words in (
        "air strike, happened",
        "syrian_army",
        "12, unknown (“12 fighters”)",
        "“a militant base”",
        "i0001",
        "sayso-1",
    ):
        assert words in out


def test_show_gives_a_document_by_segments_with_its_claims(sayso: Sayso) -> None:
    out = sayso("show", "dledger").stdout
    assert "headline  0–18\n  Army says base hit" in out
    assert LEDGER.text.splitlines()[-1] in out
    assert "reportedly «struck» a militant base" in out


def test_show_as_json_gives_the_record_and_an_incident_its_claims(sayso: Sayso) -> None:
    assert lines(sayso("show", "cledger", "--json"))[0]["id"] == BASE.id
    (incident,) = lines(sayso("show", "i0001", "--json"))
    assert [c["id"] for c in incident["claim_records"]] == list(STRIKE.claims)


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("i9", "no incident 'i9'"),
        ("charbour", "more than one claim begins with 'charbour'"),
        ("x1", "no record 'x1'"),
    ],
)
def test_an_id_that_is_not_there_is_one_line_on_standard_error(sayso: Sayso, prefix: str, words: str) -> None:
    result = sayso("show", prefix)
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_report_cannot_steer_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.interfaces.cli.messages import harmless

    assert harmless("a\x1b[31mred\x07\x9b2J\u202eevil\tb") == "a\ufffd[31mred\ufffd\ufffd2J\ufffdevil\tb"


# --- sources


def test_sources_say_who_cites_whom(sayso: Sayso) -> None:
    rows = {(r["citing"], r["cited"]): (r["kind"], r["claims"], r["documents"]) for r in lines(sayso("sources"))}
    assert rows == {
        ("Harbour Post", "Blue Wire"): ("agency", 1, ["dharbour"]),
        ("Blue Wire", "a medic"): ("witness", 1, ["dharbour"]),
        ("Capital Ledger", "the army"): ("belligerent", 1, ["dledger"]),
    }
    assert [r["cited"] for r in lines(sayso("sources", "--name", "army"))] == ["the army"]


def test_sources_are_written_as_a_graph(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("sources", "--format", "graphml", "-o", "graph.graphml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "graph.graphml: 3 citations" in result.stderr
    assert "<graphml" in (tmp_path / "graph.graphml").read_text()
    assert sayso("sources", "--format", "dot").stdout.startswith("digraph citations {")
    assert len(sayso("sources", "--format", "csv").stdout.splitlines()) == 4


def test_who_passes_on_what_another_said(sayso: Sayso) -> None:
    assert [(r["citing"], r["relayed"]) for r in lines(sayso("sources", "--relays"))] == [("Blue Wire", 1)]


@pytest.mark.parametrize("flags", [("--format", "dot", "--csv"), ("-o", "graph.dot")])
def test_one_form_of_the_graph_at_a_time(sayso: Sayso, flags: tuple[str, ...]) -> None:
    assert sayso("sources", *flags).exit_code == 2


# --- stories


def test_a_story_has_its_reports_and_their_incidents(sayso: Sayso) -> None:
    told = lines(sayso("stories", "--min-reports", "1"))
    assert sorted(r["id"] for row in told for r in row["reports"]) == sorted(d.id for d in DOCUMENTS)
    of_harbour = next(row for row in told if row["reports"][0]["id"] == "dharbour")
    assert "i0001" in of_harbour["incidents"]
    rows = list(csv.DictReader(io.StringIO(sayso("stories", "--min-reports", "1", "--csv").stdout)))
    assert sum(int(row["reports"]) for row in rows) == len(DOCUMENTS)


def test_reports_of_other_things_tell_no_story_together(sayso: Sayso) -> None:
    result = sayso("stories", "--min-reports", "4")
    assert (result.exit_code, result.stdout) == (0, "")


# --- another profile


def test_figures_are_reckoned_under_another_profile_and_nothing_is_stored(sayso: Sayso, tmp_path: Path) -> None:
    (as_linked, *_) = lines(sayso("incidents"))
    (ranged, *_) = lines(sayso("incidents", "--profile", "range"))
    assert (as_linked["counts"]["killed"]["profile"], ranged["counts"]["killed"]["profile"]) == (
        "conservative",
        "range",
    )
    assert ranged["counts"]["killed"]["best"] is None
    assert {k: v for k, v in ranged.items() if k != "counts"} == {k: v for k, v in as_linked.items() if k != "counts"}
    assert lines(sayso("incidents"))[0] == as_linked
    assert sayso("export", "-o", "out", "--profile", "range").exit_code == 0
    exported = (tmp_path / "out" / "incidents.jsonl").read_text().splitlines()
    assert json.loads(exported[0]) == ranged
    assert "(range: the range over" in sayso("show", "i0001", "--profile", "range").stdout
    assert "the range over" in sayso("brief", "-o", "-", "--profile", "range").stdout


def test_a_profile_that_does_not_exist_is_named_with_those_that_do(sayso: Sayso) -> None:
    result = sayso("incidents", "--profile", "median")
    assert result.exit_code != 0
    assert "no profile 'median'" in str(result.exception) + result.stderr


# --- export and brief


def test_export_writes_the_folder_and_tells_the_rows(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("export", "--format", "jsonl", "-o", "out")
    assert result.exit_code == 0
    assert {p.name for p in (tmp_path / "out").iterdir()} == {
        "documents.jsonl",
        "claims.jsonl",
        "incidents.jsonl",
        "datapackage.json",
    }
    assert "out/claims.jsonl: 4 rows" in result.stderr
    assert result.stdout == ""


def test_export_geojson_goes_to_standard_output_or_a_file(sayso: Sayso, tmp_path: Path) -> None:
    assert len(json.loads(sayso("export", "-f", "geojson").stdout)["features"]) == 2
    assert sayso("export", "-f", "geojson", "-o", "i.geojson").exit_code == 0
    assert len(json.loads((tmp_path / "i.geojson").read_text())["features"]) == 2


def test_several_files_need_a_folder(sayso: Sayso) -> None:
    result = sayso("export", "-f", "csv")
    assert result.exit_code == 2
    assert "name a folder" in result.stderr


def test_export_writes_the_schemas(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("export", "--schema", "schemas").exit_code == 0
    assert sorted(p.name for p in (tmp_path / "schemas").iterdir()) == [
        "claims.schema.json",
        "documents.schema.json",
        "incidents.schema.json",
    ]


def test_the_brief_goes_to_a_file_or_to_standard_output(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("brief", "--title", "Sukhna")
    assert result.exit_code == 0
    assert result.stderr == "brief.html: 2 incidents\n"
    assert '<h1 dir="auto">Sukhna</h1>' in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert sayso("brief", "-o", "-").stdout.startswith("<!doctype html>")


def test_a_rejection_that_two_runs_met_is_told_once(sayso: Sayso, tmp_path: Path) -> None:
    sayso("brief")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert page.count("<bdi>empty.txt</bdi>: rejected; there is no text in it") == 1


def test_a_folder_that_cannot_be_written_is_one_line(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = sayso("brief", "-o", "file/brief.html")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_in_the_place_of_a_file_is_told(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    result = sayso("sources", "--format", "dot", "-o", "out")
    assert (result.exit_code, result.stderr) == (1, "sayso: out: is a folder; expected the name of a file\n")
    assert list((tmp_path / "out").iterdir()) == []


# --- settings


def test_settings_tell_where_a_value_comes_from(sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sayso.toml").write_text('profile = "highest"\n')
    monkeypatch.setenv("SAYSO_STORE", "other.db")
    rows = {r["name"]: (r["value"], r["origin"]) for r in lines(sayso("settings"))}
    assert rows["store"] == ("other.db", "SAYSO_STORE")
    assert rows["profile"] == ("highest", str(tmp_path / "sayso.toml"))
    assert rows["codebook"] == ("sayso-1", "default")
    assert sayso("settings", "path").stdout == f"{tmp_path / 'sayso.toml'}\n"


def test_without_a_settings_file_the_places_are_named(sayso: Sayso) -> None:
    result = sayso("settings", "path")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "sayso.toml" in result.stderr


def test_an_unknown_setting_is_wrong_use(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "sayso.toml").write_text("colour = 1\n")
    result = sayso("claims")
    assert result.exit_code == 2
    assert "unknown setting 'colour'" in result.stderr


# --- read and link, with the steps stood in for


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The pipeline's two entrances, recorded; `report` is what reading gives back."""
    from sayso import pipeline as steps

    seen = SimpleNamespace(calls=[], report=steps.ReadReport(2, 1, 3, (), 9, 4))

    def read(inputs: list[str], **given: Any) -> Any:
        seen.calls.append((inputs, given["store_url"], given["link"], given["settings"].codebook, given["progress"]))
        return seen.report

    monkeypatch.setattr(steps, "read", read)
    monkeypatch.setattr(steps, "link_store", lambda url, **given: seen.calls.append(url) or steps.Linked(4))
    return seen


def test_read_prints_what_became_of_the_input(sayso: Sayso, tmp_path: Path, pipeline: SimpleNamespace) -> None:
    (tmp_path / "a.txt").write_text("x")
    result = sayso("read", "a.txt", "-")
    assert result.exit_code == 0
    assert result.stdout == "2 added, 1 updated, 3 unchanged, 0 rejected; 9 claims, 4 incidents\n"
    assert pipeline.calls == [(["a.txt", "-"], "sayso.db", True, "sayso-1", None)]


def test_read_names_each_rejection_and_ends_with_1(sayso: Sayso, tmp_path: Path, pipeline: SimpleNamespace) -> None:
    from sayso.documents import Rejection
    from sayso.pipeline import ReadReport

    (tmp_path / "b.txt").write_text("")
    refused = Rejection("b.txt", EmptyInput("there is no text in it", where="b.txt", do="remove it"))
    pipeline.report = ReadReport(1, 0, 0, (refused,), 2, 1)
    result = sayso("read", "b.txt")
    assert result.exit_code == 1
    assert result.stderr == "b.txt: there is no text in it; remove it\n"
    assert "1 added, 0 updated, 0 unchanged, 1 rejected" in result.stdout


def test_read_that_finds_nothing_fails(sayso: Sayso, tmp_path: Path, pipeline: SimpleNamespace) -> None:
    from sayso.pipeline import ReadReport

    (tmp_path / "empty").mkdir()
    pipeline.report = ReadReport(0, 0, 0, (), 0, 0)
    result = sayso("read", "empty")
    assert result.exit_code == 1
    assert "nothing was read" in result.stderr


def test_a_missing_path_ends_before_anything_is_read(sayso: Sayso, tmp_path: Path, pipeline: SimpleNamespace) -> None:
    (tmp_path / "a.txt").write_text("x")
    result = sayso("read", "a.txt", "gone.txt", "lost/")
    assert result.exit_code == 2
    assert "gone.txt, lost/" in result.stderr
    assert pipeline.calls == []


def test_read_passes_its_options_on(sayso: Sayso, tmp_path: Path, pipeline: SimpleNamespace) -> None:
    (tmp_path / "a.txt").write_text("x")
    result = sayso("read", "a.txt", "--store", "w.db", "--no-link", "--codebook", "own.yaml", "-q")
    assert (result.exit_code, result.stdout) == (0, "")
    assert pipeline.calls == [(["a.txt"], "w.db", False, "own.yaml", None)]


def test_link_says_how_many_incidents_there_are(sayso: Sayso, tmp_path: Path, pipeline: SimpleNamespace) -> None:
    (tmp_path / "w.db").touch()
    result = sayso("link", "--store", "w.db")
    assert result.stdout == "4 incidents\n"
    assert pipeline.calls == ["w.db"]


def test_an_interrupted_run_ends_with_130(sayso: Sayso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso import pipeline as steps

    def interrupted(*_args: str, **_given: Any) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(steps, "read", interrupted)
    assert sayso("read", "a.txt").exit_code == 130


# --- all commands


COMMANDS = [
    "read",
    "link",
    "claims",
    "incidents",
    "show",
    "sources",
    "stories",
    "export",
    "brief",
    "settings",
    "demo",
    "eval",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_worked_examples(command: str) -> None:
    result = runner.invoke(app, [command, "-h"])
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"sayso {command}" in result.stdout
    assert runner.invoke(app, [command, "--help"]).stdout == result.stdout


def test_help_lists_every_command_and_the_exit_codes() -> None:
    out = runner.invoke(app, ["--help"]).stdout
    for command in COMMANDS:
        assert f"  {command} " in out
    assert "0 done, 1 failed or some inputs rejected, 2 wrong use or missing file, 130 interrupted" in " ".join(
        out.split()
    )


@pytest.mark.parametrize("command", ["claims", "incidents", "sources", "stories", "export -o x", "brief", "show i1"])
def test_a_missing_store_is_wrong_use(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    result = runner.invoke(app, command.split())
    assert result.exit_code == 2
    assert "sayso.db: there is no store here" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("some notes, no store at all")
    result = runner.invoke(app, ["claims", "--store", "notes.txt"])
    assert result.exit_code == 1
    assert result.stderr.startswith("sayso: notes.txt: is not an SQLite file")
    assert len(result.stderr.splitlines()) == 1


def test_debug_shows_the_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("some notes, no store at all")
    result = runner.invoke(app, ["--debug", "claims", "--store", "notes.txt"])
    assert type(result.exception).__name__ == "StoreError"


def test_the_records_that_tests_use_are_whole() -> None:
    assert MARKET.quote == case().document_of(MARKET).text[MARKET.start : MARKET.end]
