"""Who a source phrase stands for in this document, and what kind of source that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from sayso.schema import knowledge
from sayso.schema.vocabulary import SourceKind

_WORD = re.compile(r"[^\W_][\w.’'&-]*")
_ARTICLE = re.compile(r"^(?:the|a|an|one|some|its|his|her|their|this|that)\s+", re.IGNORECASE)
_ROLE = re.compile(
    r"^((?:[A-Z][\w.’'-]+\s+(?:(?:of|for)\s+(?:the\s+)?)?){1,6}(?:al-|el-)?[A-Z][\w.’'-]+)\s+(?:an?|the)\s.*"
)
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr)\.?\s+")
_BASED = re.compile(r"^\W*[\w.-]+[- ]based\s+", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]\s*([A-Z][A-Za-z.&-]{1,9})\s*[)\]]")
_ASIDE = re.compile(
    r"\s(?:who|which|that|whose)\s|,\s|\s[-–—]\s|\s(?:speaking|talking|writing|citing|quoting|(?:quoted|cited) by)\s"
)
_ALIAS = re.compile(r"^.*\b(?:known as|referred to as|identified as)\s+(?=(?:the\s+)?[A-Z])")
_WRITTEN = r"(?:statements?|reports?|messages?|communiqu[eé]s?|releases?|bulletins?|accounts?|declarations?)"
_OWNER = re.compile(rf"^(.+?)(?:['’]s?|(?<=[A-Z])s)\s+(?:\w+\s+)?{_WRITTEN}$")
_MAKER = re.compile(rf"^(?:\w+\s+)?{_WRITTEN}\s+(?:\w+ed\s+)?(?:by|from|among)\s+(?=\S)", re.IGNORECASE)
_SMALL = frozenset({"of", "for", "the", "in", "and", "on", "to", "at", "de", "from", "&", "by", "with"})
_SINGULAR = frozenset({"he", "she", "him", "her"})


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """An actor of a register, as a source."""

    name: str
    kind: SourceKind


class SpeakerNames(Protocol):
    """A register that knows actors by the phrases that name them."""

    def speaker(self, phrase: str) -> KnownSpeaker | None:
        """Return the known actor that the phrase names, None when the register does not know it."""
        ...


@dataclass(frozen=True, slots=True)
class Description:
    """What a definite description ("the group", "the statement") may stand for."""

    nouns: frozenset[str]
    kinds: frozenset[str]
    heads: frozenset[str]
    person: bool
    alone: bool


class SourceWords:
    """The packaged words on sources."""

    def __init__(self, content: Mapping[str, Any], outlets: Mapping[str, SourceKind]) -> None:
        self.kinds: dict[str, SourceKind] = {}
        for kind, phrases in content["kinds"].items():
            for phrase in phrases:
                self.kinds.setdefault(phrase.lower(), kind)
        self._told: dict[str, SourceKind] = {}
        self.order: tuple[SourceKind, ...] = tuple(content["kinds"])
        self._long = {p: k for p, k in self.kinds.items() if " " in p}
        self._outlets = {o: k for o, k in outlets.items() if len(o) > 1}
        self._outlet = re.compile(
            r"\b(?:" + "|".join(map(re.escape, sorted(self._outlets, key=len, reverse=True))) + r")\b"
        )
        self.person_words = frozenset(content["person_words"])
        self.modifiers = frozenset(content["modifiers"])
        self.mastheads = frozenset(content["mastheads"])
        self.ties = frozenset(content["ties"])
        self.descriptions = tuple(_description(row) for row in content["descriptions"])

    def is_source_word(self, word: str) -> bool:
        """Tell whether a word names a kind of source."""
        return word.lower().rstrip(".") in self.kinds or word.lower() in self.kinds

    def asks_to_be_unnamed(self, words: str) -> bool:
        """Tell whether the words hold one of the phrases of those who will not be named."""
        folded = f" {' '.join(w.rstrip('.') for w in _words(words))} "
        return any(f" {long} " in folded for long, kind in self._long.items() if kind == "anonymous")

    def is_outlet(self, phrase: str) -> bool:
        """Tell whether the phrase is the whole name of a registered agency or outlet."""
        return phrase in self._outlets

    def kind(self, phrase: str) -> SourceKind:
        """Return the kind that a phrase's words tell: several words, the head, then the rest; `other` when none."""
        if phrase not in self._told:
            self._told[phrase] = self._tell(phrase)
        return self._told[phrase]

    def _tell(self, phrase: str) -> SourceKind:
        folded = " ".join(_words(phrase))
        for long, kind in self._long.items():
            if f" {long} " in f" {folded} ":
                return kind
        if any(self.kinds.get(w) == "anonymous" for w in folded.split()):
            return "anonymous"
        if outlet := self._outlet.search(phrase):
            return self._outlets[outlet.group()]
        return "outlet" if self._has_masthead(phrase) else self._tell_by_roles(folded, head_word(phrase))

    def _tell_by_roles(self, folded: str, head: str) -> SourceKind:
        if head in self.kinds and head not in self.person_words and self.kinds[head] != "belligerent":
            return self.kinds[head]
        roles = {w for w in folded.split() if w in self.person_words}
        whose = {self.kinds[w] for w in folded.split() if w in self.kinds and w not in roles}
        if roles and whose:  # "army spokesman", "head of the observatory": the kind of whom they speak for
            return next(kind for kind in self.order if kind in whose)
        found = {self.kinds[w] for w in (*folded.split(), head) if w in self.kinds}
        return next((kind for kind in self.order if kind in found), "other")

    def _has_masthead(self, phrase: str) -> bool:
        """Tell whether the phrase ends like a newspaper's name: "the Hauran Post"; a "post" alone does not."""
        head = head_word(phrase)
        named = [w for w in _WORD.findall(phrase) if w[:1].isupper() and w != "The"]
        return head in self.mastheads and len(named) > 1 and head in (w.lower() for w in named)


