"""How values read: nothing is made surer than it was said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from case_by_hand import BASE, CLASH, MARKET, UNHURT, killed, place

from sayso.interfaces.export import wording
from sayso.schema import Count, DateSpan
from sayso.schema.shape import Corridor


@pytest.mark.parametrize(
    ("low", "best", "high", "words"),
    [
        (7, 7, 7, "7"),
        (5, 7, 9, "5–9, best 7"),
        (5, None, 9, "5–9"),
        (7, 7, None, "at least 7"),
        (5, 9, None, "at least 5, best 9"),
        (None, None, 20, "up to 20"),
        (0, 0, 0, "0"),
        (None, None, None, "unknown"),
        (1200, 1200, 1200, "1\u202f200"),
    ],
)
def test_an_interval_keeps_its_open_ends(low: int | None, best: int | None, high: int | None, words: str) -> None:
    assert wording.interval(low, best, high) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (killed(7, 7, None, "at_least", "at least seven"), "at least 7"),
        (killed(7, 7, None, "more_than", "more than seven"), "more than 7"),
        (killed(None, None, 20, "up_to", "up to 20"), "up to 20"),
        (killed(None, None, 20, "fewer_than", "fewer than 20"), "fewer than 20"),
        (killed(40, 40, 40, "about", "about 40"), "about 40"),
        (killed(24, None, 99, "vague", "dozens"), "24–99 (“dozens”)"),
        (killed(0, 0, 0, "none", "nobody"), "none"),
        (killed(3, None, 5, "range", "three to five"), "3–5"),
        (killed(None, None, None, "vague", "casualties"), "unknown (“casualties”)"),
        (killed(None, None, None, "at_least", "?"), "unknown"),
    ],
)
def test_a_figure_keeps_its_quantifier(count: Count, words: str) -> None:
    assert wording.figure(count) == words


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2023-12-03", "2023-12-03", "day", "3 Dec 2023"),
        ("2023-12-01", "2023-12-31", "month", "Dec 2023"),
        ("2023-12-01", "2023-12-07", "week", "1–7 Dec 2023"),
        ("2023-11-28", "2023-12-02", "days", "28 Nov – 2 Dec 2023"),
        ("2023-12-30", "2024-01-02", "days", "30 Dec 2023 – 2 Jan 2024"),
        ("2023-01-01", "2023-12-31", "year", "2023"),
        ("not a day", "2023-12-31", "range", "not a day–2023-12-31"),
    ],
)
def test_a_date_stays_as_rough_as_it_was(start: str, end: str, precision: Any, words: str) -> None:
    assert wording.span(DateSpan(start, end, precision, "relative", "")) == words


def test_no_date_is_unknown() -> None:
    assert wording.span(None) == "date unknown"


@pytest.mark.parametrize(
    ("precision", "radius", "words"),
    [
        ("exact", 800, "Sukhna, ±800\u00a0m (SY)"),
        ("near", 2500, "near Sukhna, ±2.5\u00a0km (SY)"),
        ("part", 40_000, "somewhere in Sukhna, ±40\u00a0km (SY)"),
        ("governorate", 90_000, "Sukhna, governorate only, ±90\u00a0km (SY)"),
        ("country", 300_000, "Sukhna, country only (SY)"),
        ("unknown", None, "“Sukhna”, not in the gazetteer (SY)"),
    ],
)
def test_a_place_says_how_rough_it_is(precision: Any, radius: int | None, words: str) -> None:
    assert wording.place(place("Sukhna", 34.9, 38.9, radius, precision)) == words


@pytest.mark.parametrize(
    ("precision", "radius", "vague"),
    [
        ("exact", 2500, False),
        ("exact", 60_000, True),
        ("near", 4000, False),
        ("near", 25_000, True),
        ("part", 500, True),
        ("country", 1, True),
        ("unknown", None, True),
    ],
)
def test_a_stretch_of_land_is_vague(precision: Any, radius: int | None, vague: bool) -> None:
    assert wording.is_vague(place("Sukhna", 34.9, 38.9, radius, precision)) is vague


def test_a_chain_runs_from_the_one_who_says_it_to_the_one_who_prints_it() -> None:
    assert wording.chain(MARKET.attribution, "Harbour Post") == "a medic (told) → Blue Wire → Harbour Post"
    assert wording.chain(BASE.attribution, None) == "the army (said) → publisher unknown"
    assert wording.chain((), "Harbour Post") == "Harbour Post, in its own voice"


def test_who_speaks_beside_another_is_joined_to_it_and_relays_nothing() -> None:
    medic, relay = MARKET.attribution
    baker = replace(medic, source="a baker", name="a baker", beside=True)
    assert wording.chain((medic, baker, relay), "Harbour Post") == (
        "a medic + a baker (told) → Blue Wire → Harbour Post"
    )


def test_a_place_that_no_gazetteer_holds_keeps_its_words_and_leans_on_the_next() -> None:
    road, town = place("highway", None, None, None, "unknown"), place("Sukhna", 34.9, 38.9, 2500, "near")
    assert wording.where((road, town)) == "“highway”, near Sukhna, ±2.5\u00a0km (SY)"
    assert wording.where((town, road)) == "near Sukhna, ±2.5\u00a0km (SY)"
    assert wording.where((road,)) == "“highway”, not in the gazetteer (SY)"
    assert wording.where(()) == "place unknown"


def test_a_stretch_between_two_places_is_told_by_both() -> None:
    way = Corridor(((33.0, 36.0), (33.2, 36.1)), 5000)
    nawa, jasim = (replace(place(n, 33.1, 36.05, 12_000, "part"), shape=way) for n in ("Nawa", "Jasim"))
    assert wording.where((nawa, jasim)) == "between Nawa and Jasim, ±12\u00a0km (SY)"
    assert wording.where((nawa,)) == wording.place(nawa) == "on the way to or from Nawa, ±12\u00a0km (SY)"
    plain = replace(nawa, shape=None)
    assert wording.where((plain, jasim)) == "somewhere in Nawa, ±12\u00a0km (SY)"


def test_a_publisher_among_the_sources_speaks_in_its_own_voice() -> None:
    assert wording.body("publisher: Harbour Post") == "Harbour Post, in its own voice"
    assert wording.body("a medic") == "a medic"
    assert wording.bodies(("a medic", "publisher: Harbour Post")) == "a medic; Harbour Post, in its own voice"
    assert wording.in_words("2 sources: a medic, publisher: Harbour Post") == "2 sources: a medic, Harbour Post"
    assert wording.bodies(("a medic", "the army")) == "a medic, the army"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date", "2023-12-03", "3 Dec 2023"),
        ("date", "2023-12-03 to 2023-12-05", "3–5 Dec 2023"),
        ("date", "soon", "soon"),
        ("killed", "7 or more", "7 or more"),
    ],
)
def test_days_that_are_contested_are_written_as_days(field: str, value: str, words: str) -> None:
    assert wording.held_value(field, value) == words


def test_a_claim_without_figures_says_nothing_of_them() -> None:
    assert wording.figures(CLASH) == ""
    assert wording.figures(UNHURT) == "injured none"
