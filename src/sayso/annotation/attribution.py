"""Attribution: who is said to say what, by which words.

Works on `Sentence` records only. The order of work: statements inside each sentence, quotations over sentences, who
each source stands for, who relays whom. All offsets are code points into the document's text, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.annotation.cues import reporting_cues
from sayso.annotation.quotes import SHORT, Quotation, quotations
from sayso.annotation.sentence_tree import Tree
from sayso.annotation.source_phrases import SourcePhrases
from sayso.annotation.speakers import KnownSpeaker, SpeakerNames, Speakers, head_word, plain_name, source_words
from sayso.annotation.statements import Statement, StatementRules
from sayso.schema import Attribution, Sentence
from sayso.schema.vocabulary import SourceKind

__all__ = ["KnownSpeaker", "SpeakerNames", "attributions_at", "find_attributions"]

Span = tuple[int, int]
_RELAYING = ("agency", "outlet")
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them"})
_MARKS = "“\"‘'«"
_OWN_PERSONS = frozenset({"i", "we", "you", "us", "me"})
_NAME_PARTS = frozenset(
    {
        "from",
        "with",
        "on",
        "to",
        "by",
        "near",
        "over",
        "under",
        "the",
        "of",
        "for",
        "al",
        "bin",
        "ibn",
        "abu",
        "de",
        "van",
        "von",
        "and",
        "in",
        "at",
        "a",
        "an",
    }
)
_BETWEEN_QUOTES = re.compile(r"[\s.,;:!?…–—-]*\Z")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement in offsets of the document, before its source is resolved."""

    sentence: int
    source: Span | None
    stands_for: Span | None
    cue: Span
    content: Span | None
    relay: Span | None
    cites: bool
    person: bool
    shared: bool
    rule: str


def find_attributions(
    sentences: Sequence[Sentence], text: str, *, names: SpeakerNames | None = None, stances: bool = False
) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order of their cues.

    `sentences` is its parse and `text` its whole text. `names` is a register that knows actors by their phrases;
    without one, names come from the document alone. `stances` adds what parties are said to want, think or judge. An
    empty document gives (). A source that cannot be resolved has the name None and the reason in its rule.
    """
    trees = [Tree(s) for s in sentences]
    drafts = [d for n, tree in enumerate(trees) for d in _drafts(tree, n, stances)]
    drafts = _without_own_persons(drafts, text) if not stances else drafts
    drafts = _with_quotations(_cut_to_known_names(drafts, text), sentences, text)
    return _linked(_resolved(drafts, trees, text, names), text)


# -- statements to offsets --------------------------------------------------------------------------------------------


def _drafts(tree: Tree, number: int, stances: bool) -> Iterable[_Draft]:
    rules = StatementRules(tree, number, reporting_cues(), source_words(), stances)
    return [_draft(tree, s) for s in rules.find()]


def _draft(tree: Tree, statement: Statement) -> _Draft:
    def offsets(span: Span | None) -> Span | None:
        return None if span is None else (tree.tokens[span[0]].start, tree.tokens[span[1] - 1].end)

    cue = offsets(statement.cue)
    assert cue is not None
    named = statement.stands_for or statement.source
    return _Draft(
        statement.sentence,
        offsets(statement.source),
        offsets(statement.stands_for),
        cue,
        offsets(statement.content),
        offsets(statement.relay),
        statement.cites,
        named is not None and _is_person(tree, named),
        statement.shared,
        statement.rule,
    )


def _is_person(tree: Tree, span: Span) -> bool:
    """Tell whether the phrase's last capitalised word is part of a person's name."""
    names = [t for t in tree.tokens[slice(*span)] if t.pos == "PROPN"]
    return bool(names) and names[-1].entity == "PERSON"


def _without_own_persons(drafts: list[_Draft], text: str) -> list[_Draft]:
    """Drop "I", "we" and "you": whoever speaks there is marked already, or is the publisher."""
    return [d for d in drafts if _named(d, text).lower() not in _OWN_PERSONS]


def _cut_to_known_names(drafts: list[_Draft], text: str) -> list[_Draft]:
    """Cut what a source took from the words before it, where its end is a name that speaks elsewhere."""
    phrases = [_named(d, text).split() for d in drafts if d.source]
    names = {words[-1] for words in phrases if words[:1] and all(w[:1].isupper() for w in words[-2:])}
    return [_cut(d, text, names) for d in drafts]


def _cut(draft: _Draft, text: str, names: set[str]) -> _Draft:
    if draft.source is None or draft.stands_for is not None:
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


# -- quotations -------------------------------------------------------------------------------------------------------


def _with_quotations(drafts: list[_Draft], sentences: Sequence[Sentence], text: str) -> list[_Draft]:
    """Give every quotation to the draft whose content it continues, or whose cue stands beside it."""
    last: _Draft | None = None
    last_end = 0
    quotes = quotations(text)
    drafts = [_kept_inside(_opening(d, sentences, text), quotes) for d in drafts]
    for quote in quotes:
        owner = _owner(drafts, quote, sentences)
        if owner is not None:
            at = drafts.index(owner)
            last = drafts[at] = replace(owner, content=_joined(owner.content, quote))
            last_end = max(quote.end, owner.cue[1], owner.source[1] if owner.source else 0)
        elif last is not None and _goes_on(last_end, quote, sentences, text):
            drafts.append(replace(last, content=(quote.start, quote.end), rule="quotation goes on"))
            last_end = quote.end
        elif quote.words >= SHORT:
            last = None
    return sorted((d for d in drafts if d.content is not None), key=lambda d: (d.cue, d.content))


def _kept_inside(draft: _Draft, quotes: Sequence[Quotation]) -> _Draft:
    """Keep what a quoted person says that others say inside the quotation."""
    around = next((q for q in quotes if q.start < draft.cue[0] and draft.cue[1] < q.end and q.words >= SHORT), None)
    if around is None or draft.content is None:
        return draft
    start, end = max(draft.content[0], around.start), min(draft.content[1], around.end)
    return replace(draft, content=(start, end) if start < end else None)


def _opening(draft: _Draft, sentences: Sequence[Sentence], text: str) -> _Draft:
    """Give "The minister said:" at a paragraph's end the paragraph that follows, where no quotation mark opens it."""
    own = sentences[draft.sentence]
    following = next((s for s in sentences[draft.sentence + 1 :] if s.start >= own.end), None)
    colon = text[draft.cue[1] : own.end].strip() == ":"
    if draft.content is not None or not colon or following is None or text[following.start] in _MARKS:
        return draft
    end = following.end
    for sentence in sentences:
        if sentence.start >= end and "\n" not in text[end : sentence.start]:
            end = sentence.end
    return replace(draft, content=(following.start, end), rule="colon opens a statement")


