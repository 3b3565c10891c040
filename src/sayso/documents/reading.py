"""An input read into documents, one by one; what cannot be read is a rejection with its reason."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sayso.documents import pages, records
from sayso.documents.building import Draft, Knowledge, build
from sayso.documents.decoding import check_size, decode
from sayso.documents.furniture import furniture_for
from sayso.documents.inputs import Input, Rejection
from sayso.documents.limits import Limits
from sayso.documents.segmentation import find_headline
from sayso.errors import EmptyInput, InputError
from sayso.schema.document import Document
from sayso.schema.outlets import OutletRegister


def read_input(
    item: Input, *, limits: Limits, outlets: OutletRegister, today: datetime.date
) -> Iterator[Document | Rejection]:
    """Give the documents of one input in their order, and a Rejection for each report that cannot be taken in.

    One file of text or HTML is one report; JSON holds one or a list; JSON Lines one a line, read as a stream. One bad
    report never stops the rest. `today` bounds publication dates. Nothing is fetched from anywhere.
    """
    reader = _Reader(item, limits, Knowledge(outlets, furniture_for(outlets), today))
    try:
        yield from reader.read()
    except InputError as e:
        yield Rejection(item.where, e)
    except OSError as e:
        yield Rejection(item.where, InputError(f"cannot be read ({e.strerror})", where=item.where))


class _Reader:
    def __init__(self, item: Input, limits: Limits, knowledge: Knowledge) -> None:
        self.item = item
        self.where = item.where
        self.limits = limits
        self.knowledge = knowledge

    def read(self) -> Iterator[Document | Rejection]:
        if self.item.kind == "jsonl":
            yield from self._lines()
        elif self.item.kind == "json":
            yield from self._json()
        else:
            raw = self._bytes()
            draft = self._page(raw) if self.item.kind == "html" else self._plain(raw)
            yield build(draft, self.knowledge)

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if self.item.path is None:
            yield io.BytesIO(self.item.data or b"")
        else:
            with self.item.path.open("rb") as stream:
                yield stream

    def _bytes(self) -> bytes:
        """The size is checked before anything is read."""
        if self.item.path is not None:
            check_size(self.item.path.stat().st_size, self.limits, self.where)
        with self._open() as stream:
            raw = stream.read(self.limits.max_bytes + 1)
        check_size(len(raw), self.limits, self.where)
        return raw

    def _key(self, raw: bytes, number: int | None = None) -> str:
        """What names the report where it has neither id nor address: its file, or its content."""
        if self.item.path is None:
            return f"sha256:{hashlib.sha256(raw).hexdigest()}"
        path = str(Path(self.item.path).resolve())
        return path if number is None else f"{path}#{number}"

    def _plain(self, raw: bytes) -> Draft:
        text = decode(raw, where=self.where, limits=self.limits)
        title, body = find_headline(text, self.knowledge.furniture)
        return Draft(body=body, raw=raw, key=self._key(raw), title=title)

    def _page(self, raw: bytes) -> Draft:
        page = decode(raw, where=self.where, limits=Limits(self.limits.max_bytes, self.limits.max_bytes))
        return pages.draft_of(page, raw, where=self.where, key=self._key(raw), knowledge=self.knowledge)

    def _json(self) -> Iterator[Document | Rejection]:
        raw = self._bytes()
        whole = Limits(self.limits.max_bytes, self.limits.max_bytes)
        content = records.parse(raw, where=self.where, limits=whole)
        if not isinstance(content, list):
            yield self._record(content, raw, self.where, None)
            return
        if not content:
            raise EmptyInput("the list is empty", where=self.where, expected=records.EXPECTED)
        for number, row in enumerate(content, 1):
            yield self._record(row, None, f"{self.where}, record {number}", number)

    def _lines(self) -> Iterator[Document | Rejection]:
        empty = True
        with self._open() as stream:
            number = 0
            while (line := records.next_line(stream, self.limits)) is not None:
                number += 1
                where = f"{self.where}, line {number}"
                if isinstance(line, bytes) and not line.strip():
                    continue
                empty = False
                yield self._line(line, where, number)
        if empty:
            raise EmptyInput("the file is empty", where=self.where, expected="one JSON object a line")

    def _line(self, line: bytes | InputError, where: str, number: int) -> Document | Rejection:
        if isinstance(line, InputError):
            line.where = where
            return Rejection(where, line)
        try:
            whole = Limits(self.limits.max_bytes, self.limits.max_bytes)
            row = records.parse(line, where=where, limits=whole)
        except InputError as e:
            return Rejection(where, e)
        return self._record(row, line.rstrip(b"\r\n"), where, number)

    def _record(self, row: Any, raw: bytes | None, where: str, number: int | None) -> Document | Rejection:
        """`raw` None: a record of a list, which is named by its content written out again."""
        import json

        own = raw if raw is not None else json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        try:
            draft = records.draft_of(
                row, own, where=where, key=self._key(own, number), limits=self.limits, today=self.knowledge.today
            )
            return build(draft, self.knowledge)
        except InputError as e:
            return Rejection(where, e)
