"""A whole run on an invented corpus: what is told, what is kept, how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sayso.evaluation import command, runner
from sayso.evaluation.corpora import rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, share
from sayso.evaluation.registry import MEASURES, Measure

PUBLISHED = Published(0.5, "a coin", "nobody", like_for_like=False)


def _take(shared: Path, limit: int | None) -> Result:
    examples = rows(shared / "coins.jsonl", limit)
    outcomes = tuple(Outcome(r["id"], () if r["heads"] else ("side",), "words of the gold") for r in examples)
    right = sum(not o.wrong for o in outcomes)
    return Result((Figure("heads", share(right, len(examples)), len(examples), published=PUBLISHED),), outcomes)


def _broken(shared: Path, limit: int | None) -> Result:
    raise RuntimeError("the coin rolled away")


COINS = Measure("coins", "tossed coins", ("coins.jsonl",), _take)
DICE = Measure("dice", "thrown dice", ("dice.jsonl", "dice.py"), _take)
BROKEN = Measure("broken", "a fault", (), _broken)

Go = Callable[..., tuple[int, str, str]]


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Go:
    """Run the command in a folder of its own, on coins that fell as given."""
    monkeypatch.chdir(tmp_path)
    app = typer.Typer()
    app.command()(command.evaluate)

    def _go(*options: str, heads: str = "HHHT", measures: tuple[Measure, ...] = (COINS,)) -> tuple[int, str, str]:
        lines = [json.dumps({"id": f"c{i}", "heads": side == "H"}) for i, side in enumerate(heads)]
        if not (tmp_path / "coins.jsonl").exists():
            (tmp_path / "coins.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.setattr(command, "chosen", lambda only: runner.chosen(only, measures))
        result = CliRunner().invoke(app, ["--shared", str(tmp_path), *options])
        return result.exit_code, result.stdout, result.stderr

    return _go


def test_a_new_figure_is_shown_beside_the_published_one(go: Go) -> None:
    code, out, _ = go()
    row = out.splitlines()[1].split()
    assert (code, row[:4], row[-1]) == (0, ["coins:", "heads", "0.750", "4"], "new")
    assert "0.500 a coin *" in out
    assert f"0.500 a coin *: {PUBLISHED.source}" in out


def test_a_figure_below_its_floor_ends_with_1(go: Go, tmp_path: Path) -> None:
    assert go("--accept")[0] == 0
    floors = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))
    floors["figures"]["coins/heads"]["floor"] = 0.8
    (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    code, out, _ = go()
    assert code == 1
    assert "BELOW THE FLOOR" in out
    assert go("--accept")[0] == 1, "accepting must not lower a floor"
    assert go("--lower", "two coins were exchanged")[0] == 0
    assert "two coins were exchanged" in (tmp_path / "floors.json").read_text(encoding="utf-8")


def test_other_texts_end_with_1_until_somebody_accepts_them(go: Go, tmp_path: Path) -> None:
    go("--accept")
    (tmp_path / "coins.jsonl").write_text('{"id": "c9", "heads": true}\n', encoding="utf-8")
    code, out, _ = go()
    assert (code, "OTHER CORPUS" in out) == (1, True)
    assert go("--accept")[0] == 0


def test_a_missing_corpus_is_skipped_loudly_and_is_no_failure(go: Go) -> None:
    code, out, err = go(measures=(COINS, DICE))
    assert code == 0
    assert "1 of 2 measures were NOT taken" in err and "!!!!" in err
    assert "SKIPPED dice: not found under" in err and "dice.jsonl, dice.py" in err
    assert "dice" not in out


def test_a_fault_in_one_measure_ends_with_1_and_hides_no_figure_of_another(go: Go) -> None:
    code, out, err = go(measures=(BROKEN, COINS))
    assert code == 1
    assert "FAILED broken: RuntimeError: the coin rolled away" in err
    assert "coins: heads" in out


def test_gains_and_losses_against_the_run_before(go: Go, tmp_path: Path) -> None:
    assert "lost" not in go()[2]
    (tmp_path / "coins.jsonl").unlink()
    _, _, err = go(heads="THHH")
    assert "coins: 1 gained, 1 lost" in err
    assert "+ c3 side  words of the gold" in err and "- c0 side  words of the gold" in err
    assert "words" not in (tmp_path / "eval" / "last.json").read_text(encoding="utf-8")


def test_a_partial_run_has_no_floor_and_is_not_kept(go: Go, tmp_path: Path) -> None:
    go("--accept")
    (tmp_path / "eval" / "last.json").unlink()
    code, out, _ = go("--limit", "1")
    assert (code, out.splitlines()[1].split()[-1]) == (0, "*")
    assert not (tmp_path / "eval" / "last.json").exists()


def test_json_has_every_figure_and_what_was_skipped(go: Go) -> None:
    told = json.loads(go("--json", measures=(COINS, DICE))[1])
    assert told["figures"][0] | {"value": 0} == {
        "measure": "coins",
        "figure": "heads",
        "value": 0,
        "n": 4,
        "published": 0.5,
        "published_by": "a coin",
        "published_source": PUBLISHED.source,
        "floor": None,
        "verdict": "new",
    }
    assert [s["measure"] for s in told["skipped"]] == ["dice"]


def test_a_measure_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(Exception, match=r"no such measure: marbles.*reports-dev"):
        runner.chosen(["marbles"])


def test_measures_have_names_of_their_own() -> None:
    assert len({m.name for m in MEASURES}) == len(MEASURES)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "coins.jsonl").write_text('{"id": 1}\nheads!\n', encoding="utf-8")
    with pytest.raises(Exception, match=r"coins\.jsonl: line 2 is no JSON"):
        rows(tmp_path / "coins.jsonl")
