"""Who is said to say what. Source in [[…]], content in {…}; a sentence without {…} is the publisher's own voice.

Each sentence carries its answer; the twin under it looks alike and must not match.
"""

import re

import pytest

from sayso.annotation.attribution import attributions_at, find_attributions
from sayso.annotation.parse import parse
from sayso.schema import Attribution, Document, Published, Segment

pytestmark = pytest.mark.model


def read(text: str) -> tuple[Attribution, ...]:
    document = Document(
        "d", None, None, None, None, None, Published(None, "unknown"), "en", text, (Segment("body", 0, len(text)),),
        None, None, "",
    )  # fmt: skip
    return find_attributions(parse(document), text)


def marked(sentence: str) -> tuple[str, str | None, str | None]:
    """Return the plain text, the source and the content that the marks name."""
    source = re.search(r"\[\[(.*?)\]\]", sentence)
    content = re.search(r"\{(.*?)\}", sentence)
    plain = re.sub(r"\[\[|\]\]|[{}]", "", sentence)
    return plain, source and source.group(1), content and re.sub(r"\[\[|\]\]", "", content.group(1))


SAID = [
    "[[The governor]] said that {two shells hit the grain market}.",
    "[[The governor]] said {two shells hit the grain market}.",
    "{Two shells hit the grain market}, [[the governor]] said.",
    "{Two shells hit the grain market}, said [[the governor]].",
    "[[The governor]] said on Tuesday that {two shells hit the grain market}.",
    "{Two shells hit the grain market}, [[the governor]] said on Tuesday.",
    "According to [[the governor]], {two shells hit the grain market}.",
    "{Two shells hit the grain market}, according to [[the governor]].",
    "[[The ministry]] confirmed {the strike on the grain market}.",
    "[[The ministry]] denied that {its planes had bombed the grain market}.",
    "[[The ministry]] warned of {an attack on the grain market}.",
    "[[The ministry]] accused {the rebels of shelling the grain market}.",
    "[[The ministry]] blamed {the rebels for the shelling of the grain market}.",
    "[[The Red Falcons]] claimed {responsibility for the attack on the grain market}.",
    "[[The ministry]] put {the toll at 16}.",
    "[[Residents]] said {two shells hit the grain market}.",
    "[[A security source who asked not to be named]] said {two shells hit the grain market}.",
    "[[The mayor]] was quoted as saying {two shells hit the grain market}.",
]  # fmt: skip

STRIPPED = [  # the same with commas lost on the way
    "{Two shells hit the grain market} [[the governor]] said.",
    "{Two shells hit the grain market} [[the Tarim Monitor for Human Rights]] said on Tuesday.",
    "{At least 14 people were killed in the shelling} [[activists]] said.",
    "{At least 14 people were killed in Homs on Monday} [[activists]] said.",
    "{At least 14 people were killed when a shell hit a bus in the town} [[residents]] said.",
    "{Two shells hit the grain market} according to [[the governor]].",
    "[[Falcon Brigade spokesman Omar Tarim]] said on Friday that {two shells hit the grain market}.",
]

OWN_VOICE = [
    "Two shells reportedly hit the grain market.",
    "Two shells hit the grain market.",
    "The so-called safe zone was shelled on Monday.",
    "The shells, that is to say four of them, hit the grain market.",
    "The governor told nobody and left the town.",
    "The army added two tanks to the column.",
    "The army reported to its base on Monday.",
]


@pytest.mark.parametrize("sentence", SAID + STRIPPED)
def test_the_source_and_what_it_says(sentence: str) -> None:
    text, source, content = marked(sentence)
    found = read(text)
    assert [(a.source, text[a.content_start : a.content_end]) for a in found] == [(source, content)]


@pytest.mark.parametrize("sentence", OWN_VOICE)
def test_the_publishers_own_voice(sentence: str) -> None:
    assert read(sentence) == ()


def chain(text: str, words: str) -> list[str | None]:
    """Return the names of the chain that holds for the words, innermost first."""
    start = text.index(words)
    return [a.name for a in attributions_at(read(text), start, start + len(words))]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The mayor told Reuters that two shells hit the bridge.", "shells", ["mayor", "Reuters"]),
        ("The mayor told the council that two shells hit the bridge.", "shells", ["mayor"]),
        ("AFP reported, citing activists, that two shells hit the bridge.", "shells", ["activists", "AFP"]),
        ("AFP quoted the mayor as saying that two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("The mayor was quoted by AFP as saying that two shells hit the bridge.", "shells", ["mayor", "AFP"]),
        ("The ministry said residents had said two shells hit the bridge.", "shells", ["residents", "ministry"]),
        ("Two shells hit the bridge.", "shells", []),
    ],
)
def test_chains_run_from_who_says_it_to_who_relays_it(text: str, words: str, expected: list[str]) -> None:
    assert chain(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "The Tarim Observatory for Human Rights said ten died. The Observatory said the bridge fell.",
            "bridge",
            "Tarim Observatory for Human Rights",
        ),
        (
            "Ten people died, a monitor said. The Tarim Observatory for Human Rights said the bridge fell.",
            "died",
            "Tarim Observatory for Human Rights",
        ),
        (
            "The Coastal Relief Committee (CRC) said ten died. The CRC said the bridge fell.",
            "bridge",
            "Coastal Relief Committee",
        ),
        ("Mayor Omar Tarim said ten died. He added that the bridge fell.", "bridge", "Mayor Omar Tarim"),
        ("Mayor Omar Tarim said ten died. Tarim said the bridge fell.", "bridge", "Mayor Omar Tarim"),
        ("The defence ministry said ten died. It said the bridge fell.", "bridge", "defence ministry"),
        ("The defence ministry said ten died. The statement said the bridge fell.", "bridge", "defence ministry"),
    ],
)
def test_one_speaker_under_several_names(text: str, words: str, expected: str) -> None:
    assert chain(text, words) == [expected]


QUOTED = """“Ten people died on the bridge,” Omar Tarim said. “The bridge fell.”

The army advanced on Monday."""


def test_a_quotation_goes_on_behind_its_cue() -> None:
    assert chain(QUOTED, "died") == ["Omar Tarim"]
    assert chain(QUOTED, "fell") == ["Omar Tarim"]
    assert chain(QUOTED, "advanced") == []
