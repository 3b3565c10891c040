"""Counts of people: how many, who, and what befell them.

A count is a number with the noun it counts and the consequence (killed, injured …) that its sentence gives it.
"Including three children" is a part of the count before it and is labelled `part`; a running figure ("brings the
toll to 61") is labelled `toll`; all others `total`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotation.consequences import Consequence, consequences_in, either_or
from sayso.annotation.counted_people import Counted, counted_in, nobody_in, nothing_in, people_without_number
from sayso.annotation.numbers import Number, bounded, find_numbers
from sayso.annotation.outcomes import outcome_of
from sayso.annotation.wholes_and_parts import (
    at_least_some,
    is_one_of_them,
    is_part,
    is_replaced_toll,
    is_toll,
    of_whom,
    outcome_of_whole,
)
from sayso.schema import Mention, Sentence, Token
from sayso.schema.vocabulary import Outcome


def _in_time(tokens: Sequence[Token], number: Number, times: Sequence[Mention]) -> bool:
    start, end = tokens[number.first].start, tokens[number.last].end
    return any(t.start < end and start < t.end for t in times)


def _mention(
    sentence: Sentence, index: int, text: str, counted: Counted, outcome: Outcome | None, label: str
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
    consequences = consequences_in(triggers, sentence)
    numbers = [n for n in find_numbers(tokens) if not _in_time(tokens, n, times)]
    zeros = list(nobody_in(tokens, consequences))
    zeros += [(Counted(number, None, "unknown"), outcome) for number, outcome in nothing_in(tokens)]
    taken = {n for c, _ in zeros for n in range(c.number.first, c.last + 1)}
    counted = list(counted_in(tokens, [n for n in numbers if n.first not in taken], consequences))
    taken |= {n for c in counted for n in range(c.number.first, (c.noun or c.number.last) + 1)}
    counted += people_without_number(tokens, consequences, taken)
    counted = [at_least_some(tokens, c) for c in counted if not is_one_of_them(tokens, c)]
    counted.sort(key=lambda c: c.number.first)
    for c, outcome, label in _judged(tokens, counted, consequences):
        yield _mention(sentence, index, text, c, outcome, label)
    for c, nothing in zeros:
        yield _mention(sentence, index, text, c, nothing, "total")


def _judged(
    tokens: Sequence[Token], counted: Sequence[Counted], consequences: Sequence[Consequence]
) -> Iterator[tuple[Counted, Outcome | None, str]]:
    """Yield each count that stands, with what befell the people and whether it is a total, a part or a toll."""
    before: tuple[Counted, Outcome | None, str] | None = None
    for n, c in enumerate(counted):
        if is_replaced_toll(tokens, c):
            continue
        outcome = outcome_of(tokens, c, consequences, counted)
        whole = outcome_of_whole(tokens, c, counted[:n], before)
        part = bool(whole) or is_part(tokens, c, counted[:n], counted)
        if whole:
            outcome = whole
        elif part and n and outcome is None:
            outcome = outcome_of(tokens, counted[n - 1], consequences, counted)
        label = "part" if part else "toll" if is_toll(tokens, c) else "total"
        judged = (of_whom(tokens, c), "killed", label) if label == "toll" else (c, outcome, label)
        if judged[1] is not None or c.noun is not None:
            before = judged
            yield from _either(tokens, judged, consequences)


def _either(
    tokens: Sequence[Token], judged: tuple[Counted, Outcome | None, str], consequences: Sequence[Consequence]
) -> Iterator[tuple[Counted, Outcome | None, str]]:
    """Yield a count, or two where the text leaves open what befell whom: "killed or wounded 20" is up to 20 each."""
    counted, outcome, label = judged
    other = either_or(tokens, outcome, consequences) if outcome else None
    best = counted.number.quantity.best
    if other is None or best is None or label != "total":
        yield judged
        return
    up_to = replace(counted, number=replace(counted.number, quantity=bounded(best, "up_to")))
    yield up_to, outcome, label
    yield up_to, other, label


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
