"""`sayso brief`: one page to read and to pass on."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import StoreOption
from sayso.interfaces.cli.profiles import ProfileOption, reckoned
from sayso.interfaces.cli.stored import everything


def brief(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is standard output.")
    ] = "brief.html",
    title: Annotated[str | None, typer.Option(help="Title of the page.")] = None,
    profile: ProfileOption = None,
    store: StoreOption = None,
) -> None:
    """Write one HTML page to read and to pass on.

    It holds every incident with its figures, map, sources and disagreements, and each claim's sentence with its chain.
    The page needs no network and no other file; it can be printed, and sent on.

    \b
    Examples:
      sayso brief -o brief.html
      sayso brief -o desert.html --title "Syrian desert, December 2023"
      sayso brief -o ranges.html --profile range
    """
    from pathlib import Path

    from sayso.interfaces.export.brief import render_brief, write_brief

    held = reckoned(everything(store), profile)
    if output == "-":
        sys.stdout.write(render_brief(held, title=title))
    else:
        note(f"{write_brief(Path(output), held, title=title)}: {len(held.incidents)} incidents")


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(brief)
