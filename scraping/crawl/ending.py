"""How a run ends: what is no longer there goes, what was read goes on to the vectors, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from scraping import progress
from scraping.crawl import cutting, queue
from scraping.index import chunking, forget
from scraping.models import Page, Source

log = structlog.get_logger(__name__)

# The site's own trouble or ours: what was known of the page stays known.
TRANSIENT = frozenset(
    {
        *("timeout", "refused", "not_resolved", "tls", "broken_answer", "too_slow"),
        *("server_error", "too_many_requests", "robots_unreachable", "attempts", "internal"),
    }
)
# A page that only led to another, which has the reason that counts.
_LEADS_ON = ("redirected", "canonical", "duplicate")
_FORGOTTEN: dict[str, Any] = {
    "text": "",
    "text_hash": "",
    "chunked_hash": "",
    "etag": "",
    "last_modified": "",
    "links": [],
}


def end(source: Source, *, stopped: bool = False, gave_up: str = "", **known: Any) -> None:
    """End the run of `source`, which the caller holds. Twice does no harm.

    A run that was `stopped`, that `gave_up` (a code) or that read nothing forgets nothing. `known`
    are further values for the source's row.
    """
    pages = Page.objects.filter(source_id=source.id)
    ours = pages.filter(run=source.run)
    has_read = ours.filter(state=Page.State.DONE, reason="").exists()
    is_whole = has_read and not stopped and not gave_up
    unread = ours.filter(state__in=(Page.State.WAITING, Page.State.FETCHING))
    at_limit = unread.exists()
    if is_whole:
        _leave_out(unread, "limit")
        _vanish(source, pages, at_limit=at_limit)
    else:
        # What an earlier run read is as good as it was, and is that run's.
        unread.exclude(text_hash="").update(
            state=Page.State.DONE, run=source.run - 1, worker="", retry_at=None
        )
        _leave_out(unread.filter(text_hash=""), "stopped" if stopped else gave_up or "limit")
    for page in chunking.stale(source.id):
        cutting.cut([page], source.institution_id)
    reason, detail = _reason(source, ours, has_read=has_read, stopped=stopped, gave_up=gave_up)
    if has_read:
        values = {"stage": Source.Stage.EMBEDDING, "reason": reason, "reason_detail": detail}
    else:
        values = over(source, Source.Status.FAILED, reason, detail)
    Source.objects.filter(id=source.id, worker=source.worker).update(
        **known | values, worker="", lease_until=None, now_reading="", updated_at=timezone.now()
    )
    log.info("crawl_ended", source=str(source.id), run=source.run, reason=reason, read=has_read)
    progress.tell(source.id)


def over(source: Source, status: str, reason: str, detail: str = "") -> dict[str, Any]:
    """The values of a source whose work is done, well or not."""
    now = timezone.now()
    return {
        "status": status,
        "stage": Source.Stage.NONE,
        "reason": reason,
        "reason_detail": detail[:300],
        "finished_at": now,
        "stop_requested": False,
        "next_run_at": next_run(source, now),
    }


def next_run(source: Source, after: datetime) -> datetime | None:
    return queue.next_time(source.schedule, after)


def _leave_out(pages: QuerySet[Page], reason: str) -> None:
    pages.update(state=Page.State.SKIPPED, reason=reason, worker="", retry_at=None)


def _vanish(source: Source, pages: QuerySet[Page], *, at_limit: bool) -> None:
    """Pages that this whole run did not find again, or found to be no longer for us."""
    earlier = pages.filter(run__lt=source.run)
    earlier.filter(text_hash="").delete()
    if at_limit:
        earlier.update(state=Page.State.SKIPPED, reason="limit", run=source.run)
    else:
        earlier.update(state=Page.State.GONE, reason="unlinked", run=source.run)
    lost = pages.filter(state__in=(Page.State.SKIPPED, Page.State.GONE, Page.State.FAILED)).exclude(
        text_hash=""
    )
    lost = lost.exclude(reason__in=TRANSIENT)
    ids = list(lost.values_list("id", flat=True))
    if ids:
        forget.forget_pages(ids)
        pages.filter(id__in=ids).update(**_FORGOTTEN)


def _reason(
    source: Source, ours: QuerySet[Page], *, has_read: bool, stopped: bool, gave_up: str
) -> tuple[str, str]:
    """Code and detail for the source: why it failed, or why it found so little."""
    if stopped:
        # Who asked for it, written while this worker was at it.
        rows = Source.objects.filter(id=source.id)
        return "stopped", rows.values_list("reason_detail", flat=True).first() or ""
    if not has_read:
        return _of_start(ours) or (gave_up or "nothing", "")
    if gave_up:
        return gave_up, ""
    if source.kind == Source.Kind.FILE or source.max_pages == 1:
        return "", ""
    states = ours.aggregate(
        done=Count("id", filter=Q(state=Page.State.DONE)),
        rest=Count("id", filter=~Q(state=Page.State.DONE) & ~Q(reason__in=_LEADS_ON)),
        robots=Count("id", filter=Q(reason="robots")),
    )
    if states["done"] > 1:
        return "", ""
    if not states["rest"]:
        return "only_one", ""
    if states["rest"] == states["robots"]:
        return "only_one_robots", ""
    return "only_one_of", str(states["rest"] + 1)


def _of_start(ours: QuerySet[Page]) -> tuple[str, str] | None:
    """Why the start page, or the one that it led to, was not read."""
    first = (
        ours.exclude(reason__in=("", *_LEADS_ON))
        .order_by("depth", "order")
        .only("reason", "reason_detail")
    ).first()
    return (first.reason, first.reason_detail) if first else None
