"""Two reports on one operation in the desert, whose end two sources explain in two ways."""

from incident_cases import claim, incidents_of, letters, report

WENT_OUT = report(
    "Steppe Courier",
    "2023-12-06",
    claim("deployment.reinforcement", "al-Sukhna", "2023-12-04/2023-12-06", by="Syrian army", says="our reporter"),
    claim(
        "operation",
        "Syrian Desert",
        "2023-12-04",
        by="Syrian army",
        to="Islamic State",
        quote="A sweep campaign against the group set out into the steppe on Monday",
    ),
)
CAME_BACK = report(
    "Oasis Daily",
    "2023-12-11",
    claim(
        "operation",
        "Syrian Desert",
        "2023-12-10",
        by="Syrian army",
        to="Islamic State",
        status="ended",
        says="a staff officer",
        why="after heavy casualties among the convoys",
        quote="The army called off its campaign on Sunday after heavy casualties, a staff officer said",
    ),
    claim(
        "operation",
        "Syrian Desert",
        "2023-12-04",
        by="Syrian army",
        to="Islamic State",
        quote="It had begun the campaign six days earlier with air cover",
    ),
    claim(
        "operation",
        (),
        "2023-12-10",
        by="Syrian army",
        status="ended",
        says="Syrian army < a staff officer",
        why="because of sandstorms",
        quote="The army itself, he went on, puts the end of the campaign down to sandstorms",
    ),
)
OLD_PLAN = report(
    "Old Gazette", None, claim("operation", "Syrian Desert", status="planned", by="Syrian army", to="Islamic State")
)


def test_one_operation_and_the_old_plan_apart() -> None:
    assert letters(WENT_OUT, CAME_BACK, OLD_PLAN) == "abbbbc"


def test_its_end_is_contested_by_cause_each_side_with_its_source() -> None:
    operation = next(i for i in incidents_of(WENT_OUT, CAME_BACK) if len(i.claims) == 4)
    (reason,) = [c for c in operation.contested if c.field == "reason"]
    assert reason.kind == "dispute"
    assert {(p.value, p.sources) for p in reason.positions} == {
        ("after heavy casualties among the convoys", ("a staff officer",)),
        ("because of sandstorms", ("Syrian army",)),
    }


def test_its_launch_and_its_end_are_no_dispute_over_the_day() -> None:
    operation = next(i for i in incidents_of(WENT_OUT, CAME_BACK) if len(i.claims) == 4)
    assert operation.status == "ended"
    assert operation.date is not None
    assert (operation.date.start, operation.date.end) == ("2023-12-04", "2023-12-10")
    assert operation.place is not None
    assert operation.place.name == "Syrian Desert"
    assert not [c for c in operation.contested if c.field == "date"]
    assert not [c for c in operation.contested if c.field == "status" and c.kind == "dispute"]


def test_it_is_marked_who_is_a_party_and_that_one_report_speaks_for_all() -> None:
    operation = next(i for i in incidents_of(WENT_OUT, CAME_BACK) if len(i.claims) == 4)
    assert [(p.source, p.side) for p in operation.party_sources] == [("Syrian army", "actor")]
    assert not [w for w in operation.warnings if w.kind == "single_source"]
