"""Word lists of the mappings, written as a coder would: "tear gas, water cannon*, dispers*"."""

from __future__ import annotations

import re


def any_of(listed: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases, parted by commas, as whole words in whatever case.

    A star stands for any ending, or beginning, of the word; a space or hyphen for any white space or hyphen.
    """
    words = (" ".join(w.split()) for w in listed.split(","))
    forms = [
        re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+") for w in words if w
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
