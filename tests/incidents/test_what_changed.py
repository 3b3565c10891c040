"""What differs between two states of the incidents: complete, the same every time, and told with its causes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from incident_cases import Report, claim, incidents_of, report

from sayso.incidents.changes import Changed, Difference, Snapshot, compare_states
from sayso.incidents.regrouping import regroup
from sayso.schema import Incident
from sayso.schema.judgement import judge

Groups = dict[str, list[str]]


@st.composite
def groupings(draw: st.DrawFn) -> Groups:
    members = draw(st.sets(st.sampled_from("abcdefghij")))
    found: Groups = {}
    for member in sorted(members):
        found.setdefault(f"i{draw(st.integers(1, 5))}", []).append(member)
    return found


TURNED = {
    "same": "same",
    "added": "gone",
    "gone": "added",
    "merged": "split",
    "split": "merged",
    "regrouped": "regrouped",
}


@given(groupings(), groupings())
def test_every_group_of_both_stands_in_one_row(before: Groups, after: Groups) -> None:
    rows = regroup(before, after)
    assert sorted(n for r in rows for n in r.before) == sorted(before)
    assert sorted(n for r in rows for n in r.after) == sorted(after)


@given(groupings(), groupings())
def test_the_other_way_round_what_was_merged_is_split(before: Groups, after: Groups) -> None:
    there = {(r.kind, r.before, r.after) for r in regroup(before, after)}
    back = {(TURNED[r.kind], r.after, r.before) for r in regroup(after, before)}
    assert there == back


@given(groupings(), st.randoms(use_true_random=False))
def test_groups_are_known_again_whatever_they_are_called(before: Groups, chance: Any) -> None:
    names = chance.sample(sorted(before), len(before))
    after = dict(zip(names, before.values(), strict=True))
    assert {r.kind for r in regroup(before, after)} <= {"same"}


@given(groupings(), groupings())
def test_groups_that_share_a_row_share_members_all_along_it(before: Groups, after: Groups) -> None:
    for row in regroup(before, after):
        if row.kind in ("added", "gone"):
            continue
        ours = {m for n in row.before for m in before[n]}
        theirs = {m for n in row.after for m in after[n]}
        assert all(set(after[n]) & ours for n in row.after)
        assert all(set(before[n]) & theirs for n in row.before)


# ---- whole incidents


def state(*reports: Report, incidents: Iterable[Incident] | None = None, **made: Any) -> Snapshot:
    found = tuple(incidents) if incidents is not None else incidents_of(*reports)
    profile = made.pop("profile", None)
    if profile:
        found = incidents_of(*reports, profile=profile)
        made["profiles"] = (profile,)
    documents = {r.document.id: r.document for r in reports}
    return Snapshot("a", documents, {c.id: c for r in reports for c in r.claims}, found, **made)


STRIKE = report("one", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="7", says="Border Monitor"))
AGAIN = report("two", "2024-03-05", claim("air_strike", "Saraqib", "2024-03-03", killed="9", says="Health Office"))
MINE = report("three", "2024-03-09", claim("explosion.landmine", "Palmyra", "2024-03-08", killed="2"))


def only(difference: Difference, kind: str) -> Changed:
    [row] = [r for r in difference.rows if r.kind == kind]
    return row


def causes(row: Changed) -> list[str]:
    return [w.cause for w in row.why]


def test_a_state_does_not_differ_from_itself() -> None:
    difference = compare_states(state(STRIKE, AGAIN, MINE), state(STRIKE, AGAIN, MINE))
    assert not difference
    assert difference.counts()["unchanged"] == len(difference.rows) == 2


def test_a_new_report_changes_its_incident_field_by_field() -> None:
    difference = compare_states(state(STRIKE, MINE), state(STRIKE, AGAIN, MINE))
    row = only(difference, "changed")
    fields = {f.field: (f.old, f.new) for f in row.fields}
    assert fields["publishers"] == (["one Post"], ["one Post", "two Post"])
    assert fields["counts.killed"][0]["low"] == 7
    assert [f["field"] for f in fields["contested"][1]] == ["killed"]
    assert row.gained == (AGAIN.claims[0].id,)
    assert [(w.cause, w.claims, w.detail) for w in row.why] == [("new_document", row.gained, "two")]


def test_what_only_one_side_has_was_added_or_is_gone() -> None:
    there, back = compare_states(state(STRIKE), state(STRIKE, MINE)), compare_states(state(STRIKE, MINE), state(STRIKE))
    assert (only(there, "added").after, causes(only(there, "added"))) == (only(back, "gone").before, ["new_document"])
    assert causes(only(back, "gone")) == ["gone_document"]


def test_what_was_merged_says_where_its_claims_were_and_who_judged() -> None:
    together = state(STRIKE, AGAIN)
    one = together.incidents[0]
    apart = [replace(one, id=f"i{n}", claims=(c,)) for n, c in enumerate(one.claims)]
    judged = judge("same", *one.claims, by="Amal", at="2024-05-01", why="one market")
    difference = compare_states(state(STRIKE, AGAIN, incidents=apart), replace(together, judgements=(judged,)))
    row = only(difference, "merged")
    assert (row.before, row.after) == (("i0", "i1"), (one.id,))
    assert [(w.cause, w.detail) for w in row.why] == [("judgement", "same, by Amal: one market")]
    assert only(compare_states(together, state(STRIKE, AGAIN, incidents=apart)), "split").after == ("i0", "i1")


def test_a_claim_that_moved_is_told_on_both_sides() -> None:
    one, mine = state(STRIKE, AGAIN, MINE).incidents
    first, second = one.claims
    moved = [replace(one, claims=(first,)), replace(mine, claims=(*mine.claims, second))]
    before = [replace(one, claims=(first, second)), mine]
    difference = compare_states(
        state(STRIKE, AGAIN, MINE, incidents=before), state(STRIKE, AGAIN, MINE, incidents=moved)
    )
    said = {row.after[0]: [(w.cause, w.claims, w.detail) for w in row.why] for row in difference.rows}
    assert said == {
        one.id: [("moved_claim", (second,), f"to {mine.id}")],
        mine.id: [("moved_claim", (second,), f"from {one.id}")],
    }


def test_another_profile_is_the_cause_of_other_figures() -> None:
    difference = compare_states(state(STRIKE, AGAIN, profile="conservative"), state(STRIKE, AGAIN, profile="latest"))
    row = only(difference, "changed")
    assert "counts.killed" in {f.field for f in row.fields}
    assert [(w.cause, w.detail) for w in row.why] == [("profile", "conservative → latest")]


def test_another_version_of_a_report_keeps_its_claims_known() -> None:
    """A corrected report is another document, with claims of other ids at the same words."""
    said = claim("air_strike", "Saraqib", "2024-03-03", killed="7", says="Border Monitor", quote="seven died")
    put = claim("air_strike", "Saraqib", "2024-03-03", killed="8", says="Border Monitor", quote="seven died")
    first, corrected = report("old", "2024-03-04", said), report("new", "2024-03-04", put)
    same_report = replace(corrected, document=replace(corrected.document, external_id="old", publisher="old Post"))
    row = only(compare_states(state(first), state(same_report)), "changed")
    assert [f.field for f in row.fields] == ["counts.killed"]
    assert [(w.cause, w.detail) for w in row.why] == [("restated_claim", "counts")]


def test_an_incident_under_another_name_is_unchanged() -> None:
    there = state(STRIKE)
    renamed = replace(there, incidents=tuple(replace(i, id="other") for i in there.incidents))
    difference = compare_states(there, renamed)
    assert not difference
    assert difference.rows[0].after == ("other",)


def test_figures_that_differ_for_no_other_cause_are_laid_to_linking() -> None:
    there = state(STRIKE)
    graver = replace(there, incidents=tuple(replace(i, status="denied") for i in there.incidents))
    assert causes(only(compare_states(there, graver), "changed")) == ["linking"]
    newer = replace(graver, versions=("0.2",))
    assert causes(only(compare_states(replace(there, versions=("0.1",)), newer), "changed")) == ["version"]


def test_a_report_that_turned_out_to_be_a_copy_is_a_cause() -> None:
    said = claim("air_strike", "Saraqib", "2024-03-03", killed="7")
    first, second = report("one", "2024-03-04", said), report("two", "2024-03-05", said)
    copy = replace(second, document=replace(second.document, reprint_of="one"))
    row = only(compare_states(state(first, second), state(first, copy)), "changed")
    assert "independent_sources" in {f.field for f in row.fields}
    assert causes(row) == ["reprint"]
