"""`sayso link`: claims into incidents, as the machine suggests and people judged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.errors import NotFound
from sayso.interfaces.cli import progress
from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import EngineOption, QuietFlag, StoreOption
from sayso.interfaces.cli.surroundings import must_exist, settings_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.incidents.standing import Moved
    from sayso.review import Taken
    from sayso.settings import Settings


def link(
    judgements: Annotated[
        str | None,
        typer.Option(
            "--judgements",
            metavar="FILE",
            help="First take judgements from a file: CSV or JSON Lines with kind (same, different), left and right "
            "(claims), by, at, why. - for standard input.",
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judged, where the file does not say.")] = "",
    anew: Annotated[
        bool, typer.Option("--anew", help="Look at every claim again, not only at what is new; ids are kept.")
    ] = False,
    train: Annotated[
        str | None,
        typer.Option(
            "--train",
            metavar="FILE",
            help="Link nothing, but learn what findings are worth here, from what people judged; written to FILE.",
        ),
    ] = None,
    store: StoreOption = None,
    engine: EngineOption = None,
    quiet: QuietFlag = False,
) -> None:
    """Link the store's claims into incidents: what is new, and what people judged since.

    `sayso read` does this at its end unless told --no-link. Claims are never changed by it: only which claims are
    held to describe one happening, why, and on what they differ. An incident that grows keeps its id; of two that
    are merged the older one's lives on.

    What people judged always holds: two claims held the same stand in one incident, two held different in two. The
    later judgement on two claims holds; nothing is deleted. The same file twice adds nothing. A row that cannot be
    taken stops no other: it is named on standard error, and the exit code is 1.

    \b
    Examples:
      sayso read a/ --no-link && sayso read b/ --no-link && sayso link
      sayso link --judgements reviewed.csv --by "R. Haddad"
      sayso link --anew --store wire.db
      sayso link --train weights.yaml && SAYSO_LINK_WEIGHTS=weights.yaml sayso link --anew
      sayso link --engine spark                  pairs scored on Spark (setting spark_master)
    """
    from sayso import pipeline

    settings = settings_now(store=store, engine=engine)
    must_exist(settings.store)
    rejected = False
    if judgements is not None:
        content, name = _content(judgements)
        taken = pipeline.judge_store(content, name, store_url=settings.store, by=by)
        rejected = _tell(taken, quiet=quiet)
    if train is not None:
        _train(train, settings, quiet=quiet)
        raise typer.Exit(1 if rejected else 0)
    with progress.shown(settings.progress, quiet=quiet) as bar:
        linked = pipeline.link_store(settings.store, settings=settings, anew=anew, progress=bar)
    if not quiet:
        typer.echo(f"{linked.incidents} incidents" + became(linked.moved, linked.incidents))
    if rejected:
        raise typer.Exit(1)


def _train(file: str, settings: Settings, *, quiet: bool) -> None:
    """Learn what findings are worth in the store, and write it down."""
    from sayso import pipeline
    from sayso.incidents.training import FEWEST
    from sayso.incidents.weights import as_yaml
    from sayso.interfaces.export.files import whole

    learnt = pipeline.train_store(settings.store, settings=settings)
    if not learnt.judged and not learnt.compared:
        fault = f"there is nothing to learn from here: no judgements, and fewer than {FEWEST} pairs to compare"
        raise NotFound(fault, where=settings.store, do="judge pairs of claims first (sayso link --judgements FILE)")
    said = f"learnt from pairs of claims: {learnt.judged} judged, {learnt.compared} only compared"
    with whole(Path(file)) as out:
        out.write(as_yaml(learnt.weights, f"What findings about two claims are worth, in bits: {said}."))
    if not quiet:
        typer.echo(f"{file}: {said}. To link by it: set link_weights to it, and run sayso link --anew")


def _content(file: str) -> tuple[bytes, str]:
    if file == "-":
        return sys.stdin.buffer.read(), "standard input"
    if not Path(file).is_file():
        fault = "is a folder; expected a file" if Path(file).is_dir() else "no such file"
        raise typer.BadParameter(f"{file}: {fault}", param_hint="--judgements")
    return Path(file).read_bytes(), file


def _tell(taken: Taken, *, quiet: bool) -> bool:
    """Say what became of the rows; tell whether some were rejected."""
    for wrong in taken.rejected:
        note(str(wrong.error))
    if not quiet:
        added, rejected = len(taken.added), len(taken.rejected)
        typer.echo(f"judgements: {added} added, {taken.unchanged} unchanged, {rejected} rejected")
    return bool(taken.rejected)


def became(moved: Sequence[Moved], incidents: int) -> str:
    """Return what became of incidents, for the end of a summary: " (2 incidents grew, 1 founded)"; "" for nothing, and
    where all were founded just now."""
    from sayso.incidents.standing import counted

    if sum(m.became == "founded" for m in moved) == incidents:
        return ""
    return f" ({counted(moved)})" if moved else ""


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(link)
