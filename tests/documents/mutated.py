"""Valid files, damaged: what the tests of every adapter try beside arbitrary bytes."""

from __future__ import annotations

from hypothesis import strategies as st


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """Return a strategy for the bytes with some overwritten, or broken off."""

    def change(cuts: list[tuple[int, bytes]]) -> bytes:
        out = bytearray(data)
        for at, put in cuts:
            out[at % len(out) : at % len(out) + len(put)] = put
        return bytes(out)

    piece = st.tuples(st.integers(0, len(data)), st.binary(min_size=1, max_size=8))
    return st.lists(piece, min_size=1, max_size=4).map(change) | st.integers(0, len(data)).map(lambda n: data[:n])
