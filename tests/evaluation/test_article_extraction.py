"""The benchmark's scoring of page bodies, on invented texts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sayso.evaluation.measures import article_extraction
from sayso.evaluation.measures.article_extraction import agreement, score

GOLD = "Two soldiers were killed on Monday when a mine went off under their lorry."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Mine kills two</title></head><body><article>
<h1>Mine kills two</h1>
<p>{GOLD}</p><p>The road was closed until the evening, a spokesman for the brigade told reporters in the town.</p>
</article></body></html>"""


def test_the_same_words_agree_whatever_stands_between_them() -> None:
    found = agreement(GOLD, GOLD.replace(" ", "\n"))
    assert found.exact and found.precision == found.recall == 1.0


def test_more_text_costs_precision_and_less_costs_recall() -> None:
    more, less = agreement(GOLD, GOLD + " The road is closed."), agreement(GOLD, GOLD[:40])
    assert more.recall == 1.0 and more.precision == pytest.approx(11 / 15)
    assert less.precision == 1.0 and less.recall < 0.5


def test_runs_count_as_often_as_they_stand() -> None:
    assert agreement("a b c d", "a b c d a b c d").precision == pytest.approx(1 / 5)


def test_a_page_on_which_nothing_is_found_counts_in_recall_alone() -> None:
    value, exact = score([agreement(GOLD, GOLD), agreement(GOLD, "")])
    assert exact == 0.5
    assert value == pytest.approx(2 * 1.0 * 0.5 / 1.5)


def test_the_measure_reads_the_pages_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / article_extraction.FOLDER
    (folder / "html").mkdir(parents=True)
    (folder / "html" / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    body = f"{GOLD} The road was closed until the evening, a spokesman for the brigade told reporters in the town."
    row = {"id": "a", "meta": {"html_gz": "html/a.html.gz"}, "gold": {"article_body": body}}
    (tmp_path / article_extraction.CORPUS).write_text(json.dumps(row) + "\n")
    result = article_extraction.measure(tmp_path, None)
    figures = {f.name: f for f in result.figures}
    assert (figures["sayso: F1"].value, figures["sayso: F1"].n, figures["sayso: exact"].value) == (1.0, 1, 1.0)
    assert figures["trafilatura by its defaults: F1"].value > 0
    assert not result.outcomes[0].wrong
