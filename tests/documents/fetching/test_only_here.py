"""Nothing else in the project opens a connection, and no library is handed an address to fetch."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pytest

import sayso
from fetching.asking import intake
from sayso.documents import Input, read_input

SOURCES = Path(sayso.__file__).parent
NETWORK = re.compile(
    r"^\s*(?:from|import) +(?:urllib3|protego|socket|ssl|http\.client|urllib\.request|ftplib|smtplib|asyncio|requests"
    r"|httpx|aiohttp)\b|\b(?:fetch_url|fetch_response|urlopen|create_connection)\b",
    re.MULTILINE,
)


def test_only_this_room_imports_what_connects() -> None:
    users = {p.relative_to(SOURCES) for p in SOURCES.rglob("*.py") if NETWORK.search(p.read_text(encoding="utf-8"))}
    assert {p.parent.as_posix() for p in users} == {"documents/fetching"}


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """No name is resolved and no socket connects: whoever tries is written down."""
    tried: list[Any] = []

    def refuse(*args: Any, **_more: Any) -> Any:
        tried.append(args[:2])
        raise OSError("cut off")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried


WORDS = "\n".join(["Gunmen\nshot\ndead\nthree\nmen\nnear\nSabha\non\nSunday,\na\nmedic\ntold\nthe\nPost."] * 10)
HOSTILE = [
    ("html", "http://169.254.169.254/latest"),
    ("html", f"http://169.254.169.254/latest?<html><body><article><p>{WORDS}</p></article></body></html>"),
    ("html", f"https://news.example/<html><head></head><body><p>{WORDS}</p><p>{WORDS}</p></body></html>"),
    ("html", '<!DOCTYPE html SYSTEM "http://169.254.169.254/x.dtd"><html><body><p>The army left.</p></body></html>'),
    ("html", '<html><head><base href="http://169.254.169.254/"><link rel=canonical href="/a"></head><p>A.</p></html>'),
    ("text", "http://169.254.169.254/latest"),
    ("json", '{"url": "http://169.254.169.254/", "text": "http://169.254.169.254/"}'),
]


@pytest.mark.parametrize(("kind", "content"), HOSTILE, ids=range(len(HOSTILE)))
def test_no_content_sends_a_library_to_the_network(kind: str, content: str, cut_off: list[Any]) -> None:
    list(read_input(Input("page", kind, data=content.encode(), url="https://news.example/a"), intake()))
    assert cut_off == []
