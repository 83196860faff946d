"""Cutting pages that were read into passages, whatever a single one of them holds."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction

from scraping import revision
from scraping.index import chunking
from scraping.models import Page

log = structlog.get_logger(__name__)


def cut(pages: Iterable[Page], institution_id: UUID) -> None:
    """Cut them into passages, in the caller's transaction if there is one.

    A page that can't be cut, for a fault of ours, fails alone, and is read anew the next time. A
    database that is away is raised: then nothing can be said of any page.
    """
    with transaction.atomic():
        is_any = False
        for page in pages:
            is_any = True
            _cut(page)
        if is_any:
            revision.bump(institution_id)  # last, as who writes vectors does


def _cut(page: Page) -> None:
    try:
        with transaction.atomic():
            chunking.rebuild(page, bump=False)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("page_not_cut", page=str(page.id))
        Page.objects.filter(id=page.id).update(
            state=Page.State.FAILED, reason="internal", reason_detail="", etag="", last_modified=""
        )
