"""Which figure each profile recommends, and why: rows of (who says, when, how many)."""

from typing import Any

import pytest
from incident_cases import Report, claim, figure, incidents_of, only, report

from sayso.errors import SettingError
from sayso.incidents import PROFILES
from sayso.schema import Count, Tally

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


@pytest.mark.parametrize("profile", PROFILES)
def test_beside_others_it_moves_only_the_upper_end(profile: str) -> None:
    def told(killed: str, says: str) -> Report:
        return report(
            says,
            "2024-03-04",
            claim("armed_clash", "Palmyra", DAY, killed=killed, says=says, by="Valley Brigade", to="Syrian army"),
        )

    alone = killed(told("14", "Border Monitor"), profile=profile)
    beside = killed(told("14", "Border Monitor"), told("300", "Valley Brigade"), profile=profile)
    assert (beside.low, beside.best) == (alone.low, alone.best)
    assert beside.high == 300


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
    from dataclasses import replace

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
