"""Files that list feeds: OPML, as feed readers export it, or one address a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from sayso.documents.decoding import decode
from sayso.documents.limits import Limits
from sayso.errors import BadRecord, DocumentError

Listed = tuple[str, str | None]
"""The address of a feed and what the list calls it, None when it does not."""


def listed_feeds(file: Path) -> list[Listed] | None:
    """Return the feeds that a file lists; None for a file that is no list, which may be a feed itself.

    Raises DocumentError for a file that cannot be read, and BadRecord for OPML that is broken or lists nothing.
    """
    try:
        raw = file.read_bytes()
    except OSError as e:
        raise DocumentError(f"cannot be opened ({e.strerror})", where=str(file), do="check the name") from e
    text = decode(raw, where=str(file), limits=Limits().for_markup())
    if "<opml" in text[:2000].lower():
        return _opml(raw, str(file))
    lines = [line.strip() for line in text.splitlines()]
    named = [line for line in lines if line and not line.startswith("#")]
    if named and all(line.lower().startswith(("http://", "https://")) for line in named):
        return [(line, None) for line in dict.fromkeys(named)]
    return None


def _opml(raw: bytes, where: str) -> list[Listed]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    expected = 'OPML with <outline xmlUrl="…">'
    try:
        found = dict(_outlines(fromstring(raw)))
    except (ParseError, DefusedXmlException, ValueError) as e:
        raise BadRecord("the list cannot be read as XML", where=where, expected=expected) from e
    if not found:
        raise BadRecord("the list names no feed", where=where, expected=expected)
    return list(found.items())


def _outlines(root: Element) -> Iterator[Listed]:
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if url.lower().startswith(("http://", "https://")):
            yield url, " ".join((outline.get("title") or outline.get("text") or "").split()) or None
