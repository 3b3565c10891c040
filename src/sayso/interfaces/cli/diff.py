"""`sayso diff`: what differs between two states of the incidents, field by field, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.interfaces.cli.claims import SHORT
from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, QuietFlag, StoreOption, TableFlag
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.surroundings import existing_store, settings_now
from sayso.interfaces.export import wording
from sayso.interfaces.export.tabular import Column

if TYPE_CHECKING:
    from sayso.incidents.changes import Changed, Difference, FieldChange, Why
    from sayso.schema import Run


def diff(  # noqa: PLR0913, PLR0917 - one argument an option
    before: Annotated[str | None, typer.Argument(metavar="A", help="A store, STORE@RUN, a run, or an export.")] = None,
    after: Annotated[str, typer.Argument(metavar="B", help="The same; now: what the store holds.")] = "now",
    everything: Annotated[bool, typer.Option("--all", help="Unchanged incidents too.")] = False,
    runs: Annotated[
        bool, typer.Option("--runs", help="List the runs of the store A instead; without A, of --store.")
    ] = False,
    limit: LimitOption = None,
    store: StoreOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
    quiet: QuietFlag = False,
) -> None:
    """Show what differs between two states of the incidents: added, changed, merged, split, gone, and why.

    A and B are each a store, one of its runs (STORE@RUN, or the run's id alone for the store that --store names), or
    a folder that `sayso export --format jsonl` wrote. Incidents are matched by the claims they share, not by their
    ids. Every change has its fields, old and new, and its causes: which claims came, went, moved or read otherwise,
    who judged, another codebook, profile or version. Nothing is written; the exit code is 0 either way.

    \b
    Examples:
      sayso diff --runs                         which runs there are
      sayso diff r3f2                           since that run
      sayso diff r3f2 r81c                      between two
      sayso diff monday.db tuesday.db
      sayso diff export-v1/ export-v2/ | jq 'select(.kind == "split")'
    """
    form = chosen(table=table, json=json, csv=csv)
    if runs:
        if before is not None and store is not None:
            raise typer.BadParameter("name one store: as A, or with --store", param_hint="--runs")
        with existing_store(before or store) as opened:
            from sayso.pipeline import runs_of

            emit(_runs(limited(runs_of(opened), limit)), form)
        return
    if before is None:
        raise typer.BadParameter("name what to compare, or give --runs", param_hint="A")
    difference = _compare(before, after, settings_now(store=store).store)
    rows = [row for row in difference.rows if everything or row.kind != "unchanged"]
    emit(_changes(limited(rows, limit)), form)
    if not quiet:
        note(", ".join(f"{n} {kind}" for kind, n in difference.counts().items()))


def _compare(before: str, after: str, store: str) -> Difference:
    from sayso import pipeline
    from sayso.errors import NotFound

    try:
        return pipeline.diff(before, after, store=store)
    except NotFound as e:
        raise typer.BadParameter(str(e)) from e


# ---- rows


def _changes(rows: list[Changed]) -> Listing[Changed]:
    shown: list[Shown[Changed]] = [
        Shown("change", lambda r: r.kind, whole=True),
        Shown("incident", incidents, whole=True),
        Shown("what", what),
        Shown("why", lambda r: "\n".join(map(cause, r.why))),
    ]
    return Listing(rows, shown, COLUMNS, record)


def record(row: Changed) -> dict[str, Any]:
    """Return the row as it leaves the system."""
    from dataclasses import asdict

    return asdict(row)


COLUMNS: tuple[Column[Changed], ...] = (
    Column("kind", "string", "added, changed, merged, split, regrouped, gone or unchanged", lambda r: r.kind),
    Column("before", "string", "ids of the incidents before", lambda r: "; ".join(r.before)),
    Column("after", "string", "ids of the incidents after", lambda r: "; ".join(r.after)),
    Column("fields", "string", "what differs, old → new", lambda r: "; ".join(map(said, r.fields))),
    Column("gained", "string", "ids of claims that the incidents have only after", lambda r: "; ".join(r.gained)),
    Column("lost", "string", "ids of claims that they have only before", lambda r: "; ".join(r.lost)),
    Column("why", "string", "the causes", lambda r: "; ".join(map(cause, r.why))),
)


def incidents(row: Changed) -> str:
    """Return the ids, "before → after" where they are not the same."""
    before, after = ("\n".join(i[:SHORT] for i in ids) for ids in (row.before, row.after))
    if row.before == row.after or not before or not after:
        return after or before
    return f"{before}\n→ {after}"


def what(row: Changed) -> str:
    """Return the fields that differ, a line each; of what was added or is gone what it is, on one line."""
    if row.kind in ("added", "gone"):
        told = {f.field: value_said(f.old or f.new) for f in row.fields}
        figures = [f"{name.removeprefix('counts.')} {v}" for name, v in told.items() if name.startswith("counts.")]
        return ", ".join([*(told[k] for k in ("event_type", "status", "date", "place") if k in told), *figures])
    moved = [f"{n} claims {word}" for n, word in ((len(row.gained), "more"), (len(row.lost), "fewer")) if n]
    return "\n".join(map(said, row.fields)) or ", ".join(moved).replace("1 claims", "1 claim")


def said(change: FieldChange) -> str:
    """Return a field with its old and new value in words; of a list what came and what went."""
    name = change.field.removeprefix("counts.").replace("_", " ")
    if isinstance(change.old or change.new, list):  # an empty list is told as None
        old, new = ([value_said(v) for v in values or []] for values in (change.old, change.new))
        told = [f"+ {v}" for v in new if v not in old] + [f"- {v}" for v in old if v not in new]
        return f"{name}: {', '.join(told)}" if told else f"{name}: told otherwise"
    return f"{name}: {value_said(change.old)} → {value_said(change.new)}"


def value_said(value: Any) -> str:
    """Return a value of a record in few words."""
    if not isinstance(value, dict):
        return "none" if value is None else str(value)
    for key, words in _FORMS.items():
        if key in value:
            return words(value)
    return str(value)


_FORMS: dict[str, Callable[[dict[str, Any]], str]] = {
    "low": lambda v: wording.interval(v["low"], v["best"], v["high"]),
    "positions": lambda v: f"{v['field']} ({v['kind']}: {' / '.join(p['value'] for p in v['positions'])})",
    "relation": lambda v: f"{v['relation'].replace('_', ' ')} {v['incident_id'][:SHORT]}",
    "start": lambda v: v["start"] if v["start"] == v["end"] else f"{v['start']} to {v['end']}",
    "name": lambda v: str(v["name"]),
    "value": lambda v: str(v["value"]),
    "kind": lambda v: str(v["kind"]).replace("_", " "),
    "source": lambda v: str(v["source"]),
}
"""How a record of some kind reads, known by a key that only this kind has."""


def cause(why: Why) -> str:
    """Return a cause in words, with how many claims it acts by."""
    words = _CAUSES[why.cause]
    n = len(why.claims)
    count = "" if why.cause in ("judgement", "linking") or not n else f" ({n} claim{'' if n == 1 else 's'})"
    return f"{words}{count}" + (f": {why.detail}" if why.detail else "")


_CAUSES = {
    "new_document": "a new report",
    "new_claim": "newly found",
    "gone_document": "a report is gone",
    "gone_claim": "no longer claimed",
    "moved_claim": "claims moved",
    "restated_claim": "claims read otherwise",
    "judgement": "judged",
    "reprint": "a copy, or no longer one",
    "codebook": "another codebook",
    "profile": "another profile",
    "version": "another version of sayso",
    "linking": "linked otherwise",
}


def _runs(rows: Sequence[tuple[Run, str | None]]) -> Listing[tuple[Run, str | None]]:
    columns: tuple[Column[tuple[Run, str | None]], ...] = (
        Column("run", "string", "id of the run", lambda r: r[0].id),
        Column("started", "string", "when it began, UTC", lambda r: r[0].started),
        Column("version", "string", "of sayso", lambda r: r[0].version),
        Column("codebook", "string", "name of the codebook", lambda r: r[0].codebook),
        Column("profile", "string", "the rule by which it linked; empty: it did not", lambda r: r[1]),
    )
    shown = [_shown(column) for column in columns]
    return Listing(rows, shown, columns, lambda r: {c.name: c.value(r) for c in columns})


def _shown(column: Column[tuple[Run, str | None]]) -> Shown[tuple[Run, str | None]]:
    return Shown(column.name, lambda row: str(column.value(row) or ""), whole=True)


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(diff)
