"""`sayso sources`: who cites whom, with counts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, StoreOption, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.stored import everything
from sayso.interfaces.export.citations import COLUMNS, dump_citations
from sayso.interfaces.export.files import whole
from sayso.schema.incident import Incident

if TYPE_CHECKING:
    from sayso.incidents import Citation

_NAMED_INCIDENTS = 3
"""How many incidents a warning names; the rest is counted."""


class GraphFormat(StrEnum):
    """What the graph is written as."""

    CSV = "csv"
    JSONL = "jsonl"
    GRAPHML = "graphml"
    DOT = "dot"


def sources(  # noqa: PLR0913, PLR0917 - one argument an option
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Only rows with this name (part of it).")
    ] = None,
    relays: Annotated[bool, typer.Option("--relays", help="Only who passes on what another said.")] = False,
    format_: Annotated[
        GraphFormat | None, typer.Option("--format", "-f", help="Write the graph: GraphML, DOT, CSV or JSON Lines.")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where --format writes; - is standard output.")
    ] = "-",
    limit: LimitOption = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """List who cites whom, with counts, or write it as a graph.

    Publishers cite sources, and sources cite other sources; a reprint cites the report that it copies. `relayed` are
    claims that the citing one only passes on. An outlet that a report names as its source, without a claim attributed
    to it, has a row with 0 claims. What a publisher says in its own voice cites nobody and has no row. Bodies that cite
    each other on one incident are warned of. A table on a terminal, JSON Lines in a pipe.

    \b
    Examples:
      sayso sources
      sayso sources --name ministry
      sayso sources --relays
      sayso sources --csv > sources.csv
      sayso sources --format graphml -o sources.graphml
      sayso sources --format dot | dot -Tsvg > sources.svg
    """
    from sayso.incidents import citations

    if format_ is not None and (table or json or csv):
        raise typer.BadParameter("give it, or one of --table, --json, --csv", param_hint="--format")
    if format_ is None and output != "-":
        raise typer.BadParameter("needs --format", param_hint="--output")
    form = chosen(table=table, json=json, csv=csv)
    held = everything(store)
    wanted = (name or "").casefold()
    found = citations(held.claims, {d.id: d for d in held.documents})
    rows = [c for c in found if wanted in f"{c.citing}\n{c.cited}".casefold() and (c.relayed or not relays)]
    rows = limited(rows, limit)
    if format_ is None:
        emit(_listing(rows), form)
    else:
        _write(rows, format_, output)
    for warning in ring_warnings(held.incidents):
        note(f"warning: {warning}")


def _write(rows: Sequence[Citation], form: GraphFormat, output: str) -> None:
    if output == "-":
        return dump_citations(sys.stdout, rows, form.value)
    with whole(Path(output)) as out:
        dump_citations(out, rows, form.value)
    note(f"{output}: {len(rows)} citations")
    return None


def ring_warnings(incidents: Iterable[Incident]) -> list[str]:
    """Return a sentence for each ring of bodies that cite each other on an incident, with the incidents."""
    rings: dict[tuple[str, ...], list[str]] = {}
    for incident in incidents:
        for warned in incident.warnings:
            if warned.kind == "circular_citation":
                rings.setdefault(warned.bodies, []).append(incident.id)
    return [f"{', '.join(bodies[:-1])} and {bodies[-1]} cite each other on {_on(ids)}" for bodies, ids in rings.items()]


def _on(ids: Sequence[str]) -> str:
    more = len(ids) - _NAMED_INCIDENTS
    return ", ".join(ids[:_NAMED_INCIDENTS]) + (f" and {more} more" if more > 0 else "")


def _listing(rows: list[Citation]) -> Listing[Citation]:
    shown: list[Shown[Citation]] = [
        Shown("who", lambda c: c.citing),
        Shown("cites", lambda c: c.cited + _marked(c)),
        Shown("which is", lambda c: c.kind),
        Shown("claims", lambda c: str(c.claims), right=True),
        Shown("relayed", lambda c: str(c.relayed or ""), right=True, wide=True),
        Shown("reports", lambda c: str(len(c.documents)), right=True),
    ]
    return Listing(rows, shown, COLUMNS, asdict)


def _marked(row: Citation) -> str:
    return " (reprints it)" if row.is_reprint else " (names it)" if row.is_named else ""


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(sources)
