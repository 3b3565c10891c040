"""Places as a text names them: mentions of kind "place".

Names come from a list of known names (the gazetteer, passed in) and from the words around them; the parser's entities
are weak evidence only, for they take villages for people. Three kinds of mention: a named place with the words that
narrow it (`place.feature`, `place.preposition`, `place.gazetteer`, `place.repeated`), the place of a dateline
(`place.dateline`), and a place that is described but not named (`place.described`: "the outskirts of the city").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.annotation.place_evidence import (
    DETERMINERS,
    HYPHENS,
    OTHER_ENTITIES,
    Evidence,
    Name,
    Surroundings,
    judge,
)
from sayso.annotation.place_phrases import phrase_end, phrase_label, phrase_start
from sayso.schema import Mention, Sentence
from sayso.schema.place_cues import PlaceCues, place_cues
from sayso.schema.place_names import NameHit, PlaceNames

DATELINE_TOKENS = 8  # a dateline's name stands among the first tokens of its sentence, before the dash


@dataclass(frozen=True, slots=True)
class _Found:
    sentence: int
    name: Name
    evidence: Evidence


def find_places(
    sentences: Sequence[Sentence], text: str, names: PlaceNames, cues: PlaceCues | None = None
) -> tuple[Mention, ...]:
    """Return the places that the sentences name or describe, in text order, without overlap.

    `text` is the document's text, to which all offsets refer. `label` of a mention is its cue: a preposition ("near",
    "in"), `part`, `offset` ("20 km south of X"), "town of", `dateline`, `described`, or "".
    """
    cues = cues or place_cues()
    hits = list(names.scan(text))
    arounds = [Surroundings(s, cues) for s in sentences]
    found = [f for n, s in enumerate(sentences) for f in _judge_sentence(n, s, arounds[n], hits)]
    kept = _keep(found, arounds)
    named = [_mention(f, sentences, arounds[f.sentence], text) for f in kept]
    starts = {sentences[f.sentence].tokens[f.name.first].start for f in kept}
    described = [m for n, s in enumerate(sentences) for m in _described(n, s, arounds[n], text, starts)]
    return tuple(_without_overlap([*named, *described]))


def _judge_sentence(number: int, sentence: Sentence, around: Surroundings, hits: list[NameHit]) -> Iterator[_Found]:
    known = _joined(list(_known_names(sentence, hits, around)), around)
    for name in (*known, *_strange_names(around, known)):
        evidence = _dateline(around, name) or judge(around, name)
        yield _Found(number, name, evidence)


def _known_names(sentence: Sentence, hits: list[NameHit], around: Surroundings) -> Iterator[Name]:
    starts = [t.start for t in sentence.tokens]
    for hit in hits[bisect_left(hits, sentence.start, key=lambda h: h.start) :]:
        if hit.start >= sentence.end:
            break
        first = bisect_left(starts, hit.start)
        last = bisect_left(starts, hit.end) - 1
        if first > last or first >= len(starts) or starts[first] != hit.start:
            continue
        if any(c.isalpha() for c in around.words[last]) and any(len(w) > 2 for w in around.words[first : last + 1]):
            yield Name(first, last, hit.kind, hit.is_prominent)


def _joined(known: list[Name], around: Surroundings) -> list[Name]:
    """Give a village's name the rest of the run of names it stands in: "Busr al-Harir" is not al-Harir."""
    firm = {n for k in known if k.is_prominent for n in range(k.first, k.last + 1)}
    joined: list[Name] = []
    for k in known:
        first = next((f for f in range(k.first) if _covers(around, f, k, firm)), None)
        last = _run_end(around, k.first if first is None else first, firm)
        if k.is_prominent or (first is None and (last is None or last <= k.last)):
            joined.append(k)
        elif not any(j.first <= k.first <= j.last for j in joined):
            joined.append(_trimmed(around, k, k.first if first is None else first, last or k.last))
    return joined


def _covers(around: Surroundings, first: int, name: Name, taken: set[int]) -> bool:
    last = _run_end(around, first, taken)
    return last is not None and first < name.first <= last


