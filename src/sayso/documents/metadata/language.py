"""The language a report is in, or that it cannot be told."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

READ = frozenset({"en"})
"""Languages that the parser and the cue lists cover."""
_FEWEST_LETTERS = 40
_SURE = 0.80
"""py3langid's own probability; below it, mixed or garbled text is as likely. Measured on report-length text only."""
_SAMPLE = 5_000


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language; None when the text is too short or the guess unsure."""
    if len(re.findall(r"[^\W\d_]", text[:_SAMPLE])) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(text[:_SAMPLE])[:2]
    return str(code) if probability >= _SURE else None


def as_code(value: str | None) -> str | None:
    """Return the two-letter code of a given language ("en-GB", "EN"), None for none or for what is no code."""
    code = re.match(r"[a-z]{2}(?=$|[-_])", (value or "").strip().casefold())
    return code[0] if code else None


def unread(language: str | None) -> str | None:
    """Return why a document is kept but not read, None when it is read. An unknown language is read as English."""
    return None if language is None or language in READ else f"language {language} is not read yet"
