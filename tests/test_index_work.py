"""Filling an index (F6, F7): everything once, whatever fails, stops or is killed on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from psichat.embeddings import Embedder
from psichat.llm.events import ModelCall
from scraping import reasons
from scraping.index import lease, versions, work
from scraping.models import Index, Page, Snippet, Source, Vector
from scraping.vectors import StoreUnavailable
from tests.cast import Cast
from tests.fake_embeddings import FakeEmbeddings, Reply, unit
from tests.fake_embeddings import embedding_server as embedding_server
from tests.fake_embeddings import provider as provider
from tests.fake_models import calls as calls
from tests.fake_models import no_books as no_books
from tests.knowledge_stage import cut_page, make_source

pytestmark = pytest.mark.django_db
LABEL = "jina:jina-embeddings-v3"


@pytest.fixture(autouse=True)
def pauses(settings: Any, provider: FakeEmbeddings, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Jina makes the vectors; the pauses are told instead of waited for."""
    settings.EMBEDDING_PROVIDER = "jina"
    told: list[float] = []
    monkeypatch.setattr(work, "sleep", told.append)
    return told


def embed(seconds: float = 1000.0, **more: Any) -> bool:
    return work.embed_pending(time.monotonic() + seconds, **more)


def numbered(source: Source, number: int, title: str = "Becas") -> Page:
    return cut_page(source, title, *(f"{title}: lo que dice la {n}." for n in range(number)))


def awake() -> None:
    """The pause of the indexes is over."""
    Index.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def state(source: Source) -> tuple[str, str, str]:
    source.refresh_from_db()
    return source.status, source.reason, source.reason_detail


# --- all goes well --------------------------------------------------------------------------------
def test_every_snippet_gets_its_vector(
    cast: Cast, provider: FakeEmbeddings, calls: Callable[[], list[ModelCall]]
) -> None:
    south, north = make_source(cast), make_source(cast, cast.olga, "Archivo")
    numbered(south, 2)
    numbered(north, 1, "Sala")
    told: list[Any] = []
    assert work.has_work()
    assert work.complete_sources() == []

    assert embed(on_batch=lambda ids: told.append(set(ids))) is False

    said = "Becas. Parte 1\nBecas: lo que dice la 0."
    assert provider.texts[0] == said
    first = Vector.objects.get(snippet=Snippet.objects.earliest("id"))
    np.testing.assert_allclose(np.frombuffer(first.data or b"", "<f4"), unit(said), atol=1e-6)
    assert Vector.objects.count() == 3
    assert told == [{south.id}, {north.id}]
    assert [call.books for call in calls()] == [
        {"institution": str(cast.south.id)},
        {"institution": str(cast.north.id)},
    ]
    south.refresh_from_db()
    assert (south.chunks, south.embedded) == (2, 2)
    assert set(work.complete_sources()) == {south.id, north.id}
    assert not work.has_work()
    assert versions.progress(versions.serving()) == (3, 3)


def test_the_same_words_are_asked_once(cast: Cast, provider: FakeEmbeddings) -> None:
    for owner, name in ((cast.tomas, "Uno"), (cast.teresa, "Dos"), (cast.olga, "Tres")):
        numbered(make_source(cast, owner, name), 2)
    embed()
    assert len(provider.texts) == 2
    assert Vector.objects.count() == 6


def test_only_what_changed_is_asked_again(cast: Cast, provider: FakeEmbeddings) -> None:
    source = make_source(cast)
    numbered(source, 3)
    embed()
    Page.objects.all().delete()
    cut_page(source, "Becas", "Becas: lo que dice la 0.", "Algo nuevo.")
    provider.asked.clear()
    embed()
    assert "\n".join(provider.texts).count("Algo nuevo.") == 1
    assert Vector.objects.count() == Snippet.objects.count() == 2


def test_fifty_at_a_time_with_a_pause_between(
    cast: Cast, provider: FakeEmbeddings, pauses: list[float], settings: Any
) -> None:
    settings.EMBEDDING_PAUSE_SECONDS = 3
    numbered(make_source(cast), 120)
    embed()
    assert [len(asked.texts) for asked in provider.asked] == [50, 50, 20]
    assert pauses == [3, 3]


def test_on_this_machine_in_pieces_without_a_pause(
    cast: Cast, provider: FakeEmbeddings, pauses: list[float], settings: Any
) -> None:
    settings.EMBEDDING_PROVIDER = "ollama"
    numbered(make_source(cast), 20)
    embed()
    assert [len(asked.texts) for asked in provider.asked] == [8, 8, 4]
    assert pauses == []


def test_what_was_deleted_is_not_asked(cast: Cast, provider: FakeEmbeddings) -> None:
    numbered(make_source(cast), 2)
    Source.objects.update(deleted_at=timezone.now())
    assert embed() is False
    assert (provider.asked, Vector.objects.count()) == ([], 0)
    assert work.complete_sources() == []


# --- in slices, by several ------------------------------------------------------------------------
def test_when_the_time_is_up_something_is_left(cast: Cast, provider: FakeEmbeddings) -> None:
    assert embed(-1) is False
    numbered(make_source(cast), 2)
    assert embed(-1) is True
    assert provider.asked == []


