"""The measure on attributions: what it counts, and what it leaves out because the corpus does not mark it."""

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import MeasureError
from sayso.evaluation import polnear

pytestmark = pytest.mark.model

TEXT = "The mayor said residents believe the bridge fell. The army left."


def part(*words: str) -> list[dict[str, Any]]:
    return [{"spans": [[TEXT.index(w), TEXT.index(w) + len(w)]], "text": w} for w in words]


def article(*attributions: tuple[str, str, str]) -> dict[str, Any]:
    rows = [{"source": part(s), "cue": part(c), "content": part(x)} for s, c, x in attributions]
    return {"id": "a", "text": TEXT, "gold": {"attributions": rows}}


def measured(tmp_path: Path, row: dict[str, Any]) -> dict[str, Any]:
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return polnear.measure(path)


def test_what_is_found_counts_and_what_stands_inside_it_is_left_out(tmp_path: Path) -> None:
    figures = measured(tmp_path, article(("The mayor", "said", "residents believe the bridge fell")))
    assert figures["articles"] == 1
    assert figures["source tokens"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n_gold": 2, "n_pred": 2}
    assert figures["cue found"]["n_pred"] == 1  # "residents believe" stands in the mayor's content
    assert figures["content tokens"]["f1"] == 1.0


def test_what_is_missed_costs_recall(tmp_path: Path) -> None:
    figures = measured(
        tmp_path, article(("The mayor", "said", "residents believe the bridge fell"), ("The army", "left", "left"))
    )
    assert figures["source exact"]["p"] == 1.0
    assert figures["source exact"]["r"] == 0.5


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="nowhere"):
        polnear.measure(tmp_path / "nowhere.jsonl")
