"""What the tests of the knowledge pages stand on: sources and pages in any state, as rows."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from scraping.models import Chunk, Page, Snippet, Source
from tests.tutor_stage import browser as browser

GRANT = """# Beca de emergencia

Si te quedas sin dinero a mitad de semestre, puedes pedir la **beca de emergencia**.

## Plazo

Hasta el 30 de noviembre, en la [oficina de bienestar](https://sur.example/bienestar).
"""


def source_of(owner: User, url: str = "https://sur.example/", **fields: Any) -> Source:
    """A source that was never started, unless `fields` say otherwise."""
    made: Source = Source.objects.create(
        owner=owner, institution_id=owner.institution_id, url=url, **fields
    )
    return made


def file_of(owner: User, name: str = "reglamento.pdf", **fields: Any) -> Source:
    return source_of(owner, "", kind=Source.Kind.FILE, file_name=name, **fields)


def at_work(owner: User, url: str = "https://sur.example/", **fields: Any) -> Source:
    """A source whose pages are being read: 7 of 20."""
    now = timezone.now()
    figures = {"discovered": 20, "fetched": 5, "failed": 1, "skipped": 1}
    run = {"status": "PROCESSING", "stage": "crawling", "run": 1, "started_at": now}
    lease = {"worker": "w", "lease_until": now + timedelta(minutes=1)}
    return source_of(owner, url, **{**figures, **run, **lease, **fields})


def waiting(owner: User, url: str, *, minutes: int = 1) -> Source:
    """A source in the queue since some minutes."""
    return source_of(owner, url, requested_at=timezone.now() - timedelta(minutes=minutes))


def ready(owner: User, url: str = "https://sur.example/", **fields: Any) -> Source:
    """A source that has been read."""
    figures = {"discovered": 3, "fetched": 3, "chunks": 9, "embedded": 9, "run": 1}
    done = {"status": "COMPLETED", "finished_at": timezone.now() - timedelta(hours=2)}
    return source_of(owner, url, **{**figures, **done, **fields})


def page_of(source: Source, path: str = "becas", **fields: Any) -> Page:
    """A page that was read, unless `fields` say otherwise."""
    url = "" if source.kind == Source.Kind.FILE else f"{source.url}{path}"
    default: dict[str, Any] = {
        "url": url,
        "url_hash": hashlib.sha256(path.encode()).hexdigest(),
        "state": Page.State.DONE,
        "title": "Becas",
        "language": "es",
        "text": GRANT,
        "text_hash": hashlib.sha256(path.encode()).hexdigest(),
        "fetched_at": timezone.now(),
    }
    made: Page = Page.objects.create(source=source, **{**default, **fields})
    return made


def passages_of(page: Page, *starts: str) -> list[Snippet]:
    """A passage for each of `starts`, the words of the text with which it begins."""
    chunk = Chunk.objects.create(page=page, source=page.source, position=0, start=0, text=page.text)
    return [
        Snippet.objects.create(
            chunk=chunk,
            page=page,
            source=page.source,
            institution_id=page.source.institution_id,
            position=position,
            start=page.text.index(words),
            text=page.text[page.text.index(words) :][:500],
            content_hash=f"{position:064d}",
        )
        for position, words in enumerate(starts)
    ]
