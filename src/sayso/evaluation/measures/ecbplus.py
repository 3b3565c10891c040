"""ECB+ (Cybulska and Vossen 2014): each topic holds reports of two events that resemble each other.

Two thefts, two earthquakes, two firings: not only conflict. Pairs are taken over the whole corpus; halves keep the two
events of a topic together.
"""

from __future__ import annotations

from pathlib import Path

from sayso.evaluation.corpora import Row, rows
from sayso.evaluation.figures import Published, Result
from sayso.evaluation.story_pairs import Told, measure, taken_in

CORPUS = "corpora/ecbplus/dev.jsonl"
TF_IDF = Published(0.820, "TF-IDF, best threshold", "the plan's measurements", like_for_like=True)
ADDRESS = "http : / / "


def record(row: Row) -> Row:
    """Return a row as a report; the address that some texts begin with, cut into tokens, is not its text."""
    address, _, text = row["text"].partition("\n")
    if not address.startswith(ADDRESS):
        return {"id": row["id"], "text": row["text"]}
    return {"id": row["id"], "url": "".join(address.split()), "text": text}


def read(shared: Path) -> Told:
    """Return the corpus."""
    found = rows(shared / CORPUS)
    event = {row["id"]: row["meta"]["document_event"] for row in found}
    topic = {row["id"]: row["meta"]["topic"] for row in found}
    return Told(taken_in([record(row) for row in found], shared / CORPUS), event, topic)


def take(shared: Path, _limit: int | None) -> Result:
    """Score the stories found; a limit would cut them, so none is taken."""
    return measure(read(shared), TF_IDF)
