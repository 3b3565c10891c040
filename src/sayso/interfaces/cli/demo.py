"""`sayso demo`: the main job on the packaged sample."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sayso.interfaces.cli import incidents
from sayso.interfaces.cli.claims import SHORT
from sayso.interfaces.cli.read import run_read, tell
from sayso.interfaces.cli.rows import Form, emit
from sayso.interfaces.cli.stored import everything
from sayso.schema.incident import Incident


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where store and brief go.")] = Path(
        "demo"
    ),
) -> None:
    """Try it all on the packaged sample.

    Reads it, prints the incidents that several claims tell, and writes a brief of all. The sample's reports were
    written for sayso: invented outlets and events at real places, with the reprints, disagreements and page furniture
    that real reports have. A second run finds them unchanged.

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
    several = [i for i in held.incidents if len(i.claims) > 1]
    emit(incidents.listing(several), Form.TABLE)
    page = write_brief(output / "brief.html", held, title="The packaged sample")
    typer.echo(_what_next(held.incidents, len(several), page, store))


def _what_next(found: Sequence[Incident], told: int, page: Path, store: Path) -> str:
    """Return where things lie, and commands to look further."""
    sayso = _as_called()
    lines = [f"brief: {page}", f"store: {store}"]
    if found:
        fullest = max(found, key=lambda i: len(i.claims)).id[:SHORT]
        lines.append(f"next:  {sayso} show {fullest} --store {store}")
        lines.append(
            f"       {sayso} incidents --store {store} --table   ({len(found) - told} more, told by one claim only)"
        )
    return "\n" + "\n".join(lines)


def _as_called() -> str:
    """Return the command as it can be typed here: by its name only where the shell finds it."""
    called = Path(sys.argv[0])
    if called.name != "sayso":
        return "python -m sayso"
    return "sayso" if shutil.which("sayso") else str(called)


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(demo)
