"""What people do with sources: add, read, stop, change, delete, bring back (F1, F9).

Tutors and administrators see all sources of their institution; a tutor changes their own, an
administrator all of them. Each service raises errors of `psichat.errors` and writes what was done
to the audit log.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.access import require_carer
from accounts.models import User
from psichat.errors import Conflict, NotAllowed, NotFound
from scraping import progress, revision, source_values, tasks, uploading
from scraping.crawl import ending, queue
from scraping.index import forget
from scraping.models import Page, Source
from scraping.selectors import UNDO_SECONDS

__all__ = ["change", "create", "delete", "restore", "start", "stop", "upload"]


def create(
    *,
    by: User,
    url: str,
    name: str = "",
    max_pages: int = 50,
    schedule: str = Source.Schedule.MANUAL,
) -> Source:
    """A source for the address `url`, which is not read before `start`.

    Raises `InvalidInput` (naming the field) and, for an address that there is already, `Conflict`.
    """
    require_carer(by)
    address = source_values.address(url)
    values = source_values.settings(name=name, max_pages=max_pages, schedule=schedule)
    source_values.refuse_same(by, address)
    try:
        with transaction.atomic():
            source = Source.objects.create(
                institution_id=by.institution_id, owner=by, url=address, **values
            )
            audit.record(actor=by, action="source_added", obj=source, url=address[:500])
    except IntegrityError as exc:
        source_values.refuse_same(by, address)
        raise Conflict from exc
    progress.tell(source.id)
    return source


def upload(*, by: User, file: UploadedFile, name: str = "") -> Source:
    """A source for an uploaded document, which is not read before `start`.

    Raises `TooLarge`, `InvalidInput` (`file`), and `Conflict` for a file that there is already.
    """
    require_carer(by)
    document = uploading.check(file)
    values = source_values.settings(name=name)
    uploading.refuse_same(document, by=by)
    return uploading.save(document, by=by, **values)


def start(*, by: User, source: Source, queue_up: bool = True) -> str:
    """Read the source now, or when its turn comes; returns the id of the task.

    Raises `Conflict` when it is being read already, and with `queue_up=False` also while another
    of the same owner is.
    """
    _may_change(by, source)
    if not queue_up and _at_work(source).exists():
        raise Conflict(_("Ya se está leyendo otra fuente. Espera a que termine."))
    task_id = str(uuid.uuid4())
    with transaction.atomic():
        if not queue.ask(source.id):
            raise Conflict(_("Esta fuente ya se está leyendo."))
        audit.record(actor=by, action="source_started", obj=source)
        for started in queue.begin(source.owner_id):
            now = started == source.id
            transaction.on_commit(
                partial(
                    tasks.crawl.apply_async,
                    (str(started),),
                    task_id=task_id if now else None,
                )
            )
    progress.tell(source.id)
    return task_id


def stop(*, by: User, source: Source) -> None:
    """Stop reading, or leave the queue. What was read stays; one that is at rest stays so."""
    _may_change(by, source)
    now = timezone.now()
    rows = Source.objects.filter(id=source.id, deleted_at=None)
    at_work = rows.filter(status=Source.Status.PROCESSING)
    waiting = rows.filter(status=Source.Status.PENDING, requested_at__isnull=False)
    who = str(by)[:300]
    with transaction.atomic():
        stopped = (
            at_work.filter(stage=Source.Stage.CRAWLING).update(
                stop_requested=True, reason_detail=who, updated_at=now
            )
            or at_work.update(**_at_rest(source, "stopped", who))
            or waiting.update(**{"requested_at": None} | _at_rest(source, "stopped", who))
        )
        if not stopped:
            return
        audit.record(actor=by, action="source_stopped", obj=source)
        # The one that waits for its next slice learns it now, and the next in the queue begins.
        transaction.on_commit(partial(tasks.crawl.delay, str(source.id)))
    progress.tell(source.id)


def change(*, by: User, source: Source, **values: Any) -> Source:
    """Change `name`, `max_pages`, `schedule`. Raises `InvalidInput`."""
    _may_change(by, source)
    fields = source_values.settings(**values)
    if "schedule" in fields and fields["schedule"] != source.schedule:
        last = source.finished_at or timezone.now()
        fields["next_run_at"] = queue.next_time(fields["schedule"], last)
    changed = {key: value for key, value in fields.items() if getattr(source, key) != value}
    if changed:
        with transaction.atomic():
            Source.objects.filter(id=source.id).update(**changed, updated_at=timezone.now())
            audit.record(actor=by, action="source_changed", obj=source, fields=sorted(changed))
        progress.tell(source.id)
    source.refresh_from_db()
    return source


def delete(*, by: User, source: Source) -> None:
    """Hide the source and what it says at once; a minute later it is gone for good."""
    _may_change(by, source)
    now = timezone.now()
    with transaction.atomic():
        rows = Source.objects.filter(id=source.id, deleted_at=None)
        values: dict[str, Any] = {"requested_at": None, "worker": "", "lease_until": None}
        if source.status in {Source.Status.PROCESSING, Source.Status.PENDING}:
            values |= _at_rest(source, "stopped", str(by)[:300])
        values |= {"deleted_at": now, "next_run_at": None, "updated_at": now}
        if not rows.update(**values):
            return
        audit.record(actor=by, action="source_deleted", obj=source, url=source.url[:500])
        revision.bump(source.institution_id)
        transaction.on_commit(tasks.begin_waiting)
    forget.forget_source(source.id)
    progress.tell(source.id)


def restore(*, by: User, source: Source) -> None:
    """Take a deletion back, with everything that had been read.

    Raises `NotFound` when it is too late, `Conflict` when its address was added anew.
    """
    _may_change(by, source)
    since = timezone.now() - timedelta(seconds=UNDO_SECONDS)
    try:
        with transaction.atomic():
            rows = Source.objects.filter(id=source.id, deleted_at__gt=since)
            next_run_at = queue.next_time(source.schedule, source.finished_at or timezone.now())
            if not rows.update(deleted_at=None, next_run_at=next_run_at, updated_at=timezone.now()):
                raise NotFound
            audit.record(actor=by, action="source_restored", obj=source)
            revision.bump(source.institution_id)
            transaction.on_commit(partial(tasks.chunk.delay, str(source.id)))
    except IntegrityError as exc:
        raise Conflict(_("Entretanto se agregó otra fuente con esa dirección.")) from exc
    progress.tell(source.id)


def _may_change(user: User, source: Source) -> None:
    """A missing institution is a 404, a source of somebody else a 403."""
    require_carer(user)
    if source.institution_id != user.institution_id:
        raise NotFound
    if not (user.is_admin or source.owner_id == user.id):
        raise NotAllowed(_("Esta fuente la agregó otra persona; puedes verla, no cambiarla."))


def _at_work(source: Source) -> QuerySet[Source]:
    """Other sources of the owner that are being read."""
    rows = Source.objects.filter(status=Source.Status.PROCESSING, deleted_at=None)
    return rows.filter(owner_id=source.owner_id, owner__isnull=False).exclude(id=source.id)


def _at_rest(source: Source, reason: str, detail: str) -> dict[str, Any]:
    """The values of a source that is taken out of the work, by what it has."""
    if Page.objects.filter(source_id=source.id, state=Page.State.DONE).exists():
        return ending.over(source, Source.Status.COMPLETED, reason, detail)
    if source.run == 0:
        return {"status": Source.Status.PENDING, "requested_at": None}
    return ending.over(source, Source.Status.FAILED, reason, detail)