def _description(row: Mapping[str, Any]) -> Description:
    return Description(
        frozenset(row["nouns"]),
        frozenset(row.get("kinds", ())),
        frozenset(row.get("heads", ())),
        bool(row.get("person")),
        bool(row.get("alone")),
    )


_OUTLET_KINDS: Mapping[str, SourceKind] = {"agency": "agency", "monitor": "monitor"}


def _outlets(rows: Iterable[Mapping[str, Any]]) -> dict[str, SourceKind]:
    """Return the names of the register of outlets with their kind of source."""
    return {
        name: _OUTLET_KINDS.get(row["kind"], "outlet")
        for row in rows
        for name in (row["name"], *row.get("aliases", ()))
    }


@cache
def source_words() -> SourceWords:
    """Return the packaged words on sources, with the register of outlets."""
    return SourceWords(knowledge.packaged("sources"), _outlets(knowledge.packaged("outlets")["outlets"]))


def _words(phrase: str) -> list[str]:
    return [w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(phrase)]


def plain_name(phrase: str) -> str:
    """Return the phrase without article, bracketed acronym and "Britain-based"."""
    name = _ASIDE.split(_BRACKETED.sub("", phrase), maxsplit=1)[0]
    name = _MAKER.sub("", _ALIAS.sub("", _ARTICLE.sub("", name)))
    name = _OWNER.sub(r"\1", _ROLE.sub(r"\1", _ARTICLE.sub("", name)))
    for _ in range(3):
        name = _TITLE.sub("", _BASED.sub("", _ARTICLE.sub("", name.strip(" ,;:-–—“”\"'‘’"))))
    return re.sub(r"\s+", " ", name).strip()


def head_word(phrase: str) -> str:
    """Return the last word before the first preposition, comma or relative pronoun, in lower case."""
    kept = re.split(
        r"\s(?:of|for|in|at|from|with|who|which|that|on|near|to|loyal)\s|[,(\[]|\s[-–—]\s", phrase, maxsplit=1
    )[0]
    found = _words(kept)
    return found[-1] if found else ""


def acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that the text itself explains: "Local Coordination Committees (LCC)"."""
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        short = match.group(1).replace(".", "")
        name = _spelled(text[max(0, match.start() - 120) : match.start()], short)
        if name and short not in found:
            found[short] = name
    return found


def _spelled(before: str, short: str) -> str | None:
    """Return the words right before the bracket whose capitals make the acronym."""
    words = before.split()
    letters = [c.upper() for c in short if c.isupper()] or list(short.upper())
    for size in range(2, min(len(words), len(letters) + 5) + 1):
        piece = words[-size:]
        initials = [
            p[0].upper() for w in piece for p in re.split("[-–]", w) if p and p.lower() not in _SMALL and p[0].isalpha()
        ]
        if initials == letters and piece[0][:1].isupper():
            return " ".join(piece)
    return None


def initials(name: str) -> str:
    """Return the first letters of a name's capitalised words."""
    return "".join(w[0] for w in name.split() if w[:1].isupper() and w.lower() not in _SMALL)


def last_name(full: str) -> str:
    """Return a person's last name, in lower case: the last capitalised word, before "head of …" and the like."""
    kept = re.split(r"\s(?:of|for|at|in|from)\s", full, maxsplit=1)[0].split()
    while len(kept) > 1 and kept[-1][:1].islower() and not kept[-1].startswith("al-"):
        kept.pop()
    return (_words(kept[-1]) or [""])[-1] if len(kept) > 1 or kept[-1:] == full.split() else _words(full)[-1]


@dataclass(slots=True)
class Speaker:
    """One speaker of a document under its best name."""

    name: str
    kind: SourceKind
    person: bool
    plural: bool
    named: bool


