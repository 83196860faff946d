"""One request at a time for a host, and the pause between two, across sources and workers (F2)."""

from __future__ import annotations

import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone

from scraping.models import CrawlHost

# Longer than one request can take: after it a holder that died is forgotten.
HOLD = timedelta(seconds=120)
# A host without a pause is held over several requests, for so long.
TURN_SECONDS = 2.0
# Who finds the host taken is let in before its last holder, if it comes within this time.
WANTED = timedelta(seconds=3)
BUSY_SECONDS = 0.25
# What a robots.txt may ask for at most; a longer pause would never end.
LONGEST_DELAY = 300.0


def host_of(url: str) -> str:
    """The host of an address with its port, if it names one."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()[:300]


class Host:
    """A host as one worker sees it: ask for the turn, make the request, give the turn back."""

    def __init__(self, host: str, worker: str, delay: float) -> None:
        self.host = host
        self.worker = worker
        self.delay = min(delay, LONGEST_DELAY)
        self._held_since = 0.0
        self._is_known = False

    def take(self) -> float:
        """0.0: ask now, and call `done` after it. Otherwise the seconds until it can be so."""
        if self._held_since and time.monotonic() - self._held_since < TURN_SECONDS:
            return 0.0
        self.leave()
        self._know()
        now = timezone.now()
        row = CrawlHost.objects.filter(host=self.host)
        free = Q(holder="") | Q(held_until__lt=now)
        polite = Q(wanted_by__in=("", self.worker)) | Q(wanted_until__lt=now)
        if row.filter(free, polite | ~Q(last_holder=self.worker), next_at__lte=now).update(
            holder=self.worker,
            last_holder=self.worker,
            held_until=now + HOLD,
            wanted_by="",  # whoever else wished for it wishes again
        ):
            self._held_since = time.monotonic()
            return 0.0
        row.filter(Q(wanted_by="") | Q(wanted_until__lt=now) | Q(wanted_by=self.worker)).exclude(
            last_holder=self.worker
        ).update(wanted_by=self.worker, wanted_until=now + WANTED)
        next_at = row.values_list("next_at", flat=True).get()
        return max((next_at - now).total_seconds(), BUSY_SECONDS)

    def done(self, pause: float = 0.0) -> None:
        """The request is over. The next may come after the delay, or `pause` if that is longer."""
        wait = max(self.delay, pause)
        if wait > 0:
            self._release(wait)

    def leave(self) -> None:
        """Let others have the host."""
        if self._held_since:
            self._release(0.0)

    def _release(self, wait: float) -> None:
        self._held_since = 0.0
        CrawlHost.objects.filter(host=self.host, holder=self.worker).update(
            holder="", next_at=timezone.now() + timedelta(seconds=wait)
        )

    def _know(self) -> None:
        if not self._is_known:
            CrawlHost.objects.get_or_create(host=self.host)
            self._is_known = True


def forget_idle() -> None:
    """Delete the rows of hosts that nobody asked for a day."""
    CrawlHost.objects.filter(holder="", next_at__lt=timezone.now() - timedelta(days=1)).delete()
