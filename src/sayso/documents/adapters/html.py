"""HTML pages: the report, its metadata and its comments, taken out of the page. Nothing is fetched."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.cleaning.page_blocks import blocks_of
from sayso.documents.cleaning.page_text import Neighbourhood
from sayso.documents.decoding import decode
from sayso.documents.draft import Draft, one_line
from sayso.documents.inputs import Input
from sayso.documents.metadata.dating import EARLIEST, read_date
from sayso.documents.metadata.page_dates import markup_dates, page_dates
from sayso.documents.metadata.publication import DateCandidate
from sayso.errors import EmptyInput, NotText

_CANONICAL_TAGS = re.compile(r"<(?:link|meta|base)\b[^>]{0,2000}>", re.I)
_ADDRESS = re.compile(r"""(?:href|content)\s*=\s*["'](https?://[^"'\s<>]{4,1000})["']""", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def canonical_address(page: str) -> str | None:
    """Return the address that the page gives as its own (link rel=canonical, og:url), None when it gives none."""
    found: dict[str, str] = {}
    for tag in _CANONICAL_TAGS.finditer(page[:200_000]):
        address = _ADDRESS.search(tag[0])
        kind = re.search(r"""rel\s*=\s*["']?canonical|property\s*=\s*["']?og:url""", tag[0], re.I)
        if address and kind:
            found.setdefault("canonical" if "canonical" in kind[0].lower() else "og", address[1])
    return found.get("canonical") or found.get("og")


def _address(own: str | None, met: str | None) -> str | None:
    """Return the address that a page gives itself, or the one at which it was met if that is of another site."""
    if own is None or met is None:
        return own or met
    return own if _site(own) == _site(met) else met


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host)


def _parsed(page: str, where: str) -> Any:
    from trafilatura.utils import load_html

    tree = load_html(_XML_DECLARATION.sub("", page))
    if tree is None:
        raise EmptyInput("no report could be found in the page", where=where, do="save the article's own page")
    return tree


def _extract(tree: Any, url: str | None, where: str) -> Any:
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=True,
            favor_precision=True,
            date_extraction_params={"extensive_search": False},  # its date is not used: see page_dates
        )
    except Exception as e:  # hostile pages raise whatever the parsers under trafilatura raise
        raise NotText(
            f"the page cannot be taken apart ({type(e).__name__})", where=where, expected="an HTML page"
        ) from e
    if found is None or not (found.text or "").strip():
        raise EmptyInput("no report could be found in the page", where=where, do="save the article's own page")
    return found


def _searched(page: str, url: str | None, today: datetime.date) -> tuple[DateCandidate, ...]:
    """Return what htmldate finds in markup of other kinds; () for nothing. Running text is not searched: a date in it
    is more often the story's."""
    from htmldate import find_date

    try:
        found = find_date(
            _XML_DECLARATION.sub("", page).encode("utf-8", "replace"),  # a str that begins with "http" it would fetch
            extensive_search=False,
            original_date=True,
            url=url,
            min_date=EARLIEST.isoformat(),
            max_date=(today + datetime.timedelta(days=1)).isoformat(),
        )
    except Exception:  # noqa: BLE001 - as above; a page without a date can still be read
        return ()
    day = read_date(found) if found else None
    return (DateCandidate(day, "metadata"),) if day else ()


def draft_of(page: str, raw: bytes, *, item: Input, intake: Intake) -> Draft:
    """Return the draft of a page. Its address is the one that it gives itself, unless it was met at another site: no
    page can pass for another outlet's.

    Raises NotText for a page that cannot be parsed, EmptyInput for one without a report. Publisher: the outlets
    register by address or site name, else the site's own name.
    """
    url = _address(canonical_address(page), item.url)
    tree = _parsed(page, item.where)
    blocks, markup = blocks_of(tree), tuple(markup_dates(tree))
    found = _extract(tree, url, item.where)
    dates = page_dates(markup, blocks, found.title, found.text)
    around = Neighbourhood(blocks, found.text, found.title, intake.furniture).text(found.comments or "")
    outlet = intake.outlets.find(url) or intake.outlets.find(found.sitename)
    return Draft(
        body=around.body,
        raw=raw,
        page=page,
        source="html",
        key=item.key(raw),
        title=found.title,
        url=url,
        publisher=outlet.name if outlet else one_line(found.sitename),
        author=found.author,
        language=_declared_language(page),
        page_dates=tuple(dates) or _searched(page, url, intake.today),
        told=around.told,
    )


def _declared_language(page: str) -> str | None:
    """A page's lang attribute is often a template's, so only what contradicts nothing is used: none for English."""
    found = re.search(r"""<html[^>]{0,300}\blang\s*=\s*["']?([A-Za-z-]{2,10})""", page[:4000], re.I)
    return found[1] if found and not found[1].lower().startswith("en") else None


_FIRST_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body")


class Html:
    """Saved pages: one file, one report."""

    name = "html"
    suffixes = frozenset({".html", ".htm", ".xhtml"})
    media_types = frozenset({"text/html", "application/xhtml+xml"})

    def recognises(self, head: bytes) -> bool:
        """Whether it begins like a page."""
        low = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
        return low.startswith(_FIRST_TAGS) or (low.startswith(b"<?xml") and b"<html" in low)

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give the one report. Raises EmptyInput, NotText, TooLarge."""
        raw = item.read_bytes(intake.limits)
        page = decode(raw, where=item.where, limits=intake.limits.for_markup())
        yield draft_of(page, raw, item=item, intake=intake)


ADAPTER: Adapter = Html()
