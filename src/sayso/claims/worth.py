"""Which happenings are told as events, and which words only point at the kind of thing.

"Says it determines whether strikes were carried out", "would respond to any raid", "an operation to retake the
town": the first two tell of no event, the third of one, the operation. Codebooks ask for an event that is said to
take place, to be planned, or denied.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.flight import is_getaway
from sayso.claims.happenings import CONSEQUENCES, Happening
from sayso.schema import Sentence
from sayso.schema.codebook import top
from sayso.schema.tree import children, path_up

_ANY = frozenset({"any", "every", "such", "similar", "previous", "past", "further"})
_TRIES = frozenset({"attempt", "try", "seek", "fail", "hope", "want", "aim"})
_ACHIEVED = frozenset({"territory_change"})
_OPEN_QUESTIONS = frozenset({"whether", "if", "unless"})
_FORCED = frozenset({"displacement"})


def _is_infinitive(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.tag == "VB" and any(sentence.tokens[n].text.casefold() == "to" for n in children(sentence, at))


def _in_question(sentence: Sentence, at: int) -> bool:
    """Tell whether a trigger stands in a clause that asks whether it happened."""
    for n in path_up(sentence, at):
        marks = {
            sentence.tokens[c].text.casefold()
            for c in children(sentence, n)
            if sentence.tokens[c].dep in ("mark", "advmod")
        }
        if marks & _OPEN_QUESTIONS:
            return True
    return False


_WOULD = frozenset({"would", "could", "might"})


def _is_supposed(sentence: Sentence, at: int) -> bool:
    """Tell whether a trigger stands in what would follow if something else came true: "if the hill fell, they would
    besiege the town"."""
    for n in path_up(sentence, at):
        below = list(children(sentence, n))
        if not any(sentence.tokens[c].text.casefold() in _WOULD for c in below):
            continue
        clauses = [c for c in below if sentence.tokens[c].dep == "advcl"]
        if any(sentence.tokens[m].text.casefold() == "if" for c in clauses for m in children(sentence, c)):
            return True
    return False


def _asks_which(sentence: Sentence, at: int) -> bool:
    """Tell whether a trigger stands in a clause that asks who of several did it: "determines which planes carry out
    raids"."""
    asked = {n for n in path_up(sentence, at) if sentence.tokens[n].dep == "ccomp"}
    words = zip(sentence.tokens, sentence.tokens[1:], strict=False)
    return any(
        w.text.casefold() == "which" and following.pos == "NOUN" and asked & {w.head, following.head}
        for w, following in words
    )


_WEAPONS = frozenset({"air_strike", "shelling", "explosion", "bombing"})


def _is_one_of_the_arms(sentence: Sentence, happening: Happening, group: Sequence[Happening]) -> bool:
    """Tell whether a weapon is only listed with others: "a salvo of rockets and car bombs", "bombardment including
    barrel bombs"."""
    at = happening.main.head
    token = sentence.tokens[at]
    if len(happening.triggers) > 1 or top(happening.label) not in _WEAPONS or token.lemma != "bomb":
        return False
    over = sentence.tokens[token.head]
    if token.dep == "pobj" and over.lemma == "include":
        return True
    return token.dep == "conj" and any(
        t.start <= over.start < t.end for other in group if other is not happening for t in other.triggers
    )


def _is_any(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether only the kind of event is meant: "any raid", "such attacks"; what killed people took place."""
    at = happening.main.head
    if any(t.label in CONSEQUENCES for t in happening.triggers[1:]):
        return False
    return any(
        sentence.tokens[n].dep in ("det", "amod") and sentence.tokens[n].text.casefold() in _ANY
        for n in children(sentence, at)
    )


def _is_tried(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether what counts only when achieved is merely tried: "has been attempting to seize the town"."""
    at = happening.main.head
    return top(happening.label) in _ACHIEVED and sentence.tokens[sentence.tokens[at].head].lemma in _TRIES


def _is_imagined(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun is the subject of what would follow from it: "the fall of the town would mark a victory"."""
    token = sentence.tokens[at]
    if token.pos not in ("NOUN", "PROPN") or token.dep != "nsubj":
        return False
    return any(sentence.tokens[n].lemma == "would" for n in children(sentence, token.head))


def _is_purpose(sentence: Sentence, happening: Happening, group: Sequence[Happening]) -> bool:
    """Tell whether a trigger is only the aim of another happening of its sentence: "an offensive to retake the city",
    "launched an assault to retake the city"."""
    at = happening.main.head
    if top(happening.label) in _FORCED or not _is_infinitive(sentence, at):
        return False
    above = set(path_up(sentence, at)[1:])
    over = sentence.tokens[at].head
    for other in group:
        if other is not happening and any(
            t.head in above or (t.head < at and sentence.tokens[t.head].head == over) for t in other.triggers
        ):
            return True
    return False


_LASTING = frozenset({"strength", "operation"})
_ASIDE = ("relcl", "acl", "amod")


def _only_describes(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether a clause only says which place or people are meant: "a town besieged by the army", "groups
    fighting IS"."""
    main = happening.main
    token = sentence.tokens[main.head]
    if token.pos not in ("VERB", "AUX", "ADJ"):
        return False
    aside = any(
        sentence.tokens[n].dep in _ASIDE
        for n in path_up(sentence, main.head)[:2]
        if sentence.tokens[n].pos in ("VERB", "AUX", "ADJ")
    )
    if top(happening.label) in _LASTING:
        return aside
    return top(happening.label) == "armed_clash" and token.tag == "VBG" and token.dep == "acl"


_DRIVES = frozenset({"force", "drive", "cause", "prompt", "push", "send", "compel", "lead"})
_FIGHTS = frozenset({"armed_clash", "operation", "air_strike", "shelling", "bombing", "bombardment"})


def _is_why_people_left(sentence: Sentence, happening: Happening, group: Sequence[Happening]) -> bool:
    """Tell whether fighting is named only as what drove people out: "displaced by heavy battles", "the fighting forced
    thousands to flee"."""
    at = happening.main.head
    token = sentence.tokens[at]
    named = token.pos in ("NOUN", "PROPN") or token.tag == "VBG"
    if not named or top(happening.label) not in _FIGHTS or len(happening.triggers) > 1:
        return False
    above = path_up(sentence, at)[1:4]
    drives = [n for n in above if sentence.tokens[n].lemma in _DRIVES]
    for other in group:
        if top(other.label) in _FORCED:
            left = other.main.head
            if left in above or any(n in path_up(sentence, left)[:3] for n in drives):
                return True
    return False


def is_told(sentence: Sentence, happening: Happening, group: Sequence[Happening]) -> bool:
    """Tell whether a happening of a sentence is told as an event; `group` is all the sentence's happenings."""
    at = happening.main.head
    return not (
        _in_question(sentence, at)
        or _is_any(sentence, happening)
        or _is_tried(sentence, happening)
        or _is_imagined(sentence, at)
        or _is_supposed(sentence, at)
        or _asks_which(sentence, at)
        or _is_one_of_the_arms(sentence, happening, group)
        or _is_purpose(sentence, happening, group)
        or _only_describes(sentence, happening)
        or _is_why_people_left(sentence, happening, group)
        or is_getaway(sentence, happening)
    )
