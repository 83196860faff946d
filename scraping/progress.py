"""Telling the institution's tutors how a source gets on, while it does (F1)."""

from __future__ import annotations

import threading
import time
import uuid
from functools import partial

import structlog
from django.db import DatabaseError, close_old_connections, connection, transaction

from psichat import live
from scraping import selectors
from scraping.models import Source
from scraping.wire import source_event

log = structlog.get_logger(__name__)

# A crawler and an embedder may work on the same source: twice this many events a second at most.
INTERVAL_SECONDS = 1.0

_lock = threading.Lock()
_told_at: dict[uuid.UUID, float] = {}
_waiting: set[uuid.UUID] = set()
# Sources that have been quiet for this long are forgotten.
_FORGOTTEN_SECONDS = 600.0


def tell(source_id: uuid.UUID) -> None:
    """Bring the source, as it stands once the transaction is through, to the tutors' screens.

    At most one event in `INTERVAL_SECONDS` for each source; what comes in between is told by one
    event at the end of it, so that the last state always arrives. Never raises.
    """
    transaction.on_commit(partial(_tell, source_id), robust=True)


def _tell(source_id: uuid.UUID) -> None:
    now = time.monotonic()
    with _lock:
        if source_id in _waiting:
            return
        wait = _told_at.get(source_id, float("-inf")) + INTERVAL_SECONDS - now
        if wait > 0:
            _waiting.add(source_id)
        else:
            _told_at[source_id] = now
            _forget(now)
    if wait > 0:
        # Not a daemon: a process that ends first says how it ended.
        threading.Timer(wait, _tell_later, (source_id,)).start()
    else:
        _send(source_id)


def _tell_later(source_id: uuid.UUID) -> None:
    with _lock:
        _waiting.discard(source_id)
        _told_at[source_id] = time.monotonic()
    try:
        close_old_connections()
        _send(source_id)
    finally:
        connection.close()  # this thread's own


def _send(source_id: uuid.UUID) -> None:
    try:
        source = Source.objects.get(id=source_id)
        event = {"type": "source", "data": source_event(source, selectors.page_counts(source_id))}
    except Source.DoesNotExist:
        return
    except DatabaseError as exc:
        log.warning("progress_not_told", source=str(source_id), error=type(exc).__name__)
        return
    live.send(live.knowledge_group(source.institution_id), event)


def _forget(now: float) -> None:
    for source_id, at in list(_told_at.items()):
        if now - at > _FORGOTTEN_SECONDS:
            del _told_at[source_id]
