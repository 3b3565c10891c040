"""Reports with all that pages leave around them: every line is read or left out as its answer says."""

from __future__ import annotations

import pytest
from junk_cases import READ, Line, lines, names

UNDECIDED = {
    "audio-translation-lines.txt": "a machine's translation reads like a translator's credit",
    "author-box.txt": "more from a writer is a list of links as well",
    "second-agency-copy.txt": "an agency's copyright is its credit as well",
    "second-interview-box.txt": "that comments are closed is a notice as well",
    "second-liveblog-bullets.txt": "a live blog's alerts are a newsletter as well",
    "third-wire-advisory.txt": "an agency's copyright is its credit as well",
    "video-player.txt": "a player's next film reads like a link to another report",
}
"""Cases in which a line that is left out is taken for another kind of furniture."""

MISSED = {"third-quiz-poll.txt": "the answers of a poll, one word each, are read"}


@pytest.mark.parametrize("name", [n for n in names() if n not in MISSED])
def test_what_is_read_and_what_is_not(name: str) -> None:
    assert [line for line in lines(name) if not line.kept_apart] == []


@pytest.mark.parametrize("name", [n for n in names() if n not in {**UNDECIDED, **MISSED}])
def test_what_each_line_is(name: str) -> None:
    assert [line for line in lines(name) if not line.right] == []


@pytest.mark.parametrize("name", names())
def test_the_reports_own_lines_are_read(name: str) -> None:
    assert [line for line in lines(name) if line.kind in READ and not line.kept_apart] == []


def test_a_lost_line_is_never_right() -> None:
    lost = Line("Read also: Mines along the border", "related", frozenset())
    assert not lost.right and not lost.kept_apart
