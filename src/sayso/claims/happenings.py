"""Happenings: the triggers of a sentence put together, so that one event is told once.

"Air strikes killed 15" and "shot and killed" are one happening each; "15 died in raids on the city while six died
in a village" are two. The attack lends its name to its consequences, not the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.open_classes import open_classes
from sayso.schema import Mention, Sentence
from sayso.schema.codebook import top
from sayso.schema.tree import distance, path_up

REACH = 16  # tokens between an attack and the consequence that it may be given without help of the parse
SAME_NAME_REACH = 12  # tokens between two names of one event
OPEN = frozenset({"attack", "strike", "raid", "bombing", "bombardment", "gunfire", "killing", "injury", "destruction"})
CONSEQUENCES = frozenset({"killing", "injury", "destruction"})
ATTACKS = frozenset({"air_strike", "shelling", "explosion", "chemical_attack", "armed_clash", "attack_on_civilians"})
VIOLENT = OPEN | ATTACKS | {"sexual_violence", "other"}
_AFTER = frozenset(
    {
        "after",
        "following",
        "since",
        "before",
        "ahead",
        "despite",
        "wake",
        "retaliation",
        "response",
        "revenge",
        "reprisal",
    }
)
_APART = frozenset({"while", "whereas", "meanwhile", "separately", "elsewhere", "but", ";"})


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as one sentence tells it; the first trigger names it."""

    sentence: int
    triggers: tuple[Mention, ...]

    @property
    def main(self) -> Mention:
        """The trigger that names the event."""
        return self.triggers[0]

    @property
    def label(self) -> str:
        """A codebook type, or the open class still to be resolved."""
        return self.main.label


def _between(sentence: Sentence, a: Mention, b: Mention) -> list[str]:
    first, last = sorted((a, b), key=lambda m: m.start)
    return [t.text.casefold() for t in sentence.tokens if first.end <= t.start and t.end <= last.start]


def _parted(sentence: Sentence, a: Mention, b: Mention) -> bool:
    """Tell whether words between two triggers set them apart as two events."""
    words = _between(sentence, a, b)
    if any(w in _APART for w in words):
        return True
    later = a if a.start > b.start else b
    governors = {sentence.tokens[n].text.casefold() for n in path_up(sentence, later.head)[1:3]}
    return any(w in _AFTER for w in words) or bool(governors & _AFTER)


def _parse_joins(sentence: Sentence, attack: Mention, consequence: Mention) -> bool:
    """Tell whether the parse ties a consequence to an attack: its subject, its circumstance, its clause."""
    return distance(sentence, attack.head, consequence.head) <= 3


def _cause(sentence: Sentence, consequence: Mention, attacks: Sequence[Mention]) -> Mention | None:
    """Return the attack that a consequence belongs to, None if it stands alone."""
    near = [
        (distance(sentence, a.head, consequence.head) + len(_between(sentence, a, consequence)) / 4, a.start, a)
        for a in attacks
        if not _parted(sentence, a, consequence)
        and (_parse_joins(sentence, a, consequence) or len(_between(sentence, a, consequence)) <= REACH)
    ]
    return min(near)[2] if near else None


def _kinds(label: str) -> frozenset[str]:
    return open_classes()[label].kinds if label in OPEN else frozenset({top(label)})


def _same_kind(a: str, b: str) -> bool:
    """Tell whether two triggers can be of one type: alike, or one open to what the other is."""
    return bool(_kinds(a) & _kinds(b))


def _listed(sentence: Sentence, a: Mention, b: Mention) -> bool:
    """Tell whether two nouns of different names are listed as two events: "the bombing of a bus and an ambush"."""
    first, second = sorted((a, b), key=lambda m: m.start)
    tokens = sentence.tokens
    joined = tokens[second.head].dep == "conj" and tokens[second.head].head == first.head
    return joined and a.label != b.label and all(tokens[m.head].pos == "NOUN" for m in (a, b))


def _names_again(sentence: Sentence, a: Mention, b: Mention) -> bool:
    """Tell whether two attack triggers name one event: "the raids targeted", "a blast in an attack"."""
    if not _same_kind(a.label, b.label) or _parted(sentence, a, b) or _listed(sentence, a, b):
        return False
    if a.label == b.label == "other" and a.rule != b.rule:  # "proclaimed a republic and demanded their withdrawal"
        return False
    near = top(a.label) in VIOLENT and len(_between(sentence, a, b)) <= SAME_NAME_REACH
    return near or distance(sentence, a.head, b.head) <= 2


def _rank(mention: Mention) -> tuple[bool, bool, int]:
    """Order triggers for the name of an event: no consequence, no open class, first in the text."""
    return mention.label in CONSEQUENCES, mention.label in OPEN, mention.start


def _groups(sentence: Sentence, triggers: Sequence[Mention]) -> list[list[Mention]]:
    attacks = [t for t in triggers if t.label not in CONSEQUENCES]
    violent = [t for t in attacks if top(t.label) in VIOLENT]
    operations = [t for t in attacks if top(t.label) == "operation"]
    groups: list[list[Mention]] = []
    for trigger in attacks:
        home = next((g for g in groups if any(_names_again(sentence, x, trigger) for x in g)), None)
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    loose: list[Mention] = []
    for trigger in (t for t in triggers if t.label in CONSEQUENCES):
        cause = _cause(sentence, trigger, violent) or _cause(sentence, trigger, operations)
        if cause is None:
            loose.append(trigger)
        else:
            next(g for g in groups if cause in g).append(trigger)
    return groups + _join_consequences(sentence, loose)


def _join_consequences(sentence: Sentence, loose: Sequence[Mention]) -> list[list[Mention]]:
    """Put "killed" and "wounded" of one clause together."""
    groups: list[list[Mention]] = []
    for trigger in loose:
        home = next(
            (
                g
                for g in groups
                if not _parted(sentence, g[-1], trigger) and len(_between(sentence, g[-1], trigger)) <= REACH
            ),
            None,
        )
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    return groups


def happenings(sentences: Sequence[Sentence], triggers: Sequence[Mention]) -> Iterator[Happening]:
    """Yield the happenings of a document, sentence by sentence, in order of the triggers that name them."""
    for index, sentence in enumerate(sentences):
        own = [t for t in triggers if t.sentence == index]
        found = [Happening(index, tuple(sorted(group, key=_rank))) for group in _groups(sentence, own)]
        yield from sorted(found, key=lambda h: h.main.start)
