"""Whom "they", "the two sides" and an unnamed opponent stand for, in reports of two or three sentences.

A row is a report with its last event's trigger, and who did it to whom there: "actors | recipients", "-" for nobody.
All reports are invented.
"""

from __future__ import annotations

import pytest

from marked import document
from sayso.pipeline import read_document
from sayso.schema import Claim

pytestmark = pytest.mark.model

THEY = [
    (
        "Rebels stormed Nawa at dawn on Monday. On Tuesday they attacked an army base near Daraa.",
        "attacked",
        "Rebels | army base",
    ),
    (
        "Opposition fighters fired rockets on the town of Nawa as they launched an offensive near Daraa.",
        "offensive",
        "Opposition fighters | -",
    ),
    (
        "The Border Monitor said that rebels were quiet. They attacked an army base near Daraa on Monday.",
        "attacked",
        "rebels | army base",
    ),
    (
        "The bomber rode a motorcycle in Qamishli on Monday. He attacked a crowd outside an army base.",
        "attacked",
        "- | crowd",
    ),
    ("They attacked an army base near Daraa on Monday.", "attacked", "- | army base"),
]

OWNERS = [
    ("The Turkish army said its warplanes attacked an army base on Monday.", "attacked", "Turkish army | army base"),
    (
        "Two clans whose armed men fought in the town of Tafas on Friday signed a truce, mediators said.",
        "fought",
        "clans | -",
    ),
    ("The rebels said on Monday that their fighters had attacked an army base.", "attacked", "rebels | army base"),
    # a monitor has no planes, and relatives are nobody's arm
    ("The Border Monitor said its men attacked an army base on Monday.", "attacked", "men | army base"),
    ("The army said their rival clan attacked an army base on Monday.", "attacked", "rival clan | army base"),
]

VICTIMS = [
    (
        "Twelve people, among them five children, were killed in Ariha on Sunday. They attacked an army base.",
        "attacked",
        "- | army base",
    ),
]

SIDES = [
    (
        "Clashes between the army and rebels broke out near Daraa. "
        "Fighting between the two sides killed 14 civilians in Nawa on Monday.",
        "Fighting",
        "army | rebels, civilians",
    ),
    (
        "Rebels shelled Daraa. Clashes between the two sides killed 14 civilians in Nawa on Monday.",
        "Clashes",
        "- | civilians",
    ),
]

OPPONENTS = [
    (
        "Clashes between the army and rebels broke out near Daraa. The rebels seized a hilltop on Monday.",
        "seized",
        "rebels | army",
    ),
    (
        "The army is fighting rebels near Daraa. On Sunday rebels launched an offensive on the town.",
        "offensive",
        "rebels | army",
    ),
    (
        "Kurdish forces clashed with the Islamic State group near Raqqa. The army launched an offensive near Daraa.",
        "offensive",
        "army | -",
    ),
    (
        "Clashes between the army and rebels broke out near Daraa. The army has besieged Nawa since Monday.",
        "besieged",
        "army | -",
    ),
    (
        "Clashes between the army and rebels broke out near Daraa. Gunmen kidnapped two engineers in Nawa.",
        "kidnapped",
        "Gunmen | engineers",
    ),
]


def _parties(claim: Claim) -> str:
    rows = (", ".join(p.name for p in parties) or "-" for parties in (claim.actors, claim.recipients))
    return " | ".join(rows)


def _last(text: str, trigger: str) -> Claim:
    claims = read_document(document(text, publisher="Gulf Wire", published="2017-03-14"))
    return [c for c in claims if trigger.casefold() in c.trigger.text.casefold()][-1]


@pytest.mark.parametrize(("text", "trigger", "parties"), [*THEY, *OWNERS, *VICTIMS, *SIDES, *OPPONENTS])
def test_whom_words_stand_for(text: str, trigger: str, parties: str) -> None:
    assert _parties(_last(text, trigger)) == parties


def test_a_pronoun_says_whom_it_was_taken_for() -> None:
    text, trigger, _ = THEY[0]
    why = [w for w in _last(text, trigger).why if w.field == "actors"]
    assert ("whom the pronoun stands for", "Rebels") in [(w.rule, w.text) for w in why]


def test_nobody_before_the_pronoun_is_said_to_be_nobody() -> None:
    text, trigger, _ = THEY[-1]
    assert "nobody named before the pronoun" in [w.rule for w in _last(text, trigger).why]
