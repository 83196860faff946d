"""The statements of a pgvector table, which has a partition for each institution.

So a search reads the institution's own HNSW index, and no filter thins out what it finds. Numbers
are kept in half precision, which moves a cosine by some 0.0001 and halves what a search reads. HNSW
takes up to 4,000 of them; beyond that every comparison is made. Source:
https://github.com/pgvector/pgvector (HNSW, filtering, iterative scans, half-precision vectors).
"""

from __future__ import annotations

from uuid import UUID

from psycopg import sql

MOST_DIMENSIONS = 4_000
# Neighbours that a search keeps in view: 40 by default, more finds more and takes longer.
EF_SEARCH = 200
MOST_EF_SEARCH = 1_000
# A filter by source may let few of the nearest through: rows looked at before giving up.
MOST_SCANNED = 50_000
MILLISECONDS = 5_000  # a search


class Statements:
    """The SQL for the table of one index; values are bound by the caller."""

    def __init__(self, index_id: int, dimensions: int) -> None:
        self.name = f"scraping_vectors_{index_id}"
        self._indexed = dimensions <= MOST_DIMENSIONS
        self._parts = {
            "table": sql.Identifier(self.name),
            "type": sql.SQL(f"halfvec({dimensions})"),
            "lock": sql.Literal(0x70736963_00000000 + index_id),
        }

    def part(self, institution_id: UUID) -> str:
        """The name of an institution's partition."""
        return f"{self.name}_{institution_id.hex}"

    def create(self, institution_id: UUID) -> sql.Composed:
        """The table and the institution's partition, without its HNSW index.

        One transaction, one process at a time; what is there already is left alone.
        """
        return self._filled(
            "SELECT pg_advisory_xact_lock({lock});"
            "CREATE EXTENSION IF NOT EXISTS vector;"
            "CREATE TABLE IF NOT EXISTS {table} ("
            " snippet_id bigint NOT NULL, source_id uuid NOT NULL, institution_id uuid NOT NULL,"
            " content_hash varchar(64) NOT NULL, embedding {type} NOT NULL,"
            " PRIMARY KEY (institution_id, snippet_id)) PARTITION BY LIST (institution_id);"
            "CREATE INDEX IF NOT EXISTS {by_source} ON {table} (source_id);"
            "CREATE TABLE IF NOT EXISTS {part} PARTITION OF {table} FOR VALUES IN ({institution})",
            by_source=sql.Identifier(f"{self.name}_source"),
            part=sql.Identifier(self.part(institution_id)),
            institution=sql.Literal(str(institution_id)),
        )

    def create_index(self, institution_id: UUID) -> sql.Composed:
        """The HNSW index; nothing where there are too many dimensions for one."""
        if not self._indexed:
            return self._filled("SELECT 1")
        return self._filled(
            "SELECT pg_advisory_xact_lock({lock});"
            "CREATE INDEX IF NOT EXISTS {near} ON {part} USING hnsw (embedding halfvec_cosine_ops)",
            near=sql.Identifier(f"{self.part(institution_id)}_near"),
            part=sql.Identifier(self.part(institution_id)),
        )

    def drop(self) -> sql.Composed:
        return self._filled("DROP TABLE IF EXISTS {table}")

    def upsert(self) -> sql.Composed:
        """Five arrays: snippets, sources, institutions, hashes, vectors as text."""
        return self._filled(
            "INSERT INTO {table} (snippet_id, source_id, institution_id, content_hash, embedding)"
            " SELECT a, b, c, d, e::{type}"
            " FROM unnest(%s::bigint[], %s::uuid[], %s::uuid[], %s::text[], %s::text[])"
            " AS new(a, b, c, d, e)"
            " ON CONFLICT (institution_id, snippet_id) DO UPDATE SET"
            " source_id = excluded.source_id, content_hash = excluded.content_hash,"
            " embedding = excluded.embedding"
        )

    def delete(self) -> sql.Composed:
        return self._filled(
            "DELETE FROM {table} WHERE source_id = %s AND snippet_id = ANY(%s::bigint[])"
        )

    def delete_source(self) -> sql.Composed:
        return self._filled("DELETE FROM {table} WHERE source_id = %s")

    def count(self) -> sql.Composed:
        return self._filled("SELECT count(*) FROM {table}")

    def count_few(self, where: sql.Composed) -> sql.Composed:
        """How many rows the filter lets through, counted up to a limit (bound last)."""
        return self._filled(
            "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {where} LIMIT %s) AS few",
            where=where,
        )

    def exact(self, where: sql.Composed) -> sql.Composed:
        """Filter, vector as text, k: compared one by one, without an index of vectors."""
        return self._filled(
            "WITH mine AS MATERIALIZED (SELECT snippet_id, embedding FROM {table} WHERE {where})"
            " SELECT snippet_id, embedding <=> %s::{type} AS distance FROM mine"
            " ORDER BY distance LIMIT %s",
            where=where,
        )

    def near(self, where: sql.Composed, k: int, *, alone: bool) -> sql.Composed:
        """Filter, vector as text, k: by the index, looking on until enough pass the filter.

        `alone` where no transaction is open, which the time-out would outlive.
        """
        timeout = f"SET LOCAL statement_timeout = {MILLISECONDS};" if alone else ""
        return self._filled(
            "{timeout}SET LOCAL hnsw.ef_search = {ef};"
            "SET LOCAL hnsw.iterative_scan = relaxed_order;"
            "SET LOCAL hnsw.max_scan_tuples = {scanned};"
            "SELECT snippet_id, embedding <=> %s::{type} AS distance FROM {table} WHERE {where}"
            " ORDER BY distance LIMIT %s",
            timeout=sql.SQL(timeout),
            ef=sql.Literal(min(MOST_EF_SEARCH, max(EF_SEARCH, 2 * k))),
            scanned=sql.Literal(MOST_SCANNED),
            where=where,
        )

    def _filled(self, text: str, **more: sql.Composable) -> sql.Composed:
        return sql.SQL(text).format(**self._parts, **more)
