"""Each measure's mapping and scoring, on invented rows in the corpus's form."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluation.measures import aid_workers, attribution, dates, event_types, places, police, reports, reprints
from sayso.schema import Claim, Count, Document, Party, Place, Trigger

Reading = Callable[[Document], tuple[Claim, ...]]


def claim(event_type: str, *, at: int = 0, **content: Any) -> Claim:
    settled = {"status": "happened", "quote": "", "trigger": Trigger("struck", at, at + 6), **content}
    return Claim(f"c{at}", "d1", "sayso-1", event_type, start=at, end=at + 40, **settled)


def count(outcome: Any, n: int | None, **content: Any) -> Count:
    return Count(outcome, "civilians", n, n, n, "exact", str(n), 0, 1, **content)


def party(text: str, actor_id: str | None = None) -> Party:
    return Party(text, actor_id, text, 0, len(text))


def reading(by_text: dict[str, Sequence[Claim]]) -> Reading:
    """A reader that gives the claims set down for a text."""
    return lambda document: tuple(by_text[document.text])


def corpus(shared: Path, name: str, rows: Sequence[dict[str, Any]]) -> Path:
    path = shared / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return shared


# Aid workers


@pytest.mark.parametrize(
    ("claims", "killed"),
    [
        ([claim("explosion", counts=(count("killed", 2),))], 2),
        ([claim("explosion", counts=(count("injured", 2),))], 0),
        ([claim("explosion", counts=(count("killed", 3), count("killed", 2, part_of=0)))], 3),
        ([claim("explosion", status="denied", counts=(count("killed", 2),))], 0),
        ([claim("toll", is_total=True, counts=(count("killed", 90),))], 0),
        ([], 0),
    ],
)
def test_the_first_figure_told_of_a_single_event_is_taken(claims: Sequence[Claim], killed: int) -> None:
    assert aid_workers.predicted(claims, ("killed",)) == killed


def told(words: str, n: int, outcome: Any = "killed", **content: Any) -> Count:
    """A figure by its words, which stand at the place where they would in a text of their own."""
    settled = {"who": "unknown", "start": 0, "end": len(words), **content}
    return Count(outcome, low=n, best=n, high=n, quantifier="exact", text=words, **settled)


@pytest.mark.parametrize(
    ("counts", "killed"),
    [
        ((told("two NGO drivers", 2), told("five shoppers", 5, start=20, end=33)), 2),
        ((told("three staff", 3), told("two gunmen", 2, start=20, end=30)), 3),
        ((told("four suicide bombers", 4, who="militants"),), 0),
        (
            (
                told("one NGO nurse + two guards", 3),
                told("one NGO nurse", 1, part_of=0),
                told("two guards", 2, part_of=0, start=16, end=26),
            ),
            3,
        ),
        ((told("one local NGO nurse", 1), told("one local", 1, end=9)), 1),
    ],
)
def test_only_aid_workers_are_counted(counts: tuple[Count, ...], killed: int) -> None:
    assert aid_workers.predicted([claim("attack_on_civilians", counts=counts)], ("killed",)) == killed


@pytest.mark.parametrize(
    ("trigger", "recipients", "outcomes", "figure"),
    [
        ("killed", ("a UN driver",), ("killed",), 1),
        ("killed", ("UN drivers",), ("killed",), 2),
        ("killed", ("a bystander",), ("killed",), 0),
        ("wounded", (), ("injured",), 1),
        ("stabbed", ("a nurse",), ("injured",), 1),
        ("stabbed", ("a nurse",), ("killed",), 0),
        ("clash", ("a nurse",), ("injured",), 0),
    ],
)
def test_words_without_a_figure_tell_of_one_each(
    trigger: str, recipients: tuple[str, ...], outcomes: tuple[str, ...], figure: int
) -> None:
    event = claim(
        "attack_on_civilians", trigger=Trigger(trigger, 0, len(trigger)), recipients=tuple(map(party, recipients))
    )
    assert aid_workers.predicted([event], outcomes) == figure


def test_who_was_shot_and_died_is_not_wounded() -> None:
    died = claim("attack_on_civilians", trigger=Trigger("shot", 0, 4), counts=(told("a UN driver", 1),))
    assert aid_workers.predicted([died], ("injured",)) == 0


def test_aid_workers_are_scored_by_outcome(tmp_path: Path) -> None:
    nurse, drivers = "A nurse was killed.", "Two drivers were hurt."
    gold = {"year": 2024, "month": 6, "day": 1, "killed": 1, "wounded": 0, "kidnapped": 0}
    examples = [{"id": "a", "text": nurse, "gold": gold}]
    examples.append({"id": "b", "text": drivers, "gold": gold | {"killed": 0, "wounded": 3}})
    read = reading(
        {
            nurse: [claim("attack_on_civilians", counts=(count("killed", 1),))],
            drivers: [claim("attack_on_civilians", counts=(count("injured", 2),))],
        }
    )
    result = aid_workers.measure(corpus(tmp_path, aid_workers.CORPUS, examples), None, read)
    values = {f.name: (f.value, f.n) for f in result.figures}
    assert values["killed exact"] == (1.0, 2)
    assert values["wounded exact"] == (0.5, 2)
    assert values["wounded exact, some wounded"] == (0.0, 1)
    assert [o.wrong for o in result.outcomes] == [(), ("wounded",)]


# Police


@pytest.mark.parametrize(
    ("claims", "labels"),
    [
        ([claim("attack_on_civilians", actors=(party("the police"),), counts=(count("killed", 2),))], {"KILL"}),
        ([claim("attack_on_civilians", actors=(party("a mob"),), counts=(count("killed", 2),))], set()),
        ([claim("attack_on_civilians", actors=(party("policemen"),), counts=(count("killed", 0),))], set()),
        ([claim("arrest")], {"ARREST"}),
        ([claim("arrest", actors=(party("rebels"),))], set()),
        ([claim("arrest", status="planned")], set()),
    ],
)
def test_what_the_police_did(claims: Sequence[Claim], labels: set[str]) -> None:
    assert police.labels_of(claims) == labels


def test_police_f1_over_documents() -> None:
    kill, arrest, none = frozenset({"KILL"}), frozenset({"ARREST"}), frozenset[str]()
    figures = police.score([kill, kill, none, arrest], [kill, none, kill, arrest])
    assert [(f.name, round(f.value, 3), f.n) for f in figures] == [("KILL F1", 0.5, 2), ("ARREST F1", 1.0, 1)]


# Event types


@pytest.mark.parametrize(
    ("types", "label"),
    [
        (["air_strike.drone"], "AIR_STRIKE"),
        (["explosion.suicide", "armed_clash"], "SUIC_BOMB"),
        (["shelling.mortar"], "ART_MISS_ATTACK"),
        (["agreement", "armed_clash"], "AGREEMENT"),
        (["armed_clash", "air_strike"], "AIR_STRIKE"),
        (["accusation", "arrest"], "ARREST"),
        (["accusation"], "OTHER"),
        ([], "OTHER"),
    ],
)
def test_the_label_of_a_text_is_that_of_its_gravest_claim(types: list[str], label: str) -> None:
    claims = [claim(t, at=10 * i) for i, t in enumerate(types)]
    assert event_types.label(list(reversed(claims))) == label


@pytest.mark.parametrize(
    ("actor", "trigger", "label"),
    [
        ("the national army", "captured", "GOV_REGAINS_TERIT"),
        ("rebels", "captured", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("rebels", "retook", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("tribesmen", "retook", "GOV_REGAINS_TERIT"),
    ],
)
def test_a_place_that_changes_hands_goes_by_who_gained_it(actor: str, trigger: str, label: str) -> None:
    told = claim("territory_change", actors=(party(actor),), trigger=Trigger(trigger, 0, 5))
    assert event_types.label([told]) == label


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Thousands rallied in the square", "PEACE_PROTEST"),
        ("The march was a protest; police used tear gas and arrested ten", "PROTEST_WITH_INTER"),
        ("Soldiers opened fire on the protest and killed four", "FORCE_AGAINST_PROTEST"),
        ("Protesters threw stones at the police", "VIOL_DEMONSTR"),
        ("A mob beat a man to death after the rally", "MOB_VIOL"),
    ],
)
def test_a_demonstration_goes_by_what_came_of_it(quote: str, label: str) -> None:
    assert event_types.label([claim("protest_riot", quote=quote)]) == label


@pytest.mark.parametrize(
    ("event_type", "trigger", "quote", "label"),
    [
        ("territory_change", "seized", "The police seized rifles and ammunition", "DISR_WEAP"),
        ("territory_change", "seized", "The rebels seized the town", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("deployment", "set up", "The army set up a base near the river", "HQ_ESTABLISHED"),
        ("deployment", "sent", "The army sent tanks to the river", "CHANGE_TO_GROUP_ACT"),
        ("deployment.withdrawal", "left", "The army left the town", "NON_VIOL_TERRIT_TRANSFER"),
        ("shelling", "fired", "They fired shells filled with chlorine", "CHEM_WEAP"),
        ("shelling", "fired", "They fired shells at the town", "ART_MISS_ATTACK"),
    ],
)
def test_what_acled_asks_beyond_the_type(event_type: str, trigger: str, quote: str, label: str) -> None:
    at = max(0, quote.find(trigger))
    event = Claim(
        "c", "d", "sayso-1", event_type, "happened", quote, 0, len(quote), Trigger(trigger, at, at + len(trigger))
    )
    assert event_types.label([event]) == label


@pytest.mark.parametrize(
    ("trigger", "recipient", "label"),
    [
        ("attacked", "shoppers", "ATTACK"),
        ("attacked", "soldiers", "ARMED_CLASH"),
        ("attacked", "an army base", "ARMED_CLASH"),
        ("clashed", "shoppers", "ARMED_CLASH"),
    ],
)
def test_gunmen_against_people_who_do_not_fight(trigger: str, recipient: str, label: str) -> None:
    event = claim("armed_clash", trigger=Trigger(trigger, 0, len(trigger)), recipients=(party(recipient),))
    assert event_types.label([event]) == label


def test_every_type_of_the_codebook_leads_to_a_label() -> None:
    from sayso.schema import codebook

    assert {r.crosswalk.acled_sub_event for r in codebook.native().types.values()} <= set(event_types.LABEL_OF)


def test_weighted_f1_weighs_by_how_often_a_label_stands_in_the_gold() -> None:
    assert event_types.weighted_f1(["A", "A", "A", "B"], ["A", "A", "B", "B"]) == pytest.approx(
        (3 * (2 * 2 / (2 + 3)) + 1 * (2 * 1 / (2 + 1))) / 4
    )


def test_texts_of_unseen_types_are_left_out(tmp_path: Path) -> None:
    examples = [
        {"id": "a", "text": "Jets struck.", "gold": {"type": "AIR_STRIKE"}},
        {"id": "b", "text": "It rained.", "gold": {"type": "NATURAL_DISASTER"}},
    ]
    shared = corpus(tmp_path, event_types.CORPUS, examples)
    result = event_types.measure(shared, None, reading({"Jets struck.": [claim("air_strike")]}))
    assert [(f.value, f.n) for f in result.figures] == [(1.0, 1)]


# Dates


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1998-02-06", ("1998-02-06", "1998-02-06")),
        ("1998-02-06TNI", ("1998-02-06", "1998-02-06")),
        ("1998-02", ("1998-02-01", "1998-02-28")),
        ("1998-W06", ("1998-02-02", "1998-02-08")),
        ("1998-W06-WE", ("1998-02-07", "1998-02-08")),
        ("1998-Q3", ("1998-07-01", "1998-09-30")),
        ("1998-H1", ("1998-01-01", "1998-06-30")),
        ("1998-FA", ("1998-09-01", "1998-11-30")),
        ("1998", ("1998-01-01", "1998-12-31")),
        ("198", ("1980-01-01", "1989-12-31")),
        ("PRESENT_REF", None),
        ("1998-QX", None),
        ("P3D", None),
        ("1998-02-31", None),
    ],
)
def test_the_days_of_a_gold_value(value: str, days: tuple[str, str] | None) -> None:
    found = dates.interval(value)
    assert (found and (found.start.isoformat(), found.end.isoformat())) == days


def test_dates_are_right_when_both_ends_are(tmp_path: Path) -> None:
    timexes = [
        {"start": 0, "type": "DATE", "text": "Tuesday", "value": "2024-06-04"},
        {"start": 20, "type": "DATE", "text": "Tuesday", "value": "2024-06-11"},
        {"start": 40, "type": "DURATION", "text": "three days", "value": "P3D"},
    ]
    row = {"id": "a", "text": "…", "meta": {"dct": "2024-06-05"}, "gold": {"timex": timexes}}
    result = dates.measure(corpus(tmp_path, dates.CORPUS, [row]), None)
    assert [(f.value, f.n) for f in result.figures] == [(0.5, 2)]
    assert [o.example for o in result.outcomes if o.wrong] == ["a@20"]


# Reports


def test_the_scorers_figures_and_its_list_of_wrong_claims_are_read() -> None:
    prf = {"p": 0.5, "r": 0.5, "f1": 0.5, "n_gold": 10, "n_pred": 10}
    scores = dict.fromkeys(reports.OVERALL, prf) | {
        "linking b3": {"p": 1.0, "r": 0.8, "f1": 0.9, "items": 6},
        "linking pairs": prf | {"n_gold": 0},
        "fields": {"killed": {"share": 0.25, "n": 4}, "body kept": {"share": 1.0, "n": 2}},
    }
    figures = {f.name: f for f in reports.figures_of(scores, gated=True, published=reports.PUBLISHED)}
    assert figures["claims found F1"].published == reports.PUBLISHED["claims found"]
    assert (figures["linking B3 F1"].value, figures["linking B3 F1"].n) == (0.9, 6)
    assert "linking pairs F1" not in figures
    assert not figures["field: killed"].gated and figures["field: body kept"].gated
    text = (
        "claim score   f1=.5\n- b001 2 'A bomb went off' place, own voice\n- b001 3 \"It's over\" MISSED armed_clash\n"
    )
    outcomes = reports.outcomes_of(text)
    assert [(o.example, o.wrong, o.words) for o in outcomes] == [
        ("b001#2", ("place", "own voice"), "A bomb went off"),
        ("b001#3", ("missed",), "It's over"),
    ]


# Attribution


def test_every_part_that_was_scored_becomes_a_figure() -> None:
    scores = {
        "source tokens": {"p": 0.5, "r": 0.5, "f1": 0.5, "n_gold": 8, "n_pred": 8},
        "sources exact": {"p": 0.4, "r": 0.4, "f1": 0.4, "n_gold": 4, "n_pred": 4},
        "articles": 2,
    }
    assert [(f.name, f.value, f.n) for f in attribution.figures_of(scores)] == [
        ("source tokens F1", 0.5, 8),
        ("sources exact F1", 0.4, 4),
    ]


# Places


def grounded_at(lat: float | None, lon: float | None) -> Place:
    return Place("Homs", "Homs", 0, 4, lat, lon, None, "settlement", "SY", None, None, None, "exact")


@pytest.mark.parametrize(
    ("ours", "wrong"),
    [
        (grounded_at(34.73, 36.71), ()),
        (grounded_at(33.51, 36.29), ()),  # Damascus: 141 km off
        (grounded_at(36.20, 37.16), ("place",)),  # Aleppo: 168 km off
        (grounded_at(None, None), ("place",)),
    ],
)
def test_a_place_is_right_within_161_km_and_wrong_when_not_grounded(ours: Place, wrong: tuple[str, ...]) -> None:
    toponym = {"start": 9, "end": 13, "text": "Homs", "lat": 34.73, "lon": 36.71}
    unlinked = {"start": 0, "end": 4, "text": "Army"}
    row = {"id": "a", "text": "Army near Homs.", "gold": {"toponyms": [toponym, unlinked]}}
    outcomes = places.grounded(row, lambda mentions, text: {1: ours})
    assert [(g.outcome.example, g.outcome.wrong) for g in outcomes] == [("a@9", wrong)]


def test_a_linked_place_should_be_right_if_it_is_held_and_refused_if_not() -> None:
    homs, damascus = (34.73, 36.71), (33.51, 36.29)
    held = min(places.held())
    told = [(held, homs), (held, damascus), (held, None), (1, homs), (1, damascus), (1, None), (None, homs)]
    gold = [
        {"start": n, "end": n + 1, "text": "x", "lat": 34.7, "lon": 36.7} | ({"geonameid": str(i)} if i else {})
        for n, (i, _) in enumerate(told)
    ]
    ours = {n: grounded_at(*(point or (None, None))) for n, (_, point) in enumerate(told)}
    scored = places.grounded({"id": "a", "text": "x" * 9, "gold": {"toponyms": gold}}, lambda mentions, text: ours)
    assert {f.name.split(": ")[1]: (round(f.value, 2), f.n) for f in places.grounding("lgl", scored)} == {
        "right within 161 km, spans given": (0.71, 7),  # Damascus is 141 km off
        "held, right within 161 km": (0.67, 3),
        "held, answered": (0.67, 3),
        "not held, refused": (0.33, 3),
        "not held, refused or right": (1.0, 3),
    }


def test_places_found_are_those_that_overlap() -> None:
    gold = [
        {"start": 0, "end": 4, "type": "Literal"},
        {"start": 10, "end": 20, "type": "Metonymic"},
        {"start": 30, "end": 35, "type": "Non_Toponym"},
    ]
    row = {"id": "a", "text": "x" * 60, "gold": {"toponyms": gold}}
    assert places.found(row, lambda document: [(2, 8), (30, 35), (50, 55)]) == (1, 2, 1, 3)
    assert places.finding([(1, 2, 1, 3)]).value == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))


# Reprints


def test_copies_are_scored_by_pairs_of_a_family() -> None:
    gold, ours = reprints.pairs_of([["c", "a", "b"]]), reprints.pairs_of([["a", "b"], ["x", "y"]])
    result = reprints.score(gold, ours)
    assert [(f.name, round(f.value, 3), f.n) for f in result.figures] == [
        ("copies found: recall", 0.333, 3),
        ("copies found: precision", 0.5, 2),
    ]
    assert {o.example: o.wrong for o in result.outcomes} == {
        "a+b": (), "a+c": ("missed",), "b+c": ("missed",), "x+y": ("no copy",)
    }  # fmt: skip


def test_no_report_is_listed_in_two_families() -> None:
    listed = [name for family in reprints.families() for name in family]
    assert len(listed) == len(set(listed)) > 2 * len(reprints.families())
