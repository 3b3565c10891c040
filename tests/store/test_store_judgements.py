"""What people decided, how runs linked, and what became of ended incidents, in a store."""

from __future__ import annotations

import pytest
from store_records import LATER, RUN, claim, document, incident

from sayso.errors import StoreError
from sayso.schema.judgement import Judgement, judge
from sayso.schema.linking import Linking, Standing, Succession
from sayso.store import Store

NIGHT, MORNING, NOON = "2024-03-01T00:00:00+00:00", "2024-03-01T08:00:00+00:00", "2024-03-01T12:00:00+00:00"


@pytest.fixture
def filled(store: Store) -> Store:
    store.add_run(RUN)
    store.add_run(LATER)
    store.put_document(document("d1", key="report"))
    store.put_claims("d1", [claim("c1"), claim("c2"), claim("c3")])
    return store


def decided(left: str, right: str, why: str = "") -> Judgement:
    return judge("same", left, right, by="Nour", at=MORNING, why=why)


def test_the_same_judgements_twice_add_nothing(filled: Store) -> None:
    some = [decided("c1", "c2", "nul \x00, שלום"), decided("c2", "c3")]
    assert filled.put_judgements(some) == 2
    assert filled.put_judgements([*some, decided("c1", "c3")]) == 1
    assert filled.judgements() == [*some, decided("c1", "c3")]


def test_none_is_ever_replaced(filled: Store) -> None:
    first = decided("c1", "c2")
    second = judge("different", "c1", "c2", by="Sami", at=NOON, supersedes=first.id)
    filled.put_judgements([first])
    filled.put_judgements([second])
    assert filled.judgements() == [first, second]


def test_those_recorded_after_an_instant(filled: Store) -> None:
    filled.put_judgements([decided("c1", "c2")], NIGHT)
    filled.put_judgements([decided("c2", "c3")], NOON)
    assert filled.judgements(since=MORNING) == [decided("c2", "c3")]


def test_a_claim_that_is_not_there_cannot_be_judged(filled: Store) -> None:
    with pytest.raises(StoreError, match="refused a record"):
        filled.put_judgements([decided("c1", "c404")])
    assert filled.judgements() == []


def test_incidents_as_they_stand_keep_the_time_of_their_first_record(filled: Store) -> None:
    filled.put_incidents([incident("i2", "c2"), incident("i9", "c3")], RUN.id, NIGHT)
    filled.put_incidents([incident("i1", "c1"), incident("i2", "c2", "c3")], LATER.id, MORNING)
    assert filled.standing() == [Standing("i2", NIGHT, ("c2", "c3")), Standing("i1", MORNING, ("c1",))]


def test_how_it_was_linked_and_what_became_of_incidents(filled: Store) -> None:
    filled.put_incidents([incident("i1", "c1"), incident("i2", "c2")], RUN.id, NIGHT)
    first, second = Linking(RUN.id, NIGHT, "ucdp", True), Linking(LATER.id, NOON, "latest", False)
    merged = Succession("i2", "i1", "merged", NOON, LATER.id)
    filled.put_linking(first)
    filled.put_linking(second, [merged])
    assert filled.linkings() == [first, second]
    assert filled.successions() == [merged]
