"""Fit what shared words are worth as evidence for one story: src/sayso/schema/data/story-weights.yaml.

    python benchmarks/fit_stories.py SHARED

SHARED holds corpora/gva_longtail and corpora/ecbplus. Logistic regression on the candidate pairs of both, half of the
events fitted, the other half held out, and the other way round. Prints what TF-IDF reaches on each half and on the
whole corpus (the best threshold looked up on the gold, over all pairs; raw counts, and their logarithm over words of
two documents or more), and the figures of stories for every prior tried; writes nothing.

The regression weighs pairs, while a story that swallows another is wrong in many pairs at once: so the prior is set
lower than it says, within what both halves show. The packaged weights are those fitted on the first half.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso.evaluation.measures import ecbplus, longtail
from sayso.evaluation.story_pairs import Told, count, found_stories, half
from sayso.incidents.stories.block import candidates
from sayso.incidents.stories.outline import outlines
from sayso.incidents.stories.weighing import evidence

Numbers = npt.NDArray[np.float64]
PIECES = ("opening", "names", "numbers", "dated", "days")
SHIFTS = (-2.5, -2.0, -1.75, -1.5, -1.0, -0.5, 0.0)
"""Bits added to the prior that the regression gives."""


def _rows(told: Told) -> tuple[Numbers, Numbers]:
    """Return the evidence of each candidate pair, and whether it is of one event."""
    ordered = sorted(told.documents, key=lambda d: (d.published.date or "9999", d.id))
    event = [told.event[str(d.external_id)] for d in ordered]
    reports = outlines(ordered)
    evidence_rows, same = [], []
    for a, b in candidates(reports):
        e = evidence(reports[a], reports[b])
        evidence_rows.append((e.opening, e.names, e.numbers, float(e.days is not None), e.days or 0.0))
        same.append(event[a] == event[b])
    return np.array(evidence_rows), np.array(same, dtype=float)


def _fit(x: Numbers, y: Numbers) -> Numbers:
    """Return the weights and the prior, in bits, by Newton's method with a little shrinkage."""
    scale = x.std(axis=0) + 1e-9
    z = np.c_[x / scale, np.ones(len(x))]
    weights, shrink = np.zeros(z.shape[1]), np.array([1.0] * x.shape[1] + [0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        curved = (z * (p * (1 - p))[:, None]).T @ z + np.diag(shrink + 1e-9)
        step = np.linalg.solve(curved, z.T @ (y - p) - shrink * weights)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return np.append(weights[:-1] / scale, weights[-1]) / math.log(2)


def _tf_idf(told: Told, *, damped: bool) -> float:
    """Return the best F1 over all pairs that TF-IDF reaches, its threshold looked up on the gold."""
    counted = [Counter(re.findall(r"\b\w\w+\b", d.text.lower())) for d in told.documents]
    found = Counter(word for words in counted for word in words)
    column = {word: n for n, word in enumerate(w for w in found if found[w] > damped)}
    matrix = np.zeros((len(counted), len(column)), dtype=np.float32)
    for row, words in zip(matrix, counted, strict=True):
        for word in words.keys() & column.keys():
            times = 1 + math.log(words[word]) if damped else words[word]
            row[column[word]] = times * (math.log((1 + len(counted)) / (1 + found[word])) + 1)
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    event = np.unique([told.event[str(d.external_id)] for d in told.documents], return_inverse=True)[1]
    left, right = np.triu_indices(len(counted), 1)
    likeness, same = (matrix @ matrix.T)[left, right], event[left] == event[right]
    right_so_far = np.cumsum(same[np.argsort(-likeness)])
    return float((2 * right_so_far / (np.arange(1, len(same) + 1) + same.sum())).max())


def _stories(told: Told, weights: dict[str, float]) -> float:
    return count(found_stories(told, weights), told.event).f1


def main(arguments: Sequence[str]) -> None:
    """Fit, and print the weights with what they come to."""
    shared = Path(arguments[0])
    corpora = {"gva_longtail": longtail.read(shared), "ecbplus": ecbplus.read(shared)}
    for name, told in corpora.items():
        parts = {"whole": told, "fitted half": half(told, fitted=True), "other half": half(told, fitted=False)}
        for part, documents in parts.items():
            plain, damped = (_tf_idf(documents, damped=d) for d in (False, True))
            print(f"{name}, {part}: n={len(documents.documents)}, TF-IDF {plain:.3f}, damped {damped:.3f}")
    for fitted in (True, False):
        pairs = [_rows(half(told, fitted=fitted)) for told in corpora.values()]
        bits = _fit(np.concatenate([x for x, _ in pairs]), np.concatenate([y for _, y in pairs]))
        weights = dict(zip((*PIECES, "prior"), map(float, bits), strict=True))
        print("fitted on", "half" if fitted else "other half", {k: round(w, 2) for k, w in weights.items()})
        for shift in SHIFTS:
            tried = {**weights, "prior": weights["prior"] + shift}
            for name, told in corpora.items():
                own, other = (_stories(half(told, fitted=part), tried) for part in (fitted, not fitted))
                print(f"  {shift:+.1f} {name}: fitted {own:.3f}, held out {other:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
