"""The gazetteer's file: tables, and the rows of each source written into them.

A file grows beside its place as `NAME.partial`. Each source goes in as one transaction and is listed with its checksum,
so that a build that was cut off goes on where it stopped, and a source that is in already is passed over.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.claims.gazetteer import KINDS, SCALE, VERSION, settlement_radius
from sayso.claims.outlines import packed
from sayso.claims.place_sources.row import Row
from sayso.claims.place_spelling import fold, skeleton
from sayso.errors import KnowledgeError

SIMILAR_LETTERS = 6  # shorter names are not looked up by their consonants
SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sources (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, places INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS units (unit INTEGER PRIMARY KEY, country TEXT, admin1 TEXT, admin2 TEXT);
CREATE TABLE IF NOT EXISTS places (
    place INTEGER PRIMARY KEY, id TEXT, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
    kind INTEGER NOT NULL, unit INTEGER NOT NULL, population INTEGER NOT NULL, radius_m INTEGER
);
CREATE UNIQUE INDEX IF NOT EXISTS by_id ON places (id) WHERE id IS NOT NULL;
CREATE TABLE IF NOT EXISTS names (
    folded TEXT NOT NULL, place INTEGER NOT NULL, is_preferred INTEGER NOT NULL, PRIMARY KEY (folded, place)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outlines (place INTEGER PRIMARY KEY, outline BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS skeletons (skeleton TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (skeleton, folded))
    WITHOUT ROWID;
"""
_MERGED = """
INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET
    unit = CASE WHEN (SELECT admin1 FROM units u WHERE u.unit = places.unit) IS NULL THEN excluded.unit ELSE unit END,
    population = CASE WHEN population = 0 THEN excluded.population ELSE population END,
    radius_m = CASE WHEN radius_m IS NULL THEN NULL ELSE max(radius_m, coalesce(excluded.radius_m, 0)) END
"""
_NAMED = """
INSERT INTO names VALUES (?, ?, ?)
ON CONFLICT (folded, place) DO UPDATE SET is_preferred = max(is_preferred, excluded.is_preferred)
"""
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read places from: what to call it, a checksum of what is in it, and its rows."""

    name: str
    checksum: str
    rows: Callable[[], Iterable[Row]]


def checksum_of(paths: Iterable[Path]) -> str:
    """Return one SHA-256 over the bytes of files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as f:
            total.update(hashlib.file_digest(f, "sha256").digest())
    return total.hexdigest()


def name_rows(row: Row) -> dict[str, int]:
    """Return a place's folded names, with 1 for a preferred one."""
    folded = {fold(n): 0 for n in row.names} | {fold(n): 1 for n in (row.name, *row.preferred)}
    folded.pop("", None)
    return folded


