"""Whom "they", "he", "its men" and "the two sides" stand for, inside one document.

A pronoun stands for the doer named before it: the subject of its own sentence first, then of the sentence before, then
whoever was named last; nobody is taken for the doer of violence whom reports name as its victims ("children"). What
"its men" or "whose fighters" do, their owner does. "The two sides" are the opponents set against each other last.
Where nobody fits, the party is left out and the claim's `why` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sayso.claims.doers import is_doer, is_known_by_deed
from sayso.claims.draft import Draft
from sayso.claims.noun_phrases import Phrase, extent
from sayso.claims.opponents import Opponents
from sayso.claims.reading import Reading
from sayso.claims.role_words import actor_words, role_words
from sayso.claims.typing import is_violent
from sayso.schema import Party, Sentence, Why
from sayso.schema.codebook import top
from sayso.schema.people import person_class
from sayso.schema.tree import SUBJECTS, path_up
from sayso.schema.vocabulary import SourceKind

PRONOUN_REACH = 2  # sentences
_NO_ANTECEDENTS: frozenset[SourceKind] = frozenset({"monitor", "agency", "outlet", "official"})
_NO_OWNERS: frozenset[SourceKind] = frozenset({"monitor", "agency", "outlet"})
_PLURAL = frozenset({"they", "them"})


def resolved(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with their pronouns, their owners' arms and "the two sides" put for those they stand for."""
    named = [_with_owners(reading, _without_pronouns(reading, d)) for d in drafts]
    opponents = Opponents(reading, named)
    return [_without_sides(d, opponents) for d in named]


def _is_pronoun(party: Party) -> bool:
    return party.text.casefold() in role_words("pronouns")


def _without_pronouns(reading: Reading, draft: Draft) -> Draft:
    actors, recipients, why = list(draft.actors), list(draft.recipients), list(draft.why)
    violent = is_violent(draft.event_type)
    for field, parties in (("actors", actors), ("recipients", recipients)):
        for party in [p for p in parties if _is_pronoun(p)]:
            at = parties.index(party)
            taken = antecedent_of(reading, draft.sentence, party, armed=violent and field == "actors")
            others = {p.name for p in (*actors, *recipients)}
            parties[at : at + 1] = [taken] if taken and taken.name not in others else []
            rule = "whom the pronoun stands for" if taken else "nobody named before the pronoun"
            why.append(Why(field, rule, taken.text if taken else party.text, party.start, party.end))
    return replace(draft, actors=tuple(actors), recipients=tuple(recipients), why=tuple(why))


def _with_owners(reading: Reading, draft: Draft) -> Draft:
    """Put the owner for an actor that is no more than its arm."""
    actors, why = list(draft.actors), list(draft.why)
    for at, party in enumerate(draft.actors):
        if owner := owner_of(reading, draft.sentence, party):
            actors[at] = owner
            why.append(Why("actors", "whose they are", party.text, party.start, party.end))
    return replace(draft, actors=tuple({p.name: p for p in actors}.values()), why=tuple(why))


def antecedent_of(reading: Reading, number: int, pronoun: Party, *, armed: bool) -> Party | None:
    """Return whom a pronoun in a sentence stands for; None where nobody that fits is named close before it.

    `armed`: it stands for the doer of violence.
    """
    plural = pronoun.text.casefold() in _PLURAL

    def fits(sentence: Sentence, p: Phrase) -> bool:
        return (
            _number_fits(reading, sentence, p, plural)
            and not _is_source(reading, sentence, p)
            and not (armed and person_class(sentence.tokens[p.head]) == "civilians")
        )

    found = _last_named(reading, number, pronoun.start, fits)
    if found is None or is_known_by_deed(*found):  # "the bomber … he": nobody that is named
        return None
    return reading.party(*found)


def _last_named(
    reading: Reading, number: int, before: int, fits: Callable[[Sentence, Phrase], bool]
) -> tuple[Sentence, Phrase] | None:
    """Return the phrase that fits before an offset, with its sentence: the last subject of the nearest sentence, else
    the last phrase of all."""
    for n in range(number, max(-1, number - 1 - PRONOUN_REACH), -1):
        sentence = reading.annotation.sentences[n]
        fitting = [p for p in _candidates(sentence, before) if fits(sentence, p)]
        best = max(fitting, key=lambda p: (sentence.tokens[p.head].dep in SUBJECTS, p.head), default=None)
        if best is not None:
            return sentence, best
    return None


