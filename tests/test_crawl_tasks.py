"""The queue of the crawls: a task that comes twice, one that is lost, a stop and a new start.

The broker may hand a message over twice, or lose it: the rows say what is to be done (F1, F7).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from psichat.errors import Conflict
from scraping import sources, tasks
from scraping.crawl import run
from scraping.index import work
from scraping.models import Page, Snippet, Source
from tests.cast import Cast
from tests.crawl_site import CrawlSite, page
from tests.crawl_stage import a_source, begin, crawl_whole, done, expire, go_on, make_due, states
from tests.crawl_stage import site as site

pytestmark = pytest.mark.django_db

ALL = {"/", "/a", "/b"}


@pytest.fixture
def source(cast: Cast, site: CrawlSite, monkeypatch: pytest.MonkeyPatch) -> Source:
    monkeypatch.setattr(work, "embed_pending", lambda *_: False)
    site.pages = {"/": page("Inicio", "/a", "/b"), "/a": page("A"), "/b": page("B")}
    return a_source(cast.tomas, site.url)


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The broker loses every message about a crawl; whose they were."""
    found: list[str] = []
    monkeypatch.setattr(tasks.crawl, "apply_async", lambda args, **_: found.append(args[0]))
    monkeypatch.setattr(tasks.crawl, "delay", found.append)
    monkeypatch.setattr(tasks.embed, "delay", lambda: None)
    return found


def test_the_same_task_twice(source: Source, site: CrawlSite, lost: list[str]) -> None:
    begin(source)
    tasks.crawl(str(source.id))
    assert done(source, site) == ALL
    asked, snippets = list(site.asked), list(Snippet.objects.values_list("id", flat=True))
    tasks.crawl(str(source.id))
    tasks.chunk(str(source.id))
    assert site.asked == asked
    assert list(Snippet.objects.values_list("id", flat=True)) == snippets
    source.refresh_from_db()
    assert (source.stage, source.run, source.attempts) == ("embedding", 1, 0)


def test_the_same_task_inside_itself(
    source: Source, site: CrawlSite, lost: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message is handed to a second worker while the first is at a page."""
    begin(source)
    original = run.Crawl._step
    calls = 0

    def twice(self: run.Crawl) -> float | None:
        nonlocal calls
        calls += 1
        if calls == 3:
            before = list(site.asked)
            tasks.crawl(str(source.id))
            assert site.asked == before
        return original(self)

    monkeypatch.setattr(run.Crawl, "_step", twice)
    tasks.crawl(str(source.id))
    assert done(source, site) == ALL
    assert site.twice == []


def test_a_task_of_a_source_that_is_not_there(
    source: Source, site: CrawlSite, lost: list[str]
) -> None:
    begin(source)
    Source.objects.update(deleted_at=timezone.now())
    task = str(source.id)
    tasks.crawl(task)
    source.delete()
    tasks.crawl(task)
    tasks.chunk(task)
    assert site.asked == []


def test_the_first_message_is_lost(
    source: Source,
    site: CrawlSite,
    cast: Cast,
    lost: list[str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sources.start(by=cast.tomas, source=source)
    assert lost == [str(source.id)]
    assert tasks.take_up()["woken"] == 0  # it may still come
    expire(source)
    assert tasks.take_up()["woken"] == 1
    assert done(go_on(source), site) == ALL


def test_the_message_for_the_next_slice_is_lost(
    source: Source, site: CrawlSite, lost: list[str], settings: Any
) -> None:
    settings.CRAWL_DELAY_SECONDS = 40
    begin(source)
    tasks.crawl(str(source.id))
    assert lost == [str(source.id)]
    assert site.asked == ["/robots.txt"]
    assert tasks.take_up()["woken"] == 0  # the pause is not over
    expire(source)
    make_due(source)
    assert tasks.take_up()["woken"] == 1
    assert done(go_on(source), site) == ALL
    assert site.twice == []


def test_two_take_ups_begin_a_source_once(cast: Cast, source: Source, lost: list[str]) -> None:
    Source.objects.update(next_run_at=timezone.now() - timedelta(minutes=1))
    assert tasks.take_up() == {"due": 1, "begun": 1, "woken": 0}
    assert tasks.take_up() == {"due": 0, "begun": 0, "woken": 0}
    assert lost == [str(source.id)]
    source.refresh_from_db()
    assert source.run == 1


def test_a_source_at_work_is_not_begun_by_its_schedule(source: Source, lost: list[str]) -> None:
    begin(source)
    Source.objects.update(next_run_at=timezone.now() - timedelta(minutes=1))
    assert tasks.take_up()["begun"] == 0
    source.refresh_from_db()
    assert source.run == 1


def test_stopped_and_started_again(
    source: Source, site: CrawlSite, cast: Cast, lost: list[str]
) -> None:
    begin(source)
    run.work(source.id, seconds=0)
    sources.stop(by=cast.tomas, source=source)
    with pytest.raises(Conflict):
        sources.start(by=cast.tomas, source=source)  # it ends first
    tasks.crawl(str(source.id))
    source.refresh_from_db()
    assert (source.status, source.reason) == ("FAILED", "stopped")
    assert set(states(source, site).values()) == {("skipped", "stopped")}

    sources.start(by=cast.tomas, source=source)
    source = go_on(source)
    assert (source.run, source.reason, source.stop_requested) == (2, "", False)
    assert done(source, site) == ALL


def test_a_source_that_was_read_is_read_again(
    source: Source, site: CrawlSite, cast: Cast, lost: list[str]
) -> None:
    source = crawl_whole(source)
    site.pages["/b"] = page("B", "/c")
    site.pages["/c"] = page("C")
    sources.start(by=cast.tomas, source=source)
    source = go_on(source)
    assert (source.run, source.fetched) == (2, 4)
    assert Page.objects.filter(run=2).count() == 4
