"""GeoJSON as RFC 7946 has it, and no point that is surer than the report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from case_by_hand import STEPPE, STRIKE, case, place

from sayso.interfaces.export.geojson import feature, write_geojson
from sayso.schema import Alternative, Place
from sayso.schema.shape import Sector


def test_the_collection_holds_every_incident(tmp_path: Path) -> None:
    path = tmp_path / "incidents.geojson"
    told = write_geojson(path, case())
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert [f["id"] for f in collection["features"]] == ["i0001", "i0002"]
    assert told.rows == 2


def test_longitude_goes_first_and_the_id_stands_at_feature_level() -> None:
    f = feature(STRIKE)
    assert f["type"] == "Feature"
    assert f["id"] == "i0001"
    assert f["geometry"] == {"type": "Point", "coordinates": [38.8722, 34.8867]}


def test_radius_and_precision_go_with_every_point() -> None:
    properties = feature(STEPPE)["properties"]
    assert properties["radius_m"] == 120_000
    assert properties["precision"] == "part"
    assert properties["place_in_words"] == "somewhere in Badia, ±120\u00a0km (SY)"
    assert properties["date_start"] is None


@pytest.mark.parametrize(
    "where", [None, place("Syria", 35.0, 38.0, 300_000, "country"), place("the valley", None, None, None, "unknown")]
)
def test_what_is_only_a_country_or_unknown_has_no_geometry(where: Place | None) -> None:
    f = feature(replace(STRIKE, place=where))
    assert f["geometry"] is None
    assert f["properties"]["event_type"] == "air_strike"


def test_figures_keep_zero_and_unknown_apart() -> None:
    properties = feature(STRIKE)["properties"]
    assert (properties["killed_low"], properties["killed_high"]) == (7, 12)
    assert properties["injured_best"] == 0
    assert "abducted_best" not in properties


ROUGH = replace(
    STEPPE.place or place("", None, None, None, "unknown"),
    shape=Sector(34.5, 38.9, 90.0, 90.0, 0, 120_000),
    answer="found",
    score=0.8,
    reason="In a country that the text speaks of.",
    alternatives=(Alternative("Badia", "x:2", 33.5, 40.0, 0.1),),
)


def test_what_is_told_roughly_is_drawn_as_the_land_it_covers() -> None:
    f = feature(replace(STEPPE, place=ROUGH))
    assert f["geometry"]["type"] == "Polygon"
    assert [38.9, 34.5] in f["geometry"]["coordinates"][0]
    properties = f["properties"]
    assert (properties["shape"], properties["lat"], properties["lon"]) == ("sector", 34.5, 38.9)
    assert (properties["geo_precision"], properties["where_prec"]) == (2, 4)


def test_the_answer_goes_with_its_reason_and_the_runners_up() -> None:
    properties = feature(replace(STEPPE, place=ROUGH))["properties"]
    assert (properties["place_answer"], properties["place_score"]) == ("found", 0.8)
    assert properties["place_reason"] == "In a country that the text speaks of."
    assert [other["gazetteer_id"] for other in properties["place_alternatives"]] == ["x:2"]
