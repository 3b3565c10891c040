"""Who cites whom, as a file: CSV, JSON Lines, and as a graph in GraphML and DOT.

In the graphs a node is a body, with how many claims it passes on (`cites`) and how many are put down to it (`cited`);
an edge runs from who cites to whom.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape, quoteattr

from sayso.interfaces.export.jsonl import line
from sayso.interfaces.export.tables import joined
from sayso.interfaces.export.tabular import Column, dump_csv

if TYPE_CHECKING:
    from sayso.incidents import Citation

COLUMNS: list[Column[Citation]] = [
    Column("citing", "string", "who cites", lambda c: c.citing),
    Column("cited", "string", "whom", lambda c: c.cited),
    Column("kind", "string", "what the cited one is", lambda c: c.kind),
    Column("claims", "integer", "in how many claims", lambda c: c.claims),
    Column("relayed", "integer", "of these, claims that the citing one only passes on", lambda c: c.relayed),
    Column("documents", "string", "in which documents", lambda c: joined(c.documents)),
    Column("is_reprint", "boolean", "the claims are copied", lambda c: c.is_reprint),
    Column("is_named", "boolean", "only named as a source, no claim is attributed to it", lambda c: c.is_named),
]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

_EDGE_KEYS = {"kind": "string", "claims": "int", "relayed": "int", "reports": "int", "reprint": "boolean"}
_NODE_KEYS = {"name": "string", "cites": "int", "cited": "int"}


def _csv(out: TextIO, rows: Sequence[Citation]) -> None:
    dump_csv(out, COLUMNS, rows)


def _jsonl(out: TextIO, rows: Sequence[Citation]) -> None:
    for row in rows:
        out.write(line(asdict(row)) + "\n")


def _bodies(rows: Sequence[Citation]) -> dict[str, tuple[int, int]]:
    """Return every body with how many claims it passes on and how many are put down to it."""
    cites: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    for row in rows:
        cites[row.citing] += row.claims
        cited[row.cited] += row.claims
    return {name: (cites[name], cited[name]) for name in sorted({*cites, *cited})}


# ---- GraphML


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _data(values: Mapping[str, object]) -> str:
    cells = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in values.items()}
    return "".join(f'<data key="{key}">{escape(_xml(cell))}</data>' for key, cell in cells.items())


def _graphml(out: TextIO, rows: Sequence[Citation]) -> None:
    """Write GraphML, as Gephi, yEd, Cytoscape and networkx read it."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            out.write(f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write('<graph id="citations" edgedefault="directed">\n')
    ids = {}
    for n, (name, (cites, cited)) in enumerate(_bodies(rows).items()):
        ids[name] = f"n{n}"
        values = _data({"node_name": name, "node_cites": cites, "node_cited": cited})
        out.write(f"<node id={quoteattr(ids[name])}>{values}</node>\n")
    for n, row in enumerate(rows):
        values = _data(
            {
                "edge_kind": row.kind,
                "edge_claims": row.claims,
                "edge_relayed": row.relayed,
                "edge_reports": len(row.documents),
                "edge_reprint": row.is_reprint,
            }
        )
        out.write(f'<edge id="e{n}" source="{ids[row.citing]}" target="{ids[row.cited]}">{values}</edge>\n')
    out.write("</graph>\n</graphml>\n")


# ---- DOT


def _quoted(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def _dot(out: TextIO, rows: Sequence[Citation]) -> None:
    """Write DOT, as Graphviz draws it: a reprint dashed, an outlet that is only named dotted."""
    out.write("digraph citations {\n  rankdir=LR;\n  node [shape=box];\n")
    for name in _bodies(rows):
        out.write(f"  {_quoted(name)};\n")
    for row in rows:
        style = "dashed" if row.is_reprint else "dotted" if row.is_named else "solid"
        out.write(f'  {_quoted(row.citing)} -> {_quoted(row.cited)} [label="{row.claims}", style={style}];\n')
    out.write("}\n")


WRITERS: Mapping[str, Callable[[TextIO, Sequence[Citation]], None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "graphml": _graphml,
    "dot": _dot,
}


def dump_citations(out: TextIO, rows: Sequence[Citation], form: str) -> None:
    """Write the citations to an open file; `form` is a key of WRITERS."""
    WRITERS[form](out, rows)
