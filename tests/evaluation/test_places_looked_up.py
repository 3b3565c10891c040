"""The measure over sixty places looked up: what counts as right, and where a name is looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.evaluation.measures.places_looked_up import LookedUp, is_right, looked_up, meant, verdicts, where
from sayso.schema import Mention, Place
from sayso.schema.vocabulary import PlaceAnswer, PlacePrecision

TOWN = LookedUp("r1", "Onetown", 35.0, 38.0, None, unheld=False)
DESERT = LookedUp("r1", "One desert", 35.0, 38.0, 100.0, unheld=False)
RUMOUR = LookedUp("r1", "Nowhereville", 35.0, 38.0, 30.0, unheld=True)


def place(lat: float | None, radius_m: int | None, precision: PlacePrecision, answer: PlaceAnswer = "found") -> Place:
    lon = None if lat is None else 38.0
    return Place("X", "X", 0, 1, lat, lon, radius_m, "area", "SY", None, None, None, precision, answer=answer)


@pytest.mark.parametrize(
    ("gold", "ours", "right"),
    [
        (TOWN, place(35.1, 1_000, "exact"), True),
        (TOWN, place(35.2, 1_000, "exact"), False),
        (TOWN, None, False),
        (TOWN, place(None, None, "unknown", "not_found"), False),
        (DESERT, place(35.5, 80_000, "region"), True),
        (DESERT, place(35.5, 80_000, "exact"), False),
        (DESERT, place(36.5, 80_000, "region"), False),
        (DESERT, place(35.0, 20_000, "region"), False),
        (DESERT, place(35.0, 500_000, "country"), False),
        (RUMOUR, place(None, None, "unknown", "not_found"), True),
        (RUMOUR, place(35.1, 20_000, "near"), True),
        (RUMOUR, place(36.1, 20_000, "near"), False),
    ],
)
def test_what_counts_as_right(gold: LookedUp, ours: Place | None, right: bool) -> None:
    assert is_right(gold, ours) is right


def test_a_name_is_looked_for_by_itself() -> None:
    text = "Cells in the One desert. In One, nobody was hurt."
    assert where(text, "One", ["One desert"]) == (28, 31)
    assert where(text, "One", []) == (13, 16)
    assert where(text, "Two", []) is None


def test_the_mention_that_shares_most_is_meant() -> None:
    mentions = [Mention("place", start, end, "", "", 0, 0, "") for start, end in ((0, 5), (4, 12))]
    places = [place(35.0, 1, "exact"), place(36.0, 1, "exact")]
    found = list(zip(mentions, places, strict=True))
    assert meant(found, 4, 10) == places[1]
    assert meant(found, 20, 30) is None


def test_places_of_reports_that_are_not_at_hand_are_left_out() -> None:
    first = looked_up()[0]
    text = f"In the {first.name} nothing was heard."
    ours = replace(place(first.lat, 100_000, "region"), start=7, end=7 + len(first.name))
    found = [(Mention("place", 7, 7 + len(first.name), first.name, "in", 0, 0, ""), ours)]
    told = {gold.name: p for gold, p in verdicts({first.report: (text, found)})}
    assert told[first.name] == ours
    assert len(told) == sum(g.report == first.report for g in looked_up())


def test_sixty_places_are_looked_up_each_once() -> None:
    assert len({(g.report, g.name) for g in looked_up()}) == len(looked_up()) == 60
