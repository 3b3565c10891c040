"""How many people, who, and what befell them.

The answer stands in the sentence: "[15 civilians|killed civilians 15] died". First the outcome ("?" where the
sentence gives none), then who they are, then the number: 15, 15+ (at least), >15, <=15 (up to), ~15 (about), 20-30,
and "dozens" as 24-99?. `part` follows where the people are already in another count, `toll` where the figure is a
running one. What stands without brackets is no count of people.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from marked import answers, cases, known_failure, parsed, plain, said
from sayso.annotation.counts import find_counts
from sayso.annotation.times import find_times
from sayso.annotation.triggers import find_triggers
from sayso.schema import Mention, Sentence

pytestmark = pytest.mark.model
Parses = Mapping[str, tuple[Sentence, ...]]

KILLED = [
    "Shells killed [15 civilians|killed civilians 15] in the market.",
    "[Fifteen people|killed unknown 15] were killed in the market.",
    "[Two soldiers|killed soldiers 2] died in the clash.",
    "The attack left [five soldiers|killed soldiers 5] dead.",
    "[7|killed unknown 7] killed in blast in Homs",
    "[Twelve bodies|killed unknown 12] were found in the well.",
    "Rescuers pulled [12 bodies|killed unknown 12] from the rubble.",
    "[Twelve prisoners|killed unknown 12] were executed by the militia.",
    "The militia executed [12 prisoners|killed unknown 12].",
    known_failure("The attack claimed [20 lives|killed unknown 20].", why="`lives` is no noun for people"),
    known_failure("[Twenty people|killed unknown 20] lost their lives.", why="the outcome is not found"),
]

OTHER_OUTCOMES = [
    "The blast wounded [20 people|injured unknown 20].",
    "[Six wounded children|injured civilians 6] were taken to a clinic.",
    "The blast left [7 dead|killed unknown 7] and [20|injured unknown 20] wounded.",
    "The blast killed [7 people|killed unknown 7] and wounded [20|injured unknown 20].",
    "The blast killed [seven|killed unknown 7] and wounded [twenty others|injured unknown 20].",
    "[Ten civilians|killed civilians 10] were killed and [dozens|injured unknown 24-99?] more wounded.",
    "Gunmen kidnapped [four engineers|abducted civilians 4].",
    "[Four journalists|abducted civilians 4] were abducted.",
    "Police detained [14 people|detained unknown 14].",
    "[About 3,000 people|displaced unknown ~3000] fled.",
    "[Some 300 people|displaced unknown ~300] fled the town.",
    "[More than 12,000 people|displaced unknown >12000] have been displaced.",
    "[12|killed unknown 12] dead, [30|injured unknown 30] injured",
    known_failure(
        "The army captured [30 fighters|captured militants 30].", why="no rule gives the outcome `captured` for a verb"
    ),
    known_failure(
        "[Seven people|killed unknown 7] were killed and [20|? unknown 20] were missing.",
        why="the missing are read as killed",
    ),
]

NO_OUTCOME = [
    "[Some 1,500 fighters|? militants ~1500] are in the town.",
    "The rebels freed [20 prisoners|? unknown 20].",
    "[Two gunmen|? militants 2] shot dead [five people|killed unknown 5].",
    "[Three attackers|? militants 3] killed [five people|killed unknown 5].",
    "[Two suicide bombers|? militants 2] killed [10 people|killed unknown 10].",
]

HOW_MANY = [
    "[At least 15 civilians|killed civilians 15+] were killed.",
    "[More than 15 civilians|killed civilians >15] were killed.",
    "[Up to 40 militants|killed militants <=40] were killed.",
    "[Some 40 militants|killed militants ~40] were killed.",
    "[Between 20 and 30 fighters|killed militants 20-30] were killed.",
    "[20 to 30 fighters|killed militants 20-30] were killed.",
    "[Twenty-five people|killed unknown 25] were killed.",
    "[Dozens of people|killed unknown 24-99?] were killed.",
    "[Dozens|killed unknown 24-99?] were killed.",
    "[Several people|injured unknown 3-9?] were wounded.",
    "[Two or three people|killed unknown 2-3] were killed.",
    "[Several hundred people|killed unknown 300-999?] were killed.",
    "[Several dozen people|killed unknown 36-99?] were killed.",
    "[1 500 people|killed unknown 1500] were killed.",
]

SOME_OF_THEM = [
    "[Fifteen|injured unknown 15+] of the wounded were in critical condition.",
    "[Six of the children|injured civilians 6] were wounded.",
    "[Ten people|injured unknown 10] were hurt, [three|injured unknown 3 part] of them in critical condition.",
    "[Five people|killed unknown 5] were killed and [three|injured unknown 3] are in a serious condition.",
    "[Ten people|? unknown 10] returned in good condition.",
]

SUFFERED = [
    "[Dozens|injured unknown 24-99?] more suffered respiratory problems.",
]

ZERO = [
    "[No casualties|killed unknown 0] were reported.",
    "The raid caused [no deaths|killed unknown 0].",
    "There were [no injuries|injured unknown 0].",
    "A third of the fighters were killed.",
    "Half of the fighters were killed.",
    "[No one|killed unknown 0] was killed.",
    "[Nobody|injured unknown 0] was hurt.",
    "The raid killed [no civilians|killed civilians 0].",
    "[None|injured unknown 0] of the passengers was hurt.",
]

ONE = [
    "[A soldier|killed soldiers 1] was killed.",
    "The blast killed [a teacher|killed civilians 1].",
    "[The mayor|killed civilians 1] was killed.",
    "[A 12-year-old girl|killed civilians 1] was killed.",
    "[A soldier|killed soldiers 1] and [two children|killed civilians 2] were killed.",
    "[A woman|killed civilians 1] and her [two children|killed civilians 2] were killed.",
    "The blast wounded [soldiers|injured soldiers 2+?].",
    "Medics treated wounded soldiers.",
    "A soldier spoke after the house was destroyed.",
    known_failure(
        "The raid killed [two people|killed unknown 2] and wounded [a third|injured unknown 1].",
        why="not read as a person",
    ),
]

WHO = [
    "[Ten policemen|killed police 10] were killed.",
    "[Ten police officers|killed police 10] were killed.",
    "[Eight security personnel|killed soldiers 8] were killed.",
    "[Three aid workers|killed civilians 3] were killed.",
    "[Three Syrian soldiers|killed soldiers 3] were killed.",
    "[Three Islamic State fighters|killed militants 3] were killed.",
    "[Ten pro-government fighters|killed soldiers 10] were killed.",
]

PARTS = [
    "The raid killed [12 people|killed unknown 12], including [three children|killed civilians 3 part].",
    "[Two medics|killed civilians 2 part] were among the [12 people|killed unknown 12] killed.",
    "Police detained [14 people|detained unknown 14], including [two women|detained civilians 2 part].",
    "The raid killed [ten people|killed unknown 10], [eight of whom were civilians|killed civilians 8 part].",
    "[Nine people|injured unknown 9] were hurt, [two|injured unknown 2 part] of them seriously.",
    "[Ten people|killed unknown 10], all civilians, were killed.",
    "[At least 10 people|killed unknown 10+], mostly women and children, were killed.",
    "The raid killed [12 people|killed unknown 12], most of them women.",
    "The raid killed [12 people|killed unknown 12], among them [three children|killed civilians 3 part].",
    (
        "The raid killed [12 people|killed unknown 12], including [two women|killed civilians 2 part] "
        "and [three children|killed civilians 3 part]."
    ),
    "The raid killed [12 people|killed unknown 12], [three of them children|killed civilians 3 part].",
    (
        "The clash killed [20 people|killed unknown 20]: [11 soldiers|killed soldiers 11 part] and "
        "[nine rebels|killed militants 9 part]."
    ),
    "[Nine people|injured unknown 9] were hurt, [two|injured unknown 2 part] seriously.",
]

SIDES = [
    "[Eleven soldiers|killed soldiers 11] and [four attackers|killed militants 4] were killed.",
    "The clash killed [11 soldiers|killed soldiers 11] and [four attackers|killed militants 4].",
    "Clashes killed [15 rebels|killed militants 15] and [10 pro-government fighters|killed soldiers 10].",
]

OTHERS = [
    "Another [five people|killed unknown 5] died in the village.",
    "[Five|killed unknown 5] more were killed in the village.",
    "[Six others|injured unknown 6] were wounded.",
]

TOLLS = [
    "The death toll rose to [31|killed unknown 31 toll].",
    "The blast brings the toll to [61|killed unknown 61 toll].",
    "The death toll now stands at [61|killed unknown 61 toll].",
    "The toll has reached [61|killed unknown 61 toll].",
    "The number of soldiers killed has risen to [11|killed soldiers 11 toll].",
    "The war has killed [more than 400,000 people|killed unknown >400000].",
    "The toll road was widened to 31 lanes.",
]

NO_PEOPLE = [
    "Three bombs killed [ten people|killed unknown 10].",
    "The third bomb killed [ten people|killed unknown 10].",
    "[Ten people|killed unknown 10] were killed in 2014.",
    "[Ten people|killed unknown 10] were killed on 12 May.",
    "Ten tanks were destroyed.",
    "One of the dead was a teacher.",
    "A teacher was [one of the dead|killed unknown 1+].",
    "A relative of one of the victims said the bus was full.",
    "One of those killed was a teacher.",
    "The raid hit 30 houses.",
    "Shells fell 12 kilometres from the town.",
]

TABLE = [
    *KILLED, *OTHER_OUTCOMES, *NO_OUTCOME, *HOW_MANY, *SOME_OF_THEM, *SUFFERED, *ZERO, *ONE, *WHO, *PARTS, *SIDES,
    *OTHERS, *TOLLS, *NO_PEOPLE,
]  # fmt: skip


@pytest.fixture(scope="module")
def parses() -> Parses:
    return parsed(plain(str(s)) for (s,) in cases(TABLE))


def _found(text: str, parses: Parses) -> tuple[Mention, ...]:
    sentences = parses[text]
    return find_counts(sentences, text, find_triggers(sentences, text), find_times(sentences, text))


def _answer(mention: Mention) -> tuple[str, str]:
    assert mention.quantity is not None
    words = [mention.outcome or "?", mention.who or "unknown", said(mention.quantity)]
    return mention.text, " ".join([*words, *([mention.label] if mention.label != "total" else [])])


@pytest.mark.parametrize("sentence", TABLE)
def test_people_are_counted(sentence: str, parses: Parses) -> None:
    assert [_answer(m) for m in _found(plain(sentence), parses)] == answers(sentence)


EITHER = {
    "Some 30 fighters were killed or wounded.": ["injured <=30", "killed <=30"],
    "The blast left 20 people dead or wounded.": ["injured <=20", "killed <=20"],
    "Some 30 fighters were killed and ten wounded.": ["injured 10", "killed ~30"],
}


@pytest.mark.parametrize("text", EITHER)
def test_where_the_text_leaves_open_what_befell_them_each_is_at_most_the_figure(text: str) -> None:
    found = _found(text, parsed([text]))
    assert sorted(f"{m.outcome} {said(m.quantity)}" for m in found if m.quantity) == EITHER[text]


def test_a_count_stands_where_its_words_stand(parses: Parses) -> None:
    text = "Shells killed 15 civilians in the market."
    (found,) = _found(text, parses)
    assert text[found.start : found.end] == found.text == "15 civilians"
    assert parses[text][0].tokens[found.head].text == "civilians"
