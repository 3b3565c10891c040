"""Statements inside one sentence: cue, source and content, each found by a small named rule.

Spans are token indices, end exclusive. What a source stands for, and which quotation belongs to whom, is decided over
the whole document in `attribution`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.annotation.cues import ReportingCues
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.source_phrases import SourcePhrases, Span
from sayso.annotation.speakers import SourceWords

_QUOTES = frozenset("“”\"‘’«»") | {"``", "''"}
_JOINING = frozenset({"and", "but", "while", "as", "after", "before", "when", "because", "although", "though", "whereas", "or",
                      "which", "who", "where", "yet", "since", "until", "following", "despite", "amid"})  # fmt: skip
_CONTRAST = frozenset({"but", "while", "whereas", "although", "though", "yet", "however"})
_CARRIED = frozenset({"carried", "published", "aired", "broadcast", "quoted", "released", "run", "reported", "posted", "cited"})
_ADJUNCT_PREPOSITIONS = frozenset({"on", "in", "at", "during", "through", "via", "to", "by", "from", "over", "late", "early",
                                   "for"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One cue with its source and what is said; `content` None: the quotation beside it, if there is one.

    `stands_for` is what a relative pronoun refers to. `relay` is who passes it on ("told AFP"), with its own cue.
    `shared`: the source stands with an earlier cue ("said …, adding …").
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


class StatementRules:
    """The rules, over one sentence."""

    def __init__(self, tree: Tree, number: int, cues: ReportingCues, words: SourceWords, stances: bool) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.number = number
        self.cues = cues
        self.words = words
        self.stances = stances
        self.phrases = SourcePhrases(tree, cues, words)

    def find(self) -> list[Statement]:
        """Return the statements of the sentence in order of their cues, contents fitted to one another."""
        found = self._with_earlier_source([s for at in range(len(self.tokens)) for s in self._at(at)])
        return self._fitted(sorted((self._inside(s) for s in found), key=lambda s: s.cue))

    def _with_earlier_source(self, found: list[Statement]) -> list[Statement]:
        """Give a participle ("…, adding that") the source of the statement before it in the sentence."""
        out: list[Statement] = []
        for statement in found:
            last = out[-1] if out else None
            if statement.shared and last is not None and self.tokens[statement.cue[1] - 1].tag == "VBG":
                statement = replace(statement, source=last.source, stands_for=last.stands_for)
            out.append(statement)
        return out

    def _inside(self, statement: Statement) -> Statement:
        """Return the statement with no content where its content would be empty."""
        if statement.content is None or statement.content[0] < min(statement.content[1], len(self.tokens)):
            return statement
        return replace(statement, content=None)

    def _at(self, at: int) -> Iterator[Statement]:
        token = self.tokens[at]
        found: Statement | None = None
        if token.text.lower() == "according" and self._text(at + 1) == "to":
            found = self._according(at)
        elif token.lemma in self.cues.citing and token.pos == "VERB":
            found = self._citing(at)
        elif token.pos in ("VERB", "AUX") or token.text.lower() in ("said", "says") or self._reports_at_end(at):
            found = self._verb(at)
        elif token.pos == "NOUN" and token.lemma in self.cues.nouns:
            found = self._noun(at)
        elif token.text == ":":
            found = self._colon(at)
        if found:
            yield found

    def _reports_at_end(self, at: int) -> bool:
        """Tell whether "reports" taken for a noun ends the sentence behind an agency: "…, Tarim News reports."."""
        kind = self.words.kinds.get(self._text(at - 1))
        return self._text(at) == "reports" and self._text(at + 1) in ("", ".") and kind in ("agency", "outlet", "monitor")

    def _text(self, at: int) -> str:
        return self.tokens[at].text.lower() if 0 <= at < len(self.tokens) else ""

    # -- according to, citing, headline colon -------------------------------------------------------------------

    def _according(self, at: int) -> Statement | None:
        source = self._object_phrase(at + 1)
        if source is None or not self._is_party(source):
            return None
        return Statement(self.number, source, (at, at + 2), self._around(at, source[1]), "according to")

    def _is_party(self, span: Span) -> bool:
        """Tell whether the phrase can name someone who speaks: not "their type", not "plan"."""
        tokens = self.tokens[slice(*span)]
        if any(t.pos == "PROPN" or self.words.is_source_word(t.text) for t in tokens):
            return True
        return tokens[0].tag != "PRP$" and tokens[-1].lemma not in self.cues.yardsticks

    def _object_phrase(self, preposition: int) -> Span | None:
        """Return the phrase behind a preposition: as read off the words, longer where the parse adds a relative clause."""
        read = self.phrases.after(preposition + 1)
        head = self.tree.kid(preposition, "pobj")
        if head is None:
            return read
        parsed = self.phrases.whole(head)
        if read is None:
            return parsed if parsed[0] == preposition + 1 else None
        if parsed[0] == read[0] and parsed[1] > read[1] and self._is_apposition(read[1], parsed[1]):
            return parsed
        return read

    def _is_apposition(self, start: int, end: int) -> bool:
        """Tell whether the tokens behind a name only say more about it: ", a group based in Homs", "who leads it"."""
        first = self._text(start)
        return first in ("who", "which", "(") or (first == "," and not self.tree.has_finite(start, end))

    def _around(self, start: int, end: int) -> Span | None:
        """Return the content around an inserted source: what stands before it, or behind when it opens the sentence."""
        if self.phrases.opens_clause(start) and not self.tree.has_finite(0, start) and self._has_words(end):
            first = end + 1 if self._text(end) in (",", ":") else end
            return first, self._sentence_end()
        if self._text(end) == "," and self.tree.has_finite(end, len(self.tokens)) and not self.tree.has_finite(0, start):
            return 0, self._sentence_end()
        return (0, self._shrunk(start)) if start > 0 else None

    def _has_words(self, start: int) -> bool:
        return any(t.pos not in ("PUNCT", "SPACE") for t in self.tokens[start:])

    def _sentence_end(self) -> int:
        end = len(self.tokens)
        while end > 1 and self.tokens[end - 1].text in (".", "!", ";"):
            end -= 1
        return end

    def _shrunk(self, end: int) -> int:
        """Step back over the comma or dash that parts content and source."""
        while end > 0 and (self.tokens[end - 1].text in (",", "-", "–", "—", ";") or self._is_adverb(end - 1)):
            end -= 1
        return end

    def _is_adverb(self, at: int) -> bool:
        return self.tokens[at].pos == "ADV" and self.tokens[at].text.lower() in ("meanwhile", "however", "also", "later")

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
        if self._text(at) != "as" or said is None or said.tag != "VBG" or not self.cues.takes(said.lemma, False):
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

    def _is_source(self, span: Span) -> bool:
        return any(self.words.is_source_word(t.text) for t in self.tokens[slice(*span)])

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _verb(self, at: int) -> Statement | None:
        token = self.tokens[at]
        takes = self.cues.takes(token.lemma, self.stances)
        objects = self.cues.objects.get(token.lemma)
        if token.tag == "VBG" and self._text(at - 1) == "as":  # belongs to "quoted as saying"
            return None
        if token.dep == "csubj" or (token.dep == "pcomp" and self._text(at - 1) != "by") or (not self.stances and self._is_withheld(at)):
            return None
        if not (takes or objects) or token.dep in ("amod", "aux", "auxpass") or not self.cues.reports(self.tokens, at):
            return None
        if self._is_passive(at) or (token.tag == "VBN" and self.tree.kid(at, "agent") is not None):
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
        return Statement(
            self.number, source, (self._cue_start(at), cue_end), content, rule, stands_for, relay, False, shared, leading
        )

    def _is_passive(self, at: int) -> bool:
        """Tell whether the verb has "was" before it, with no noun between, as lost commas make the parse believe."""
        helper = self.tree.kid(at, "auxpass")
        return helper is not None and all(t.pos not in ("NOUN", "PROPN") for t in self.tokens[helper:at])

    def _is_withheld(self, at: int) -> bool:
        """Tell whether nothing is said after all: "did not say how", "neither confirmed nor denied", "To clarify: …"."""
        start = self._cue_start(at)
        if self.tokens[at].tag == "VB" and self._text(at - 1) == "to" and self._bare_infinitive(at):
            return True
        words = {self._text(n) for n in range(max(0, start - 1), at)}
        return bool(words & {"not", "n't", "never", "neither", "nor"}) and self.tokens[at].lemma != "believe"

    def _bare_infinitive(self, at: int) -> bool:
        head = self.tokens[at].head
        return self.tokens[at].dep not in ("xcomp", "conj") or self.tokens[head].lemma not in ("go", "continue", "add")

    def _framed(
        self, at: int, source: Span | None, behind: int, takes: frozenset[str], objects: frozenset[str] | None
    ) -> tuple[Span | None, str, Span | None, bool] | None:
        """Return content, rule, source and whether the content follows the cue; the first frame that fits."""
        if objects is not None:
            fixed = self._object_frame(at, source, objects)
            if fixed:
                return fixed, "object", source, True
        if "blame" in takes and (blamed := self._blame_frame(at)):
            return blamed, "blame", source, True
        clause = None
        if "clause" in takes or ("quote_only" in takes and not self._inside_quotation(at)):
            clause = self._clause_frame(at, source, behind, "clause" in takes)
            if clause and clause[0]:
                return clause
        for rule, content in self._phrase_frames(at, source, behind, takes):
            if content:
                return content, rule, source, True
        return clause

    def _inside_quotation(self, at: int) -> bool:
        """Tell whether an opened quotation is not yet closed at the token."""
        marks = [t.text for t in self.tokens[:at]]
        return marks.count("“") > marks.count("”") or (marks.count('"') + marks.count("``") + marks.count("''")) % 2 == 1

    def _is_witness(self, source: Span) -> bool:
        nouns = (t for t in self.tokens[slice(*source)] if t.pos in ("NOUN", "PROPN"))
        kinds = {self.words.kinds.get(t.text.lower()) for t in nouns}
        return bool(kinds & {"witness", "agency", "outlet"})

    def _after_clause(self, at: int, behind: int) -> Span | None:
        return (behind, self._leading_end(at, behind)) if self._clause_child(at) is not None else None

    def _phrase_frames(self, at: int, source: Span | None, behind: int, takes: frozenset[str]) -> Iterator[tuple[str, Span | None]]:
        if "seen" in takes and source and self._is_witness(source):
            yield "witnessed", self._noun_frame(at, behind) or self._after_clause(at, behind)
        if "noun" in takes:
            yield "noun", self._noun_frame(at, behind)
        if "infinitive" in takes:
            yield "infinitive", self._infinitive_frame(at)
        for preposition in sorted(takes - {"clause", "quote_only", "noun", "infinitive", "blame", "seen"}):
            yield "preposition", self._preposition_frame(at, behind, preposition)

    def _cue_start(self, at: int) -> int:
        """Return where the verb group begins: auxiliaries, "not" and adverbs right before the verb."""
        start = at
        while start > 0:
            before = self.tokens[start - 1]
            helps = before.pos == "AUX" or before.dep in ("aux", "auxpass", "neg")
            if not helps and not (before.pos == "ADV" and before.dep == "advmod" and before.head == at and start - 1 > 0):
                break
            start -= 1
        return start

    def _source(self, at: int) -> tuple[Span | None, bool, Span | None]:
        """Return the source beside the cue, whether it is shared with an earlier cue, and what it stands for."""
        start = self._cue_start(at)
        subject = self._subject_phrase(at)
        if subject is None:
            return self._shared_source(at)
        if self.phrases.is_relative(subject):
            between = self.phrases.before(start) if start > subject[1] else None  # "which activists said was …"
            return (subject, False, self._antecedent(at, subject)) if between is None else (between, False, None)
        if subject[0] >= at:
            return subject, False, None
        read = self._behind_quotation(start) or self.phrases.before(start)
        return self._agreed(subject, read, start), False, None

    def _behind_quotation(self, cue: int) -> Span | None:
        """Return all words between a closing mark and the cue when they are one name: "… ” the group which watches it said"."""
        marks = [n for n in range(max(0, cue - 25), cue) if self.tokens[n].text in ("”", '"', "''")]
        first = marks[-1] + 1 if marks else cue
        if first < cue and self._text(first) == ",":
            first += 1
        if first >= cue or self.phrases.after(first) is None or self._inside_quotation(cue):
            return None
        return None if self._holds_clause((first, cue)) else (first, cue)

    def _antecedent(self, at: int, pronoun: Span) -> Span | None:
        if self.tokens[at].dep == "relcl":
            head = self.tokens[at].head
            return self.tree.left(head), max(head + 1, min(self.tree.right(head) + 1, self._shrunk(pronoun[0])))
        return self.phrases.antecedent(pronoun[0])

    def _agreed(self, parsed: Span, read: Span | None, start: int) -> Span:
        """Choose between the phrase of the parse and the one read off the words beside the cue."""
        if read is None:
            return parsed
        if not self._reaches(parsed[1], start):
            inside = self._text(parsed[1]).endswith("ing") and not self.tree.has_finite(parsed[1], start)
            return parsed if inside else read  # "X, speaking in Homs, said"
        second = read[0] < parsed[0] and self._text(parsed[0] - 1) == "and" and not self._content_follows(start)
        if self.phrases.opens_clause(parsed[0]) and not self._holds_clause(parsed) and not second:
            return self._with_apposition(parsed)
        return read

    def _content_follows(self, cue: int) -> bool:
        return any(self._text(n) == "that" for n in range(cue, cue + 4)) or self._clause_follows(cue + 1)

    def _with_apposition(self, span: Span) -> Span:
        """Widen to the clause's start where only names stand before: "Omar Tarim, a cook in Homs, 3rd street, said"."""
        first = span[0]
        if first == 0 or self._text(first - 1) != "," or self.tree.has_finite(0, first):
            return span
        return (0, span[1]) if self.tokens[0].pos in ("PROPN", "NOUN", "DET") and self._text(1) != "," else span

    def _reaches(self, end: int, start: int) -> bool:
        """Tell whether a phrase that ends at `end` stands by the cue, but for adverbs and what commas set off."""
        if start > 0 and self.tokens[start - 1].text in (",", ")", "-", "–", "—", "]"):
            return True
        return all(self.tokens[n].pos in ("ADV", "AUX", "PART", "PUNCT") for n in range(end, start))

    def _holds_clause(self, span: Span) -> bool:
        """Tell whether a finite verb stands in the phrase outside a relative clause."""
        for n in range(*span):
            if self.tree.is_finite(n) and self.tokens[n].dep != "relcl":
                heads = [h for h in self.tree.ancestors(n) if span[0] <= h < span[1]]
                if not any(self.tokens[h].dep == "relcl" for h in heads):
                    return True
        return self._relative_without_pronoun(span)

    def _relative_without_pronoun(self, span: Span) -> bool:
        """Tell whether the parse made a relative clause of a clause whose comma or "that" is lost."""
        for n in range(*span):
            if self.tokens[n].dep == "relcl" and self.tree.is_finite(n):
                inner = self.tokens[self.tree.left(n) : n]
                if not any(t.tag in ("WDT", "WP", "WP$", "WRB") for t in inner):
                    return True
        return False

    def _subject_phrase(self, at: int) -> Span | None:
        """Return the verb's own subject by the parse, or the phrase that stands where one would."""
        parsed = self.phrases.subject(at)
        if parsed is not None:
            return parsed
        token = self.tokens[at]
        start = self._cue_start(at)
        finite = token.tag in ("VBD", "VBZ", "VBP") or self.tree.has_finite(start, at)
        return self.phrases.before(start) if finite else None

    def _shared_source(self, at: int) -> tuple[Span | None, bool, Span | None]:
        """Return the subject of the verb above: "said …, adding …", "went on to say", "a message saying"."""
        token = self.tokens[at]
        beside = self.tokens[at - 1] if at else token
        if token.tag == "VBG" and beside.tag == "NNS" and self.words.is_source_word(beside.text):  # "with residents saying"
            return self.phrases.before(at), False, None
        if token.dep == "acl" and token.tag == "VBG" and token.lemma != "add" and self._can_say(token.head):
            head = token.head
            return (self.tree.left(head), head + 1), False, None
        for head in self.tree.ancestors(at):
            above = self.tokens[head]
            if above.pos == "ADP":  # "went on by saying"
                continue
            if above.pos not in ("VERB", "AUX"):
                break
            subject = self.phrases.subject(head)
            if subject is not None:
                if self.phrases.is_relative(subject):
                    return subject, True, self._antecedent(head, subject)
                if subject[0] < head:
                    return self._agreed(subject, self.phrases.before(self._cue_start(head)), self._cue_start(head)), True, None
                return subject, True, None
        return None, token.tag == "VBG", None

    def _can_say(self, noun: int) -> bool:
        word = self.tokens[noun]
        return word.lemma in self.cues.nouns | self.cues.venues or self.words.is_source_word(word.text)

    def _adjuncts(self, at: int) -> tuple[int, Span | None]:
        """Return where content may begin behind the cue, past time, venue and listener, and who was told."""
        behind, relay = at + 1, None
        if self.tokens[at].lemma in self.cues.addressing:
            listener = self.phrases.after(behind)
            if listener and self._is_listener(at, listener):
                relay, behind = listener, listener[1]
        while (step := self._adjunct(behind) or self._citing_adjunct(behind) or self._published(behind)) is not None:
            if self._text(behind) in _CARRIED and self._text(behind + 1) in ("by", "on"):
                relay = relay or (behind + 2, step)
            if self._text(behind) == "to" and relay is None:
                relay = (behind + 1, step)
            behind = step
        return behind, relay or self._told_to(at)

    def _told_to(self, at: int) -> Span | None:
        """Return who was told behind the object: "confirmed the toll to an AFP reporter"."""
        for kid in self.tree.kids[at]:
            if self._text(kid) == "to" and kid > at:
                return self.phrases.after(kid + 1)
        return None

    def _is_listener(self, at: int, phrase: Span) -> bool:
        """Tell whether the phrase behind "told" is who was told, not the subject of what was told."""
        follows = self._text(phrase[1])
        if follows in ("", "that", "of", "about", ".", ",", ":", "on", "in", "by", "from", "during", "at") or follows in _QUOTES:
            return True
        head = self.tokens[phrase[1] - 1]
        return head.dep in ("dobj", "dative", "pobj") or self.tokens[at].lemma == "tell"

    def _adjunct(self, at: int) -> int | None:
        """Return the end of one adjunct that begins at `at`, None when none does."""
        word = self._text(at)
        if not word:
            return None
        token = self.tokens[at]
        if word in self.cues.times or (token.pos == "ADV" and word not in ("how", "why", "when", "where", "only", "just", "even")):
            return at + 1
        if token.pos == "NUM" and self._text(at - 1) in self.cues.times:
            return at + 1
        if word in _ADJUNCT_PREPOSITIONS:
            phrase = self._adjunct_phrase(at + 1)
            if phrase and self._is_adjunct(word, phrase):
                return phrase[1]
        return None

    def _citing_adjunct(self, at: int) -> int | None:
        """Return the end of "citing X" between cue and content, with its commas."""
        first = at + 1 if self._text(at) == "," else at
        if self._text(first) not in ("citing", "quoting"):
            return None
        cited = self.phrases.after(first + 1)
        if cited is None:
            return None
        return cited[1] + 1 if self._text(cited[1]) == "," else cited[1]

    def _is_venue(self, at: int) -> bool:
        return self._text(at) in self.cues.venues or self.tokens[at].text in self.cues.venues

    def _published(self, at: int) -> int | None:
        """Return the end of "(a statement) carried by state media", or where "that" stands behind "posted online"."""
        if not 0 < at < len(self.tokens) or self.tokens[at].tag not in ("VBN", "VBD") or not self._is_venue(at - 1):
            return None
        if self._text(at) in _CARRIED and self._text(at + 1) in ("by", "on"):
            carrier = self.phrases.after(at + 2)
            if carrier:
                return carrier[1]
        return next((n for n in range(at + 1, min(at + 6, len(self.tokens))) if self._text(n) == "that"), None)

    def _adjunct_phrase(self, at: int) -> Span | None:
        if self._text(at) in self.cues.times:
            return at, at + 1
        return self.phrases.after(at)

    def _is_adjunct(self, preposition: str, phrase: Span) -> bool:
        words = [t.text for t in self.tokens[slice(*phrase)]]
        timed = any(w.lower() in self.cues.times for w in words)
        if timed or (preposition != "for" and any(w in self.cues.venues or w.lower() in self.cues.venues for w in words)):
            return True
        return preposition == "to" and self.words.kind(" ".join(words)) in ("agency", "outlet")

    # -- frames ---------------------------------------------------------------------------------------------------

    def _clause_frame(
        self, at: int, source: Span | None, behind: int, clause: bool
    ) -> tuple[Span | None, str, Span | None, bool] | None:
        token, plain = self.tokens[at], self.tokens[at].lemma in self.cues.plain
        word = self._text(behind)
        if clause and word == "that" and self.tokens[behind].pos in ("SCONJ", "PRON", "DET"):
            return (behind + 1, self._leading_end(at, behind + 1)), "that-clause", source, True
        if word == ":" or (word in _QUOTES and self._has_words(behind + 1) and self._opens_quote(behind)):
            return (behind + (word == ":"), self._leading_end(at, behind)), "quotation", source, True
        if word == "," and self._text(behind + 1) in _QUOTES and self._has_words(behind + 2):
            return (behind + 1, self._leading_end(at, behind + 1)), "quotation", source, True
        relative = self._relative_frame(at, source, behind) if plain else None
        if relative:
            return relative, "relative", source, True
        inverted = self._inverted(at, source, behind)
        if inverted:
            return self._before_cue(self._cue_start(at)), "inverted", inverted, False
        ccomp = self._clause_child(at)
        if clause and ccomp is not None and ccomp > at and self.tree.left(ccomp) >= behind - 1:
            return (behind, self._leading_end(at, behind)), "clause", source, True
        if clause and plain and self._clause_follows(behind) and not (token.tag == "VBG" and source is None):
            return (behind, self._leading_end(at, behind)), "clause by place", source, True
        return self._trailing(at, source, behind, plain, ccomp)

    def _opens_quote(self, at: int) -> bool:
        """Tell whether the quotation mark at `at` opens; a straight one does when it touches the next word."""
        token = self.tokens[at]
        if token.text in "“‘«":
            return True
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return token.text in ('"', "'", "``") and following is not None and following.start == token.end

    def _clause_child(self, at: int) -> int | None:
        found = [k for k in self.tree.kids[at] if self.tokens[k].dep in ("ccomp", "parataxis")]
        return next((k for k in found if k > at), found[0] if found else None)

    def _clause_follows(self, behind: int) -> bool:
        """Tell whether a clause with its own subject begins at `behind`."""
        token = self.tokens[behind] if behind < len(self.tokens) else None
        if token is None or token.pos == "PUNCT" or token.text.lower() in _JOINING or token.pos == "CCONJ":
            return False
        if token.tag == "VBG" and self.cues.takes(token.lemma, self.stances):
            return False
        if self.tokens[behind - 1].tag == "VBZ" and any(t.tag == "VBN" for t in self.tokens[behind:]):
            return True  # a headline's "Army says 12 killed"
        return self.tree.has_finite(behind, self._next_joint(behind))

    def _next_joint(self, start: int) -> int:
        for n in range(start, len(self.tokens)):
            if self.tokens[n].text.lower() in _CONTRAST or self.tokens[n].text == ";":
                return n
        return len(self.tokens)

    def _relative_frame(self, at: int, source: Span | None, behind: int) -> Span | None:
        """Read "the attack, which activists said was carried out by …": the content holds the noun before "which"."""
        if source is None or source[0] == 0 or source[0] > at or self._text(source[0] - 1) not in ("which", "who", "that"):
            return None
        if not (behind < len(self.tokens) and self.tokens[behind].pos in ("AUX", "VERB")):
            return None
        noun = self.phrases.antecedent(source[0] - 1)
        return (noun[0] if noun else source[0] - 1), self._leading_end(at, behind)

    def _inverted(self, at: int, source: Span | None, behind: int) -> Span | None:
        """Return the source of "…, said X": it stands right behind the cue, and no clause of its own follows it."""
        if self.tokens[at].tag not in ("VBD", "VBZ", "VBP", "VBN") or not self._can_precede(at):
            return None
        read = self.phrases.after(at + 1)
        if read is None or self.tokens[at + 1].text.lower() in self.cues.times:
            return None
        if not self._says_something((0, self._cue_start(at))):
            return None
        if source is not None and source[0] == read[0]:  # the parse agrees
            return max(source, read, key=lambda s: s[1]) if not self._holds_clause(source) else read
        if self.tokens[at].lemma in self.cues.addressing:
            return None
        quote_before = at > 0 and self.tokens[at - 1].text in (*_QUOTES, ",")
        named = self.tokens[read[1] - 1].pos == "PROPN" or any(self.words.is_source_word(t.text) for t in self.tokens[slice(*read)])
        unlikely = source is None or not self._is_party(source) or (self._is_source(read) and not self._is_source(source))
        if named and not self._main_verb_follows(read[1]) and (quote_before or unlikely):
            return read
        return None

    def _can_precede(self, at: int) -> bool:
        before = self.tokens[self._cue_start(at) - 1] if self._cue_start(at) > 0 else None
        return before is not None and before.text.lower() not in _JOINING

    def _main_verb_follows(self, start: int) -> bool:
        """Tell whether a finite verb that is not in a relative clause follows before the next joint."""
        stop = next((n for n in range(start, len(self.tokens)) if self._text(n) in (*_JOINING, ",", ";", ".")), len(self.tokens))
        return self.tree.has_finite(start, stop)

    def _trailing(
        self, at: int, source: Span | None, behind: int, plain: bool, ccomp: int | None
    ) -> tuple[Span | None, str, Span | None, bool] | None:
        if source is None or source[0] > at:
            return None
        if (source[0] > 0 and self._text(source[0] - 1) in _JOINING) or self._text(behind) == "to":
            return None
        pre = self._before_cue(source[0])
        if pre is None:  # nothing before it: the quotation in the sentence before or after
            return (None, "beside quotation", source, False) if plain or self._only_cue(behind) else None
        closing = self._only_cue(behind) and (self._is_source(source) or self.tokens[source[1] - 1].pos == "PROPN")
        if not plain and not closing and (ccomp is None or ccomp > at) and self.tokens[source[0] - 1].text not in (*_QUOTES, ","):
            return None
        if self._inserted(pre, behind):
            return (pre[0], self._sentence_end()), "inserted", source, False
        if self._says_something(pre) and self._ends_there(behind, plain):
            return pre, "trailing", source, False
        return None

    def _ends_there(self, behind: int, plain: bool) -> bool:
        """Tell whether the clause of the cue is over: a cue with an object of its own does not close a sentence."""
        if behind >= len(self.tokens) or self.tokens[behind].pos in ("PUNCT", "CCONJ", "SCONJ", "SPACE"):
            return True
        token = self.tokens[behind]
        if token.text.lower() in _JOINING or token.tag == "VBG":
            return True
        return plain and (token.pos in ("ADP", "ADV") or self.tree.has_finite(behind, len(self.tokens)))

    def _only_cue(self, behind: int) -> bool:
        return self._text(behind) in ("", ".", ":", ",")

    def _before_cue(self, start: int) -> Span | None:
        end = self._shrunk(start)
        first = 1 if self._text(0) in ("and", "but") and end > 1 else 0
        return (first, end) if end > first else None

    def _says_something(self, span: Span) -> bool:
        """Tell whether the span can be what was said: it holds a verb, a quotation, or is a headline's or a list's phrase."""
        if self.tree.has_finite(*span) or self.tree.sentence.segment == "headline":
            return True
        return any(t.text in _QUOTES or t.tag in ("VBN", "VBG") for t in self.tokens[slice(*span)])

    def _inserted(self, pre: Span, behind: int) -> bool:
        """Tell whether the cue is put into the clause: "The raids, X said, hit the market"."""
        if self._text(behind) == ",":
            behind += 1
        if behind >= len(self.tokens) or self.tree.has_finite(*pre):
            return False
        return self.tokens[behind].pos in ("AUX", "VERB") and self.tree.is_finite(behind) or (
            self.tree.has_finite(behind, len(self.tokens)) and self._text(behind) not in _JOINING
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

    def _object_frame(self, at: int, source: Span | None, nouns: frozenset[str]) -> Span | None:
        head = self.tree.kid(at, "dobj", "attr", "oprd")
        near = next((n for n in range(at + 1, min(at + 5, len(self.tokens))) if self.tokens[n].lemma in nouns), None)
        found = head if head is not None and self.tokens[head].lemma in nouns else near
        if found is None:
            return None
        if source and source[0] > 1 and self._text(source[0] - 1) == "which":  # "the raid, for which X claimed responsibility"
            noun = self.phrases.antecedent(source[0] - 2)
            return (noun[0] if noun else source[0] - 1), self._sentence_end()
        return at + 1, self._leading_end(at, at + 1)

    def _blame_frame(self, at: int) -> Span | None:
        """Read "accused Z of C", "blamed Z for C", "blamed C on Z"."""
        start = at + 1
        if self._text(start) in ("of", "for"):  # "was held and accused of …": a passive that names no accuser
            return None
        rest = {t.text.lower() for t in self.tokens[start:]}
        if not rest & {"of", "for", "on", "over", "with"} and self.tree.kid(at, "dobj") is None:
            return None
        return (start, self._leading_end(at, start)) if start < len(self.tokens) else None

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
            return Statement(self.number, source, (start, at + 1), (source[1], self._sentence_end()), "passive", leading=True)
        if subject is None or subject[0] >= start:
            content = (0, start)
        else:
            content = subject if self.tokens[subject[0]].pos != "PRON" else (source[1], self._sentence_end())
        return Statement(self.number, source, (start, at + 1), content, "passive", leading=True)

    # -- nouns ----------------------------------------------------------------------------------------------------

    def _noun(self, at: int) -> Statement | None:
        """Read "X's claim that C", "a statement by X that C", "reports that C"."""
        if self.tokens[at].lemma == "report" and self._text(at + 1) == "of" and self._there_is(at):
            return Statement(self.number, self.phrases.before(at + 1), (at, at + 1), (at + 2, self._sentence_end()), "noun", leading=True)
        if self._text(at + 1) == "that" or (self._text(at + 1) in ("by", "from") and self._that_after(at)):
            that = at + 1 if self._text(at + 1) == "that" else self._that_after(at)
            if that is None or not self.tree.has_finite(that + 1, len(self.tokens)):
                return None
            source = self._noun_source(at)
            head = self.tokens[self.tokens[at].head]
            if source is None and self.tokens[at].dep == "dobj" and self.cues.takes(head.lemma, False):
                return None  # "confirmed reports that …": whoever confirms says it
            return Statement(
                self.number, source or self.phrases.before(at + 1), (at, at + 1), (that + 1, self._leading_end(at, that + 1)),
                "noun", leading=True,
            )  # fmt: skip
        return None

    def _there_is(self, at: int) -> bool:
        """Tell whether "there were (unconfirmed)" stands before the noun."""
        return any(self._text(n) == "there" for n in range(max(0, at - 5), at))

    def _that_after(self, at: int) -> int | None:
        phrase = self.phrases.after(at + 2)
        return phrase[1] if phrase and self._text(phrase[1]) == "that" else None

    def _noun_source(self, at: int) -> Span | None:
        if self._text(at + 1) in ("by", "from"):
            return self.phrases.after(at + 2)
        owner = self.tree.kid(at, "poss")
        return None if owner is None else (self.tree.left(owner), owner + 1)

    # -- how far content runs -------------------------------------------------------------------------------------

    def _leading_end(self, at: int, start: int) -> int:
        """Return where content that follows the cue ends: the sentence's end, or where the next statement is joined."""
        end = self._sentence_end()
        for kid in self.tree.kids[at]:
            joined = kid > start and self.tokens[kid].dep == "conj" and self.tokens[kid].pos == "VERB"
            if joined and self._stands_alone(kid) and self.tree.has_finite(start, self.tree.left(kid)):
                end = min(end, self._joint_before(self.tree.left(kid), start))
        return max(end, start + 1)

    def _stands_alone(self, verb: int) -> bool:
        takes = self.cues.takes(self.tokens[verb].lemma, self.stances)
        return bool(takes) or self.tree.kid(verb, "nsubj", "nsubjpass") is not None

    def _joint_before(self, left: int, start: int) -> int:
        end = left
        while end > start + 1 and (self.tokens[end - 1].pos in ("CCONJ", "PUNCT") and self.tokens[end - 1].text not in _QUOTES):
            end -= 1
        return end

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
            elif n and statement.content[0] < found[n - 1].cue[0]:
                start = self._cut_behind_last(statement, found[:n], start)
            out.append(replace(statement, content=(start, end)) if start < end else statement)
        return out

    def _cut_before_next(self, statement: Statement, later: list[Statement], start: int, end: int) -> int:
        for other in later:
            first = other.cue[0] if other.shared or other.source is None else min(other.cue[0], other.source[0])
            if not start < first < end:
                continue
            joined = self._text(first - 1) in _CONTRAST | {"and", "as"} or self.tokens[first - 1].text in (",", ";")
            if other.shared or other.cites or (joined and other.leading):
                return self._joint_before(first - (self._text(first - 1) in _CONTRAST | {"as"}), start)
        return end

    def _cut_behind_last(self, statement: Statement, earlier: list[Statement], start: int) -> int:
        """Begin behind an earlier trailing cue: "A, X said, while B, Y said"."""
        last = next((s for s in reversed(earlier) if not s.leading and s.cue[1] < (statement.source or statement.cue)[0]), None)
        if last is None or last.content is None or last.content[1] > last.cue[1]:
            return start
        first = max(last.cue[1], last.source[1] if last.source else 0)
        while first < len(self.tokens) and (self._text(first) in _JOINING or self.tokens[first].pos == "PUNCT"):
            first += 1
        return first
