"""Background work of the knowledge: each task claims its work and calls one function (F1, F7, F9).

`crawl` and `embed` work in slices and send themselves again, so that no task is longer than a
minute or so and a stopped worker gives back little. `take_up` mends whatever was lost.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from celery import shared_task

from scraping import progress
from scraping.crawl import completing, hosts, leases, purge, queue, run
from scraping.index import chunking, work

log = structlog.get_logger(__name__)

EMBED_SECONDS = 30.0


@shared_task(bind=True, name="scraping.tasks.crawl", soft_time_limit=600, time_limit=660)
def crawl(self: Any, source_id: str) -> None:
    """A slice of the crawl of a source, which comes again until it is whole."""
    wait = run.work(source_id)
    while wait == 0 and self.request.is_eager:
        wait = run.work(source_id)
    if wait is not None and not self.request.is_eager:
        self.apply_async((source_id,), countdown=wait)
    if wait is None:
        embed.delay()
        begin_waiting()


@shared_task(bind=True, name="scraping.tasks.embed", soft_time_limit=600, time_limit=660)
def embed(self: Any) -> None:
    """Make the vectors that are missing, from whatever source; comes again while some are."""
    more = work.embed_pending(time.monotonic() + EMBED_SECONDS, _tell)
    if completing.complete():
        begin_waiting()
    if more and not self.request.is_eager:
        self.apply_async(countdown=0)


@shared_task(name="scraping.tasks.chunk", soft_time_limit=600, time_limit=660)
def chunk(source_id: str) -> None:
    """Cut the pages of a source whose passages are missing."""
    for page in chunking.stale(UUID(source_id)):
        chunking.rebuild(page)
    embed.delay()
    progress.tell(UUID(source_id))


@shared_task(name="scraping.tasks.purge", soft_time_limit=600, time_limit=660)
def purge_deleted() -> int:
    """Delete for good what can no longer come back."""
    return purge.purge()


@shared_task(name="scraping.tasks.take_up", soft_time_limit=100, time_limit=120)
def take_up() -> dict[str, int]:
    """Begin what waits or is due, wake what a dead worker left, every few seconds (F7).

    Returns how many of each. Safe to run anywhere, at any time, twice at once.
    """
    due = queue.ask_due()
    begun = begin_waiting()
    woken = [source_id for source_id in leases.abandoned() if str(source_id) not in begun]
    for source_id in woken:
        crawl.delay(str(source_id))
    purge_deleted.delay()
    hosts.forget_idle()
    if work.has_work() or completing.waits():
        embed.delay()
    counts = {"due": len(due), "begun": len(begun), "woken": len(woken)}
    if any(counts.values()):
        log.info("knowledge_taken_up", **counts)
    return counts


def _tell(source_ids: Iterable[UUID]) -> None:
    for source_id in source_ids:
        progress.tell(source_id)


def begin_waiting() -> list[str]:
    """Start the sources whose turn it is; returns their ids."""
    begun = [str(source_id) for source_id in queue.begin()]
    for source_id in begun:
        crawl.delay(source_id)
    return begun
