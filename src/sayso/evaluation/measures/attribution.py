"""PolNeAR: who is said to say what in US political news, as source, cue and content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.evaluation import polnear
from sayso.evaluation.figures import Figure, Result

CORPUS = "corpora/polnear/dev.jsonl"


def figures_of(scores: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the F1 of each part that was scored, over the gold's tokens or sources."""
    return tuple(Figure(f"{name} F1", s["f1"], s["n_gold"]) for name, s in scores.items() if isinstance(s, Mapping))


def measure(shared: Path, limit: int | None) -> Result:
    """Score attributions."""
    return Result(figures_of(polnear.measure(shared / CORPUS, limit)))
