"""Fit what findings about two claims are worth: src/sayso/schema/data/link-weights.yaml.

    python benchmarks/fit_link_weights.py REPORTS [--write]

REPORTS are annotated reports, one JSON object a line: id, group, outlet, published, title, text, and claims with quote,
trigger and incident. They are read by sayso; each claim that is found stands for the annotated one whose quote it
overlaps most. Pairs of claims of one group are judged by the annotators' incidents, pairs of two groups count as two
happenings. Beside them stand made-up worlds (`evaluation.world`) of seeds that are not measured.

Prints B-cubed and pair F1 held out (six folds over the groups) and over all, and the made-up worlds' B-cubed; with
--write it writes the weights fitted to all. The regression weighs pairs, while a cluster is joined by many at once: so
the prior is set a little higher than it says (`SHIFT`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from sayso.evaluation.measures.world import world
from sayso.incidents import block, link
from sayso.incidents.facts import read
from sayso.incidents.rows import Reading
from sayso.incidents.scoring import scorer
from sayso.incidents.training import Examples, fitted
from sayso.incidents.weights import Weights, as_yaml, packaged
from sayso.pipeline import read_case
from sayso.schema import Claim, Document
from sayso.schema.codebook import native, top

FOLDS, SHIFT = 6, 1.2
WORLDS = (21, 22, 23)
MEASURED = (1, 2)


@dataclass(frozen=True)
class Told:
    """Claims, what each tells of (where that is known), and the group that its report stands in."""

    claims: tuple[Claim, ...]
    documents: dict[str, Document]
    incident: dict[str, str]
    group: dict[str, str]

    def only(self, fold: int) -> frozenset[str]:
        """Return the groups of a fold."""
        names = sorted(set(self.group.values()))
        return frozenset(name for n, name in enumerate(names) if n % FOLDS == fold)


def annotated(path: Path) -> Told:
    """Read annotated reports with sayso, and find for each claim the annotated one."""
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with TemporaryDirectory() as folder:
        given = Path(folder) / "reports.jsonl"
        given.write_text("\n".join(json.dumps(_as_input(g)) for g in gold), encoding="utf-8")
        case = read_case(given)
    by_id = {str(d.external_id): d for d in case.documents}
    incident: dict[str, str] = {}
    group: dict[str, str] = {}
    for g in gold:
        document = by_id[g["id"]]
        mine = [c for c in case.claims if c.document_id == document.id]
        group |= {c.id: g.get("group") or g["id"] for c in mine}
        incident |= _matched(mine, g["claims"], document.text)
    return Told(case.claims, {d.id: d for d in case.documents}, incident, group)


def _as_input(gold: dict[str, Any]) -> dict[str, Any]:
    text = gold["text"]
    title = gold.get("title") or ""
    body = text[len(title) :].lstrip() if title and text.startswith(title) else text
    kept = {"id": gold["id"], "publisher": gold.get("outlet"), "published": gold.get("published")}
    return kept | {"title": title, "text": body}


def _matched(claims: Sequence[Claim], gold: Sequence[dict[str, Any]], text: str) -> dict[str, str]:
    """Return for each claim the incident of the annotated one, paired best first; tolls stand in none."""
    ranked = []
    for n, g in enumerate(gold):
        start = text.find(g["quote"])
        for c in claims if start >= 0 and g.get("incident") and g["type"] != "toll" else ():
            if likeness := _likeness(c, g, start, text):
                ranked.append((-likeness, n, c.id))
    used: set[int] = set()
    found: dict[str, str] = {}
    for _, n, claim in sorted(ranked):
        if n not in used and claim not in found:
            used.add(n)
            found[claim] = gold[n]["incident"]
    return found


def _likeness(claim: Claim, gold: dict[str, Any], start: int, text: str) -> float:
    """Return how well a claim fits an annotated one: by type, sentence and trigger; 0 where neither of these meets."""
    at = text.find(gold["trigger"], start)
    sentence = _shared((claim.start, claim.end), (start, start + len(gold["quote"])))
    trigger = _shared((claim.trigger.start, claim.trigger.end), (at, at + len(gold["trigger"])))
    if sentence < 0.5 and not trigger:
        return 0.0
    same_type = bool(top(claim.event_type) == gold["type"])
    return 3.0 * same_type + sentence + trigger


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the share of the shorter span that lies in the other."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / max(1, min(one[1] - one[0], other[1] - other[0]))


def made_up(seed: int) -> Told:
    """Return the claims of a made-up world."""
    made = world(seed)
    incident = {c: str(made.home(c)) for c in made.fixed}
    documents = {d.id: d for d in made.made.documents}
    return Told(tuple(made.made.claims), documents, incident, {c.id: f"world {seed}" for c in made.made.claims})


def examples(told: Told, without: frozenset[str] = frozenset()) -> Examples:
    """Return the pairs of claims whose incidents are known, those of some groups left out.

    A pair counts the less, the more claims tell of its happenings: so that each claim counts alike, as in B-cubed, and
    an attack told thirty times does not outweigh thirty told once or twice.
    """
    facts = [read(c, told.documents, native()) for c in told.claims]
    rows, looks = Reading(told.documents).table(facts)
    ids, known = [c.id for c in told.claims], told.incident
    near = {p for p in combinations(range(len(ids)), 2) if told.group[ids[p[0]]] == told.group[ids[p[1]]]}
    asked = block.pairs(*block.standing(looks)) | (
        near if len(ids) < 1000 and len(set(told.group.values())) > 1 else set()
    )
    pairs = [
        (a, b)
        for a, b in sorted(asked)
        if ids[a] in known and ids[b] in known and not {told.group[ids[a]], told.group[ids[b]]} & without
    ]
    found = scorer(packaged()).these_pairs(rows, [a for a, _ in pairs], [b for _, b in pairs]).found
    same = [_one(told, ids[a], ids[b]) for a, b in pairs]
    sizes = Counter((told.group[c], incident) for c, incident in known.items())
    beside = [sizes[told.group[c], known[c]] if c in known else 0 for c in ids]
    count = [2 / (beside[a] + beside[b]) for a, b in pairs]
    return Examples(found, np.array(same, dtype=bool), np.array(count))


def _one(told: Told, a: str, b: str) -> bool:
    return told.group[a] == told.group[b] and told.incident[a] == told.incident[b]


def together(parts: Iterable[Examples]) -> Examples:
    """Return several lots of examples as one."""
    some = list(parts)
    return Examples(*(np.concatenate([getattr(p, name) for p in some]) for name in ("found", "same", "count")))


def fit(parts: Iterable[Examples]) -> Weights:
    """Return the weights for some examples."""
    found = fitted(together(parts), packaged())
    return replace(found, prior=found.prior + SHIFT)


def scores(told: Told, homes: dict[str, str], *, groups: frozenset[str] | None = None) -> str:
    """Return B-cubed F1 over the claims known, and F1 over pairs across reports of one group."""
    known = [c for c in told.incident if groups is None or told.group[c] in groups]
    gold = {c: f"{told.group[c]} {told.incident[c]}" for c in known}
    both = Counter((gold[c], homes[c]) for c in known)
    of_gold, of_ours = Counter(gold.values()), Counter(homes[c] for c in known)
    p = sum(n * n / of_ours[o] for (_, o), n in both.items()) / len(known)
    r = sum(n * n / of_gold[g] for (g, _), n in both.items()) / len(known)
    report = {c.id: c.document_id for c in told.claims}
    across = [(a, b) for a, b in combinations(known, 2) if told.group[a] == told.group[b] and report[a] != report[b]]
    counted = Counter((gold[a] == gold[b], homes[a] == homes[b]) for a, b in across)
    pairs = 2 * counted[True, True] / max(1, 2 * counted[True, True] + counted[True, False] + counted[False, True])
    return f"B-cubed {2 * p * r / (p + r):.3f} (P {p:.3f}, R {r:.3f}), n={len(known)}; pairs F1 {pairs:.3f}"


def homes(told: Told, by: Weights) -> dict[str, str]:
    """Return the incident of each claim under some weights."""
    found = link(told.claims, told.documents, codebook=native(), by=by)
    return {c: i.id for i in found for c in i.claims}


def heading() -> str:
    """Return the heading of the packaged file."""
    path = Path(str(files("sayso.schema") / "data" / "link-weights.yaml"))
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix("# ") for line in lines if line.startswith("#"))


def main() -> None:
    """Fit, measure and, if asked, write."""
    told = annotated(Path(sys.argv[1]))
    worlds = [examples(made_up(seed)) for seed in WORLDS]
    held: dict[str, str] = {}
    for fold in range(FOLDS):
        out = told.only(fold)
        ours = homes(told, fit([examples(told, out), *worlds]))
        held |= {c: f"{fold} {i}" for c, i in ours.items() if told.group[c] in out}
    print("held out:", scores(told, held))
    weights = fit([examples(told), *worlds])
    print("fitted to all:", scores(told, homes(told, weights)))
    print("packaged now:", scores(told, homes(told, packaged())))
    for seed in MEASURED:
        print(f"world {seed}:", scores(made_up(seed), homes(made_up(seed), weights)))
    if "--write" in sys.argv:
        target = Path("src/sayso/schema/data/link-weights.yaml")
        target.write_text(as_yaml(weights, heading()), encoding="utf-8")


if __name__ == "__main__":
    main()
