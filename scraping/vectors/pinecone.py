"""Vectors in Pinecone: a namespace for each source, the institution in the metadata."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from psichat.llm.breaker import Breaker
from scraping.models import Index, Source, Vector
from scraping.vectors import marks
from scraping.vectors.base import Row, StoreUnavailable, matrix_of, question
from scraping.vectors.pinecone_failures import failing_clearly, missing_is_fine, together

if TYPE_CHECKING:
    from pinecone import Index as Client

SECONDS = 10.0  # an attempt; the client makes up to four
SEARCH_SECONDS = 3.0  # an attempt of a search
SEARCH_DEADLINE = 6.0  # a search with all its namespaces and attempts
AT_ONCE = 16  # namespaces asked at the same time
NUMBERS_AT_ONCE = 120_000  # in a request, which may have 2 MB
IDS_AT_ONCE = 1_000
MOST_RESULTS = 10_000
AGAIN = 3  # times that a search looks further because what it found has vanished


@lru_cache(maxsize=4)
def _client(host: str, key: str, _process: int) -> Client:
    from pinecone import Index as Client  # noqa: PLC0415 - takes a while

    return Client(host=host, api_key=key, timeout=SECONDS)


@lru_cache(maxsize=1)
def _pool(_process: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pinecone")


class PineconeStore:
    """The index at `PINECONE_HOST` must have the metric cosine."""

    outside = True

    def __init__(self, index: Index) -> None:
        self.index = index

    def upsert(self, rows: Sequence[Row]) -> int:
        written = 0
        for new in marks.batches(marks.missing(self.index, rows)):
            self._write(new)
            marked = marks.write(self.index, new)
            written += len(marked)
            # Of a snippet that vanished while its vector was on the way.
            late = [row for row in new if row.snippet_id not in marked]
            gone = marks.vanished([row.snippet_id for row in late])
            for row in late:
                if row.snippet_id in gone:
                    self._delete(row.source_id, [row.snippet_id])
        return written

    def remove(self, snippet_ids: Collection[int], source_id: UUID) -> None:
        marks.erase(self.index, snippet_ids)
        self._delete(source_id, snippet_ids)

    def drop_source(self, source_id: UUID) -> None:
        marks.erase_source(self.index, source_id)
        self._drop_namespace(self._namespace(source_id))

    def drop(self) -> None:
        marks.erase_all(self.index)
        ours = {self._namespace(id_) for id_ in Source.objects.values_list("id", flat=True)}
        for namespace in sorted(ours & self._counts().keys()):
            self._drop_namespace(namespace)

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
        marked = Vector.objects.filter(index=self.index, snippet__source=OuterRef("pk"))
        sources = Source.objects.filter(
            Exists(marked), institution_id=institution_id, deleted_at=None
        )
        if source_ids is not None:
            sources = sources.filter(id__in=source_ids)
        names = [self._namespace(id_) for id_ in sources.values_list("id", flat=True)]
        if not names:
            return []
        want = min(k, MOST_RESULTS)
        for _attempt in range(AGAIN):
            found = self._ask(asked, names, institution_id, want)
            alive = marks.alive(self.index, [id_ for id_, _cosine in found], institution_id)
            passed = [pair for pair in found if pair[0] in alive]
            if len(passed) >= k or len(found) < want:
                break
            want = min(MOST_RESULTS, k + 2 * (len(found) - len(passed)))
        return passed[:k]

    def count(self) -> int:
        prefix = self._namespace("")
        return sum(many for name, many in self._counts().items() if name.startswith(prefix))

    @property
    def _client(self) -> Client:
        if not settings.PINECONE_HOST or not settings.PINECONE_API_KEY:
            raise StoreUnavailable(
                _("VECTOR_STORE=pinecone necesita PINECONE_HOST y PINECONE_API_KEY."),
                is_retryable=False,
            )
        return _client(settings.PINECONE_HOST, settings.PINECONE_API_KEY, os.getpid())

    def _namespace(self, source_id: UUID | str) -> str:
        return f"psichat-{self.index.pk}-{source_id}"

    def _ask(
        self, asked: NDArray[np.float32], names: Sequence[str], institution_id: UUID, k: int
    ) -> list[tuple[int, float]]:
        """The `k` nearest over the namespaces, each of which is asked for `k`."""
        client = self._client
        breaker = Breaker("pinecone", failures=2)
        if not breaker.lets_through():
            raise StoreUnavailable(_("Pinecone no responde; se volverá a intentar."))
        pool = _pool(os.getpid())
        numbers = _plain(asked)
        calls = [
            pool.submit(
                client.query,
                vector=numbers,
                top_k=k,
                namespace=name,
                filter={"institution": {"$eq": str(institution_id)}},
                timeout=SEARCH_SECONDS,
            )
            for name in names
        ]
        try:
            with failing_clearly():
                answers = together(calls, SEARCH_DEADLINE)
        except StoreUnavailable:
            breaker.failed()
            raise
        breaker.succeeded()
        found = [(int(match.id), float(match.score)) for one in answers for match in one.matches]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _write(self, rows: Sequence[Row]) -> None:
        matrix = matrix_of(self.index, rows)
        at_once = max(1, NUMBERS_AT_ONCE // matrix.shape[1])
        pairs = list(zip(rows, matrix, strict=True))
        for source_id in sorted({row.source_id for row in rows}):
            ours = [pair for pair in pairs if pair[0].source_id == source_id]
            for some in marks.batches(ours, at_once):
                with failing_clearly():
                    self._client.upsert(
                        vectors=[_record(row, vector) for row, vector in some],
                        namespace=self._namespace(source_id),
                    )

    def _delete(self, source_id: UUID, snippet_ids: Collection[int]) -> None:
        for some in marks.batches(snippet_ids, IDS_AT_ONCE):
            with failing_clearly(), missing_is_fine():
                self._client.delete(
                    ids=[str(id_) for id_ in some], namespace=self._namespace(source_id)
                )

    def _drop_namespace(self, name: str) -> None:
        with failing_clearly(), missing_is_fine():
            self._client.delete_namespace(name=name)

    def _counts(self) -> dict[str, int]:
        with failing_clearly():
            spaces = self._client.describe_index_stats().namespaces
        return {name: space.vector_count for name, space in spaces.items()}


def _record(row: Row, vector: NDArray[np.float32]) -> dict[str, Any]:
    return {
        "id": str(row.snippet_id),
        "values": _plain(vector),
        "metadata": {
            "institution": str(row.institution_id),
            "source": str(row.source_id),
            "content_hash": row.content_hash,
        },
    }


def _plain(vector: NDArray[np.float32]) -> list[float]:
    """Seven digits, which is what a float32 holds: half as long on the wire."""
    numbers: list[float] = np.round(vector.astype(np.float64), 7).tolist()
    return numbers
