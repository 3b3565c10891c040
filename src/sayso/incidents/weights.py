"""What a finding about two claims is worth, in bits.

A weight is the base-two logarithm of how much more often a finding is made between two claims about one happening (m)
than between two about different ones (u), all other findings being equal: +3 bits, eight times as often (Fellegi and
Sunter's match weight, m : u). The weights of a pair add up, the prior included; above `LINK_AT` two claims are held to
speak of one happening. What is silent is worth nothing. The packaged weights are `schema/data/link-weights.yaml`;
`training` makes them, from judgements or without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.incidents.compare import FIELDS, Field, Level
from sayso.schema import knowledge

LINK_AT = 0.0
"""Bits above which a pair is a link, and the bond of two clusters joins them (`cluster`)."""
APART = -12.0
"""Bits of a finding that no other evidence outweighs."""
PRIOR = "two claims that come up for comparison are rarely about one happening"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a finding is worth in bits, and how often it is made of two claims about different happenings (`u`)."""

    bits: float
    u: float

    @property
    def chances(self) -> tuple[float, float]:
        """The chances m and u whose ratio is the weight, neither above 0.99."""
        u = min(self.u, 0.99, 0.99 / 2**self.bits)
        return u * 2**self.bits, u


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What every finding (`field.level`) is worth, silent ones left out, and what two claims that come up for
    comparison start from (`prior`), in bits."""

    prior: float
    worth: Mapping[str, Worth]

    def bits(self, field: Field, level: Level) -> float:
        """Return a finding's weight; 0 where one of the two claims says nothing."""
        return 0.0 if level.silent else self.worth[f"{field.name}.{level.name}"].bits


def read_weights(content: Mapping[str, Any]) -> Weights:
    """Return the weights that a file of this shape holds; a finding that it does not list counts neither way, one
    that sets claims apart always does."""
    worth = {}
    for field in FIELDS:
        listed = content["fields"].get(field.name, {})
        for level in field.levels:
            if not level.silent:
                given = listed.get(level.name, {"bits": 0.0, "u": 0.1})
                worth[f"{field.name}.{level.name}"] = Worth(APART if level.apart else given["bits"], given["u"])
    return Weights(content["prior"], worth)


@cache
def packaged() -> Weights:
    """Return the packaged weights."""
    return read_weights(knowledge.packaged("link-weights"))


@cache
def own(path: Path) -> Weights:
    """Return the weights of a user's own file; KnowledgeError names what does not fit its schema."""
    return read_weights(knowledge.own(path, "link-weights"))


def as_yaml(weights: Weights, heading: str) -> str:
    """Return weights as a file that `own` reads; each line of the heading becomes a comment."""
    lines = [*(f"# {line}" for line in heading.splitlines()), "", f"prior: {weights.prior:.1f}", "", "fields:"]
    for field in FIELDS:
        lines.append(f"  {field.name}:")
        for level in field.levels:
            if worth := weights.worth.get(f"{field.name}.{level.name}"):
                lines.append(f"    {level.name}: {{bits: {worth.bits:.1f}, u: {worth.u:.5f}}}")
    return "\n".join(lines) + "\n"
