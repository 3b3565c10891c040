"""One document heard as a whole, on drafts written by hand.

What one source tells twice is one claim, what two sources tell is two; what a sentence leaves unsaid is taken over
from an event of the same kind.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.claims.carryover import taken_over
from sayso.claims.draft import Draft
from sayso.claims.happenings import Happening
from sayso.claims.retelling import put_together, repeats, without_headlines
from sayso.claims.shared_figures import with_injured
from sayso.schema import Count, DateSpan, Link, Mention, Party, Place
from sayso.schema.vocabulary import Status

SPOTS = {"Nawa": (32.89, 36.04), "Homs": (34.73, 36.72), "Palmyra": (34.56, 38.28)}


def place(name: str) -> Place:
    lat, lon = SPOTS[name]
    return Place(name, name, 0, 4, lat, lon, 3000, "settlement", "SY", None, None, f"g-{name}", "exact")


def day(n: int) -> DateSpan:
    return DateSpan(f"2018-06-{n:02}", f"2018-06-{n:02}", "day", "relative", "on Monday")


def killed(n: int) -> tuple[Count, ...]:
    return (Count("killed", "unknown", n, n, n, "exact", f"{n} people", 0, 5),)


def hurt(n: int) -> tuple[Count, ...]:
    return (Count("injured", "unknown", n, n, n, "exact", f"{n} people", 0, 5),)


def draft(
    kind: str = "shelling",
    sentence: int = 0,
    *,
    says: str = "",
    at: str | None = None,
    on: int | None = None,
    dead: int | None = None,
    by: str | None = None,
    status: Status = "happened",
    word: str | None = None,
    definite: bool = False,
) -> Draft:
    """A happening as one sentence tells it: who says so, where, on which day of June, how many dead, by whom."""
    start = 100 * sentence
    label = word or kind
    trigger = Mention("trigger", start, start + 8, label, label, sentence, 0, f"by hand: {label}")
    return Draft(
        Happening(sentence, (trigger,)),
        start,
        start + 90,
        kind,
        status,
        actors=(Party(by, None, by, start, start + len(by)),) if by else (),
        places=(place(at),) if at else (),
        date=day(on) if on else None,
        counts=killed(dead) if dead else (),
        attribution=(Link(says, says, "witness", "said", start, start + 4),) if says else (),
        definite=definite,
    )


def settled(*drafts: Draft) -> list[Draft]:
    """The drafts that stand as claims, in the steps in which a document is heard."""
    found = taken_over(put_together(without_headlines(drafts)))
    return sorted(found, key=lambda d: d.happening.main.start)


def test_what_one_source_tells_twice_is_one_claim() -> None:
    (one,) = settled(
        draft(says="mayor", at="Nawa", dead=3), draft(sentence=1, says="mayor", at="Nawa", on=18, by="army")
    )
    assert (one.places[0].name, one.counts[0].low, one.actors[0].name) == ("Nawa", 3, "army")
    assert one.date is not None
    assert one.date.start == "2018-06-18"


@pytest.mark.parametrize(
    "other",
    [
        draft(sentence=1, says="medic", at="Nawa", dead=3),
        draft(sentence=1, says="mayor", at="Homs", dead=2),
        draft("arrest", 1, says="mayor", at="Nawa"),
        draft(sentence=1, says="mayor", at="Nawa", dead=5),
        draft(sentence=1, says="mayor", at="Nawa", status="denied"),
        draft(sentence=1, says="mayor", at="Nawa", status="planned"),
        draft(sentence=1, says="mayor", at="Nawa", on=2),
        draft(sentence=1, says="mayor", at="Nawa", by="rebels"),
    ],
    ids=["source", "place", "type", "more dead", "denied", "planned", "day", "doer"],
)
def test_another_source_place_type_figure_status_day_or_doer_makes_its_own_claim(other: Draft) -> None:
    first = draft(says="mayor", at="Nawa", on=18, dead=3, by="army")
    assert not repeats(first, other)
    assert len(settled(first, other)) == 2


def test_a_smaller_figure_at_the_same_place_can_be_a_share_of_the_first() -> None:
    assert repeats(draft(at="Nawa", dead=30), draft(sentence=1, at="Nawa", dead=4))


def test_figures_at_two_places_are_no_share_of_one_another() -> None:
    assert len(settled(draft(at="Nawa", dead=30), draft(sentence=1, at="Homs", dead=4))) == 2


def test_going_on_and_having_happened_can_be_one_event() -> None:
    assert repeats(draft(at="Nawa"), draft(sentence=1, at="Nawa", status="ongoing"))


def test_the_attack_points_back() -> None:
    (one,) = settled(draft(at="Nawa", dead=3), draft(sentence=9, definite=True))
    assert one.sentence == 0


def test_what_is_told_again_with_a_wide_time_does_not_date_the_news() -> None:
    june = DateSpan("2018-06-01", "2018-06-30", "month", "relative", "in June")
    news, week = (
        draft("air_strike", at="Nawa", dead=8),
        DateSpan("2018-06-18", "2018-06-20", "days", "relative", "then"),
    )
    (one,) = settled(news, replace(draft("air_strike", 2, at="Nawa", definite=True), date=june))
    assert one.date is None
    (one,) = settled(news, replace(draft("air_strike", 2, at="Nawa", definite=True), date=week))
    assert one.date == week


def test_the_place_is_taken_over_from_the_same_kind_of_event() -> None:
    shelling, arrest, later = (
        draft(at="Nawa", says="mayor"),
        draft("arrest", 1, at="Homs"),
        draft(sentence=2, says="medic", dead=4),
    )
    found = settled(shelling, arrest, later)
    assert [d.places[0].name for d in found] == ["Nawa", "Homs", "Nawa"]
    assert "taken over from an event of the same kind told before" in [w.rule for w in found[2].why]


def test_a_day_that_is_taken_over_says_so() -> None:
    found = settled(draft(at="Nawa", on=18, says="mayor"), draft(sentence=2, at="Nawa", says="medic", dead=4))
    assert found[1].date is not None
    assert (found[1].date.start, found[1].date.basis) == ("2018-06-18", "event")
    assert found[0].date is not None
    assert found[0].date.basis == "relative"


def days(*drafts: Draft) -> list[str | None]:
    """Return the days of June, as two figures, that the drafts come to have."""
    return [d.date.start[-2:] if d.date else None for d in taken_over(drafts)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            [draft("air_strike", 0, on=18, word="raid"), draft("armed_clash", 1, on=20, word="ambush"),
             draft("air_strike", 3, word="raid")],
            ["18", "20", "18"], id="the raid is the one told first, not the ambush beside it",
        ),
        pytest.param(
            [draft("explosion", 0, on=18, at="Nawa"), draft("explosion", 1, on=20, at="Homs"),
             draft("other", 2, at="Nawa", dead=4)],
            ["18", "20", "18"], id="the dead of a town are those of its blast",
        ),
        pytest.param(
            [draft("explosion", 0, on=18, at="Nawa"), draft("abduction", 1, at="Homs")],
            ["18", None], id="another deed in another town has no day of its own",
        ),
        pytest.param(
            [draft("armed_clash", 0, by="rebels"), draft("shelling", 1, on=20)],
            [None, "20"], id="what is told only afterwards lends no day to another deed",
        ),
        pytest.param(
            [draft("shelling", 0, on=18), draft("shelling", 14)],
            ["18", None], id="too long ago to be gone on about",
        ),
        pytest.param(
            [draft("air_strike", 0, on=20, at="Nawa"), replace(draft("air_strike", 2, at="Nawa"), told_on=day(18))],
            ["20", "17"], id="nobody tells on the 18th of what happens on the 20th",
        ),
        pytest.param(
            [replace(draft("other", 0), date=DateSpan("2017-01-01", "2017-12-31", "year", "explicit", "in 2017")),
             draft("other", 1, dead=3)],
            ["01", None], id="a year is no day to share",
        ),
        pytest.param(
            [draft("arrest", 0, on=18, by="army"), draft("attack_on_civilians", 1, by="army")],
            ["18", "18"], id="the same doer goes on",
        ),
    ],
)  # fmt: skip
def test_whose_day_an_event_without_one_takes(told: list[Draft], expected: list[str | None]) -> None:
    assert days(*told) == expected


def test_a_plan_takes_no_day_from_what_happened() -> None:
    found = settled(draft(at="Nawa", on=18, says="mayor"), draft(sentence=2, at="Nawa", says="medic", status="planned"))
    assert found[1].date is None


def test_a_doer_is_not_taken_over_from_another_place() -> None:
    found = settled(draft(at="Nawa", by="army"), draft(sentence=2, at="Palmyra", says="medic", dead=4))
    assert found[1].actors == ()


def test_a_doer_is_taken_over_from_what_the_same_source_told() -> None:
    found = settled(draft(at="Nawa", says="mayor", dead=9, by="army"), draft(sentence=5, says="mayor", dead=2))
    assert [d.actors[0].name for d in found] == ["army", "army"]


def test_another_source_that_names_no_doer_has_named_none() -> None:
    found = settled(draft(at="Nawa", says="mayor", dead=9, by="army"), draft(sentence=5, says="medic", dead=2))
    assert [len(d.actors) for d in found] == [1, 0]


def test_words_that_point_back_mean_the_same_doer_whoever_speaks() -> None:
    found = settled(
        draft(at="Nawa", says="mayor", dead=9, by="army"), draft(sentence=5, says="medic", dead=2, definite=True)
    )
    assert [d.actors[0].name for d in found] == ["army", "army"]


def injured_only(sentence: int, *, says: str, at: str | None = None, status: Status = "happened") -> Draft:
    return replace(draft(sentence=sentence, says=says, at=at, status=status, word="injury"), counts=hurt(9))


def test_the_injured_told_in_a_later_sentence_by_the_same_source_belong_to_the_dead() -> None:
    (one,) = with_injured([draft(at="Nawa", says="mayor", dead=3), injured_only(3, says="mayor")])
    assert [(c.outcome, c.low) for c in one.counts] == [("killed", 3), ("injured", 9)]


@pytest.mark.parametrize(
    "injured",
    [
        injured_only(3, says="medic"),
        injured_only(3, says="mayor", at="Homs"),
        injured_only(9, says="mayor"),
        injured_only(3, says="mayor", status="denied"),
    ],
    ids=["source", "place", "far off", "denied"],
)
def test_the_injured_of_another_source_or_event_stay_apart(injured: Draft) -> None:
    assert len(with_injured([draft(at="Nawa", says="mayor", dead=3), injured])) == 2


def test_nothing_told_is_nothing_claimed() -> None:
    assert settled() == []
