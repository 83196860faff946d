"""What the tests of the crawler stand on: a site on this machine, no pauses, no events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from scraping import progress
from scraping.crawl import queue, run
from scraping.models import CrawlHost, Page, Source
from tests.crawl_site import CrawlSite, running

LONG_AGO = timedelta(hours=2)


class Killed(BaseException):
    """The process is gone: nothing after it runs, as with SIGKILL."""


@pytest.fixture
def site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrawlSite]:
    """An empty site that may be crawled at once."""
    settings.CRAWL_DELAY_SECONDS = 0
    settings.CRAWL_ALLOWED_PRIVATE_HOSTS = ("127.0.0.1",)
    monkeypatch.setattr(progress, "tell", lambda _source_id: None)
    yield from running()


def a_source(owner: User, url: str, **values: Any) -> Source:
    """A source of `owner`, at rest."""
    return Source.objects.create(institution=owner.institution, owner=owner, url=url, **values)


def begin(source: Source) -> Source:
    """Its turn has come."""
    assert queue.ask(source.id)
    assert queue.claim(source.id)
    source.refresh_from_db()
    return source


def crawl(source: Source) -> Source:
    """A whole run, as far as the vectors, as if retries were due at once."""
    begin(source)
    return go_on(source)


def go_on(source: Source) -> Source:
    """The rest of a run."""
    for _ in range(100):
        if run.work(source.id) is None:
            break
        make_due(source)
    else:
        pytest.fail("The crawl did not come to its end.")
    source.refresh_from_db()
    return source


def make_due(source: Source) -> None:
    """Every pause of the source's pages and hosts is over."""
    past = timezone.now() - LONG_AGO
    Page.objects.filter(source=source, retry_at__isnull=False).update(retry_at=past)
    CrawlHost.objects.update(next_at=past)


def expire(source: Source) -> None:
    """The leases of a dead worker have run out."""
    past = timezone.now() - LONG_AGO
    Source.objects.filter(id=source.id).update(lease_until=past)
    Page.objects.filter(source=source, lease_until__isnull=False).update(lease_until=past)
    CrawlHost.objects.update(held_until=past, next_at=past)


def finish(source: Source) -> Source:
    """The vectors are made."""
    Source.objects.filter(id=source.id, stage=Source.Stage.EMBEDDING).update(
        status=Source.Status.COMPLETED, stage=Source.Stage.NONE
    )
    source.refresh_from_db()
    return source


def crawl_whole(source: Source) -> Source:
    """A run to its very end."""
    return finish(crawl(source))


def states(source: Source, site: CrawlSite) -> dict[str, tuple[str, str]]:
    """State and reason of each page by its path."""
    rows = Page.objects.filter(source=source).values_list("url", "state", "reason")
    return {url.removeprefix(site.url[:-1]): (state, reason) for url, state, reason in rows}


def done(source: Source, site: CrawlSite) -> set[str]:
    """The paths that were read."""
    return {path for path, (state, _) in states(source, site).items() if state == "done"}
