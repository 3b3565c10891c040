"""ACLED's and UCDP's codes of precision, for places told exactly, roughly, by a unit or by a line."""

from __future__ import annotations

import pytest

from sayso.interfaces.export.precision import acled, ucdp
from sayso.schema import Place
from sayso.schema.shape import Corridor
from sayso.schema.vocabulary import PlaceKind, PlacePrecision


def place(
    kind: PlaceKind, precision: PlacePrecision, radius_m: int, admin1: str | None = "Homs", admin2: str | None = None
) -> Place:
    return Place("X", "X", 0, 1, 34.7, 36.7, radius_m, kind, "SY", admin1, admin2, "gn:1", precision)


@pytest.mark.parametrize(
    ("words", "told", "geo_precision", "where_prec"),
    [
        ("Homs", place("settlement", "exact", 9_000), 1, 1),
        ("a village", place("settlement", "exact", 1_000, admin2="Tadmur"), 1, 1),
        ("a quarter of Homs", place("neighbourhood", "exact", 1_000), 1, 1),
        ("Tabqa airport", place("base", "exact", 4_000), 1, 1),
        ("northern Homs, the city", place("settlement", "part", 6_500), 1, 1),
        ("a market in Homs", place("site", "part", 9_000), 1, 1),
        ("near Homs", place("settlement", "near", 19_000), 2, 2),
        ("the outskirts of Homs", place("settlement", "near", 12_000), 2, 2),
        ("20 km south of Homs", place("settlement", "near", 5_000), 2, 2),
        ("90 km south of Homs", place("settlement", "near", 22_500), 2, 2),
        ("south of Homs governorate", place("governorate", "near", 100_000), 3, 5),
        ("a small mountain", place("mountain", "exact", 12_000), 2, 2),
        ("Tadmur district", place("district", "district", 60_000, admin2="Tadmur"), 2, 3),
        ("eastern Tadmur district", place("district", "part", 44_000, admin2="Tadmur"), 2, 3),
        ("Homs governorate", place("governorate", "governorate", 115_000), 3, 4),
        ("the eastern countryside of Homs", place("area", "part", 86_000), 2, 4),
        ("the Syrian Desert", place("desert", "region", 150_000, None), 3, 5),
        ("northern Syria", place("country", "part", 180_000, None), 3, 5),
        ("Syria", place("country", "country", 240_000, None), None, 6),
    ],
)
def test_the_codes_are_as_rough_as_the_words(
    words: str, told: Place, geo_precision: int | None, where_prec: int
) -> None:
    assert (acled(told), ucdp(told)) == (geo_precision, where_prec), words


@pytest.mark.parametrize(("radius_m", "geo_precision", "where_prec"), [(70_000, 3, 5), (12_000, 2, 2)])
def test_a_line_is_a_loose_area_unless_it_is_short(radius_m: int, geo_precision: int, where_prec: int) -> None:
    road = Place(
        "X-Y road", "X-Y road", 0, 8, 34.6, 37.5, radius_m, "road", "SY", "Homs", None, None, "part",
        shape=Corridor(((34.7, 36.7), (34.55, 38.27)), 2_000),
    )  # fmt: skip
    assert (acled(road), ucdp(road)) == (geo_precision, where_prec)


def test_international_waters_are_ucdps_seven() -> None:
    sea = Place("X", "X", 0, 1, 14.0, 50.0, 300_000, "water", None, None, None, "ne:1", "region")
    assert (acled(sea), ucdp(sea)) == (None, 7)


def test_what_is_not_known_has_no_code() -> None:
    nowhere = Place("X", "X", 0, 1, None, None, None, "settlement", None, None, None, None, "unknown")
    assert (acled(nowhere), ucdp(nowhere), acled(None), ucdp(None)) == (None, None, None, None)
