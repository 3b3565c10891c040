"""Texts as whole numbers, for tables in which they are only ever compared for equality."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=200_000)
def code(text: str) -> int:
    """Return a whole number of 63 bits for a text: the same on every machine, and in practice its own."""
    return code_of_sentence(text)


def code_of_sentence(text: str) -> int:
    """Return the code of a text that hardly comes twice: nothing is kept of it."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def codes(texts: Iterable[str]) -> list[int]:
    """Return the codes of some texts, each once, in an order of their own."""
    return sorted({code(t) for t in texts})
