"""Which reports tell one story: look-alikes kept apart, late reports brought home, whatever the order of the input."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents import Story, stories
from sayso.incidents.stories import block
from sayso.incidents.stories.block import candidates
from sayso.incidents.stories.outline import OPENING_WORDS, outlines
from sayso.incidents.stories.weighing import compare, packaged_weights, weigh
from sayso.schema import Document, Published, Segment


def report(name: str, text: str, day: str | None = None, junk: str = "") -> Document:
    """A report that is all body, with something below it that is none."""
    whole = f"{text}\n{junk}"
    segments = (Segment("body", 0, len(text)), Segment("related", len(text) + 1, len(whole)))
    published = Published(day, "record" if day else "unknown")
    return Document(
        name, name, None, None, None, None, published, "en", whole, segments if junk else segments[:1], None, None, ""
    )


MARKET = (
    "Mortar shells hit the cattle market of Darwish on Tuesday, killing 14 people, doctor Salma Qabbani said.\n"
    "The wounded were taken to the Ibn Rushd clinic, where Qabbani works.",
    "Fourteen killed as shells land on a market. A doctor at the Ibn Rushd clinic, Salma Qabbani, told reporters that "
    "14 bodies had come in from Darwish.",
    "Families in Darwish buried their dead. At the Ibn Rushd clinic the doctor, Salma Qabbani, said 14 were killed.",
)
BRIDGE = (
    "Mortar shells hit the bus station of Tell Hamra on Tuesday, killing 9 people, mayor Yusuf Attar said.\n"
    "The wounded were taken to the Al-Noor hospital across the Khabur river.",
    "Nine killed as shells land on a bus station. The mayor of Tell Hamra, Yusuf Attar, told reporters that 9 people "
    "died, most of them at the Al-Noor hospital.",
    "Families in Tell Hamra buried their dead. The mayor, Yusuf Attar, said 9 were killed by the Khabur river.",
)


def case(day: str | None = "2023-05-02") -> list[Document]:
    """Two look-alike stories of three reports each."""
    told = {"market": MARKET, "station": BRIDGE}
    return [report(f"{name}-{n}", text, day) for name, texts in told.items() for n, text in enumerate(texts)]


def groups(found: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset(story.documents) for story in found}


TWO_STORIES = {frozenset(f"{name}-{n}" for n in range(3)) for name in ("market", "station")}


@pytest.mark.parametrize("day", ["2023-05-02", None])
def test_reports_with_the_same_names_are_one_story_and_look_alikes_are_two(day: str | None) -> None:
    assert groups(stories(case(day))) == TWO_STORIES


def test_the_order_of_the_input_plays_no_part() -> None:
    mixed = case()
    random.Random(7).shuffle(mixed)
    assert stories([*mixed, mixed[0]]) == stories(case())


def test_nothing_gives_no_story_and_one_report_tells_one() -> None:
    assert stories([]) == ()
    assert stories([report("a", MARKET[0])]) == (Story(("a",), ()),)
    assert stories([report("a", ""), report("b", "")]) == (Story(("a",), ()), Story(("b",), ()))


def test_what_is_no_body_brings_nothing_together() -> None:
    junk = "Salma Qabbani of Darwish wins a prize at the Ibn Rushd clinic, 14 guests, Yusuf Attar, Tell Hamra, Al-Noor"
    plain = [report("a", "Rain fell on the northern plain."), report("b", "The council met to speak of bread.")]
    assert len(stories([report(d.id, d.text.strip(), junk=junk) for d in plain])) == 2


def test_a_later_day_of_publication_speaks_against_one_story() -> None:
    left, near, far = outlines(
        [
            report("a", MARKET[0], "2023-05-02"),
            report("b", MARKET[1], "2023-05-03"),
            report("c", MARKET[1], "2024-05-03"),
        ]
    )
    weights = packaged_weights()
    assert weigh(left, near, weights) > weigh(left, far, weights)


def test_each_link_is_explained_by_pieces_that_sum_to_its_score() -> None:
    found = stories(case())
    links = [link for story in found for link in story.links]
    assert len(links) == sum(len(story.documents) - 1 for story in found)
    for link in links:
        assert sum(c.weight for c in link.comparisons) == pytest.approx(link.score, abs=0.001)
        assert {"prior", "opening", "names", "numbers", "days"} == {c.field for c in link.comparisons}
    names = next(c for link in links if link.left == "market-0" for c in link.comparisons if c.field == "names")
    assert "qabbani" in names.left.split(", ")


def test_the_day_is_no_piece_where_one_is_unknown() -> None:
    left, right = outlines([report("a", MARKET[0], "2023-05-02"), report("b", MARKET[1])])
    assert "days" not in {c.field for c in compare(left, right, packaged_weights())}


def test_names_are_words_that_stand_with_a_capital_inside_paragraphs() -> None:
    first, _ = outlines([report("a", MARKET[0]), report("b", MARKET[1])])
    assert {"qabbani", "darwish", "rushd"} <= first.names.keys()
    assert not {"mortar", "market", "clinic", "shell"} & first.names.keys()


def test_a_word_of_one_report_only_is_left_out() -> None:
    first, second = outlines([report("a", "Shelling of Darwish by Zubayr."), report("b", "Shelling of Darwish.")])
    assert "zubayr" not in first.names
    assert first.opening == second.opening


def test_the_opening_ends_where_the_background_begins() -> None:
    background = " ".join(["and"] * OPENING_WORDS) + " Zubayr"
    first, _ = outlines([report("a", f"Shelling {background}"), report("b", f"Talks {background}")])
    assert "zubayr" not in first.opening


def test_one_rare_word_brings_reports_together_and_a_common_one_takes_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = outlines([report(str(n), text) for n, text in enumerate(["Talks on Darwish.", "Talks.", "Talks."])])
    assert list(candidates(reports)) == [(0, 1), (0, 2), (1, 2)]
    monkeypatch.setattr(block, "FEW", 2)
    assert list(candidates(reports)) == []
    both = outlines([report(str(n), "Talks on bread.") for n in range(3)])
    assert list(candidates(both)) == [(0, 1), (0, 2), (1, 2)]


def test_a_word_of_too_many_reports_brings_up_those_of_the_same_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "LARGEST", 3)
    days = ["2023-05-02", "2023-05-04", "2023-09-02", "2023-09-09", None]
    reports = outlines([report(str(n), "Talks on Darwish.", day) for n, day in enumerate(days)])
    assert list(candidates(reports)) == [(0, 1), (2, 3)]


SAID = ["Darwish", "Attar", "Qabbani", "shells", "market", "clinic", "14", "9", "river", "talks"]
DAYS = ["2023-05-02", "2023-05-03", "2024-01-01", None]
rows_of_reports = st.lists(st.tuples(st.lists(st.sampled_from(SAID), max_size=12), st.sampled_from(DAYS)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(rows_of_reports, st.randoms(use_true_random=False))
def test_every_report_is_in_one_story_whatever_the_order(
    rows: list[tuple[list[str], str | None]], shuffling: random.Random
) -> None:
    documents = [report(f"d{n}", "x " + " ".join(said), day) for n, (said, day) in enumerate(rows)]
    found = stories(documents)
    assert sorted(d for story in found for d in story.documents) == sorted(d.id for d in documents)
    mixed = documents[:]
    shuffling.shuffle(mixed)
    assert stories(mixed) == found
