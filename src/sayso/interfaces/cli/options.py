"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="URL", help="The store: a file, or a postgresql:// address. [default: sayso.db]"),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="local|spark",
        help="What does the work; spark needs sayso[spark] and Java. [default: local]",
    ),
]
TableFlag = Annotated[bool, typer.Option("--table", help="A table, also in a pipe.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="JSON Lines, also on a terminal.")]
CsvFlag = Annotated[bool, typer.Option("--csv", help="CSV with all columns.")]
LimitOption = Annotated[
    int | None, typer.Option("--limit", "-n", min=1, help="At most so many; says what it left out.")
]
QuietFlag = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; faults are still told.")]
