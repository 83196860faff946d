"""What would be read from an address, found out in a few requests before it is added.

One look at a time in a process, each with short time-outs, because it runs in a person's request.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from psichat.errors import Unavailable
from scraping.crawl.links import Links
from scraping.extract import extract
from scraping.extract.document import Document, ExtractError, Link
from scraping.fetch import robots as robots_txt
from scraping.fetch import sitemaps
from scraping.fetch.addresses import BadAddress, canonical, page_key, same_site
from scraping.fetch.client import Fetched, Fetcher, FetchError
from scraping.fetch.limits import Limits
from scraping.fetch.robots import Robots
from scraping.reasons import sentence

# From the first request to the last; a request that has begun may go over it by its own time-out.
BUDGET_SECONDS = 8.0
LIMITS = Limits(resolving=3.0, connecting=3.0, silence=4.0, total=6.0)
MOST_SITEMAPS = 3
EXCERPT_CHARACTERS = 240
# To fetch and read one page, besides the pause before it.
PAGE_SECONDS = 0.3
KEPT_SECONDS = 60

_one_at_a_time = threading.BoundedSemaphore(1)


@dataclass(frozen=True)
class Preview:
    """What was found out; with a `problem` (a code of `scraping.reasons`) only why it can't be.

    `links` are other pages of the site that the page leads to; `sitemap_pages` is None without a
    sitemap. `delay` is in seconds.
    """

    url: str
    problem: str = ""
    detail: str = ""
    title: str = ""
    language: str = ""
    excerpt: str = ""
    links: int = 0
    sitemap_pages: int | None = None
    sitemap_is_partial: bool = False
    has_robots: bool = False
    delay: float = 0.0
    found: int = 1  # pages that are known of, this one included
    max_pages: int = 50

    @property
    def sentence(self) -> str:
        return sentence(self.problem, self.detail)

    @property
    def pages(self) -> int:
        """How many would be read, as far as can be seen from here."""
        return min(self.max_pages, self.found)

    @property
    def minutes(self) -> int:
        """How long it would take, in whole minutes; 0 for less than one."""
        seconds = self.pages * max(self.delay, PAGE_SECONDS)
        return 0 if seconds < 60 else math.ceil(seconds / 60)


def preview(url: str, *, max_pages: int = 50) -> Preview:
    """Look at `url` and its robots.txt and sitemap.

    Raises `Unavailable` while this process looks at another address. What is wrong with the
    address or its site is in the answer.
    """
    try:
        address = canonical(url)
    except BadAddress as exc:
        return Preview(url, exc.code, exc.detail)
    key = f"preview:{get_language()}:{page_key(address)}"
    known: Preview | None = cache.get(key)
    if known is None:
        if not _one_at_a_time.acquire(blocking=False):
            raise Unavailable(
                _("Justo ahora se está mirando otra dirección. Prueba en unos segundos."),
                retry_after=10,
            )
        try:
            known = _look(address)
        finally:
            _one_at_a_time.release()
        cache.set(key, known, KEPT_SECONDS)
    return replace(known, max_pages=max_pages)


def _look(url: str) -> Preview:
    until = time.monotonic() + BUDGET_SECONDS
    try:
        with Fetcher(LIMITS) as fetcher:
            robots = robots_txt.fetch(fetcher, url)
            if code := robots.refusal(url):
                return Preview(url, code)
            fetched = fetcher.get(url, may_follow=lambda to: _may_follow(to, url, robots))
            document, why_not = _read(fetched)
            if document is None:
                return Preview(fetched.url, *why_not)
            links = Links(url, Counter(), fetched.url)
            listed, is_partial = _sitemaps(fetcher, robots, links, document.sitemaps, until)
    except FetchError as exc:
        return Preview(url, exc.code, exc.detail)
    if document.noindex or "noindex" in fetched.robots_tag:
        return Preview(fetched.url, "noindex")
    linked = _keys(_links(document, fetched, links), robots)
    first = page_key(fetched.url)
    if not linked and why_not[0]:
        return Preview(fetched.url, *why_not)
    return Preview(
        url=fetched.url,
        title=document.title,
        language=document.language,
        excerpt=_excerpt(document.text),
        links=len(linked - {first}),
        sitemap_pages=None if listed is None else len(listed := _keys(listed, robots)),
        sitemap_is_partial=is_partial,
        has_robots=robots.found,
        delay=max(settings.CRAWL_DELAY_SECONDS, robots.delay or 0.0),
        found=len({first} | linked | set(listed or ())),
    )


def _read(fetched: Fetched) -> tuple[Document | None, tuple[str, str]]:
    """What the page says, and why it can't be read; sometimes both."""
    try:
        document = extract(
            fetched.body,
            url=fetched.url,
            content_type=fetched.content_type,
            charset=fetched.charset,
        )
    except ExtractError as exc:
        return exc.document, (exc.code, exc.detail)
    return document, ("", "")


def _may_follow(to: str, start: str, robots: Robots) -> str:
    return robots.refusal(to) if same_site(to, start) else "redirect_outside"


def _links(document: Document, fetched: Fetched, links: Links) -> list[str]:
    """The addresses of the same site to which a crawl would go from the page."""
    refresh = [Link(document.refresh)] if document.refresh else []
    if document.nofollow or "nofollow" in fetched.robots_tag:
        return links.followed(refresh)
    return links.followed([*refresh, *document.links])


def _keys(urls: Iterable[str], robots: Robots) -> set[str]:
    return {page_key(url) for url in urls if robots.allows(url)}


def _sitemaps(
    fetcher: Fetcher, robots: Robots, links: Links, named: Iterable[str], until: float
) -> tuple[set[str] | None, bool]:
    """The pages in the first sitemaps (None without any), and whether there is more."""
    ours = ([at for at in urls if same_site(at, links.start)] for urls in (robots.sitemaps, named))
    usual = canonical("/sitemap.xml", links.base)
    waiting = next(filter(None, ours), None) or [usual] * robots.allows(usual)
    found: set[str] | None = None
    for read in itertools.count():
        if not waiting:
            return found, False
        if read == MOST_SITEMAPS or time.monotonic() > until:
            break
        try:
            sitemap = sitemaps.fetch(fetcher, waiting.pop(0))
        except FetchError:
            continue
        if sitemap.pages or sitemap.sitemaps:
            judged = (links.judge(page) for page, _changed in sitemap.pages)
            found = (found or set()) | {url for url, why_not in judged if not why_not}
            waiting += [url for url in sitemap.sitemaps if same_site(url, links.start)]
    return found, True


def _excerpt(text: str) -> str:
    """The beginning of the text, without marks, for a person to recognise the page."""
    plain = " ".join(line.lstrip("#>*-| ").strip() for line in text.splitlines() if line.strip())
    return plain if len(plain) <= EXCERPT_CHARACTERS else f"{plain[: EXCERPT_CHARACTERS - 1]}…"
