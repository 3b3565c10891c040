"""What is installed: everything that is needed, nothing that was left lying about, and no more than a laptop spares."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import Distribution, distribution
from importlib.metadata import packages_distributions as homes
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
BAR_MB = 750
OF_EXTRAS = {"psycopg", "pyspark", "py4j"}  # imported only where the extra is asked for; py4j comes with pyspark
JUNK = ("claims/data/gazetteer.sqlite-journal", "claims/data/gazetteer.sqlite-wal", "__pycache__/x.cpython-311.pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from a copy of the sources with junk in it."""
    copy = tmp_path_factory.mktemp("copy")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, copy / name)
    shutil.copytree(ROOT / "src" / "sayso", copy / "src" / "sayso")
    for name in JUNK:
        (copy / "src" / "sayso" / name).parent.mkdir(exist_ok=True)
        (copy / "src" / "sayso" / name).write_bytes(b"junk")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy)]
    subprocess.run(build, cwd=copy, check=True, capture_output=True, timeout=120)
    (built,) = copy.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def _sources() -> set[str]:
    kept = (p for p in (ROOT / "src" / "sayso").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {f"sayso/{p.relative_to(ROOT / 'src' / 'sayso').as_posix()}" for p in kept if "sqlite-" not in p.name}


@pytest.mark.slow
def test_the_wheel_holds_every_source_and_nothing_else(wheel: set[str]) -> None:
    assert {n for n in wheel if n.startswith("sayso/")} == _sources()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "claims/data/gazetteer.sqlite",
        "schema/data/triggers.yaml",
        "schema/data/triggers.schema.json",
        "schema/data/codebook-sayso-1.yaml",
        "interfaces/export/brief/templates/brief.html.j2",
        "interfaces/export/brief/templates/brief.css",
        "sample/reports/wires.jsonl",
        "store/migrations/env.py",
        "store/migrations/versions/v0001_first_tables.py",
    ],
)
def test_the_wheel_holds_what_is_no_code(name: str, wheel: set[str]) -> None:
    assert f"sayso/{name}" in wheel


@pytest.mark.slow
def test_the_wheel_brings_licence_and_notices(wheel: set[str]) -> None:
    assert {Path(n).name for n in wheel if "/licenses/" in n} == {"LICENSE", "NOTICE"}


def _project() -> list[Requirement]:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [Requirement(line) for line in content["project"]["dependencies"]]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_is_imported_is_declared() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src" / "sayso").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) ([a-z_0-9]+)", text, re.MULTILINE))
    outside = imported - set(sys.stdlib_module_names) - {"sayso", "__future__", *OF_EXTRAS}
    installed = homes()
    declared = {_normal(r.name) for r in _project()}
    from_elsewhere = {m for m in outside if m in installed}
    assert {"spacy", "typer", "yaml"} <= from_elsewhere
    assert {m for m in from_elsewhere if declared.isdisjoint(_normal(d) for d in installed[m])} == set()


def _needed(requirements: list[Requirement], found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Every distribution that the requirements bring, with what those require in turn."""
    for requirement in requirements:
        name = _normal(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found[name] = distribution(name)
        _needed([Requirement(r) for r in found[name].requires or ()], found)
    return found


def test_the_installation_stays_under_its_bar_and_the_readme_says_what_it_is() -> None:
    files = {Path(str(f.locate())) for d in _needed(_project(), {}).values() for f in d.files or ()}
    own = {p for p in (ROOT / "src" / "sayso").rglob("*") if p.is_file()}
    size_mb = sum(p.stat().st_size for p in files | own if p.is_file()) / 1e6
    assert 100 < size_mb < BAR_MB
    said = re.search(r"about (\d+) MB on disk", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert said
    assert abs(int(said[1]) - size_mb) < 0.15 * size_mb, f"{size_mb:.0f} MB"
