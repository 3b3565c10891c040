"""Where claims of one incident part: rows of what each source holds, and the dispute, update or difference."""

from dataclasses import replace
from typing import Any

import pytest
from incident_cases import CODEBOOK, PLACES, Report, claim, figure, only, report

from sayso.incidents import contest, facts
from sayso.incidents.facts import Facts
from sayso.incidents.independence import Sources
from sayso.schema import Claim, Count, Place
from sayso.schema.vocabulary import Who

DAY = "2024-03-03"
SILO = "mortar rounds struck the grain silo beside the ring road"
SAME: dict[str, Any] = {"quote": SILO, "killed": "14", "injured": "31"}
"""Words and a figure by which two reports are surely of one incident, whatever else they say."""


def told(says: str, published: str = "2024-03-04", **columns: Any) -> Report:
    columns = {"what": "shelling", "where": "Saraqib", "when": DAY, "by": "Syrian army", **columns}
    return report(f"{says} {published}", published, claim(says=says, **columns))


def contested(*reports: Report) -> dict[str, tuple[str, dict[str, tuple[str, ...]]]]:
    return {c.field: (c.kind, {p.value: p.sources for p in c.positions}) for c in only(*reports).contested}


def test_agreement_is_not_contested() -> None:
    assert contested(told("Border Monitor", killed="7"), told("Health Office", killed="7")) == {}


def test_silence_is_no_position() -> None:
    assert contested(told("Border Monitor", killed="7", injured="20"), told("Health Office", by=None)) == {}


def test_what_rose_has_no_part_in_the_dispute_over_what_it_rose_to() -> None:
    risen = [told("Health Office", f"2024-03-0{day}", killed=toll) for day, toll in ((4, "3"), (5, "7"))]
    found = only(*risen, told("Border Monitor", "2024-03-05", killed="20"))
    held = [(c.field, c.kind, {p.value for p in c.positions}) for c in found.contested]
    assert held == [("killed", "dispute", {"7", "20"}), ("killed", "update", {"3", "7"})]


def test_who_moved_on_no_longer_holds_what_another_still_holds() -> None:
    risen = [told("Border Monitor", f"2024-03-0{day}", killed=toll) for day, toll in ((4, "7"), (5, "20"))]
    found = only(*risen, told("Health Office", "2024-03-05", killed="7"))
    held = [(c.kind, {p.value: p.sources for p in c.positions}) for c in found.contested if c.field == "killed"]
    assert held == [
        ("dispute", {"20": ("Border Monitor",), "7": ("Health Office",)}),
        ("update", {"7": ("Border Monitor",), "20": ("Border Monitor",)}),
    ]


def test_of_two_tolls_on_one_day_the_higher_is_the_last_word() -> None:
    strike: dict[str, Any] = {"what": "shelling", "where": "Saraqib", "when": DAY, "says": "Border Monitor"}
    risen = [report(f"at {n}", "2024-03-04", claim(killed=toll, **strike)) for n, toll in ((9, "7"), (18, "12"))]
    found = only(*risen, told("Health Office", killed="20"))
    assert len(found.claims) == 3
    (dispute,) = [c for c in found.contested if c.kind == "dispute"]
    assert {p.value for p in dispute.positions} == {"12", "20"}


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
    found = contested(told("Border Monitor", **SAME), told("Health Office", when="2024-03-02", **SAME))
    assert found["date"] == ("dispute", {DAY: ("Border Monitor",), "2024-03-02": ("Health Office",)})


def test_a_day_and_its_month_are_a_difference() -> None:
    found = contested(told("Border Monitor", **SAME), told("Health Office", when="2024-03-01/2024-03-31", **SAME))
    assert found["date"][0] == "difference"


def test_a_town_and_its_governorate_are_a_difference() -> None:
    found = contested(
        told("Border Monitor", where=("Saraqib", "Idlib"), **SAME), told("Health Office", where="Idlib", **SAME)
    )
    assert found["place"] == ("difference", {"Saraqib": ("Border Monitor",), "Idlib": ("Health Office",)})


