"""Figures of a claim: a total and its parts, sides and their sum. Parts are never added.

A count is written "killed soldiers 11"; `part` or `toll` follows where it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from sayso.claims.happenings import Happening
from sayso.claims.tallying import by_place, share_out, tally, total_of
from sayso.schema import Count, Mention, Quantity, Sentence, Token
from sayso.schema.vocabulary import Outcome, Quantifier

FORMS: dict[str, Quantifier] = {"+": "at_least", "~": "about", "<": "up_to"}


def quantity(written: str) -> Quantity:
    if "-" in written:
        low, _, high = written.partition("-")
        return Quantity(int(low), None, int(high), "range")
    value = int(written.strip("+~<"))
    form = FORMS.get(written[-1]) or FORMS.get(written[0]) or "exact"
    low_end, high_end = (None if form == "up_to" else value), (None if form == "at_least" else value)
    return Quantity(low_end, low_end, high_end, form)


def count(written: str, at: int = 0, head: int = 0) -> Mention:
    words: list[Any] = written.split()
    outcome, who, number, *label = words
    return Mention(
        "count",
        at,
        at + 5,
        written,
        label[0] if label else "total",
        0,
        head,
        "counts",
        quantity(number),
        outcome,
        who,
    )


def counts(rows: Sequence[str]) -> list[Mention]:
    return [count(row, 10 * n) for n, row in enumerate(rows)]


def written(row: Count) -> str:
    ends = f"{row.low}" if row.low == row.high else f"{row.low}..{row.high}"
    return f"{row.outcome} {row.who} {ends} {row.quantifier}" + (
        f" of {row.part_of}" if row.part_of is not None else ""
    )


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        ([], []),
        (["killed civilians 15"], ["killed civilians 15 exact"]),
        (
            ["killed unknown 12", "killed civilians 3 part"],
            ["killed unknown 12 exact", "killed civilians 3 exact of 0"],
        ),
        (
            ["killed unknown 7", "injured unknown 20", "injured civilians 4 part"],
            ["killed unknown 7 exact", "injured unknown 20 exact", "injured civilians 4 exact of 1"],
        ),
        (
            ["killed soldiers 11", "killed militants 4"],
            ["killed mixed 15 exact", "killed soldiers 11 exact of 0", "killed militants 4 exact of 0"],
        ),
        (
            ["killed soldiers 11+", "killed soldiers 4"],
            [
                "killed soldiers 15..None at_least",
                "killed soldiers 11..None at_least of 0",
                "killed soldiers 4 exact of 0",
            ],
        ),
        (["killed civilians 3 part"], ["killed civilians 3 exact"]),
        (["killed unknown 2 part", "killed unknown 9"], ["killed unknown 9 exact", "killed unknown 2 exact of 0"]),
        (
            ["killed soldiers 10", "killed militants 10"],
            ["killed mixed 20 exact", "killed soldiers 10 exact of 0", "killed militants 10 exact of 0"],
        ),
        (
            ["killed soldiers ~40", "killed militants 3"],
            ["killed mixed 43 about", "killed soldiers 40 about of 0", "killed militants 3 exact of 0"],
        ),
        (
            ["killed soldiers 20-30", "killed militants 3"],
            ["killed mixed 23..33 range", "killed soldiers 20..30 range of 0", "killed militants 3 exact of 0"],
        ),
    ],
)
def test_one_total_row_an_outcome_and_parts_that_name_it(told: list[str], rows: list[str]) -> None:
    assert [written(r) for r in tally(counts(told))] == rows


def test_the_total_is_the_row_that_is_no_part() -> None:
    rows = tally(counts(["killed unknown 12", "killed civilians 3 part"]))
    killed = total_of(rows, "killed")
    assert killed is not None
    assert killed.low == 12
    assert total_of(rows, "injured") is None


WORDS = [("killing", 0, "ROOT"), ("farmers", 0, "dobj"), ("abducting", 0, "conj"), ("nurses", 2, "dobj")]
TOKENS = tuple(Token(10 * n, 10 * n + 5, w, w, "X", "X", dep, head) for n, (w, head, dep) in enumerate(WORDS))
SENTENCE = Sentence(0, 40, TOKENS)


def happening(label: str, head: int, outcome: Outcome | None = None) -> Happening:
    return Happening(
        0, (Mention("trigger", 10 * head, 10 * head + 5, label, label, 0, head, "by hand", outcome=outcome),)
    )


KILLING, ABDUCTION = happening("killing", 0, "killed"), happening("abduction", 2)


@pytest.mark.parametrize(
    ("told", "shares"),
    [
        ([("killed civilians 5", 1), ("abducted civilians 2", 3)], [["killed civilians 5"], ["abducted civilians 2"]]),
        (
            [("killed civilians 5", 1), ("killed civilians 1 part", 3)],
            [["killed civilians 5", "killed civilians 1 part"], []],
        ),
    ],
)
def test_a_figure_goes_to_its_event_and_a_part_with_its_total(
    told: list[tuple[str, int]], shares: list[list[str]]
) -> None:
    mentions = [count(row, 10 * head, head) for row, head in told]
    assert [[m.text for m in share] for share in share_out(SENTENCE, mentions, [KILLING, ABDUCTION])] == shares


def test_a_figure_without_an_outcome_belongs_to_no_event() -> None:
    fighters = Mention("count", 0, 5, "1,500 fighters", "total", 0, 1, "counts", Quantity(1500, 1500, 1500, "exact"))
    assert share_out(SENTENCE, [fighters], [KILLING]) == [[]]


@pytest.mark.parametrize("label", ["accusation", "support", "strength", "deployment"])
def test_who_only_speaks_or_stands_by_kills_nobody(label: str) -> None:
    assert share_out(SENTENCE, [count("killed civilians 5", 0, 1)], [happening(label, 0)]) == [[]]


def place(at: int) -> Mention:
    return Mention("place", at, at + 4, "Homs", "", 0, 0, "by hand")


def test_figures_with_a_place_each_are_told_apart() -> None:
    first, second = count("killed unknown 30", 0), count("killed unknown 5", 40)
    split = by_place([first, second], [place(20), place(60)])
    assert [(own, span) for own, span in split] == [([first], (0, 40)), ([second], (40, 65))]


@pytest.mark.parametrize(
    ("told", "places"),
    [
        (["killed unknown 30"], [20, 60]),
        (["killed soldiers 30", "killed militants 5"], [90]),
        (["killed unknown 30", "killed civilians 5 part"], [5, 60]),
    ],
)
def test_figures_without_a_place_each_stay_together(told: list[str], places: list[int]) -> None:
    mentions = counts(told)
    assert by_place(mentions, [place(at) for at in places]) == [(mentions, None)]
