"""Sitemaps: the pages that a site names, to be fetched by whoever may. Nothing in them is a report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sayso.documents.adapter import Adapter, Found, Intake
from sayso.documents.adapters.xml_heads import first_element
from sayso.documents.draft import one_line
from sayso.documents.inputs import Address, Input
from sayso.documents.metadata.dating import read_date
from sayso.errors import DocumentError, EmptyInput, NotText, TooLarge

_EXPECTED = "a sitemap"
_ROOTS = ("urlset", "sitemapindex")
_MOST_PAGES = 50_000
"""As many as the protocol allows one file to name."""
_NAMESPACE = re.compile(r"^\{[^}]*\}")
_NEWS = "news"


class Sitemap:
    """One file, an address for each page or sitemap that it names."""

    name = "sitemap"
    suffixes = frozenset({".xml"})
    media_types: frozenset[str] = frozenset()

    def recognises(self, head: bytes) -> bool:
        """Whether its first element is that of a sitemap or of an index of sitemaps."""
        element = first_element(head)
        return element is not None and element[0] in _ROOTS

    def read(self, item: Input, intake: Intake) -> Iterator[Found]:
        """Give each page once, with the title and day of a news sitemap, else with the day of its last change.

        Raises NotText for what is no sitemap or not well-formed, EmptyInput for one without addresses, TooLarge.
        """
        raw = item.read_bytes(intake.limits)
        seen: set[str] = set()
        for row in _rows(raw, item.where):
            url = (row.words.get("loc") or "").strip()
            if url in seen or not re.match(r"https?://[^\s/]\S*$", url):
                continue
            if len(seen) == _MOST_PAGES:
                raise TooLarge(
                    "names more pages: the rest is left out", where=item.where, expected=f"at most {len(seen):,}"
                )
            seen.add(url)
            yield Address(f"{item.where}, page {len(seen)}", url, row.title, row.day)
        if not seen:
            raise EmptyInput("the sitemap names no pages", where=item.where, expected=_EXPECTED)


@dataclass(slots=True)
class _Row:
    """What stands in one entry: the words of its elements, and of those in a news block."""

    words: dict[str, str] = field(default_factory=dict)
    news: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str | None:
        """The title of a news block, None where there is none."""
        return one_line(self.news.get("title"))

    @property
    def day(self) -> str | None:
        """The day of publication, else that of the last change, in ISO 8601; None where none can be read."""
        for given in (self.news.get("publication_date"), self.words.get("lastmod")):
            found = read_date(given) if given else None
            if found:
                return found.isoformat()
        return None


def _rows(raw: bytes, where: str) -> Iterator[_Row]:
    """Give the entries one after the other; each is forgotten once it is read. What stands before a fault is given."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    row, path = _Row(), []
    root: Any = None
    try:
        for event, element in iterparse(io.BytesIO(raw), events=("start", "end"), forbid_dtd=True):
            name = _NAMESPACE.sub("", element.tag)
            if event == "start":
                root = _checked_root(element, name, where) if root is None else root
                path.append(name)
                continue
            path.pop()
            if len(path) == 1:
                yield row
                row = _Row()
                root.clear()
            elif element.text and (len(path) == 2 or path[2:] == [_NEWS]):
                (row.words if len(path) == 2 else row.news).setdefault(name, element.text[:2000])
    except DefusedXmlException as e:
        raise _damaged("declares a document type or entities, which a sitemap has no use for", where) from e
    except (ParseError, LookupError, ValueError) as e:  # encodings that do not exist, or that expat does not read
        raise _damaged(f"not well-formed ({one_line(str(e)[:120])})", where) from e


def _checked_root(element: Any, name: str, where: str) -> Any:
    if name.lower() not in _ROOTS:
        raise NotText(f"its first element is <{name[:40]}>", where=where, expected=_EXPECTED)
    return element


def _damaged(what: str, where: str) -> DocumentError:
    return NotText(what, where=where, expected=_EXPECTED, do="fetch it again")


ADAPTER: Adapter = Sitemap()
