"""What a place's record tells beside the point: the answer, how sure it is, the runners-up, the reason, the shape."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from claims.grounded import ground
from sayso.claims import outlines, place_reasons
from sayso.claims.gazetteer import Gazetteer
from sayso.claims.place_choice import Beside, Context, evidence
from sayso.claims.place_sources import building
from sayso.claims.place_sources.row import Row
from sayso.claims.place_sources.writing import Source, Writing
from sayso.claims.sphere import kilometres
from sayso.errors import KnowledgeError
from sayso.schema.shape import Circle, Corridor, Point, Polygon, Sector


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def two_alike(folder: Path) -> Gazetteer:
    """A gazetteer with one name that two towns bear, of one size, far apart."""
    rows = [
        Row("gn:1", "Onetown", 35.0, 38.0, "settlement", "SY", "Homs", population=900_000),
        Row("gn:2", "Onetown", 15.0, 44.0, "settlement", "YE", "Ibb", population=900_000),
    ]
    with Writing(folder / "two.sqlite") as writing:
        writing.add(Source("two", "1", lambda: rows))
        writing.finish({"attribution": ""})
    return Gazetteer.open(folder / "two.sqlite")


# --- the answer


def test_what_is_found_has_score_reason_and_runners_up(gazetteer: Gazetteer) -> None:
    tripoli, _, _ = ground(
        gazetteer, "Shells fell in Tripoli and Benghazi in Libya.", ("Tripoli", "in"), ("Benghazi", ""), ("Libya", "in")
    )
    assert (tripoli.country, tripoli.answer, tripoli.role) == ("LY", "found", "event")
    assert tripoli.score is not None
    assert tripoli.score > 0.5
    assert tripoli.reason is not None
    assert tripoli.reason[0].isupper()
    assert tripoli.reason.endswith(".")
    scores = [other.score for other in tripoli.alternatives]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) + tripoli.score <= 1.001
    assert tripoli.gazetteer_id not in {other.gazetteer_id for other in tripoli.alternatives}


def test_a_name_that_is_not_held_is_not_found(gazetteer: Gazetteer) -> None:
    (place,) = ground(gazetteer, "A mine went off in Qwxzkpt.", ("Qwxzkpt", "in"))
    assert (place.answer, place.score, place.alternatives, place.shape) == ("not_found", None, (), None)
    assert place.reason == place_reasons.NOT_HELD


def test_two_places_that_fit_alike_cannot_be_told(tmp_path: Path) -> None:
    (place,) = ground(two_alike(tmp_path), "A mine went off in Onetown.", ("Onetown", "in"))
    assert (place.answer, place.precision, place.lat, place.shape) == ("cannot_tell", "unknown", None, None)
    assert place.reason == place_reasons.LEVEL
    assert {other.gazetteer_id for other in place.alternatives} == {"gn:1", "gn:2"}


def test_a_description_that_goes_back_to_nothing_cannot_be_told(gazetteer: Gazetteer) -> None:
    (place,) = ground(gazetteer, "Two shells hit a busy market.", ("busy market", "described"))
    assert (place.answer, place.reason, place.alternatives) == ("cannot_tell", place_reasons.NOT_NAMED, ())


def test_a_description_is_as_rough_as_its_words(gazetteer: Gazetteer) -> None:
    text = "Two shells hit Manbij. Nobody in the town was hurt, but a bakery near the town burned."
    manbij, town, near = ground(gazetteer, text, ("Manbij", ""), ("town", "described"), ("near the town", "described"))
    assert isinstance(manbij.shape, Point)
    assert town.shape == manbij.shape
    assert town.reason == "The words go back to Manbij."
    assert near.radius_m is not None
    assert manbij.radius_m is not None
    assert near.radius_m >= manbij.radius_m + 10_000
    assert near.shape == Circle(manbij.lat or 0, manbij.lon or 0, near.radius_m)


def test_every_piece_of_evidence_has_words(gazetteer: Gazetteer) -> None:
    context = Context({}, {}, {}, {})
    told = evidence(gazetteer.find("Homs")[0], "homs", None, context, Beside(frozenset(), frozenset()))
    assert told.keys() == place_reasons.EVIDENCE.keys()


# --- shapes


def test_a_governorate_has_its_outline_and_a_side_of_it_that_half(gazetteer: Gazetteer) -> None:
    text = "Clashes in Homs governorate, mostly in eastern Homs governorate"
    whole, east = ground(gazetteer, text, ("Homs governorate", "in"), ("eastern Homs governorate", "part"))
    assert isinstance(whole.shape, Polygon)
    assert isinstance(east.shape, Polygon)
    assert outlines.holds(whole.shape, (34.55, 38.27))  # Palmyra
    assert outlines.holds(east.shape, (34.89, 38.87))  # al-Sukhna, the east's largest town
    assert not outlines.holds(east.shape, (34.73, 36.71))  # the city of Homs, in the far west
    assert not outlines.holds(whole.shape, (33.51, 36.29))  # Damascus


def test_a_region_whose_outline_is_not_held_has_a_sector(gazetteer: Gazetteer) -> None:
    (north,) = ground(gazetteer, "Rebels hold northern Idlib and more of northern Mali.", ("northern Mali", "part"))
    assert isinstance(north.shape, Sector)
    assert (north.shape.bearing, north.precision) == (0.0, "part")


def test_the_outskirts_are_a_ring(gazetteer: Gazetteer) -> None:
    (rim,) = ground(gazetteer, "Shells fell on the outskirts of Homs", ("outskirts of Homs", "near"))
    assert isinstance(rim.shape, Sector)
    assert (rim.shape.spread, rim.precision) == (360.0, "near")
    assert rim.shape.inner_m > 0


def test_a_triangle_is_the_land_amid_its_corners(gazetteer: Gazetteer) -> None:
    text = "Cells move in the Homs-Palmyra-Raqqa triangle in Syria."
    triangle, _ = ground(gazetteer, text, ("Homs-Palmyra-Raqqa triangle", "in"), ("Syria", "in"))
    assert isinstance(triangle.shape, Polygon)
    assert outlines.holds(triangle.shape, (35.1, 38.0))


@pytest.mark.parametrize(
    "words", ["on the highway between Palmyra and Tabqa", "in the desert between the towns of Palmyra and Tabqa"]
)
def test_what_lies_between_two_towns_is_a_corridor(gazetteer: Gazetteer, words: str) -> None:
    both = ground(gazetteer, f"A mine went off {words} in Syria.", ("Palmyra", "between"), ("Tabqa", "between"))
    for place in both:
        assert isinstance(place.shape, Corridor)
        assert (place.precision, place.country) == ("part", "SY")
        assert kilometres((place.lat or 0, place.lon or 0), (35.2, 38.4)) < 15
    assert [p.name for p in both] == ["Palmyra", "Tabqa"]


@pytest.mark.parametrize("words", ["Talks between Homs and Hama failed.", "The war between Homs and Hama went on."])
def test_talks_between_two_towns_lie_nowhere_between_them(gazetteer: Gazetteer, words: str) -> None:
    homs, hama = ground(gazetteer, f"{words} All in Syria.", ("Homs", "between"), ("Hama", ""))
    assert not isinstance(homs.shape, Corridor)
    assert not isinstance(hama.shape, Corridor)


def test_between_two_names_the_places_that_lie_near_each_other_are_meant(gazetteer: Gazetteer) -> None:
    text = "Nine people were killed on the highway between al-Sukhna and Palmyra."
    sukhna, palmyra = ground(gazetteer, text, ("al-Sukhna", "between"), ("Palmyra", "between"))
    assert (sukhna.country, palmyra.country) == ("SY", "SY")
    assert palmyra.reason == place_reasons.TOGETHER
    assert "gn:3673164" in {other.gazetteer_id for other in palmyra.alternatives}  # the larger one, in Colombia


@pytest.mark.parametrize("words", ["Syrian-Iraqi border", "Iraqi-Syrian border", "Iraqi border"])
def test_the_border_of_two_countries_is_told_roughly(gazetteer: Gazetteer, words: str) -> None:
    text = f"In Homs in Syria, troops left for the {words}."
    _, _, border = ground(gazetteer, text, ("Homs", "in"), ("Syria", "in"), (words, "described"))
    assert (border.precision, border.answer, border.country) == ("region", "found", None)
    assert border.radius_m is not None
    assert kilometres((border.lat or 0, border.lon or 0), (34.4, 40.9)) * 1000 < border.radius_m  # al-Bukamal


# --- a user's own


def own_gazetteer(folder: Path, geometry: dict[str, object], **facts: object) -> Gazetteer:
    feature = {"type": "Feature", "properties": {"name": "Qwyx Flats", "country": "SY", **facts}, "geometry": geometry}
    mine = folder / "mine.geojson"
    mine.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    building.build(folder / "own.sqlite", [], lambda _: None)
    building.add(folder / "own.sqlite", mine, lambda _: None)
    return Gazetteer.open(folder / "own.sqlite")


SQUARE = [[[37.0, 35.0], [38.0, 35.0], [38.0, 36.0], [37.0, 36.0], [37.0, 35.0]]]


def test_a_polygon_of_ones_own_is_the_shape_of_the_place(tmp_path: Path) -> None:
    own = own_gazetteer(tmp_path, {"type": "Polygon", "coordinates": SQUARE}, kind="area", aliases=["Flats of Qwyx"])
    text = "A mine went off in Qwyx Flats, and one in the Flats of Qwyx, in northern Qwyx Flats"
    by_name, by_alias, north = ground(
        own, text, ("Qwyx Flats", "in"), ("Flats of Qwyx", "in"), ("northern Qwyx Flats", "part")
    )
    assert by_name.shape == by_alias.shape == Polygon((tuple((x, y) for x, y in SQUARE[0]),))
    assert (by_name.gazetteer_id, by_name.precision) == ("own:qwyx-flats", "region")
    assert by_name.radius_m == pytest.approx(1000 * kilometres((35.5, 37.5), (35.0, 37.0)), rel=0.01)
    assert isinstance(north.shape, Polygon)
    assert min(y for ring in north.shape.outlines for _, y in ring) == pytest.approx(35.5, abs=0.01)


def test_pieces_stay_pieces_and_holes_are_left_out(tmp_path: Path) -> None:
    island = [[[39.0, 35.0], [39.5, 35.0], [39.0, 35.5], [39.0, 35.0]]]
    hole = [[37.4, 35.4], [37.6, 35.4], [37.5, 35.6], [37.4, 35.4]]
    own = own_gazetteer(tmp_path, {"type": "MultiPolygon", "coordinates": [[*SQUARE, hole], island]}, kind="region")
    (place,) = ground(own, "A mine went off in Qwyx Flats", ("Qwyx Flats", "in"))
    assert isinstance(place.shape, Polygon)
    assert [len(ring) for ring in place.shape.outlines] == [5, 4]


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "LineString", "coordinates": [[37.0, 35.0], [38.0, 35.0]]}, "a LineString is no shape of land"),
        ({"type": "Polygon", "coordinates": [[[37.0, 35.0], [38.0, 36.0], [37.0, 35.0]]]}, "three corners"),
        ({"type": "Polygon", "coordinates": [[[37, 95], [38, 95], [38, 96], [37, 95]]]}, "nowhere on Earth"),
    ],
)
def test_a_shape_that_is_none_is_named(tmp_path: Path, geometry: dict[str, object], words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        own_gazetteer(tmp_path, geometry)


def test_a_gazetteer_without_outlines_is_read_all_the_same(tmp_path: Path) -> None:
    old = two_alike(tmp_path)
    place = replace(old.find("Onetown")[0], kind="area")
    assert old.outline(place) is None


def test_the_province_goes_back_to_its_outline(gazetteer: Gazetteer) -> None:
    text = "The army shelled Idlib province in Syria; nine people died in the province."
    named, _, back = ground(
        gazetteer, text, ("Idlib province", ""), ("Syria", "in"), ("the province", "described")
    )  # fmt: skip
    assert isinstance(named.shape, Polygon)
    assert (back.shape, back.precision, back.score) == (named.shape, "governorate", named.score)
