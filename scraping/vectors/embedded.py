"""Vectors in the database, searched in memory: exact, and quick up to some ten thousand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from scraping.models import Index, Source, Vector
from scraping.vectors import marks
from scraping.vectors.base import Row, matrix_of, question
from scraping.vectors.memory import kept


class EmbeddedStore:
    """The bytes are in `Vector.data`; what is searched is kept in memory and follows them."""

    outside = False

    def __init__(self, index: Index) -> None:
        self.index = index

    def upsert(self, rows: Sequence[Row]) -> int:
        written = 0
        for new in marks.batches(marks.missing(self.index, rows)):
            matrix = matrix_of(self.index, new).astype("<f4")
            written += len(marks.write(self.index, new, [vector.tobytes() for vector in matrix]))
        return written

    def remove(self, snippet_ids: Collection[int], source_id: UUID) -> None:
        marks.erase(self.index, snippet_ids)

    def drop_source(self, source_id: UUID) -> None:
        marks.erase_source(self.index, source_id)

    def drop(self) -> None:
        marks.erase_all(self.index)
        kept.forget(self.index.pk)

    def nearest(
        self,
        vector: NDArray[np.float32],
        *,
        institution_id: UUID,
        k: int,
        source_ids: Collection[UUID] | None = None,
    ) -> list[tuple[int, float]]:
        asked = question(self.index, vector)
        if asked is None or k < 1:
            return []
        sources = Source.objects.filter(institution_id=institution_id, deleted_at=None)
        if source_ids is not None:
            sources = sources.filter(id__in=source_ids)
        allowed = set(sources.values_list("id", flat=True))
        if not allowed:
            return []
        return kept.rows(self.index, institution_id).nearest(asked, k, allowed)

    def count(self) -> int:
        return Vector.objects.filter(index=self.index).count()
