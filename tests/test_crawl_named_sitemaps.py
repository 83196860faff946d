"""The sitemap that a site's pages name by `<link rel="sitemap">`."""

from __future__ import annotations

import pytest

from scraping.crawl.preview import preview
from scraping.extract import extract
from scraping.models import Source
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, page
from tests.crawl_stage import a_source, crawl_whole, done
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db

NAMED = '<link rel="sitemap" type="application/xml" href="mapa.xml">'


def listing(site: CrawlSite, *paths: str) -> Answer:
    locations = "".join(f"<url><loc>{site.at(path)}</loc></url>" for path in paths)
    return Answer(f"<urlset>{locations}</urlset>", content_type="application/xml")


@pytest.fixture
def source(cast: Cast, site: CrawlSite) -> Source:
    """A site below a folder whose start page, which never changes, names the sitemap there."""
    site.pages = {
        "/uni/": Answer(page("Inicio", "/uni/a", head=NAMED), headers={"ETag": '"1"'}),
        "/uni/a": page("A"),
        "/uni/m": page("M"),
        "/uni/mapa.xml": listing(site, "/uni/m"),
    }
    return a_source(cast.tomas, site.at("/uni/"))


def test_addresses_are_absolute_and_each_once() -> None:
    html = page("T", head=f'{NAMED}{NAMED}<LINK REL="Sitemap alternate" href="//b.example/s.xml">')
    found = extract(html.encode(), url="https://a.example/uni/", content_type="text/html")
    assert found.sitemaps == ("https://a.example/uni/mapa.xml", "https://b.example/s.xml")


def test_its_pages_are_read_in_later_runs_too(source: Source, site: CrawlSite) -> None:
    source = crawl_whole(source)
    assert done(source, site) == {"/uni/", "/uni/a", "/uni/m"}
    assert site.times("/uni/mapa.xml") == 1
    assert "/sitemap.xml" not in site.asked

    # The start page is as it was, and says nothing then; the sitemap has a page more.
    site.pages |= {"/uni/n": page("N"), "/uni/mapa.xml": listing(site, "/uni/m", "/uni/n")}
    site.forget()
    source = crawl_whole(source)
    assert done(source, site) == {"/uni/", "/uni/a", "/uni/m", "/uni/n"}
    assert site.times("/uni/mapa.xml") == 1


def test_robots_and_other_hosts_come_first(source: Source, site: CrawlSite) -> None:
    rules = f"Sitemap: {site.at('/otro.xml')}"
    site.pages |= {
        "/robots.txt": Answer(rules, content_type="text/plain"),
        "/otro.xml": listing(site, "/uni/n"),
        "/uni/n": page("N"),
    }
    assert done(crawl_whole(source), site) == {"/uni/", "/uni/a", "/uni/n"}
    assert "/uni/mapa.xml" not in site.asked
    foreign = NAMED.replace("mapa.xml", "https://elsewhere.example/mapa.xml")
    site.pages |= {"/robots.txt": Answer(status=404), "/uni/": page("Inicio", head=foreign)}
    site.forget()
    crawl_whole(source)
    assert "/sitemap.xml" in site.asked


def test_the_preview_counts_its_pages(source: Source, site: CrawlSite) -> None:
    seen = preview(source.url)
    assert (seen.links, seen.sitemap_pages, seen.found) == (1, 1, 3)
