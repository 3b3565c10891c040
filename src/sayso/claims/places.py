"""Places grounded: a mention becomes a Place with point, radius, region and precision, or says that it is unknown.

The whole document decides between places of one name (`place_choice`); the phrase decides how vague the place is
(`place_geometry`). A place that is described and not named ("the town") takes the name and point of the place it
goes back to. A name that the gazetteer does not hold stays without a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.claims import place_geometry as geometry
from sayso.claims import place_reasons
from sayso.claims.gazetteer import Gazetteer, GazetteerPlace
from sayso.claims.place_answers import answered, loosened, stretched
from sayso.claims.place_borders import border
from sayso.claims.place_choice import (
    NOTHING_BESIDE,
    Beside,
    Choice,
    Context,
    Weights,
    choose,
    clear,
    read_again,
    read_context,
    weights,
)
from sayso.claims.place_geometry import Spot
from sayso.claims.place_pairs import chosen_together, told_between
from sayso.claims.place_reading import NEAR_LABELS, Reading, read_phrase
from sayso.claims.place_spelling import fold
from sayso.schema import Mention, Place
from sayso.schema.place_cues import PlaceCues, place_cues
from sayso.schema.shape import Polygon
from sayso.schema.vocabulary import PlaceKind

BESIDE = 60  # characters within which a region's name is taken to hold the place named before it
TYPICAL_M: Mapping[PlaceKind, int] = {
    "site": 500, "neighbourhood": 1_000, "base": 2_000, "settlement": 3_000, "road": 10_000, "district": 25_000,
    "area": 30_000, "mountain": 30_000, "water": 60_000, "governorate": 70_000, "desert": 80_000, "region": 150_000,
    "country": 500_000, "unknown": 20_000,
}  # fmt: skip
DESCRIBED = "described"
CAPITAL = "capital"
FAR = 600  # characters beyond which "a market" is no longer taken to stand in the town named before
NEXT = 8  # characters between a description and the name it belongs to: "a market in X"
Tables = tuple[Weights, Weights]
_LOCAL: tuple[PlaceKind, ...] = ("settlement", "neighbourhood", "site", "base", "area", "unknown")
_GOES_BACK_TO: Mapping[PlaceKind, tuple[PlaceKind, ...]] = {
    "settlement": ("settlement", "unknown"), "governorate": ("governorate",), "desert": ("desert",),
    "mountain": ("mountain",), "water": ("water",), "region": ("region", "area", "governorate", "desert", "settlement"),
}  # fmt: skip
_HOLDS = re.compile(
    r"\s?,\s?(?:in\s|the\s)*|\s?\(\s?|\sin\s(?:the\s)?"
)  # what stands between a place and what holds it
_HOLDERS = frozenset(("country", "governorate", "region", "district", "desert"))
_INDEFINITE = re.compile(r"\b(?:an?|another|one)\s$", re.IGNORECASE)
_OWNER = re.compile(r"['’]?s$")
_EMPTY_WORDS = frozenset(("the", "this", "that", "same"))


@dataclass(frozen=True, slots=True)
class _Grounded:
    mention: Mention
    reading: Reading
    choice: Choice

    @property
    def place(self) -> GazetteerPlace | None:
        """Return the place that is meant, None when there is none."""
        return self.choice.place


def ground_places(
    mentions: Sequence[Mention],
    *,
    gazetteer: Gazetteer,
    text: str,
    published_country_hint: str | None = None,
    cues: PlaceCues | None = None,
) -> dict[int, Place]:
    """Return a Place for every mention of kind "place", by the mention's index.

    `text` is the document's text, to which the offsets refer; `published_country_hint` the ISO code of the country that
    the publisher mostly writes about, a weak hint. A name the gazetteer does not hold, or that two places bear equally,
    comes back with lat, lon and radius_m None and precision `unknown`.
    """
    cues = cues or place_cues()
    numbers = [n for n, m in enumerate(mentions) if m.kind == "place"]
    named = {
        n: read_phrase(mentions[n].text, mentions[n].label, gazetteer, cues)
        for n in numbers
        if mentions[n].label != DESCRIBED
    }
    beside = _beside(named, mentions, text)
    choices, context = choose_all(named, beside, published_country_hint)
    pairs = told_between(list(named), mentions, text)
    choices = chosen_together(choices, named, pairs)
    chosen = {n: _Grounded(mentions[n], r, choices[n]) for n, r in named.items()}
    grounded = {n: _place(g, context, gazetteer) for n, g in chosen.items()}
    for n, k in pairs.items():
        grounded |= _between(chosen, grounded, n, k)
    wholes = [_whole(g, grounded[n], gazetteer) for n, g in chosen.items() if g.mention.label != "offset"]
    for n in numbers:
        if n not in grounded:
            goes_back = _Descriptions(wholes, gazetteer, context, cues, text)
            grounded[n] = goes_back.place(mentions[n])
    return dict(sorted(grounded.items()))


def choose_all(
    readings: Mapping[int, Reading], beside: Mapping[int, Beside], hint: str | None, tables: Tables | None = None
) -> tuple[dict[int, Choice], Context]:
    """Return what each mention is taken for at the second reading of the document, and what the document tells.

    `tables` are the points of evidence at the first and the second reading, the packaged ones when None.
    """
    first, second = tables or weights()
    context = second_context(readings, beside, hint, first)
    return _as_elsewhere(readings, _choose(readings, beside, context, second)), context


def _as_elsewhere(readings: Mapping[int, Reading], choices: dict[int, Choice]) -> dict[int, Choice]:
    """Return the choices; a name that was refused where it stands alone is what a mention with more words was taken
    for: after "the town of X", X is the town."""
    told = {fold(readings[n].name): c for n, c in choices.items() if c.place and readings[n].feature}
    return {
        n: told[fold(readings[n].name)]
        if c.place is None and readings[n].candidates and not readings[n].feature and fold(readings[n].name) in told
        else c
        for n, c in choices.items()
    }


def second_context(
    readings: Mapping[int, Reading], beside: Mapping[int, Beside], hint: str | None, first: Weights
) -> Context:
    """Return what the document tells once each mention was chosen under the points of the first reading."""
    context = read_context(readings.values(), hint)
    once = _choose(readings, beside, context, first)
    understood = [(fold(readings[n].name), c.place) for n, c in once.items() if c.place and c.place.match != "similar"]
    ends = (_end(candidates, context) for r in readings.values() for candidates in r.pair)
    understood += [(fold(place.name), place) for place in ends if place]
    return read_again(understood, hint)


def _choose(
    readings: Mapping[int, Reading], beside: Mapping[int, Beside], context: Context, table: Weights
) -> dict[int, Choice]:
    return {
        n: choose(r.candidates, fold(r.name), r.seeks, context, beside[n], table) for n, r in readings.items()
    }  # fmt: skip


def _end(candidates: Sequence[GazetteerPlace], context: Context) -> GazetteerPlace | None:
    """Return the place that one end of "the X-Y road" means."""
    return choose(candidates, "", "settlement", context, NOTHING_BESIDE, weights()[1]).place


def order_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return the places most specific first: by radius, an unknown one by what its kind usually measures.

    Of two that say the same, only the first stays. Equal ones keep the order of the text.
    """
    seen: dict[tuple[str, int], Place] = {}
    for place in places:
        seen.setdefault((fold(place.name), place.start), place)
    return tuple(sorted(seen.values(), key=lambda p: p.radius_m if p.radius_m is not None else TYPICAL_M[p.kind]))


