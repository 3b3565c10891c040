"""Floors: they hold, they rise, they fall only with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import MeasureError
from sayso.evaluation.floors import SLACK, Floor, Floors, Lowered, Measured, judge, lowered, raised, read_floors
from sayso.evaluation.floors import write_floors as write

FLOORS = Floors({"reports/claim score": Floor(0.5, 100, "abc")})


def measured(value: float, **changes: object) -> Measured:
    return Measured(**{"figure": "reports/claim score", "value": value, "n": 100, "corpus": "abc", **changes})  # type: ignore[arg-type] # a row of the table below


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (measured(0.6), "ok"),
        (measured(0.5), "ok"),
        (measured(0.4999), "below"),
        (measured(0.1, figure="reports/other"), "new"),
        (measured(0.1, corpus="other texts"), "other corpus"),
        (measured(0.1, gated=False), "no floor"),
        (measured(0.1, partial=True), "no floor"),
    ],
)
def test_how_a_figure_stands_to_its_floor(row: Measured, verdict: str) -> None:
    assert judge(row, FLOORS) == verdict


def test_accepting_raises_a_floor_to_just_below_what_was_measured() -> None:
    assert raised(FLOORS, [measured(0.6)]).figures["reports/claim score"].floor == pytest.approx(0.6 - SLACK)


@given(st.floats(0, 1))
def test_accepting_never_lowers_a_floor(value: float) -> None:
    assert raised(FLOORS, [measured(value)]).figures["reports/claim score"].floor >= 0.5


def test_accepting_takes_new_figures_and_new_corpora() -> None:
    kept = raised(FLOORS, [measured(0.3, figure="dates/value"), measured(0.4, corpus="new texts")])
    assert kept.figures["dates/value"].floor == pytest.approx(0.3 - SLACK)
    again = kept.figures["reports/claim score"]
    assert again.corpus == "new texts"
    assert again.floor == pytest.approx(0.4 - SLACK)


def test_accepting_passes_over_what_has_no_floor() -> None:
    rows = [measured(0.9, figure="seeds/claims", gated=False), measured(0.9, partial=True)]
    assert raised(FLOORS, rows) == FLOORS


def test_lowering_writes_the_reason_down_and_touches_only_what_fell_short() -> None:
    both = Floors({**FLOORS.figures, "dates/value": Floor(0.7, 10, "abc")})
    kept = lowered(both, [measured(0.4), measured(0.8, figure="dates/value")], "the gold was mended")
    assert kept.figures["reports/claim score"].floor == pytest.approx(0.4 - SLACK)
    assert kept.figures["dates/value"].floor == 0.7
    assert [(row.figure, row.was, row.reason) for row in kept.lowered] == [
        ("reports/claim score", 0.5, "the gold was mended")
    ]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    floors = Floors(FLOORS.figures, (Lowered("dates/value", 0.7, 0.6, "“new” rule"),))
    write(tmp_path / "floors.json", floors)
    assert read_floors(tmp_path / "floors.json") == floors


def test_no_file_is_no_floors(tmp_path: Path) -> None:
    assert read_floors(tmp_path / "floors.json") == Floors({})


@pytest.mark.parametrize("content", ["{", "[]", '{"figures": {"a": {"floor": 1}}}'])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "floors.json").write_text(content, encoding="utf-8")
    with pytest.raises(MeasureError, match=r"floors\.json"):
        read_floors(tmp_path / "floors.json")
