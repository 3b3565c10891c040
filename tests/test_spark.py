"""Reading spread over Spark: the same documents, claims and rejections as without it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from invented_claims import invent
from invented_reports import report
from sayso import pipeline, spark
from sayso.errors import EngineError
from sayso.incidents import link
from sayso.schema import Claim, Document
from sayso.schema.codebook import native
from sayso.settings import Settings
from sayso.store import Store

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAGE = "<html><head><title>A bridge was shelled</title></head><body><article>{}</article></body></html>"


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("no Java")
    with spark.session("local[2]") as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of several formats, and what cannot be read between them."""
    reports = tmp_path / "reports"
    reports.mkdir()
    rows: list[dict[str, Any]] = [
        {"id": f"w{n}", "publisher": "Euphrates Wire", "published": "2024-06-04", "title": "News", "text": text}
        for n, text in enumerate(report(n).text for n in range(12))
    ]
    lines = [*map(json.dumps, rows), '{"id": "no text"}', "no JSON", json.dumps({**rows[0], "text": rows[1]["text"]})]
    (reports / "b wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for n in range(12, 20):
        (reports / f"c{n}.txt").write_text(report(n).text, encoding="utf-8")
    paragraphs = "".join(f"<p>{p}</p>" for p in report(20).text.split("\n\n"))
    (reports / "d.html").write_text(PAGE.format(paragraphs), encoding="utf-8")
    (reports / "e copy of c12.txt").write_text(report(12).text, encoding="utf-8")
    (reports / "a empty.txt").touch()
    (reports / "f large.txt").write_text("Nothing was shelled. " * 2_000, encoding="utf-8")
    (reports / "g.bin").write_bytes(b"\0\1\2")
    return reports


def _settings(engine: str, **others: Any) -> Settings:
    return Settings(engine=engine, relevance="all", max_bytes=30_000, **others)


Stored = tuple[list[Document], list[Claim], list[tuple[str, str]]]


def _held(url: str) -> Stored:
    """What a store holds, without which run brought it."""
    with Store.open(url) as store:
        documents = [replace(d, run=None) for d in store.documents(superseded=True)]
        claims = [replace(c, run=None) for c in store.claims()]
        return documents, claims, [(r.where, r.reason) for r in store.rejections()]


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.usefixtures("session")
def test_spark_reads_what_is_read_without_it(folder: Path, tmp_path: Path) -> None:
    reports, held = {}, {}
    for engine in ("local", "spark"):
        url = str(tmp_path / f"{engine}.db")
        reports[engine] = pipeline.read([str(folder)], store_url=url, settings=_settings(engine), link=False)
        held[engine] = _held(url)
    local, spread = reports["local"], reports["spark"]
    assert (spread.added, spread.updated, spread.unchanged) == (local.added, local.updated, local.unchanged)
    assert (local.updated, len(local.rejected)) == (1, 5)
    assert [str(r.error) for r in spread.rejected] == [str(r.error) for r in local.rejected]
    assert len(held["local"][1]) > 50
    assert held["spark"] == held["local"]


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.usefixtures("session")
def test_on_spark_too_the_same_input_twice_adds_nothing(folder: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "case.db")
    told: list[tuple[int, int | None, str]] = []
    first = pipeline.read([str(folder)], store_url=url, settings=_settings("spark", keep_raw="no"), link=False)
    before = _held(url)
    again = pipeline.read(
        [str(folder)],
        store_url=url,
        settings=_settings("spark"),
        link=False,
        progress=lambda done, of, name: told.append((done, of, name)),
    )
    assert (again.added, again.updated, again.claims) == (0, 0, 0)
    assert again.unchanged == first.added + first.updated + first.unchanged
    assert _held(url)[:2] == before[:2]
    assert [done for done, _, _ in told] == list(range(15))
    assert told[1][2] == str(folder / "b wire.jsonl")


@pytest.mark.slow
def test_spark_links_what_is_linked_without_it(session: SparkSession) -> None:
    made = invent(3_000)
    documents = {d.id: d for d in made.documents}
    here, away = (link(made.claims, documents, codebook=native(), spark=s) for s in (None, session))
    links, others = (frozenset((k.left, k.right) for i in some for k in i.links) for some in (here, away))
    assert len(links) > 1_000
    assert len(links & others) >= 0.999 * len(links | others)


@pytest.mark.slow
def test_results_come_in_order_however_the_work_is_dealt_out(session: SparkSession) -> None:
    things = list(range(140))
    found = list(spark.spread(session, things, range, str))
    assert found == [str(part) for thing in things for part in range(thing)]
    assert list(spark.spread(session, [0, 0], range, str)) == []


@pytest.mark.slow
def test_a_task_that_spark_gives_up_is_told(session: SparkSession) -> None:
    with pytest.raises(EngineError, match="Spark gave up"):
        list(spark.spread(session, ["a", "b"], list, int))


def test_without_spark_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: None if name == "pyspark" else find_spec(name))
    with pytest.raises(EngineError, match=r"pip install 'sayso\[spark\]'"):
        list(pipeline.read_on_spark([], Settings(engine="spark")))


def test_without_java_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda _name: object())
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="install Java 17"), spark.session("local"):
        pass
