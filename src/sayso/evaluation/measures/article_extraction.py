"""Article extraction: the report's body taken out of a page, against bodies made by hand (91 pages of news and blogs).

Counted as the benchmark counts (scrapinghub/article-extraction-benchmark): how many runs of four words of the gold and
of ours agree, each page as much as any other; precision and recall are means over pages, F1 is taken from these means.
A page is exact when all runs agree. Ours are the body and dateline segments; the headline is none of them. Beside them
stands trafilatura alone, on the same pages in the same run.
"""

from __future__ import annotations

import datetime
import gzip
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluation.corpora import Row, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1, share
from sayso.schema import outlets

FOLDER = "corpora/article_extraction"
CORPUS = f"{FOLDER}/dev.jsonl"
_SOURCE = "README of the benchmark: all 181 pages, trafilatura 2.0.0"
PUBLISHED = Published(0.958, "trafilatura", _SOURCE)

_RUN = 4
_WORD = re.compile(r"\w+")
_GOOD = 0.95
"""A page whose own F1 is less is listed among those that came out wrong."""
DAY = datetime.date(2026, 11, 22)
"""The day on which the pages are read; it decides nothing but which dates lie in the future."""

Reader = Callable[[str], str]


def _part(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the runs of words of one page agree: in both, in ours only, in the gold only; as shares of their sum."""

    both: float
    ours: float
    gold: float

    @property
    def precision(self) -> float:
        """Of ours, how much the gold has; 1 where both are empty."""
        return 1.0 if self.exact else _part(self.both, self.both + self.ours)

    @property
    def recall(self) -> float:
        """Of the gold, how much ours has; 1 where both are empty."""
        return 1.0 if self.exact else _part(self.both, self.both + self.gold)

    @property
    def exact(self) -> bool:
        """Whether every run agrees."""
        return self.ours == self.gold == 0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(run for i in range(max(1, len(words) - _RUN + 1)) if (run := tuple(words[i : i + _RUN])))


def agreement(gold: str, ours: str) -> Agreement:
    """Return how the runs of four words of two texts agree."""
    a, b = _runs(gold), _runs(ours)
    both, only_ours, only_gold = (a & b).total(), (b - a).total(), (a - b).total()
    total = both + only_ours + only_gold
    return Agreement(share(both, total), share(only_ours, total), share(only_gold, total))


def score(pages: Sequence[Agreement]) -> tuple[float, float]:
    """Return F1 and the share of exact pages, as the benchmark averages them: pages on which nothing was found do not
    count in precision."""
    found = [p.precision for p in pages if p.both + p.ours > 0]
    asked = [p.recall for p in pages if p.both + p.gold > 0]
    precision, recall = share(sum(found), len(found)), share(sum(asked), len(asked))
    return f1(precision * recall, precision, recall), share(sum(p.exact for p in pages), len(pages))


def read_body(*kinds: str) -> Reader:
    """Return a reader that gives the segments of these kinds of a page's document; "" for a page that is refused."""
    from sayso.documents import Input, Intake, Limits, Rejection, furniture_for, read_input

    known = outlets.packaged()
    intake = Intake(Limits(), known, furniture_for(known), DAY)

    def body(page: str) -> str:
        (got,) = read_input(Input("page.html", "html", data=page.encode()), intake)
        if isinstance(got, Rejection):
            return ""
        return "\n".join(got.text[s.start : s.end] for s in got.segments if s.kind in kinds)

    return body


def _page(shared: Path, row: Row) -> str:
    with gzip.open(shared / FOLDER / row["meta"]["html_gz"], "rt", encoding="utf-8") as f:
        return f.read()


def measure(shared: Path, limit: int | None) -> Result:
    """Score our body of each page, and trafilatura's."""
    from sayso.documents.cleaning.landmark import ALONE

    examples = rows(shared / CORPUS, limit)
    readers = {"sayso": read_body("body", "dateline"), "sayso, body alone": read_body("body")}
    readers |= {f"trafilatura {how}": alone for how, alone in ALONE.items()}
    agreed: dict[str, list[Agreement]] = {name: [] for name in readers}
    for row in counted(examples, "article extraction"):
        page = _page(shared, row)
        for name, reader in readers.items():
            agreed[name].append(agreement(row["gold"]["article_body"], reader(page)))
    figures = [figure for name in readers for figure in _figures(name, agreed[name])]
    outcomes = [
        Outcome(row["id"][:12], () if f1(p.precision * p.recall, p.precision, p.recall) >= _GOOD else ("body",))
        for row, p in zip(examples, agreed["sayso"], strict=True)
    ]
    return Result(tuple(figures), tuple(outcomes))


def _figures(name: str, pages: Sequence[Agreement]) -> tuple[Figure, Figure]:
    value, exact = score(pages)
    ours = name == "sayso"
    return (
        Figure(f"{name}: F1", value, len(pages), ours, PUBLISHED if ours else None),
        Figure(f"{name}: exact", exact, len(pages), ours),
    )
