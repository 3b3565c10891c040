"""Where a claim happened: which of several places is meant, how vague it is, and what is left unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.grounded import ground
from sayso.claims.gazetteer import Gazetteer
from sayso.claims.places import ground_places, order_places
from sayso.claims.sphere import kilometres
from sayso.schema import Mention, Place


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.packaged()


def one(gazetteer: Gazetteer, text: str, phrase: str, label: str = "in") -> Place:
    return ground(gazetteer, text, (phrase, label))[0]


@pytest.mark.parametrize(
    ("phrase", "label", "kind", "precision", "admin1"),
    [
        ("Homs", "in", "settlement", "exact", "Homs"),
        ("Homs governorate", "in", "governorate", "governorate", "Homs"),
        ("southern province of Daraa", "province of", "governorate", "governorate", "Daraa"),
        ("Homs countryside", "in", "area", "part", "Homs"),
        ("eastern countryside of the Homs governorate", "part", "governorate", "part", "Homs"),
        ("Homs", "near", "settlement", "near", "Homs"),
        ("outskirts of Homs", "near", "settlement", "near", "Homs"),
        ("20 km south of Homs", "offset", "settlement", "near", "Homs"),
        ("Syrian Desert", "in", "desert", "region", None),
        ("northern Syria", "part", "country", "part", None),
        ("Syria", "in", "country", "country", None),
        ("Tabqa airport", "at", "base", "exact", "Raqqa"),
        ("Sahem al-Golan", "town of", "settlement", "exact", "Daraa"),
    ],
)
def test_a_place_stays_as_vague_as_its_words(
    gazetteer: Gazetteer, phrase: str, label: str, kind: str, precision: str, admin1: str | None
) -> None:
    place = one(gazetteer, f"Two men were shot {phrase}.", phrase, label)
    assert (place.kind, place.precision, place.admin1, place.country) == (kind, precision, admin1, "SY")
    assert place.lat is not None
    assert place.radius_m is not None


def test_a_name_that_the_gazetteer_does_not_hold_has_no_point(gazetteer: Gazetteer) -> None:
    place = one(gazetteer, "Two men were shot in the town of Qwxzkpt.", "Qwxzkpt", "town of")
    assert (place.lat, place.lon, place.radius_m, place.gazetteer_id) == (None, None, None, None)
    assert (place.precision, place.kind, place.name) == ("unknown", "settlement", "Qwxzkpt")


def test_a_merely_similar_name_abroad_is_not_taken(gazetteer: Gazetteer) -> None:
    text = "A ferry sank off Osaka. Rescuers came from Jisr al-Shoghuor."
    assert ground(gazetteer, text, ("Osaka", "in"), ("Jisr al-Shoghuor", "from"))[1].precision == "unknown"


def test_a_merely_similar_name_at_home_is(gazetteer: Gazetteer) -> None:
    text = "Troops left Palmyra in Syria for Jisr al-Shoghuor."
    place = ground(gazetteer, text, ("Palmyra", ""), ("Syria", "in"), ("Jisr al-Shoghuor", "for"))[2]
    assert (place.admin1, place.country) == ("Idlib", "SY")


@pytest.mark.parametrize(
    "spellings",
    [
        ("al-Sukhnah", "Sukhna", "Sokhna", "as-Sukhneh"),
        ("Deir Ezzor", "Deir ez-Zor", "Dayr az-Zawr", "Deir al-Zour", "دير الزور"),
        ("Idlib", "Idleb", "Edlib", "إدلب"),
        ("Raqqa", "ar-Raqqah", "Rakka", "الرقة"),
        ("Manbij", "Menbij", "Membij", "منبج"),
        ("Qamishli", "al-Qamishli", "Kamishli", "القامشلي"),
        ("Mosul", "al-Mawsil", "Mossul", "الموصل"),
    ],
    ids=lambda s: s[0],
)
def test_a_town_is_the_same_however_it_is_spelled(gazetteer: Gazetteer, spellings: tuple[str, ...]) -> None:
    country = "Iraq" if spellings[0] == "Mosul" else "Syria"
    towns = [
        ground(gazetteer, f"In {country}, shells fell in the town of {s}.", (country, "in"), (s, "town of"))[1]
        for s in spellings
    ]
    assert {p.gazetteer_id for p in towns} == {towns[0].gazetteer_id}
    assert towns[0].gazetteer_id is not None


@pytest.mark.parametrize(
    ("text", "beside", "country"),
    [
        ("Shells fell in Tripoli and in Benghazi, in Libya.", ("Benghazi", "Libya"), "LY"),
        ("Shells fell in Tripoli and in Beirut, in Lebanon.", ("Beirut", "Lebanon"), "LB"),
    ],
)
def test_the_country_of_the_document_decides(
    gazetteer: Gazetteer, text: str, beside: tuple[str, ...], country: str
) -> None:
    places = ground(gazetteer, text, ("Tripoli", "in"), *((name, "in") for name in beside))
    assert places[0].country == country


def test_a_name_that_is_a_countrys_whole_and_a_citys_short_one_is_the_country(gazetteer: Gazetteer) -> None:
    text = "Two men were shot in Puebla. Police in Mexico said so, and Mexico City was quiet."
    _, country, city = ground(gazetteer, text, ("Puebla", "in"), ("Mexico", "in"), ("Mexico City", ""))
    assert (country.kind, city.kind) == ("country", "settlement")


@pytest.mark.parametrize(("people", "land"), [("English", "England"), ("Scottish", "Scotland"), ("Welsh", "Wales")])
def test_the_peoples_of_a_kingdom_stand_for_their_own_lands(gazetteer: Gazetteer, people: str, land: str) -> None:
    assert one(gazetteer, f"Two {people} towns were flooded.", people, "").admin1 == land


def test_the_region_named_beside_decides(gazetteer: Gazetteer) -> None:
    texas = ground(gazetteer, "Police in Paris, Texas said so.", ("Paris", "in"), ("Texas", ""))[0]
    france = ground(gazetteer, "Police in Paris, France said so.", ("Paris", "in"), ("France", ""))[0]
    assert (texas.country, france.country) == ("US", "FR")


def test_between_the_village_and_the_province_the_text_decides(gazetteer: Gazetteer) -> None:
    text = "Shells fell in Idlib province and later in the city of Idlib."
    province, city = ground(gazetteer, text, ("Idlib province", "in"), ("Idlib", "city of"))
    assert (province.kind, city.kind) == ("governorate", "settlement")


def test_the_town_goes_back_to_the_town_named_before(gazetteer: Gazetteer) -> None:
    text = "Two shells hit Manbij. Nobody in the town was hurt, but a bakery near the town burned."
    places = ground(gazetteer, text, ("Manbij", ""), ("town", "described"), ("near the town", "described"))
    assert [p.name for p in places] == ["Manbij"] * 3
    assert [p.precision for p in places] == ["exact", "exact", "near"]


def test_a_market_belongs_to_the_place_named_right_after(gazetteer: Gazetteer) -> None:
    text = "Two shells hit Manbij, three a busy market in Raqqa."
    market = ground(gazetteer, text, ("Manbij", ""), ("busy market", "described"), ("Raqqa", "in"))[1]
    assert (market.name, market.kind, market.precision) == ("Raqqa", "site", "part")


def test_the_town_in_a_province_is_the_town_named_before_and_a_town_is_none(gazetteer: Gazetteer) -> None:
    text = "Two shells hit Manbij. Nobody died in the town in Aleppo province. Later a village burned."
    phrases = (("Manbij", ""), ("town", "described"), ("Aleppo province", "in"), ("village", "described"))
    places = ground(gazetteer, text, *phrases)
    assert [p.name for p in places] == ["Manbij", "Manbij", "Aleppo province", "village"]
    assert places[3].lat is None


def test_a_town_in_a_country_has_that_country_and_no_point(gazetteer: Gazetteer) -> None:
    text = "A shell landed in a rebel-held town in northern Syria."
    town = ground(gazetteer, text, ("rebel-held town", "described"), ("northern Syria", "part"))[0]
    assert (town.name, town.lat, town.country, town.kind) == ("rebel-held town", None, "SY", "settlement")


def test_the_towns_market_is_in_the_town_however_far_back_that_was_named(gazetteer: Gazetteer) -> None:
    text = "Two shells hit Manbij. " + "Nobody knew more. " * 40 + "A bomb went off in the town centre."
    centre = ground(gazetteer, text, ("Manbij", ""), ("town centre", "described"))[1]
    assert (centre.name, centre.precision) == ("Manbij", "part")


def test_a_landmark_is_not_the_town_that_is_spoken_of(gazetteer: Gazetteer) -> None:
    text = "A shell hit Manbij, 30 km (19 miles) from Raqqa. The town was quiet later."
    phrases = (("Manbij", ""), ("30 km (19 miles) from Raqqa", "offset"), ("town", "described"))
    assert [p.name for p in ground(gazetteer, text, *phrases)][2] == "Manbij"


def test_near_a_name_is_near_the_town_of_the_name(gazetteer: Gazetteer) -> None:
    text = "Rebels in Syria held southern Daraa. A convoy was hit near Daraa."
    _, region, town = ground(gazetteer, text, ("Syria", "in"), ("southern Daraa", "part"), ("Daraa", "near"))
    assert (region.kind, town.kind) == ("governorate", "settlement")


@pytest.mark.parametrize("written", ["Aleppo's western edges", "Aleppos western edges"])
def test_a_side_that_a_place_owns_is_a_part_of_it(gazetteer: Gazetteer, written: str) -> None:
    place = one(gazetteer, f"In Syria shells fell on {written}.", written, "on")
    assert (place.name, place.admin1) == ("Aleppo's western edges", "Aleppo")
    assert place.precision in ("part", "near")


def test_a_description_with_nothing_before_it_is_unknown(gazetteer: Gazetteer) -> None:
    place = one(gazetteer, "Two shells hit a busy market.", "busy market", "described")
    assert (place.lat, place.precision, place.kind) == (None, "unknown", "site")


def test_the_capital_is_that_of_the_country_spoken_of(gazetteer: Gazetteer) -> None:
    text = "Rebels in Syria shelled the capital, and later Homs."
    capital = ground(gazetteer, text, ("Syria", "in"), ("capital", "described"), ("Homs", ""))[1]
    assert (capital.name, capital.precision, capital.country) == ("Damascus", "exact", "SY")


def test_the_provincial_capital_is_that_of_the_province_before(gazetteer: Gazetteer) -> None:
    text = "The army holds Idlib province in Syria, but not the provincial capital."
    phrases = (("Idlib province", ""), ("Syria", "in"), ("provincial capital", "described"))
    capital = ground(gazetteer, text, *phrases)[2]
    assert (capital.name, capital.kind) == ("Idlib", "settlement")


def test_a_border_is_not_the_town_before_it(gazetteer: Gazetteer) -> None:
    text = "A patrol left Palmyra in Syria and reached the border."
    border = ground(gazetteer, text, ("Palmyra", ""), ("Syria", "in"), ("border", "described"))[2]
    assert (border.lat, border.precision) == (None, "unknown")


def test_a_market_far_from_any_name_is_nowhere(gazetteer: Gazetteer) -> None:
    text = "Two shells hit Manbij. " + "Nobody knew more. " * 40 + "A bomb went off in a busy market."
    market = ground(gazetteer, text, ("Manbij", ""), ("busy market", "described"))[1]
    assert market.precision == "unknown"


def test_a_direction_moves_the_point_that_way(gazetteer: Gazetteer) -> None:
    middle = one(gazetteer, "in Homs governorate", "Homs governorate")
    east = one(gazetteer, "in eastern Homs governorate", "eastern Homs governorate", "part")
    assert middle.lon is not None
    assert east.lon is not None
    assert east.lon > middle.lon
    assert east.lat == pytest.approx(middle.lat, abs=0.01)


def test_a_distance_is_kept(gazetteer: Gazetteer) -> None:
    homs = one(gazetteer, "in Homs", "Homs")
    south = one(gazetteer, "20 km south of Homs", "20 km south of Homs", "offset")
    assert homs.lat is not None and homs.lon is not None and south.lat is not None and south.lon is not None
    assert kilometres((homs.lat, homs.lon), (south.lat, south.lon)) == pytest.approx(20, abs=0.5)
    assert south.lat < homs.lat


def test_a_road_runs_between_its_ends(gazetteer: Gazetteer) -> None:
    road = one(gazetteer, "A mine exploded on the Homs-Palmyra road in Syria.", "Homs-Palmyra road", "on")
    assert (road.kind, road.precision, road.country) == ("road", "part", "SY")
    assert road.radius_m is not None
    assert 60_000 < road.radius_m < 90_000


def test_most_specific_first(gazetteer: Gazetteer) -> None:
    text = "in Syria, in Idlib province, in the town of Ariha, in the town of Qwxzkpt"
    places = ground(
        gazetteer, text, ("Syria", "in"), ("Idlib province", "in"), ("Ariha", "town of"), ("Qwxzkpt", "town of")
    )
    assert [p.name for p in order_places(places)] == ["Ariha", "Qwxzkpt", "Idlib province", "Syria"]


def test_only_places_are_grounded(gazetteer: Gazetteer) -> None:
    mention = Mention("actor", 0, 4, "Homs", "group", 0, 0, "test")
    assert ground_places([mention], gazetteer=gazetteer, text="Homs") == {}


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_a_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    assert kilometres((a, b), (c, d)) == pytest.approx(kilometres((c, d), (a, b)))
