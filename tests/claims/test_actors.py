"""Who is meant inside one document: acronyms spelled out, words that point back, a state's own forces."""

from __future__ import annotations

import pytest

from sayso.claims.actors import DocumentNames, resolve_party
from sayso.schema.actors import ActorRegister

REGISTER = ActorRegister.packaged()

REPORT = (
    "The Syrian Arab Army (SAA) drove the Islamic State group (IS) from two hills near Palmyra, "
    "said the Syrian Observatory for Human Rights (SOHR). The radical group sent a car bomb. "
    "The monitor counted nine dead. The Kurdish People's Protection Units [YPG] stayed away, "
    "and so did the US-led coalition. "
    "Later Hayat Tahrir al-Sham (HTS) spoke of a trap; the group gave no details. The army shelled the road. "
    "The coalition flew over Syria."
)


def resolved(words: str, text: str = REPORT, **how: bool) -> tuple[str, str | None]:
    at = text.find(words)
    return resolve_party(
        words, register=REGISTER, document_names=DocumentNames(text, REGISTER), at=at if at >= 0 else None, **how
    )


@pytest.mark.parametrize(
    ("words", "name", "actor_id"),
    [
        ("SAA", "Syrian Arab Army", "sy-forces"),
        ("IS", "Islamic State", "islamic-state"),
        ("SOHR", "Syrian Observatory for Human Rights", "sohr"),
        ("YPG", "Kurdish People's Protection Units", "ypg"),
        ("HTS", "Hayat Tahrir al-Sham", "hts"),
        ("The radical group", "Islamic State", "islamic-state"),
        ("the group", "Hayat Tahrir al-Sham", "hts"),
        ("The monitor", "Syrian Observatory for Human Rights", "sohr"),
        ("the Observatory", "Syrian Observatory for Human Rights", "sohr"),
        ("The coalition", "US-led coalition", "us-led-coalition"),
        ("The army", "army", "sy-forces"),
        ("regime forces", "regime forces", "sy-forces"),
        ("government warplanes", "government warplanes", "sy-air-force"),
        ("the regime", "regime", "sy-government"),
        ("rebels", "rebels", "sy-opposition"),
        ("the head of the Syrian Observatory", "head of the Syrian Observatory", "sohr"),
        ("Observatory chief Samer Nasser", "Observatory chief Samer Nasser", "sohr"),
        ("a source from the Syrian Armed Forces", "source from the Syrian Armed Forces", "sy-forces"),
        ("A government source", "government source", "sy-government"),
        ("al-Qaeda's Nusra Front", "al-Qaeda's Nusra Front", "nusra-front"),
    ],
)
def test_a_party_is_resolved_in_its_document(words: str, name: str, actor_id: str) -> None:
    assert resolved(words) == (name, actor_id)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("militants", "militants"),
        ("a group", "group"),
        ("Local residents", "Local residents"),
        ("the mayor of Palmyra", "mayor of Palmyra"),
        ("forces backed by Turkey", "forces backed by Turkey"),
        ("gunmen on motorcycles", "gunmen on motorcycles"),
    ],
)
def test_what_cannot_be_resolved_keeps_its_words(words: str, name: str) -> None:
    assert resolved(words) == (name, None)


def test_the_group_may_be_a_monitor_only_where_it_speaks() -> None:
    text = "Al-Shabaab seized Adan Yabaal. Human Rights Watch sent a team. The group said two were hurt."
    assert resolved("The group", text, speaking=True) == ("Human Rights Watch", "hrw")
    assert resolved("The group", text) == ("Al-Shabaab", "al-shabaab")


def test_an_acronym_is_not_spelled_out_where_the_text_does_not() -> None:
    assert resolved("SDF", "SDF units entered the town in Syria.") == ("SDF", "sdf")


def test_an_acronym_is_spelled_out_beside_its_name_without_brackets() -> None:
    text = "The Islamic State group lost the hill. An IS convoy burned."
    assert resolved("IS", text) == ("Islamic State", "islamic-state")


def test_an_acronym_that_only_this_text_knows() -> None:
    text = "The Northern Hills Defence Committee (NHDC) clashed with soldiers. NHDC lost four men."
    assert resolved("NHDC", text) == ("Northern Hills Defence Committee", None)


@pytest.mark.parametrize(
    ("text", "country", "actor_id"),
    [
        ("Syrian rebels fired at regime forces in Syria; Iraqi envoys met.", "SY", "sy-forces"),
        ("Nigerian villages in Nigeria were burned; regime forces came late.", "NG", "ng-forces"),
        ("Syria and Iraq both sent regime forces.", None, None),
        ("A ship sank; regime forces came.", None, None),
    ],
)
def test_government_forces_belong_to_the_one_country_of_the_text(
    text: str, country: str | None, actor_id: str | None
) -> None:
    assert DocumentNames(text, REGISTER).country == country
    assert resolved("regime forces", text) == ("regime forces", actor_id)


def test_nobody_named_before_means_nobody_meant() -> None:
    assert resolved("the group", "A blast hit a bus. Nobody knows the group behind it.") == ("group", None)
