"""States to compare: of a store now, as a run left it, of an export; and comparisons of whole worlds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import pipeline
from sayso.errors import BadRecord, NotFound
from sayso.evaluation.world import Made
from sayso.incidents import link
from sayso.incidents.changes import Snapshot, compare_states
from sayso.interfaces.export.holdings import Holdings
from sayso.interfaces.export.jsonl import write_jsonl
from sayso.interfaces.export.manifest import write_manifest
from sayso.schema.codebook import native
from sayso.store import Store
from test_relinking import linked, made, put


def state(world: Made, documents: int | None = None) -> Snapshot:
    """The state after so many reports of a world."""
    found = {d.id: d for d in world.documents[:documents]}
    claims = [c for c in world.claims if c.document_id in found]
    incidents = link(claims, found, codebook=native())
    return Snapshot("", found, {c.id: c for c in claims}, incidents)


TURNED = {"added": "gone", "gone": "added", "merged": "split", "split": "merged"}
few = settings(max_examples=6, deadline=None)


@few
@given(st.integers(0, 99), st.integers(0, 30), st.integers(0, 30))
def test_every_incident_of_both_stands_in_one_row_and_the_other_way_round_it_is_the_reverse(
    seed: int, one: int, other: int
) -> None:
    world = made(seed, 8)
    before, after = state(world, one), state(world, other)
    there, back = compare_states(before, after), compare_states(after, before)
    assert sorted(i for r in there.rows for i in r.before) == sorted(i.id for i in before.incidents)
    assert sorted(i for r in there.rows for i in r.after) == sorted(i.id for i in after.incidents)
    assert {(TURNED.get(r.kind, r.kind), r.after, r.before) for r in there.rows} == {
        (r.kind, r.before, r.after) for r in back.rows
    }
    swapped = {(r.after, r.before): {(f.field, repr(f.new), repr(f.old)) for f in r.fields} for r in back.rows}
    assert {(r.before, r.after): {(f.field, repr(f.old), repr(f.new)) for f in r.fields} for r in there.rows} == swapped


@few
@given(st.integers(0, 99), st.integers(0, 30))
def test_nothing_differs_from_itself_and_no_change_is_without_a_cause(seed: int, one: int) -> None:
    world = made(seed, 8)
    assert not compare_states(state(world, one), state(world, one))
    for row in compare_states(state(world, one), state(world)).rows:
        assert (row.kind == "unchanged") == (not row.why)
        told = {c for why in row.why for c in why.claims}
        assert {*row.gained, *row.lost} <= told


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store that two runs linked: twenty reports, then all."""
    url = str(tmp_path / "case.db")
    world = made()
    put(url, list(world.documents[:20]), world.claims)
    linked(url)
    put(url, list(world.documents[20:]), world.claims)
    linked(url)
    return url


def runs(url: str) -> list[str]:
    with Store.open(url) as store:
        return [run.id for run, profile in pipeline.runs_of(store) if profile]


def exported(url: str, folder: Path) -> Path:
    with Store.open(url) as store:
        held = Holdings(tuple(store.documents()), tuple(store.claims()), tuple(store.incidents()), store.membership())
    write_manifest(folder, write_jsonl(folder, held), held, {})
    return folder


def test_a_store_an_export_of_it_and_its_last_run_are_one_state(url: str, tmp_path: Path) -> None:
    folder = exported(url, tmp_path / "out")
    for same in (url, Path(url), f"{url}@{runs(url)[1]}", str(folder), folder):
        assert not pipeline.diff(same, url)
        assert not pipeline.diff(url, same)


def test_what_the_second_run_brought(url: str) -> None:
    first, second = runs(url)
    difference = pipeline.diff(first[:8], store=url)
    assert difference == pipeline.diff(f"{url}@{first}", f"{url}@{second}")
    counts = difference.counts()
    assert counts["added"] and counts["changed"]
    assert not counts["gone"]
    assert {w.cause for r in difference.rows for w in r.why} <= {"new_document", "moved_claim", "reprint"}


def test_what_read_gave_can_be_compared_too(url: str) -> None:
    world = made()
    incidents = link(world.claims, {d.id: d for d in world.documents}, codebook=native())
    case = pipeline.Case(world.documents, world.claims, incidents, ())
    assert not [r for r in pipeline.diff(case, url).rows if r.kind not in ("unchanged", "changed")]


@pytest.mark.parametrize("asked", ["nothing.db", "r404", "", "@r404", "postgres"])
def test_what_is_no_state_is_named(url: str, asked: str) -> None:
    with pytest.raises(NotFound, match="no state of the incidents"):
        pipeline.diff(asked, store=url)


def test_several_runs_that_begin_so_are_no_run(url: str) -> None:
    with pytest.raises(NotFound, match="begins"):
        pipeline.diff("r", store=url)


def test_a_folder_that_is_no_export_and_a_line_that_is_no_record_are_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"holds no documents\.jsonl, claims\.jsonl, incidents\.jsonl"):
        pipeline.diff(tmp_path, url)
    folder = exported(url, tmp_path / "out")
    with (folder / "claims.jsonl").open("a", encoding="utf-8") as f:
        f.write("{broken\n")
    with pytest.raises(BadRecord, match=r"claims\.jsonl line \d+: is no JSON"):
        pipeline.diff(folder, url)
