"""What a store promises, on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from sqlalchemy import Engine, event
from store_records import (
    LATER,
    RUN,
    any_claim,
    any_document,
    any_incident,
    any_run,
    claim,
    document,
    incident,
)

from sayso.errors import NotFound, StoreError
from sayso.schema import Claim, Count, DateSpan, Document, Incident, Link, Party, Published, Run
from sayso.schema.document import Passage, Reprint
from sayso.store import Rejection, Store

NIGHT, MORNING, NOON = "2024-03-01T00:00:00+00:00", "2024-03-01T08:00:00+00:00", "2024-03-01T12:00:00+00:00"
HOSTILE = "nul \x00, half a pair \ud800, שלום, 😀"

numbers = count(1)
many = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def filled(store: Store) -> Store:
    """One run, and a document with three claims: c1, c2 and c3."""
    store.add_run(RUN)
    store.add_run(LATER)
    store.put_document(document("d1", key="report"))
    store.put_claims("d1", [claim("c1"), claim("c2"), claim("c3")])
    return store


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements that are sent to a database."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


class TestWhatGoesInComesOut:
    @many
    @given(record=any_document)
    @example(record=document("x", run=None, title=HOSTILE, text=HOSTILE, url=HOSTILE, publisher=HOSTILE))
    def test_document(self, store: Store, record: Document) -> None:
        record = replace(record, id=f"d{next(numbers)}", key=f"{next(numbers)} {record.key}")
        assert store.put_document(record) == "added"
        assert store.document(record.id) == record

    @many
    @given(record=any_claim)
    @example(record=claim("x", counts=(Count("killed", "unknown", 10**30, None, None, "exact", "10…", 0, 3),)))
    @example(record=claim("x", attribution=(Link(HOSTILE, HOSTILE, "other", HOSTILE, 0, 3),)))
    def test_claim(self, store: Store, record: Claim) -> None:
        document_id = f"d{next(numbers)}"
        if record.run:
            store.add_run(RUN)
        store.put_document(document(document_id, run=None))
        record = replace(record, id=f"c{next(numbers)}", document_id=document_id)
        store.put_claims(document_id, [record])
        assert store.claim(record.id) == record
        assert store.claims(document_id=document_id) == [record]

    @many
    @given(record=any_incident)
    def test_incident(self, store: Store, record: Incident) -> None:
        store.add_run(RUN)
        record = replace(record, id=f"i{next(numbers)}")
        store.put_incidents([record], RUN.id)
        assert store.incident(record.id) == record

    @many
    @given(record=any_run)
    def test_run(self, store: Store, record: Run) -> None:
        record = replace(record, id=f"r{next(numbers)}")
        store.add_run(record)
        assert record in store.runs()

    def test_survives_closing(self, url: str) -> None:
        with Store.open(url) as first:
            first.add_run(RUN)
            first.put_document(document("d1"))
        with Store.open(url, create=False) as second:
            assert second.documents() == [document("d1")]


class TestDocuments:
    @pytest.mark.parametrize(
        ("first", "second", "becomes"),
        [
            (document("d1", key="a"), document("d1", key="a"), "unchanged"),
            (document("d1", key="a"), document("d1", key="b"), "unchanged"),  # the id says it is the same version
            (document("d1", key="a"), document("d2", key="a"), "updated"),
            (document("d1", key="a"), document("d2", key="b"), "added"),
            (document("d1", key=""), document("d2", key=""), "added"),  # no key, so nothing to be a version of
            (document("d1", key="a" * 5000), document("d2", key="a" * 5000), "updated"),
            (document("d1", key="a" * 5000 + "1"), document("d2", key="a" * 5000 + "2"), "added"),
        ],
    )
    def test_says_what_became_of_it(self, store: Store, first: Document, second: Document, becomes: str) -> None:
        store.add_run(RUN)
        assert store.put_document(first) == "added"
        assert store.put_document(second) == becomes

    def test_an_update_keeps_the_older_version_out_of_the_present(self, filled: Store) -> None:
        filled.put_document(document("d2", key="report"))
        filled.put_claims("d2", [claim("c4", "d2")])
        assert [d.id for d in filled.documents()] == ["d2"]
        assert [d.id for d in filled.documents(superseded=True)] == ["d1", "d2"]
        assert [c.id for c in filled.claims()] == ["c4"]
        assert filled.document("d1").id == "d1"
        assert filled.claim("c1").id == "c1"

    def test_two_versions_in_one_input_add_nothing_the_second_time(self, store: Store) -> None:
        store.add_run(RUN)
        versions = [document("d1", key="a"), document("d2", key="a")]
        assert [store.put_document(d) for d in versions] == ["added", "updated"]
        assert [store.put_document(d) for d in versions] == ["unchanged", "unchanged"]
        assert [d.id for d in store.documents()] == ["d2"]

    def test_in_order_of_publication_undated_last(self, store: Store) -> None:
        store.add_run(RUN)
        for id, day in (("d1", None), ("d2", "2024-02-02"), ("d3", "2024-01-01")):
            store.put_document(document(id, published=Published(day, "record" if day else "unknown")))
        assert [d.id for d in store.documents()] == ["d3", "d2", "d1"]

    def test_a_long_name_does_not_stop_it(self, store: Store) -> None:
        store.add_run(RUN)
        # Random-looking, for PostgreSQL would compress a repetition below the limit of its indexes.
        long = "".join(chr(0x4E00 + n * n % 20000) for n in range(9000))
        record = document("d1", publisher=long, external_id=long, key=long)
        assert store.put_document(record) == "added"
        assert store.documents() == [record]

    def test_one_of_an_unknown_run_is_refused(self, store: Store) -> None:
        with pytest.raises(StoreError, match="add_run"):
            store.put_document(document("d1", run="nobody's"))


def copy_of(other: str) -> Reprint:
    return Reprint(other, other, 0.9, (Passage(0, 5, 7, 12),))


class TestReprints:
    def test_are_written_to_their_documents_later(self, filled: Store) -> None:
        filled.put_document(document("d2", text="Title\n\nText שלום"))
        assert filled.put_reprints({"d1": None, "d2": copy_of("d1")}) == 1
        assert filled.documents() == [
            document("d1", key="report"),
            document("d2", text="Title\n\nText שלום", reprint_of="d1", reprint=copy_of("d1")),
        ]

    def test_the_same_again_changes_nothing_and_none_takes_it_back(self, filled: Store) -> None:
        filled.put_document(document("d2"))
        assert [filled.put_reprints({"d2": r}) for r in (copy_of("d1"), copy_of("d1"), None, None)] == [1, 0, 1, 0]
        assert filled.document("d2") == document("d2")

    def test_those_not_named_or_not_there_are_passed_over(self, filled: Store) -> None:
        filled.put_document(document("d2", reprint_of="d1"))
        assert filled.put_reprints({"d404": copy_of("d1")}) == 0
        assert filled.document("d2").reprint_of == "d1"

    def test_many_at_once(self, store: Store) -> None:
        store.add_run(RUN)
        with store.transaction():
            for n in range(501):
                store.put_document(document(f"d{n:03}"))
        copies = {f"d{n:03}": copy_of("d000") for n in range(1, 501)} | {"d000": copy_of("d001")}
        assert store.put_reprints(copies) == 501
        assert {d.reprint_of for d in store.documents()} == {"d000", "d001"}


class TestClaims:
    def test_twice_adds_nothing(self, filled: Store) -> None:
        assert filled.put_claims("d1", [claim("c1"), claim("c2"), claim("c3")]) == 0
        assert filled.put_claims("d1", [claim("c3"), claim("c4")]) == 1
        assert [c.id for c in filled.claims()] == ["c1", "c2", "c3", "c4"]

    def test_is_never_edited(self, filled: Store) -> None:
        filled.put_claims("d1", [claim("c1", status="denied")])
        assert filled.claim("c1").status == "happened"

    def test_the_first_of_two_with_one_id_stands(self, filled: Store) -> None:
        assert filled.put_claims("d1", [claim("c9"), claim("c9", status="denied")]) == 1
        assert filled.claim("c9").status == "happened"

    def test_of_another_document_is_refused(self, filled: Store) -> None:
        with pytest.raises(StoreError, match="expected a claim of d1"):
            filled.put_claims("d1", [claim("c9", "d2")])

    def test_of_no_document_is_refused(self, filled: Store) -> None:
        with pytest.raises(NotFound, match="put the document before its claims"):
            filled.put_claims("d9", [])

    def test_in_text_order(self, filled: Store) -> None:
        filled.put_claims("d1", [claim("c8", start=9, end=12), claim("c9", start=7, end=8)])
        assert [c.id for c in filled.claims()] == ["c1", "c2", "c3", "c9", "c8"]

    def test_can_be_narrowed(self, filled: Store) -> None:
        filled.put_document(document("d2"))
        bomb = claim("c5", "d2", event_type="explosion.ied", status="suspected")
        filled.put_claims("d2", [bomb, claim("c6", "d2", event_type="explosion"), claim("c7", "d2", event_type="toll")])
        filled.put_incidents([incident("i1", "c1", "c5")], RUN.id)

        def ids(**asked: str) -> list[str]:
            return [c.id for c in filled.claims(**asked)]

        assert ids(document_id="d2") == ["c5", "c6", "c7"]
        assert ids(incident_id="i1") == ["c1", "c5"]
        assert ids(event_type="explosion") == ["c5", "c6"]
        assert ids(event_type="explosion.ied") == ["c5"]
        assert ids(event_type="explo") == []
        assert ids(status="suspected") == ["c5"]
        assert ids(event_type="explosion", status="happened") == ["c6"]


class TestIncidents:
    def test_each_claim_has_its_incident(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1", "c2"), incident("i2", "c3")], RUN.id)
        assert filled.membership() == {"c1": "i1", "c2": "i1", "c3": "i2"}
        assert [i.id for i in filled.incidents()] == ["i1", "i2"]

    def test_a_claim_that_moves_leaves_a_superseded_row(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1", "c2")], RUN.id, NIGHT)
        filled.put_incidents([incident("i1", "c1"), incident("i2", "c2")], LATER.id, MORNING)
        assert filled.membership() == {"c1": "i1", "c2": "i2"}
        assert [(m.incident_id, m.recorded_at, m.superseded_at) for m in filled.memberships(claim_id="c2")] == [
            ("i1", NIGHT, MORNING),
            ("i2", MORNING, None),
        ]

    def test_a_claim_that_stays_keeps_its_row(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1", "c2")], RUN.id, NIGHT)
        filled.put_incidents([incident("i1", "c1")], LATER.id, MORNING)
        [stayed] = filled.memberships(claim_id="c1")
        assert (stayed.recorded_at, stayed.superseded_at, stayed.recorded_by) == (NIGHT, None, RUN.id)

    def test_a_claim_may_go_and_come_back(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1")], RUN.id, NIGHT)
        filled.put_incidents([], RUN.id, MORNING)
        assert filled.membership() == {}
        assert filled.incidents() == []
        filled.put_incidents([incident("i1", "c1")], LATER.id, NOON)
        assert filled.membership() == {"c1": "i1"}
        assert [m.superseded_at for m in filled.memberships()] == [MORNING, None]

    def test_the_same_again_writes_nothing(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1", "c2", run="r1")], RUN.id, NIGHT)
        with statements() as sent:
            filled.put_incidents([incident("i1", "c1", "c2", run="r2")], LATER.id, MORNING)
        assert not [s for s in sent if s.startswith(("INSERT", "UPDATE", "DELETE"))]
        assert filled.incident("i1").run == "r1"

    def test_one_that_changed_is_shown_as_it_is_now(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1")], RUN.id, NIGHT)
        filled.put_incidents([incident("i1", "c1", status="denied")], LATER.id, MORNING)
        assert [i.status for i in filled.incidents()] == ["denied"]
        assert filled.counts()["incidents"] == 1

    @pytest.mark.parametrize(
        ("incidents", "fault"),
        [
            ([incident("i1", "c1"), incident("i2", "c1")], "c1: is in two incidents"),
            ([incident("i1", "c1"), incident("i1", "c2")], "i1: the incident comes twice"),
            ([incident("i1", "c1", "c404")], "refused a record"),
        ],
    )
    def test_nothing_is_written_of_a_wrong_set(self, filled: Store, incidents: list[Incident], fault: str) -> None:
        with pytest.raises(StoreError, match=fault):
            filled.put_incidents(incidents, RUN.id)
        assert filled.incidents() == []
        assert filled.memberships() == []

    def test_by_date_undated_last(self, filled: Store) -> None:
        day = DateSpan("2024-02-28", "2024-02-28", "day", "explicit", "28 February")
        filled.put_incidents([incident("i1", "c1"), incident("i2", "c2", date=day)], RUN.id)
        assert [i.id for i in filled.incidents()] == ["i2", "i1"]


class TestLookingUp:
    @pytest.fixture
    def named(self, store: Store) -> Store:
        store.add_run(RUN)
        for id in ("d10aa", "d10ab", "d2", "d2b"):
            store.put_document(document(id))
        return store

    @pytest.mark.parametrize(("asked", "found"), [("d10aa", "d10aa"), ("d2b", "d2b"), ("d2", "d2")])
    def test_whole_or_begun(self, named: Store, asked: str, found: str) -> None:
        assert named.document(asked).id == found

    @pytest.mark.parametrize(
        ("asked", "message"),
        [
            ("d10", "more than one document begins with 'd10'; expected one of d10aa, d10ab"),
            ("d10ac", "no document 'd10ac'; near it: d10aa, d10ab, d2, d2b"),
            ("D2B", "no document 'D2B'; near it: "),  # small and capital letters differ on every database
            ("d%", "no document 'd%'; near it: "),
            ("", "more than one document begins with ''; expected one of d10aa, d10ab, d2, d2b"),
        ],
    )
    def test_not_found_names_what_there_is(self, named: Store, asked: str, message: str) -> None:
        with pytest.raises(NotFound) as e:
            named.document(asked)
        assert str(e.value).startswith(message)

    def test_many_matches_are_cut(self, store: Store) -> None:
        store.add_run(RUN)
        store.put_document(document("d1"))
        store.put_claims("d1", [claim(f"c{n}") for n in range(9)])
        with pytest.raises(NotFound, match=r"one of c0, c1, c2, c3, c4, …$"):
            store.claim("c")

    def test_nothing_to_be_near(self, store: Store) -> None:
        with pytest.raises(NotFound, match="the store holds no incident"):
            store.incident("i1")

    def test_an_incident_that_is_gone_is_not_found(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1")], RUN.id, NIGHT)
        filled.put_incidents([], RUN.id, MORNING)
        with pytest.raises(NotFound):
            filled.incident("i1")


class TestTransactions:
    def test_all_or_nothing(self, filled: Store) -> None:
        with pytest.raises(ZeroDivisionError), filled.transaction():
            filled.put_document(document("d2"))
            filled.put_claims("d2", [claim("c9", "d2")])
            raise ZeroDivisionError
        assert [d.id for d in filled.documents()] == ["d1"]

    def test_a_refused_record_does_not_stop_the_rest(self, filled: Store) -> None:
        with filled.transaction():
            filled.put_document(document("d2"))
            with pytest.raises(StoreError):
                filled.put_document(document("d3", run="nobody's"))
            filled.put_document(document("d4"))
        assert [d.id for d in filled.documents()] == ["d1", "d2", "d4"]

    def test_an_inner_one_is_undone_alone(self, filled: Store) -> None:
        with filled.transaction():
            filled.put_document(document("d2"))
            with pytest.raises(ZeroDivisionError), filled.transaction():
                filled.put_document(document("d3"))
                raise ZeroDivisionError
        assert [d.id for d in filled.documents()] == ["d1", "d2"]

    def test_reads_its_own_writes(self, filled: Store) -> None:
        with filled.transaction():
            filled.put_document(document("d2"))
            assert filled.document("d2").id == "d2"

    def test_others_read_the_state_before(self, filled: Store, url: str) -> None:
        with Store.open(url) as other, filled.transaction():
            filled.put_document(document("d2"))
            assert [d.id for d in other.documents()] == ["d1"]

    def test_belongs_to_its_thread(self, filled: Store) -> None:
        seen: list[str] = []
        with filled.transaction():
            filled.put_document(document("d2"))
            reader = threading.Thread(target=lambda: seen.extend(d.id for d in filled.documents()))
            reader.start()
            reader.join(10)
        assert seen == ["d1"]

    def test_a_second_writer_waits_for_the_first(self, filled: Store, url: str) -> None:
        def write() -> None:
            with Store.open(url) as other:
                other.put_document(document("d3"))

        with filled.transaction():
            filled.put_document(document("d2"))
            writer = threading.Thread(target=write)
            writer.start()
        writer.join(10)
        assert [d.id for d in filled.documents()] == ["d1", "d2", "d3"]

    def test_two_writers_of_one_report_leave_one_present_version(self, filled: Store, url: str) -> None:
        became: list[str] = []

        def write() -> None:
            with Store.open(url) as other:
                try:
                    became.append(other.put_document(document("d3", key="new")))
                except StoreError as e:
                    became.append(e.do)

        with filled.transaction():
            filled.put_document(document("d2", key="new"))
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(0.2)  # long enough for it to find nothing there yet
        writer.join(10)
        # SQLite lets the second look only after the first is done; PostgreSQL refuses it.
        assert became in (["updated"], ["another process wrote the same at the same time: run again"])
        assert len([d for d in filled.documents() if d.key == "new"]) == 1


class TestRunsAndRejections:
    def test_a_run_is_added_once(self, store: Store) -> None:
        for run in (LATER, RUN, RUN):
            store.add_run(run)
        assert store.runs() == [RUN, LATER]

    def test_rejections_in_their_order(self, store: Store) -> None:
        store.add_run(RUN)
        store.put_rejection(RUN.id, "b.txt", "empty")
        store.put_rejection(RUN.id, "a.txt", "binary")
        assert store.rejections() == [Rejection("r1", "b.txt", "empty"), Rejection("r1", "a.txt", "binary")]

    def test_a_file_name_that_is_no_text_is_shown(self, store: Store) -> None:
        store.add_run(RUN)
        store.put_rejection(RUN.id, "caf\udce9.txt", "a \x00 in it")
        assert store.rejections() == [Rejection("r1", "caf\\udce9.txt", "a \\x00 in it")]


class TestCounting:
    def test_counts_what_is_present(self, filled: Store) -> None:
        filled.put_incidents([incident("i1", "c1", "c2")], RUN.id, NIGHT)
        filled.put_incidents([incident("i2", "c2")], RUN.id, MORNING)
        filled.put_document(document("d2", key="report"))
        filled.put_rejection(RUN.id, "a", "b")
        assert filled.counts() == {
            "documents": 1,
            "superseded_documents": 1,
            "claims": 0,
            "incidents": 1,
            "memberships": 1,
            "runs": 2,
            "rejections": 1,
            "raws": 0,
        }

    def test_a_page_of_claims_is_one_query(self, filled: Store) -> None:
        party = Party("A", None, "A", 0, 1)
        page = [claim(f"c{n:04}", actors=(party, party)) for n in range(100)]
        with statements() as written:
            assert filled.put_claims("d1", page) == 100
        with statements() as read:
            assert len(filled.claims()) == 103
        assert len([s for s in written if s.startswith("INSERT")]) == 2  # claims, parties
        assert len([s for s in read if s.startswith("SELECT")]) == 1

    def test_incidents_are_put_in_the_same_number_of_statements_however_many(self, filled: Store) -> None:
        filled.put_claims("d1", [claim(f"c{n:04}") for n in range(100)])
        with statements() as one:
            filled.put_incidents([incident("i1", "c0001")], RUN.id)
        with statements() as hundred:
            filled.put_incidents([incident(f"i{n:04}", f"c{n:04}") for n in range(100)], RUN.id)
        assert len(hundred) <= len(one) + 2  # the two that supersede


def test_a_document_is_known_by_its_id(store: Store) -> None:
    assert not store.has_document("d1")
    store.add_run(RUN)
    store.put_document(document("d1"))
    assert store.has_document("d1")
    assert not store.has_document("d")
