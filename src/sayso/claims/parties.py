"""The actors and recipients of a happening, as parties of its document."""

from __future__ import annotations

from sayso.claims import roles, tallying
from sayso.claims.doers import is_known_by_deed
from sayso.claims.holders import is_held
from sayso.claims.noun_phrases import Phrase, members_of, whose_members
from sayso.claims.role_words import actor_words, role_words
from sayso.claims.telling import Telling
from sayso.claims.undergoers import can_undergo
from sayso.schema import Mention, Party, Sentence

_SIDES = ("between", "with/against", "with", "each other")


def actors_of(telling: Telling) -> tuple[Party, ...]:
    """Return who did it, as far as named; "a suicide bomber" names nobody."""
    sentence = telling.sentence
    named = [p for p in telling.roles.actors if not is_known_by_deed(sentence, p)]
    return tuple(telling.reading.party(sentence, p) for p in named)


def recipients_of(telling: Telling) -> tuple[Party, ...]:
    """Return to whom it was done: the sides of a clash, the people counted, what was hit; places and crowds left
    out."""
    sentence = telling.sentence
    named = [_named(sentence, p) for p in telling.roles.recipients]
    befallen = [p for p in named if can_undergo(sentence, p) and not _is_place(telling, p)]
    sides = [p for p in befallen if p.rule in _SIDES]
    counted = [p for c in telling.counts if (p := _counted(telling, c))]
    first = {p.head for p in (*sides, *counted)}
    phrases = [*sides, *counted, *(p for p in befallen if p.head not in first)]
    return tuple(telling.reading.party(sentence, p) for p in phrases)


def _named(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return a phrase, or the whole of which it names only some: "members of the tribe"."""
    generic = sentence.tokens[phrase.head].lemma in actor_words().generic
    return whose_members(sentence, phrase) if generic else phrase


def people_acted(telling: Telling) -> bool:
    """Tell whether people are named who did it themselves: "militants killed a pilot"."""
    tokens = telling.sentence.tokens
    own = [p for p in telling.roles.actors if p.rule in ("subject", "agent: by")]
    return any(tokens[p.head].lemma in actor_words().people_who_act for p in own)


def people_befallen(telling: Telling) -> bool:
    """Tell whether the event befell people, not a place: "rebels captured two soldiers"."""
    words, sentence = actor_words(), telling.sentence
    objects = roles.roles_of(sentence, telling.happening.main.head).recipients
    people = words.heads - words.targets - words.geographic
    return any(sentence.tokens[p.head].lemma in people for p in objects)


def _is_place(telling: Telling, phrase: Phrase) -> bool:
    """Tell whether a phrase is nothing but a place: "strikes on Manbij" befell no one that is named."""
    sentence, words = telling.sentence, actor_words()
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end
    head = sentence.tokens[phrase.head]
    if head.lemma in words.targets - words.geographic or is_held(sentence, phrase):
        return False
    places = [m for _, m in telling.reading.marks("place", telling.number)]
    marked = any(m.start <= start and end <= m.end and m.start <= head.start < m.end for m in places)
    return marked or (head.pos == "PROPN" and head.entity != "PERSON" and _is_in_gazetteer(telling, start, end))


def _is_in_gazetteer(telling: Telling, start: int, end: int) -> bool:
    """Tell whether words are a place's name and no actor's: "the siege of Eastern Ghouta"."""
    reading = telling.reading
    words = reading.document.text[start:end]
    known = any((hit.start, hit.end) == (0, len(words)) for hit in reading.knowledge.gazetteer.scan(words))
    return known and reading.names.find(words) is None


def _counted(telling: Telling, count: Mention) -> Phrase | None:
    """Return the people counted without their number; None for crowds ("people") and for parts."""
    tokens = telling.sentence.tokens
    head = tokens[count.head]
    if count.outcome not in tallying.CASUALTIES or count.label == "part":
        return None
    if head.lemma in actor_words().generic:
        bare = Phrase(count.head, count.head, count.head, "counted people")
        whole = whose_members(telling.sentence, bare)
        return whole if whole != bare and can_undergo(telling.sentence, whole) else None
    if head.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    first = _people_start(telling, count)
    return Phrase(count.head, first, members_of(telling.sentence, count.head), "counted people")


def _people_start(telling: Telling, count: Mention) -> int:
    """Return the first token of the people counted: adjectives and names before the noun, no number."""
    tokens = telling.sentence.tokens
    first = count.head
    while first > 0 and tokens[first - 1].start >= count.start:
        before = tokens[first - 1]
        if before.pos not in ("ADJ", "NOUN", "PROPN", "PUNCT") or before.text.casefold() in role_words("of_a_number"):
            break
        first -= 1
    return first
