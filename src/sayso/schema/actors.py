"""The register of actors: who fights, governs, monitors and reports, under which names.

`data/actors.yaml` is the packaged one; a project's own file of the same shape can stand in for it. A name that two
actors share is found only where the country decides between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sayso.errors import KnowledgeError
from sayso.schema import knowledge
from sayso.schema.vocabulary import SourceKind

ActorKind = Literal[
    "state",
    "state_forces",
    "rebel_group",
    "militia",
    "extremist_group",
    "coalition",
    "civilians",
    "monitor",
    "international_organisation",
    "agency_press",
    "people",
]
GROUP_KINDS: frozenset[ActorKind] = frozenset({"rebel_group", "militia", "extremist_group"})

_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ash|an|ar|ad|at|az|ed|es)-|\b(?:the|al|el)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_INNER_MARKS = re.compile(r"(?<=\w)['’.](?=\w)|(?<=\w)\.")
_QUESTION = re.compile(r"\s+(?:it|he|she|there|this|that|these|those|the)\b")
_CAPITALS = re.compile(r"\b(?:[A-Z]\.?){2,}[A-Z0-9]*(?![a-z])")


@dataclass(frozen=True, slots=True)
class Actor:
    """One entry. `country` an ISO 3166 code, None for one at home in several; `inter` ACLED's code at home (1 to 8);
    `parent` the id of the actor it belongs to; `sides` its camp in each conflict; `speaks` the kind of source it is
    when quoted. `metonyms` ("Moscow") name it only where an actor is expected, and are never found by scanning."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    inter: int | None = None
    parent: str | None = None
    sides: Mapping[str, str] = field(default_factory=dict)
    speaks: SourceKind = "other"
    metonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and every alias, metonyms left out."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class State:
    """A country: its ISO code, its name and adjectives, and whether it has a war on its own soil."""

    code: str
    name: str
    adjectives: tuple[str, ...]
    war: bool


@dataclass(frozen=True, slots=True)
class Generic:
    """Words that name a party only inside a document ("the regime", "the radical group").

    `of` says whose they are; `kinds` to which kinds of actor they can refer back, empty for a state's own.
    """

    of: str
    words: frozenset[str]
    kinds: frozenset[str]


def fold_name(name: str) -> str:
    """Return a name as it is compared: lower case, without accents, articles, possessives, hyphens or full stops."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _INNER_MARKS.sub("", _POSSESSIVE.sub("", plain))
    plain = _ARTICLE.sub("", plain + " ")
    return " ".join(re.findall(r"\w+", plain.lower()))


def is_acronym(name: str) -> bool:
    """Tell whether a name is written in capitals throughout ("ISIS", "U.S.", "SPLA-IO")."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and " " not in name.strip()


def _even(text: str) -> str:
    """The text in lower case, character for character, so that offsets stay: hyphens as spaces, accents off."""
    return "".join(map(_even_character, text))


@cache
def _even_character(c: str) -> str:
    if c in "-‐‑–—\n\t\u00a0":
        return " "
    if c in "’‘ʼ`":
        return "'"
    bare = unicodedata.normalize("NFKD", c)[0].lower()
    return bare if len(bare) == 1 else c


def _case_fits(alias: str, found: str) -> bool:
    """Whether the text has the capitals that the name needs: all of an acronym's, and the first of a name's."""
    if alias[0].isupper() and not found[0].isupper() and found[:3].lower() != "al-":
        return False
    return all(found[m.start() : m.end()] == m.group() for m in _CAPITALS.finditer(alias))


def _is_a_word(text: str, start: int, end: int) -> bool:
    """Whether "IS" or "US" is no name: it opens a question, or all the words around are in capitals."""
    if text[start:end] == "IS" and _QUESTION.match(text, end):
        return True
    around = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 25) : start] + " " + text[end : end + 25])
    return len(around) >= 2 and all(w.isupper() for w in around)


LONGEST = 12  # words; no name with what surrounds it is longer


