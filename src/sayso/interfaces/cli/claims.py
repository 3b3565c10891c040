"""`sayso claims`: who says what happened, one row a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, StoreOption, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.stored import merging
from sayso.interfaces.cli.surroundings import existing_store
from sayso.interfaces.export import wording
from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.jsonl import claim_row
from sayso.interfaces.export.tables import claim_columns
from sayso.schema.claim import Claim
from sayso.schema.vocabulary import Status

SHORT = 9
"""Digits of an id in a table; `show` takes any beginning that is unique."""

LONGEST_CODE = 16
"""Letters of a code that stand on one line of a table."""


def claims(  # noqa: PLR0913, PLR0917 - one argument an option
    document: Annotated[str | None, typer.Option(metavar="ID", help="Of this document (beginning of its id).")] = None,
    incident: Annotated[str | None, typer.Option(metavar="ID", help="Of this incident (beginning of its id).")] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="CODE", help="Of this event type, its subtypes included.")
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Of this status.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="With this source anywhere in the chain (part of its name).")
    ] = None,
    limit: LimitOption = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """List what each report says happened, and on whose say-so.

    A table on a terminal, JSON Lines in a pipe.

    \b
    Examples:
      sayso claims --type shelling --status happened
      sayso claims --source "defence ministry"
      sayso claims | jq -r .quote
      sayso claims --csv > claims.csv
    """
    form = chosen(table=table, json=json, csv=csv)
    with existing_store(store) as opened:
        found = map(merging().claim, opened.claims(event_type=type_, status=status))
        held = Holdings(tuple(opened.documents()), tuple(found), tuple(opened.incidents()), opened.membership())
    rows = [
        c
        for c in held.claims
        if c.document_id.startswith(document or "")
        and (incident is None or held.membership.get(c.id, "").startswith(incident))
        and _has_source(c, source)
    ]
    emit(listing(limited(rows, limit), held), form)


def _has_source(claim: Claim, wanted: str | None) -> bool:
    if wanted is None:
        return True
    return any(wanted.casefold() in f"{a.name}\n{a.source}".casefold() for a in claim.attribution)


def what(event_type: str, status: str) -> str:
    """Return type and status in a narrow cell: a subtype and any status but `happened` on lines of their own, and a
    long code cut after its last "_"."""
    head, dot, subtype = event_type.partition(".")
    if len(head) > LONGEST_CODE:
        head = "_\n".join(head.rsplit("_", 1))
    code = head + (f"\n{dot}{subtype}" if dot else "")
    return code if status == "happened" else f"{code}\n({status})"


def listing(rows: list[Claim], held: Holdings) -> Listing[Claim]:
    """Return the claims as rows."""
    shown: list[Shown[Claim]] = [
        Shown("claim", lambda c: c.id[:SHORT], whole=True),
        Shown("what", lambda c: what(c.event_type, c.status)),
        Shown("when", lambda c: wording.span(c.date)),
        Shown("where", lambda c: wording.where(c.places)),
        Shown("figures", wording.figures),
        Shown("on whose say-so", lambda c: wording.chain(c.attribution, held.document_of(c).publisher)),
    ]
    return Listing(rows, shown, claim_columns(held), lambda c: claim_row(c, held))


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(claims)