class Speakers:
    """The speakers of one document, in the order in which they speak.

    `resolve` is called once per source in text order; descriptions and pronouns stand for speakers met before, the
    one monitor of a document also for one met later.
    """

    def __init__(
        self, text: str, phrases: Iterable[tuple[str, bool]], words: SourceWords, names: SpeakerNames | None
    ) -> None:
        self.words = words
        self.names = names
        self._acronyms = acronyms(text)
        self.known: list[Speaker] = []
        for phrase, person in phrases:
            speaker = self._made(phrase, person)
            if speaker.named and not any(s.name == speaker.name for s in self.known):
                self.known.append(speaker)
        self.known = [s for s in self.known if not any(_shortens(s.name, o.name, o.person) for o in self.known)]
        self.spoken: list[Speaker] = []

    def _made(self, phrase: str, person: bool) -> Speaker:
        name = plain_name(phrase)
        known = self._registered(name)
        if known:
            return Speaker(known.name, known.kind, False, False, True)
        name = self._acronyms.get(name.replace(".", ""), name)
        is_person = (person and not self._is_publication(name)) or self._has_role(name)
        named = any(w[:1].isupper() for w in _WORD.findall(name))
        head = head_word(name)
        plural = head.endswith("s") and not is_person and head in name and not name[:1].isupper()
        return Speaker(name, self.words.kind(name), is_person, plural, named)

    def _is_publication(self, name: str) -> bool:
        """Tell whether the name taken for a person is an agency's or an outlet's; "Omar Tarim of AFP" is a person."""
        whole = re.split(r"\s(?:of|from|for|at)\s", name, maxsplit=1)[0]
        return self.words.kind(whole) in ("agency", "outlet", "monitor") and not self._has_role(whole)

    def _registered(self, name: str) -> KnownSpeaker | None:
        return self.names.speaker(name) if self.names else None

    def _has_role(self, name: str) -> bool:
        words = _words(name)
        return (
            any(w in self.words.person_words for w in words[:-1]) and name.rsplit(maxsplit=1)[-1][:1].isupper()
        ) or (head_word(name) in self.words.person_words)

    def resolve(self, phrase: str, person: bool = False) -> tuple[str | None, SourceKind, str]:
        """Return name, kind and how the name was found; the name is None when nothing fits, and the rule says so."""
        speaker, how = self._find(phrase, person)
        if speaker is None:
            return None, self.words.kind(phrase), how
        self.spoken.append(speaker)
        return speaker.name, speaker.kind, how

    def name_of(self, phrase: str) -> tuple[str, SourceKind]:
        """Return name and kind of someone who does not speak: who was told."""
        speaker = self._find(phrase, False)[0]
        return (speaker.name, speaker.kind) if speaker else (plain_name(phrase), self.words.kind(phrase))

    def _find(self, phrase: str, person: bool) -> tuple[Speaker | None, str]:
        low = phrase.lower().strip()
        if low in _SINGULAR:
            return self._last(lambda s: s.person) or self._last(lambda s: s.named and s.kind == "other"), "pronoun"
        if low == "it":
            return self._last(lambda s: not s.person and not s.plural), "pronoun"
        if low in ("they", "them"):
            return self._last(lambda s: s.plural) or self._last(lambda s: not s.person), "pronoun"
        described = self._described(phrase)
        if described:
            return described, "description"
        return self._same_name(phrase, person)

    def _last(self, fits: Any) -> Speaker | None:
        return next((s for s in reversed(self.spoken) if fits(s)), None)

    def _described(self, phrase: str) -> Speaker | None:
        name = plain_name(phrase)
        low = " ".join(_words(name))
        if any(w[:1].isupper() for w in name.split()[1:]) or len(low.split()) > 4:
            return None
        if phrase.lower().startswith("the ") and low and not any(w[:1].isupper() for w in name.split()):
            named = self._last(
                lambda s: s.named and set(low.split()) <= set(_words(s.name)) and self._same_head(low, s)
            )
            if named:
                return named
        for row in self.words.descriptions:
            if low in row.nouns or (row.alone and head_word(low) in row.nouns):
                return self._for_description(row, phrase)
        return None

    def _same_head(self, low: str, speaker: Speaker) -> bool:
        """Tell whether "the press secretary" may stand for the speaker: by role for a person, by head for others."""
        head = low.rsplit(maxsplit=1)[-1]
        return head in self.words.person_words if speaker.person else head == head_word(speaker.name)

    def _for_description(self, row: Description, phrase: str) -> Speaker | None:
        if row.alone:
            alone = [s for s in self.known if s.kind in row.kinds and s.named and not s.person]
            if len(alone) > 1 and phrase.lower().startswith(("a ", "an ")):
                return None  # "a monitoring group" beside two known ones may be a third
            return alone[0] if len(alone) == 1 else self._last(lambda s: s in alone)
        if not phrase.lower().startswith(("the ", "this ", "that ", "its ", "his ", "their ")):
            return None
        if row.person:
            return self._last(lambda s: s.person and (not row.heads or bool(row.heads & set(_words(s.name)))))
        if row.heads:
            return self._last(lambda s: head_word(s.name) in row.heads)
        return self._last(lambda s: s.kind in row.kinds and not s.person)

    def _same_name(self, phrase: str, person: bool) -> tuple[Speaker, str]:
        made = self._made(phrase, person)
        if made.named:
            for known in self.known:
                if known.name == made.name:
                    return known, "name"
            fuller = [s for s in self.known if _shortens(made.name, s.name, s.person)]
            if fuller:
                spoken = self._last(lambda s: s in fuller)
                return spoken or max(fuller, key=lambda s: len(s.name)), "short name"
        return made, "name"


def _shortens(short: str, full: str, person: bool) -> bool:
    """Tell whether `short` is a shorter way to write `full`: its head, its last name, or its initials."""
    if short == full:
        return False
    if short.replace(".", "").isupper() and len(short) > 1:
        return short.replace(".", "") == initials(full)
    a, b = _words(short), _words(full)
    if len(a) >= len(b) or not set(a) <= set(b):
        return False
    if person:
        return a[-1] == last_name(full) or (len(a) == 1 and full[:1].isupper() and a[0] == b[0])
    return head_word(short) == head_word(full)
