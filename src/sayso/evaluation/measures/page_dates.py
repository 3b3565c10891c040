"""Publication dates of pages, against the day that each page shows its reader (73 of the article extraction pages).

The days were read from the words that stand around headline and byline, never from markup; the list is
`gold/page-dates-dev.yaml`. Beside ours stands htmldate alone, asked as its documentation has it for the first day of
publication.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import yaml

from sayso.evaluation.corpora import counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, share
from sayso.evaluation.measures.article_extraction import CORPUS, DAY, FOLDER
from sayso.schema import outlets


def shown() -> Mapping[str, str]:
    """Return the day that each page shows, by the first twelve digits of its id."""
    listed: dict[str, dict[str, str]] = yaml.safe_load(
        (files("sayso.evaluation") / "gold" / "page-dates-dev.yaml").read_text(encoding="utf-8")
    )
    return listed["pages"]


def our_date(page: str, url: str) -> str | None:
    """Return the day of publication of a page's document; None for none, or for a page that is refused."""
    from sayso.documents import Input, Intake, Limits, Rejection, furniture_for, read_input

    known = outlets.packaged()
    intake = Intake(Limits(), known, furniture_for(known), DAY)
    (got,) = read_input(Input("page.html", "html", data=page.encode(), url=url), intake)
    return None if isinstance(got, Rejection) else got.published.date


def alone(page: str, url: str) -> str | None:
    """Return the day that htmldate gives by itself; None for none."""
    from sayso.documents.cleaning.landmark import page_date_alone

    return page_date_alone(page, url)


def measure(shared: Path, limit: int | None) -> Result:
    """Compare the day of each page that shows one."""
    gold = shown()
    pages = [row for row in rows(shared / CORPUS, limit) if row["id"][:12] in gold]
    outcomes: list[Outcome] = []
    by_itself = 0
    for row in counted(pages, "page-dates"):
        name, url = row["id"][:12], row["meta"]["url"]
        with gzip.open(shared / FOLDER / row["meta"]["html_gz"], "rt", encoding="utf-8") as f:
            page = f.read()
        outcomes.append(Outcome(name, () if our_date(page, url) == gold[name] else ("date",), url))
        by_itself += alone(page, url) == gold[name]
    landmark = Published(share(by_itself, len(pages)), "htmldate alone", "the same pages, this run", like_for_like=True)
    right = sum(not o.wrong for o in outcomes)
    figure = Figure("publication date right", share(right, len(pages)), len(pages), published=landmark)
    return Result((figure,), tuple(outcomes))
