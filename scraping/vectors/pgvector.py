"""Vectors in PostgreSQL by its extension pgvector: a table for each index, searched by HNSW.

It is Django's own database. The table is made with the first vector, since its type holds the
number of dimensions, and a partition with an institution's first one. A row names its source.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import numpy as np
from django.db import DatabaseError, InterfaceError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from psycopg import sql

from scraping.models import Index, Source
from scraping.vectors import marks
from scraping.vectors.base import Row, StoreUnavailable, matrix_of, question
from scraping.vectors.pgvector_sql import Statements

FEW = 5_000  # rows behind a filter that are compared one by one, which misses none
AGAIN = 3  # times that a search looks further because what it found has vanished
# The extension or the right to make it is missing, in PostgreSQL's codes; and too old a one.
_MISSING = {"0A000", "58P01", "42501", "42704"}


def _django() -> BaseDatabaseWrapper:
    return connections["default"]


class PgvectorStore:
    """`connect` gives the Django connection that holds the table."""

    outside = False

    def __init__(self, index: Index, connect: Callable[[], BaseDatabaseWrapper] = _django) -> None:
        self.index = index
        self._connect = connect

    @property
    def _statements(self) -> Statements:
        return Statements(self.index.pk, self.index.dimensions or 1)

    def upsert(self, rows: Sequence[Row]) -> int:
        written = 0
        for new in marks.batches(marks.missing(self.index, rows)):
            matrix = matrix_of(self.index, new)
            with self._failing_clearly():
                for institution_id in {row.institution_id for row in new}:
                    self._make_place(institution_id)
                with transaction.atomic():
                    alive = marks.lock(new)
                    pairs = zip(new, matrix, strict=True)
                    self._write([pair for pair in pairs if pair[0].snippet_id in alive])
                    written += len(marks.write(self.index, new))
        return written

    def remove(self, snippet_ids: Collection[int], source_id: UUID) -> None:
        marks.erase(self.index, snippet_ids)
        if snippet_ids:
            self._delete(source_id, snippet_ids)

    def drop_source(self, source_id: UUID) -> None:
        marks.erase_source(self.index, source_id)
        with self._failing_clearly():
            if self._has_table():
                self._run(self._statements.delete_source(), [source_id])

    def drop(self) -> None:
        marks.erase_all(self.index)
        with self._failing_clearly():
            self._run(self._statements.drop())

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
        where, values = _filter(institution_id, source_ids)
        with self._failing_clearly():
            if not self._has_table(institution_id):
                return []
            return self._alive(asked, institution_id, k, where, values)

    def count(self) -> int:
        with self._failing_clearly():
            return int(self._rows(self._statements.count())[0][0]) if self._has_table() else 0

    def _alive(
        self,
        asked: NDArray[np.float32],
        institution_id: UUID,
        k: int,
        where: sql.Composed,
        values: list[Any],
    ) -> list[tuple[int, float]]:
        few = self._rows(self._statements.count_few(where), [*values, FEW + 1])[0][0] <= FEW
        want = k
        for _attempt in range(AGAIN):
            found = self._nearest(asked, want, where, values, exact=few)
            alive = marks.alive(self.index, [id_ for id_, _cosine in found], institution_id)
            passed = [pair for pair in found if pair[0] in alive]
            if len(passed) >= k or len(found) < want:
                break
            want = k + 2 * (len(found) - len(passed))
        return passed[:k]

    def _nearest(
        self,
        asked: NDArray[np.float32],
        k: int,
        where: sql.Composed,
        values: list[Any],
        *,
        exact: bool,
    ) -> list[tuple[int, float]]:
        if exact:
            rows = self._rows(self._statements.exact(where), [*values, _text(asked), k])
        else:
            alone = not self._connect().in_atomic_block
            rows = self._rows(
                self._statements.near(where, k, alone=alone), [_text(asked), *values, k]
            )
        pairs = [(int(id_), 1.0 - float(distance)) for id_, distance in rows]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def _write(self, pairs: Sequence[tuple[Row, NDArray[np.float32]]]) -> None:
        if pairs:
            rows = [row for row, _vector in pairs]
            self._run(
                self._statements.upsert(),
                [
                    [row.snippet_id for row in rows],
                    [row.source_id for row in rows],
                    [row.institution_id for row in rows],
                    [row.content_hash for row in rows],
                    [_text(vector) for _row, vector in pairs],
                ],
            )

    def _delete(self, source_id: UUID, snippet_ids: Collection[int]) -> None:
        with self._failing_clearly():
            if self._has_table():
                self._run(self._statements.delete(), [source_id, list(snippet_ids)])

    def _make_place(self, institution_id: UUID) -> None:
        if not self._has_table(institution_id):
            self._run(self._statements.create(institution_id))
            self._run(self._statements.create_index(institution_id))

    def _has_table(self, institution_id: UUID | None = None) -> bool:
        """Whether there is the table, or the institution's partition of it."""
        if self._connect().vendor != "postgresql":
            raise StoreUnavailable(
                _("VECTOR_STORE=pgvector necesita que la base de datos sea PostgreSQL."),
                is_retryable=False,
            )
        all_ = self._statements
        name = all_.name if institution_id is None else all_.part(institution_id)
        return self._rows("SELECT to_regclass(%s)", [name])[0][0] is not None

    def _run(self, statement: sql.Composed, values: Sequence[Any] = ()) -> None:
        with self._connect().cursor() as cursor:
            cursor.execute(statement, values)

    def _rows(self, statement: sql.Composed | str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of the last of the statements, the only one that has any."""
        with self._connect().cursor() as cursor:
            cursor.execute(statement, values)
            while cursor.description is None and cursor.nextset():
                pass
            return cursor.fetchall()

    @contextmanager
    def _failing_clearly(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as exc:
            if getattr(exc.__cause__, "sqlstate", None) in _MISSING:
                raise StoreUnavailable(
                    _(
                        "La base de datos no tiene la extensión pgvector 0.8 o posterior, o no "
                        "permite activarla. Instálala y ejecuta CREATE EXTENSION vector."
                    ),
                    is_retryable=False,
                ) from exc
            if not isinstance(exc, OperationalError):
                raise
            raise StoreUnavailable(_("La base de datos de los vectores no responde.")) from exc
        except InterfaceError as exc:
            raise StoreUnavailable(_("La base de datos de los vectores no responde.")) from exc


def _filter(
    institution_id: UUID, source_ids: Collection[UUID] | None
) -> tuple[sql.Composed, list[Any]]:
    parts = ["institution_id = %s"]
    values: list[Any] = [institution_id]
    if source_ids is not None:
        parts.append("source_id = ANY(%s::uuid[])")
        values.append(list(source_ids))
    deleted = Source.objects.filter(institution_id=institution_id, deleted_at__isnull=False)
    if dead := list(deleted.values_list("id", flat=True)):
        parts.append("source_id <> ALL(%s::uuid[])")
        values.append(dead)
    return sql.Composed([sql.SQL(" AND ".join(parts))]), values


def _text(vector: NDArray[np.float32]) -> str:
    """As pgvector reads it; eight digits hold a float32 but for its last bit."""
    return "[" + ",".join(map("%.8g".__mod__, vector.tolist())) + "]"
