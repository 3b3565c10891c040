"""The table of dates: ways to say when, each with the answer of a coder, read as sayso reads reports.

A row that is known to fail says why under `fails`, and turns red as soon as it is mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from claims.date_rows import Row, answer, is_right, read, rows
from marked import document
from sayso.claims.coding import code_claims
from sayso.interfaces.cli.show_why import NO_RULE, grounds
from sayso.pipeline import annotate, knowledge
from sayso.schema import Document

pytestmark = pytest.mark.model

TABLES = {
    name: rows(Path(__file__).parent / f"{name}.yaml")
    for name in ("date_table", "date_table_untouched", "date_table_awkward")
}
WIDTHS = {"day": (1, 1), "days": (2, 31), "week": (7, 7), "month": (28, 31), "season": (59, 184), "year": (365, 366)}
PARTS = ("so far", "earlier", "later", "rest of")  # of a unit, which keeps the unit's precision


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Document]]:
    return {name: read(table, tmp_path_factory.mktemp(name)) for name, table in TABLES.items()}


def _cases() -> list[object]:
    return [
        pytest.param(
            name, n, id=f"{name}-{n}-{row.words}", marks=pytest.mark.xfail(strict=True, reason=row.row["fails"])
        )
        if "fails" in row.row
        else pytest.param(name, n, id=f"{name}-{n}-{row.words}")
        for name, table in TABLES.items()
        for n, row in enumerate(table)
    ]


@pytest.mark.parametrize(("name", "n"), _cases())
def test_days_are_those_a_coder_would_give(name: str, n: int, documents: Mapping[str, list[Document]]) -> None:
    row = TABLES[name][n]
    found = answer(row, documents[name][n])
    assert is_right(row, found), f"wanted {row.expected}, found {found}"


@pytest.mark.parametrize("row", [r for t in TABLES.values() for r in t if "is" in r.row], ids=lambda r: r.words)
def test_answers_are_stretches_whose_width_fits_their_precision(row: Row) -> None:
    first, _, last = str(row.row["is"]).partition("/")
    width = (date.fromisoformat(last or first) - date.fromisoformat(first)).days + 1
    least, most = WIDTHS.get(row.row["precision"], (1, 100_000))
    cut_off = row.words.lower().startswith(PARTS)
    assert (1 if cut_off else least) <= width <= most


@pytest.mark.parametrize(("name", "length", "most"), [("date_table", 120, 6), ("date_table_untouched", 40, 2)])
def test_at_least_95_in_100_are_right(name: str, length: int, most: int) -> None:
    assert len(TABLES[name]) == length
    assert sum("fails" in row.row for row in TABLES[name]) <= most


@pytest.mark.parametrize(
    ("basis", "text", "words"),
    [
        ("explicit", "Gunmen killed two guards on 3 May 2020.", "on 3 May 2020"),
        ("relative", "Gunmen killed two guards on Sunday.", "on Sunday"),
        ("document", "A truce began on 3 May 2020. The same day gunmen killed two guards.", "The same day"),
        ("event", "A bomb killed two guards in Aleppo on Sunday. Gunmen kidnapped a doctor in the city.", "on Sunday"),
        ("relative", "The war has killed 4,000 people since January.", "since January"),
    ],
)
def test_why_names_the_rule_and_the_words_of_a_date(basis: str, text: str, words: str) -> None:
    known = knowledge(chosen=True)
    report = document(text, published="2021-01-06")
    dated = [c for c in code_claims(report, annotate(report, known), known) if c.date and c.date.basis == basis]
    assert dated
    (ground,) = [g for g in grounds(dated[-1]) if g.name == "date"]
    assert ground.rule != NO_RULE
    assert ground.words == words
