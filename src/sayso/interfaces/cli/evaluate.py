"""`sayso eval`: how well it reads, on gold corpora."""

from __future__ import annotations

import typer

from sayso.evaluation.command import evaluate


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("eval")(evaluate)
