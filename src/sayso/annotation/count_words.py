"""The packaged words around a count of people (`count-words.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.schema import Token
from sayso.schema.knowledge import packaged
from sayso.schema.vocabulary import Outcome

HYPHENS = ("-", "–", "‑")


@dataclass(frozen=True, slots=True)
class CountWords:
    """The lists; each is described in its file."""

    outcome_of_type: Mapping[str, Outcome]
    befalls: frozenset[str]
    described: Mapping[str, Outcome]
    bodies: frozenset[str]
    befallen_subjects: frozenset[str]
    no_what: Mapping[str, Outcome]
    sides: frozenset[str]
    skipped: frozenset[str]
    before_outcome: frozenset[str]
    measures: frozenset[str]
    crowds: frozenset[str]
    one_of_them: frozenset[str]
    determiners: frozenset[str]
    part_openers: frozenset[str]
    gravely: frozenset[str]
    conditions: frozenset[str]
    toll_arrows: frozenset[str]
    toll_of: frozenset[str]
    replaced_tolls: frozenset[str]


@cache
def count_words() -> CountWords:
    """Return the packaged words."""
    raw: Mapping[str, Any] = packaged("count-words")
    lists: Mapping[str, Any] = {key: v if isinstance(v, dict) else frozenset(v) for key, v in raw.items()}
    return CountWords(**lists)


def text_at(tokens: Sequence[Token], at: int) -> str:
    """Return a token's text in lower case, "" outside the sentence."""
    return tokens[at].text.casefold() if 0 <= at < len(tokens) else ""
