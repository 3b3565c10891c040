"""Statements inside one sentence: cue, source and content, each found by a small named rule.

Spans are token indices, end exclusive. What a source stands for, and which quotation belongs to whom, is decided over
the whole document in `attribution`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.annotation.frames import Frames
from sayso.annotation.listeners import Listeners
from sayso.annotation.sentence_reading import CONTRAST, JOINING
from sayso.annotation.source_phrases import Span
from sayso.schema.tree import SUBJECTS

_LOOSE = frozenset({"noun", "preposition", "witnessed"})
"""Frames that report only beside another statement when the verb is a gerund: "…, recalling the visit"."""
_WHEN = frozenset({"after", "when", "during", "following", "in", "near", "at"})
_MADE_BY = frozenset({"by", "from", "among"})
_NOT = frozenset({"not", "n't", "n’t", "nt", "never", "neither", "nor"})
_HELPERS = frozenset(
    {"do", "does", "did", "has", "have", "had", "is", "are", "was", "were", "wo", "ca", "could", "would"}
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One cue with its source and what is said; `content` None: the quotation beside it, if there is one.

    `stands_for` is what a relative pronoun refers to, and whose a cited tally is. `relay` is who passes it on
    ("told AFP"), with its own cue. `shared`: the source stands with an earlier cue ("said …, adding …").
    """

    sentence: int
    source: Span | None
    cue: Span
    content: Span | None
    rule: str
    stands_for: Span | None = None
    relay: Span | None = None
    cites: bool = False
    shared: bool = False
    leading: bool = False


def _with_source_of(statement: Statement, last: Statement) -> Statement:
    return replace(statement, source=last.source, stands_for=last.stands_for)


