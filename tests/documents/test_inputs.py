"""What there is to read, and what is left out and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.documents import Input, Limits, Rejection, list_inputs
from sayso.documents.adapter import kind_of_content
from sayso.errors import EmptyInput, NotText


def names(folder: Path) -> list[str]:
    return [Path(item.where).relative_to(folder).as_posix() for item in list_inputs([str(folder)])]


def test_folders_are_read_sorted_and_all_the_way_down(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b/c.jsonl", "c.md", "LICENCE"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("The army left.", encoding="utf-8")
    assert names(tmp_path) == [
        "LICENCE",
        "a/b/c.jsonl",
        "a/z.html",
        "b.txt",
        "c.md",
    ]


def test_hidden_files_are_passed_over_and_unknown_kinds_are_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.txt").write_text("x")
    (tmp_path / ".notes.txt").write_text("x")
    (tmp_path / "scan.tiff").write_bytes(b"II*\0")
    (tmp_path / "a.txt").write_text("The army left.")
    read, skipped = list_inputs([str(tmp_path)])
    assert isinstance(read, Input) and isinstance(skipped, Rejection)
    assert isinstance(skipped.error, NotText) and "scan.tiff" in skipped.where
    assert ".tiff" in str(skipped.error) and ".jsonl" in str(skipped.error)


def test_a_missing_path_is_a_rejection_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The army left.")
    first, second = list_inputs([str(tmp_path / "nowhere.txt"), str(tmp_path / "a.txt")])
    assert isinstance(first, Rejection) and "nowhere.txt" in str(first.error) and "no such file" in str(first.error)
    assert isinstance(second, Input)


def test_an_empty_folder_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (only,) = list_inputs([str(tmp_path)])
    assert isinstance(only, Rejection) and isinstance(only.error, EmptyInput)


def test_folders_linked_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "r.txt").write_text("The army left.")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert names(tmp_path) == ["a/r.txt"]


def test_folders_nested_deeper_than_the_limit_are_named(tmp_path: Path) -> None:
    deep = tmp_path / "1" / "2" / "3"
    deep.mkdir(parents=True)
    (deep / "r.txt").write_text("The army left.")
    (only,) = list_inputs([str(tmp_path)], limits=Limits(max_depth=3))
    assert isinstance(only, Rejection) and "too deep" in str(only.error)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"The army left the town.", "text"),
        (b'{"id": "1", "text": "The army left."}\n{"id": "2"}', "jsonl"),
        (b'{"text": "The army left."}', "jsonl"),
        (b'{\n  "text": "The army left."\n}', "json"),
        (b'[{"text": "The army left."}]', "json"),
        (b"<!DOCTYPE html><html><body>", "html"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
    ],
)
def test_standard_input_is_known_by_its_content(content: bytes, kind: str) -> None:
    (item,) = list_inputs(["-"], stdin=lambda: content)
    assert isinstance(item, Input) and item.kind == kind and item.data == content


def test_nothing_on_standard_input() -> None:
    (only,) = list_inputs(["-"], stdin=lambda: b" \n")
    assert isinstance(only, Rejection) and isinstance(only.error, EmptyInput)
    (only,) = list_inputs(["-"], stdin=None)
    assert isinstance(only, Rejection)


def test_a_page_saved_as_text_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("<html><body>…</body></html>", encoding="utf-8")
    (item,) = list_inputs([str(path)])
    assert isinstance(item, Input) and item.kind == "html"


def test_a_bracket_does_not_make_text_json() -> None:
    assert kind_of_content(b"[Update] The army left the town.") is None
