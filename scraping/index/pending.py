"""What an index still lacks, and the numbers of it that pages show."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from scraping.models import Index, Snippet, Source, Vector


def pending(index: Index) -> QuerySet[Snippet]:
    """Snippets that have no vector of their content in `index`; those of deleted sources aside."""
    return Snippet.objects.filter(~Exists(_vectors(index)), source__deleted_at=None)


def recount(index: Index, source_ids: Collection[UUID] | None = None) -> None:
    """Set `chunks` and `embedded` of these sources, or of all, by what is in `index`."""
    sources = Source.objects.all()
    if source_ids is not None:
        sources = sources.filter(id__in=source_ids)
    snippets = Snippet.objects.filter(source=OuterRef("pk"))
    vectors = Vector.objects.filter(
        index=index, snippet__source=OuterRef("pk"), content_hash=F("snippet__content_hash")
    )
    sources.update(
        chunks=_count(snippets.values("source")),
        embedded=_count(vectors.values("snippet__source")),
    )


def _vectors(index: Index) -> QuerySet[Vector]:
    return Vector.objects.filter(
        index=index, snippet=OuterRef("pk"), content_hash=OuterRef("content_hash")
    )


def _count(grouped: Any) -> Coalesce:
    counted = grouped.order_by().annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
