"""Counts of people: how many, who, and what befell them.

A count is a number with the noun it counts and the consequence (killed, injured …) that its sentence gives it.
"Including three children" is a part of the count before it and is labelled `part`; a running figure ("brings the
toll to 61") is labelled `toll`; all others `total`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.annotation.numbers import Number, find_numbers, number_words
from sayso.schema import Mention, Quantity, Sentence, Token
from sayso.schema.people import person_class, phrase_class
from sayso.schema.vocabulary import Outcome, Who

# Consequences that are told by the type of an event rather than by a word of its own.
OUTCOME_OF_TYPE: Mapping[str, Outcome] = {
    "displacement": "displaced",
    "abduction": "abducted",
    "arrest": "detained",
    "agreement.evacuation": "displaced",
}
KILLED: Outcome = "killed"
NOUN_REACH = 7  # words between a number and the noun it counts
SIDES = frozenset({"regime", "government", "army", "opposition", "state"})  # "30 regime and allied fighters"
COLLECTIVE = 20  # vague words from here up ("tens", "dozens") stand for people without a noun; "some" does not
VERB_REACH = 14  # words between a counted noun and the word that says what befell it


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number with its noun (None where only the consequence follows: "16 killed")."""

    number: Number
    noun: int | None
    who: Who

    @property
    def last(self) -> int:
        """The last token of the phrase."""
        return self.number.last if self.noun is None else max(self.noun, self.number.last)


@dataclass(frozen=True, slots=True)
class _Consequence:
    """A word that says what befell people."""

    first: int
    last: int
    head: int
    outcome: Outcome


_STOP_POS = ("VERB", "AUX", "SCONJ", "PRON")
_SKIPPED = ("of", "the", "them", "their", "its", "his", "-", ",", "were", "was")


def _noun_after(tokens: Sequence[Token], at: int) -> tuple[int, Who] | None:
    """Return the people noun that a number counts, looking right over adjectives and names."""
    best: tuple[int, Who] | None = None
    for n in range(at, min(at + NOUN_REACH, len(tokens))):
        token = tokens[n]
        who = phrase_class(tokens, at, n) if token.pos not in ("VERB", "AUX") or token.tag in ("VBN", "VBG") else None
        if token.pos == "ADJ" and n + 1 < len(tokens) and tokens[n + 1].pos in ("NOUN", "PROPN", "ADJ"):
            continue  # "one local volunteer"
        if who is not None and not _only_modifies(tokens, n):
            return n, _members(tokens, n) or who
        if token.pos in _STOP_POS and token.text.casefold() not in _SKIPPED and token.tag not in ("VBN", "VBG", "WP"):
            break
        if token.text in ".,;:!?()" or (token.pos == "ADP" and token.text.casefold() != "of"):
            break
        joined = _text(tokens, n + 1) in ("and", "or") and token.lemma in SIDES
        if token.pos == "NOUN" and token.dep not in ("compound", "nmod", "amod") and not joined:
            break
    return best


def _members(tokens: Sequence[Token], noun: int) -> Who | None:
    """Return who the members of a body are: "nine members of the government forces"."""
    if tokens[noun].lemma != "member" or _text(tokens, noun + 1) != "of":
        return None
    found = (phrase_class(tokens, noun + 2, n) for n in range(noun + 2, min(noun + 2 + NOUN_REACH, len(tokens))))
    return next((who for who in found if who), None)