def _trimmed(around: Surroundings, name: Name, first: int, last: int) -> Name:
    """Take directions and feature words off a run; what is left is a name the list does not hold, or the old one."""
    while first < name.first and (around.word(first) in around.cues.directions or around.word(first) in HYPHENS):
        first += 1
    while last > name.last and (around.word(last) in around.cues.features or around.word(last) in HYPHENS):
        last -= 1
    return name if (first, last) == (name.first, name.last) else Name(first, last, None, False)


def _strange_names(around: Surroundings, known: Sequence[Name]) -> Iterator[Name]:
    """Yield runs of proper nouns that the list does not hold; the cues decide on them."""
    taken = {n for k in known for n in range(k.first, k.last + 1)}
    at, size = 0, len(around.tokens)
    while at < size:
        last = _run_end(around, at, taken)
        if last is None:
            at += 1
            continue
        first = at
        while first < last and around.word(first) in around.cues.directions:
            first += 1
        while last > first and around.word(last) in around.cues.features:
            last -= 1
        is_word = any(t.text[0].isupper() and len(t.text) > 2 for t in around.tokens[first : last + 1])
        if is_word and around.word(last) not in around.cues.features and around.tokens[last].entity not in OTHER_ENTITIES:
            yield Name(first, last, None, False)
        at = max(last, at) + 1


def _run_end(around: Surroundings, at: int, taken: set[int]) -> int | None:
    """Return the last token of the run of names that starts at `at`, None when none does."""

    def proper(n: int) -> bool:
        if n >= len(around.tokens) or n in taken:
            return False
        token, word = around.tokens[n], around.word(n)
        is_capital = n > 0 and token.text[0].isupper() and token.pos in ("ADJ", "NOUN", "VERB", "X")
        is_strange = is_capital and not around.is_title and word not in around.cues.demonyms | around.cues.directions
        return token.pos == "PROPN" or (is_strange and len(word) > 2)

    def joint(n: int) -> bool:
        word = around.word(n)
        return n not in taken and (word in HYPHENS or word in ("al", "el", "bin", "ibn", "abu", "ez", "az", "as", "ad"))

    if not (proper(at) or (joint(at) and around.word(at) not in HYPHENS and around.word(at + 1) in HYPHENS)):
        return None
    last = at
    while proper(last + 1) or (joint(last + 1) and (proper(last + 2) or (joint(last + 2) and proper(last + 3)))):
        last += 1
    return last if any(c.isupper() for c in "".join(t.text for t in around.tokens[at : last + 1])) else None


def _dateline(around: Surroundings, name: Name) -> Evidence | None:
    """Return evidence for "DAMASCUS, Syria (Outlet) -" at the start of a sentence."""
    if name.first > 3 or name.kind is None or not around.tokens[name.first].text.isupper():
        return None
    rest = around.words[name.last + 1 : DATELINE_TOKENS]
    if "(" in rest[:4] or any(w in ("–", "—", "--", "-", ":") for w in rest[:5]):
        return Evidence("firm", "dateline", "place.dateline")
    return None


def _keep(found: Iterable[_Found], arounds: Sequence[Surroundings]) -> list[_Found]:
    """Keep what is firm or fair, and what is weak where the document elsewhere is firm about the same name."""
    found = list(found)

    def words(f: _Found) -> str:
        return " ".join(arounds[f.sentence].words[f.name.first : f.name.last + 1])

    firm = {words(f) for f in found if f.evidence.verdict == "firm"}
    kept = []
    for f in found:
        if f.evidence.verdict in ("firm", "fair"):
            kept.append(f)
        elif f.evidence.verdict == "weak" and words(f) in firm and f.name.kind != "country":
            kept.append(_Found(f.sentence, f.name, Evidence("fair", "", "place.repeated")))
    return kept


def _mention(found: _Found, sentences: Sequence[Sentence], around: Surroundings, text: str) -> Mention:
    name, tokens = found.name, sentences[found.sentence].tokens
    is_dateline = found.evidence.rule == "place.dateline"
    first = name.first if is_dateline else phrase_start(around, name)
    last = name.last if is_dateline else phrase_end(around, name)
    label = "dateline" if is_dateline else phrase_label(around, name, first)
    start, end = tokens[first].start, tokens[last].end
    return Mention(
        "place", start, end, text[start:end], label, found.sentence, _head(around, first, last), found.evidence.rule
    )


