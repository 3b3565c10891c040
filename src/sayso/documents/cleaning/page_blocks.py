"""What a page shows, block by block, with what its markup says of each block."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.documents.cleaning.furniture import MarkupNames
from sayso.schema.vocabulary import SegmentKind

_UNSHOWN_TAGS = (
    "script style noscript template svg math head title iframe object audio video canvas select option textarea input "
    "datalist progress meter map area"
)
_UNSHOWN = frozenset(_UNSHOWN_TAGS.split())
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr button"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Text between two borders of blocks. `element` is the innermost block it stands in; `linked` is the share of its
    letters that lie in links; `hidden` says that the page does not show it."""

    text: str
    element: Any
    linked: float
    hidden: bool

    @property
    def letters(self) -> str:
        """The block's letters and digits, small."""
        return letters(self.text)


def letters(text: str) -> str:
    """Return the letters and digits of a text, small: what stays the same whatever a reader of pages does to it."""
    return _NOT_LETTERS.sub("", text.casefold())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where text stands: the innermost block around it, and whether a link or something unseen is."""

    block: Any
    linked: bool
    hidden: bool


_Piece = tuple[str, _Place]


class _Walk:
    """One walk over a page's elements, with a stack of its own: pages nest deeper than Python may recurse."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self._pieces: list[_Piece] = []

    def run(self, root: Any) -> None:
        stack: list[tuple[Any, _Place, bool]] = [(root, _Place(root, linked=False, hidden=False), False)]
        while stack:
            element, around, leaving = stack.pop()
            if leaving:
                self._leave(element, around)
            elif not isinstance(element.tag, str) or element.tag in _UNSHOWN:
                self._text(element.tail, around)
            else:
                stack.append((element, around, True))
                own = self._enter(element, around)
                stack.extend((child, own, False) for child in reversed(element))
        self._close(root)

    def _enter(self, element: Any, around: _Place) -> _Place:
        inline = element.tag in _INLINE
        if not inline:
            self._close(around.block)
        block = around.block if inline or element.tag == "br" else element
        own = _Place(block, around.linked or element.tag == "a", around.hidden or _is_hidden(element))
        self._text(element.text, own)
        return own

    def _leave(self, element: Any, around: _Place) -> None:
        if element.tag not in _INLINE and element.tag != "br":
            self._close(element)
        self._text(element.tail, around)

    def _text(self, text: str | None, place: _Place) -> None:
        if text:
            self._pieces.append((text, place))

    def _close(self, block: Any) -> None:
        """End the block that is being read."""
        text = " ".join("".join(piece for piece, _ in self._pieces).split())
        if text:
            total = len(letters(text))
            inside = len(letters("".join(piece for piece, place in self._pieces if place.linked)))
            hidden = all(place.hidden for piece, place in self._pieces if piece.strip())
            self.blocks.append(PageBlock(text, block, inside / total if total else 0.0, hidden))
        self._pieces = []


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def blocks_of(tree: Any) -> list[PageBlock]:
    """Return the blocks of a page in the order of its source."""
    body = tree.find(".//body")
    walk = _Walk()
    walk.run(tree if body is None else body)
    return walk.blocks


def told_by_markup(
    element: Any, stops: Collection[Any], names: MarkupNames, known: dict[Any, SegmentKind | None]
) -> SegmentKind | None:
    """Return the kind that the names of an element, or of the nearest around it below `stops`, give; None without.
    What is found is kept in `known`."""
    met, kind = [], None
    while element is not None and element not in stops:
        if element in known:
            kind = known[element]
            break
        met.append(element)
        kind = names.kind_of(element.tag, f"{element.get('class') or ''} {element.get('id') or ''}")
        if kind:
            break
        element = element.getparent()
    known.update(dict.fromkeys(met, kind))
    return kind


def common_ancestor(elements: Iterable[Any]) -> Any:
    """Return the innermost element around all; None for none."""
    paths = [list(_path(element)) for element in elements]
    if not paths:
        return None
    shared = None
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        shared = level[0]
    return shared


def _path(element: Any) -> Iterator[Any]:
    yield from [*element.iterancestors()][::-1]
    yield element
