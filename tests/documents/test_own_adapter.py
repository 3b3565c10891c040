"""The adapter that the docs show, installed as a package would install it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from taken_in import intake

from sayso.documents import Input, Rejection, list_inputs, read_input
from sayso.documents.adapter import GROUP, adapters, kind_of_content
from sayso.errors import SettingError
from sayso.schema.document import Document

PAGE = Path(__file__).resolve().parents[2] / "docs" / "inputs.md"
CHAT = (
    "2024-05-13 09:30 @valley: Two soldiers were killed at the bridge.\nhello\n2024-05-14 10:00 @valley: It is quiet."
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path where packages are found; adapters are looked up anew in it, and anew behind it."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    adapters.cache_clear()
    yield folder
    adapters.cache_clear()


def installed(site: Path, entries: dict[str, str]) -> None:
    about = site / "chats-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: chats\nVersion: 1.0\n")
    lines = "".join(f"{name} = {place}\n" for name, place in entries.items())
    (about / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}")


def test_the_adapter_of_the_docs_reads(site: Path, tmp_path: Path) -> None:
    shown = PAGE.read_text(encoding="utf-8").partition("<!-- own-adapter -->")[2].partition("<!-- /own-adapter -->")[0]
    code, project = re.findall(r"```(?:python|toml)\n(.*?)```", shown, re.DOTALL)
    (site / "chats.py").write_text(code, encoding="utf-8")
    installed(site, tomllib.loads(project)["project"]["entry-points"][GROUP])
    (tmp_path / "week.chat").write_text(CHAT, encoding="utf-8")

    (item,) = list_inputs([str(tmp_path / "week.chat")])
    assert isinstance(item, Input) and item.kind == "chat" == kind_of_content(CHAT.encode())
    one, refused, two = read_input(item, intake())
    assert isinstance(one, Document) and one.text == "Two soldiers were killed at the bridge."
    assert (one.publisher, one.published.date) == ("valley", "2024-05-13")
    assert isinstance(refused, Rejection) and refused.where.endswith("week.chat, line 2")
    assert isinstance(two, Document)


def test_an_adapter_that_cannot_be_loaded_is_named(site: Path) -> None:
    installed(site, {"chat": "no_such_module:ADAPTER"})
    with pytest.raises(SettingError, match=r"chat \(no_such_module:ADAPTER\) cannot be loaded"):
        adapters()


def test_our_own_adapter_comes_first(site: Path) -> None:
    (site / "other.py").write_text(
        "class Other:\n    name = 'html'\n    suffixes = media_types = frozenset()\nADAPTER = Other()\n"
    )
    installed(site, {"html": "other:ADAPTER"})
    assert type(adapters()["html"]).__module__ == "sayso.documents.adapters.html"
