"""One sentence as the attribution rules read it: its words, its quotation marks, where its clauses end.

Spans are token indices, end exclusive.
"""

from __future__ import annotations

from sayso.annotation.cues import ReportingCues
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.source_phrases import SourcePhrases, Span
from sayso.annotation.speakers import SourceWords

QUOTES = frozenset('“”"‘’«»') | {"``", "''"}
CONTRAST = frozenset({"but", "while", "whereas", "although", "though", "yet", "however"})
JOINING = CONTRAST | {
    "and", "as", "after", "before", "when", "because", "or", "which", "who", "where", "since", "until", "following",
    "despite", "amid",
}  # fmt: skip


class SentenceReading:
    """A sentence with its tree and the words to read it by."""

    def __init__(self, tree: Tree, number: int, cues: ReportingCues, words: SourceWords) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.number = number
        self.cues = cues
        self.words = words
        self.phrases = SourcePhrases(tree, cues, words)

    def _text(self, at: int) -> str:
        return self.tokens[at].text.lower() if 0 <= at < len(self.tokens) else ""

    def _is_adverb(self, at: int) -> bool:
        return self.tokens[at].pos == "ADV" and self.tokens[at].text.lower() in (
            "meanwhile",
            "however",
            "also",
            "later",
        )

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

    def _is_source(self, span: Span) -> bool:
        return any(self.words.is_source_word(t.text) for t in self.tokens[slice(*span)])

    def _is_party(self, span: Span) -> bool:
        """Tell whether the phrase can name someone who speaks: not "their type", not "plan"."""
        tokens = self.tokens[slice(*span)]
        if any(t.pos == "PROPN" or self.words.is_source_word(t.text) for t in tokens):
            return True
        return tokens[0].tag != "PRP$" and tokens[-1].lemma not in self.cues.yardsticks

    def _object_phrase(self, preposition: int) -> Span | None:
        """Return the phrase behind a preposition: as read off the words, longer where the parse adds to it."""
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

    def _inside_quotation(self, at: int) -> bool:
        """Tell whether an opened quotation is not yet closed at the token."""
        marks = [t.text for t in self.tokens[:at]]
        return (
            marks.count("“") > marks.count("”") or (marks.count('"') + marks.count("``") + marks.count("''")) % 2 == 1
        )

    def _opens_quote(self, at: int) -> bool:
        """Tell whether the quotation mark at `at` opens; a straight one does when it touches the next word."""
        token = self.tokens[at]
        if token.text in "“‘«":
            return True
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return token.text in ('"', "'", "``") and following is not None and following.start == token.end

    def _cue_start(self, at: int) -> int:
        """Return where the verb group begins: auxiliaries, "not" and adverbs right before the verb."""
        start = at
        while start > 0:
            before = self.tokens[start - 1]
            helps = before.pos == "AUX" or before.dep in ("aux", "auxpass", "neg")
            if not helps and not (
                before.pos == "ADV" and before.dep == "advmod" and before.head == at and start - 1 > 0
            ):
                break
            start -= 1
        return start

    def _says_something(self, span: Span) -> bool:
        """Tell whether the span can be what was said: it holds a verb or a quotation, or is a headline."""
        if self.tree.has_finite(*span) or self.tree.sentence.segment == "headline":
            return True
        has_subject = any(self.tree.kid(n, "nsubj", "nsubjpass") is not None for n in range(*span))
        return has_subject or any(t.text in QUOTES or t.tag in ("VBN", "VBG") for t in self.tokens[slice(*span)])

    def _before_cue(self, start: int) -> Span | None:
        end = self._shrunk(start)
        first = 1 if self._text(0) in ("and", "but") and end > 1 else 0
        return (first, end) if end > first else None

    def _only_cue(self, behind: int) -> bool:
        return self._text(behind) in ("", ".", ":", ",")

    def _next_joint(self, start: int) -> int:
        for n in range(start, len(self.tokens)):
            if self.tokens[n].text.lower() in CONTRAST or self.tokens[n].text == ";":
                return n
        return len(self.tokens)

    def _clause_follows(self, behind: int) -> bool:
        """Tell whether a clause with its own subject begins at `behind`."""
        token = self.tokens[behind] if behind < len(self.tokens) else None
        if token is None or token.pos == "PUNCT" or token.text.lower() in JOINING or token.pos == "CCONJ":
            return False
        if token.tag == "VBG" and self.cues.takes(token.lemma):
            return False
        if self.tokens[behind - 1].tag == "VBZ" and any(t.tag == "VBN" for t in self.tokens[behind:]):
            return True  # a headline's "Army says 12 killed"
        return self.tree.has_finite(behind, self._next_joint(behind))

    def _clause_child(self, at: int) -> int | None:
        found = [k for k in self.tree.kids[at] if self.tokens[k].dep in ("ccomp", "parataxis")]
        return next((k for k in found if k > at), found[0] if found else None)

    def _leading_end(self, at: int, start: int) -> int:
        """Return where content that follows the cue ends: the sentence's end, or where the next statement is joined."""
        end = self._sentence_end()
        for kid in self.tree.kids[at]:
            joined = kid > start and self.tokens[kid].dep == "conj" and self.tokens[kid].pos == "VERB"
            if joined and self._stands_alone(kid) and self.tree.has_finite(start, self.tree.left(kid)):
                end = min(end, self._joint_before(self.tree.left(kid), start))
        return max(end, start + 1)

    def _stands_alone(self, verb: int) -> bool:
        takes = self.cues.takes(self.tokens[verb].lemma)
        return bool(takes) or self.tree.kid(verb, "nsubj", "nsubjpass") is not None

    def _joint_before(self, left: int, start: int) -> int:
        end = left
        while end > start + 1 and (
            self.tokens[end - 1].pos in ("CCONJ", "PUNCT") and self.tokens[end - 1].text not in QUOTES
        ):
            end -= 1
        return end
