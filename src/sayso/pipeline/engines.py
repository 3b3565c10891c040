"""Reading by the engine that the settings name: here, or spread over Spark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso import documents
from sayso.documents import Address, Input, Intake, Read, Rejection
from sayso.pipeline.intake import bounds_of, fetched, fetcher_of, intake_of, listed_in, read_reports
from sayso.pipeline.known import knowledge_of
from sayso.pipeline.linking import Progress, weights_named
from sayso.pipeline.reading import Told, read_safely
from sayso.schema import Document
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.documents.fetching import Fetcher


@contextmanager
def made_ready(settings: Settings, *, link: bool = True) -> Iterator[None]:
    """Hold what reading and linking need while they go on, Spark too where the settings ask for it.

    Its faults are told before anything is read or a store made: KnowledgeError, SettingError, EngineError.
    """
    from sayso import spark

    intake_of(settings)
    knowledge_of(settings)
    if link:
        weights_named(settings.link_weights)
    with spark.session(settings.spark_master) if settings.engine == "spark" else nullcontext():
        yield


def read_and_told(
    inputs: Sequence[str],
    settings: Settings,
    progress: Progress | None = None,
    *,
    run: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[tuple[Document | Rejection, Told | None]]:
    """Yield documents and rejections by the engine that the settings name; None: what it claims is still to be read."""
    if settings.engine == "spark":
        yield from read_on_spark(inputs, settings, progress, run=run, known=known)
    else:
        yield from ((item, None) for item in read_reports(inputs, settings, progress))


# --- spread over Spark

Numbered = tuple[int, Input | Document | Rejection]
"""What there is to read, with its number among the inputs."""


@dataclass(frozen=True, slots=True)
class _Away:
    """What is done on an executor: the steps that a run does here, one knowledge and one reader to a process.

    `known`: ids of documents that are not coded again.
    """

    settings: Settings
    today: date
    run: str | None
    known: frozenset[str]

    def read(self, numbered: Numbered) -> Iterator[tuple[int, Document | Rejection]]:
        """Give the documents of an input; what has been read already goes on as it is."""
        number, item = numbered
        if not isinstance(item, Input):
            yield number, item
            return
        _, read_one = _reader_here(self.settings, self.today)
        for found in read_one(item):
            yield number, found

    def code(self, numbered: tuple[int, Document | Rejection]) -> tuple[int, Document | Rejection, Told | None]:
        """Return a document with what it claims; None for one that is known, and for a rejection."""
        number, item = numbered
        if isinstance(item, Rejection):
            return number, item, None
        kept = item if self.settings.keep_raw == "yes" else replace(item, raw=None)
        told = None if item.id in self.known else read_safely(item, knowledge_of(self.settings), self.run)
        return number, kept, told


@lru_cache(maxsize=1)
def _reader_here(settings: Settings, today: date) -> tuple[ExitStack, Read]:
    """Return the reader of this process, and what ends it."""
    held = ExitStack()
    return held, held.enter_context(documents.reader(intake_of(settings, today), bounds_of(settings)))


def read_on_spark(
    inputs: Sequence[str],
    settings: Settings,
    progress: Progress | None = None,
    *,
    run: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[tuple[Document | Rejection, Told | None]]:
    """Yield what `read_reports` does, in the same order, each document with what it claims.

    Inputs are listed and pages fetched here; documents are read and coded on Spark's executors, which must see the
    files under the same paths. Of a document whose id is `known` the claims are None. Raises EngineError.
    """
    from sayso import spark

    intake = intake_of(settings)
    knowledge_of(settings)  # its faults are told here, not by an executor
    away = _Away(settings, intake.today, run, known)
    listed = listed_in(inputs, intake)
    with spark.session(settings.spark_master) as session:
        last = -1
        for number, item, told in spark.spread(session, _to_read(listed, intake, settings), away.read, away.code):
            if progress and number != last:
                progress(number, len(listed), listed[number].where)
            last = number
            yield item, told
    if progress:
        progress(len(listed), len(listed), "")


def _to_read(listed: Sequence[Input | Address | Rejection], intake: Intake, settings: Settings) -> Iterator[Numbered]:
    """Give what executors can read: files under their whole path, and for an address the documents fetched from it."""
    with ExitStack() as held:
        fetcher: Fetcher | None = None
        for number, item in enumerate(listed):
            if isinstance(item, Address):
                if fetcher is None:
                    fetcher = fetcher_of(settings)
                    read_one = held.enter_context(documents.reader(intake, bounds_of(settings)))
                yield from ((number, found) for found in fetched(item, fetcher, read_one, None))
            elif isinstance(item, Input) and item.path is not None:
                yield number, replace(item, path=item.path.absolute())
            else:
                yield number, item
