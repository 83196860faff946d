"""Sitemaps in whatever state: what can be read is read, and what is wrong is said."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from scraping.fetch import sitemap_xml, sitemaps
from scraping.fetch.client import Fetcher
from scraping.fetch.sitemap_xml import MOST_DEPTH, PIECE
from scraping.fetch.sitemaps import Sitemap, read
from tests.hostile_sites import Site, page, running

pytestmark = pytest.mark.pure

URL = "https://uni.cl/mapas/sitemap.xml"
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLSET = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {XMLNS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
  xmlns:xhtml="http://www.w3.org/1999/xhtml">
  <url><loc> https://uni.cl/becas </loc><lastmod>2026-03-01</lastmod>
    <image:image><image:loc>https://uni.cl/foto.jpg</image:loc></image:image>
    <xhtml:link rel="alternate" hreflang="en" href="https://uni.cl/en/grants"/></url>
  <!-- otra --><url><loc>https://uni.cl/a?x=1&amp;y=2</loc></url>
  <url><loc><![CDATA[https://uni.cl/c?x=1&y=2]]></loc></url>
</urlset>"""
PAGES = (
    ("https://uni.cl/becas", "2026-03-01"),
    ("https://uni.cl/a?x=1&y=2", ""),
    ("https://uni.cl/c?x=1&y=2", ""),
)


def pages_of(text: str | bytes) -> tuple[list[str], str]:
    body = text.encode() if isinstance(text, str) else text
    found = read(body, url=URL)
    return [address for address, _ in found.pages], found.problem


@pytest.mark.parametrize(
    "body",
    [
        URLSET.encode(),
        b"\xef\xbb\xbf \n" + URLSET.encode(),
        URLSET.replace("UTF-8", "UTF-16").encode("utf-16"),
        gzip.compress(URLSET.encode()),
        URLSET.replace(XMLNS, "").encode(),
        URLSET.replace("sitemaps.org/schemas/sitemap/0.9", "google.com/schemas/0.84").encode(),
    ],
)
def test_addresses(body: bytes) -> None:
    assert read(body, "application/xml", url=URL) == Sitemap(pages=PAGES)


def test_an_index() -> None:
    text = f"""<sitemapindex {XMLNS}><sitemap><loc>/a.xml</loc><lastmod>2026-01-01</lastmod>
    </sitemap><sitemap><loc>b.xml.gz</loc></sitemap></sitemapindex>"""
    assert read(text.encode(), url=URL) == Sitemap(
        sitemaps=("https://uni.cl/a.xml", "https://uni.cl/mapas/b.xml.gz")
    )


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_list_as_text(start: bytes) -> None:
    text = "https://uni.cl/a\r\n\n  https://uni.cl/ñ \nhttps://uni.cl/a\n"
    assert pages_of(start + text.encode()) == (["https://uni.cl/a", "https://uni.cl/%C3%B1"], "")


@pytest.mark.parametrize(
    ("text", "found", "problem"),
    [
        (f"<urlset {XMLNS}></urlset>", [], "empty"),
        ("", [], "empty"),
        ("<html><body><a href='/a'>a</a></body></html>", [], "not_a_sitemap"),
        ("<!doctype html><title>No está</title>", [], "not_a_sitemap"),
        (
            "<rss><channel><item><link>https://uni.cl/a</link></item></channel></rss>",
            [],
            "not_a_sitemap",
        ),
        ("<urlset><url><loc>/a?x=1&y=2</loc></url></urlset>", ["/a?x=1&y=2"], ""),
        ("<urlset><url><loc>/a</loc></url><url><loc>/b", ["/a"], "broken"),
        ("<urlset><url><loc>/a</loc><url><loc>/b</loc></url></urlset>", ["/a", "/b"], "broken"),
        ("<urlset><url><loc>/a</loc></url></urlset><p>", ["/a"], "broken"),
        ("<x:urlset><x:url><x:loc>/a</x:loc></x:url></x:urlset>", ["/a"], "broken"),
        (
            "<urlset><url><loc>javascript:1</loc></url><url><loc>/a</loc></url></urlset>",
            ["/a"],
            "addresses",
        ),
        (
            "<urlset><url><loc></loc></url><url/><url><lastmod>x</lastmod></url></urlset>",
            [],
            "empty",
        ),
        ("User-agent: *\nDisallow: /a b", [], "addresses"),
    ],
)
def test_what_is_wrong(text: str, found: list[str], problem: str) -> None:
    assert pages_of(text) == ([f"https://uni.cl{path}" for path in found], problem)


def test_relative_addresses_need_one_to_start_from() -> None:
    found = read(b"<urlset><url><loc>/a</loc></url></urlset>")
    assert found == Sitemap(problem="addresses")


@pytest.mark.parametrize(
    ("levels", "expected"), [(3, (["https://uni.cl/b"], "")), (12, ([], "broken"))]
)
def test_entities_are_not_expanded(levels: int, expected: tuple[list[str], str]) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, levels))
    assert (
        pages_of(
            f'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY l0 "ja">{laughs}'
            '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
            f"<urlset><url><loc>https://uni.cl/&l{levels - 1};</loc></url>"
            "<url><loc>https://uni.cl/&f;</loc></url>"
            "<url><loc>https://uni.cl/b</loc></url></urlset>"
        )
        == expected
    )


