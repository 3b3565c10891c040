"""The actors, found by name: one name, or all names in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from sayso.errors import KnowledgeError
from sayso.schema import knowledge
from sayso.schema.actors.building import Row, entries, merged
from sayso.schema.actors.checking import faults
from sayso.schema.actors.merging import Merging
from sayso.schema.actors.names import case_fits, even, fold_name, is_a_word, is_acronym, stands_alone
from sayso.schema.actors.own_file import read_own
from sayso.schema.actors.records import GROUP_KINDS, Actor, Days, Generic, State, Succession, Words
from sayso.schema.actors.unknown import is_proper_name

PACKAGED = "packaged"
LONGEST = 12  # words; no name with what surrounds it is longer


class ActorRegister:
    """The actors, found by name. Read-only."""

    def __init__(
        self,
        actors: Iterable[Actor],
        *,
        states: Iterable[State] = (),
        words: Words | None = None,
        same_as: Mapping[str, str] | None = None,
    ) -> None:
        words = words or Words()
        self._actors = {a.id: a for a in actors}
        self.merging = Merging(dict(same_as or {}), {a.id: a.name for a in self._actors.values()})
        self.states = tuple(states)
        self.generics = words.generics
        self.speakers = frozenset(map(str.lower, words.speakers))
        self.particles = frozenset(words.particles)
        self._words_too = frozenset(words.words_too)
        self._wars = {s.code: fold_name(s.name).replace(" ", "-") for s in self.states}
        self._suffixes = frozenset(map(fold_name, words.suffixes))
        self._prefixes = frozenset(map(fold_name, words.prefixes))
        self._describing = self._prefixes | {fold_name(a) for s in self.states for a in s.adjectives}
        self._names = self._index()

    @classmethod
    def packaged(cls) -> ActorRegister:
        """Return the packaged register."""
        return _packaged()

    @classmethod
    def open(cls, path: Path) -> ActorRegister:
        """Return the packaged register with a project's own entries beside it, or its own alone where the file says
        `instead`; KnowledgeError names every row that does not fit."""
        return _build(merged(read_own(path).content), str(path))

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor with this id, None when there is none."""
        return self._actors.get(actor_id)

    def family(self, actor_id: str, days: Days | None = None) -> tuple[str, ...]:
        """Return the id and those of the actors that it is part of, innermost first; on given days, or ever."""
        line: list[str] = []
        at: str | None = actor_id
        while at and at not in line:
            line.append(at)
            actor = self._actors.get(at)
            at = None if actor is None else actor.parent_on(days) if days else actor.parent
        return tuple(line)

    def predecessors(self, actor_id: str) -> tuple[tuple[Actor, Succession], ...]:
        """Return the actors whose place this one took, with how and when."""
        return tuple((a, s) for a in self._actors.values() for s in a.followed_by if s.id == actor_id)

    def war_in(self, country: str) -> str | None:
        """Return the name under which `sides` know the war in a country, by its ISO code."""
        return self._wars.get(country)

    def generics_of(self, words: str) -> tuple[Generic, ...]:
        """Return the lists that hold these words ("the regime", "radical group"), () for a name of its own."""
        key = fold_name(words)
        return tuple(g for g in self.generics if key in g.words)

    def is_proper_name(self, name: str) -> bool:
        """Tell whether words name somebody that the register does not hold, and nobody that it holds."""
        proper = is_proper_name(name, self.particles, frozenset(self._describing))
        return proper and next(self.scan(name), None) is None

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

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for actor in self._actors.values():
            for name in actor.names:
                for written in {name, name.replace("'", "")}:
                    key = even(written)
                    automaton.add_word(key, (*automaton.get(key, ()), (written, actor)))
        automaton.make_automaton()
        return automaton

    # -- one name ------------------------------------------------------------------------------------------------------

    def find(self, name: str, *, country: str | None = None, days: Days | None = None) -> Actor | None:
        """Return the actor of this name, None when unknown or when several share it and neither the country nor the
        days decide.

        Case, accents, articles, hyphens and possessives do not matter, except that an acronym needs its capitals; words
        around a group's name that do not change who is meant ("suspected … militants") are looked through.
        """
        direct = self._lookup(fold_name(name), name, country, days)
        return direct or next(filter(None, self._looser(name, country, days)), None)

    def namesakes(self, name: str) -> tuple[tuple[str, Actor], ...]:
        """Return every actor of exactly this name, with the name as the register writes it."""
        return tuple((n, a) for n, a in self._names.get(fold_name(name), ()) if _written_alike(name, n))

    def _lookup(self, key: str, written: str, country: str | None, days: Days | None) -> Actor | None:
        fitting = [(n, a) for n, a in self._names.get(key, ()) if _written_alike(written, n)]
        if len(fitting) > 1 and country:
            fitting = self._at_home(fitting, country)
        if len(fitting) > 1 and days:
            fitting = [(n, a) for n, a in fitting if a.in_use(n, days)]
        return fitting[0][1] if len(fitting) == 1 else None

    def _at_home(self, fitting: list[tuple[str, Actor]], country: str) -> list[tuple[str, Actor]]:
        """Those of the country, or where there are none those that take a side in its war."""
        home = [(n, a) for n, a in fitting if a.country == country]
        war = self._wars.get(country)
        return home or [(n, a) for n, a in fitting if war in a.sides]

    def _looser(self, name: str, country: str | None, days: Days | None) -> Iterator[Actor | None]:
        words = fold_name(name).split()
        if len(words) > LONGEST:
            return
        for first, last in sorted(self._cores(words), key=lambda c: c[0] - c[1]):
            core = " ".join(words[first:last])
            found = self._lookup(core, name, country, days)
            if found and (found.kind in GROUP_KINDS or found.kind in ("coalition", "monitor", "agency_press")):
                yield found
        for n, word in enumerate(words):
            if word.endswith("s"):  # "Assads forces": the apostrophe was lost
                yield self._lookup(" ".join([*words[:n], word[:-1], *words[n + 1 :]]), name, country, days)

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
        decides, nor the initials of a group that is at home elsewhere and that the text does not spell out ("NRF" in a
        report on Syria).
        """
        end = 0
        hits = list(self._hits(text, country))
        spelled = {a.id for start, stop, a in hits if not is_acronym(text[start:stop])}
        for start, stop, actor in sorted(hits, key=lambda h: (h[0], -h[1])):
            strange = country and actor.kind in GROUP_KINDS and not self._fights_in(actor, country)
            if strange and actor.id not in spelled and is_acronym(text[start:stop]):
                continue
            if start >= end:
                yield start, stop, actor
                end = stop

    def _fights_in(self, actor: Actor, country: str) -> bool:
        return actor.country in (country, None) or self._wars.get(country) in actor.sides

    def _hits(self, text: str, country: str | None) -> Iterator[tuple[int, int, Actor]]:
        evened = even(text)
        for last, named in self._automaton.iter(evened):
            stop = last + 1
            start = stop - len(named[0][0])
            if not stands_alone(evened, start, stop):
                continue
            found = text[start:stop]
            fitting = list({a.id: (n, a) for n, a in named if case_fits(n, found)}.values())
            if len(fitting) > 1:
                fitting = self._at_home(fitting, country) if country else []
            if len(fitting) == 1 and not (found in self._words_too and is_a_word(text, start, stop)):
                yield start, stop, fitting[0][1]


def _written_alike(written: str, name: str) -> bool:
    """Whether a name can be written so: an acronym has its capitals."""
    return any(c.isupper() for c in written) or not is_acronym(name)


def _build(content: Row, where: str) -> ActorRegister:
    actors = list(entries(content))
    wrong = [f for f in faults(actors, content) if f.grave]
    if wrong:
        raise KnowledgeError(
            "; ".join(f"{f.row}: {f.what}" for f in wrong),
            where=where,
            expected="; ".join(dict.fromkeys(f.expected for f in wrong)),
            do="`sayso actors check FILE` lists them one by one",
        )
    return ActorRegister(
        actors,
        states=[State(r["code"], r["name"], tuple(r["adjectives"]), r["war"]) for r in content["states"]],
        words=Words(
            generics=tuple(
                Generic(
                    r["of"], frozenset(map(fold_name, r["words"])), frozenset(r.get("kinds", [])), r.get("alone", False)
                )
                for r in content["generics"]
            ),
            suffixes=tuple(content["group_suffixes"]),
            prefixes=tuple(content["group_prefixes"]),
            speakers=tuple(content["speakers"]),
            particles=tuple(content["name_particles"]),
            words_too=tuple(content["words_too"]),
        ),
        same_as=content.get("same_as", {}),
    )


@cache
def _packaged() -> ActorRegister:
    return _build(knowledge.packaged("actors"), "actors.yaml")


def merging_of(named: str) -> Merging:
    """Return which ids the register that a setting names puts in place of which: `packaged`, which merges none, or a
    project's own file; KnowledgeError for a faulty one."""
    if named == PACKAGED or not read_own(Path(named)).content.get("same_as"):
        return Merging({}, {})
    return ActorRegister.open(Path(named)).merging
