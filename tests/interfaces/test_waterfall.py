"""A score as bars, each beginning where the one before it ended."""

from sayso.interfaces.cli.waterfall import waterfall


def test_each_bar_begins_where_the_last_one_ended() -> None:
    assert waterfall([-4, 6, 2], width=8) == ["░░░░│   ", "██████  ", "    │ ██"]


def test_what_weighs_nothing_has_no_bar() -> None:
    assert waterfall([0.0], width=5) == ["│    "]
    assert waterfall([], width=5) == []
