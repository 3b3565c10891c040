"""Which of several places of one name is meant, told by the whole document.

Each candidate gets points: for being well known, for being of the kind the text names, for lying in the countries that
the document speaks of, for lying in the region named beside it, for lying near the document's other places. The best
is taken; where two far apart are level, none is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.gazetteer import GazetteerPlace
from sayso.claims.place_geometry import kilometres
from sayso.claims.place_reading import Reading
from sayso.claims.place_spelling import fold
from sayso.schema.vocabulary import PlaceKind

# Points, tuned together on the development half of the geoparsing corpora and on no single document: a city of ten
# millions against a namesake village is worth 6, a document wholly about one country 6, a region named beside 5.
COUNTRY_POINTS = 6.0
REGION_POINTS = 5.0
REGION_SHARE_POINTS = 3.0
KIND_POINTS = 3.0
NEAR_POINTS = 2.0
NEAR_KM = 120.0
BESIDE_KM = 60.0  # "a town near Damascus"
PREFERRED_POINTS = 1.0
SIMILAR_POINTS = -1.5
DISTRICT_FAME = 2.5  # a town's name is also its district's; plainly named, the town is meant
REGION_FAME = 6.0  # a first-level region named plainly; a city of the same name comes first
OWN_POINTS = 6.0  # a place of the overlay, which has no population and is written down because reports name it
LEVEL = 0.4  # points within which two candidates are level
APART_KM = 40.0

_ALIKE: dict[PlaceKind, frozenset[PlaceKind]] = {
    "settlement": frozenset(("settlement",)),
    "neighbourhood": frozenset(("neighbourhood", "district", "settlement")),
    "governorate": frozenset(("governorate",)),
    "district": frozenset(("district",)),
    "region": frozenset(("region", "governorate", "area", "desert")),
    "area": frozenset(("area", "region", "governorate", "settlement", "desert")),
    "desert": frozenset(("desert", "governorate", "area")),
    "mountain": frozenset(("mountain",)),
    "base": frozenset(("base", "settlement")),
    "water": frozenset(("water",)),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the document tells: the share of each country in it, and points it surely speaks of."""

    countries: Mapping[str, float]
    regions: Mapping[tuple[str, str], float]
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is written beside a mention: folded names of regions and country codes, and points it is said to be near."""

    names: frozenset[str | None]
    near: frozenset[tuple[float, float]]


NOTHING_BESIDE = Beside(frozenset(), frozenset())


def read_context(readings: Iterable[Reading], hint: str | None) -> Context:
    """Return the countries and points of the readings that are clear by themselves."""
    votes: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    points = []
    for reading in readings:
        for candidates in (reading.candidates, *reading.pair):
            countries = {c.country for c in candidates if c.country and c.match != "similar"}
            best = clear(candidates)
            if best and best.country:
                votes[best.country] += 2 if best.kind == "country" else 3
                if best.country and best.admin1:
                    regions[best.country, best.admin1] += 1
                if best.kind != "country":
                    points.append((best.lat, best.lon))
            elif countries:
                votes.update(dict.fromkeys(countries, 1))
    if hint:
        votes[hint] += 2
    total = sum(votes.values())
    told = sum(regions.values())
    return Context(
        {c: n / total for c, n in votes.items()},
        {r: n / told for r, n in regions.items()},
        tuple(dict.fromkeys(points)),
    )


def clear(candidates: Sequence[GazetteerPlace]) -> GazetteerPlace | None:
    """Return the best-known candidate when the name is hardly ever another place."""
    if not candidates or candidates[0].match == "similar":
        return None
    best = candidates[0]
    others = [c for c in candidates if c.country != best.country and c.is_preferred]
    if not others or (best.kind == "country" and max(_fame(c) for c in others) < REGION_FAME):
        return best
    return best if best.kind != "country" and _fame(best) - max(_fame(c) for c in others) >= 1.0 else None


def _fame(place: GazetteerPlace) -> float:
    """Return 0 to 7: the order of magnitude of those who live there."""
    if place.kind == "country":
        return 9.0
    if place.id.startswith("sayso:"):
        return OWN_POINTS
    if place.kind == "governorate":
        return REGION_FAME
    if place.kind == "district":
        return DISTRICT_FAME
    known = math.log10(place.population) if place.population > 1 else math.log10(max(place.radius_m, 10)) - 1
    return min(known, 7.0)


def _kind_points(place: GazetteerPlace, feature: PlaceKind | None) -> float:
    if feature is None:
        return {"settlement": 1.5, "country": 2.0, "neighbourhood": 0.5}.get(place.kind, 0.0)
    alike = _ALIKE.get(feature, frozenset((feature,)))
    if place.kind == feature:
        return KIND_POINTS
    if (feature, place.kind) == ("neighbourhood", "settlement"):
        return 2.0
    return 1.0 if place.kind in alike else -KIND_POINTS


def _near_points(place: GazetteerPlace, context: Context) -> float:
    others = [p for p in context.points if p != (place.lat, place.lon)]
    near = min((kilometres((place.lat, place.lon), p) for p in others), default=math.inf)
    return NEAR_POINTS * max(0.0, 1 - near / NEAR_KM)


def score(place: GazetteerPlace, feature: PlaceKind | None, context: Context, beside: Beside) -> float:
    """Return the points of one candidate."""
    points = _fame(place) + _kind_points(place, feature) + _near_points(place, context)
    points += REGION_SHARE_POINTS * context.regions.get((place.country or "", place.admin1 or ""), 0.0)
    points += COUNTRY_POINTS * context.countries.get(place.country or "", 0.0)
    names = {fold(unit) for unit in (place.admin1, place.admin2) if unit} | {place.country}
    is_near = any(kilometres((place.lat, place.lon), p) < BESIDE_KM for p in beside.near)
    points += REGION_POINTS if names & beside.names or is_near else 0.0
    points += PREFERRED_POINTS if place.is_preferred else 0.0
    return points + (SIMILAR_POINTS if place.match == "similar" else 0.0)


def choose(
    candidates: Sequence[GazetteerPlace], feature: PlaceKind | None, context: Context, beside: Beside
) -> GazetteerPlace | None:
    """Return the place that is meant, None when there is none or when two far apart are level.

    A merely similar name counts only in a country that the document speaks of.
    """
    fitting = [c for c in candidates if c.match != "similar" or (c.country or "") in context.countries]
    ranked = sorted(fitting, key=lambda c: (-score(c, feature, context, beside), c.id))
    if not ranked:
        return None
    best = ranked[0]
    top = score(best, feature, context, beside)
    for other in ranked[1:]:
        apart = kilometres((best.lat, best.lon), (other.lat, other.lon)) * 1000 > max(
            APART_KM * 1000, best.radius_m + other.radius_m
        )
        if top - score(other, feature, context, beside) < LEVEL and apart and other.kind == best.kind:
            return None
    return best
