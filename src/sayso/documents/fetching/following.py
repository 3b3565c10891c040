"""An address read: the page fetched, and, where it is a feed or a sitemap, the pages that it names fetched in turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from sayso.documents.adapter import kind_of_content, kind_of_media_type, kind_of_name, suffixes
from sayso.documents.fetching.body import GZIP, Overflow, collect, too_large
from sayso.documents.fetching.fetcher import Fetched, Fetcher
from sayso.documents.inputs import HEAD, Address, Input, Rejection, Unfetched, rejected
from sayso.documents.listing import PLAIN
from sayso.documents.worker import Read
from sayso.errors import DocumentError, NotText, TooLarge
from sayso.schema.document import Document

MOST_STEPS = 2
"""How far an address leads: an index of sitemaps names sitemaps, and those name pages."""

# Servers name these for want of a better name, or for anything that is written in them.
_GENERIC = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml", "text/html", "text/plain"}
)


def input_of(page: Fetched, where: str, most: int) -> Input:
    """Return a fetched page as an input: its kind by the media type it was served under, or, where that says little,
    by its first bytes, then by its name. A file that was packed with gzip is unpacked, to at most `most` bytes.

    Raises NotText for a page that nothing here reads, TooLarge, and Unreached for what cannot be unpacked.
    """
    body, name = page.body or b"", unquote(urlsplit(page.url).path)
    kind = _kind(page.media_type, body[:HEAD], name)
    if kind is None and body.startswith(GZIP):
        body = _unpacked(body, where, most)
        kind = _kind("", body[:HEAD], name.removesuffix(".gz"))
    if kind is None:
        served = (page.media_type or "no media type").partition(";")[0][:80]
        raise NotText(f"is served as {served}, which is not read", where=where, expected=suffixes())
    return Input(where, kind, data=body, url=page.url)


def _unpacked(body: bytes, where: str, most: int) -> bytes:
    try:
        return collect([body], "gzip", most, where)
    except Overflow:
        raise too_large(most, where) from None


def _kind(media_type: str | None, head: bytes, name: str) -> str | None:
    served = (media_type or "").partition(";")[0].strip().lower()
    known = kind_of_media_type(served)
    if served not in _GENERIC and known is not None:
        return known
    found = kind_of_content(head) or known or kind_of_name(name)
    return found or (PLAIN if served == "" or served.startswith("text/") else None)


def follow(
    start: Address, fetcher: Fetcher, read: Read, tell: Callable[[str], None] | None = None
) -> Iterator[Document | Rejection]:
    """Give the documents of a page, or of the pages that a feed or sitemap names, each once.

    One page that cannot be had is a Rejection and stops nothing. Of more than `max_addresses` pages the rest is left
    out, and a Rejection says how many. `tell` hears each address before it is fetched.
    """
    waiting = deque([(start, 0)])
    known = {start.url}
    left_out = 0
    while waiting:
        address, step = waiting.popleft()
        if tell:
            tell(address.url)
        for found in fetched(address, fetcher, read):
            if not isinstance(found, Unfetched):
                yield found
            elif step == MOST_STEPS:
                yield _too_far(found)
            elif found.address.url not in known:
                if len(known) > fetcher.manners.max_addresses:
                    left_out += 1
                    continue
                known.add(found.address.url)
                waiting.append((found.address, step + 1))
    if left_out:
        yield _left_out(start.where, left_out, fetcher.manners.max_addresses)


def fetched(address: Address, fetcher: Fetcher, read: Read) -> Iterator[Document | Rejection]:
    """Give what one page holds, once it has been fetched."""
    try:
        item = input_of(fetcher.fetch(address.url), address.url, fetcher.manners.max_bytes)
    except DocumentError as e:
        yield Rejection(address.url, e)
        return
    yield from read(item)


def _too_far(found: Unfetched) -> Rejection:
    what = f"lies more than {MOST_STEPS} steps from the address that was given"
    return rejected(found.address.url, TooLarge, what, do=f"sayso read {found.address.url}")


def _left_out(where: str, number: int, most: int) -> Rejection:
    what, expected = f"names {number} more pages, which were left out", f"at most {most}"
    return rejected(where, TooLarge, what, expected=expected, do="raise the setting max_addresses")
