"""What was linked before plays no part in what is linked now."""

from __future__ import annotations

from sayso.evaluation.measures.world import linked, world


def test_a_process_that_links_one_world_after_another_links_each_as_if_alone() -> None:
    """Worlds of some hundred claims, which go through blocking; what scores pairs is kept between them."""
    first, second = world(1), world(2)
    alone = linked(first)
    linked(second)
    assert linked(first) == alone
