"""A change of model or store (F6): a second index is filled, then takes the first one's place."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from scraping import revision
from scraping.index import versions, work
from scraping.models import Index, Snippet, Source, Vector
from scraping.vectors.embedded import EmbeddedStore
from tests.cast import Cast
from tests.fake_embeddings import FakeEmbeddings, Reply
from tests.fake_embeddings import embedding_server as embedding_server
from tests.fake_embeddings import provider as provider
from tests.fake_models import no_books as no_books
from tests.knowledge_stage import cut_page, make_source

pytestmark = pytest.mark.django_db
JINA, OLLAMA = "jina:jina-embeddings-v3", "ollama:bge-m3"
State = Index.State


@pytest.fixture(autouse=True)
def chosen(settings: Any, provider: FakeEmbeddings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMBEDDING_PROVIDER = "jina"
    settings.EMBEDDING_PAUSE_SECONDS = 0
    monkeypatch.setattr(work, "sleep", lambda _seconds: None)


@pytest.fixture
def source(cast: Cast, chosen: None) -> Source:
    """With twenty snippets that Jina has embedded."""
    found = make_source(cast)
    cut_page(found, "Becas", *(f"Lo que dice la {n}." for n in range(20)))
    embed()
    return found


def embed(seconds: float = 1000.0, **more: Any) -> bool:
    return work.embed_pending(time.monotonic() + seconds, **more)


def states() -> dict[str, str]:
    return dict(Index.objects.values_list("embedder", "state"))


def embed_some() -> None:
    """One piece of eight, and then the worker is killed."""

    def die(_ids: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed(on_batch=die)


def test_the_first_index_is_as_the_settings_want(db: None) -> None:
    index = versions.serving()
    assert (index.embedder, index.store, index.state) == (JINA, "embedded", State.SERVING)
    assert versions.serving() == index
    assert Index.objects.count() == 1


def test_the_old_one_serves_until_the_new_one_is_whole(source: Source, settings: Any) -> None:
    old = versions.serving()
    settings.EMBEDDING_PROVIDER = "ollama"
    embed_some()
    assert states() == {JINA: State.SERVING, OLLAMA: State.BUILDING}
    new = versions.building()
    assert new is not None
    assert versions.progress(new) == (8, 20)
    assert versions.progress(versions.serving()) == (20, 20)
    assert not versions.swap()
    number = revision.current(source.institution_id)

    assert embed() is False

    assert states() == {JINA: State.RETIRED, OLLAMA: State.SERVING}
    assert versions.serving() == new
    assert versions.building() is None
    assert revision.current(source.institution_id) > number
    assert Vector.objects.filter(index=new).count() == 20
    assert Vector.objects.filter(index=old).count() == 20  # kept for a while
    assert not work.has_work()


def test_what_is_read_meanwhile_gets_into_both(
    source: Source, settings: Any, provider: FakeEmbeddings
) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    embed_some()
    cut_page(source, "Nueva", "Recién leída.")
    provider.asked.clear()
    embed()
    paths = [asked.path for asked in provider.asked for text in asked.texts if "Recién" in text]
    assert paths == ["/v1/embeddings", "/api/embed"]
    assert versions.progress(versions.serving()) == (21, 21)


def test_changing_back_before_it_is_whole(
    source: Source, settings: Any, provider: FakeEmbeddings
) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    embed_some()
    half = versions.building()
    settings.EMBEDDING_PROVIDER = "jina"
    provider.asked.clear()
    embed()
    assert states() == {JINA: State.SERVING, OLLAMA: State.RETIRED}
    assert provider.asked == []
    settings.EMBEDDING_PROVIDER = "ollama"
    embed()
    assert versions.serving() == half
    assert len(provider.texts) == 12  # eight were there


def test_changing_back_afterwards(source: Source, settings: Any, provider: FakeEmbeddings) -> None:
    first = versions.serving()
    settings.EMBEDDING_PROVIDER = "ollama"
    embed()
    cut_page(source, "Nueva", "Recién leída.")
    settings.EMBEDDING_PROVIDER = "jina"
    provider.asked.clear()
    embed()
    assert versions.serving() == first
    by_jina = [text for asked in provider.asked if "/v1" in asked.path for text in asked.texts]
    assert by_jina == ["Nueva. Parte 1\nRecién leída."]
    assert Index.objects.count() == 2


def test_the_old_one_is_emptied_some_time_later(source: Source, settings: Any) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    embed()
    Index.objects.filter(embedder=JINA).update(retired_at=timezone.now() - versions.KEPT)
    assert work.has_work()
    embed()
    assert states() == {OLLAMA: State.SERVING}
    assert Vector.objects.count() == 20
    assert not work.has_work()


def test_an_old_provider_that_refuses_does_not_hold_the_new_one_up(
    source: Source, settings: Any, provider: FakeEmbeddings
) -> None:
    cut_page(source, "Nueva", "Recién leída.")
    settings.EMBEDDING_PROVIDER = "ollama"
    provider.says(Reply(status=401))
    embed()
    assert provider.asked[-2].path == "/api/embed"
    assert states() == {JINA: State.RETIRED, OLLAMA: State.SERVING}
    source.refresh_from_db()
    assert (source.status, source.reason) == (Source.Status.PROCESSING, "")
    assert (source.chunks, source.embedded) == (21, 21)
    assert work.complete_sources() == [source.id]


def test_a_source_is_ready_by_the_new_index_where_the_old_one_is_lost(
    source: Source, settings: Any, provider: FakeEmbeddings
) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    cut_page(source, "Nueva", "Recién leída.")
    provider.says(*[Reply(status=401)] * 2)
    embed()
    assert work.complete_sources() == []  # neither has it
    Index.objects.filter(state=State.BUILDING).update(lease_until=None)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(versions, "swap", lambda: False)
        embed()
    assert states()[JINA] == State.SERVING
    assert work.complete_sources() == [source.id]


def test_another_store_takes_the_vectors_as_they_are(
    source: Source, settings: Any, provider: FakeEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "store_for", EmbeddedStore)
    settings.VECTOR_STORE = "pinecone"
    provider.asked.clear()
    embed()
    assert (versions.serving().store, provider.asked) == ("pinecone", [])
    assert Vector.objects.filter(index=versions.serving()).count() == Snippet.objects.count()


def test_a_third_choice_leaves_the_second(source: Source, settings: Any) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    embed_some()
    settings.EMBEDDING_MODEL = "another"
    assert versions.follow_settings() == Index.objects.get(embedder="ollama:another")
    assert states() == {
        JINA: State.SERVING,
        OLLAMA: State.RETIRED,
        "ollama:another": State.BUILDING,
    }


def test_without_pages_the_new_one_serves_at_once(db: None, settings: Any) -> None:
    versions.serving()
    settings.EMBEDDING_PROVIDER = "ollama"
    embed()
    assert versions.serving().embedder == OLLAMA


def test_an_emptied_index_that_is_wanted_again_meanwhile(source: Source, settings: Any) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    embed()
    Index.objects.filter(embedder=JINA).update(retired_at=timezone.now() - timedelta(days=9))
    settings.EMBEDDING_PROVIDER = "jina"
    embed()
    assert states() == {JINA: State.SERVING, OLLAMA: State.RETIRED}
    assert versions.progress(versions.serving()) == (20, 20)
