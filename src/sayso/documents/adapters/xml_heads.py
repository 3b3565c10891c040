"""What an XML file is, by its first element."""

from __future__ import annotations

import codecs
import re

_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ELEMENT = re.compile(r"<(?P<name>[A-Za-z_][\w.:-]{0,100})(?P<rest>[^<]*)")


def first_element(head: bytes) -> tuple[str, str] | None:
    """Return the first element's name without its prefix, in small letters, and what follows it up to the next tag;
    None where these bytes do not begin an XML file."""
    text = _text(head)
    at = 0
    while found := _BEFORE.match(text, at):
        at = found.end()
    element = _ELEMENT.match(text, at)
    return (element["name"].lower().rpartition(":")[2], element["rest"]) if element else None


def _text(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
