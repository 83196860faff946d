"""Certificates: the site's own, for its name, at the address that was checked."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from scraping.fetch import connection
from scraping.fetch.client import Fetcher
from tests.fetch_stage import Names, code_of
from tests.fetch_stage import names as names
from tests.hostile_sites import Site, page, running

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of campus.example, signed by itself; with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "campus.example")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("campus.example")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "site.pem"
    file.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture
def secure_site(certificate: Path, settings: Any) -> Iterator[Site]:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with running(tls=context) as one:
        one.routes["/"] = page("<html>segura</html>")
        yield one


def test_a_certificate_is_that_of_the_name_at_the_address_that_was_checked(
    secure_site: Site, certificate: Path, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(connection, "_tls", lambda: trusting)
    names(["127.0.0.1"], ["127.0.0.1"])
    with Fetcher() as fetcher:
        url = f"https://campus.example:{secure_site.port}/"
        assert fetcher.get(url).body == b"<html>segura</html>"
        # The same certificate under another name.
        assert code_of(f"https://otra.example:{secure_site.port}/", fetcher) == "tls"


def test_a_certificate_that_nobody_vouches_for(secure_site: Site, names: Names) -> None:
    names(["127.0.0.1"])
    assert code_of(f"https://campus.example:{secure_site.port}/") == "tls"
    assert secure_site.asked == []


def test_a_server_without_tls(settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with running() as site:
        assert code_of(f"https://127.0.0.1:{site.port}/") == "tls"