def _beside(readings: Mapping[int, Reading], mentions: Sequence[Mention], text: str) -> dict[int, Beside]:
    """Return, for each mention, what is written shortly after its name anywhere in the document. A place called
    "Arlington, Texas" once is that Arlington throughout."""
    told: dict[str, set[str | None]] = {}
    holding: dict[str, set[str | None]] = {}
    near: dict[str, set[tuple[float, float]]] = {}
    folded = {n: fold(r.name) for n, r in readings.items()}
    for n, k in _neighbours(sorted(readings, key=lambda n: mentions[n].start), mentions):
        other = readings[k]
        if folded[k] != folded[n] and not (_is_country(readings[n]) and _is_country(other)):
            units = _units(other)
            told.setdefault(folded[n], set()).update(units)
            if _HOLDS.fullmatch(text[mentions[n].end : mentions[k].start]):
                holding.setdefault(folded[n], set()).update(units)
            point = clear(other.candidates) if other.is_near else None
            near.setdefault(folded[n], set()).update({(point.lat, point.lon)} if point else ())
    return {
        n: Beside(frozenset(told.get(f, ())), frozenset(near.get(f, ())), frozenset(holding.get(f, ())))
        for n, f in folded.items()
    }


def _is_country(reading: Reading) -> bool:
    """Tell whether a name is first of all a country's: after one, another is the next of a list and holds nothing."""
    return bool(reading.candidates) and reading.candidates[0].kind == "country"


