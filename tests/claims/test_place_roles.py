"""Which of the places that a sentence names is the event's own: "[X|event]", "[X|origin]", "[X|destination]".

The places are real ones that the gazetteer holds; the sentences are made up.
"""

from __future__ import annotations

import pytest

from marked import answers, plain
from sayso import pipeline
from sayso.claims.coding import code_claims
from sayso.evaluation.corpora import as_document
from sayso.schema import Claim

TOLD = [
    "Rebels fired rockets from [Ariha|origin] at the town of [Jurin|event], killing two people.",
    "Some 40 soldiers withdrew from [Palmyra|event] to [Hama|destination] on Sunday.",
    "The army sent reinforcements from [Aleppo|origin] to [Idlib province|event].",
    "A bus on its way from [Deir ez-Zor|origin] to [Palmyra|destination] was hit by a bomb near [al-Sukhna|event], "
    "killing seven soldiers.",
    "Shelling killed nine people in [Ariha|event] and the wounded were taken to [Idlib city|destination].",
    "The army killed ten militants in [Tafas|event], a spokesman told reporters in [Damascus|reporting].",
    "Hundreds of families fled [Manbij|event] for [Aleppo|destination].",
    "A bomb killed two soldiers in [Manbij|event].",
]


def claims_of(sentence: str) -> tuple[Claim, ...]:
    known = pipeline.knowledge(chosen=True)
    document = as_document(sentence, key="test", published="2024-05-05")
    return code_claims(document, pipeline.annotate(document, known), known)


@pytest.mark.parametrize("marked", TOLD)
def test_each_place_has_its_role(marked: str) -> None:
    told = {place.text: place.role for place in claims_of(plain(marked))[0].places}
    assert told == dict(answers(marked))


@pytest.mark.parametrize("marked", TOLD)
def test_the_events_own_place_stands_first(marked: str) -> None:
    for claim in claims_of(plain(marked)):
        roles = [place.role for place in claim.places]
        assert roles == sorted(roles, key=lambda role: role != "event")
        assert not roles or roles[0] == "event"


def test_who_only_came_from_somewhere_is_no_place_without_an_event() -> None:
    claims = claims_of("Rebels retreated.")
    assert all(not claim.places for claim in claims)
