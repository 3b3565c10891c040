"""The words that say when, and the forms in which they stand together: `data/time-words.yaml`, compiled.

One grammar serves both rooms that need it: annotation finds the forms, claims reads them. So whatever is marked as a
time can also be asked for its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.schema import knowledge

_SLOT = re.compile(r"\{([A-Za-z_][A-Za-z_0-9]*)\}")
_GROUP = re.compile(r"\?P<\w+>")


@dataclass(frozen=True, slots=True)
class TimeForm:
    """One form. `name` is the rule by which it is read; the groups of `pattern` are the words that carry meaning.

    Where nothing in a text matches `needs`, the form cannot stand there.
    """

    name: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The lists, each word folded to lower case, and the forms in the order of the file.

    `counts` maps a number word to its lowest and highest reading; `edges`, `whiches`, `anchors` and `leads` map a word
    to its class. `feasts` gives month and day, of the first and the last day where the feast may fall on several;
    `zones` hours ahead of Greenwich; `month_first` and `either_order` are ISO codes of countries.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    counts: Mapping[str, tuple[int, int]]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    plural_reach: Mapping[str, int]
    recent_reach: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    edges: Mapping[str, str]
    whiches: Mapping[str, str]
    anchors: Mapping[str, str]
    leads: Mapping[str, str]
    feasts: Mapping[str, tuple[int, ...]]
    decades: Mapping[str, int]
    zones: Mapping[str, float]
    month_first: frozenset[str]
    either_order: frozenset[str]
    not_a_year_after: frozenset[str]
    not_a_year_before: frozenset[str]
    ahead_helpers: frozenset[str]
    ahead_verbs: frozenset[str]
    meanwhile: frozenset[str]
    beginnings: frozenset[str]
    statement_nouns: frozenset[str]
    forms: tuple[TimeForm, ...]


def fold(words: str) -> str:
    """Return the words as the lists hold them: lower case, single spaces, straight apostrophe, no final full stop."""
    return " ".join(words.replace("’", "'").lower().split()).rstrip(".")


def _either(words: Iterable[str]) -> str:
    """Alternatives, longest first, so that "late on" is preferred to "late"."""
    return "|".join(re.escape(w) for w in sorted({str(w) for w in words}, key=lambda w: (-len(w), w)))


def _capitalised(words: Mapping[str, int], full: Iterable[str]) -> str:
    """Names that count only with a capital ("May", "MAY"); those not among the `full` ones may end in a full stop."""
    whole = {w.lower() for w in full}
    shapes = sorted({s for w in words for s in (w.title(), w.upper())}, key=lambda w: (-len(w), w))
    return "(?-i:" + "|".join(s + ("" if s.lower() in whole else r"\.?") for s in shapes) + ")"


def _longest_names(words: Mapping[str, int]) -> list[str]:
    """The full name for each number: "december", not "dec"."""
    return [max((w for w in words if words[w] == n), key=len) for n in set(words.values())]


def _classes(content: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in content.items() for word in words}


def _lists(content: Mapping[str, Any]) -> dict[str, str]:
    """Name of a slot to the expression that stands for it, without a group."""
    weekday = r"(?:" + _either(content["weekdays"]) + ")"
    number = _either([*content["numbers"], *content["vague_numbers"]])
    return {
        "month": _capitalised(content["months"], _longest_names(content["months"])),
        "weekday": weekday,
        "any_weekday": f"(?:{weekday}|{_capitalised(content['short_weekdays'], ())})",
        "number": f"{number}|{content['parts']['count']}",
        "ordinal": _either(content["ordinals"]),
        "unit": _either(content["units"]),
        "season": _either(content["seasons"]),
        "part": _either(content["parts_of_day"]),
        "edge": _either(_classes(content["edges"])),
        "which": _either(_classes(content["whiches"])),
        "anchor": _either(_classes(content["anchored"])),
        "approximation": _either(content["approximations"]),
        "fixed_feast": _either(content["fixed_feasts"]).replace("'", "['’]"),
        "moving_feast": _either(content["moving_feasts"]),
        "hijri_feast": _either(content["hijri_feasts"]),
        "hijri_month": _either(content["hijri_months"]).replace("'", "['’]"),
        "decade": _either(content["decades"]),
        "zone": rf"(?:{_either(content['zones'])})\b",
        "begin_verb": _either(content["begin_verbs"]),
        **content["parts"],
        "day2": content["parts"]["day"],
    }


class _Compiler:
    """Fills the slots of a form. A lower-case slot becomes a named group, an upper-case one does not."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._lists = _lists(content)
        self._shared: Mapping[str, str] = content["shared"]
        self._lead = _either(_classes(content["leads"])).replace(r"\ ", r"\s+")

    def _fill(self, slot: re.Match[str]) -> str:
        name = slot[1].lower()
        if name in self._shared:
            filled = self.expand(self._shared[name])
            return f"(?:{_GROUP.sub('?:', filled)})" if slot[1].isupper() else f"(?:{filled})"
        words = self.expand(self._lists[name])
        plain = slot[1].isupper() or name in ("possessive", "join", "approximation", "begin_verb", "part", "clock")
        return f"(?:{words})" if plain else f"(?P<{name}>{words})"

    def expand(self, pattern: str) -> str:
        return _SLOT.sub(self._fill, pattern)

    def needs(self, name: str | None) -> re.Pattern[str]:
        words = self._lists[name] if name else ""
        return re.compile(rf"(?:{self.expand(words)})", re.IGNORECASE)

    def compile(self, pattern: str) -> re.Pattern[str]:
        body = re.sub(r"(?<!\\) |\\ ", r"\\s+", self.expand(pattern))
        lead = rf"(?:(?P<lead>{self._lead})\s+)?"
        return re.compile(rf"(?<![\w-]){lead}(?:{body})(?!\w)", re.IGNORECASE)


