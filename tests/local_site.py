"""A web site on this machine for tests: what it answers is told by path, what it was asked is kept. Nothing of it
leaves the loopback interface."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

Answering = Callable[[BaseHTTPRequestHandler], None]

ARTICLE = (
    "<!doctype html><html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>Gunmen shot dead {number} men near Sabha on Sunday, a medic told the Delta Post.</p>"
    "<p>The medic said that the bodies were brought to the hospital of the town in the evening, and that a search for "
    "the gunmen went on along the road to the north until it was dark.</p></article></body></html>"
)


def article(title: str = "Shooting near Sabha", number: str = "three") -> bytes:
    """A page with a report in it."""
    return ARTICLE.format(title=title, number=number).encode()


@dataclass
class Site:
    """What the server answers: bytes (as HTML), (status, headers, body), or a function that writes what it likes."""

    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    url: str = ""
    connect: Answering | None = None

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def robots(self, text: str) -> None:
        self.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, text.encode())

    @property
    def pages_asked(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: Site, *args: Any) -> None:
        self._site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        self._site.asked.append(self.path)
        self._site.headers.append(dict(self.headers.items()))
        found = self._site.pages.get(self.path, (404, {}, b""))
        try:
            if callable(found):
                found(self)
            else:
                answer(self, *(found if isinstance(found, tuple) else (200, {"Content-Type": "text/html"}, found)))
        except OSError:
            self.close_connection = True  # whoever asked has gone

    def do_CONNECT(self) -> None:
        if self._site.connect:
            self._site.connect(self)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


def answer(to: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Send a whole answer."""
    to.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | dict(headers)).items():
        to.send_header(name, value)
    to.end_headers()
    to.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a handshake that the client broke off


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1."""
    site = Site()
    with _Server(("127.0.0.1", 0), partial(_Handler, site)) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def certificate(folder: Path, name: str, *alternatives: str) -> Path:
    """Make a certificate that signs itself, for the names given ("DNS:…", "IP:…"); return the file with its key."""
    file = folder / f"{name}.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName={','.join(alternatives)}"]
    subprocess.run(
        [*command, *names, "-keyout", str(file), "-out", str(file) + ".crt"], check=True, capture_output=True
    )
    file.write_text(file.read_text() + Path(str(file) + ".crt").read_text())
    return file


def tls_with(file: Path) -> ssl.SSLContext:
    """What a server needs to speak TLS with a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