def _units(reading: Reading) -> set[str | None]:
    """Return the folded names and the country codes of the regions and countries that a name may stand for."""
    wide = [c for c in reading.candidates if c.kind in ("country", "governorate", "district")]
    names: set[str | None] = {fold(reading.name), *(fold(c.name) for c in wide if c.is_preferred)}
    return names | {c.country for c in wide if c.kind == "country"}


def _neighbours(order: Sequence[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield pairs of mentions of which the second stands shortly after the first in its sentence."""
    for at, n in enumerate(order):
        for k in order[at + 1 :]:
            if mentions[k].start - mentions[n].end > BESIDE or mentions[k].sentence != mentions[n].sentence:
                break
            if mentions[k].start >= mentions[n].end:
                yield n, k


def _place(grounded: _Grounded, context: Context, gazetteer: Gazetteer) -> Place:
    """Return the Place of a named mention."""
    mention, reading, place = grounded.mention, grounded.reading, grounded.place
    if reading.pair:
        return _pair_place(mention, reading, context)
    if place is None:
        return answered(_unknown(mention, reading), grounded.choice)
    spot = _spot(reading, place, gazetteer.outline(place))
    kind = reading.feature if reading.feature and _names_another(reading, place) else place.kind
    return answered(_record(mention, _name(mention, reading, place), place, spot, kind), grounded.choice)


def _record(mention: Mention, name: str, place: GazetteerPlace, spot: Spot, kind: PlaceKind) -> Place:
    return Place(
        name, mention.text, mention.start, mention.end, spot.lat, spot.lon, spot.radius_m, kind, place.country,
        place.admin1, place.admin2, place.id, spot.precision, answer="found", shape=spot.shape,
    )  # fmt: skip


def _between(chosen: Mapping[int, _Grounded], grounded: Mapping[int, Place], n: int, k: int) -> dict[int, Place]:
    """Return both places of "between X and Y" as the land between them; nothing where one of them is unknown."""
    first, second = chosen[n].place, chosen[k].place
    if first is None or second is None:
        return {}
    spot = geometry.between(first, second)
    return {m: stretched(grounded[m], spot) for m in (n, k)}


def _name(mention: Mention, reading: Reading, place: GazetteerPlace) -> str:
    """Return the phrase as a name: without an article, a possessive s as the gazetteer spells it."""
    if place.match == "possessive" and mention.text == reading.name:
        return place.name
    if place.match == "possessive" and reading.right and mention.text.startswith(reading.name):
        return f"{place.name}'s{mention.text.removeprefix(reading.name)}"
    return mention.text.removeprefix("the ").removeprefix("The ")


def _unknown(mention: Mention, reading: Reading) -> Place:
    countries = {c.country for c in reading.candidates}
    country = countries.pop() if len(countries) == 1 else None
    return Place(
        mention.text, mention.text, mention.start, mention.end, None, None, None, reading.feature or "unknown", country,
        None, None, None, "unknown", answer="not_found", reason=place_reasons.NOT_HELD,
    )  # fmt: skip


def _names_another(reading: Reading, place: GazetteerPlace) -> bool:
    """Tell whether the feature word makes another place of the name: X's airport, X's countryside, X's desert."""
    if reading.feature in (None, place.kind) or not reading.right:
        return False
    return not (reading.feature == "neighbourhood" and place.kind in ("district", "neighbourhood", "settlement"))


def _spot(reading: Reading, place: GazetteerPlace, outline: Polygon | None) -> Spot:
    """Return where the phrase puts it."""
    beside = _beside_it(reading, place)
    if beside:
        return beside
    if reading.is_whole or (reading.is_quarter and place.kind == "neighbourhood"):
        return geometry.at(place, outline)
    narrowing = (*reading.left, *(w for w in reading.right if geometry.bearing_of((w,)) is not None))
    if reading.label == "part" or geometry.bearing_of(narrowing) is not None:
        return geometry.part(place, narrowing, outline)
    if _names_another(reading, place):
        return _spot_of_feature(reading, place, outline)
    return geometry.at(place, outline)


def _beside_it(reading: Reading, place: GazetteerPlace) -> Spot | None:
    """Return where the phrase puts it beside the place, None where it puts it in the place."""
    if reading.label == "offset":
        return geometry.offset(place, reading.left)
    if reading.is_outskirts:
        return geometry.outskirts(place, reading.left)
    return geometry.near(place) if reading.is_near else None


def _spot_of_feature(reading: Reading, place: GazetteerPlace, outline: Polygon | None) -> Spot:
    if reading.feature in ("area", "desert", "region", "mountain"):
        around = replace(place, radius_m=max(place.radius_m, 10_000))
        return geometry.part(around, (), outline if around == place else None)
    if reading.feature in ("settlement", "governorate", "district"):
        return geometry.at(place, outline)
    return geometry.within(place)


def _pair_place(mention: Mention, reading: Reading, context: Context) -> Place:
    """Return "the X-Y road" as the stretch between its ends; unknown when one end is."""
    ends = [_end(c, context) for c in reading.pair]
    known = [e for e in ends if e]
    if len(known) < len(ends):
        return replace(_unknown(mention, reading), reason=place_reasons.END_UNKNOWN)
    spot = _amid_or_along(known, reading)
    country = known[0].country if known[0].country == known[-1].country else None
    admin1 = known[0].admin1 if known[0].admin1 == known[-1].admin1 else None
    return Place(
        mention.text, mention.text, mention.start, mention.end, spot.lat, spot.lon, spot.radius_m,
        reading.feature or "road", country, admin1, None, None, spot.precision, answer="found",
        reason=place_reasons.STRETCH, shape=spot.shape,
    )  # fmt: skip


def _amid_or_along(known: list[GazetteerPlace], reading: Reading) -> Spot:
    if len(known) == 2 and all(end.kind == "country" for end in known):
        return geometry.border(known[0], known[1])
    return geometry.amid(known) if len(known) > 2 and reading.feature == "area" else geometry.along(known)


def _whole(grounded: _Grounded, place: Place, gazetteer: Gazetteer) -> Place:
    """Return the place a later "the town" goes back to: the name itself, without the side or distance told with it."""
    found = grounded.place
    if found is None or grounded.reading.pair:
        return place
    spot = geometry.at(found, gazetteer.outline(found))
    return replace(
        answered(_record(grounded.mention, grounded.reading.name, found, spot, found.kind), grounded.choice),
        name=found.name if found.match == "possessive" else grounded.reading.name,
    )


@dataclass(frozen=True, slots=True)
class _Descriptions:
    """Finds the named place that a description goes back to."""

    wholes: Sequence[Place]
    gazetteer: Gazetteer
    context: Context
    cues: PlaceCues
    text: str

    def place(self, mention: Mention) -> Place:
        """Return the place described; unknown when the text named none that it could be."""
        words = [w.lower() for w in mention.text.split()]
        kind: PlaceKind = next((self.cues.features[w] for w in reversed(words) if w in self.cues.features), "unknown")
        is_whole = words[-1] in self.cues.goes_back and all(w in self.cues.goes_back | _EMPTY_WORDS for w in words)
        between = border(mention, self.gazetteer, self.cues, self.context.mostly())
        if between:
            return between
        before = self._capital(mention, words) or self._antecedent(mention, kind, words, is_whole)
        if before is None:
            return _nowhere(mention, kind)
        if kind == "settlement" and before.kind in _HOLDERS:  # "a town in northern X": somewhere in it
            return replace(_nowhere(mention, kind), country=before.country, admin1=before.admin1)
        is_whole = is_whole or words[-1] == CAPITAL
        precision = before.precision if is_whole else ("near" if words[0] in NEAR_LABELS else "part")
        back = replace(
            before,
            text=mention.text,
            start=mention.start,
            end=mention.end,
            kind=before.kind if is_whole or kind == "unknown" else kind,
            reason=place_reasons.goes_back(before.name),
        )
        return loosened(back, precision)

    def _capital(self, mention: Mention, words: list[str]) -> Place | None:
        """Return the capital of the country that the document is mostly about, or of the province named last."""
        if words[-1] != CAPITAL:
            return None
        if "provincial" in words:
            provinces = [p for p in self.wholes if p.end <= mention.start and p.kind == "governorate" and p.admin1]
            name, country = (provinces[-1].admin1 or "", provinces[-1].country) if provinces else ("", None)
        else:
            country = self.context.mostly()
            name = f"capital of {country}"
        city = next((p for p in self.gazetteer.find(name) if (p.country, p.kind) == (country, "settlement")), None)
        return _record(mention, city.name, city, geometry.at(city), city.kind) if city else None

    def _antecedent(self, mention: Mention, kind: PlaceKind, words: list[str], is_whole: bool) -> Place | None:
        """Return the place named just after ("a market in X"), or the last fitting one before, not too far back.

        "A town" is none that was named before, "the town in X province" is; "the town's market" is in the town, however
        far back that was named.
        """
        after = min((p for p in self.wholes if 0 <= p.start - mention.end <= NEXT), key=lambda p: p.start, default=None)
        is_indefinite = _INDEFINITE.search(self.text, max(0, mention.start - 8), mention.start) is not None
        is_of_town = any(self._is_town(w) for w in words) and not is_indefinite
        if after and not (is_whole and is_of_town and after.kind in _HOLDERS):
            return after
        is_another = is_indefinite and kind == "settlement" and not any(w in ("near", "outside", "of") for w in words)
        if words[-1] in ("border", "borders") or is_another:
            return None
        fitting = _GOES_BACK_TO["settlement"] if is_of_town else _GOES_BACK_TO.get(kind, _LOCAL)
        reach = mention.start if is_whole or is_of_town else FAR
        before = [p for p in self.wholes if 0 <= mention.start - p.end <= reach and p.kind in fitting]
        return max(before, key=lambda p: p.start, default=after)

    def _is_town(self, word: str) -> bool:
        """Tell whether a word goes back to a town: "the town", "the city's west"."""
        plain = _OWNER.sub("", word)
        return plain in self.cues.goes_back and self.cues.features.get(plain) == "settlement"


def _nowhere(mention: Mention, kind: PlaceKind) -> Place:
    """Return the place of which nothing but the words is known."""
    return Place(
        mention.text, mention.text, mention.start, mention.end, None, None, None, kind, None, None, None, None,
        "unknown", answer="cannot_tell", reason=place_reasons.NOT_NAMED,
    )  # fmt: skip
