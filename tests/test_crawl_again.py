"""Reading a site again: only what has changed, and what is no longer there (F7, F9)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scraping.crawl import completing, queue, store
from scraping.index import chunking
from scraping.models import Chunk, Page, Snippet, Source
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, page
from tests.crawl_stage import a_source, crawl_whole, done, states
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db


def tagged(title: str, *links: str) -> Answer:
    return Answer(page(title, *links), headers={"ETag": f'"{title}"'})


@pytest.fixture
def source(cast: Cast, site: CrawlSite) -> Source:
    """A site that was read once: `/` leads to `/a` and `/b`, `/a` to `/c`."""
    site.pages = {
        "/": tagged("Inicio", "/a", "/b"),
        "/a": tagged("A", "/c"),
        "/b": page("B"),
        "/c": tagged("C"),
    }
    source = crawl_whole(a_source(cast.tomas, site.url))
    assert done(source, site) == {"/", "/a", "/b", "/c"}
    site.forget()
    return source


def snippets() -> dict[str, list[int]]:
    """The ids of the snippets by the title of their page."""
    found: dict[str, list[int]] = {}
    for title, id_ in Snippet.objects.order_by("id").values_list("page__title", "id"):
        found.setdefault(title, []).append(id_)
    return found


def test_what_has_not_changed_stays(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snippets()
    cut: list[str] = []
    rebuild = chunking.rebuild

    def written_down(page: Page) -> int:
        cut.append(page.url)
        return rebuild(page)

    monkeypatch.setattr(chunking, "rebuild", written_down)

    source = crawl_whole(source)

    conditions = {
        path: headers.get("if-none-match")
        for path, headers in zip(site.asked, site.headers, strict=True)
    }
    assert conditions["/a"] == '"A"'
    assert conditions["/b"] is None
    assert sorted(site.asked) == ["/", "/a", "/b", "/c", "/robots.txt", "/sitemap.xml"]
    assert snippets() == before
    assert cut == []
    assert (source.run, source.status, source.fetched) == (2, "COMPLETED", 4)


def test_what_has_changed_is_cut_anew_alone(source: Source, site: CrawlSite) -> None:
    before = snippets()
    site.pages["/a"] = Answer(
        page("A", "/c", text="Ahora la beca dura seis meses y se pide en línea. " * 8),
        headers={"ETag": '"new"'},
    )
    crawl_whole(source)
    after = snippets()
    assert "seis meses" in Page.objects.get(url=site.at("/a")).text
    assert after["A"] != before["A"]
    assert {title: after[title] for title in ("Inicio", "B", "C")} == {
        title: before[title] for title in ("Inicio", "B", "C")
    }


def test_pages_that_are_gone_are_forgotten(source: Source, site: CrawlSite) -> None:
    site.pages["/"] = page("Inicio", "/a", "/b")
    site.pages["/a"] = page("A")  # /c still answers, and nothing leads to it
    site.pages["/b"] = Answer(status=410)
    source = crawl_whole(source)
    assert states(source, site) == {
        "/": ("done", ""),
        "/a": ("done", ""),
        "/b": ("gone", "gone"),
        "/c": ("gone", "unlinked"),
    }
    assert set(snippets()) == {"Inicio", "A"}
    assert not Chunk.objects.filter(page__url__in=[site.at("/b"), site.at("/c")]).exists()
    assert Page.objects.get(url=site.at("/b")).text == ""

    # They are named for one run, and come back when the site brings them back.
    site.pages["/b"] = tagged("B")
    source = crawl_whole(source)
    assert states(source, site) == {"/": ("done", ""), "/a": ("done", ""), "/b": ("done", "")}
    assert set(snippets()) == {"Inicio", "A", "B"}


@pytest.mark.parametrize("trouble", ["down", "robots", "every page", "not found"])
def test_a_site_in_trouble_loses_nothing(source: Source, site: CrawlSite, trouble: str) -> None:
    before = snippets()
    texts = dict(Page.objects.values_list("url", "text"))
    pages = dict(site.pages)
    if trouble == "robots":
        site.pages["/robots.txt"] = Answer(status=500)
    else:
        status = 404 if trouble == "not found" else 503
        site.pages = {path: Answer(status=status) for path in pages}
    if trouble == "down":
        site.pages |= {"/robots.txt": Answer(status=503)}

    source = crawl_whole(source)

    codes = {"every page": "server_error", "not found": "not_found"}
    assert (source.status, source.reason) == ("FAILED", codes.get(trouble, "robots_unreachable"))
    assert snippets() == before
    assert dict(Page.objects.values_list("url", "text")) == texts

    site.pages = pages
    source = crawl_whole(source)
    assert (source.status, source.reason) == ("COMPLETED", "")
    assert snippets() == before


def test_one_page_in_trouble_keeps_what_it_leads_to(source: Source, site: CrawlSite) -> None:
    before = snippets()
    site.pages["/a"] = Answer(status=502)
    source = crawl_whole(source)
    assert states(source, site)["/a"] == ("failed", "server_error")
    assert states(source, site)["/c"] == ("done", "")
    assert site.times("/a") == 1 + len(store.RETRY_SECONDS)
    assert snippets() == before


def test_a_page_that_wants_no_index_goes(source: Source, site: CrawlSite) -> None:
    site.pages["/a"] = page("A", "/c", head="<meta name='robots' content='noindex'>")
    crawl_whole(source)
    assert set(snippets()) == {"Inicio", "B", "C"}
    crawl_whole(source)
    assert states(source, site)["/a"] == ("skipped", "noindex")


def test_a_smaller_limit_keeps_the_first_pages(source: Source, site: CrawlSite) -> None:
    Source.objects.update(max_pages=2)
    source = crawl_whole(source)
    assert done(source, site) == {"/", "/a"}
    assert set(snippets()) == {"Inicio", "A"}


def test_a_sitemap_that_cannot_be_had_loses_nothing(cast: Cast, site: CrawlSite) -> None:
    listed = "<urlset><url><loc>{}</loc></url></urlset>"
    site.pages = {
        "/": tagged("Inicio", "/a"),
        "/a": page("A"),
        "/m": page("M"),
        "/sitemap.xml": Answer(listed.format(site.at("/m")), content_type="application/xml"),
    }
    source = crawl_whole(a_source(cast.tomas, site.url))
    assert done(source, site) == {"/", "/a", "/m"}
    site.pages["/sitemap.xml"] = Answer(status=503)
    source = crawl_whole(source)
    assert done(source, site) == {"/", "/a", "/m"}


def test_the_schedule_sets_the_next_time(source: Source) -> None:
    assert source.next_run_at is None
    Source.objects.update(schedule="weekly", status="PROCESSING", stage="embedding")
    Snippet.objects.all().delete()
    assert completing.complete() == [source.id]
    source.refresh_from_db()
    assert source.finished_at is not None
    assert source.next_run_at == source.finished_at + timedelta(days=7)
    assert queue.ask_due() == []
    Source.objects.update(next_run_at=source.finished_at)
    assert queue.ask_due() == [source.id]
    source.refresh_from_db()
    assert (source.status, source.next_run_at) == ("PENDING", None)
