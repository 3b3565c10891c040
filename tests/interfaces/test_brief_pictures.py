"""The pictures of the brief: figures with their open ends, places with their true radius."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from case_by_hand import CLASH, MARKET, UNHURT, claim, killed, place, report
from hypothesis import given
from hypothesis import strategies as st

from sayso.interfaces.export.brief import atlas, toll
from sayso.interfaces.export.brief.atlas import Town, draw_map
from sayso.interfaces.export.brief.toll import TollPicture, toll_picture
from sayso.schema import Count, Tally
from sayso.schema.shape import Sector

TALLY = Tally(7, 9, 20, "conservative", "two sources")


def drawn(*counts: Count) -> TollPicture:
    document = report("x", "Post", "Title", "Many died.")
    claims = [(str(n), claim(document, "Many died.", "died", counts=(c,))) for n, c in enumerate(counts, 1)]
    return toll_picture("killed", TALLY, claims)


def test_one_mark_for_each_claim_that_gives_the_figure() -> None:
    picture = toll_picture("killed", TALLY, [("1 medic", MARKET), ("2 post", UNHURT), ("3 radio", CLASH)])
    assert [(m.label, m.words) for m in picture.marks] == [("1 medic", "at least 7")]
    assert picture.silent == 2


def test_an_exact_figure_is_a_dot() -> None:
    (mark,) = drawn(killed(12, 12, 12, "exact", "12")).marks
    assert mark.x1 == mark.x2 == mark.best
    assert (mark.open_low, mark.open_high, mark.zero) == (None, None, False)


def test_at_least_is_open_above() -> None:
    (mark,) = drawn(killed(7, 7, None, "at_least", "at least 7")).marks
    assert mark.best == mark.x1
    assert mark.open_high is not None
    assert mark.open_high > mark.x2
    assert mark.open_low is None


def test_up_to_is_open_below_and_has_no_best() -> None:
    (mark,) = drawn(killed(None, None, 20, "up_to", "up to 20")).marks
    assert mark.best is None
    assert mark.open_low is not None
    assert mark.open_low < mark.x1
    assert mark.open_high is None


def test_zero_and_unknown_are_drawn_differently() -> None:
    picture = drawn(killed(0, 0, 0, "none", "nobody"), killed(None, None, None, "vague", "casualties"))
    zero, unknown = picture.marks
    assert zero.zero
    assert zero.x1 == toll.LEFT
    assert not unknown.zero
    assert unknown.open_high is not None


def test_dozens_is_a_vague_bar() -> None:
    (mark,) = drawn(killed(24, None, 99, "vague", "dozens")).marks
    assert mark.vague
    assert mark.x1 < mark.x2


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), max_size=6), st.integers(0, 10**7))
def test_every_mark_lies_within_the_picture(pairs: list[tuple[int, int]], held: int) -> None:
    counts = [killed(min(p), None, max(p), "range", "x") for p in pairs]
    document = report("x", "Post", "Title", "Many died.")
    claims = [("a", claim(document, "Many died.", "died", counts=(c,))) for c in counts]
    picture = toll_picture("killed", Tally(held, held, held, "p", "r"), claims)
    for mark in (picture.held, *picture.marks):
        assert toll.LEFT <= mark.x1 <= mark.x2 <= toll.WIDTH - toll.RIGHT
        assert 0 < mark.y < picture.height
    assert 2 <= len(picture.ticks) <= 6
    assert picture.ticks[0].text == "0"


def test_a_larger_figure_never_lies_further_left() -> None:
    marks = drawn(*(killed(n, n, n, "exact", str(n)) for n in (1, 3, 9, 40, 41))).marks
    assert [m.x1 for m in marks] == sorted(m.x1 for m in marks)


# --- map


def test_a_radius_is_drawn_to_scale() -> None:
    chart = draw_map([(1, place("Badia", 34.5, 38.9, 120_000, "part")), (2, place("Ghab", 35.5, 36.3, 30_000, "part"))])
    assert chart
    large, small = sorted(chart.spots, key=lambda s: -s.radius)
    assert large.radius / small.radius == pytest.approx(4, rel=0.01)
    metres_per_unit = 120_000 / large.radius
    apart = math.hypot(large.x - small.x, large.y - small.y) * metres_per_unit
    assert apart == pytest.approx(262_000, rel=0.03)


def test_the_scale_bar_is_true() -> None:
    chart = draw_map([(1, place("Badia", 34.5, 38.9, 100_000, "part"))])
    assert chart
    assert chart.scale_words == "50\u00a0km"
    assert 2 * chart.scale_length == pytest.approx(chart.spots[0].radius, abs=0.2)


def test_a_rough_place_has_no_dot_and_a_named_one_has() -> None:
    chart = draw_map(
        [(1, place("Sukhna", 34.89, 38.87, 2500, "exact")), (2, place("Badia", 34.5, 38.9, 120_000, "part"))]
    )
    assert chart
    assert {s.numbers: (s.dot, s.rough) for s in chart.spots} == {"1": (True, False), "2": (False, True)}


def test_what_is_only_a_country_or_unknown_is_listed_and_not_drawn() -> None:
    chart = draw_map(
        [
            (1, place("Sukhna", 34.89, 38.87, 2500, "exact")),
            (2, place("Syria", 35.0, 38.0, 300_000, "country")),
            (3, place("the valley", None, None, None, "unknown")),
            (4, None),
        ]
    )
    assert chart
    assert [s.numbers for s in chart.spots] == ["1"]
    assert chart.not_placed == (2, 3, 4)
    assert chart.outside == ()


def test_without_any_place_there_is_no_map() -> None:
    assert draw_map([(1, None), (2, place("Syria", 35.0, 38.0, 300_000, "country"))]) is None
    assert draw_map([]) is None


def test_incidents_at_one_place_share_a_spot() -> None:
    town = place("Sukhna", 34.89, 38.87, 2500, "exact")
    chart = draw_map([(1, town), (4, town), (5, town)])
    assert chart
    assert [(s.numbers, s.first, s.label.text) for s in chart.spots] == [("1, 4, 5", 1, "Sukhna")]


def test_a_small_circle_within_a_large_one_keeps_a_spot_of_its_own() -> None:
    chart = draw_map(
        [(1, place("Badia", 34.5, 38.9, 150_000, "part")), (2, place("the oasis", 34.5, 38.9, 20_000, "part"))]
    )
    assert chart
    assert [s.numbers for s in chart.spots] == ["1", "2"]


def test_a_spot_with_many_incidents_counts_the_rest() -> None:
    town = place("Sukhna", 34.89, 38.87, 2500, "exact")
    chart = draw_map([(n, town) for n in range(1, 7)])
    assert chart
    assert chart.spots[0].numbers == "1, 2, 3 +3"
    assert chart.spots[0].words.count(";") == 5


def test_the_number_of_a_rough_place_stands_on_the_rim_and_of_a_named_one_at_the_place() -> None:
    chart = draw_map(
        [(1, place("Sukhna", 34.89, 38.87, 2500, "exact")), (2, place("Badia", 34.5, 38.9, 120_000, "part"))]
    )
    assert chart
    middles = {s.numbers: (s.badge[1] + s.badge[3]) / 2 for s in chart.spots}
    by_number = {s.numbers: s for s in chart.spots}
    assert middles["1"] == pytest.approx(by_number["1"].y, abs=0.2)
    assert middles["2"] == pytest.approx(by_number["2"].y - by_number["2"].radius, abs=0.2)


def test_no_label_of_the_grid_runs_over_the_edge() -> None:
    for radius in (20_000, 60_000, 150_000, 400_000):
        chart = draw_map([(1, place("Badia", 34.5, 38.9, radius, "part"))])
        assert chart is not None
        assert [x.label.text for x in chart.lines if x.label.text and x.label.x + 40 > chart.width] == []
        assert [x for x in chart.lines if x.label.text] != []


def test_what_is_told_once_is_drawn_small() -> None:
    town = place("Sukhna", 34.89, 38.87, 2500, "exact")
    chart = draw_map([(1, town), (2, place("Badia", 34.5, 38.9, 120_000, "part"))], told_once={2})
    assert chart
    assert [s.numbers for s in chart.spots] == ["1"]
    assert [(s.first, s.rough) for s in chart.specks] == [(2, True)]
    assert chart.specks[0].label
    assert chart.specks[0].label.text == "2 Badia"


def test_a_small_label_is_left_out_where_another_stands() -> None:
    town = place("Sukhna", 34.89, 38.87, 2500, "exact")
    beside = place("Old Sukhna", 34.895, 38.875, 20_000, "part")
    chart = draw_map([(1, town), (2, beside), (3, place("Far", 35.9, 38.0, 2500, "exact"))], told_once={3, 2})
    assert chart
    labels = {s.first: s.label for s in chart.specks}
    assert labels[3]
    assert labels[3].text == "3 Far"
    boxes = [s.badge for s in chart.spots]
    assert labels[2] is None or all(labels[2].y > b[3] or labels[2].y < b[1] for b in boxes)


def test_a_namesake_far_away_does_not_shrink_the_map() -> None:
    near = [place(f"P{n}", 34.0 + n / 5, 38.0 + n / 5, 2000, "exact") for n in range(6)]
    chart = draw_map([*enumerate(near, 1), (7, place("Badia", 22.5, 59.0, 2000, "exact"))])
    assert chart
    assert chart.outside == (7,)
    assert chart.scale_words in ("20\u00a0km", "50\u00a0km")


def test_two_far_places_are_both_drawn() -> None:
    chart = draw_map([(1, place("A", 34.0, 38.0, 2000, "exact")), (2, place("B", 15.0, 32.0, 2000, "exact"))])
    assert chart
    assert (len(chart.spots), chart.outside) == (2, ())


def test_places_on_both_sides_of_the_date_line_stay_neighbours() -> None:
    chart = draw_map(
        [(1, place("East", -17.0, 179.5, 2000, "exact")), (2, place("West", -17.0, -179.5, 2000, "exact"))]
    )
    assert chart
    east, west = sorted(chart.spots, key=lambda s: s.numbers)
    assert 0 < west.x - east.x < atlas.WIDTH


def test_towns_are_named_only_where_there_is_room() -> None:
    where = [(1, place("Sukhna", 34.89, 38.87, 2500, "exact"))]
    towns = [Town("Near by", 34.9, 38.5), Town("On top", 34.89, 38.87), Town("Far", 51.5, 0.1)]
    chart = draw_map(where, [*towns, Town("Sukhna", 35.0, 38.9)])
    assert chart
    assert [t.text for t in chart.towns] == ["Near by"]


points = st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.integers(0, 400_000))


@given(st.lists(points, min_size=1, max_size=8))
def test_every_spot_lies_on_the_map(given_points: list[tuple[float, float, int]]) -> None:
    placed = [(n, place(f"P{n}", lat, lon, r, "part")) for n, (lat, lon, r) in enumerate(given_points, 1)]
    chart = draw_map(placed)
    assert chart
    assert len(chart.spots) + len(chart.outside) + sum(s.numbers.count(",") for s in chart.spots) <= len(placed)
    assert chart.spots
    for spot in chart.spots:
        assert 0 <= spot.x <= chart.width
        assert 0 <= spot.y <= chart.height


def test_a_side_of_a_region_is_drawn_as_that_side() -> None:
    east = replace(
        place("Badia", 34.5, 39.2, 90_000, "part"), shape=Sector(34.5, 38.6, 90.0, 90.0, 0, 120_000), reason="Told so."
    )
    chart = draw_map([(1, east), (2, place("Sukhna", 34.89, 38.87, 2500, "exact"))])
    assert chart
    drawn_as = {s.numbers: s.outline for s in chart.spots}
    assert drawn_as["2"] == ""
    assert re.fullmatch(r"(M[\d.-]+ [\d.-]+(L[\d.-]+ [\d.-]+)+Z)+", drawn_as["1"])
    points = [float(x) for x in re.findall(r"[ML]([\d.-]+) ", drawn_as["1"])]
    spot = next(s for s in chart.spots if s.numbers == "1")
    assert min(points) < spot.x < max(points)
    assert max(points) - min(points) == pytest.approx(spot.radius * 120 / 90, rel=0.02)  # from the middle to the rim
    assert spot.words.endswith("Told so.")
