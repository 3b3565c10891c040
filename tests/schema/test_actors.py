"""The register of actors: one entry under many names, and words that are no names."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import KnowledgeError
from sayso.schema.actors import Actor, ActorRegister, fold_name, is_acronym

REGISTER = ActorRegister.packaged()

SPELLINGS = {
    "islamic-state": [
        "ISIS",
        "the Islamic State",
        "so-called Islamic State group",
        "Daesh militants",
        "ISIL",
        "IS",
        "Islamic State's",
    ],
    "sy-forces": [
        "Syrian army",
        "the Syrian Arab Army",
        "SAA",
        "Syrian regime forces",
        "Assads forces",
        "Assad's forces",
    ],
    "sy-government": [
        "Syrian regime",
        "the Assad regime",
        "Damascus",
        "Syrian government",
        "President Bashar al-Assad's government",
    ],
    "sy-air-force": ["Syrian warplanes", "Syrian Air Force", "Syrian government helicopters"],
    "sdf": ["SDF", "US-backed Syrian Democratic Forces", "Syrian Democratic Forces fighters"],
    "ypg": ["YPG", "Kurdish People's Protection Units", "Peoples Protection Units", "YPG militia"],
    "nusra-front": [
        "al-Nusra Front",
        "Jabhat an-Nusra",
        "Nusra Front militants",
        "al-Qaeda-linked Nusra Front",
    ],
    "jabhat-fatah-al-sham": ["Jabhat Fateh al-Sham", "Fatah al-Sham Front", "JFS"],
    "hts": ["Hayat Tahrir al-Sham", "HTS", "Tahrir al Sham fighters"],
    "ahrar-al-sham": ["Ahrar al-Sham", "Ahrar ash-Sham", "Ahrar al Sham rebels"],
    "sohr": [
        "SOHR",
        "the Syrian Observatory for Human Rights",
        "the Observatory",
        "UK-based Syrian Observatory for Human Rights",
    ],
    "us-led-coalition": ["US-led coalition", "U.S.-led coalition", "the international coalition"],
    "us-government": ["US", "the United States", "Washington", "the White House"],
    "us-defence-ministry": ["the Pentagon"],
    "ru-defence-ministry": ["Russian Ministry of Defence", "Russia's defense ministry"],
    "ru-air-force": ["Russian warplanes", "Russian Aerospace Forces", "Russian jets"],
    "hezbollah": ["Hezbollah", "Hizbullah fighters", "Lebanese Hezbollah"],
    "pmf": ["PMF", "Hashd al-Shaabi", "Popular Mobilisation Forces"],
    "houthis": ["Houthi rebels", "the Houthis", "Ansar Allah"],
    "rsf": ["RSF", "Rapid Support Forces"],
    "al-shabaab": ["al-Shabaab", "Al-Shabab militants", "Shebab"],
    "iswap": ["ISWAP", "Islamic State West Africa Province"],
    "m23": ["M23 rebels", "the M23"],
    "taliban": ["the Taliban", "Afghan Taliban"],
    "il-forces": ["IDF", "Israeli army", "Israel Defense Forces"],
    "ua-forces": ["Ukrainian Armed Forces", "Ukrainian troops"],
}


@pytest.mark.parametrize(("actor_id", "name"), [(i, n) for i, names in SPELLINGS.items() for n in names])
def test_a_name_finds_its_actor(actor_id: str, name: str) -> None:
    found = REGISTER.find(name)
    assert found is not None
    assert found.id == actor_id


@pytest.mark.parametrize(
    "name", ["is", "us", "who", "the army", "militants", "residents of the town", "", "—", "a driver"]
)
def test_ordinary_words_are_no_actor(name: str) -> None:
    assert REGISTER.find(name) is None


def test_a_name_that_two_actors_share_needs_the_country() -> None:
    assert REGISTER.find("SAF") is None
    found = REGISTER.find("SAF", country="SD")
    assert found is not None
    assert found.id == "sd-forces"


def marked(text: str) -> list[tuple[str, str]]:
    return [(text[a:b], actor.id) for a, b, actor in REGISTER.scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IS fighters fired on US troops.", [("IS", "islamic-state"), ("US troops", "us-forces")]),
        (
            "The Islamic State group hit the Syrian Arab Army.",
            [("Islamic State group", "islamic-state"), ("Syrian Arab Army", "sy-forces")],
        ),
        ("Hezbollahs men met al-Nusra Front.", [("Hezbollah", "hezbollah"), ("al-Nusra Front", "nusra-front")]),
        (
            "US-led coalition jets, not Russian jets.",
            [("US-led coalition", "us-led-coalition"), ("Russian jets", "ru-air-force")],
        ),
        ("the Kurdistan Workers’ Party (PKK)", [("Kurdistan Workers’ Party", "pkk"), ("PKK", "pkk")]),
        ("Médecins Sans Frontières said", [("Médecins Sans Frontières", "msf")]),
        ("Islamic\nState claimed it", [("Islamic\nState", "islamic-state")]),
    ],
)
def test_names_are_found_in_a_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He is at home, she told us who came.",
        "IS it true?",
        "THIS IS THE END OF IT",
        "THEY TOLD US THE TRUTH",
        "Houses in Moscow and Washington burned.",
        "The thesis was printed, and the crisis went on.",
        "a southern front of cold air",
    ],
)
def test_ordinary_words_in_a_text_are_no_names(text: str) -> None:
    assert marked(text) == []


@given(st.text(alphabet=st.sampled_from("abIS US-’'é\nSDFNusra Front the al-ﬁİ"), max_size=60))
def test_a_scan_gives_spans_in_order_inside_the_text(text: str) -> None:
    spans = [(a, b) for a, b, _ in REGISTER.scan(text)]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))


def test_every_name_leads_to_its_actor_in_a_text_and_alone() -> None:
    for actor in REGISTER:
        assert REGISTER.find(actor.name, country=actor.country) is actor
        for name in actor.names:
            spans = [
                (a, b) for a, b, found in REGISTER.scan(f"near {name}, they", country=actor.country) if found is actor
            ]
            assert spans == [(5, 5 + len(name))], (actor.id, name)


def test_no_name_stands_for_two_actors_of_one_country() -> None:
    seen: dict[tuple[str, str | None], str] = {}
    for actor in REGISTER:
        for name in actor.names:
            assert seen.setdefault((fold_name(name), actor.country), actor.id) == actor.id, name


def test_an_actor_knows_what_it_is_part_of() -> None:
    assert REGISTER.family("sy-tiger-forces") == ("sy-tiger-forces", "sy-forces", "sy-government")
    assert REGISTER.family("nobody") == ("nobody",)


def test_the_register_covers_the_main_wars() -> None:
    conflicts = {conflict for actor in REGISTER for conflict in actor.sides}
    assert conflicts >= {
        "syria",
        "iraq",
        "ukraine",
        "yemen",
        "gaza",
        "lebanon",
        "sudan",
        "sahel",
        "nigeria",
        "somalia",
        "congo",
        "myanmar",
    }
    assert len(REGISTER) > 300
    assert all(actor.inter is None or 1 <= actor.inter <= 8 for actor in REGISTER)


def test_folding_and_acronyms() -> None:
    assert fold_name("Jabhat an-Nusra’s") == "jabhat nusra"
    assert fold_name("the U.S.") == "us"
    assert is_acronym("SPLA-IO")
    assert not is_acronym("Islamic State")


def _own(tmp_path: Path, actors: list[dict[str, object]]) -> Path:
    content = {"instead": True, "actors": actors}
    path = tmp_path / "actors.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


def test_a_project_can_bring_its_own_register(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "river-guard", "name": "River Guard", "kind": "militia", "aliases": ["Guardians of the River"]}
    ]
    register = ActorRegister.open(_own(tmp_path, rows))
    assert len(register) == 1
    found = register.find("River Guard fighters")
    assert isinstance(found, Actor)
    assert found.id == "river-guard"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([{"id": "a", "name": "A Group", "kind": "gang"}], "gang"),
        ([{"id": "a", "name": "A", "kind": "militia"}, {"id": "a", "name": "B", "kind": "militia"}], "stands twice"),
        ([{"id": "a", "name": "A", "kind": "militia", "parent": "nobody"}], "nobody"),
    ],
)
def test_a_faulty_register_is_named(tmp_path: Path, rows: list[dict[str, object]], fault: str) -> None:
    with pytest.raises(KnowledgeError, match=fault):
        ActorRegister.open(_own(tmp_path, rows))


# --- names and their time


def test_a_group_that_renamed_itself_has_an_entry_for_each_name() -> None:
    chain = ["nusra-front"]
    while entry := REGISTER.get(chain[-1]):
        if not entry.followed_by or entry.country != "SY" or entry.kind == "state_forces":
            break
        chain.append(entry.followed_by[0].id)
    assert chain == ["nusra-front", "jabhat-fatah-al-sham", "hts", "sy-forces"]
    before = [(a.id, s.date, s.how) for a, s in REGISTER.predecessors("jabhat-fatah-al-sham")]
    assert before == [("nusra-front", "2016-07-28", "renamed")]


@pytest.mark.parametrize(
    ("actor_id", "name", "days", "expected"),
    [
        ("hts", "HTS", ("2017-01-28", "2017-01-28"), True),
        ("hts", "HTS", ("2016-01-01", "2016-12-31"), False),
        ("hts", "HTS", ("2016-12-01", "2017-02-28"), True),
        ("sy-government", "Assad regime", ("2024-12-08", "2024-12-08"), True),
        ("sy-government", "Assad regime", ("2025-03-01", "2025-03-01"), False),
        ("sy-government", "Syrian government", ("2025-03-01", "2025-03-01"), True),
        ("islamic-state", "Islamic State of Iraq", ("2010-06-01", "2010-06-01"), True),
        ("islamic-state", "Islamic State of Iraq", ("2016-06-01", "2016-06-01"), False),
    ],
)
def test_a_name_is_in_use_for_its_time(actor_id: str, name: str, days: tuple[str, str], expected: bool) -> None:
    actor = REGISTER.get(actor_id)
    assert actor is not None
    assert actor.in_use(name, days) is expected


def test_whom_an_actor_belonged_to_goes_by_the_day() -> None:
    assert REGISTER.family("nusra-front", ("2014-01-01", "2014-01-01")) == ("nusra-front", "al-qaeda")
    assert REGISTER.family("ypg", ("2013-01-01", "2013-01-01")) == ("ypg",)
    assert REGISTER.family("ypg", ("2017-01-01", "2017-01-01")) == ("ypg", "sdf")


@pytest.mark.parametrize(
    ("day", "kind", "inter"),
    [
        ("1995-01-01", "rebel_group", 2),
        ("1998-01-01", "state", 1),
        ("2010-01-01", "rebel_group", 2),
        ("2022-01-01", "state", 1),
    ],
)
def test_what_an_actor_is_goes_by_the_day(day: str, kind: str, inter: int) -> None:
    taliban = REGISTER.get("taliban")
    assert taliban is not None
    assert (taliban.on(day).kind, taliban.on(day).inter) == (kind, inter)


@pytest.mark.parametrize(
    ("name", "country", "days", "actor_id"),
    [
        ("SNA", None, ("2020-01-01", "2020-01-01"), "sna"),
        ("SAF", "SD", None, "sd-forces"),
        ("Government of National Unity", "LY", ("2022-01-01", "2022-01-01"), "gnu-libya"),
    ],
)
def test_days_and_country_decide_between_namesakes(
    name: str, country: str | None, days: tuple[str, str] | None, actor_id: str
) -> None:
    found = REGISTER.find(name, country=country, days=days)
    assert found is not None
    assert found.id == actor_id


def test_the_initials_of_a_group_abroad_need_its_name_beside_them() -> None:
    def found(text: str) -> list[str]:
        return [actor.id for _, _, actor in REGISTER.scan(text, country="SY")]

    assert found("The TNLA sent a note.") == []
    assert found("The Ta'ang National Liberation Army (TNLA) sent a note.") == ["tnla", "tnla"]
    assert found("The SDF and the PKK met.") == ["sdf", "pkk"]


# --- states by rule


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("army of Peru", "pe-forces"),
        ("Polish border guards", "pl-border-guard"),
        ("Greek coast guard", "gr-coast-guard"),
        ("Sri Lankan navy", "lk-navy"),
        ("Haitian National Police", "ht-police"),
        ("Kenyan police officers", "ke-police"),
        ("Japan's foreign ministry", "jp-foreign-ministry"),
        ("Ukrainian Ministry of Health", "ua-health-ministry"),
        ("Bangladeshi air force", "bd-air-force"),
        ("Georgian intelligence service", "ge-intelligence"),
        ("government of Norway", "no-government"),
    ],
)
def test_every_state_has_its_forces_and_ministries(name: str, actor_id: str) -> None:
    found = REGISTER.find(name)
    assert found is not None
    assert found.id == actor_id


def test_the_whole_world_is_there() -> None:
    assert len(REGISTER.states) == 193 + 2  # the members of the United Nations, Kosovo and Taiwan
    assert len({s.code for s in REGISTER.states}) == len(REGISTER.states)


def test_whoever_is_at_home_where_no_state_is_comes_from_a_land_that_we_mean() -> None:
    """Own rows may name these codes too, so that a slip among ours would let it through."""
    lands = {a.country for a in REGISTER if a.country} - {s.code for s in REGISTER.states}
    assert lands == {"EH", "PS"}


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("جبهة النصرة", "nusra-front"),
        ("الجيش السوري", "sy-forces"),
        ("ВСУ", "ua-forces"),
        ("Збройні сили України", "ua-forces"),
        ("حركة الشباب", "al-shabaab"),
        ("צה״ל", "il-forces"),
        ("Türk Silahlı Kuvvetleri", "tr-forces"),
        ("חיזבאללה", "hezbollah"),
    ],
)
def test_names_in_other_scripts(name: str, actor_id: str) -> None:
    found = REGISTER.find(name)
    assert found is not None
    assert found.id == actor_id


PEJORATIVE = {"daesh", "daish", "shabiha", "regime", "junta", "terrorists", "rafida", "kadyrovites", "bandits", "thugs"}


def test_canonical_names_are_neutral() -> None:
    assert [a.name for a in REGISTER if PEJORATIVE & set(fold_name(a.name).split())] == []
