"""Whom "they", "he" and "the two sides" stand for, inside one document.

A pronoun stands for the doer named before it: the subject of its own sentence first, then of the sentence before, then
whoever was named last. "The two sides" are the opponents set against each other last. Where nobody fits, the party is
left out and the claim's `why` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.claims.doers import is_doer, is_known_by_deed
from sayso.claims.draft import Draft
from sayso.claims.happenings import top
from sayso.claims.noun_phrases import Phrase, extent
from sayso.claims.opponents import Opponents
from sayso.claims.reading import Reading
from sayso.claims.role_words import actor_words, role_words
from sayso.schema import Party, Sentence, Why
from sayso.schema.people import person_class

PRONOUN_REACH = 2  # sentences
_SUBJECTS = ("nsubj", "nsubjpass")
_PLURAL = frozenset({"they", "them"})


def resolved(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with their pronouns and "the two sides" put for those they stand for."""
    named = [_without_pronouns(reading, d) for d in drafts]
    opponents = Opponents(reading, named)
    return [_without_sides(d, opponents) for d in named]


def _is_pronoun(party: Party) -> bool:
    return party.text.casefold() in role_words("pronouns")


def _without_pronouns(reading: Reading, draft: Draft) -> Draft:
    actors, recipients, why = list(draft.actors), list(draft.recipients), list(draft.why)
    for field, parties in (("actors", actors), ("recipients", recipients)):
        for party in [p for p in parties if _is_pronoun(p)]:
            at = parties.index(party)
            taken = antecedent_of(reading, draft.sentence, party)
            others = {p.name for p in (*actors, *recipients)}
            parties[at : at + 1] = [taken] if taken and taken.name not in others else []
            rule = "whom the pronoun stands for" if taken else "nobody named before the pronoun"
            why.append(Why(field, rule, taken.text if taken else party.text, party.start, party.end))
    return replace(draft, actors=tuple(actors), recipients=tuple(recipients), why=tuple(why))


def antecedent_of(reading: Reading, number: int, pronoun: Party) -> Party | None:
    """Return whom a pronoun in a sentence stands for; None where nobody that fits is named close before it."""
    plural = pronoun.text.casefold() in _PLURAL
    for n in range(number, max(-1, number - 1 - PRONOUN_REACH), -1):
        sentence = reading.annotation.sentences[n]
        fitting = [
            p
            for p in _candidates(sentence, pronoun.start)
            if _number_fits(reading, sentence, p, plural) and not _is_source(reading, sentence, p)
        ]
        best = max(fitting, key=lambda p: (sentence.tokens[p.head].dep in _SUBJECTS, p.head), default=None)
        if best is not None and is_known_by_deed(sentence, best):  # "the bomber … he": nobody that is named
            return None
        if best is not None:
            return reading.party(sentence, best)
    return None


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


def _is_source(reading: Reading, sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase is who reports it: a monitor or a medium does not speak of itself as "they"."""
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end
    reporting = (a for a in reading.annotation.attributions if a.kind in ("monitor", "agency", "outlet", "official"))
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
