"""Gains and losses, example by example."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import MeasureError
from sayso.evaluation.changes import changes, read_last, write_last, wrong_of
from sayso.evaluation.figures import Outcome

BEFORE = {"a#1": ("place", "date"), "a#2": ("missed",), "a#3": ("killed",), "gone#1": ("type",)}


def test_an_example_can_gain_and_lose_at_once() -> None:
    now = [Outcome("a#1", ("date", "killed"), "the words"), Outcome("a#3", ("killed",)), Outcome("a#4", ("source",))]
    gains, losses = changes(BEFORE, now)
    assert [(c.example, c.mended) for c in gains] == [("a#1", ("place",)), ("a#2", ("missed",)), ("gone#1", ("type",))]
    assert [(c.example, c.broken) for c in losses] == [("a#1", ("killed",)), ("a#4", ("source",))]
    assert gains[0].words == "the words"


def test_nothing_changed_is_nothing_told() -> None:
    assert changes(BEFORE, [Outcome(e, w) for e, w in BEFORE.items()]) == ([], [])


def test_the_file_holds_ids_and_fields_and_never_the_words(tmp_path: Path) -> None:
    outcomes = [Outcome("a#1", ("place",), "a sentence of the gold"), Outcome("a#2", ())]
    write_last(tmp_path / "eval" / "last.json", {"reports": wrong_of(outcomes)})
    assert "sentence" not in (tmp_path / "eval" / "last.json").read_text(encoding="utf-8")
    assert read_last(tmp_path / "eval" / "last.json") == {"reports": {"a#1": ("place",)}}


def test_the_first_run_has_nothing_before_it(tmp_path: Path) -> None:
    assert read_last(tmp_path / "last.json") == {}


def test_a_broken_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "last.json").write_text('{"reports": 3}', encoding="utf-8")
    with pytest.raises(MeasureError, match="delete it"):
        read_last(tmp_path / "last.json")
