"""JSON: an object is a report, a list is reports. JSON Lines: one object a line, read as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.record_fields import EXPECTED, draft_of
from sayso.documents.decoding import decode
from sayso.documents.inputs import Input, Rejection
from sayso.documents.limits import Limits
from sayso.errors import BadRecord, DocumentError, EmptyInput, TooLarge


def parse(text: str, *, where: str) -> Any:
    """Return the JSON value in `text`; BadRecord says at which character it breaks off."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise BadRecord(f"not JSON: {e.msg} at character {e.pos}", where=where, expected=EXPECTED) from e
    except RecursionError as e:
        raise BadRecord("nested too deep", where=where, expected=EXPECTED) from e


def _start(head: bytes) -> bytes:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")


def _begins_object(start: bytes) -> bool:
    return start.startswith((b'{"', b"{ ", b"{\n"))


def _whole_first_line(start: bytes) -> bool:
    """Whether the first line holds a whole object; else one is printed over several lines."""
    return b"\n" not in start or start.partition(b"\n")[0].strip().endswith(b"}")


class Json:
    """One object, or a list of them."""

    name = "json"
    suffixes = frozenset({".json"})
    media_types = frozenset({"application/json"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins like a list of objects, or like one object printed over several lines."""
        start = _start(head)
        return start.startswith((b'[{"', b"[\n", b"[ {")) or (_begins_object(start) and not _whole_first_line(start))

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each report. Raises BadRecord for what is no JSON, EmptyInput for an empty list."""
        raw = item.read_bytes(intake.limits)
        page = decode(raw, where=item.where, limits=intake.limits.for_markup())
        content = parse(page, where=item.where)
        if not isinstance(content, list):
            yield _record(content, raw, page, item, intake)
            return
        if not content:
            raise EmptyInput("the list is empty", where=item.where, expected=EXPECTED)
        for number, row in enumerate(content, 1):
            own = json.dumps(row, ensure_ascii=False, sort_keys=True)
            yield _record(row, own.encode("utf-8", "replace"), own, item, intake, number, "record")


def _record(
    row: Any, raw: bytes, page: str, item: Input, intake: Intake, number: int | None = None, unit: str = ""
) -> Found:
    where = item.where if number is None else f"{item.where}, {unit} {number}"
    try:
        key = item.key(raw, number)
        draft = draft_of(row, raw, page=page, where=where, key=key, limits=intake.limits, today=intake.today)
        return replace(draft, source="json")
    except DocumentError as e:
        return Rejection(where, e)


class JsonLines:
    """One object a line; a bad line stops nothing."""

    name = "jsonl"
    suffixes = frozenset({".jsonl", ".ndjson"})
    media_types = frozenset({"application/jsonl", "application/x-ndjson"})

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is an object by itself."""
        start = _start(head)
        return _begins_object(start) and _whole_first_line(start)

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the report of each line. Raises EmptyInput for a file without any."""
        empty = True
        with item.open() as stream:
            number = 0
            while (line := _next_line(stream, intake.limits)) is not None:
                number += 1
                if isinstance(line, bytes) and not line.strip():
                    continue
                empty = False
                yield _line(line, number, item, intake)
        if empty:
            raise EmptyInput("the file is empty", where=item.where, expected="one JSON object a line")


def _line(line: bytes | DocumentError, number: int, item: Input, intake: Intake) -> Found:
    where = f"{item.where}, line {number}"
    if isinstance(line, DocumentError):
        line.where = where
        return Rejection(where, line)
    raw = line.rstrip(b"\r\n")
    try:
        page = decode(raw, where=where, limits=intake.limits.for_markup())
        return _record(parse(page, where=where), raw, page, item, intake, number, "line")
    except DocumentError as e:
        return Rejection(where, e)


def _next_line(stream: BinaryIO, limits: Limits) -> bytes | DocumentError | None:
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


JSON: Adapter = Json()
JSON_LINES: Adapter = JsonLines()
