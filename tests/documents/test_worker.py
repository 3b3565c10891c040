"""Reading by a child process: what hangs or dies is named, the rest goes on, and nothing is left running."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from taken_in import intake

from sayso.documents import Bounds, Input, Rejection, read_input, reader, worker
from sayso.documents.reading import Place, Walk
from sayso.errors import Crashed, DocumentError, TooLarge, TooSlow, Unreadable
from sayso.schema.document import Document

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no child process on this system")

REPORT = "Gunmen killed three soldiers at a checkpoint near Qara on Monday, a military source said."

TROUBLE = '''
"""An adapter for the tests: each line of a file is a report, or an order to get into trouble."""
import os, signal, time
from sayso.documents.draft import Draft
from sayso.documents.inputs import Input

class Trouble:
    suffixes = frozenset({".trouble"})
    media_types = frozenset()
    name = "trouble"

    def recognises(self, head):
        return False

    def read(self, item, intake):
        for number, line in enumerate(item.read_bytes(intake.limits).decode().splitlines()):
            if line == "member":
                yield Input(f"{item.where}, member {number + 1}", "trouble", data=b"sleep", depth=item.depth + 1)
            elif line == "member of two":
                data = "first of the member\\nsleep\\nlast of the member".encode()
                yield Input(f"{item.where}, member {number + 1}", "trouble", data=data, depth=item.depth + 1)
            elif line.startswith("body "):
                yield Draft(body=Body(line), raw=b"", key=line)
            else:
                trouble(line)
                yield Draft(body=line, raw=line.encode(), key=line)

class Body(str):
    def strip(self, *chars):
        trouble(self.removeprefix("body "))
        return str(self)

def trouble(order):
    if order == "sleep":
        time.sleep(600)
    elif order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "fault":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "leave":
        os._exit(3)
    elif order == "memory":
        held = bytearray(3_000_000_000)
    elif order == "bug":
        raise ZeroDivisionError("no such thing")
    elif order.startswith("note "):
        open(order.removeprefix("note "), "w").write(str(os.getpid()))
        time.sleep(600)

ADAPTER = Trouble()
'''


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with an adapter of its own, as a user may have one."""
    folder = tmp_path / "installed"
    info = folder / "trouble-1.dist-info"
    info.mkdir(parents=True)
    (folder / "trouble_adapter.py").write_text(TROUBLE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: trouble\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[sayso.adapters]\ntrouble = trouble_adapter:ADAPTER\n")
    monkeypatch.syspath_prepend(str(folder))
    return folder


def trouble(*lines: str) -> Input:
    return Input("x.trouble", "trouble", data="\n".join(lines).encode())


def told(found: Iterator[Document | Rejection]) -> list[str | type[DocumentError]]:
    return [type(x.error) if isinstance(x, Rejection) else x.text for x in found]


def read_all(*items: Input, bounds: Bounds | None = None) -> list[Document | Rejection]:
    with reader(intake(), bounds or Bounds()) as read:
        return [x for item in items for x in read(item)]


def test_the_child_gives_what_reading_gives(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(n), "text": REPORT}) for n in range(3)) + "\n{", encoding="utf-8")
    items = [Input(str(path), "jsonl", path=path), Input("-", "text", data=REPORT.encode())]
    here = [x for item in items for x in read_input(item, intake())]
    there = read_all(*items)
    assert there[:3] == here[:3] and there[4] == here[4]
    assert isinstance(there[3], Rejection) and isinstance(here[3], Rejection)
    assert (there[3].where, str(there[3].error)) == (here[3].where, str(here[3].error))
    assert type(there[3].error) is type(here[3].error)


def test_a_report_that_hangs_is_named_and_the_rest_is_read(plugin: Path) -> None:
    before, after = Input("a.txt", "text", data=REPORT.encode()), Input("b.txt", "text", data=REPORT.encode())
    start = time.monotonic()
    first, slow, last = read_all(before, trouble("sleep"), after, bounds=Bounds(seconds=5))
    assert time.monotonic() - start < 30
    assert isinstance(first, Document) and isinstance(last, Document)
    assert isinstance(slow, Rejection) and isinstance(slow.error, TooSlow) and slow.where == "x.trouble"
    assert "5 seconds" in str(slow.error) and "max_seconds" in str(slow.error)


@pytest.mark.parametrize(("order", "sign"), [("kill", "SIGKILL"), ("fault", "SIGSEGV"), ("leave", "ended with 3")])
def test_a_report_that_kills_its_reader_is_named_and_the_rest_is_read(plugin: Path, order: str, sign: str) -> None:
    dead, last = read_all(trouble(order), Input("b.txt", "text", data=REPORT.encode()))
    assert isinstance(dead, Rejection) and isinstance(dead.error, Crashed) and sign in str(dead.error)
    assert isinstance(last, Document)


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is kept on Linux only")
def test_a_report_that_eats_memory_is_named_and_the_rest_is_read(plugin: Path) -> None:
    greedy, last = read_all(
        trouble("memory"), Input("b.txt", "text", data=REPORT.encode()), bounds=Bounds(megabytes=2_500)
    )
    assert isinstance(greedy, Rejection) and isinstance(greedy.error, TooLarge) and "memory" in str(greedy.error)
    assert isinstance(last, Document)


