"""Sites on this machine, plain and with TLS."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import local_site
from local_site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with local_site.running() as running:
        yield running


@pytest.fixture
def other() -> Iterator[Site]:
    with local_site.running() as running:
        yield running


@pytest.fixture(scope="session")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate with its key, for names of ours."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl, to make a certificate")
    folder = tmp_path_factory.mktemp("certificates")
    return local_site.certificate(folder, "post.example", "DNS:post.example", "IP:127.0.0.1")


@pytest.fixture
def secure(trusted: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with TLS, whose certificate is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with local_site.running(local_site.tls_with(trusted)) as running:
        yield running
