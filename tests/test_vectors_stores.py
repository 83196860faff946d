"""What every vector store keeps to, on all three of them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.utils import timezone

from scraping.models import Index, Snippet, Source, Vector
from scraping.vectors import Row, WrongDimensions
from tests.cast import Cast
from tests.pgvector_server import pgvector_connections as pgvector_connections
from tests.pinecone_server import pinecone_server as pinecone_server
from tests.vector_stage import Stores, about, page_of, row, snippet_of, source_of, towards

EVERY = ("embedded", "pgvector", "pinecone")


@pytest.fixture(params=EVERY)
def stores(request: pytest.FixtureRequest, db: None) -> Stores:
    index = Index.objects.create(
        embedder="test:eight", store=request.param, state=Index.State.SERVING
    )
    if request.param == "pinecone":
        request.getfixturevalue("pinecone_server")
    connections = (
        request.getfixturevalue("pgvector_connections") if request.param == "pgvector" else None
    )
    return Stores(request.param, index, connections)


@pytest.fixture
def becas(cast: Cast) -> Source:
    return source_of(cast.south, "becas")


def four(source: Source) -> list[Snippet]:
    page = page_of(source)
    return [snippet_of(page, f"{source.name} {number}") for number in range(4)]


def fan(snippets: list[Snippet], axis: int) -> list[Row]:
    """Vectors that lead away from an axis, one a little further than the other."""
    return [row(snippet, towards(axis, also=at / 10)) for at, snippet in enumerate(snippets)]


def ids(found: list[tuple[int, float]]) -> list[int]:
    return [id_ for id_, _cosine in found]


def test_the_nearest_come_first_with_their_cosine(stores: Stores, becas: Source) -> None:
    one, two, three, four_ = four(becas)
    store = stores.make()
    written = store.upsert(
        [
            row(one, towards(0)),
            row(two, towards(0, also=1.0)),
            row(three, -towards(0)),
            row(four_, towards(4)),
        ]
    )
    found = store.nearest(towards(0) * 3, institution_id=becas.institution_id, k=3)
    assert written == 4
    assert ids(found) == [one.id, two.id, four_.id]
    assert [round(cosine, 4) for _id, cosine in found] == [1.0, 0.7071, 0.0]


def test_more_than_there_is(stores: Stores, becas: Source) -> None:
    snippets = four(becas)
    store = stores.make()
    assert store.nearest(towards(0), institution_id=becas.institution_id, k=4) == []
    store.upsert([row(snippet, towards(at)) for at, snippet in enumerate(snippets)])
    everything = store.nearest(towards(0), institution_id=becas.institution_id, k=50)
    assert sorted(ids(everything)) == [snippet.id for snippet in snippets]
    assert store.nearest(towards(0), institution_id=becas.institution_id, k=0) == []
    assert store.count() == 4


def test_the_same_again_adds_nothing(stores: Stores, becas: Source) -> None:
    rows = [row(snippet, towards(at)) for at, snippet in enumerate(four(becas))]
    store = stores.make()
    assert store.upsert(rows) == 4
    marks = list(Vector.objects.order_by("id").values_list("id", "snippet_id", "content_hash"))
    assert store.upsert(rows) == 0
    assert stores.reopen().upsert([*rows, rows[0]]) == 0
    assert (
        list(Vector.objects.order_by("id").values_list("id", "snippet_id", "content_hash")) == marks
    )
    assert store.count() == 4


def test_a_snippet_that_changed_is_found_by_its_new_vector(stores: Stores, becas: Source) -> None:
    one, two, *_rest = four(becas)
    store = stores.make()
    store.upsert([row(one, towards(0)), row(two, towards(2))])
    assert ids(store.nearest(towards(0), institution_id=becas.institution_id, k=1)) == [one.id]
    one.content_hash = "f" * 64
    one.save()
    assert store.upsert([row(one, towards(4))]) == 1
    found = store.nearest(towards(4), institution_id=becas.institution_id, k=1)
    assert found == [(one.id, about(1.0))]
    assert dict(Vector.objects.values_list("snippet_id", "content_hash")) == {
        one.id: "f" * 64,
        two.id: two.content_hash,
    }
    assert store.count() == 2


def test_a_vector_of_what_a_snippet_no_longer_says_is_left_out(
    stores: Stores, becas: Source
) -> None:
    one, two, *_rest = four(becas)
    late = [row(one, towards(0)), row(two, towards(0))]
    Snippet.objects.filter(id=one.id).update(content_hash="e" * 64)
    two.delete()
    store = stores.make()
    assert store.upsert(late) == 0
    assert not Vector.objects.exists()
    assert store.nearest(towards(0), institution_id=becas.institution_id, k=5) == []


def test_what_is_removed_is_not_found(stores: Stores, becas: Source) -> None:
    one, two, three, four_ = four(becas)
    store = stores.make()
    store.upsert([row(snippet, towards(0)) for snippet in (one, two, three, four_)])
    assert len(store.nearest(towards(0), institution_id=becas.institution_id, k=9)) == 4
    store.remove([two.id], becas.id)
    two_id = two.id
    three_id = three.id
    three.delete()  # as a page that vanished: first the row, then the store
    store.remove([three_id], becas.id)
    store.remove([two_id, three_id], becas.id)
    found = stores.reopen().nearest(towards(0), institution_id=becas.institution_id, k=9)
    assert ids(found) == [one.id, four_.id]
    assert store.count() == 2
    assert Vector.objects.filter(snippet_id=two_id).count() == 0


def test_a_dropped_source_takes_everything_with_it(
    stores: Stores, cast: Cast, becas: Source
) -> None:
    salud = source_of(cast.south, "salud")
    store = stores.make()
    store.upsert([row(snippet, towards(0)) for snippet in four(becas)])
    kept = four(salud)
    store.upsert([row(snippet, towards(1)) for snippet in kept])
    store.drop_source(becas.id)
    store.drop_source(becas.id)
    found = store.nearest(towards(0), institution_id=cast.south.id, k=9)
    assert sorted(ids(found)) == [snippet.id for snippet in kept]
    assert store.count() == Vector.objects.count() == 4


def test_nothing_crosses_between_institutions(stores: Stores, cast: Cast, becas: Source) -> None:
    norte = source_of(cast.north, "norte")
    ours, theirs = four(becas), four(norte)
    store = stores.make()
    store.upsert([row(snippet, towards(3)) for snippet in ours])
    store.upsert(fan(theirs, 0))
    south = store.nearest(towards(0), institution_id=cast.south.id, k=9)
    assert sorted(ids(south)) == [snippet.id for snippet in ours]
    north = store.nearest(towards(0), institution_id=cast.north.id, k=2)
    assert ids(north) == [theirs[0].id, theirs[1].id]
    assert store.nearest(towards(0), institution_id=cast.south.id, k=9, source_ids=[norte.id]) == []


def test_a_search_in_some_sources(stores: Stores, cast: Cast, becas: Source) -> None:
    salud = source_of(cast.south, "salud")
    near, far = four(becas), four(salud)
    store = stores.make()
    store.upsert(fan(near, 0))
    store.upsert(fan(far, 5))
    found = store.nearest(
        towards(5), institution_id=cast.south.id, k=3, source_ids=[salud.id, cast.south.id]
    )
    assert ids(found) == [snippet.id for snippet in far[:3]]
    assert store.nearest(towards(0), institution_id=cast.south.id, k=3, source_ids=[]) == []


def test_a_deleted_source_is_hidden_and_comes_back(
    stores: Stores, cast: Cast, becas: Source
) -> None:
    salud = source_of(cast.south, "salud")
    near, far = four(becas), four(salud)
    store = stores.make()
    store.upsert(fan(near, 0))
    store.upsert(fan(far, 5))
    Source.objects.filter(id=becas.id).update(deleted_at=timezone.now())
    hidden = store.nearest(towards(5), institution_id=cast.south.id, k=2)
    assert store.nearest(towards(0), institution_id=cast.south.id, k=9)[4:] == []
    assert ids(hidden) == [far[0].id, far[1].id]
    Source.objects.filter(id=becas.id).update(deleted_at=None)
    back = store.nearest(towards(0), institution_id=cast.south.id, k=2)
    assert ids(back) == [near[0].id, near[1].id]


def test_vanished_snippets_are_not_found(stores: Stores, becas: Source) -> None:
    one, two, three, four_ = four(becas)
    store = stores.make()
    store.upsert([row(snippet, towards(0)) for snippet in (one, two, three)])
    store.upsert([row(four_, towards(1))])
    # A worker was killed between the rows and the store.
    Snippet.objects.filter(id__in=[one.id, two.id, three.id]).delete()
    store = stores.reopen()
    found = store.nearest(towards(0), institution_id=becas.institution_id, k=1)
    assert ids(found) == [four_.id]
    assert ids(store.nearest(towards(0), institution_id=becas.institution_id, k=9)) == [four_.id]


def test_a_restart_finds_the_same(stores: Stores, cast: Cast, becas: Source) -> None:
    generator = np.random.default_rng(5)
    snippets = four(becas) + four(source_of(cast.south, "salud"))
    vectors = generator.standard_normal((8, 8)).astype(np.float32)
    store = stores.make()
    store.upsert([row(*pair) for pair in zip(snippets, vectors, strict=True)])
    asked = generator.standard_normal(8).astype(np.float32)
    exact = vectors @ asked / np.linalg.norm(vectors, axis=1) / np.linalg.norm(asked)
    expected = [(snippets[at].id, about(exact[at], 2e-4)) for at in np.argsort(-exact)[:5]]
    assert store.nearest(asked, institution_id=cast.south.id, k=5) == expected
    assert stores.reopen().nearest(asked, institution_id=cast.south.id, k=5) == expected


def test_a_dropped_index_is_empty_and_another_is_not(stores: Stores, becas: Source) -> None:
    other = Index.objects.create(embedder="test:other", store=stores.name)
    beside = Stores(stores.name, other, stores.connections).make()
    snippets = four(becas)
    store = stores.make()
    store.upsert([row(snippet, towards(0)) for snippet in snippets])
    beside.upsert([row(snippet, towards(1)) for snippet in snippets[:2]])
    store.drop()
    store.drop()
    assert store.nearest(towards(0), institution_id=becas.institution_id, k=9) == []
    assert (store.count(), beside.count()) == (0, 2)
    assert store.upsert([row(snippets[0], towards(0))]) == 1


def test_a_vector_of_another_model_is_refused(stores: Stores, becas: Source) -> None:
    one, two, *_rest = four(becas)
    store = stores.make()
    store.upsert([row(one, towards(0))])
    longer = np.ones(12, dtype=np.float32)
    for refused in (
        lambda: store.upsert([row(two, longer)]),
        lambda: stores.reopen().upsert([row(two, longer)]),
        lambda: store.nearest(longer, institution_id=becas.institution_id, k=1),
    ):
        with pytest.raises(WrongDimensions) as refusal:
            refused()
        assert refusal.value.detail == "Los vectores tienen 12 dimensiones y el índice espera 8."
    assert Index.objects.get(pk=stores.index.pk).dimensions == 8
    assert store.count() == Vector.objects.count() == 1


def test_a_vector_without_direction_is_refused(stores: Stores, becas: Source) -> None:
    one, *_rest = four(becas)
    for broken in (np.zeros(8, dtype=np.float32), np.full(8, np.nan, dtype=np.float32)):
        with pytest.raises(ValueError, match="direction"):
            stores.make().upsert([row(one, broken)])
    assert not Vector.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_rows(stores: Stores, becas: Source) -> None:
    rows = [row(snippet, towards(at)) for at, snippet in enumerate(four(becas))]
    together = threading.Barrier(2)

    def work(order: int) -> None:
        try:
            together.wait(10)
            for _again in range(3):
                stores.make().upsert(rows[::order])
        finally:
            connection.close()
            if stores.connections is not None:
                stores.connections["default"].close()

    with ThreadPoolExecutor(2) as pool:
        for worker in [pool.submit(work, 1), pool.submit(work, -1)]:
            worker.result(30)
    assert sorted(Vector.objects.values_list("snippet_id", flat=True)) == sorted(
        one.snippet_id for one in rows
    )
    assert stores.reopen().count() == 4


def test_asking_costs_few_statements(
    stores: Stores, becas: Source, django_assert_num_queries: Any
) -> None:
    snippets = four(becas)
    store = stores.make()
    store.upsert([row(snippet, towards(at)) for at, snippet in enumerate(snippets)])
    store.nearest(towards(0), institution_id=becas.institution_id, k=2)
    # The sources and the revision; or the sources and whether what was found is still there.
    with django_assert_num_queries(2):
        store.nearest(towards(1), institution_id=becas.institution_id, k=2)
