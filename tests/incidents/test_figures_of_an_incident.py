"""Which figure each profile recommends, and why: rows of (who says, when, how many)."""

from dataclasses import replace
from typing import Any

import pytest
from incident_cases import Report, claim, figure, incidents_of, only, report

from sayso.errors import SettingError
from sayso.incidents import PROFILES, under_profile
from sayso.schema import Count, Party, Tally

DAY = "2024-03-03"
Ends = tuple[int | None, int | None, int | None]


def strike(
    killed: str | list[Count] | None, says: str, published: str = "2024-03-04", by: str = "Syrian army", **more: Any
) -> Report:
    name = f"{says or 'own'} {published}"
    return report(name, published, claim("air_strike", "Saraqib", DAY, killed=killed, says=says, by=by, **more))


def killed(*reports: Report, profile: str = "conservative") -> Tally:
    return only(*reports, profile=profile).counts["killed"]


def ends(tally: Tally) -> Ends:
    return tally.low, tally.best, tally.high


THREE = (
    strike("9", "Border Monitor"),
    strike("12", "Health Office"),
    strike("12", "the town council", "2024-03-05"),
)


@pytest.mark.parametrize(
    ("profile", "expected", "reason"),
    [
        ("conservative", (9, 9, 12), "the lowest credible figure: 9 (Border Monitor)"),
        ("ucdp", (9, 12, 12), "the best supported figure: 12, by 2 sources"),
        ("range", (9, None, 12), "the range over 3 sources"),
        ("majority", (9, 12, 12), "said by 2 of 3 sources"),
        ("hierarchy", (9, 9, 12), "the most trusted kind of source, monitor: 9 (Border Monitor)"),
        ("latest", (12, 12, 12), "the latest figure: 12 (the town council), 2024-03-05"),
    ],
)
def test_the_profiles_side_by_side(profile: str, expected: Ends, reason: str) -> None:
    tally = killed(*THREE, profile=profile)
    assert (ends(tally), tally.reason, tally.profile) == (expected, reason, profile)


def test_every_profile_stands_in_the_table_above() -> None:
    assert set(PROFILES) == {"conservative", "ucdp", "range", "majority", "hierarchy", "latest"}


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(SettingError, match=r"no profile 'median'.*conservative, ucdp"):
        incidents_of(*THREE, profile="median")


def test_a_plurality_is_no_majority() -> None:
    told = (("9", "Border Monitor"), ("9", "Gulf Wire"), ("12", "Health Office"), ("15", "the town council"))
    tally = killed(*(strike(n, says) for n, says in told), profile="majority")
    assert (tally.best, tally.reason) == (None, "no majority: no figure is given by more than 2 of 4 sources")


def test_the_latest_has_its_own_ends_and_the_others_those_of_all() -> None:
    told = (strike("20", "Border Monitor"), strike("12", "Health Office", "2024-03-05"))
    assert ends(killed(*told, profile="latest")) == (12, 12, 12)
    assert ends(killed(*told, profile="hierarchy")) == (12, 20, 20)


def test_the_claims_behind_the_figure_are_named() -> None:
    told = killed(*THREE, profile="ucdp")
    assert told.claims == tuple(c.id for r in THREE[1:] for c in r.claims)
    assert killed(*THREE, profile="range").claims == ()


def test_two_against_two_is_no_majority() -> None:
    tally = killed(strike("9", "Border Monitor"), strike("12", "Health Office"), profile="majority")
    assert ends(tally) == (9, None, 12)
    assert tally.reason.startswith("no majority")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_partys_claim_of_enemy_losses_alone_sets_no_best(profile: str) -> None:
    boast = report(
        "A",
        "2024-03-04",
        claim(
            "armed_clash", "Palmyra", DAY, killed="300", says="Valley Brigade", by="Valley Brigade", to="Syrian army"
        ),
    )
    tally = killed(boast, profile=profile)
    assert ends(tally) == (None, None, 300)
    assert "enemy losses" in tally.reason


def fought(killed: str | list[Count], says: str, published: str = "2024-03-04") -> Report:
    told = claim("armed_clash", "Palmyra", DAY, killed=killed, says=says, by="Valley Brigade", to="Syrian army")
    return report(f"{says} {published}", published, told)


