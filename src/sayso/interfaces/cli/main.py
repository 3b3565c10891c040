"""The command `sayso`: the commands put together, and how every one of them ends.

Exit codes: 0 done; 1 failed, or done except for what was rejected; 2 wrong use or a missing file; 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sayso.errors import SaysoError, SettingError
from sayso.interfaces.cli import (
    actors,
    brief,
    claims,
    demo,
    diff,
    evaluate,
    export,
    feeds,
    gazetteer,
    incidents,
    link,
    read,
    settings,
    show,
    sources,
    stories,
)

FAILED, WRONG_USE = 1, 2


class Doors(TyperGroup):
    """All commands: an error of ours is one line on standard error, and a closed pipe ends quietly."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_standard_output()
            raise typer.Exit(0) from None
        except (SaysoError, OSError) as e:
            if ctx.params.get("debug"):
                raise
            typer.echo(f"sayso: {_one_line(e)}", err=True)
            raise typer.Exit(_code(e)) from None
        return result


def _forget_standard_output() -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())


def _code(error: Exception) -> int:
    missing = isinstance(error, FileNotFoundError) or isinstance(error.__cause__, FileNotFoundError)
    return WRONG_USE if missing or isinstance(error, SettingError) else FAILED


def _version(wanted: bool) -> None:
    if wanted:
        from sayso import __version__

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="sayso",
    cls=Doors,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed or some inputs rejected, 2 wrong use or missing file, 130 interrupted.",
)


@app.callback()
def doors(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole trace of an error.")] = False,
) -> None:
    """Who says what happened: reads reports on armed conflict into claims, incidents and their disagreements.

    \b
    sayso demo                      see it work on the packaged sample
    sayso read reports/             read a folder of reports into ./sayso.db
    sayso incidents                 what happened, as far as the reports tell
    sayso show i3f2                 one incident: every sentence, who says it, who disagrees
    sayso brief -o brief.html       a page to read and to pass on

    The machine suggests, people decide. sayso analyses published reports after the fact; it is no alerting tool.
    """


for command in (demo, read, link, claims, incidents, show, sources, stories, diff, export, brief, evaluate):
    command.add_to(app)
settings.add_to(app)
feeds.add_to(app)
gazetteer.add_to(app)
actors.add_to(app)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    app()
