"""Places as a text names them: mentions of kind "place".

Names come from a list of known names (the gazetteer, passed in) and from the words around them; the parser's entities
are weak evidence only, for they take villages for people. Three kinds of mention: a named place with the words that
narrow it (`place.feature`, `place.preposition`, `place.gazetteer`, `place.repeated`), the place of a dateline
(`place.dateline`), and a place that is described but not named (`place.described`: "the outskirts of the city").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.annotation.place_descriptions import described_places
from sayso.annotation.place_evidence import Evidence, Name, Surroundings, head_token, judge
from sayso.annotation.place_phrases import phrase_end, phrase_label, phrase_start
from sayso.annotation.place_runs import joined, known_names, strange_names
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
    described = [m for n, s in enumerate(sentences) for m in described_places(n, s, arounds[n], text, starts)]
    return tuple(_without_overlap([*named, *described]))


def _judge_sentence(number: int, sentence: Sentence, around: Surroundings, hits: list[NameHit]) -> Iterator[_Found]:
    known = joined(list(known_names(sentence, hits, around)), around)
    for name in (*known, *strange_names(around, known)):
        evidence = _dateline(around, name) or judge(around, name)
        yield _Found(number, name, evidence)


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
    head, rule = head_token(around, first, last), found.evidence.rule
    return Mention("place", start, end, text[start:end], label, found.sentence, head, rule)


def _without_overlap(mentions: list[Mention]) -> Iterator[Mention]:
    """Yield mentions in text order; a named one wins over a described one, a longer over a shorter."""
    taken: dict[int, list[Mention]] = {}
    for m in sorted(mentions, key=lambda m: (m.rule == "place.described", m.start - m.end, m.start)):
        beside = taken.setdefault(m.sentence, [])
        if all(m.end <= t.start or t.end <= m.start for t in beside):
            beside.append(m)
    yield from sorted((m for kept in taken.values() for m in kept), key=lambda m: m.start)
