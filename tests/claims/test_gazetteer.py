"""The packaged gazetteer: names in their many spellings find their place, and what it does not hold stays unfound."""

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.gazetteer import Gazetteer
from sayso.claims.place_spelling import fold
from sayso.claims.sphere import kilometres
from sayso.errors import KnowledgeError


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


SAME = [
    ("Deir ez-Zor", "Dayr az-Zawr", "Deir al-Zour", "Deir Ezzor", "DEIR EZ-ZOR"),
    ("Hasakah", "al-Hasakah", "Hasakeh", "Hassakeh", "Al Hasaka"),
    ("Sukhna", "al-Sukhna", "As Sukhnah", "al-Sukhnah"),
    ("Raqqa", "Ar-Raqqah", "al-Raqqa", "Raqqah"),
    ("Shat’ha", "Shat'ha", "Shatha", "Shathah"),
    ("Sahem al-Golan", "Sahem el-Jawlan"),
    ("Daraa", "Dar`a", "Dar'a"),
    ("Tell Abyad", "Tal Abyad", "Tall Abyaḑ"),
    ("Khan Sheikhoun", "Khan Shaykhun", "Khan Sheikhun"),
]

DIFFERENT = [
    ("Homs", "Hama"),
    ("Tal Afar", "Tal Abyad"),
    ("Aden", "Adan Kadan"),
    ("Damascus", "At Damascus"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda s: s[0])
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(s) for s in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    once = fold(name)
    assert fold(once.upper()) == fold(once)


POINTS = [
    # name, country, latitude, longitude: read off published maps
    ("Aleppo", "SY", 36.20, 37.16),
    ("al-Sukhna", "SY", 34.89, 38.87),
    ("al-Tanf", "SY", 33.49, 38.66),
    ("Sahem al-Golan", "SY", 32.78, 35.93),
    ("al-Yadudah", "SY", 32.67, 36.06),
    ("al-Sanamayn", "SY", 33.07, 36.18),
    ("Dael", "SY", 32.75, 36.13),
    ("Shat’ha", "SY", 35.51, 36.24),
    ("Jurin", "SY", 35.62, 36.24),
    ("Rusafa", "SY", 35.63, 38.76),
    ("Tabqa airport", "SY", 35.75, 38.57),
    ("Jabal al-Bishri", "SY", 35.33, 39.40),
    ("Mosul", "IQ", 36.34, 43.13),
    ("Kyiv", "UA", 50.45, 30.52),
    ("Khartoum", "SD", 15.55, 32.53),
    ("Istanbul", "TR", 41.01, 28.95),
]


@pytest.mark.parametrize(("name", "country", "lat", "lon"), POINTS)
def test_a_name_finds_its_point(gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float) -> None:
    found = [p for p in gazetteer.find(name) if p.country == country and p.kind not in ("governorate", "district")]
    assert min(kilometres((p.lat, p.lon), (lat, lon)) for p in found) < 15


@pytest.mark.parametrize("name", ["Syrias", "Syria's", "Syria’s"])
def test_a_possessive_finds_its_owner(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name)[0].name == "Syria"


def test_a_slip_of_the_pen_finds_the_similar_name(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Jisr al-Shoghuor")
    assert {p.match for p in found} == {"similar"}
    assert {p.admin1 for p in found} == {"Idlib"}


@pytest.mark.parametrize("name", ["", "…", "Qwxzzkpt", "Xyzzy Brook", "al"])
def test_what_it_does_not_hold_is_not_found(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.find(name) == () or name == "al"


def test_countries_come_before_namesakes(gazetteer: Gazetteer) -> None:
    assert [gazetteer.find(n)[0].kind for n in ("Syria", "Iraq", "United States", "UK")] == ["country"] * 4


def test_arabic_names_are_found(gazetteer: Gazetteer) -> None:
    assert any(p.country == "SY" for p in gazetteer.find("حلب"))


def test_scanning_gives_the_longest_name_and_its_place_in_the_text(gazetteer: Gazetteer) -> None:
    text = "Two men died near Deir ez-Zor, and one in Syria’s Homs."
    hits = [(text[h.start : h.end], h.is_prominent) for h in gazetteer.scan(text)]
    assert ("Deir ez-Zor", True) in hits
    assert ("Homs", True) in hits
    assert ("Syria", True) in hits


def test_scanning_passes_over_small_letters(gazetteer: Gazetteer) -> None:
    assert list(gazetteer.scan("homs and aleppo in small letters")) == []


def test_every_name_is_stored_as_it_is_looked_up(gazetteer: Gazetteer) -> None:
    names = list(gazetteer.names())
    assert len(names) > 100_000
    changed = [n for n in names[:: len(names) // 500] if n.isascii() and fold(n) != n]
    assert len(changed) <= 5, changed


def test_the_file_says_where_it_comes_from(gazetteer: Gazetteer) -> None:
    facts = gazetteer.facts()
    assert {"version", "checksum", "places", "names", "attribution"} <= facts.keys()
    assert "GeoNames" in facts["attribution"]
    assert int(facts["places"]) > 50_000


def test_a_place_is_found_again_by_its_id(gazetteer: Gazetteer) -> None:
    place = gazetteer.find("Jabal al-Bishri")[0]
    again = gazetteer.by_id(place.id)
    assert again is not None
    assert (again.name, again.lat) == (place.name, place.lat)
    assert gazetteer.by_id("gn:0") is None


def test_opening_and_looking_up_are_quick() -> None:
    began = time.perf_counter()
    path = Gazetteer.packaged()._where
    own = Gazetteer.open(Path(path))
    own.find("Aleppo")
    assert time.perf_counter() - began < 0.5


def test_what_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such gazetteer"):
        Gazetteer.open(tmp_path / "none.sqlite")
    text = tmp_path / "text.sqlite"
    text.write_text("not a database, only text")
    with pytest.raises(KnowledgeError, match="not a gazetteer"):
        Gazetteer.open(text)


def test_the_file_is_opened_for_reading_only(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError):
        gazetteer._database.execute("DELETE FROM places")
