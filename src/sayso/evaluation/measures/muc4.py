"""MUC-4: Latin American reports of 1988-90, claims mapped to its templates and scored by the corpus's own scorer.

Development sets TST1 and TST2 are read, 200 reports, as many as the official test had. The texts are all in capitals
and are put back into sentence case by the documents room. `evaluation/muc4_templates.py` holds the mapping.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso.errors import MeasureError
from sayso.evaluation import muc4_templates
from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Published, Result
from sayso.evaluation.muc4_templates import COUNTRIES, Template, Words, setting, templates
from sayso.evaluation.reading import ReadMarked, marked_reader
from sayso.schema import Document, Segment

CORPUS = "corpora/muc4/dev.jsonl"
SCORER = "corpora/muc4/score_muc4.py"
SETS = ("TST1", "TST2")
SLOTS = ("ALL", "template", *muc4_templates.SLOTS)
PUBLISHED = {"ALL": Published(0.588, "GE 1992, same scorer", "MUC-4 proceedings; official test TST3, other reports")}

_DATELINE = re.compile(r"\b(\d{1,2} (?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) \d{2})(?: \([^)]*\))?\s+--")
_HEAD = re.compile(r"(.{0,118}?--)\s+(?:\[[^\]]*\]\s+)*", re.DOTALL)
DATELINE_END = 120  # a dateline stands within the first characters


def published(text: str) -> str | None:
    """Return the day in a report's dateline ("LIMA, 3 JAN 90 --"), None where it has none."""
    found = _DATELINE.search(text[:DATELINE_END])
    return datetime.strptime(found[1], "%d %b %y").date().isoformat() if found else None


def _document(row: Row) -> Document:
    """A report in sentence case, its dateline told from its body."""
    from sayso.documents.truecasing import truecase
    from sayso.pipeline import knowledge

    known = knowledge()
    text = truecase(row["text"], places=known.gazetteer, actors=known.actors)
    document = as_document(text, key=row["id"], published=published(row["text"]))
    head = _HEAD.match(text)
    if not head:
        return document
    return replace(document, segments=(Segment("dateline", 0, head.end(1)), Segment("body", head.end(), len(text))))


def _dateline_country(text: str) -> str | None:
    """The country of the town that the dateline begins with, None where the gazetteer does not tell."""
    from sayso.pipeline import knowledge

    town = re.split(r"[,(]", text[:DATELINE_END], maxsplit=1)[0].strip()
    return next((p.country for p in knowledge().gazetteer.find(town) if p.country in COUNTRIES), None)


def _templates(document: Document, read: ReadMarked, country: Callable[[str], str | None]) -> list[Template]:
    claims, sentences = read(document)
    return templates(claims, Words(document.text, sentences), setting(document, claims, country(document.text)))


def _scored(shared: Path, examples: Sequence[Row], responses: Sequence[Row]) -> dict[str, Any]:
    with TemporaryDirectory(prefix="sayso-eval-") as folder:
        gold, ours = Path(folder) / "gold.jsonl", Path(folder) / "ours.jsonl"
        for path, content in ((gold, examples), (ours, responses)):
            path.write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
        command = [sys.executable, str(shared / SCORER), str(gold), str(ours)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - the corpus's own scorer
    if done.returncode:
        raise MeasureError(f"ended with {done.returncode}: {done.stderr.strip()[-400:]}", where=SCORER)
    scores: dict[str, Any] = json.loads(done.stdout)
    return scores


def figures_of(scores: dict[str, Any], n: int) -> tuple[Figure, ...]:
    """Return the F1 of the whole and of each slot; `n` is the number of fills in the key."""
    found = []
    for slot in SLOTS:
        gated = slot in ("ALL", "template")
        found.append(Figure(f"{slot} F1", scores[slot]["F"], scores[slot].get("key", n), gated, PUBLISHED.get(slot)))
        if gated:
            found.append(Figure(f"{slot} precision", scores[slot]["P"], scores[slot].get("resp", n), gated=False))
            found.append(Figure(f"{slot} recall", scores[slot]["R"], scores[slot].get("key", n), gated=False))
    return tuple(found)


def measure(shared: Path, limit: int | None, read: ReadMarked | None = None) -> Result:
    """Score templates on the development reports."""
    examples = [row for row in rows(shared / CORPUS) if row["meta"]["official_set"] in SETS][:limit]
    read = read or marked_reader()
    responses = [
        {"id": row["id"], "templates": _templates(_document(row), read, _dateline_country)}
        for row in counted(examples, "muc4")
    ]
    return Result(figures_of(_scored(shared, examples, responses), len(examples)))
