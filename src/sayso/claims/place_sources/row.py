"""One place on its way into a gazetteer, and what all sources share: which names are of use, how far a place goes."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.claims.gazetteer import settlement_radius
from sayso.schema.vocabulary import PlaceKind

__all__ = ["BARE_REGION", "Row", "area_radius", "bare_region", "settlement_radius", "usable", "words_of"]

LONGEST = 60  # characters
BARE_REGION = re.compile(
    r"^(?:Muḩāfaz̧at|Muhafazat|Wilaya of|Wilayat)\s+"
    r"|(?<!^Free)\s+(?:Governorate|Province|Region|Oblast[’']?|Department|State)$",
    re.IGNORECASE,
)
_ARTICLES = frozenset(("al", "el", "ad", "as", "at", "ar", "an"))


@dataclass(frozen=True, slots=True)
class Row:
    """One place to be: WGS84 degrees, metres. `names` are all its names, `preferred` those that count as first."""

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


def area_radius(km2: float) -> int:
    """Return the radius in metres of a disc of that area."""
    return round(1000 * math.sqrt(km2 / math.pi))


def bare_region(name: str) -> str:
    """Return a region's name without the word for its level: "Homs Governorate" is Homs."""
    return re.sub(r"\s+", " ", BARE_REGION.sub("", name)).strip(" -") or name


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
