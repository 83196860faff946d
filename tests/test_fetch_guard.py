"""Where a connection may go: whatever notation, DNS or a redirect says (F3)."""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from scraping.fetch import allowed, connection, guard
from scraping.fetch.client import Fetcher, FetchError
from scraping.fetch.limits import Limits
from tests.fetch_stage import Names, code_of
from tests.fetch_stage import names as names
from tests.hostile_sites import Site, page, redirect, running

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running() as one:
        one.routes["/"] = page("<html>privado</html>")
        yield one


@pytest.fixture(autouse=True)
def nothing_allowed(settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = []
    settings.CRAWL_DEMO_SITE = ""


@pytest.mark.parametrize(
    "text",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.8.9.1 169.254.169.254
    168.63.129.16 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
    203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::127.0.0.1
    ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::808:808 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 3fff::1 5f00::1
    fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2606:4700::1%eth0""".split(),
)
def test_addresses_that_are_not_public(text: str) -> None:
    assert not guard.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    "1.1.1.1 200.89.76.16 172.32.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split(),
)
def test_addresses_that_are_public(text: str) -> None:
    assert guard.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 localhost LOCALHOST. 2130706433 0x7f000001 0x7f.1 0177.0.0.1 127.1 0 [::1] [::]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1]
    %31%32%37.1 １２７.０.０.１ ⑫⑦.⓪.⓪.①""".split(),
)
def test_this_machine_in_every_notation(host: str, site: Site) -> None:
    site.asked.clear()
    assert code_of(f"http://{host}:{site.port}/") == "private_address"
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://2852039166/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
    ],
)
def test_metadata_and_private_networks(url: str) -> None:
    assert code_of(url) == "private_address"


def test_the_name_of_a_metadata_server_is_private_even_where_it_does_not_exist(
    names: Names,
) -> None:
    names([])
    assert code_of("http://metadata.google.internal/computeMetadata/v1/") == "private_address"


def test_other_schemes_and_credentials_are_refused() -> None:
    assert code_of("file:///etc/passwd") == "bad_scheme"
    assert code_of("http://ana:clave@uni.cl/") == "credentials"


def test_a_name_with_a_private_address(site: Site, names: Names) -> None:
    site.asked.clear()
    names(["127.0.0.1"])
    assert code_of(f"http://becas.example:{site.port}/") == "private_address"
    assert site.asked == []


def test_one_private_address_among_public_ones_is_enough(names: Names) -> None:
    names(["200.89.76.16", "10.0.0.1"])
    assert code_of("http://becas.example/") == "private_address"


def test_a_name_that_does_not_exist(names: Names) -> None:
    names([])
    with Fetcher() as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get("http://becas.example/")
    assert (caught.value.code, caught.value.detail) == ("not_resolved", "becas.example")
    assert not caught.value.retryable


def test_a_resolver_out_of_reach_may_answer_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(FetchError) as caught:
        guard.destination("http://becas.example/", 1)
    assert (caught.value.code, caught.value.retryable) == ("not_resolved", True)


def test_a_resolver_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [][: done.wait(30)])
    with pytest.raises(FetchError) as caught:
        guard.destination("http://becas.example/", 0.01)
    done.set()
    assert caught.value.code == "timeout"


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    names: Names, settings: Any
) -> None:
    """The resolver would say 127.0.0.1 the second time."""
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.2"]
    with running("127.0.0.2") as checked, running("127.0.0.1", checked.port) as other:
        checked.routes["/"] = page("<html>la revisada</html>")
        asked = names(["127.0.0.2"], ["127.0.0.1"])
        with Fetcher() as fetcher:
            fetched = fetcher.get(f"http://becas.example:{checked.port}/")
            again = fetcher.get(f"http://becas.example:{checked.port}/")
    assert fetched.body == again.body == b"<html>la revisada</html>"
    assert asked == [["127.0.0.2"]]
    assert other.connections == 0
    assert checked.asked[0].headers["host"] == f"becas.example:{checked.port}"


