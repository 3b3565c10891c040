"""One adapter a format. Adapters are found by entry point, so that a package of yours can add one.

In your `pyproject.toml`:

    [project.entry-points."sayso.adapters"]
    telegram = "my_package.telegram:ADAPTER"

where ADAPTER has the four members of `Adapter`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import Protocol

from sayso.documents.cleaning.furniture import Furniture
from sayso.documents.draft import Draft
from sayso.documents.inputs import Address, Input, Rejection
from sayso.documents.limits import Limits
from sayso.errors import SettingError
from sayso.schema.outlets import OutletRegister

GROUP = "sayso.adapters"
Found = Draft | Input | Address | Rejection
"""What an adapter finds: a report, a member to be read by its own adapter, a page to be fetched, or a refusal."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What adapters are given: ceilings, the register of outlets, the furniture of pages, the day of reading, and
    for tables which column is which field (field: column; empty: by their names)."""

    limits: Limits
    outlets: OutletRegister
    furniture: Furniture
    today: datetime.date
    columns: Mapping[str, str] = field(default_factory=dict)


class Adapter(Protocol):
    """Reads one format.

    `name` is the kind that inputs carry. `suffixes` are those of its files, in small letters with their dot.
    `media_types` are those it is served or archived under. An adapter never fetches.
    """

    name: str
    suffixes: frozenset[str]
    media_types: frozenset[str]

    def recognises(self, head: bytes) -> bool:
        """Tell whether a thing that begins with these bytes is surely of this format."""

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give what the input holds, in its order. Raises DocumentError when nothing can be read; a part that cannot be
        read is a Rejection and stops nothing."""


@cache
def adapters() -> Mapping[str, Adapter]:
    """Return the adapters that are installed, by name, sayso's own first. Raises SettingError for one that cannot be
    loaded."""
    found = sorted(entry_points(group=GROUP), key=lambda e: not e.value.startswith("sayso."))
    loaded: dict[str, Adapter] = {}
    for entry in found:
        try:
            adapter: Adapter = entry.load()
        except Exception as e:
            raise SettingError(f"adapter {entry.name} ({entry.value}) cannot be loaded: {e}", do="uninstall it") from e
        loaded.setdefault(adapter.name, adapter)
    return loaded


def kinds_of_name(name: str) -> tuple[str, ...]:
    """Return the kinds of a file by its suffix: () when no adapter reads such files, several when they share it. The
    longest suffix wins, so that ".warc.gz" is no ".gz"."""
    path = PurePath(name.lower())
    for start in range(len(path.suffixes)):
        suffix = "".join(path.suffixes[start:])
        kinds = tuple(a.name for a in adapters().values() if suffix in a.suffixes)
        if kinds:
            return kinds
    return ()


def kind_of_name(name: str) -> str | None:
    """Return the kind of a file by its suffix, the first of those that share it; None when no adapter reads it."""
    return next(iter(kinds_of_name(name)), None)


def kind_of_media_type(media_type: str | None) -> str | None:
    """Return the kind of a media type ("text/html; charset=…"); None when no adapter reads it."""
    plain = (media_type or "").partition(";")[0].strip().lower()
    return next((a.name for a in adapters().values() if plain in a.media_types), None)


def kind_of_content(head: bytes) -> str | None:
    """Return the kind that the first bytes show; None when no adapter is sure."""
    return next((a.name for a in adapters().values() if a.recognises(head)), None)


def suffixes() -> str:
    """Return the suffixes that are read, as messages name them."""
    return ", ".join(sorted({s for a in adapters().values() for s in a.suffixes if s}))
