"""Who claims an attack, who denies it, and that "no group" is nobody."""

from __future__ import annotations

import pytest

from marked import document
from sayso.pipeline import read_document
from sayso.schema import Claim

pytestmark = pytest.mark.model

BOMBING = "A bomb killed six policemen at a checkpoint in Qamishli on Tuesday. "


def _read(text: str) -> tuple[Claim, ...]:
    return read_document(document(text, publisher="Gulf Wire", published="2017-03-14"))


def _doers(claim: Claim) -> list[str]:
    return [a.name for a in claim.actors]


def _sources(claim: Claim) -> list[str]:
    return [link.name for link in claim.attribution]


def test_whoever_claims_an_attack_is_its_doer_by_their_own_word() -> None:
    told, claimed = _read(BOMBING + "The Islamic State group claimed responsibility for the bombing.")
    assert _sources(told) == []
    assert (_doers(claimed), _sources(claimed), claimed.status) == (["Islamic State"], ["Islamic State"], "happened")
    assert "responsibility_claimed" in [q.kind for q in claimed.qualifiers]


def test_whoever_denies_responsibility_denies_having_done_it() -> None:
    told, denied = _read(BOMBING + "The army denied responsibility for the bombing.")
    assert told.status == "happened"
    assert (_doers(denied), _sources(denied), denied.status) == (["army"], ["army"], "denied")


@pytest.mark.parametrize(
    "sentence", ["No group claimed responsibility for the bombing.", "Nobody claimed responsibility for the bombing."]
)
def test_nobody_is_neither_source_nor_doer(sentence: str) -> None:
    for claim in _read(BOMBING + sentence):
        assert (_doers(claim), _sources(claim)) == ([], [])
