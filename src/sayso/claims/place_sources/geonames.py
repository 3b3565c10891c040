"""GeoNames' dumps, as published: country files, alternate names, the names of regions and countries.

`SY.zip` or `allCountries.zip` hold one table of 19 columns without a heading; `alternateNamesV2.zip` one of 10 columns,
other names by language; `admin1CodesASCII.txt` and `admin2Codes.txt` the names of units by code; `countryInfo.txt` the
countries, after lines that begin with #. Fields are parted by tabs and never quoted.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sayso.claims.place_sources.row import Row, area_radius, bare_region, settlement_radius, words_of
from sayso.errors import KnowledgeError
from sayso.schema.vocabulary import PlaceKind

COLUMNS = 19
NO_NAMES = frozenset(("link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon", "piny"))
"""What stands where a language would, for entries that are no names; `abbr` are names."""

_CODES: Mapping[str, PlaceKind] = {
    "PPLX": "neighbourhood", "TERR": "region", "ADM1": "governorate", "ADM2": "district", "ADM3": "district",
    "OILF": "site", "GASF": "site", "MILB": "base", "INSM": "base", "NVB": "base", "RGN": "region", "RGNE": "region",
    "RGNH": "region", "CONT": "region", "CST": "region", "AIRP": "base", "AIRB": "base", "AIRF": "base", "ARPT": "base",
    "FT": "base", "DSRT": "desert", "ERG": "desert", "HMDA": "desert", "VAL": "area", "VALS": "area", "PLN": "area",
    "PLAT": "area", "DPR": "area", "DLTA": "area", "OAS": "area", "WAD": "water", "WADI": "water", "ISL": "region",
    "ISLS": "region", "PEN": "region", "CAPE": "region",
}  # fmt: skip
_CLASSES: Mapping[str, PlaceKind] = {
    "P": "settlement", "L": "area", "S": "site", "T": "mountain", "H": "water", "R": "road", "V": "area",
}  # fmt: skip
_GONE = frozenset(("ADM1H", "ADM2H", "ADM3H", "PCLH", "ADM4", "ADM5", "ADM4H", "ADMF", "LTER", "PRSH", "ZN", "ZNB"))
_METRES: Mapping[PlaceKind, int] = {
    "site": 500, "neighbourhood": 1_000, "base": 2_000, "road": 10_000, "area": 15_000, "mountain": 8_000,
    "water": 15_000, "desert": 60_000, "region": 60_000, "district": 15_000, "governorate": 60_000, "country": 300_000,
    "settlement": 1_000, "unknown": 10_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Units:
    """Names of first- and second-level units by code ("SY.09", "SY.09.2"), and countries' areas by ISO code."""

    first: Mapping[str, str] = field(default_factory=dict)
    second: Mapping[str, str] = field(default_factory=dict)
    km2: Mapping[str, float] = field(default_factory=dict)


def kind_of(feature_class: str, code: str) -> PlaceKind | None:
    """Return what kind of place a feature is; None for what is passed over: former and lowest units, undersea."""
    if code in _GONE:
        return None
    if code.startswith("PCL"):
        return "country"
    return _CODES.get(code) or _CLASSES.get(feature_class) or ("district" if code == "ADMD" else None)


def read_units(first: Path | None, second: Path | None, countries: Path | None) -> Units:
    """Return the names of units; a file that is not given gives none."""
    return Units(
        {row[0]: bare_region(row[1]) for row in _table(first, 4)} if first else {},
        {row[0]: row[1] for row in _table(second, 4)} if second else {},
        {row[0]: float(row[6] or 0) for row in _table(countries, 17)} if countries else {},
    )


def read_places(
    path: Path, units: Units, *, least: int = 0, more: Mapping[str, frozenset[str]] | None = None
) -> Iterator[Row]:
    """Yield the places of a country file (a .zip or the .txt in it).

    `least`: inhabitants that a settlement must have; `more`: further names by GeoNames id. KnowledgeError for a
    table of another shape, with its line.
    """
    for row in _table(path, COLUMNS):
        kind = kind_of(row[6], row[7])
        population = int(row[14] or 0)
        if kind is None or (kind == "settlement" and population < least):
            continue
        country = row[8] or None
        first = units.first.get(f"{row[8]}.{row[10]}")
        second = units.second.get(f"{row[8]}.{row[10]}.{row[11]}")
        name = bare_region(row[1]) if kind == "governorate" else row[1]
        names = words_of((name, row[1], row[2], *row[3].split(",")), True) | (more or {}).get(row[0], frozenset())
        yield Row(
            f"gn:{row[0]}", name, float(row[4]), float(row[5]), kind, country,
            first or (name if kind == "governorate" else None), second, population,
            _radius(kind, population, units.km2.get(row[8], 0.0)), names,
        )  # fmt: skip


def _radius(kind: PlaceKind, population: int, km2: float) -> int:
    if kind == "settlement":
        return settlement_radius(population)
    return area_radius(km2) if kind == "country" and km2 else _METRES[kind]


def ids_of(path: Path) -> Iterator[str]:
    """Yield the ids in a country file."""
    return (row[0] for row in _table(path, COLUMNS))


def read_names(path: Path, ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the usable other names of the places of those ids, from alternateNamesV2 (.zip or .txt)."""
    found: dict[str, set[str]] = {}
    for row in _table(path, 4):
        if row[1] in ids and row[2] not in NO_NAMES:
            found.setdefault(row[1], set()).add(row[3])
    return {i: words_of(names, True) for i, names in found.items()}


def _table(path: Path, least: int) -> Iterator[list[str]]:
    """Yield the rows of a table, without comments and empty lines; `least` columns are wanted."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip() or line.startswith("#"):
                continue
            row = line.rstrip("\r\n").split("\t")
            if len(row) < least or (least == COLUMNS and not _is_place(row)):
                raise KnowledgeError(
                    f"line {number}: {len(row)} columns, wanted {least} as GeoNames publishes them", where=str(path),
                    do="take the file anew",
                )  # fmt: skip
            yield row


def _is_place(row: list[str]) -> bool:
    try:
        lat, lon = float(row[4]), float(row[5])
    except ValueError:
        return False
    return (
        row[0].isdigit()
        and math.isfinite(lat + lon)
        and abs(lat) <= 90
        and abs(lon) <= 180
        and (row[14] or "0").isdigit()
    )


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """Open a table, in a zip the one member of the same name; universal newlines are off: names may hold others."""
    if path.suffix != ".zip":
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield lines
        return
    try:
        with zipfile.ZipFile(path) as pack, pack.open(f"{path.stem}.txt") as raw:
            yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (zipfile.BadZipFile, KeyError) as e:
        raise KnowledgeError(
            f"no zip with {path.stem}.txt in it ({e})", where=str(path), do="take the file anew"
        ) from e
