"""Fit the points of evidence for places: src/sayso/schema/data/place-weights.yaml.

    python gazetteer/fit_weights.py CORPUS [--write]

CORPUS is `corpora/geoparsing/dev.jsonl`: gold spans with points and, but for GeoVirus, GeoNames ids. For each gold
place the candidates of its name and "none of them" compete under a softmax over their evidence; right is every
candidate within 161 km of the gold's point, and where none is, "none". The weights are pulled towards those set by
hand, so that evidence which the corpora hardly hold (districts, what the project wrote down itself) keeps its worth.
The second reading is fitted in the context that the first leaves. What is printed is cross-validated: each corpus is
measured with weights fitted on the three others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from sayso.claims import place_choice as choice
from sayso.claims import places as grounding
from sayso.claims.gazetteer import Gazetteer
from sayso.claims.place_reading import Reading, read_phrase
from sayso.claims.place_spelling import fold
from sayso.claims.sphere import kilometres
from sayso.evaluation.measures import places as measure
from sayso.schema import Mention
from sayso.schema.place_cues import place_cues

OUT = Path(__file__).parents[1] / "src/sayso/schema/data/place-weights.yaml"
PULL = 2.0  # how strongly the weights are drawn to those set by hand, in examples
STEPS, PACE = 400, 0.5
REFUSAL = 1.0  # what a place that is not held weighs against one that is: there are few of them
HAND = {
    "fame": 1.0, "settlement": 1.5, "country": 2.0, "governorate": 0.0, "district": 0.0, "land": 0.0, "small": 0.5,
    "kind": 3.0, "capital": 1.0, "first name": 1.0, "similar": -1.5, "country share": 6.0,
    "region share": 3.0, "country named": 0.0, "own": 3.0,
    "region named": 1.0, "held by what follows": 5.0, "beside": 3.0, "near others": 2.0,
}  # fmt: skip
NONE = (
    "none: always", "none: one of the name", "none: nothing else named", "none: only similar", "none: of no such kind",
    "none: something of the name", "none: in no country of the text", "none: held by what follows",
)  # fmt: skip
KEYS = (*HAND, *NONE)
START = np.array([{**HAND, "none: only similar": -2.5, "none: nothing else named": -2.0}.get(k, 0.0) for k in KEYS])
SET = (
    "settlement", "governorate", "district", "land", "small", "own", "similar", "kind", "none: only similar",
    "none: nothing else named",
)  # fmt: skip
PULLS = np.array([200.0 if k in SET else PULL for k in KEYS])
"""What the corpora tell little of, or by their own custom (a city or the region of its name), stays nearly as it is."""


@dataclass
class Text:
    """One document with its readings and, by mention, the gold's point and whether a fixed gazetteer holds it."""

    corpus: str
    readings: dict[int, Reading]
    beside: dict[int, choice.Beside]
    gold: dict[int, tuple[tuple[float, float], bool | None]]


@dataclass
class Contest:
    """One name's candidates and "none", as rows of evidence, which of them are right, and how much it counts."""

    corpus: str
    rows: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]
    weight: float
    is_held: bool | None