def test_two_towns_are_a_dispute() -> None:
    found = contested(
        told("Border Monitor", where="Binnish", **SAME), told("Health Office", where="Maarat Misrin", **SAME)
    )
    assert found["place"][0] == "dispute"


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
    found = contested(told("Border Monitor", **SAME), told("Border Monitor", "2024-03-05", when="2024-03-02", **SAME))
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


Told = tuple[str, str, dict[str, Any]]
"""Who says it, the day of the report in March 2024, and the columns in which it differs."""

MONITOR, OFFICE, ARMY = "Border Monitor", "Health Office", "Syrian army"
TWINS: list[tuple[str, str | None, list[Told]]] = [
    # tolls: like against like
    ("killed", "dispute", [(MONITOR, "04", {"killed": "7"}), (OFFICE, "04", {"killed": "12"})]),
    ("killed", None, [(MONITOR, "04", {"killed": "7"}), (OFFICE, "04", {"killed": "7"})]),
    ("killed", "difference", [(MONITOR, "04", {"killed": "7+"}), (OFFICE, "04", {"killed": "12"})]),
    ("killed", "difference", [(MONITOR, "04", {"killed": "<20"}), (OFFICE, "04", {"killed": "12"})]),
    ("killed", "dispute", [(MONITOR, "04", {"killed": "<10"}), (OFFICE, "04", {"killed": "12"})]),
    ("killed", "difference", [(MONITOR, "04", {"killed": "24-99"}), (OFFICE, "04", {"killed": "30"})]),
    ("injured", "dispute", [(MONITOR, "04", {"injured": "20"}), (OFFICE, "04", {"injured": "40"})]),
    # a part contradicts its whole only by being larger
    (
        "killed",
        None,
        [(MONITOR, "04", {"killed": [(3, "civilians")]}), (OFFICE, "04", {"killed": [9, (3, "civilians")]})],
    ),
    (
        "killed",
        "dispute",
        [(MONITOR, "04", {"killed": [(12, "civilians")]}), (OFFICE, "04", {"killed": [9, (3, "civilians")]})],
    ),
    (
        "killed",
        "dispute",
        [(MONITOR, "04", {"killed": [9, (3, "civilians")]}), (OFFICE, "04", {"killed": [9, (6, "civilians")]})],
    ),
    ("killed", None, [(MONITOR, "04", {"killed": [9, (3, "civilians")]}), (OFFICE, "04", {"killed": "9"})]),
    # two kinds of people, unless a party counts its enemy's dead
    ("killed", None, [(MONITOR, "04", {"killed": [(12, "soldiers")]}), (OFFICE, "04", {"killed": [(3, "civilians")]})]),
    (
        "killed",
        "dispute",
        [(MONITOR, "04", {"killed": [(9, "civilians")]}), (ARMY, "04", {"killed": [(9, "militants")]})],
    ),
    (
        "killed",
        "dispute",
        [(MONITOR, "04", {"killed": [(3, "civilians")]}), (ARMY, "04", {"killed": [(9, "militants")]})],
    ),
    # tolls that rise
    ("killed", "update", [(MONITOR, "04", {"killed": "7"}), (MONITOR, "05", {"killed": "12"})]),
    ("killed", "update", [(MONITOR, "04", {"killed": "7+"}), (MONITOR, "05", {"killed": "9"})]),
    ("killed", "difference", [(MONITOR, "04", {"killed": "9"}), (MONITOR, "05", {"killed": "7+"})]),
    ("killed", "update", [(MONITOR, "04", {"killed": "12"}), (MONITOR, "05", {"killed": "9"})]),
    ("killed", "update", [(MONITOR, "04", {"killed": "7"}), (f"{MONITOR} < Gulf Wire", "04", {"killed": "9"})]),
    (
        "killed",
        "update",
        [(MONITOR, "04", {"killed": "7"}), (OFFICE, "04", {"killed": "7"}), (OFFICE, "06", {"killed": "12"})],
    ),
    (
        "killed",
        "update",
        [(MONITOR, "04", {"killed": "7"}), (MONITOR, "05", {"killed": "9"}), (OFFICE, "05", {"killed": "9"})],
    ),
    (
        "killed",
        "dispute",
        [(MONITOR, "04", {"killed": "7"}), (MONITOR, "05", {"killed": "9"}), (OFFICE, "05", {"killed": "15"})],
    ),
    (
        "killed",
        "dispute",
        [(MONITOR, "04", {"killed": "7"}), (OFFICE, "04", {"killed": "9"}), (OFFICE, "06", {"killed": "12"})],
    ),
    # who did it
    ("actor", "dispute", [(MONITOR, "04", {"by": ARMY}), (OFFICE, "04", {"by": "Valley Brigade"})]),
    ("actor", None, [(MONITOR, "04", {"by": ARMY}), (OFFICE, "04", {"by": "the Syrian army"})]),
    ("actor", "difference", [(MONITOR, "04", {"by": "unknown gunmen"}), (OFFICE, "04", {"by": "Valley Brigade"})]),
    ("actor", "dispute", [(MONITOR, "04", {"by": ARMY}), (ARMY, "04", {"qualifiers": ["responsibility_denied"]})]),
    (
        "actor",
        None,
        [(MONITOR, "04", {"by": "Valley Brigade"}), (ARMY, "04", {"qualifiers": ["responsibility_denied"]})],
    ),
    ("actor", "update", [(MONITOR, "04", {"by": ARMY}), (MONITOR, "06", {"by": "Valley Brigade"})]),
    # whether it happened
    ("event", "dispute", [(MONITOR, "04", {}), (ARMY, "04", {"status": "denied"})]),
    ("event", "dispute", [(MONITOR, "04", {"status": "suspected"}), (ARMY, "04", {"status": "denied"})]),
    ("event", None, [(MONITOR, "04", {}), (OFFICE, "04", {"status": "suspected"})]),
    ("event", "update", [(ARMY, "04", {}), (ARMY, "06", {"status": "denied"})]),
    # the kind of event: two means, or one word finer than the other
    ("type", "dispute", [(MONITOR, "04", SAME), (OFFICE, "04", {**SAME, "what": "air_strike"})]),
    ("type", "dispute", [(MONITOR, "04", SAME), (OFFICE, "04", {**SAME, "what": "explosion.ied"})]),
    ("type", "difference", [(MONITOR, "04", SAME), (OFFICE, "04", {**SAME, "what": "explosion"})]),
    ("type", "difference", [(MONITOR, "04", SAME), (OFFICE, "04", {**SAME, "what": "shelling.mortar"})]),
    (
        "type",
        "difference",
        [(MONITOR, "04", SAME), (MONITOR, "04", {**SAME, "what": "air_strike"}), (OFFICE, "04", SAME)],
    ),
    # where
    (
        "place",
        "dispute",
        [(MONITOR, "04", {**SAME, "where": "Binnish"}), (OFFICE, "04", {**SAME, "where": "Maarat Misrin"})],
    ),
    ("place", "difference", [(MONITOR, "04", {**SAME, "where": "Idlib"}), (OFFICE, "04", SAME)]),
    ("place", None, [(MONITOR, "04", {**SAME, "where": "Syria"}), (OFFICE, "04", SAME)]),
    # which day
    ("date", "dispute", [(MONITOR, "04", {**SAME, "when": "2024-03-02"}), (OFFICE, "04", SAME)]),
    ("date", "difference", [(MONITOR, "04", {**SAME, "when": "2024-02-26/2024-03-03"}), (OFFICE, "04", SAME)]),
    ("date", None, [(MONITOR, "04", {**SAME, "when": "2024-03-02/2024-03-03"}), (OFFICE, "04", SAME)]),
    ("date", "update", [(MONITOR, "04", {**SAME, "when": "2024-03-02"}), (MONITOR, "06", SAME)]),
]


