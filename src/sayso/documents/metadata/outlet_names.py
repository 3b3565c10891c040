"""Names of the register's outlets as they stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.schema.outlets import Outlet, OutletRegister, register_of


@dataclass(frozen=True, slots=True)
class NamedOutlet:
    """A name in a text, [start, end) in code points, and the outlet whose it is. `shared`: the name is also a word, a
    place or a person."""

    outlet: Outlet
    start: int
    end: int
    shared: bool


class OutletNames:
    """Finds the names of a register. Capitals count, but for "the" and "al-"; any white space and either apostrophe
    may stand within a name, a hyphen or a space behind "Al"."""

    def __init__(self, register: OutletRegister) -> None:
        self._register = register
        self._shared = {name.casefold() for outlet in register.outlets for name in outlet.shared_names}
        names = (name for outlet in register.outlets for name in outlet.names)
        self._pattern = re.compile(rf"(?<![\w@#/.-])(?:{_any_of(names)})(?![\w@]|\.(?:com|org|net)\b)")

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[NamedOutlet]:
        """Give the names in a stretch of the text, in order, the longest where two begin alike."""
        for found in self._pattern.finditer(text, start, len(text) if end is None else end):
            outlet = self._register.find(" ".join(found[0].replace("’", "'").split()))
            if outlet is not None:
                yield NamedOutlet(outlet, found.start(), found.end(), self._is_shared(found[0]))

    def _is_shared(self, name: str) -> bool:
        return " ".join(name.split()).casefold() in self._shared


def _any_of(names: Iterable[str]) -> str:
    """Return a pattern of all names, the longest first under each first letter: 1,300 names side by side are slow."""
    under: dict[str, list[str]] = defaultdict(list)
    for pattern in sorted({_name(name) for name in names}, key=len, reverse=True):
        under[_first(pattern)].append(pattern)
    return "|".join(f"(?={first})(?:{'|'.join(patterns)})" for first, patterns in under.items())


def _first(pattern: str) -> str:
    if pattern.startswith("["):
        return pattern[: pattern.index("]") + 1]
    return pattern[:2] if pattern.startswith("\\") else pattern[0]


def _name(name: str) -> str:
    words = [re.escape(word).replace("'", "['’]") for word in name.split()]
    joined = r"\s+".join(words)
    joined = re.sub(r"^The\\s", r"[Tt]he\\s", joined)
    return re.sub(r"(?:^|(?<=\+))[Aa]l(?:\\-|\\s\+)", lambda m: r"[Aa]l[-\s]", joined)


@lru_cache(maxsize=4)
def names_of(outlets: tuple[Outlet, ...]) -> OutletNames:
    """Return the names of a register's outlets, compiled once."""
    return OutletNames(register_of(outlets))
