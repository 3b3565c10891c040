"""India Police Events: all stories of one month, each told to report police killing or arresting somebody, or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1
from sayso.evaluation.reading import Read, figure_of, reader, took_place
from sayso.evaluation.wordlists import any_of
from sayso.schema import Claim

CORPUS = "corpora/india_police_events/dev.jsonl"
LABELS = ("KILL", "ARREST")
PUBLISHED = {"KILL": Published(0.658, "keyword baseline", "Halterman et al. 2021, all 1,257 stories")}
ARRESTED = any_of("arrest*, detain*")

POLICE = re.compile(r"\b(police\w*|cops?|constables?|jawans?)\b", re.IGNORECASE)


def _by_police(claim: Claim) -> bool:
    return any(POLICE.search(f"{a.name} {a.text}") for a in claim.actors)


def _killed_somebody(claim: Claim) -> bool:
    return bool(figure_of(claim, "killed"))


def labels_of(claims: Sequence[Claim]) -> frozenset[str]:
    """Return the labels that the claims bear out. An arrest by nobody named is one by the police."""
    happened = [c for c in claims if took_place(c)]
    found = set()
    if any(_by_police(c) and _killed_somebody(c) for c in happened):
        found.add("KILL")
    if any(c.event_type == "arrest" and (_by_police(c) or not c.actors) for c in happened):
        found.add("ARREST")
    return frozenset(found)


def score(
    gold: Sequence[frozenset[str]], ours: Sequence[frozenset[str]], published: Mapping[str, Published] = PUBLISHED
) -> tuple[Figure, ...]:
    """Return the F1 of each label over documents."""
    figures = []
    for label in LABELS:
        both = sum(label in g and label in o for g, o in zip(gold, ours, strict=True))
        of_gold = sum(label in g for g in gold)
        value = f1(both, sum(label in o for o in ours), of_gold)
        figures.append(Figure(f"{label} F1", value, of_gold, published=published.get(label)))
    return tuple(figures)


def _word_baseline(examples: Sequence[Row]) -> Published:
    """What a reader reaches who goes by the words for an arrest alone, counted on the same stories."""
    by_word = [bool(ARRESTED.search(row["text"])) for row in examples]
    gold = ["ARREST" in _gold(row) for row in examples]
    both = sum(w and g for w, g in zip(by_word, gold, strict=True))
    value = f1(both, sum(by_word), sum(gold))
    return Published(value, "the words arrest, detain", "counted on the same stories", like_for_like=True)


def _gold(row: Row) -> frozenset[str]:
    return frozenset(row["gold"]["doc_labels"]) & frozenset(LABELS)


def measure(shared: Path, limit: int | None, read: Read | None = None) -> Result:
    """Score killings and arrests by police, document by document."""
    examples = rows(shared / CORPUS, limit)
    read = read or reader()
    ours = [
        labels_of(read(as_document(row["text"], key=row["id"], published=row["meta"].get("date"))))
        for row in counted(examples, "police")
    ]
    gold = [_gold(row) for row in examples]
    outcomes = tuple(
        Outcome(row["id"], tuple(sorted(g ^ o)), row["text"][:120])
        for row, g, o in zip(examples, gold, ours, strict=True)
    )
    return Result(score(gold, ours, {**PUBLISHED, "ARREST": _word_baseline(examples)}), outcomes)
