"""`sayso stories`: which reports tell of the same, one row a story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.interfaces.cli.claims import SHORT
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, StoreOption, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.stored import everything
from sayso.interfaces.export import wording
from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.tables import joined
from sayso.interfaces.export.tabular import Column
from sayso.schema.document import Document

if TYPE_CHECKING:
    from sayso.incidents.stories import Story, StoryLink

HEADLINE = 70  # characters of a headline in the table


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its reports, the earliest first, and the incidents that they tell of."""

    reports: tuple[Document, ...]
    incidents: tuple[str, ...]
    links: tuple[StoryLink, ...]


def stories(
    min_reports: Annotated[
        int, typer.Option("--min-reports", metavar="N", min=1, help="Only those that at least so many reports tell.")
    ] = 2,
    limit: LimitOption = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """List which reports tell one story: a happening with what led to it and what came of it.

    A story goes by the reports' own words, so that it also holds together reports of which no claim was read, and
    reports on other things than armed conflict. It is reckoned anew each time and not stored; incidents do not hang on
    it. The JSON says why: the score of each link in bits, with the pieces that sum to it.

    \b
    Examples:
      sayso stories
      sayso stories --min-reports 5
      sayso stories | jq '.reports[].title'
    """
    from sayso.incidents import stories as told_by

    form = chosen(table=table, json=json, csv=csv)
    held = everything(store)
    rows = [t for s in told_by(held.documents) if len((t := _told(s, held)).reports) >= min_reports]
    emit(_listing(limited(rows, limit)), form)


def _told(story: Story, held: Holdings) -> Told:
    documents = {d.id: d for d in held.documents}
    return Told(
        reports=tuple(documents[name] for name in story.documents),
        incidents=tuple(dict.fromkeys(_incidents_of(story.documents, held))),
        links=story.links,
    )


def _incidents_of(names: Iterable[str], held: Holdings) -> Iterable[str]:
    inside = frozenset(names)
    for claim in held.claims:
        if claim.document_id in inside and claim.id in held.membership:
            yield held.membership[claim.id]


def _headline(told: Told) -> str:
    words = wording.quote(told.reports[0].title or told.reports[0].id)
    return words if len(words) <= HEADLINE else words[: HEADLINE - 1] + "…"


def _days(told: Told) -> tuple[str | None, str | None]:
    days = sorted(d.published.date for d in told.reports if d.published.date)
    return (days[0], days[-1]) if days else (None, None)


def _when(told: Told) -> str:
    first, last = _days(told)
    if first is None or last is None:
        return "undated"
    return wording.day(first) if first == last else f"{wording.day(first)} – {wording.day(last)}"


def _record(told: Told) -> dict[str, Any]:
    return {
        "reports": [_report(d) for d in told.reports],
        "incidents": list(told.incidents),
        "links": [asdict(link) for link in told.links],
    }


def _report(document: Document) -> Mapping[str, str | None]:
    return {
        "id": document.id,
        "publisher": document.publisher,
        "published": document.published.date,
        "title": document.title,
        "url": document.url,
        "reprint_of": document.reprint_of,
    }


COLUMNS: list[Column[Told]] = [
    Column("story", "string", "its earliest report", lambda t: t.reports[0].id),
    Column("headline", "string", "the earliest report's", lambda t: t.reports[0].title),
    Column("reports", "integer", "how many tell it", lambda t: len(t.reports)),
    Column("publishers", "integer", "how many put them out", lambda t: len({d.publisher for d in t.reports})),
    Column("from", "date", "first day of publication", lambda t: _days(t)[0]),
    Column("to", "date", "last day of publication", lambda t: _days(t)[1]),
    Column("report_ids", "string", "the reports, the earliest first", lambda t: joined(d.id for d in t.reports)),
    Column("incident_ids", "string", "the incidents that they tell of", lambda t: joined(t.incidents)),
]


def _listing(rows: list[Told]) -> Listing[Told]:
    shown: list[Shown[Told]] = [
        Shown("told first by", lambda t: t.reports[0].id[:SHORT], whole=True),
        Shown("headline", _headline),
        Shown("published", _when),
        Shown("reports", lambda t: str(len(t.reports)), right=True),
        Shown("publishers", lambda t: str(len({d.publisher for d in t.reports})), right=True, wide=True),
        Shown("incidents", lambda t: str(len(t.incidents)), right=True),
    ]
    return Listing(rows, shown, COLUMNS, _record)


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(stories)