def test_the_next_look_up_is_checked_too(names: Names, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.2"]
    with running("127.0.0.2") as site, running("127.0.0.1", site.port) as other:
        site.routes["/"] = page("<html></html>", Connection="close")
        names(["127.0.0.2"], ["127.0.0.1"])
        with Fetcher() as fetcher:
            fetcher.get(f"http://becas.example:{site.port}/")
            assert code_of(f"http://becas.example:{site.port}/", fetcher) == "private_address"
    assert other.connections == 0


def test_a_public_address_of_this_machine_itself(
    site: Site, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What listens there may be open to this side of the firewall only."""
    monkeypatch.setattr(guard, "is_public", lambda _: True)
    site.routes["/publico/"] = page("<html>propio</html>")
    site.asked.clear()
    assert code_of(f"{site.url}/") == "private_address"
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = [f"127.0.0.1:{site.port}/publico/"]
    with Fetcher() as fetcher:
        assert fetcher.get(f"{site.url}/publico/").body == b"<html>propio</html>"
        assert code_of(f"{site.url}/", fetcher) == "private_address"
    assert site.targets == ["/publico/"]


def test_a_machine_without_ipv6(
    site: Site, names: Names, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_ipv4(family: int, *more: Any) -> socket.socket:
        if family == socket.AF_INET6:
            raise OSError(97, "Address family not supported by protocol")
        return socket.socket(family, *more)

    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    names(["2606:4700::1111", "127.0.0.1"], ["2606:4700::1111"])
    to = guard.destination(f"http://becas.example:{site.port}/", 1)
    here = SimpleNamespace(**{**vars(socket), "socket": only_ipv4})
    monkeypatch.setattr(connection, "socket", here)
    reached = connection.Connection("http", to, Limits(), time.monotonic() + 10)
    assert str(reached.address) == "127.0.0.1"
    reached.close()
    assert code_of("http://otra.example/") == "refused"


@pytest.mark.parametrize("to", ["http://127.0.0.1:{port}/", "//0x7f.1:{port}/", "http://[::1]/"])
def test_a_redirect_to_a_private_address(to: str, site: Site, names: Names, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.2"]
    site.asked.clear()
    names(["127.0.0.2"])
    with running("127.0.0.2") as outside, Fetcher() as fetcher:
        outside.routes["/"] = redirect(to.format(port=site.port))
        with pytest.raises(FetchError) as caught:
            fetcher.get(f"http://becas.example:{outside.port}/", may_follow=lambda _: "")
    assert caught.value.code == "private_address"
    assert site.asked == []


@pytest.mark.parametrize(
    "entry",
    ["127.0.0.1", "127.0.0.1:{port}", "127.0.0.0/8", "127.0.0.1:{port}/", "0x7f.1:{port}"],
)
def test_what_the_settings_let_through(entry: str, site: Site, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = [entry.format(port=site.port)]
    with Fetcher() as fetcher:
        assert fetcher.get(f"{site.url}/").body == b"<html>privado</html>"


@pytest.mark.parametrize("entry", ["127.0.0.1:1", "127.0.0.2", "10.0.0.0/8", "becas.example"])
def test_what_the_settings_do_not_let_through(entry: str, site: Site, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = [entry]
    assert code_of(f"{site.url}/") == "private_address"


def test_a_name_of_the_settings_may_be_private(site: Site, names: Names, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["intranet.example"]
    names(["127.0.0.1"], ["127.0.0.1"])
    with Fetcher() as fetcher:
        assert fetcher.get(f"http://intranet.example:{site.port}/").status == 200
        assert code_of(f"http://otra.example:{site.port}/", fetcher) == "private_address"


@pytest.mark.parametrize(
    ("path", "let_through"),
    [
        ("/universidad", True),
        ("/universidad/nada", True),
        ("/universidad/becas?x=../..", True),
        ("/universidad/../universidad/a", True),
        ("/", False),
        ("/admin/", False),
        ("/universidades/", False),
        ("/universidad/../admin/", False),
        ("/universidad/%2e%2e/admin/", False),
        ("/universidad/%2e%2e%2fadmin/", False),
        ("/universidad/..%5cadmin/", False),
        ("/universidad/%252e%252e/admin/", False),
        ("/universidad/%25252e%25252e/admin/", False),
        ("/universidad/..;/admin/", False),
        ("/Universidad/", False),
    ],
)
@pytest.mark.parametrize("setting", ["CRAWL_DEMO_SITE", "CRAWL_ALLOWED_PRIVATE_HOSTS"])
def test_a_path_is_let_through_and_nothing_beside_it(
    path: str, let_through: bool, setting: str, site: Site, settings: Any
) -> None:
    prefix = f"127.0.0.1:{site.port}/universidad/"
    setattr(settings, setting, f"http://{prefix}" if setting == "CRAWL_DEMO_SITE" else [prefix])
    site.routes["/universidad/"] = page("<html>ejemplo</html>")
    site.asked.clear()
    with Fetcher() as fetcher:
        # The connection is open already: each request is checked for itself.
        fetcher.get(f"{site.url}/universidad/")
        code = code_of(f"{site.url}{path}", fetcher)
    assert code == ("not_found" if let_through else "private_address")
    assert len(site.asked) == 1 + let_through


def test_a_redirect_out_of_the_path(site: Site, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = [f"127.0.0.1:{site.port}/universidad/"]
    site.routes["/universidad/fuera"] = redirect("/")
    assert code_of(f"{site.url}/universidad/fuera") == "private_address"


@pytest.mark.parametrize("text", ["", "una frase", "10.0.0.0/99", "ftp://uni.cl/", "a:b:c"])
def test_an_entry_that_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        allowed.entry(text)


def test_proxies_of_the_environment_do_not_count(
    site: Site, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with running() as proxy, Fetcher() as fetcher:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert fetcher.get(f"{site.url}/").status == 200
        assert proxy.connections == 0
