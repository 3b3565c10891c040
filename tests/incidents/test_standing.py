"""Incidents keep their names through growth, mergers and splits."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.standing import Moved, Settled, counted, settle
from sayso.schema import Incident, Related
from sayso.schema.identity import incident_id
from sayso.schema.linking import Standing

ORDER = [f"c{n}" for n in range(12)]


def found(claims: str, related: tuple[Related, ...] = ()) -> Incident:
    """An incident as linking finds it, named by its first claim; claims as digits."""
    ids = tuple(f"c{n}" for n in claims)
    name = incident_id(ids[0])
    return Incident(name, "shelling", "happened", None, None, (), (), ids, {}, (), (), None, related=related)


def stood(name: str, claims: str, at: str = "2024-01-01") -> Standing:
    return Standing(name, at, tuple(f"c{n}" for n in claims))


def names(settled: Settled) -> dict[str, str]:
    return {"".join(c[1:] for c in i.claims): i.id for i in settled.incidents}


def test_one_that_grows_keeps_its_id_even_when_an_earlier_claim_joins() -> None:
    settled = settle([stood("old", "34")], [found("134")], ORDER)
    assert names(settled) == {"134": "old"}
    assert settled.moved == (Moved("grew", "old", 1),)


def test_one_that_nobody_told_of_is_founded_under_its_own_id() -> None:
    settled = settle([stood("old", "3")], [found("3"), found("5")], ORDER)
    assert names(settled) == {"3": "old", "5": incident_id("c5")}
    assert settled.moved == (Moved("founded", incident_id("c5"), 1),)


def test_of_two_that_are_merged_the_older_lives_on() -> None:
    settled = settle([stood("young", "123", "2024-02-01"), stood("old", "5")], [found("1235")], ORDER)
    assert names(settled) == {"1235": "old"}
    assert settled.moved == (Moved("merged", "old", 3, ("young",)),)
    assert [(h.incident_id, h.into, h.kind) for h in settled.handed_over] == [("young", "old", "merged")]


def test_of_two_of_one_day_the_one_that_was_told_of_first_lives_on() -> None:
    assert names(settle([stood("b", "5"), stood("z", "2")], [found("25")], ORDER)) == {"25": "z"}


def test_of_one_that_is_split_the_larger_part_keeps_the_id() -> None:
    settled = settle([stood("old", "123")], [found("1"), found("23")], ORDER)
    assert names(settled) == {"1": incident_id("c1"), "23": "old"}
    assert settled.moved == (Moved("split", incident_id("c1"), 1, ("old",)), Moved("shrank", "old", 1))
    assert [(h.incident_id, h.kind) for h in settled.handed_over] == [("old", "split")]


def test_of_equal_parts_the_one_with_the_earliest_claim_keeps_it() -> None:
    assert names(settle([stood("old", "34")], [found("4"), found("3")], ORDER))["3"] == "old"


def test_a_part_whose_own_id_is_another_s_gets_a_new_one_each_time_the_same() -> None:
    """The claim that founded the incident is split off; its id goes on with the larger part."""
    whole = stood(incident_id("c1"), "123")
    first = settle([whole], [found("1"), found("23")], ORDER)
    assert names(first)["23"] == incident_id("c1")
    assert names(first)["1"] not in (incident_id("c1"), incident_id("c2"))
    assert first == settle([whole], [found("1"), found("23")], ORDER)
    assert names(settle([], [found("1")], ORDER, taken=[incident_id("c1")]))["1"] == names(first)["1"]


def test_one_whose_reports_are_all_withdrawn_is_gone() -> None:
    assert settle([stood("old", "34")], [], ORDER).moved == (Moved("gone", "old", 2),)


def test_relations_follow_the_names() -> None:
    related = (Related(incident_id("c5"), "total_over"),)
    settled = settle([stood("old", "5")], [found("1", related=related), found("5")], ORDER)
    assert settled.incidents[0].related[0].incident_id == "old"


def test_the_summary_in_words() -> None:
    moved = [Moved("grew", "a", 1), Moved("grew", "b", 2), Moved("merged", "c", 1, ("d",)), Moved("founded", "e", 1)]
    assert counted(moved) == "1 incident founded, 2 grew, 1 merged with others"
    assert counted(moved[:2]) == "2 incidents grew"
    assert counted([]) == ""


partitions = st.lists(st.integers(0, 4), min_size=0, max_size=10)


def grouped(marks: list[int]) -> list[str]:
    groups: dict[int, str] = {}
    for n, mark in enumerate(marks):
        groups[mark] = groups.get(mark, "") + str(n)
    return list(groups.values())


@given(partitions, partitions, st.randoms(use_true_random=False))
def test_names_are_unique_and_whoever_stays_the_same_keeps_it(
    old: list[int], new: list[int], chance: random.Random
) -> None:
    before = [stood(incident_id(f"c{g[0]}"), g, f"2024-01-0{n % 3 + 1}") for n, g in enumerate(grouped(old))]
    now = [found(g) for g in grouped(new)]
    settled = settle(before, now, ORDER)
    held = [i.id for i in settled.incidents]
    assert len(set(held)) == len(held)
    had = {s.claims: s.id for s in before}
    for incident in settled.incidents:
        assert had.get(incident.claims, incident.id) == incident.id
    shuffled = settle(chance.sample(before, len(before)), now, ORDER)
    assert shuffled == settled


@given(partitions, partitions)
def test_every_incident_that_ends_with_claims_left_says_where_they_went(old: list[int], new: list[int]) -> None:
    before = [stood(f"old{n}", g) for n, g in enumerate(grouped(old))]
    settled = settle(before, [found(g) for g in grouped(new)], ORDER)
    living = {i.id for i in settled.incidents}
    left = {c for i in settled.incidents for c in i.claims}
    for standing in before:
        if standing.id not in living and set(standing.claims) & left:
            assert {h.kind for h in settled.handed_over if h.incident_id == standing.id} == {"merged"}
        elif standing.id not in living:
            assert Moved("gone", standing.id, len(standing.claims)) in settled.moved