@pytest.mark.parametrize("profile", PROFILES)
def test_beside_others_it_moves_at_most_the_upper_end(profile: str) -> None:
    alone = killed(fought("14", "Border Monitor"), profile=profile)
    beside = killed(fought("14", "Border Monitor"), fought("300", "Valley Brigade"), profile=profile)
    assert (beside.low, beside.best) == (alone.low, alone.best)
    assert beside.high == (14 if profile == "range" else 300)
    assert "300 (Valley Brigade)" in beside.reason


def test_what_the_parties_say_stands_beside_the_figure() -> None:
    own = fought([figure("6", of="Syrian army")], "Syrian army")
    tally = killed(fought("14", "Border Monitor"), fought("300", "Valley Brigade"), own, profile="range")
    assert [(p.source, p.side, p.best, p.enemy_losses) for p in tally.by_party] == [
        ("Syrian army", "recipient", 6, False),
        ("Valley Brigade", "actor", 300, True),
    ]


def test_a_range_over_parties_only_says_so() -> None:
    own = fought([figure("6", of="Syrian army")], "Syrian army")
    tally = killed(own, profile="range")
    assert (ends(tally), tally.reason) == ((6, None, 6), "the range over 1 source, all parties to the event")


def test_what_a_belligerent_says_of_civilians_whom_another_harmed_is_no_claim_of_enemy_losses() -> None:
    def shelled(killed: list[Count], says: str) -> Report:
        return report(says, "2024-03-04", claim("shelling", "Saraqib", DAY, killed=killed, says=says, by="gunmen"))

    assert ends(killed(shelled([figure("5", who="civilians")], "Syrian army"))) == (5, 5, 5)
    assert ends(killed(shelled([figure("5", who="militants")], "Syrian army"))) == (None, None, 5)


@pytest.mark.parametrize(
    ("who", "by", "to", "boast"),
    [
        ("soldiers", "gunmen", None, False),  # an army on soldiers whom others killed: its own
        ("soldiers", "gunmen", "soldiers", False),
        ("soldiers", "gunmen", "Valley Brigade", True),
        ("soldiers", "Syrian army", None, True),  # whom it killed itself
        ("militants", "gunmen", None, True),
        ("unknown", None, None, True),
    ],
)
def test_whose_soldiers_an_army_counts(who: Any, by: str | None, to: str | None, boast: bool) -> None:
    told = claim("armed_clash", "Palmyra", DAY, killed=[figure("5", who=who)], says="Syrian army", by=by, to=to)
    assert killed(report("A", "2024-03-04", told)).best == (None if boast else 5)


def test_an_army_officer_speaks_for_the_forces_that_were_hit() -> None:
    def told(says: str) -> Report:
        row = claim("armed_clash", "Palmyra", DAY, killed=[figure("5", who="soldiers")], says=says, by="gunmen")
        hit = Party("government forces", "sy-forces", "government forces", 0, 0)
        speaks = replace(row.attribution[0], kind="belligerent")
        return report(says, "2024-03-04", replace(row, recipients=(hit,), attribution=(speaks,)))

    assert killed(told("an army officer")).best == 5
    assert killed(told("a Ruritanian army officer")).best is None


@pytest.mark.parametrize("profile", ["conservative", "ucdp", "majority"])
def test_a_word_without_a_number_leaves_it_to_the_numbers_that_it_allows(profile: str) -> None:
    def several(low: int) -> Report:
        word = replace(figure(f"{low}+"), quantifier="vague")
        return strike([word], "Gulf Wire")

    assert killed(strike("9", "Border Monitor"), several(3), profile=profile).best == 9
    assert killed(several(3), profile=profile).low == 3
    against = killed(strike("9", "Border Monitor"), several(24), profile="ucdp")
    assert ends(against) == (9, 9, None)


def test_a_boast_does_not_hide_what_the_same_party_concedes() -> None:
    whole = fought("20", "Border Monitor")
    boast = fought([figure("300", of="Valley Brigade")], "Syrian army", "2024-03-06")
    own = fought([figure("6", of="Syrian army")], "Syrian army")
    tally = killed(whole, own, boast)
    assert ends(tally) == (20, 20, 300)
    assert [(p.best, p.enemy_losses) for p in tally.by_party] == [(6, False), (300, True)]


