"""Shapes on the globe: displaced points, sectors, rings, corridors and outlines, and how they are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.claims import outlines
from sayso.claims import place_geometry as geometry
from sayso.claims.gazetteer import GazetteerPlace
from sayso.claims.place_geometry import Spot
from sayso.claims.shape_drawing import drawn
from sayso.claims.sphere import course, kilometres, middle, moved
from sayso.schema.shape import Circle, Corridor, Point, Polygon, Sector, Shape
from sayso.schema.vocabulary import PlaceKind

SIDES = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270,
         "northwest": 315}  # fmt: skip

latitudes = st.one_of(st.floats(-90, 90), st.floats(-90, -88), st.floats(88, 90))
longitudes = st.one_of(st.floats(-180, 180), st.floats(178, 180), st.floats(-180, -178))
metres = st.integers(100, 800_000)
circles = st.builds(Circle, latitudes, longitudes, metres)


@st.composite
def sectors(draw: st.DrawFn) -> Sector:
    outer = draw(metres)
    thinnest = max(50, outer // 100 + 1)  # arcs are drawn with corners, a thousandth of the radius inside the circle
    inner = draw(st.one_of(st.just(0), st.integers(0, outer - thinnest)))
    spread = draw(st.sampled_from((45.0, 90.0, 180.0, 360.0)))
    return Sector(draw(latitudes), draw(longitudes), draw(st.floats(0, 359)), spread, inner, outer)


@st.composite
def corridors(draw: st.DrawFn) -> Corridor:
    line = [(draw(latitudes), draw(longitudes))]
    for _ in range(draw(st.integers(1, 3))):
        line.append(moved(*line[-1], draw(st.floats(0, 359)), draw(st.integers(1_000, 600_000))))
    return Corridor(tuple(line), draw(st.integers(500, 60_000)))


shapes = st.one_of(circles, sectors(), corridors(), st.builds(Point, latitudes, longitudes))


def place(lat: float, lon: float, radius_m: int, kind: PlaceKind = "settlement") -> GazetteerPlace:
    return GazetteerPlace("x:1", "X", lat, lon, kind, "SY", None, None, 0, radius_m)


places = st.builds(place, st.floats(-80, 80), longitudes, st.integers(500, 150_000))


def polygons(shape: dict[str, Any]) -> list[list[list[list[float]]]]:
    return [shape["coordinates"]] if shape["type"] == "Polygon" else list(shape["coordinates"])


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def corners(spot: Spot) -> Iterator[tuple[float, float]]:
    told = drawn(spot.shape)
    if told["type"] == "Point":
        yield told["coordinates"][1], told["coordinates"][0]
        return
    for polygon in polygons(told):
        yield from ((y, x) for ring in polygon for x, y in ring)


def is_inside(shape: Shape, point: tuple[float, float]) -> bool:
    """Tell whether a point lies in a drawn shape, its holes left out."""
    for outer, *holes in polygons(drawn(shape)):
        in_outer, *in_holes = (
            outlines.holds(Polygon((tuple((x, y) for x, y in ring),)), point) for ring in (outer, *holes)
        )
        if in_outer and not any(in_holes):
            return True
    return False


# --- points that are displaced


@given(places, st.sampled_from(list(SIDES)), st.integers(1, 300))
def test_twenty_km_south_lies_twenty_km_south(x: GazetteerPlace, side: str, km: int) -> None:
    spot = geometry.offset(x, (str(km), "km", side, "of"))
    assert kilometres((x.lat, x.lon), (spot.lat, spot.lon)) == pytest.approx(km, rel=0.001, abs=0.01)
    turned = (course((x.lat, x.lon), (spot.lat, spot.lon)) - SIDES[side] + 180) % 360 - 180
    assert abs(turned) < 0.2
    assert spot.radius_m >= max(geometry.LEAST_M, 0.24 * km * 1000)


@given(st.floats(-89, 89), longitudes, st.floats(0, 359), st.floats(1_000, 5_000_000))
def test_the_way_there_is_as_long_and_in_that_direction(lat: float, lon: float, bearing: float, far: float) -> None:
    there = moved(lat, lon, bearing, far)
    assert kilometres((lat, lon), there) == pytest.approx(far / 1000, rel=0.001, abs=0.01)
    assert -180 <= there[1] <= 180


@given(latitudes, longitudes, latitudes, longitudes)
def test_the_middle_is_as_far_from_both(a: float, b: float, c: float, d: float) -> None:
    assume(kilometres((a, b), (c, d)) < 19_000)  # points on opposite sides have no one middle
    half = middle([(a, b), (c, d)])
    assert kilometres((a, b), half) == pytest.approx(kilometres(half, (c, d)), rel=0.01, abs=0.01)


def test_a_distance_without_a_direction_is_a_ring() -> None:
    spot = geometry.offset(place(35.0, 38.0, 2_000), ("40", "km", "from"))
    assert (spot.lat, spot.lon) == (35.0, 38.0)
    assert isinstance(spot.shape, Sector)
    assert (spot.shape.spread, spot.shape.inner_m, spot.shape.outer_m) == (360.0, 30_000, 50_000)
    assert is_inside(spot.shape, moved(35.0, 38.0, 77, 40_000))
    assert not is_inside(spot.shape, (35.0, 38.0))


# --- sides, rims, stretches


@given(places, st.sampled_from(list(SIDES)))
def test_a_sector_holds_its_bisector(x: GazetteerPlace, side: str) -> None:
    spot = geometry.part(x, (f"{side}ern",))
    assert isinstance(spot.shape, Sector)
    halfway = moved(x.lat, x.lon, SIDES[side] + 1, x.radius_m * 0.6)  # beside it: what is cut is cut at a meridian
    behind = moved(x.lat, x.lon, SIDES[side] + 181, x.radius_m * 0.6)
    assert is_inside(spot.shape, halfway)
    assert not is_inside(spot.shape, behind)


@given(sectors())
def test_a_sector_holds_what_lies_ahead_between_its_distances(sector: Sector) -> None:
    assume(abs(sector.lat) < 85)
    ahead = moved(sector.lat, sector.lon, sector.bearing + 1, (sector.inner_m + sector.outer_m) / 2)
    assume(abs(ahead[1]) != 180)  # on the line where what is drawn is cut in two
    assert is_inside(sector, ahead)


@given(places, st.floats(0, 359), st.integers(10, 1_000))
def test_what_lies_between_two_places_holds_their_middle(x: GazetteerPlace, bearing: float, km: int) -> None:
    y = place(*moved(x.lat, x.lon, bearing, 1000 * km), 1_000)
    spot = geometry.between(x, y)
    assert isinstance(spot.shape, Corridor)
    assert spot.radius_m >= 500 * kilometres((x.lat, x.lon), (y.lat, y.lon))


def test_a_road_is_drawn_along_its_line() -> None:
    road = geometry.along([place(34.0, 36.0, 1_000), place(34.0, 37.0, 1_000)])
    assert is_inside(road.shape, (34.0, 36.5))
    assert not is_inside(road.shape, (34.2, 36.5))


def test_a_road_through_three_places_goes_through_the_second() -> None:
    road = geometry.along([place(34.0, 36.0, 1_000), place(35.0, 36.5, 1_000), place(34.0, 37.0, 1_000)])
    assert drawn(road.shape)["type"] == "MultiPolygon"
    assert is_inside(road.shape, (34.99, 36.5))


def test_a_triangle_holds_what_lies_amid_its_corners() -> None:
    land = geometry.amid([place(35.0, 36.0, 1_000), place(36.0, 37.0, 1_000), place(36.0, 39.0, 1_000)])
    assert is_inside(land.shape, (35.7, 37.3))
    assert not is_inside(land.shape, (35.1, 38.9))


def test_the_outskirts_leave_the_middle_out() -> None:
    town = place(33.5, 36.3, 9_000)
    rim = geometry.outskirts(town, ("outskirts", "of"))
    assert is_inside(rim.shape, moved(33.5, 36.3, 10, 9_000))
    assert not is_inside(rim.shape, (33.5, 36.3))
    east = geometry.outskirts(town, ("eastern", "outskirts", "of"))
    assert is_inside(east.shape, moved(33.5, 36.3, 90, 9_000))
    assert not is_inside(east.shape, moved(33.5, 36.3, 270, 9_000))


def test_central_is_the_middle() -> None:
    core = geometry.part(place(34.0, 38.0, 60_000, "region"), ("central",))
    assert (core.lat, core.lon, core.radius_m, core.precision) == (34.0, 38.0, 30_000, "part")


def test_the_half_of_an_outline_lies_on_that_side() -> None:
    square = Polygon((((36.0, 34.0), (38.0, 34.0), (38.0, 36.0), (36.0, 36.0), (36.0, 34.0)),))
    spot = geometry.part(place(35.0, 37.0, 100_000, "governorate"), ("northern",), square)
    assert isinstance(spot.shape, Polygon)
    assert min(y for ring in spot.shape.outlines for _, y in ring) == pytest.approx(35.0, abs=0.001)
    assert (spot.lat, spot.lon) == pytest.approx((35.5, 37.0), abs=0.01)


@given(places, st.sampled_from(list(SIDES)), st.integers(1, 200))
def test_the_circle_of_point_and_radius_holds_the_shape(x: GazetteerPlace, side: str, km: int) -> None:
    other = place(*moved(x.lat, x.lon, 70, km * 1000), 1_000)
    third = place(*moved(x.lat, x.lon, 130, km * 1000), 1_000)
    spots = [
        geometry.at(x), geometry.near(x), geometry.within(x), geometry.outskirts(x, (side,)),
        geometry.outskirts(x, ()), geometry.offset(x, (str(km), "km", side)), geometry.offset(x, (side,)),
        geometry.offset(x, (str(km), "km")), geometry.part(x, (side,)), geometry.part(x, ()),
        geometry.between(x, other), geometry.along([x, other]), geometry.amid([x, other, third]),
        geometry.border(x, other),
    ]  # fmt: skip
    for spot in spots:
        far = max(kilometres((spot.lat, spot.lon), corner) for corner in corners(spot))
        assert far * 1000 <= spot.radius_m * 1.02 + 100


# --- drawing


@given(shapes)
def test_shapes_are_valid_geojson(shape: Shape) -> None:
    told = drawn(shape)
    if told["type"] == "Point":
        assert told["coordinates"] == pytest.approx([shape.lon, shape.lat], abs=1e-5)  # type: ignore[union-attr]
        return
    assert polygons(told)
    for outer, *holes in polygons(told):
        for ring in (outer, *holes):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert area(outer) >= 0
        assert all(area(hole) <= 0 for hole in holes)


def test_what_crosses_the_date_line_is_cut_there() -> None:
    told = drawn(Circle(0.0, 179.9, 50_000))
    assert told["type"] == "MultiPolygon"
    east, west = sorted(polygons(told), key=lambda p: -p[0][0][0])
    assert min(x for x, _ in east[0]) > 179
    assert max(x for x, _ in west[0]) < -179


def test_what_holds_a_pole_is_closed_along_it() -> None:
    told = drawn(Circle(89.9, 20.0, 100_000))
    ring = [point for polygon in polygons(told) for point in polygon[0]]
    assert max(y for _, y in ring) == 90.0
    assert math.isclose(max(x for x, _ in ring) - min(x for x, _ in ring), 360.0)


# --- outlines

corner = st.tuples(st.floats(-179, 179), st.floats(-89, 89)).map(lambda p: (round(p[0], 4), round(p[1], 4)))


@given(st.lists(st.lists(corner, min_size=3, max_size=20, unique=True), min_size=1, max_size=3))
def test_an_outline_comes_out_of_the_file_as_it_went_in(rings: list[list[tuple[float, float]]]) -> None:
    polygon = Polygon(tuple((*ring, ring[0]) for ring in rings))
    assert outlines.unpacked(outlines.packed(polygon)) == polygon


@given(st.floats(1_000, 20_000))
def test_an_outline_is_thinned_but_by_no_more_than_told(coarse: float) -> None:
    ring = [moved(35.0, 38.0, step, 100_000) for step in range(0, 360, 3)]
    thin = outlines.simplified([[(lon, lat) for lat, lon in ring]], coarse)
    assert thin is not None
    kept = thin.outlines[0]
    assert 4 <= len(kept) < len(ring)
    far = [kilometres((35.0, 38.0), (y, x)) for x, y in kept]
    assert max(far) == pytest.approx(100, abs=0.1)
    for a, b in pairwise(kept):
        half = ((a[1] + b[1]) / 2, (a[0] + b[0]) / 2)
        assert 100 - kilometres((35.0, 38.0), half) <= coarse / 1000 + 0.5


def test_a_line_is_no_outline() -> None:
    assert outlines.simplified([[(36.0, 34.0), (37.0, 35.0), (38.0, 36.0)]], 100) is None
