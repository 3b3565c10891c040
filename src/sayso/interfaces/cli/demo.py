"""`sayso demo`: the main job on the packaged sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.interfaces.cli import incidents
from sayso.interfaces.cli.read import run_read, tell
from sayso.interfaces.cli.rows import Form, emit
from sayso.interfaces.cli.stored import everything


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where store and brief go.")] = Path(
        "demo"
    ),
) -> None:
    """Try it all on the packaged sample.

    Reads it, prints the incidents and writes a brief. The sample's reports were written for sayso: invented outlets
    and events at real places, with the reprints, disagreements and page furniture that real reports have. A second
    run finds them unchanged.

    \b
    Examples:
      sayso demo
      sayso demo -o /tmp/look && sayso show i3f2 --store /tmp/look/sayso.db
    """
    from sayso import sample
    from sayso.interfaces.export.brief import write_brief

    output.mkdir(parents=True, exist_ok=True)
    store = output / "sayso.db"
    report = run_read([str(sample.folder())], quiet=False, link=True, store=str(store))
    tell(report, quiet=False)
    held = everything(str(store))
    emit(incidents.listing(list(held.incidents)), Form.TABLE)
    page = write_brief(output / "brief.html", held, title="The packaged sample")
    typer.echo(f"brief: {page}\nstore: {store}\nnext:  sayso show ID --store {store}")


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(demo)
