"""Fuzz the adapters: whatever the bytes, only errors of ours may come out, in bounded time. Linux and macOS.

    make fuzz                     every adapter in turn, a minute each
    make fuzz ARGS="300 html"     one adapter for five minutes
    make fuzz ARGS="60 pdf html"  several

Each adapter begins with the small valid files of tests/documents/made_files.py and with what was found before. What
breaks one is put into tests/documents/hostile/, where the tests replay it; `python fuzz/fuzz_adapters.py FILE` shows
the trace of one. A run goes on behind what it found, until its time is up.
"""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "documents"
HOSTILE = TESTS / "hostile"
SECONDS = 60
SLOWEST = 10
"""Seconds for one small input; a longer reading is a find."""
MEGABYTES = 3_000
LARGEST = 16_384
_INSTRUMENTED = ["sayso.documents", "pypdf", "feedparser", "markdown_it", "yaml", "defusedxml", "warcio", "email"]
_MOST_FINDS = 20
_OURS = "--one"
_PRESENT = "present"
"""The input being read: what it is called when the process dies of it."""


def main(arguments: list[str]) -> int:
    """Run the adapters that are named, or show what one file does. Returns how many finds there were, 0 for none."""
    sys.path.insert(0, str(TESTS))
    if arguments and Path(arguments[0]).is_file():
        return replay(Path(arguments[0]))
    seconds = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else SECONDS
    from made_files import MADE

    unknown = set(arguments) - set(MADE)
    if unknown:
        print(f"no such adapter: {', '.join(sorted(unknown))}; there are {', '.join(sorted(MADE))}", file=sys.stderr)
        return 2
    found = {kind: run(kind, seconds) for kind in arguments or sorted(MADE)}
    for kind, finds in found.items():
        print(f"{kind}: {', '.join(path.name for path in finds) or 'nothing found'}")
    return min(1, sum(map(len, found.values())))


def replay(path: Path) -> int:
    """Read one find; the trace of an error that is not ours comes out."""
    from unguarded import read_unguarded

    for found in read_unguarded(path.stem.partition("-")[0], path.read_bytes()):
        print(found)
    return 0


def run(kind: str, seconds: int) -> list[Path]:
    """Fuzz one adapter until the time is up; return the files of what was found."""
    from made_files import MADE

    finds: list[Path] = []
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        corpus, crashes = Path(folder, "corpus"), Path(folder, "crashes")
        corpus.mkdir()
        crashes.mkdir()
        for number, data in enumerate(MADE[kind]()):
            (corpus / f"valid-{number}").write_bytes(data)
        for known in HOSTILE.glob(f"{kind}-*.bin"):
            (corpus / known.stem).write_bytes(known.read_bytes())
        while (left := int(end - time.monotonic())) > 0 and len(finds) < _MOST_FINDS:
            command = [sys.executable, __file__, _OURS, kind, str(crashes), *_options(corpus, crashes, left)]
            code = subprocess.run(command, check=False).returncode
            if code == 0:
                (crashes / _PRESENT).unlink(missing_ok=True)
            finds += [_kept(kind, crash) for crash in sorted(crashes.iterdir())]
            if code == 0:
                break
    return sorted(set(finds))


def _options(corpus: Path, crashes: Path, seconds: int) -> list[str]:
    return [
        str(corpus),
        f"-artifact_prefix={crashes}{os.sep}",
        f"-max_total_time={seconds}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-max_len={LARGEST}",
        "-print_final_stats=1",
        "-verbosity=1",
    ]


def _kept(kind: str, crash: Path) -> Path:
    """Move a find to where the tests replay it."""
    data = crash.read_bytes()
    path = HOSTILE / f"{kind}-{hashlib.sha256(data).hexdigest()[:10]}.bin"
    path.write_bytes(data)
    crash.unlink()
    return path


def fuzz(kind: str, crashes: Path, options: list[str]) -> None:
    """Fuzz one adapter in this process, which ends with it. What it finds it writes into `crashes` and goes on."""
    import atheris

    sys.path.insert(0, str(TESTS))
    with atheris.instrument_imports(include=_INSTRUMENTED):
        from taken_in import intake
        from unguarded import SMALL, read_unguarded

        from sayso.documents.adapter import adapters

        adapters()
    for name in ("pypdf", "trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    given = intake(SMALL)
    known: set[str] = set()

    def one(data: bytes) -> None:
        (crashes / _PRESENT).write_bytes(data)
        start = time.monotonic()
        try:
            read_unguarded(kind, data, given)
        except Exception as e:  # noqa: BLE001 - whatever it is, it is a find
            sign = _sign(e)
        else:
            sign = "slow" if time.monotonic() - start > SLOWEST / 2 else ""
        if sign and sign not in known:
            known.add(sign)
            print(f"FOUND {kind}: {sign}", flush=True)
            (crashes / f"find-{len(known)}").write_bytes(data)

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def _sign(fault: Exception) -> str:
    """Return what tells one fault from another: its type and the last three places in the code."""
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(fault.__traceback__)[-3:]]
    return f"{type(fault).__name__} {' '.join(places)}"


if __name__ == "__main__":
    if sys.argv[1:2] == [_OURS]:
        fuzz(sys.argv[2], Path(sys.argv[3]), sys.argv[4:])
    else:
        sys.exit(main(sys.argv[1:]))
