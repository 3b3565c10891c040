"""How a figure stands to the one before it: a part of it, a running total, a figure that the text replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.annotation.count_words import count_words, text_at
from sayso.annotation.counted_people import Counted, noun_after
from sayso.annotation.numbers import bounded
from sayso.annotation.outcomes import is_grave
from sayso.schema import Token
from sayso.schema.vocabulary import Outcome

TOLL_REACH = 14  # words between "toll" and its figure
NUMBER_REACH = 24  # words between "the number of soldiers killed" and its figure


def is_part(tokens: Sequence[Token], counted: Counted, earlier: Sequence[Counted], others: Sequence[Counted]) -> bool:
    """ "including 3 children", "among them 2 women", "most of them civilians": inside the count before."""
    first, after = counted.number.first, counted.number.last + 1
    if text_at(tokens, after) == "of" and text_at(tokens, after + 1) in ("them", "whom", "those"):
        return True
    following = [text_at(tokens, n) for n in range(counted.last + 1, counted.last + 4)]
    if "among" in following and following[0] in ("is", "are", "was", "were"):  # "one nurse was among the six killed"
        return any(later.number.first > first for later in others if later is not counted)
    window = [text_at(tokens, n) for n in range(max(0, first - 3), first)]
    return bool(earlier) and any(w in count_words().part_openers for w in window)


def at_least_some(tokens: Sequence[Token], counted: Counted) -> Counted:
    """Return a count of some of those befallen as "at least": with "15 of the wounded" there are 15 or more."""
    number, after = counted.number, counted.number.last + 1
    some = text_at(tokens, after) == "of" and text_at(tokens, after + 1) in ("the", "those")
    if not some or text_at(tokens, after + 2) not in count_words().described or number.quantity.quantifier != "exact":
        return counted
    best = number.quantity.best
    return counted if best is None else replace(counted, number=replace(number, quantity=bounded(best, "at_least")))


def is_one_of_them(tokens: Sequence[Token], counted: Counted) -> bool:
    """Tell whether a number only picks out one of those told of before: "one of the dead was a teacher"; but "a teacher
    was one of the dead" tells of a death."""
    after = counted.number.last + 1
    if counted.number.first > 0 and tokens[counted.number.first - 1].lemma == "be":
        return False
    words = [text_at(tokens, n) for n in range(after, after + 3)]
    befallen = count_words().described.keys() | count_words().no_what.keys() | count_words().befalls
    some = words[0] == "of" and words[1] in ("the", "those") and words[2] in befallen
    return some and counted.number.quantity.best == 1


def is_toll(tokens: Sequence[Token], counted: Counted) -> bool:
    """ "put the toll at 16", "a toll of 13", "the number of soldiers killed has risen to 11": a running figure."""
    first = counted.number.first
    window = [tokens[n].lemma for n in range(max(0, first - TOLL_REACH), first)]
    whole = [t.lemma for t in tokens[max(0, first - NUMBER_REACH) : first]]
    if not window or window[-1] not in count_words().toll_arrows:
        return False
    return "toll" in window or ("number" in whole and bool(count_words().toll_of & set(whole)))


def is_replaced_toll(tokens: Sequence[Token], counted: Counted) -> bool:
    """Tell whether a figure is one that the text replaces: "updating an earlier toll of 15"."""
    first = counted.number.first
    window = [tokens[n].lemma for n in range(max(0, first - TOLL_REACH), first)]
    return any(a in count_words().replaced_tolls and "toll" in window[n : n + 3] for n, a in enumerate(window))


def of_whom(tokens: Sequence[Token], toll: Counted) -> Counted:
    """Return a toll with the people it counts: "the number of soldiers killed has risen to 11"."""
    for n in range(max(0, toll.number.first - NUMBER_REACH), toll.number.first - 2):
        if toll.who == "unknown" and tokens[n].lemma == "number" and text_at(tokens, n + 1) == "of":
            found = noun_after(tokens, n + 2)
            return replace(toll, who=found[1]) if found else toll
    return toll


def outcome_of_whole(
    tokens: Sequence[Token],
    counted: Counted,
    earlier: Sequence[Counted],
    before: tuple[Counted, Outcome | None, str] | None,
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
    grave = outcome == "injured" and is_grave(tokens, counted)
    return outcome if told or grave else None
