"""`sayso incidents`: what happened, as far as the claims tell, one row an incident."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.interfaces.cli.claims import SHORT, what
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, StoreOption, TableFlag
from sayso.interfaces.cli.profiles import ProfileOption, reckoned
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.stored import holdings, merging
from sayso.interfaces.cli.surroundings import existing_store
from sayso.interfaces.export import wording
from sayso.interfaces.export.jsonl import incident_row
from sayso.interfaces.export.tables import INCIDENT_COLUMNS
from sayso.schema.incident import Incident
from sayso.schema.vocabulary import Status


def incidents(  # noqa: PLR0913, PLR0917 - one argument an option
    type_: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="Of this event type, its subtypes included.")
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Of this status.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="At this place (part of its name).")] = None,
    contested: Annotated[bool, typer.Option("--contested", help="Only where claims dispute something.")] = False,
    min_claims: Annotated[
        int, typer.Option("--min-claims", metavar="N", min=1, help="Only those that at least so many claims tell.")
    ] = 1,
    profile: ProfileOption = None,
    limit: LimitOption = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """List incidents: their figures, and what is contested.

    A table on a terminal, JSON Lines in a pipe. `sources` are independent ones: reprints and shared origins are
    counted once.

    \b
    Examples:
      sayso incidents
      sayso incidents --min-claims 2
      sayso incidents --type air_strike --contested
      sayso incidents --profile ucdp
      sayso incidents --place tadmur | jq .contested
      sayso incidents --csv > incidents.csv
    """
    form = chosen(table=table, json=json, csv=csv)
    with existing_store(store) as opened:
        stood = map(merging().incident, opened.incidents())
        found = list(stood if profile is None else reckoned(holdings(opened), profile).incidents)
    rows = [
        i
        for i in found
        if is_of_type(i.event_type, type_)
        and status in (None, i.status)
        and _is_at(i, place)
        and (not contested or disputed(i))
        and len(i.claims) >= min_claims
    ]
    emit(listing(limited(rows, limit)), form)


def is_of_type(code: str, wanted: str | None) -> bool:
    """Tell whether a code is the wanted one or a subtype of it."""
    return wanted is None or code == wanted or code.startswith(wanted + ".")


def _is_at(incident: Incident, wanted: str | None) -> bool:
    return wanted is None or (incident.place is not None and wanted.casefold() in incident.place.name.casefold())


def disputed(incident: Incident) -> list[str]:
    """Return the fields on which claims are incompatible, not merely coarser or later."""
    return [c.field for c in incident.contested if c.kind == "dispute"]


def listing(rows: list[Incident]) -> Listing[Incident]:
    """Return the incidents as rows."""
    shown: list[Shown[Incident]] = [
        Shown("incident", lambda i: i.id[:SHORT], whole=True),
        Shown("what", lambda i: what(i.event_type, i.status)),
        Shown("when", lambda i: wording.span(i.date)),
        Shown("where", lambda i: wording.place(i.place)),
        Shown("who → whom", who_to_whom, wide=True),
        Shown("figures", lambda i: wording.tallies(i, "\n")),
        Shown("claims", lambda i: str(len(i.claims)), right=True, wide=True),
        Shown("publishers", lambda i: str(len(i.publishers)), right=True, wide=True),
        Shown("sources", lambda i: str(len(i.independent_sources)), right=True),
        Shown("in dispute", lambda i: "\n".join(disputed(i)), whole=True),
    ]
    return Listing(rows, shown, INCIDENT_COLUMNS, incident_row)


def who_to_whom(incident: Incident) -> str:
    """Return "actors → recipients"; a side that nobody names is left out."""
    actors, recipients = wording.parties(incident.actors), wording.parties(incident.recipients)
    return f"{actors or '?'} → {recipients}" if recipients else actors


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(incidents)
