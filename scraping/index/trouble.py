"""What a tutor reads when the vectors can't be made, and how it is taken back (F6)."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from psichat.llm.errors import ModelAnswerInvalid, ModelBusy, ModelNotConfigured, ModelRefused
from scraping.index import versions
from scraping.index.pending import pending, recount
from scraping.models import Index, Source
from scraping.vectors.base import StoreError

log = structlog.get_logger(__name__)

# Codes of `scraping.reasons`: of the store, of the provider as it failed, and of any other failure.
_STORE, _SILENT = "embedding_store", "embedding"
_CODES: dict[type[Exception], str] = {
    ModelBusy: "embedding_busy",
    ModelRefused: "embedding_refused",
    ModelNotConfigured: "embedding_refused",
    ModelAnswerInvalid: "embedding_invalid",
}
CODES = frozenset({_STORE, _SILENT, *_CODES.values()})


def told(index: Index, exc: Exception) -> list[UUID]:
    """Write down that `index` can't be filled; returns the sources that fail for it.

    Those are the ones that were read and wait for vectors of the index that serves, unless another
    one is being built, which may take its place.
    """
    is_store = isinstance(exc, StoreError)
    code = _STORE if is_store else _CODES.get(type(exc), _SILENT)
    log.warning("index_not_filled", index=index.id, reason=code, error=type(exc).__name__)
    Index.objects.filter(id=index.id).update(error=code)
    if index.state != Index.State.SERVING or versions.building() is not None:
        return []
    waiting = Source.objects.filter(
        _lacks(index),
        status=Source.Status.PROCESSING,
        stage=Source.Stage.EMBEDDING,
        deleted_at=None,
    )
    ids = list(waiting.values_list("id", flat=True))
    now = timezone.now()
    Source.objects.filter(
        id__in=ids, status=Source.Status.PROCESSING, stage=Source.Stage.EMBEDDING
    ).update(
        status=Source.Status.FAILED,
        reason=code,
        reason_detail=index.store if is_store else index.embedder,
        finished_at=now,
        updated_at=now,
        worker="",
        lease_until=None,
    )
    return ids


def mended(index: Index) -> None:
    """Write down that `index` is being filled again."""
    Index.objects.filter(id=index.id).exclude(error="").update(error="")


def complete_sources() -> list[UUID]:
    """The sources in the stage `embedding` that lack no vector any more, their numbers set.

    Those that had failed for want of vectors are among them, without that reason. Where the index
    that serves can't be filled and another is being built, that one's vectors count.
    """
    index, next_index = versions.serving(), versions.building()
    if index.error and next_index is not None:
        index = next_index
    found = _in_hand().exclude(_lacks(index))
    ids = list(found.values_list("id", flat=True))
    if ids:
        recount(versions.serving(), ids)
        Source.objects.filter(id__in=ids, reason__in=CODES).update(reason="", reason_detail="")
    return ids


def _in_hand() -> QuerySet[Source]:
    failed_for_it = Q(status=Source.Status.FAILED, reason__in=CODES)
    return Source.objects.filter(
        Q(status=Source.Status.PROCESSING) | failed_for_it,
        stage=Source.Stage.EMBEDDING,
        deleted_at=None,
    )


def _lacks(index: Index) -> Exists:
    return Exists(pending(index).filter(source=OuterRef("pk")))
