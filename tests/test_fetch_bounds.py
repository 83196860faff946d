"""Servers that send too much, too slowly, or what is no HTTP: each ends by its bound."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import brotli
import pytest

from scraping.fetch import client, connection, kinds
from scraping.fetch.answers import read_body
from scraping.fetch.client import Fetcher, FetchError, Wanted
from scraping.fetch.connection import Connection, Head
from scraping.fetch.inflate import MOST_MEMBERS, PIECE, decoder
from scraping.fetch.limits import DEFAULT, Limits
from tests.hostile_sites import (
    Answer,
    Site,
    dripping,
    endless,
    hanging_up,
    page,
    redirect,
    running,
    silent,
)

pytestmark = pytest.mark.pure

KILOBYTE = 1024
SMALL = Limits(
    html=20 * KILOBYTE,
    document=50 * KILOBYTE,
    robots=5 * KILOBYTE,
    sitemap=5 * KILOBYTE,
    rest=0.02,
)
# Only for servers of which nothing is expected; the others get all that a busy machine may need.
IMPATIENT = Limits(html=SMALL.html, total=0.04)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = HEAD + b"Content-Encoding: gzip\r\n\r\n"
EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"  # of deflate
ZEROS = bytes(3_000_000)


@pytest.fixture(scope="module")
def running_site() -> Iterator[Site]:
    with running() as one:
        yield one


@pytest.fixture
def site(running_site: Site, settings: Any) -> Site:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    return running_site


def end(site: Site, answer: Answer, limits: Limits = SMALL) -> tuple[str, bool]:
    site.routes["/"] = answer
    with Fetcher(limits) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(f"{site.url}/")
    return caught.value.code, caught.value.retryable


@pytest.mark.parametrize(
    "answer",
    [
        page(b"a" * (20 * KILOBYTE + 1)),
        endless(HEAD + b"\r\n", b"<p>hola</p>" * 1000),
        endless(CHUNKED, b"400\r\n" + b"a" * 1024 + b"\r\n"),
        endless(HEAD + b"Content-Length: 99999999999\r\n\r\n", b"a" * 1024),
        page(b"%PDF-1.7" + b"a" * (50 * KILOBYTE), Content_Type="application/pdf"),
        page(gzip.compress(bytes(range(1, 256)) * 100), Content_Encoding="gzip"),
        # What is behind the end is not opened, and counts all the same.
        endless(GZIPPED + gzip.compress(b"<html>" + b"a" * 9000), bytes(64 * KILOBYTE)),
    ],
)
def test_too_large(answer: Answer, site: Site) -> None:
    assert end(site, answer) == ("too_large", False)


def test_what_is_just_small_enough(site: Site) -> None:
    site.routes |= {
        "/html": page(b"a" * SMALL.html),
        "/pdf": page(b"%PDF-" + b"a" * (SMALL.document - 5), Content_Type="application/pdf"),
    }
    with Fetcher(SMALL) as fetcher:
        assert fetcher.get(f"{site.url}/html").size == SMALL.html
        assert fetcher.get(f"{site.url}/pdf").size == SMALL.document


def test_a_declared_length_ends_it_before_the_body(site: Site) -> None:
    """The body never comes: without a look at its length, this would be a time-out."""
    assert end(site, silent(HEAD + b"Content-Length: 99999999\r\n\r\n")) == ("too_large", False)
    start = HEAD + b"Content-Length: 30000\r\n\r\n<html>" + b"a" * 5000
    assert end(site, silent(start)) == ("too_large", False)


def test_a_type_that_is_not_read_ends_it_before_the_body(site: Site) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 99999999\r\n\r\n"
    assert end(site, silent(head)) == ("type", False)


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(ZEROS)),
        ("gzip", gzip.compress(ZEROS[: KILOBYTE * 10]) * 500),
        ("deflate", zlib.compress(ZEROS)),
        ("br", brotli.compress(ZEROS)),
    ],
)
def test_a_bomb(coding: str, data: bytes, site: Site) -> None:
    assert end(site, page(data, Content_Encoding=coding)) == ("bomb", False)


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(bytes(60_000_000))),
        ("deflate", zlib.compress(bytes(60_000_000))),
        ("br", brotli.compress(bytes(60_000_000))),
    ],
)
def test_a_bomb_is_not_opened_at_once(coding: str, data: bytes) -> None:
    """The whole of it comes in one piece; no more than the bound is ever in memory."""
    tracemalloc.start()
    try:
        with pytest.raises(FetchError):
            read_body([data], decoder(coding), lambda _: 1_000_000, cut=False)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000 + 8 * PIECE


def test_members_without_end() -> None:
    """Each costs as much as a page, and empty ones come to no bound of bytes."""
    empty = gzip.compress(b"")
    for data in ([empty * (MOST_MEMBERS + 1)], [empty] * (MOST_MEMBERS + 1)):
        with pytest.raises(FetchError) as caught:
            read_body(data, decoder("gzip"), lambda _: 1000, cut=False)
        assert caught.value.code == "broken_answer"
    assert read_body([empty * 1000], decoder("gzip"), lambda _: 1000, cut=False) == (b"", False)


def test_a_header_is_looked_at_as_far_as_is_sensible() -> None:
    assert kinds.declared('text/html;"' + ";" * 60_000 + "; charset=utf-8") == ("text/html", "")


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip, br", "compress", "zstd"])
def test_codings_that_were_not_asked_for(coding: str, site: Site) -> None:
    assert end(site, page(b"abc", Content_Encoding=coding)) == ("broken_answer", False)


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", b"<html>no comprimida"),
        ("gzip", gzip.compress(b"hola" * 99)[:-9]),
        ("deflate", b"\xff\xff\xff"),
        ("br", b"<html>no comprimida"),
        ("br", brotli.compress(b"hola" * 99)[:-2]),
    ],
)
def test_broken_compression(coding: str, data: bytes, site: Site) -> None:
    assert end(site, page(data, Content_Encoding=coding)) == ("broken_answer", True)


@pytest.mark.parametrize(
    "answer",
    [
        hanging_up(b""),
        hanging_up(HEAD),
        hanging_up(HEAD + b"Content-Length: 99\r\n\r\n<html>"),
        hanging_up(CHUNKED + b"5\r\nab"),
        hanging_up(CHUNKED + b"2\r\nab\r\n"),
        hanging_up(CHUNKED + b"zz\r\nab\r\n0\r\n\r\n"),
        hanging_up(b"SSH-2.0-OpenSSH_9.2\r\n"),
        hanging_up(b"\x00\xff" * 50 + b"\r\n\r\n"),
        hanging_up(HEAD + b"Content-Length: muchos\r\n\r\n<html>"),
        hanging_up(HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n<html>"),
        hanging_up(HEAD + b"Content-Length: -1\r\n\r\n<html>"),
        hanging_up(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
    ],
)
def test_broken_answers(answer: Answer, site: Site) -> None:
    assert end(site, answer) == ("broken_answer", True)


def test_a_body_until_the_end_of_the_connection(site: Site) -> None:
    site.routes["/"] = hanging_up(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hola")
    with Fetcher(SMALL) as fetcher:
        assert fetcher.get(f"{site.url}/").body == b"<p>hola"


@pytest.mark.parametrize(
    "answer",
    [
        hanging_up(HEAD + b"".join(b"X-%d: %s\r\n" % (i, b"a" * 990) for i in range(150))),
        endless(HEAD + b"X-Long: ", b"a" * 10_000),
        endless(b"HTTP/1.1 200 ", b"a" * 10_000),
        endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
        endless(CHUNKED + b"0\r\n", b"X: aaaaaaaaaa\r\n" * 1000),
    ],
)
def test_heads_without_end(answer: Answer, site: Site) -> None:
    assert end(site, answer) == ("too_large", False)


@pytest.mark.parametrize("answer", [silent(), silent(HEAD), dripping(HEAD + b"X: ")])
def test_a_server_that_does_not_answer(answer: Answer, site: Site) -> None:
    assert end(site, answer, IMPATIENT) == ("timeout", True)


@pytest.mark.parametrize(
    "answer",
    [
        silent(HEAD + b"Content-Length: 9\r\n\r\n<html>"),
        dripping(HEAD + b"\r\n<html>"),
        dripping(CHUNKED, b"1\r\na\r\n"),
        dripping(GZIPPED + gzip.compress(b"")[:10], EMPTY_BLOCK),
    ],
)
def test_a_body_that_does_not_come(
    answer: Answer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Connection.ask

    def ask_and_be_impatient(self: Connection, *request: Any) -> Head:
        head = ask(self, *request)
        self.deadline = time.monotonic() + IMPATIENT.total
        return head

    monkeypatch.setattr(Connection, "ask", ask_and_be_impatient)
    assert end(site, answer) == ("too_slow", False)


def test_the_time_is_that_of_all_redirects_together(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock goes twenty seconds on while the server makes each answer."""
    ahead = [0.0]
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + ahead[-1])
    for module in (client, connection):
        monkeypatch.setattr(module, "time", clock)

    def after_a_while(answer: bytes) -> Answer:
        def send(to: socket.socket) -> None:
            ahead.append(ahead[-1] + 20)
            to.sendall(answer)

        return send

    site.routes["/lenta"] = after_a_while(page())
    code, _ = end(site, after_a_while(redirect("/lenta")))
    assert code in {"timeout", "too_slow"}  # the clock may go on before the answer is waited for
    with Fetcher(SMALL) as fetcher:
        assert fetcher.get(f"{site.url}/lenta").status == 200


