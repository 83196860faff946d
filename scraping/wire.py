"""Sources and pages as the contract writes them («Knowledge»)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from scraping.models import Page, Source
from scraping.passages import Passage
from scraping.reasons import sentence


def source_dict(source: Source) -> dict[str, Any]:
    """`error` is why it failed, in a sentence; empty while it has not."""
    failed = source.status == Source.Status.FAILED
    return {
        "id": str(source.id),
        "url": source.url,
        "name": source.name,
        "status": source.status,
        "progress": {
            "discovered": source.discovered,
            "fetched": source.fetched,
            "failed": source.failed,
            "chunks": source.chunks,
            "embedded": source.embedded,
        },
        "error": sentence(source.reason, source.reason_detail) if failed else "",
        "max_pages": source.max_pages,
        "schedule": source.schedule,
        "created_at": moment(source.created_at),
        "updated_at": moment(source.updated_at),
    }


def source_event(source: Source, pages: Mapping[str, int]) -> dict[str, Any]:
    """The source as screens that watch it need it; `pages` counts them by state."""
    return source_dict(source) | {
        "kind": source.kind,
        "stage": source.stage,
        "skipped": source.skipped,
        "pages": dict(pages),
        "now_reading": source.now_reading,
        "sentence": sentence(source.reason, source.reason_detail),
        "deleted": source.deleted_at is not None,
    }


def page_dict(page: Page) -> dict[str, Any]:
    return {
        "id": str(page.id),
        "url": page.url,
        "title": page.title,
        "state": page.state,
        "reason": sentence(page.reason, page.reason_detail),
        "depth": page.depth,
        "language": page.language,
        "size": page.size,
        "fetched_at": moment(page.fetched_at),
    }


def passage_dict(passage: Passage) -> dict[str, Any]:
    return {
        "url": passage.url,
        "title": passage.title,
        "heading": passage.heading,
        "text": passage.text,
        "score": passage.score,
        "scores": dict(passage.scores),
    }


def moment(value: datetime | None) -> str | None:
    """ISO 8601 in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None
