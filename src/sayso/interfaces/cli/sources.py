"""`sayso sources`: who cites whom, with counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, StoreOption, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.stored import everything
from sayso.interfaces.export.tables import joined
from sayso.interfaces.export.tabular import Column

if TYPE_CHECKING:
    from sayso.incidents import Citation


def sources(
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Only rows with this name (part of it).")
    ] = None,
    limit: LimitOption = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """List who cites whom, with counts.

    Publishers cite sources, and sources cite other sources; a reprint cites the report that it copies. An outlet
    that a report names as its source, without a claim attributed to it, has a row with 0 claims. What a publisher
    says in its own voice cites nobody and has no row. A table on a terminal, JSON Lines in a pipe.

    \b
    Examples:
      sayso sources
      sayso sources --name ministry
      sayso sources --csv > sources.csv
    """
    from sayso.incidents import citations

    form = chosen(table=table, json=json, csv=csv)
    held = everything(store)
    wanted = (name or "").casefold()
    found = citations(held.claims, {d.id: d for d in held.documents})
    rows = [c for c in found if wanted in f"{c.citing}\n{c.cited}".casefold()]
    emit(_listing(limited(rows, limit)), form)


def _listing(rows: list[Citation]) -> Listing[Citation]:
    columns: list[Column[Citation]] = [
        Column("citing", "string", "who cites", lambda c: c.citing),
        Column("cited", "string", "whom", lambda c: c.cited),
        Column("kind", "string", "what the cited one is", lambda c: c.kind),
        Column("claims", "integer", "in how many claims", lambda c: c.claims),
        Column("documents", "string", "in which documents", lambda c: joined(c.documents)),
        Column("is_reprint", "boolean", "the whole report is a copy", lambda c: c.is_reprint),
        Column("is_named", "boolean", "only named as a source, no claim is attributed to it", lambda c: c.is_named),
    ]
    shown: list[Shown[Citation]] = [
        Shown("who", lambda c: c.citing),
        Shown("cites", lambda c: c.cited + _marked(c)),
        Shown("which is", lambda c: c.kind),
        Shown("claims", lambda c: str(c.claims), right=True),
        Shown("reports", lambda c: str(len(c.documents)), right=True),
    ]
    return Listing(rows, shown, columns, asdict)


def _marked(row: Citation) -> str:
    return " (reprints it)" if row.is_reprint else " (names it)" if row.is_named else ""


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(sources)
