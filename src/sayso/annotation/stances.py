"""Stances: what someone thinks, wants, asks or judges, by the parse.

No claim rests on them. They are attributions of a kind of their own, read on request, beside the statements of a
sentence: a word that reports is left to the statement rules. Spans are token indices, end exclusive.
"""

from __future__ import annotations

from sayso.annotation.source_phrases import Span
from sayso.annotation.stance_frames import StanceFrames
from sayso.annotation.statements import Statement

_NO_CUES = frozenset({"aux", "auxpass", "amod", "compound", "nmod", "case", "prep"})
_COPULAS = frozenset({"be", "'s", "’s", "become", "feel", "remain", "sound", "seem"})
_NEAR = 2  # words; a particle further away belongs to another verb
_MADE_BY = ("by", "from", "among")
_BELOW = ("xcomp", "conj", "advcl", "pcomp", "prep", "acl", "relcl", "ccomp", "dep")


class StanceRules(StanceFrames):
    """The rules, over one sentence."""

    def find(self, taken: frozenset[int]) -> list[Statement]:
        """Return the stances of the sentence in order of their cues; none whose word is `taken` by a statement."""
        found: list[Statement] = []
        held: set[int] = set(taken)
        for at in range(len(self.tokens)):
            stance = None if at in held else self._at(at)
            if stance is not None and not held & set(range(*stance.cue)):
                held |= set(range(*stance.cue))
                found.append(stance)
        return found

    def _at(self, at: int) -> Statement | None:
        token = self.tokens[at]
        if token.dep in _NO_CUES:
            return None
        if token.pos == "VERB":
            return self._verb(at) or self._adjective(at)
        if token.pos == "NOUN":
            return self._noun(at)
        return self._adjective(at) if token.pos == "ADJ" else None

    def _verb(self, at: int) -> Statement | None:
        particle = self.tree.kid(at, "prt")
        lemma = self.tokens[at].lemma
        phrase = None if particle is None else f"{lemma} {self._text(particle)}"
        takes = self.words.verbs.get(phrase or lemma, frozenset())
        framed = self._light(at) or next(self._framed(at, takes), None)
        if framed is None or self._leads_on(at):
            return None
        rule, content, end = framed
        if particle is not None and particle - at <= _NEAR:
            end = max(end, particle + 1)
        source, stands_for = self._source(at)
        if rule == "seeming" or (self._is_passive(at) and self._agent(at) is None):  # nobody is named who thinks so
            source, stands_for, content = None, None, self._with_subject(at, content)
        if source is not None and source[0] <= at < source[1]:
            return None
        cue, behind = (self._group_start(at), end), content[0] > at
        return Statement(self.number, source, cue, content, f"stance: {rule}", stands_for, leading=behind)

    def _leads_on(self, at: int) -> bool:
        """Tell whether the verb is one cue with the verb that it leads to: "declined | to comment on"."""
        kid = self.tree.kid(at, "xcomp")
        if self.tokens[at].lemma not in self.words.leading or kid is None or kid < at or not self._has_to(kid):
            return False
        return self._verb(kid) is not None

    def _group_start(self, at: int) -> int:
        """Return where the verb group begins: helpers, "not" and adverbs right before the verb."""
        start = at
        while start > 0:
            before = self.tokens[start - 1]
            helps = before.dep in ("aux", "auxpass", "neg") and before.head == at
            adverb = before.pos == "ADV" and before.dep == "advmod" and before.head == at and start > 1
            if not (helps or adverb):
                break
            start -= 1
        return start

    def _noun(self, at: int) -> Statement | None:
        takes = self.words.nouns.get(self.tokens[at].lemma, frozenset())
        found = self._taken(at, takes)
        if found is None:
            return None
        content, end = found
        if self.tokens[at].dep == "attr" and self.tokens[self.tokens[at].head].lemma in _COPULAS:
            return self._being(self.tokens[at].head, content, end, "noun")
        source = self._owner(at) or self._maker(content[1])
        return Statement(self.number, source, (at, end), content, "stance: noun", leading=True)

    def _being(self, copula: int, content: Span, end: int, kind: str) -> Statement:
        """Read "is opposed to the plan", "has been a critic of the raid": the subject holds the stance."""
        source, stands_for = self.phrases.subject(copula), None
        if source and self.phrases.is_relative(source):
            stands_for = self._antecedent(copula, source)
        if source and self._text(source[0]) in ("it", "there"):
            source = None
        start = self._group_start(copula)
        return Statement(self.number, source, (start, end), content, f"stance: {kind}", stands_for, leading=True)

    def _owner(self, noun: int) -> Span | None:
        """Return whose claim or wish it is: "the mayor's call for …", "their fear that …"."""
        owner = self.tree.kid(noun, "poss")
        return None if owner is None else (self.tree.left(owner), owner + 1)

    def _maker(self, at: int) -> Span | None:
        return self.phrases.after(at + 1) if self._text(at) in _MADE_BY else None

    def _adjective(self, at: int) -> Statement | None:
        token = self.tokens[at]
        takes = self.words.adjectives.get(token.text.lower(), frozenset())
        found = self._taken(at, takes) if takes else None
        copula = self._copula(at)
        if found is None or copula is None:
            return None
        return self._being(copula, *found, "adjective")

    def _copula(self, at: int) -> int | None:
        head = self.tokens[at].head
        if self.tokens[at].dep == "acomp" and self.tokens[head].lemma in _COPULAS:
            return head
        helper = self.tree.kid(at, "auxpass")
        return at if helper is not None else None

    def _source(self, at: int) -> tuple[Span | None, Span | None]:
        """Return who thinks or wants it, and what a relative pronoun stands for."""
        if self._is_passive(at):
            return self._agent(at), None
        for verb in (at, *self.tree.ancestors(at)):
            if self.tokens[verb].pos not in ("VERB", "AUX"):
                if self.tokens[verb].pos in ("ADP", "SCONJ"):
                    continue
                return self._holder(at, verb), None
            subject = self.phrases.subject(verb)
            if subject is not None:
                relative = self.phrases.is_relative(subject)
                return subject, self._antecedent(verb, subject) if relative else None
            if self.tokens[verb].dep not in _BELOW:
                return None, None
        return None, None

    def _holder(self, at: int, noun: int) -> Span | None:
        """Return the noun on which a participle hangs: "a letter | urging them to leave"."""
        token = self.tokens[at]
        hangs = token.dep == "acl" and token.tag == "VBG" and token.head == noun
        named = self.tokens[noun].pos in ("NOUN", "PROPN", "PRON")
        return (self.tree.left(noun), noun + 1) if hangs and named else None

    def _antecedent(self, verb: int, pronoun: Span) -> Span | None:
        if self.tokens[verb].dep == "relcl":
            head = self.tokens[verb].head
            return self.tree.left(head), max(head + 1, pronoun[0])
        return self.phrases.antecedent(pronoun[0])

    def _with_subject(self, at: int, content: Span) -> Span:
        subject = self.phrases.subject(at)
        return content if subject is None or subject[0] > at else (subject[0], content[1])
