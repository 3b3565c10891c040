"""Where claims of one incident part: rows of what each source holds, and the dispute, update or difference."""

from typing import Any

from incident_cases import Report, claim, figure, only, report

DAY = "2024-03-03"


def told(says: str, published: str = "2024-03-04", **columns: Any) -> Report:
    columns = {"what": "shelling", "where": "Saraqib", "when": DAY, "by": "Syrian army", **columns}
    return report(f"{says} {published}", published, claim(says=says, **columns))


def contested(*reports: Report) -> dict[str, tuple[str, dict[str, tuple[str, ...]]]]:
    return {c.field: (c.kind, {p.value: p.sources for p in c.positions}) for c in only(*reports).contested}


def test_agreement_is_not_contested() -> None:
    assert contested(told("Border Monitor", killed="7"), told("Health Office", killed="7")) == {}


def test_silence_is_no_position() -> None:
    assert contested(told("Border Monitor", killed="7", injured="20"), told("Health Office", by=None)) == {}


def test_two_tolls_of_two_sources_are_a_dispute() -> None:
    assert contested(told("Border Monitor", killed="7"), told("Health Office", killed="12"))["killed"] == (
        "dispute",
        {"7": ("Border Monitor",), "12": ("Health Office",)},
    )


def test_the_injured_too() -> None:
    assert (
        contested(told("Border Monitor", injured="7"), told("Health Office", injured="30"))["injured"][0] == "dispute"
    )


def test_a_risen_toll_of_one_source_is_an_update() -> None:
    assert contested(told("Border Monitor", killed="7"), told("Border Monitor", "2024-03-06", killed="12")) == {
        "killed": ("update", {"7": ("Border Monitor",), "12": ("Border Monitor",)})
    }


def test_an_early_toll_that_its_source_has_left_behind_is_disputed_with_nobody() -> None:
    found = contested(
        told("Border Monitor", killed="7"),
        told("Border Monitor", "2024-03-06", killed="12"),
        told("Health Office", "2024-03-06", killed="12"),
    )
    assert found["killed"][0] == "update"


def test_at_least_seven_and_nine_differ_without_dispute() -> None:
    assert (
        contested(told("Border Monitor", killed="7+"), told("Health Office", killed="9"))["killed"][0] == "difference"
    )


def test_about_forty_and_forty_two_differ_without_dispute() -> None:
    assert (
        contested(told("Border Monitor", killed="~40"), told("Health Office", killed="42"))["killed"][0] == "difference"
    )


def test_the_losses_of_two_sides_are_not_held_against_each_other() -> None:
    found = contested(
        told("Border Monitor", what="armed_clash", to="Valley Brigade", killed=[figure("9", of="Syrian army")]),
        told("Health Office", what="armed_clash", to="Valley Brigade", killed=[figure("30", of="Valley Brigade")]),
    )
    assert "killed" not in found


def test_a_denial_contests_the_event() -> None:
    found = contested(told("Border Monitor"), told("Syrian army", status="denied"))
    assert found["event"] == ("dispute", {"told as fact": ("Border Monitor",), "denied": ("Syrian army",)})


def test_two_names_for_who_did_it() -> None:
    found = contested(told("Border Monitor"), told("Health Office", by="Valley Brigade"))
    assert found["actor"] == ("dispute", {"Syrian army": ("Border Monitor",), "Valley Brigade": ("Health Office",)})


def test_gunmen_is_coarser_than_a_name() -> None:
    found = contested(told("Border Monitor", by="gunmen"), told("Health Office", by="Valley Brigade"))
    assert found["actor"][0] == "difference"


def test_ascribed_and_disowned() -> None:
    found = contested(told("Border Monitor"), told("Syrian army", qualifiers=["responsibility_denied"]))
    assert found["actor"] == ("dispute", {"Syrian army": ("Border Monitor",), "not Syrian army": ("Syrian army",)})


