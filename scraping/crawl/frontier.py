"""What a run has found and not read yet: rows of `Page`, claimed by compare-and-set.

Breadth first: by (depth, order). One worker at a time adds to a source's frontier, the one that
holds its lease, so what it knows of the rows it keeps in memory.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from scraping.crawl.finds import FIELDS_ANEW, Find
from scraping.crawl.leases import LEASE
from scraping.fetch.addresses import page_key
from scraping.models import Page, Source

MOST_DEPTH = 10
# Of three addresses one is a sitemap's, while links of the start page wait; then every second.
FIRST_LINKS = 2
# So many addresses for each page of the limit wait at most; the rest are counted and forgotten.
WAITING_FOR_EACH = 4
# Addresses that were asked for in vain end a run when they are as many as its pages and this.
MISSES = 20
LOOK_AHEAD = 12
MOST_ATTEMPTS = 3


class Frontier:
    """The frontier of the present run of `source`, for the worker that holds it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.run = source.run
        self._rows = Page.objects.filter(source_id=source.id)
        self._ahead: deque[Page] = deque()
        self._keys: dict[str, str] = {}
        self._load()

    def _load(self) -> None:
        self._free_expired()
        self.seen: set[str] = set()
        self._earlier: dict[str, Any] = {}
        for key, row_id, run in self._rows.values_list("url_hash", "id", "run"):
            if run == self.run:
                self.seen.add(key)
            else:
                self._earlier[key] = row_id
        ours = self._rows.filter(run=self.run)
        states = dict(ours.order_by().values_list("state").annotate(n=Count("id")))
        self.waiting = states.get(Page.State.WAITING, 0)
        self.done = states.get(Page.State.DONE, 0)
        # Without those that were left out unasked, such as what robots.txt forbids.
        self.misses = (
            ours.filter(http_status__isnull=False).exclude(state=Page.State.WAITING).count()
            - self.done
        ) + ours.filter(http_status=None, state=Page.State.FAILED).count()
        self.failed = states.get(Page.State.FAILED, 0) + states.get(Page.State.GONE, 0)
        self.skipped = states.get(Page.State.SKIPPED, 0)
        self.has_entries = ours.filter(found_by=Page.Found.SITEMAP).exists()
        self._order = itertools.count((ours.aggregate(last=Max("order"))["last"] or 0) + 1)
        self.texts = {
            text_hash: str(title or url)
            for text_hash, title, url in ours.filter(state=Page.State.DONE).values_list(
                "text_hash", "title", "url"
            )
        }

    def _free_expired(self) -> None:
        """Claims of workers that died; one page may kill its worker only so often."""
        expired = self._rows.filter(
            run=self.run, state=Page.State.FETCHING, lease_until__lt=timezone.now()
        )
        expired.filter(attempts__gte=MOST_ATTEMPTS).update(
            state=Page.State.FAILED, reason="attempts", reason_detail="", worker=""
        )
        expired.update(state=Page.State.WAITING, worker="", attempts=F("attempts") + 1)

    # --- counting
    @property
    def counts(self) -> dict[str, int]:
        """The counters of the source's row."""
        return {
            "discovered": len(self.seen),
            "fetched": self.done,
            "failed": self.failed,
            "skipped": self.skipped,
        }

    def room(self, in_flight: int) -> bool:
        """Whether one more page may be asked for, with `in_flight` still being read."""
        limit = self.source.max_pages
        return self.done + in_flight < limit and self.misses < limit + MISSES

    # --- adding
    def key(self, url: str) -> str:
        """`page_key`, remembered: the same links stand on every page."""
        known = self._keys.get(url)
        if known is None:
            known = self._keys[url] = page_key(url)
        return known

    def add(self, finds: Iterable[Find], *, always: bool = False) -> int:
        """Let new addresses wait; returns how many there was no room for (`always`: there is).

        Inside the transaction that stores the page on which they stood.
        """
        new: list[Page] = []
        again: list[Page] = []
        left_out = 0
        most = WAITING_FOR_EACH * self.source.max_pages
        for find in finds:
            key = self.key(find.url)
            if key in self.seen:
                continue
            if self.waiting >= most and not always:
                left_out += 1
                continue
            self.seen.add(key)
            self.waiting += 1
            if find.order is not None:
                self._ahead.clear()  # it comes before what was looked up
            self.has_entries |= find.found_by == Page.Found.SITEMAP
            earlier = self._earlier.pop(key, None)
            order = next(self._order) if find.order is None else find.order
            row = find.row(self.source, key, order, earlier)
            (new if earlier is None else again).append(row)
        if new:
            Page.objects.bulk_create(new, ignore_conflicts=True)
        if again:
            Page.objects.bulk_update(again, FIELDS_ANEW)
        return left_out

    def keep_entries(self) -> None:
        """Let what earlier runs know from sitemaps wait again: the sitemap can't be had."""
        known = self._rows.filter(run__lt=self.run, found_by=Page.Found.SITEMAP).exclude(
            text_hash=""
        )
        urls = known.order_by("order").values_list("url", flat=True)
        self.add([Find(url, 1, Page.Found.SITEMAP) for url in urls])

    def adopt(self, page: Page, url: str) -> Page:
        """The row of `url`, to which `page` led when it was asked for: claimed and at its place."""
        self.add([Find.instead_of(page, url)], always=True)
        self.waiting -= 1
        rows = self._rows.filter(url_hash=self.key(url))
        rows.update(**self._claimed())
        return rows.get()

    # --- taking
    def next(self) -> Page | None:
        """A page that was claimed for this worker; None when none can be asked for now."""
        if not self._ahead:
            self._ahead.extend(self._look_ahead())
        while self._ahead:
            page = self._ahead.popleft()
            claimed = self._claimed()
            if self._rows.filter(id=page.id, state=Page.State.WAITING, run=self.run).update(
                **claimed
            ):
                self.waiting -= 1
                for name, value in claimed.items():
                    setattr(page, name, value)
                return page
        return None

    def _claimed(self) -> dict[str, Any]:
        """The values of a page that this worker is at."""
        return {
            "state": Page.State.FETCHING,
            "worker": self.source.worker,
            "lease_until": timezone.now() + LEASE,
        }

    def peek(self) -> Page | None:
        """The page that `next` would claim."""
        if not self._ahead:
            self._ahead.extend(self._look_ahead())
        return self._ahead[0] if self._ahead else None

    def _look_ahead(self) -> list[Page]:
        """Links by depth, with entries of the sitemap among them."""
        now = timezone.now()
        ready = (
            self._rows.filter(run=self.run, state=Page.State.WAITING)
            .filter(Q(retry_at=None) | Q(retry_at__lte=now))
            .order_by("depth", "order", "id")
            .defer("text", "links")
        )
        of_sitemap = Q(found_by=Page.Found.SITEMAP)
        links = list(ready.exclude(of_sitemap)[:LOOK_AHEAD])
        if links and links[0].depth == 0:
            return links[:1]
        # Without any there is nothing to ask for; the sitemaps are read after the start page.
        entries = list(ready.filter(of_sitemap)[:LOOK_AHEAD]) if self.has_entries else []
        mixed: list[Page] = []
        while links or entries:
            shares = FIRST_LINKS if links and links[0].depth <= 1 else 1
            mixed += links[:shares] + entries[:1]
            del links[:shares], entries[:1]
        return mixed[:LOOK_AHEAD]

    def next_at(self) -> datetime | None:
        """When the next page can be asked for, or a claim of another expires; None: never."""
        open_rows = self._rows.filter(run=self.run)
        moments = [
            *open_rows.filter(state=Page.State.WAITING).values_list("retry_at", flat=True),
            *open_rows.filter(state=Page.State.FETCHING).values_list("lease_until", flat=True),
        ]
        now = timezone.now()
        return min((moment or now for moment in moments), default=None)
