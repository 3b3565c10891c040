"""What a place phrase says: the name in it, the words that narrow it, the kind of place it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.claims.gazetteer import Gazetteer, GazetteerPlace
from sayso.schema.place_cues import PlaceCues
from sayso.schema.vocabulary import PlaceKind

_OWNERS = re.compile(r"['’]s?$")
_SPLIT = re.compile(r"\s+")
_LEADING = frozenset(("of", "the", "and", "or", "a", "an", "its", "their", "in", "near", "outside", "to", "from"))
_OWNER_WORDS = frozenset(("'s", "’s"))
_LINES = frozenset(("line", "lines"))
_LABEL_FEATURE = re.compile(r"^(\w[\w-]*) of$")
NEAR_LABELS = frozenset(("near", "outside", "around", "surrounding", "beyond", "toward", "towards", "off", "between"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase taken apart. `left` and `right` are the words before and after the name; `feature` the kind of place
    that the text names beside it, None when it names none; `pair` the two ends of "the X-Y road"."""

    name: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    feature: PlaceKind | None
    label: str
    candidates: tuple[GazetteerPlace, ...]
    pair: tuple[tuple[GazetteerPlace, ...], ...] = field(default=())

    @property
    def seeks(self) -> PlaceKind | None:
        """Return the kind of place the name must be: "southern Idlib" and "Homs countryside" speak of the region,
        "near Idlib" of the town."""
        words = {w.lower() for w in (*self.left, *self.right)}
        if words & _COUNTRYSIDE:
            return "governorate"
        if self.label == "part" and all(w.lower().endswith("ern") for w in self.left) and self.feature is None:
            return "governorate" if not _is_metropolis(self.candidates) else None
        if (
            self.feature is None
            and self.is_near
            and self.label != "between"
            and any(c.kind == "settlement" for c in self.candidates)
        ):
            return "settlement"
        return self.feature

    @property
    def is_whole(self) -> bool:
        """Tell whether a direction only describes the place: "the southern province of X" is all of X."""
        return bool(_LABEL_FEATURE.match(self.label)) and any(w.lower() == "of" for w in self.left)

    @property
    def is_quarter(self) -> bool:
        """Tell whether the phrase speaks of one quarter: "the eastern neighbourhood of X"."""
        return any(w.lower() in ("neighbourhood", "neighborhood", "district", "suburb") for w in self.left)

    @property
    def is_outskirts(self) -> bool:
        """Tell whether the phrase speaks of a place's rim: "the eastern outskirts of X"."""
        return self.label == "near" and any(w.lower() in _RIM for w in self.left)

    @property
    def is_near(self) -> bool:
        """Tell whether the text puts the place beside the name, not at it."""
        return self.label in NEAR_LABELS


_RIM = frozenset(("outskirts", "edge", "edges", "periphery", "limits", "entrance"))
_COUNTRYSIDE = frozenset(("countryside", "rural", "desert", "deserts", "area"))
SHORT = 3  # letters of a word all in capitals that is a short form, unless whole lines stand in capitals
METROPOLIS = 1_500_000  # inhabitants from which "eastern X" is a part of the city


def _is_metropolis(candidates: tuple[GazetteerPlace, ...]) -> bool:
    return any(c.kind == "settlement" and c.population >= METROPOLIS for c in candidates)


def _left_edges(words: list[str], cues: PlaceCues) -> Iterator[int]:
    """Yield where the name may begin: after each of the leading words that are no part of a name."""
    yield 0
    for n, word in enumerate(words[:-1]):
        plain = word.lower().strip(",()")
        known = plain in _LEADING or plain in cues.directions or plain in cues.parts or plain in cues.features
        known = known or plain in cues.distances or plain in cues.compass or plain[0].isdigit()
        if not known and plain.rpartition("-")[2] not in cues.affixes_after:
            return
        yield n + 1


def _right_edges(words: list[str], cues: PlaceCues) -> Iterator[int]:
    """Yield where the name may end: before each of the trailing feature words and what stands before them, and before
    the side that a possessive name owns ("Aleppo's western edges")."""
    end = len(words)
    yield end
    while end > 1 and (
        words[end - 1].lower() in cues.features or words[end - 1].lower() in cues.between_name_and_feature
    ):
        end -= 1
        yield end
    side = cues.directions | cues.parts | cues.features.keys() | _LINES
    end = len(words)
    while end > 1 and (words[end - 1].lower() in side or words[end - 1] in _OWNER_WORDS):
        end -= 1
    if end < len(words) and (words[end] in _OWNER_WORDS or words[end - 1].endswith(("s", "'s", "’s"))):
        yield end


