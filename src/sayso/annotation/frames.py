"""What a reporting verb says: the clause, phrase or quotation that its frame makes its content."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.annotation.sentence_reading import JOINING, QUOTES
from sayso.annotation.source_phrases import Span
from sayso.annotation.verb_sources import VerbSources

_FAR = 3  # words; a subject further away than this from its cue rather belongs to another verb
Framed = tuple[Span | None, str, Span | None, bool]
"""Content (None: a quotation beside the sentence), rule, source, and whether the content follows the cue."""


class Frames(VerbSources):
    """Finds the content of a reporting verb."""

    def _framed(self, at: int, source: Span | None, behind: int, takes: frozenset[str], objects: bool) -> Framed | None:
        """Return content, rule, source and whether the content follows the cue; the first frame that fits."""
        fixed = self._object_frame(at, source) if objects else None
        if fixed:
            blames = any(
                t.pos == "NOUN" and t.lemma in ("accusation", "allegation", "blame")
                for t in self.tokens[at + 1 : at + 4]
            )
            return fixed, "blame" if blames else "object", source, True
        if "blame" in takes and (blamed := self._blame_frame(at)):
            return blamed, "blame", source, True
        clause = None
        if "clause" in takes or ("quote_only" in takes and not self._inside_quotation(at)):
            clause = self._clause_frame(at, source, behind, "clause" in takes)
            clause = clause if "clause" in takes or self._is_quoted(clause) else None
            if clause and clause[0]:
                return clause
        for rule, content in self._phrase_frames(at, source, behind, takes):
            if content:
                return content, rule, source, True
        return clause

    def _phrase_frames(
        self, at: int, source: Span | None, behind: int, takes: frozenset[str]
    ) -> Iterator[tuple[str, Span | None]]:
        if "seen" in takes and source and self._is_witness(source):
            yield "witnessed", self._noun_frame(at, behind) or self._after_clause(at, behind)
        if "noun" in takes:
            yield "noun", self._noun_frame(at, behind)
        if "infinitive" in takes:
            yield "infinitive", self._infinitive_frame(at)
        for preposition in sorted(takes - {"clause", "quote_only", "noun", "infinitive", "blame", "seen"}):
            yield "preposition", self._preposition_frame(at, behind, preposition)

    def _is_quoted(self, framed: Framed | None) -> bool:
        """Tell whether the content is a quotation, or stands beside the sentence as one."""
        if framed is None or framed[0] is None:
            return framed is not None
        return any(t.text in QUOTES for t in self.tokens[slice(*framed[0])])

    def _is_witness(self, source: Span) -> bool:
        nouns = (t for t in self.tokens[slice(*source)] if t.pos in ("NOUN", "PROPN"))
        kinds = {self.words.kinds.get(t.text.lower()) for t in nouns}
        return bool(kinds & {"witness", "agency", "outlet"})

    def _after_clause(self, at: int, behind: int) -> Span | None:
        return (behind, self._leading_end(at, behind)) if self._clause_child(at) is not None else None

    def _clause_frame(self, at: int, source: Span | None, behind: int, clause: bool) -> Framed | None:
        opened = self._opened_frame(at, source, behind, clause)
        if opened:
            return opened
        inverted = self._inverted(at, source, behind)
        if inverted:
            return self._before_cue(self._cue_start(at)), "inverted", inverted, False
        bare = self._bare_frame(at, source, behind) if clause else None
        return bare or self._trailing(at, source, behind)

    def _opened_frame(self, at: int, source: Span | None, behind: int, clause: bool) -> Framed | None:
        """Read content that a word or mark opens: "that", a colon, a quotation mark, "which" before the source."""
        word = self._text(behind)
        if clause and word == "that" and self.tokens[behind].pos in ("SCONJ", "PRON", "DET"):
            return (behind + 1, self._leading_end(at, behind + 1)), "that-clause", source, True
        if word == ":" or (word in QUOTES and self._has_words(behind + 1) and self._opens_quote(behind)):
            return (behind + (word == ":"), self._leading_end(at, behind)), "quotation", source, True
        if word == "," and self._text(behind + 1) in QUOTES and self._has_words(behind + 2):
            return (behind + 1, self._leading_end(at, behind + 1)), "quotation", source, True
        relative = self._relative_frame(at, source, behind) if self._is_plain(at) else None
        return (relative, "relative", source, True) if relative else None

    def _bare_frame(self, at: int, source: Span | None, behind: int) -> Framed | None:
        """Read a clause without "that", by the parse or, for the plain verbs, by its place."""
        content = (behind, self._leading_end(at, behind))
        ccomp = self._clause_child(at)
        if ccomp is not None and ccomp > at and self.tree.left(ccomp) >= behind - 1:
            return content, "clause", source, True
        nobody = self.tokens[at].tag == "VBG" and source is None
        if self._is_plain(at) and self._clause_follows(behind) and not nobody:
            return content, "clause by place", source, True
        return None

    def _is_plain(self, at: int) -> bool:
        return self.tokens[at].lemma in self.cues.plain

    def _relative_frame(self, at: int, source: Span | None, behind: int) -> Span | None:
        """Read "the attack, which activists said was carried out by …": the content holds the noun before "which"."""
        if (
            source is None
            or source[0] == 0
            or source[0] > at
            or self._text(source[0] - 1) not in ("which", "who", "that")
        ):
            return None
        if not (behind < len(self.tokens) and self.tokens[behind].pos in ("AUX", "VERB")):
            return None
        noun = self.phrases.antecedent(source[0] - 1)
        return (noun[0] if noun else source[0] - 1), self._leading_end(at, behind)

    def _inverted(self, at: int, source: Span | None, behind: int) -> Span | None:
        """Return the source of "…, said X": it stands right behind the cue, and no clause of its own follows it."""
        read = self._named_behind(at)
        if read is None:
            return None
        if source is not None and source[0] == read[0]:  # the parse agrees
            return max(source, self._with_role(read), key=lambda s: s[1]) if not self._holds_clause(source) else read
        marked = (
            self.tokens[at - 1].text in (*QUOTES, ",") or self._is_unlikely(source, read) or self._is_full_name(read)
        )
        if (
            source is not None and self._text(read[0]) == "the"
        ):  # "rebels were killed in Homs said the Coast Observatory"
            far = source[1] < self._cue_start(at) - _FAR
            marked = marked or (far and self._is_full_name((read[0] + 1, read[1])))
        named = self.tokens[read[1] - 1].pos == "PROPN" or self._is_source(read)
        clear = named and marked and self.tokens[at].lemma not in self.cues.addressing
        return self._with_role(read) if clear and not self._main_verb_follows(read[1]) else None

    def _is_full_name(self, span: Span) -> bool:
        """Tell whether the phrase begins with a name of two words, or is an agency or an outlet."""
        first = self.tokens[span[0] : span[0] + 2]
        if len(first) == 2 and all(t.pos == "PROPN" for t in first):
            return True
        return self.words.kind(" ".join(t.text for t in self.tokens[slice(*span)])) in ("agency", "outlet")

    def _with_role(self, span: Span) -> Span:
        """Widen a name by what it is: "said Omar Tarim | a baker from Homs"."""
        at = span[1]
        if self.tokens[span[0]].pos != "PROPN" or self._text(at) not in ("a", "an", "the"):
            return span
        role = self.phrases.after(at)
        return span if role is None or self.tree.has_finite(role[1], role[1] + 1) else (span[0], role[1])

    def _named_behind(self, at: int) -> Span | None:
        """Return the phrase right behind a finite cue that something said stands before."""
        if self.tokens[at].tag not in ("VBD", "VBZ", "VBP", "VBN") or not self._can_precede(at):
            return None
        read = self.phrases.after(at + 1)
        if read is None or self._text(at + 1) in self.cues.times:
            return None
        return read if self._says_something((0, self._cue_start(at))) else None

    def _is_unlikely(self, source: Span | None, rival: Span) -> bool:
        """Tell whether the phrase before the cue is a worse source than the one behind it."""
        if source is None or not self._is_party(source):
            return True
        if source[0] > 0 and self.tokens[source[0] - 1].pos == "ADP":  # "killed near Homs said …"
            return True
        return self._is_source(rival) and not self._is_source(source)

    def _can_precede(self, at: int) -> bool:
        before = self.tokens[self._cue_start(at) - 1] if self._cue_start(at) > 0 else None
        return before is not None and before.text.lower() not in JOINING

    def _main_verb_follows(self, start: int) -> bool:
        """Tell whether a finite verb that is not in a relative clause follows before the next joint."""
        stop = next(
            (n for n in range(start, len(self.tokens)) if self._text(n) in (*JOINING, ",", ";", ".")), len(self.tokens)
        )
        return self.tree.has_finite(start, stop)

    def _trailing(self, at: int, source: Span | None, behind: int) -> Framed | None:
        """Read a cue behind its content: "…, X said", also without the comma."""
        infinitive = (
            self._text(behind) == "to" and behind + 1 < len(self.tokens) and self.tokens[behind + 1].tag == "VB"
        )
        if source is None or source[0] > at or infinitive or self.phrases.is_relative(source):
            return None
        if source[0] > 0 and (self._text(source[0] - 1) in JOINING or self._is_plain(source[0] - 1)):
            return None  # "as X said", "the army says X …"
        pre = self._quoted_last(self._before_cue(source[0]))
        if pre is None:  # nothing before it: the quotation in the sentence before or after
            beside = self._is_plain(at) or self._only_cue(behind)
            return (None, "beside quotation", source, False) if beside else None
        return self._closing(at, source, behind, pre) if self._may_close(at, source, behind) else None

    def _quoted_last(self, pre: Span | None) -> Span | None:
        """Return only the quotation where a colon opens it: "The mayor warns of a raid: “…,” he says"."""
        marks = [n for n in range(*pre) if self._text(n) == ":" and self._text(n + 1) in QUOTES] if pre else []
        if pre is None or not marks or self.tokens[pre[1] - 1].text not in QUOTES:
            return pre
        return marks[-1] + 1, pre[1]

    def _may_close(self, at: int, source: Span, behind: int) -> bool:
        """Tell whether the verb can close a sentence here; all but the plain ones need a sign of it."""
        if self._is_plain(at) or self.tokens[source[0] - 1].text in (*QUOTES, ","):
            return True
        ccomp = self._clause_child(at)
        named = self._is_source(source) or self.tokens[source[1] - 1].pos == "PROPN"
        return (ccomp is not None and ccomp < at) or (named and self._only_cue(behind))

    def _closing(self, at: int, source: Span, behind: int, pre: Span) -> Framed | None:
        if self._inserted(pre, behind):
            return (pre[0], self._sentence_end()), "inserted", source, False
        if self._says_something(pre) and self._ends_there(behind, self._is_plain(at)):
            return pre, "trailing", source, False
        return None

    def _ends_there(self, behind: int, plain: bool) -> bool:
        """Tell whether the clause of the cue is over: a cue with an object of its own does not close a sentence."""
        if behind >= len(self.tokens) or self.tokens[behind].pos in ("PUNCT", "CCONJ", "SCONJ", "SPACE"):
            return True
        token = self.tokens[behind]
        if token.text.lower() in JOINING or token.tag == "VBG":
            return True
        return plain and (token.pos in ("ADP", "ADV") or self.tree.has_finite(behind, len(self.tokens)))

    def _inserted(self, pre: Span, behind: int) -> bool:
        """Tell whether the cue is put into the clause: "The raids, X said, hit the market"."""
        if self._text(behind) == ",":
            behind += 1
        if behind >= len(self.tokens) or self.tree.has_finite(*pre):
            return False
        return (self.tokens[behind].pos in ("AUX", "VERB") and self.tree.is_finite(behind)) or (
            self.tree.has_finite(behind, len(self.tokens)) and self._text(behind) not in JOINING
        )

    def _noun_frame(self, at: int, behind: int) -> Span | None:
        """Read "reported raids on the town": a direct object that names a happening or a thing said."""
        head = self.tree.kid(at, "dobj")
        if head is None:  # "reported shelling": a gerund is no object to the parse
            head = next((k for k in self.tree.kids[at] if k == behind and self.tokens[k].tag == "VBG"), None)
        if head is None or head < at or self.tree.left(head) < behind - 1 or self.tokens[head].pos == "PRON":
            return None
        return self.tree.left(head), self._leading_end(at, self.tree.left(head))

    def _infinitive_frame(self, at: int) -> Span | None:
        head = self.tree.kid(at, "xcomp")
        if head is None or head < at or self._text(self.tree.left(head)) != "to":
            return None
        return self.tree.left(head), self._leading_end(at, self.tree.left(head))

    def _preposition_frame(self, at: int, behind: int, preposition: str) -> Span | None:
        if self._text(behind) != preposition or behind + 1 >= len(self.tokens):
            return None
        return behind + 1, self._leading_end(at, behind + 1)

    def _object_frame(self, at: int, source: Span | None) -> Span | None:
        head = self.tree.kid(at, "dobj", "attr", "oprd")
        near = (n for n in range(at + 1, min(at + 5, len(self.tokens))) if self._is_object(at, n))
        found = head if head is not None and self._is_object(at, head) else next(near, None)
        if found is None or "no" in (self._text(n) for n in range(at + 1, found)):
            return None
        if (
            source and source[0] > 1 and self._text(source[0] - 1) == "which"
        ):  # "the raid, for which X claimed responsibility"
            noun = self.phrases.antecedent(source[0] - 2)
            return (noun[0] if noun else source[0] - 1), self._sentence_end()
        return at + 1, self._leading_end(at, at + 1)

    def _takes_lives(self, at: int) -> bool:
        """Tell whether the verb reports nothing with the object it has: "a raid that claimed the lives of ten"."""
        nouns = self.cues.no_objects.get(self.tokens[at].lemma, frozenset())
        near = (n for n in range(at + 1, min(at + 5, len(self.tokens))) if self.tokens[n].lemma in nouns)
        return any(self.tokens[n].dep == "dobj" or self._text(n + 1) == "of" for n in near)

    def _is_object(self, verb: int, noun: int) -> bool:
        """Tell whether the verb reports with this noun; some nouns need a number behind them: "a figure of 13"."""
        lemma, word = self.tokens[verb].lemma, self.tokens[noun].lemma
        if word in self.cues.objects.get(lemma, ()):
            return True
        numbered = any(t.pos == "NUM" for t in self.tokens[noun + 1 : noun + 5])
        return numbered and word in self.cues.numbered.get(lemma, ())

    def _blame_frame(self, at: int) -> Span | None:
        """Read "accused Z of C", "blamed Z for C", "blamed C on Z"."""
        start = at + 1
        if self._text(start) in ("of", "for"):  # "was held and accused of …": a passive that names no accuser
            return None
        rest = {t.text.lower() for t in self.tokens[start:]}
        if not rest & {"of", "for", "on", "over", "with"} and self.tree.kid(at, "dobj") is None:
            return None
        return (start, self._leading_end(at, start)) if start < len(self.tokens) else None
