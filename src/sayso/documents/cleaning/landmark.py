"""What trafilatura alone takes for a page's report, and htmldate alone for its day: the landmarks that our cleaning and
dating are measured against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def _extract(page: str, **options: Any) -> str:
    from trafilatura import extract

    return extract(page, **options) or ""


def _bare(page: str) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, with_metadata=True)
    return (found.text or "") if found else ""


ALONE: Mapping[str, Callable[[str], str]] = {
    "as the benchmark runs it": lambda page: _extract(page, include_comments=False),
    "by its defaults": _extract,
    "favouring precision": lambda page: _extract(page, include_comments=False, favor_precision=True),
    "bare, with metadata": _bare,
}
"""Its ways of running, each from a page to the text of its report ("" where it finds none)."""


def page_date_alone(page: str, url: str | None) -> str | None:
    """Return the ISO day of first publication that htmldate finds by itself; None where it finds none."""
    from htmldate import find_date

    found: str | None = find_date(page.encode("utf-8", "replace"), original_date=True, url=url)
    return found
