"""Local news on US shootings (Postma, Ilievski and Vossen 2018), each tied to an incident of the Gun Violence Archive.

Thousands of look-alikes: the same words, towns, police forces and outlets. Pairs are taken over the whole corpus.
"""

from __future__ import annotations

from pathlib import Path

from sayso.evaluation.corpora import Row, rows
from sayso.evaluation.figures import Published, Result
from sayso.evaluation.story_pairs import Told, measure, taken_in

CORPUS = "corpora/gva_longtail/dev.jsonl"
TF_IDF = Published(0.518, "TF-IDF, best threshold", "the plan's measurements", like_for_like=True)


def record(row: Row) -> Row:
    """Return a row as a report with its title, which the text begins with, and its day."""
    title, _, text = row["text"].partition("\n\n")
    return {"id": row["id"], "published": row["meta"]["dct"], "title": title, "text": text}


def read(shared: Path) -> Told:
    """Return the corpus; its look-alikes are everywhere, so halves part it by incident."""
    found = rows(shared / CORPUS)
    event = {row["id"]: row["meta"]["incident"] for row in found}
    return Told(taken_in([record(row) for row in found], shared / CORPUS), event, event)


def take(shared: Path, _limit: int | None) -> Result:
    """Score the stories found; a limit would cut them, so none is taken."""
    return measure(read(shared), TF_IDF)
