"""Linking a store again and again: nothing is lost, nothing is done twice, and incidents keep their names."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from sayso.evaluation.world import Made, as_records, happen, tell
from sayso.incidents.standing import Moved
from sayso.pipeline import Linked, judge_store, link_store
from sayso.schema import Claim, Document, Run
from sayso.settings import Settings
from sayso.store import Store

SETTINGS = Settings()


def made(seed: int = 7, size: int = 12) -> Made:
    return as_records(tell(Random(seed), happen(Random(seed), size, 30)))


def put(url: str, documents: list[Document], claims: tuple[Claim, ...]) -> None:
    """Put reports with their claims into a store, as reading does."""
    with Store.open(url) as store:
        store.add_run(Run("r0", "2024-01-01T00:00:00+00:00", "0", "sayso-1"))
        for document in documents:
            store.put_document(document)
            store.put_claims(document.id, [c for c in claims if c.document_id == document.id])


def linked(url: str, *, anew: bool = False, profile: str = "conservative") -> Linked:
    return link_store(url, settings=Settings(profile=profile), anew=anew)


def partition(url: str) -> set[frozenset[str]]:
    with Store.open(url) as store:
        found: dict[str, set[str]] = {}
        for claim, incident in store.membership().items():
            found.setdefault(incident, set()).add(claim)
    return {frozenset(claims) for claims in found.values()}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return str(tmp_path / "case.db")


def test_linking_twice_does_nothing_the_second_time(url: str) -> None:
    world = made()
    put(url, list(world.documents), world.claims)
    first = linked(url)
    with Store.open(url) as store:
        before = store.memberships()
    again = linked(url)
    assert (again.incidents, again.moved, again.anew) == (first.incidents, (), False)
    with Store.open(url) as store:
        assert store.memberships() == before
        assert len(store.linkings()) == 1


def test_all_anew_changes_nothing_where_nothing_is_new(url: str) -> None:
    world = made()
    put(url, list(world.documents), world.claims)
    first = linked(url)
    assert linked(url, anew=True) == Linked(first.incidents, (), anew=True)


def test_bit_by_bit_incidents_keep_their_names_and_every_change_is_told(url: str) -> None:
    world = made(size=6)
    stood: dict[str, frozenset[str]] = {}
    for at in range(0, len(world.documents), 4):
        put(url, list(world.documents[at : at + 4]), world.claims)
        told = linked(url)
        assert told.anew == (at == 0)
        with Store.open(url) as store:
            now = {s.id: frozenset(s.claims) for s in store.standing()}
            handed = {(s.incident_id, s.kind) for s in store.successions()}
            assert {c for claims in now.values() for c in claims} == {c.id for c in store.claims()}
        assert set(now) - set(stood) == {m.incident_id for m in told.moved if m.became in ("founded", "split")}
        assert all((name, "merged") in handed for name in set(stood) - set(now))
        grown = {m.incident_id for m in told.moved if m.became in ("grew", "merged")}
        assert {n for n in set(now) & set(stood) if now[n] - stood[n]} == grown
        stood = now


@pytest.mark.parametrize(("seed", "shuffled"), [(1, False), (2, True)])
def test_bit_by_bit_comes_to_what_all_at_once_comes_to(tmp_path: Path, seed: int, shuffled: bool) -> None:
    """Up to ids; the little that may differ is told in docs/diff.md."""
    world = made(seed, 8)
    documents = list(world.documents)
    if shuffled:
        Random(seed).shuffle(documents)
    little, once = str(tmp_path / "little.db"), str(tmp_path / "once.db")
    for at in range(0, len(documents), 5):
        put(little, documents[at : at + 5], world.claims)
        linked(little)
    put(once, documents, world.claims)
    linked(once)
    same, all_at_once = partition(little) & partition(once), partition(once)
    assert len(same) >= 0.9 * len(all_at_once)
    assert linked(little, anew=True).anew
    assert partition(little) == all_at_once


def test_memberships_are_only_ever_added_to(url: str) -> None:
    world = made()
    put(url, list(world.documents[:20]), world.claims)
    linked(url)
    with Store.open(url) as store:
        before = store.memberships()
    put(url, list(world.documents[20:]), world.claims)
    linked(url)
    with Store.open(url) as store:
        after = store.memberships()
    assert [(m.claim_id, m.incident_id, m.recorded_at) for m in after[: len(before)]] == [
        (m.claim_id, m.incident_id, m.recorded_at) for m in before
    ]
    present = [m.claim_id for m in after if m.superseded_at is None]
    assert len(set(present)) == len(present) == len(world.claims)


def test_a_run_that_was_broken_off_before_linking_is_made_up_for(url: str) -> None:
    world = made()
    put(url, list(world.documents[:15]), world.claims)
    linked(url)
    put(url, list(world.documents[15:30]), world.claims)  # read, and broken off before it was linked
    told = linked(url)
    assert told.moved
    with Store.open(url) as store:
        assert not store.unlinked()


def test_a_newer_version_of_a_report_takes_the_older_one_s_claims_out(url: str) -> None:
    from dataclasses import replace

    world = made()
    put(url, [replace(d, key=d.id) for d in world.documents], world.claims)
    linked(url)
    old = world.documents[0]
    with Store.open(url) as store:
        store.put_document(replace(old, id="d-new", key=old.id))
    told = linked(url)
    withdrawn = {c.id for c in world.claims if c.document_id == old.id}
    assert {m.became for m in told.moved} <= {"gone", "shrank", "split", "merged", "grew", "founded"}
    with Store.open(url) as store:
        assert not withdrawn & set(store.membership())
        assert not store.withdrawn()


def test_another_profile_links_anew_and_keeps_the_names(url: str) -> None:
    world = made()
    put(url, list(world.documents), world.claims)
    linked(url)
    with Store.open(url) as store:
        names = {i.id for i in store.incidents()}
    told = linked(url, profile="latest")
    assert (told.moved, told.anew) == ((), True)
    with Store.open(url) as store:
        found = store.incidents()
    assert {i.id for i in found} == names
    assert {t.profile for i in found for t in i.counts.values()} == {"latest"}


def test_judgements_come_in_once_and_by_the_beginnings_of_ids(url: str) -> None:
    world = made()
    put(url, list(world.documents), world.claims)
    a, b = world.claims[0].id, world.claims[1].id
    rows = f"kind,left,right,why\nsame,{a[:12]},{b[:12]},one market\nsame,{a},nothing,\n".encode()
    first = judge_store(rows, "mine.csv", store_url=url, by="Amal")
    assert (len(first.added), first.unchanged, [w.number for w in first.rejected]) == (1, 0, [3])
    again = judge_store(rows, "mine.csv", store_url=url, by="Amal")
    assert (len(again.added), again.unchanged, len(again.rejected)) == (0, 1, 1)
    with Store.open(url) as store:
        assert [(j.pair, j.why) for j in store.judgements()] == [(tuple(sorted((a, b))), "one market")]


def test_what_was_judged_holds_now_and_after_more_reports(url: str) -> None:
    world = made()
    put(url, list(world.documents[:25]), world.claims)
    linked(url)
    with Store.open(url) as store:
        several = [s for s in store.standing() if len(s.claims) > 1]
        parted = several[0].claims[0], several[0].claims[-1]
        joined = several[1].claims[0], several[2].claims[0]
    rows = f"kind,left,right\ndifferent,{parted[0]},{parted[1]}\nsame,{joined[0]},{joined[1]}\n"
    judge_store(rows.encode(), "mine.csv", store_url=url, by="Amal")
    told = linked(url)
    assert not told.anew
    assert told.moved
    for more in (world.documents[25:35], world.documents[35:]):
        with Store.open(url) as store:
            home = store.membership()
        assert home[parted[0]] != home[parted[1]]
        assert home[joined[0]] == home[joined[1]]
        put(url, list(more), world.claims)
        linked(url)
    turned = f"kind,left,right\nsame,{parted[0]},{parted[1]}\ndifferent,{joined[0]},{joined[1]}\n"
    judge_store(turned.encode(), "mine.csv", store_url=url, by="Amal")
    linked(url)
    with Store.open(url) as store:
        home = store.membership()
    assert home[parted[0]] == home[parted[1]]
    assert home[joined[0]] != home[joined[1]]


def test_an_incident_without_a_report_left_is_gone(url: str) -> None:
    from dataclasses import replace

    world = made(size=1)
    put(url, [replace(d, key=d.id) for d in world.documents], world.claims)
    linked(url)
    with Store.open(url) as store:
        names = {s.id: len(s.claims) for s in store.standing()}
        for document in world.documents:
            store.put_document(replace(document, id=f"{document.id}-empty", key=document.id))
    told = linked(url)
    assert told.moved == tuple(Moved("gone", name, n) for name, n in sorted(names.items()))
    assert told.incidents == 0