def _only_modifies(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a people noun only describes the next one: "Syrian rebels", "police officers"."""
    follows = at + 1 < len(tokens) and person_class(tokens[at + 1]) is not None
    return follows and (tokens[at].dep in ("compound", "amod", "nmod") or tokens[at].pos in ("ADJ", "PROPN"))


def _counted(
    tokens: Sequence[Token], numbers: Sequence[Number], consequences: Sequence[_Consequence]
) -> Iterator[_Counted]:
    starts = {c.first for c in consequences}
    for number in numbers:
        after = number.last + 1
        if after in starts or (
            after + 1 in starts and _text(tokens, after) in ("more", "others", "other", "were", "was", "are", "have")
        ):
            yield _Counted(number, None, "unknown")
            continue
        found = _noun_after(tokens, after)
        if found:
            yield _Counted(number, found[0], found[1])
        elif _bare(tokens, number) and (
            number.quantity.quantifier != "vague" or (number.quantity.low or 0) >= COLLECTIVE
        ):
            # "wounded another 250", "killed 30 and injured 90", "scores were hurt": the noun is left out
            yield _Counted(number, None, "unknown")


def _text(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.casefold() if 0 <= at < len(tokens) else ""


def _bare(tokens: Sequence[Token], number: Number) -> bool:
    """Tell whether a number stands alone, with nothing counted after it."""
    after = number.last + 1
    if after >= len(tokens):
        return True
    token = tokens[after]
    if token.text in ("-", "–") or token.lemma in ("year", "month", "day", "hour", "week", "percent"):
        return False
    return (
        token.pos in ("ADP", "CCONJ", "PUNCT", "SCONJ", "VERB", "AUX", "PRON", "ADV", "DET")
        or token.text.casefold() in number_words().others
        or (token.pos == "PROPN" and token.dep not in ("compound", "pobj"))
    )


_HYPHENS = ("-", "–", "‑")
_CROWDS = frozenset({"people", "others", "other", "family", "group", "toll", "number"})
_DETERMINERS = frozenset({"a", "an", "the", "one", "another", "his", "her", "its", "their"})
_BEFALLS: frozenset[Outcome] = frozenset({"killed", "injured", "abducted", "detained"})


def _singular(tokens: Sequence[Token], consequences: Sequence[_Consequence], taken: set[int]) -> Iterator[_Counted]:
    """Yield people without a number: "killed a soldier" is one, "killed residents" at least two."""
    for n, token in enumerate(tokens):
        who = person_class(token)
        if who is None or n in taken or not _names_people(token) or not _befallen(tokens, consequences, n):
            continue
        plural = token.tag == "NNS"
        if plural and (taken or token.dep == "conj"):  # "18 soldiers and allied fighters": the number covers both
            continue
        quantity = Quantity(2, 2, None, "vague") if plural else Quantity(1, 1, 1, "exact")
        yield _Counted(Number(_phrase_start(tokens, n), n, quantity), n, who)


def _names_people(token: Token) -> bool:
    return token.tag in ("NN", "NNS") and token.dep != "compound" and token.text.casefold() not in _CROWDS


def _befallen(tokens: Sequence[Token], consequences: Sequence[_Consequence], noun: int) -> bool:
    return any(c.outcome in _BEFALLS and (_governs(tokens, c, noun) or _is_next(tokens, c, noun)) for c in consequences)


def _is_next(tokens: Sequence[Token], c: _Consequence, noun: int) -> bool:
    """Tell whether "a" and the noun follow the verb directly, whatever the parse says: "killed a civilian and two
    men"."""
    between = tokens[c.last + 1 : noun]
    if not between or _passive(tokens, c) or between[0].text.casefold() not in ("a", "an", "one", "another"):
        return False
    return tokens[c.head].pos == "VERB" and all(t.pos in ("DET", "NUM", "ADJ", "NOUN", "PROPN") for t in between)


def _phrase_start(tokens: Sequence[Token], noun: int) -> int:
    """Return the determiner of a noun, or the noun itself."""
    start = noun
    while start > 0 and _describes(tokens[start - 1], start, noun):
        start -= 1
    return start - 1 if start > 0 and tokens[start - 1].text.casefold() in _DETERMINERS else start


def _describes(token: Token, start: int, noun: int) -> bool:
    """Tell whether a token belongs before a noun, pieces of "12-year-old" too."""
    return start <= token.head <= noun and (token.pos in ("ADJ", "NOUN", "PROPN", "NUM") or token.text in _HYPHENS)


def _governs(tokens: Sequence[Token], consequence: _Consequence, noun: int) -> bool:
    """Tell whether the parse makes a noun the one that the consequence befell."""
    head = noun
    while tokens[head].dep == "conj" and tokens[head].head != head:
        head = tokens[head].head
    token = tokens[head]
    verb = tokens[consequence.head]
    if token.dep == "pobj" and tokens[token.head].lemma == "of":
        return tokens[token.head].head == consequence.head and verb.pos in ("NOUN", "PROPN")
    shares = verb.dep == "conj" and verb.head == token.head and token.dep in ("nsubjpass", "nsubj")
    inside = consequence.first <= token.head <= consequence.last  # "shot and killed a guard"
    if not inside and token.head != consequence.head and not (shares and _passive(tokens, consequence)):
        return False
    if token.dep in ("nsubjpass", "dobj"):
        return True
    return token.dep == "nsubj" and (verb.lemma in ("die", "perish", "dead") or shares)


def _outcome(
    tokens: Sequence[Token], counted: _Counted, consequences: Sequence[_Consequence], others: Sequence[_Counted]
) -> Outcome | None:
    """Return what befell the people counted: by the parse, else by the nearest fitting word."""
    anchor = counted.noun if counted.noun is not None else counted.number.last
    described = _described(tokens, counted)
    if described:
        return described
    if counted.noun is None:
        own = next((c.outcome for c in consequences if c.first == anchor + 1), None)
        if own or _other_participle(tokens, anchor + 1, consequences):
            return own
    ranked = sorted(
        ((_remoteness(tokens, counted, anchor, c, others), c.first) for c in consequences),
        key=lambda r: r,
    )
    if not ranked or ranked[0][0] > VERB_REACH:
        return None
    return next(c.outcome for c in consequences if c.first == ranked[0][1])


_BODIES = frozenset({"body", "corpse", "fatality"})
_DESCRIBED: Mapping[str, Outcome] = {
    "wounded": "injured",
    "injured": "injured",
    "dead": "killed",
    "slain": "killed",
    "captured": "captured",
    "kidnapped": "abducted",
    "abducted": "abducted",
    "detained": "detained",
    "displaced": "displaced",
}


def _described(tokens: Sequence[Token], counted: _Counted) -> Outcome | None:
    """Return what an adjective inside the counted phrase says: "six wounded children"."""
    before = _text(tokens, counted.number.first - 1)
    if before == "displaced":  # "killed 200,000 and displaced millions": the tagger takes it for an adjective
        return "displaced"
    if counted.noun is None:
        return None
    if tokens[counted.noun].lemma in _BODIES:
        return "killed"
    inside = (tokens[n].text.casefold() for n in range(counted.number.last + 1, counted.noun))
    return next((_DESCRIBED[word] for word in inside if word in _DESCRIBED), None)


def _other_participle(tokens: Sequence[Token], at: int, consequences: Sequence[_Consequence]) -> bool:
    """Tell whether a bare number is followed by something else that befell it: "30 sealed off", "20 were missing"."""
    if _text(tokens, at) in ("was", "were", "are", "is", "remain", "remained"):
        at += 1
        other = at < len(tokens) and tokens[at].tag in ("VBN", "VBG", "JJ")
    else:
        other = at < len(tokens) and tokens[at].tag == "VBN"
    return other and all(not c.first <= at <= c.last for c in consequences)


def _remoteness(
    tokens: Sequence[Token], counted: _Counted, anchor: int, c: _Consequence, others: Sequence[_Counted]
) -> float:
    if _governs(tokens, c, anchor):
        return 0
    if _acts(tokens, c, anchor) or _does_another(tokens, anchor, c):
        return 99
    after = c.first > anchor
    gap = c.first - anchor if after else counted.number.first - c.last
    if gap <= 0:
        return 0.5 if c.first <= anchor <= c.last or c.first <= counted.number.first <= c.last else 99
    between = range(min(anchor, c.last) + 1, max(counted.number.first, c.first))
    crossed = sum(o is not counted and o.number.first in between for o in others)
    passive = after and _passive(tokens, c)
    active = not after and not _passive(tokens, c)
    fits = passive or active or (after and counted.noun is None)
    return gap + 4 * crossed * (not _coordinated(tokens, between)) + (0 if fits else 8)


def _acts(tokens: Sequence[Token], c: _Consequence, anchor: int) -> bool:
    """Tell whether the people counted did it: "two gunmen shot dead a guard"."""
    if anchor > c.first or _passive(tokens, c):
        return False
    subject = tokens[anchor].dep == "nsubj" and tokens[anchor].head == c.head
    return subject or any(t.head == c.head and t.dep == "dobj" for t in tokens)


def _does_another(tokens: Sequence[Token], anchor: int, c: _Consequence) -> bool:
    """Tell whether the people counted did something else: "killed by five armed men", "died when two men shot her"."""
    token = tokens[anchor]
    over = tokens[token.head]
    if token.dep == "pobj" and over.text.casefold() == "by":
        return True
    active = token.dep == "nsubj" and over.pos == "VERB" and not c.first <= token.head <= c.last
    return active and any(t.head == token.head and t.dep == "dobj" for t in tokens)


def _coordinated(tokens: Sequence[Token], between: range) -> bool:
    return any(tokens[n].text.casefold() in ("and", ",") for n in between if n < len(tokens))


def _passive(tokens: Sequence[Token], c: _Consequence) -> bool:
    """Tell whether the people stand before the word: "were killed", "dead", "died"."""
    verb = tokens[c.head]
    if verb.lemma == "flee":
        return True
    if any(t.head == c.head and t.dep == "dobj" for t in tokens):
        return False
    if verb.lemma in ("die", "perish", "dead") or verb.pos == "ADJ":
        return True
    helped = any(t.head == c.head and t.dep in ("auxpass", "nsubjpass") for t in tokens)
    return helped or (verb.tag == "VBN" and not any(t.head == c.head and t.dep in ("dobj", "aux") for t in tokens))


_PART_OPENERS = ("including", "them", "whom", "included", "includes", "include", "mostly", "notably")


def _is_part(
    tokens: Sequence[Token], counted: _Counted, earlier: Sequence[_Counted], others: Sequence[_Counted]
) -> bool:
    """ "including 3 children", "among them 2 women", "most of them civilians": inside the count before."""
    first, after = counted.number.first, counted.number.last + 1
    if _text(tokens, after) == "of" and _text(tokens, after + 1) in ("them", "whom", "those"):
        return True
    following = [_text(tokens, n) for n in range(counted.last + 1, counted.last + 4)]
    if "among" in following and following[0] in ("is", "are", "was", "were"):  # "one nurse was among the six killed"
        return any(later.number.first > first for later in others if later is not counted)
    window = [_text(tokens, n) for n in range(max(0, first - 3), first)]
    return bool(earlier) and any(w in _PART_OPENERS for w in window)


TOLL_REACH = 14  # words between "toll" and its figure
NUMBER_REACH = 24  # words between "the number of soldiers killed" and its figure


def _is_toll(tokens: Sequence[Token], counted: _Counted) -> bool:
    """ "put the toll at 16", "a toll of 13", "the number of soldiers killed has risen to 11": a running figure."""
    first = counted.number.first
    window = [tokens[n].lemma for n in range(max(0, first - TOLL_REACH), first)]
    whole = [t.lemma for t in tokens[max(0, first - NUMBER_REACH) : first]]
    if not window or window[-1] not in ("to", "at", "of", "reach", "stand", "exceed", "pass"):
        return False
    return "toll" in window or ("number" in whole and bool({"kill", "dead", "death", "die"} & set(whole)))


def _is_past_toll(tokens: Sequence[Token], counted: _Counted) -> bool:
    """Tell whether a figure is one that the text replaces: "updating an earlier toll of 15"."""
    first = counted.number.first
    window = [tokens[n].lemma for n in range(max(0, first - TOLL_REACH), first)]
    return any(
        a in ("early", "previous", "initial", "prior") and "toll" in window[n : n + 3] for n, a in enumerate(window)
    )


def _consequences(triggers: Sequence[Mention], sentence: Sentence) -> list[_Consequence]:
    found = []
    for t in triggers:
        outcome = t.outcome or OUTCOME_OF_TYPE.get(t.label)
        if outcome:
            inside = [n for n, token in enumerate(sentence.tokens) if t.start <= token.start < t.end]
            found.append(_Consequence(inside[0], inside[-1], t.head, outcome))
    return found


def _in_time(tokens: Sequence[Token], number: Number, times: Sequence[Mention]) -> bool:
    start, end = tokens[number.first].start, tokens[number.last].end
    return any(t.start < end and start < t.end for t in times)


_NO_WHAT: Mapping[str, Outcome] = {
    "casualties": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "victims": "killed",
    "injuries": "injured",
}
_ZERO = Quantity(0, 0, 0, "none")


def _nothing(tokens: Sequence[Token]) -> Iterator[tuple[Number, Outcome]]:
    """Yield an explicit zero with its own noun: "no casualties", "without injuries"."""
    for n in range(len(tokens) - 1):
        outcome = _NO_WHAT.get(_text(tokens, n + 1))
        if outcome and _text(tokens, n) == "no":
            yield Number(n, n + 1, _ZERO), outcome


def _nobody(tokens: Sequence[Token], consequences: Sequence[_Consequence]) -> Iterator[tuple[_Counted, Outcome]]:
    """Yield the people whom the parse says it did not befall: "no one was killed", "killed no civilians"."""
    for n in range(len(tokens)):
        counted = _none_at(tokens, n)
        if counted is None:
            continue
        anchor = counted.number.last if counted.noun is None else counted.noun
        outcome = next((c.outcome for c in consequences if _governs(tokens, c, anchor)), None)
        if outcome:
            yield counted, outcome


def _none_at(tokens: Sequence[Token], at: int) -> _Counted | None:
    for words in number_words().nobody:
        if tuple(_text(tokens, at + n) for n in range(len(words))) == words:
            return _Counted(Number(at, at + len(words) - 1, _ZERO), None, "unknown")
    noun = _noun_after(tokens, at + 1) if _text(tokens, at) == "no" else None
    return _Counted(Number(at, at, _ZERO), *noun) if noun else None


def _mention(
    sentence: Sentence, index: int, text: str, counted: _Counted, outcome: Outcome | None, label: str
) -> Mention:
    tokens = sentence.tokens
    last = max(counted.number.last, counted.noun if counted.noun is not None else counted.number.last)
    start, end = tokens[counted.number.first].start, tokens[last].end
    return Mention(
        kind="count", start=start, end=end, text=text[start:end], label=label, sentence=index,
        head=counted.noun if counted.noun is not None else counted.number.last, rule="counts",
        quantity=counted.number.quantity, outcome=outcome, who=counted.who,
    )  # fmt: skip


def _in_sentence(
    sentence: Sentence, index: int, text: str, triggers: Sequence[Mention], times: Sequence[Mention]
) -> Iterator[Mention]:
    tokens = sentence.tokens
    consequences = _consequences(triggers, sentence)
    numbers = [n for n in find_numbers(tokens) if not _in_time(tokens, n, times)]
    zeros = list(_nobody(tokens, consequences))
    zeros += [(_Counted(number, None, "unknown"), outcome) for number, outcome in _nothing(tokens)]
    taken = {n for c, _ in zeros for n in range(c.number.first, c.last + 1)}
    counted = list(_counted(tokens, [n for n in numbers if n.first not in taken], consequences))
    taken |= {n for c in counted for n in range(c.number.first, (c.noun or c.number.last) + 1)}
    counted += _singular(tokens, consequences, taken)
    counted.sort(key=lambda c: c.number.first)
    for c, outcome, label in _judged(tokens, counted, consequences):
        yield _mention(sentence, index, text, c, outcome, label)
    for c, nothing in zeros:
        yield _mention(sentence, index, text, c, nothing, "total")


def _judged(
    tokens: Sequence[Token], counted: Sequence[_Counted], consequences: Sequence[_Consequence]
) -> Iterator[tuple[_Counted, Outcome | None, str]]:
    """Yield each count that stands, with what befell the people and whether it is a total, a part or a toll."""
    before: tuple[_Counted, Outcome | None, str] | None = None
    for n, c in enumerate(counted):
        if _is_past_toll(tokens, c):
            continue
        outcome = _outcome(tokens, c, consequences, counted)
        whole = _whole(tokens, c, counted[:n], before)
        part = bool(whole) or _is_part(tokens, c, counted[:n], counted)
        if whole:
            outcome = whole
        elif part and n and outcome is None:
            outcome = _outcome(tokens, counted[n - 1], consequences, counted)
        label = "part" if part else "toll" if _is_toll(tokens, c) else "total"
        judged = (_of_whom(tokens, c), KILLED, label) if label == "toll" else (c, outcome, label)
        if judged[1] is not None or c.noun is not None:
            before = judged
            yield judged


def _of_whom(tokens: Sequence[Token], toll: _Counted) -> _Counted:
    """Return a toll with the people it counts: "the number of soldiers killed has risen to 11"."""
    for n in range(max(0, toll.number.first - NUMBER_REACH), toll.number.first - 2):
        if toll.who == "unknown" and tokens[n].lemma == "number" and _text(tokens, n + 1) == "of":
            found = _noun_after(tokens, n + 2)
            return replace(toll, who=found[1]) if found else toll
    return toll


_GRAVELY = ("seriously", "critically", "severely", "gravely", "badly", "lightly", "slightly", "fatally")


def _whole(
    tokens: Sequence[Token],
    counted: _Counted,
    earlier: Sequence[_Counted],
    before: tuple[_Counted, Outcome | None, str] | None,
) -> Outcome | None:
    """Return what befell the whole that a figure goes on splitting up, None if it does not.

    "including two women and three children", "20 people: 11 soldiers and nine rebels", "nine hurt, two seriously".
    """
    if before is None:
        return None
    last, outcome, label = before
    between = [tokens[n].text.casefold() for n in range(last.last + 1, counted.number.first)]
    joined = bool(between) and all(w in ("and", ",") for w in between)
    if label == "part" and joined:
        return outcome
    opened = between[-1] if between else ""
    told = last.noun is not None and (opened == "(" or (opened == ":" and last.who == "unknown"))
    grave = counted.noun is None and _text(tokens, counted.number.last + 1) in _GRAVELY
    return outcome if told or grave else None


def find_counts(
    sentences: Sequence[Sentence], text: str, triggers: Sequence[Mention], times: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """Return the counts of people in a document, in text order.

    A count without a consequence in its sentence ("1,500 fighters") has outcome None. Numbers inside time expressions
    are no counts.
    """
    return tuple(
        mention
        for index, sentence in enumerate(sentences)
        for mention in _in_sentence(
            sentence,
            index,
            text,
            [t for t in triggers if t.sentence == index],
            [t for t in times if t.sentence == index],
        )
    )
