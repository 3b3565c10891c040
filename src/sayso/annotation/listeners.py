"""What stands between a cue and its content: when, where and to whom it was said."""

from __future__ import annotations

from sayso.annotation.sentence_reading import QUOTES, SentenceReading
from sayso.annotation.source_phrases import Span

_PREPOSITIONS = frozenset(
    {"on", "in", "at", "during", "through", "via", "to", "by", "from", "over", "late", "early", "for", "under"}
)


class Listeners(SentenceReading):
    """Steps over times, places and listeners behind a cue, and keeps the agency or outlet that was told."""

    def _adjuncts(self, at: int) -> tuple[int, Span | None]:
        """Return where content may begin behind the cue, past time, venue and listener, and who was told."""
        behind, relay = at + 1, None
        if self.tokens[at].lemma in self.cues.addressing:
            listener = self.phrases.after(behind)
            if listener and self._is_listener(at, listener):
                relay, behind = listener, listener[1]
        while (step := self._adjunct(behind) or self._citing_adjunct(behind) or self._published(behind)) is not None:
            if self._text(behind) in self.cues.carried and self._text(behind + 1) in ("by", "on"):
                relay = relay or (behind + 2, step)
            if self._text(behind) == "to" and relay is None:
                relay = (behind + 1, step)
            with_whom = next((n for n in range(behind, step - 1) if self._text(n) == "with"), None)
            if with_whom is not None:  # "in an interview with AFP"
                relay = relay or (with_whom + 1, step)
            behind = step
        return behind, relay or self._told_to(at)

    def _told_to(self, at: int) -> Span | None:
        """Return who was told behind the object ("confirmed the toll to an AFP man") or before ("speaking to AFP")."""
        for kid in self.tree.kids[at]:
            if self._text(kid) == "to" and kid > at:
                return self.phrases.after(kid + 1)
        carrier = next((n for n in range(at) if self._is_carried(n, at)), None)
        if carrier is None and self._is_quoted_by(at + 1 + (self._text(at + 1) == ",")):  # "…, X said, quoted by Y"
            carrier = at + 1 + (self._text(at + 1) == ",")
        return None if carrier is None else self.phrases.after(carrier + 2)

    def _is_carried(self, n: int, cue: int) -> bool:
        """Tell whether the two words at `n` lead to who passes on what a later cue reports.

        "speaking to AFP", "in an interview with AFP", "in remarks carried by AFP", "the mayor, quoted by AFP, said".
        """
        word, following = self._text(n), self._text(n + 1)
        if word in ("speaking", "talking") and following in ("to", "with"):
            return True
        if self._is_quoted_by(n):
            return not self.tree.has_finite(n + 1, self._cue_start(cue))
        leading = self._text(0) in ("in", "during") and not self.tree.has_finite(0, n)
        if leading and self._is_venue(n) and following == "with":
            return True
        return leading and word in self.cues.carried and following == "by" and self._is_venue(n - 1)

    def _is_quoted_by(self, at: int) -> bool:
        return (
            self._text(at) in ("quoted", "cited")
            and self._text(at + 1) == "by"
            and self.tree.kid(at, "auxpass") is None
        )

    def _is_listener(self, at: int, phrase: Span) -> bool:
        """Tell whether the phrase behind "told" is who was told, not the subject of what was told."""
        follows = self._text(phrase[1])
        if (
            follows in ("", "that", "of", "about", ".", ",", ":", "on", "in", "by", "from", "during", "at")
            or follows in QUOTES
        ):
            return True
        head = self.tokens[phrase[1] - 1]
        return head.dep in ("dobj", "dative", "pobj") or self.tokens[at].lemma == "tell"

    def _adjunct(self, at: int) -> int | None:
        """Return the end of one adjunct that begins at `at`, None when none does."""
        word = self._text(at)
        if not word:
            return None
        token = self.tokens[at]
        if word in self.cues.times or (
            token.pos == "ADV" and word not in ("how", "why", "when", "where", "only", "just", "even")
        ):
            return at + 1
        if token.pos == "NUM" and self._text(at - 1) in self.cues.times:
            return at + 1
        if word in ("last", "next", "this", "earlier", "late", "early") and self._text(at + 1) in self.cues.times:
            return at + 2
        if word in _PREPOSITIONS:
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
        if self._text(at) in self.cues.carried and self._text(at + 1) in ("by", "on"):
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
        if preposition in ("on", "under"):  # "on condition of anonymity"
            unnamed = self.words.kind(" ".join(words)) == "anonymous"
            if unnamed or preposition == "under":
                return unnamed
        timed = any(w.lower() in self.cues.times for w in words)
        if timed or (
            preposition != "for" and any(w in self.cues.venues or w.lower() in self.cues.venues for w in words)
        ):
            return True
        return preposition == "to" and self.words.kind(" ".join(words)) in ("agency", "outlet")
