"""Where things happen: villages, which of them are neighbours, and the vague names for where they lie."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sayso.claims import sphere

NEXT_VILLAGE_KM = 10.0
"""How far off the next village lies at most."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village; `lat`, `lon` in WGS84 degrees, `radius_m` in metres."""

    name: str
    lat: float
    lon: float
    radius_m: int
    governorate: str
    district: str
    gazetteer_id: str


@dataclass(frozen=True, slots=True)
class Governorate:
    """A governorate as a circle, as gazetteers have it."""

    name: str
    lat: float
    lon: float
    radius_m: int
    gazetteer_id: str


GOVERNORATES = {
    g.name: g
    for g in (
        Governorate("Idlib", 35.7667, 36.6667, 44_054, "osy:sy-idlib"),
        Governorate("Hama", 35.2333, 37.2, 53_175, "osy:sy-hama"),
        Governorate("Homs", 34.4667, 38.3, 115_931, "osy:sy-homs"),
        Governorate("Daraa", 32.85, 36.2167, 34_457, "osy:sy-daraa"),
        Governorate("Deir ez-Zor", 35.1667, 40.2833, 102_583, "osy:sy-deir-ez-zor"),
    )
}


@cache
def villages() -> tuple[Village, ...]:
    """Return the villages in the order of the table."""
    text = (files("sayso.evaluation") / "gold" / "world-places.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        Village(
            r["name"], float(r["lat"]), float(r["lon"]), int(r["radius_m"]), r["governorate"], r["district"],
            r["gazetteer_id"],
        )
        for r in rows
    )  # fmt: skip


def kilometres(a: Village, b: Village) -> float:
    """Return the distance of two villages."""
    return sphere.kilometres((a.lat, a.lon), (b.lat, b.lon))


@cache
def next_village(village: Village) -> Village | None:
    """Return the nearest other village of the same governorate; None when it is farther than a neighbour."""
    others = [v for v in villages() if v.governorate == village.governorate and v != village]
    nearest = min(others, key=lambda v: kilometres(village, v))
    return nearest if kilometres(village, nearest) <= NEXT_VILLAGE_KM else None


@cache
def circle(governorate: str, half: str) -> tuple[float, float, int]:
    """Return latitude, longitude and radius in metres of a circle that holds all villages of half a governorate."""
    inside = [v for v in villages() if v.governorate == governorate and countryside(v) == half]
    lat, lon = (round(sum(values) / len(inside), 4) for values in zip(*((v.lat, v.lon) for v in inside), strict=True))
    middle = replace(inside[0], lat=lat, lon=lon)
    return lat, lon, round(1000 * max(kilometres(middle, v) for v in inside)) + 5_000


def countryside(village: Village) -> str:
    """Return in which half of its governorate a village lies: "northern" or "southern"."""
    return "northern" if village.lat >= GOVERNORATES[village.governorate].lat else "southern"
