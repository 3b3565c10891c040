"""Which of several places of one name is meant, told by the whole document, or that none of them is.

Each candidate gets points for what speaks for it (`evidence`): for being well known, for being of the kind the text
names, for lying in the countries and regions that the document's other names speak of, for lying in the region named
right after it, for lying near the document's other places. The best is taken, unless what speaks for a place that the
gazetteer does not hold (`doubt`) weighs more, or two far apart are level. The document is read twice: first with the
names that are clear by themselves, then with every name as it was understood the first time.

The points of each piece of evidence are in `schema/data/place-weights.yaml`, fitted by `gazetteer/fit_weights.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from sayso.claims.gazetteer import GazetteerPlace
from sayso.claims.place_reading import Reading
from sayso.claims.place_reasons import LEVEL as LEVEL_REASON
from sayso.claims.place_reasons import NONE_FITS, NOT_HELD, because
from sayso.claims.place_spelling import fold
from sayso.claims.sphere import kilometres
from sayso.schema import knowledge
from sayso.schema.vocabulary import PlaceKind

NEAR_KM = 120.0
BESIDE_KM = 60.0  # "a town near Damascus"
LEVEL = 0.1  # points within which two candidates are level
APART_KM = 40.0
UNCOUNTED_FAME = 4.5  # a settlement whose people nobody counted: held only where the gazetteer goes down to villages
REGION_FAME = 6.0  # as of a city of a million
_LAND: frozenset[PlaceKind] = frozenset(("region", "area", "desert", "mountain", "water"))
_SMALL: frozenset[PlaceKind] = frozenset(("neighbourhood", "site", "base", "road"))

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

Weights = Mapping[str, float]
Unit = tuple[str, str]
Votes = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Context:
    """What the document tells, by the folded name that tells it: votes for countries and for first-level regions,
    points that it speaks of; and the countries and regions that are named as such, with the names that do."""

    countries: Mapping[str, Counter[str]]
    regions: Mapping[str, Counter[Unit]]
    points: Mapping[str, tuple[float, float]]
    named: Mapping[str | Unit, frozenset[str]]
    hint: str | None = None
    _totals: dict[str, Counter[str | Unit]] = field(default_factory=dict)

    def mostly(self) -> str | None:
        """Return the country that the document is mostly about, None when it names none."""
        votes = self._total("countries")
        return str(max(votes, key=lambda c: votes[c])) if votes else None

    def names(self, unit: str | Unit, name: str) -> bool:
        """Tell whether a country or region is named as such by any other name."""
        return bool(self.named.get(unit, frozenset()) - {name})

    def speaks_of(self, country: str | None) -> bool:
        """Tell whether any name of the document may lie in a country."""
        return self._total("countries")[country or ""] > 0

    def share(self, country: str | None, name: str) -> float:
        """Return the part of the other names' votes that goes to a country, 0 to 1."""
        return self._share("countries", country or "", name)

    def region_share(self, unit: Unit, name: str) -> float:
        """Return the part of the other names' votes that goes to a first-level region, 0 to 1."""
        return self._share("regions", unit, name)

    def _total(self, what: str) -> Counter[str | Unit]:
        if what not in self._totals:
            total: Counter[str | Unit] = Counter()
            for votes in getattr(self, what).values():
                total.update(votes)
            if what == "countries" and self.hint:
                total[self.hint] += 2
            self._totals[what] = total
        return self._totals[what]

    def _share(self, what: str, key: str | Unit, name: str) -> float:
        total, own = self._total(what), getattr(self, what).get(name, {})
        rest = total.total() - sum(own.values())
        return (total[key] - own.get(key, 0)) / rest if rest > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Beside:
    """What is written beside a mention: folded names of regions and country codes shortly after it (`names`) or right
    after it ("X, Y": `holding`), and points it is said to be near."""

    names: frozenset[str | None]
    near: frozenset[tuple[float, float]]
    holding: frozenset[str | None] = frozenset()


NOTHING_BESIDE = Beside(frozenset(), frozenset())


@cache
def weights() -> tuple[Weights, Weights]:
    """Return the packaged points of evidence: for the first reading of a document, and for the second."""
    content: dict[str, dict[str, float]] = knowledge.packaged("place-weights")
    return content["first"], content["second"]


