"""MUC-4: from claims to its templates. All reports are invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluation import muc4_templates
from sayso.evaluation.measures import muc4
from sayso.evaluation.muc4_templates import Setting, Template, Words
from sayso.evaluation.wordlists import any_of
from sayso.schema import Claim, ClaimQualifier, Count, DateSpan, Party, Place, Sentence, Token, Trigger

REPORTED = Setting("1989-01-17", "CO")


def parsed(text: str, heads: Sequence[int], deps: Sequence[str], tags: Sequence[str]) -> Sentence:
    """A sentence with its parse set down word by word."""
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    pos = {"N": "NOUN", "V": "VERB", "I": "ADP", "D": "DET", "C": "NUM", "J": "ADJ"}
    tokens = tuple(
        Token(
            m.start(),
            m.end(),
            m[0],
            m[0].lower().removesuffix("s"),
            "PROPN" if t.startswith("NNP") else pos.get(t[0], "X"),
            t,
            d,
            h,
        )
        for m, h, d, t in zip(found, heads, deps, tags, strict=True)
    )
    return Sentence(0, len(text), tokens)


def party(text: str, words: str) -> Party:
    at = text.index(words)
    return Party(words, None, words, at, at + len(words))


def claim(event_type: str, text: str, trigger: str, **content: Any) -> Claim:
    at = text.index(trigger)
    settled = {"status": "happened", "quote": text, "trigger": Trigger(trigger, at, at + len(trigger)), **content}
    return Claim(f"c{at}", "d1", "sayso-1", event_type, start=0, end=len(text), **settled)


def place(name: str, country: str | None = "CO", kind: Any = "settlement") -> Place:
    return Place(name, name, 0, len(name), None, None, None, kind, country, None, None, None, "exact")


def day(iso: str) -> DateSpan:
    return DateSpan(iso, iso, "day", "relative", "yesterday")


def templates(claims: Sequence[Claim], *sentences: Sentence, where: Setting = REPORTED) -> list[Template]:
    text = claims[0].quote if claims else ""
    return muc4_templates.templates(claims, Words(text, sentences), where)


BOMB = "The ELN bombed a bank and killed two guards"
BOMB_PARSE = parsed(
    BOMB,
    [1, 2, 2, 4, 2, 2, 2, 8, 6],
    ["det", "nsubj", "ROOT", "det", "dobj", "cc", "conj", "nummod", "dobj"],
    ["DT", "NNP", "VBD", "DT", "NN", "CC", "VBD", "CD", "NNS"],
)


def test_a_claim_becomes_a_template() -> None:
    at = BOMB.index("two guards")
    (found,) = templates(
        [
            claim(
                "explosion",
                BOMB,
                "bombed",
                date=day("1989-01-16"),
                places=(place("Cali"), place("Valle", kind="governorate")),
                actors=(party(BOMB, "ELN"),),
                recipients=(party(BOMB, "guards"),),
                counts=(Count("killed", "unknown", 2, 2, 2, "exact", "two guards", at, at + 10),),
                qualifiers=(ClaimQualifier("responsibility_claimed", "claimed", 0, 1),),
            )
        ],
        BOMB_PARSE,
    )
    assert tuple(found) == muc4_templates.SLOTS
    assert found == {
        "type": ["BOMBING"],
        "stage": ["ACCOMPLISHED"],
        "date": ["16 JAN 89"],
        "location": ["COLOMBIA: VALLE: CALI"],
        "perp_individual": [],
        "perp_org": ['"ELN"'],
        "perp_org_confidence": ['CLAIMED OR ADMITTED: "ELN"'],
        "hum_name": [],
        "hum_desc": ['"GUARDS"'],
        "hum_number": ['2: "GUARDS"'],
        "hum_effect": ['DEATH: "GUARDS"'],
        "phys_id": ['"BANK"'],
    }


MURDER = "Gunmen murdered Judge Ana Ruiz"
MURDER_PARSE = parsed(
    MURDER,
    [1, 1, 4, 4, 1],
    ["nsubj", "ROOT", "compound", "compound", "dobj"],
    ["NNS", "VBD", "NNP", "NNP", "NNP"],
)


def murder(**content: Any) -> Claim:
    recipients = (party(MURDER, "Judge Ana Ruiz"),)
    actors = (party(MURDER, "Gunmen"),)
    return claim("attack_on_civilians", MURDER, "murdered", **{"recipients": recipients, "actors": actors, **content})


def test_a_victim_by_name_and_title() -> None:
    (found,) = templates([murder()], MURDER_PARSE)
    assert found["hum_name"] == ['"ANA RUIZ"']
    assert found["hum_desc"] == ['"JUDGE": "ANA RUIZ"']
    assert found["hum_number"] == ['1: "ANA RUIZ"']
    assert found["hum_effect"] == ['DEATH: "ANA RUIZ"']
    assert found["perp_individual"] == ['"GUNMEN"']


@pytest.mark.parametrize(
    ("date", "fill"),
    [
        (None, "- 17 JAN 89"),
        (day("1989-01-16"), "16 JAN 89"),
        (DateSpan("1989-01-16", "1989-01-17", "days", "relative", "since Monday"), "16 JAN 89 - 17 JAN 89"),
        (DateSpan("1988-01-01", "1989-12-31", "range", "relative", "lately"), "- 17 JAN 89"),
    ],
)
def test_an_undated_incident_is_from_before_the_report(date: DateSpan | None, fill: str) -> None:
    (found,) = templates([murder(date=date)], MURDER_PARSE)
    assert found["date"] == [fill]


@pytest.mark.parametrize(
    ("places", "fill"),
    [
        ((), "COLOMBIA"),
        ((place("northern Bogotá"),), "COLOMBIA: BOGOTA"),
        ((place("outskirts of Cali"),), "COLOMBIA: CALI"),
        ((place("Lima", "PE"),), "PERU: LIMA"),
        ((place("Cadiz", "ES"),), "COLOMBIA"),
    ],
)
def test_where_it_happened(places: tuple[Place, ...], fill: str) -> None:
    (found,) = templates([murder(places=places)], MURDER_PARSE)
    assert found["location"] == [fill]


def test_the_guerrillas_of_a_report_that_names_one_group_are_that_group() -> None:
    text = "Guerrillas bombed a bank"
    sentence = parsed(text, [1, 1, 3, 1], ["nsubj", "ROOT", "det", "dobj"], ["NNS", "VBD", "DT", "NN"])
    event = claim("explosion", text, "bombed", actors=(party(text, "Guerrillas"),))
    (with_group,) = templates([event], sentence, where=Setting("1989-01-17", "CO", "Popular Front"))
    (without,) = templates([event], sentence)
    assert (with_group["perp_org"], without["perp_org"]) == (['"POPULAR FRONT"'], [])


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Members of the Popular Hills Front [PHF] came.", "Popular Hills Front"),
        ("The PHF [Popular Hills Front] came.", "Popular Hills Front"),
        ("The Popular Hills Front [PHF] and the Valley Workers Army [VWA] came.", None),
        ("Guerrillas came.", None),
    ],
)
def test_the_one_group_of_a_report(text: str, group: str | None) -> None:
    assert muc4_templates.armed_group(text) == group


def test_claims_of_one_incident_make_one_template_and_those_of_two_make_two() -> None:
    first = murder(places=(place("Cali"),), date=day("1989-01-15"))
    same = murder(date=day("1989-01-16"))
    other = murder(places=(place("Tunja"),), recipients=())
    found = templates([first, same, other], MURDER_PARSE)
    assert [t["location"] for t in found] == [["COLOMBIA: CALI"], ["COLOMBIA: TUNJA"]]


@pytest.mark.parametrize(
    ("event_type", "trigger", "content", "kinds"),
    [
        ("armed_clash", "clashed", {}, []),
        ("armed_clash", "attacked", {}, ["ATTACK"]),
        ("property_destruction", "burned", {}, ["ARSON"]),
        ("property_destruction", "looted", {}, ["ROBBERY"]),
        ("property_destruction", "demolished", {}, []),
        ("abduction", "kidnapped", {"status": "denied"}, []),
        ("abduction", "kidnapped", {"status": "planned"}, ["KIDNAPPING"]),
        ("abduction", "kidnapped", {"is_total": True}, []),
        ("abduction", "kidnapped", {"date": day("1988-10-01")}, []),  # older than two months
        ("agreement", "agreed", {}, []),
    ],
)
def test_what_muc4_codes(event_type: str, trigger: str, content: dict[str, Any], kinds: list[str]) -> None:
    text = f"Gunmen {trigger} the shop"
    event = claim(event_type, text, trigger, **{"actors": (party(text, "Gunmen"),), **content})
    assert [t["type"][0] for t in templates([event])] == kinds


@pytest.mark.parametrize(("victims", "n"), [("soldiers", 0), ("peasants", 1)])
def test_losses_of_the_armed_sides_alone_are_no_incident(victims: str, n: int) -> None:
    text = f"Rebels attacked {victims}"
    sentence = parsed(text, [1, 1, 1], ["nsubj", "ROOT", "dobj"], ["NNS", "VBD", "NNS"])
    event = claim("armed_clash", text, "attacked", recipients=(party(text, victims),), actors=(party(text, "Rebels"),))
    assert len(templates([event], sentence)) == n


def test_that_something_happened_is_not_enough() -> None:
    assert templates([claim("explosion", "A blast was heard", "blast")]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the set up of a base", "set up"),
        ("he was set-up", "set-up"),
        ("dispersed the crowd", "dispersed"),
        ("the setup", None),
        ("undispersed", None),
    ],
)
def test_words_of_a_list(text: str, found: str | None) -> None:
    m = any_of("set up, dispers*").search(text)
    assert (m and m[0]) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LIMA, 3 JAN 90 (DPA) -- [TEXT] GUERRILLAS ATTACKED", "1990-01-03"),
        ("LIMA, 3 JAN 90 -- [TEXT] GUERRILLAS ATTACKED", "1990-01-03"),
        ("GUERRILLAS ATTACKED ON 3 JAN 90", None),
    ],
)
def test_the_day_of_a_dateline(text: str, day: str | None) -> None:
    assert muc4.published(text) == day


def test_every_slot_of_the_scorer_becomes_a_figure() -> None:
    scores = {slot: {"P": 0.5, "R": 0.25, "F": 0.333, "key": 8, "resp": 4} for slot in muc4.SLOTS}
    figures = {f.name: f for f in muc4.figures_of(scores, 2)}
    assert figures["ALL F1"].published == muc4.PUBLISHED["ALL"]
    assert (figures["ALL precision"].value, figures["ALL precision"].n) == (0.5, 4)
    assert [name for name, f in figures.items() if f.gated] == ["ALL F1", "template F1"]


SCORER = """import json, sys
gold, ours = ([json.loads(line) for line in open(name)] for name in sys.argv[1:3])
found = sum(len(row["templates"]) for row in ours)
slot = {"P": 1.0, "R": found / len(gold), "F": 0.5, "key": len(gold), "resp": found}
print(json.dumps({s: slot for s in %s}))
"""


def test_reports_are_read_in_sentence_case_and_scored_by_the_scorer_beside_them(tmp_path: Path) -> None:
    row = '{"id": "%s", "text": "CALI, 3 JAN 90 -- [TEXT] GUNMEN MURDERED A JUDGE.", "meta": {"official_set": "%s"}}'
    (tmp_path / muc4.CORPUS).parent.mkdir(parents=True)
    (tmp_path / muc4.CORPUS).write_text("\n".join(row % r for r in [("a", "TST1"), ("b", "DEV"), ("c", "TST2")]) + "\n")
    (tmp_path / muc4.SCORER).write_text(SCORER % (muc4.SLOTS,))
    read: list[tuple[str | None, str, list[str]]] = []

    def nothing(document: Any) -> tuple[tuple[Claim, ...], tuple[Sentence, ...]]:
        read.append((document.published.date, document.text, [s.kind for s in document.segments]))
        return (), ()

    result = muc4.measure(tmp_path, None, nothing)
    assert read[0] == ("1990-01-03", "Cali, 3 Jan 90 -- [Text] Gunmen murdered a judge.", ["dateline", "body"])
    assert len(read) == 2
    assert {f.n for f in result.figures if f.name.endswith("recall")} == {2}
