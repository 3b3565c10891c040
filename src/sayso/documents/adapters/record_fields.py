"""A record of named fields as a report: an object of JSON, a row of a table."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from sayso.documents.decoding import check_text
from sayso.documents.draft import Draft, one_line
from sayso.documents.limits import Limits
from sayso.documents.metadata.dating import plausible, read_date
from sayso.errors import BadRecord, EmptyInput

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


def draft_of(row: Any, raw: bytes, *, page: str, where: str, key: str, limits: Limits, today: datetime.date) -> Draft:
    """Return the draft of one record. `where` names it in errors; `key` stands in for an id or address; `page` is the
    decoded text that the record stands in.

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
        page=page,
        key=key,
        title=got["title"],
        external_id=one_line(got["id"]),
        url=one_line(got["url"]),
        publisher=got["publisher"],
        author=got["author"],
        language=got["language"],
        given_date=_given_date(row, where, today),
    )