def owner_of(reading: Reading, number: int, party: Party) -> Party | None:
    """Return whose arm a party is: the Islamic State of "its men"; None for a party that is nobody's arm, and where no
    owner that fits is named close before it."""
    sentence = reading.annotation.sentences[number]
    inside = [n for n, t in enumerate(sentence.tokens) if party.start <= t.start < party.end]
    if len(inside) < 2 or sentence.tokens[inside[-1]].lemma not in role_words("own_arms"):
        return None
    word = sentence.tokens[inside[0]].text.casefold()
    if word == "whose":
        return _owner_by_clause(reading, sentence, inside[0])
    if word not in role_words("possessives"):
        return None

    def fits(sentence: Sentence, p: Phrase) -> bool:
        many = sentence.tokens[p.head].tag in ("NNS", "NNPS")
        right = many == (word == "their") and _number_fits(reading, sentence, p, word in ("its", "their"))
        return right and not _is_source(reading, sentence, p, _NO_OWNERS)

    found = _last_named(reading, number, party.start, fits)
    return reading.party(*found) if found else None


def _owner_by_clause(reading: Reading, sentence: Sentence, whose: int) -> Party | None:
    """Return whom a clause with "whose" describes, by the parse."""
    above = path_up(sentence, whose)
    clause = next((n for n in above if sentence.tokens[n].dep in ("relcl", "acl")), None)
    if clause is None:
        return None
    head = sentence.tokens[clause].head
    return reading.party(sentence, Phrase(head, *extent(sentence, head), "whose")) if is_doer(sentence, head) else None


def _candidates(sentence: Sentence, before: int) -> Iterator[Phrase]:
    """Yield the noun phrases before an offset that name somebody who can act."""
    words = actor_words()
    for n, token in enumerate(sentence.tokens):
        acts = token.pos in ("NOUN", "PROPN") and is_doer(sentence, n) and token.lemma not in words.generic
        if token.end <= before and acts and token.dep not in ("compound", "poss", "amod", "nmod"):
            first, last = extent(sentence, n)
            yield Phrase(n, first, last, "before the pronoun")


def _number_fits(reading: Reading, sentence: Sentence, phrase: Phrase, plural: bool) -> bool:
    """Tell whether a phrase can be taken up: "they" by many or by a body of people, "he" by one person."""
    token = sentence.tokens[phrase.head]
    many = token.tag in ("NNS", "NNPS")
    named = token.pos == "PROPN" and reading.party(sentence, phrase).actor_id is not None
    body = named or token.lemma in role_words("collectives")
    one = token.entity == "PERSON" or (person_class(token) is not None and not many and not body)
    return (many or body) if plural else one


def _is_source(
    reading: Reading, sentence: Sentence, phrase: Phrase, kinds: frozenset[SourceKind] = _NO_ANTECEDENTS
) -> bool:
    """Tell whether a phrase is who reports it: a monitor or a medium does not speak of itself as "they"."""
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end
    reporting = (a for a in reading.annotation.attributions if a.kind in kinds)
    spans = ((a.source_start, a.source_end) for a in reporting)
    return any(a is not None and b is not None and a < end and start < b for a, b in spans)


def _without_sides(draft: Draft, opponents: Opponents) -> Draft:
    unnamed = [p for p in (*draft.actors, *draft.recipients) if opponents.is_both_sides(p)]
    if not unnamed or top(draft.event_type) == "agreement":
        return draft
    pair = opponents.near(draft.happening.main.start)
    actors = tuple(p for p in draft.actors if p not in unnamed)
    recipients = tuple(p for p in draft.recipients if p not in unnamed)
    if pair is None:
        why = Why("actors", "no two sides are named", unnamed[0].text, unnamed[0].start, unnamed[0].end)
        return replace(draft, actors=actors, recipients=recipients, why=(*draft.why, why))
    why = Why("actors", "the opponents named last", f"{pair.one.text}, {pair.other.text}", pair.at, pair.at)
    return replace(
        draft,
        actors=(*actors, pair.one),
        recipients=(pair.other, *recipients),
        why=(*draft.why, why),
    )
