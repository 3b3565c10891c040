"""Words that bend a statement: denied, planned, hedged, over. The kind stands beside the cue: "[reportedly|hedge]".

A sentence without brackets is a twin in which nothing bends. Where two cues bend one sentence, both are marked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest

from marked import answers, cases, known_failure, parsed, plain
from sayso.annotation.qualifiers import find_qualifiers
from sayso.schema import Qualifier, Sentence, knowledge
from sayso.schema.vocabulary import QualifierKind

Parses = Mapping[str, tuple[Sentence, ...]]

TABLE = [
    # not, and denied
    "The army did [not|negation] shell the village.",
    "The army [never|negation] shelled the village.",
    "The army [failed to|negation] take the village.",
    "[No|negation] shell fell on the village.",
    "The army shelled the village.",
    "The army knotted its ropes.",
    "The army [denied|denial] shelling the village.",
    "The ministry [rejected the claim|denial] that it shelled the village.",
    "The ministry rejected the tender for the road.",
    # planned, threatened, under a condition
    "The army [plans to|plan] attack the village.",
    "The army [will|plan] attack the village.",
    "The army [would|plan] attack the village.",
    "The army [is set to|plan] attack the village.",
    "The army [is about to|plan] attack the village.",
    "The army is [going to|plan] attack the village.",
    "The army [vowed|plan] to retake the village.",
    "The will of the mayor was read.",
    "The army attacked a plane.",
    "The militia [threatened|threat] to attack the village.",
    "The ministry [warned of|threat] an attack.",
    "The thread of the talk was lost.",
    "[If|condition] the truce fails, the army attacks.",
    "[Unless|condition] rebels leave, the army attacks.",
    # hedged, doubted
    "The army [reportedly|hedge] shelled the village.",
    "The army [allegedly|hedge] shelled the village.",
    "The army [may|hedge] have shelled the village.",
    "The raid in May hit the village.",
    "A [suspected|hedge] rebel attack hit the village.",
    "The [alleged|hedge] attack hit the village.",
    "A [possible|hedge] raid was reported.",
    "The army [is believed|hedge] to have shelled the village.",
    "It is [likely|hedge] that the army shelled the village.",
    "The believers met in the mosque.",
    known_failure("The police suspect was held.", why="the noun `suspect` is read as a hedge"),
    "It is [unclear|doubt] who carried out the raid.",
    "The claim [could not be confirmed|doubt].",
    known_failure(
        "Reuters was [not able to verify|doubt] the claim.", why="`not be able to verify` finds no `was not able`"
    ),
    # going on, over
    "The fighting [continued|ongoing].",
    "The siege is [ongoing|ongoing].",
    "Warplanes bomb the town [daily|ongoing].",
    "The siege [ended|ended].",
    "The army [halted|ended] its offensive.",
    "The army has [called off|ended] its offensive.",
    "The ceasefire [broke down|ended].",
    "The offensive is [over|ended].",
    "The army [lifted|ended] the siege.",
    known_failure("The army went over the hill.", why="`over` is read as an end wherever it stands"),
    known_failure("The building collapsed.", why="`collapse` is read as an end whatever collapses"),
    # long ago
    "The bombing [last year|background] killed five.",
    # who answers for it
    "The group [claimed responsibility|responsibility_claimed].",
    "The group [claimed the attack|responsibility_claimed].",
    "The army [denied responsibility|responsibility_denied] for the attack.",
    "The army [blamed|responsibility_ascribed] the rebels for the attack.",
    "The group asked for responsible reporting.",
    known_failure(
        "[No|negation] group [claimed responsibility|responsibility_claimed] for the attack.",
        why="`claim ~ attack` is longer and swallows the words up to `attack`",
    ),
]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(str(s)) for (s,) in cases([*TABLE, *(row[0] for row in SCOPES)]))


def _found(text: str, parses: Parses) -> tuple[Qualifier, ...]:
    return find_qualifiers(parses[text], text)


@pytest.mark.model
@pytest.mark.parametrize("sentence", TABLE)
def test_a_cue_is_found_and_its_twin_is_not(sentence: str, parses: Parses) -> None:
    assert [(q.cue, q.kind) for q in _found(plain(sentence), parses)] == answers(sentence)


SCOPES = [
    ("A [suspected|hedge] rebel attack hit the village.", "A suspected rebel attack"),
    ("[If|condition] the truce fails, the army attacks.", "If the truce fails"),
    ("The army [reportedly|hedge] shelled the village.", "The army reportedly shelled the village."),
    ("It is [unclear|doubt] who carried out the raid.", "It is unclear who carried out the raid."),
]


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "scope"), SCOPES)
def test_a_cue_bears_on_its_phrase_its_clause_or_its_sentence(sentence: str, scope: str, parses: Parses) -> None:
    text = plain(sentence)
    (found,) = _found(text, parses)
    assert text[found.scope_start : found.scope_end] == scope
    assert found.scope_start <= found.start < found.end <= found.scope_end


# The list


GROUPS = knowledge.packaged("qualifiers")["qualifiers"]


def test_every_kind_of_qualifier_has_cues_and_a_sentence_here() -> None:
    shown = {answer for (s,) in cases(TABLE) for _, answer in answers(str(s))}
    assert {g["kind"] for g in GROUPS} == set(get_args(QualifierKind)) == shown


def test_no_cue_stands_for_two_kinds() -> None:
    cues = [cue for g in GROUPS for cue in g["cues"]]
    assert sorted(cues) == sorted(set(cues))