@pytest.mark.parametrize(("field", "kind", "rows"), TWINS)
def test_each_kind_and_its_twin(field: str, kind: str | None, rows: list[Told]) -> None:
    reports = [_report(n, *row) for n, row in enumerate(rows)]
    gravest = next((c.kind for c in only(*reports).contested if c.field == field), None)
    assert gravest == kind


def _report(n: int, says: str, day: str, columns: dict[str, Any]) -> Report:
    killed = columns.get("killed")
    if isinstance(killed, list):
        columns = {**columns, "killed": [_row(k, part_of=None if at == 0 else 0) for at, k in enumerate(killed)]}
    told_so = {"what": "shelling", "where": "Saraqib", "when": DAY, "by": ARMY, **columns}
    return report(f"{n} {says}", f"2024-03-{day}", claim(says=says, **told_so))


def _row(told: int | tuple[int, Who], part_of: int | None) -> Count:
    number, who = told if isinstance(told, tuple) else (told, "unknown")
    return figure(str(number), who=who, part_of=part_of)


def operation(says: str, day: str, when: str | None, status: str = "happened", **columns: Any) -> Report:
    """An operation in the desert in December 2023, as a report of a day tells it."""
    told_so = {"what": "operation", "where": "Syrian Desert", "by": ARMY, "to": "Islamic State", **columns}
    published = f"2023-12-{day}"
    return report(f"{says} {day} {status}", published, claim(says=says, when=when, status=status, **told_so))  # type: ignore[arg-type]


