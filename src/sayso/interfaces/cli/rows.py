"""Rows on standard output: a table on a terminal, JSON Lines in a pipe, CSV on request."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

import typer

from sayso.interfaces.cli.messages import harmless, note
from sayso.interfaces.cli.surroundings import settings_now
from sayso.interfaces.export.jsonl import line
from sayso.interfaces.export.tabular import Column, dump_csv

R = TypeVar("R")

PLAIN_WIDTH = 160
"""Width of a table that goes into a pipe or a file, where no terminal tells one."""


ROOMY = 120
"""Width from which a table shows all its columns."""

_COLOURS: dict[str, dict[str, Any]] = {"auto": {}, "always": {"force_terminal": True}, "never": {"no_color": True}}


class Form(Enum):
    """The three forms in which rows leave."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@dataclass(frozen=True)
class Shown(Generic[R]):
    """One column of a table for the eye. `whole`: never broken; `wide`: only where there is room for everything."""

    header: str
    value: Callable[[R], str]
    right: bool = False
    whole: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Listing(Generic[R]):
    """Rows, and how one of them looks as a table row, as a record and as a CSV row."""

    rows: Sequence[R]
    shown: Sequence[Shown[R]]
    columns: Sequence[Column[R]]
    record: Callable[[R], dict[str, Any]]


def chosen(*, table: bool, json: bool, csv: bool) -> Form:
    """Return the form that the flags ask for; without one, a table on a terminal and JSON Lines elsewhere."""
    asked = [f for f, wanted in ((Form.TABLE, table), (Form.JSON, json), (Form.CSV, csv)) if wanted]
    if len(asked) > 1:
        raise typer.BadParameter("give only one of --table, --json, --csv")
    if asked:
        return asked[0]
    return Form.TABLE if sys.stdout.isatty() else Form.JSON


def emit(listing: Listing[R], form: Form) -> None:
    """Write the rows to standard output."""
    if form is Form.TABLE:
        _table(listing)
    elif form is Form.CSV:
        dump_csv(sys.stdout, listing.columns, listing.rows)
    else:
        for row in listing.rows:
            sys.stdout.write(line(listing.record(row)) + "\n")


def limited(rows: Iterable[R], limit: int | None) -> list[R]:
    """Return at most `limit` rows; when some are left out, say so on standard error."""
    everything = list(rows)
    if limit is None or len(everything) <= limit:
        return everything
    note(f"{limit} of {len(everything)} shown (--limit)")
    return everything[:limit]


def _table(listing: Listing[R]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not listing.rows:
        return note("nothing to show")
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    out = console()
    columns = [c for c in listing.shown if out.width >= ROOMY or not c.wide]
    for column in columns:
        side: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(column.header, justify=side, no_wrap=column.whole, overflow="fold")
    for row in listing.rows:
        table.add_row(*(Text(harmless(column.value(row))) for column in columns))
    out.print(table)
    return None


def console() -> Any:
    """Return a rich console on standard output: no markup, no guessed highlights, colours as the settings say."""
    from rich.console import Console

    class Plain(Console):
        """A console that leaves a closed pipe to `main`, which ends quietly; rich's own would exit with 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Plain(width=width, highlight=False, markup=False, emoji=False, **_COLOURS[settings_now().color])
