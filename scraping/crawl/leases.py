"""Who works on a source: one worker at a time, for as long as it keeps saying so."""

from __future__ import annotations

import os
import socket
import uuid
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from scraping.models import Source

# Longer than one page can take, with the time for reading a long document in it.
LEASE = timedelta(seconds=150)
# A source that waits for its next slice is woken this long after it should have come.
GRACE = timedelta(seconds=30)
# So often in a row a worker may die on a source without having read a page.
MOST_ATTEMPTS = 5


class Lost(Exception):
    """The source is no longer this worker's: taken up by another, stopped or deleted.

    `stopped`: somebody asked for it, and this worker is to end the run.
    """

    def __init__(self, *, stopped: bool = False) -> None:
        super().__init__()
        self.stopped = stopped


def new_worker() -> str:
    """A name for one slice of work, which no other has."""
    return f"{socket.gethostname()[:24]}:{os.getpid()}:{uuid.uuid4().hex[:16]}"


def take(source_id: Any, worker: str) -> Source | None:
    """The source, for `worker` alone; None while another has it or when it is not being crawled.

    A worker that left without a word counts as an attempt.
    """
    now = timezone.now()
    mine = Source.objects.filter(
        id=source_id,
        status=Source.Status.PROCESSING,
        stage=Source.Stage.CRAWLING,
        deleted_at=None,
    )
    lease = now + LEASE
    if not (
        mine.filter(worker="").update(worker=worker, lease_until=lease)
        or mine.filter(~Q(worker=""), lease_until__lt=now).update(
            worker=worker, lease_until=lease, attempts=F("attempts") + 1
        )
    ):
        return None
    return Source.objects.select_related("institution", "owner").get(id=source_id)


def keep(source: Source, **values: Any) -> None:
    """Go on for another lease, and write `values` into the source's row.

    Raises `Lost`.
    """
    now = timezone.now()
    source.lease_until = now + LEASE
    for name, value in values.items():
        setattr(source, name, value)
    rows = Source.objects.filter(
        id=source.id, worker=source.worker, status=Source.Status.PROCESSING, deleted_at=None
    )
    if not rows.update(lease_until=source.lease_until, updated_at=now, **values):
        raise Lost
    if rows.filter(stop_requested=True).exists():
        raise Lost(stopped=True)


def hold(source: Source) -> None:
    """Keep the source's row as it is until the caller's transaction ends, if it is still theirs.

    Who deletes it meanwhile waits, and then finds all that was written. Raises `Lost`.
    """
    rows = Source.objects.select_for_update(no_key=True).filter(
        id=source.id, worker=source.worker, status=Source.Status.PROCESSING, deleted_at=None
    )
    if not rows.values_list("id", flat=True).first():
        raise Lost


def give_back(source: Source, seconds: float = 0, **values: Any) -> None:
    """Let others have it; nobody need look before `seconds` have passed."""
    Source.objects.filter(id=source.id, worker=source.worker).update(
        worker="", lease_until=timezone.now() + timedelta(seconds=seconds), **values
    )


def abandoned() -> list[Any]:
    """Ids of the sources that are being crawled and that nobody works on."""
    late = timezone.now() - GRACE
    rows = Source.objects.filter(
        status=Source.Status.PROCESSING, stage=Source.Stage.CRAWLING, deleted_at=None
    ).filter(Q(lease_until=None) | Q(lease_until__lt=late))
    return list(rows.values_list("id", flat=True))
