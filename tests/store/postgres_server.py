"""A PostgreSQL server of the tests' own: started for them, gone after them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -k {socket}"


def _program(name: str) -> str | None:
    """Return the newest installed version of a PostgreSQL program."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: float(p.parts[-3]))
    return str(versions[-1]) if versions else shutil.which(name)


def _as_ordinary_user(folder: Path) -> dict[str, Any]:
    """Return how to run the server: it refuses to run as root, so root runs it as `postgres`."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(command: list[str], folder: Path, user: dict[str, Any]) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60, **user)
    if done.returncode:
        pytest.fail(f"{Path(command[0]).name} failed: {done.stderr or done.stdout}")


@contextmanager
def running() -> Iterator[str]:
    """Give the address of an empty server that listens on a socket file only.

    Without PostgreSQL the tests fail, unless SAYSO_SKIP_POSTGRES=1 asks to skip them.
    """
    if os.environ.get("SAYSO_SKIP_POSTGRES") == "1":
        pytest.skip("SAYSO_SKIP_POSTGRES=1")
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.fail("no PostgreSQL programs found (initdb, pg_ctl): install postgresql or set SAYSO_SKIP_POSTGRES=1")
    # Not pytest's tmp_path: other users may not enter it, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    user = _as_ordinary_user(folder)
    data = folder / "data"
    start = [pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", _OPTIONS.format(socket=folder), "start"]
    try:
        _run([initdb, "-D", str(data), "-U", "sayso", "-A", "trust", "-E", "UTF8", "--no-sync"], folder, user)
        # The server outlives pg_ctl and would hold its pipes open; its log says what went wrong.
        started = subprocess.call(start, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user)
        assert started == 0, (folder / "log").read_text()
        yield f"postgresql://sayso@/postgres?host={folder}"
    finally:
        if (data / "postmaster.pid").exists():
            _run([pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop"], folder, user)
        shutil.rmtree(folder)
