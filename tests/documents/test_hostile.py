"""Whatever the bytes: only errors of ours come out of an adapter, and every document keeps its promises.

`hostile/` holds what fuzzing has found (`make fuzz`), each file named after the adapter that failed on it.
"""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_files import MADE
from unguarded import read_unguarded

from sayso.documents.adapter import adapters
from sayso.schema.document import Document

HOSTILE = Path(__file__).parent / "hostile"
FOUND = sorted(path for path in HOSTILE.iterdir() if path.suffix == ".bin")
KINDS = sorted(MADE)
_LONGEST_SECONDS = 10

quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(autouse=True)
def without_log() -> None:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


Edit = tuple[int, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.integers(0, 1 << 16),
        st.integers(0, 40),
        st.one_of(st.binary(max_size=12), st.text("<>&;\"'/#:-=[]{}()\\\n 0", max_size=12).map(str.encode)),
    ),
    max_size=6,
)
"""Stretches to be replaced: where, how long, and by what."""


def edited(valid: bytes, edits: list[Edit]) -> bytes:
    raw = bytearray(valid)
    for at, length, new in edits:
        start = at % (len(raw) + 1)
        raw[start : start + length] = new
    return bytes(raw)


def test_every_adapter_has_a_valid_file() -> None:
    own = {name for name, adapter in adapters().items() if type(adapter).__module__.startswith("sayso.")}
    assert own == set(MADE)


@pytest.mark.parametrize("kind", KINDS)
def test_valid_files_are_read(kind: str) -> None:
    for data in MADE[kind]():
        found = read_unguarded(kind, data)
        assert kind == "sitemap" or kind == "feed" or any(isinstance(x, Document) for x in found), found


@pytest.mark.parametrize("kind", KINDS)
@quick
@given(data=st.binary(max_size=400))
def test_any_bytes(kind: str, data: bytes) -> None:
    read_unguarded(kind, data)


@pytest.mark.parametrize("kind", KINDS)
@quick
@given(number=st.integers(0, 9), edits=EDITS)
def test_damaged_files(kind: str, number: int, edits: list[Edit]) -> None:
    made = MADE[kind]()
    read_unguarded(kind, edited(made[number % len(made)], edits))


@pytest.mark.parametrize("path", FOUND, ids=[path.stem for path in FOUND])
def test_what_fuzzing_found_stays_mended(path: Path) -> None:
    start = time.monotonic()
    read_unguarded(path.stem.partition("-")[0], path.read_bytes())
    assert time.monotonic() - start < _LONGEST_SECONDS
