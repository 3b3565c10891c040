"""Claims to incidents: in memory, and in a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import __version__, documents
from sayso.schema import Claim, Document, Incident, Run
from sayso.schema.actors import merging_of
from sayso.schema.codebook import NATIVE, native, read_codebook
from sayso.schema.identity import digest
from sayso.schema.judgement import Judged
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.incidents.weights import Weights
    from sayso.schema import Codebook

PACKAGED = "packaged"

Progress = Callable[[int, int | None, str], None]
"""Called with how many inputs are done, of how many (None: not known), and the name of the present one."""


@cache
def codebook_named(name: str) -> Codebook:
    """Return the codebook of a name or in a file; loaded once."""
    return native() if name == NATIVE else read_codebook(Path(name))


def weights_named(name: str) -> Weights:
    """Return the packaged weights of linking, or those in a file; KnowledgeError for a file that does not fit."""
    from sayso.incidents import weights

    return weights.packaged() if name == PACKAGED else weights.own(Path(name))


def with_reprints(found: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents, each reprint naming its original and the words it keeps."""
    reprints = documents.find_reprints(found)
    return tuple(replace(d, reprint_of=r.of if (r := reprints.get(d.id)) else None, reprint=r) for d in found)


def link_claims(
    found: Sequence[Document],
    claims: Sequence[Claim],
    settings: Settings,
    run: str | None = None,
    judged: Judged | None = None,
) -> tuple[Incident, ...]:
    """Return the incidents that the claims describe, under the profile that the settings name; actors that the
    project's register merges count as one, and what people judged holds."""
    from sayso.incidents import link

    by_id = {d.id: d for d in found}
    merged = list(map(merging_of(settings.actors).claim, claims))
    codebook = codebook_named(settings.codebook)
    with _engine(settings, claims) as session:
        linked = link(
            merged,
            by_id,
            codebook=codebook,
            profile=settings.profile,
            judged=judged or Judged(),
            by=weights_named(settings.link_weights),
            spark=session,
        )
    return tuple(replace(i, run=run) for i in linked)


@contextmanager
def _engine(settings: Settings, claims: Sequence[Claim]) -> Iterator[object | None]:
    """Give the session of Spark that the settings ask for; None where the work is done here, or there is none."""
    from sayso import spark

    if settings.engine == "spark" and claims:
        with spark.session(settings.spark_master) as session:
            yield session
    else:
        yield None


def new_run(settings: Settings) -> Run:
    """Return a run that begins now."""
    started = datetime.now(UTC).isoformat(timespec="microseconds")
    return Run("r" + digest(started, __version__), started, __version__, codebook_named(settings.codebook).name)
