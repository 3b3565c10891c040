"""Phrases that the parser misreads, set right; their twins left alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import parsed
from sayso.schema import Sentence, Token

pytestmark = pytest.mark.model

SHOT_DEAD = [
    "Two gunmen on a motorcycle shot dead a former commander in the town on Saturday, a relative said.",
    "Gunmen shot dead three teachers.",
    "Police said four gunmen shot dead a judge.",
]
OTHER_SHOTS = ["A single shot killed the guard.", "The shot was heard in the town."]


@pytest.fixture(scope="module")
def parses() -> Mapping[str, tuple[Sentence, ...]]:
    return parsed([*SHOT_DEAD, *OTHER_SHOTS])


def _at(sentence: Sentence, word: str) -> Token:
    return next(t for t in sentence.tokens if t.text.casefold() == word)


@pytest.mark.parametrize("text", SHOT_DEAD)
def test_who_shoots_somebody_dead_is_the_subject(text: str, parses: Mapping[str, tuple[Sentence, ...]]) -> None:
    (sentence,) = parses[text]
    shot, gunmen = _at(sentence, "shot"), _at(sentence, "gunmen")
    assert (shot.pos, shot.lemma) == ("VERB", "shoot")
    assert (gunmen.dep, sentence.tokens[gunmen.head]) == ("nsubj", shot)


@pytest.mark.parametrize("text", OTHER_SHOTS)
def test_a_shot_that_is_a_noun_stays_one(text: str, parses: Mapping[str, tuple[Sentence, ...]]) -> None:
    (sentence,) = parses[text]
    assert _at(sentence, "shot").pos == "NOUN"


@pytest.mark.parametrize("text", SHOT_DEAD)
def test_every_token_still_hangs_on_a_root(text: str, parses: Mapping[str, tuple[Sentence, ...]]) -> None:
    (sentence,) = parses[text]
    for first in range(len(sentence.tokens)):
        above = [first]
        while sentence.tokens[above[-1]].head not in above:
            above.append(sentence.tokens[above[-1]].head)
        assert sentence.tokens[above[-1]].head == above[-1]
