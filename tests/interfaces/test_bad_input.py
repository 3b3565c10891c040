"""Bad input to the command as a person runs it: named with its reason, and nothing of the rest is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = (
    "Three men shot dead near Sabha\n\n"
    "SABHA, 3 March 2024 - Gunmen shot dead three men near Sabha on Sunday, a medic told the Delta Post.\n"
)
OTHER = GOOD.replace("Three", "Two").replace("three", "two").replace("Sabha", "Ghat").replace("SABHA", "GHAT")
BINARY = bytes(range(256)) * 20
BROKEN_UTF8 = "Gunmen shot a medic in the café, à midi, né d'été".encode()[:-1] + b" near Sabha.\n"


def run(folder: Path, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")} | {"HOME": str(folder)}
    command = [sys.executable, "-m", "sayso", *args]
    return subprocess.run(
        command, check=False, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=120
    )


def faults(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    return result.stderr.decode().splitlines()


def summary(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stdout.decode().partition(";")[0]


BAD = [
    ("empty.txt", b"", "the file is empty"),
    ("white.txt", b" \n\t\n", "nothing but white space"),
    ("binary.txt", BINARY, "binary content"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + BINARY, "this is a picture"),
    ("scan.pdf", b"%PDF-1.7\n" + BINARY, "damaged"),
    ("broken.txt", BROKEN_UTF8, "broken UTF-8 at byte 52 (line 1)"),
    ("large.txt", b"The army left the town. " * 2_100_000, "50,400,000 bytes; expected at most 10,000,000 bytes"),
    ("textless.jsonl", b'{"id": "1", "title": "Strike"}\n', "line 1: the record has no text"),
    ("future.jsonl", b'{"published": "2099-01-01", "text": "The army left."}\n', "2099-01-01 is in the future"),
    ("list.json", b"[]", "the list is empty"),
    ("page.html", b"<html><body></body></html>", "no report could be found in the page"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_one_line_with_its_name_and_reason(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run(tmp_path, "read", name)
    (fault,) = faults(result)
    assert fault.startswith(name) and reason in fault
    assert summary(result) == "0 added, 0 updated, 0 unchanged, 1 rejected"
    assert result.returncode == 1


@pytest.mark.model
def test_one_broken_file_in_a_folder_loses_nothing_of_the_rest(tmp_path: Path) -> None:
    (tmp_path / "reports" / "later").mkdir(parents=True)
    (tmp_path / "reports" / "a.txt").write_text(GOOD)
    (tmp_path / "reports" / "b.txt").write_bytes(BINARY)
    (tmp_path / "reports" / "later" / "c.txt").write_text(OTHER)
    first = run(tmp_path, "read", "reports")
    (fault,) = faults(first)
    assert fault.startswith("reports/b.txt: ") and "binary" in fault
    assert (first.returncode, summary(first)) == (1, "2 added, 0 updated, 0 unchanged, 1 rejected")

    again = run(tmp_path, "read", "reports")
    assert (again.returncode, summary(again)) == (1, "0 added, 0 updated, 2 unchanged, 1 rejected")
    claims = [json.loads(line) for line in run(tmp_path, "claims").stdout.splitlines()]
    assert sorted(c["counts"][0]["best"] for c in claims) == [2, 3]
    assert {c["attribution"][0]["name"] for c in claims} == {"medic"}


@pytest.mark.model
def test_bad_lines_of_a_file_are_named_and_the_good_ones_are_read(tmp_path: Path) -> None:
    lines = [
        {"id": "1", "published": "2024-03-03", "text": "Gunmen shot dead three men near Sabha on Sunday."},
        {"id": "2", "published": "2024-03-03", "title": "A title and no text"},
        {"id": "3", "published": "2099-03-03", "text": "Gunmen shot dead two men near Ghat."},
        {"id": "4", "published": "2024-03-04", "text": "Gunmen shot dead two men in Ghat on Monday."},
    ]
    text = "\n".join([*map(json.dumps, lines), "{no json", json.dumps({"id": 6, "text": ["a", "list"]})])
    (tmp_path / "wire.jsonl").write_text(text)
    result = run(tmp_path, "read", "wire.jsonl")
    assert [fault.partition(": ")[0] for fault in faults(result)] == [f"wire.jsonl, line {n}" for n in (2, 3, 5, 6)]
    reasons = ("no text", "in the future", "not JSON", "a list")
    assert [r for r, fault in zip(reasons, faults(result), strict=True) if r not in fault] == []
    assert (result.returncode, summary(result)) == (1, "2 added, 0 updated, 0 unchanged, 4 rejected")
    claims = [json.loads(line) for line in run(tmp_path, "claims").stdout.splitlines()]
    assert sorted(c["counts"][0]["best"] for c in claims) == [2, 3]


def test_a_missing_path_ends_the_run_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    result = run(tmp_path, "read", "a.txt", "gone.txt")
    assert result.returncode == 2
    assert "gone.txt" in faults(result)[-1] and "a.txt" not in faults(result)[-1].replace("gone.txt", "")
    assert result.stdout == b""
    assert not (tmp_path / "sayso.db").exists()


@pytest.mark.parametrize("stdin", [b"", b" \n\n"])
def test_nothing_on_standard_input(stdin: bytes, tmp_path: Path) -> None:
    result = run(tmp_path, "read", "-", stdin=stdin)
    (fault,) = faults(result)
    assert "nothing came in on standard input" in fault
    assert (result.returncode, summary(result)) == (1, "0 added, 0 updated, 0 unchanged, 1 rejected")


@pytest.mark.model
def test_the_same_input_twice_adds_nothing(tmp_path: Path) -> None:
    first, again = (run(tmp_path, "read", "-", stdin=GOOD.encode()) for _ in range(2))
    assert (first.returncode, summary(first)) == (0, "1 added, 0 updated, 0 unchanged, 0 rejected")
    assert (again.returncode, summary(again)) == (0, "0 added, 0 updated, 1 unchanged, 0 rejected")
    assert b"; 0 claims, " in again.stdout
