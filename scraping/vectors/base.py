"""What every vector store can do, and how it fails."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from psichat.errors import Unavailable
from scraping.models import Index


class StoreError(Unavailable):
    """The vectors could not be written or read. `detail` is a sentence for a tutor."""

    code = "vector_store_failed"


class StoreUnavailable(StoreError):
    """The store does not answer, or not as it should.

    `is_retryable` tells whether the same may work in a while; where not, a setting must change.
    """

    code = "vector_store_unavailable"

    def __init__(self, detail: str, *, is_retryable: bool = True) -> None:
        super().__init__(detail)
        self.is_retryable = is_retryable


class WrongDimensions(StoreError):
    """A vector of another length than the index has: of another model, then."""

    code = "vector_dimensions"

    def __init__(self, have: int, want: int) -> None:
        super().__init__(
            _("Los vectores tienen {have} dimensiones y el índice espera {want}.").format(
                have=have, want=want
            )
        )


@dataclass(frozen=True, eq=False)
class Row:
    """A snippet's vector, (d,) of float32 and of unit length; the rest as the snippet has it."""

    snippet_id: int
    source_id: UUID
    institution_id: UUID
    content_hash: str
    vector: NDArray[np.float32]


class VectorStore(Protocol):
    """The vectors of one `Index`.

    What is written here is marked by rows of `Vector`, by the store itself: who looks for work
    takes the snippets that have no mark of their `content_hash` in the index. Every call may be
    made twice, and ended in the middle by a kill, without harm. All raise `StoreUnavailable`.
    Stores outside the database are asked over the network: no call belongs in a transaction.
    `outside` tells whether a question's vector leaves this machine and its database.
    """

    outside: bool

    def upsert(self, rows: Sequence[Row]) -> int:
        """Write what is not there yet, and mark it; how many that were.

        A row whose snippet has vanished or has another content by now is left out. Raises
        `WrongDimensions`.
        """

    def remove(self, snippet_ids: Collection[int], source_id: UUID) -> None:
        """Take the vectors of these snippets of one source out, whether they still exist or not."""

    def drop_source(self, source_id: UUID) -> None:
        """Take everything of a source out, whether it still exists or not."""

    def drop(self) -> None:
        """Take everything of the index out."""

    def nearest(
        self,
        vector: NDArray[np.float32],
        *,
        institution_id: UUID,
        k: int,
        source_ids: Collection[UUID] | None = None,
    ) -> list[tuple[int, float]]:
        """At most `k` snippets of an institution by cosine, best first: (snippet id, cosine).

        `vector` is (d,). Deleted sources and vanished snippets are not among them. `source_ids`
        narrows it to these. Raises `WrongDimensions`.
        """

    def count(self) -> int:
        """How many vectors the store holds of this index (outside it may lag behind)."""


def settle(index: Index, dimensions: int) -> None:
    """See that the index is of so many dimensions; the first vector decides.

    Raises `WrongDimensions`.
    """
    if index.dimensions is None:
        Index.objects.filter(pk=index.pk, dimensions=None).update(dimensions=dimensions)
        index.refresh_from_db(fields=["dimensions"])
    if index.dimensions is not None and index.dimensions != dimensions:
        raise WrongDimensions(dimensions, index.dimensions)


def question(index: Index, vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """A question's vector as unit float32; nothing where the index is still empty.

    Raises `WrongDimensions`.
    """
    if index.dimensions is None:
        index.refresh_from_db(fields=["dimensions"])
    if index.dimensions is None:
        return None
    if vector.shape != (index.dimensions,):
        raise WrongDimensions(vector.shape[-1] if vector.ndim else 0, index.dimensions)
    return unit(vector[np.newaxis])[0]


def matrix_of(index: Index, rows: Sequence[Row]) -> NDArray[np.float32]:
    """The vectors of the rows as (n, d) unit float32. Raises `WrongDimensions`, `ValueError`."""
    for row in rows:
        settle(index, row.vector.shape[-1])
    return unit(np.stack([row.vector for row in rows]))


def unit(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows of (n, d) at length 1. Raises `ValueError` where one has no direction."""
    plain = np.ascontiguousarray(matrix, dtype=np.float32)
    lengths = np.linalg.norm(plain, axis=1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or not np.all(lengths > 0):
        raise ValueError("a vector without a direction")
    return plain / lengths