def _joined(content: Span | None, quote: Quotation) -> Span:
    return (quote.start, quote.end) if content is None else (min(content[0], quote.start), max(content[1], quote.end))


def _owner(drafts: list[_Draft], quote: Quotation, sentences: Sequence[Sentence]) -> _Draft | None:
    outside = [d for d in drafts if not quote.start < d.cue[0] < quote.end]
    covering = [d for d in outside if d.content and d.content[0] < quote.end and quote.start < d.content[1]]
    if covering:
        return min(covering, key=lambda d: (d.content or (0, 0))[1] - (d.content or (0, 0))[0])
    beside = [d for d in outside if d.content is None and _is_beside(d, quote, sentences[d.sentence])]
    return min(beside, key=lambda d: _gap(d.cue, quote), default=None)


def _gap(cue: Span, quote: Quotation) -> int:
    return cue[0] - quote.end if cue[0] >= quote.end else quote.start - cue[1]


def _is_beside(draft: _Draft, quote: Quotation, sentence: Sentence) -> bool:
    """Tell whether only the draft's own source and cue stand between its sentence's edge and the quotation."""
    start = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
    return (
        (0 <= start - quote.end <= 3)
        or (0 <= quote.start - sentence.end <= 2)
        or (sentence.start <= quote.start and 0 <= quote.start - draft.cue[1] <= 40)
    )


def _goes_on(last_end: int, quote: Quotation, sentences: Sequence[Sentence], text: str) -> bool:
    """Tell whether a quotation opens where the sentence of the attributed one before it has ended."""
    stop = next((s.end for s in sentences if s.start < last_end <= s.end), last_end)
    between = text[stop : quote.start] if stop <= quote.start else ""
    return (
        quote.words >= SHORT and stop <= quote.start and bool(_BETWEEN_QUOTES.match(between)) and "\n\n" not in between
    )


# -- who a source stands for ------------------------------------------------------------------------------------------


def _resolved(
    drafts: list[_Draft], trees: list[Tree], text: str, names: SpeakerNames | None
) -> list[tuple[_Draft, Attribution]]:
    words = source_words()
    phrases = [(_named(d, text), d.person) for d in drafts if d.source]
    speakers = Speakers(text, ((p, person) for p, person in phrases if p.lower() not in _PRONOUNS), words, names)
    out = []
    for draft in drafts:
        hint = _topic(draft, drafts, trees, text)
        out.append((draft, _attribution(draft, speakers, text, hint)))
    return out


def _named(draft: _Draft, text: str) -> str:
    span = draft.stands_for or draft.source
    return text[slice(*span)].replace("\n", " ") if span else ""


def _topic(draft: _Draft, drafts: list[_Draft], trees: list[Tree], text: str) -> str | None:
    """Return what a pronoun may stand for when nobody fitting has spoken: the subject of the clause before."""
    pronoun = _named(draft, text).lower()
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
            left, right = tree.tokens[span[0]].start, tree.tokens[span[1] - 1].end
            if right <= end and not (said and said[0] <= left < said[1]):
                found.append((text[left:right], _is_person(tree, span)))
    return found


def _fits(pronoun: str, phrase: str, person: bool) -> bool:
    if pronoun in ("he", "she", "him", "her"):
        return person
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


def _attribution(draft: _Draft, speakers: Speakers, text: str, hint: str | None) -> Attribution:
    phrase = _named(draft, text)
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
        rule=f"{draft.rule}; {how if name else f'unresolved: {how}'}",
    )


