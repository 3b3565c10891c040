"""JSON and JSON Lines: one object, one report."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from sayso.documents.building import Draft, one_line
from sayso.documents.dating import plausible, read_date
from sayso.documents.decoding import check_text, decode
from sayso.documents.limits import Limits
from sayso.errors import BadRecord, EmptyInput, InputError, TooLarge

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "external_id"),
    "url": ("url", "link"),
    "publisher": ("publisher", "outlet"),
    "published": ("published", "date"),
    "title": ("title", "headline"),
    "text": ("text", "body"),
    "author": ("author",),
    "language": ("language",),
}
"""Each field with the names under which it is taken, the first that is given."""

EXPECTED = "an object with text, and id, url, publisher, published, title, author, language where known"


def parse(raw: bytes, *, where: str, limits: Limits) -> Any:
    """Return the JSON value in `raw`; BadRecord says at which character it breaks off."""
    try:
        return json.loads(decode(raw, where=where, limits=limits))
    except json.JSONDecodeError as e:
        raise BadRecord(f"not JSON: {e.msg} at character {e.pos}", where=where, expected=EXPECTED) from e
    except RecursionError as e:
        raise BadRecord("nested too deep", where=where, expected=EXPECTED) from e


def _field(row: Mapping[str, Any], name: str, where: str) -> str | None:
    """Return a field as a string; numbers are taken for ids, nothing else is."""
    for key in FIELDS[name]:
        value = row.get(key)
        if value is None:
            continue
        if isinstance(value, int) and not isinstance(value, bool) and name == "id":
            return str(value)
        if not isinstance(value, str):
            raise BadRecord(f'"{key}" is {_kind(value)}', where=where, expected=f'"{key}" as a string or null')
        if value.strip():
            return value
    return None


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), "of another type")


def _given_date(row: Mapping[str, Any], where: str, today: datetime.date) -> datetime.date | None:
    value = _field(row, "published", where)
    if value is None:
        return None
    day = read_date(value)
    if day is None:
        raise BadRecord(f'publication date "{value[:40]}" cannot be read', where=where, expected="YYYY-MM-DD or null")
    if not plausible(day, today):
        what = "in the future" if day > today else "too long ago"
        raise BadRecord(f"publication date {day.isoformat()} is {what}", where=where, expected="the day it was put out")
    return day


def draft_of(row: Any, raw: bytes, *, where: str, key: str, limits: Limits, today: datetime.date) -> Draft:
    """Return the draft of one record. `where` names it in errors; `key` stands in for an id or address.

    Raises BadRecord for what is no object, has a field of the wrong type, or a date that is unreadable or lies in the
    future; EmptyInput for a record without text.
    """
    if not isinstance(row, Mapping):
        raise BadRecord("the record is no object", where=where, expected=EXPECTED)
    got = {name: _field(row, name, where) for name in FIELDS}
    body = got["text"]
    if body is None:
        raise EmptyInput("the record has no text", where=where, expected=EXPECTED)
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    check_text(body, where=where, limits=limits)
    return Draft(
        body=body,
        raw=raw,
        key=key,
        title=got["title"],
        external_id=one_line(got["id"]),
        url=one_line(got["url"]),
        publisher=got["publisher"],
        author=got["author"],
        language=got["language"],
        given_date=_given_date(row, where, today),
    )


def next_line(stream: BinaryIO, limits: Limits) -> bytes | InputError | None:
    """Return the next line's bytes, None at the end; a line over the limit is read past and given as its error."""
    line = stream.readline(limits.max_bytes + 1)
    if not line:
        return None
    if len(line) <= limits.max_bytes:
        return line
    size = len(line)
    while not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
        if not line:
            break
        size += len(line)
    return TooLarge(f"{size:,} bytes", expected=f"at most {limits.max_bytes:,} bytes for one report")
