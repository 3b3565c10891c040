"""What a run comes to: its figures beside published ones and their floors, and what is to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.evaluation.figures import Figure
from sayso.evaluation.floors import FAILING, Floors, Measured, Verdict, judge
from sayso.evaluation.runner import Taken


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a run, with its floor and how it stands to it."""

    measure: str
    figure: Figure
    measured: Measured
    floor: float | None
    verdict: Verdict


def lines(taken: Sequence[Taken], floors: Floors, *, partial: bool) -> list[Line]:
    """Return the figures of a run. `partial`: only the first rows were read, no floor applies."""
    found = []
    for t in taken:
        for figure in t.result.figures if t.result else ():
            name = f"{t.measure.name}/{figure.name}"
            measured = Measured(name, figure.value, figure.n, t.corpus, figure.gated, partial)
            floor = floors.figures.get(name)
            found.append(
                Line(t.measure.name, figure, measured, floor.floor if floor else None, judge(measured, floors))
            )
    return found


def fails(taken: Sequence[Taken], found: Sequence[Line]) -> bool:
    """Tell whether a figure fell below its floor, or a measure could not be taken for a fault of ours."""
    return any(t.failed for t in taken) or any(line.verdict in FAILING for line in found)


def as_json(taken: Sequence[Taken], found: Sequence[Line]) -> dict[str, Any]:
    """Return the run as JSON-ready types."""
    return {
        "figures": [
            {
                "measure": line.measure,
                "figure": line.figure.name,
                "value": round(line.figure.value, 4),
                "n": line.figure.n,
                "published": None if line.figure.published is None else line.figure.published.value,
                "published_by": None if line.figure.published is None else line.figure.published.by,
                "published_source": None if line.figure.published is None else line.figure.published.source,
                "floor": line.floor,
                "verdict": line.verdict,
            }
            for line in found
        ],
        "skipped": [{"measure": t.measure.name, "reason": t.reason} for t in taken if t.result is None],
        "seconds": {t.measure.name: round(t.seconds, 1) for t in taken if t.result},
    }
