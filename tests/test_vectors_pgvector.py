"""What is PostgreSQL's own: its index, its types, its extension, and how they fail."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.db import DEFAULT_DB_ALIAS
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext
from psycopg import sql

from accounts.models import Institution
from scraping.models import Index, Source
from scraping.vectors import StoreUnavailable, pgvector, store_for
from scraping.vectors.pgvector import PgvectorStore
from tests.cast import Cast
from tests.pgvector_server import connections_to
from tests.pgvector_server import pgvector_connections as pgvector_connections
from tests.vector_stage import about, page_of, row, snippet_of, source_of, towards

MANY = 120


@pytest.fixture
def index(db: None) -> Index:
    return Index.objects.create(embedder="test:some", store="pgvector")


@pytest.fixture
def store(index: Index, pgvector_connections: ConnectionHandler) -> PgvectorStore:
    return PgvectorStore(index, lambda: pgvector_connections[DEFAULT_DB_ALIAS])


def filled(store: PgvectorStore, institution: Institution, name: str, many: int) -> Source:
    """A source whose vectors turn slowly from the first axis to the second."""
    source = source_of(institution, name)
    page = page_of(source)
    angles = np.linspace(0, np.pi / 2, many)
    vectors = np.zeros((many, 8), dtype=np.float32)
    vectors[:, 0], vectors[:, 1] = np.cos(angles), np.sin(angles)
    store.upsert([row(snippet_of(page, f"{name} {at}"), vectors[at]) for at in range(many)])
    return source


def test_the_index_finds_what_comparing_finds(
    store: PgvectorStore, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    salud = filled(store, cast.south, "salud", MANY)
    filled(store, cast.north, "norte", MANY)
    compared = store.nearest(towards(0), institution_id=cast.south.id, k=7)
    monkeypatch.setattr(pgvector, "FEW", 10)
    connection = store._connect()
    connection.force_debug_cursor = True
    with connection.cursor() as cursor:
        cursor.execute(
            "SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off"
        )
    with CaptureQueriesContext(connection) as queries:
        found = store.nearest(towards(0), institution_id=cast.south.id, k=7)
    first = salud.snippets.order_by("id").values_list("id", flat=True)[:7]
    assert [id_ for id_, _cosine in compared] == list(first)
    assert found == [(id_, about(cosine, 1e-6)) for id_, cosine in compared]
    assert "hnsw.iterative_scan" in queries[-1]["sql"]
    # The filter lets through what lies behind all of another source, too.
    behind = filled(store, cast.south, "becas", 20)
    far = store.nearest(-towards(4), institution_id=cast.south.id, k=MANY, source_ids=[behind.id])
    assert {id_ for id_, _cosine in far} == set(behind.snippets.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {queries[-1]['sql'].rpartition(';')[2]}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        assert (
            f"Index Scan using scraping_vectors_{store.index.pk}_{cast.south.id.hex}_near" in plan
        )
        cursor.execute("RESET ALL")


@pytest.mark.parametrize(("dimensions", "has_index"), [(8, True), (4_000, True), (4_001, False)])
def test_vectors_are_kept_in_halves_and_the_longest_without_an_index(
    store: PgvectorStore, cast: Cast, dimensions: int, has_index: bool
) -> None:
    snippet = snippet_of(page_of(source_of(cast.south, "becas")), "texto")
    vector = np.random.default_rng(1).standard_normal(dimensions).astype(np.float32)
    store.upsert([row(snippet, vector)])
    found = store.nearest(vector, institution_id=cast.south.id, k=1)
    assert found == [(snippet.id, about(1.0, 1e-3))]
    with store._connect().cursor() as cursor:
        cursor.execute(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attname = 'embedding'",
            [f"scraping_vectors_{store.index.pk}"],
        )
        assert cursor.fetchall() == [(f"halfvec({dimensions})",)]
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%%USING hnsw%%'")
        assert cursor.fetchall() == [(int(has_index),)]


def test_halves_hardly_move_a_cosine(store: PgvectorStore, cast: Cast) -> None:
    snippet = snippet_of(page_of(source_of(cast.south, "becas")), "texto")
    generator = np.random.default_rng(4)
    vector, asked = generator.standard_normal((2, 384)).astype(np.float32)
    store.upsert([row(snippet, vector)])
    ((_id, cosine),) = store.nearest(asked, institution_id=cast.south.id, k=1)
    exact = vector @ asked / np.linalg.norm(vector) / np.linalg.norm(asked)
    assert cosine == about(exact, 2e-4)


def test_each_institution_has_a_place_of_its_own(store: PgvectorStore, cast: Cast) -> None:
    filled(store, cast.south, "salud", 3)
    filled(store, cast.north, "norte", 2)
    with store._connect().cursor() as cursor:
        for institution, many in ((cast.south, 3), (cast.north, 2)):
            part = sql.Identifier(f"scraping_vectors_{store.index.pk}_{institution.id.hex}")
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(part))
            assert cursor.fetchall() == [(many,)]
    assert store.count() == 5


def test_without_the_right_to_the_extension_the_sentence_says_so(
    store: PgvectorStore, cast: Cast
) -> None:
    snippet = snippet_of(page_of(source_of(cast.south, "becas")), "texto")
    with store._connect().cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS nobody_much; CREATE ROLE nobody_much")
        cursor.execute("GRANT ALL ON SCHEMA public TO nobody_much; SET ROLE nobody_much")
    with pytest.raises(StoreUnavailable) as failure:
        store.upsert([row(snippet, towards(0))])
    with store._connect().cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY nobody_much; DROP ROLE nobody_much")
    assert not failure.value.is_retryable
    assert "CREATE EXTENSION vector" in failure.value.detail


def test_another_database_is_no_place_for_it(index: Index, cast: Cast, settings: Any) -> None:
    other = ConnectionHandler(
        {DEFAULT_DB_ALIAS: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    )
    snippet = snippet_of(page_of(source_of(cast.south, "becas")), "texto")
    with pytest.raises(StoreUnavailable) as failure:
        PgvectorStore(index, lambda: other[DEFAULT_DB_ALIAS]).upsert([row(snippet, towards(0))])
    assert not failure.value.is_retryable
    assert failure.value.detail == (
        "VECTOR_STORE=pgvector necesita que la base de datos sea PostgreSQL."
    )


def test_a_server_that_is_not_there(index: Index, cast: Cast, tmp_path: Any) -> None:
    nobody = connections_to(str(tmp_path))
    snippet = snippet_of(page_of(source_of(cast.south, "becas")), "texto")
    store = PgvectorStore(index, lambda: nobody[DEFAULT_DB_ALIAS])
    with pytest.raises(StoreUnavailable) as failure:
        store.upsert([row(snippet, towards(0))])
    assert failure.value.is_retryable
    with pytest.raises(StoreUnavailable):
        store.nearest(towards(0), institution_id=cast.south.id, k=1)
    assert snippet.vectors.count() == 0


def test_a_table_that_is_gone_is_an_empty_one(store: PgvectorStore, cast: Cast) -> None:
    snippet = snippet_of(page_of(source_of(cast.south, "becas")), "texto")
    store.upsert([row(snippet, towards(0))])
    with store._connect().cursor() as cursor:
        cursor.execute(f"DROP TABLE scraping_vectors_{store.index.pk}")
    assert store.nearest(towards(0), institution_id=cast.south.id, k=1) == []
    assert store.count() == 0
    store.remove([snippet.id], snippet.source_id)
    assert store.upsert([row(snippet, towards(0))]) == 1


def test_the_store_of_an_index_is_the_one_it_names(db: None) -> None:
    names = {
        name: type(store_for(Index(embedder="test:x", store=name, pk=1))).__name__
        for name in ("embedded", "pgvector", "pinecone")
    }
    assert names == {
        "embedded": "EmbeddedStore",
        "pgvector": "PgvectorStore",
        "pinecone": "PineconeStore",
    }
    with pytest.raises(KeyError):
        store_for(Index(embedder="test:x", store="elsewhere", pk=1))
