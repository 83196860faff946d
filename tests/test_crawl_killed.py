"""A worker that dies at any point: another takes the crawl up, and asks for nothing twice (F7).

Only what was in flight when it died is asked for again: the answer died with the worker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import connection

from scraping import revision, tasks
from scraping.crawl import ending, leases, reading, run
from scraping.crawl.frontier import Frontier
from scraping.crawl.leases import Lost
from scraping.crawl.site import Site
from scraping.crawl.store import Store
from scraping.fetch.client import Fetcher
from scraping.index import chunking, forget
from scraping.models import Page, Snippet, Source
from tests.cast import Cast
from tests.crawl_site import Answer, CrawlSite, page
from tests.crawl_stage import (
    Killed,
    a_source,
    begin,
    crawl,
    crawl_whole,
    done,
    expire,
    finish,
    go_on,
    make_due,
    states,
)
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db

ALL = {"/", "/a", "/b", "/c", "/m", "/new"}


@pytest.fixture
def source(cast: Cast, site: CrawlSite) -> Source:
    entries = f"<urlset><url><loc>{site.at('/m')}</loc></url></urlset>"
    site.pages = {
        "/": page("Inicio", "/a", "/b", "/old"),
        "/a": page("A", "/c"),
        "/b": page("B", "/c"),
        "/c": page("C"),
        "/m": page("M"),
        "/old": Answer(status=301, headers={"Location": "/new"}),
        "/new": page("Nueva"),
        "/sitemap.xml": Answer(entries, content_type="application/xml"),
    }
    return a_source(cast.tomas, site.url)


def dies(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, call: int = 1, after: bool = False
) -> Callable[[], None]:
    """The process dies at the given call of `name`, before it or right after it."""
    original = getattr(owner, name)
    count = 0

    def deadly(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == call and not after:
            raise Killed
        result = original(*args, **kwargs)
        if count == call:
            raise Killed
        return result

    monkeypatch.setattr(owner, name, deadly)
    return lambda: monkeypatch.setattr(owner, name, original)


class Stage(NamedTuple):
    """Where it dies, and what is asked for a second time because its answer was lost."""

    owner: Any
    name: str
    call: int
    after: bool
    twice: list[str]


STAGES = [
    Stage(leases, "take", 1, True, []),
    Stage(Site, "read_robots", 1, False, []),
    Stage(Site, "_save", 1, False, ["/robots.txt"]),
    Stage(Site, "_save", 1, True, []),
    Stage(Frontier, "next", 1, True, []),
    Stage(Frontier, "next", 3, True, []),
    Stage(Fetcher, "get", 4, False, []),
    Stage(reading, "read", 2, False, ["/a"]),
    Stage(Store, "_settle", 2, False, ["/a"]),
    Stage(Store, "_settle", 2, True, ["/a"]),
    Stage(Frontier, "add", 2, True, ["/"]),
    Stage(chunking, "rebuild", 2, False, []),
    Stage(chunking, "rebuild", 2, True, []),
    Stage(ending, "end", 1, False, []),
    Stage(ending, "_vanish", 1, True, []),
    Stage(ending, "end", 1, True, []),
]


@pytest.mark.parametrize(
    "stage",
    STAGES,
    ids=[f"{'after' if s.after else 'before'} {s.name} {s.call}" for s in STAGES],
)
def test_killed_at_a_stage(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    begin(source)
    revive = dies(monkeypatch, stage.owner, stage.name, call=stage.call, after=stage.after)
    with pytest.raises(Killed):
        run.work(source.id)
    revive()
    # Nobody else may take it while the dead worker's lease lasts.
    before = len(site.asked)
    source.refresh_from_db()
    if source.worker:
        assert run.work(source.id) is None
        assert len(site.asked) == before

    expire(source)
    source = go_on(source)

    assert site.twice == stage.twice
    assert done(source, site) == ALL
    assert states(source, site)["/old"] == ("skipped", "redirected")
    assert (source.status, source.stage, source.fetched) == ("PROCESSING", "embedding", 6)
    assert not list(chunking.stale(source.id))
    assert Snippet.objects.filter(page__url=site.at("/a")).exists()


def test_killed_again_and_again_each_step_is_made_once(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two pages in a life: a new worker for each, none asks for what another has stored."""
    begin(source)
    for _ in range(len(ALL)):
        with monkeypatch.context() as patched:
            dies(patched, Store, "_settle", call=3)
            try:
                ended = run.work(source.id) is None
            except Killed:
                ended = False
        if ended:
            break
        expire(source)
    source = go_on(source)
    assert done(source, site) == ALL
    assert site.times("/") == 1
    assert max(site.times(path) for path in ALL) <= 2


