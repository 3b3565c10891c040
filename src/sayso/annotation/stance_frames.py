"""What a word of stance takes: the clause, the party or the phrase that it makes its content, by the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.annotation.cues import StanceCues
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.source_phrases import SourcePhrases, Span
from sayso.schema.tree import SUBJECTS

_CLAUSES = ("acl", "ccomp", "relcl", "xcomp", "advcl")
_RELATIVE = ("which", "who", "that", "whom", "what")
Framed = tuple[str, Span, int]
"""Which frame fits, what is thought or wanted, and where the cue ends."""


class StanceFrames:
    """Finds the content of a verb, noun or adjective of stance."""

    def __init__(self, tree: Tree, number: int, words: StanceCues, phrases: SourcePhrases) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.number = number
        self.words = words
        self.phrases = phrases

    def _text(self, at: int) -> str:
        return self.tokens[at].text.lower() if 0 <= at < len(self.tokens) else ""

    def _framed(self, at: int, takes: frozenset[str]) -> Iterator[Framed]:
        """Yield the frames that fit, the one that says most first."""
        for name, read in self._readers():
            if name in takes and (content := read(at)) is not None:
                yield name, content, at + 1
        for kid in self.tree.kids[at]:
            if kid > at and self.tokens[kid].pos in ("ADP", "SCONJ", "PART") and self._text(kid) in takes:
                content = self._behind(kid)
                if content is not None:
                    yield "preposition", content, kid + 1 if self._adjacent(at, kid) else at + 1
        if "clause" in takes and (content := self._clause_beside(at) or self._inserted(at)) is not None:
            yield "alone", content, at + 1

    def _readers(self) -> tuple[tuple[str, Callable[[int], Span | None]], ...]:
        return (
            ("call", self._called),
            ("as", self._taken_as),
            ("party", self._party),
            ("clause", self._clause),
            ("infinitive", self._infinitive),
            ("gerund", self._gerund),
            ("supposed", self._supposed),
            ("seeming", self._seeming),
            ("noun", self._object),
            ("named", self._bare_passive),
        )

    def _adjacent(self, at: int, kid: int) -> bool:
        return all(self.tokens[n].pos in ("ADV", "ADP", "PART") for n in range(at + 1, kid))

    def _span(self, head: int) -> Span:
        """Return the phrase, without what the reporter adds to it: ", who …", or a second verb that is joined on."""
        start, end = self.tree.left(head), self.tree.right(head) + 1
        for kid in self.tree.kids[head] if self.tokens[head].pos in ("NOUN", "PROPN", "PRON") else ():
            left = self.tree.left(kid)
            added = self.tokens[kid].dep == "relcl" and self._text(left - 1) == ","
            joined = self.tokens[kid].dep == "conj" and self.tokens[kid].pos == "VERB"
            if kid > head and left > head and (added or joined):
                end = min(end, left - (self._text(left - 1) in (",", "and", "or", "but")))
        return start, max(end, head + 1)

    def _clause(self, at: int) -> Span | None:
        kid = next((k for k in self.tree.kids[at] if self.tokens[k].dep in ("ccomp", "parataxis")), None)
        if kid is None or (kid < at and self.tree.right(kid) >= at):
            return None
        if kid > at and not any(self.tokens[k].dep in (*SUBJECTS, "mark") for k in self.tree.kids[kid]):
            return None if self.tokens[kid].tag in ("VB", "VBN") and not self.tree.is_finite(kid) else self._span(kid)
        return self._span(kid)

    def _infinitive(self, at: int) -> Span | None:
        kid = self.tree.kid(at, "xcomp")
        return self._span(kid) if kid is not None and kid > at and self._has_to(kid) else None

    def _has_to(self, verb: int) -> bool:
        return any(self._text(k) == "to" and self.tokens[k].dep == "aux" for k in self.tree.kids[verb])

    def _gerund(self, at: int) -> Span | None:
        kid = self.tree.kid(at, "xcomp")
        return self._span(kid) if kid is not None and kid > at and self.tokens[kid].tag == "VBG" else None

    def _object(self, at: int) -> Span | None:
        kid = self.tree.kid(at, "dobj")
        if kid is not None:
            return None if self.tokens[kid].tag == "WP" and kid > at else self._span(kid)
        bare = self.tokens[at].dep == "relcl" and self.tree.kid(at, "nsubj") is not None
        if bare and not self._is_passive(at) and not any(self._text(k) in _RELATIVE for k in self.tree.kids[at]):
            return self._named(self.tokens[at].head)  # "everything they wanted"
        if self._is_passive(at):
            return self._passive_subject(at) if self._agent(at) is not None else None
        return None

    def _named(self, noun: int) -> Span:
        return self.tree.left(noun), noun + 1

    def _passive_subject(self, at: int) -> Span | None:
        subject = self.phrases.subject(at)
        if subject is not None:
            return subject
        return self._named(self.tokens[at].head) if self.tokens[at].dep == "acl" else None

    def _party(self, at: int) -> Span | None:
        """Read "urged the council to meet", "asked them whether it was over"."""
        who = self.tree.kid(at, "dobj", "dative")
        what = next(
            (k for k in self.tree.kids[at] if self.tokens[k].dep in ("xcomp", "ccomp", "advcl") and k > at), None
        )
        if what is not None and who is None and self.tokens[what].dep == "ccomp" and self._has_to(what):
            return self._span(what)  # the parse takes the one who is urged for the subject of what is to be done
        if who is None or what is None or who < at or what < who:
            return None
        if self.tokens[what].dep != "ccomp" and not self._has_to(what):
            return None
        return self.tree.left(who if self._has_to(what) else what), self.tree.right(what) + 1

    def _taken_as(self, at: int) -> Span | None:
        """Read "described the raid as a failure", "called him a liar"."""
        what = self.tree.kid(at, "dobj")
        mark = next((k for k in self.tree.kids[at] if self._text(k) == "as" and k > at), None)
        said = mark if mark is not None else self.tree.kid(at, "oprd")
        if self._is_passive(at):
            return self._span(said) if said is not None and said > at and self._agent(at) is not None else None
        if said is None or said < at:
            small = self.tree.kid(at, "ccomp")
            none = small is None or small < at or self.tree.is_finite(small)
            return None if none or small is None else self._span(small)
        if what is None:
            return self._span(said)
        return min(self.tree.left(what), self.tree.left(said)), max(self.tree.right(what), self.tree.right(said)) + 1

    def _called(self, at: int) -> Span | None:
        """Read "called him a liar" where the parse sees one object or a clause."""
        kid = self.tree.kid(at, "ccomp", "oprd")
        if kid is not None and kid > at:
            return at + 1, self.tree.right(kid) + 1
        return None

    def _supposed(self, at: int) -> Span | None:
        """Read "is expected to fall", "is seen as a win": a passive that names nobody."""
        if not self._is_passive(at):
            return None
        for kid in self.tree.kids[at]:
            clause = self.tokens[kid].dep in ("xcomp", "ccomp", "oprd")
            if kid > at and (clause or self._text(kid) in ("as", "about", "whether", "if")):
                return self._span(kid)
        return None

    def _bare_passive(self, at: int) -> Span | None:
        """Read "was criticized for the raid", "the truce was announced": what it is about, or the subject."""
        if not self._is_passive(at) or self._agent(at) is not None or self.tree.kid(at, "auxpass") is None:
            return None
        return self._passive_subject(at)

    def _seeming(self, at: int) -> Span | None:
        kid = next((k for k in self.tree.kids[at] if k > at and self._is_seen(k)), None)
        return None if kid is None else self._span(kid)

    def _is_seen(self, kid: int) -> bool:
        token = self.tokens[kid]
        return (
            (token.dep == "xcomp" and self._has_to(kid))
            or token.dep in ("oprd", "ccomp", "acomp")
            or self._text(kid) == "like"
        )

    def _clause_beside(self, at: int) -> Span | None:
        """Return the clause around a verb that has no content of its own: "as the mayor warned, …"."""
        head = self.tokens[at].head
        if self.tokens[at].dep != "advcl" or head == at or self._text(self.tree.left(at)) != "as":
            return None
        if head > at:
            return self.tree.right(at) + 1, self.tree.right(head) + 1
        return self.tree.left(head), self.tree.left(at)

    def _inserted(self, at: int) -> Span | None:
        """Return what stands before "…, they complain -": a clause of subject and verb between two marks."""
        subject = self.phrases.subject(at)
        if subject is None or subject[0] < 2 or subject[1] > at or self.tokens[subject[0] - 1].pos != "PUNCT":
            return None
        closed = at + 1 >= len(self.tokens) or self.tokens[at + 1].pos in ("PUNCT", "CCONJ")
        return (0, subject[0] - 1) if closed else None

    def _behind(self, preposition: int) -> Span | None:
        """Return the phrase or clause behind a preposition, None for one that stands alone."""
        kid = next((k for k in self.tree.kids[preposition] if self.tokens[k].dep in ("pobj", "pcomp", "prep")), None)
        if kid is None or kid < preposition:
            return None
        return self._span(kid)

    def _light(self, at: int) -> Framed | None:
        """Read "made the case for peace", "issued a statement on the raid": the noun says what the verb does not."""
        noun = self.tree.kid(at, "dobj")
        if noun is None or noun < at or self.tokens[noun].lemma not in self.words.light.get(self.tokens[at].lemma, ()):
            return self._made_clear(at)
        found = self._complement(at, noun) or self._complement(noun, noun)
        if found is None:
            return None
        content, end = found
        return "light", content, end

    def _complement(self, head: int, noun: int) -> tuple[Span, int] | None:
        """Return what follows the noun, be it hung on the noun or on the verb, and where the cue ends."""
        for kid in self.tree.kids[head]:
            if kid != noun + 1 and self.tree.left(kid) != noun + 1:
                continue
            token = self.tokens[kid]
            if token.pos in ("ADP", "SCONJ") and token.dep == "prep" and (content := self._behind(kid)):
                return content, kid + 1
            if token.dep in _CLAUSES and self._text(noun + 1) in ("that", "to"):
                return self._span(kid), noun + 1
        return None

    def _made_clear(self, at: int) -> Framed | None:
        """Read "made (it) clear that …"."""
        if self.tokens[at].lemma != "make":
            return None
        clear = next((n for n in (at + 1, at + 2, at + 3) if self._text(n) in ("clear", "plain", "known")), None)
        below = clear is not None and any(h == at for h in (self.tokens[clear].head, *self.tree.ancestors(clear)))
        if clear is None or not below or clear + 1 >= len(self.tokens):
            return None
        end = max(self.tree.right(at), clear) + 1
        while end > clear + 1 and self.tokens[end - 1].pos == "PUNCT":
            end -= 1
        return ("light", (clear + 1, end), clear + 1) if end > clear + 1 else None

    def _taken(self, at: int, takes: frozenset[str]) -> tuple[Span, int] | None:
        """Return what a noun or an adjective takes, and where the cue ends."""
        for kid in (k for k in self.tree.kids[at] if k > at):
            token = self.tokens[kid]
            clause = "clause" in takes and token.dep in _CLAUSES and self._opens_clause(kid)
            if clause or ("infinitive" in takes and token.dep in _CLAUSES and self._has_to(kid)):
                return self._span(kid), at + 1
            near = self._adjacent(at, kid)
            if token.dep in ("prep", "agent") and near and self._text(kid) in takes and (content := self._behind(kid)):
                return content, kid + 1
        return None

    def _opens_clause(self, verb: int) -> bool:
        marks = [k for k in self.tree.kids[verb] if self.tokens[k].dep in ("mark", "nsubj", "advmod")]
        return any(self._text(k) in ("that", "whether", "how", "why", "what", "if") for k in marks) or (
            self.tokens[verb].dep == "ccomp"
        )

    def _is_passive(self, at: int) -> bool:
        if self.tree.kid(at, "auxpass") is not None:
            return True
        bare = self.tokens[at].tag == "VBN" and self.tokens[at].dep in ("acl", "advcl", "ROOT", "dep")
        return bare and self.tree.kid(at, "aux") is None and self.tree.kid(at, "nsubj") is None

    def _agent(self, at: int) -> Span | None:
        kid = self.tree.kid(at, "agent")
        if kid is None:
            return None
        noun = self.tree.kid(kid, "pobj")
        return None if noun is None else self.phrases.whole(noun)
