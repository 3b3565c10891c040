"""Attribution: who is said to say what, by which words.

Works on `Sentence` records only. The order of work: statements inside each sentence, quotations over sentences, who
each source stands for, who relays whom. All offsets are code points into the document's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.annotation.cues import reporting_cues
from sayso.annotation.drafts import Draft, Span, drafts_of, is_person, named, parted
from sayso.annotation.quoted_speech import with_quotations
from sayso.annotation.relays import Row, linked, relay_of
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.source_phrases import SourcePhrases
from sayso.annotation.speakers import KnownSpeaker, SpeakerNames, Speakers, head_word, source_words
from sayso.schema import Attribution, Sentence
from sayso.schema.vocabulary import SourceKind

__all__ = ["KnownSpeaker", "SpeakerNames", "attributions_at", "find_attributions"]

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})
_OWN_PERSONS = frozenset({"i", "we", "you", "us", "me"})
_NAME_PARTS = frozenset({
    "from", "with", "on", "to", "by", "near", "over", "under", "the", "of", "for", "al", "bin", "ibn", "abu", "de",
    "van", "von", "and", "in", "at", "a", "an",
})  # fmt: skip


def find_attributions(
    sentences: Sequence[Sentence], text: str, *, names: SpeakerNames | None = None, stances: bool = False
) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order of their cues.

    `sentences` is its parse and `text` its whole text. `names` is a register that knows actors by their phrases;
    without one, names come from the document alone. `stances` adds what parties are said to want, think or judge. An
    empty document gives (). A source that cannot be resolved has the name None and the reason in its rule.
    """
    trees = [Tree(s) for s in sentences]
    drafts = [d for n, tree in enumerate(trees) for d in drafts_of(tree, n, stances)]
    drafts = drafts if stances else _without_own_persons(drafts, text)
    drafts = with_quotations(_cut_to_known_names(drafts, text), sentences, text)
    return linked(_resolved([part for d in drafts for part in parted(d)], trees, text, names))


def _without_own_persons(drafts: list[Draft], text: str) -> list[Draft]:
    """Drop "I", "we" and "you": whoever speaks there is marked already, or is the publisher."""
    return [d for d in drafts if named(d, text).lower() not in _OWN_PERSONS]


def _cut_to_known_names(drafts: list[Draft], text: str) -> list[Draft]:
    """Cut what a source took from the words before it, where its end is a name that speaks elsewhere."""
    phrases = [named(d, text).split() for d in drafts if d.source]
    names = {words[-1] for words in phrases if words[:1] and all(w[:1].isupper() for w in words[-2:])}
    return [_cut(d, text, names) for d in drafts]


def _cut(draft: Draft, text: str, names: set[str]) -> Draft:
    if draft.source is None or draft.stands_for is not None or draft.parts:
        return draft
    words = text[slice(*draft.source)].split()
    cut = len(words) > 1 and words[-1] in names and words[-1][:1].isupper() and words[-2].islower()
    if not cut or source_words().is_source_word(words[-2]) or words[-2] in source_words().person_words | _NAME_PARTS:
        return draft
    start = draft.source[1] - len(words[-1])
    content = draft.content
    if content and content[1] <= draft.source[0]:
        content = (content[0], len(text[:start].rstrip()))
    return replace(draft, source=(start, draft.source[1]), content=content)


def _resolved(drafts: list[Draft], trees: list[Tree], text: str, names: SpeakerNames | None) -> list[Row]:
    words = source_words()
    phrases = [(named(d, text), d.person) for d in drafts if d.source]
    speakers = Speakers(text, ((p, person) for p, person in phrases if p.lower() not in _PRONOUNS), words, names)
    out = []
    for draft in drafts:
        hint = _topic(draft, drafts, trees, text)
        quoting = draft.relay is not None and draft.source is not None and draft.relay[0] < draft.source[0]
        relay = relay_of(draft, speakers, text) if quoting else None  # "The agency quoted …": it has spoken first
        said = _unnamed(_attribution(draft, speakers, text, hint), trees[draft.sentence].sentence, text)
        out.append((draft, said, relay or relay_of(draft, speakers, text)))
    return out


def _unnamed(said: Attribution, sentence: Sentence, text: str) -> Attribution:
    """Make a source anonymous that has no name and asks for that beside its words: "on condition of anonymity"."""
    start, end = max(said.content_start, sentence.start), min(said.content_end, sentence.end)
    beside = text[sentence.start : start] + " … " + text[max(start, end) : sentence.end]
    bare = said.source.removeprefix("The ").removeprefix("An ").removeprefix("A ")
    asked = bare == bare.lower() and bool(bare) and source_words().asks_to_be_unnamed(beside)
    return replace(said, kind="anonymous") if asked and said.kind not in ("agency", "outlet", "monitor") else said


