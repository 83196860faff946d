"""One page from one address: redirects, statuses, types, conditions, kept connections."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import brotli
import pytest

from scraping.fetch.client import Fetcher, FetchError
from scraping.fetch.inflate import decoder
from scraping.fetch.limits import Limits
from tests.hostile_sites import Asked, Site, hanging_up, page, redirect, running

pytestmark = pytest.mark.pure

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "¿Qué becas hay? ".encode() * 300


@pytest.fixture(scope="module")
def running_site() -> Iterator[Site]:
    with running() as one:
        yield one


@pytest.fixture
def site(running_site: Site, settings: Any) -> Site:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    running_site.routes.clear()
    running_site.asked.clear()
    running_site.connections = 0
    return running_site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Limits(total=10)) as one:
        yield one


def failed(fetcher: Fetcher, url: str, **options: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **options)
    return caught.value


def test_a_page(site: Site, fetcher: Fetcher) -> None:
    site.routes["/becas"] = page(
        "<html>¿Becas?</html>",
        Content_Type='Text/HTML; Charset="ISO-8859-1"',
        ETag='"v1"',
        Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT",
    )
    fetched = fetcher.get(f"{site.url}/becas?b=2&a=ñ#arriba")
    assert fetched.url == f"{site.url}/becas?b=2&a=%C3%B1"
    assert (fetched.status, fetched.hops, fetched.cut) == (200, (), False)
    assert fetched.body == "<html>¿Becas?</html>".encode()
    assert fetched.size == len(fetched.body)
    assert (fetched.content_type, fetched.charset) == ("text/html", "ISO-8859-1")
    assert fetched.etag == '"v1"'
    assert fetched.last_modified == "Mon, 02 Mar 2026 10:00:00 GMT"


def test_it_says_who_it_is(site: Site, settings: Any) -> None:
    settings.CRAWL_ABOUT_URL = "https://psichat.example/bot"
    site.routes["/"] = page()
    with Fetcher() as fetcher:
        fetcher.get(site.url)
    assert site.asked == [
        Asked(
            "/",
            {
                "host": f"127.0.0.1:{site.port}",
                "user-agent": "PsiChatBot/1.0 (+https://psichat.example/bot)",
                "accept": site.asked[0].headers["accept"],
                "accept-language": "es,en;q=0.5",
                "accept-encoding": "gzip, deflate, br",
            },
        )
    ]


def test_the_copy_that_is_there_still_holds(site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = page(b"", "304 Not Modified", ETag='"v1"', Content_Length=None)
    fetched = fetcher.get(f"{site.url}/", etag='"v1"', last_modified="Mon, 02 Mar 2026")
    assert (fetched.status, fetched.body, fetched.etag) == (304, b"", '"v1"')
    assert site.asked[0].headers["if-none-match"] == '"v1"'
    assert site.asked[0].headers["if-modified-since"] == "Mon, 02 Mar 2026"


def test_stored_conditions_cannot_add_headers(site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = page()
    fetcher.get(f"{site.url}/", etag='"v1"\r\nX-Evil: 1', last_modified="año")
    assert {"if-none-match", "x-evil", "if-modified-since"}.isdisjoint(site.asked[0].headers)


def test_stored_conditions_with_spaces(site: Site, fetcher: Fetcher) -> None:
    """What two headers of one name come to, the second of them empty."""
    site.routes["/"] = page(b"", "304 Not Modified", Content_Length=None)
    assert fetcher.get(f"{site.url}/", etag='"v1", ', last_modified="  ").status == 304
    assert site.asked[0].headers["if-none-match"] == '"v1",'
    assert "if-modified-since" not in site.asked[0].headers


def test_a_copy_that_is_not_there_cannot_hold(site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = page(b"", "304 Not Modified", Content_Length=None)
    error = failed(fetcher, f"{site.url}/")
    assert (error.code, error.detail, error.status) == ("broken_answer", "304", 304)


def test_connections_are_kept(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {
        "/": page(),
        "/r": redirect("/"),
        "/img": page(b"png", Content_Type="image/png"),
        "/chunks": page(b"3\r\nuno\r\n0\r\n\r\n", Content_Length=None, Transfer_Encoding="chunked"),
    }
    for path in ("/", "/r", "/chunks", "/"):
        fetcher.get(site.url + path)
    for path in ("/nada", "/img"):
        failed(fetcher, site.url + path)
    fetcher.get(f"{site.url}/")
    assert (len(site.asked), site.connections) == (8, 1)


def test_a_connection_that_the_server_closed_is_opened_anew(site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = hanging_up(page())
    for _ in range(3):
        assert fetcher.get(f"{site.url}/").status == 200
    assert site.connections == 3


def test_a_connection_that_is_closed_at_the_next_request(site: Site, fetcher: Fetcher) -> None:
    """As when both happen at the same moment: the request is made once more."""
    site.routes["/"] = page()
    site.routes["/b"] = lambda connection: (
        connection.close() if site.connections == 1 else connection.sendall(page("<html>b</html>"))
    )
    fetcher.get(f"{site.url}/")
    assert fetcher.get(f"{site.url}/b").body == b"<html>b</html>"
    assert site.targets == ["/", "/b", "/b"]


def test_what_follows_an_answer_is_not_the_next_one(site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = page("<html>a</html>") + page("<html>metida</html>")
    site.routes["/b"] = page("<html>b</html>")
    fetcher.get(f"{site.url}/")
    assert fetcher.get(f"{site.url}/b").body == b"<html>b</html>"


@pytest.mark.parametrize("status", ["301 a", "302 b", "303 c", "307 d", "308 e"])
def test_redirects_within_the_site(status: str, site: Site, fetcher: Fetcher) -> None:
    site.routes |= {
        "/a": redirect("b?x=1#y", status),
        "/b": redirect(f"{site.url}/ç"),
        "/%C3%A7": page(),
    }
    fetched = fetcher.get(f"{site.url}/a")
    assert fetched.url == f"{site.url}/%C3%A7"
    assert fetched.hops == (f"{site.url}/a", f"{site.url}/b?x=1")


def test_a_redirect_in_utf_8(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {
        "/a": b"HTTP/1.1 302 x\r\nLocation: /ma\xc3\xb1ana\r\nContent-Length: 0\r\n\r\n"
    }
    site.routes["/ma%C3%B1ana"] = page()
    assert fetcher.get(f"{site.url}/a").url == f"{site.url}/ma%C3%B1ana"


def test_redirects_in_circles(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {"/a": redirect("/b"), "/b": redirect("/a"), "/c": redirect("/c")}
    assert failed(fetcher, f"{site.url}/a").code == "redirect_loop"
    assert failed(fetcher, f"{site.url}/c").code == "redirect_loop"
    assert site.targets == ["/a", "/b", "/c"]


def test_redirects_without_end(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {f"/{i}": redirect(f"/{i + 1}") for i in range(9)}
    assert failed(fetcher, f"{site.url}/0").code == "too_many_redirects"
    assert len(site.asked) == 6
    site.routes["/8"] = page()
    assert len(fetcher.get(f"{site.url}/3").hops) == 5


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("https://otra.cl/", "redirect_outside"),
        ("file:///etc/passwd", "bad_scheme"),
        ("http://a:b@otra.cl/", "credentials"),
        ("http://[::zz]/", "bad_address"),
        ("", "broken_answer"),
    ],
)
def test_redirects_that_are_not_followed(to: str, code: str, site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = redirect(to)
    assert failed(fetcher, f"{site.url}/").code == code


def test_the_caller_decides_what_to_follow(site: Site, fetcher: Fetcher) -> None:
    site.routes |= {"/a": redirect("/b"), "/b": redirect("/c"), "/c": page()}
    asked: list[str] = []

    def may_follow(to: str) -> str:
        asked.append(to)
        return "robots" if to.endswith("/c") else ""

    error = failed(fetcher, f"{site.url}/a", may_follow=may_follow)
    assert (error.code, error.detail, error.status) == ("robots", f"{site.url}/c", 302)
    assert asked == [f"{site.url}/b", f"{site.url}/c"]
    assert site.targets == ["/a", "/b"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, ("unauthorised", "", False)),
        (403, ("forbidden", "", False)),
        (404, ("not_found", "", False)),
        (408, ("client_error", "408", True)),
        (410, ("gone", "", False)),
        (418, ("client_error", "418", False)),
        (429, ("too_many_requests", "", True)),
        (500, ("server_error", "500", True)),
        (503, ("server_error", "503", True)),
        (204, ("no_text", "", False)),
        (206, ("broken_answer", "206", False)),
        (305, ("broken_answer", "305", False)),
    ],
)
def test_statuses(
    status: int, expected: tuple[str, str, bool], site: Site, fetcher: Fetcher
) -> None:
    length = None if status == 204 else "0"
    site.routes["/"] = page(b"", f"{status} x", Content_Length=length)
    error = failed(fetcher, f"{site.url}/")
    assert (error.code, error.detail, error.retryable) == expected
    assert (error.status, error.retry_after) == (status, None)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("-5", 0),
        ("999999999", 86400),
        ("Mon, 02 Mar 2020 10:00:00 GMT", 0),
        ("Mon, 02 Mar 2020 10:00:00 +99999999999999", None),
        ("pronto", None),
        ("nan", None),
        ("inf", None),
    ],
)
def test_retry_after(
    value: str, seconds: float | None, status: int, site: Site, fetcher: Fetcher
) -> None:
    site.routes["/"] = page(b"", f"{status} x", Retry_After=value)
    assert failed(fetcher, f"{site.url}/").retry_after == seconds


def test_retry_after_a_date(site: Site, fetcher: Fetcher) -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.routes["/"] = page(b"", "503 x", Retry_After=when)
    assert failed(fetcher, f"{site.url}/").retry_after == pytest.approx(3600, abs=30)


@pytest.mark.parametrize(
    ("header", "body", "expected"),
    [
        ("text/html", b"<p>a", "text/html"),
        ("application/xhtml+xml", b"<?xml version='1.0'?><html>", "text/html"),
        (
            "application/xml",
            b"<?xml version='1.0'?>\n<!-- a --><html a=''>",
            "text/html",
        ),
        ("application/pdf", b"%PDF-1.7 a", "application/pdf"),
        ("application/octet-stream", b"%PDF-1.7 \x00", "application/pdf"),
        ("text/html", b"%PDF-1.7 \x00", "application/pdf"),
        ("application/pdf", b"<!DOCTYPE html><p>Ingresa", "text/html"),
        (None, b"<p>hola", "text/html"),
        (None, b"hola", "text/plain"),
        ("basura", b"hola", "text/plain"),
        (DOCX, b"PK\x03\x04\x00", DOCX),
        ("application/zip", b"PK\x03\x04\x00[Content_Types].xml word/document.xml", DOCX),
        ("text/plain", b"hola", "text/plain"),
        ("text/plain", b"<!doctype html><p>hola", "text/html"),
        ("text/x-markdown", b"# Hola", "text/markdown"),
        ("text/html; charset=utf-16le", b"<\0p\0>\0", "text/html"),
        ("text/html", "<p>hola".encode("utf-16"), "text/html"),
    ],
)
def test_types_that_are_read(
    header: str | None, body: bytes, expected: str, site: Site, fetcher: Fetcher
) -> None:
    site.routes["/a"] = page(body, Content_Type=header)
    assert fetcher.get(f"{site.url}/a").content_type == expected


def test_types_that_the_path_tells(site: Site, fetcher: Fetcher) -> None:
    unsure = "application/octet-stream"
    site.routes |= {
        "/a.DOCX": page(b"PK\x03\x04\x00", Content_Type=unsure),
        "/leeme.md": page(b"# Hola", Content_Type=unsure),
    }
    assert fetcher.get(f"{site.url}/a.DOCX").content_type == DOCX
    assert fetcher.get(f"{site.url}/leeme.md").content_type == "text/markdown"


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("text/html", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("application/octet-stream", b"algo"),
        ("application/zip", b"PK\x03\x04\x00 mimetype"),
        ("application/xml", b"<rss></rss>"),
        (None, b"\x00\x01"),
    ],
)
def test_types_that_are_not_read(
    header: str | None, body: bytes, site: Site, fetcher: Fetcher
) -> None:
    site.routes["/"] = page(body, Content_Type=header)
    error = failed(fetcher, f"{site.url}/")
    expected = "application/octet-stream" if header in {None, "text/html"} else header
    assert (error.code, error.detail) == ("type", expected)


def deflated(data: bytes) -> bytes:
    raw = zlib.compressobj(wbits=-15)
    return raw.compress(data) + raw.flush()


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:])),
        ("GZIP", gzip.compress(TEXT) + b"\x00" * 9),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", deflated(TEXT)),
        ("br", brotli.compress(TEXT)),
        ("identity", TEXT),
    ],
)
def test_compressed(coding: str, data: bytes, site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = page(data, Content_Encoding=coding)
    assert fetcher.get(f"{site.url}/").body == TEXT


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:]) + b"\x1f\x00"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", deflated(TEXT)),
        ("br", brotli.compress(TEXT)),
    ],
)
def test_compressed_and_sent_byte_after_byte(coding: str, data: bytes) -> None:
    opened = decoder(coding)
    pieces = [piece for byte in data for piece in opened.feed(bytes([byte]))]
    opened.finish()
    assert b"".join(pieces) == TEXT


def test_headers_for_robots(site: Site, fetcher: Fetcher) -> None:
    site.routes["/"] = (
        b"HTTP/1.1 200 OK\r\nX-Robots-Tag: NoArchive, max-snippet: 5\r\n"
        b"X-Robots-Tag: psichatbot: noindex\r\nX-Robots-Tag: otherbot: nofollow\r\n"
        b"X-Robots-Tag: unavailable_after: 25 Jun 2030\r\nContent-Length: 0\r\n\r\n"
    )
    expected = "noarchive, max-snippet: 5, noindex, unavailable_after: 25 jun 2030"
    assert fetcher.get(f"{site.url}/").robots_tag == expected
