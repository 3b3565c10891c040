"""`sayso settings`: every setting, its value, and where the value comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit
from sayso.interfaces.cli.surroundings import settings_now
from sayso.interfaces.export.tabular import Column

if TYPE_CHECKING:
    from sayso.settings import Explained

app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)


@app.callback()
def settings(context: typer.Context, table: TableFlag = False, json: JsonFlag = False, csv: CsvFlag = False) -> None:
    """List every setting, its value, and where that comes from.

    A flag goes before the environment (SAYSO_STORE for `store`), that before the project's sayso.toml (here or in a
    folder above), that before your own config.toml, and that before the default.

    \b
    Examples:
      sayso settings
      sayso settings path
      SAYSO_STORE=wire.db sayso settings
    """
    if context.invoked_subcommand is None:
        emit(_listing(), chosen(table=table, json=json, csv=csv))


@app.command()
def path() -> None:
    """Print the settings files that are in force, the strongest first.

    \b
    Example:
      $EDITOR "$(sayso settings path | head -1)"
    """
    from sayso import settings as known

    words = {"default", "flag", *map(known.variable, known.table())}
    files = [e.origin for e in known.explain(settings_now()) if e.origin not in words]
    own = f"{typer.get_app_dir('sayso')}/{known.USER_FILE}"
    for file in sorted(dict.fromkeys(files), key=lambda f: f == own):
        typer.echo(file)
    if not files:
        note(f"no settings file is in force; {known.PROJECT_FILE} here or above, and {own}, would be")


def _listing() -> Listing[Explained]:
    from sayso import settings as known

    columns: list[Column[Explained]] = [
        Column("name", "string", "the setting", lambda e: e.name),
        Column("value", "string", "its value", lambda e: e.value),
        Column("origin", "string", "where the value comes from", lambda e: e.origin),
        Column("help", "string", "what it does", lambda e: e.help),
    ]
    shown = [Shown(c.name, c.text, whole=c.name == "name") for c in columns]
    return Listing(known.explain(settings_now()), shown, columns, lambda e: {c.name: c.value(e) for c in columns})


def add_to(parent: typer.Typer) -> None:
    """Add the command, with its own subcommand, to the app."""
    parent.add_typer(app, name="settings")
