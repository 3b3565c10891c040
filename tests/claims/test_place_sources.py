"""Gazetteers built from files of the published shapes, written here: rows read, merged, resumed, refused."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from sayso.claims.gazetteer import Gazetteer
from sayso.claims.place_sources import building, geonames, own, whos_on_first
from sayso.claims.place_sources.row import Row
from sayso.claims.place_sources.writing import Source, Writing
from sayso.errors import KnowledgeError

# GeoNames' 19 columns: id, name, asciiname, alternatenames, lat, lon, class, code, country, cc2, admin1-4, population,
# elevation, dem, timezone, modification date.
_TAIL = "\t\t400\tAsia/Damascus\t2020-01-01"
PLACES = [
    "9000001\tQaşr Nawā\tQasr Nawa\tQasr Nawa,قصر نوا\t35.12345\t38.54321\tP\tPPL\tSY\t\t11\t1102\t\t\t0" + _TAIL,
    "9000002\tQasr Nawa Airfield\tQasr Nawa Airfield\t\t35.2\t38.6\tS\tAIRF\tSY\t\t11\t\t\t\t0" + _TAIL,
    "9000003\tFormer Province\tFormer Province\t\t35.0\t38.0\tA\tADM1H\tSY\t\t11\t\t\t\t0" + _TAIL,
    "9000004\tQuwayr Governorate\tQuwayr Governorate\t\t35.5\t38.5\tA\tADM1\tSY\t\t11\t\t\t\t50000" + _TAIL,
]
NAMES = [
    "1\t9000001\ten\tNawa Castle\t1\t\t\t\t\t",
    "2\t9000001\tlink\thttps://example.org/nawa\t\t\t\t\t\t",
    "3\t777\ten\tElsewhere\t\t\t\t\t\t",
]
FIRST = ["SY.11\tQuwayr Governorate\tQuwayr Governorate\t9000004"]
SECOND = ["SY.11.1102\tNawa District\tNawa District\t9000005"]
COUNTRIES = [
    "#ISO\tISO3\tISO-Numeric\tfips\tCountry\tCapital\tArea(in sq km)\tPopulation\tContinent",
    "SY\tSYR\t760\tSY\tSyria\tDamascus\t185180\t16906283\tAS\t.sy\tSYP\tPound\t963\t\t\tar-SY\t163843\tIQ\t",
]


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name, rows in (("SY", PLACES), ("alternateNamesV2", NAMES)):
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as pack:
            pack.writestr("readme.txt", "about")
            pack.writestr(f"{name}.txt", "\n".join(rows) + "\n")
    for name, rows in (("admin1CodesASCII", FIRST), ("admin2Codes", SECOND), ("countryInfo", COUNTRIES)):
        (folder / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_a_country_file_is_read_with_its_units_and_names(dumps: Path) -> None:
    units = geonames.read_units(*(dumps / n for n in building.UNITS))
    more = geonames.read_names(dumps / "alternateNamesV2.zip", {"9000001"})
    rows = {r.id: r for r in geonames.read_places(dumps / "SY.zip", units, more=more)}
    assert {i: r.kind for i, r in rows.items()} == {
        "gn:9000001": "settlement", "gn:9000002": "base", "gn:9000004": "governorate",
    }  # fmt: skip
    town = rows["gn:9000001"]
    assert (town.lat, town.lon, town.country, town.admin1, town.admin2) == (
        35.12345,
        38.54321,
        "SY",
        "Quwayr",
        "Nawa District",
    )
    assert {"Nawa Castle", "قصر نوا", "Qasr Nawa"} <= town.names
    assert not any("example.org" in n or n == "Elsewhere" for n in town.names)
    assert units.km2 == {"SY": 185180.0}


@pytest.mark.parametrize(
    "broken",
    ["only\tthree\tcolumns", PLACES[0].replace("35.12345", "north"), PLACES[0].replace("38.54321", "1038.5")],
)
def test_a_table_of_another_shape_is_refused_with_its_line(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "SY.txt"
    path.write_text(f"{PLACES[1]}\n{broken}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2"):
        list(geonames.read_places(path, geonames.Units()))


def test_a_zip_without_its_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("IQ.txt", "")
    with pytest.raises(KnowledgeError, match=r"SY\.txt"):
        list(geonames.read_places(path, geonames.Units()))


def test_a_build_stands_on_the_packaged_gazetteer(dumps: Path, tmp_path: Path) -> None:
    told: list[str] = []
    out = tmp_path / "big.sqlite"
    wanted = list(building.sources(building.sort_out([dumps]), {"SY"}, cities500=False))
    facts = building.build(out, wanted, told.append)
    built = Gazetteer.open(out)
    assert told == ["SY.zip: 3 places"]
    assert int(facts["places"]) == int(Gazetteer.packaged().facts()["places"]) + 3
    assert [p.id for p in built.find("Nawa Castle")] == ["gn:9000001"]
    assert [p.kind for p in built.find("Qasr Nawa Airfield")] == ["base"]
    assert any(p.country == "SY" for p in built.find("Aleppo"))
    assert [p.id for p in built.search("nawa airfield")] == ["gn:9000002"]
    assert not list(tmp_path.glob("*.partial"))


def test_a_country_for_which_nothing_is_given_is_named(dumps: Path) -> None:
    with pytest.raises(KnowledgeError, match="nothing is given for IQ"):
        list(building.sources(building.sort_out([dumps]), {"IQ"}, cities500=False))


def test_a_build_that_was_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def halfway() -> list[Row]:
        raise OSError("the disk is gone")

    first = Row("gn:1", "Onetown", 1.0, 2.0, "settlement", "SY")
    second = Row("gn:2", "Twotown", 1.0, 2.0, "settlement", "SY")
    with Writing(tmp_path / "g.sqlite") as writing, pytest.raises(OSError, match="disk"):
        assert writing.add(Source("one", "a", lambda: [first])) == 1
        writing.add(Source("two", "b", halfway))
    with Writing(tmp_path / "g.sqlite") as writing:
        assert writing.add(Source("one", "a", halfway)) is None
        assert writing.add(Source("two", "b", lambda: [second])) == 1
        facts = writing.finish({})
    assert facts["places"] == "2"
    assert [p.name for p in Gazetteer.open(tmp_path / "g.sqlite").find("Twotown")] == ["Twotown"]


def test_one_id_from_two_sources_is_one_place_with_both_names(tmp_path: Path) -> None:
    bare = Row("gn:1", "Onetown", 1.0, 2.0, "settlement", "SY", names=frozenset({"Uno"}))
    told = Row("gn:1", "Yektown", 9.0, 9.0, "settlement", "SY", "Homs", population=7000)
    with Writing(tmp_path / "g.sqlite") as writing:
        writing.add(Source("one", "a", lambda: [bare]))
        writing.add(Source("two", "b", lambda: [told]))
        writing.finish({})
    (place,) = Gazetteer.open(tmp_path / "g.sqlite").find("Uno")
    assert (place.name, place.lat, place.admin1, place.population) == ("Onetown", 1.0, "Homs", 7000)
    assert Gazetteer.open(tmp_path / "g.sqlite").find("Yektown")[0].id == "gn:1"


def test_own_places_are_added_from_a_table_and_from_shapes(tmp_path: Path) -> None:
    out = tmp_path / "g.sqlite"
    with Writing(out) as writing:
        writing.finish({"attribution": "nobody"})
    table = tmp_path / "mine.csv"
    table.write_text("name,aliases,lat,lon,kind,country\nDepot Seven,The Depot;Depot 7,35.1,38.2,base,SY\n")
    ring = [[38.0, 35.0], [38.2, 35.0], [38.2, 35.2], [38.0, 35.2], [38.0, 35.0]]
    shape = {"type": "Feature", "properties": {"name": "Quiet Zone", "kind": "area"}}
    drawn = tmp_path / "mine.geojson"
    drawn.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{**shape, "geometry": {"type": "Polygon", "coordinates": [ring]}}],
            }
        )
    )
    told: list[str] = []
    for path in (table, drawn, drawn):
        building.add(out, path, told.append)
    assert told == ["mine.csv: 1 places", "mine.geojson: 1 places", "mine.geojson: in already"]
    mine = Gazetteer.open(out)
    assert mine.find("Depot 7")[0].kind == "base"
    zone = mine.find("Quiet Zone")[0]
    assert (round(zone.lat, 2), round(zone.lon, 2)) == (35.1, 38.1)
    assert 10_000 < zone.radius_m < 20_000


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("X,,north,38,,", "place 1"),
        ("X,,99,38,,", "nowhere on Earth"),
        ("X,,35,38,castle,", "castle"),
        (",,35,38,,", "no name"),
    ],
)
def test_an_own_place_that_is_wrong_is_named(tmp_path: Path, row: str, words: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"name,aliases,lat,lon,kind,country\n{row}\n")
    with pytest.raises(KnowledgeError, match=words):
        list(own.read_own(path))


@pytest.mark.parametrize("packed", [True, False])
def test_a_repository_is_read_as_a_zip_and_as_a_folder(tmp_path: Path, packed: bool) -> None:
    record = {
        "wof:id": 5, "wof:name": "Onetown", "wof:placetype": "locality", "wof:country": "SY", "geom:latitude": 35.0,
        "geom:longitude": 38.0, "name:eng_x_variant": ["Onetown-on-Sea"], "wof:concordances": {},
    }  # fmt: skip
    gone = {**record, "wof:id": 6, "mz:is_current": 0}
    texts = {f"data/{r['wof:id']}.geojson": json.dumps({"properties": r}) for r in (record, gone)}
    path = tmp_path / ("whosonfirst-data-admin-sy" + (".zip" if packed else ""))
    if packed:
        with zipfile.ZipFile(path, "w") as pack:
            for name, text in texts.items():
                pack.writestr(name, text)
    else:
        (path / "data").mkdir(parents=True)
        for name, text in texts.items():
            (path / name).write_text(text)
    assert [(r.id, r.kind) for r in whos_on_first.read_repository(path)] == [("wof:5", "settlement")]


def test_what_is_no_partial_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.sqlite.partial").write_text("only text, and more of it than a header has")
    with pytest.raises(KnowledgeError, match="being built"):
        Writing(tmp_path / "g.sqlite")


def test_the_file_is_one_sqlite_database(tmp_path: Path) -> None:
    with Writing(tmp_path / "g.sqlite") as writing:
        writing.finish({})
    database = sqlite3.connect(tmp_path / "g.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
