"""The way back as it leaves the system: in exports, and by `sayso show --raw`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from sayso import raw_span
from sayso.interfaces.cli.main import app
from sayso.interfaces.cli.messages import escaped
from sayso.interfaces.export.jsonl import document_row, row_schema
from sayso.schema import Claim, Document, Incident, Run, Trigger
from sayso.schema.contract import from_dict, to_dict
from sayso.store import Store
from taken_in_pages import page_read

PAGE = (
    "<html><head><title>Shelling at the mill</title></head><body><h1>Shelling at the mill</h1>\n"
    "<p>The army\x1b &amp; its allies <b>shelled</b>\n   the old mill at dawn, officials in the province said.</p>"
    "</body></html>"
)
Show = Callable[..., str]


def claim_of(document: Document) -> Claim:
    start = document.text.rindex("The army")
    at = document.text.index("shelled", start)
    trigger = Trigger("shelled", at, at + 7)
    end = len(document.text)
    return Claim(
        "c1", document.id, "sayso-1", "shelling", "happened", document.text[start:], start, end, trigger, run="r1"
    )


@pytest.fixture
def stored(tmp_path: Path) -> tuple[str, Document]:
    """A store with one page and one claim, and the document."""
    document = page_read(PAGE, run="r1")
    address = str(tmp_path / "sayso.db")
    with Store.open(address) as store:
        store.add_run(Run("r1", "2024-03-01T08:00:00+00:00", "0.1.0", "sayso-1"))
        store.put_document(document)
        store.put_claims(document.id, [claim_of(document)])
    return address, document


@pytest.fixture
def show(stored: tuple[str, Document]) -> Show:
    """What `sayso show` says of a record."""

    def run(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, ["show", *arguments, "--store", stored[0]])
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_a_document_is_shown_as_the_page_it_was_read_from(show: Show, stored: tuple[str, Document]) -> None:
    shown = show(stored[1].id, "--raw")
    assert shown == PAGE.replace("\x1b", "\\x1b") + "\n"


def test_a_document_and_its_page_leave_as_one_record(show: Show, stored: tuple[str, Document]) -> None:
    record = json.loads(show(stored[1].id, "--raw", "--json"))
    assert record["page"] == PAGE
    assert record["raw_sha256"] == record["page_sha256"] == stored[1].raw_sha256
    assert record["encoding"] == "utf-8"
    (headline, *_) = record["segments"]
    assert record["page"][headline["raw_start"] : headline["raw_end"]] == "Shelling at the mill"


def test_a_claim_is_shown_amid_its_page(show: Show, stored: tuple[str, Document]) -> None:
    shown = show("c1", "--raw")
    assert "&amp; its allies <b>shelled</b>\n   the old mill at dawn" in shown
    assert "officials in the province said.»</p></body></html>" in shown
    assert f"sha256 {stored[1].raw_sha256}" in shown
    assert "\x1b" not in shown


def test_a_claim_leads_to_its_words_in_json(show: Show) -> None:
    record: dict[str, Any] = json.loads(show("c1", "--raw", "--json"))
    assert PAGE[record["raw_start"] : record["raw_end"]] == record["raw"]
    assert record["raw"].endswith("<b>shelled</b>\n   the old mill at dawn, officials in the province said.")
    for run in record["runs"]:
        assert record["raw_start"] <= run["raw_start"] < run["raw_end"] <= record["raw_end"]
    assert record["reason"] is None


def test_an_incident_has_no_page(show: Show, stored: tuple[str, Document]) -> None:
    with Store.open(stored[0]) as store:
        store.put_incidents(
            [Incident("i1", "shelling", "happened", None, None, (), (), ("c1",), {}, (), (), None)], "r1"
        )
    assert "name a document or a claim" in " ".join(show("i1", "--raw", code=2).split())


def test_pages_that_were_not_kept_are_missed_in_words(tmp_path: Path) -> None:
    document = page_read(PAGE)
    address = str(tmp_path / "sayso.db")
    with Store.open(address) as store:
        store.put_document(replace(document, raw=None))
    result = CliRunner().invoke(app, ["show", document.id, "--raw", "--store", address])
    assert result.exit_code == 1
    assert "were not kept" in result.output


def test_characters_that_act_on_a_terminal_are_written_as_escapes() -> None:
    assert escaped("a\tb\n\x1b[31m\x9b\u202e") == "a\tb\n\\x1b[31m\\x9b\\u202e"


def test_segments_are_exported_with_their_place_in_the_page() -> None:
    document = page_read(PAGE)
    row = document_row(document)
    Draft202012Validator(row_schema("documents")).validate(row)
    assert [(s["raw_start"], s["raw_end"]) for s in row["segments"]] == [
        (found.start, found.end) for found in (raw_span(document, s.start, s.end) for s in document.segments)
    ]
    assert "raw" not in row
    assert from_dict(Document, row).way_back == document.way_back
    assert "raw_start" not in json.dumps(to_dict(document))


def test_a_document_without_a_way_back_has_places_of_null() -> None:
    row = document_row(replace(page_read(PAGE), way_back=None))
    Draft202012Validator(row_schema("documents")).validate(row)
    assert {s["raw_start"] for s in row["segments"]} == {None}