def _head(around: Surroundings, first: int, last: int) -> int:
    """Return the token of the span that hangs outside it."""
    outside = (n for n in range(last, first - 1, -1) if not first <= around.tokens[n].head <= last)
    return next(outside, last)


def _described(
    number: int, sentence: Sentence, around: Surroundings, text: str, named: set[int]
) -> Iterator[Mention]:
    """Yield places that are described, not named: "in a busy market", "near the town", "west of the city".

    `named` holds the offsets at which named places begin: "the town of X" is X.
    """
    at = 0
    while at < len(around.tokens):
        leads = around.word(at) in DESCRIBED_AFTER or _leads_object(around, at)
        last = _described_end(around, at + 1) if leads else None
        if last is None or _introduces(around, last, named):
            at += 1
            continue
        first = _described_start(around, at, last)
        start, end = sentence.tokens[first].start, sentence.tokens[last].end
        head = _head(around, first, last)
        yield Mention("place", start, end, text[start:end], "described", number, head, "place.described")
        at = last + 1


DESCRIBED_AFTER = frozenset(("in", "inside", "near", "outside", "around", "throughout", "across", "at", "into", "within",
    "on", "from", "to", "of", "along", "over", "surrounding"))  # fmt: skip
_NEAR = frozenset(("near", "outside", "around", "surrounding"))
_PLAIN_TAGS = frozenset(("JJ", "JJS", "JJR", "NN", "CD", "VBN", "HYPH", "NNP", "RB"))
_ING = frozenset(("surrounding", "neighbouring", "neighboring", "adjoining"))
_NOT_DESCRIBED = frozenset(("state", "states", "front", "fronts", "side", "sides", "field", "fields", "rest", "middle",
    "part", "parts", "park", "court", "corner", "section", "axis", "border", "north", "south", "east", "west",
    "northeast", "northwest", "southeast", "southwest", "north-east", "north-west", "south-east", "south-west", "bank",
    "half", "edge", "heart", "center", "centre", "base", "school", "university", "church", "capitals"))  # fmt: skip


def _leads_object(around: Surroundings, at: int) -> bool:
    """Tell whether the word is a verb whose object is a place: "fled the district"."""
    token = around.tokens[at]
    return token.pos == "VERB" and token.lemma in around.cues.object_verbs and around.word(at + 1) in DETERMINERS


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
            return None if is_plain and word in _NOT_DESCRIBED else _with_complement(around, at)
        if at > first and token.pos in ("DET", "PRON"):
            return None
        is_plain_word = token.tag in _PLAIN_TAGS or word in _ING or token.pos in ("DET", "PRON")
        if token.entity in ("PERSON", "DATE", "TIME") or not is_plain_word or (at > first and token.tag == "CD"):
            return None
    return None


def _goes_on(around: Surroundings, at: int) -> bool:
    """Tell whether the noun only modifies the next: "town hospital", "border guard"."""
    if around.word(at + 1) in HYPHENS or at + 1 >= len(around.tokens):
        return at + 1 < len(around.tokens)
    return around.tokens[at + 1].pos == "NOUN" and around.tokens[at].dep == "compound"


def _with_complement(around: Surroundings, at: int) -> int:
    """Take in "of the city", "near the city" after the noun."""
    if around.word(at + 1) in ("of", "near", "outside") and around.word(at + 2) in DETERMINERS:
        words = around.words[at + 3 : at + 6]
        end = next((at + 3 + n for n, w in enumerate(words) if w in around.cues.features), None)
        if end and all(around.tokens[n].pos in ("ADJ", "NOUN", "VERB", "PUNCT") for n in range(at + 3, end + 1)):
            return end
    return at


def _without_overlap(mentions: list[Mention]) -> Iterator[Mention]:
    """Yield mentions in text order; a named one wins over a described one, a longer over a shorter."""
    taken: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.rule == "place.described", m.start - m.end)):
        if all(m.end <= t.start or t.end <= m.start for t in taken):
            taken.append(m)
    yield from sorted(taken, key=lambda m: m.start)
