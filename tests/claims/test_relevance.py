"""Which reports are read at all: those on armed conflict, not those that borrow its words."""

from __future__ import annotations

import pytest

from marked import document
from sayso.annotation.parse import parse
from sayso.claims.actors import DocumentNames
from sayso.claims.relevance import is_on_conflict, signs_of_conflict
from sayso.schema.actors import Actor, ActorRegister

NOBODY = ActorRegister([Actor("coast-monitor", "Coast Monitor", "monitor")])

ON_CONFLICT = [
    "Rebels attacked a checkpoint near the dam. Two soldiers were killed.",
    "Shells fell on the market. Five people died.",
    "A car bomb exploded outside the court. Nobody claimed it.",
    "Air strikes hit the camp. Families fled.",
    "Gunmen kidnapped a nurse. She was freed on Monday.",
    "The truce held for a day. Then the army moved in.",
]

FOOTBALL = """The visitors came out on the attack. Their striker shot twice in the first half. The hosts hit back
after the break. A late strike killed the game. The defence was under siege to the end. Fans clashed
with stewards. The coach was fired on Monday. The club meets its old rivals in May."""

HEIST = """Three men robbed a jeweller on Friday. They smashed the window with a hammer. One of them injured a
guard. The police arrested two suspects the next day. The third fled in a van. The shop will open again
in June. Nobody was killed."""

EARTHQUAKE = """An earthquake shook the coast on Sunday. At least 40 people were killed. Hundreds were injured when
houses collapsed. Thousands fled their homes. The hospital was destroyed. Rescuers pulled 12 bodies from
the rubble. Aftershocks hit the region for days. Schools stay shut."""

ELECTION = """The party launched its campaign on Monday. Its leader attacked the budget. The two parties agreed a deal
on taxes. Voters will go to the polls in May. The minister was accused of waste. A rally is planned for
Sunday."""

OTHERS = {"football": FOOTBALL, "heist": HEIST, "earthquake": EARTHQUAKE, "election": ELECTION}


def judged(text: str, register: ActorRegister = NOBODY) -> bool:
    return is_on_conflict(parse(document(text)), DocumentNames(text, register))


@pytest.mark.model
@pytest.mark.parametrize("text", ON_CONFLICT)
def test_two_sentences_on_conflict_are_enough(text: str) -> None:
    assert judged(text)


@pytest.mark.model
@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_a_report_that_borrows_the_words_is_left_aside(text: str) -> None:
    assert not judged(text)


@pytest.mark.model
def test_a_long_report_needs_more_than_one_sign() -> None:
    padding = "The street was full of people. " * 5
    assert not judged(padding + "A soldier bought bread.")
    assert judged(padding + "A soldier hit a mine laid by rebels under shelling.")


def test_the_name_of_an_armed_group_is_a_sign() -> None:
    brigade = ActorRegister([Actor("valley-brigade", "Valley Brigade", "rebel_group")])
    text = "The Valley Brigade came."
    assert "valley-brigade" in signs_of_conflict((), DocumentNames(text, brigade))
    assert not signs_of_conflict((), DocumentNames(text, NOBODY))
