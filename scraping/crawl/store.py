"""What became of a page that was asked for: its row, and the links on it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from scraping.crawl import cutting, leases, verdict
from scraping.crawl.ending import TRANSIENT
from scraping.crawl.finds import Find
from scraping.crawl.frontier import MOST_DEPTH, Frontier
from scraping.crawl.leases import Lost
from scraping.crawl.links import Links
from scraping.crawl.reading import Read
from scraping.extract.document import Document
from scraping.fetch.client import Fetched, FetchError
from scraping.index import chunking
from scraping.models import Page, Source

# Seconds before the second, third and fourth request for a page (F2).
RETRY_SECONDS = (60.0, 120.0, 240.0)
LONGEST_RETRY_AFTER = 3600.0
# So many pages that were read wait to be cut into passages at most.
UNCUT = 8

_VANISHED = ("not_found", "gone")


class Store:
    """Writes for the worker that holds `source`; each method raises `Lost` when it does no more."""

    def __init__(self, source: Source, frontier: Frontier, links: Links) -> None:
        self.source = source
        self.frontier = frontier
        self.links = links
        self._uncut: list[Page] = []

    # --- what an answer says
    def read(self, page: Page, fetched: Fetched, read: Read) -> None:
        """The answer was read, or could not be."""
        with self._writing():
            row = self._arrived_at(page, fetched.url)
            if row is None:
                return
            document = read.document
            values = verdict.of_answer(fetched)
            if not self.links.base:
                self.links.base = self.source.site["base"] = fetched.url
            links = self._links_of(document, verdict.directives(fetched)) if document else []
            values |= verdict.judge(row, fetched, read, self.frontier, self.links)
            values |= {"links": links}
            if values["state"] != Page.State.DONE:
                values |= {"etag": "", "last_modified": ""}  # "as it was" would be no good news
            row = self._settle(row, values)
            self._follow(row, links)
            if document:
                self._lead_on(row, document, values)
        self._count(row)
        self._cut_later(row)

    def unchanged(self, page: Page, fetched: Fetched) -> None:
        """The site says that the page is as it was: text, chunks and vectors stay."""
        values = {
            **{name: value for name, value in verdict.of_answer(fetched).items() if value},
            "state": Page.State.DONE,
            "size": page.size,
            "content_type": page.content_type,
        }
        with self._writing():
            known = Page.objects.only("links", "text").get(id=page.id)
            page.links, page.text = known.links, known.text
            page = self._settle(page, values | verdict.twin(page.text_hash, self.frontier))
            self._follow(page, page.links)
        self._count(page)
        self._cut_later(page)

    def failed(self, page: Page, error: FetchError) -> None:
        """It could not be had: asked again later, if that may help and was not tried enough."""
        if error.retryable and page.attempts < len(RETRY_SECONDS):
            self._retry(page, error)
            return
        self.left(page, error.code, error.detail, status=error.status)

    def left(self, page: Page, code: str, detail: str = "", status: int | None = None) -> None:
        """It is not read, for good in this run."""
        values = verdict.left(code, detail) | {"http_status": status}
        if code in _VANISHED and page.text_hash:
            values["state"] = Page.State.GONE
        with self._writing():
            page = self._settle(page, values)
            if code in TRANSIENT and page.text_hash:
                # Where it led is still where it leads, as far as we know.
                self._follow(page, Page.objects.values_list("links", flat=True).get(id=page.id))
        self._count(page, asked=status is not None or page.state == Page.State.FAILED)

    def led_on(self, page: Page, url: str) -> None:
        """It leads to `url`, which is read in its place, if it was not already."""
        with self._writing():
            self._settle(
                page,
                {
                    "state": Page.State.SKIPPED,
                    "reason": "redirected",
                    "reason_detail": url[:300],
                },
            )
            self.frontier.add([Find.instead_of(page, url)], always=True)
        self._count(page, asked=False)

    # --- passages
    def cut(self) -> None:
        """Cut what was read since the last time into passages.

        Apart from the answer, which is safe by then: who dies here leaves pages that the end of the
        run cuts. Several at a time cost less, and a pause between two requests costs nothing.
        """
        if not self._uncut:
            return
        uncut, self._uncut = self._uncut, []
        with self._writing():
            cutting.cut(uncut, self.source.institution_id)

    def _cut_later(self, page: Page) -> None:
        if page.state == Page.State.DONE and page.chunked_hash != chunking.mark(page):
            self._uncut.append(page)
        if len(self._uncut) >= UNCUT:
            self.cut()

    # --- parts
    @contextmanager
    def _writing(self) -> Iterator[None]:
        with transaction.atomic():
            leases.hold(self.source)
            yield

    def _arrived_at(self, page: Page, url: str) -> Page | None:
        """The row of the address that answered; None when another row has it already."""
        if self.frontier.key(url) == page.url_hash:
            return page
        is_known = self.frontier.key(url) in self.frontier.seen
        self._settle(
            page,
            {"state": Page.State.SKIPPED, "reason": "redirected", "reason_detail": url[:300]},
        )
        self._count(page, asked=False)
        return None if is_known else self.frontier.adopt(page, url)

    def _links_of(self, document: Document, tags: frozenset[str]) -> list[str]:
        if document.nofollow or tags & {"nofollow", "none"}:
            return []
        return self.links.followed(document.links)

    def _follow(self, page: Page, urls: list[str]) -> None:
        if page.depth >= MOST_DEPTH:
            self.links.left_out["too_deep"] += len(urls)
            return
        finds = [Find(url, page.depth + 1) for url in urls]
        self.links.left_out["limit"] += self.frontier.add(finds)

    def _lead_on(self, page: Page, document: Document, values: dict[str, Any]) -> None:
        """Where the page says that its content is, by `canonical` or `refresh`."""
        reason = values.get("reason")
        for address in (document.refresh, document.canonical if reason == "canonical" else ""):
            url, why_not = self.links.judge(address) if address else ("", "none")
            if not why_not:
                self.frontier.add([Find.instead_of(page, url)], always=True)

    def _retry(self, page: Page, error: FetchError) -> None:
        asked = min(error.retry_after or 0.0, LONGEST_RETRY_AFTER)
        pause = max(RETRY_SECONDS[page.attempts], asked)
        with self._writing():
            self._settle(
                page,
                {
                    "state": Page.State.WAITING,
                    "reason": error.code,
                    "reason_detail": error.detail[:300],
                    "attempts": page.attempts + 1,
                    "retry_at": timezone.now() + timedelta(seconds=pause),
                },
            )
        self.frontier.waiting += 1

    def _settle(self, page: Page, values: dict[str, Any]) -> Page:
        """End the claim on `page` with `values`, by compare-and-set."""
        values = {"reason": "", "reason_detail": "", "retry_at": None} | values
        values |= {"worker": "", "lease_until": None}
        if not Page.objects.filter(
            id=page.id, worker=self.source.worker, state=Page.State.FETCHING
        ).update(**values):
            raise Lost
        for name, value in values.items():
            setattr(page, name, value)
        return page

    def _count(self, page: Page, *, asked: bool = True) -> None:
        frontier = self.frontier
        if page.state == Page.State.DONE:
            frontier.done += 1
            frontier.texts[page.text_hash] = page.title or page.url
            return
        if page.state == Page.State.SKIPPED:
            frontier.skipped += 1
        else:
            frontier.failed += 1
        frontier.misses += asked
