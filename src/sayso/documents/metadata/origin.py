"""Where a report comes from by its own marks: the agencies credited, the place of its dateline, the writer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from sayso.documents.cleaning.furniture import Furniture
from sayso.documents.metadata.outlet_names import names_of
from sayso.schema import knowledge
from sayso.schema.document import Dateline, Segment
from sayso.schema.outlets import OutletRegister

_CREDITS = ("byline", "dateline", "sign_off")
_PIECES = re.compile(r"[()/,;:–—\[\]]|--|\b(?:and|by|from|with|Sources?)\b")
_EDGES = " \t\n,.;:-–—("


def agencies_credited(text: str, segments: Iterable[Segment], outlets: OutletRegister) -> tuple[str, ...]:
    """Return the register's names of the agencies whose copy this is, each once, by byline, dateline or sign-off: the
    first is the one credited first. () when none of them names one."""
    found: list[str] = []
    for piece in segments:
        if piece.kind in _CREDITS:
            found += (name for _, name in sorted(_agencies_in(text, piece, outlets)) if name not in found)
    return tuple(dict.fromkeys(found))


def _agencies_in(text: str, piece: Segment, outlets: OutletRegister) -> Iterator[tuple[int, str]]:
    """Give offset and name. A name that is a word as well ("Petra") counts only where it is a credit of its own."""
    for name in names_of(outlets.outlets).find(text, piece.start, piece.end):
        if name.outlet.kind == "agency" and not name.shared:
            yield name.start, name.outlet.name
    at = piece.start
    for part in _PIECES.split(text[piece.start : piece.end]):
        outlet = outlets.find(part.strip(" .-\n"))
        at = text.index(part, at)
        if outlet and outlet.kind == "agency":
            yield at, outlet.name


@cache
def _behind_a_place() -> re.Pattern[str]:
    months = "|".join(name for names in knowledge.packaged("furniture")["months"].values() for name in names)
    return re.compile(rf"[(\[:–—\d\n]|\s-|--|,\s*(?:{months})\b", re.I)


def dateline_of(text: str, segments: Iterable[Segment], outlets: OutletRegister) -> Dateline | None:
    """Return the place that a dateline names ("ALEPPO, Syria (AP) —"), as written; None where there is no dateline or
    it names nothing but an agency or a day."""
    for piece in segments:
        if piece.kind == "dateline":
            stop = _behind_a_place().search(text, piece.start, piece.end)
            end = stop.start() if stop else piece.end
            named = next(names_of(outlets.outlets).find(text, piece.start, end), None)
            place = text[piece.start : named.start if named and not named.shared else end].rstrip(_EDGES)
            if place and not outlets.find(place):
                return Dateline(place, piece.start, piece.start + len(place))
    return None


def author_of(text: str, segments: Iterable[Segment], furniture: Furniture) -> str | None:
    """Return the name behind "By" in a byline; None for none."""
    for piece in segments:
        found = furniture.byline.match(text, piece.start) if piece.kind == "byline" else None
        if found:
            return found["name"][: max(0, piece.end - found.start("name"))].strip() or None
    return None
