"""Judgements from a file: what is added, unchanged and rejected."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadRecord, NotFound
from sayso.review import Row, Taken, Wrong, read_rows, take
from sayso.schema.judgement import Judged, Judgement

NOW = "2024-05-09T12:00:00+00:00"


def find(claim: str) -> str:
    if claim in "abcdef":
        return claim
    raise NotFound(f"no claim {claim!r}")


def taken(text: str, known: Sequence[Judgement] = (), by: str = "Amal") -> Taken:
    return take(read_rows(text.encode(), "mine.csv"), known, find=find, now=NOW, by=by, where="mine.csv")


def told(some: Taken) -> list[str]:
    return [str(wrong.error) for wrong in some.rejected]


def test_a_csv_file_with_what_is_needed() -> None:
    some = taken("kind,left,right,why\nsame,b,a,one market\ndifferent,c,a,\n")
    assert [(j.kind, j.pair, j.by, j.at, j.why) for j in some.added] == [
        ("same", ("a", "b"), "Amal", NOW, "one market"),
        ("different", ("a", "c"), "Amal", NOW, ""),
    ]
    assert (some.unchanged, some.rejected) == (0, [])


def test_json_lines_with_everything() -> None:
    row = {"kind": "same", "left": "a", "right": "b", "by": "Sami", "at": "2024-05-01T08:00:00Z", "why": "يوم واحد"}
    [one] = taken(json.dumps(row) + "\n\n").added
    assert (one.by, one.at, one.why) == ("Sami", "2024-05-01T08:00:00+00:00", "يوم واحد")


def test_the_same_file_again_adds_nothing_even_without_times() -> None:
    text = "kind,left,right,why\nsame,b,a,one market\ndifferent,c,a,\nsame,b,a,one market\n"
    first = taken(text)
    again = take(
        read_rows(text.encode(), ""), first.added, find=find, now="2025-01-01T00:00:00Z", by="Amal", where="mine.csv"
    )
    assert (len(first.added), first.unchanged) == (2, 1)
    assert (again.added, again.unchanged, again.rejected) == ([], 3, [])


def test_another_word_on_a_pair_supersedes_the_one_that_holds() -> None:
    first = taken("kind,left,right\nsame,a,b\n").added
    second = taken("kind,left,right,at\ndifferent,a,b,2024-06-01\n", first).added
    assert [j.supersedes for j in second] == [first[0].id]
    assert Judged.of([*first, *second]).different == {("a", "b")}


def test_within_one_file_the_later_row_on_a_pair_holds() -> None:
    some = taken("kind,left,right\nsame,a,b\ndifferent,a,b\n").added
    assert Judged.of(some).different == {("a", "b")}
    assert Judged.of(taken("kind,left,right\ndifferent,a,b\nsame,a,b\n").added).same == {("a", "b")}


def test_an_older_word_that_comes_late_is_kept_and_holds_nothing() -> None:
    first = taken("kind,left,right\nsame,a,b\n").added
    late = taken("kind,left,right,at\ndifferent,a,b,2020-01-01\n", first)
    assert (len(late.added), late.added[0].supersedes) == (1, None)
    assert Judged.of([*first, *late.added]).same == {("a", "b")}


def test_what_the_others_leave_no_room_for_is_rejected_by_its_row() -> None:
    some = taken("kind,left,right\nsame,a,b\nsame,b,c\ndifferent,a,c\nsame,d,e\n")
    assert [w.number for w in some.rejected] == [4]
    assert "mine.csv row 4: other judgements together hold a and c for the same" in told(some)[0]
    assert len(some.added) == 3


def test_a_row_that_cannot_be_stops_no_other() -> None:
    some = taken("kind,left,right\nalike,a,b\nsame,a,zz\nsame,a,\nsame,a,a\nsame,a,b\n")
    assert [w.number for w in some.rejected] == [2, 3, 4, 5]
    assert [t.split(";")[0] for t in told(some)[:2]] == [
        "mine.csv row 2: the kind of a judgement is 'alike'",
        "mine.csv row 3: no claim 'zz'",
    ]
    assert len(some.added) == 1


def test_nobody_who_decided_is_refused() -> None:
    assert "nobody is named" in told(taken("kind,left,right\nsame,a,b\n", by=""))[0]


def test_what_is_superseded_must_be_there() -> None:
    assert "no judgement of this store" in told(taken("kind,left,right,supersedes\nsame,a,b,j404\n"))[0]


def test_lines_that_are_no_json_are_named() -> None:
    some = taken('{"kind": "same", "left": "a", "right": "b"}\n{broken\n{"kind": 7, "left": "a", "right": "b"}\n[1]\n')
    assert [w.number for w in some.rejected] == [2, 3, 4]


@pytest.mark.parametrize(("content", "says"), [(b"a,b\n1,2\n", "no column kind, left, right"), (b"\xff\xfe", "UTF-8")])
def test_what_is_no_table_of_judgements_is_refused_as_a_whole(content: bytes, says: str) -> None:
    with pytest.raises(BadRecord, match=says):
        read_rows(content, "mine.csv")


rows = st.lists(
    st.builds(
        lambda n, kind, pair, at: Row(n, kind, pair[0], pair[1], by="Amal", at=at),
        st.integers(2, 99),
        st.sampled_from(["same", "different"]),
        st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")),
        st.sampled_from(["", "2024-05-01", "2024-05-02", "2025-01-01"]),
    ),
    max_size=15,
)


@given(rows)
def test_every_row_is_added_unchanged_or_rejected_and_none_that_is_added_is_set_aside(some: list[Row]) -> None:
    given_rows: list[Row | Wrong] = list(some)
    found = take(given_rows, [], find=find, now=NOW, where="mine.csv")
    assert len(found.added) + found.unchanged + len(found.rejected) == len(some)
    again = take(given_rows, found.added, find=find, now=NOW, where="mine.csv")
    assert Judged.of(found.added).set_aside == ()
    assert again.unchanged >= len(found.added)
    if not found.rejected:
        assert again.added == []