def _feature(words: tuple[str, ...], label: str, left: tuple[str, ...], cues: PlaceCues) -> PlaceKind | None:
    """Return the kind told by "X province", "town of X" or "province of X"."""
    for word in reversed(words):
        if word.lower() in cues.features:
            return cues.features[word.lower()]
    told = _LABEL_FEATURE.match(label)
    if told:
        return cues.features.get(told[1])
    before = [w.lower() for w in left if w.lower() in cues.features and w.lower() not in cues.parts - {"territory"}]
    return cues.features[before[-1]] if before else None


def read_phrase(text: str, label: str, gazetteer: Gazetteer, cues: PlaceCues) -> Reading:
    """Return the reading under which the longest part of the phrase is a name that the gazetteer holds.

    Without one, the name is what is left when narrowing words are taken off both ends, and `candidates` is ().
    """
    words = [w for w in _SPLIT.split(text.strip()) if w]
    standing_for = _stands_for(" ".join(words), gazetteer, cues)
    if standing_for or " ".join(words).lower() in cues.demonyms:
        return Reading(" ".join(words), (), (), None, label, (standing_for,) if standing_for else ())
    edges = [(a, b) for a in _left_edges(words, cues) for b in _right_edges(words, cues) if a < b]
    first, last = edges[-1]
    for a, b in sorted(edges, key=lambda e: (e[0] - e[1], e[0])):
        found = _fitting(words[a:b], gazetteer.find(" ".join(words[a:b])))
        is_own = found and _fits_feature(words[b - 1], found, cues)
        if is_own and (found[0].match != "similar" or (a, b) == (first, last)):
            return _reading(words, a, b, label, found, cues)
    plain = _reading(words, first, last, label, (), cues)
    return _as_pair(plain, gazetteer) if "-" in plain.name else plain


def _stands_for(text: str, gazetteer: Gazetteer, cues: PlaceCues) -> GazetteerPlace | None:
    """Return the region of a short form ("Calif.") or the country of a nationality ("Syrians"); None for others."""
    if text in cues.abbreviations:
        return gazetteer.by_id(cues.abbreviations[text])
    plain = _OWNERS.sub("", text.lower())
    iso = cues.nationalities.get(plain) or cues.nationalities.get(plain.removesuffix("s"))
    return gazetteer.country(iso) if iso else None


def _fitting(words: list[str], found: tuple[GazetteerPlace, ...]) -> tuple[GazetteerPlace, ...]:
    """Leave out the towns whose name a short form only looks like: "EU" is no place called Eu."""
    is_short = len(words) == 1 and words[0].isupper() and sum(c.isalpha() for c in words[0]) <= SHORT
    wide = ("country", "governorate", "region")
    return tuple(p for p in found if p.kind in wide or p.id.startswith("sayso:")) if is_short else found


def _fits_feature(word: str, found: tuple[GazetteerPlace, ...], cues: PlaceCues) -> bool:
    """Tell whether a name that ends in a feature word names such a place: "Damascus city" is no governorate."""
    feature = cues.features.get(word.lower())
    units = ("governorate", "district")
    return feature is None or feature in units or any(p.is_preferred or p.kind not in units for p in found)


def _reading(
    words: list[str], first: int, last: int, label: str, found: tuple[GazetteerPlace, ...], cues: PlaceCues
) -> Reading:
    left, right = tuple(words[:first]), tuple(words[last:])
    feature = _feature(right, label, left, cues)
    own = cues.features.get(words[last - 1].lower())
    if feature is None and last - first > 1 and any(p.kind == own for p in found):
        feature = own
    return Reading(" ".join(words[first:last]), left, right, feature, label, found)


def _as_pair(reading: Reading, gazetteer: Gazetteer) -> Reading:
    """Read "X-Y" as two places when the gazetteer holds both."""
    parts = re.split(r"\s?[-–]\s?", reading.name)
    found = tuple(gazetteer.find(p) for p in parts if p[:1].isupper())
    if len(found) < 2 or not all(found):
        return reading
    return Reading(reading.name, reading.left, reading.right, reading.feature or "road", reading.label, (), found)