def _forms(content: Mapping[str, Any]) -> Iterator[TimeForm]:
    compiler = _Compiler(content)
    for row in content["forms"]:
        yield TimeForm(row["name"], compiler.compile(row["pattern"]), compiler.needs(row.get("needs")))


def build(content: Mapping[str, Any]) -> TimeWords:
    """Return the grammar that a checked `time-words` file holds."""
    counts = {w: (n, n) for w, n in content["numbers"].items()}
    return TimeWords(
        months=content["months"],
        weekdays={**content["short_weekdays"], **content["weekdays"]},
        counts={**counts, **{w: (a, b) for w, (a, b) in content["vague_numbers"].items()}},
        ordinals=content["ordinals"],
        units=content["units"],
        plural_reach=content["plural_reach"],
        recent_reach=content["recent_reach"],
        seasons={w: (a, b) for w, (a, b) in content["seasons"].items()},
        edges=_classes(content["edges"]),
        whiches=_classes(content["whiches"]),
        anchors=_classes(content["anchored"]),
        leads=_classes(content["leads"]),
        feasts={w: tuple(days) for w, days in content["fixed_feasts"].items()},
        decades=content["decades"],
        zones=content["zones"],
        month_first=frozenset(content["month_first"]),
        either_order=frozenset(content["either_order"]),
        not_a_year_after=frozenset(content["not_a_year_after"]),
        not_a_year_before=frozenset(content["not_a_year_before"]),
        ahead_helpers=frozenset(content["ahead_helpers"]),
        ahead_verbs=frozenset(content["ahead_verbs"]),
        meanwhile=frozenset(content["meanwhile"]),
        beginnings=frozenset(content["beginnings"]),
        statement_nouns=frozenset(content["statement_nouns"]),
        forms=tuple(_forms(content)),
    )


@cache
def packaged_time_words() -> TimeWords:
    """Return the packaged grammar of time expressions in English."""
    return build(knowledge.packaged("time-words"))
