"""What kind of event an open word stands for: "Warplanes [attacked|air_strike] the base".

The first marked word of a row is the event that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from marked import cases, known_failure, marks, parsed, plain
from sayso.annotation.triggers import find_triggers
from sayso.claims.happenings import Happening, happenings
from sayso.claims.typing import WAR_SIZE, Surroundings, Typed, is_toll, is_violent, resolve_type
from sayso.schema import Mention, Sentence, Token, codebook
from sayso.schema.vocabulary import Who

Parses = Mapping[str, tuple[Sentence, ...]]

BY_SIGN = [
    "Warplanes [attacked|air_strike] the base.",
    "A drone [struck|air_strike.drone] a car.",
    "A Russian bomber [attacked|air_strike] the depot.",
    "The bomber [attacked|explosion] people at a bus stop.",
    "The army [bombed|air_strike] the town.",
    "Rebels [bombed|explosion] the bridge.",
    "Rebels [attacked|shelling.mortar] the base with mortars.",
    "Rebels [attacked|shelling.rocket] the base with rockets.",
    "Artillery [struck|shelling] the village.",
    "A tank [fired|shelling] on the village.",
    "The aerial [bombardment|air_strike] killed five people.",
    "Gunmen [killed|attack_on_civilians] a teacher.",
    "Shells [killed|shelling] a teacher.",
    "Five people were [killed|explosion.landmine] by a landmine.",
    "Five people were [wounded|explosion.grenade] by a grenade.",
    "Five people were killed by [sniper fire|attack_on_civilians].",
    "Five people were killed in an [attack|chemical_attack] with chlorine gas.",
    "The house was [destroyed|shelling] by artillery.",
    known_failure(
        "Five people were killed when a car [bomb went off|explosion.car_bomb].",
        why="`bomb go off` has more words than `car bomb` and hides it",
    ),
    "Helicopters [attacked|air_strike.helicopter] the village.",
]

BY_ITS_OWN_WORD = [
    "A [suicide attack|explosion.suicide] killed five people.",
    "The [artillery bombardment|shelling] killed five people.",
    "The house was destroyed in an [air strike|air_strike].",
    "Militants [beheaded|attack_on_civilians.execution] two men.",
    "Militants killed five soldiers in [clashes|armed_clash].",
    "A [missile struck|shelling.missile] the village.",
]

BY_DEFAULT = [
    "Rebels [attacked|armed_clash] the base.",
    "The [strike|air_strike] killed five people.",
    "The [bombing|explosion] killed five people.",
    "The [bombardment|shelling] killed five people.",
    "The [raid|air_strike] killed five people.",
]

TABLE = [*BY_SIGN, *BY_ITS_OWN_WORD, *BY_DEFAULT]
BARE = ["Five people were killed.", "The attack killed five people.", "Militants killed five soldiers."]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed([*(plain(str(s)) for (s,) in cases(TABLE)), *BARE])


def _only(sentences: Sequence[Sentence], text: str) -> Happening:
    (told,) = happenings(sentences, find_triggers(sentences, text))
    return told


@pytest.mark.model
@pytest.mark.parametrize("sentence", TABLE)
def test_the_words_around_tell_what_it_is(sentence: str, parses: Parses) -> None:
    text = plain(sentence)
    (asked, *_) = marks(sentence)
    happening = _only(parses[text], text)
    assert any(t.start <= asked.start < t.end for t in happening.triggers)
    assert resolve_type(parses[text][0], happening, Surroundings([])).event_type == asked.answer


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Five people were killed.", [(0, "shelling.mortar")], "shelling.mortar"),
        ("Five people were killed.", [(0, "shelling"), (1, "air_strike")], "air_strike"),
        ("Five people were killed.", [(0, "agreement")], "attack_on_civilians"),
        ("Five people were killed.", [], "attack_on_civilians"),
        ("The attack killed five people.", [(0, "explosion.car_bomb")], "explosion.car_bomb"),
        ("The attack killed five people.", [(0, "displacement")], "armed_clash"),
    ],
)
def test_an_event_without_a_sign_borrows_from_the_last_violent_one(
    text: str, told: list[tuple[int, str]], expected: str, parses: Parses
) -> None:
    happening = Happening(2, _only(parses[text], text).triggers)
    found = resolve_type(parses[text][0], happening, Surroundings(told))
    assert (found.event_type, found.borrowed) == (expected, bool(told) and told[-1][1] == expected)


@pytest.mark.model
def test_an_event_long_ago_lends_nothing(parses: Parses) -> None:
    text = "Five people were killed."
    late = Happening(30, _only(parses[text], text).triggers)
    assert resolve_type(parses[text][0], late, Surroundings([(0, "shelling")])).event_type == "attack_on_civilians"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        ("Five people were killed.", "soldiers", "armed_clash"),
        ("Five people were killed.", "militants", "armed_clash"),
        ("Five people were killed.", "civilians", "attack_on_civilians"),
        ("The attack killed five people.", "civilians", "attack_on_civilians"),
        ("The attack killed five people.", "soldiers", "armed_clash"),
    ],
)
def test_the_dead_tell_a_clash_from_an_attack_on_civilians(text: str, who: Who, expected: str, parses: Parses) -> None:
    assert resolve_type(parses[text][0], _only(parses[text], text), Surroundings([], who)).event_type == expected


def test_a_type_comes_with_its_rule_and_words() -> None:
    trigger = Mention("trigger", 0, 7, "shelled", "shelling", 0, 0, "triggers.yaml: shell")
    token = Token(0, 7, "shelled", "shell", "VERB", "VBD", "ROOT", 0)
    found = resolve_type(Sentence(0, 7, (token,)), Happening(0, (trigger,)), Surroundings([]))
    assert found == Typed("shelling", "triggers.yaml: shell", "shelled")


VIOLENT = ["air_strike", "shelling", "explosion", "chemical_attack", "armed_clash", "attack_on_civilians"]


@pytest.mark.parametrize("code", sorted(codebook.native().types))
def test_only_violence_lends_its_type(code: str) -> None:
    assert is_violent(code) == (code.partition(".")[0] in VIOLENT)


def _killed(*lemmas: str) -> tuple[Sentence, Happening]:
    tokens = tuple(Token(n, n + 1, w, w, "NOUN", "NN", "dep", 0) for n, w in enumerate(("kill", *lemmas)))
    trigger = Mention("trigger", 0, 1, "kill", "killing", 0, 0, "by hand", outcome="killed")
    return Sentence(0, len(tokens), tokens), Happening(0, (trigger,))


@pytest.mark.parametrize(
    ("lemmas", "low", "days", "toll"),
    [
        (["war"], 300_000, 0, True),
        (["war"], 500, 0, True),
        (["market"], 500, 400, True),
        (["market"], WAR_SIZE, 0, True),
        (["market"], 500, 0, False),
        (["war"], 12, 0, False),
        (["war"], None, 0, False),
    ],
)
def test_a_running_figure_over_a_war_is_a_toll(lemmas: list[str], low: int | None, days: int, toll: bool) -> None:
    assert is_toll(*_killed(*lemmas), low, days) is toll


@pytest.mark.parametrize(("days", "toll"), [(31, False), (365, True)])
def test_an_attack_with_a_name_is_no_toll_if_only_its_month_is_told(days: int, toll: bool) -> None:
    sentence, happening = _killed("war")
    attack = Mention("trigger", 1, 2, "attack", "chemical_attack", 0, 1, "by hand")
    assert is_toll(sentence, Happening(0, (attack, *happening.triggers)), 500, days) is toll
