"""A store: what one project has read, and what was made of it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from sayso.schema import Claim, Document, Incident, Membership, Run
from sayso.schema.document import Reprint
from sayso.schema.judgement import Judgement
from sayso.schema.linking import Linking, Standing, Succession
from sayso.schema.way_back import page_of
from sayso.store import linked, read, write
from sayso.store.address import check_file, parse
from sayso.store.connection import faults_told, make_engine, reading, writing
from sayso.store.feeds import Feeds
from sayso.store.migrate import prepare
from sayso.store.rows import Rejection
from sayso.store.write import PutResult


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Store:
    """A store on SQLite or PostgreSQL; get one from `Store.open`.

    Every method raises StoreError when the database refuses. Writes outside `transaction()` are each a transaction of
    their own. A store may be used from several threads; a transaction belongs to the thread that opened it.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._local = threading.local()

    @classmethod
    def open(cls, url_or_path: str, *, create: bool = True) -> Self:
        """Return the store at a path, `sqlite:///PATH` or `postgresql://…`, made or upgraded as needed.

        Raises StoreError when it cannot be opened, was made by a newer sayso, is no store, or, with `create` false,
        when there is none yet.
        """
        address = parse(url_or_path)
        check_file(address, create)
        engine = make_engine(address)
        try:
            prepare(engine, address.name, create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, address.name)

    def close(self) -> None:
        """Give the database its connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written in the block, or, when it raises, nothing of it.

        Inside another transaction this is a savepoint: what it wrote is undone alone, and the outer one goes on if
        the error is caught.
        """
        with self._writing():
            yield

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        outer = self._current()
        if outer is not None:
            with faults_told(self.name), outer.begin_nested():
                yield outer
            return
        with writing(self._engine, self.name) as connection:
            self._local.connection = connection
            try:
                yield connection
            finally:
                self._local.connection = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        current = self._current()
        if current is not None:
            with faults_told(self.name):
                yield current
            return
        with reading(self._engine, self.name) as connection:
            yield connection

    def _current(self) -> Connection | None:
        connection: Connection | None = getattr(self._local, "connection", None)
        return connection

    @property
    def feeds(self) -> Feeds:
        """The feeds that are followed into this store."""
        return Feeds(self._reading, self._writing)

    # --- in

    def add_run(self, run: Run) -> None:
        """Add a run, before the records that name it; one that is there is left alone."""
        with self._writing() as connection:
            write.add_run(connection, run)

    def put_document(self, document: Document, *, recorded_at: str | None = None) -> PutResult:
        """Add a document and say what became of it.

        `unchanged`: this id is there, in whatever version. `updated`: its key is there with another id; the older
        version is kept but superseded, and its claims leave the present view. `added` otherwise; an empty key matches
        nothing. `recorded_at` is an ISO instant in UTC, by default now. The bytes that a new document carries are
        kept with it, each content once.
        """
        with self._writing() as connection:
            return write.put_document(connection, document, recorded_at or _now())

    def keep_raw(self, document: Document) -> bool:
        """Keep the bytes that a document carries where the store holds the same document, read from the same bytes,
        without them; tell whether it did."""
        with self._writing() as connection:
            lacking = document.raw is not None and read.lacks_raw(connection, document)
            if lacking:
                write.put_raw(connection, document)
            return lacking

    def put_reprints(self, reprints: Mapping[str, Reprint | None]) -> int:
        """Write to documents which other each reprints and how (None: none), and return how many that changed.

        `reprint_of` and `reprint` are the fields of a document that are written later: they depend on what else was
        read. Ids that the store does not hold are passed over, documents that are not named keep what they have.
        """
        with self._writing() as connection:
            return write.put_reprints(connection, reprints)

    def put_claims(self, document_id: str, claims: Iterable[Claim]) -> int:
        """Add a document's claims and return how many were new; those that are there are left alone.

        Raises NotFound when the document is not there and StoreError when a claim is another document's.
        """
        with self._writing() as connection:
            return write.put_claims(connection, document_id, claims)

    def put_rejection(self, run_id: str, where: str, reason: str) -> None:
        """Record that a run could not take an input in."""
        with self._writing() as connection:
            write.put_rejection(connection, Rejection(run_id, where, reason))

    def put_incidents(
        self,
        incidents: Iterable[Incident],
        run_id: str,
        recorded_at: str | None = None,
        *,
        among: Collection[str] | None = None,
    ) -> None:
        """Make these the present incidents: all of them, or, with `among`, in place of those with these ids only.

        Versions and memberships that differ or no longer come are superseded, never deleted; those that hold are not
        touched, so the same incidents twice add nothing. Raises StoreError, and writes nothing, when a claim is in two
        incidents or an incident comes twice.
        """
        with self._writing() as connection:
            write.put_incidents(connection, incidents, run_id, recorded_at or _now(), among)

    def put_judgements(self, judgements: Iterable[Judgement], recorded_at: str | None = None) -> int:
        """Add what people decided and return how many were new; those that are there are left alone.

        Raises StoreError for a judgement on a claim that the store does not hold.
        """
        with self._writing() as connection:
            return linked.put_judgements(connection, judgements, recorded_at or _now())

    def put_linking(self, linking: Linking, successions: Iterable[Succession] = ()) -> None:
        """Add that a run linked, and what became of the incidents that it ended or split."""
        with self._writing() as connection:
            linked.put_linking(connection, linking)
            linked.put_successions(connection, successions)

    def put_blocks(self, blocks: Mapping[str, Sequence[int]], *, anew: bool = False) -> None:
        """Write in which blocks claims are compared, by claim id; with `anew` in place of all that was written."""
        with self._writing() as connection:
            linked.put_blocks(connection, blocks, anew)

    # --- out

    def documents(self, *, superseded: bool = False) -> list[Document]:
        """Return the present documents by date of publication, undated last; with `superseded` every version."""
        with self._reading() as connection:
            return read.documents(connection, superseded)

    def claims(
        self,
        *,
        document_id: str | None = None,
        incident_id: str | None = None,
        event_type: str | None = None,
        status: str | None = None,
    ) -> list[Claim]:
        """Return the claims of the present documents, in text order of each.

        A top-level `event_type` takes its subtypes in. A `document_id` or `incident_id` is a whole one.
        """
        asked = [
            (document_id, read.of_document),
            (incident_id, read.of_incident),
            (event_type, read.of_type),
            (status, read.of_status),
        ]
        with self._reading() as connection:
            return read.claims(connection, [condition(value) for value, condition in asked if value is not None])

    def incidents(self) -> list[Incident]:
        """Return the present incidents by date, undated last."""
        with self._reading() as connection:
            return read.incidents(connection)

    def has_document(self, document_id: str) -> bool:
        """Tell whether this very version of a report is there, present or superseded."""
        with self._reading() as connection:
            return read.has_document(connection, document_id)

    def document_ids(self) -> frozenset[str]:
        """Return the id of every document, present or superseded."""
        with self._reading() as connection:
            return read.document_ids(connection)

    def document(self, id_or_prefix: str) -> Document:
        """Return one document, of any version; NotFound lists the matches or the nearest ids."""
        with self._reading() as connection:
            return read.document(connection, id_or_prefix)

    def raw(self, document: Document) -> bytes:
        """Return the bytes that a document was read from, checked against their hash.

        Raises NotFound when they were not kept, StoreError when they are damaged.
        """
        with self._reading() as connection:
            return read.raw(connection, document.raw_sha256, document.id)

    def page(self, document: Document) -> str:
        """Return the decoded text of a document's bytes, into which its way back leads, decoded as it was then.

        Raises NotFound when the bytes were not kept, StoreError when they are damaged, BadRecord when the document
        has no way back or the bytes are not those that it leads to.
        """
        back = document.way_back
        sha256 = document.raw_sha256 if back is None or back.encoding else back.page_sha256
        with self._reading() as connection:
            return page_of(document, read.raw(connection, sha256, document.id))

    def claim(self, id_or_prefix: str) -> Claim:
        """Return one claim, of any version of a document; NotFound lists the matches or the nearest ids."""
        with self._reading() as connection:
            return read.claim(connection, id_or_prefix)

    def incident(self, id_or_prefix: str) -> Incident:
        """Return one present incident; NotFound lists the matches or the nearest ids."""
        with self._reading() as connection:
            return read.incident(connection, id_or_prefix)

    def membership(self) -> dict[str, str]:
        """Return the present incident of each claim that has one, by claim id."""
        with self._reading() as connection:
            return read.membership(connection)

    def memberships(self, *, claim_id: str | None = None) -> list[Membership]:
        """Return every membership ever recorded, of one claim or of all, in order."""
        conditions = [] if claim_id is None else [read.of_claim(claim_id)]
        with self._reading() as connection:
            return read.memberships(connection, conditions)

    def standing(self) -> list[Standing]:
        """Return the present incidents with their claims only, those that were recorded first before others."""
        with self._reading() as connection:
            return linked.standing(connection)

    def judgements(self, *, since: str | None = None) -> list[Judgement]:
        """Return what people decided, in the order in which it was recorded; `since`: after this instant."""
        with self._reading() as connection:
            return linked.judgements(connection, since)

    def sharing(self, blocks: Iterable[int]) -> frozenset[str]:
        """Return the ids of the claims that stand in one of the blocks."""
        with self._reading() as connection:
            return linked.sharing(connection, blocks)

    def claims_named(self, ids: Iterable[str]) -> list[Claim]:
        """Return claims of present documents by their whole ids, in text order of each; others are left out."""
        with self._reading() as connection:
            return linked.claims_named(connection, ids)

    def unlinked(self) -> frozenset[str]:
        """Return the ids of present documents' claims that stand in no incident."""
        with self._reading() as connection:
            return linked.unlinked(connection)

    def withdrawn(self) -> frozenset[str]:
        """Return the ids of claims that stand in an incident though a newer version of their document came."""
        with self._reading() as connection:
            return linked.withdrawn(connection)

    def linkings(self) -> list[Linking]:
        """Return how the store was linked, oldest first."""
        with self._reading() as connection:
            return linked.linkings(connection)

    def successions(self) -> list[Succession]:
        """Return which incidents were merged into others or split, in the order in which it happened."""
        with self._reading() as connection:
            return linked.successions(connection)

    def as_of(self, run: Run) -> tuple[list[Document], list[Claim], list[Incident], list[Judgement]]:
        """Return what the store held when a run had written its last word, all four in their usual order."""
        with self._reading() as connection:
            at = linked.last_word(connection, run)
            return (
                linked.documents_at(connection, at),
                linked.claims_at(connection, at),
                linked.incidents_at(connection, at),
                linked.judgements_at(connection, at),
            )

    def runs(self) -> list[Run]:
        """Return the runs, oldest first."""
        with self._reading() as connection:
            return read.runs(connection)

    def rejections(self) -> list[Rejection]:
        """Return the rejected inputs in the order in which they came."""
        with self._reading() as connection:
            return read.rejections(connection)

    def counts(self) -> dict[str, int]:
        """Return how much the store holds at present: documents, superseded_documents, claims, incidents,
        memberships, runs, rejections, raws."""
        with self._reading() as connection:
            return read.counts(connection)
