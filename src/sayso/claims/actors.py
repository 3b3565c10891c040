"""Who is meant: a party's words to the best name in the document and the register's entry.

The name stays the document's own. An acronym is spelled out only where the text does so; "the group", "the monitor" or
"the army" is read from what the document named before. What cannot be resolved keeps its words and has no entry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.schema.actors import GROUP_KINDS, Actor, ActorRegister, Generic, State, fold_name, is_acronym
from sayso.schema.people import word_class

_BRACKETED = re.compile(
    r"[(\[]\s*(?:or |also known as )?[\"'“‘]?([A-Z][\w./-]{1,9})[\"'”’]?(?:[,;][^)\]]{0,60})?\s*[)\]]"
)
_WORDS_BEFORE = re.compile(r"(?:[\w'’.]+[\s-]+){1,9}[\"'”’]?$")
_ARTICLE = re.compile(r"^(?:(?:the|a|an|its|their|some|so-called)\s+)+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_DEFINITE = re.compile(r"(?:the|this|that|these|those)\s", re.IGNORECASE)
_DEFINITE_BEFORE = re.compile(r"\b(?:the|this|that|these|those)\s+$", re.IGNORECASE)
_CLEARLY = 1.5  # how much oftener the leading country must be named than the next


@dataclass(frozen=True, slots=True)
class NamedHere:
    """An actor of the register, where the document names it; offsets into the document's text."""

    start: int
    end: int
    text: str
    actor: Actor


def _initials(words: list[str]) -> str:
    return "".join(part[0] for w in words for part in re.split(r"[-\s]", w) if part[:1].isupper())


def _spelled_out(before: str, acronym: str, particles: frozenset[str]) -> str | None:
    """The words before a bracket that the acronym stands for: those with its initials, else the capitalised run."""
    words = before.replace("-", " -").split()
    wanted = "".join(c for c in acronym if c.isupper())
    for length in range(1, len(words) + 1):
        piece = words[-length:]
        if piece[0][0].isupper() and _initials([w.lstrip("-") for w in piece]) == wanted and length > 1:
            return _joined(piece)
    return _capitalised_run(words, particles)


def _capitalised_run(words: list[str], particles: frozenset[str]) -> str | None:
    """The name that ends the words: capitalised, with small words only inside."""
    run: list[str] = []
    for word in reversed(words):
        if not (
            word.lstrip("-")[:1].isupper() or word.lstrip("-").lower() in particles or (not run and word.islower())
        ):
            break
        run.insert(0, word)
    while run and not run[0].lstrip("-")[:1].isupper():
        run.pop(0)
    return _joined(run) if len(run) > 1 else None


def _joined(words: list[str]) -> str:
    while len(words) > 1 and words[-1].islower():  # "Islamic State group"
        words = words[:-1]
    return _ARTICLE.sub("", " ".join(words).replace(" -", "-").strip("\"'“”‘’"))


def _acronyms(text: str, particles: frozenset[str]) -> Iterator[tuple[str, str]]:
    for m in _BRACKETED.finditer(text):
        before = _WORDS_BEFORE.search(text[max(0, m.start() - 120) : m.start()].replace("\n", " ").rstrip() + " ")
        if before and is_acronym(m[1]) and (spelled := _spelled_out(before.group().strip(" \"'”’"), m[1], particles)):
            yield m[1], spelled


class DocumentNames:
    """What one document calls whom: the acronyms it spells out, the actors it names and where, the country at war.

    `country` is the ISO code of the one country with a war that the text names clearly oftenest, None when two vie.
    """

    def __init__(self, text: str, register: ActorRegister, *, country: str | None = None) -> None:
        self._text = text
        self._words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
        self.register = register
        self.country = country or _country(text, register)
        self.named = tuple(
            NamedHere(a, b, text[a:b], actor) for a, b, actor in register.scan(text, country=self.country)
        )
        self.spelled: dict[str, str] = {}
        for acronym, name in (*_acronyms(text, register.particles), *self._by_initials()):
            self.spelled.setdefault(acronym, name)

    def _by_initials(self) -> Iterator[tuple[str, str]]:
        """Acronyms that the text uses beside the name whose initials they are ("IS" beside "Islamic State")."""
        short = {(n.text, n.actor.id) for n in self.named if is_acronym(n.text)}
        for n in self.named:
            acronym = _initials(n.text.split())
            if not is_acronym(n.text) and (acronym, n.actor.id) in short:
                yield acronym, self.register.strip_suffixes(" ".join(n.text.split()))

    def expand(self, name: str) -> str:
        """Return the name that the document gives for an acronym, or the name itself."""
        return self.spelled.get(name, name)

    def find(self, name: str) -> Actor | None:
        """Return the register's entry for a name as this document uses it."""
        return self.register.find(self.expand(name), country=self.country) or self.register.find(
            name, country=self.country
        )

    def best(self, named: NamedHere) -> str:
        """Return the fullest form of a name as it stands here: spelled out, without "group" or "militants" after it."""
        written = self.expand(_written(named.text))
        shorter = self.register.strip_suffixes(written)
        return shorter if self.find(shorter) is named.actor else written

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of text widened to the whole of the name that it ends in: "Islamic State of Iraq" in
        "Islamic State of Iraq and the Levant"."""
        longer = max((n.end for n in self.named if start <= n.start < end < n.end), default=end)
        return start, longer

    def fullest(self, name: str, actor: Actor) -> str:
        """Return the first name for the actor here that holds all words of this one and more ("Observatory"), or it."""
        if actor.kind in ("state", "state_forces") or fold_name(name) == fold_name(actor.name):
            return name
        words = set(fold_name(name).split())
        longer = (n for n in self.named if n.actor is actor and words < set(fold_name(n.text).split()))
        found = next(longer, None)
        return self.best(found) if found else name

    def before(self, at: int | None, kinds: frozenset[str]) -> NamedHere | None:
        """Return the actor of one of these kinds named last before an offset; the one named oftenest without an offset,
        and where none came before the first after it."""
        fitting = [n for n in self.named if n.actor.kind in kinds]
        if not fitting:
            return None
        if at is None:
            often = Counter(n.actor.id for n in fitting).most_common(1)[0][0]
            return next(n for n in fitting if n.actor.id == often)
        earlier = [n for n in fitting if n.end <= at]
        return earlier[-1] if earlier else fitting[0]

    def usual(self, name: str) -> str:
        """Return a single common noun in the number in which the text speaks of the party: "rebels" for "rebel attack",
        "regime" for "the regimes attack", where the apostrophe was lost; any other name as it is."""
        if not name.isalpha() or not name.islower():
            return name
        people = word_class(name) not in (None, "civilians")
        if people and not name.endswith(("s", "y")) and self._words[name + "s"]:
            return name + "s"
        bare = name.removesuffix("s")
        return bare if bare != name and not people and self._words[bare] else name

    def tells_of(self, state: State) -> bool:
        """Tell whether the text names a country, by its name or as an adjective."""
        return bool(_mentions(state, self._text))

    def is_definite(self, words: str, at: int | None) -> bool:
        """Tell whether the words point back: "the group", not "a group"."""
        before = self._text[max(0, at - 8) : at] if at is not None else ""
        return bool(_DEFINITE.match(words) or _DEFINITE_BEFORE.search(before))


def _country(text: str, register: ActorRegister) -> str | None:
    tally: Counter[str] = Counter()
    for state in register.states:
        if state.war:
            tally[state.code] = len(_mentions(state, text))
    (first, most), (_, next_most) = [*tally.most_common(2), ("", 0), ("", 0)][:2]
    return first if most and most >= _CLEARLY * next_most else None


def _mentions(state: State, text: str) -> list[str]:
    names = "|".join(map(re.escape, (state.name, *state.adjectives)))
    return re.findall(rf"\b(?:{names})(?:ns?|s|['’]s)?\b", text)


def _written(words: str) -> str:
    """The words as a name: without article, possessive and broken lines."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(words.split()))) or words


