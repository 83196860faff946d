"""Which redirects of a page are followed, and which lead to a page of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from scraping.crawl.frontier import Frontier
from scraping.crawl.site import Site
from scraping.fetch.addresses import same_site, trap
from scraping.models import Page, Source


class Redirects:
    """The redirects of one `page`; `last` is the address to which it led at last."""

    def __init__(self, page: Page, source: Source, frontier: Frontier, site: Site) -> None:
        self.page = page
        self.source = source
        self.frontier = frontier
        self.site = site
        self.last = page.url

    def why_not(self, url: str) -> str:
        """A reason not to follow to `url`; empty: it is followed."""
        self.last = url
        if not same_site(url, self.source.url):
            return "redirect_outside"
        key = self.frontier.key(url)
        if key == self.page.url_hash and _origin(url) == _origin(self.page.url):
            return ""
        if key != self.page.url_hash and key in self.frontier.seen:
            return "redirected"
        if trap(url):
            return "trap"
        if not self.site.knows_robots(url):
            # Its robots.txt comes first; the page waits for it under its own name.
            return "redirected" if key != self.page.url_hash else ""
        return self.site.forbids(url)[0]


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
