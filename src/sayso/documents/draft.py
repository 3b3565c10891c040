"""What an adapter has read of one report, before it is divided and dated."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

from sayso.documents.metadata.publication import DateCandidate
from sayso.documents.way_back.stream import Source
from sayso.schema.document import Segment


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as an adapter found it.

    `given_date` is the record's own day of publication, `page_dates` are those that a page gives for itself, the surest
    first; `raw` the bytes that the report was read from, `page` their decoded text, where the way back leads (empty:
    nowhere); `source` tells how the page writes its words.
    `told` are stretches of `body` whose kind the format itself tells (a caption, a running head), in order.
    """

    body: str
    raw: bytes
    key: str
    page: str = ""
    source: Source = "text"
    title: str | None = None
    external_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    given_date: datetime.date | None = None
    page_dates: tuple[DateCandidate, ...] = ()
    told: tuple[Segment, ...] = ()
    warnings: tuple[str, ...] = field(default=())


_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
"""Zero and halves of pairs: no text holds them, and no store takes them."""


def one_line(value: str | None) -> str | None:
    """Return a title or name on one line; None for an empty one."""
    return " ".join(_NO_TEXT.sub("", value or "").split()) or None