def _of_the_state(generic: Generic, names: DocumentNames) -> str | None:
    actor = names.register.get(f"{names.country.lower()}-{generic.of}") if names.country else None
    return actor.id if actor else None


def _refers_back(
    generic: Generic, words: str, names: DocumentNames, at: int | None, speaking: bool
) -> NamedHere | None:
    """Whom "the group" or "the monitor" takes up."""
    if generic.of == "armed_group" and not names.is_definite(words, at):
        return None
    said_by_a_monitor = speaking and generic.kinds >= GROUP_KINDS
    return names.before(at, generic.kinds | {"monitor"} if said_by_a_monitor else generic.kinds)


def _generic(words: str, names: DocumentNames, at: int | None, speaking: bool) -> tuple[str, str | None] | None:
    generics = names.register.generics_of(words) or names.register.generics_of(words + "s")  # "the extremist bastion"
    for generic in generics:
        if not generic.kinds:
            if actor_id := _of_the_state(generic, names):
                return _written(words), actor_id
        elif taken_up := _refers_back(generic, words, names, at, speaking):
            return names.best(taken_up), taken_up.actor.id
    return (_written(words), None) if generics else None


def _spoken_for(words: str, register: ActorRegister) -> Iterator[str]:
    """The party inside "the Observatory's head" or "a source in the Interior Ministry"."""
    speakers = "|".join(map(re.escape, sorted(register.speakers, key=len, reverse=True)))
    m = re.search(rf"\b(?:{speakers})\b", words, re.IGNORECASE)
    if m is None:
        return
    after = re.search(r"\b(?:of|from|in|at|for|with|to|inside|within)\s+(?:the\s+)?(.+)$", words[m.end() :])
    for part in (words[: m.start()].strip(" ,"), after[1] if after else ""):
        if part:
            yield part


def _named_inside(words: str, names: DocumentNames) -> Actor | None:
    """The actor whose name ends the words, as in "al-Qaeda's Nusra Front", or is the only one in them."""
    hits = list(names.register.scan(words, country=names.country))
    if not hits:
        return None
    _, end, actor = hits[-1]
    return actor if names.register.ends_with_suffixes(words[end:].lstrip("s'’")) else None


def resolve_party(
    text: str, *, register: ActorRegister, document_names: DocumentNames, at: int | None = None, speaking: bool = False
) -> tuple[str, str | None]:
    """Return a party's best name in the document and its id in the register, None when the register does not know it.

    `text` are the words as written, `at` their offset in the document (without it the actor named oftenest is taken
    for "the group"), `speaking` whether the party is quoted, so that "the group" may also be a monitor. A state's own
    forces ("regime troops") keep their words and get the entry of the document's country.
    """
    name, actor_id = _resolved(text, register, document_names, at, speaking)
    return document_names.usual(name), actor_id


def _resolved(
    text: str, register: ActorRegister, document_names: DocumentNames, at: int | None, speaking: bool
) -> tuple[str, str | None]:
    name = _written(text)
    if actor := document_names.find(name):
        return document_names.fullest(document_names.expand(name), actor), actor.id
    if found := _generic(text, document_names, at, speaking):
        return found
    if actor := _named_inside(name, document_names):
        return name, actor.id
    for part in _spoken_for(name, register):
        inner = document_names.find(_written(part)) or _named_inside(part, document_names)
        generic = None if inner else _generic(part, document_names, at, speaking)
        if inner or (generic and generic[1]):
            return name, inner.id if inner else (generic or ("", None))[1]
    return document_names.expand(name), None
