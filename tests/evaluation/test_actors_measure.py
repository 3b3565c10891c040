"""Linking to the register, scored on mentions of our own."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from sayso.errors import MeasureError
from sayso.evaluation.measures import actors
from sayso.evaluation.measures.actors import Wanted
from sayso.schema import Party
from sayso.schema.actors import ActorRegister

HELD = frozenset({"a", "b"})


def wanted(*entries: str, at: int = 0) -> Wanted:
    return Wanted("r1", (at, at + 4), entries)


def test_right_wrong_refused_and_rightly_left_open_are_told_apart() -> None:
    mentions = [wanted("a"), wanted("a", "b"), wanted("b"), wanted("b"), wanted(), wanted(), wanted("not held")]
    result = actors.score(mentions, ["a", "b", None, "a", None, "a", None], HELD, {"r1": "some words"})
    figures = {f.name: (f.value, f.n) for f in result.figures}
    assert figures["held, linked right"] == (0.5, 4)
    assert figures["held, refused"] == (0.25, 4)
    assert figures["held, linked wrong"] == (0.25, 4)
    assert figures["none meant, none given"] == (0.5, 2)
    assert figures["mentions whose actor the register holds"] == (4 / 7, 7)
    assert [o.wrong for o in result.outcomes] == [(), (), ("refused",), ("given a",), (), ("given a",), ("refused",)]


def test_a_mention_is_found_in_the_claim_that_holds_it() -> None:
    long, short = Party("the river guard", "a", "", 10, 25), Party("guard", "b", "", 20, 25)
    assert actors.held_in([long, short], (20, 25)) is short
    assert actors.held_in([long, short], (10, 26)) is long
    assert actors.held_in([long, short], (30, 35)) is None


def test_the_list_holds_150_mentions_and_only_ids_of_the_register() -> None:
    gold = actors.gold()
    assert len(gold) == 150
    assert len({(w.report, w.span) for w in gold}) == 150
    assert max(Counter(w.report for w in gold).values()) <= 6
    assert {e for w in gold for e in w.entries} <= {a.id for a in ActorRegister.packaged()}


def test_another_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bench").mkdir()
    (tmp_path / actors.CORPUS).write_text(
        json.dumps({"id": "r1", "text": "x", "outlet": "o", "published": None}) + "\n"
    )
    with pytest.raises(MeasureError, match="no report"):
        actors.measure(tmp_path, None)
