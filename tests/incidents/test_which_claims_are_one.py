"""Tables of claims and the incident each belongs to: one letter a claim, in the order of the rows."""

from incident_cases import claim, incidents_of, letters, report


def test_one_strike_told_by_two_reports() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="7+", says="Border Monitor")),
            report("B", "2024-03-05", claim("air_strike", "Saraqib", "2024-03-03", killed="9", says="Health Office")),
        )
        == "aa"
    )


def test_two_towns_on_one_day_are_two() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="7", by="Syrian army")),
            report("B", "2024-03-04", claim("air_strike", "Palmyra", "2024-03-03", killed="7", by="Syrian army")),
        )
        == "ab"
    )


def test_a_village_further_on_is_another() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", ("Saraqib", "Idlib"), "2024-03-03", killed="4")),
            report("B", "2024-03-04", claim("air_strike", ("Maarat Misrin", "Idlib"), "2024-03-03", killed="2")),
        )
        == "ab"
    )


def test_one_town_bombed_twice_in_a_fortnight() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="7")),
            report("B", "2024-03-12", claim("air_strike", "Saraqib", "2024-03-11", killed="7")),
        )
        == "ab"
    )


def test_a_strike_and_a_truce_in_one_town_on_one_day() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", by="Syrian army")),
            report("B", "2024-03-04", claim("agreement.ceasefire", "Saraqib", "2024-03-03", by="Syrian army")),
        )
        == "ab"
    )


def test_one_report_two_sources_one_blast() -> None:
    assert (
        letters(
            report(
                "A",
                "2024-03-04",
                claim("explosion.car_bomb", "Qamishli", "2024-03-03", killed="12", says="Border Monitor"),
                claim("explosion", "Qamishli", "2024-03-03", killed="15", says="Health Office"),
            )
        )
        == "aa"
    )


def test_one_report_two_towns_two_killings() -> None:
    assert (
        letters(
            report(
                "A",
                "2024-03-04",
                claim("attack_on_civilians", "Saraqib", "2024-03-03", killed="2", by="gunmen"),
                claim("attack_on_civilians", "Binnish", "2024-03-03", killed="2", by="gunmen"),
            )
        )
        == "ab"
    )


def test_a_name_in_two_spellings_is_one_place_even_where_the_gazetteer_is_silent() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("explosion", "Tell Hamdiyah", "2024-03-03", killed="12", ungrounded=True)),
            report(
                "B", "2024-03-04", claim("explosion", "Tel Hamdiya village", "2024-03-03", killed="12", ungrounded=True)
            ),
        )
        == "aa"
    )


def test_a_region_holds_its_town_when_day_type_and_toll_agree() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", ("Saraqib", "Idlib"), "2024-03-03", killed="14")),
            report("B", "2024-03-04", claim("air_strike", "Idlib", "2024-03-03", killed="14")),
        )
        == "aa"
    )


def test_a_vague_third_does_not_chain_two_strikes() -> None:
    home = letters(
        report("A", "2024-03-04", claim("air_strike", ("Saraqib", "Idlib"), "2024-03-03", killed="14")),
        report("B", "2024-03-06", claim("air_strike", ("Maarat Misrin", "Idlib"), "2024-03-05", killed="3")),
        report("C", "2024-03-07", claim("air_strike", "Idlib", "2024-03-03/2024-03-05")),
    )
    assert home[0] != home[1]


def test_many_vague_thirds_do_not_chain_two_days_that_are_both_told() -> None:
    first = claim("air_strike", "Saraqib", "2024-03-03", killed="14", by="Syrian army")
    second = claim("air_strike", "Saraqib", "2024-03-04", killed="14", by="Syrian army")
    vague = claim("air_strike", "Saraqib", killed="14", by="Syrian army")
    thirds = [report(name, "2024-03-05", vague) for name in "CDEF"]
    home = letters(report("A", "2024-03-05", first), report("B", "2024-03-05", second), *thirds)
    assert home[0] != home[1]
    assert set(home[2:]) <= {home[0], home[1]}


def test_a_plan_is_not_the_operation_of_another_year() -> None:
    assert (
        letters(
            report("A", "2018-07-02", claim("operation", "Syrian Desert", status="planned", by="Syrian army")),
            report("B", "2023-12-11", claim("operation", "Syrian Desert", "2023-12-04", by="Syrian army")),
        )
        == "ab"
    )


