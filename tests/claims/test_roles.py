"""Who did it, and to whom. The answer stands in the sentence: "[Rebels|actor] attacked the [army base|recipient]".

Where a sentence tells of two events, the one that is asked for is marked `event`. Whoever is not marked has no part
in it: "attacked the village" befell nobody that is named.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import answers, cases, known_failure, marks, parsed, plain
from sayso.annotation.triggers import find_triggers
from sayso.claims.happenings import Happening, happenings
from sayso.claims.noun_phrases import Phrase
from sayso.claims.role_words import actor_words
from sayso.claims.roles import merged, roles_in
from sayso.claims.sides import Roles
from sayso.claims.undergoers import can_undergo
from sayso.schema import Sentence

Parses = Mapping[str, tuple[Sentence, ...]]

ACTIVE_AND_PASSIVE = [
    "[Rebels|actor] attacked the [army base|recipient].",
    "The [army base|recipient] was attacked by [rebels|actor].",
    "[Insurgents|actor] ambushed a [patrol|recipient] near the dam.",
    "[Soldiers|recipient] were ambushed by [insurgents|actor] near the dam.",
    "[Soldiers|actor] shot dead a [villager|recipient].",
    "A [villager|recipient] was shot dead by [soldiers|actor].",
    "The [militia|actor] executed 12 [prisoners|recipient].",
    "Twelve [prisoners|recipient] were executed by the [militia|actor].",
    "The [army|actor] shelled the village.",
    "The village was shelled by the [army|actor].",
    "[Fighters|actor] who attacked the [base|recipient] fled.",
    "The [base|recipient] attacked by [rebels|actor] was quiet.",
    "On Monday [rebels|actor] attacked the [base|recipient].",
    "The [army|actor] shelled the [barracks|recipient].",
    "[Gunmen|actor] kidnapped two [engineers|recipient].",
]

NOUNS = [
    "The [rebel|actor] attack on the [convoy|recipient] was over by noon.",
    "[Army|actor] shelling killed three [soldiers|recipient].",
    "An attack by [rebels|actor] killed three [soldiers|recipient].",
    "The attack was carried out by [rebels|actor].",
    "The [army|actor] carried out air strikes on [rebel positions|recipient].",
    "[Russian|actor] air strikes hit a [market|recipient].",
    "An air strike on a [hospital|recipient] was reported.",
    "A drone strike by [Turkey|actor] killed two [fighters|recipient].",
    "The blast killed five [soldiers|recipient].",
    "The [army|recipient] suffered an attack near the dam.",
    "An attack claimed by the [Valley Brigade|actor] killed two [guards|recipient].",
    "[Soldiers|recipient] came under attack near the dam.",
    "Shelling from [army|actor] posts killed three [villagers|recipient].",
    "[Army|actor] shelling of a [rebel-held town|recipient] went on.",
    "Rockets fell on Nawa injuring three [villagers|recipient].",
]

SIDES = [
    "Clashes between [rebels|actor] and [soldiers|recipient] went on.",
    "[Rebels|actor] clashed with [soldiers|recipient] near the dam.",
    "The [army|actor] is fighting [rebels|recipient] near the dam.",
    "[Protesters|actor] clashed with [police|recipient].",
    "[Rebels|actor] and [jihadists|recipient] clashed.",
    "Clashes broke out between the [army|actor] and [militants|recipient].",
    "The [army|actor] and [rebels|recipient] were locked in fighting.",
    "Fighting between the [two sides|actor] went on.",
    "The [army|actor] and the [navy|actor] fought fires.",
]

NAMES = [
    "The [US-led coalition|actor] bombed a [school|recipient].",
    "Air strikes by the [US-led coalition|actor] hit a [school|recipient].",
    "[Suspected rebels|actor] attacked a [checkpoint|recipient].",
    "[Russian-backed fighters|actor] attacked the [base|recipient].",
    "[Turkish-backed rebels|actor] attacked the [base|recipient].",
    "[Insurgents|actor], backed by a local militia, attacked the [base|recipient].",
    "[Soldiers|actor] and [allied militiamen|actor] attacked the [base|recipient].",
    "The [army|actor] and [its allies|actor] stormed the [base|recipient].",
    "[Rebels from the Valley Brigade|actor] attacked the [base|recipient].",
    "The [Islamic State group|actor] attacked the [base|recipient].",
    "[Israel|actor] struck an [army base|recipient].",
    "[Warplanes|actor] hit positions held by [rebels|recipient].",
    "[Government forces|actor] bombed [rebel-held areas|recipient].",
    "[They|actor] attacked the [base|recipient].",
    "It attacked the [base|recipient].",
    "[US-led coalition|actor] air strikes hit a [school|recipient].",
    "[Russian and Syrian planes|actor] bombed a [school|recipient].",
    "[Syrian air force|actor] strikes hit a [school|recipient].",
    "A Turkish-backed offensive by [rebels|actor] went on.",
    known_failure("[IS|actor] attacked the [base|recipient].", why="the parse takes IS for a verb"),
    "The forced displacement of [villagers|recipient] went on.",
]

AIMS = [
    "An [army|actor] offensive to retake the town from [rebels|recipient] went on.",
    "The [army|actor] captured the town from [rebels|recipient].",
    "[Rebels|actor] seized a checkpoint.",
    "The town fell to the [rebels|actor].",
    "The [army|actor] [launched an offensive|event] to retake the town from [rebels|recipient].",
    "The [army|actor] launched an operation against [militants|recipient].",
    "The [rebels|actor] captured the town, once a [government|recipient] stronghold.",
    "The [army|actor] launched an offensive to retake [rebel|recipient]-controlled land.",
    "The [army|recipient] lost control of the town to [rebels|actor].",
    "The [army|actor] captured the town, once a market for sheep.",
    "On Sunday [rebels|actor] launched an attack on the [base|recipient].",
]

NOTHING_DONE = [
    "[Residents|actor] fled the town.",
    "The fighting forced [residents|actor] to [flee|event].",
    "[Troops|actor] withdrew from the border.",
    "The [army|actor] deployed troops to the border.",
    "The [rebels|actor] and the [army|actor] agreed a truce.",
    "A truce between the [army|actor] and the [rebels|actor] took hold.",
    "The [town elders|actor] struck a truce with the [army|actor].",
    "An evacuation deal between the [warring sides|actor] took hold.",
]

SUPPORT = [
    "[Saudi Arabia|actor] supplied weapons to the [rebels|recipient].",
    "The [rebels|recipient] received weapons from [Saudi Arabia|actor].",
]

ACCUSED = [
    "The [ministry|actor] [accused|event] the [rebels|recipient] of looting.",
]

TABLE = [*ACTIVE_AND_PASSIVE, *NOUNS, *SIDES, *NAMES, *AIMS, *NOTHING_DONE, *SUPPORT, *ACCUSED]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(str(s)) for (s,) in cases(TABLE))


def _asked_for(marked: str, sentences: tuple[Sentence, ...]) -> Happening:
    text = plain(marked)
    told = list(happenings(sentences, find_triggers(sentences, text)))
    asked = [m for m in marks(marked) if m.answer == "event"]
    return next(h for h in told if not asked or any(t.start == asked[0].start for t in h.triggers))


def _words(sentence: Sentence, phrase: Phrase, text: str) -> tuple[int, str]:
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end
    return start, text[start:end]


def _roles(marked: str, parses: Parses) -> list[tuple[str, str]]:
    text = plain(marked)
    happening = _asked_for(marked, parses[text])
    sentence = parses[text][happening.sentence]
    found = merged([roles_in(sentence, t.head, t.label) for t in happening.triggers])
    rows = [(*_words(sentence, p, text), "actor") for p in found.actors]
    rows += [(*_words(sentence, p, text), "recipient") for p in found.recipients if can_undergo(sentence, p)]
    return [(words, role) for _, words, role in sorted(rows)]


@pytest.mark.model
@pytest.mark.parametrize("sentence", TABLE)
def test_who_did_it_to_whom(sentence: str, parses: Parses) -> None:
    assert _roles(sentence, parses) == [a for a in answers(sentence) if a[1] != "event"]


def test_nobody_is_doer_and_undergoer_of_one_event() -> None:
    rebels, soldiers = Phrase(0, 0, 0, "subject"), Phrase(2, 2, 2, "object")
    one, other = Roles((rebels,), (soldiers,)), Roles((), (rebels,))
    assert merged([one, other]) == Roles((rebels,), (soldiers,))


def test_a_target_that_can_act_is_listed_as_such() -> None:
    lists = actor_words()
    assert not lists.by_role - lists.heads - {"perpetrator", "killer"}
    assert not lists.doers & lists.instruments


def test_the_lists_hold_dictionary_forms_in_lower_case() -> None:
    assert all(word == word.lower() for word in actor_words().heads)
