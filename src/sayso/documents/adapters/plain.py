"""Plain text: one file, one report."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.cleaning.segmentation import find_headline
from sayso.documents.decoding import decode
from sayso.documents.draft import Draft
from sayso.documents.inputs import Input


class PlainText:
    """Text as it is; a headline is the first line where it looks like one."""

    name = "text"
    suffixes = frozenset({".txt", ".text"})
    media_types = frozenset({"text/plain"})

    def recognises(self, head: bytes) -> bool:
        """Nothing is surely plain text: it is what is left."""
        return False

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the one report. Raises EmptyInput, NotText, TooLarge."""
        raw = item.read_bytes(intake.limits)
        page = decode(raw, where=item.where, limits=intake.limits)
        title, body = find_headline(page, intake.furniture)
        yield Draft(body=body, raw=raw, key=item.key(raw), page=page, title=title, url=item.url)


ADAPTER: Adapter = PlainText()