def test_a_death_between_two_batches_asks_nothing_twice(
    cast: Cast, provider: FakeEmbeddings
) -> None:
    numbered(make_source(cast), 120)

    def die(_ids: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed(on_batch=die)
    assert Vector.objects.count() == 50
    assert embed() is False
    assert Vector.objects.count() == 120
    assert len(provider.texts) == len(set(provider.texts)) == 120


def test_one_worker_at_a_time(cast: Cast, provider: FakeEmbeddings) -> None:
    numbered(make_source(cast), 2)
    other = lease.take(versions.serving().id, 100)
    assert other is not None
    assert embed() is False
    assert provider.asked == []
    assert other.renew()
    other.release()
    embed()
    assert Vector.objects.count() == 2


def test_a_worker_heard_of_no_more_is_replaced(cast: Cast) -> None:
    numbered(make_source(cast), 2)
    dead = lease.take(versions.serving().id, 100)
    awake()
    embed()
    assert Vector.objects.count() == 2
    assert dead is not None
    assert not dead.renew()


def test_who_lost_its_turn_meanwhile_writes_nothing(
    cast: Cast, provider: FakeEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered(make_source(cast), 2)
    ask = Embedder.passages

    def slow(self: Any, *args: Any) -> Any:
        Index.objects.update(worker="another", lease_until=timezone.now() + timedelta(hours=1))
        return ask(self, *args)

    monkeypatch.setattr(Embedder, "passages", slow)
    assert embed() is False
    assert Vector.objects.count() == 0
    assert Index.objects.get().worker == "another"


# --- what fails -----------------------------------------------------------------------------------
def test_a_busy_provider_is_asked_again_when_it_says(
    cast: Cast, provider: FakeEmbeddings, pauses: list[float]
) -> None:
    source = make_source(cast)
    numbered(source, 2)
    provider.says(Reply(status=429, headers={"Retry-After": "9"}), Reply(status=503))
    assert embed() is False
    assert pauses[0] == 9
    assert 3 <= pauses[1] <= 5  # doubled, more or less
    assert Vector.objects.count() == 2
    assert state(source) == (Source.Status.PROCESSING, "", "")


def test_a_long_pause_is_not_waited_for(
    cast: Cast, provider: FakeEmbeddings, pauses: list[float]
) -> None:
    source = make_source(cast)
    numbered(source, 2)
    provider.says(Reply(status=429, headers={"Retry-After": "300"}))
    for _time in range(2):  # the second time it is too early
        assert embed() is False
        assert len(provider.asked) == 1
    rest = (Index.objects.get().lease_until or timezone.now()) - timezone.now()
    assert 290 < rest.total_seconds() <= 300
    assert (pauses, state(source)) == ([], (Source.Status.PROCESSING, "", ""))
    awake()
    embed()
    assert Vector.objects.count() == 2


@pytest.mark.parametrize(
    ("reply", "asked", "code"),
    [
        (Reply(status=401), 1, "embedding_refused"),
        (Reply(vectors=[[1.0]]), 1, "embedding_invalid"),
        (Reply(status=500), 4, "embedding"),
        (Reply(status=429), 4, "embedding_busy"),
    ],
    ids=["key", "count", "away", "busy"],
)
def test_a_failure_is_told_and_mended_later(
    cast: Cast, provider: FakeEmbeddings, reply: Reply, asked: int, code: str
) -> None:
    source, other = make_source(cast), make_source(cast, cast.olga, "Archivo")
    numbered(source, 2)
    provider.says(*[reply] * asked)
    told: list[Any] = []

    assert embed(on_batch=told.extend) is False

    assert len(provider.asked) == asked
    assert state(source) == (Source.Status.FAILED, code, LABEL)
    assert LABEL in reasons.sentence(code, LABEL)
    assert state(other)[0] == Source.Status.PROCESSING  # it lacks nothing
    assert (Index.objects.get().error, told) == (code, [source.id])
    embed()
    assert len(provider.asked) == asked  # left in peace for a while
    assert work.complete_sources() == [other.id]

    awake()
    assert embed() is False
    assert Vector.objects.count() == 2
    assert Index.objects.get().error == ""
    assert set(work.complete_sources()) == {source.id, other.id}
    assert state(source)[1:] == ("", "")


def test_a_source_that_is_still_read_does_not_fail(cast: Cast, provider: FakeEmbeddings) -> None:
    source = make_source(cast)
    numbered(source, 2)
    Source.objects.update(stage=Source.Stage.CRAWLING)
    provider.says(Reply(status=401))
    embed()
    assert state(source) == (Source.Status.PROCESSING, "", "")


def test_a_store_that_is_away(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    class Away:
        def upsert(self, rows: object) -> int:
            raise StoreUnavailable("away")

    source = make_source(cast)
    numbered(source, 2)
    with monkeypatch.context() as patched:
        patched.setattr(work, "store_for", lambda _index: Away())
        assert embed() is False
    assert len(pauses) == 3
    assert state(source) == (Source.Status.FAILED, "embedding_store", "embedded")
    awake()
    embed()
    assert work.complete_sources() == [source.id]
