"""A crawl of a site on this machine, from its address to the states of its pages (F2)."""

from __future__ import annotations

import pytest

from scraping.crawl import site as site_module
from scraping.models import Page, Snippet, Source
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, page
from tests.crawl_stage import a_source, crawl, done, states
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db


def test_whole_site_breadth_first_each_page_once(cast: Cast, site: CrawlSite) -> None:
    site.pages = {
        "/": page("Inicio", "/a", "/b#part", "/a?utm_source=x", "https://other.example/"),
        "/a": page("A", "/", "/deep", "/a/"),
        "/b": page("B", "a", "/deep"),
        "/deep": page("Hondo", "/deeper"),
        "/deeper": page("Más hondo"),
    }
    source = crawl(a_source(cast.tomas, site.url))

    assert site.asked == ["/robots.txt", "/", "/sitemap.xml", "/a", "/b", "/deep", "/deeper"]
    assert done(source, site) == {"/", "/a", "/b", "/deep", "/deeper"}
    depths = dict(Page.objects.values_list("url", "depth"))
    assert [depths[site.at(path)] for path in ("/", "/a", "/deep", "/deeper")] == [0, 1, 2, 3]
    assert (source.status, source.stage, source.reason) == ("PROCESSING", "embedding", "")
    assert (source.discovered, source.fetched, source.failed, source.skipped) == (5, 5, 0, 0)
    assert source.chunks == Snippet.objects.count() > 0
    assert source.site["left_out"]["outside"] == 1
    read = Page.objects.get(url=site.at("/a"))
    assert (read.title, read.language, read.http_status) == ("A", "es", 200)
    assert "arriendo y alimentación" in read.text
    assert (source.worker, source.lease_until, source.now_reading) == ("", None, "")


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (Answer("User-agent: *\nDisallow: /", content_type="text/plain"), "robots"),
        (Answer(status=503), "robots_unreachable"),
    ],
)
def test_robots_that_keep_all_away(cast: Cast, site: CrawlSite, robots: Answer, code: str) -> None:
    site.pages = {"/robots.txt": robots, "/": page("Inicio", "/a")}
    source = crawl(a_source(cast.tomas, site.url))
    assert (source.status, source.stage, source.reason) == ("FAILED", "", code)
    assert "/" not in site.asked
    tries = 1 if code == "robots" else 1 + len(site_module.RETRY_SECONDS)
    assert site.asked == ["/robots.txt"] * tries


def test_robots_for_some_pages_and_its_pause(cast: Cast, site: CrawlSite) -> None:
    rules = "User-agent: *\nDisallow: /no\nCrawl-delay: 20"
    site.pages = {
        "/robots.txt": Answer(rules, content_type="text/plain"),
        "/": page("Inicio", "/no/1", "/si"),
        "/si": page("Sí"),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert states(source, site) == {
        "/": ("done", ""),
        "/no/1": ("skipped", "robots"),
        "/si": ("done", ""),
    }
    assert "/no/1" not in site.asked


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "unauthorised"), (403, "forbidden"), (404, "not_found"), (410, "gone")],
)
def test_start_page_that_is_refused(cast: Cast, site: CrawlSite, status: int, code: str) -> None:
    site.pages = {"/": Answer("no", status=status)}
    source = crawl(a_source(cast.tomas, site.url))
    assert (source.status, source.reason) == ("FAILED", code)
    assert states(source, site) == {"/": ("failed", code)}