def test_bodies_that_are_of_no_interest_are_not_waited_for(site: Site) -> None:
    gone = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert end(site, endless(gone, b"400\r\n" + b"a" * 1024 + b"\r\n")) == ("not_found", False)
    assert end(site, dripping(gone, b"1\r\na\r\n")) == ("not_found", False)
    site.routes["/lejos"] = page()
    site.routes["/"] = dripping(
        b"HTTP/1.1 302 Found\r\nLocation: /lejos\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\na\r\n",
    )
    with Fetcher(SMALL) as fetcher:
        assert fetcher.get(f"{site.url}/").url == f"{site.url}/lejos"


def test_nobody_listens(settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with Fetcher(SMALL) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(f"http://127.0.0.1:{port}/")
    assert (caught.value.code, caught.value.retryable) == ("refused", True)


@pytest.mark.parametrize("wanted", [Wanted.ROBOTS, Wanted.SITEMAP])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_robots_and_sitemaps_are_cut(wanted: Wanted, coding: str, site: Site) -> None:
    text = b"Disallow: /a\n" * 10_000
    data = {"identity": text, "gzip": gzip.compress(text), "br": brotli.compress(text)}[coding]
    site.routes["/"] = page(data, Content_Type="text/plain", Content_Encoding=coding)
    with Fetcher(SMALL) as fetcher:
        fetched = fetcher.get(f"{site.url}/", wanted=wanted)
    assert fetched.cut
    assert fetched.body == text[: 5 * KILOBYTE]


def test_the_bounds_of_the_product() -> None:
    megabyte = 1024 * KILOBYTE
    assert (DEFAULT.html, DEFAULT.document) == (3 * megabyte, 20 * megabyte)
    assert (DEFAULT.redirects, DEFAULT.total) == (5, 30)
