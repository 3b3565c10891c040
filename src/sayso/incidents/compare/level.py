"""The parts of a comparison: a field, and the levels on which two claims can agree or differ in it.

A level is a condition in SQL over two rows (`rows`), the left claim's columns ending in `_l`, the right one's in `_r`.
The first level that holds is the finding. The SQL is what DuckDB and Spark both understand: arithmetic, comparison,
`array_intersect`, `array_length`, `coalesce`, `greatest`, `least`, `case`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sayso.incidents.facts import Facts

_SIDE = re.compile(r"_[lr]\b")


@dataclass(frozen=True, slots=True)
class Level:
    """One thing that a comparison can find, and the sentence a reviewer reads.

    `apart`: no other evidence outweighs it, and two such claims never share an incident. `silent`: one of the two says
    nothing, which counts neither way. `told_apart`: both tell it exactly, and not the same, so that no third claim
    brings the two into one incident; only what they share themselves can.
    """

    name: str
    sql: str
    sentence: str
    apart: bool = False
    silent: bool = False
    told_apart: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the comparison: its levels, the first that holds being the finding, and how a claim's value reads."""

    name: str
    levels: tuple[Level, ...]
    say: Callable[[Facts], str]


def shared(left: str, right: str | None = None) -> str:
    """Return SQL for how many values two list columns share."""
    return f"array_length(array_intersect({left}_l, {right or left}_r))"


def either_way(condition: str) -> str:
    """Return SQL for a condition that holds as it stands, or with the two sides exchanged."""
    turned = _SIDE.sub(lambda side: "_r" if side.group() == "_l" else "_l", condition)
    return f"(({condition}) or ({turned}))"


def of_two_tables(condition: str) -> str:
    """Return SQL for a condition over a pair as one over the two tables that pairs are made of: `l.day` for `day_l`."""
    return re.sub(r"\b(\w+)_([lr])\b", r"\2.\1", condition)


def one(condition: str) -> str:
    """Return SQL for a condition over the columns of one side, written with `_l`, to hold on either."""
    return f"({condition} or {_SIDE.sub('_r', condition)})"


ELSE = "ELSE"
"""The condition of a field's last level, which holds when no other does."""
