"""AWSD: one or two sentences on an attack on aid workers, with the exact number of them killed, wounded and kidnapped.

Others named in the text do not count in the gold, which no claim of ours tells apart from other civilians: the first
figure of an outcome in the text is taken, none is zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Result, share
from sayso.evaluation.reading import Read, figure_of, reader, took_place
from sayso.schema import Claim

CORPUS = "corpora/awsd/dev.jsonl"
OUTCOMES = {"killed": ("killed",), "wounded": ("injured",), "kidnapped": ("abducted",)}


def predicted(claims: Sequence[Claim], outcomes: Sequence[str]) -> int:
    """Return the first figure that a claim gives for one of the outcomes, 0 if none does."""
    found = (figure_of(c, o) for c in claims if took_place(c) for o in outcomes)
    return next((n for n in found if n is not None), 0)


def _outcome(row: Row, read: Read) -> Outcome:
    gold = row["gold"]
    day = f"{gold['year']:04}-{gold['month']:02}-{gold['day']:02}" if gold["month"] and gold["day"] else None
    claims = read(as_document(row["text"], key=row["id"], published=day))
    wrong = [field for field, ours in OUTCOMES.items() if predicted(claims, ours) != gold[field]]
    return Outcome(row["id"], tuple(wrong), row["text"][:120])


def score(examples: Sequence[Row], outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    """Return the share of exact figures, over all rows and over those where there is somebody to count."""
    found = []
    for field in OUTCOMES:
        right = {o.example for o in outcomes if field not in o.wrong}
        some = [row["id"] for row in examples if row["gold"][field]]
        found.append(Figure(f"{field} exact", share(len(right), len(examples)), len(examples)))
        found.append(Figure(f"{field} exact, some {field}", share(sum(i in right for i in some), len(some)), len(some)))
    return tuple(found)


def measure(shared: Path, limit: int | None, read: Read | None = None) -> Result:
    """Score the counts of aid workers harmed."""
    examples = rows(shared / CORPUS, limit)
    read = read or reader()
    outcomes = tuple(_outcome(row, read) for row in counted(examples, "aid-workers"))
    return Result(score(examples, outcomes), outcomes)
