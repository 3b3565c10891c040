"""Reprints: the true copies among the annotated reports, by a list of their ids that we made by reading."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import yaml

from sayso.errors import MeasureError
from sayso.evaluation.figures import Figure, Outcome, Result, share
from sayso.schema import Document, outlets

Pair = tuple[str, str]


def families() -> list[list[str]]:
    """Return the families of copies, each a list of ids."""
    listed: dict[str, list[list[str]]] = yaml.safe_load(
        (files("sayso.evaluation") / "gold" / "reprints-dev.yaml").read_text(encoding="utf-8")
    )
    return listed["families"]


def pairs_of(groups: Sequence[Sequence[str]]) -> set[Pair]:
    """Return each two members of a family, the smaller id first."""
    return {(a, b) for group in groups for a, b in combinations(sorted(group), 2)}


def _read(shared: Path) -> list[Document]:
    from sayso.documents import Input, Intake, Limits, furniture_for, read_input

    bench = shared / "bench"
    command = [sys.executable, str(bench / "make_input.py"), str(bench / "reports-dev.jsonl")]
    made = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603 - the corpus's own script
    if made.returncode:
        raise MeasureError(f"ended with {made.returncode}", where=str(bench / "make_input.py"))
    known = outlets.packaged()
    intake = Intake(Limits(), known, furniture_for(known), datetime.datetime.now(datetime.UTC).date())
    read = read_input(Input("reports-dev", "jsonl", data=made.stdout), intake)
    return [d for d in read if isinstance(d, Document)]


def found_families(documents: Sequence[Document]) -> list[list[str]]:
    """Return the families that we find, each a list of external ids."""
    from sayso.documents import find_reprints

    names: Mapping[str, str] = {d.id: d.external_id or d.id for d in documents}
    groups: dict[str, list[str]] = {}
    for copy, reprint in find_reprints(documents).items():
        groups.setdefault(reprint.of, [names[reprint.of]]).append(names[copy])
    return list(groups.values())


def score(gold: set[Pair], ours: set[Pair]) -> Result:
    """Return recall and precision over pairs of one family; an outcome names both ids."""
    both = len(gold & ours)
    outcomes = [Outcome("+".join(p), ("missed",) if p in gold - ours else ()) for p in sorted(gold)]
    outcomes += [Outcome("+".join(p), ("no copy",)) for p in sorted(ours - gold)]
    return Result(
        (
            Figure("copies found: recall", share(both, len(gold)), len(gold)),
            Figure("copies found: precision", share(both, len(ours)), len(ours)),
        ),
        tuple(outcomes),
    )


def measure(shared: Path, _limit: int | None) -> Result:
    """Compare the families found among all reports with those listed; a limit would cut families, so none is taken."""
    return score(pairs_of(families()), pairs_of(found_families(_read(shared))))
