"""The docs say what the code does: tables are up to date, everything is documented, links lead somewhere."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from marked import parsed
from sayso import errors, sample, settings
from sayso.annotation.qualifiers import find_qualifiers
from sayso.evaluation.registry import MEASURES
from sayso.schema import Sentence, codebook
from sayso.schema.vocabulary import QualifierKind

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]


def _tables() -> Any:
    spec = importlib.util.spec_from_file_location("tables", DOCS / "tables.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.model) if n in ("claims", "python") else n for n in _tables().TABLES],
)
def test_a_table_is_up_to_date(name: str) -> None:
    tables = _tables()
    path, make = tables.TABLES[name]
    page = path.read_text(encoding="utf-8")
    assert f"<!-- {name} -->" in page
    assert page == tables.with_table(page, name, make()), "run `make docs`"


EXAMPLES = [
    (page.stem, sentence, kind)
    for page in sorted((DOCS / "qualifiers").glob("*.md"))
    for sentence, kind in re.findall(r"^\| (.+\.) \| `?(\w+)`? \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
]


def test_every_kind_of_qualifier_has_a_page_with_examples_and_twins() -> None:
    shown: dict[str, set[str]] = {}
    for page, _, kind in EXAMPLES:
        shown.setdefault(page, set()).add(kind)
    expected: dict[str, set[str]] = {}
    for kind in get_args(QualifierKind):
        expected.setdefault(_tables().qualifier_page(kind), {"none"}).add(kind)
    assert shown == expected


@pytest.fixture(scope="module")
def parses() -> Mapping[str, tuple[Sentence, ...]]:
    return parsed(sentence.replace("**", "") for _, sentence, _ in EXAMPLES)


@pytest.mark.model
@pytest.mark.parametrize(("page", "sentence", "kind"), EXAMPLES)
def test_the_examples_on_the_pages_are_read_so(
    page: str, sentence: str, kind: str, parses: Mapping[str, tuple[Sentence, ...]]
) -> None:
    text = sentence.replace("**", "")
    cues = [(q.cue, q.kind) for q in find_qualifiers(parses[text], text)]
    assert cues == [(cue, kind) for cue in re.findall(r"\*\*(.+?)\*\*", sentence)]
    assert bool(cues) == (kind != "none")


def test_the_sentences_of_the_readme_stand_in_the_sample() -> None:
    quoted = re.findall(r"^> (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    reports = "\n".join(p.read_text(encoding="utf-8") for p in sample.folder().iterdir())
    assert len(quoted) == 3
    assert [q for q in quoted if q not in reports] == []


def test_every_type_setting_and_error_is_documented() -> None:
    pages = {n: (DOCS / f"{n}.md").read_text(encoding="utf-8") for n in ("codebook", "settings", "errors")}
    tree = [n for n, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.SaysoError)]
    assert [t for t in codebook.native().types if f"`{t}`" not in pages["codebook"]] == []
    assert [s for s in settings.table() if f"`{s}`" not in pages["settings"]] == []
    assert [e for e in tree if e not in pages["errors"]] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_to_files_lead_to_files(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [t for t in targets if "://" not in t]
    assert [t for t in local if not (page.parent / t).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md") if p.name != "README.md"]
    assert [p for p in pages if f"({p})" not in index] == []


def test_every_task_of_the_makefile_that_the_docs_name_exists() -> None:
    tasks = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {t for p in PAGES for t in re.findall(r"`make ([a-z-]+)", p.read_text(encoding="utf-8"))}
    assert named <= tasks


def test_the_picture_of_the_readme_is_a_picture_that_loads_quickly() -> None:
    picture = (DOCS / "brief.png").read_bytes()
    assert "](docs/brief.png)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= 400_000


def test_the_figures_that_the_readme_shows_are_ones_that_are_taken() -> None:
    taken = {m.name for m in MEASURES}
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = page.partition("<!-- figures -->")[2].partition("<!-- /figures -->")[0]
    named = set(re.findall(r"\| `([a-z0-9-]+)` \|", shown))
    assert {name.partition("/")[0] for name in _tables().SHOWN_FIGURES} <= taken
    assert named <= taken


def test_a_table_of_figures_is_written_from_what_eval_prints(tmp_path: Path) -> None:
    figure = {"measure": "reports-dev", "figure": "claims found F1", "value": 0.5, "n": 9, "published": None}
    other = figure | {"figure": "not shown"}
    (tmp_path / "f.json").write_text(json.dumps({"figures": [figure, other]}))
    header, _, *rows = _tables().figures_table(tmp_path / "f.json").splitlines()
    assert header == "| what | measure | figure | n | for comparison |"
    assert rows == ["| claims found (F1) | `reports-dev` | 0.50 | 9 |  |"]
