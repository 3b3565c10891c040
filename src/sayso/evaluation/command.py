"""`sayso eval`: measure on gold corpora, compare with the floors and with the run before."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sayso.evaluation import changes, floors, table, verdicts
from sayso.evaluation.runner import Taken, chosen, run

FLOORS = Path("floors.json")
LAST = Path("eval/last.json")

Only = Annotated[list[str] | None, typer.Option("--only", metavar="NAME", help="Only this measure; may be repeated.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, help="Only the first rows; no floor applies then.")]
Shared = Annotated[str | None, typer.Option(metavar="DIR", help="The folder of corpora. [default: ../shared]")]
AsJson = Annotated[bool, typer.Option("--json", help="The figures as JSON on standard output.")]
Accept = Annotated[bool, typer.Option(help="Raise the floors to what was measured; never lowers one.")]
Lower = Annotated[str | None, typer.Option(metavar="REASON", help="Lower the floors fallen short of, with the reason.")]
Show = Annotated[int, typer.Option(min=0, help="How many gains and losses of each measure to show.")]
FloorsFile = Annotated[Path, typer.Option("--floors", metavar="FILE", help="Where the floors are kept.")]


def evaluate(
    only: Only = None,
    limit: Limit = None,
    shared: Shared = None,
    as_json: AsJson = False,
    accept: Accept = False,
    lower: Lower = None,
    show: Show = 10,
    floors_file: FloorsFile = FLOORS,
) -> None:
    """Measure sayso on gold corpora: figures, floors, gains and losses.

    Ends with 1 when a figure is below its floor. Corpora that are not there are skipped, loudly.

    \b
    Examples:
      sayso eval
      sayso eval --only reports-dev --show 30
      sayso eval --json > figures.json
      sayso eval --accept
    """
    held = floors.read_floors(floors_file)
    taken = list(run(chosen(only or ()), _folder(shared), limit))
    found = verdicts.lines(taken, held, partial=limit is not None)
    if as_json:
        sys.stdout.write(json.dumps(verdicts.as_json(taken, found), indent=1) + "\n")
    else:
        sys.stdout.write(table.table(found) + table.sources(found))
    _compare(taken, LAST, show, keep=limit is None)
    sys.stderr.write(table.skipped(taken))
    kept = _kept(held, found, accept=accept, lower=lower)
    if kept != held:
        floors.write_floors(floors_file, kept)
        found = verdicts.lines(taken, kept, partial=limit is not None)
    if verdicts.fails(taken, found):
        raise typer.Exit(1)


def _folder(shared: str | None) -> Path:
    from sayso import settings

    return Path(settings.load(Path.cwd(), os.environ, {"shared": shared}).shared)


def _kept(held: floors.Floors, found: Sequence[verdicts.Line], *, accept: bool, lower: str | None) -> floors.Floors:
    measured = [line.measured for line in found]
    if lower:
        held = floors.lowered(held, measured, lower)
    return floors.raised(held, measured) if accept else held


def _compare(taken: Sequence[Taken], last_file: Path, show: int, *, keep: bool) -> None:
    """Tell gains and losses on standard error, and keep this run for the next; a partial run is only told."""
    last = changes.read_last(last_file)
    now = dict(last)
    for t in taken:
        if t.result is None or not keep:
            continue
        name = t.measure.name
        if name in last:
            gains, losses = changes.changes(last[name], t.result.outcomes)
            sys.stderr.write(table.told_changes(name, gains, losses, show))
        now[name] = changes.wrong_of(t.result.outcomes)
    if keep:
        changes.write_last(last_file, now)