def read_context(readings: Iterable[Reading], hint: str | None) -> Context:
    """Return what the readings tell that are clear by themselves; an unclear one votes for each of its countries."""
    countries: Votes = {}
    chosen: list[tuple[str, GazetteerPlace]] = []
    for reading in readings:
        for candidates in (reading.candidates, *reading.pair):
            best = clear(candidates)
            if best:
                chosen.append((fold(reading.name), best))
                continue
            told = {c.country for c in candidates if c.country and c.match != "similar"}
            for country in told:
                countries.setdefault(fold(reading.name), Counter())[country] += 1
    return _context(chosen, countries, hint)


def read_again(chosen: Iterable[tuple[str, GazetteerPlace]], hint: str | None) -> Context:
    """Return what the names tell as they were understood at the first reading, each by its folded name."""
    return _context(chosen, {}, hint)


def _context(chosen: Iterable[tuple[str, GazetteerPlace]], countries: Votes, hint: str | None) -> Context:
    regions: dict[str, Counter[Unit]] = {}
    points: dict[str, tuple[float, float]] = {}
    named: dict[str | Unit, frozenset[str]] = {}
    for name, best in chosen:
        if not best.country:
            continue
        countries.setdefault(name, Counter())[best.country] += 2 if best.kind == "country" else 3
        if best.kind == "country":
            named[best.country] = named.get(best.country, frozenset()) | {name}
            continue
        points[name] = (best.lat, best.lon)
        if best.admin1:
            unit = (best.country, best.admin1)
            regions.setdefault(name, Counter())[unit] += 1
            if best.kind == "governorate":
                named[unit] = named.get(unit, frozenset()) | {name}
    return Context(countries, regions, points, named, hint)


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
    """Return 0 to 9: the order of magnitude of those who live there."""
    if place.kind == "country":
        return 9.0
    if place.id.startswith("sayso:") or place.kind == "governorate":
        return REGION_FAME
    if place.kind == "district":
        return 2.5
    if place.kind == "settlement" and not place.population:
        return UNCOUNTED_FAME
    known = math.log10(place.population) if place.population > 1 else math.log10(max(place.radius_m, 10)) - 1
    return min(known, 7.0)


def _likeness(place: GazetteerPlace, feature: PlaceKind | None) -> float:
    """Return how well a place is of the kind that the text names: 1 that kind, -1 another, 0 where it names none."""
    if feature is None:
        return 0.0
    if place.kind == feature:
        return 1.0
    if (feature, place.kind) == ("neighbourhood", "settlement"):
        return 0.7
    return 0.33 if place.kind in _ALIKE.get(feature, ()) else -1.0


def _nearness(place: GazetteerPlace, name: str, context: Context) -> float:
    here = (place.lat, place.lon)
    near = min((kilometres(here, p) for n, p in context.points.items() if n != name), default=math.inf)
    return max(0.0, 1 - near / NEAR_KM)


def evidence(
    place: GazetteerPlace, name: str, feature: PlaceKind | None, context: Context, beside: Beside
) -> dict[str, float]:
    """Return what speaks for one candidate of a folded name, each piece by its name in the table of weights."""
    unit = (place.country or "", place.admin1 or "")
    units: set[str | None] = {
        fold(u) for u in (place.admin1, place.admin2) if u and (u != place.admin1 or place.kind != "governorate")
    }
    units |= {place.country} if place.kind != "country" else set()
    plainly = feature is None
    return {
        "fame": _fame(place),
        "settlement": float(plainly and place.kind == "settlement"),
        "country": float(plainly and place.kind == "country"),
        "governorate": float(plainly and place.kind == "governorate"),
        "district": float(plainly and place.kind == "district"),
        "land": float(plainly and place.kind in _LAND),
        "small": float(plainly and place.kind in _SMALL),
        "kind": _likeness(place, feature),
        "capital": float(plainly and place.is_capital),
        "own": float(place.id.startswith(("sayso:", "own:"))),
        "first name": float(place.is_preferred),
        "similar": float(place.match == "similar"),
        "country share": context.share(place.country, name),
        "region share": context.region_share(unit, name),
        "country named": float(context.names(place.country or "", name)),
        "region named": float(context.names(unit, name)),
        "held by what follows": float(bool(units & beside.holding)),
        "beside": float(
            bool(units & beside.names)
            or any(kilometres((place.lat, place.lon), p) < BESIDE_KM for p in beside.near)
        ),
        "near others": _nearness(place, name, context),
    }  # fmt: skip


