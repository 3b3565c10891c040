"""The packaged register of outlets and the furniture, and what they must answer."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from sayso.documents.metadata.dating import date_in_address, first_date, read_date
from sayso.errors import KnowledgeError
from sayso.schema import knowledge, outlets


@pytest.mark.parametrize("name", ["outlets", "furniture"])
def test_the_packaged_file_fits_its_schema(name: str) -> None:
    knowledge.check(knowledge.packaged(name), knowledge.schema_of(name), name)


def test_no_name_and_no_domain_stands_for_two_outlets() -> None:
    register = outlets.packaged()
    for outlet in register.outlets:
        assert all(register.find(name) is outlet for name in (*outlet.names, *outlet.domains)), outlet.id
    assert outlets.doubled(register) == []
    assert len({o.id for o in register.outlets}) == len(register.outlets) >= 300


def test_only_listed_conflicts_are_named() -> None:
    listed = set(knowledge.packaged("outlets")["conflicts"])
    assert {c for o in outlets.packaged().outlets for c in o.party_to} == listed


def test_whoever_is_owned_by_a_government_is_state_controlled() -> None:
    owned = [
        o for o in outlets.packaged().outlets if (o.owner or "").startswith("Government of") and o.kind == "agency"
    ]
    assert len(owned) > 40
    assert all(o.state_controlled for o in owned)


@pytest.mark.parametrize(
    ("asked", "outlet"),
    [
        ("AFP", "afp"),
        ("the associated press", "ap"),
        ("Asharq Al Awsat", "asharq-al-awsat"),
        ("The Jordan Times", "jordan-times"),
        ("english.ahram.org.eg", "ahram"),
        ("https://www.reuters.com/world/x?y=1", "reuters"),
        ("Dawn", "dawn"),
        ("The Independent", "independent"),
        ("Agence d’Information du Burkina", "aib"),
        ("https://www.thenews.com.pk/latest/1", "the-news-international"),
        ("notreuters.com", None),
        ("reuters.com.evil.example", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_outlets_by_name_and_by_address(asked: str | None, outlet: str | None) -> None:
    found = outlets.packaged().find(asked)
    assert (found.id if found else None) == outlet


def test_a_projects_own_register(tmp_path: Path) -> None:
    row = {
        "id": "valley-times",
        "name": "Valley Times",
        "aliases": [],
        "domains": ["valley.example"],
        "country": None,
        "state_controlled": False,
        "party_to": [],
        "scale": "Subnational",
        "kind": "newspaper",
    }
    path = tmp_path / "own.yaml"
    path.write_text(json.dumps({"version": 1, "outlets": [row]}))
    found = outlets.read_outlets(path).find("valley.example")
    assert found is not None and found.id == "valley-times"
    path.write_text(json.dumps({"version": 1, "outlets": [{**row, "scale": "Huge"}]}))
    with pytest.raises(KnowledgeError, match="scale"):
        outlets.read_outlets(path)
    other = {**row, "id": "valley-daily", "name": "Valley Daily", "aliases": ["The Valley Times"]}
    path.write_text(json.dumps({"version": 1, "outlets": [row, other]}))
    with pytest.raises(KnowledgeError, match=r"The Valley Times stands for valley-times.*valley\.example belongs to"):
        outlets.read_outlets(path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 August 2015", "2015-08-03"),
        ("Published August 3 2015", "2015-08-03"),
        ("Sun 16 Apr 2017", "2017-04-16"),
        ("Aug. 3rd, 2015", "2015-08-03"),
        ("Jul 012016", "2016-07-01"),
        ("11.10.2017", "2017-10-11"),
        ("2016-08-12T10:00:00Z", "2016-08-12"),
        ("25/12/2016", "2016-12-25"),
        ("05/12/2016", None),
        ("31 February 2016", None),
        ("in August 2015", None),
        ("May 2016", None),
        ("40 March 2016", None),
    ],
)
def test_dates_with_a_year(text: str, day: str | None) -> None:
    found = first_date(text)
    assert (found.date.isoformat() if found and found.date else None) == day


def test_a_field_must_begin_with_its_date() -> None:
    assert read_date(" 2016-08-12 ") == datetime.date(2016, 8, 12)
    assert read_date("some time in 2016") is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/2016/08/12/title", "2016-08-12"),
        ("https://example.org/a-title-20160812.html", "2016-08-12"),
        ("https://example.org/2016/13/45/title", None),
        ("https://example.org/article/4201608123", None),
        ("https://example.org/2016/08/12/rerun-2015-01-02", None),
        (None, None),
    ],
)
def test_dates_in_addresses(address: str | None, day: str | None) -> None:
    found = date_in_address(address)
    assert (found.isoformat() if found else None) == day
