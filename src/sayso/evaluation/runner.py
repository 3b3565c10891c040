"""Take the measures, one after the other; a corpus that is not there is skipped, and said so."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import MeasureError, SaysoError
from sayso.evaluation.corpora import fingerprint
from sayso.evaluation.figures import Result
from sayso.evaluation.registry import MEASURES, Measure


@dataclass(frozen=True, slots=True)
class Taken:
    """One measure as taken. `result` None: `reason` tells why, `failed` whether that is a fault or a missing corpus."""

    measure: Measure
    result: Result | None
    corpus: str = ""
    seconds: float = 0.0
    reason: str = ""
    failed: bool = False


def chosen(only: Iterable[str], measures: tuple[Measure, ...] = MEASURES) -> tuple[Measure, ...]:
    """Return the measures named, all if none is; MeasureError names those that do not exist."""
    wanted = set(only)
    unknown = sorted(wanted - {m.name for m in measures})
    if unknown:
        known = ", ".join(m.name for m in measures)
        raise MeasureError(f"no such measure: {', '.join(unknown)}", expected=f"one of {known}")
    return tuple(m for m in measures if not wanted or m.name in wanted)


def _missing(measure: Measure, shared: Path) -> list[str]:
    return [need for need in measure.needs if not (shared / need).exists()]


def _take(measure: Measure, shared: Path, limit: int | None) -> Taken:
    began = time.monotonic()
    try:
        result = measure.take(shared, limit)
    except Exception as e:  # noqa: BLE001 - a fault in one measure must not hide the figures of the others
        if not isinstance(e, SaysoError):  # those say by themselves where they come from
            sys.stderr.write(traceback.format_exc())
        return Taken(measure, None, reason=f"{type(e).__name__}: {e}", failed=True)
    corpus = fingerprint(shared / need for need in measure.needs)
    return Taken(measure, result, corpus, time.monotonic() - began)


def run(measures: Iterable[Measure], shared: Path, limit: int | None = None) -> Iterator[Taken]:
    """Yield each measure as it is taken."""
    for measure in measures:
        missing = _missing(measure, shared)
        if missing:
            yield Taken(measure, None, reason=f"not found under {shared}: {', '.join(missing)}")
            continue
        sys.stderr.write(f"{measure.name}: {measure.about} ...\n")
        yield _take(measure, shared, limit)
