"""One place on its way into a gazetteer, and what all sources share: which names are of use, how far a place goes."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.claims.gazetteer import settlement_radius
from sayso.claims.outlines import simplified
from sayso.schema.shape import Polygon
from sayso.schema.vocabulary import PlaceKind

__all__ = [
    "BARE_REGION", "Row", "area_radius", "bare_region", "outline_of", "rings_of", "settlement_radius", "usable",
    "words_of",
]  # fmt: skip

LONGEST = 60  # characters
FINENESS = 0.03  # of the radius: by how much an outline may miss its land
FINEST_M = 200.0
BARE_REGION = re.compile(
    r"^(?:Muḩāfaz̧at|Muhafazat|Wilaya of|Wilayat)\s+"
    r"|(?<!^Free)\s+(?:Governorate|Province|Region|Oblast[’']?|Department|State)$",
    re.IGNORECASE,
)
_ARTICLES = frozenset(("al", "el", "ad", "as", "at", "ar", "an"))


@dataclass(frozen=True, slots=True)
class Row:
    """One place to be: WGS84 degrees, metres. `names` are all its names, `preferred` those that count as first;
    `outline` is the land it covers, None where that is not known."""

    id: str
    name: str
    lat: float
    lon: float
    kind: PlaceKind
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_m: int = 1000
    names: frozenset[str] = field(default=frozenset())
    preferred: frozenset[str] = field(default=frozenset())
    outline: Polygon | None = None


def area_radius(km2: float) -> int:
    """Return the radius in metres of a disc of that area."""
    return round(1000 * math.sqrt(km2 / math.pi))


def bare_region(name: str) -> str:
    """Return a region's name without the word for its level: "Homs Governorate" is Homs."""
    return re.sub(r"\s+", " ", BARE_REGION.sub("", name)).strip(" -") or name


def rings_of(geometry: Mapping[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the outer rings (longitude, latitude) of a GeoJSON Polygon or MultiPolygon, [] for any other."""
    told = geometry.get("coordinates") or []
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    polygons = [told] if geometry["type"] == "Polygon" else told
    return [[(float(p[0]), float(p[1])) for p in rings[0]] for rings in polygons if rings]


def outline_of(geometry: Mapping[str, Any], radius_m: int) -> Polygon | None:
    """Return the outline of a GeoJSON geometry, as fine as the place is large; None for a point or a line."""
    return simplified(rings_of(geometry), max(FINEST_M, FINENESS * radius_m))


def usable(name: str, deep: bool) -> bool:
    """Tell whether a name can be met in a report: Latin letters, or with `deep` Arabic and Cyrillic ones too.

    GeoNames' unlabelled names hold machine transliterations; they begin with a small letter.
    """
    name = name.strip()
    if not 2 <= len(name) <= LONGEST or (name.isascii() and name.isupper() and len(name) < 4):
        return False
    scripts = {unicodedata.name(c, "").split()[0] for c in name if c.isalpha()}
    if scripts <= {"LATIN", "MODIFIER"}:
        return not name[0].islower() or name.split("-")[0].split(" ")[0] in _ARTICLES
    return deep and (scripts <= {"ARABIC"} or scripts <= {"CYRILLIC"})


def words_of(values: Iterable[str], deep: bool) -> frozenset[str]:
    """Return the usable names; what follows a comma or stands in brackets is a region or a remark and is cut off."""
    heads = (re.split(r"[,;(/]", v)[0].strip() for v in values)
    return frozenset(h for h in heads if usable(h, deep))
