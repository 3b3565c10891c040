"""`sayso show ID`: one incident, claim or document, in full."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import NotFound
from sayso.interfaces.cli import show_claim, show_document, show_incident, show_raw
from sayso.interfaces.cli.options import JsonFlag, StoreOption
from sayso.interfaces.cli.page import Page
from sayso.interfaces.cli.profiles import ProfileOption, incidents_under
from sayso.interfaces.cli.stored import about, as_merged
from sayso.interfaces.cli.surroundings import existing_store
from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.jsonl import claim_row, document_row, incident_row, line
from sayso.schema.claim import Claim
from sayso.schema.document import Document
from sayso.schema.incident import Incident

if TYPE_CHECKING:
    from sayso.store import Store


def show(
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of an incident (i…), claim (c…) or document (d…); its beginning is enough."),
    ],
    why: Annotated[
        bool, typer.Option("--why", help="Also which rule gave each value, and each comparison's weight.")
    ] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="The page as it was read: a document's whole, a claim's quote amid it.")
    ] = False,
    profile: ProfileOption = None,
    store: StoreOption = None,
    json: JsonFlag = False,
) -> None:
    """Show one incident, claim or document in full.

    An incident: every claim's sentence with its trigger marked «so», who says it and through whom it came, the
    figures and why these, who holds which value of a contested field, and why the claims were linked.
    A claim: all its fields. A document: its text by segments, and its claims. With --raw: the page that they were
    read from, as it was decoded, with its hash and the places in it; nothing in it acts on the terminal.

    \b
    Examples:
      sayso show i3f2
      sayso show i3f2 --why
      sayso show i3f2 --profile majority
      sayso show c91d --json | jq .attribution
      sayso show d07a
      sayso show d07a --raw | less
      sayso show c91d --raw
    """
    with existing_store(store) as opened:
        record = as_merged(_find(opened, id_))
        if raw:
            return _raw(record, opened, json=json)
        held = about(record, opened)
        if isinstance(record, Incident):
            (record,) = incidents_under([record], held, profile)
    if json:
        sys.stdout.write(line(_row(record, held)) + "\n")
    else:
        _page(record, held, why=why).show()
    return None


def _find(store: Store, prefix: str) -> Any:
    """Return the record whose id begins so; its first letter says what it is."""
    finders = {"i": store.incident, "c": store.claim, "d": store.document}
    finder = finders.get(prefix[:1])
    if finder is None:
        raise NotFound(f"no record {prefix!r}", expected="an id that begins with i, c or d", do="see `sayso incidents`")
    return finder(prefix)


def _raw(record: Any, store: Store, *, json: bool) -> None:
    """Show a document's page, or a claim's quote amid it."""
    if isinstance(record, Claim):
        document = store.document(record.document_id)
        if json:
            sys.stdout.write(line(show_raw.claim_record(record, document, store)) + "\n")
        else:
            show_raw.claim_page(record, document, store).show()
    elif isinstance(record, Document):
        if json:
            sys.stdout.write(line(show_raw.document_record(record, store)) + "\n")
        else:
            sys.stdout.write(show_raw.document_text(record, store).rstrip("\n") + "\n")
    else:
        raise typer.BadParameter("an incident has no page: name a document or a claim", param_hint="--raw")


def _row(record: Any, held: Holdings) -> dict[str, Any]:
    if isinstance(record, Incident):
        return incident_row(record) | {"claim_records": [claim_row(c, held) for c in held.claims_of(record)]}
    return claim_row(record, held) if isinstance(record, Claim) else document_row(record)


def _page(record: Any, held: Holdings, *, why: bool) -> Page:
    if isinstance(record, Incident):
        return show_incident.page(record, held, why=why)
    if isinstance(record, Claim):
        return show_claim.page(record, held, why=why)
    return show_document.page(record, held)


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(show)
