"""Whose turn it is among the sources: one of each owner is processed, the others wait (F1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from scraping.models import Source

PERIODS = {
    Source.Schedule.DAILY: timedelta(days=1),
    Source.Schedule.WEEKLY: timedelta(days=7),
    Source.Schedule.MONTHLY: timedelta(days=30),
}
# What a run begins with.
_NEW_RUN: dict[str, Any] = {
    "status": Source.Status.PROCESSING,
    "stage": Source.Stage.CRAWLING,
    "requested_at": None,
    "finished_at": None,
    "reason": "",
    "reason_detail": "",
    "worker": "",
    "attempts": 0,
    "stop_requested": False,
    "now_reading": "",
    "site": {},
    "discovered": 0,
    "fetched": 0,
    "failed": 0,
    "skipped": 0,
}


def ask(source_id: Any) -> bool:
    """Put the source into the queue; False when it is being processed or deleted."""
    waiting = Source.objects.filter(id=source_id, deleted_at=None).exclude(
        status=Source.Status.PROCESSING
    )
    now = timezone.now()
    # One that waits already keeps its place.
    waiting.filter(status=Source.Status.PENDING, requested_at__isnull=False).update(updated_at=now)
    waiting.exclude(status=Source.Status.PENDING, requested_at__isnull=False).update(
        status=Source.Status.PENDING, requested_at=now, next_run_at=None, updated_at=now
    )
    return waiting.exists()


def begin(owner_id: Any = None) -> list[Any]:
    """Give their turn to the first that wait, of one owner or of all; returns the sources' ids.

    Each was claimed by compare-and-set: of two that call at once, one has it.
    """
    rows = Source.objects.filter(
        status=Source.Status.PENDING, requested_at__isnull=False, deleted_at=None
    ).order_by("requested_at", "id")
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    started = []
    busy = set(
        Source.objects.filter(status=Source.Status.PROCESSING, owner__isnull=False).values_list(
            "owner_id", flat=True
        )
    )
    for source_id, owner in list(rows.values_list("id", "owner_id")):
        if owner in busy:
            continue
        if owner is not None:
            busy.add(owner)
        if claim(source_id):
            started.append(source_id)
    return started


def claim(source_id: Any) -> bool:
    """Begin a source that waits, by compare-and-set; False when its owner's other one is read."""
    now = timezone.now()
    row = Source.objects.filter(
        id=source_id,
        status=Source.Status.PENDING,
        requested_at__isnull=False,
        deleted_at=None,
    )
    try:
        with transaction.atomic():
            # The start page may be as it was, and not say again which sitemaps there are.
            site = row.values_list("site", flat=True).first() or {}
            new: dict[str, Any] = {
                **_NEW_RUN,
                "site": {"named": site["named"]} if site.get("named") else {},
                "run": F("run") + 1,
                "started_at": now,
                "lease_until": now,
                "updated_at": now,
            }
            return bool(row.update(**new))
    except IntegrityError:
        return False  # another of this owner's has just begun: it waits


def ask_due() -> list[Any]:
    """Put those whose time has come into the queue; returns their ids."""
    due = Source.objects.filter(next_run_at__lte=timezone.now(), deleted_at=None)
    return [source_id for source_id in due.values_list("id", flat=True) if ask(source_id)]


def next_time(schedule: str, after: datetime) -> datetime | None:
    """When a source with this schedule is read again; None: when somebody asks for it."""
    period = PERIODS.get(Source.Schedule(schedule))
    return after + period if period else None
