"""One happening as one sentence tells it, with everything needed to code it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims.happenings import CONSEQUENCES, Happening
from sayso.claims.reading import Reading
from sayso.claims.sides import Roles
from sayso.schema import Mention, Sentence
from sayso.schema.tree import children, distance, subtree_span

LONG_SENTENCE = 400  # characters; a claim on a longer sentence quotes its clause only
BACK = ("the", "this", "that", "these", "those")
BESIDE = ("after", "following", "since", "before", "during", "of", "amid", "ahead")


@dataclass(frozen=True, slots=True)
class Telling:
    """A happening of `group` (all happenings of its sentence, in order), the counts that are its own, and its roles."""

    reading: Reading
    group: Sequence[Happening]
    which: int
    counts: Sequence[Mention]
    roles: Roles

    @property
    def happening(self) -> Happening:
        """The happening itself."""
        return self.group[self.which]

    @property
    def number(self) -> int:
        """The index of its sentence."""
        return self.happening.sentence

    @property
    def sentence(self) -> Sentence:
        """Its sentence."""
        return self.reading.annotation.sentences[self.number]

    def is_nearest(self, mention: Mention) -> bool:
        """Tell whether no other happening of the sentence stands nearer to a mention."""
        return min(range(len(self.group)), key=lambda n: self._remoteness(mention, self.group[n])) == self.which

    def _remoteness(self, mention: Mention, happening: Happening) -> float:
        return min(
            distance(self.sentence, mention.head, t.head) + abs(mention.head - t.head) / 4 for t in happening.triggers
        )

    def is_definite(self) -> bool:
        """Tell whether the event's name points back: "the blast", "those raids"."""
        main = self.happening.main.head
        tokens = self.sentence.tokens
        if tokens[main].pos not in ("NOUN", "PROPN"):
            return False
        return any(tokens[n].dep == "det" and tokens[n].text.casefold() in BACK for n in children(self.sentence, main))

    def points_back(self) -> bool:
        """Tell whether the words can take up an event told before: a consequence, a definite noun, or no doer of
        their own."""
        return self.happening.label in CONSEQUENCES or self.is_definite() or not self.roles.actors

    def stands_aside(self) -> bool:
        """Tell whether the event stands beside what the sentence states: "after the blast", "the plane that
        crashed"."""
        token = self.sentence.tokens[self.happening.main.head]
        if token.pos in ("VERB", "AUX"):
            return token.dep in ("relcl", "acl")
        return token.dep == "pobj" and self.sentence.tokens[token.head].lemma in BESIDE

    def span(self) -> tuple[int, int]:
        """Return the offsets of the words that carry the claim: the sentence, or of a long one the clause."""
        sentence, main = self.sentence, self.happening.main
        if sentence.end - sentence.start <= LONG_SENTENCE:
            return sentence.start, sentence.end
        start, end = subtree_span(sentence, main.head)
        if end - start > LONG_SENTENCE or end - start < len(main.text) + 20:
            start = max(sentence.start, main.start - LONG_SENTENCE // 2)
            end = min(sentence.end, main.end + LONG_SENTENCE // 2)
        return start, end
