"""Pinecone's real client against a loopback server: namespaces, failures, patience."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scraping.models import Index, Snippet, Source, Vector
from scraping.vectors import StoreUnavailable, pinecone
from scraping.vectors.pinecone import PineconeStore
from tests.cast import Cast
from tests.pinecone_server import Failure, PineconeServer
from tests.pinecone_server import pinecone_server as pinecone_server
from tests.vector_stage import about, page_of, row, snippet_of, source_of, towards

AT_ONCE = {"Retry-After": "0"}


@pytest.fixture
def store(pinecone_server: PineconeServer, db: None) -> PineconeStore:
    pinecone._client.cache_clear()
    return PineconeStore(Index.objects.create(embedder="test:eight", store="pinecone"))


@pytest.fixture
def becas(cast: Cast) -> Source:
    return source_of(cast.south, "becas")


@pytest.fixture
def snippet(becas: Source) -> Snippet:
    return snippet_of(page_of(becas), "texto")


def test_each_source_has_a_namespace_and_each_vector_its_institution(
    store: PineconeStore, pinecone_server: PineconeServer, cast: Cast, snippet: Snippet
) -> None:
    other = snippet_of(page_of(source_of(cast.south, "salud")), "otro")
    store.upsert([row(snippet, towards(0)), row(other, towards(1))])
    assert {name: list(space) for name, space in pinecone_server.spaces.items()} == {
        f"psichat-{store.index.pk}-{snippet.source_id}": [str(snippet.id)],
        f"psichat-{store.index.pk}-{other.source_id}": [str(other.id)],
    }
    sent = pinecone_server.spaces[f"psichat-{store.index.pk}-{snippet.source_id}"]
    assert sent[str(snippet.id)]["metadata"] == {
        "institution": str(cast.south.id),
        "source": str(snippet.source_id),
        "content_hash": snippet.content_hash,
    }
    assert store.outside


def test_the_nearest_over_thirty_sources(
    store: PineconeStore, pinecone_server: PineconeServer, cast: Cast
) -> None:
    generator = np.random.default_rng(3)
    vectors = generator.standard_normal((90, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pages = [page_of(source_of(cast.south, f"s{number}")) for number in range(30)]
    snippets = [snippet_of(pages[at % 30], str(at)) for at in range(90)]
    store.upsert([row(*pair) for pair in zip(snippets, vectors, strict=True)])
    source_of(cast.south, "empty")
    pinecone_server.paths.clear()
    exact = vectors @ towards(2)
    found = store.nearest(towards(2), institution_id=cast.south.id, k=10)
    assert found == [(snippets[at].id, about(exact[at])) for at in np.argsort(-exact)[:10]]
    assert pinecone_server.paths == ["/query"] * 30


def test_a_vector_sent_again_after_a_kill_is_there_once(
    store: PineconeStore, pinecone_server: PineconeServer, snippet: Snippet
) -> None:
    store.upsert([row(snippet, towards(0))])
    Vector.objects.all().delete()  # killed between the store and the mark
    assert PineconeStore(store.index).upsert([row(snippet, towards(0))]) == 1
    assert (store.count(), Vector.objects.count()) == (1, 1)


def test_requests_stay_below_the_limit(
    store: PineconeStore,
    pinecone_server: PineconeServer,
    becas: Source,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pinecone, "NUMBERS_AT_ONCE", 32)
    page = page_of(becas)
    store.upsert([row(snippet_of(page, str(at)), towards(at, 0.3)) for at in range(10)])
    assert pinecone_server.paths == ["/vectors/upsert"] * 3
    assert store.count() == 10
    # What the limit stands for: 120,000 numbers of at most twelve characters each in 2 MB.
    assert pinecone_server.largest < 4 * (8 * 12 + 300)


def test_a_busy_or_stumbling_service_is_asked_again(
    store: PineconeStore, pinecone_server: PineconeServer, snippet: Snippet
) -> None:
    pinecone_server.failures = [Failure(429, AT_ONCE), Failure(500, AT_ONCE)]
    assert store.upsert([row(snippet, towards(0))]) == 1
    pinecone_server.failures = [Failure(503, AT_ONCE)]
    found = store.nearest(towards(0), institution_id=snippet.institution_id, k=1)
    assert [id_ for id_, _cosine in found] == [snippet.id]
    assert pinecone_server.paths == ["/vectors/upsert"] * 3 + ["/query"] * 2


@pytest.mark.parametrize(
    ("failures", "told"),
    [
        ([Failure(429, AT_ONCE)] * 4, ("Pinecone pide ir más despacio.", True)),
        ([Failure(503, AT_ONCE)] * 4, ("Pinecone no responde.", True)),
        ([Failure(403)], ("Pinecone no acepta la clave.", False)),
        ([Failure(402)], ("La cuenta de Pinecone no permite más.", False)),
        ([Failure(404)], ("Pinecone rechaza la petición (404). Revisa PINECONE_HOST.", False)),
    ],
)
def test_a_failure_is_told_and_nothing_is_marked(
    store: PineconeStore,
    pinecone_server: PineconeServer,
    snippet: Snippet,
    failures: list[Failure],
    told: tuple[str, bool],
) -> None:
    pinecone_server.failures = list(failures)
    with pytest.raises(StoreUnavailable) as failure:
        store.upsert([row(snippet, towards(0))])
    assert (failure.value.detail, failure.value.is_retryable) == told
    assert pinecone_server.failures == []
    assert not Vector.objects.exists()
    assert store.upsert([row(snippet, towards(0))]) == 1


def test_an_index_of_other_dimensions(
    store: PineconeStore, pinecone_server: PineconeServer, snippet: Snippet
) -> None:
    pinecone_server.dimension = 9
    with pytest.raises(StoreUnavailable) as failure:
        store.upsert([row(snippet, towards(0))])
    assert failure.value.detail == "El índice de Pinecone es de otro número de dimensiones."
    assert not failure.value.is_retryable


def test_a_wrong_key_and_none_at_all(store: PineconeStore, snippet: Snippet, settings: Any) -> None:
    settings.PINECONE_API_KEY = "pcsk_other"
    with pytest.raises(StoreUnavailable) as refused:
        store.upsert([row(snippet, towards(0))])
    settings.PINECONE_API_KEY = ""
    with pytest.raises(StoreUnavailable) as missing:
        store.upsert([row(snippet, towards(0))])
    assert refused.value.detail == "Pinecone no acepta la clave."
    assert missing.value.detail == (
        "VECTOR_STORE=pinecone necesita PINECONE_HOST y PINECONE_API_KEY."
    )


def test_a_search_does_not_wait_for_ever_and_then_leaves_it_in_peace(
    store: PineconeStore,
    pinecone_server: PineconeServer,
    snippet: Snippet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.upsert([row(snippet, towards(0))])
    monkeypatch.setattr(pinecone, "SEARCH_DEADLINE", 0.05)
    for _search in range(2):
        pinecone_server.failures = [Failure(hangs=True)]
        with pytest.raises(StoreUnavailable) as failure:
            store.nearest(towards(0), institution_id=snippet.institution_id, k=1)
        assert failure.value.detail == "Pinecone tardó demasiado en responder."
    asked = len(pinecone_server.paths)
    with pytest.raises(StoreUnavailable) as spared:
        store.nearest(towards(0), institution_id=snippet.institution_id, k=1)
    assert spared.value.detail == "Pinecone no responde; se volverá a intentar."
    assert len(pinecone_server.paths) == asked


def test_a_service_that_is_not_there(
    store: PineconeStore, snippet: Snippet, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.upsert([row(snippet, towards(0))])
    settings.PINECONE_HOST = "http://127.0.0.1:9"
    monkeypatch.setattr("pinecone._internal.http_client._retry_sleep", lambda _seconds: None)
    with pytest.raises(StoreUnavailable) as failure:
        store.nearest(towards(0), institution_id=snippet.institution_id, k=1)
    assert failure.value.detail == "Pinecone no responde."
    assert failure.value.is_retryable
