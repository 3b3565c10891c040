"""Which outlets a report names as its sources: "Reuters reported", "told Al Jazeera", "according to the agency SANA".

An outlet that is only spoken of (its office was hit, its reporter was killed) is not cited. There is no parse here:
what stands before and behind a name, within its sentence, decides. The words are `schema/data/citing-words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.documents.metadata.outlet_names import NamedOutlet, names_of
from sayso.schema import knowledge
from sayso.schema.document import CitedOutlet, Segment
from sayso.schema.outlets import Outlet, OutletRegister
from sayso.schema.phrases import forms

_WORD = r"[\w'’-]+"
_CAPITAL = r"(?:[A-Z][\w'’.-]+|al-[A-Z][\w'’-]+)"
_PERSON = rf"(?:,?\s+{_CAPITAL}(?:\s+(?:al|el|bin|ibn|abu|de|{_CAPITAL})){{0,3}}?,?)?"
_SENTENCE_END = re.compile(r"(?<![.\s][A-Z])[.!?][\"”'’)]*\s+(?=[A-Z\"“‘(])|\n")
_LONGEST_BEFORE = 160
_LONGEST_BEHIND = 200


@dataclass(frozen=True, slots=True)
class _Contexts:
    """What may stand before a name (matched up to its end) and behind it (matched from its beginning)."""

    listens: re.Pattern[str]
    passes_on: re.Pattern[str]
    done_to: re.Pattern[str]
    outlet_word_before: re.Pattern[str]
    outlet_word_behind: re.Pattern[str]
    speaks: re.Pattern[str]
    leads_to: re.Pattern[str]
    spoken_behind: re.Pattern[str]
    spoken_ends: re.Pattern[str]
    output: re.Pattern[str]
    things: re.Pattern[str]
    infinitive: re.Pattern[str]
    longer: re.Pattern[str]
    beside: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    listed = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in listed) + ")"


def _verbs(lemmas: Iterable[str]) -> str:
    return _any(form for lemma in lemmas for form in forms(lemma) if not form.endswith("ing"))


@cache
def _contexts() -> _Contexts:
    words: dict[str, list[str]] = knowledge.packaged("citing-words")
    kinds, staff, output = _any(words["outlet_words"]), _any(words["staff"]), _any(words["output"])
    breaks = rf"(?!{_any(words['breaks'])}\b)"
    gap = rf"(?:[\s,(\[“\"]+{breaks}{_WORD}){{0,7}}?[\s,(\[“\"]*$"
    short = rf"(?:[\s(\[“\"]+(?!(?:of|to)\b){breaks}{_WORD}){{0,5}}?[\s(\[“\"]*$"
    told = rf"(?:\s+{breaks}{_WORD}){{1,5}}?\s+to(?:\s+an?|\s+the)?(?:\s+[\w-]+)?\s+"
    own = r"(?:['’]s?)?"
    place = rf"(?:\s+(?:in|at|on|near|from|for|with)\s+(?:the\s+)?{_WORD}(?:\s+[A-Z]{_WORD}){{0,2}})?"
    clause = r"(?:,\s+[^.;:\n]{2,90}?,|\s+[(][^()\n]{2,60}[)])?"
    kind = rf"(?:,?\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,5}}?{kinds}\b{own})?"
    adverbs = rf"(?:\s+(?:\w+ly|{_any(words['adverbs'])})){{0,3}}"
    speech = rf"(?:{_verbs(words['speaks'])}|{_any([*words['speaks_irregular'], *words['progressive']])})"
    verb = rf"{speech}\b(?!\s+{_any(words['no_report'])}\b)"
    names = rf"[)\]”\"]*{own}{kind}(?:\s+[a-z-]+)?(?:\s+{staff}\b)?"
    return _Contexts(
        listens=re.compile(rf"\b(?:{_any(words['listens'])}{short}|{_any(words['tells'])}{told}$)", re.I),
        passes_on=re.compile(rf"\b{_any(words['passes_on'])}{gap}", re.I),
        done_to=re.compile(rf"\b{_any(words['done_to'])}(?:\s+(?:an?|the|its|two|three|former|veteran))*\s*$", re.I),
        outlet_word_before=re.compile(rf"\b{kinds}\s+[“\"]?$"),
        outlet_word_behind=re.compile(rf"[”\"]?\s+{kinds}\b"),
        speaks=re.compile(rf"{names}{_PERSON}{place}{_PERSON}{clause}{adverbs}\s+{verb}"),
        leads_to=re.compile(rf",\s+{verb}(?!\s+(?:the|an?|[A-Z]))"),
        spoken_behind=re.compile(rf"{_verbs(words['speaks_behind'])}\s+{breaks}(?:{_WORD},?\s+){{0,7}}?[(\[“\"]?$"),
        spoken_ends=re.compile(rf"[)\]”\"]*(?:\s+{kinds})?\s*(?:[.,;:]|$|\s{_any(words['goes_on'])}\b)"),
        output=re.compile(rf"[)\]”\"]*{own}(?:\s+{kinds})?(?:\s+[a-z-]+)?\s+{output}\b"),
        things=re.compile(rf"{own}(?:\s+{kinds})?(?:\s+[a-z-]+)?\s+{_any(words['things'])}\b"),
        infinitive=re.compile(rf"{own}(?:\s+{kinds})?\s+(?:not\s+)?to\s+[a-z]"),
        longer=re.compile(rf"\s+{_any(words['longer_names'])}\b"),
        beside=re.compile(
            rf"[)\]”\"]*{own}(?:\s+{kinds})*\s*(?:,|/|&|\band\b|\bor\b|,\s*and\b)\s*(?:the\s+)?(?:{_WORD}\s+){{0,2}}?(?:{kinds}\s+)?[(“\"]?"
        ),
    )


def cited_outlets(
    text: str, segments: Sequence[Segment], publisher: str | None, register: OutletRegister
) -> tuple[CitedOutlet, ...]:
    """Return the outlets that headline and body name as sources, in the order of the text; () for none.

    The publisher itself is no citation. An outlet that is cited twice stands there twice.
    """
    own = register.find(publisher)
    found: list[CitedOutlet] = []
    for segment in segments:
        if segment.kind in ("headline", "body"):
            found += _cited_in(text, segment, own, register)
    return tuple(found)


def _cited_in(text: str, segment: Segment, own: Outlet | None, register: OutletRegister) -> Iterable[CitedOutlet]:
    names = [n for n in names_of(register.outlets).find(text, segment.start, segment.end) if _may_be_meant(text, n)]
    heads = segment.kind == "headline"
    chosen = {n for n in names if _cites(text, segment, n) or (heads and _credits(text, segment, n))}
    for row in (list(pairwise(names)), list(pairwise(names))[::-1]):  # "AFP and Reuters reported", "told AFP and AP"
        for one, other in row:
            if (one in chosen) != (other in chosen) and _contexts().beside.fullmatch(text, one.end, other.start):
                chosen |= {one, other}
    for name in names:
        if name in chosen and name.outlet is not own:
            yield CitedOutlet(name.outlet.id, name.outlet.name, name.outlet.source_kind, name.start, name.end)


def _may_be_meant(text: str, name: NamedOutlet) -> bool:
    """Whether the outlet can be meant at all: a shared name needs a word for an outlet beside it."""
    by = _contexts()
    if by.longer.match(text, name.end):
        return False
    before = text[max(0, name.start - 30) : name.start]
    return not name.shared or bool(by.outlet_word_before.search(before) or by.outlet_word_behind.match(text, name.end))


def _cites(text: str, segment: Segment, name: NamedOutlet) -> bool:
    by = _contexts()
    before, behind = _around(text, segment, name)
    if by.things.match(behind):
        return False
    if by.listens.search(before):
        return not by.infinitive.match(behind)
    if by.passes_on.search(before):
        return True
    if _closes(before, behind):
        return True
    if by.done_to.search(before):
        return False
    return bool(by.speaks.match(behind) or by.leads_to.match(behind) or by.output.match(behind))


def _closes(before: str, behind: str) -> bool:
    """Whether the outlet is the speaker behind what was said: "…, said the head of the Observatory, adding …"."""
    verb = _contexts().spoken_behind.search(before)
    ends = _contexts().spoken_ends.match(behind)
    if not verb or not ends:
        return False
    after_speech = before[: verb.start()].rstrip().endswith((",", "”", '"', "'", "’"))
    return after_speech or ends[0].strip(')]”" ') in (".", "", "a", "an")


def _credits(text: str, segment: Segment, name: NamedOutlet) -> bool:
    """ "Twelve killed in raid: monitor", "Reuters: twelve killed": how headlines name their source."""
    before, behind = text[segment.start : name.start].rstrip(), text[name.end : segment.end].strip()
    last = not behind and before.endswith((":", " -", "–", "—"))
    return last or (not before and behind.startswith((":", "- ", "– ", "— ")))


def _around(text: str, segment: Segment, name: NamedOutlet) -> tuple[str, str]:
    """Return what stands before and behind a name in its sentence."""
    before = text[max(segment.start, name.start - _LONGEST_BEFORE) : name.start]
    ends = [m.end() for m in _SENTENCE_END.finditer(before)]
    behind = text[name.end : min(segment.end, name.end + _LONGEST_BEHIND)]
    stop = _SENTENCE_END.search(behind)
    return before[ends[-1] :] if ends else before, behind[: stop.end()].rstrip() if stop else behind
