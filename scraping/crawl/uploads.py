"""Reading the one document of a source that was uploaded."""

from __future__ import annotations

import hashlib
from typing import Any

import structlog
from django.utils import timezone

from scraping.crawl import cutting
from scraping.crawl.reading import read
from scraping.models import Page, Source

log = structlog.get_logger(__name__)


def read_file(source: Source) -> None:
    """Extract the text of `source`'s file into its page. Twice does no harm."""
    page = Page.objects.get(source_id=source.id)
    values: dict[str, Any] = {
        "run": source.run,
        "worker": "",
        "lease_until": None,
        "reason": "",
        "reason_detail": "",
    } | _read(source, page)
    Page.objects.filter(id=page.id).update(**values)
    done = values["state"] == Page.State.DONE
    Source.objects.filter(id=source.id, worker=source.worker).update(
        discovered=1, fetched=int(done), failed=int(not done)
    )
    if done:
        page.refresh_from_db()
        cutting.cut([page], source.institution_id)


def _read(source: Source, page: Page) -> dict[str, Any]:
    try:
        with source.file.open("rb") as file:
            body = file.read()
    except OSError as exc:
        log.warning("upload_lost", source=str(source.id), error=type(exc).__name__)
        return {"state": Page.State.FAILED, "reason": "unreadable"}
    result = read(body, content_type=page.content_type, file_name=source.file_name)
    document = result.document
    if result.code or document is None or not document.text.strip():
        return {
            "state": Page.State.FAILED,
            "reason": result.code or "no_text",
            "reason_detail": result.detail[:300],
        }
    return {
        "state": Page.State.DONE,
        "title": document.title[:300] or source.file_name,
        "language": document.language[:5],
        "text": document.text,
        "text_hash": hashlib.sha256(document.text.encode()).hexdigest(),
        "fetched_at": timezone.now(),
    }