class Writing:
    """A gazetteer being written. Use it in a `with`; `finish` puts the file in its place."""

    def __init__(self, out: Path, base: Path | None = None) -> None:
        """Begin or go on. `base` is a gazetteer to start from; KnowledgeError when what stands there is no partial."""
        self._out = out
        self._partial = out.with_name(out.name + ".partial")
        if base is not None and not self._partial.exists():
            fresh = out.with_name(out.name + ".copy")
            shutil.copyfile(base, fresh)
            fresh.replace(self._partial)
        self._database = sqlite3.connect(self._partial, isolation_level=None)
        try:
            self._database.executescript(SCHEMA)
        except sqlite3.DatabaseError as e:
            self._database.close()
            raise KnowledgeError(
                f"not a gazetteer that is being built ({e})", where=str(self._partial), do="remove it and build again"
            ) from e
        self._units: dict[tuple[str | None, str | None, str | None], int] = {
            (c, a, b): n for n, c, a, b in self._database.execute("SELECT * FROM units")
        }
        self._last = min(0, self._database.execute("SELECT coalesce(min(place), 0) FROM places").fetchone()[0])

    def __enter__(self) -> Writing:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, source: Source, fuzzy: frozenset[str | None] | None = None) -> int | None:
        """Write a source's rows in one transaction; return how many, None for a source that is in already.

        `fuzzy` are the countries whose names are looked up by their consonants too; None: all.
        """
        known = self._database.execute("SELECT checksum FROM sources WHERE name = ?", (source.name,)).fetchone()
        if known == (source.checksum,):
            return None
        self._database.execute("BEGIN")
        try:
            number = 0
            for row in source.rows():
                number += 1
                self._write(row, fuzzy is None or row.country in fuzzy or row.id.startswith("sayso:"))
            self._database.execute(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", (source.name, source.checksum, number)
            )
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        return number

    def _write(self, row: Row, is_fuzzy: bool) -> None:
        place, id_ = self._number(row.id)
        unit = self._unit((row.country, row.admin1, row.admin2))
        derived = row.kind == "settlement" and row.radius_m == settlement_radius(row.population)
        self._database.execute(
            _MERGED,
            (place, id_, row.name, round(row.lat * SCALE), round(row.lon * SCALE), KINDS.index(row.kind), unit,
             row.population, None if derived else row.radius_m),
        )  # fmt: skip
        if row.outline:
            self._database.execute("INSERT OR REPLACE INTO outlines VALUES (?, ?)", (place, packed(row.outline)))
        folded = name_rows(row)
        self._database.executemany(_NAMED, [(f, place, first) for f, first in folded.items()])
        if is_fuzzy:
            bones = [(skeleton(f), f) for f in folded if len(f) >= SIMILAR_LETTERS and f.isascii()]
            self._database.executemany("INSERT OR IGNORE INTO skeletons VALUES (?, ?)", bones)

    def _number(self, id_: str) -> tuple[int, str | None]:
        """Return the key of a place: GeoNames' own number, a negative one for others."""
        source, _, number = id_.partition(":")
        if source == "gn" and number.isdigit():
            return int(number), None
        found = self._database.execute("SELECT place FROM places WHERE id = ?", (id_,)).fetchone()
        if found:
            return int(found[0]), id_
        self._last -= 1
        return self._last, id_

    def _unit(self, unit: tuple[str | None, str | None, str | None]) -> int:
        known = self._units.get(unit)
        if known is None:
            known = self._units[unit] = len(self._units) + 1
            self._database.execute("INSERT INTO units VALUES (?, ?, ?, ?)", (known, *unit))
        return known

    def finish(self, facts: dict[str, str], *, search: bool = True) -> dict[str, str]:
        """Write the counts and the checksum, with `search` the index of words, and put the file in its place.

        Returns what the file says of itself.
        """
        if search:
            self._database.execute("DROP TABLE IF EXISTS words")
            self._database.execute(
                "CREATE VIRTUAL TABLE words USING fts5(folded, content='', columnsize=0, detail=none)"
            )
            self._database.execute(
                "INSERT INTO words (rowid, folded) SELECT place, group_concat(folded, ' ') FROM names GROUP BY place"
            )
        meta = facts | {
            "version": VERSION,
            "checksum": self._checksum(),
            "places": str(self._one("SELECT count(*) FROM places")),
            "names": str(self._one("SELECT count(*) FROM names")),
            "kinds": json.dumps(self._kinds()),
        }
        self._database.execute("DELETE FROM meta")
        self._database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
        self._database.execute("VACUUM")
        self._database.close()
        self._partial.replace(self._out)
        return meta

    def _one(self, query: str) -> int:
        return int(self._database.execute(query).fetchone()[0])

    def _kinds(self) -> dict[str, int]:
        rows = self._database.execute("SELECT kind, count(*) FROM places GROUP BY kind ORDER BY kind")
        return {KINDS[kind]: number for kind, number in rows}

    def _rows(self) -> Iterator[tuple[object, ...]]:
        yield from self._database.execute(
            "SELECT place, id, name, lat, lon, kind, country, admin1, admin2, population, radius_m "
            "FROM places JOIN units USING (unit) ORDER BY place"
        )
        yield from self._database.execute("SELECT folded, place, is_preferred FROM names ORDER BY folded, place")
        yield from self._database.execute("SELECT place, outline FROM outlines ORDER BY place")

    def _checksum(self) -> str:
        total = hashlib.sha256()
        for row in self._rows():
            total.update(repr(row).encode())
        return total.hexdigest()
