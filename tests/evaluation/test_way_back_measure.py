"""The measure of the way back counts what is placed, and what is placed wrongly."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

from sayso.evaluation.measures import article_extraction, way_back
from sayso.schema.way_back import WayBack, written
from taken_in_pages import page_read

PAGE = (
    "<html><body><article><h1>Shelling at the mill</h1><p>The army &amp; its allies shelled the old mill at dawn.</p>"
    "</article></body></html>"
)


def test_a_page_that_leads_back_wholly() -> None:
    document = page_read(PAGE)
    found = way_back.placed(document, PAGE)
    assert found.text == found.text_placed == found.right > found.body == found.body_placed > 0
    assert 0 < found.kept < found.size


def test_what_has_no_place_and_what_has_a_wrong_one_is_counted() -> None:
    document = page_read(PAGE)
    at = PAGE.index("The army")
    steps = written([("drop", document.text.index("The army")), ("pass", at + 1), ("copy", 3)])
    found = way_back.placed(replace(document, way_back=WayBack("utf-8", "", steps)), PAGE)
    assert (found.text_placed, found.right, found.body_placed) == (3, 0, 3)
    assert way_back.placed(replace(document, way_back=None), PAGE).text_placed == 0


def test_the_measure_reads_the_pages_of_the_benchmark(tmp_path: Path) -> None:
    name = "html/a.html.gz"
    (tmp_path / article_extraction.FOLDER / "html").mkdir(parents=True)
    (tmp_path / article_extraction.FOLDER / name).write_bytes(gzip.compress(PAGE.encode()))
    row = {"id": "a", "meta": {"html_gz": name}, "gold": {"article_body": ""}}
    (tmp_path / article_extraction.CORPUS).write_text(json.dumps(row) + "\n")
    result = way_back.measure(tmp_path, None)
    assert {f.name: f.value for f in result.figures if f.gated} == {
        "body with a place": 1.0,
        "text with a place": 1.0,
        "places right": 1.0,
    }
    assert [o.wrong for o in result.outcomes] == [()]
