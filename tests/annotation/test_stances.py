"""What parties think, want, ask or judge. Source in [[…]], cue in <…>, content in {…}; the twins have no stance.

Each sentence carries its answer. A stance is read on request only; what reports stays with the statement rules.
"""

import re

import pytest

from marked import parsed
from sayso.annotation.attribution import find_attributions
from sayso.annotation.cues import stance_cues
from sayso.schema import Attribution

pytestmark = pytest.mark.model

STANCES = [
    "[[The governor]] <wants> {the army to leave}.",
    "[[The governor]] <praised> {the medics of the town}.",
    "[[The council]] <doubts> {that the bridge will hold}.",
    "[[The council]] <has not decided> {whether the bridge will stay}.",
    "[[The council]] <urged> {the army to leave the bridge}.",
    "[[The council]] <portrayed> {the bridge as a ruin}.",
    "[[The council]] <campaigned for> {a new bridge}.",
    "[[The mayor]] <rails against> {the new bridge}.",
    "[[The mayor]] <made the case for> {a new bridge}.",
    "[[The mayor]] <made it clear> {that the bridge would stay}.",
    "[[The mayor]] <issued an angry letter about> {the bridge}.",
    "[[The mayor]] <is worried about> {the old bridge}.",
    "[[The mayor]] <is a critic of> {the new bridge}.",
    "The tax pays for the roads despite [[the mayor]]'s <criticism of> {the tax}.",
    "[[The mayor]] declined <to discuss> {the bridge}.",
    "{The bridge} <is expected> {to open in May}.",
    "{The road seems to be safe}.",
    "{The truce} was announced.",
    "[[The mayor]] <attacked> {the plan}, which cost ten coins.",
]

TWINS = [
    "The governor built a new bridge.",
    "The council met the army near the bridge.",
    "The mayor made a new bridge of wood.",
    "The mayor is worried.",
    "The mayor is a baker of bread.",
    "The mayor's house burned.",
    "The road leads to the market.",
    "The bridge was repaired.",
    "The mayor ran against the wall.",
]


def plain(marked: str) -> str:
    return re.sub(r"\[\[|\]\]|[<>{}]", "", marked)


def stances(text: str) -> list[Attribution]:
    sentences = parsed(plain(s) for s in (*STANCES, *TWINS))[text]
    found = find_attributions(sentences, text, stances=True)
    return [a for a in found if a.rule.startswith("stance: ")]


@pytest.mark.parametrize("marked", STANCES)
def test_a_stance_has_its_holder_its_cue_and_its_content(marked: str) -> None:
    text = plain(marked)
    found = stances(text)
    assert len(found) == 1, [(a.source, a.cue, a.rule) for a in found]
    stance = found[0]
    source = re.search(r"\[\[(.*?)\]\]", marked)
    assert stance.source == (source.group(1) if source else "")
    if cue := re.search(r"<(.*?)>", marked):
        assert stance.cue == cue.group(1)
    contents = [plain(c) for c in re.findall(r"\{(.*?)\}", marked)]
    held = text[stance.content_start : stance.content_end]
    assert held.startswith(contents[0]) and held.endswith(contents[-1]), held


@pytest.mark.parametrize("text", TWINS)
def test_what_somebody_only_does_is_no_stance(text: str) -> None:
    assert stances(text) == []


@pytest.mark.parametrize("marked", STANCES)
def test_stances_are_read_on_request_only(marked: str) -> None:
    text = plain(marked)
    found = find_attributions(parsed([text])[text], text)
    assert not any(a.rule.startswith("stance: ") for a in found)


def test_a_word_that_reports_stays_a_statement() -> None:
    text = "The mayor said that the bridge was safe."
    found = find_attributions(parsed([text])[text], text, stances=True)
    assert [a.rule.split(";")[0] for a in found] == ["that-clause"]


def test_every_leading_verb_leads_to_an_infinitive_or_seems() -> None:
    words = stance_cues()
    assert all(words.verbs[verb] & {"infinitive", "seeming"} for verb in words.leading)
