"""PolNeAR's conventions: what it marks as a cue, and which attributions it leaves out.

sayso's cue is the word that reports, with its helpers: what a coder shows as the reason. PolNeAR's annotators marked
the whole verb group: "went on to say", "called for", "said in a statement", "is now expected". So a cue is widened to
their convention before it is compared; sources and contents are left as they are. They also marked no attribution
inside another's content, nor in a quotation. A content of ours may run on to the sentence's end, so what stands in it
is held against the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.annotation.quotes import SHORT, quotations
from sayso.annotation.sentence_tree import Tree
from sayso.schema import Attribution, Sentence

_HELPERS = ("aux", "auxpass", "neg")
_STRANDED = frozenset({
    "to", "for", "about", "with", "against", "over", "into", "toward", "towards", "on", "of", "at", "as", "like",
})  # fmt: skip
_VENUES = frozenset({"statement", "interview", "release", "twitter", "facebook", "email", "telephone"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_ADDING = frozenset({"advcl", "relcl", "ccomp", "acl"})
_SHORT = 5  # words; a longer phrase tells more than where it was said
Span = tuple[int, int]


class Conventions:
    """One article, its sentences as trees."""

    def __init__(self, sentences: Sequence[Sentence], text: str) -> None:
        self._trees = [Tree(s) for s in sentences]
        self._quoted = [(q.start, q.end) for q in quotations(text) if q.words >= SHORT]

    def outermost(self, found: Iterable[Attribution]) -> list[Attribution]:
        """Return the attributions that stand in no other's content and in no quotation; who only relays is left out.

        The wider content goes first, so that of two that hold each other one is left; "according to" closes a sentence
        and holds all of it.
        """
        kept: list[Attribution] = []
        for a in sorted(found, key=lambda a: (not a.rule.startswith("according"), a.content_start - a.content_end)):
            quoted = any(start <= a.cue_start and a.cue_end <= end for start, end in self._quoted)
            if a.rule != "relay" and not quoted and not any(self._holds(b, a) for b in kept):
                kept.append(a)
        return kept

    def groups(self, found: Iterable[Attribution]) -> list[Span]:
        """Return one span of the text for each cue, in the order given, widened to the group of words marked."""
        return [self._widened(a) for a in found]

    def _tree(self, cue: Attribution) -> Tree | None:
        return next((t for t in self._trees if t.sentence.start <= cue.cue_start < t.sentence.end), None)

    def _holds(self, outer: Attribution, inner: Attribution) -> bool:
        """Tell whether the inner cue is part of what the outer one says."""
        spanned = outer.content_start <= inner.cue_start and inner.cue_end <= outer.content_end
        if not spanned or outer.cue_start == inner.cue_start:
            return False
        tree = self._tree(inner)
        if tree is None or not tree.sentence.start <= outer.cue_start < tree.sentence.end:
            return True
        over, under = _head(tree, _inside(tree, outer)), _head(tree, _inside(tree, inner))
        return over is None or under is None or _depends(tree, over, under, inner.rule.startswith("stance"))

    def _widened(self, cue: Attribution) -> Span:
        tree = self._tree(cue)
        inside = [] if tree is None else _inside(tree, cue)
        head = None if tree is None else _head(tree, inside)
        if tree is None or head is None:
            return cue.cue_start, cue.cue_end
        if tree.tokens[head].pos not in ("VERB", "AUX"):
            return tree.tokens[_noun_start(tree, inside[0])].start, cue.cue_end
        first = min(*inside, _start(tree, head, cue))
        last = _end(tree, head, max(inside), cue)
        return tree.tokens[first].start, tree.tokens[last].end


def _depends(tree: Tree, over: int, under: int, stance: bool) -> bool:
    """Tell whether `under` belongs by the parse to what is said at `over`, not beside it or added to it."""
    path = [under, *tree.ancestors(under)]
    if over in path:
        below = path[: path.index(over)]
        return tree.tokens[below[-1]].dep not in ("conj", "advcl") and not any(_is_added(tree, n) for n in below)
    if under in tree.ancestors(over):
        return tree.tokens[over].dep not in _ADDING
    return stance and not any(_is_added(tree, n) for n in path)


def _is_added(tree: Tree, at: int) -> bool:
    """Tell whether a relative clause is set off by a comma: what the reporter adds to what is said."""
    left = tree.left(at)
    return tree.tokens[at].dep == "relcl" and left > 0 and tree.tokens[left - 1].text == ","


def _inside(tree: Tree, cue: Attribution) -> list[int]:
    return [n for n, t in enumerate(tree.tokens) if cue.cue_start <= t.start < cue.cue_end]


def _head(tree: Tree, inside: Sequence[int]) -> int | None:
    """Return the word that the others of the cue hang on."""
    words = [n for n in inside if tree.tokens[n].pos in ("VERB", "AUX")] or inside
    return next((n for n in words if tree.tokens[n].head not in words), words[0] if words else None)


def _noun_start(tree: Tree, noun: int) -> int:
    """Return where the words before a noun begin that say of what kind it is: "a sharp attack against"."""
    start = noun
    while start > 0 and tree.tokens[start - 1].head == noun:
        before = tree.tokens[start - 1]
        article = before.dep == "det"
        if not article and not (before.dep in ("amod", "compound") and before.pos in ("ADJ", "NOUN", "VERB")):
            break
        start -= 1
        if article:
            break
    return start


def _start(tree: Tree, head: int, cue: Attribution) -> int:
    """Return where the group begins: with its helpers, and with the verb that leads to it ("went on to say")."""
    token = tree.tokens[head]
    above = token.head
    start = _helped(tree, head)
    leads = token.dep == "xcomp" or (token.dep == "advcl" and tree.tokens[above].lemma == "go")
    if not leads or above >= head or tree.kid(above, "dobj") is not None:
        return start
    if tree.tokens[above].pos not in ("VERB", "ADJ", "AUX") or _is_apart(tree, above, start, cue):
        return start
    copula = tree.tokens[above].head if tree.tokens[above].dep == "acomp" else above
    return min(start, _start(tree, copula, cue) if copula < head else start)


def _is_apart(tree: Tree, above: int, start: int, cue: Attribution) -> bool:
    """Tell whether the source or a mark stands between the two verbs."""
    between = tree.tokens[above:start]
    return any(t.pos == "PUNCT" or t.start == cue.source_start for t in between)


def _helped(tree: Tree, head: int) -> int:
    """Return where the helpers, "not" and adverbs right before the verb begin."""
    start = head
    while start > 0:
        before = tree.tokens[start - 1]
        below = before.head in range(start, head + 1)
        if not below or not (before.dep in _HELPERS or before.pos in ("AUX", "ADV") or before.tag == "TO"):
            break
        start -= 1
    return start


def _end(tree: Tree, head: int, last: int, cue: Attribution) -> int:
    """Return the last word of the group: particle, adverb, weekday, preposition of the verb, "in a statement"."""
    while last + 1 < len(tree.tokens) and tree.tokens[last + 1].start != cue.source_start:
        following = tree.tokens[last + 1]
        if following.head not in range(head, last + 1):
            break
        day = following.text.lower() in _DAYS
        if (
            following.dep == "prt"
            or day
            or (following.dep == "advmod" and following.pos == "ADV" and following.tag != "WRB")
        ):
            last += 1
            continue
        if following.dep in ("prep", "dative") and not cue.rule.startswith("according"):
            return _preposition_end(tree, last + 1)
        break
    return last


def _preposition_end(tree: Tree, at: int) -> int:
    """Return the last word taken in of a phrase right behind the verb: all of "in a statement", else what leads it."""
    noun = tree.kid(at, "pobj")
    if noun is not None and tree.tokens[noun].lemma.lower() in _VENUES and noun - at < _SHORT:
        return noun
    timed = noun is not None and (
        tree.tokens[noun].text.lower() in _DAYS or tree.tokens[noun].entity in ("DATE", "TIME")
    )
    return at if tree.tokens[at].text.lower() in _STRANDED and not timed else at - 1
