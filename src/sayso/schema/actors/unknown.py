"""Stable ids for named actors that the register does not hold.

The id follows from the folded name and the country, so that every report gives an unknown actor the same one. It is no
claim that two reports mean the same: a project's own register says so (`same_as`).
"""

from __future__ import annotations

import re

from sayso.schema.actors.names import fold_name

UNKNOWN = "unknown:"
"""How the id of an actor that the register does not hold begins."""

_WORD = re.compile(r"[^\W\d_][\w'’.]*")
_LINKED = re.compile(r"-(?:led|backed|linked|allied|aligned|affiliated|held|run)\b")


def is_proper_name(name: str, particles: frozenset[str], describing: frozenset[str] = frozenset()) -> bool:
    """Tell whether words name somebody rather than describe: "Liwa al-Asifa", "River Guard fighters"; not "two men" nor
    "Kurdish and Arab fighters".

    Two capitalised words at least, or one in capitals, that are not among the `describing` (nationalities, "Islamist");
    lower-case words only inside, or one at the end.
    """
    words = [w for part in name.split() for w in _WORD.findall(part)]
    inner = [w for w in words if w.lower() not in particles]
    named = [w for w in inner if w[0].isupper()]
    naming = [w for w in named if fold_name(w) not in describing]
    if not naming or _LINKED.search(name):
        return False
    if len(named) == 1:
        return len(named[0]) > 2 and named[0].isupper()
    return len(named) >= 2 and inner[0][0].isupper() and len(named) >= len(inner) - 1


def unknown_id(name: str, country: str | None) -> str:
    """Return the stable id of an actor that the register does not hold: `unknown:sy:liwa-asifa`.

    `country` is an ISO 3166 code; without one the id has none.
    """
    slug = fold_name(name).replace(" ", "-")
    return UNKNOWN + (f"{country.lower()}:" if country else "") + slug
