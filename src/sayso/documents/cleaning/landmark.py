"""What trafilatura alone takes for a page's report: the landmark that our cleaning is measured against."""

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
