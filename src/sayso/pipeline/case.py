"""The whole, in memory: reports read and linked, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.documents import Rejection
from sayso.pipeline.engines import made_ready, read_and_told
from sayso.pipeline.known import knowledge_of
from sayso.pipeline.linking import Progress, link_claims, with_reprints
from sayso.pipeline.reading import Told, read_safely
from sayso.schema import Claim, Document, Incident
from sayso.settings import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """What was read, in memory: the documents, their claims, the incidents they were linked into, and what was
    refused."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    rejected: tuple[Rejection, ...]

    def under(self, profile: str) -> Case:
        """Return the case with its incidents' figures reckoned under another profile (`ucdp`, `range` …).

        Raises SettingError for a profile that does not exist.
        """
        from sayso.incidents import under_profile

        by_id = {d.id: d for d in self.documents}
        return replace(self, incidents=under_profile(self.incidents, self.claims, by_id, profile))


def read_case(
    inputs: str | Path | Sequence[str | Path], settings: Settings | None = None, progress: Progress | None = None
) -> Case:
    """Read reports and link what they claim, without a store.

    `inputs` is a file or folder, several of them, or "-"; what cannot be read is in `Case.rejected` and stops nothing.
    """
    settings = settings or Settings()
    given = [inputs] if isinstance(inputs, str | Path) else inputs
    with made_ready(settings):
        return _case_of([str(i) for i in given], settings, progress)


def _case_of(inputs: Sequence[str], settings: Settings, progress: Progress | None) -> Case:
    found: dict[str, Document] = {}
    rejected: list[Rejection] = []
    heard: dict[str, Told | None] = {}
    for item, claimed in read_and_told(inputs, settings, progress):
        if isinstance(item, Rejection):
            rejected.append(item)
        else:
            found[item.id] = replace(item, raw=None)
            heard[item.id] = claimed
    marked = with_reprints(list(found.values()))
    claims: list[Claim] = []
    for document in marked:
        told = heard[document.id]
        if told is None:
            told = read_safely(document, knowledge_of(settings))
        if isinstance(told, Rejection):
            rejected.append(told)
        else:
            claims.extend(told)
    return Case(marked, tuple(claims), link_claims(marked, claims, settings), tuple(rejected))