def test_forgetting_that_was_cut_short_is_made_up_for(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(source)
    Source.objects.update(status="COMPLETED", stage="")
    site.pages["/"] = page("Inicio", "/a")
    begin(source)
    revive = dies(monkeypatch, forget, "forget_pages")
    with pytest.raises(Killed):
        run.work(source.id)
    revive()
    expire(source)
    source = go_on(source)
    assert states(source, site)["/b"] == ("gone", "unlinked")
    assert not Snippet.objects.filter(page__url=site.at("/b")).exists()


def test_a_page_that_kills_every_worker_is_left(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(source)
    original = reading.read

    def deadly(body: bytes, **values: Any) -> Any:
        if values["url"] == site.at("/a"):
            raise Killed
        return original(body, **values)

    monkeypatch.setattr(reading, "read", deadly)
    for _ in range(4):
        with pytest.raises(Killed):
            run.work(source.id)
        expire(source)
    source = go_on(source)
    assert states(source, site)["/a"] == ("failed", "attempts")
    assert site.times("/a") == 4
    assert done(source, site) == {"/", "/b", "/c", "/m", "/new"}


def test_a_source_that_kills_every_worker_fails(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(source)
    with monkeypatch.context() as patched:
        patched.setattr(Site, "read_robots", lambda *_: (_ for _ in ()).throw(Killed))
        for _ in range(leases.MOST_ATTEMPTS):
            with pytest.raises(Killed):
                run.work(source.id)
            expire(source)
    source = go_on(source)
    assert (source.status, source.reason) == ("FAILED", "attempts")


def test_an_error_of_ours_gives_the_source_back(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(source)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Site, "read_robots", broken)
        with pytest.raises(RuntimeError):
            run.work(source.id)
    source.refresh_from_db()
    assert source.worker == ""
    assert done(go_on(source), site) == ALL


def test_an_error_of_ours_that_comes_again_and_again_ends(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(source)

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Site, "read_robots", broken)
        for _ in range(leases.MOST_ATTEMPTS):
            with pytest.raises(RuntimeError):
                run.work(source.id)
            make_due(source)
    assert run.work(source.id) is None
    source.refresh_from_db()
    assert (source.status, source.reason) == ("FAILED", "attempts")
    assert done(crawl(source), site) == ALL


def test_a_page_that_can_not_be_cut_fails_alone(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(source)
    rebuild, made = chunking.rebuild, chunking._write_snippets
    order: list[str] = []

    def fragile(page: Page, **how: Any) -> int:
        if page.url == site.at("/a"):
            raise ValueError
        return rebuild(page, **how)

    def written(*what: Any) -> None:
        order.append("snippets")
        made(*what)

    def bumped(institution_id: Any) -> None:
        order.append("revision")

    with monkeypatch.context() as patched:
        patched.setattr(chunking, "rebuild", fragile)
        patched.setattr(chunking, "_write_snippets", written)
        patched.setattr(revision, "bump", bumped)
        source = go_on(source)
    assert states(source, site)["/a"] == ("failed", "internal")
    assert done(source, site) == ALL - {"/a"}
    assert source.stage == "embedding"
    # The revision is raised last: who writes vectors locks in the same order.
    assert order == ["snippets"] * (len(ALL) - 1) + ["revision"]
    assert done(crawl_whole(finish(source)), site) == ALL
    assert not list(chunking.stale(source.id))


def test_take_up_wakes_what_a_dead_worker_left(
    source: Source, site: CrawlSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(tasks.crawl, "delay", sent.append)
    monkeypatch.setattr(tasks.embed, "delay", lambda: None)
    begin(source)
    revive = dies(monkeypatch, Frontier, "next", call=2, after=True)
    with pytest.raises(Killed):
        run.work(source.id)
    revive()
    assert tasks.take_up()["woken"] == 0
    expire(source)
    assert tasks.take_up()["woken"] == 1
    assert sent == [str(source.id)]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_comes_back_too_late_writes_nothing(source: Source, site: CrawlSite) -> None:
    """One is held up inside a request until its lease has run out and another is through."""
    held, let_go = threading.Event(), threading.Event()

    def slow(_handler: Any) -> Answer:
        if site.times("/a") == 1:
            held.set()
            let_go.wait(20)
            return Answer(page("A de antes"))
        return Answer(page("A", "/c"))

    site.pages["/a"] = slow
    begin(source)
    results: list[Any] = []

    def late() -> None:
        try:
            results.append(run.work(source.id))
        finally:
            connection.close()

    thread = threading.Thread(target=late)
    thread.start()
    assert held.wait(20)
    assert run.work(source.id) is None  # it is not this one's
    expire(source)
    source = go_on(source)
    let_go.set()
    thread.join(20)

    assert results == [None]
    assert done(source, site) == ALL
    assert site.twice == ["/a"]
    assert Page.objects.get(url=site.at("/a")).title == "A"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_for_each_page_once(source: Source, site: CrawlSite) -> None:
    begin(source)
    gate = threading.Barrier(2)

    def worker() -> None:
        try:
            gate.wait(10)
            for _ in range(20):
                run.work(source.id, seconds=0.02)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    source = go_on(source)
    assert done(source, site) == ALL
    assert site.twice == []


def test_a_lease_that_is_lost_is_seen(source: Source, site: CrawlSite) -> None:
    begin(source)
    mine = leases.take(source.id, "one")
    assert mine is not None
    expire(source)
    other = leases.take(source.id, "two")
    assert other is not None
    assert other.attempts == 1
    with pytest.raises(Lost):
        leases.keep(mine)
    leases.keep(other, fetched=3)
    leases.give_back(mine)
    source.refresh_from_db()
    assert (source.worker, source.fetched) == ("two", 3)