class StatementRules(Frames, Listeners):
    """The rules, over one sentence."""

    def find(self) -> list[Statement]:
        """Return the statements of the sentence in order of their cues, contents fitted to one another."""
        found = self._with_earlier_source([s for at in range(len(self.tokens)) for s in self._at(at)])
        return self._fitted(sorted((self._inside(s) for s in found), key=lambda s: s.cue))

    def _at(self, at: int) -> Iterator[Statement]:
        token = self.tokens[at]
        found: Statement | None = None
        if token.text.lower() == "according" and self._text(at + 1) == "to":
            found = self._according(at)
        elif token.lemma in self.cues.citing and token.tag.startswith("VB"):
            found = self._citing(at)
        elif token.pos in ("VERB", "AUX") or token.text.lower() in ("said", "says") or self._reports_at_end(at):
            found = self._verb(at)
        elif token.pos == "NOUN" and token.lemma in self.cues.nouns:
            found = self._noun(at)
        elif token.text == ":":
            found = self._colon(at)
        if found:
            yield found

    def _with_earlier_source(self, found: list[Statement]) -> list[Statement]:
        """Give a participle ("…, adding that") the source of the statement before it in the sentence."""
        out: list[Statement] = []
        for statement in found:
            gerund = statement.shared and any(t.tag == "VBG" for t in self.tokens[slice(*statement.cue)])
            if gerund and out:
                out.append(_with_source_of(statement, out[-1]))
            elif not gerund or statement.rule not in _LOOSE:
                out.append(statement)
        return out

    def _inside(self, statement: Statement) -> Statement:
        """Return the statement with no content where its content would be empty."""
        if statement.content is None or statement.content[0] < min(statement.content[1], len(self.tokens)):
            return statement
        return replace(statement, content=None)

    def _reports_at_end(self, at: int) -> bool:
        """Tell whether "reports" taken for a noun ends the sentence behind an agency: "…, Tarim News reports."."""
        kind = self.words.kinds.get(self._text(at - 1))
        return (
            self._text(at) == "reports" and self._text(at + 1) in ("", ".") and kind in ("agency", "outlet", "monitor")
        )

    def _according(self, at: int) -> Statement | None:
        source = self._object_phrase(at + 1)
        if source is None or not self._is_party(source):
            return None
        author = self.phrases.author(source)
        if author is not None:
            source = (source[0], max(source[1], author[1]))
        return Statement(self.number, source, (at, at + 2), self._around(at, source[1]), "according to", author)

    def _around(self, start: int, end: int) -> Span | None:
        """Return the content around an inserted source: what stands before it, or behind when it opens the sentence."""
        if self.phrases.opens_clause(start) and not self.tree.has_finite(0, start) and self._has_words(end):
            first = self._citing_adjunct(end) or (end + 1 if self._text(end) in (",", ":") else end)
            return first, self._sentence_end()
        if (
            self._text(end) == ","
            and self.tree.has_finite(end, len(self.tokens))
            and not self.tree.has_finite(0, start)
        ):
            return 0, self._sentence_end()
        return (0, self._shrunk(start)) if start > 0 else None

    def _citing(self, at: int) -> Statement | None:
        token = self.tokens[at]
        passive = self.tree.kid(at, "auxpass") is not None or token.tag == "VBN"
        if passive:
            return self._quoted_as_saying(at)
        source = self.phrases.after(at + 1)
        if source is None:
            return None
        saying = self._as_saying(source[1])
        if saying is not None:  # "AFP quoted the mayor as saying that …"
            relay = self._source(at)[0]
            content: Span | None = (saying, self._leading_end(at, saying))
            if not self._has_words(saying):  # "…, AFP quoted the mayor as saying."
                content = self._before_cue(relay[0]) if relay and relay[0] < at else None
            return Statement(self.number, source, (at, at + 1), content, "quoted as saying", relay=relay, leading=True)
        if not any(self.words.is_source_word(t.text) or t.pos == "PROPN" for t in self.tokens[slice(*source)]):
            return None
        return Statement(self.number, source, (at, at + 1), self._around(at, source[1]), "citing", cites=True)

    def _as_saying(self, at: int) -> int | None:
        """Return where the content begins behind "as saying (that)"."""
        said = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if self._text(at) != "as" or said is None or said.tag != "VBG" or not self.cues.takes(said.lemma):
            return None
        return at + 3 if self._text(at + 2) == "that" else at + 2

    def _quoted_as_saying(self, at: int) -> Statement | None:
        """Read "X was quoted (by Y) as saying C" and "C, X said, quoted by Y"."""
        start = self._cue_start(at)
        source = self.phrases.subject(at) or self.phrases.before(start)
        relay, behind = None, at + 1
        if self._text(behind) == "by":
            relay = self.phrases.after(behind + 1)
            behind = relay[1] if relay else behind
        saying = self._as_saying(behind)
        if source is None or saying is None:
            return None
        if self._text(saying) == "by":  # "…, the mayor was quoted as saying by AFP."
            relay = relay or self.phrases.after(saying + 1)
        if self._text(saying) in ("by", "on", "in") or not self._has_words(
            saying
        ):  # "…, the mayor was quoted as saying."
            return Statement(
                self.number, source, (start, at + 1), self._before_cue(source[0]), "quoted as saying", relay=relay
            )
        content = (saying, self._leading_end(at, saying))
        return Statement(self.number, source, (start, at + 1), content, "quoted as saying", relay=relay, leading=True)

    def _colon(self, at: int) -> Statement | None:
        """Read a headline's "Ministry: two killed in Homs" and a line's "Mayor: …"."""
        before, behind = self.phrases.before(at), self.phrases.after(at + 1)
        if behind and behind[1] >= self._sentence_end() and self._is_source(behind) and self._says_something((0, at)):
            return Statement(self.number, behind, (at, at + 1), (0, at), "colon")
        if before is None or before[0] != 0 or not self._has_words(at + 1):
            return None
        if not self._is_source(before):
            return None
        return Statement(self.number, before, (at, at + 1), (at + 1, self._sentence_end()), "colon", leading=True)

    def _verb(self, at: int) -> Statement | None:
        takes = self.cues.takes(self.tokens[at].lemma)
        objects = self.tokens[at].lemma in self.cues.objects or self.tokens[at].lemma in self.cues.numbered
        if not (takes or objects) or not self._can_report(at) or self._takes_lives(at):
            return None
        if self._is_passive(at) or (self.tokens[at].tag == "VBN" and self.tree.kid(at, "agent") is not None):
            return self._passive(at, takes)
        source, shared, stands_for = self._source(at)
        behind, relay = self._adjuncts(at)
        found = self._framed(at, source, behind, takes, objects)
        if found is None:
            return None
        content, rule, source, leading = found
        cue_end = behind + 1 if rule == "preposition" and behind == at + 1 else at + 1
        if (source is None and not shared) or (source is not None and source[0] <= at < source[1]):
            return None
        cue = (self._cue_start(at), cue_end)
        return Statement(self.number, source, cue, content, rule, stands_for, relay, False, shared, leading)

    def _can_report(self, at: int) -> bool:
        """Tell whether the verb is a clause's own, in none of the phrases that report nothing."""
        token, before = self.tokens[at], self._text(at - 1)
        if token.dep in ("amod", "aux", "auxpass", "csubj") or (token.dep == "pcomp" and not self._has_own_words(at)):
            return False
        if token.tag == "VBG" and before == "as":  # belongs to "quoted as saying"
            return False
        return not self._is_withheld(at) and self.cues.reports(self.tokens, at)

    def _has_own_words(self, at: int) -> bool:
        """Tell whether a gerund behind a preposition tells who speaks: "went on by saying", "despite X denying"."""
        return self._text(at - 1) == "by" or (at > 0 and self.tokens[at - 1].pos in ("PROPN", "NOUN"))

    def _is_passive(self, at: int) -> bool:
        """Tell whether the verb has "was" before it, with no noun between, as lost commas make the parse believe."""
        helper = self.tree.kid(at, "auxpass")
        return helper is not None and all(t.pos not in ("NOUN", "PROPN") for t in self.tokens[helper:at])

    def _is_withheld(self, at: int) -> bool:
        """Tell whether nothing is said after all: "did not say how", "neither confirmed nor denied"."""
        start = self._cue_start(at)
        if self.tokens[at].tag == "VB" and self._text(at - 1) == "to" and self._bare_infinitive(at):
            return True
        words = {self._text(n) for n in range(max(0, start - 1), at)}
        denied = words & _NOT or any(w.endswith("nt") and w[:-2] in _HELPERS for w in words)
        return bool(denied) and self.tokens[at].lemma != "believe"

    def _bare_infinitive(self, at: int) -> bool:
        token, above = self.tokens[at], self.tokens[self.tokens[at].head]
        return token.dep not in ("xcomp", "conj", "advcl") or above.lemma not in ("go", "continue", "add")

    def _passive(self, at: int, takes: frozenset[str]) -> Statement | None:
        """Read "the raid was reported by activists"; without "by" nobody is said to say it."""
        agent = at + 1 if self._text(at + 1) == "by" else self.tree.kid(at, "agent")
        if agent is None or not takes & {"noun", "blame"}:
            return None
        source = self._object_phrase(agent)
        start = self._cue_start(at)
        subject = self.phrases.subject(at)
        if source is None:
            return None
        if "blame" in takes:  # "the army, accused by X of shelling the town": the deed
            return Statement(
                self.number, source, (start, at + 1), (source[1], self._sentence_end()), "passive", leading=True
            )
        if subject is None or subject[0] >= start:
            content = (0, start)
        else:
            content = subject if self.tokens[subject[0]].pos != "PRON" else (source[1], self._sentence_end())
            if self._text(source[1]) in _WHEN:  # "a raid was reported by residents after the truce": all of it
                content = (subject[0], self._leading_end(at, source[1]))
        return Statement(self.number, source, (start, at + 1), content, "passive", leading=True)

    def _noun(self, at: int) -> Statement | None:
        """Read "X's claim that C", "a statement by X that C", "reports that C", "reports by X of C"."""
        if "in" in (self._text(at - 1), self._text(at - 2)):  # "said in a statement that": where it was said
            return None
        if self.tokens[at].lemma == "report" and self._text(at + 1) == "of" and self._there_is(at):
            return self._noun_said(at, self.phrases.before(at + 1), (at + 2, self._sentence_end()))
        made = self._text(at + 1) in _MADE_BY
        that = self._behind_maker(at, "that") if made else at + 1 if self._text(at + 1) == "that" else None
        if that is not None:
            return self._noun_with_clause(at, that)
        of = self._behind_maker(at, "of") if made and self.tokens[at].dep not in SUBJECTS else None
        maker = self.phrases.after(at + 2) if of is not None and self._is_told_of(of) else None
        return self._noun_said(at, (maker[0], of), (of + 1, self._sentence_end())) if maker and of else None

    def _noun_with_clause(self, at: int, that: int) -> Statement | None:
        if not self.tree.has_finite(that + 1, len(self.tokens)):
            return None
        source = self._noun_source(at)
        head = self.tokens[self.tokens[at].head]
        if source is None and self.tokens[at].dep == "dobj" and self.cues.takes(head.lemma):
            return None  # "confirmed reports that …": whoever confirms says it
        return self._noun_said(at, source or self.phrases.before(at + 1), (that + 1, self._leading_end(at, that + 1)))

    def _noun_said(self, at: int, source: Span | None, content: Span) -> Statement:
        return Statement(self.number, source, (at, at + 1), content, "noun", leading=True)

    def _is_told_of(self, of: int) -> bool:
        """Tell whether a thing told follows "of", not what its maker belongs to: "reports by medics of | new raids"."""
        maker, following = self.tokens[of - 1], self.tokens[of + 1] if of + 1 < len(self.tokens) else None
        people = maker.tag == "NNS" and self.words.is_source_word(maker.text)
        if not people or following is None or following.pos not in ("NOUN", "ADJ") or following.text[:1].isupper():
            return False
        dwell = maker.lemma in ("resident", "inhabitant", "people", "local", "villager", "member")
        return not dwell or any(t.tag == "VBG" for t in self.tokens[of + 2 : of + 6])  # "residents of | gas falling"

    def _there_is(self, at: int) -> bool:
        """Tell whether "there were (unconfirmed)" stands before the noun."""
        return any(self._text(n) == "there" for n in range(max(0, at - 5), at))

    def _behind_maker(self, at: int, word: str) -> int | None:
        """Return where `word` stands behind "reports by residents"."""
        phrase = self.phrases.after(at + 2)
        if phrase is None or not self._is_source(phrase):
            return None
        return next((n for n in range(at + 3, phrase[1] + 1) if self._text(n) == word), None)

    def _noun_source(self, at: int) -> Span | None:
        if self._text(at + 1) in _MADE_BY:
            return self.phrases.after(at + 2)
        owner = self.tree.kid(at, "poss")
        return None if owner is None else (self.tree.left(owner), owner + 1)

    def _fitted(self, found: list[Statement]) -> list[Statement]:
        """Cut contents where another statement of the same sentence takes over."""
        out = []
        for n, statement in enumerate(found):
            if statement.content is None:
                out.append(statement)
                continue
            start, end = statement.content
            if statement.leading:
                end = self._cut_before_next(statement, found[n + 1 :], start, end)
            elif (
                n
                and found[n - 1].leading
                and statement.rule == "according to"
                and not self._passes_on(statement, found[n + 1 :])
            ):
                start = (found[n - 1].content or (start, 0))[0]  # "X said C according to Y": Y says it, X relays it
            elif n and statement.content[0] < found[n - 1].cue[0]:
                start = self._cut_behind_last(statement, found[:n], start)
            out.append(replace(statement, content=(start, end)) if start < end else statement)
        return out

    def _passes_on(self, statement: Statement, later: list[Statement]) -> bool:
        """Tell whether "according to" names a relay: an agency or an outlet that cites nobody itself."""
        return self._relays(statement) and not (later and later[0].cites)

    def _relays(self, statement: Statement) -> bool:
        """Tell whether the source is an agency or an outlet."""
        words = self.tokens[slice(*statement.source)] if statement.source else ()
        return self.words.kind(" ".join(t.text for t in words)) in ("agency", "outlet")

    def _cut_before_next(self, statement: Statement, later: list[Statement], start: int, end: int) -> int:
        for other in later:
            first = other.cue[0] if other.shared or other.source is None else min(other.cue[0], other.source[0])
            if not start < first < end:
                continue
            joined = self._text(first - 1) in CONTRAST | {"and", "as"} or self.tokens[first - 1].text in (",", ";")
            relaying = other.rule == "according to" and self._relays(other)
            if self._encloses(other, statement):
                return self._shrunk(first)
            if other.shared or other.cites or relaying or (joined and other.leading):
                return self._joint_before(first - (self._text(first - 1) in CONTRAST | {"as"}), start)
        return end

    def _encloses(self, other: Statement, statement: Statement) -> bool:
        """Tell whether a trailing statement relays the whole of this one: "X said C, Reuters reported"."""
        if other.rule != "trailing" or other.content is None or other.source is None:
            return False
        first = other.source[0]
        apart = self._text(first - 1) == "," or self._relays(
            other
        )  # a heading may be glued on: "UN says C | D, X said"
        return other.content[0] <= statement.cue[0] and self.tokens[first].pos != "PRON" and apart

    def _cut_behind_last(self, statement: Statement, earlier: list[Statement], start: int) -> int:
        """Begin behind an earlier trailing cue: "A, X said, while B, Y said"."""
        last = next(
            (s for s in reversed(earlier) if not s.leading and s.cue[1] < (statement.source or statement.cue)[0]), None
        )
        if last is None or last.content is None or last.content[1] > last.cue[1]:
            return start
        first = max(last.cue[1], last.source[1] if last.source else 0)
        while first < len(self.tokens) and (self._text(first) in JOINING or self.tokens[first].pos == "PUNCT"):
            first += 1
        return first
