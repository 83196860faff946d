"""Deleting for good what was deleted and can no longer come back."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.utils import timezone

from scraping.index import forget
from scraping.models import Chunk, Page, Source
from scraping.selectors import UNDO_SECONDS

log = structlog.get_logger(__name__)

# A restoration that has begun in time ends before its source goes.
MARGIN_SECONDS = 5
PAGES_AT_A_TIME = 200


def purge() -> int:
    """Delete the sources whose time is up, with their files; returns how many."""
    before = timezone.now() - timedelta(seconds=UNDO_SECONDS + MARGIN_SECONDS)
    sources = list(Source.objects.filter(deleted_at__lt=before))
    for source in sources:
        forget.forget_source(source.id)
        while ids := list(
            Page.objects.filter(source_id=source.id).values_list("id", flat=True)[:PAGES_AT_A_TIME]
        ):
            Chunk.objects.filter(page_id__in=ids).delete()
            Page.objects.filter(id__in=ids).delete()
        if source.file:
            source.file.delete(save=False)
        source.delete()
        log.info("source_purged", source=str(source.id))
    return len(sources)
