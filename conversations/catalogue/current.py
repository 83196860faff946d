"""What staff have changed, brought into this process: what `embedded.content.load` then gives.

A change is seen by every process within `LOOK_EVERY_SECONDS` of its next turn. Looking costs two
reads of one row; the words are made anew only when something has changed.
"""

from __future__ import annotations

import threading
import time
from typing import Any

import structlog
from channels.db import database_sync_to_async as in_database
from django.db import DatabaseError
from django.db.models import Max, Q

from conversations.answers.embedded import building, content, files, shapes
from conversations.catalogue import shipped
from conversations.models import ContentVersion, Strategy, Wording

log = structlog.get_logger(__name__)

LOOK_EVERY_SECONDS = 5.0


class _Seen:
    """What this process last saw, and when (by the process's own clock)."""

    def __init__(self) -> None:
        self.looking = threading.Lock()
        self.looked_at: float | None = None
        self.stamp: tuple[Any, ...] | None = None
        self.overlays: dict[str, building.Overlay] = {}


_seen = _Seen()


async def keep_fresh() -> None:
    """`refresh` off the event loop, when it is time to look again."""
    if is_due():
        await in_database(refresh)()


def is_due() -> bool:
    """Whether the last look is too long ago."""
    last = _seen.looked_at
    return last is None or time.monotonic() - last >= LOOK_EVERY_SECONDS


def refresh(*, now: bool = False) -> None:
    """Bring in what has changed since the last look; with `now` even if it has just been.

    When the database fails, what is known stays, and is looked for again after the usual time.
    """
    if not (now or is_due()) or not _seen.looking.acquire(blocking=False):
        return
    try:
        _seen.looked_at = time.monotonic()
        stamp = _stamp()
        if stamp != _seen.stamp:
            for language in files.languages():
                _install(language, _overlay(language))
            _seen.stamp = stamp
    except DatabaseError:
        log.warning("content_not_refreshed", exc_info=True)
    finally:
        _seen.looking.release()


def forget() -> None:
    """Back to what came with the program, until the next look."""
    _seen.looked_at = _seen.stamp = None
    for language in list(_seen.overlays):
        _install(language, building.Overlay())


def _stamp() -> tuple[Any, ...]:
    """Another one after every change: each leaves a version, and a new strategy a new row."""
    last = ContentVersion.objects.order_by("-id").values_list("id", "created_at").first()
    return last, Strategy.objects.aggregate(newest=Max("id"))["newest"]


def _install(language: str, overlay: building.Overlay) -> None:
    if overlay != _seen.overlays.get(language, building.Overlay()):
        content.install(language, overlay)
        _seen.overlays[language] = overlay
        log.info("content_changed", language=language)


def _overlay(language: str) -> building.Overlay:
    """What differs from what came with this program; entries that nobody edited do not."""
    changed = Wording.objects.filter(language=language, is_edited=True)
    rows = Strategy.objects.filter(Q(is_edited=True) | Q(is_active=False), language=language)
    strategies: dict[str, shapes.Strategy | None] = {}
    for row in rows:
        if not row.is_active:
            strategies[row.slug] = None
            continue
        try:
            strategies[row.slug] = _strategy(row)
        except (ValueError, TypeError):
            # Nobody can save such a row in the admin; what came with the program serves.
            log.exception("strategy_row_refused", slug=row.slug, language=language)
    return building.Overlay(
        wordings={
            key: tuple(lines.splitlines()) for key, lines in changed.values_list("key", "lines")
        },
        strategies=strategies,
    )


def _strategy(row: Strategy) -> shapes.Strategy:
    data = {name: getattr(row, name) for name in shipped.STRATEGY_FIELDS}
    data |= {name: data[name].splitlines() for name in shipped.LINES}
    return building.strategy(row.slug, data)
