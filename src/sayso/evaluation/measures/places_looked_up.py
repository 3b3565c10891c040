"""Sixty places that the seed reports and the packaged sample name, against points that were looked up beforehand.

The whole way is measured: the place must be found in the report as read, and grounded. `gold/places-looked-up.yaml`
holds names and points, and says what counts as right: a spot within 15 km, a stretch of land said to be one, about
where it is and about as wide.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from sayso import sample
from sayso.claims.sphere import kilometres
from sayso.evaluation.figures import Figure, Outcome, Result, share
from sayso.schema import Document, Mention, Place

SEEDS = "bench/seeds.jsonl"
TO_INPUT = "bench/make_input.py"
SPOT_KM = 15.0
WIDTHS = 3.0  # how many times wider one circle may be than the other

Grounded = Sequence[tuple[Mention, Place]]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One place looked up: where it is, and, where it is no spot, how far it reaches. `unheld`: no source has it."""

    report: str
    name: str
    lat: float
    lon: float
    reach_km: float | None
    unheld: bool


@cache
def looked_up() -> tuple[LookedUp, ...]:
    """Return the places, in the order of the file."""
    content = yaml.safe_load((files("sayso.evaluation") / "gold" / "places-looked-up.yaml").read_text(encoding="utf-8"))
    return tuple(
        LookedUp(row["in"], row["name"], row["lat"], row["lon"], row.get("reach_km"), row.get("unheld", False))
        for row in content["places"]
    )


def is_right(gold: LookedUp, place: Place | None) -> bool:
    """Tell whether a place is right: within reach of a spot, or a stretch of land about there and about as wide."""
    if place is None:
        return False
    if place.lat is None or place.lon is None or place.radius_m is None:
        return gold.unheld and place.answer != "found"
    apart = kilometres((gold.lat, gold.lon), (place.lat, place.lon))
    if gold.reach_km is None:
        return apart <= SPOT_KM
    ours = place.radius_m / 1000
    alike = max(ours, gold.reach_km) <= WIDTHS * min(ours, gold.reach_km)
    return place.precision != "exact" and alike and apart <= min(ours, gold.reach_km)


def where(text: str, name: str, longer: Sequence[str]) -> tuple[int, int] | None:
    """Return where a name stands first by itself: not within one of the longer names; None where it does not."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not any(text.rfind(other, max(0, end - len(other)), at + len(other)) >= 0 for other in longer):
            return at, end
        at = text.find(name, end)
    return None


def meant(found: Grounded, start: int, end: int) -> Place | None:
    """Return the place whose mention shares most with a stretch of text, None where none does."""
    shared = [(min(m.end, end) - max(m.start, start), -n) for n, (m, _) in enumerate(found)]
    best = max(shared, default=(0, 0))
    return found[-best[1]][1] if best[0] > 0 else None


def verdicts(texts: Mapping[str, tuple[str, Grounded]]) -> Iterator[tuple[LookedUp, Place | None]]:
    """Yield each place looked up with ours, of the reports at hand: their text and places by the report's id."""
    for gold in looked_up():
        if gold.report not in texts:
            continue
        text, found = texts[gold.report]
        names = [g.name for g in looked_up() if g.report == gold.report and g.name != gold.name and gold.name in g.name]
        span = where(text, gold.name, names)
        yield gold, meant(found, *span) if span else None


def _documents(shared: Path) -> Iterator[tuple[str, Document]]:
    """Yield the seeds and the sample's reports, each by its id or its file's name."""
    from sayso.pipeline import read_reports
    from sayso.settings import Settings

    with TemporaryDirectory(prefix="sayso-eval-") as folder:
        seeds = Path(folder) / "seeds.jsonl"
        with seeds.open("w", encoding="utf-8") as out:
            subprocess.run([sys.executable, str(shared / TO_INPUT), str(shared / SEEDS)], stdout=out, check=True)  # noqa: S603
        for document in read_reports([str(seeds), str(sample.folder())], Settings()):
            if isinstance(document, Document):
                yield document.external_id or Path(document.key or "").name, document


def grounded(document: Document) -> Grounded:
    """Return a report's places as sayso marks and grounds them."""
    from sayso import pipeline
    from sayso.claims.reading import read_marks

    known = pipeline.knowledge()
    annotation = pipeline.annotate(document, known)
    reading = read_marks(document, annotation, known)
    return [(annotation.mentions[n], place) for n, place in reading.places.items()]


def measure(shared: Path, limit: int | None) -> Result:
    """Compare the places of the reports with the points looked up; `limit` cuts the list of places."""
    wanted = {gold.report for gold in looked_up()[:limit]}
    texts = {name: (d.text, grounded(d)) for name, d in _documents(shared) if name in wanted}
    judged = [(gold, is_right(gold, place), place) for gold, place in verdicts(texts)][:limit]
    outcomes = tuple(
        Outcome(f"{g.report}: {g.name}", () if right else ("place" if p else "not found",), g.name)
        for g, right, p in judged
    )
    spots = [right for g, right, _ in judged if g.reach_km is None]
    stretches = [right for g, right, _ in judged if g.reach_km is not None]
    return Result(
        (
            _share("right, or rightly vague", [right for _, right, _ in judged]),
            _share("spots: within 15 km", spots),
            _share("stretches of land: rightly vague", stretches),
        ),
        outcomes,
    )


def _share(name: str, verdicts: Sequence[bool]) -> Figure:
    return Figure(name, share(sum(verdicts), len(verdicts)), len(verdicts))