def test_an_undated_plan_in_an_undated_report_is_tied_to_nothing() -> None:
    assert (
        letters(
            report("A", None, claim("operation", "Syrian Desert", status="planned", by="Syrian army")),
            report("B", "2023-12-11", claim("operation", "Syrian Desert", "2023-12-04", by="Syrian army")),
        )
        == "ab"
    )


def test_a_plan_joins_what_happened_there_days_later() -> None:
    assert (
        letters(
            report(
                "A",
                "2023-12-03",
                claim("operation", "Syrian Desert", status="planned", by="Syrian army", to="Islamic State"),
            ),
            report(
                "B",
                "2023-12-05",
                claim("operation", "Syrian Desert", "2023-12-04", by="Syrian army", to="Islamic State"),
            ),
        )
        == "aa"
    )


def test_a_denial_joins_what_it_denies() -> None:
    assert (
        letters(
            report(
                "A", "2024-03-04", claim("shelling", "Saraqib", "2024-03-03", by="Syrian army", says="Border Monitor")
            ),
            report(
                "B",
                "2024-03-05",
                claim("shelling", "Saraqib", "2024-03-03", by="Syrian army", says="Syrian army", status="denied"),
            ),
        )
        == "aa"
    )


def test_a_copy_joins_its_original() -> None:
    told = claim(
        "abduction", (), None, to="two drivers", quote="masked riders took two lorry drivers off the salt track"
    )
    assert (
        letters(
            report("A", "2024-03-04", told),
            report("B", "2024-03-05", told, reprint_of="A"),
        )
        == "aa"
    )


def test_a_toll_over_months_is_no_strike() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="40")),
            report("B", "2024-03-04", claim("toll", "Saraqib", "2024-03-03", killed="40")),
        )
        == "ab"
    )


def test_a_sum_stays_out_of_the_incident_and_is_related_to_it() -> None:
    from dataclasses import replace

    one = report(
        "A",
        "2024-03-04",
        claim("air_strike", ("Saraqib", "Idlib"), "2024-03-03", killed="5"),
        claim("air_strike", ("Binnish", "Idlib"), "2024-03-03", killed="3"),
        claim("air_strike", "Idlib", "2024-03-03", killed="8", is_total=True),
    )
    first, second, total = one.claims
    summed = replace(one, claims=(first, second, replace(total, sum_of=(first.id, second.id))))
    by_claim = {i.claims[0]: i for i in incidents_of(summed)}
    assert len(by_claim) == 3
    assert {r.relation for r in by_claim[total.id].related} == {"total_over"}
    assert {r.incident_id for r in by_claim[total.id].related} == {by_claim[first.id].id, by_claim[second.id].id}
    assert by_claim[total.id].counts == {}


def test_nothing_in_nothing_out() -> None:
    assert incidents_of() == ()


def test_the_founding_claim_is_the_first_of_the_earliest_report() -> None:
    from sayso.schema.identity import incident_id

    late = report("A", "2024-03-05", claim("air_strike", "Saraqib", "2024-03-03", killed="9"))
    early = report("Z", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="7"))
    (incident,) = incidents_of(late, early)
    assert incident.id == incident_id(early.claims[0].id)
    assert incident.claims == (early.claims[0].id, late.claims[0].id)


def test_every_link_says_why() -> None:
    (incident,) = incidents_of(
        report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="12")),
        report("B", "2024-03-05", claim("air_strike", "Saraqib", "2024-03-03", killed="12")),
        report("C", "2024-03-05", claim("air_strike", "Saraqib", "2024-03-03", killed="14")),
    )
    assert len(incident.links) == 2
    for one in incident.links:
        assert one.score > 0
        assert abs(one.score - sum(c.weight for c in one.comparisons)) < 0.01
    said = {c.field: (c.sentence, c.left, c.right) for c in incident.links[0].comparisons}
    assert said["killed"] == ("the same large figure", "12", "12")
    assert said["date"] == ("the same day", "2024-03-03", "2024-03-03")
    assert said["place"][0] == "the same village, site or quarter"


def test_a_village_and_a_report_that_names_its_governorate_only() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="31", by="Syrian army")),
            report("B", "2024-03-04", claim("air_strike", "Idlib", "2024-03-03", killed="31", by="Syrian army")),
        )
        == "aa"
    )


def test_a_report_that_does_not_say_where_is_known_by_day_and_figures() -> None:
    assert (
        letters(
            report("A", "2024-03-04", claim("air_strike", "Saraqib", "2024-03-03", killed="31", injured="50")),
            report("B", "2024-03-04", claim("air_strike", "", "2024-03-03", killed="31", injured="50")),
        )
        == "aa"
    )