def test_a_fault_of_ours_stops_nothing(plugin: Path) -> None:
    bug, last = read_all(trouble("bug"), Input("b.txt", "text", data=REPORT.encode()))
    assert isinstance(bug, Rejection) and isinstance(bug.error, Unreadable) and "ZeroDivisionError" in str(bug.error)
    assert isinstance(last, Document)


def test_the_other_reports_of_the_same_file_are_read_once(plugin: Path) -> None:
    """A report whose building hangs, and members that hang, cost themselves only."""
    found = read_all(
        trouble("first", "body sleep", "second", "member", "third", "member of two", "body kill", "fourth"),
        bounds=Bounds(seconds=3),
    )
    assert told(iter(found)) == [
        "first",
        TooSlow,
        "second",
        TooSlow,
        "third",
        "first of the member",
        TooSlow,
        Crashed,
        "fourth",
    ]
    names = [x.where for x in found if isinstance(x, Rejection)]
    assert names == ["x.trouble, report 2", "x.trouble, member 4", "x.trouble, member 6", "x.trouble, report 7"]


def test_what_was_read_before_a_file_broke_off_is_kept(plugin: Path) -> None:
    found = read_all(trouble("first", "second", "kill", "never"))
    assert told(iter(found)) == ["first", "second", Crashed]
    assert isinstance(found[2], Rejection) and "behind its first 2 reports" in str(found[2].error)


def test_a_file_full_of_faults_is_given_up(plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_MOST_FAULTS", 3)
    found = read_all(trouble(*["body kill"] * 5, "never"))
    assert told(iter(found)) == [Crashed] * 4
    assert isinstance(found[3], Rejection) and "the rest is not read" in str(found[3].error)


def test_a_slow_consumer_is_no_slow_reader(plugin: Path) -> None:
    with reader(intake(), Bounds(seconds=1)) as read:
        got = []
        for found in read(trouble("first", "second")):
            time.sleep(1.2)
            got.append(found)
    assert told(iter(got)) == ["first", "second"]


def test_no_bounds_no_child(plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with reader(intake(), Bounds(seconds=0)) as read:
        (got,) = read(Input("a.txt", "text", data=REPORT.encode()))
    assert isinstance(got, Document)


def test_without_a_child_reading_goes_on_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with reader(intake(), Bounds()) as read, pytest.warns(RuntimeWarning, match="without limits"):
        (got,) = read(Input("a.txt", "text", data=REPORT.encode()))
    assert isinstance(got, Document)


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2][:3]


def noted(path: Path) -> int:
    """Return the process id that the child wrote, once it is there."""
    for _ in range(600):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError("the child never began")


def gone(number: int, within: float) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not alive(number):
            return True
        time.sleep(0.05)
    return False


def command(plugin: Path, tmp_path: Path, **environment: str) -> tuple[subprocess.Popen[str], int]:
    """Start `sayso read` on a report that hangs; return the process and its child's id."""
    file, note = tmp_path / "x.trouble", tmp_path / "child"
    file.write_text(f"{REPORT}\nnote {note}")
    store = str(tmp_path / "case.db")
    run = subprocess.Popen(
        [sys.executable, "-m", "sayso", "read", str(file), "--store", store, "--quiet"],
        env={**os.environ, "PYTHONPATH": str(plugin), **environment},
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    return run, noted(note)


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_an_interrupt_ends_both(plugin: Path, tmp_path: Path) -> None:
    run, child = command(plugin, tmp_path)
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    # Python ends by the signal itself where it struck inside an exec(), as in an import; a shell shows 130 for both.
    assert run.returncode in (130, -signal.SIGINT), errors
    assert "Traceback" not in errors
    assert gone(child, within=5)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_parent_leaves_no_orphan(plugin: Path, tmp_path: Path) -> None:
    run, child = command(plugin, tmp_path, SAYSO_MAX_SECONDS="1")
    run.kill()
    run.communicate(timeout=30)
    assert gone(child, within=15)


def test_a_walk_goes_on_behind_a_place() -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": REPORT}) for n in range(5))
    item = Input("r.jsonl", "jsonl", data=lines.encode())
    got = [d.external_id for d in read_input(item, intake(), Walk(after=(2,))) if isinstance(d, Document)]
    assert got == ["3", "4"]


def test_a_walk_tells_where_it_is() -> None:
    places: list[Place] = []
    lines = "\n".join(json.dumps({"id": str(n), "text": REPORT}) for n in range(3))
    walk = Walk(tell=lambda place, _name: places.append(place))
    assert len(list(read_input(Input("r.jsonl", "jsonl", data=lines.encode()), intake(), walk))) == 3
    assert places == [(0,), (), (1,), (), (2,), ()]
    assert all(a != b for a, b in pairwise(places))