BEGAN = "The army launched a sweep of the desert"
CAMPAIGN: list[tuple[str, str | None, list[Report]]] = [
    # the day of its end is a field of its own
    (
        "end",
        "dispute",
        [operation(MONITOR, "12", "2023-12-10", "ended"), operation(OFFICE, "12", "2023-12-08", "ended")],
    ),
    ("end", None, [operation(MONITOR, "12", "2023-12-10", "ended"), operation(OFFICE, "12", "2023-12-10", "ended")]),
    ("date", None, [operation(MONITOR, "12", "2023-12-10", "ended"), operation(OFFICE, "12", "2023-12-08", "ended")]),
    # of what lasts, only the days on which it is said to have begun are held against each other
    (
        "date",
        "dispute",
        [operation(MONITOR, "12", "2023-12-04", quote=BEGAN), operation(OFFICE, "12", "2023-12-06", quote=BEGAN)],
    ),
    ("date", None, [operation(MONITOR, "12", "2023-12-04", quote=BEGAN), operation(OFFICE, "12", "2023-12-06")]),
    ("date", None, [operation(MONITOR, "12", "2023-12-04"), operation(OFFICE, "12", "2023-12-06")]),
    # how far it has come
    (
        "status",
        "dispute",
        [operation(MONITOR, "12", "2023-12-11", "ongoing"), operation(OFFICE, "12", "2023-12-10", "ended")],
    ),
    (
        "status",
        "update",
        [operation(MONITOR, "05", "2023-12-04", "ongoing"), operation(OFFICE, "12", "2023-12-10", "ended")],
    ),
    (
        "status",
        "update",
        [operation(OFFICE, "05", "2023-12-04", "ongoing"), operation(OFFICE, "12", "2023-12-10", "ended")],
    ),
    (
        "status",
        "update",
        [operation(MONITOR, "02", "2023-12-04", "planned"), operation(OFFICE, "05", "2023-12-04", "happened")],
    ),
    (
        "status",
        None,
        [operation(MONITOR, "05", "2023-12-04", "ongoing"), operation(OFFICE, "05", "2023-12-04", "happened")],
    ),
    # why it ended; a launch has a cause of its own
    (
        "reason",
        "dispute",
        [
            operation(MONITOR, "12", "2023-12-10", "ended", why="due to heavy losses"),
            operation(OFFICE, "12", "2023-12-10", "ended", why="because of sandstorms"),
        ],
    ),
    (
        "reason",
        None,
        [
            operation(MONITOR, "12", "2023-12-04", why="in response to raids on convoys"),
            operation(OFFICE, "12", "2023-12-10", "ended", why="because of sandstorms"),
        ],
    ),
    (
        "reason",
        "update",
        [
            operation(OFFICE, "11", "2023-12-10", "ended", why="due to heavy losses"),
            operation(OFFICE, "14", "2023-12-10", "ended", why="because of sandstorms"),
        ],
    ),
]


