"""Reports with all that pages leave around them: every line is read or left out as its answer says."""

from __future__ import annotations

import pytest
from junk_cases import Line, lines, names

UNDECIDED = {
    "audio-translation-lines.txt": "a machine's translation reads like a translator's credit",
    "author-box.txt": "more from a writer is a list of links as well",
    "second-agency-copy.txt": "an agency's copyright is its credit as well",
    "second-interview-box.txt": "that comments are closed is a notice as well",
    "second-liveblog-bullets.txt": "a live blog's alerts are a newsletter as well",
    "video-player.txt": "a player's next film reads like a link to another report",
}
"""Cases in which a line that is left out is taken for another kind of furniture."""


@pytest.mark.parametrize("name", names())
def test_what_is_read_and_what_is_not(name: str) -> None:
    assert [line for line in lines(name) if not line.kept_apart] == []


@pytest.mark.parametrize("name", [n for n in names() if n not in UNDECIDED])
def test_what_each_line_is(name: str) -> None:
    assert [line for line in lines(name) if not line.right] == []


def test_a_lost_line_is_never_right() -> None:
    lost = Line("Read also: Mines along the border", "related", frozenset())
    assert not lost.right and not lost.kept_apart
