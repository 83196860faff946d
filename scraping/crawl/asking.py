"""The requests of a crawl: each when its host's turn has come, and what follows from a failure."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from scraping.crawl import ending
from scraping.crawl.frontier import Frontier
from scraping.crawl.hosts import Host, host_of
from scraping.crawl.reading import Job, Readers
from scraping.crawl.redirects import Redirects
from scraping.crawl.site import Site
from scraping.crawl.store import Store
from scraping.fetch.client import Fetcher, FetchError
from scraping.models import Page, Source

# So many pages in a row that the site failed to give, and it is left alone for a while; so often.
TROUBLE = 5
REST_SECONDS = 60.0
MOST_RESTS = 3


class Asker:
    """Asks for one worker. `beat` is called with the address before each request."""

    def __init__(
        self,
        source: Source,
        fetcher: Fetcher,
        *,
        frontier: Frontier,
        site: Site,
        store: Store,
        readers: Readers,
        beat: Callable[[str], None],
    ) -> None:
        self.source = source
        self.fetcher = fetcher
        self.frontier = frontier
        self.site = site
        self.store = store
        self.readers = readers
        self.beat = beat
        self._hosts: dict[str, Host] = {}

    def ask(self, url: str, *, is_sitemap: bool) -> float:
        """Make one request: for robots.txt, for `url` as a sitemap, or for the next page.

        Returns the seconds to wait before the next one can be made; not 0 if this one was not.
        """
        if not is_sitemap and self.site.knows_robots(url) and self.site.forbids(url)[0]:
            self.beat(url)
            return self.next_page()  # it is left without a request
        host = self._host(url)
        wait = host.take()
        if wait:
            return wait
        pause = 0.0
        try:
            self.beat(url)
            if not self.site.knows_robots(url):
                return self.site.read_robots(url)
            host.delay = max(host.delay, self.site.delay(url))
            if is_sitemap:
                self.site.read_sitemap(url, self.frontier)
                return 0.0
            pause = self.next_page()
        finally:
            host.done(pause)
        return 0.0

    def next_page(self) -> float:
        """The next page, as far as the reading of it. Returns the rest that the site needs."""
        page = self.frontier.next()
        if page is None:
            return 0.0
        why_not, detail = self.site.forbids(page.url)
        if why_not:
            self.store.left(page, why_not, detail)
            return 0.0
        redirects = Redirects(page, self.source, self.frontier, self.site)
        known = bool(page.text_hash)
        try:
            fetched = self.fetcher.get(
                page.url,
                etag=page.etag if known else "",
                last_modified=page.last_modified if known else "",
                may_follow=redirects.why_not,
            )
        except FetchError as error:
            return self._not_fetched(page, redirects.last, error)
        self._trouble(0)
        if fetched.status == 304:
            self.store.unchanged(page, fetched)
        else:
            self.readers.start(Job(page, fetched))
        return 0.0

    def _not_fetched(self, page: Page, led_to: str, error: FetchError) -> float:
        if error.code == "redirected":
            self.store.led_on(page, led_to)
            return 0.0
        self.store.failed(page, error)
        if error.code not in ending.TRANSIENT:
            self._trouble(0)
            return 0.0
        in_trouble = int(self.source.site.get("in_trouble", 0)) + 1
        self._trouble(in_trouble % TROUBLE)
        if in_trouble < TROUBLE:
            return 0.0
        rests = int(self.source.site.get("rests", 0)) + 1
        self.source.site["rests"] = rests
        if rests > MOST_RESTS:
            self.source.site["gave_up"] = error.code
        return REST_SECONDS

    def _trouble(self, pages: int) -> None:
        """So many in a row were not to be had; kept with the source, for slices are short."""
        if pages or self.source.site.get("in_trouble"):
            self.source.site["in_trouble"] = pages

    def _host(self, url: str) -> Host:
        name = host_of(url)
        if name not in self._hosts:
            self._hosts[name] = Host(name, self.source.worker, settings.CRAWL_DELAY_SECONDS)
        return self._hosts[name]

    def leave_hosts(self) -> None:
        """Others may ask them now."""
        for host in self._hosts.values():
            host.leave()
