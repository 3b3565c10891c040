"""What `sayso show --why` and the words for a place tell of how it was grounded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_by_hand import MARKET, place

from sayso.interfaces.cli.show_why import Ground, grounds
from sayso.interfaces.export import wording
from sayso.schema import Alternative, Place
from sayso.schema.shape import Point

FOUND = replace(
    place("Sukhna", 34.8867, 38.8722, 2500, "exact"),
    gazetteer_id="gn:172425",
    answer="found",
    score=0.61,
    reason="Near other places of the text.",
    alternatives=(Alternative("As Sukhnah", "gn:401672", 14.7941, 43.4362, 0.33),),
    shape=Point(34.8867, 38.8722),
)
NOWHERE = place("Sukhna", None, None, None, "unknown")


def told(*places: Place) -> list[Ground]:
    return [g for g in grounds(replace(MARKET, places=places)) if g.name in ("place", "origin") or g.value[:3] == "or "]


def test_the_runners_up_stand_below_with_their_odds() -> None:
    found, other = told(FOUND)
    assert found.rule == (
        "gazetteer gn:172425, settlement, precision exact, a point, 61% of the odds; near other places of the text"
    )
    assert (other.name, other.value) == ("", "or As Sukhnah")
    assert other.rule == "gn:401672 at 14.79, 43.44, 33% of the odds"


def test_a_place_that_is_not_the_events_own_says_what_it_is() -> None:
    assert [g.name for g in told(FOUND, replace(NOWHERE, role="origin"))] == ["place", "", "origin"]


@pytest.mark.parametrize(
    ("ours", "words", "rule"),
    [
        (
            replace(NOWHERE, answer="not_found", score=0.9, reason="No place of the name fits the text."),
            "“Sukhna”, not in the gazetteer (SY)",
            "No place of the name fits the text, 90% of the odds",
        ),
        (
            replace(NOWHERE, answer="cannot_tell", score=0.4, reason="Two fit.", alternatives=FOUND.alternatives * 2),
            "“Sukhna”, which of 2 is not told (SY)",
            "Two fit, 40% of the odds",
        ),
        (
            replace(NOWHERE, answer="cannot_tell", reason="The text names none."),
            "“Sukhna”, where is not told (SY)",
            "The text names none",
        ),
        (NOWHERE, "“Sukhna”, not in the gazetteer (SY)", "the gazetteer holds no such name"),
    ],
)
def test_no_answer_is_told_with_its_reason(ours: Place, words: str, rule: str) -> None:
    assert wording.place(ours) == words
    assert told(ours)[0].rule == rule
