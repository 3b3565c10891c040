"""`sayso read`: reports into the store, as claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.interfaces.cli import progress
from sayso.interfaces.cli.link import became
from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import EngineOption, QuietFlag, StoreOption
from sayso.interfaces.cli.surroundings import settings_now

if TYPE_CHECKING:
    from sayso.documents import Rejection
    from sayso.pipeline import ReadReport


def read(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT…", help="Files, folders, http(s) addresses, or - for standard input."),
    ],
    store: StoreOption = None,
    no_link: Annotated[
        bool, typer.Option("--no-link", help="Leave the claims unlinked; `sayso link` does it later.")
    ] = False,
    codebook: Annotated[
        Path | None, typer.Option("--codebook", metavar="FILE", help="Your own codebook (YAML). [default: sayso-1]")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="FIELD=COLUMN,…", help="Which column of a table is which field of a report."),
    ] = None,
    engine: EngineOption = None,
    quiet: QuietFlag = False,
) -> None:
    """Read reports into the store, as claims and incidents.

    Prints what was added, updated, unchanged and rejected. The same input twice adds nothing. One input that cannot
    be read stops nothing: it is named on standard error with its reason, all others are stored, and the exit code
    is 1. A path that does not exist ends the run before anything is read, with exit code 2.

    Pages of an address are fetched as robots.txt allows, and only from the public internet; of a feed or a sitemap
    the pages that it names are read. Nothing else ever goes to the network.

    \b
    Examples:
      sayso read reports/                        a folder, with all folders in it
      sayso read a.html b.txt                    single files
      sayso read wire.jsonl --store wire.db      one report a line: id, url, publisher, published, title, text
      sayso read coded.csv --columns text=Body,title=Headline,published=Day
      sayso read crawl.wacz mails.mbox a.zip     each page, mail and file inside
      zcat wire.jsonl.gz | sayso read -          from standard input
      sayso read https://example.org/report      a page, a feed or a sitemap
      sayso read archive/ --engine spark         spread over Spark (setting spark_master)
    """
    _must_exist(inputs)
    given = {"store": store, "codebook": codebook, "columns": columns, "engine": engine}
    report = run_read(inputs, quiet=quiet, link=not no_link, **given)
    tell(report, quiet=quiet)
    if report.rejected or not (report.added or report.updated or report.unchanged):
        raise typer.Exit(1)


def _must_exist(inputs: list[str]) -> None:
    from sayso.documents import is_address

    missing = [i for i in inputs if i != "-" and not is_address(i) and not Path(i).exists()]
    if missing:
        raise typer.BadParameter(f"no such file or folder: {', '.join(missing)}", param_hint="INPUT")


def run_read(inputs: list[str], *, quiet: bool, link: bool, **overrides: Any) -> ReadReport:
    """Read the inputs into the store that the settings name, with progress on a terminal."""
    from sayso import pipeline

    settings = settings_now(**overrides)
    with progress.shown(settings.progress, quiet=quiet) as bar:
        return pipeline.read(inputs, store_url=settings.store, settings=settings, link=link, progress=bar)


def tell(report: ReadReport, *, quiet: bool) -> None:
    """Print the summary, and each rejection on its own line of standard error."""
    for rejection in report.rejected:
        note(_told(rejection))
    if not (report.added or report.updated or report.unchanged or report.rejected):
        note("nothing was read: no report found")
    if not quiet:
        typer.echo(
            f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
            f"{len(report.rejected)} rejected; {report.claims} claims, {report.incidents} incidents"
            + became(report.moved, report.incidents)
        )


def _told(rejection: Rejection) -> str:
    """Return "name: reason; do" on one line."""
    reason = str(rejection.error).removeprefix(f"{rejection.where}: ")
    return f"{rejection.where}: {reason}"


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(read)
