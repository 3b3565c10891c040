"""JSON Lines and their manifest: whole, valid against the generated schemas, and true to the records."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from case_by_hand import BASE, CLAIMS, DOCUMENTS, HARBOUR, INCIDENTS, MARKET, STRIKE, case
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.interfaces.export import jsonl, manifest
from sayso.interfaces.export.holdings import Holdings
from sayso.schema import Claim, Document, Incident, PartySource
from sayso.schema.contract import from_dict

Exported = dict[str, list[dict[str, Any]]]

CONTRACT = {
    "documents": "id external_id url publisher title author published language text segments agency reprint_of "
    "raw_sha256",
    "claims": "id document_id codebook event_type status quote start end trigger actors recipients places date counts "
    "attribution reason qualifiers is_total sum_of incident_id",
    "incidents": "id event_type status date place actors recipients claims counts publishers independent_sources grade "
    "contested related",
}


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    jsonl.write_jsonl(tmp_path, case())
    return {name: _read(tmp_path / f"{name}.jsonl") for name in jsonl.RECORDS}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_line_fits_its_schema(exported: Exported, name: str) -> None:
    schema = jsonl.row_schema(name)
    Draft202012Validator.check_schema(schema)
    assert exported[name]
    for row in exported[name]:
        Draft202012Validator(schema).validate(row)


@pytest.mark.parametrize("name", CONTRACT)
def test_every_line_has_the_fields_of_the_contract(exported: Exported, name: str) -> None:
    for row in exported[name]:
        assert set(CONTRACT[name].split()) <= set(row)
        assert "key" not in row


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("claims", "status", "perhaps"),
        ("claims", "incident_id", 7),
        ("claims", "counts", [{"outcome": "vanished"}]),
        ("incidents", "contested", [{"field": "killed", "kind": "quarrel", "positions": []}]),
        ("documents", "segments", [{"kind": "advert", "start": 0, "end": 1}]),
    ],
)
def test_a_word_outside_the_lists_does_not_fit(exported: Exported, name: str, field: str, value: object) -> None:
    row = exported[name][0] | {field: value}
    assert not Draft202012Validator(jsonl.row_schema(name)).is_valid(row)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_line_without_one_of_its_fields_does_not_fit(exported: Exported, name: str) -> None:
    validator = Draft202012Validator(jsonl.row_schema(name))
    for field in exported[name][0]:
        row = {k: v for k, v in exported[name][0].items() if k != field}
        assert not validator.is_valid(row), field


def test_a_claim_names_its_present_incident_or_none(exported: Exported) -> None:
    assert [c["incident_id"] for c in exported["claims"]] == ["i0001", "i0001", "i0001", "i0002"]
    alone = replace(CLAIMS[0], id="calone")
    assert jsonl.claim_row(alone, case())["incident_id"] is None


def test_a_claim_says_whether_a_party_to_its_incident_makes_it() -> None:
    held = case()
    army = PartySource("the army", "actor", (BASE.id,))
    held = replace(held, incidents=(replace(STRIKE, party_sources=(army,)), *held.incidents[1:]))
    row = {c.id: jsonl.claim_row(c, held)["said_by_party"] for c in (*held.claims, replace(BASE, id="calone"))}
    assert (row[BASE.id], row[MARKET.id], row["calone"]) == (True, False, None)


@pytest.mark.parametrize(
    ("name", "kind", "records"),
    [("documents", Document, DOCUMENTS), ("claims", Claim, CLAIMS), ("incidents", Incident, INCIDENTS)],
)
def test_the_lines_read_back_are_the_records(
    exported: Exported, name: str, kind: type[Any], records: tuple[Any, ...]
) -> None:
    dropped = {"key": ""} if "key" in {f.name for f in fields(kind)} else {}
    assert [from_dict(kind, row) for row in exported[name]] == [replace(r, **dropped) for r in records]


def test_offsets_still_hold_in_the_exported_text(exported: Exported) -> None:
    texts = {d["id"]: d["text"] for d in exported["documents"]}
    for c in exported["claims"]:
        assert texts[c["document_id"]][c["start"] : c["end"]] == c["quote"]


@given(st.text())
def test_whatever_the_text_one_record_is_one_line(text: str) -> None:
    line = jsonl.line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_a_lone_surrogate_costs_one_character_and_no_offset(tmp_path: Path) -> None:
    broken = replace(HARBOUR, text=HARBOUR.text.replace("market", "m\ud800rket"))
    jsonl.write_jsonl(tmp_path, Holdings((broken,), (), (), {}))
    (row,) = _read(tmp_path / "documents.jsonl")
    assert len(row["text"]) == len(HARBOUR.text)


def test_the_manifest_counts_what_was_written(tmp_path: Path) -> None:
    held = case()
    files = jsonl.write_jsonl(tmp_path, held)
    manifest.write_manifest(tmp_path, files, held, {})
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    for resource in told["resources"]:
        path = tmp_path / resource["path"]
        assert resource["rows"] == len(path.read_text(encoding="utf-8").splitlines())
        assert resource["bytes"] == path.stat().st_size
    assert told["held"] == {"documents": 3, "documents_unread": 0, "claims": 4, "incidents": 2, "inputs_rejected": 1}
    assert told["codebooks"] == ["sayso-1"]


def test_an_export_that_fails_leaves_the_older_file_whole(tmp_path: Path) -> None:
    jsonl.write_jsonl(tmp_path, case())
    before = (tmp_path / "claims.jsonl").read_bytes()
    broken = replace(CLAIMS[1], quote=object())  # type: ignore[arg-type]
    with pytest.raises(Exception, match=r"serializ|Unable"):
        jsonl.write_jsonl(tmp_path, Holdings(DOCUMENTS, (CLAIMS[0], broken), (), {}))
    assert (tmp_path / "claims.jsonl").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.jsonl", "documents.jsonl", "incidents.jsonl"]
