"""The phrase that names a source, beside a reporting word.

Reports often reach us with their commas gone, and then the parse attaches the source to the wrong word. So the phrase
is read off the words beside the cue, by their parts of speech and known source words, and the parse is believed only
where both agree on where it may begin. Spans are token indices, end exclusive.
"""

from __future__ import annotations

from itertools import pairwise

from sayso.annotation.cues import ReportingCues
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.speakers import SourceWords
from sayso.schema.tree import SUBJECTS

Span = tuple[int, int]

_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_LINKING = frozenset({"of", "for", "in", "at", "from", "with", "on", "near", "to"})
_OPENERS = frozenset({",", ";", ":", "-", "–", "—", "(", "“", '"', "‘", "'", "”", "’", "."})
_CLAUSE_WORDS = frozenset({
    "and", "but", "while", "as", "that", "although", "though", "whereas", "after", "before", "because", "when", "if",
    "which", "what", "whom", "or", "yet", "than", "since", "until",
})  # fmt: skip
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr"})
_RELATIVE = frozenset({"who", "which", "that"})
_NAMED = frozenset({"known", "referred", "identified"})
_DESCRIBING = frozenset({"(", "[", "who", "which", "that", "whose", "including", "between"})
_ONE = frozenset({"the", "a", "an"})
_PAIR = 2
_ARTICLES = frozenset({"The", "A", "An"})


