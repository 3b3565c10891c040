"""Floors: the value under which a figure may not fall, kept in `floors.json`.

A floor rises with `--accept` and falls only with a reason, which stays in the file. It holds for one corpus, known by
its fingerprint: on other texts it says nothing, and the run fails until someone has accepted the new figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from sayso.errors import MeasureError

SLACK = 0.003
"""How far below the measured value a floor is set: another machine's rounding may turn a claim or two in a corpus of
several hundred. Measured on reports-dev (547 claims, one claim is .0018); set anew if the corpus grows."""

Verdict = Literal["ok", "below", "new", "other corpus", "no floor"]
FAILING: tuple[Verdict, ...] = ("below", "other corpus")


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of one figure on one corpus."""

    floor: float
    n: int
    corpus: str


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that someone lowered on purpose."""

    figure: str
    was: float
    now: float
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors by figure (`measure/figure`), and the history of those lowered."""

    figures: Mapping[str, Floor]
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure as this run measured it. `partial`: on the first rows of the corpus only, so no floor applies."""

    figure: str
    value: float
    n: int
    corpus: str
    gated: bool = True
    partial: bool = False


def read_floors(path: Path) -> Floors:
    """Return the floors kept in `path`, none if there is no such file; MeasureError if it is malformed."""
    if not path.exists():
        return Floors({})
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        figures = {name: Floor(**row) for name, row in content["figures"].items()}
        return Floors(figures, tuple(Lowered(**row) for row in content.get("lowered", [])))
    except (ValueError, KeyError, TypeError) as e:
        raise MeasureError(
            f"cannot be read ({e})", where=str(path), expected="figures and lowered", do="mend it by hand or from git"
        ) from e


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors, sorted, one figure a line, so that a change reads well."""
    lines = [f"  {json.dumps(name)}: {json.dumps(asdict(floors.figures[name]))}" for name in sorted(floors.figures)]
    lowered = [f"  {json.dumps(asdict(row), ensure_ascii=False)}" for row in floors.lowered]
    body = ",\n".join(lines), ",\n".join(lowered)
    path.write_text(f'{{"figures": {{\n{body[0]}\n}},\n"lowered": [\n{body[1]}\n]}}\n', encoding="utf-8")


def judge(measured: Measured, floors: Floors) -> Verdict:
    """Return how a figure stands to its floor."""
    if not measured.gated or measured.partial:
        return "no floor"
    floor = floors.figures.get(measured.figure)
    if floor is None:
        return "new"
    if floor.corpus != measured.corpus:
        return "other corpus"
    return "ok" if measured.value >= floor.floor else "below"


def _proposed(measured: Measured) -> Floor:
    return Floor(max(0.0, round(measured.value - SLACK, 4)), measured.n, measured.corpus)


def raised(floors: Floors, measured: Iterable[Measured]) -> Floors:
    """Return the floors raised to what was measured; none is lowered, figures on a new corpus start anew."""
    figures = dict(floors.figures)
    for m in measured:
        verdict = judge(m, floors)
        proposed = _proposed(m)
        if verdict in ("new", "other corpus") or (verdict == "ok" and proposed.floor > figures[m.figure].floor):
            figures[m.figure] = proposed
    return replace(floors, figures=figures)


def lowered(floors: Floors, measured: Iterable[Measured], reason: str) -> Floors:
    """Return the floors with those that the run fell short of lowered to it, and the reason written down."""
    figures, history = dict(floors.figures), list(floors.lowered)
    for m in measured:
        if judge(m, floors) == "below":
            figures[m.figure] = _proposed(m)
            history.append(Lowered(m.figure, floors.figures[m.figure].floor, figures[m.figure].floor, reason))
    return Floors(figures, tuple(history))
