"""Reports read end to end: what a careful coder finds in them, a line a claim.

trigger | type | status | actors | recipients | place | days | killed | chain, innermost first. "-": nothing told.
All reports are invented.
"""

# ruff: noqa: E501 - a claim stands on one line

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from marked import document, known_failure
from sayso.claims.tallying import total_of
from sayso.pipeline import read_document
from sayso.schema import Claim

pytestmark = pytest.mark.model

MARKET = """At least 14 civilians were killed on Monday when air strikes hit a market in Saraqib, the Border Monitor
said.

The monitor said four children were among the dead. It said Russian warplanes carried out the raid.

Russia denied that its planes bombed the market.

On Sunday, rebels ambushed an army patrol near Palmyra, killing five soldiers."""

CHECKPOINT = """A suicide bomber blew himself up at a checkpoint in Qamishli on Tuesday, killing six policemen
and wounding 11 people.

The Islamic State group claimed responsibility for the bombing in an online statement.

Kurdish forces arrested three suspects after the blast.

The army plans to launch an offensive on Raqqa next month, a military source said.

Clashes between the army and rebels continued near Daraa."""

TRUCE = """Rebels and the Syrian government have agreed a ceasefire in Daraa, the army said on Wednesday.

Government forces shelled the town of Nawa on Tuesday, residents said. Three people were killed, they said.

The army did not shell Nawa, the defence ministry said.

Gunmen kidnapped two aid workers in Idlib on Monday.

Thousands of people fled the town."""

REPORTS = {"market": (MARKET, "2017-03-14"), "checkpoint": (CHECKPOINT, "2017-03-14"), "truce": (TRUCE, "2018-06-20")}

CLAIMS = [
    (
        "market",
        "air strikes | air_strike | happened | Russian warplanes | civilians, market | Saraqib | 2017-03-13 | 14+ | Border Monitor",
    ),
    known_failure(
        "market",
        "bombed | air_strike | denied | planes | market | Saraqib | - | - | Russian government",
        why="the monitor's name is taken for a place and lent to the denial",
    ),
    (
        "market",
        "ambushed | armed_clash.ambush | happened | rebels | soldiers, army patrol | Palmyra | 2017-03-12 | 5 | -",
    ),
    (
        "checkpoint",
        "suicide bomber | explosion.suicide | happened | Islamic State | policemen, checkpoint | Qamishli | 2017-03-14 | 6 | -",
    ),
    (
        "checkpoint",
        "bombing | explosion.suicide | happened | Islamic State | policemen, checkpoint | Qamishli | 2017-03-14 | - | Islamic State",
    ),
    ("checkpoint", "arrested | arrest | happened | Kurdish forces | suspects | Qamishli | 2017-03-14 | - | -"),
    (
        "checkpoint",
        "launch an offensive | operation | planned | army | - | Raqqa | 2017-04-01/2017-04-30 | - | military source",
    ),
    ("checkpoint", "Clashes | armed_clash | ongoing | army | rebels | Daraa | - | - | -"),
    ("truce", "ceasefire | agreement | happened | Rebels, Syrian government | - | Daraa | - | - | army"),
    ("truce", "killed | shelling | happened | Government forces | - | Nawa | 2018-06-19 | 3 | residents"),
    ("truce", "shell | shelling | denied | army | - | Nawa | - | - | defence ministry"),
    ("truce", "kidnapped | abduction | happened | Gunmen | aid workers | Idlib | 2018-06-18 | - | -"),
    ("truce", "fled | displacement | happened | Thousands of people | - | Nawa | - | - | -"),
]

ALL = {
    "market": ["air strikes", "bombed", "ambushed"],
    "checkpoint": ["suicide bomber", "bombing", "arrested", "launch an offensive", "Clashes"],
    "truce": ["ceasefire", "killed", "shell", "kidnapped", "fled"],
}


@cache
def read(name: str) -> tuple[Claim, ...]:
    text, published = REPORTS[name]
    return read_document(document(text, publisher="Gulf Wire", published=published))


def _killed(claim: Claim) -> str:
    total = total_of(claim.counts, "killed")
    return "-" if total is None else f"{total.low}" + ("+" if total.high is None else "")


def line(claim: Claim) -> str:
    days = claim.date and ("/".join(dict.fromkeys((claim.date.start, claim.date.end))))
    return " | ".join(
        [
            claim.trigger.text,
            claim.event_type,
            claim.status,
            ", ".join(a.name for a in claim.actors) or "-",
            ", ".join(r.name for r in claim.recipients) or "-",
            claim.places[0].name if claim.places else "-",
            days or "-",
            _killed(claim),
            " < ".join(link.name for link in claim.attribution) or "-",
        ]
    )


@pytest.mark.parametrize(("report", "expected"), CLAIMS)
def test_a_claim_is_coded(report: str, expected: str) -> None:
    trigger = expected.partition(" | ")[0]
    assert [line(c) for c in read(report) if c.trigger.text == trigger] == [expected]


@pytest.mark.parametrize("report", REPORTS)
def test_nothing_else_is_claimed(report: str) -> None:
    assert [c.trigger.text for c in read(report)] == ALL[report]


@pytest.mark.parametrize("report", REPORTS)
def test_all_offsets_lead_back_to_the_words(report: str) -> None:
    text = REPORTS[report][0]
    for claim in read(report):
        assert text[claim.start : claim.end] == claim.quote
        spans: list[Any] = [claim.trigger, *claim.actors, *claim.recipients, *claim.places]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert all(text[q.start : q.end] == q.cue for q in claim.qualifiers)
        assert all(c.part_of is None or claim.counts[c.part_of].part_of is None for c in claim.counts)


@pytest.mark.parametrize("report", REPORTS)
def test_every_claim_says_by_which_rules(report: str) -> None:
    for claim in read(report):
        assert {"trigger", "event_type", "status"} <= {w.field for w in claim.why}


@pytest.mark.xfail(strict=True, reason="`four children were among the dead` is lost when it joins the claim before it")
def test_a_part_told_later_is_a_part_of_the_figure_told_before() -> None:
    (raid,) = (c for c in read("market") if c.trigger.text == "air strikes")
    assert [(c.who, c.low, c.part_of) for c in raid.counts] == [("civilians", 14, None), ("civilians", 4, 0)]


def test_reading_twice_gives_the_same_claims_and_no_two_the_same_id() -> None:
    text, published = REPORTS["market"]
    again = read_document(document(text, publisher="Gulf Wire", published=published))
    assert again == read("market")
    assert len({c.id for c in again}) == len(again)


def test_the_publisher_is_no_link_of_its_own_chain() -> None:
    text = "Rebels shelled the town of Nawa on Monday, a resident told Gulf Wire. Soldiers left."
    (claim, *_) = read_document(document(text, publisher="Gulf Wire", published="2018-06-20"))
    assert [link.name for link in claim.attribution] == ["resident"]


@pytest.mark.parametrize("text", ["", "The market opened at noon.", "Nothing happened."])
def test_a_report_of_no_event_yields_no_claim(text: str) -> None:
    assert read_document(document(text, published="2018-06-20")) == ()