def test_what_a_party_concedes_of_its_own_counts() -> None:
    own = report(
        "A",
        "2024-03-04",
        claim(
            "armed_clash",
            "Palmyra",
            DAY,
            says="Syrian army",
            by="Valley Brigade",
            to="Syrian army",
            killed=[figure("6", of="Syrian army")],
        ),
    )
    assert ends(killed(own)) == (6, 6, 6)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("7", (7, 7, 7)),
        ("7+", (7, 7, None)),
        ("<20", (None, None, 20)),
        ("24-99", (24, 24, 99)),
        ("0", (0, 0, 0)),
    ],
)
def test_open_ends_stay_open(said: str, expected: Ends) -> None:
    assert ends(killed(strike(said, "Border Monitor"))) == expected


def test_an_open_figure_above_every_other_leaves_the_upper_end_open() -> None:
    assert ends(killed(strike("9", "Border Monitor"), strike("12+", "Health Office"))) == (9, 9, None)


def test_an_open_figure_below_another_is_bounded_by_it() -> None:
    assert ends(killed(strike("7+", "Border Monitor"), strike("9", "Health Office"))) == (7, 7, 9)


def test_no_figure_no_tally() -> None:
    assert only(strike(None, "Border Monitor")).counts == {}


def test_parts_are_not_added_to_their_whole() -> None:
    whole_and_parts = [figure("9"), figure("3", who="civilians", part_of=0), figure("6", who="militants", part_of=0)]
    told = report("A", "2024-03-04", claim("air_strike", "Saraqib", DAY, killed=whole_and_parts))
    assert ends(killed(told)) == (9, 9, 9)


def test_rows_that_are_part_of_no_other_are_added() -> None:
    told = report(
        "A",
        "2024-03-04",
        claim("air_strike", "Saraqib", DAY, killed=[figure("3", who="civilians"), figure("6+", who="militants")]),
    )
    assert ends(killed(told)) == (9, 9, None)


def test_of_one_source_only_the_latest_word_counts() -> None:
    rising = (strike("4", "Border Monitor"), strike("9", "Border Monitor", "2024-03-06"))
    assert ends(killed(*rising)) == (9, 9, 9)


def test_a_reprint_does_not_vote() -> None:
    first, second = strike("9", ""), strike("12", "Health Office")
    told = claim("air_strike", "Saraqib", DAY, killed="9", by="Syrian army")
    copies = [report(n, "2024-03-04", told, reprint_of=first.document.id) for n in ("C", "D")]
    tally = killed(first, second, *copies, profile="majority")
    assert tally.reason.startswith("no majority")
    honest = [replace(c, document=replace(c.document, reprint_of=None)) for c in copies]
    assert killed(first, second, *honest, profile="majority").best == 9


def test_a_plan_and_a_denial_give_no_figure() -> None:
    told = strike("9", "Border Monitor")
    denied = strike("0", "Syrian army", status="denied")
    assert ends(killed(told, denied)) == (9, 9, 9)


def test_each_side_has_its_own_figure() -> None:
    def told(says: str, *rows: Count) -> Report:
        return report(
            says,
            "2024-03-04",
            claim("armed_clash", "Palmyra", DAY, says=says, by="Valley Brigade", to="Syrian army", killed=rows),
        )

    tally = killed(
        told(
            "Border Monitor",
            figure("10"),
            figure("4", of="Syrian army", part_of=0),
            figure("6", of="Valley Brigade", part_of=0),
        ),
        told("Health Office", figure("11"), figure("5", of="the Syrian army", part_of=0)),
    )
    assert ends(tally) == (10, 10, 11)
    assert [(s.actor, s.low, s.best, s.high) for s in tally.by_side] == [
        ("Syrian army", 4, 4, 5),
        ("Valley Brigade", 6, 6, 6),
    ]


