"""A project's own register: beside the packaged one, checked row by row, added to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import KnowledgeError
from sayso.schema.actors import ActorRegister, Merging, merging_of
from sayso.schema.actors.own_file import add, check, read_own
from sayso.schema.claim import Claim, Link, Party, Trigger


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def faults(mine: Path, text: str) -> list[tuple[int, str, str]]:
    mine.write_text(text, encoding="utf-8")
    own, found = check(mine)
    return [(own.line(f.path), f.row, f.what) for f in found]


def test_own_entries_stand_beside_the_packaged_ones(mine: Path) -> None:
    mine.write_text("actors:\n  - {id: river-guard, name: River Guard, kind: militia, country: SY, parent: sdf}\n")
    register = ActorRegister.open(mine)
    assert len(register) == len(ActorRegister.packaged()) + 1
    assert register.family("river-guard") == ("river-guard", "sdf")
    found = register.find("suspected River Guard militants")
    assert found is not None
    assert found.id == "river-guard"


def test_an_own_row_takes_the_place_of_a_packaged_one(mine: Path) -> None:
    mine.write_text("actors:\n  - {id: fano, name: Amhara Fano Union, kind: rebel_group, country: ET}\n")
    register = ActorRegister.open(mine)
    assert len(register) == len(ActorRegister.packaged())
    assert register.find("Amhara Fano Union") is register.get("fano")


def test_own_entries_can_stand_alone_with_the_packaged_word_lists(mine: Path) -> None:
    mine.write_text("instead: true\nactors:\n  - {id: river-guard, name: River Guard, kind: militia}\n")
    register = ActorRegister.open(mine)
    assert [a.id for a in register] == ["river-guard"]
    assert register.find("River Guard fighters") is register.get("river-guard")


def test_dates_need_no_quotes(mine: Path) -> None:
    mine.write_text("actors:\n  - {id: a, name: Asifa, kind: militia, from: 2016, to: 2017-03-05}\n")
    entry = ActorRegister.open(mine).get("a")
    assert entry is not None
    assert (entry.period.start, entry.period.end) == ("2016-01-01", "2017-03-05")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("{id: a, name: A, kind: gang}", "'gang' is no kind"),
        ("{id: a, name: A, kind: militia, parent: nobody}", "no actor nobody to be part of"),
        ("{id: a, name: A, kind: militia, followed_by: [{id: nobody}]}", "no actor nobody to be followed by"),
        ("{id: a, name: A, kind: militia, from: 2017, to: 2016}", "the entry ends before it begins"),
        (
            "{id: a, name: A, kind: militia, aliases: [{name: B, from: 2017-05, to: 2017-04}]}",
            "the name B ends before it begins",
        ),
        (
            "{id: a, name: A, kind: militia, parents: [{id: sdf, from: 2019, to: 2018}]}",
            "its time in sdf ends before it begins",
        ),
        (
            "{id: a, name: Nusra Front, kind: militia, country: SY}",
            "the name 'Nusra Front' is also that of nusra-front",
        ),
        ("{id: hts, name: HTS, kind: militia}", "the packaged register has this id; this row takes its place"),
    ],
)
def test_a_fault_is_told_with_its_line_and_row(mine: Path, row: str, what: str) -> None:
    found = faults(mine, f"# mine\nactors:\n  - {{id: z, name: Zed Brigade, kind: militia}}\n  - {row}\n")
    assert (4, row[5 : row.index(",")], what) in found
    assert all(line == 4 for line, _, _ in found)


def test_ids_that_stand_twice_and_merged_ids_that_do_not_exist(mine: Path) -> None:
    text = (
        "actors:\n  - {id: a, name: A, kind: militia}\n  - {id: a, name: B, kind: militia}\nsame_as: {unknown:x: y}\n"
    )
    assert [(r, w) for _, r, w in faults(mine, text)] == [
        ("a", "the id stands twice"),
        ("same_as unknown:x", "no actor y"),
    ]


def test_names_that_the_dates_tell_apart_do_not_clash(mine: Path) -> None:
    assert not faults(mine, "actors:\n  - {id: a, name: Nusra Front, kind: militia, country: SY, from: 2020}\n")


def test_a_right_file_has_no_faults(mine: Path) -> None:
    assert not faults(mine, "actors:\n  - {id: river-guard, name: River Guard, kind: militia, country: SY}\n")
    assert not faults(mine, "")


@pytest.mark.parametrize("text", ["actors: [", "\x00", "actors:\n  - a: b: c"])
def test_what_is_no_yaml_is_refused(mine: Path, text: str) -> None:
    mine.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="YAML"):
        check(mine)


def test_rows_are_added_and_what_stood_there_stays(mine: Path) -> None:
    mine.write_text(
        "# who we follow\nactors:\n  # the river\n  - {id: a, name: A Guard, kind: militia}  # small\n\nsame_as:\n"
        '  "unknown:x": a\n',
        encoding="utf-8",
    )
    rows = {"actors": [{"id": "b", "name": "B Guard", "kind": "militia"}], "same_as": {"unknown:y": "b"}}
    assert add(mine, rows) == 2
    text = mine.read_text(encoding="utf-8")
    assert "# who we follow\n" in text
    assert "  # the river\n  - {id: a, name: A Guard, kind: militia}  # small\n" in text
    assert [r["id"] for r in read_own(mine).content["actors"]] == ["a", "b"]
    assert read_own(mine).content["same_as"] == {"unknown:x": "a", "unknown:y": "b"}


def test_nothing_is_written_that_is_not_right(mine: Path) -> None:
    mine.write_text("actors:\n  - {id: a, name: A Guard, kind: militia}\n", encoding="utf-8")
    before = mine.read_text(encoding="utf-8")
    with pytest.raises(KnowledgeError, match="stands twice"):
        add(mine, {"actors": [{"id": "a", "name": "Other", "kind": "militia"}]})
    with pytest.raises(KnowledgeError, match="no kind"):
        add(mine, {"actors": [{"id": "b", "name": "Other", "kind": "gang"}]})
    assert mine.read_text(encoding="utf-8") == before


# --- merging


def party(actor_id: str | None, unknown_id: str | None = None) -> Party:
    return Party("Storm Men", actor_id, "Storm Men", 0, 9, unknown_id=unknown_id)


MERGING = Merging(
    {
        "unknown:sy:storm-men": "unknown:sy:storm-guard",
        "unknown:sy:storm-guard": "asifa",
        "old": "unknown:new",
        "a": "b",
        "b": "a",
    },
    {"asifa": "Asifa Brigade"},
)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (party(None, "unknown:sy:storm-men"), ("asifa", None, "Asifa Brigade")),
        (party("old"), (None, "unknown:new", None)),
        (party("sdf"), ("sdf", None, None)),
        (party(None), (None, None, None)),
    ],
)
def test_a_party_goes_by_the_id_that_the_project_chose(given: Party, ids: tuple[str | None, ...]) -> None:
    merged = MERGING.party(given)
    assert (merged.actor_id, merged.unknown_id, merged.canonical) == ids
    assert merged.text == "Storm Men"


def test_merging_ends_where_it_would_go_round() -> None:
    assert MERGING.of("a") == "b"


def test_a_claim_keeps_all_but_its_ids() -> None:
    told = Claim(
        "c1", "d1", "sayso-1", "shelling", "happened", "q", 0, 1, Trigger("shelled", 0, 7),
        actors=(party(None, "unknown:sy:storm-men"),),
        attribution=(Link("the guard", "guard", "belligerent", "said", 0, 9, "unknown:sy:storm-guard"),),
    )  # fmt: skip
    merged = MERGING.claim(told)
    assert [p.actor_id for p in merged.actors] == ["asifa"]
    assert [a.actor_id for a in merged.attribution] == ["asifa"]
    assert (merged.id, merged.quote, merged.trigger) == (told.id, told.quote, told.trigger)


def test_the_packaged_register_merges_nothing(mine: Path) -> None:
    assert not merging_of("packaged").same_as
    mine.write_text('same_as: {"unknown:sy:storm": sdf}\n', encoding="utf-8")
    assert merging_of(str(mine)).of("unknown:sy:storm") == "sdf"
