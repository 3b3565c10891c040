"""Which column of a table is which field of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.documents.adapters.record_fields import FIELDS
from sayso.errors import BadRecord, SettingError

BY_NAME = "by name"
"""What stands for no mapping."""
_SHOWN = 30
_LONGEST_SHOWN = 40


def read_columns(given: str) -> dict[str, str]:
    """Return field: column of "text=Body, title=Headline"; {} for "by name". A column's name may hold commas.

    Raises SettingError for what is no such list and for a field that reports do not have.
    """
    mapped: dict[str, str] = {}
    expected = "FIELD=COLUMN, with the fields " + ", ".join(FIELDS)
    for pair in re.split(r",(?=\s*\w+\s*=)", given) if given != BY_NAME else []:
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not (equals and column) or field not in FIELDS or field in mapped:
            raise SettingError(f"columns: {pair.strip()!r}", expected=expected)
        mapped[field] = column
    return mapped


def _plain(name: str) -> str:
    """Return a column's name as names are compared: small letters, words parted by one space."""
    return " ".join(re.sub(r"[\W_]+", " ", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: the names in its first row, and for each name of a field the column it stands in."""

    names: tuple[str, ...]
    places: Mapping[str, int]

    def row(self, cells: Sequence[Any], where: str) -> dict[str, Any]:
        """Return the record of a row. Raises BadRecord for one with more cells than there are columns: part of its
        text would be lost."""
        filled = len(cells)
        while filled and cells[filled - 1] in (None, ""):
            filled -= 1
        if filled > len(self.names):
            what = f"{filled:,} cells, but the first row names {len(self.names):,} columns"
            raise BadRecord(what, where=where, do="put cells that hold the delimiter in quotation marks")
        return {name: cells[place] for name, place in self.places.items() if place < filled}


def known_columns(header: Sequence[str]) -> dict[str, int]:
    """Return the places of the columns that are called as a field is, by the field's name; the first of two counts."""
    called = {_plain(name): name for names in FIELDS.values() for name in names}
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        if _plain(name) in called:
            found.setdefault(called[_plain(name)], place)
    return found


def columns_of(header: Sequence[str], mapped: Mapping[str, str], where: str) -> Columns:
    """Return the columns: those that the mapping names, then those that are called as a field is.

    Raises BadRecord when a column that the mapping names is missing, and when none holds the text.
    """
    names = tuple(name.strip() for name in header)
    places = known_columns(names)
    for field, column in mapped.items():
        for name in FIELDS[field]:
            places.pop(name, None)
        places[field] = _place(names, column, field, where)
    if not places.keys() & set(FIELDS["text"]):
        do = "name it: --columns text=COLUMN"
        raise BadRecord(
            f"no column is called {' or '.join(FIELDS['text'])}", where=where, expected=_shown(names), do=do
        )
    return Columns(names, places)


def _place(names: Sequence[str], column: str, field: str, where: str) -> int:
    """Return the place of the column as it is written, else of the one that differs only in spaces and capitals."""
    if column in names:
        return names.index(column)
    plain = [_plain(name) for name in names]
    if _plain(column) not in plain:
        raise BadRecord(f"there is no column {column!r} for {field}", where=where, expected=_shown(names))
    return plain.index(_plain(column))


def _shown(names: Sequence[str]) -> str:
    shown = [repr(name[:_LONGEST_SHOWN]) for name in names[:_SHOWN] if name]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return "one of the columns " + ", ".join(shown) + more if shown else "a first row with the names of the columns"
