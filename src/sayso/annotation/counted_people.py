"""People counted: a number with the noun that it counts, or people named without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.annotation.consequences import Consequence, befalls_before, governs
from sayso.annotation.count_words import HYPHENS, count_words, text_at
from sayso.annotation.numbers import Number, number_words
from sayso.schema import Quantity, Token
from sayso.schema.people import person_class, phrase_class
from sayso.schema.vocabulary import Outcome, Who

NOUN_REACH = 7  # words between a number and the noun it counts
COLLECTIVE = 20  # vague words from here up ("tens", "dozens") stand for people without a noun; "some" does not

_STOP_POS = ("VERB", "AUX", "SCONJ", "PRON")
ZERO = Quantity(0, 0, 0, "none")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun (None where only the consequence follows: "16 killed")."""

    number: Number
    noun: int | None
    who: Who

    @property
    def last(self) -> int:
        """The last token of the phrase."""
        return self.number.last if self.noun is None else max(self.noun, self.number.last)


def noun_after(tokens: Sequence[Token], at: int) -> tuple[int, Who] | None:
    """Return the people noun that a number counts, looking right over adjectives and names."""
    best: tuple[int, Who] | None = None
    for n in range(at, min(at + NOUN_REACH, len(tokens))):
        token = tokens[n]
        who = phrase_class(tokens, at, n) if token.pos not in ("VERB", "AUX") or token.tag in ("VBN", "VBG") else None
        if token.pos == "ADJ" and n + 1 < len(tokens) and tokens[n + 1].pos in ("NOUN", "PROPN", "ADJ"):
            continue  # "one local volunteer"
        if who is not None and not _only_modifies(tokens, n):
            return n, _members(tokens, n) or who
        if (
            token.pos in _STOP_POS
            and token.text.casefold() not in count_words().skipped
            and token.tag not in ("VBN", "VBG", "WP")
        ):
            break
        if token.text in ".,;:!?()" or (token.pos == "ADP" and token.text.casefold() != "of"):
            break
        joined = text_at(tokens, n + 1) in ("and", "or") and token.lemma in count_words().sides
        if token.pos == "NOUN" and token.dep not in ("compound", "nmod", "amod") and not joined:
            break
    return best


def _members(tokens: Sequence[Token], noun: int) -> Who | None:
    """Return who the members of a body are: "nine members of the government forces"."""
    if tokens[noun].lemma != "member" or text_at(tokens, noun + 1) != "of":
        return None
    found = (phrase_class(tokens, noun + 2, n) for n in range(noun + 2, min(noun + 2 + NOUN_REACH, len(tokens))))
    return next((who for who in found if who), None)


