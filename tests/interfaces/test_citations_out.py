"""The graph of who cites whom, as files that other programs read."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from case_by_hand import STRIKE

from sayso.incidents import Citation
from sayso.interfaces.cli.sources import ring_warnings
from sayso.interfaces.export.citations import WRITERS, dump_citations
from sayso.schema import Incident, Warned

ROWS = (
    Citation("Port Post", "Blue Wire", "agency", 3, ("d1", "d2")),
    Citation("Blue Wire", 'Ali "the <baker>" & sons', "witness", 2, ("d1",), relayed=2),
    Citation("Hill Herald", "Port Post", "publisher", 1, ("d3",), is_reprint=True),
    Citation("Port Post", "صوت الفرات", "outlet", 0, ("d1",), is_named=True),
    Citation("Port Post", "bad\x00name\x1b", "other", 1, ("d1",)),
)
NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def written(form: str) -> str:
    out = io.StringIO(newline="")
    dump_citations(out, ROWS, form)
    return out.getvalue()


def test_csv_and_json_lines_hold_every_edge() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"), newline="")))
    assert [(r["citing"], r["cited"], r["claims"], r["relayed"]) for r in rows[:2]] == [
        ("Port Post", "Blue Wire", "3", "0"),
        ("Blue Wire", 'Ali "the <baker>" & sons', "2", "2"),
    ]
    assert next(json.loads(line)["documents"] for line in written("jsonl").splitlines()) == ["d1", "d2"]


def test_graphml_is_xml_whose_edges_join_its_nodes() -> None:
    graph = ET.fromstring(written("graphml").encode())
    nodes = {
        n.attrib["id"]: {d.attrib["key"]: d.text for d in n.findall("g:data", NS)}
        for n in graph.findall(".//g:node", NS)
    }
    edges = graph.findall(".//g:edge", NS)
    names = [(nodes[e.attrib["source"]]["node_name"], nodes[e.attrib["target"]]["node_name"]) for e in edges]
    assert names[:4] == [(r.citing, r.cited) for r in ROWS[:4]]
    (post,) = [n for n in nodes.values() if n["node_name"] == "Port Post"]
    assert (post["node_cites"], post["node_cited"]) == ("4", "1")
    declared = {k.attrib["id"] for k in graph.findall("g:key", NS)}
    assert {d.attrib["key"] for d in graph.findall(".//g:data", NS)} == declared


def test_what_xml_cannot_hold_is_shown_as_a_gap() -> None:
    graph = ET.fromstring(written("graphml").encode())
    assert "bad\ufffdname\ufffd" in {d.text for d in graph.findall(".//g:node/g:data", NS)}


def test_dot_quotes_names_and_marks_reprints_and_names_only() -> None:
    dot = written("dot")
    assert '"Blue Wire" -> "Ali \\"the <baker>\\" & sons" [label="2", style=solid];' in dot
    assert '"Hill Herald" -> "Port Post" [label="1", style=dashed];' in dot
    assert '"Port Post" -> "صوت الفرات" [label="0", style=dotted];' in dot


@pytest.mark.parametrize("form", WRITERS)
def test_no_edges_are_a_whole_file_too(form: str) -> None:
    out = io.StringIO()
    dump_citations(out, (), form)
    if form == "graphml":
        assert not ET.fromstring(out.getvalue().encode()).findall(".//g:edge", NS)
    if form == "dot":
        assert out.getvalue().rstrip().endswith("}")


def test_a_ring_is_told_once_with_the_incidents() -> None:
    from dataclasses import replace

    ring = Warned("circular_citation", "…", ("Blue Wire", "Port Post"))
    other = Warned("single_source", "…", ("Blue Wire",))
    incidents: list[Incident] = [replace(STRIKE, id=f"i{n}", warnings=(ring, other)) for n in range(5)]
    assert ring_warnings(incidents) == ["Blue Wire and Port Post cite each other on i0, i1, i2 and 2 more"]
    assert ring_warnings([STRIKE]) == []
