"""Judgements: what was decided last holds, and what holds never contradicts itself."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadRecord
from sayso.schema.judgement import Groups, Judged, Judgement, holding, judge


def on(day: int, kind: str, left: str, right: str, supersedes: str | None = None) -> Judgement:
    return judge(kind, left, right, by="Amal", at=f"2024-05-{day:02}T10:00:00+00:00", supersedes=supersedes)  # type: ignore[arg-type]


claims = st.sampled_from("abcdef")
judgements = st.lists(
    st.builds(
        lambda pair, kind, day: on(day, kind, *pair),
        st.tuples(claims, claims).filter(lambda p: p[0] != p[1]),
        st.sampled_from(["same", "different"]),
        st.integers(1, 28),
    ),
    max_size=12,
)


def groups_of(judged: Judged) -> dict[str, str]:
    of = {c: c for c in "abcdef"}
    for left, right in judged.same:
        of = {c: of[left] if g == of[right] else g for c, g in of.items()}
    return of


@given(judgements)
def test_what_holds_never_contradicts_itself(some: list[Judgement]) -> None:
    judged = Judged.of(some)
    of = groups_of(judged)
    assert all(of[a] != of[b] for a, b in judged.different)


@given(judgements, st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_plays_no_part(some: list[Judgement], chance: random.Random) -> None:
    assert Judged.of(some) == Judged.of(chance.sample(some, len(some)))


@given(judgements)
def test_each_that_holds_is_kept_or_set_aside_for_later_ones(some: list[Judgement]) -> None:
    judged = Judged.of(some)
    kept = {("same", p) for p in judged.same} | {("different", p) for p in judged.different}
    aside = {(j.kind, j.pair) for j in judged.set_aside}
    assert kept | aside == {(j.kind, j.pair) for j in holding(some)}
    assert not kept & aside
    for one in judged.set_aside:
        later = [j for j in holding(some) if (j.at, j.id) > (one.at, one.id)]
        groups = Groups()
        groups.take_all(later)
        assert not groups.take(one)


@given(judgements)
def test_the_latest_judgement_of_all_always_holds(some: list[Judgement]) -> None:
    for left, right in combinations("abc", 2):
        for kind in ("same", "different"):
            last = on(30, kind, left, right)
            judged = Judged.of([*some, last])
            assert last.pair in (judged.same if kind == "same" else judged.different)


def test_the_later_judgement_on_a_pair_holds_whichever_way_round_it_names_them() -> None:
    judged = Judged.of([on(1, "same", "a", "b"), on(2, "different", "b", "a")])
    assert not judged.same
    assert judged.different == {("a", "b")}
    assert judged.set_aside == ()


def test_a_judgement_that_is_superseded_no_longer_holds() -> None:
    first = on(1, "same", "a", "b")
    assert Judged.of([first, on(2, "same", "a", "c", supersedes=first.id)]).same == {("a", "c")}


def test_two_the_same_as_a_third_are_not_held_apart_by_an_earlier_word() -> None:
    early = on(1, "different", "a", "c")
    judged = Judged.of([early, on(2, "same", "a", "b"), on(3, "same", "b", "c")])
    assert judged.same == {("a", "b"), ("b", "c")}
    assert judged.set_aside == (early,)


def test_the_id_is_of_what_is_said() -> None:
    one = judge("same", "b", "a", by=" Amal ", at="2024-05-01", why="one bus")
    assert one == judge("same", "a", "b", by="Amal", at="2024-05-01T02:00:00+02:00", why="one bus")
    assert one.at == "2024-05-01T00:00:00+00:00"
    assert one.id != judge("different", "a", "b", by="Amal", at="2024-05-01", why="one bus").id


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("like", "a", "b", "Amal", "2024-05-01"), "expected same or different"),
        (("same", "a", "a", "Amal", "2024-05-01"), "two claims"),
        (("same", "a", "", "Amal", "2024-05-01"), "two claims"),
        (("same", "a", "b", "  ", "2024-05-01"), "a name in `by`"),
        (("same", "a", "b", "Amal", "May Day"), "an ISO time"),
    ],
)
def test_what_is_no_judgement_is_refused(row: tuple[str, str, str, str, str], says: str) -> None:
    kind, left, right, by, at = row
    with pytest.raises(BadRecord, match=says):
        judge(kind, left, right, by=by, at=at)  # type: ignore[arg-type]
