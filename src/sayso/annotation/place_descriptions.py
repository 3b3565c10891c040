"""Places that a text describes and does not name: "in a busy market", "near the town", "west of the city"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.annotation.place_evidence import DETERMINERS, HYPHENS, OWNERS, Surroundings, head_token
from sayso.schema import Mention, Sentence

_NEAR = frozenset(("near", "outside", "around", "surrounding"))
_PLAIN_TAGS = frozenset(("JJ", "JJS", "JJR", "NN", "CD", "VBN", "HYPH", "NNP", "RB"))
_ING = frozenset(("surrounding", "neighbouring", "neighboring", "adjoining"))


def described_places(
    number: int, sentence: Sentence, around: Surroundings, text: str, named: set[int]
) -> Iterator[Mention]:
    """Yield places that are described, not named: "in a busy market", "near the town", "west of the city".

    `named` holds the offsets at which named places begin: "the town of X" is X.
    """
    at = 0
    while at < len(around.tokens):
        leads = around.word(at) in around.cues.described_after or _leads_object(around, at) or _is_subject(around, at)
        last = _described_end(around, at + 1) if leads else None
        if last is None or _introduces(around, last, named):
            at += 1
            continue
        first = _described_start(around, at, last)
        start, end = sentence.tokens[first].start, sentence.tokens[last].end
        head = head_token(around, first, last)
        yield Mention("place", start, end, text[start:end], "described", number, head, "place.described")
        at = last + 1


def _leads_object(around: Surroundings, at: int) -> bool:
    """Tell whether the word is a verb whose object is a place: "fled the district"."""
    token = around.tokens[at]
    return token.pos == "VERB" and token.lemma in around.cues.object_verbs and around.word(at + 1) in DETERMINERS


def _is_subject(around: Surroundings, at: int) -> bool:
    """Tell whether the article begins a subject that is a place: "the town was captured", "the city lies", "the
    village came under fire"."""
    tokens, cues, noun = around.tokens, around.cues, at + 1
    if around.word(at) not in ("the", "this", "that") or around.word(noun) not in cues.goes_back:
        return False
    verb = tokens[tokens[noun].head]
    if tokens[noun].dep == "nsubjpass":
        return verb.lemma in cues.object_verbs
    is_under = verb.lemma in ("be", "come", "remain") and "under" in around.words[noun + 1 : noun + 5]
    return tokens[noun].dep == "nsubj" and (verb.lemma in cues.place_verbs or is_under)


def _introduces(around: Surroundings, last: int, named: set[int]) -> bool:
    """Tell whether the noun only introduces a name: "town of X", "towns of X and Y", "the city X"."""
    at = last + 1
    while around.word(at) in ("of", "the", "called", "as"):
        at += 1
    return at < len(around.tokens) and around.tokens[at].start in named and (at > last + 1)


def _described_start(around: Surroundings, at: int, last: int) -> int:
    """Return where the phrase begins: a word for nearness or a direction belongs to it, an article does not."""
    if around.word(at) in _NEAR:
        return at
    if around.word(at) == "of" and around.word(at - 1) in around.cues.compass | around.cues.parts:
        first = at - 1
        while first > 0 and around.tokens[first - 1].pos in ("ADJ", "NUM") and around.word(first - 1):
            first -= 1
        return first
    first = at + 1
    while first < last and around.word(first) in DETERMINERS - {"nearby"}:
        first += 1
    return first


def _described_end(around: Surroundings, first: int) -> int | None:
    """Return the last token of a described place that begins at `first`, None when there is none."""
    cues = around.cues
    for at in range(first, min(first + 8, len(around.tokens))):
        token, word = around.tokens[at], around.word(at)
        is_noun = token.pos == "NOUN" and (word in cues.features or word in cues.parts)
        if is_noun and not _goes_on(around, at):
            is_plain = at == first or (at == first + 1 and around.word(first) in DETERMINERS)
            return None if is_plain and word in cues.not_described else _with_complement(around, at)
        if at > first and token.pos in ("DET", "PRON"):
            return None
        is_plain_word = token.tag in _PLAIN_TAGS or word in _ING or token.pos in ("DET", "PRON")
        is_plain_word = is_plain_word or word in OWNERS or word.removesuffix("s") in cues.goes_back
        if token.entity in ("PERSON", "DATE", "TIME") or not is_plain_word or (at > first and token.tag == "CD"):
            return None
    return None


def _goes_on(around: Surroundings, at: int) -> bool:
    """Tell whether the noun only modifies the next: "town hospital", "border guard", "city's south"."""
    if around.word(at + 1) in HYPHENS or at + 1 >= len(around.tokens):
        return at + 1 < len(around.tokens)
    if around.word(at + 1) in OWNERS:
        return True
    return around.tokens[at + 1].pos == "NOUN" and around.tokens[at].dep == "compound"


def _with_complement(around: Surroundings, at: int) -> int:
    """Take in "of the city", "near the city" after the noun."""
    if around.word(at + 1) in ("of", "near", "outside") and around.word(at + 2) in DETERMINERS:
        words = around.words[at + 3 : at + 6]
        end = next((at + 3 + n for n, w in enumerate(words) if w in around.cues.features), None)
        if end and all(around.tokens[n].pos in ("ADJ", "NOUN", "VERB", "PUNCT") for n in range(at + 3, end + 1)):
            return end
    return at
