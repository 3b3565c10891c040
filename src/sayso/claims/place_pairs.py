"""Stretches that are told by two names: "between X and Y", whose names stand as two mentions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from sayso.schema import Mention

LEAD = 60  # characters before a name within which "between" is looked for
_BETWEEN = re.compile(r"\bbetween\s(?:[a-z-]+\s){0,4}$")
_AND = re.compile(r",?\s(?:and|to)\s(?:(?:the|its)\s)?(?:[a-z-]+\s(?:of\s(?:the\s)?)?)?")


def told_between(numbers: Sequence[int], mentions: Sequence[Mention], text: str) -> Mapping[int, int]:
    """Return the pairs of mentions, by their index, of which the text says "between the one and the other".

    "Between" stands before the first with at most four small words in between ("between the towns of X and Y").
    """
    order = sorted(numbers, key=lambda n: mentions[n].start)
    pairs: dict[int, int] = {}
    for n, k in pairwise(order):
        first, second = mentions[n], mentions[k]
        lead = text[max(0, first.start - LEAD) : first.start]
        inside = first.text.lower().startswith("between ")
        if first.sentence != second.sentence or not (inside or _BETWEEN.search(lead)):
            continue
        if _AND.fullmatch(text[first.end : second.start]):
            pairs[n] = k
    return pairs
