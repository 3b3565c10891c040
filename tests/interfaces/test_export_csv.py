"""CSV: wide tables and child tables that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from case_by_hand import BASE, CLAIMS, DOCUMENTS, INCIDENTS, MARKET, STRIKE, case
from hypothesis import given
from hypothesis import strategies as st

from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.tables import write_tables
from sayso.interfaces.export.tabular import Cell, Column, dump_csv, guarded
from sayso.schema import DateSpan, PartySource, PartyTally, Related, Warned, WhoTally

Tables = dict[str, list[dict[str, str]]]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    write_tables(tmp_path, case())
    return {p.stem: _rows(p) for p in tmp_path.glob("*.csv")}


def test_the_wide_table_holds_one_claim_a_row(tables: Tables) -> None:
    row = tables["claims"][0]
    assert row["claim_id"] == MARKET.id
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("7", "7", "")
    assert row["killed_quantifier"] == "at_least"
    assert (row["said_by"], row["said_by_kind"], row["chain"]) == ("a medic", "witness", "a medic > Blue Wire")
    assert (row["place"], row["place_precision"], row["radius_m"]) == ("Sukhna", "exact", "2500")
    assert (row["publisher"], row["published"], row["incident_id"]) == ("Harbour Post", "2023-12-04", "i0001")
    assert len(tables["claims"]) == len(CLAIMS)


def test_the_day_of_the_statement_stands_apart_from_that_of_the_event(tmp_path: Path) -> None:
    told = replace(MARKET, said_on=DateSpan("2023-12-04", "2023-12-05", "days", "relative", "overnight"))
    held = case()
    write_tables(tmp_path, replace(held, claims=(told, *held.claims[1:])))
    row = _rows(tmp_path / "claims.csv")[0]
    assert (row["said_on"], row["said_on_to"]) == ("2023-12-04", "2023-12-05")
    assert _rows(tmp_path / "claims.csv")[1]["said_on"] == ""


def test_zero_is_written_and_unknown_is_left_empty(tables: Tables) -> None:
    unhurt = tables["claims"][1]
    assert unhurt["injured_best"] == "0"
    assert unhurt["killed_best"] == ""
    steppe = tables["incidents"][1]
    assert steppe["killed_best"] == ""
    assert steppe["date_start"] == ""


def test_incidents_keep_publishers_and_independent_sources_apart(tables: Tables) -> None:
    row = tables["incidents"][0]
    assert (row["publishers"], row["independent_sources"]) == ("2", "2")
    assert (row["publisher_names"], row["source_names"]) == ("Harbour Post; Capital Ledger", "a medic; the army")
    assert (row["killed_low"], row["killed_high"], row["killed_profile"]) == ("7", "12", "conservative")
    assert row["contested"] == "killed"


def test_child_tables_hold_every_part_in_order(tables: Tables) -> None:
    links = [(r["claim_id"], r["position"], r["name"], r["cue"]) for r in tables["claim_attributions"]]
    assert links == [
        (MARKET.id, "0", "a medic", "told"),
        (MARKET.id, "1", "Blue Wire", ""),
        (BASE.id, "0", "the army", "said"),
    ]
    assert len(tables["claim_counts"]) == 3
    assert len(tables["claim_places"]) == 4
    assert [(r["value"], r["sources"]) for r in tables["incident_contested"]] == [
        ("at least 7", "a medic"),
        ("12", "the army"),
    ]


def test_columns_of_every_table_are_described(tmp_path: Path) -> None:
    files, columns = write_tables(tmp_path, case())
    for file in files:
        with file.path.open(encoding="utf-8") as f:
            header = next(csv.reader(f))
        assert header == [c["name"] for c in columns[file.path.name]]
        assert all(c["description"] for c in columns[file.path.name])
        assert len(header) == len(set(header))


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    ("cell", "written"), [("x=1", "x=1"), (-3.5, "-3.5"), (0, "0"), (None, ""), (True, "true"), ("", "")]
)
def test_other_cells_are_written_as_they_are(cell: Cell, written: str) -> None:
    assert guarded(cell) == written


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r")), min_size=2, max_size=2), min_size=1
    )
)
def test_what_goes_into_a_table_comes_out(rows: list[list[str]]) -> None:
    columns: list[Column[list[str]]] = [
        Column("a", "string", "first", lambda r: r[0]),
        Column("b", "string", "second", lambda r: r[1]),
    ]
    out = io.StringIO(newline="")
    assert dump_csv(out, columns, rows) == len(rows)
    out.seek(0)
    back = list(csv.reader(out))[1:]
    assert back == [[guarded(c) for c in row] for row in rows]


def test_a_hostile_quote_cannot_start_a_formula(tmp_path: Path) -> None:
    hostile = replace(MARKET, quote="=cmd|' /C calc'!A0")
    write_tables(tmp_path, Holdings(DOCUMENTS, (hostile,), INCIDENTS, {}))
    assert _rows(tmp_path / "claims.csv")[0]["quote"] == "'=cmd|' /C calc'!A0"


def test_figures_of_the_whole_and_of_its_parts_stand_apart(tmp_path: Path) -> None:
    boast = PartyTally("the army", "actor", None, None, 12, True, (BASE.id,))
    killed = replace(
        STRIKE.counts["killed"], by_who=(WhoTally("civilians", 3, 3, 5, "two of three"),), by_party=(boast,)
    )
    held = replace(case(), incidents=(replace(STRIKE, counts={"killed": killed}), INCIDENTS[1]))
    write_tables(tmp_path, held)
    rows = [tuple(r.values())[1:] for r in _rows(tmp_path / "incident_figures.csv")]
    assert rows == [
        ("killed", "whole", "", "7", "7", "12", "conservative", "lowest figure of two sources"),
        ("killed", "side", "fighters", "12", "12", "12", "conservative", ""),
        ("killed", "who", "civilians", "3", "3", "5", "conservative", "two of three"),
        ("killed", "party", "the army", "", "", "12", "conservative", "a claim of enemy losses"),
    ]


def test_relations_parties_and_warnings_are_written(tmp_path: Path) -> None:
    reason = "“in revenge for the raid”, says the mayor"
    relation = Related(
        "i0002", "retaliates_for", "text", reason, "in revenge for the raid", (MARKET.id,), ("the mayor",)
    )
    army = PartySource("the army", "actor", (BASE.id,))
    warned = Warned("circular_citation", "A and B cite each other", ("A", "B"))
    incident = replace(STRIKE, related=(relation,), party_sources=(army,), warnings=(warned,))
    write_tables(tmp_path, replace(case(), incidents=(incident, INCIDENTS[1])))
    (row, _) = _rows(tmp_path / "incidents.csv")
    assert (row["related"], row["party_sources"]) == ("retaliates_for i0002", "the army")
    assert (row["warnings"], row["single_source"]) == ("A and B cite each other", "false")
    (told,) = _rows(tmp_path / "incident_related.csv")
    assert (told["basis"], told["reason"], told["sources"], told["claims"]) == ("text", reason, "the mayor", MARKET.id)
    said = {r["claim_id"]: r["said_by_party"] for r in _rows(tmp_path / "claims.csv")}
    assert (said[BASE.id], said[MARKET.id]) == ("true", "false")
