"""Who a reporting verb is said by: the phrase beside it, shared with a verb before it, or behind a quotation."""

from __future__ import annotations

from sayso.annotation.sentence_reading import SentenceReading
from sayso.annotation.source_phrases import Span


class VerbSources(SentenceReading):
    """Finds the source of a reporting verb."""

    def _source(self, at: int) -> tuple[Span | None, bool, Span | None]:
        """Return the source beside the cue, whether it is shared with an earlier cue, and what it stands for."""
        source, shared, stands_for = self._any_source(at)
        return source and self.phrases.unglued(source), shared, stands_for

    def _any_source(self, at: int) -> tuple[Span | None, bool, Span | None]:
        start = self._cue_start(at)
        subject = self._subject_phrase(at)
        if subject is None:
            return self._shared_source(at)
        if self.phrases.is_relative(subject):
            between = self.phrases.before(start) if start > subject[1] else None  # "which activists said was …"
            if between is None or between[0] <= subject[0]:  # "who on Monday said"
                return subject, False, self._antecedent(at, subject)
            return between, False, None
        if subject[0] >= at:
            return subject, False, None
        read = self._behind_quotation(start) or self.phrases.before(start)
        if read and self._text(read[0] - 1) in ("citing", "quoting"):  # "The network, citing activists, said"
            read = self.phrases.before(read[0] - 1) or read
            return read, False, None
        return self._agreed(subject, read, start), False, None

    def _behind_quotation(self, cue: int) -> Span | None:
        """Return all words between a closing mark and the cue when they are one name: "…” the group which … said"."""
        marks = [n for n in range(max(0, cue - 25), cue) if self.tokens[n].text in ("”", '"', "''")]
        first = marks[-1] + 1 if marks else cue
        if first < cue and self._text(first) == ",":
            first += 1
        if first >= cue or self.phrases.after(first) is None or self._inside_quotation(cue):
            return None
        return None if self._holds_clause((first, cue)) else (first, cue)

    def _antecedent(self, at: int, pronoun: Span) -> Span | None:
        if self.tokens[at].dep == "relcl":
            head = self._named_by(self.tokens[at].head)
            return self.tree.left(head), max(head + 1, min(self.tree.right(head) + 1, self._shrunk(pronoun[0])))
        return self.phrases.antecedent(pronoun[0])

    def _named_by(self, noun: int) -> int:
        """Climb from "Rights" to "Observatory for Human Rights"."""
        preposition = self.tokens[noun].head
        above = self.tokens[preposition].head
        if self.tokens[noun].dep == "pobj" and self.words.is_source_word(self.tokens[above].text):
            return above
        return noun

    def _agreed(self, parsed: Span, read: Span | None, start: int) -> Span:
        """Choose between the phrase of the parse and the one read off the words beside the cue."""
        if read is None or self._is_object_of_preposition(parsed, read):
            return parsed
        if not self._reaches(parsed[1], start):
            inside = self._text(parsed[1]).endswith("ing") and not self.tree.has_finite(parsed[1], start)
            return parsed if inside else read  # "X, speaking in Homs, said"
        second = read[0] < parsed[0] and self._text(parsed[0] - 1) == "and" and not self._content_follows(start)
        if self.phrases.opens_clause(parsed[0]) and not self._holds_clause(parsed) and not second:
            return self._with_apposition(parsed)
        return read

    def _is_object_of_preposition(self, parsed: Span, read: Span) -> bool:
        """Tell whether the words beside the cue only end the subject: "the centre for relief of towns in Homs said"."""
        inside = parsed[0] < read[0] and read[1] == parsed[1] and not self.tree.has_finite(*parsed)
        opened = self.tokens[parsed[0]].pos == "DET"
        return inside and opened and self.tokens[read[0] - 1].pos == "ADP"

    def _content_follows(self, cue: int) -> bool:
        return any(self._text(n) == "that" for n in range(cue, cue + 4)) or self._clause_follows(cue + 1)

    def _with_apposition(self, span: Span) -> Span:
        """Widen to the clause's start where only names stand before: "Omar Tarim, a cook in Homs, 3rd street, said"."""
        first = span[0]
        inserted = self._text(self._verb_behind(span[1]) + 1) == ","  # "The raids, residents said, hit …"
        if first == 0 or self._text(first - 1) != "," or self.tree.has_finite(0, first) or inserted:
            return span
        return (0, span[1]) if self.tokens[0].pos in ("PROPN", "NOUN", "DET") and self._text(1) != "," else span

    def _verb_behind(self, at: int) -> int:
        return next((n for n in range(at, len(self.tokens)) if self.tokens[n].pos == "VERB"), at)

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
        start, token = self._cue_start(at), self.tokens[at]
        finite = token.tag in ("VBD", "VBZ", "VBP") or self.tree.has_finite(start, at)
        if token.tag == "VBN" and token.dep == "acl" and token.lemma in self.cues.plain:  # "…, the agency reported"
            read = self.phrases.before(start)
            finite = self._text(at + 1) != "by" and read is not None and self._is_source(read)
        if token.tag == "VBG" and token.dep == "pcomp":  # "despite the ministry denying it"
            finite = self.tokens[at - 1].pos in ("PROPN", "NOUN")
        return self.phrases.before(start) if finite else None

    def _shared_source(self, at: int) -> tuple[Span | None, bool, Span | None]:
        """Return the subject of the verb above: "said …, adding …", "went on to say", "a message saying"."""
        token = self.tokens[at]
        beside = self.tokens[at - 1] if at else token
        if (
            token.tag == "VBG" and beside.tag == "NNS" and self.words.is_source_word(beside.text)
        ):  # "with residents saying"
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
                    return (
                        self._agreed(subject, self.phrases.before(self._cue_start(head)), self._cue_start(head)),
                        True,
                        None,
                    )
                return subject, True, None
        return None, token.tag == "VBG", None

    def _can_say(self, noun: int) -> bool:
        word = self.tokens[noun]
        return word.lemma in self.cues.nouns | self.cues.venues or self.words.is_source_word(word.text)
