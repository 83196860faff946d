"""robots.txt: what is allowed, how fast, and what holds when it cannot be read (RFC 9309)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from scraping.fetch import robots
from scraping.fetch.client import Fetcher, FetchError
from scraping.fetch.robots import Robots
from tests.hostile_sites import Site, endless, hanging_up, page, redirect, running

pytestmark = pytest.mark.pure

URL = "https://uni.cl/becas/"


def read(text: str | bytes, status: int = 200) -> Robots:
    body = text.encode() if isinstance(text, str) else text
    return Robots.read(body, status, "https://uni.cl/robots.txt")


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/a"]),
        ("User-agent: *\nDisallow:", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/", "/a/b"], ["/a", "/a/c"]),
        ("user-agent:*\ndisallow:/*.pdf$", ["/a.pdf?x"], ["/a.pdf"]),
        ("User-agent: *\nDisallow: /mañana/", ["/"], ["/ma%C3%B1ana/x"]),
        ("User-agent: Otro\nDisallow: /\n\nUser-agent: *\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: PsiChatBot\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: *\nDisallow: /\nUser-agent: psichatbot/1.0\nAllow: /", ["/a"], []),
        ("User-agent: Otro\nUser-agent: psichatbot\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: *\nDisallow: /a\n\nUser-agent: Otro\nDisallow: /b", ["/b"], ["/a"]),
        ("User-agent: psi\nDisallow: /", ["/a"], []),
        ("Disallow: /", ["/a"], []),
        ("\ufeffUser-agent: * # todos\nDisallow: /a # nada", ["/"], ["/a"]),
        ("User-agent: *\r\rDisallow: /a\r", ["/"], ["/a"]),
        ("User-agent *\nDissalow /a", ["/"], ["/a"]),
    ],
)
def test_rules(text: str, allowed: list[str], forbidden: list[str]) -> None:
    rules = read(text)
    assert [path for path in allowed if not rules.allows(f"https://uni.cl{path}")] == []
    assert {rules.refusal(f"https://uni.cl{path}") for path in forbidden} <= {"robots"}
    assert [path for path in forbidden if rules.allows(f"https://uni.cl{path}")] == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_a_file_all_is_allowed(status: int) -> None:
    rules = read("User-agent: *\nDisallow: /", status)
    assert (rules.allows(URL), rules.found) == (True, False)


@pytest.mark.parametrize("status", [0, 429, 500, 503])
def test_a_file_that_cannot_be_had_forbids_all_for_now(status: int) -> None:
    rules = read("", status)
    assert rules.refusal(URL) == "robots_unreachable"
    assert (rules.allows(URL), rules.delay, rules.sitemaps) == (False, None, ())


@pytest.mark.parametrize("start", ["  ", "\ufeff\n"])
def test_a_page_in_its_place_has_no_rules(start: str) -> None:
    rules = read(f"{start}<!DOCTYPE html>\n<p>\nUser-agent: *\nDisallow: /\n")
    assert (rules.allows(URL), rules.found) == (True, False)


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        ("Disallow: /a", None),
        ("Crawl-delay: 5", 5),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: 86400", 60),
        ("Crawl-delay: -3", None),
        ("Crawl-delay: nan", None),
        ("Crawl-delay: pronto", None),
        ("Request-rate: 1/10", 10),
        ("Request-rate: 1/10m", 60),
        ("Request-rate: 0/10", None),
        ("Crawl-delay: 2\nRequest-rate: 2/30s", 15),
    ],
)
def test_delay(lines: str, seconds: float | None) -> None:
    assert read(f"User-agent: *\n{lines}").delay == seconds
    assert read(f"User-agent: otro\n{lines}").delay is None


def test_sitemaps() -> None:
    rules = read(
        "Sitemap: https://www.uni.cl/a.xml\nUser-agent: otro\nsitemap:/b.xml.gz\n"
        "Sitemap: ftp://uni.cl/c.xml\nSitemap: https://www.uni.cl/a.xml\n"
    )
    assert rules.sitemaps == ("https://www.uni.cl/a.xml", "https://uni.cl/b.xml.gz")


def test_as_many_sitemaps_as_are_read() -> None:
    assert len(read("\n".join(f"Sitemap: /{i}.xml" for i in range(500))).sitemaps) == 100


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe" + "User-agent: *\nDisallow: /a".encode("utf-16le"),
        b"\x00\xff\xfe\n\xc3\x28\nUser-agent: *\nDisallow: /a\n\xff\xff",
    ],
)
def test_broken_bytes(body: bytes) -> None:
    rules = read(body)
    assert (rules.allows("https://uni.cl/a"), rules.allows(URL)) == (False, True)


def test_what_lies_behind_the_first_500_kilobytes_does_not_count() -> None:
    filler = "# " + "a" * 998 + "\n"
    text = "User-agent: *\nDisallow: /a\n" + filler * 10_000 + "Disallow: /becas\n"
    rules = read(text)
    assert (rules.allows("https://uni.cl/a"), rules.allows(URL)) == (False, True)
    assert len(json.dumps(rules.dump())) < 200


def test_twenty_thousand_agents_with_as_many_rules() -> None:
    """Each agent with each rule would be 400 million rules."""
    agents = "".join(f"User-agent: {i}\n" for i in range(12_000))
    rules = read(agents + "User-agent: *\n" + "".join(f"Disallow: /{i}\n" for i in range(12_000)))
    assert (rules.allows("https://uni.cl/77"), rules.allows(URL)) == (False, True)


def test_the_state_survives_json() -> None:
    text = (
        "User-agent: *\nDisallow: /a\nCrawl-delay: 3\nSitemap: /s.xml\nUser-agent: x\nDisallow: /"
    )
    for before in (read(text), read("", 503), read("", 404)):
        after = Robots.load(json.loads(json.dumps(before.dump())))
        for url in (URL, "https://uni.cl/a"):
            assert after.refusal(url) == before.refusal(url)
        assert (after.delay, after.sitemaps) == (before.delay, before.sitemaps)
        assert (after.found, after.code) == (before.found, before.code)
    assert Robots.load({}).allows(URL)


# --- from a site --------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def running_site() -> Iterator[Site]:
    with running() as one:
        yield one


@pytest.fixture
def site(running_site: Site, settings: Any) -> Site:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.CRAWL_DEMO_SITE = ""
    running_site.asked.clear()
    running_site.routes.clear()
    return running_site


def fetched(site: Site) -> Robots:
    with Fetcher() as fetcher:
        return robots.fetch(fetcher, f"{site.url}/becas/lista?x=1")


def test_it_is_asked_for_at_the_root(site: Site) -> None:
    site.routes["/robots.txt"] = page("User-agent: *\nDisallow: /a", Content_Type="text/plain")
    rules = fetched(site)
    assert site.targets == ["/robots.txt"]
    assert (rules.refusal(f"{site.url}/a"), rules.refusal(f"{site.url}/b")) == ("robots", "")


def test_one_of_ten_megabytes_is_read_in_part(site: Site) -> None:
    site.routes["/robots.txt"] = endless(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /a\n",
        b"# nada\n" * 10_000,
    )
    rules = fetched(site)
    assert (rules.allows(f"{site.url}/a"), rules.allows(f"{site.url}/b")) == (False, True)


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (page("", "404 Not Found"), ""),
        (page("<p>User-agent: *\nDisallow: /</p>"), ""),
        (page("User-agent: *\nDisallow: /", Content_Type="text/html"), "robots"),
        (redirect("/robots.txt"), ""),
        (page("", "302 Found"), "robots_unreachable"),
        (page("", "304 Not Modified", Content_Length=None), "robots_unreachable"),
        (page("", "503 Busy"), "robots_unreachable"),
        (page("", "429 Slow"), "robots_unreachable"),
        (hanging_up(b""), "robots_unreachable"),
        (redirect("http://169.254.169.254/"), "robots_unreachable"),
        (page(b"zz", Content_Encoding="gzip"), "robots_unreachable"),
    ],
)
def test_what_a_site_may_have_in_its_place(answer: Any, refusal: str, site: Site) -> None:
    site.routes["/robots.txt"] = answer
    assert fetched(site).refusal(f"{site.url}/becas") == refusal


def test_redirects_are_followed(site: Site) -> None:
    site.routes["/robots.txt"] = redirect("/otro.txt")
    site.routes["/otro.txt"] = page("User-agent: *\nDisallow: /a", Content_Type="text/plain")
    assert not fetched(site).allows(f"{site.url}/a")


def test_a_site_that_cannot_be_had_says_so_itself(site: Site, settings: Any) -> None:
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = []
    with pytest.raises(FetchError) as caught:
        fetched(site)
    assert caught.value.code == "private_address"


def test_it_is_not_read_where_only_a_path_is_allowed(site: Site, settings: Any) -> None:
    site.routes["/robots.txt"] = page("User-agent: *\nDisallow: /", Content_Type="text/plain")
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = []
    settings.CRAWL_DEMO_SITE = f"{site.url}/becas/"
    rules = fetched(site)
    assert (rules.allows(f"{site.url}/becas/lista"), rules.found) == (True, False)
    assert site.asked == []
