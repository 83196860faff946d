"""The robots.txt and the sitemaps of a site, each asked for once in a run.

What was read is kept in `Source.site`, so that who takes the run up need not ask again: `robots`
by origin, `sitemaps` still to be read, `named` by the start page, `maps` read, `entries` found,
`problems`, `base`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import structlog

from scraping.crawl.finds import Find
from scraping.crawl.frontier import Frontier
from scraping.crawl.links import Links
from scraping.fetch import robots as robots_txt
from scraping.fetch import sitemaps
from scraping.fetch.addresses import canonical, same_site
from scraping.fetch.client import Fetcher, FetchError, Wanted
from scraping.fetch.robots import Robots
from scraping.models import Page, Source

log = structlog.get_logger(__name__)

# A robots.txt that can't be had for now is asked for again as late as a page.
RETRY_SECONDS = (60.0, 120.0, 240.0)
MOST_SITEMAPS = 10
# Entries that wait, for each page of the limit; links get as much room again.
ENTRIES_FOR_EACH = 2


class Site:
    """What one worker knows of a source's site."""

    def __init__(self, source: Source, fetcher: Fetcher, links: Links) -> None:
        self.source = source
        self.fetcher = fetcher
        self.links = links
        self.state: dict[str, Any] = source.site
        self._robots: dict[str, Robots] = {}

    # --- robots.txt
    def knows_robots(self, url: str) -> bool:
        """Whether the rules for `url` have been asked for."""
        return _origin(url) in self.state.setdefault("robots", {})

    def read_robots(self, url: str) -> float:
        """Ask for the rules for `url`; the seconds to wait before they are asked for again."""
        origin = _origin(url)
        try:
            found = robots_txt.fetch(self.fetcher, url)
        except FetchError as error:
            # The host itself can't be had; its pages need not be tried.
            self._keep(origin, {"failed": error.code, "detail": error.detail[:300]})
            return 0.0
        tries = self.state.setdefault("tries", {})
        count = int(tries.get(origin, 0))
        if found.code and count < len(RETRY_SECONDS):
            tries[origin] = count + 1
            self._save()
            return RETRY_SECONDS[count]
        if "sitemaps" not in self.state:
            listed = [at for at in found.sitemaps if same_site(at, self.source.url)]
            named = list(self.state.get("named", []))
            usual = canonical("/sitemap.xml", url)
            default = [usual] if not found.code and found.allows(usual) else []
            self.state["sitemaps"] = (listed or named or default)[:MOST_SITEMAPS]
            self.state["is_listed"] = bool(listed)
        self._keep(origin, found.dump())
        return 0.0

    def forbids(self, url: str) -> tuple[str, str]:
        """Why `url` may not be asked for: a code and its detail, empty when it may."""
        kept = self.state["robots"].get(_origin(url), {})
        if kept.get("failed"):
            return str(kept["failed"]), str(kept.get("detail", ""))
        return self._rules(url).refusal(url), ""

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests."""
        kept = self.state["robots"].get(_origin(url), {})
        return 0.0 if kept.get("failed") else self._rules(url).delay or 0.0

    def _rules(self, url: str) -> Robots:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = Robots.load(self.state["robots"].get(origin, {}))
        return self._robots[origin]

    def _keep(self, origin: str, rules: dict[str, str]) -> None:
        self.state["robots"][origin] = rules
        self._save()

    # --- sitemaps
    def name_sitemaps(self, urls: Iterable[str]) -> None:
        """Those that the start page names count where robots.txt names none, also in later runs."""
        named = [at for at in urls if same_site(at, self.source.url)][:MOST_SITEMAPS]
        known, self.state["named"] = self.state.get("named", []), named
        if named != known and not self.state.get("is_listed"):
            usual = canonical("/sitemap.xml", self.source.url)
            self.state["sitemaps"] = named or [usual] * self._rules(usual).allows(usual)
        self._save()

    def next_sitemap(self) -> str:
        """The address of a sitemap that is still to be read; empty when none is."""
        waiting = self.state.get("sitemaps")
        return str(waiting[0]) if waiting and self.source.max_pages > 1 else ""

    def read_sitemap(self, url: str, frontier: Frontier) -> None:
        """Ask for the sitemap, and let its pages wait among the links."""
        problem = ""
        try:
            answer = self.fetcher.get(url, wanted=Wanted.SITEMAP)
        except FetchError as error:
            problem = error.code
            if error.retryable:
                # What an earlier run found in it may still stand there.
                frontier.keep_entries()
        else:
            found = sitemaps.read(answer.body, answer.content_type, url=answer.url, cut=answer.cut)
            problem = found.problem
            self._take(found, frontier)
        if problem and (self.state.get("is_listed") or problem != "not_found"):
            self.state.setdefault("problems", {})[url[:300]] = problem
        self.state["maps"] = int(self.state.get("maps", 0)) + 1
        self.state["sitemaps"] = [at for at in self.state["sitemaps"] if at != url]
        if self.state["maps"] >= MOST_SITEMAPS:
            self.state["sitemaps"] = []
        self._save()

    def _take(self, found: sitemaps.Sitemap, frontier: Frontier) -> None:
        more = [at for at in found.sitemaps if same_site(at, self.source.url)]
        self.state["sitemaps"] += [at for at in more if at not in self.state["sitemaps"]]
        del self.state["sitemaps"][MOST_SITEMAPS:]
        room = ENTRIES_FOR_EACH * self.source.max_pages - int(self.state.get("entries", 0))
        near = sorted((at for at, _ in found.pages), key=_distance_from(self.source.url))
        finds: list[Find] = []
        for at in near:
            url, why_not = self.links.judge(at)
            if why_not:
                self.links.left_out[why_not] += 1
            elif len(finds) >= room:
                self.links.left_out["limit"] += 1
            elif frontier.key(url) not in frontier.seen:
                finds.append(Find(url, 1, Page.Found.SITEMAP))
        self.links.left_out["limit"] += frontier.add(finds)
        self.state["entries"] = int(self.state.get("entries", 0)) + len(finds)

    def _save(self) -> None:
        """At once: what was asked for must not be asked for again by whoever comes next."""
        Source.objects.filter(id=self.source.id, worker=self.source.worker).update(site=self.state)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _distance_from(start: str) -> Any:
    """Sorting: what lies below the start page's folder first; else as the sitemap has it."""
    folder = urlsplit(start).path.rpartition("/")[0] + "/"
    return lambda url: not urlsplit(url).path.startswith(folder)
