"""Whether it happened, is going on, is planned, over, denied or suspected: "The army will [shell|planned] the
village".

`untold` marks a word that only points at a kind of event, and of which no claim is made.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import answers, cases, known_failure, parsed, plain
from sayso.annotation.qualifiers import find_qualifiers
from sayso.annotation.triggers import find_triggers
from sayso.claims.happenings import happenings
from sayso.claims.status import bearing, status_of
from sayso.claims.typing import Surroundings, resolve_type
from sayso.claims.worth import is_told
from sayso.schema import Sentence

pytestmark = pytest.mark.model
Parses = Mapping[str, tuple[Sentence, ...]]

HAPPENED = [
    "The army [shelled|happened] the village.",
    "The village was [shelled|happened] on Monday.",
    "An [air strike|happened] killed five people.",
    "Suspected militants [killed|happened] a mayor.",
    "The army [captured|happened] the village.",
    "The army [launched an offensive|happened].",
    "The army has [withdrawn|happened] from the village.",
    "The army [shelled|happened] the village that rebels plan to leave.",
    "The army [attacked|happened] the village after a plan to talk failed.",
    "The minister who denied the charges was killed in an [attack|happened].",
    "The [raid|happened], which the army planned for months, killed five people.",
    "Five people were killed in a [raid|happened] that the army denied.",
    "The army foiled an [attack|happened] that killed five people.",
    "The [crash|happened] was due to a fault.",
    "Rebels have been [making advances|happened] near the village.",
    "[Fighting|happened] has also killed 30 soldiers and 12 rebels.",
]

PLANNED = [
    "The army will [shell|planned] the village.",
    "The army plans to [shell|planned] the village.",
    "The army would [attack|planned] the village.",
    "The army is set to [storm|planned] the village.",
    "The army vowed to [retake|planned] the village.",
    "The army is preparing an [offensive|planned] on the village.",
    "The militia threatened to [attack|planned] the village.",
    "The ministry warned of an [attack|planned] on the village.",
    "A planned [attack|planned] on the base was called off.",
    "An [attack|planned] on the base is expected.",
    "The army must [withdraw|planned] from the village.",
    "The [withdrawal|planned] is due to begin on Monday.",
    "The army agreed to [withdraw|planned] from the village.",
    "Rebels plan to [free prisoners|planned] after an [attack|happened] killed five people.",
]

DENIED = [
    "The army did not [shell|denied] the village.",
    "The army denied [shelling|denied] the village.",
    "The army denied that it [shelled|denied] the village.",
    "The ministry denied the [attack|denied].",
    "The army never [attacked|denied] the village.",
    "No [air strike|denied] was carried out.",
    "There was no [attack|denied].",
    "The army foiled an [attack|denied] on the village.",
]

SUSPECTED = [
    "The army may have [shelled|suspected] the village.",
    "The army reportedly [shelled|suspected] the village.",
    "The army allegedly [shelled|suspected] the village.",
    "The army is believed to have [shelled|suspected] the village.",
    "The army could [attack|suspected] the village.",
    "A suspected [air strike|suspected] killed five people.",
    known_failure(
        "It is likely that the army [shelled|suspected] the village.", why="the cue does not govern the event"
    ),
    "A possible [air strike|suspected] killed five people.",
]

ONGOING = [
    "The army is [shelling|ongoing] the village.",
    "[Fighting|ongoing] continued near the village.",
    "[Clashes|ongoing] are raging near the village.",
    "The [siege|ongoing] is ongoing.",
    "The army has [besieged|ongoing] the town since May.",
    "[Air strikes|ongoing] continue on the village.",
    "The [truce|ongoing] holds.",
    "Troops are [withdrawing|ongoing] from the village.",
    "About 300 fighters [operate in|ongoing] the valley.",
    "[Clashes|ongoing] have gripped the village.",
    "The troops were inside the school and [shelling|ongoing] the village.",
    "The army and rebels [were locked in|ongoing] heavy fighting.",
    "Thousands have begun to [flee|ongoing] the village.",
    "The neighbours are helping [prop up|ongoing] the government.",
    known_failure("The [siege|ongoing] did not end.", why="`not` does not cancel `end` here"),
]

ENDED = [
    "The [siege|ended] ended on Monday.",
    "The army ended its [offensive|ended].",
    "The army halted its [offensive|ended].",
    "The army called off its [offensive|ended].",
    "The [ceasefire|ended] broke down.",
    "The [truce|ended] collapsed on Monday.",
    "After the army ended its [siege|ended], rebels [attacked|happened] the base.",
]

UNTOLD = [
    "The army did not know whether [air strikes|untold] were carried out.",
    "The army promised to respond to any [attack|untold].",
    "If rebels [attack|untold], troops march.",
    "The army has been trying to [seize|untold] the town.",
]

TABLE = [*HAPPENED, *PLANNED, *DENIED, *SUSPECTED, *ONGOING, *ENDED, *UNTOLD]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(str(s)) for (s,) in cases(TABLE))


def _standing(text: str, sentences: tuple[Sentence, ...]) -> list[tuple[str, str]]:
    qualifiers = find_qualifiers(sentences, text)
    group = list(happenings(sentences, find_triggers(sentences, text)))
    rows: list[tuple[str, str]] = []
    for happening in group:
        sentence = sentences[happening.sentence]
        kind = resolve_type(sentence, happening, Surroundings([])).event_type
        found = status_of(sentence, happening, kind, bearing(sentence, happening, qualifiers))
        rows.append((happening.main.text, found.status if is_told(sentence, happening, group) else "untold"))
    return rows


@pytest.mark.parametrize("sentence", TABLE)
def test_whether_it_happened(sentence: str, parses: Parses) -> None:
    text = plain(sentence)
    assert _standing(text, parses[text]) == answers(sentence)


def test_the_cue_is_kept(parses: Parses) -> None:
    text = "The army reportedly shelled the village."
    (sentence,) = parses[text]
    (happening,) = happenings((sentence,), find_triggers((sentence,), text))
    (cue,) = bearing(sentence, happening, find_qualifiers((sentence,), text))
    found = status_of(sentence, happening, "shelling", [cue])
    assert (found.status, found.text, found.rule) == ("suspected", "reportedly", "qualifiers.yaml: reportedly")
