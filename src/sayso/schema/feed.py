"""A feed that is looked at again and again: where it is, and what is known of it from the last time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """`location` is an address or the path of a file; `name` what people call it, unique like the id.

    `etag` and `last_modified` are the marks of the version that was last read to its end, None when there are none.
    Instants are ISO text in UTC; `result` says in words what the last look brought, None before the first. `seen`
    counts the entries that were dealt with.
    """

    id: str
    location: str
    name: str
    added_at: str
    etag: str | None = None
    last_modified: str | None = None
    polled_at: str | None = None
    result: str | None = None
    seen: int = 0
