"""What people decided, how runs linked, and what became of ended incidents, in a store."""

from __future__ import annotations

import pytest
from store_records import LATER, RUN, claim, document, incident

from sayso.errors import NotFound, StoreError
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


def test_one_that_was_merged_says_where_it_went(filled: Store) -> None:
    filled.put_incidents([incident("i1", "c1"), incident("i2", "c2")], RUN.id, NIGHT)
    filled.put_incidents([incident("i1", "c1", "c2")], LATER.id, NOON)
    filled.put_linking(Linking(LATER.id, NOON, "ucdp", False), [Succession("i2", "i1", "merged", NOON, LATER.id)])
    with pytest.raises(NotFound, match="incident i2 was merged into i1 on 2024-03-01; ask for i1"):
        filled.incident("i2")
    assert filled.incident("i1").claims == ("c1", "c2")


def test_which_claims_are_still_to_be_linked_and_which_are_withdrawn(filled: Store) -> None:
    assert filled.unlinked() == {"c1", "c2", "c3"}
    filled.put_incidents([incident("i1", "c1", "c2")], RUN.id, NIGHT)
    assert filled.unlinked() == {"c3"}
    assert not filled.withdrawn()
    filled.put_document(document("d2", key="report"), recorded_at=MORNING)
    filled.put_claims("d2", [claim("c4", "d2")])
    assert filled.unlinked() == {"c4"}
    assert filled.withdrawn() == {"c1", "c2"}


def test_a_store_as_each_run_left_it(store: Store) -> None:
    """Nothing is ever overwritten, so that what an earlier run left is still there to be asked for."""
    for run, at, name in ((RUN, NIGHT, "d1"), (LATER, NOON, "d2")):
        store.add_run(run)
        store.put_document(document(name, key="report", run=run.id), recorded_at=at)
        store.put_claims(name, [claim(f"c{name}", name)])
        store.put_incidents([incident("i1", f"c{name}")], run.id, at)
    store.put_judgements([decided("cd1", "cd2")], NOON)
    left = {run.id: store.as_of(run) for run in (RUN, LATER)}
    assert [d.id for d in left["r1"][0]] == ["d1"]
    assert [c.id for c in left["r1"][1]] == ["cd1"]
    assert [i.claims for i in left["r1"][2]] == [("cd1",)]
    assert left["r1"][3] == []
    assert left["r2"] == (store.documents(), store.claims(), store.incidents(), store.judgements())


def test_some_incidents_are_replaced_and_all_others_stay(filled: Store) -> None:
    filled.put_incidents([incident("i1", "c1"), incident("i2", "c2"), incident("i3", "c3")], RUN.id, NIGHT)
    filled.put_incidents([incident("i1", "c1", "c2")], LATER.id, NOON, among={"i1", "i2"})
    assert filled.membership() == {"c1": "i1", "c2": "i1", "c3": "i3"}
    assert [i.id for i in filled.incidents()] == ["i1", "i3"]


def test_claims_that_share_a_block_are_found(filled: Store) -> None:
    filled.put_blocks({"c1": (1, 2**62), "c2": (2,), "c3": (2**62, 3)})
    assert filled.sharing([2**62, 7]) == {"c1", "c3"}
    assert [c.id for c in filled.claims_named(["c3", "c1", "c404"])] == ["c1", "c3"]
    filled.put_blocks({"c1": (1, 5)})
    assert filled.sharing([1]) == {"c1"}
    filled.put_blocks({"c2": (9,)}, anew=True)
    assert not filled.sharing([1, 2, 3, 5])
    assert filled.sharing([9]) == {"c2"}
