"""The vectors in memory follow the database: what is read, and what is let go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scraping import revision
from scraping.models import Index, Revision, Snippet, Source, Vector
from scraping.vectors import memory
from scraping.vectors.embedded import EmbeddedStore
from scraping.vectors.memory import Kept
from tests.cast import Cast
from tests.vector_stage import about, page_of, row, snippet_of, source_of, towards

SOME = 12


@pytest.fixture
def index(db: None) -> Index:
    return Index.objects.create(embedder="test:eight", store="embedded", dimensions=8)


@pytest.fixture
def becas(cast: Cast) -> Source:
    return source_of(cast.south, "becas")


@pytest.fixture
def snippets(becas: Source, index: Index) -> list[Snippet]:
    """Some snippets, each with its vector in the index."""
    page = page_of(becas)
    made = [snippet_of(page, f"texto {number}") for number in range(SOME)]
    EmbeddedStore(index).upsert([row(one, towards(at, 0.1)) for at, one in enumerate(made)])
    return made


def vectors_read(queries: CaptureQueriesContext) -> int:
    """How many vectors' bytes the captured statements asked for."""
    wanted = [query["sql"] for query in queries if '"data"' in query["sql"]]
    return sum(sql.partition(" IN (")[2].count(",") + 1 for sql in wanted)


def test_only_what_is_new_is_read(index: Index, becas: Source, snippets: list[Snippet]) -> None:
    store = EmbeddedStore(index)
    with CaptureQueriesContext(
        connection,
    ) as first:
        store.nearest(towards(0), institution_id=becas.institution_id, k=3)
    with CaptureQueriesContext(connection) as second:
        store.nearest(towards(1), institution_id=becas.institution_id, k=3)
    late = snippet_of(snippets[0].page, "uno más")
    EmbeddedStore(Index.objects.get(pk=index.pk)).upsert([row(late, -towards(3))])
    snippets[4].delete()
    revision.bump(becas.institution_id)
    with CaptureQueriesContext(connection) as third:
        found = store.nearest(-towards(3), institution_id=becas.institution_id, k=99)
    assert [vectors_read(queries) for queries in (first, second, third)] == [SOME, 0, 1]
    assert found[0] == (late.id, about(1.0))
    assert {id_ for id_, _cosine in found} == {
        late.id,
        *(one.id for one in snippets if one.id is not None),
    }


def test_what_was_written_without_a_word_is_found_with_the_next_revision(
    index: Index, becas: Source, snippets: list[Snippet]
) -> None:
    store = EmbeddedStore(index)
    assert len(store.nearest(towards(0), institution_id=becas.institution_id, k=99)) == SOME
    Vector.objects.filter(snippet=snippets[0]).delete()
    assert len(store.nearest(towards(0), institution_id=becas.institution_id, k=99)) == SOME
    revision.bump(becas.institution_id)
    assert len(store.nearest(towards(0), institution_id=becas.institution_id, k=99)) == SOME - 1


def test_growing_and_shrinking_keep_every_row_in_its_place(
    index: Index, becas: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "FEWEST", 2)
    store, page = EmbeddedStore(index), page_of(becas)
    generator = np.random.default_rng(2)
    expected: dict[int, Any] = {}
    for step in range(12):
        for number in range(3):
            snippet = snippet_of(page, f"{step} {number}")
            expected[snippet.id] = generator.standard_normal(8).astype(np.float32)
            store.upsert([row(snippet, expected[snippet.id])])
        if step % 2:
            gone = sorted(expected)[: 4 if step % 4 == 1 else 1]
            store.remove(gone, becas.id)
            for id_ in gone:
                del expected[id_]
        asked = generator.standard_normal(8).astype(np.float32)
        found = store.nearest(asked, institution_id=becas.institution_id, k=99)
        cosines = {
            id_: vector @ asked / np.linalg.norm(vector) / np.linalg.norm(asked)
            for id_, vector in expected.items()
        }
        assert dict(found) == {id_: about(one) for id_, one in cosines.items()}
        assert [cosine for _id, cosine in found] == sorted((c for _, c in found), reverse=True)