def test_each_broken_page_says_why(cast: Cast, site: CrawlSite) -> None:
    def to(path: str) -> Answer:
        return Answer(status=302, headers={"Location": path})

    site.pages = {
        "/": page("Inicio", "/no", "/out", "/loop1", "/old", "/data", "/hidden", "/x", "/empty"),
        "/out": to("https://other.example/x"),
        "/loop1": to("/loop2"),
        "/loop2": to("/loop1"),
        "/old": to("/new"),
        "/new": page("Nueva"),
        "/x": to("/new"),
        "/data": Answer(b"\x89PNG", content_type="image/png"),
        "/hidden": page("Oculta", "/below", head="<meta name='robots' content='noindex'>"),
        "/below": page("Debajo"),
        "/empty": "<html><body></body></html>",
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert states(source, site) == {
        "/": ("done", ""),
        "/no": ("failed", "not_found"),
        "/out": ("skipped", "redirect_outside"),
        "/loop1": ("failed", "redirect_loop"),
        "/old": ("skipped", "redirected"),
        "/new": ("done", ""),
        "/x": ("skipped", "redirected"),
        "/data": ("skipped", "type"),
        "/hidden": ("skipped", "noindex"),
        "/below": ("done", ""),
        "/empty": ("skipped", "no_text"),
    }
    assert site.twice == []
    assert (source.discovered, source.fetched, source.failed, source.skipped) == (11, 3, 2, 6)


def test_x_robots_tag_counts(cast: Cast, site: CrawlSite) -> None:
    site.pages = {
        "/": page("Inicio", "/a"),
        "/a": Answer(page("A", "/b"), headers={"X-Robots-Tag": "noindex, nofollow"}),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert states(source, site) == {"/": ("done", ""), "/a": ("skipped", "noindex")}


def test_the_same_text_and_the_main_version_are_one_page(cast: Cast, site: CrawlSite) -> None:
    def main(path: str) -> str:
        return f"<link rel='canonical' href='{path}'>"

    site.pages = {
        "/": page("Inicio", "/print", "/copy", "/main2", "/lazy"),
        "/print": page("Beca", head=main("/beca")),
        "/beca": page("Beca", head=main("/beca")),
        "/copy": page("Beca"),
        "/main2": page("Otra", head=main("/beca"), text="Texto muy distinto de aquel. " * 9),
        "/lazy": page("Arancel", head=main("/"), text="Cómo se paga el arancel en cuotas. " * 9),
    }
    source = crawl(a_source(cast.tomas, site.url))
    found = states(source, site)
    assert found["/print"] == ("skipped", "canonical")
    assert found["/beca"] == ("done", "")
    assert found["/copy"] == ("skipped", "duplicate")
    # A canonical address that says something else is a mistake of the site's.
    assert found["/lazy"] == ("done", "")
    assert Page.objects.get(url=site.at("/copy")).reason_detail == "Beca"
    assert site.twice == []


@pytest.mark.parametrize(
    ("links", "robots", "why"),
    [
        ((), "", ("only_one", "")),
        (("/no/1", "/no/2"), "User-agent: *\nDisallow: /no", ("only_one_robots", "")),
        (("/gone", "/lost"), "", ("only_one_of", "3")),
        (("/a",), "", ("", "")),
    ],
)
def test_one_page_alone_is_explained(
    cast: Cast, site: CrawlSite, links: tuple[str, ...], robots: str, why: tuple[str, str]
) -> None:
    site.pages = {
        "/": page("Inicio", *links),
        "/a": page("A"),
        "/robots.txt": Answer(robots, content_type="text/plain"),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert (source.stage, source.reason, source.reason_detail) == ("embedding", *why)


def test_the_site_under_its_other_name(cast: Cast, site: CrawlSite) -> None:
    """A start page that leads on is read where it leads, and so is what stands for it."""
    site.pages = {
        "/": Answer(status=301, headers={"Location": "/es/"}),
        "/es/": page("Inicio", "/", "/es/a"),
        "/es/a": page("A"),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert done(source, site) == {"/es/", "/es/a"}
    assert source.reason == ""
    assert site.twice == []


def test_nothing_listens(cast: Cast, site: CrawlSite) -> None:
    url = site.url
    source = a_source(cast.tomas, url)
    site.server.server_close()
    source = crawl(source)
    assert (source.status, source.reason) == ("FAILED", "refused")
    assert Source.objects.get().finished_at is not None
