"""The way back: how much of each page's clean text leads into the page's source, and whether to the same characters.

The pages are those of `article_extraction`; no gold is needed. Counted over characters that are no white space. A place
is right when the source holds the same character there, or what stands for it: a character reference, an escape.
"""

from __future__ import annotations

import datetime
import gzip
import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluation.corpora import counted, rows
from sayso.evaluation.figures import Figure, Outcome, Result, share
from sayso.evaluation.measures.article_extraction import CORPUS, FOLDER
from sayso.schema import Document, outlets
from sayso.schema.way_back import RawRun, page_of, raw_runs

DAY = datetime.date(2026, 11, 22)
"""The day on which the pages are read; it decides nothing but which dates lie in the future."""
_GOOD = 0.995
"""A page of which a smaller share of the body is placed is listed among those that came out wrong."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of one page: characters of the body and of the whole text, how many of them have a place, how many
    of those places are right, and the characters of the text and of its way back as they are kept."""

    body: int
    body_placed: int
    text: int
    text_placed: int
    right: int
    size: int
    kept: int


def placed(document: Document, page: str) -> Placed:
    """Return how much of a document leads into its page."""
    whole = [*raw_runs(document, 0, len(document.text))]
    stretches = [(s.start, s.end) for s in document.segments if s.kind == "body"]
    return Placed(
        body=sum(_signs(document.text[start:end]) for start, end in stretches),
        body_placed=sum(_covered(document, raw_runs(document, start, end)) for start, end in stretches),
        text=_signs(document.text),
        text_placed=_covered(document, whole),
        right=_covered(document, (run for run in whole if _is_right(document, page, run))),
        size=len(document.text),
        kept=len(document.way_back.places) if document.way_back else 0,
    )


def _signs(text: str) -> int:
    return sum(not c.isspace() for c in text)


def _covered(document: Document, runs: Iterable[RawRun]) -> int:
    return sum(_signs(document.text[run.start : run.end]) for run in runs)


def _is_right(document: Document, page: str, run: RawRun) -> bool:
    own, there = document.text[run.start : run.end], page[run.raw_start : run.raw_end]
    if run.exact or own == there:
        return own == there
    return own in html.unescape(html.unescape(there)) or own in _unescaped(there)


def _unescaped(there: str) -> str:
    try:
        return str(json.loads(f'"{there}"'))
    except ValueError:
        return ""


def measure(shared: Path, limit: int | None) -> Result:
    """Count the characters that lead back, page by page."""
    from sayso.documents import Input, Intake, Limits, Rejection, furniture_for, read_input

    known = outlets.packaged()
    intake = Intake(Limits(), known, furniture_for(known), DAY)
    found: dict[str, Placed] = {}
    for row in counted(rows(shared / CORPUS, limit), "way back"):
        with gzip.open(shared / FOLDER / row["meta"]["html_gz"]) as packed:
            (got,) = read_input(Input("page.html", "html", data=packed.read()), intake)
        if not isinstance(got, Rejection) and got.raw is not None:
            found[row["id"]] = placed(got, page_of(got, got.raw.content))
    outcomes = (
        Outcome(name[:12], () if p.body_placed >= _GOOD * p.body and p.right == p.text_placed else ("place",))
        for name, p in found.items()
    )
    return Result(_figures([*found.values()]), tuple(outcomes))


def _figures(pages: list[Placed]) -> tuple[Figure, ...]:
    body, text = sum(p.body for p in pages), sum(p.text for p in pages)
    there, size = sum(p.text_placed for p in pages), sum(p.size for p in pages)
    return (
        Figure("body with a place", share(sum(p.body_placed for p in pages), body), body),
        Figure("text with a place", share(there, text), text),
        Figure("places right", share(sum(p.right for p in pages), there), there),
        Figure("size, share of the text", share(sum(p.kept for p in pages), size), size, gated=False),
    )