# -- who relays whom --------------------------------------------------------------------------------------------------


def _linked(found: list[tuple[_Draft, Attribution]], text: str) -> tuple[Attribution, ...]:
    """Add those who relay ("told AFP"), and point every attribution to the one that relays it."""
    rows: list[tuple[_Draft, Attribution]] = []
    relayed: dict[int, int] = {}
    for draft, attribution in found:
        rows.append((draft, attribution))
        relay = _relay(draft, attribution, text)
        if relay:
            relayed[len(rows) - 1] = len(rows)
            rows.append((draft, relay))
    rows = _citing_contents(rows)
    out = []
    for n, (draft, attribution) in enumerate(rows):
        via = relayed.get(n)
        if via is None:
            via = _cited_by(n, rows) if draft.cites else _enclosing(n, rows, relayed)
        if via is None and n not in relayed.values():
            via = _told_before(n, rows, relayed)
        out.append(replace(attribution, via=via))
    return tuple(out)


def _told_before(n: int, rows: list[tuple[_Draft, Attribution]], relayed: dict[int, int]) -> int | None:
    """Return who was told when the same speaker only goes on: "…, a medic told AFP. She added …"."""
    me = rows[n][1]
    if me.name is None:
        return None
    return next((relayed[m] for m in range(n - 1, -1, -1) if m in relayed and rows[m][1].name == me.name), None)


def _relay(draft: _Draft, attribution: Attribution, text: str) -> Attribution | None:
    """Return the link of the agency or outlet that was told; an ordinary listener is no link."""
    if draft.relay is None:
        return None
    start, end = draft.relay
    phrase = text[start:end]
    kind = source_words().kind(phrase)
    if kind not in _RELAYING:
        return None
    return replace(
        attribution, source_start=start, source_end=end, source=phrase, name=plain_name(phrase), kind=kind, rule="relay"
    )


def _citing_contents(rows: list[tuple[_Draft, Attribution]]) -> list[tuple[_Draft, Attribution]]:
    """Give "citing X" the content of the statement it hangs on."""
    out = []
    for n, (draft, attribution) in enumerate(rows):
        by = _cited_by(n, rows) if draft.cites else None
        told = attribution if by is None else rows[by][1]
        content = {"content_start": told.content_start, "content_end": told.content_end}
        out.append((draft, replace(attribution, **content)))
    return out


def _cited_by(n: int, rows: list[tuple[_Draft, Attribution]]) -> int | None:
    """Return the statement of the same sentence that cites: the nearest before, else the nearest behind."""
    draft = rows[n][0]
    near = [m for m, (d, a) in enumerate(rows) if d.sentence == draft.sentence and m != n and not d.cites and a.source]
    return min(near, key=lambda m: abs(rows[m][1].cue_start - draft.cue[0]), default=None)


def _enclosing(n: int, rows: list[tuple[_Draft, Attribution]], relayed: dict[int, int]) -> int | None:
    """Return the innermost attribution whose content holds this one's source and cue."""
    me = rows[n][1]
    behind_me = relayed.get(n)
    holding = [
        m
        for m, (_, a) in enumerate(rows)
        if m not in (n, behind_me) and a.source and _holds(a, me) and not _holds(me, a)
    ]
    relays = set(relayed.values())
    if n in relays:
        told = next(m for m, by in relayed.items() if by == n)
        holding = [m for m in holding if m != told]
    return min(
        (m for m in holding if m not in relays),
        key=lambda m: rows[m][1].content_end - rows[m][1].content_start,
        default=None,
    )


def _holds(outer: Attribution, inner: Attribution) -> bool:
    start = inner.cue_start if inner.source_start is None else min(inner.cue_start, inner.source_start)
    end = inner.cue_end if inner.source_end is None else max(inner.cue_end, inner.source_end)
    if (outer.cue_start, outer.source_start) == (inner.cue_start, inner.source_start):
        return False
    return outer.content_start <= start and end <= outer.content_end


def attributions_at(attributions: Sequence[Attribution], start: int, end: int) -> tuple[Attribution, ...]:
    """Return the chain that holds for the words `start` to `end`: innermost first, then who relays it.

    () when nobody is said to say them: the publisher's own voice.
    """
    covering = [n for n, a in enumerate(attributions) if _covers(a, start, end)]
    if not covering:
        return ()
    relaying = {attributions[n].via for n in covering}
    inner = [n for n in covering if n not in relaying] or covering
    at: int | None = min(inner, key=lambda n: (attributions[n].content_end - attributions[n].content_start, n))
    chain: list[int] = []
    while at is not None and at not in chain:
        chain.append(at)
        at = attributions[at].via
    return tuple(attributions[n] for n in chain)


def _covers(attribution: Attribution, start: int, end: int) -> bool:
    """Tell whether the words are said: they stand in the content, or are themselves an accusation ("accused")."""
    if attribution.rule.startswith("blame") and attribution.cue_start <= start and end <= attribution.cue_end:
        return True
    source = (attribution.source_start or 0, attribution.source_end or 0)
    return attribution.content_start <= start and end <= attribution.content_end and not source[0] <= start < source[1]
