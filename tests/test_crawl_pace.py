"""The pace of a crawl: one request at a time for a host, retries, and the budget of pages (F2)."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from scraping.crawl import asking, run, store
from scraping.crawl import frontier as frontier_module
from scraping.crawl.finds import Find
from scraping.crawl.frontier import Frontier
from scraping.crawl.hosts import Host, host_of
from scraping.models import CrawlHost, Page, Source
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, page
from tests.crawl_stage import a_source, begin, crawl, done, go_on, make_due, states
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db


def sitemap(site: CrawlSite, *paths: str) -> Answer:
    entries = "".join(f"<url><loc>{site.at(path)}</loc></url>" for path in paths)
    return Answer(f"<urlset>{entries}</urlset>", content_type="application/xml")


# --- one at a time
def test_a_host_is_one_workers_at_a_time(db: None) -> None:
    one, two = Host("h:80", "one", 0), Host("h:80", "two", 0)
    assert one.take() == 0
    assert two.take() > 0
    assert one.take() == 0  # its turn lasts a moment
    one.leave()
    # The one that waited comes before the one that had it.
    assert one.take() > 0
    assert two.take() == 0
    assert one.take() > 0
    two.leave()
    assert one.take() == 0


def test_a_dead_holder_is_forgotten(db: None) -> None:
    assert Host("h:80", "dead", 0).take() == 0
    CrawlHost.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert Host("h:80", "two", 0).take() == 0


def test_the_pause_of_a_host_holds_for_everybody(db: None) -> None:
    one = Host("h:80", "one", 30)
    assert one.take() == 0
    one.done()
    for host in (one, Host("h:80", "two", 0)):
        assert 25 < host.take() <= 30
    assert Host("other:80", "two", 0).take() == 0


def test_host_of_an_address() -> None:
    assert host_of("https://WWW.Uni.cl:8443/a?b") == "www.uni.cl:8443"


def test_two_sources_of_a_host_take_turns(cast: Cast, site: CrawlSite) -> None:
    """Never two requests at once, though two workers crawl."""
    busy = threading.Lock()
    overlaps = []

    def careful(_handler: Any) -> Answer:
        if not busy.acquire(blocking=False):
            overlaps.append(1)
            return Answer(page("Otra"))
        try:
            return Answer(page(f"P {len(site.asked)}"))
        finally:
            busy.release()

    site.pages = {"/": page("Inicio", "/a"), "/a": careful, "/otra": careful}
    first = begin(a_source(cast.tomas, site.url))
    second = begin(a_source(cast.teresa, site.at("/otra")))
    Host(host_of(site.url), "somebody", 0).take()
    # The host is taken: nothing is asked, and the worker is free for other work.
    assert run.work(first.id, seconds=0.01) == pytest.approx(0.25)
    assert site.asked == []
    CrawlHost.objects.update(holder="", wanted_by="")
    go_on(first)
    go_on(second)
    assert overlaps == []
    assert {"/", "/a", "/otra"} <= set(site.asked)


def test_a_long_pause_gives_the_worker_back(cast: Cast, site: CrawlSite, settings: Any) -> None:
    settings.CRAWL_DELAY_SECONDS = 40
    site.pages = {"/": page("Inicio", "/a"), "/a": page("A")}
    source = begin(a_source(cast.tomas, site.url))
    wait = run.work(source.id)
    assert wait is not None
    assert 35 < wait <= 40
    assert site.asked == ["/robots.txt"]
    source.refresh_from_db()
    assert source.worker == ""
    assert source.lease_until is not None
    assert source.lease_until > timezone.now() + timedelta(seconds=30)
    assert done(go_on(source), site) == {"/", "/a"}


# --- retries
def test_a_page_that_fails_for_now_is_asked_again_later(cast: Cast, site: CrawlSite) -> None:
    site.pages = {
        "/": page("Inicio", "/busy", "/a"),
        "/busy": lambda _: (
            Answer(status=503) if site.times("/busy") < 3 else Answer(page("Al fin"))
        ),
        "/a": page("A"),
    }
    source = begin(a_source(cast.tomas, site.url))
    before = timezone.now()
    wait = run.work(source.id)
    assert wait is not None
    assert 50 < wait <= store.RETRY_SECONDS[0]
    waiting = Page.objects.get(url=site.at("/busy"))
    assert (waiting.state, waiting.reason, waiting.attempts) == ("waiting", "server_error", 1)
    assert waiting.retry_at is not None
    assert waiting.retry_at >= before + timedelta(seconds=60)
    # The others did not wait for it.
    assert done(source, site) == {"/", "/a"}
    source.refresh_from_db()
    assert source.status == "PROCESSING"

    make_due(source)
    wait = run.work(source.id)
    assert wait is not None
    assert 110 < wait <= store.RETRY_SECONDS[1]
    source = go_on(source)
    assert done(source, site) == {"/", "/a", "/busy"}
    assert site.times("/busy") == 3


@pytest.mark.parametrize(("asked", "least"), [("500", 500), ("7", 60), ("99999", 3600)])
def test_retry_after_is_honoured(cast: Cast, site: CrawlSite, asked: str, least: float) -> None:
    site.pages = {"/": Answer(status=429, headers={"Retry-After": asked})}
    source = begin(a_source(cast.tomas, site.url))
    wait = run.work(source.id)
    assert wait is not None
    assert least - 10 < wait <= least


def test_after_three_retries_it_fails(cast: Cast, site: CrawlSite) -> None:
    site.pages = {"/": page("Inicio", "/busy"), "/busy": Answer(status=500)}
    source = crawl(a_source(cast.tomas, site.url))
    assert site.times("/busy") == 4
    assert states(source, site)["/busy"] == ("failed", "server_error")


def test_a_site_that_breaks_down_is_left_alone(cast: Cast, site: CrawlSite) -> None:
    """Some failures in a row, and it rests; no end to them, and the run ends."""
    paths = [f"/p{n}" for n in range(30)]
    site.pages = {"/": page("Inicio", *paths), **{path: Answer(status=503) for path in paths}}
    source = begin(a_source(cast.tomas, site.url))
    wait = run.work(source.id)
    assert wait is not None
    assert 50 < wait <= asking.REST_SECONDS
    assert len(site.asked) == 3 + asking.TROUBLE
    source = go_on(source)
    assert (source.stage, source.reason) == ("embedding", "server_error")
    assert len(site.asked) == 3 + asking.TROUBLE * (asking.MOST_RESTS + 1)


def test_trouble_is_counted_over_the_slices_of_many_workers(cast: Cast, site: CrawlSite) -> None:
    paths = [f"/p{n}" for n in range(30)]
    site.pages = {"/": page("Inicio", *paths), **{path: Answer(status=503) for path in paths}}
    source = begin(a_source(cast.tomas, site.url))
    slices = 0
    while (run.work(source.id, seconds=0.01) or 0) < 50 and slices < 200:
        slices += 1
    assert slices > 1
    assert len(site.asked) == 3 + asking.TROUBLE
    source.refresh_from_db()
    assert source.site["rests"] == 1


# --- the budget
def test_no_more_pages_than_wanted(cast: Cast, site: CrawlSite) -> None:
    paths = [f"/p{n}" for n in range(30)]
    site.pages = {"/": page("Inicio", *paths), **{path: page(path) for path in paths}}
    source = crawl(a_source(cast.tomas, site.url, max_pages=7))
    assert source.fetched == 7
    assert len(done(source, site)) == 7
    assert len(site.asked) == 7 + 2
    assert Page.objects.filter(state="skipped", reason="limit").count() == 4 * 7 - 6
    assert source.site["left_out"]["limit"] == 30 - 4 * 7


def test_failures_are_bounded_too(cast: Cast, site: CrawlSite) -> None:
    paths = [f"/no{n}" for n in range(60)]
    site.pages = {"/": page("Inicio", *paths)}
    source = crawl(a_source(cast.tomas, site.url, max_pages=15))
    assert source.failed == 15 + frontier_module.MISSES


def test_a_long_sitemap_starves_no_links(cast: Cast, site: CrawlSite) -> None:
    entries = [f"/m{n}" for n in range(500)]
    links = [f"/l{n}" for n in range(12)]
    site.pages = {
        "/": page("Inicio", *links),
        **{path: page(path, "/deep") for path in links},
        **{path: page(path) for path in entries[:50]},
        "/deep": page("Hondo"),
        "/sitemap.xml": sitemap(site, *entries),
    }
    source = crawl(a_source(cast.tomas, site.url, max_pages=20))
    read = done(source, site)
    assert len(read) == 20
    assert set(links) <= read
    assert len(read & set(entries)) >= 5
    assert Page.objects.count() <= 20 * 5
    assert source.site["left_out"]["limit"] == 500 - 2 * 20


def test_a_sitemap_of_sitemaps_from_robots(cast: Cast, site: CrawlSite) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.at('/one.xml')}</loc></sitemap></sitemapindex>"
    robots = f"Sitemap: {site.at('/index.xml')}\nSitemap: https://other.example/s.xml"
    site.pages = {
        "/robots.txt": Answer(robots, content_type="text/plain"),
        "/": page("Inicio"),
        "/index.xml": Answer(index, content_type="application/xml"),
        "/one.xml": sitemap(site, "/m", "https://other.example/x"),
        "/m": page("M"),
    }
    source = crawl(a_source(cast.tomas, site.url))
    assert done(source, site) == {"/", "/m"}
    assert site.asked == ["/robots.txt", "/", "/index.xml", "/one.xml", "/m"]
    found = Page.objects.get(url=site.at("/m"))
    assert found.found_by == "sitemap"


def test_a_broken_sitemap_is_named(cast: Cast, site: CrawlSite) -> None:
    site.pages = {"/": page("Inicio"), "/sitemap.xml": Answer("<html><p>Nada</p></html>")}
    source = crawl(a_source(cast.tomas, site.url))
    assert list(source.site["problems"]) == [site.at("/sitemap.xml")]
    assert source.reason == "only_one"


def test_links_of_a_page_are_bounded(
    cast: Cast, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier_module, "MISSES", -145)  # five are enough here
    site.pages = {"/": page("Inicio", *(f"/x{n}" for n in range(520)))}
    source = crawl(a_source(cast.tomas, site.url, max_pages=150))
    assert source.discovered == 1 + 500
    assert source.site["left_out"]["limit"] == 20


def test_depth_is_bounded(cast: Cast, site: CrawlSite) -> None:
    chain = {f"/d{n}": page(f"D{n}", f"/d{n + 1}") for n in range(1, 14)}
    site.pages = {"/": page("Inicio", "/d1"), **chain}
    source = crawl(a_source(cast.tomas, site.url))
    assert max(Page.objects.values_list("depth", flat=True)) == 10
    assert source.site["left_out"]["too_deep"] == 1
    assert "/d10" in site.asked
    assert "/d11" not in site.asked


def test_claims_are_by_compare_and_set(cast: Cast) -> None:
    source = a_source(cast.tomas, "https://uni.example/", run=1, worker="one")
    mine, theirs = Frontier(source), Frontier(source)
    mine.add([Find(f"https://uni.example/{n}", 1) for n in range(5)])
    taken = [frontier.next() for frontier in (mine, theirs) * 3]
    urls = [page.url for page in taken if page]
    assert len(urls) == len(set(urls)) == 5


def test_traps_are_counted_and_not_followed(cast: Cast, site: CrawlSite) -> None:
    site.pages = {"/": page("Inicio", "/calendario?mes=2099-01", "/a/b/a/b/a/b/a/b")}
    source = crawl(a_source(cast.tomas, site.url))
    assert source.site["left_out"]["trap"] == 2
    assert Page.objects.count() == 1
    assert Source.objects.get().discovered == 1
