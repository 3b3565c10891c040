"""A sentence's parse as a tree one can walk: children, subtrees and their edges. All indices are token indices."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.schema import Sentence, Token


class Tree:
    """Children and edges of one sentence, computed once."""

    __slots__ = ("_left", "_right", "kids", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        size = len(self.tokens)
        self.kids: list[list[int]] = [[] for _ in range(size)]
        for n, token in enumerate(self.tokens):
            if token.head != n:
                self.kids[token.head].append(n)
        self._left: list[int | None] = [None] * size
        self._right: list[int | None] = [None] * size

    def __len__(self) -> int:
        return len(self.tokens)

    def subtree(self, at: int) -> Iterator[int]:
        """Yield the indices of the token and everything below it, in no order."""
        waiting = [at]
        while waiting:
            n = waiting.pop()
            yield n
            waiting.extend(self.kids[n])

    def left(self, at: int) -> int:
        """Return the leftmost index of the subtree."""
        known = self._left[at]
        if known is None:
            known = self._left[at] = min(self.subtree(at))
        return known

    def right(self, at: int) -> int:
        """Return the rightmost index of the subtree, inclusive."""
        known = self._right[at]
        if known is None:
            known = self._right[at] = max(self.subtree(at))
        return known

    def kid(self, at: int, *deps: str) -> int | None:
        """Return the first child with one of the labels, None when there is none."""
        return next((k for k in self.kids[at] if self.tokens[k].dep in deps), None)

    def ancestors(self, at: int) -> Iterator[int]:
        """Yield the heads above the token, nearest first."""
        while self.tokens[at].head != at:
            at = self.tokens[at].head
            yield at

    def is_finite(self, at: int) -> bool:
        """Tell whether the token is a finite verb form (a past participle counts when it has an auxiliary)."""
        token = self.tokens[at]
        if token.pos not in ("VERB", "AUX"):
            return False
        return token.tag in ("VBD", "VBZ", "VBP", "MD") or any(
            self.tokens[k].dep in ("aux", "auxpass") and self.tokens[k].tag in ("VBD", "VBZ", "VBP", "MD")
            for k in self.kids[at]
        )

    def has_finite(self, start: int, end: int) -> bool:
        """Tell whether a finite verb stands in the tokens `start` to `end`, end exclusive."""
        return any(self.is_finite(n) for n in range(max(start, 0), min(end, len(self.tokens))))
