"""Records leave as JSON and come back the same; their JSON Schema holds the closed lists of the field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso import schema
from sayso.errors import BadRecord
from sayso.schema import Claim, Document, Incident, vocabulary
from sayso.schema.contract import from_dict, json_schema, to_dict

RECORDS = [
    schema.Annotation,
    schema.Attribution,
    schema.Claim,
    schema.ClaimLink,
    schema.Contested,
    schema.Count,
    schema.Document,
    schema.Incident,
    schema.Membership,
    schema.Mention,
    schema.Place,
    schema.Qualifier,
    schema.Run,
    schema.Sentence,
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda k: k.__name__)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_what_goes_out_comes_back(kind: type[Any], data: st.DataObject) -> None:
    with_numbers = {float: st.floats(allow_nan=False, allow_infinity=False)}
    for number, numbers in with_numbers.items():
        st.register_type_strategy(number, numbers)
    record = data.draw(st.from_type(kind))
    row = json.loads(json.dumps(to_dict(record)))
    assert from_dict(kind, row) == record
    Draft202012Validator(json_schema(kind)).validate(row)


def _enums(node: Any) -> Iterator[frozenset[str]]:
    if isinstance(node, dict):
        if "enum" in node:
            yield frozenset(node["enum"])
        for value in node.values():
            yield from _enums(value)
    elif isinstance(node, list):
        for value in node:
            yield from _enums(value)


@pytest.mark.parametrize(
    ("kind", "lists"),
    [
        (Document, ["SegmentKind", "PublishedBasis", "Origin"]),
        (
            Claim,
            ["Status", "PlaceKind", "PlacePrecision", "DatePrecision", "DateBasis", "Outcome", "Who", "Quantifier"],
        ),
        (Claim, ["SourceKind", "QualifierKind", "Origin"]),
        (Incident, ["Status", "ContestedField", "ContestKind", "Relation", "Grade", "PlacePrecision", "Origin"]),
    ],
)
def test_every_closed_list_is_an_enum(kind: type[Any], lists: list[str]) -> None:
    enums = set(_enums(json_schema(kind)))
    assert {name: frozenset(get_args(getattr(vocabulary, name))) in enums for name in lists} == dict.fromkeys(
        lists, True
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Status", "happened ongoing planned ended denied suspected"),
        ("Who", "civilians soldiers militants police mixed unknown"),
        ("Outcome", "killed injured abducted detained displaced captured destroyed"),
        ("SourceKind", "belligerent official monitor agency outlet witness expert anonymous other"),
        ("SegmentKind", "headline dateline body byline caption comment related share sign_off boilerplate"),
        ("ContestKind", "dispute update difference"),
    ],
)
def test_the_lists_that_users_rely_on_stay_as_they_are(name: str, words: str) -> None:
    assert " ".join(get_args(getattr(vocabulary, name))) == words


CLAIM: dict[str, Any] = {
    "id": "c1",
    "document_id": "d1",
    "codebook": "sayso-1",
    "event_type": "shelling",
    "status": "happened",
    "quote": "Shells fell.",
    "start": 0,
    "end": 12,
    "trigger": {"text": "Shells fell", "start": 0, "end": 11},
}


def test_absent_is_null_or_empty_never_made_up() -> None:
    row = to_dict(from_dict(Claim, CLAIM))
    assert (row["date"], row["reason"], row["run"]) == (None, None, None)
    assert all(row[many] == [] for many in ("actors", "recipients", "places", "counts", "attribution", "qualifiers"))


def test_unknown_keys_are_ignored() -> None:
    assert from_dict(Claim, {**CLAIM, "colour": "red"}) == from_dict(Claim, CLAIM)


def test_all_faults_are_named_at_once_with_the_record() -> None:
    wrong = {**CLAIM, "status": "maybe", "start": "here", "trigger": {"text": "x"}}
    with pytest.raises(BadRecord) as raised:
        from_dict(Claim, wrong, where="claims.jsonl, line 3")
    message = str(raised.value)
    assert all(part in message for part in ("line 3", "status", "start", "trigger.start", "trigger.end", "a claim"))
