"""`sayso feeds`: feeds kept in the store, and what is new in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import StoreError
from sayso.interfaces.cli import progress
from sayso.interfaces.cli.link import became
from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, QuietFlag, StoreOption, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit
from sayso.interfaces.cli.surroundings import existing_store, settings_now
from sayso.interfaces.export.tabular import Column

if TYPE_CHECKING:
    from sayso.pipeline import FeedReport, PollReport
    from sayso.schema.feed import Feed

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def feeds() -> None:
    """Follow feeds and sitemaps: what is new in them goes into the store.

    \b
    Examples:
      sayso feeds add https://example.org/rss --name "Example Post"
      sayso feeds poll
      sayso feeds list
      sayso feeds remove "Example Post"
    """


# --- add


@app.command()
def add(
    what: Annotated[
        str, typer.Argument(metavar="URL|FILE", help="A feed or sitemap, or a list of feeds (OPML, or one a line).")
    ],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="What to call it. [default: URL]")] = None,
    store: StoreOption = None,
    quiet: QuietFlag = False,
) -> None:
    """Keep a feed in the store, to be read by `sayso feeds poll`.

    Nothing is fetched yet. A FILE is a list of feeds or a feed itself, which is then read anew whenever it changes;
    entries of such a file that hold no report but an address are not fetched. What is there already is left alone.

    \b
    Examples:
      sayso feeds add https://example.org/rss
      sayso feeds add https://example.org/news-sitemap.xml --name "Example Post"
      sayso feeds add subscriptions.opml
    """
    from sayso.store import Store

    found = _to_add(what, name)
    tally = {True: 0, False: 0}
    with Store.open(settings_now(store=store).store) as opened:
        for feed in found:
            try:
                tally[opened.feeds.add(feed)] += 1
            except StoreError as e:
                note(f"sayso: {e}")
    if not quiet:
        typer.echo(f"{tally[True]} added, {tally[False]} unchanged, {len(found) - sum(tally.values())} rejected")
    if sum(tally.values()) < len(found):
        raise typer.Exit(1)


def _to_add(what: str, name: str | None) -> list[Feed]:
    from sayso.documents import is_address

    if is_address(what):
        _must_be_fetchable(what)
        return [_feed(what, name)]
    if not Path(what).is_file():
        raise typer.BadParameter(f"no such file: {what}", param_hint="URL|FILE")
    from sayso.documents.fetching.feed_lists import listed_feeds

    listed = listed_feeds(Path(what))
    if listed is None:
        return [_feed(what, name)]
    if name is not None:
        raise typer.BadParameter(f"{what} lists {len(listed)} feeds: it cannot be given one name", param_hint="--name")
    return [_feed(url, title) for url, title in listed]


def _must_be_fetchable(url: str) -> None:
    """Refuse at once what no poll would ever fetch."""
    from sayso import pipeline
    from sayso.documents.fetching.target import target
    from sayso.errors import Refused

    try:
        target(url, pipeline.fetcher_of(settings_now()).manners, url)
    except Refused as e:
        raise typer.BadParameter(str(e), param_hint="URL|FILE") from None


def _feed(location: str, name: str | None) -> Feed:
    from datetime import UTC, datetime

    from sayso.documents.fetching import new_feed

    return new_feed(location, name, datetime.now(UTC).isoformat(timespec="seconds"))


# --- list, remove


@app.command("list")
def list_(store: StoreOption = None, table: TableFlag = False, json: JsonFlag = False, csv: CsvFlag = False) -> None:
    """List the feeds, when each was last looked at, and what that brought.

    \b
    Examples:
      sayso feeds list
      sayso feeds list --csv > feeds.csv
    """
    form = chosen(table=table, json=json, csv=csv)
    with existing_store(store) as opened:
        emit(_listing(opened.feeds.all()), form)


@app.command()
def remove(
    feed: Annotated[str, typer.Argument(metavar="FEED", help="Its name, address or id.")],
    store: StoreOption = None,
    quiet: QuietFlag = False,
) -> None:
    """Follow a feed no longer. What was read from it stays in the store.

    \b
    Examples:
      sayso feeds remove "Example Post"
      sayso feeds remove https://example.org/rss
    """
    with existing_store(store) as opened:
        gone = opened.feeds.remove(feed)
    if not quiet:
        note(f"{gone.name} is no longer followed")


# --- poll


@app.command()
def poll(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="FEED…", help="Names, addresses or ids. [default: all]")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=1, help="At most so many new entries of each feed; the rest next time."),
    ] = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Look at the feeds and read what is new in them into the store.

    An entry that holds a whole report is read as it is; of one that only names a page the page is fetched, once. A
    feed that has not changed is not sent again. Prints a row for each feed, and what became of everything on standard
    error. What could not be had is named there with its reason, everything else is stored, and the exit code is 1.

    \b
    Examples:
      sayso feeds poll
      sayso feeds poll "Example Post" --limit 20
    """
    form = chosen(table=table, json=json, csv=csv)
    with existing_store(store):
        pass
    report = _polled(feeds or [], limit, quiet=quiet, store=store)
    if not report.feeds:
        note("no feed is followed yet: sayso feeds add URL")
        raise typer.Exit(1)
    for rejection in (r for f in report.feeds for r in f.rejected):
        note(str(rejection.error) if rejection.error.where else f"{rejection.where}: {rejection.error}")
    emit(_poll_listing(report), form)
    if not quiet:
        note(_in_all(report))
    if any(f.rejected for f in report.feeds):
        raise typer.Exit(1)