def test_a_day_apart_is_a_dispute_over_the_day() -> None:
    same: dict[str, Any] = {"quote": "mortar rounds struck the grain silo beside the ring road", "killed": "14"}
    found = contested(told("Border Monitor", **same), told("Health Office", when="2024-03-02", **same))
    assert found["date"] == ("dispute", {DAY: ("Border Monitor",), "2024-03-02": ("Health Office",)})


def test_a_day_and_its_month_are_a_difference() -> None:
    same: dict[str, Any] = {"quote": "mortar rounds struck the grain silo beside the ring road", "killed": "14"}
    found = contested(told("Border Monitor", **same), told("Health Office", when="2024-03-01/2024-03-31", **same))
    assert found["date"][0] == "difference"


def test_a_town_and_its_governorate_are_a_difference() -> None:
    same: dict[str, Any] = {"quote": "mortar rounds struck the grain silo beside the ring road", "killed": "14"}
    found = contested(
        told("Border Monitor", where=("Saraqib", "Idlib"), **same), told("Health Office", where="Idlib", **same)
    )
    assert found["place"] == ("difference", {"Saraqib": ("Border Monitor",), "Idlib": ("Health Office",)})


def test_two_towns_are_a_dispute() -> None:
    same: dict[str, Any] = {"quote": "mortar rounds struck the grain silo beside the ring road", "killed": "14"}
    found = contested(
        told("Border Monitor", where="Binnish", **same), told("Health Office", where="Maarat Misrin", **same)
    )
    assert found["place"][0] == "dispute"


def test_shelling_or_air_strike_is_a_difference_within_the_family() -> None:
    same: dict[str, Any] = {"quote": "the grain silo beside the ring road was hit", "killed": "14"}
    found = contested(told("Border Monitor", **same), told("Health Office", what="air_strike", **same))
    assert found["type"][0] == "difference"


def test_two_reasons_by_two_sources() -> None:
    found = contested(
        told("Border Monitor", why="in revenge for a raid"), told("Health Office", why="due to a wrong map")
    )
    assert found["reason"] == (
        "dispute",
        {"in revenge for a raid": ("Border Monitor",), "due to a wrong map": ("Health Office",)},
    )


def test_one_reason_in_two_wordings() -> None:
    found = contested(
        told("Border Monitor", why="in revenge for a raid"), told("Health Office", why="to avenge the raid, in revenge")
    )
    assert "reason" not in found


def test_the_publishers_own_voice_is_a_source() -> None:
    found = contested(told("", killed="7"), told("Health Office", killed="12"))
    assert found["killed"][1]["7"] == ("publisher:  2024-03-04 Post",)


def test_one_source_does_not_dispute_itself() -> None:
    same: dict[str, Any] = {"quote": "mortar rounds struck the grain silo beside the ring road", "killed": "14"}
    found = contested(told("Border Monitor", **same), told("Border Monitor", "2024-03-05", when="2024-03-02", **same))
    assert found["date"][0] == "update"


def test_a_launch_and_an_end_told_by_one_report_are_no_update() -> None:
    found = only(
        report(
            "A",
            "2023-12-11",
            claim("operation", "Syrian Desert", "2023-12-04", by="Syrian army", to="Islamic State"),
            claim("operation", "Syrian Desert", "2023-12-10", by="Syrian army", to="Islamic State", status="ended"),
        )
    )
    assert found.contested == ()


def test_ended_or_going_on_is_a_dispute_only_about_one_day() -> None:
    def operation(says: str, published: str, when: str, status: str) -> Report:
        columns: dict[str, Any] = {"what": "operation", "where": "Syrian Desert", "to": "Islamic State"}
        return told(says, published, when=when, status=status, **columns)

    ended = operation("Health Office", "2023-12-11", "2023-12-10", "ended")
    before = operation("Border Monitor", "2023-12-05", "2023-12-04", "ongoing")
    same_day = operation("Border Monitor", "2023-12-11", "2023-12-10", "ongoing")
    assert contested(before, ended)["status"][0] == "update"
    assert contested(same_day, ended)["status"][0] == "dispute"
