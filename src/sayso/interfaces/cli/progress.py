"""Progress on standard error, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int | None, str], None]
"""Called with how many are done, of how many (None: not known yet), and what is at hand."""


@contextmanager
def shown(mode: str, *, quiet: bool) -> Iterator[Progress | None]:
    """Give a progress bar on a terminal (`mode` auto), or `always`, or `never`; None where there is none."""
    if quiet or mode == "never" or (mode == "auto" and not sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=Console(stderr=True, force_terminal=mode == "always" or None), transient=True
    ) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total, at_hand: bar.update(task, completed=done, total=total, description=at_hand[:40])
