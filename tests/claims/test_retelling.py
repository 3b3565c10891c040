"""One source tells of one event once: reports with the words that carry their claims, in text order.

All reports are invented.
"""

from __future__ import annotations

import pytest

from marked import document
from sayso.pipeline import read_document

pytestmark = pytest.mark.model

CASES = {
    "a lead gives way to the sentence that tells as much": (
        "A car bomb killed six people in Tartus on Monday.\n\n"
        "At least six people were killed on Monday by a car bomb in the Port quarter of Tartus.",
        ["car bomb"],
        [1],
    ),
    "what points back without a figure is no event of its own": (
        "Air strikes killed nine people in Saraqib on Monday, the Border Monitor said.\n\n"
        "Rescuers dug through the night. The market had closed before the air strikes.",
        ["air strikes"],
        [0],
    ),
    "figures of other people are another event's": (
        "One aid worker was kidnapped near Tura on Monday.\n\nTwo other aid workers were kidnapped near Tura.",
        ["kidnapped", "kidnapped"],
        [0, 1],
    ),
    "a witness of no figure tells of an event, the publisher's echo of none": (
        "Air strikes hit a market in Saraqib on Monday. Those killed were mostly traders.\n\n"
        "A witness at the hospital said he saw many wounded people.",
        ["air strikes", "saw many wounded"],
        [0, 1],
    ),
    "two states told in two words are two": (
        "Rebels maintain a presence in the valley.\n\nAbout 300 rebels operate in the valley.",
        ["maintain a presence", "operate in"],
        [0, 1],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_event_is_told_once_in_its_fuller_words(name: str) -> None:
    text, triggers, paragraphs = CASES[name]
    report = document(text, publisher="Gulf Wire", published="2017-03-14")
    claims = read_document(report)
    assert [c.trigger.text.casefold() for c in claims] == triggers
    assert [report.text[: c.start].count("\n\n") for c in claims] == paragraphs


def test_an_event_takes_no_place_from_a_later_telling() -> None:
    text = "A car bomb hit buses on Monday.\n\nThe car bomb hit people who had left Kefraya."
    (claim,) = read_document(document(text, publisher="Gulf Wire", published="2017-03-14"))
    assert not claim.places