def test_who_searches_meanwhile_sees_one_state_or_the_other(
    index: Index, becas: Source, snippets: list[Snippet]
) -> None:
    store, page = EmbeddedStore(index), snippets[0].page
    store.nearest(towards(0), institution_id=becas.institution_id, k=1)
    before = memory.kept.rows(index, becas.institution_id)
    store.remove([one.id for one in snippets[:8]], becas.id)
    store.upsert([row(snippet_of(page, "nuevo"), towards(0))])
    after = memory.kept.rows(index, becas.institution_id)
    old = before.nearest(towards(0), SOME, {becas.id})
    assert sorted(id_ for id_, _cosine in old) == [one.id for one in snippets]
    assert [round(cosine, 3) for _id, cosine in old[:2]] == [0.995, 0.995]
    assert len(after.nearest(towards(0), 99, {becas.id})) == SOME - 8 + 1


def test_memory_is_bounded_and_those_asked_last_stay(
    index: Index, cast: Cast, snippets: list[Snippet]
) -> None:
    norte = source_of(cast.north, "norte")
    EmbeddedStore(index).upsert([row(snippet_of(page_of(norte), "norte"), towards(0))])
    one = memory.FEWEST * 8 * 4
    kept = Kept(most_bytes=one)
    assert len(kept.rows(index, cast.south.id).ids) == SOME
    assert len(kept.rows(index, cast.north.id).ids) == 1
    assert kept.size() == one
    with CaptureQueriesContext(connection) as queries:
        kept.rows(index, cast.north.id)
    assert len(queries) == 1  # the revision
    assert len(kept.rows(index, cast.south.id).ids) == SOME
    kept.forget(index.pk)
    assert kept.size() == 0


@pytest.mark.django_db(transaction=True)
def test_many_search_while_one_writes(index: Index, becas: Source, snippets: list[Snippet]) -> None:
    page = snippets[0].page

    def search(_turn: int) -> set[bool]:
        try:
            return {
                len(found) >= SOME and found[0][1] > 0.99
                for found in (
                    EmbeddedStore(index).nearest(
                        towards(0, 0.1), institution_id=becas.institution_id, k=99
                    )
                    for _ in range(8)
                )
            }
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        searches = [pool.submit(search, turn) for turn in range(3)]
        for number in range(8):
            EmbeddedStore(index).upsert([row(snippet_of(page, f"más {number}"), towards(5))])
        assert [one.result(30) for one in searches] == [{True}] * 3
    found = EmbeddedStore(index).nearest(towards(5), institution_id=becas.institution_id, k=99)
    assert len(found) == SOME + 8


# --- the revision -------------------------------------------------------------------------------
def test_each_change_moves_the_revision_of_its_institution_alone(
    index: Index, cast: Cast, becas: Source
) -> None:
    south, north = cast.south.id, cast.north.id
    store, snippet = EmbeddedStore(index), snippet_of(page_of(becas), "texto")
    assert (revision.current(south), revision.current(north)) == (0, 0)
    store.upsert([row(snippet, towards(0))])
    assert revision.current(south) == 1
    store.upsert([row(snippet, towards(0))])
    assert revision.current(south) == 1
    store.remove([snippet.id], becas.id)
    assert (revision.current(south), revision.current(north)) == (2, 0)
    store.remove([snippet.id], becas.id)
    store.drop_source(becas.id)
    assert revision.current(south) == 2


@pytest.mark.django_db(transaction=True)
def test_no_change_is_lost_between_two_who_make_the_first(cast: Cast) -> None:
    def bump(_turn: int) -> None:
        try:
            revision.bump(cast.south.id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bump, range(12)))
    assert Revision.objects.get().number == revision.current(cast.south.id) == 12
