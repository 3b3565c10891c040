"""The gazetteer: places by name, read-only, from one SQLite file.

The packaged file holds the world's countries, first-level regions and places of 500 inhabitants or more, the
settlements of Syria and Iraq, and an overlay written by the project; `gazetteer/build.py` at the repository root builds
it, `sayso gazetteer build` a larger one. Names are compared under `place_spelling.fold`, so that "Dayr az-Zawr" finds
Deir ez-Zor. Nothing is loaded at start: a name costs a query.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from sayso.claims.outlines import unpacked
from sayso.claims.place_spelling import fold, is_article, skeleton
from sayso.errors import KnowledgeError
from sayso.schema.place_names import NameHit
from sayso.schema.shape import Polygon
from sayso.schema.vocabulary import PlaceKind

Match = Literal["exact", "possessive", "similar"]
PROMINENT_POPULATION = 50_000  # inhabitants from which a city's name alone is good evidence of the city
LONGEST_NAME = 5  # words
SIMILAR_LETTERS = 6  # shorter names are too easily like others
SIMILAR_CUT = 84.0  # percent; below it, in a sample of Syrian villages, most pairs were two different places
BATCH = 400  # names a query; SQLite takes 999 at least

VERSION = "2"
SCALE = 10_000  # degrees are kept as whole ten-thousandths, some eleven metres
KINDS: tuple[PlaceKind, ...] = (
    "settlement", "country", "governorate", "district", "neighbourhood", "site", "base", "road", "area", "mountain",
    "water", "desert", "region", "unknown",
)  # fmt: skip
"""The kinds by the number under which the file keeps them: new ones go to the end."""

_WORD = re.compile(r"\w+(?:['’‘`ʿʾ]\w+)*")
_GLUE = re.compile(r"[ \u00a0]|-|‑|–|\. |[ \u00a0]-|- ")
_POSSESSIVE = re.compile(r"['’]s$")
_COLUMNS = (
    "coalesce(p.id, 'gn:' || p.place), p.name, p.lat, p.lon, p.kind, u.country, u.admin1, u.admin2, p.population, "
    "p.radius_m"
)
_CAPITALS = "SELECT place FROM names WHERE folded >= 'capital of' AND folded < 'capital og'"
_TABLES = "places p JOIN units u USING (unit)"
_PLACES = "places p USING (place) JOIN units u USING (unit)"


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place the gazetteer holds: WGS84 degrees, `radius_m` the metres within which it lies.

    `match` says how the name asked for met it: `exact` under the fold, `possessive` after taking off an s, `similar`
    by its consonants and letters. `is_preferred`: the name asked for is the place's first name; `is_capital`: of its
    country.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    radius_m: int
    match: Match = "exact"
    is_preferred: bool = True
    is_capital: bool = False


def settlement_radius(population: int) -> int:
    """Return metres: a village 1 km, a town of 100,000 some 4.5 km, a city of two millions some 17 km."""
    return round(700 + 12 * math.sqrt(max(population, 600)))


def prominence(place: GazetteerPlace) -> tuple[int, int, int]:
    """Return a key by which the better-known of two places comes first when sorted."""
    own = place.id.startswith("sayso:")
    weight = place.population if place.population else (100_000 if own else place.radius_m // 10)
    if place.kind == "country":
        weight = 10**10
    return (0 if place.is_preferred or own else 1, -weight, -place.radius_m)


def is_prominent(place: GazetteerPlace) -> bool:
    """Tell whether the name alone is good evidence: countries, governorates, the overlay, cities."""
    if place.id.startswith("sayso:") or place.kind in ("country", "governorate"):
        return True
    return place.population >= PROMINENT_POPULATION


class Gazetteer:
    """Places by name. Threads may share one: the file is only read."""

    def __init__(self, database: sqlite3.Connection, where: str) -> None:
        self._database = database
        self._where = where
        self._found: dict[str, tuple[GazetteerPlace, ...]] = {}
        self._capitals = frozenset(f"gn:{n}" for (n,) in database.execute(_CAPITALS))
        self._countries: dict[str, GazetteerPlace | None] = {}
        self._outlines: dict[str, Polygon | None] = {}
        self._has_outlines = bool(database.execute("SELECT 1 FROM sqlite_master WHERE name = 'outlines'").fetchone())

    @classmethod
    def packaged(cls) -> Gazetteer:
        """Return the gazetteer that comes with sayso."""
        return _packaged()

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Return the gazetteer in a file; KnowledgeError when it is none."""
        if not path.is_file():
            raise KnowledgeError("there is no such gazetteer", where=str(path), do="build it or name another file")
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            version = database.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        except sqlite3.DatabaseError as e:
            raise KnowledgeError(f"not a gazetteer ({e})", where=str(path), do="build it again") from e
        if version != (VERSION,):
            raise KnowledgeError(
                f"a gazetteer of version {version and version[0]}, wanted {VERSION}",
                where=str(path),
                do="build it again",
            )
        return cls(database, str(path))

    def facts(self) -> dict[str, str]:
        """Return what the file says of itself: version, checksum, counts, attribution."""
        return dict(self._database.execute("SELECT key, value FROM meta"))

    def names(self) -> Iterator[str]:
        """Yield every folded name, in alphabetical order."""
        return (n for (n,) in self._database.execute("SELECT DISTINCT folded FROM names ORDER BY folded"))

    def find(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Return the places of that name, the best known first; () when the gazetteer does not hold it.

        Tried in turn, the next only when the one before finds nothing: the folded name, the name without a possessive
        s ("Aleppos"), the names most like it (six letters at least).
        """
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> tuple[GazetteerPlace, ...]:
        folded = fold(_POSSESSIVE.sub("", name))
        if not folded:
            return ()
        found = self._exact([folded], "exact")
        if not found and folded.endswith("s") and len(folded) > 4:
            found = self._exact([fold(name.removesuffix("s"))], "possessive")
        return found or self._similar(folded)

    def _exact(self, folded: list[str], match: Match) -> tuple[GazetteerPlace, ...]:
        marks = ",".join("?" * len(folded))
        rows = self._database.execute(
            f"SELECT DISTINCT {_COLUMNS}, n.is_preferred FROM names n JOIN {_PLACES} "  # noqa: S608
            f"WHERE n.folded IN ({marks})",
            folded,
        )
        places = (_read(row, match) for row in rows)
        marked = (replace(p, is_capital=True) if p.id in self._capitals else p for p in places)
        return tuple(sorted(marked, key=lambda p: (*prominence(p), p.id)))

    def _similar(self, folded: str) -> tuple[GazetteerPlace, ...]:
        from rapidfuzz import fuzz

        if len(folded) < SIMILAR_LETTERS:
            return ()
        rows = self._database.execute("SELECT folded FROM skeletons WHERE skeleton = ?", (skeleton(folded),))
        scored = [(fuzz.ratio(folded, other), other) for (other,) in rows if other[0] == folded[0]]
        best = max(scored, default=(0.0, ""))[0]
        near = [other for score, other in scored if score == best]
        return self._exact(near, "similar") if best >= SIMILAR_CUT else ()

    def by_id(self, place_id: str) -> GazetteerPlace | None:
        """Return the place of that id, None when there is none."""
        column, key = _key(place_id)
        row = self._database.execute(f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {column} = ?", (key,)).fetchone()  # noqa: S608
        return _read((*row, 1)) if row else None

    def country(self, iso: str) -> GazetteerPlace | None:
        """Return the country of an ISO code, None when there is none."""
        if iso not in self._countries:
            row = self._database.execute(
                f"SELECT {_COLUMNS} FROM {_TABLES} WHERE u.country = ? AND p.kind = ? LIMIT 1",  # noqa: S608
                (iso, KINDS.index("country")),
            ).fetchone()
            self._countries[iso] = _read((*row, 1)) if row else None
        return self._countries[iso]

    def outline(self, place: GazetteerPlace) -> Polygon | None:
        """Return a place's outline, None where the file holds none."""
        if not self._has_outlines:
            return None
        if place.id not in self._outlines:
            column, key = _key(place.id)
            row = self._database.execute(
                f"SELECT o.outline FROM outlines o JOIN places p USING (place) WHERE {column} = ?",  # noqa: S608
                (key,),
            ).fetchone()
            self._outlines[place.id] = unpacked(row[0]) if row else None
        return self._outlines[place.id]

    def search(self, words: str, limit: int = 20) -> tuple[GazetteerPlace, ...]:
        """Return places for a person who looks for a name, the best known first: of that name, else of a similar one,
        else those whose names begin with the words, else those with the words in a name."""
        found = self.find(words)
        folded = fold(words)
        if not found and folded:
            found = self._listed("n.folded >= ? AND n.folded < ?", (folded, folded + "\U0010ffff"), limit)
        if not found and folded:
            found = self._listed(*self._within(folded), limit)
        return found[:limit]

    def _within(self, folded: str) -> tuple[str, tuple[str, ...]]:
        """Return the condition for names with the words in them: by the index of words where the file has one."""
        has = self._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'words'").fetchone()
        if has:
            quoted = " ".join('"' + w.replace('"', "") + '"' for w in folded.split())
            return "n.place IN (SELECT rowid FROM words WHERE words MATCH ?)", (quoted,)
        return "n.folded LIKE ?", (f"% {folded}%",)

    def _listed(self, condition: str, values: tuple[str, ...], limit: int) -> tuple[GazetteerPlace, ...]:
        rows = self._database.execute(
            f"SELECT DISTINCT {_COLUMNS}, 1 FROM names n JOIN {_PLACES} WHERE {condition} "  # noqa: S608
            "ORDER BY p.population DESC LIMIT ?",
            (*values, limit),
        )
        return tuple(_read(row) for row in rows)

    def scan(self, text: str) -> Iterator[NameHit]:
        """Yield the names in `text` that the gazetteer holds, leftmost and longest first, without overlap.

        A name begins with a capital (or an article before one) and has at most five words. Similar spellings are not
        scanned for; `find` knows them.
        """
        windows = list(_windows(text))
        known = self._known({key for _, _, key in windows})
        at = 0
        for start, end, key in sorted(windows, key=lambda w: (w[0], -w[1])):
            if start < at or key not in known:
                continue
            at = end
            best = known[key]
            yield NameHit(start, end, best.kind, is_prominent(best))

    def _known(self, keys: set[str]) -> dict[str, GazetteerPlace]:
        todo = sorted(keys)
        found: dict[str, GazetteerPlace] = {}
        for n in range(0, len(todo), BATCH):
            part = todo[n : n + BATCH]
            rows = self._database.execute(
                f"SELECT n.folded, {_COLUMNS}, n.is_preferred FROM names n JOIN {_PLACES} "  # noqa: S608
                f"WHERE n.folded IN ({','.join('?' * len(part))})",
                part,
            )
            for key, *row in rows:
                place = _read(row)
                if key not in found or prominence(place) < prominence(found[key]):
                    found[key] = place
        return found


def _key(place_id: str) -> tuple[str, str]:
    """Return the column that holds a place's id, and what stands there: GeoNames' own are kept as numbers."""
    source, _, number = place_id.partition(":")
    return ("p.place", number) if source == "gn" and number.isdigit() else ("p.id", place_id)


def _read(row: Sequence[Any], match: Match = "exact") -> GazetteerPlace:
    id_, name, lat, lon, kind, country, admin1, admin2, population, radius, first = row
    return GazetteerPlace(
        id_, name, lat / SCALE, lon / SCALE, KINDS[kind], country, admin1, admin2, population,
        settlement_radius(population) if radius is None else radius, match, bool(first),
    )  # fmt: skip


@cache
def _packaged() -> Gazetteer:
    path = Path(str(files("sayso.claims") / "data" / "gazetteer.sqlite"))
    return Gazetteer.open(path)


def _windows(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield stretches that may be names, with the keys to look them up by."""
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text)]
    for first, (start, _, word) in enumerate(words):
        following = words[first + 1][2].lower() if first + 1 < len(words) else ""
        leads = is_article(word.lower(), following) and following != ""
        if not (_is_capital(word) or (leads and _is_capital(words[first + 1][2])) or word[0].isdigit()):
            continue
        for last in range(first, min(first + LONGEST_NAME, len(words))):
            if last > first and not _GLUE.fullmatch(text[words[last - 1][1] : words[last][0]]):
                break
            piece = _POSSESSIVE.sub("", text[start : words[last][1]])
            yield from _keys(start, piece, last > first)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isalpha() and not word[0].islower())


def _keys(start: int, piece: str, is_long: bool) -> Iterator[tuple[int, int, str]]:
    folded = fold(piece)
    if not folded:
        return
    yield start, start + len(piece), folded
    if folded.endswith("s") and len(folded) > 4:
        yield start, start + len(piece), fold(piece.removesuffix("s"))
