"""What `sayso show` puts on a page, without a store."""

from __future__ import annotations

from dataclasses import replace

from case_by_hand import BASE, CLAIMS, DOCUMENTS, HARBOUR, LEDGER, MARKET, STRIKE, UNHURT, case

from sayso.interfaces.cli import show_claim, show_document, show_incident
from sayso.interfaces.cli.page import Page, sentence
from sayso.interfaces.cli.show_why import NO_RULE, grounds
from sayso.interfaces.export.holdings import Holdings
from sayso.schema import ClaimLink, Comparison, Count, PartySource, PartyTally, Related, Warned, WhoTally, Why


def words(page: Page) -> str:
    return "\n".join("".join(text for text, _ in pieces) for _, pieces in page.lines)


def test_the_trigger_is_marked_within_its_sentence() -> None:
    assert "".join(text for text, _ in sentence(BASE)) == (
        "“The army said its aircraft reportedly «struck» a militant base in Sukhna and killed 12 fighters.”"
    )


def test_a_sentence_over_several_lines_is_shown_on_one() -> None:
    broken = replace(MARKET, quote=MARKET.quote.replace(" market", "\n  market"))
    assert "«bombed» the market of" in "".join(text for text, _ in sentence(broken))


def test_a_trigger_outside_the_sentence_marks_nothing() -> None:
    outside = replace(BASE, trigger=replace(BASE.trigger, start=900, end=906))
    assert "«" not in "".join(text for text, _ in sentence(outside))


def test_a_link_says_what_speaks_for_it_and_what_against() -> None:
    comparisons = (
        Comparison("prior", -6.0, "links are rare", "", ""),
        Comparison("type", 1.0, "the same type", "", ""),
        Comparison("actor", 0.0, "one names no actor", "", ""),
        Comparison("place", 3.0, "the same town", "", ""),
        Comparison("killed", -2.0, "figures that differ", "", ""),
    )
    incident = replace(STRIKE, links=(ClaimLink(MARKET.id, BASE.id, -4.0, comparisons),))
    brief, full = (words(show_incident.page(incident, case(), why=why)) for why in (False, True))
    assert "1 and 3: the same town; the same type (against it: figures that differ)" in brief
    assert "links are rare" not in brief
    assert " -6.0  links are rare" in full


def test_a_reprint_is_said_to_be_one() -> None:
    held = Holdings((HARBOUR, replace(LEDGER, reprint_of=HARBOUR.id), DOCUMENTS[2]), CLAIMS, (STRIKE,), {})
    page = words(show_incident.page(STRIKE, held, why=False))
    assert "Capital Ledger, 5 Dec 2023, a reprint" in page
    assert "Harbour Post, 4 Dec 2023, a reprint" not in page


def test_what_must_be_borne_in_mind_stands_beside_the_grade() -> None:
    army = PartySource("the army", "actor", (BASE.id,))
    boast = PartyTally("the army", "actor", None, None, 12, True, (BASE.id,))
    civilians = WhoTally("civilians", 3, 3, 5, "the lowest credible figure: 3 (a medic)")
    incident = replace(
        STRIKE,
        counts={"killed": replace(STRIKE.counts["killed"], by_who=(civilians,), by_party=(boast,))},
        party_sources=(army,),
        warnings=(Warned("circular_citation", "A and B cite each other on this"),),
        related=(Related("i0002", "retaliates_for", "text", "“in revenge for the raid”, says the mayor"),),
    )
    page = words(show_incident.page(incident, case(), why=False))
    assert "civilians: 3–5, best 3  (the lowest credible figure: 3 (a medic))" in page
    assert "the army itself: up to 12, of its enemy's losses" in page
    assert "parties    the army (as the one who did it)" in page
    assert "warning    A and B cite each other on this" in page
    assert "related    retaliates for i0002: “in revenge for the raid”, says the mayor" in page
    assert page.count("said by a party to it: the army (as the one who did it)") == 1


def test_why_gives_each_value_with_its_rule_and_its_words() -> None:
    rows = {(g.name, g.value): (g.rule, g.words) for g in grounds(BASE)}
    assert rows == {
        ("trigger", "struck"): (NO_RULE, ""),
        ("type", "air strike"): (NO_RULE, ""),
        ("status", "happened"): (NO_RULE, ""),
        ("actor", "the army (syrian_army)"): (NO_RULE, "the army"),
        ("recipient", "fighters (not in the register)"): (NO_RULE, "fighters"),
        ("place", "Sukhna, ±2.5\u00a0km (SY)"): ("no entry of its own, settlement, precision exact", "Sukhna"),
        ("date", "3 Dec 2023"): (NO_RULE, "on Sunday"),
        ("killed", "12"): ("number words, exact, unknown", "12 fighters"),
        ("source", "the army, belligerent"): ("cue “said”", "the army"),
        ("qualified", "hedge"): ("qualifiers.yaml", "reportedly"),
        ("reason", "a militant base"): ("words that give a cause", "a militant base"),
    }


def test_why_names_the_rule_that_was_written_down() -> None:
    actors = (replace(BASE.actors[0], text="The army"), replace(BASE.actors[0], name="its allies", text="allies"))
    rules = (Why("actors", "subject", ""), Why("actors", "the doer named last before the pronoun", "they"))
    told = replace(BASE, actors=actors, why=(Why("date", "weekday", "on Sunday"), *rules))
    rows = {g.value: (g.rule, g.words) for g in grounds(told)}
    assert rows["3 Dec 2023"] == ("weekday", "on Sunday")
    assert rows["the army (syrian_army)"] == ("subject", "The army")
    assert rows["its allies (syrian_army)"] == ("the doer named last before the pronoun", "they")


def test_rules_that_do_not_pair_off_with_the_parties_stand_beside_each_of_them() -> None:
    rules = (Why("recipients", "object", ""), Why("recipients", "passive subject", ""))
    (row,) = [g for g in grounds(replace(BASE, why=rules)) if g.name == "recipient"]
    assert (row.rule, row.words) == ("object and passive subject", "fighters")


def test_a_value_that_a_later_rule_changed_keeps_the_rule_before() -> None:
    rules = (Why("date", "weekday", "on Sunday"), Why("date", "day of the event told beside it", "on Monday"))
    rows = [(g.value, g.rule) for g in grounds(replace(BASE, why=rules)) if g.rule in {r.rule for r in rules}]
    assert rows == [("3 Dec 2023", "day of the event told beside it"), ("before that", "weekday")]


def test_a_grounded_place_names_its_entry() -> None:
    town = replace(MARKET.places[0], gazetteer_id="gn:1")
    (row,) = [g for g in grounds(replace(MARKET, places=(town,))) if g.name == "place"]
    assert row.rule == "gazetteer gn:1, settlement, precision exact"


def test_a_claim_in_the_publishers_own_voice_says_so() -> None:
    (row,) = [g for g in grounds(UNHURT) if g.name == "source"]
    assert (row.value, row.rule) == ("in its own voice", "no attribution bears on the words")


def test_a_breakdown_names_the_figure_that_it_is_part_of() -> None:
    children = Count("killed", "civilians", 3, 3, 3, "exact", "three children", 0, 14, part_of=0)
    page = words(show_claim.page(replace(BASE, counts=(*BASE.counts, children)), case(), why=False))
    assert "3, civilians (“three children”), part of “12 fighters”" in page


def test_an_unread_document_says_why() -> None:
    page = words(
        show_document.page(replace(LEDGER, unread="Arabic is not read", language="ar"), Holdings((), (), (), {}))
    )
    assert "not read   Arabic is not read" in page
    assert "Claims (0)" in page
