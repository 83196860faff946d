"""A slice of a crawl: pages are asked for, read and stored until the time is up or none is left."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import structlog
from django.db.models import F
from django.utils import timezone

from scraping import progress
from scraping.crawl import ending, leases, uploads
from scraping.crawl.asking import Asker
from scraping.crawl.finds import Find
from scraping.crawl.frontier import Frontier
from scraping.crawl.leases import Lost
from scraping.crawl.links import Links
from scraping.crawl.reading import Here, Readers
from scraping.crawl.site import Site
from scraping.crawl.store import Store
from scraping.fetch.client import Fetcher
from scraping.models import Page, Source

log = structlog.get_logger(__name__)

# Long enough to be worth its start, short enough for the others that wait for a worker.
SLICE_SECONDS = 30.0
# A longer wait than this is not slept through: the worker has better things to do.
LONGEST_SLEEP = 2.0
# Counters, the lease and the wish to stop are seen to so often.
BEAT_SECONDS = 1.0

Told = Callable[[Source], None]


def work(
    source_id: Any,
    *,
    seconds: float = SLICE_SECONDS,
    readers: Readers | None = None,
    told: Told | None = None,
) -> float | None:
    """One slice. The seconds after which to go on; None when there is nothing more to crawl.

    None too while another worker is at it. `told` is called with the source at each beat.
    """
    source = leases.take(source_id, leases.new_worker())
    if source is None:
        return None
    try:
        return _work(source, seconds, readers or Here(), told)
    except Lost:
        log.info("crawl_lost", source=str(source.id))
        return None
    except Exception:
        # What fails again and again must come to an end, as what dies again and again does.
        leases.give_back(source, attempts=F("attempts") + 1)
        raise
    except (SystemExit, KeyboardInterrupt):
        # A process that is killed leaves no word, and its lease runs out.
        leases.give_back(source)
        raise


def _work(source: Source, seconds: float, readers: Readers, told: Told | None) -> float | None:
    if source.attempts >= leases.MOST_ATTEMPTS or source.stop_requested:
        ending.end(source, stopped=source.stop_requested, gave_up="attempts")
        return None
    if source.kind == Source.Kind.FILE:
        uploads.read_file(source)
        ending.end(source)
        return None
    with Fetcher() as fetcher:
        crawl = Crawl(source, fetcher, readers, told)
        try:
            wait = crawl.go(time.monotonic() + seconds)
        finally:
            crawl.asker.leave_hosts()
    if wait is not None:
        leases.give_back(source, wait, **crawl.values())
        progress.tell(source.id)
    return wait


class Crawl:
    """The work of one slice."""

    def __init__(
        self, source: Source, fetcher: Fetcher, readers: Readers, told: Told | None = None
    ) -> None:
        self.source = source
        self.readers = readers
        self.told = told
        self.left_out: Counter[str] = Counter(source.site.get("left_out", {}))
        self.frontier = Frontier(source)
        self.links = Links(source.url, self.left_out, str(source.site.get("base", "")))
        self.site = Site(source, fetcher, self.links)
        self.store = Store(source, self.frontier, self.links)
        self.asker = Asker(
            source,
            fetcher,
            frontier=self.frontier,
            site=self.site,
            store=self.store,
            readers=readers,
            beat=self._beat,
        )
        self._beat_at = 0.0

    def go(self, until: float) -> float | None:
        """Crawl until `until` (monotonic clock); then as `work`."""
        try:
            self.frontier.add([Find(self.source.url, 0, Page.Found.START)], always=True)
            while time.monotonic() < until:
                self._store_finished(block=len(self.readers) >= self.readers.most)
                wait = self._step()
                if wait is None:
                    return None
                if wait > min(LONGEST_SLEEP, max(until - time.monotonic(), 0)):
                    self._drain()
                    return wait
                if wait:
                    self.store.cut()
                    time.sleep(wait)
            self._drain()
        except Lost as lost:
            if not lost.stopped:
                raise
            self._drain()
            self._end(stopped=True)
            return None
        return 0.0

    def _step(self) -> float | None:
        """One request at most. Seconds to wait before the next step; None: the run has ended."""
        gave_up = str(self.source.site.get("gave_up", ""))
        in_flight = len(self.readers)
        if gave_up or not self.frontier.room(in_flight):
            if in_flight:
                self._store_finished(block=True)
                return 0.0
            self._end(gave_up=gave_up)
            return None
        sitemap = self.site.next_sitemap() if self.frontier.done or self.frontier.misses else ""
        page = None if sitemap else self.frontier.peek()
        if not (sitemap or page):
            if in_flight:
                self._store_finished(block=True)
                return 0.0
            next_at = self.frontier.next_at()
            if next_at is None:
                self._end()
                return None
            return max((next_at - timezone.now()).total_seconds(), 0.05)
        url = sitemap or (page.url if page else "")
        return self.asker.ask(url, is_sitemap=bool(sitemap))

    # --- parts
    def _store_finished(self, *, block: bool) -> None:
        if not len(self.readers):
            return
        for job, read in self.readers.finished(block=block):
            if read.document and job.page.depth == 0:
                self.site.name_sitemaps(read.document.sitemaps)
            self.store.read(job.page, job.fetched, read)
            if self.source.attempts:
                leases.keep(self.source, attempts=0)  # it gets on: the deaths were no fault of it

    def _drain(self) -> None:
        while len(self.readers):
            self._store_finished(block=True)
        self.store.cut()

    def values(self) -> dict[str, Any]:
        """What the source's row is to say now."""
        self.source.site["left_out"] = dict(self.left_out)
        return {
            **self.frontier.counts,
            "site": self.source.site,
        }

    def _beat(self, url: str) -> None:
        """Keep the lease, write the counters, tell the tutors. Raises `Lost`."""
        if time.monotonic() - self._beat_at < BEAT_SECONDS:
            return
        self._beat_at = time.monotonic()
        leases.keep(self.source, now_reading=url[:2000], **self.values())
        progress.tell(self.source.id)
        if self.told:
            self.told(self.source)

    def _end(self, *, stopped: bool = False, gave_up: str = "") -> None:
        self.store.cut()
        ending.end(self.source, stopped=stopped, gave_up=gave_up, **self.values())
        if self.told:
            self.told(self.source)