def _only_modifies(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a people noun only describes the next one: "Syrian rebels", "police officers"."""
    follows = at + 1 < len(tokens) and person_class(tokens[at + 1]) is not None
    return follows and (tokens[at].dep in ("compound", "amod", "nmod") or tokens[at].pos in ("ADJ", "PROPN"))


def counted_in(
    tokens: Sequence[Token], numbers: Sequence[Number], consequences: Sequence[Consequence]
) -> Iterator[Counted]:
    """Yield the numbers that count people: with a noun, before what befell them, or bare ("wounded another 20")."""
    starts = {c.first for c in consequences}
    for number in numbers:
        after = number.last + 1
        if after in starts or (after + 1 in starts and text_at(tokens, after) in count_words().before_outcome):
            yield Counted(number, None, "unknown")
            continue
        found = noun_after(tokens, after)
        if found:
            yield Counted(number, found[0], found[1])
        elif _bare(tokens, number) and (
            number.quantity.quantifier != "vague" or (number.quantity.low or 0) >= COLLECTIVE
        ):
            # "wounded another 250", "killed 30 and injured 90", "scores were hurt": the noun is left out
            yield Counted(number, None, "unknown")


def _bare(tokens: Sequence[Token], number: Number) -> bool:
    """Tell whether a number stands alone, with nothing counted after it."""
    after = number.last + 1
    if after >= len(tokens):
        return True
    token = tokens[after]
    if token.text in ("-", "–") or token.lemma in count_words().measures:
        return False
    return (
        token.pos in ("ADP", "CCONJ", "PUNCT", "SCONJ", "VERB", "AUX", "PRON", "ADV", "DET")
        or token.text.casefold() in number_words().others
        or (token.pos == "PROPN" and token.dep not in ("compound", "pobj"))
    )


def people_without_number(
    tokens: Sequence[Token], consequences: Sequence[Consequence], taken: set[int]
) -> Iterator[Counted]:
    """Yield people without a number: "killed a soldier" is one, "killed residents" at least two."""
    for n, token in enumerate(tokens):
        who = person_class(token)
        if who is None or n in taken or not _names_people(token) or not _befallen(tokens, consequences, n):
            continue
        plural = token.tag == "NNS"
        if plural and (taken or token.dep == "conj"):  # "18 soldiers and allied fighters": the number covers both
            continue
        if plural and _hurt_before(tokens, n):
            continue
        quantity = Quantity(2, 2, None, "vague") if plural else Quantity(1, 1, 1, "exact")
        yield Counted(Number(_phrase_start(tokens, n), n, quantity), n, who)


def _hurt_before(tokens: Sequence[Token], noun: int) -> bool:
    """Tell whether an adjective says what had befallen people already: "medics treated wounded soldiers"."""
    return noun > 0 and tokens[noun - 1].dep == "amod" and text_at(tokens, noun - 1) in count_words().described


def _names_people(token: Token) -> bool:
    return token.tag in ("NN", "NNS") and token.dep != "compound" and token.text.casefold() not in count_words().crowds


def _befallen(tokens: Sequence[Token], consequences: Sequence[Consequence], noun: int) -> bool:
    return any(
        c.outcome in count_words().befalls and (governs(tokens, c, noun) or _is_next(tokens, c, noun))
        for c in consequences
    )


def _is_next(tokens: Sequence[Token], c: Consequence, noun: int) -> bool:
    """Tell whether "a" and the noun follow the verb directly, whatever the parse says: "killed a civilian and two
    men"."""
    between = tokens[c.last + 1 : noun]
    if not between or befalls_before(tokens, c) or between[0].text.casefold() not in count_words().one_of_them:
        return False
    return tokens[c.head].pos == "VERB" and all(t.pos in ("DET", "NUM", "ADJ", "NOUN", "PROPN") for t in between)


def _phrase_start(tokens: Sequence[Token], noun: int) -> int:
    """Return the determiner of a noun, or the noun itself."""
    start = noun
    while start > 0 and _describes(tokens[start - 1], start, noun):
        start -= 1
    return start - 1 if start > 0 and tokens[start - 1].text.casefold() in count_words().determiners else start


def _describes(token: Token, start: int, noun: int) -> bool:
    """Tell whether a token belongs before a noun, pieces of "12-year-old" too."""
    return start <= token.head <= noun and (token.pos in ("ADJ", "NOUN", "PROPN", "NUM") or token.text in HYPHENS)


def nothing_in(tokens: Sequence[Token]) -> Iterator[tuple[Number, Outcome]]:
    """Yield an explicit zero with its own noun: "no casualties", "without injuries"."""
    for n in range(len(tokens) - 1):
        outcome = count_words().no_what.get(text_at(tokens, n + 1))
        if outcome and text_at(tokens, n) == "no":
            yield Number(n, n + 1, ZERO), outcome


def nobody_in(tokens: Sequence[Token], consequences: Sequence[Consequence]) -> Iterator[tuple[Counted, Outcome]]:
    """Yield the people whom the parse says it did not befall: "no one was killed", "killed no civilians"."""
    for n in range(len(tokens)):
        counted = _none_at(tokens, n)
        if counted is None:
            continue
        anchor = counted.number.last if counted.noun is None else counted.noun
        outcome = next((c.outcome for c in consequences if governs(tokens, c, anchor)), None)
        if outcome:
            yield counted, outcome


def _none_at(tokens: Sequence[Token], at: int) -> Counted | None:
    for words in number_words().nobody:
        if tuple(text_at(tokens, at + n) for n in range(len(words))) == words:
            return Counted(Number(at, at + len(words) - 1, ZERO), None, "unknown")
    noun = noun_after(tokens, at + 1) if text_at(tokens, at) == "no" else None
    return Counted(Number(at, at, ZERO), *noun) if noun else None
