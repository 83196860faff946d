"""Many vectors at once into a table of the pgvector store, quicker than it takes them itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.knowledge_base import DIMENSIONS, snippet_rows

if TYPE_CHECKING:
    from scraping.models import Index, Source


def copy(index: Index, source: Source, vectors: np.ndarray) -> None:
    """Into the store's own table, without its index of vectors yet, and marked."""
    from django.db import connection
    from pgvector import HalfVector
    from pgvector.psycopg import register_vector
    from psycopg import sql

    from scraping.models import Vector
    from scraping.vectors.pgvector_sql import Statements

    statements = Statements(index.pk, DIMENSIONS)
    rows = snippet_rows(source)
    with connection.cursor() as cursor:
        cursor.execute(statements.create(source.institution_id))
    register_vector(connection.connection)  # a cursor knows what was registered before it
    with connection.cursor() as cursor:
        into = sql.SQL(
            "COPY {} (snippet_id, source_id, institution_id, content_hash, embedding)"
            " FROM STDIN WITH (FORMAT BINARY)"
        )
        with cursor.copy(into.format(sql.Identifier(statements.name))) as copy:
            copy.set_types(["int8", "uuid", "uuid", "varchar", "halfvec"])
            for (id_, hash_), vector in zip(rows, vectors, strict=True):
                copy.write_row((id_, source.id, source.institution_id, hash_, HalfVector(vector)))
    Vector.objects.bulk_create(
        (Vector(index=index, snippet_id=id_, content_hash=hash_) for id_, hash_ in rows),
        batch_size=5_000,
    )


def make_indexes(index: Index, sources: Sequence[Source]) -> None:
    from django.db import connection

    from scraping.vectors.pgvector_sql import Statements

    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2")
        for source in sources:
            cursor.execute(Statements(index.pk, DIMENSIONS).create_index(source.institution_id))
        cursor.execute("ANALYZE")
