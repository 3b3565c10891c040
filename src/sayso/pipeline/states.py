"""States of the incidents, to be compared: of a store now, as one of its runs left it, or of an export."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sayso.errors import BadRecord, NotFound
from sayso.schema import Claim, Document, Incident, Run
from sayso.schema.contract import from_dict
from sayso.schema.judgement import Judgement

if TYPE_CHECKING:
    from sayso.incidents.changes import Difference, Snapshot
    from sayso.pipeline.case import Case
    from sayso.store import Store

R = TypeVar("R")
Held = tuple[list[Document], list[Claim], list[Incident], list[Judgement]]

NOW = "now"
EXPORTED = ("documents.jsonl", "claims.jsonl", "incidents.jsonl")


def diff(before: str | Path | Case, after: str | Path | Case = NOW, *, store: str | Path = "sayso.db") -> Difference:
    """Return what differs between two states: every incident of both in exactly one row, field by field, with why.

    A state is what `read` gave, a store (a path or address), `STORE@RUN` or a run of `store` (its id or how it begins)
    as that run left it, "now" for what `store` holds, or a folder that `sayso export --format jsonl` wrote. Nothing is
    written. Raises NotFound where there is no such state, BadRecord for an export that cannot be read.
    """
    from sayso.incidents.changes import compare_states

    return compare_states(state_of(before, store=str(store)), state_of(after, store=str(store)))


def state_of(asked: str | Path | Case, *, store: str) -> Snapshot:
    """Return a state by what names it, as `diff` takes it."""
    if not isinstance(asked, str | Path):
        return _state("in memory", asked.documents, asked.claims, asked.incidents)
    name = str(asked)
    if name == NOW:
        return _stored(store, None)
    if name and Path(name).is_dir():
        return _exported(Path(name))
    if Path(name).is_file() or ("://" in name and "@r" not in name.rpartition("/")[2]):
        return _stored(name, None)
    where, _, run = name.rpartition("@")
    return _stored(where or store, run, asked=name)


def _unknown(name: str) -> NotFound:
    return NotFound(
        f"{name!r} is no state of the incidents",
        expected="a store, STORE@RUN, a run of the store that --store names, now, or the folder of an export",
        do="`sayso diff --runs STORE` lists the runs of a store",
    )


# ---- from a store


def _stored(where: str, run: str | None, *, asked: str = "") -> Snapshot:
    from sayso.store import Store
    from sayso.store.address import parse

    file = parse(where).file
    if file is not None and not file.is_file():
        raise _unknown(asked or where)
    with Store.open(where, create=False) as store:
        runs = {r.id: r for r in store.runs()}
        if run is None:
            held = store.documents(), store.claims(), store.incidents(), store.judgements()
            return _with_runs(where, held, runs)
        meant = _run_named(run, list(runs.values()))
        return _with_runs(f"{where}@{meant.id}", store.as_of(meant), runs)


def _run_named(asked: str, runs: list[Run]) -> Run:
    found = [r for r in runs if r.id.startswith(asked)] if asked else []
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"{asked!r} begins {len(found)} runs", expected="one", do="give more of its id")
    raise _unknown(asked)


def runs_of(store: Store) -> list[tuple[Run, str | None]]:
    """Return the runs of a store, oldest first, each with the profile by which it linked, None if it did not."""
    by = {linking.run_id: linking.profile for linking in store.linkings()}
    return [(run, by.get(run.id)) for run in store.runs()]


def _with_runs(name: str, held: Held, runs: dict[str, Run]) -> Snapshot:
    documents, claims, incidents, judgements = held
    by = {r for r in (*(d.run for d in documents), *(c.run for c in claims), *(i.run for i in incidents)) if r}
    return _state(name, documents, claims, incidents, judgements, {runs[r].version for r in by if r in runs})


# ---- from an export


def _exported(folder: Path) -> Snapshot:
    if missing := [name for name in EXPORTED if not (folder / name).is_file()]:
        raise NotFound(
            f"the folder {folder} holds no {', '.join(missing)}",
            expected="what `sayso export --format jsonl` writes",
            do="export anew",
        )
    documents = _rows(folder / "documents.jsonl", Document)
    claims, incidents = _rows(folder / "claims.jsonl", Claim), _rows(folder / "incidents.jsonl", Incident)
    return _state(str(folder), documents, claims, incidents, versions=_version_in(folder / "datapackage.json"))


def _rows(path: Path, kind: type[R]) -> Iterator[R]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path} line {number}"
            try:
                row = json.loads(line)
            except ValueError as e:
                raise BadRecord(f"is no JSON ({e})", where=where, do="export anew") from e
            yield from_dict(kind, row, where=where)


def _version_in(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    try:
        version = json.loads(path.read_text(encoding="utf-8")).get("version")
    except (ValueError, AttributeError):
        return set()
    return {version} if isinstance(version, str) else set()


def _state(
    name: str,
    documents: Iterable[Document],
    claims: Iterable[Claim],
    incidents: Iterable[Incident],
    judgements: Iterable[Judgement] = (),
    versions: Iterable[str] = (),
) -> Snapshot:
    from sayso.incidents.changes import Snapshot

    claims, incidents = list(claims), tuple(incidents)
    return Snapshot(
        name=name,
        documents={d.id: d for d in documents},
        claims={c.id: c for c in claims},
        incidents=incidents,
        judgements=tuple(judgements),
        codebooks=tuple(sorted({c.codebook for c in claims})),
        profiles=tuple(sorted({t.profile for i in incidents for t in i.counts.values()})),
        versions=tuple(sorted(versions)),
    )
