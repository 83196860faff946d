"""The end of the last stage: a source whose passages all have their vectors is ready."""

from __future__ import annotations

from typing import Any

from scraping import progress
from scraping.crawl import ending
from scraping.index import work
from scraping.models import Source


def complete() -> list[Any]:
    """Mark the sources that lack nothing any more as ready; returns their ids."""
    completed = []
    for source in Source.objects.filter(id__in=work.complete_sources()):
        if Source.objects.filter(
            id=source.id, stage=Source.Stage.EMBEDDING, run=source.run, deleted_at=None
        ).update(
            **ending.over(source, Source.Status.COMPLETED, source.reason, source.reason_detail)
        ):
            completed.append(source.id)
            progress.tell(source.id)
    return completed


def waits() -> bool:
    """Whether a source waits for its last stage to end."""
    return Source.objects.filter(
        status=Source.Status.PROCESSING, stage=Source.Stage.EMBEDDING, deleted_at=None
    ).exists()