@pytest.mark.parametrize(("field", "kind", "reports"), CAMPAIGN)
def test_a_campaign_its_end_its_cause(field: str, kind: str | None, reports: list[Report]) -> None:
    found = {c.field: c.kind for c in only(*reports).contested}
    assert found.get(field) == kind  # type: ignore[call-overload]


def test_every_outcome_can_be_contested() -> None:
    def took(says: str, n: str) -> Report:
        return told(says, what="arrest", killed=[figure(n, "detained")])

    assert contested(took(MONITOR, "7"), took(OFFICE, "30"))["detained"] == (
        "dispute",
        {"7": (MONITOR,), "30": (OFFICE,)},
    )


def test_what_two_say_together_is_the_word_of_both() -> None:
    together = told(f"{MONITOR} < {OFFICE}", killed="7")
    (said,) = together.claims
    first, second = said.attribution
    together = replace(together, claims=(replace(said, attribution=(first, replace(second, beside=True))),))
    found = contested(together, told(OFFICE, "2024-03-06", killed="12"))
    assert found["killed"] == ("update", {"7": (MONITOR, OFFICE), "12": (OFFICE,)})


def test_a_described_place_may_hold_what_lies_just_outside_its_circle() -> None:
    """The northern countryside of Saraqib is a guess of 11 km; Maarat Misrin lies 20 km off, Palmyra 200."""

    def at(says: str, place: Place) -> Facts:
        (one,) = told(says, **SAME).claims
        return read(replace(one, id=says, places=(place,)), says)

    def read(one: Claim, document: str) -> Facts:
        return facts.read(one, {document: told(document).document}, CODEBOOK)

    def kind(vague: Place, named: str) -> str | None:
        both = [at(MONITOR, vague), at(OFFICE, PLACES[named])]
        documents = {f.claim.document_id: told(MONITOR).document for f in both}
        found = {c.field: c.kind for c in contest.contested(both, Sources([f.claim for f in both], documents))}
        return found.get("place")

    around = replace(
        PLACES["Saraqib"],
        name="the northern countryside of Saraqib",
        precision="part",
        radius_m=11_000,
        gazetteer_id="n",
    )
    assert kind(around, "Maarat Misrin") == "difference"
    assert kind(around, "Palmyra") == "dispute"
    assert kind(replace(around, precision="exact"), "Palmyra") == "dispute"


def test_the_two_sides_of_a_fight_are_no_dispute_over_who_did_it() -> None:
    fight: dict[str, Any] = {"what": "armed_clash", "to": "Valley Brigade"}
    turned = contested(told(MONITOR, by=ARMY, **fight), told(OFFICE, what="armed_clash", by="Valley Brigade", to=ARMY))
    assert "actor" not in turned


def test_kin_in_the_register_is_a_coarser_word() -> None:
    def by(says: str, actor_id: str) -> Report:
        made = told(says)
        (one,) = made.claims
        party = replace(one.actors[0], name=actor_id, actor_id=actor_id)
        return replace(made, claims=(replace(one, actors=(party,)),))

    assert contested(by(MONITOR, "sy-air-force"), by(OFFICE, "sy-forces"))["actor"][0] == "difference"
    assert contested(by(MONITOR, "sy-tiger-forces"), by(OFFICE, "sy-forces"))["actor"][0] == "difference"
    assert contested(by(MONITOR, "sy-forces"), by(OFFICE, "islamic-state"))["actor"][0] == "dispute"