class SourcePhrases:
    """Finds the source beside a cue in one sentence."""

    def __init__(self, tree: Tree, cues: ReportingCues, words: SourceWords) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.cues = cues
        self.words = words

    def opens_clause(self, at: int) -> bool:
        """Tell whether a clause may begin at `at`: the sentence's start, or behind punctuation or a joining word."""
        while at > 0 and self._is_time(at - 1):
            at -= 1
        if at == 0 or (at == 1 and self.tokens[0].pos == "ADV"):  # "Thus according to …"
            return True
        before = self.tokens[at - 1]
        return before.text in _OPENERS or before.text.lower() in _CLAUSE_WORDS or before.pos in ("CCONJ", "SCONJ")

    def _is_time(self, at: int) -> bool:
        token = self.tokens[at]
        return token.text.lower() in self.cues.times or (token.pos == "ADV" and token.text.lower().endswith("ly"))

    def before(self, end: int) -> Span | None:
        """Return the noun phrase that ends at `end`, None when the word there cannot end one."""
        at = end - 1
        while at > 0 and self.tokens[at].pos == "ADV" and not self._is_time(at):  # "an officer there said"
            at -= 1
        if at >= 0 and self.tokens[at].text in (")", "]"):
            at = self._before_bracket(at)
        while at > 1 and self.tokens[at].text.lower() in self.cues.times and self.tokens[at].pos != "ADV":
            at -= 2 if self.tokens[at - 1].pos == "ADP" else 1  # "an officer on Friday said"
            if at > 0 and self.tokens[at].text.lower() in ("last", "this", "earlier"):  # "an officer last week said"
                at -= 1
        if at < 0 or self._is_time(at) or self.tokens[at].pos not in (*_NAMING, "PRON", "DET"):
            return None
        start = self._walk_back(at)
        return self._trimmed(start, at + 1, end if self.tokens[end - 1].text in (")", "]") else at + 1)

    def _before_bracket(self, at: int) -> int:
        opening = next((n for n in range(at, -1, -1) if self.tokens[n].text in ("(", "[")), 0)
        return opening - 1

    def _walk_back(self, at: int) -> int:
        start = at
        while at >= 0:
            token = self.tokens[at]
            if any(mark in token.text for mark in '“”"'):
                return start
            if token.text.rstrip(".") in _TITLES:
                return at
            if (token.pos == "PRON" and not self._is_acronym(at)) or (
                token.pos == "DET" and token.text.lower() not in ("that", "which")
            ):
                start = at
                if not self._crosses(at - 1) and not self._has_name_before(at):
                    return start
                at -= 1
                continue
            if self._continues(at):
                start = at
            elif self._crosses(at):
                pass
            else:
                return start
            at -= 1
        return start

    def _has_name_before(self, at: int) -> bool:
        """Tell whether "a" says what the name at the clause's start is: "Omar Tarim | a baker in Homs said"."""
        return self.name_before(at) is not None

    def name_before(self, at: int) -> Span | None:
        """Return the name of two words or more that stands before its description, which begins with "a" at `at`."""
        if self._text(at).lower() not in ("a", "an") or at < 2 or self.tokens[at - 1].pos != "PROPN":
            return None
        first = at - 1
        while first > 0 and self.tokens[first - 1].pos == "PROPN":
            first -= 1
        if first >= at - 1:
            return None
        if first > 0 and self.tokens[first - 1].pos == "DET":
            first -= 1
        return (first, at) if self.opens_clause(first) else None

    def _continues(self, at: int) -> bool:
        """Tell whether the word at `at` belongs to the phrase whose later words are read already."""
        token = self.tokens[at]
        if self._is_time(at):
            return False
        if (
            token.pos in _NAMING
            or self._is_acronym(at)
            or token.text in ("'s", "’s", "'", "’", "-", "/")
            or token.dep == "amod"
            or self._text(at - 1) == "-"
        ):
            return not (token.pos == "NUM" and at > 0 and self.tokens[at - 1].pos in ("VERB", "ADP"))
        return False

    def _is_acronym(self, at: int) -> bool:
        """Tell whether a pronoun is none but a name in capitals: "the WHO"."""
        token = self.tokens[at]
        return token.pos == "PRON" and len(token.text) > 1 and token.text.isupper() and self._text(at - 1) == "the"

    def _crosses(self, at: int) -> bool:
        """Tell whether a preposition or "and" at `at` joins two parts of one source phrase."""
        if at <= 0:
            return False
        word, before = self.tokens[at].text.lower(), self.tokens[at - 1]
        if self._inside_name(at) or self._is_known_as(at):
            return True
        if word == "and":
            return before.pos in ("NOUN", "PROPN") and self.words.is_source_word(before.text)
        if word == "including":
            return self.words.is_source_word(before.text) and self.opens_clause(self._walk_back(at - 1))
        return word in _LINKING and self._links(at)

    def _links(self, at: int) -> bool:
        word, before = self.tokens[at].text.lower(), self.tokens[at - 1]
        if before.text.lower() in self.words.ties and at > 1:  # "people close to the governor"
            return self.words.is_source_word(self.tokens[at - 2].text)
        return self.words.is_source_word(before.text) or (
            word == "of" and before.pos == "PROPN" and self.opens_clause(at - 1)
        )

    def _inside_name(self, at: int) -> bool:
        """Tell whether a preposition is part of a name, as its capital shows: "Doctors Without Borders"."""
        token = self.tokens[at]
        around = self.tokens[at - 1].text[:1] + self._text(at + 1)[:1]
        return token.pos in ("ADP", "SCONJ") and token.text[:1].isupper() and len(around) == 2 and around.isupper()

    def _is_known_as(self, at: int) -> bool:
        """Tell whether "known as" stands at `at` or ends there, behind a noun: "the rescuers known as the Red Caps"."""
        known = at if self._text(at) in _NAMED else at - 1
        joined = self._text(known) in _NAMED and self._text(known + 1) in ("as", "to")
        return joined and known > 0 and self.tokens[known - 1].pos in ("NOUN", "PROPN")

    def _trimmed(self, start: int, stop: int, end: int) -> Span | None:
        """Cut what a bare phrase took from the clause before it ("in the town | residents said")."""
        start = self._after_other_entity(start, stop)
        behind_preposition = start > 0 and self.tokens[start - 1].pos == "ADP"  # "in the town | residents said"
        if self.opens_clause(start) or self.tokens[start].pos == "PRON":
            return start, end
        start = self._after_common_noun(start, stop)
        joint = next((n for n in range(start + 1, stop) if self.tokens[n].text.lower() == "and"), stop)
        head = joint - 1
        opened = self.tokens[start].pos == "DET" or self.tokens[start].text.lower() == "one"
        if opened and not behind_preposition and not self._needs_no_article(head):
            return start, end
        bare = self.tokens[start].pos == "DET" or self.tokens[head].pos == "NOUN"
        if bare and self.words.is_source_word(self.tokens[head].text):
            first = head
            while first > start and self._modifies(first - 1):
                first -= 1
            return (start if first == start + 1 and self.tokens[start].pos == "DET" else first), end
        return start, end

    def _after_common_noun(self, start: int, stop: int) -> int:
        """Begin at a name that only stands beside a thing: "after the election | Tarim said"; not "commander Tarim"."""
        first = stop
        while first > start and (self.tokens[first - 1].pos == "PROPN" or self.tokens[first - 1].text == "-"):
            first -= 1
        if not start < first < stop or self.tokens[first - 1].pos != "NOUN":
            return start
        word = self.tokens[first - 1].text.lower()
        tells = word in self.words.person_words or word in self.words.modifiers or self.words.is_source_word(word)
        return start if tells else first

    def _needs_no_article(self, head: int) -> bool:
        """Tell whether the word stands without an article: "the hill | state media said", "the hill | rebels said"."""
        token = self.tokens[head]
        return token.tag == "NNS" or self.words.kinds.get(token.text.lower()) == "outlet"

    def _modifies(self, at: int) -> bool:
        token = self.tokens[at]
        return (
            token.text.lower() in self.words.modifiers
            or (token.pos == "ADJ" and token.tag == "JJ")
            or token.text == "-"
        )

    def _after_other_entity(self, start: int, stop: int) -> int:
        """Begin behind a place or date that only stands beside the name ("in Homs | Ali Darwish said")."""
        last = self.tokens[stop - 1].entity
        if last not in ("PERSON", "ORG") or start == 0 or self.opens_clause(start):
            return start
        first = start
        while first < stop - 1 and self.tokens[first].entity in ("GPE", "LOC", "DATE", "TIME"):
            first += 1
        return first

    def after(self, start: int) -> Span | None:
        """Return the noun phrase that begins at `start`, None when the word there cannot begin one."""
        at, size, noun_seen, end = start, len(self.tokens), False, start
        while at < size:
            token = self.tokens[at]
            if token.pos in ("DET", "PRON") and at == start:
                if token.pos == "PRON" and token.tag != "PRP$":
                    return start, start + 1
            elif self._is_time(at) and noun_seen:
                break
            elif at > start and self._ends_title(at):
                noun_seen, end = True, at
                break
            elif self._is_noun(at) or (token.text in ("'s", "’s", "-", "/", "’", "'") and noun_seen):
                noun_seen, end = True, at + 1
            elif (
                token.pos == "ADJ"
                or token.dep == "amod"
                or self._text(at - 1) == "-"
                or (token.pos == "NUM" and not noun_seen)
            ):
                fresh = at > start and end < at  # behind "and" or "of"
                if noun_seen and not fresh and not self._name_goes_on(at) and self._text(at - 1) != "-":
                    break
            elif noun_seen and token.text in ("(", "["):
                at = end = self._behind_bracket(at)
                continue
            elif noun_seen and self._crosses_after(at):
                at += 2 if self.tokens[at + 1].pos in ("DET", "PRON") else 1
                continue
            else:
                break
            at += 1
        return (start, end) if noun_seen else None

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at >= 0 else ""

    def _ends_title(self, at: int) -> bool:
        """Tell whether a name only follows "the bulletin", where a comma is lost: "the bulletin | Omar fled"."""
        before = self.tokens[at - 1]
        written = before.text.islower() and before.text in self.cues.venues
        return written and self.tokens[at].pos == "PROPN" and not self.words.is_source_word(before.text)

    def _is_noun(self, at: int) -> bool:
        """Tell whether the word is a noun, or a source word at a phrase's end that the tagger took for an adjective."""
        token = self.tokens[at]
        if token.pos in ("NOUN", "PROPN", "X"):
            return True
        last = at + 1 == len(self.tokens) or self.tokens[at + 1].pos not in ("NOUN", "PROPN", "ADJ")
        return token.pos == "ADJ" and last and self.words.is_source_word(token.text)

    def _behind_bracket(self, at: int) -> int:
        closing = next(
            (n for n in range(at, len(self.tokens)) if self.tokens[n].text in (")", "]")), len(self.tokens) - 1
        )
        return closing + 1

    def _name_goes_on(self, at: int) -> bool:
        return self.tokens[at].text[:1].isupper()

    def _crosses_after(self, at: int) -> bool:
        if at + 1 >= len(self.tokens):
            return False
        word, following = self.tokens[at].text.lower(), self.tokens[at + 1]
        if following.pos not in ("DET", "NOUN", "PROPN", "ADJ", "PRON"):
            return False
        if word == "and":
            return self._second_source(at + 1)
        if word == "on":
            return at + 2 < len(self.tokens) and self.tokens[at + 2].text == "ground"
        return word in _LINKING - {"to", "on"} and not self._is_time(at + 1)

    def _second_source(self, at: int) -> bool:
        """Tell whether a source, and no new clause, follows "and"."""
        phrase = self.after(at)
        if phrase is None or self.tree.has_finite(phrase[1], phrase[1] + 2):
            return False
        return any(self.words.is_source_word(t.text) for t in self.tokens[phrase[0] : phrase[1]])

    def subject(self, verb: int) -> Span | None:
        """Return the subject's phrase by the parse, None when it has none."""
        heads = [k for k in self.tree.kids[verb] if self.tokens[k].dep in SUBJECTS]
        nearest = max((k for k in heads if k < verb), default=heads[0] if heads else None)
        if nearest is None or self.tokens[nearest].text.lower() in self.cues.times:
            return None
        return self.whole(nearest)

    def whole(self, head: int) -> Span:
        """Return the subtree of a noun as a span, without punctuation at its ends."""
        start, end = self.tree.left(head), self.tree.right(head) + 1
        while end - start > 1 and self.tokens[end - 1].pos == "PUNCT" and self.tokens[end - 1].text not in (")", "]"):
            end -= 1
        while end - start > 1 and self._only_leads_in(start):
            start += 1
        return start, end

    def _only_leads_in(self, at: int) -> bool:
        """Tell whether the word is a date, an adverb or a mark before the phrase: "3 May | the army"."""
        token = self.tokens[at]
        if token.pos in ("PUNCT", "CCONJ", "SPACE", "ADV") or self._is_time(at):
            return token.text not in ("“", '"') or token.pos == "PUNCT"
        if token.text.lower() in ("this", "last", "next") and at + 1 < len(self.tokens) and self._is_time(at + 1):
            return True
        return token.pos == "NUM" and any(self._is_time(n) for n in (at - 1, at + 1) if 0 <= n < len(self.tokens))

    def antecedent(self, at: int) -> Span | None:
        """Return what a relative pronoun at `at` stands for: the noun phrase right before it."""
        end = at
        while end > 0 and self.tokens[end - 1].pos == "PUNCT" and self.tokens[end - 1].text not in (")", "]"):
            end -= 1
        return self.before(end)

    def is_relative(self, span: Span) -> bool:
        """Tell whether the span is one relative pronoun."""
        word = self.tokens[span[0]]
        return span[1] - span[0] == 1 and word.text.lower() in _RELATIVE and not self._is_acronym(span[0])

    def author(self, span: Span) -> Span | None:
        """Return whose a tally or statement is that is cited: "a tally | by the monitor", "the monitor's | figures";
        None where the span cites no such thing, or nobody is named beside it."""
        record = next((n for n in range(*span) if self.tokens[n].lemma.lower() in self.cues.records), None)
        if record is None or (record + 1 < span[1] and self.tokens[record + 1].pos in _NAMING):  # "a report author"
            return None
        if record > span[0] and self._text(record - 1) in ("'s", "’s", "'", "’"):
            return span[0], record - 1
        at = record + 1
        while at < len(self.tokens) and (self._text(at) in self.cues.carried or self.tokens[at].tag == "VBN"):
            at += 1
        if at >= len(self.tokens) or self._text(at) not in ("by", "of", "from"):
            return None
        found = self.after(at + 1)
        named = found and any(t.pos == "PROPN" or self.words.is_source_word(t.text) for t in self.tokens[slice(*found)])
        return found if named else None

    def parted(self, span: Span) -> tuple[Span, ...]:
        """Return the sources of "the army and the police" apart; () for one, or one with "and" in its name."""
        return self._listed(span) or self._two(span) or ()

    def _listed(self, span: Span) -> tuple[Span, ...] | None:
        """Return the three or more sources of "the army, the police and residents", none of them described."""
        words = [self._text(n).lower() for n in range(*span)]
        if words.count("and") != 1 or "," not in words or set(words) & (_DESCRIBING | self.cues.venues):
            return None
        joint = span[0] + words.index("and")
        commas = [n for n in range(span[0], joint - 1) if self._text(n) == ","]
        edges = [span[0] - 1, *commas, joint, span[1]]
        parts = [(a + 1, b - (self._text(b - 1) == ",")) for a, b in pairwise(edges)]
        alike = len({self.tokens[self._head(p)].pos for p in parts}) == 1 or self._text(parts[1][0]).lower() not in _ONE
        speaking = all(p[0] < p[1] and self._can_speak(p) for p in parts)
        apart = len(parts) > _PAIR and not self._inside_first(parts[0], parts[-1])
        return tuple(parts) if apart and speaking and alike else None

    def _two(self, span: Span) -> tuple[Span, Span] | None:
        joints = [n for n in range(span[0] + 1, span[1] - 1) if self.tokens[n].text.lower() == "and"]
        marks = {t.text.lower() for t in self.tokens[slice(*span)]}
        if len(joints) != 1 or marks & self.cues.venues or marks & (_DESCRIBING | {","}):
            return None
        first, second = (span[0] + (self._text(span[0]).lower() == "both"), joints[0]), (joints[0] + 1, span[1])
        if not (self._can_speak(first) and self._can_speak(second)) or self._share_a_head(first, second):
            return None
        return None if self._inside_first(first, second) else (first, second)

    def _head(self, span: Span) -> int:
        """Return the last word before the first preposition."""
        joint = next((n for n in range(span[0] + 1, span[1]) if self.tokens[n].pos == "ADP"), span[1])
        return joint - 1

    def _can_speak(self, span: Span) -> bool:
        head = self.tokens[self._head(span)] if span[0] < span[1] else None
        return head is not None and (head.pos == "PROPN" or self.words.is_source_word(head.text))

    def _share_a_head(self, first: Span, second: Span) -> bool:
        """Tell whether both only say what kind the last word is: "army and police sources"."""
        head, last = self.tokens[first[1] - 1], self.tokens[self._head(second)]
        bare = self.tokens[first[0]].pos != "DET" and head.tag not in ("NNS", "NNPS")
        return bare and last.tag in ("NNS", "NNPS") and second[1] - second[0] > 1 and self._opens_bare(second)

    def _opens_bare(self, span: Span) -> bool:
        return self.tokens[span[0]].pos != "DET" and self.tokens[span[0]].tag != "PRP$"

    def _inside_first(self, first: Span, second: Span) -> bool:
        """Tell whether "and" joins words inside the first phrase: "Ministry of Health and Trade", "mix of X and Y"."""
        head, last = self._head(first), self.tokens[first[1] - 1]
        if head == first[1] - 1 or not self._opens_bare(second):
            return False
        return last.pos != "PROPN" or not self.words.is_source_word(self.tokens[self._head(second)].text)

    def unglued(self, span: Span) -> Span:
        """Cut off a heading or caption that lost its full stop: "Blast in Homs The ministry", "Homs Reuters"."""
        start, end = span
        for n in range(start + 1, end):
            if self.tokens[n].text in _ARTICLES and self._begins_anew(n):
                start = n
        tail = self._outlet_tail(start, end)
        return (start if tail is None else tail), end

    def _begins_anew(self, at: int) -> bool:
        before = self.tokens[at - 1]
        titled = before.pos == "NOUN" and self.words.is_source_word(before.text)  # "the newspaper The Coast"
        return before.pos in ("NOUN", "PROPN", "VERB") and not titled

    def _outlet_tail(self, start: int, end: int) -> int | None:
        """Return where the name of an agency or outlet begins that stands behind a place or another name."""
        words = [t.text for t in self.tokens[start:end]]
        first = next((n for n in range(len(words)) if self.words.is_outlet(" ".join(words[n:]))), 0)
        at = start + first
        if first < (2 if self.opens_clause(start) else 1) or self.tokens[at - 1].pos not in ("NOUN", "PROPN"):
            return None
        before = self.tokens[at - 1].text.lower()
        titled = self.tokens[at - 1].pos == "NOUN" and self.words.is_source_word(before)
        return None if titled or before in self.words.modifiers else at