class ActorRegister:
    """The actors, found by name. Read-only."""

    def __init__(
        self,
        actors: Iterable[Actor],
        *,
        states: Iterable[State] = (),
        generics: Iterable[Generic] = (),
        suffixes: Iterable[str] = (),
        prefixes: Iterable[str] = (),
        speakers: Iterable[str] = (),
        particles: Iterable[str] = (),
        words_too: Iterable[str] = (),
    ) -> None:
        self._actors = {a.id: a for a in actors}
        self.states = tuple(states)
        self.generics = tuple(generics)
        self.speakers = frozenset(map(str.lower, speakers))
        self.particles = frozenset(particles)
        self._words_too = frozenset(words_too)
        self._suffixes = frozenset(map(fold_name, suffixes))
        self._prefixes = frozenset(map(fold_name, prefixes))
        self._names = self._index()
        self._automaton = self._compile()

    @classmethod
    def packaged(cls) -> ActorRegister:
        """Return the packaged register."""
        return _packaged()

    @classmethod
    def open(cls, path: Path) -> ActorRegister:
        """Return a user's own register; KnowledgeError names every line that does not fit."""
        return _build(knowledge.own(path, "actors"), str(path))

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor with this id, None when there is none."""
        return self._actors.get(actor_id)

    def family(self, actor_id: str) -> tuple[str, ...]:
        """Return the id and those of the actors that it is part of, innermost first."""
        line: list[str] = []
        at: str | None = actor_id
        while at and at not in line:
            line.append(at)
            actor = self._actors.get(at)
            at = actor.parent if actor else None
        return tuple(line)

    def generics_of(self, words: str) -> tuple[Generic, ...]:
        """Return the lists that hold these words ("the regime", "radical group"), () for a name of its own."""
        key = fold_name(words)
        return tuple(g for g in self.generics if key in g.words)

    def strip_suffixes(self, name: str) -> str:
        """Return the name without the words that change nothing at its end ("Islamic State group")."""
        words = name.split()
        while len(words) > 1 and words[-1].islower() and fold_name(words[-1]) in self._suffixes:
            words.pop()
        return " ".join(words)

    def ends_with_suffixes(self, tail: str) -> bool:
        """Tell whether what follows a name changes nothing about who is meant; true of nothing at all."""
        return self._only(fold_name(tail).split(), self._suffixes)

    def _index(self) -> dict[str, tuple[tuple[str, Actor], ...]]:
        index: dict[str, dict[str, tuple[str, Actor]]] = {}
        for actor in self._actors.values():
            for name in (*actor.names, *actor.metonyms):
                index.setdefault(fold_name(name), {}).setdefault(actor.id, (name, actor))
        return {key: tuple(entries.values()) for key, entries in index.items()}

    def _compile(self) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for actor in self._actors.values():
            for name in actor.names:
                for written in {name, name.replace("'", "")}:
                    key = _even(written)
                    automaton.add_word(key, (*automaton.get(key, ()), (written, actor)))
        automaton.make_automaton()
        return automaton

    # -- one name ------------------------------------------------------------------------------------------------------

    def find(self, name: str, *, country: str | None = None) -> Actor | None:
        """Return the actor of this name, None when unknown or when several share it and `country` does not decide.

        Case, accents, articles, hyphens and possessives do not matter, except that an acronym needs its capitals; words
        around a group's name that do not change who is meant ("suspected … militants") are looked through.
        """
        direct = self._lookup(fold_name(name), name, country)
        return direct or next(filter(None, self._looser(name, country)), None)

    def _lookup(self, key: str, written: str, country: str | None) -> Actor | None:
        capitals = any(c.isupper() for c in written)
        fitting = [a for alias, a in self._names.get(key, ()) if capitals or not is_acronym(alias)]
        if len(fitting) > 1 and country:
            fitting = [a for a in fitting if a.country == country]
        return fitting[0] if len(fitting) == 1 else None

    def _looser(self, name: str, country: str | None) -> Iterator[Actor | None]:
        words = fold_name(name).split()
        if len(words) > LONGEST:
            return
        for first, last in sorted(self._cores(words), key=lambda c: c[0] - c[1]):
            core = " ".join(words[first:last])
            found = self._lookup(core, name, country)
            if found and (found.kind in GROUP_KINDS or found.kind in ("coalition", "monitor", "agency_press")):
                yield found
        for n, word in enumerate(words):
            if word.endswith("s"):  # "Assads forces": the apostrophe was lost
                yield self._lookup(" ".join([*words[:n], word[:-1], *words[n + 1 :]]), name, country)

    def _cores(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """The stretches left when words that change nothing are taken from the front and the end."""
        for first in range(len(words)):
            if first and not self._only(words[:first], self._prefixes):
                continue
            for last in range(len(words), first, -1):
                if last < len(words) and not self._only(words[last:], self._suffixes):
                    continue
                if (first, last) != (0, len(words)):
                    yield first, last

    @staticmethod
    def _only(words: list[str], allowed: frozenset[str]) -> bool:
        """Whether the words are nothing but allowed ones, which may have up to three words each."""
        if not words:
            return True
        return any(
            " ".join(words[:n]) in allowed and ActorRegister._only(words[n:], allowed)
            for n in range(1, min(3, len(words)) + 1)
        )

    # -- a text --------------------------------------------------------------------------------------------------------

    def scan(self, text: str, *, country: str | None = None) -> Iterator[tuple[int, int, Actor]]:
        """Yield (start, end, actor) for the names in a text, in order, the longest where several begin together.

        Offsets are code points. Metonyms are not looked for, nor names that several actors share unless `country`
        decides.
        """
        end = 0
        for start, stop, actor in sorted(self._hits(text, country), key=lambda h: (h[0], -h[1])):
            if start >= end:
                yield start, stop, actor
                end = stop

    def _hits(self, text: str, country: str | None) -> Iterator[tuple[int, int, Actor]]:
        even = _even(text)
        for last, entries in self._automaton.iter(even):
            stop = last + 1
            start = stop - len(entries[0][0])
            if not _stands_alone(even, start, stop):
                continue
            found = text[start:stop]
            fitting = {a.id: a for alias, a in entries if _case_fits(alias, found)}
            if len(fitting) > 1:
                fitting = {k: a for k, a in fitting.items() if country and a.country == country}
            if len(fitting) == 1 and not (found in self._words_too and _is_a_word(text, start, stop)):
                yield start, stop, next(iter(fitting.values()))


def _stands_alone(even: str, start: int, stop: int) -> bool:
    """Whether the stretch is whole words; an "s" that lost its apostrophe may follow."""
    if start and even[start - 1].isalnum():
        return False
    after = even[stop : stop + 2]
    return not after[:1].isalnum() or (after[0] == "s" and not after[1:].isalnum())


def _state_actor(part: str, pattern: Mapping[str, Any], row: Mapping[str, Any]) -> Actor:
    def fill(shape: str) -> Iterator[str]:
        for adjective in row["adjectives"] if "{adjective}" in shape else [""]:
            yield shape.format(adjective=adjective, name=row["name"])

    own = row.get(part, [])
    return Actor(
        id=f"{row['code'].lower()}-{part}",
        name=next(fill(pattern["name"])),
        kind=pattern["kind"],
        aliases=tuple(dict.fromkeys([*own, *(alias for shape in pattern["aliases"] for alias in fill(shape))])),
        country=row["code"],
        inter=1,
        parent=f"{row['code'].lower()}-forces" if part == "air-force" else None,
        sides=row.get("side", {}),
        speaks=pattern["speaks"],
        metonyms=(*row["adjectives"], *row.get("metonyms", [])) if part == "government" else (),
    )


def _actor(row: Mapping[str, Any]) -> Actor:
    return Actor(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(row.get("aliases", [])),
        country=row.get("country"),
        inter=row.get("inter"),
        parent=row.get("parent"),
        sides=row.get("side", {}),
        speaks=row.get("speaks", "other"),
        metonyms=tuple(row.get("metonyms", [])),
    )


def _faults(actors: list[Actor]) -> Iterator[str]:
    ids = [a.id for a in actors]
    yield from (f"{i}: the id stands twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    yield from (f"{a.id}: no actor {a.parent} to be part of" for a in actors if a.parent and a.parent not in ids)


def _build(content: Mapping[str, Any], where: str) -> ActorRegister:
    states = [
        _state_actor(part, pattern, row)
        for row in content["states"]
        for part, pattern in content["state_patterns"].items()
    ]
    actors = [*states, *map(_actor, content["actors"])]
    faults = list(_faults(actors))
    if faults:
        raise KnowledgeError(
            "; ".join(faults), where=where, expected="ids that are unique and known", do="mend the lines"
        )
    return ActorRegister(
        actors,
        states=[State(r["code"], r["name"], tuple(r["adjectives"]), r["war"]) for r in content["states"]],
        generics=[
            Generic(r["of"], frozenset(map(fold_name, r["words"])), frozenset(r.get("kinds", [])))
            for r in content["generics"]
        ],
        suffixes=content["group_suffixes"],
        prefixes=content["group_prefixes"],
        speakers=content["speakers"],
        particles=content["name_particles"],
        words_too=content["words_too"],
    )


@cache
def _packaged() -> ActorRegister:
    return _build(knowledge.packaged("actors"), "actors.yaml")
