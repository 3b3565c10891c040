"""Which entry a party is once the day and the place of the event are known, as a coder would decide. Reports are
invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.claims.actor_linking import Setting, link
from sayso.claims.actors import DocumentNames, resolve_party
from sayso.claims.reading import Knowledge, Reading
from sayso.evaluation.corpora import as_document
from sayso.pipeline import knowledge
from sayso.schema import Annotation, Party, Why
from sayso.schema.actors import ActorRegister

Days = tuple[str, str] | None


def linked(
    text: str, words: str, *, days: Days = None, place: str | None = None, actors: ActorRegister | None = None
) -> tuple[Party, Why | None]:
    known = knowledge()
    register = actors or known.actors
    names = DocumentNames(text, register)
    start = text.index(words)
    name, actor_id = resolve_party(words, register=register, document_names=names, at=start)
    given = Knowledge(known.codebook, known.gazetteer, register)
    reading = Reading(as_document(text, key="d"), Annotation("d", (), (), (), ()), given, names, {}, {})
    party = Party(name, actor_id, words, start, start + len(words))
    return link(reading, party, Setting(days, place, names.country))


def day(iso: str) -> Days:
    return (iso, iso)


@pytest.mark.parametrize(
    ("name", "days", "actor_id"),
    [
        ("Jabhat al-Nusra", day("2014-05-01"), "nusra-front"),
        ("Jabhat Fatah al-Sham", day("2016-09-01"), "jabhat-fatah-al-sham"),
        ("Hayat Tahrir al-Sham", day("2019-03-02"), "hts"),
        ("Hayat Tahrir al-Sham", None, "hts"),
    ],
)
def test_each_name_of_a_group_that_renamed_itself_is_its_own_entry(name: str, days: Days, actor_id: str) -> None:
    party, why = linked(f"In Syria, {name} shelled the road.", name, days=days)
    assert (party.actor_id, why) == (actor_id, None)


def test_an_old_name_is_not_turned_into_the_later_one_but_said_to_be_out_of_use() -> None:
    party, why = linked("In Syria, the Nusra Front shelled the road.", "Nusra Front", days=day("2018-03-02"))
    assert party.actor_id == "nusra-front"
    assert why is not None
    assert why.rule == (
        "the name was in use 2012-01-23 to 2016-07-28, not on the day of the event; "
        "renamed into Jabhat Fatah al-Sham (jabhat-fatah-al-sham)"
    )


def test_a_name_used_before_its_time_says_so() -> None:
    party, why = linked("In Syria, the SDF took the hill.", "SDF", days=day("2013-01-05"))
    assert party.actor_id == "sdf"
    assert why is not None
    assert "not on the day" in why.rule


@pytest.mark.parametrize(
    ("country", "initials", "actor_id"),
    [("Syria", "SAF", "sy-forces"), ("Sudan", "SAF", "sd-forces"), ("Iran", "TAK", "tak"), ("Norway", "SAF", None)],
)
def test_initials_that_several_share_go_by_the_country(country: str, initials: str, actor_id: str | None) -> None:
    party, _ = linked(f"In {country}, the {initials} took the town.", initials)
    assert party.actor_id == actor_id


TWO_WARS = "Syria and Lebanon buried their dead. The army shelled the ridge."


@pytest.mark.parametrize(("place", "actor_id"), [("LB", "lb-forces"), ("SY", "sy-forces"), (None, None)])
def test_the_army_is_that_of_the_place_where_the_report_tells_of_two_wars(
    place: str | None, actor_id: str | None
) -> None:
    assert linked(TWO_WARS, "The army", place=place)[0].actor_id == actor_id


@pytest.mark.parametrize(
    ("text", "words", "actor_id"),
    [
        ("In Syria, helicopters dropped barrels on the town.", "helicopters", "sy-air-force"),
        ("In Syria, as Russia looked on, helicopters dropped barrels.", "helicopters", None),
        ("In Syria, drones hit the camp.", "drones", None),
        ("Russian jets flew over Syria. The warplanes hit a mill.", "The warplanes", "ru-air-force"),
        ("ISIS held the Syrian town. Some 30 jihadists were killed.", "jihadists", "islamic-state"),
        ("ISIS and the Nusra Front held the Syrian town. Some 30 jihadists fell.", "jihadists", None),
        ("ISIS held the Syrian town. Some 30 gunmen were killed.", "gunmen", None),
        ("In Syria, jets bombed Kurdish positions.", "Kurdish positions", "syrian-kurds"),
        ("In Iraq, jets bombed Kurdish positions.", "Kurdish positions", "peshmerga"),
        ("In Mexico, a man had many positions.", "positions", None),
        ("In Syria, policemen barred the road.", "policemen", "sy-police"),
        ("In Syria, the interior ministry sent men.", "the interior ministry", "sy-interior-ministry"),
    ],
)
def test_words_without_a_name_are_linked_only_where_the_report_leaves_one(
    text: str, words: str, actor_id: str | None
) -> None:
    assert linked(text, words)[0].actor_id == actor_id


def test_the_neutral_name_stands_beside_the_words() -> None:
    party, _ = linked("In Syria, Daesh gangs burned the mill.", "Daesh", days=day("2015-05-01"))
    assert (party.text, party.canonical, party.actor_id) == ("Daesh", "Islamic State", "islamic-state")


@pytest.mark.parametrize(
    ("words", "unknown_id"),
    [
        ("Liwa al-Asifa", "unknown:sy:liwa-asifa"),
        ("Liwa Al Asifa", "unknown:sy:liwa-asifa"),
        ("River Guard fighters", "unknown:sy:river-guard"),
        ("two men", None),
        ("Kurdish and Arab fighters", None),
        ("Turkish-led forces", None),
        ("Saraqib Hospital", None),
    ],
)
def test_a_named_actor_that_the_register_does_not_hold_gets_a_stable_id(words: str, unknown_id: str | None) -> None:
    party, _ = linked(f"In Syria, {words} came under fire.", words)
    assert (party.actor_id, party.unknown_id, party.canonical) == (None, unknown_id, None)


def test_unknown_actors_are_merged_by_a_project_s_own_register(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "actors:\n  - {id: asifa, name: Asifa Brigade, kind: militia, country: SY}\n"
        'same_as: {"unknown:sy:liwa-asifa": asifa, "unknown:sy:storm-men": "unknown:sy:storm-guard"}\n',
        encoding="utf-8",
    )
    register = ActorRegister.open(own)
    known, _ = linked("In Syria, Liwa al-Asifa came.", "Liwa al-Asifa", actors=register)
    assert (known.actor_id, known.unknown_id, known.canonical) == ("asifa", None, "Asifa Brigade")
    unknown, _ = linked("In Syria, Storm Men came.", "Storm Men", actors=register)
    assert (unknown.actor_id, unknown.unknown_id) == (None, "unknown:sy:storm-guard")
