"""What a command runs in: the settings in force, and the store that they name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sayso.interfaces.cli.messages import note

if TYPE_CHECKING:
    from sayso.settings import Settings
    from sayso.store import Store


def settings_now(**flags: Any) -> Settings:
    """Return the settings in force here: flags over environment over project file over user file."""
    from sayso import settings

    return settings.load(Path.cwd(), os.environ, flags)


@contextmanager
def existing_store(store: str | None) -> Iterator[Store]:
    """Open the store that the settings name; one that is not there ends the run with exit code 2."""
    from sayso.store import Store

    url = settings_now(store=store).store
    must_exist(url)
    with Store.open(url, create=False) as opened:
        yield opened


def must_exist(url: str) -> None:
    """End the run with exit code 2 where no store lies at the address."""
    from sayso.store.address import parse

    file = parse(url).file
    if file is not None and not file.exists():
        note(f"sayso: {url}: there is no store here; read some reports first (sayso read), or name one with --store")
        raise typer.Exit(2)