def _polled(feeds: list[str], limit: int | None, *, quiet: bool, **overrides: Any) -> PollReport:
    from sayso import pipeline

    settings = settings_now(**overrides)
    with progress.shown(settings.progress, quiet=quiet) as bar:
        return pipeline.poll(feeds, store_url=settings.store, settings=settings, limit=limit, progress=bar)


def _in_all(report: PollReport) -> str:
    def total(name: str) -> int:
        return sum(getattr(f, name) for f in report.feeds)

    rejected = sum(len(f.rejected) for f in report.feeds)
    left = f"; {total('left')} new entries left for the next time" if total("left") else ""
    return (
        f"{total('added')} added, {total('updated')} updated, {total('unchanged')} unchanged, {rejected} rejected; "
        f"{total('claims')} claims, {report.incidents} incidents{became(report.moved, report.incidents)}{left}"
    )


# --- rows


def _listing(rows: list[Feed]) -> Listing[Feed]:
    columns: list[Column[Feed]] = [
        Column("id", "string", "its id", lambda f: f.id),
        Column("name", "string", "what it is called", lambda f: f.name),
        Column("location", "string", "its address or file", lambda f: f.location),
        Column("added_at", "string", "when it was added (UTC)", lambda f: f.added_at),
        Column("polled_at", "string", "when it was last looked at (UTC)", lambda f: f.polled_at),
        Column("result", "string", "what that brought", lambda f: f.result),
        Column("seen", "integer", "entries dealt with", lambda f: f.seen),
        Column("etag", "string", "the version last read, as its server calls it", lambda f: f.etag),
        Column("last_modified", "string", "when that was changed, as its server says", lambda f: f.last_modified),
    ]
    shown: list[Shown[Feed]] = [
        Shown("feed", lambda f: f.name),
        Shown("location", lambda f: f.location if f.location != f.name else "", wide=True),
        Shown("last looked at", lambda f: f.polled_at or "never", whole=True),
        Shown("entries", lambda f: str(f.seen), right=True),
        Shown("result", lambda f: f.result or ""),
    ]
    return Listing(rows, shown, columns, lambda f: {c.name: c.value(f) for c in columns})


def _poll_listing(report: PollReport) -> Listing[FeedReport]:
    columns: list[Column[FeedReport]] = [
        Column("feed", "string", "its name", lambda r: r.feed.name),
        Column("location", "string", "its address or file", lambda r: r.feed.location),
        Column("reached", "boolean", "whether it could be had", lambda r: r.had),
        Column("added", "integer", "new reports", lambda r: r.added),
        Column("updated", "integer", "new versions of reports", lambda r: r.updated),
        Column("unchanged", "integer", "entries that were there before", lambda r: r.unchanged),
        Column("rejected", "integer", "what could not be read", lambda r: len(r.rejected)),
        Column("left", "integer", "new entries left for the next time", lambda r: r.left),
        Column("claims", "integer", "new claims", lambda r: r.claims),
    ]
    shown: list[Shown[FeedReport]] = [
        Shown("feed", lambda r: r.feed.name),
        *(Shown(c.name, c.text, right=True, whole=True) for c in columns[3:]),
    ]
    return Listing(report.feeds, shown, columns, lambda r: {c.name: c.value(r) for c in columns})


def add_to(parent: typer.Typer) -> None:
    """Add the command, with its own subcommands, to the app."""
    parent.add_typer(app, name="feeds")
