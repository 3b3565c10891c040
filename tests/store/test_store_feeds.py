"""Feeds in a store: what is known of each, and which entries were dealt with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import NotFound, StoreError
from sayso.schema.feed import Feed
from sayso.store import Store

POST = Feed("f1a", "https://post.example/rss", "The Post", "2024-06-01T00:00:00+00:00")
WIRE = Feed("f1b", "https://wire.example/rss", "Blue Wire", "2024-06-02T00:00:00+00:00")


def test_feeds_come_out_as_they_went_in_by_name(store: Store) -> None:
    assert [store.feeds.add(f) for f in (POST, WIRE, POST)] == [True, True, False]
    assert store.feeds.all() == [WIRE, POST]


def test_a_name_is_one_feeds_own(store: Store) -> None:
    store.feeds.add(POST)
    with pytest.raises(StoreError, match=r"post\.example"):
        store.feeds.add(replace(WIRE, name="The Post"))
    assert store.feeds.all() == [POST]


@pytest.mark.parametrize("asked", ["The Post", "https://post.example/rss", "f1a"])
def test_a_feed_is_found_by_name_location_or_id(asked: str, store: Store) -> None:
    store.feeds.add(POST)
    store.feeds.add(WIRE)
    assert store.feeds.find(asked) == POST


@pytest.mark.parametrize("asked", ["f1", "", "nobody", "the post"])
def test_what_is_several_feeds_or_none_is_not_found(asked: str, store: Store) -> None:
    store.feeds.add(POST)
    store.feeds.add(WIRE)
    with pytest.raises(NotFound, match="Blue Wire, The Post"):
        store.feeds.find(asked)


def test_what_the_last_look_brought_is_kept_and_nothing_else_changes(store: Store) -> None:
    store.feeds.add(POST)
    looked = replace(POST, etag='"\x00a"', last_modified="then", polled_at="2024-06-03", result="2 added")
    store.feeds.polled(replace(looked, name="other", location="elsewhere"))
    assert store.feeds.all() == [replace(looked, etag='"a"')]


def test_entries_are_counted_once_a_feed(store: Store) -> None:
    store.feeds.add(POST)
    store.feeds.add(WIRE)
    store.feeds.see("f1a", ["x", "y", "x"])
    store.feeds.see("f1a", ["y", "z"])
    store.feeds.see("f1b", ["x"])
    store.feeds.see("f1b", [])
    assert store.feeds.seen("f1a") == {"x", "y", "z"}
    assert [f.seen for f in store.feeds.all()] == [1, 3]


def test_a_feed_that_is_removed_is_forgotten(store: Store) -> None:
    store.feeds.add(POST)
    store.feeds.see("f1a", ["x"])
    assert store.feeds.remove("The Post").seen == 1
    assert (store.feeds.all(), store.feeds.seen("f1a")) == ([], frozenset())
    assert store.feeds.add(POST)
