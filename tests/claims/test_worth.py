"""Which of a sentence's events are told and which are only spoken of: "Thousands [fled|told] the fighting".

A marked word names an event that is told; an event word without brackets is none that a coder would take.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import answers, cases, parsed, plain
from sayso.annotation.triggers import find_triggers
from sayso.claims.happenings import happenings
from sayso.claims.worth import is_told
from sayso.schema import Sentence

Parses = Mapping[str, tuple[Sentence, ...]]

TABLE = [
    # the sentence, and its twin in which the same words tell of no event of their own
    ("[Fighting|told] broke out near the dam.", "Thousands were [displaced|told] by fighting near the dam."),
    ("Heavy [battles|told] were reported nearby.", "The camp took in families [fleeing|told] heavy battles nearby."),
    ("The [clashes|told] killed two people.", "The clashes have forced 3,000 residents to [flee|told] the town."),
    ("Such [bombardment|told] has killed 30 people.", "Such bombardment breaks the law of war."),
    ("The [raid|told] began at noon.", "The ministry said it would respond to any raid."),
    ("The army launched an [assault|told].", "The monitor asks whether strikes were carried out."),
    ("They [besieged|told] the town.", "If the hill falls, they would besiege the town."),
    ("Planes carried out [raids|told] on the town.", "The monitor determines which planes carry out raids."),
    ("[Car bombs|told] killed two people.", "Rebels fired a [salvo of rockets|told] and car bombs."),
    ("[Barrel bombs|told] hit the market.", "The town was hit by air [bombardment|told] including barrel bombs."),
    ("The army [captured|told] the village.", "The army began an [offensive|told] to capture the village."),
]


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(str(s)) for row in cases(TABLE) for s in row)


@pytest.mark.model
@pytest.mark.parametrize("sentence", [s for row in TABLE for s in row])
def test_what_is_told_and_what_is_only_spoken_of(sentence: str, parses: Parses) -> None:
    text = plain(sentence)
    sentences = parses[text]
    found = list(happenings(sentences, find_triggers(sentences, text)))
    told = [h.main.text for h in found if is_told(sentences[0], h, found)]
    assert [t.split()[-1] for t in told] == [words.split()[-1] for words, _ in answers(sentence)]
