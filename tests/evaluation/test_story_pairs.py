"""Stories scored by pairs of reports, on invented rows in the corpora's form."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.evaluation.figures import Published
from sayso.evaluation.measures import ecbplus, longtail
from sayso.evaluation.story_pairs import Told, count, half, in_fitted_half, measure

EVENTS = {"a": "raid", "b": "raid", "c": "raid", "d": "flood", "e": "flood", "f": "vote"}


def test_pairs_are_counted_over_all_reports() -> None:
    pairs = count({"a": 0, "b": 0, "c": 1, "d": 1, "e": 1, "f": 2}, EVENTS)
    assert (pairs.right, pairs.found, pairs.gold) == (2, 4, 4)
    assert pairs.f1 == 0.5


def test_only_reports_that_were_found_count() -> None:
    pairs = count({"a": 0, "b": 1}, EVENTS)
    assert (pairs.right, pairs.found, pairs.gold, pairs.f1) == (0, 0, 1, 0.0)


def corpus(shared: Path, name: str, rows: list[dict[str, object]]) -> Path:
    path = shared / name
    path.parent.mkdir(parents=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return shared


def shooting(name: str, incident: str, text: str) -> dict[str, object]:
    return {"id": name, "text": text, "meta": {"incident": incident, "dct": "2016-07-28"}}


def test_shootings_are_taken_in_with_their_title_and_day(tmp_path: Path) -> None:
    row = shooting("a1", "77", "Two hurt near the mill\n\nTwo people were hurt near the old mill, deputies said.")
    told = longtail.read(corpus(tmp_path, longtail.CORPUS, [row]))
    (document,) = told.documents
    assert (document.title, document.published.date) == ("Two hurt near the mill", "2016-07-28")
    assert told.event == told.group == {"a1": "77"}


def test_an_address_cut_into_tokens_is_no_text(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": name,
            "text": f"{address}The old mill burned down on Tuesday , firemen said .",
            "meta": {"topic": "9", "document_event": f"9_{name}"},
        }
        for name, address in (("ecb", ""), ("plus", "http : / / mill . example / 9 . html\n"))
    ]
    told = ecbplus.read(corpus(tmp_path, ecbplus.CORPUS, rows))
    assert [d.text for d in told.documents] == ["The old mill burned down on Tuesday , firemen said ."] * 2
    assert [d.url for d in told.documents] == [None, "http://mill.example/9.html"]
    assert told.event == {"ecb": "9_ecb", "plus": "9_plus"}
    assert told.group == {"ecb": "9", "plus": "9"}


def look_alikes(shared: Path) -> Told:
    texts = {
        "mill": "Two people were hurt when Anna Velk fired at the Orlov mill in Tarn, sheriff Ivo Brandt said.",
        "pier": "Two people were hurt when Max Dorn fired at the Seabright pier in Luno, sheriff Eva Stahl said.",
    }
    rows = [shooting(f"{n}{i}", n, f"Two hurt in shooting\n\n{text}") for n, text in texts.items() for i in range(3)]
    return longtail.read(corpus(shared, longtail.CORPUS, rows))


def test_halves_part_no_group_and_leave_nothing_out(tmp_path: Path) -> None:
    told = look_alikes(tmp_path)
    fitted, other = half(told, fitted=True), half(told, fitted=False)
    assert {d.external_id for d in fitted.documents} == {d for d, group in told.group.items() if in_fitted_half(group)}
    assert {d.id for d in fitted.documents} | {d.id for d in other.documents} == {d.id for d in told.documents}


def test_a_measure_tells_who_was_parted_and_who_was_mixed(tmp_path: Path) -> None:
    told = look_alikes(tmp_path)
    right = measure(told, Published(0.5, "x", "y"))
    assert [(f.value, f.n) for f in right.figures[:3]] == [(1.0, 6), (1.0, 6), (1.0, 6)]
    assert {o.wrong for o in right.outcomes} == {()}
    as_if = Told(told.documents, {**told.event, "mill0": "pier"}, told.group)
    wrong = {o.example: o.wrong for o in measure(as_if, Published(0.5, "x", "y")).outcomes}
    assert wrong == {
        "mill0": ("parted", "mixed"),
        **{f"mill{n}": ("mixed",) for n in (1, 2)},
        **{f"pier{n}": ("parted",) for n in range(3)},
    }