def doubt(
    candidates: Sequence[GazetteerPlace], feature: PlaceKind | None, context: Context, beside: Beside
) -> dict[str, float]:
    """Return what speaks for a place that is none of the candidates."""
    kinds = max((_likeness(c, feature) for c in candidates), default=0.0)
    return {
        "none: always": 1.0,
        "none: one of the name": float(len(candidates) == 1),
        "none: nothing else named": float(len(context.countries) <= 1),
        "none: only similar": float(all(c.match == "similar" for c in candidates)),
        "none: of no such kind": float(feature is not None and kinds < 0),
        "none: something of the name": float(feature not in (None, "settlement", "governorate") and kinds < 1),
        "none: in no country of the text": float(not any(context.speaks_of(c.country) for c in candidates)),
        "none: held by what follows": float(
            bool(beside.holding) and not any({c.country, fold(c.admin1 or "")} & beside.holding for c in candidates)
        ),
    }  # fmt: skip


def points(told: Mapping[str, float], table: Weights) -> float:
    """Return the points of evidence under a table of weights."""
    return sum(table.get(key, 0.0) * value for key, value in told.items())


def _is_short_for(place: GazetteerPlace, candidates: Sequence[GazetteerPlace]) -> bool:
    """Tell whether a name is a city's for short and the whole name of its country: "Mexico" alone is the country."""
    countries = (c for c in candidates if c.kind == "country" and c.is_preferred)
    is_short = place.kind in ("settlement", "governorate") and not place.is_preferred
    return is_short and any(c.country == place.country for c in countries)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that is meant, None when there is none or when two far apart are level (`is_level`). `others` are the
    runners-up, best first, with `shares`, their shares of all odds; `score` is that of the answer, 0 to 1; `reason`
    says why, in a sentence."""

    place: GazetteerPlace | None
    others: tuple[GazetteerPlace, ...] = ()
    shares: tuple[float, ...] = ()
    score: float = 0.0
    reason: str = NOT_HELD
    is_level: bool = False


def choose(
    candidates: Sequence[GazetteerPlace],
    name: str,
    feature: PlaceKind | None,
    context: Context,
    beside: Beside,
    table: Weights,
) -> Choice:
    """Return the place that is meant by a folded name.

    A merely similar name counts only in a country that the document speaks of.
    """
    spoken = [c for c in candidates if c.match != "similar" or context.speaks_of(c.country)]
    fitting = [c for c in spoken if feature is not None or not _is_short_for(c, spoken)]
    told = {c.id: evidence(c, name, feature, context, beside) for c in fitting}
    scores = {c.id: points(told[c.id], table) for c in fitting}
    ranked = sorted(fitting, key=lambda c: (-scores[c.id], c.id))
    if not ranked:
        return Choice(None)
    best, top = ranked[0], scores[ranked[0].id]
    none = points(doubt(fitting, feature, context, beside), table)
    odds = {c.id: math.exp(scores[c.id] - max(top, none)) for c in ranked}
    rest = math.exp(none - max(top, none))
    total = sum(odds.values()) + rest

    def answer(place: GazetteerPlace | None, share: float, reason: str) -> Choice:
        others = tuple(ranked[1:5] if place else ranked[:5])
        return Choice(place, others, tuple(odds[c.id] / total for c in others), share / total, reason)

    if none > top:
        return answer(None, rest, NONE_FITS)
    for other in ranked[1:]:
        if top - scores[other.id] >= LEVEL:
            break
        apart = kilometres((best.lat, best.lon), (other.lat, other.lon)) * 1000
        if apart > max(APART_KM * 1000, best.radius_m + other.radius_m) and other.kind == best.kind:
            return replace(answer(None, odds[best.id], LEVEL_REASON), is_level=True)
    return answer(best, odds[best.id], _reason(told[best.id], table))


def _reason(told: Mapping[str, float], table: Weights) -> str:
    """Return the two heaviest pieces of evidence, as a sentence."""
    heavy = sorted((k for k in told if table.get(k, 0.0) * told[k] > 0), key=lambda k: -table[k] * told[k])
    return because(heavy[:2])
