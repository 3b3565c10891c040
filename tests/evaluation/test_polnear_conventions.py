"""What PolNeAR marks as a cue (in […]) and which attributions it leaves out (in {…}, cues of others' contents)."""

import re

import pytest

from marked import parsed
from sayso.annotation.attribution import find_attributions
from sayso.evaluation.polnear_conventions import Conventions

pytestmark = pytest.mark.model

CUES = [
    "The mayor [said] the bridge fell.",
    "The mayor [went on to say] that the bridge fell.",
    "The mayor [said in a statement] that the bridge fell.",
    "The mayor [said Tuesday] that the bridge fell.",
    "The mayor said last week that the bridge fell.",
    "The mayor [has repeatedly said] that the bridge fell.",
    "The mayor [pointed out] that the bridge fell.",
    "The mayor [called for] a new bridge.",
    "The mayor [declined to discuss] the bridge.",
    "[According to] the mayor, the bridge fell.",
    "Nothing came of the mayor's [harsh criticism of] the bridge.",
]

LEFT_OUT = [
    "The mayor [said] residents {believe} the bridge fell.",
    "The bridge fell when the mayor {said} so, [according to] the police.",
    "“The army {said} the bridge fell in the night,” the mayor [said].",
    "The mayor [praised] the medics, who [hope for] a new bridge.",
]


def marked(text: str, opening: str, closing: str) -> list[str]:
    return re.findall(rf"{re.escape(opening)}(.*?){re.escape(closing)}", text)


def groups(sentence: str) -> list[str]:
    text = re.sub(r"[\[\]{}]", "", sentence)
    sentences = parsed([text])[text]
    conventions = Conventions(sentences, text)
    found = conventions.outermost(find_attributions(sentences, text, stances=True))
    return [text[start:end] for start, end in sorted(conventions.groups(found))]


@pytest.mark.parametrize("sentence", CUES)
def test_a_cue_is_widened_to_its_group_of_words(sentence: str) -> None:
    assert groups(sentence) == (marked(sentence, "[", "]") or ["said"])


@pytest.mark.parametrize("sentence", LEFT_OUT)
def test_what_stands_in_anothers_content_is_left_out(sentence: str) -> None:
    assert groups(sentence) == marked(sentence, "[", "]")


def test_the_cue_that_sayso_gives_stays_the_word_that_reports() -> None:
    text = "The mayor went on to say that the bridge fell."
    assert [a.cue for a in find_attributions(parsed([text])[text], text)] == ["to say"]
