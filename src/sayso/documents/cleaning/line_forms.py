"""Lines that no phrase tells but their form: counters, times, hashtags, signatures of posts, initials, addresses."""

from __future__ import annotations

import re

from sayso.documents.cleaning.furniture import NAME, Furniture
from sayso.schema.vocabulary import SegmentKind

_ZONE = r"(?:GMT|UTC|BST|CES?T|EES?T|E[SD]T|P[SD]T|IST|MSK|AST|local time)"
_INITIALS = r"[a-z]{2,4}(?:/[a-z]{2,4})*"
_ROWS: tuple[tuple[SegmentKind, str], ...] = (
    ("boilerplate", r"\d{1,3}\s*(?:/|of|von|из|sur|de)\s*\d{1,3}$"),  # the number of a picture
    ("boilerplate", r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*/\s*\d{1,2}:\d{2})?$"),  # the length of a film
    (
        "boilerplate",
        rf"(?:(?:last\s+)?updated?:?\s+(?:at\s+)?)?\d{{1,2}}[.:]\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\s*\(?{_ZONE}?\)?\.?$",
    ),
    ("boilerplate", r"\d+\s+min(?:ute)?s?\s+(?:read|listen|watch)$"),
    ("related", r"(?:#\w+[\s,]*){1,20}$"),
    ("related", r"(?:also|more|read more|see more)\s+(?:on|at|from)\s+[\w-]+\.\w{2,}\b"),  # and the name of a site
    ("related", r"(?:>>|»|►|▶|→)\s*\w[^\n]{0,140}(?<![.…:;,])$"),
    ("share", r"[—–-]\s.{2,60}\(@\w+\)"),  # who posted it
    ("share", r"pic\.twitter\.com/\w+$"),
    ("caption", rf"(?:©\s*)?{NAME}\s*/\s*{NAME}(?:\s*/\s*{NAME})?$"),
    ("sign_off", r"(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram|t)\.(?:com|me)/\S+$"),
    ("sign_off", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+$"),
)
_FORMS = tuple((kind, re.compile(f, re.I if kind in ("boilerplate", "related") else 0)) for kind, f in _ROWS)


def kind_by_form(line: str, furniture: Furniture) -> SegmentKind | None:
    """Return what a line is by its form alone; None when that tells nothing."""
    bare = line.strip()
    if furniture.threads.age.fullmatch(bare):
        return "boilerplate"
    found = next((kind for kind, form in _FORMS if form.match(bare)), None)
    return found or ("sign_off" if _is_credit(bare, furniture) else None)


def _is_credit(line: str, furniture: Furniture) -> bool:
    """ "(Agency)", "kk/mar (agency, agency)": nothing but agencies and small initials."""
    inner = re.fullmatch(rf"(?:{_INITIALS}\s*)?[(\[](.{{2,60}})[)\]]\.?", line)
    if not inner:
        return bool(re.fullmatch(rf"{_INITIALS}", line)) and "/" in line
    left = re.sub(r"[\s,;/&]|\band\b", "", furniture.agency.sub("", inner[1]))
    return not left or (bool(furniture.agency.search(inner[1])) and left.islower() and len(left) <= 4)
