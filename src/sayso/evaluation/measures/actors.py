"""Linking to the register of actors: 150 mentions in the annotated reports, by a list of offsets and ids of ours.

A mention is linked as in the claim that holds it, with the claim's day and place; one that no claim holds any more is
linked by its report alone, so that the denominator stays whatever claims are found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from sayso.errors import MeasureError
from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Result, share
from sayso.schema import Document, Party

CORPUS = "bench/reports-dev.jsonl"
NOBODY = ("none", "cannot-tell")

Span = tuple[int, int]
Link = Callable[[Document, Sequence[Span]], Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One mention: its report, where it stands, and the entries of which any is right; () where none is meant or the
    report does not tell which."""

    report: str
    span: Span
    entries: tuple[str, ...]


@cache
def gold() -> tuple[Wanted, ...]:
    """Return the mentions listed, in the order of the file."""
    text = (files("sayso.evaluation") / "gold" / "actors-dev.yaml").read_text(encoding="utf-8")
    listed: dict[str, list[tuple[int, int, str | list[str]]]] = yaml.safe_load(text)
    return tuple(_wanted(report, *row) for report, mentions in listed.items() for row in mentions)


def _wanted(report: str, start: int, end: int, meant: str | list[str]) -> Wanted:
    entries = [meant] if isinstance(meant, str) else meant
    return Wanted(report, (start, end), tuple(e for e in entries if e not in NOBODY))


def _link(document: Document, spans: Sequence[Span]) -> Sequence[str | None]:
    from sayso.claims.actor_linking import Setting, link
    from sayso.claims.actors import resolve_party
    from sayso.claims.coding import code_claims
    from sayso.claims.reading import read_marks
    from sayso.pipeline import annotate, knowledge

    known = knowledge(chosen=True)
    annotation = annotate(document, known)
    reading = read_marks(document, annotation, known)
    claims = code_claims(document, annotation, known)
    parties = [p for c in claims for p in (*c.actors, *c.recipients)]

    def alone(span: Span) -> str | None:
        text = document.text[span[0] : span[1]]
        name, actor_id = resolve_party(text, register=known.actors, document_names=reading.names, at=span[0])
        return link(reading, Party(name, actor_id, text, *span), Setting(None, None, reading.names.country))[0].actor_id

    return [p.actor_id if (p := held_in(parties, span)) else alone(span) for span in spans]


def held_in(parties: Sequence[Party], span: Span) -> Party | None:
    """Return the party that stands where a mention does, the one with its very words first; None for none."""
    start, end = span
    touching = [p for p in parties if p.start < end and start < p.end]
    return min(touching, key=lambda p: abs(p.start - start) + abs(p.end - end), default=None)


def score(
    wanted: Sequence[Wanted], given: Sequence[str | None], known: frozenset[str], texts: Mapping[str, str]
) -> Result:
    """Return how often an entry that the register holds is given, and how often none is where none is meant."""
    pairs = list(zip(wanted, given, strict=True))
    held = [(w, g) for w, g in pairs if not known.isdisjoint(w.entries)]
    open_ = [(w, g) for w, g in pairs if not w.entries]
    right = sum(g in w.entries for w, g in held)
    refused = sum(g is None for _, g in held)
    return Result(
        (
            Figure("held, linked right", share(right, len(held)), len(held)),
            Figure("held, refused", share(refused, len(held)), len(held), gated=False),
            Figure("held, linked wrong", share(len(held) - right - refused, len(held)), len(held), gated=False),
            Figure("none meant, none given", share(sum(g is None for _, g in open_), len(open_)), len(open_)),
            Figure("mentions whose actor the register holds", share(len(held), len(pairs)), len(pairs), gated=False),
        ),
        tuple(_outcome(w, g, texts) for w, g in pairs),
    )


def _outcome(wanted: Wanted, given: str | None, texts: Mapping[str, str]) -> Outcome:
    is_right = given in wanted.entries if wanted.entries else given is None
    fault = "refused" if given is None else f"given {given}"
    start, end = wanted.span
    words = texts.get(wanted.report, "")[start:end]
    return Outcome(f"{wanted.report}@{start}", () if is_right else (fault,), words)


def measure(shared: Path, limit: int | None, link: Link = _link) -> Result:
    """Link the mentions in the reports as they stand in the gold; a limit takes the first reports only."""
    from sayso.schema.actors import ActorRegister

    reports: list[Row] = rows(shared / CORPUS, limit)
    known = {row["id"] for row in reports}
    if missing := {w.report for w in gold()} - known if limit is None else set():
        raise MeasureError(
            f"no report {min(missing)}", where=str(shared / CORPUS), expected="the reports of actors-dev.yaml"
        )
    wanted: list[Wanted] = []
    given: list[str | None] = []
    for row in counted(reports, "actors"):
        here = [w for w in gold() if w.report == row["id"]]
        document = as_document(
            row["text"], key=row["id"], publisher=row["outlet"], title=row.get("title"), published=row["published"]
        )
        wanted += here
        given += link(document, [w.span for w in here]) if here else []
    ids = frozenset(a.id for a in ActorRegister.packaged())
    return score(wanted, given, ids, {row["id"]: row["text"] for row in reports})
