"""`sayso link`: claims into incidents."""

from __future__ import annotations

import typer

from sayso.interfaces.cli import progress
from sayso.interfaces.cli.options import QuietFlag, StoreOption
from sayso.interfaces.cli.surroundings import settings_now


def link(store: StoreOption = None, quiet: QuietFlag = False) -> None:
    """Link the store's claims into incidents, anew.

    `sayso read` does this at its end unless told --no-link. Claims are never changed by it: only which claims are
    held to describe one happening, why, and on what they differ.

    \b
    Examples:
      sayso read a/ --no-link && sayso read b/ --no-link && sayso link
      sayso link --store wire.db
    """
    from sayso import pipeline

    settings = settings_now(store=store)
    with progress.shown(settings.progress, quiet=quiet) as bar:
        incidents = pipeline.link_store(settings.store, settings=settings, progress=bar)
    if not quiet:
        typer.echo(f"{incidents} incidents")


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(link)
