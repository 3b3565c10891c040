"""sayso as a process: how it starts, how it ends, and what it loads."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from case_by_hand import stored

HEAVY = ["pydantic", "spacy", "sqlalchemy", "alembic", "trafilatura", "jinja2", "dateparser", "rich", "lxml", "numpy"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stored(tmp_path).rename(tmp_path / "sayso.db")
    return tmp_path


def run(*command: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")} | {"HOME": str(cwd)}
    return subprocess.run(
        command, check=False, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60, **options
    )


def sayso(*args: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "sayso", *args, cwd=cwd, **options)


@pytest.mark.parametrize("args", [["--help"], ["--version"]])
def test_nothing_heavy_is_loaded_at_the_start(args: list[str], tmp_path: Path) -> None:
    script = (
        "import sys, json\n"
        "from sayso.interfaces.cli.main import app\n"
        f"try:\n    app({args!r})\nexcept SystemExit:\n    pass\n"
        f"print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]), file=sys.stderr)\n"
    )
    result = run(sys.executable, "-c", script, cwd=tmp_path)
    assert result.stdout
    assert json.loads(result.stderr) == []


def test_the_check_above_sees_what_is_loaded(folder: Path) -> None:
    script = (
        "import sys\nfrom sayso.interfaces.cli.main import app\n"
        "try:\n    app(['claims'])\nexcept SystemExit:\n    pass\n"
        "print('sqlalchemy' in sys.modules, file=sys.stderr)\n"
    )
    assert run(sys.executable, "-c", script, cwd=folder).stderr.strip() == "True"


def test_the_version(tmp_path: Path) -> None:
    from sayso import __version__

    assert sayso("--version", cwd=tmp_path).stdout == f"sayso {__version__}\n"


def test_a_pipe_gets_one_json_record_a_line(folder: Path) -> None:
    result = sayso("incidents", cwd=folder)
    assert result.returncode == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["i0001", "i0002"]
    assert result.stderr == ""


def test_a_terminal_gets_a_table(folder: Path) -> None:
    master, slave = pty.openpty()
    environment = os.environ | {"COLUMNS": "200", "TERM": "xterm", "HOME": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "sayso", "incidents"], cwd=folder, env=environment, stdout=slave, stderr=subprocess.PIPE
    )
    os.close(slave)
    out = b""
    while True:
        try:
            block = os.read(master, 4096)
        except OSError:
            break
        if not block:
            break
        out += block
    os.close(master)
    assert process.wait(60) == 0
    assert process.stderr
    process.stderr.close()
    text = out.decode()
    assert "incident" in text
    assert "air_strike" in text
    assert "{" not in text


@pytest.mark.parametrize("form", ["--json", "--table", "--csv"])
def test_a_closed_pipe_ends_quietly(folder: Path, form: str) -> None:
    script = f"{sys.executable} -m sayso claims {form} | head -c 1 > /dev/null; echo ${{PIPESTATUS[0]}}"
    result = run("bash", "-c", script, cwd=folder)
    assert result.stdout == "0\n"
    assert result.stderr == ""


@pytest.mark.parametrize("form", ["--json", "--table", "--csv"])
def test_a_reader_that_is_gone_before_the_first_byte_is_no_error(folder: Path, form: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    process = subprocess.run(
        [sys.executable, "-m", "sayso", "claims", form],
        check=False,
        cwd=folder,
        stdout=write_end,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(write_end)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["claims"], 0),
        (["show", "i9"], 1),
        (["claims", "--limit", "none"], 2),
        (["claims", "--nonsense"], 2),
        (["nonsense"], 2),
        (["read"], 2),
        (["read", "gone.txt"], 2),
        (["claims", "--store", "gone.db"], 2),
    ],
)
def test_exit_codes(folder: Path, args: list[str], code: int) -> None:
    result = sayso(*args, cwd=folder)
    assert result.returncode == code
    assert "Traceback" not in result.stderr
    if code:
        assert result.stdout == ""
        assert result.stderr


def test_completion_can_be_shown(tmp_path: Path) -> None:
    script = f"{sys.executable} -m sayso --show-completion; exit $?"  # the shell stays, and is found to be bash
    result = run("bash", "-c", script, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "complete" in result.stdout