def test_where_nobody_tells_the_whole_the_sides_are_added() -> None:
    def told(says: str, row: Count) -> Report:
        return report(
            says,
            "2024-03-04",
            claim("armed_clash", "Palmyra", DAY, says=says, by="Valley Brigade", to="Syrian army", killed=[row]),
        )

    tally = killed(
        told("Border Monitor", figure("10", of="Syrian army")), told("Health Office", figure("25", of="Valley Brigade"))
    )
    assert ends(tally) == (35, 35, 35)
    assert tally.reason.startswith("the sides added")


def test_one_sides_losses_are_not_the_whole_where_the_whole_is_told() -> None:
    whole = report(
        "A", "2024-03-04", claim("armed_clash", "Palmyra", DAY, by="Valley Brigade", to="Syrian army", killed="20")
    )
    side = report(
        "B",
        "2024-03-04",
        claim(
            "armed_clash", "Palmyra", DAY, by="Valley Brigade", to="Syrian army", killed=[figure("5", of="Syrian army")]
        ),
    )
    assert ends(killed(whole, side)) == (20, 20, 20)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # a whole and, elsewhere, one of its parts: the part is no lower figure for the whole
        ([["9", "3 civilians <"], ["3 civilians"]], (9, 9, 9)),
        # two kinds told beside a whole
        ([["15"], ["12 soldiers"], ["3 civilians"]], (15, 15, 15)),
        # a part that is larger than the whole: the whole cannot be less
        ([["9", "3 civilians <"], ["11 civilians"]], (9, 9, 11)),
        # only one kind is told of by anybody: it is the toll
        ([["7 civilians"], ["12 civilians"], ["8"]], (7, 7, 12)),
        # one and the same dead, called two things: they are not added
        ([["7 militants"], ["7 civilians"]], (7, 7, 7)),
        # one report's soldiers and civilians are different people
        ([["12 soldiers", "3 civilians"]], (15, 15, 15)),
    ],
)
def test_a_part_is_not_the_whole(told: list[list[str]], expected: Ends) -> None:
    """A row is "how many, who"; with "<" it is part of the first."""

    def row(text: str) -> Count:
        number, who, part = (*text.split(), "unknown", "")[:3]
        return figure(number, who=who, part_of=0 if part == "<" else None)  # type: ignore[arg-type]

    names = ("Border Monitor", "Health Office", "Gulf Wire")
    reports = [strike([row(t) for t in rows], name) for name, rows in zip(names, told, strict=False)]
    assert ends(killed(*reports)) == expected


def test_each_kind_of_people_has_its_own_figure_and_reason() -> None:
    tally = killed(
        strike([figure("9"), figure("3", who="civilians", part_of=0)], "Border Monitor"),
        strike([figure("9"), figure("5", who="civilians", part_of=0)], "Health Office"),
    )
    assert ends(tally) == (9, 9, 9)
    assert [(w.who, w.low, w.best, w.high, w.reason) for w in tally.by_who] == [
        ("civilians", 3, 3, 5, "the lowest credible figure: 3 (Border Monitor)")
    ]


def test_rows_of_one_side_that_hold_different_people_are_added() -> None:
    rows = [figure("3", who="soldiers", of="Syrian army"), figure("2", who="police", of="the Syrian army")]
    (side,) = killed(fought(rows, "Border Monitor")).by_side
    assert (side.actor, side.low, side.best, side.high) == ("Syrian army", 5, 5, 5)


def test_what_is_part_of_a_part_is_in_it_already() -> None:
    rows = [figure("9"), figure("5", who="civilians", part_of=0), figure("2", who="civilians", part_of=1)]
    (who,) = killed(strike(rows, "Border Monitor")).by_who
    assert (who.low, who.best, who.high) == (5, 5, 5)


@pytest.mark.parametrize("profile", PROFILES)
def test_another_profile_afterwards_gives_what_it_would_have_given(profile: str) -> None:
    documents = {r.document.id: r.document for r in THREE}
    claims = [c for r in THREE for c in r.claims]
    assert under_profile(incidents_of(*THREE), claims, documents, profile) == incidents_of(*THREE, profile=profile)


def test_another_profile_must_exist() -> None:
    with pytest.raises(SettingError, match="no profile 'median'"):
        under_profile((), (), {}, "median")
