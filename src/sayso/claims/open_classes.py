"""The open classes of triggers ("attack", "strike", "killed") as the packaged list describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.schema.knowledge import packaged


@dataclass(frozen=True, slots=True)
class OpenClass:
    """How one open class is resolved."""

    heeds: frozenset[str]
    lenders: frozenset[str]
    borrows: bool
    default: str

    @property
    def kinds(self) -> frozenset[str]:
        """The top-level types that the class can turn out to be."""
        return frozenset(
            code.partition("/")[0].partition(".")[0] for code in (*self.heeds, *self.lenders, self.default)
        )


@cache
def open_classes() -> Mapping[str, OpenClass]:
    """Return the packaged open classes by name."""
    raw = packaged("open-classes")["classes"]
    return {
        name: OpenClass(frozenset(c["heeds"]), frozenset(c["lenders"]), c["borrows"], c["default"])
        for name, c in raw.items()
    }
