"""The flow as a whole: one bad report never stops the rest, and the same input twice adds nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso import pipeline
from sayso.pipeline import reading
from sayso.schema import Claim, Document
from sayso.settings import Settings
from sayso.store import Store

pytestmark = pytest.mark.model

GOOD = "Gunmen killed three soldiers at a checkpoint near Hajin on Monday, a military source said."
WORSE = "Rebels shelled an army post near Hajin on Tuesday, wounding two soldiers, a medic said."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    rows = [
        {"id": "a", "publisher": "Euphrates Wire", "published": "2024-06-04", "title": "Three killed", "text": GOOD},
        {"id": "b", "publisher": "Euphrates Wire", "published": "2024-06-05", "title": "Post shelled", "text": WORSE},
        {"id": "c", "publisher": "Euphrates Wire", "published": "2024-06-05", "title": "No text"},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_reports_are_read_into_a_case(reports: Path) -> None:
    case = sayso.read([reports])
    assert [d.external_id for d in case.documents] == ["a", "b"]
    assert {c.event_type.partition(".")[0] for c in case.claims} == {"attack_on_civilians", "shelling"}
    assert len(case.incidents) == 2
    assert [r.where for r in case.rejected] == [f"{reports}, line 3"]


def test_the_same_input_twice_adds_nothing(reports: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "case.db")
    first = pipeline.read([str(reports)], store_url=url, settings=Settings())
    again = pipeline.read([str(reports)], store_url=url, settings=Settings())
    assert (first.added, first.unchanged, len(first.rejected)) == (2, 0, 1)
    assert (again.added, again.unchanged, again.claims) == (0, 2, 0)
    assert again.incidents == first.incidents


def test_a_run_that_is_broken_off_loses_nothing(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, read_document = str(tmp_path / "case.db"), pipeline.read_document

    def interrupted_on_b(document: Document, *rest: Any) -> tuple[Claim, ...]:
        if document.external_id == "b":
            raise KeyboardInterrupt
        return read_document(document, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "read_document", interrupted_on_b)
        with pytest.raises(KeyboardInterrupt):
            pipeline.read([str(reports)], store_url=url, settings=Settings())
    with Store.open(url) as store:
        assert [d.external_id for d in store.documents()] == ["a"]
        assert store.unlinked() == {c.id for c in store.claims()}
    again = pipeline.read([str(reports)], store_url=url, settings=Settings())
    assert (again.added, again.unchanged) == (1, 1)
    with Store.open(url) as store:
        assert set(store.membership()) == {c.id for c in store.claims()}
        assert not pipeline.diff(url, sayso.read([reports]))


def test_the_bytes_of_reports_are_kept_unless_nobody_wants_them(reports: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "case.db")
    for keep, raws in (("no", 0), ("yes", 2), ("no", 2)):
        pipeline.read([str(reports)], store_url=url, settings=Settings(keep_raw=keep))
        with Store.open(url) as store:
            assert store.counts()["raws"] == raws
    with Store.open(url) as store:
        for claim in store.claims():
            document = store.document(claim.document_id)
            there = sayso.raw_span(document, claim.start, claim.end)
            assert store.page(document)[there.start : there.end] == claim.quote
    assert {d.raw for d in sayso.read([reports]).documents} == {None}


def test_a_fault_of_ours_in_one_report_stops_no_other(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_document = pipeline.read_document

    def fails_on_b(document: Document, *rest: Any) -> tuple[Claim, ...]:
        if document.external_id == "b":
            raise ZeroDivisionError("no such thing")
        return read_document(document, *rest)

    monkeypatch.setattr(reading, "read_document", fails_on_b)
    case = sayso.read([reports])
    assert {c.document_id for c in case.claims} == {d.id for d in case.documents if d.external_id == "a"}
    assert "ZeroDivisionError" in str(case.rejected[-1].error)


def test_every_offset_leads_to_its_words(reports: Path) -> None:
    case = sayso.read([reports])
    texts = {d.id: d.text for d in case.documents}
    for claim in case.claims:
        text = texts[claim.document_id]
        assert text[claim.start : claim.end] == claim.quote
        assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        pieces: list[Any] = [*claim.actors, *claim.recipients, *claim.places]
        for piece in pieces:
            assert text[piece.start : piece.end] == piece.text
