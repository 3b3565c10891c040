"""`sayso export`: the records as files."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import StoreOption
from sayso.interfaces.cli.profiles import ProfileOption, reckoned
from sayso.interfaces.cli.stored import everything
from sayso.interfaces.export.files import Written
from sayso.interfaces.export.holdings import Holdings


class Format(StrEnum):
    """What the files are."""

    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"


def export(
    format_: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.JSONL,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="DIR|FILE", help="Folder (jsonl, csv) or file (geojson; - is standard output)."
        ),
    ] = None,
    schema: Annotated[
        Path | None, typer.Option("--schema", metavar="DIR", help="Write the JSON Schema of every record there.")
    ] = None,
    profile: ProfileOption = None,
    store: StoreOption = None,
) -> None:
    """Write documents, claims and incidents as files.

    jsonl: documents.jsonl, claims.jsonl, incidents.jsonl, and datapackage.json with the row counts.
    csv: claims.csv and incidents.csv with one wide row each, child tables beside them, and datapackage.json.
    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    geojson: incidents as points with their radius; without a geometry where only a country or nothing is known.

    \b
    Examples:
      sayso export --format jsonl -o export/
      sayso export --format csv -o tables/
      sayso export --format csv -o tables/ --profile ucdp
      sayso export --format geojson -o incidents.geojson
      sayso export --schema schemas/
    """
    if schema is not None:
        _write_schemas(schema)
    if output is None and schema is not None:
        return
    if format_ is Format.GEOJSON:
        _geojson(output or "-", reckoned(everything(store), profile))
    elif output is None or output == "-":
        raise typer.BadParameter(f"{format_.value} is several files: name a folder", param_hint="--output")
    else:
        _folder(format_, Path(output), reckoned(everything(store), profile))


def _write_schemas(folder: Path) -> None:
    from sayso.interfaces.export.jsonl import write_schemas

    for path in write_schemas(folder):
        note(f"{path}")


def _geojson(output: str, held: Holdings) -> None:
    from sayso.interfaces.export import geojson

    if output == "-":
        geojson.dump_geojson(sys.stdout, held)
    else:
        _tell([geojson.write_geojson(Path(output), held)])


def _folder(format_: Format, folder: Path, held: Holdings) -> None:
    from sayso.interfaces.export import jsonl, manifest, tables

    columns: dict[str, list[dict[str, str]]] = {}
    if format_ is Format.JSONL:
        files = jsonl.write_jsonl(folder, held)
    else:
        files, columns = tables.write_tables(folder, held)
    manifest.write_manifest(folder, files, held, columns)
    _tell(files)


def _tell(files: list[Written]) -> None:
    for f in files:
        note(f"{f.path}: {f.rows} rows")


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(export)
