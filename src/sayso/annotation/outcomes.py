"""What befell the people counted: by the parse, else by the nearest word that fits."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotation.consequences import Consequence, befalls_before, governs
from sayso.annotation.count_words import count_words, text_at
from sayso.annotation.counted_people import Counted
from sayso.schema import Token
from sayso.schema.vocabulary import Outcome

CONDITION_REACH = 6  # words between a figure and the "condition" that its people are in
VERB_REACH = 14  # words between a counted noun and the word that says what befell it


def outcome_of(
    tokens: Sequence[Token], counted: Counted, consequences: Sequence[Consequence], others: Sequence[Counted]
) -> Outcome | None:
    """Return what befell the people counted: by the parse, else by the nearest fitting word."""
    anchor = counted.noun if counted.noun is not None else counted.number.last
    described = _described(tokens, counted)
    if described or is_grave(tokens, counted):
        return described or "injured"
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


def _described(tokens: Sequence[Token], counted: Counted) -> Outcome | None:
    """Return what an adjective inside the counted phrase says: "six wounded children"."""
    before = text_at(tokens, counted.number.first - 1)
    if before == "displaced":  # "killed 200,000 and displaced millions": the tagger takes it for an adjective
        return "displaced"
    if counted.noun is None:
        return None
    if tokens[counted.noun].lemma in count_words().bodies:
        return "killed"
    inside = (tokens[n].text.casefold() for n in range(counted.number.last + 1, counted.noun))
    return next((count_words().described[word] for word in inside if word in count_words().described), None)


def is_grave(tokens: Sequence[Token], counted: Counted) -> bool:
    """Tell whether a bare figure counts the gravely hurt: "two seriously", "with three in critical condition"."""
    if counted.noun is not None:
        return False
    follow = [text_at(tokens, n) for n in range(counted.number.last + 1, counted.number.last + 1 + CONDITION_REACH)]
    condition = "condition" in follow and "in" in follow[: follow.index("condition")]
    return follow[0] in count_words().gravely or (condition and not count_words().conditions.isdisjoint(follow))


def _other_participle(tokens: Sequence[Token], at: int, consequences: Sequence[Consequence]) -> bool:
    """Tell whether a bare number is followed by something else that befell it: "30 sealed off", "20 were missing"."""
    if text_at(tokens, at) in ("was", "were", "are", "is", "remain", "remained"):
        at += 1
        other = at < len(tokens) and tokens[at].tag in ("VBN", "VBG", "JJ")
    else:
        other = at < len(tokens) and tokens[at].tag == "VBN"
    return other and all(not c.first <= at <= c.last for c in consequences)


def _remoteness(
    tokens: Sequence[Token], counted: Counted, anchor: int, c: Consequence, others: Sequence[Counted]
) -> float:
    if governs(tokens, c, anchor):
        return 0
    if _acts(tokens, c, anchor) or _does_another(tokens, anchor, c):
        return 99
    after = c.first > anchor
    gap = c.first - anchor if after else counted.number.first - c.last
    if gap <= 0:
        return 0.5 if c.first <= anchor <= c.last or c.first <= counted.number.first <= c.last else 99
    between = range(min(anchor, c.last) + 1, max(counted.number.first, c.first))
    crossed = sum(o is not counted and o.number.first in between for o in others)
    passive = after and befalls_before(tokens, c)
    active = not after and not befalls_before(tokens, c)
    fits = passive or active or (after and counted.noun is None)
    return gap + 4 * crossed * (not _coordinated(tokens, between)) + (0 if fits else 8)


def _acts(tokens: Sequence[Token], c: Consequence, anchor: int) -> bool:
    """Tell whether the people counted did it: "two gunmen shot dead a guard"."""
    if anchor > c.first or befalls_before(tokens, c):
        return False
    subject = tokens[anchor].dep == "nsubj" and tokens[anchor].head == c.head
    return subject or any(t.head == c.head and t.dep == "dobj" for t in tokens)


def _does_another(tokens: Sequence[Token], anchor: int, c: Consequence) -> bool:
    """Tell whether the people counted did something else: "killed by five armed men", "died when two men shot her"."""
    token = tokens[anchor]
    over = tokens[token.head]
    if token.dep == "pobj" and over.text.casefold() == "by":
        return True
    active = token.dep == "nsubj" and over.pos == "VERB" and not c.first <= token.head <= c.last
    return active and any(t.head == token.head and t.dep == "dobj" for t in tokens)


def _coordinated(tokens: Sequence[Token], between: range) -> bool:
    return any(tokens[n].text.casefold() in ("and", ",") for n in between if n < len(tokens))