def read_texts(path: Path, gazetteer: Gazetteer) -> Iterator[Text]:
    """Yield the documents of the corpus, their gold spans read."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        toponyms = sorted(row["gold"]["toponyms"], key=lambda t: (t["start"], t["end"]))
        mentions: list[Mention] = [measure._mention(t, row["text"]) for t in toponyms]
        readings = {n: read_phrase(m.text, m.label, gazetteer, place_cues()) for n, m in enumerate(mentions)}
        gold = {
            n: ((t["lat"], t["lon"]), int(t["geonameid"]) in measure.held() if t.get("geonameid") else None)
            for n, t in enumerate(toponyms)
            if t.get("lat") is not None
        }
        yield Text(row["meta"]["corpus"], readings, grounding._beside(readings, mentions, row["text"]), gold)


def contests(text: Text, context: choice.Context) -> Iterator[Contest]:
    """Yield the contests of a document in a context."""
    for n, (point, is_held) in text.gold.items():
        reading, beside = text.readings[n], text.beside[n]
        fitting = [c for c in reading.candidates if c.match != "similar" or context.speaks_of(c.country)]
        if not fitting or any(c.id.startswith(("ne:", "sayso:")) for c in fitting):
            continue  # continents and deserts: no point is right within 161 km
        told = [choice.evidence(c, fold(reading.name), reading.seeks, context, beside) for c in fitting]
        told.append(choice.doubt(fitting, reading.seeks, context, beside))
        near = [kilometres((c.lat, c.lon), point) <= measure.WITHIN_KM for c in fitting]
        right = np.array([*near, not any(near)])
        rows = np.array([[t.get(k, 0.0) for k in KEYS] for t in told])
        yield Contest(text.corpus, rows, right, REFUSAL if is_held is False else 1.0, is_held)


def fit(examples: Sequence[Contest]) -> np.ndarray[Any, Any]:
    """Return the weights that make the right answers likeliest, pulled towards START."""
    rows = np.concatenate([e.rows for e in examples])
    right = np.concatenate([e.right for e in examples])
    starts = np.cumsum([0, *(len(e.rows) for e in examples[:-1])])
    number = np.repeat(np.arange(len(examples)), [len(e.rows) for e in examples])
    heavy = np.array([e.weight for e in examples])[number]
    weights, moved, seen = START.copy(), np.zeros(len(KEYS)), np.zeros(len(KEYS))
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[number]
        odds = np.exp(scores)
        share = odds / np.add.reduceat(odds, starts)[number]
        good = odds * right
        wanted = good / np.add.reduceat(good, starts)[number]
        slope = ((share - wanted) * heavy) @ rows / len(examples) + PULLS * (weights - START) / len(examples)
        moved = 0.9 * moved + 0.1 * slope
        seen = 0.999 * seen + 0.001 * slope**2
        weights = weights - PACE / step**0.5 * (moved / (1 - 0.9**step)) / (np.sqrt(seen / (1 - 0.999**step)) + 1e-8)
    return weights


def table(weights: np.ndarray[Any, Any]) -> dict[str, float]:
    """Return weights as they are written down."""
    return {k: round(float(w), 2) for k, w in zip(KEYS, weights, strict=True)}


def again(text: Text, first: choice.Weights) -> choice.Context:
    """Return the context that the first reading leaves for the second."""
    return grounding.second_context(text.readings, text.beside, None, first)


def fit_both(texts: Sequence[Text]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of the first and of the second reading."""
    contexts = [choice.read_context(t.readings.values(), None) for t in texts]
    first = table(fit([c for t, k in zip(texts, contexts, strict=True) for c in contests(t, k)]))
    second = table(fit([c for t in texts for c in contests(t, again(t, first))]))
    return first, second


def figures(texts: Sequence[Text], tables: tuple[choice.Weights, choice.Weights]) -> dict[str, float]:
    """Return the share right of those held, of those held that are answered, of those not held that are refused."""
    verdicts: dict[str, list[bool]] = {
        "held, right": [],
        "held, answered": [],
        "not held, refused": [],
        "all, right": [],
    }
    for text in texts:
        choices, _ = grounding.choose_all(text.readings, text.beside, None, tables)
        for n, (point, is_held) in text.gold.items():
            place = choices[n].place
            is_right = place is not None and kilometres((place.lat, place.lon), point) <= measure.WITHIN_KM
            verdicts["all, right"].append(is_right)
            if is_held:
                verdicts["held, right"].append(is_right)
                verdicts["held, answered"].append(place is not None)
            elif is_held is False:
                verdicts["not held, refused"].append(place is None)
    return {k: round(sum(v) / len(v), 3) for k, v in verdicts.items() if v}


def written(tables: tuple[Mapping[str, float], Mapping[str, float]]) -> str:
    """Return the file of weights, its first comment kept."""
    head = "".join(line for line in OUT.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#"))
    return head + yaml.safe_dump(
        {"first": dict(tables[0]), "second": dict(tables[1])}, sort_keys=False, default_flow_style=None, width=118
    )


def main() -> int:
    """Print cross-validated figures; with --write fit on all corpora and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    texts = list(read_texts(options.corpus, Gazetteer.packaged()))
    for corpus in sorted({t.corpus for t in texts}):
        others = fit_both([t for t in texts if t.corpus != corpus])
        print(corpus, "left out:", figures([t for t in texts if t.corpus == corpus], others))  # noqa: T201
    tables = fit_both(texts)
    for corpus in sorted({t.corpus for t in texts}):
        print(corpus, "fitted:", figures([t for t in texts if t.corpus == corpus], tables))  # noqa: T201
    print(tables[0], tables[1], sep="\n")  # noqa: T201
    if options.write:
        OUT.write_text(written(tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
