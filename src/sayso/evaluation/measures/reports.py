"""Annotated reports: claims, their fields, linking and cleaning, scored by the scorer that lies beside the gold.

The reports go in by `sayso read` and come out by `sayso export`, as a user's would; the scorer is run as it stands.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from sayso.errors import MeasureError
from sayso.evaluation.corpora import rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result

MINUTES = 30  # for reading and exporting one gold file; 64 reports take well under one

_KEYWORDS = "forty-line keyword reader"
_GUIDE = "bench/GUIDE.md"
PUBLISHED = {
    "claims found": Published(0.67, _KEYWORDS, _GUIDE, like_for_like=True),
    "claims found, right type": Published(0.37, _KEYWORDS, _GUIDE, like_for_like=True),
    "claim score": Published(0.31, _KEYWORDS, _GUIDE, like_for_like=True),
    "claims wholly right": Published(0.0, _KEYWORDS, _GUIDE, like_for_like=True),
}
"""On reports-dev. A second careful reader reaches .93, .92, .87 and .56: the ceiling of the measure."""
RELEVANCE = Published(0.57, _KEYWORDS, "the plan's measurements", like_for_like=True)

OVERALL = ("claims found", "claims found, right type", "claims found, near type", "claim score", "claims wholly right")
ALWAYS_GATED = ("body kept", "junk removed", "document read")
_WORST = re.compile(r"^- (?P<id>\S+) (?P<n>\d+) (?P<quote>'.*'|\".*\") (?P<wrong>.+)$")


def _run(command: Sequence[str], stdout: IO[str] | int = subprocess.DEVNULL, allowed: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60 * MINUTES, check=False)  # noqa: S603 - our own command and the corpus's own scripts
    if done.returncode not in allowed:
        raise MeasureError(
            f"ended with {done.returncode}: {done.stderr.strip()[-200:]}", where=" ".join(map(str, command[:5]))
        )
    return done.stderr


def _export(input_file: Path, work: Path) -> Path:
    sayso, store, out = [sys.executable, "-m", "sayso"], str(work / "eval.db"), work / "export"
    told = _run([*sayso, "read", str(input_file), "--store", store, "--quiet"], allowed=(0, 1))  # 1: some are rejected
    _run([*sayso, "export", "--format", "jsonl", "-o", str(out), "--store", store])
    if not (out / "documents.jsonl").read_text(encoding="utf-8").strip():
        raise MeasureError(f"not one report was read: {told.strip()[-200:]}", where="sayso read")
    return out


def _gold(path: Path, limit: int | None, work: Path) -> Path:
    if limit is None:
        return path
    part = work / "gold.jsonl"
    part.write_text("".join(json.dumps(row) + "\n" for row in rows(path, limit)), encoding="utf-8")
    return part


def score(shared: Path, name: str, limit: int | None) -> tuple[dict[str, Any], str]:
    """Return what the scorer writes for one gold file, as JSON and as text."""
    bench = shared / "bench"
    with TemporaryDirectory(prefix="sayso-eval-") as folder:
        work = Path(folder)
        gold, input_file = _gold(bench / f"{name}.jsonl", limit, work), work / "input.jsonl"
        with input_file.open("w", encoding="utf-8") as f:
            _run([sys.executable, str(bench / "make_input.py"), str(gold)], stdout=f)
        export, result = _export(input_file, work), work / "scores.json"
        scorer = [sys.executable, str(bench / "score_reports.py"), str(gold), str(export)]
        listed = work / "scores.txt"
        with listed.open("w", encoding="utf-8") as f:
            _run([*scorer, "--json", str(result), "--worst", "100000"], stdout=f)
        return json.loads(result.read_text(encoding="utf-8")), listed.read_text(encoding="utf-8")


def figures_of(scores: dict[str, Any], *, gated: bool, published: dict[str, Published]) -> tuple[Figure, ...]:
    """Return the scorer's figures: what is found over all, linking, then the share of each field."""
    found = [
        Figure(f"{key} F1", scores[key]["f1"], scores[key]["n_gold"], gated, published.get(key)) for key in OVERALL
    ]
    b3, pairs = scores["linking b3"], scores["linking pairs"]
    if b3.get("items"):
        found.append(Figure("linking B3 F1", b3["f1"], b3["items"], gated))
    if pairs.get("n_gold"):
        found.append(Figure("linking pairs F1", pairs["f1"], pairs["n_gold"], gated))
    fields = scores["fields"].items()
    found += [Figure(f"field: {k}", v["share"], v["n"], k in ALWAYS_GATED) for k, v in fields]
    return tuple(found)


def outcomes_of(text: str) -> tuple[Outcome, ...]:
    """Return the claims that the scorer lists as wrong, by `document#number`."""
    listed = (_WORST.match(line) for line in text.splitlines())
    return tuple(
        Outcome(
            f"{m['id']}#{m['n']}",
            tuple("missed" if w.startswith("MISSED") else w for w in m["wrong"].split(", ")),
            m["quote"][1:-1],
        )
        for m in listed
        if m
    )


def measure_dev(shared: Path, limit: int | None) -> Result:
    """Score the annotated reports of the development half."""
    scores, text = score(shared, "reports-dev", limit)
    return Result(figures_of(scores, gated=True, published=PUBLISHED), outcomes_of(text))


def measure_seeds(shared: Path, limit: int | None) -> Result:
    """Score the five seeds; their claims are too few for a floor, what is kept and cut of their text is not."""
    scores, text = score(shared, "seeds", limit)
    return Result(figures_of(scores, gated=False, published={}), outcomes_of(text))


def measure_relevance(shared: Path, limit: int | None) -> Result:
    """Score how many reports without any conflict event yield no claim."""
    scores, _ = score(shared, "no-claims-dev", limit)
    relevance = scores["fields"]["relevance"]
    return Result((Figure("relevance", relevance["share"], relevance["n"], published=RELEVANCE),))