def _topic(draft: Draft, drafts: list[Draft], trees: list[Tree], text: str) -> str | None:
    """Return what a pronoun may stand for when nobody fitting has spoken: the subject of the clause before."""
    pronoun = named(draft, text).lower()
    if pronoun not in _PRONOUNS or draft.source is None:
        return None
    spoken = any(d.sentence == draft.sentence - 1 for d in drafts)
    for number in (draft.sentence, draft.sentence - 1):
        if number < 0 or (number < draft.sentence and spoken and pronoun in ("it", "they")):
            continue
        said = draft.content if number == draft.sentence else None
        for phrase, person in _subjects(trees[number], text, draft.source[0], said):
            if _fits(pronoun, phrase, person):
                return phrase
    return None


def _subjects(tree: Tree, text: str, end: int, said: Span | None) -> list[tuple[str, bool]]:
    """Return the subjects of main clauses before `end` and outside what is said, with whether each names a person."""
    phrases = SourcePhrases(tree, reporting_cues(), source_words())
    found = []
    for n, token in enumerate(tree.tokens):
        if token.dep in ("ROOT", "conj", "ccomp") and token.pos in ("VERB", "AUX") and (span := phrases.subject(n)):
            span = phrases.name_before(span[0]) or span  # "The Coast Centre | an office in Homs | posted …"
            left, right = tree.tokens[span[0]].start, tree.tokens[span[1] - 1].end
            if right <= end and not (said and said[0] <= left < said[1]):
                found.append((text[left:right], is_person(tree, span)))
    return found


def _fits(pronoun: str, phrase: str, person: bool) -> bool:
    if pronoun in ("he", "she", "him", "her"):
        return person or head_word(phrase) in source_words().person_words
    party = source_words().kind(phrase) in ("monitor", "agency", "outlet", "belligerent", "official")
    return party and not person and (pronoun == "it" or head_word(phrase).endswith("s"))


def _resolve(speakers: Speakers, phrase: str, person: bool, hint: str | None) -> tuple[str | None, SourceKind, str]:
    """Return name, kind and how it was found; the topic stands in for "it" and "they", and for those not resolved."""
    if not phrase:
        return None, "other", "no source"
    if hint and phrase.lower() in ("it", "they", "them"):
        return speakers.resolve(hint)
    found = speakers.resolve(phrase, person)
    return speakers.resolve(hint, True) if hint and found[0] is None else found


def _attribution(draft: Draft, speakers: Speakers, text: str, hint: str | None) -> Attribution:
    phrase = named(draft, text)
    name, kind, how = _resolve(speakers, phrase, draft.person, hint)
    start, end = draft.source or (None, None)
    assert draft.content is not None
    return Attribution(
        source_start=start,
        source_end=end,
        source=text[start:end] if draft.source else "",
        name=name,
        kind=kind,
        cue=text[slice(*draft.cue)],
        cue_start=draft.cue[0],
        cue_end=draft.cue[1],
        content_start=draft.content[0],
        content_end=draft.content[1],
        via=None,
        rule=f"{draft.rule}; {how if name else f'unresolved: {how}'}{'; beside another' if draft.second else ''}",
    )


def attributions_at(attributions: Sequence[Attribution], start: int, end: int) -> tuple[Attribution, ...]:
    """Return the chain that holds for the words `start` to `end`: innermost first, then who relays it.

    Two sources of one statement stand side by side: the second follows the first, its rule ends in "beside another",
    and it relays nothing. () when nobody is said to say the words: the publisher's own voice.
    """
    covering = [n for n, a in enumerate(attributions) if _covers(a, start, end)]
    if not covering:
        return ()
    relaying = {attributions[n].via for n in covering}
    inner = [n for n in covering if n not in relaying] or covering
    at: int | None = min(inner, key=lambda n: (attributions[n].content_end - attributions[n].content_start, n))
    chain: list[int] = []
    while at is not None and at not in chain:
        chain.extend(n for n in (at, *_beside(attributions, at)) if n not in chain)
        at = attributions[at].via
    links = [attributions[n] for n in chain]
    return tuple(a for n, a in enumerate(links) if a.name is None or a.name not in [b.name for b in links[:n]])


def _beside(attributions: Sequence[Attribution], at: int) -> list[int]:
    """Return the other sources of the same statement."""
    me = attributions[at]
    if me.rule == "relay":
        return []
    said = (me.cue_start, me.content_start, me.content_end)
    rows = ((n, a) for n, a in enumerate(attributions) if n != at and a.rule != "relay")
    return [n for n, a in rows if (a.cue_start, a.content_start, a.content_end) == said]


def _covers(attribution: Attribution, start: int, end: int) -> bool:
    """Tell whether the words are said: they stand in the content, or are themselves an accusation ("accused")."""
    if attribution.rule.startswith("blame") and attribution.cue_start <= start and end <= attribution.cue_end:
        return True
    source = (attribution.source_start or 0, attribution.source_end or 0)
    return attribution.content_start <= start and end <= attribution.content_end and not source[0] <= start < source[1]
