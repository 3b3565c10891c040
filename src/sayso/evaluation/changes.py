"""Gains and losses: which examples come out better or worse than in the run before.

Kept are ids and field names, never texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import MeasureError
from sayso.evaluation.figures import Outcome

Wrong = Mapping[str, tuple[str, ...]]
"""Example to the fields that came out wrong; an example that is all right is not listed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One example that changed: fields that are right now, and fields that are wrong now."""

    example: str
    mended: tuple[str, ...]
    broken: tuple[str, ...]
    words: str = ""


def wrong_of(outcomes: Iterable[Outcome]) -> dict[str, tuple[str, ...]]:
    """Return the examples that are not all right."""
    return {o.example: o.wrong for o in outcomes if o.wrong}


def changes(before: Wrong, outcomes: Iterable[Outcome]) -> tuple[list[Change], list[Change]]:
    """Return (gains, losses) against `before`; an example with both is in both."""
    now = {o.example: o for o in outcomes}
    found = []
    for example in [*now, *(e for e in before if e not in now)]:
        then, outcome = set(before.get(example, ())), now.get(example, Outcome(example, ()))
        mended = tuple(sorted(then - set(outcome.wrong)))
        broken = tuple(f for f in outcome.wrong if f not in then)
        if mended or broken:
            found.append(Change(example, mended, broken, outcome.words))
    return [c for c in found if c.mended], [c for c in found if c.broken]


def read_last(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the run before, by measure; {} if there was none."""
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {m: {e: tuple(w) for e, w in examples.items()} for m, examples in content.items()}
    except (ValueError, AttributeError, TypeError) as e:
        raise MeasureError(f"cannot be read ({e})", where=str(path), do="delete it; the next run writes it anew") from e


def write_last(path: Path, run: Mapping[str, Wrong]) -> None:
    """Keep this run's outcomes for the next comparison."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({m: dict(w) for m, w in run.items()}, indent=0, sort_keys=True) + "\n", encoding="utf-8")
