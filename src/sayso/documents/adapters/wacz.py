"""Web archive collections (WACZ): the web archives that lie zipped in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters import warc
from sayso.documents.adapters.zip_archive import BROKEN, WEB_ARCHIVE, members, opened, refused
from sayso.documents.inputs import Input, inside, rejected
from sayso.documents.limits import Unpacking
from sayso.errors import EmptyInput, NotText


class Wacz:
    """One collection. Its web archives are read as streams: they may be larger than memory."""

    name = "wacz"
    suffixes = frozenset({".wacz"})
    media_types = frozenset({"application/wacz"})

    def recognises(self, head: bytes) -> bool:
        """It begins like any zip archive, whose adapter finds out what it is."""
        return False

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each page of each web archive in it. Raises NotText for a damaged collection, EmptyInput for one without
        web archives."""
        empty = True
        with opened(item, intake.limits) as archive:
            unpacking = item.unpacking(intake.limits)
            for name, info in members(archive):
                if WEB_ARCHIVE.fullmatch(info.filename):
                    empty = False
                    yield from _web_archive(archive, info, name, item, unpacking)
        if empty:
            raise EmptyInput("holds no web archive", where=item.where, expected="archive/….warc.gz")


def _web_archive(archive: ZipFile, info: ZipInfo, name: str, item: Input, unpacking: Unpacking) -> Iterator[Found]:
    where = inside(item.where, name)
    refusal = refused(where, info)
    if refusal:
        yield refusal
        return
    try:
        with archive.open(info) as stream:
            yield from warc.pages(cast("BinaryIO", stream), item, where, unpacking)
    except (*BROKEN, NotText, EmptyInput) as e:
        yield rejected(where, NotText, f"damaged in the collection ({e})", do="pack it again")


ADAPTER: Adapter = Wacz()