def test_no_more_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sitemaps.MOST_LOCATIONS == 50_000
    monkeypatch.setattr(sitemaps, "MOST_LOCATIONS", 30)
    urls = "".join(f"<url><loc>/{i}</loc></url>" for i in range(31))
    found, problem = pages_of(f"<urlset>{urls}</urlset>")
    assert (len(found), found[-1], problem) == (30, "https://uni.cl/29", "too_many")


def test_addresses_that_grow_by_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_CHARACTERS", 10_000)
    urls = "".join(f"<url><loc>{i}</loc></url>" for i in range(1000))
    found = read(f"<urlset>{urls}</urlset>".encode(), url=f"https://uni.cl/{'a' * 1900}/")
    assert (len(found.pages), found.problem) == (6, "too_many")


@pytest.mark.parametrize(
    "junk",
    [
        b"<!--" + b"a" * 4 * PIECE + b"-->",
        b"<!---->" * PIECE,
        b"<x a='" + b"a" * 4 * PIECE + b"'/>",
        b"<x>" * (MOST_DEPTH + PIECE),
        b"<x/>" * 2000,
    ],
)
def test_junk_without_end(junk: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_xml, "MOST_ELEMENTS", 1000 if junk.startswith(b"<x/>") else 10**9)
    body = b"<urlset><url><loc>/a</loc></url>" + junk + b"<url><loc>/b</loc></url></urlset>"
    found = read(body, url=URL)
    assert found.pages[0] == ("https://uni.cl/a", "")
    assert found.problem == "broken"


def test_what_a_document_declares_is_not_read_to_its_end() -> None:
    entities = b"".join(b'<!ENTITY a%d "">' % i for i in range(20_000))
    body = b"<!DOCTYPE a [" + entities + b"]><urlset><url><loc>/a</loc></url></urlset>"
    assert read(body, url=URL) == Sitemap(problem="broken")


@pytest.mark.parametrize(
    "junk", [b"<x/>", b"<x><y/><y/></x>", b"<url><loc>/a</loc>a<loc/></url>", b"<!--a-->b<?c?>&d;"]
)
def test_what_was_read_is_let_go(junk: bytes) -> None:
    """A tree takes thirty times the memory of its text."""
    parser = etree.XMLPullParser(("start", "end"), recover=True, resolve_entities=False)
    reading = sitemap_xml._Reading()
    parser.feed(b"<!DOCTYPE a [<!ENTITY d ''>]><urlset><x>" + junk * 100 + b"<x/></x>")
    list(reading.entries(parser.read_events()))
    parser.feed(b"</urlset>")
    root = parser.close()
    assert (root.tag, len(root), len(root[0])) == ("urlset", 1, 1)


@pytest.mark.parametrize("width", range(12))
def test_an_entity_where_two_pieces_meet(width: int) -> None:
    start, rest = b"<urlset>", b"<url><loc>/a?x&y&amp;z</loc></url></urlset>"
    body = start + b" " * (PIECE - len(start) - rest.index(b"&amp;") - width) + rest
    assert body[PIECE - width :].startswith(b"&amp;")
    assert read(body, url=URL) == Sitemap(pages=(("https://uni.cl/a?x&y&z", ""),))


@pytest.mark.parametrize("packed", [False, True])
def test_no_more_bytes_than_are_read(packed: bool) -> None:
    body = b"<urlset>" + b"<url><loc>/a</loc></url>" * 1000
    body = gzip.compress(body) if packed else body
    found = read(body, url=URL, most=1000)
    assert found == Sitemap(pages=(("https://uni.cl/a", ""),), problem="broken")


def test_the_last_address_of_a_list_that_was_cut_is_not_whole() -> None:
    found = read(b"https://uni.cl/a\nhttps://uni.cl/bec", cut=True)
    assert found == Sitemap(pages=(("https://uni.cl/a", ""),), problem="cut")
    assert len(read(b"https://uni.cl/a\nhttps://uni.cl/bec\n", cut=True).pages) == 2


def test_a_bomb_is_opened_as_far_as_is_read() -> None:
    assert read(gzip.compress(b"<" + bytes(30_000_000)), url=URL, most=100_000).pages == ()


def test_a_broken_archive() -> None:
    body = gzip.compress(URLSET.encode())
    assert read(body[:-20], url=URL).problem == "broken"


# --- from a site --------------------------------------------------------------------------------
@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    with running() as one:
        yield one


def test_from_a_site(site: Site) -> None:
    body = gzip.compress(b"<urlset><url><loc>/a</loc></url></urlset>")
    site.routes |= {
        "/s.xml.gz": page(body, Content_Type="application/x-gzip"),
        "/s.xml": page(body, Content_Type="application/xml", Content_Encoding="gzip"),
    }
    with Fetcher() as fetcher:
        for path in ("/s.xml.gz", "/s.xml"):
            found = sitemaps.fetch(fetcher, site.url + path)
            assert found == Sitemap(pages=((f"{site.url}/a", ""),))
