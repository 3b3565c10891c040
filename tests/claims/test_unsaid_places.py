"""Where it happened, where one sentence says it loosely or not at all and another of the document says it; on drafts
written by hand, each line of a document as (what, where, what else is said).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claims.draft import Draft
from sayso.claims.happenings import Happening
from sayso.claims.unsaid_places import looseness, with_places_sharpened, with_places_taken_over
from sayso.schema import Count, DateSpan, Mention, Place

NAWA = Place("Nawa", "Nawa", 0, 4, 32.89, 36.04, 3000, "settlement", "SY", "Daraa", None, "g-nawa", "exact")
HOMS = Place("Homs", "Homs", 0, 4, 34.73, 36.72, 9000, "settlement", "SY", "Homs", None, "g-homs", "exact")
SYRIA = Place("Syria", "Syria", 0, 5, 35.0, 38.5, 320_000, "country", "SY", None, None, "g-syria", "country")
SOUTH = replace(SYRIA, name="southern Syria", text="southern Syria", radius_m=160_000, precision="part")
DARAA = Place(
    "Daraa province", "Daraa province", 0, 5, 32.8, 36.2, 50_000, "governorate", "SY", "Daraa", None, "g-daraa",
    "governorate",
)  # fmt: skip
NEAR_HOMS = replace(HOMS, text="near the city", precision="near")
A_TOWN = Place("rebel-held town", "rebel-held town", 0, 5, None, None, None, "settlement", None, None, None, None,
    "unknown",
)  # fmt: skip
SOUTH_OF_HOMS = replace(HOMS, name="southern districts of Homs", text="southern districts of Homs", precision="part")
WAER = Place("Waer", "Waer", 0, 4, 34.745, 36.67, 2000, "neighbourhood", "SY", "Homs", None, "g-waer", "exact")
SHAAR = replace(WAER, name="Shaar", text="Shaar", lat=36.2, lon=37.18, admin1="Aleppo", gazetteer_id="g-shaar")
ALLEY = Place("Karamash street", "Karamash street", 0, 5, None, None, None, "road", None, None, None, None, "unknown")


def told(
    sentence: int, *places: Place, kind: str = "shelling", dead: int = 0, day: int = 0, definite: bool = False
) -> Draft:
    start = 100 * sentence
    trigger = Mention("trigger", start, start + 8, kind, kind, sentence, 0, "by hand")
    date = f"2018-06-{day:02}"
    return Draft(
        Happening(sentence, (trigger,)),
        start,
        start + 90,
        kind,
        "happened",
        places=places,
        date=DateSpan(date, date, "day", "relative", "on Monday") if day else None,
        counts=(Count("killed", "unknown", dead, dead, dead, "exact", str(dead), 0, 5),) if dead else (),
        definite=definite,
    )


def sharpened(*drafts: Draft) -> list[str]:
    """The first place of each draft after the document was heard."""
    return [d.places[0].name if d.places else "" for d in with_places_sharpened(drafts, drafts)]


def taken_over(*drafts: Draft) -> list[str]:
    return [d.places[0].name if d.places else "" for d in with_places_taken_over(drafts)]


def test_how_loosely_a_place_is_told() -> None:
    rising = (NAWA, NEAR_HOMS, DARAA, SYRIA, A_TOWN)
    assert [looseness(p) for p in rising] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("loose", [SOUTH, SYRIA, DARAA, A_TOWN, NEAR_HOMS], ids=lambda p: p.text)
def test_a_lead_that_places_the_event_loosely_gets_the_town_of_the_next_sentence(loose: Place) -> None:
    lead, _ = with_places_sharpened(both := (told(1, loose, dead=4), told(2, NAWA, definite=True)), both)
    assert [p.name for p in lead.places] == ["Nawa", loose.name]
    assert (lead.why[-1].field, lead.why[-1].text) == ("places", "Nawa")


@pytest.mark.parametrize("inside", [WAER, SOUTH_OF_HOMS, ALLEY], ids=lambda p: p.text)
def test_a_lead_that_names_the_city_gets_the_quarter_of_the_next_sentence(inside: Place) -> None:
    assert sharpened(told(1, HOMS, dead=4), told(2, inside, definite=True))[0] == inside.name


def test_a_quarter_of_another_city_is_another_event() -> None:
    assert sharpened(told(1, HOMS), told(2, SHAAR, definite=True))[0] == "Homs"


@pytest.mark.parametrize(
    "other",
    [
        told(2, NAWA, kind="arrest"),
        told(2, NAWA, dead=9),
        told(2, NAWA, day=2),
        told(9, NAWA, definite=True),
        told(2, SOUTH, definite=True),
    ],
    ids=["another kind", "more dead", "another day", "far away", "no narrower"],
)
def test_what_is_not_the_same_event_or_no_narrower_lends_no_place(other: Draft) -> None:
    assert sharpened(told(1, SYRIA, dead=4, day=18), other)[0] == "Syria"


def test_past_the_lead_only_words_that_point_back_sharpen() -> None:
    assert sharpened(told(6, DARAA), told(7, NAWA))[0] == "Daraa province"
    assert sharpened(told(6, DARAA), told(7, NAWA, definite=True))[0] == "Nawa"


def test_a_later_telling_keeps_the_town_told_before() -> None:
    assert sharpened(told(5, NAWA, dead=4), told(6, SYRIA, definite=True))[1] == "Nawa"
    assert sharpened(told(5, NAWA, dead=4), told(6, SYRIA))[1] == "Syria"


def after_the_lead(lead: Draft, *others: Draft, named: Place) -> str:
    """The lead's first place, where the sentence after it only names a place."""
    return with_places_sharpened([lead], [lead, *others], {lead.sentence + 1: (named,)})[0].places[0].name


def test_a_lead_gets_the_town_or_quarter_that_the_next_sentence_names() -> None:
    assert after_the_lead(told(1, DARAA), named=NAWA) == "Nawa"
    assert after_the_lead(told(1, HOMS), named=WAER) == "Waer"


def test_a_lead_does_not_get_what_lies_elsewhere_or_is_another_events_place() -> None:
    assert after_the_lead(told(1, DARAA), named=HOMS) == "Daraa province"
    assert after_the_lead(told(1, HOMS), named=SHAAR) == "Homs"
    assert after_the_lead(told(1, DARAA), told(2, NAWA, kind="arrest"), named=NAWA) == "Daraa province"
    assert after_the_lead(told(6, DARAA), named=NAWA) == "Daraa province"


def test_what_is_told_of_several_sides_is_not_in_one_town() -> None:
    spread = replace(SYRIA, name="southern and eastern Syria", text="southern and eastern Syria")
    assert after_the_lead(told(1, spread), named=NAWA) == spread.name
    assert sharpened(told(1, spread), told(2, NAWA, definite=True))[0] == spread.name


def test_what_stands_in_the_same_sentence_lends_its_place_first() -> None:
    assert taken_over(told(2, NAWA), told(4, HOMS, kind="arrest"), told(4))[2] == "Homs"


def test_an_event_of_the_same_kind_lends_its_place_before_any_other() -> None:
    assert taken_over(told(2, NAWA), told(3, HOMS, kind="arrest"), told(4))[2] == "Nawa"
    assert taken_over(told(2, HOMS, kind="arrest"), told(4))[1] == "Homs"


def test_what_is_told_first_can_take_the_place_told_after() -> None:
    assert taken_over(told(1), told(2, NAWA))[0] == "Nawa"


def test_support_has_no_place_but_its_own() -> None:
    assert taken_over(told(1, NAWA), told(1, kind="support"), told(2, HOMS, kind="support")) == ["Nawa", "", "Homs"]
