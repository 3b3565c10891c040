"""One event is told once, two events are two: "[Air strikes|1] [killed|1] 15 people".

Words with the same number name the same event. The first word of a row in text order belongs to event 1.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import answers, cases, parsed, plain
from sayso.annotation.triggers import find_triggers
from sayso.claims.happenings import Happening, happenings
from sayso.schema import Mention, Sentence
from sayso.schema.codebook import top

Parses = Mapping[str, tuple[Sentence, ...]]

ONE = [
    "[Air strikes|1] [killed|1] 15 people.",
    "Gunmen [shot and killed|1] a guard.",
    "Gunmen [opened fire|1] at noon and [killed|1] a guard.",
    "A [car bomb|1] [exploded|1] outside the court, [killing|1] five people and [wounding|1] 20.",
    "The [raids|1] [targeted|1] a market.",
    "A [blast|1] in an [attack|1] on a mosque [killed|1] nine people.",
    "Five people were [killed|1] and ten [wounded|1].",
    "A [suicide bomber|1] [blew himself up|1] at a checkpoint.",
    "Warplanes [bombed|1] the town, [destroying|1] a hospital.",
    "[Clashes|1] [rocked|1] the town.",
    "The town was [hit|1] by a [gas attack|1].",
    "Five people were [killed|1] when a [bomb went off|1] in a bus.",
]

TWO = [
    "The army [shelled|1] the town and [arrested|2] three men.",
    "Rebels [captured|1] the village and [kidnapped|2] two engineers.",
    "Rebels [attacked|1] the base after [air strikes|2] [killed|2] five people.",
    "[Clashes|1] [killed|1] ten soldiers, and a [bomb|2] [killed|2] two farmers.",
    "Warplanes [bombed|1] the town amid [fighting|2] for the dam.",
    "The [strikes|1] were in retaliation for the [execution|2] of a pilot.",
    "The group [declared the province autonomous|1] and [demanded|2] that the militias disband.",
    "Fifteen people [died|1] in [raids|1] on the city while six [died|2] in a village.",
    "The army [launched an offensive|1] and [captured|2] a village.",
    "[Air strikes|1] [hit|1] the town, but the army denied the [shelling|2] of the camp.",
    "[Fighting|1] [killed|1] five people and forced thousands to [flee|2].",
    "The [ceasefire|1] took hold after weeks of [shelling|2].",
    "Two people were [killed|1] by a landmine; three were [killed|2] by [shelling|2].",
]

TABLE: list[object] = [*ONE, *TWO]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(str(s)) for (s,) in cases(TABLE))


def _numbered(told: list[Happening]) -> list[tuple[str, str]]:
    """The triggers in text order, each with the number of its event, numbered as they come."""
    triggers = sorted((t.start, t.text, n) for n, h in enumerate(told) for t in h.triggers)
    order = list(dict.fromkeys(n for _, _, n in triggers))
    return [(text, str(order.index(n) + 1)) for _, text, n in triggers]


@pytest.mark.model
@pytest.mark.parametrize("sentence", TABLE)
def test_one_event_is_told_once(sentence: str, parses: Parses) -> None:
    text = plain(sentence)
    assert _numbered(list(happenings(parses[text], find_triggers(parses[text], text)))) == answers(sentence)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Five people were killed when a bomb went off in a bus.", "bomb went off"),
        ("Shells killed five people in an attack on a mosque.", "attack"),
        ("Five people were killed and ten wounded.", "killed"),
        ("A blast in an attack on a mosque killed nine people.", "blast"),
    ],
)
def test_the_attack_gives_the_name_not_its_consequence(text: str, name: str) -> None:
    sentences = parsed([text])[text]
    (told,) = happenings(sentences, find_triggers(sentences, text))
    assert told.main.text == name


def test_each_sentence_tells_its_own() -> None:
    shelled = Mention("trigger", 0, 7, "Shelled", "shelling", 0, 0, "triggers.yaml: shell")
    again = Mention("trigger", 20, 27, "shelled", "shelling", 1, 0, "triggers.yaml: shell")
    one, two = Sentence(0, 8, ()), Sentence(20, 28, ())
    assert [h.sentence for h in happenings((one, two), (shelled, again))] == [0, 1]


def test_a_type_without_its_subtype() -> None:
    assert (top("shelling.mortar"), top("shelling")) == ("shelling", "shelling")
