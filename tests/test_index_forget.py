"""What is deleted disappears from the database at once, and from a store outside for certain."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any

import pytest

from scraping import revision
from scraping.index import chunking, forget, versions, work
from scraping.models import Chunk, Index, Page, Removal, Snippet, Source, Vector
from scraping.vectors import StoreUnavailable
from tests.cast import Cast
from tests.knowledge_stage import cut_page, make_source, write

pytestmark = pytest.mark.django_db


class Outside:
    """A store that tells what it was asked to remove, or is away."""

    def __init__(self) -> None:
        self.is_away = False
        self.removed: list[tuple[Any, ...]] = []

    def __call__(self, index: Index) -> Outside:
        return self

    def remove(self, snippet_ids: Collection[int], source_id: object) -> None:
        self._note(source_id, *sorted(snippet_ids))

    def drop_source(self, source_id: object) -> None:
        self._note(source_id, "all")

    def _note(self, *what: Any) -> None:
        if self.is_away:
            raise StoreUnavailable("away")
        self.removed.append(what)


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, db: None) -> Outside:
    """The index that serves is in this store."""
    index = versions.serving()
    Index.objects.filter(id=index.id).update(store="pinecone")
    store = Outside()
    monkeypatch.setattr(forget, "store_for", store)
    return store


@pytest.fixture
def source(cast: Cast) -> Source:
    return make_source(cast)


def ids_of(page: Page) -> list[int]:
    return list(Snippet.objects.filter(page=page).order_by("id").values_list("id", flat=True))


def mark(source: Source) -> None:
    Vector.objects.bulk_create(
        Vector(index=versions.serving(), snippet=each, content_hash=each.content_hash)
        for each in Snippet.objects.filter(source=source)
    )


def test_pages_leave_nothing_but_themselves(
    source: Source, django_capture_on_commit_callbacks: Any
) -> None:
    gone, stays = cut_page(source, "Becas", "Uno.", "Dos."), cut_page(source, "Sala", "Tres.")
    mark(source)
    number = revision.current(source.institution_id)
    with django_capture_on_commit_callbacks(execute=True):
        forget.forget_pages([gone.id])
    assert set(Snippet.objects.values_list("page", flat=True)) == {stays.id}
    assert set(Chunk.objects.values_list("page", flat=True)) == {stays.id}
    assert Vector.objects.count() == 1
    assert Page.objects.get(id=gone.id).chunked_hash == ""
    assert Source.objects.values_list("chunks", "embedded").get() == (1, 1)
    assert revision.current(source.institution_id) > number
    assert Removal.objects.count() == 0  # the vectors were in the rows

    number = revision.current(source.institution_id)
    forget.forget_pages([gone.id])
    assert revision.current(source.institution_id) == number


def test_a_source_leaves_nothing_of_its_own(cast: Cast, source: Source) -> None:
    other = make_source(cast, cast.olga, "Archivo")
    cut_page(source, "Becas", "Uno.")
    cut_page(source, "Sala", "Dos.")
    kept = cut_page(other, "Becas", "Uno.")
    for _twice in range(2):
        forget.forget_source(source.id)
        assert set(Snippet.objects.values_list("page", flat=True)) == {kept.id}
        assert set(Chunk.objects.values_list("page", flat=True)) == {kept.id}


def test_a_store_outside_is_told(
    source: Source, outside: Outside, django_capture_on_commit_callbacks: Any
) -> None:
    page = cut_page(source, "Becas", "Uno.", "Dos.")
    ids = ids_of(page)
    with django_capture_on_commit_callbacks(execute=True):
        forget.forget_pages([page.id])
        assert outside.removed == []  # no network in a transaction
    assert outside.removed == [(source.id, *ids)]
    with django_capture_on_commit_callbacks(execute=True):
        forget.forget_source(source.id)
    assert outside.removed[1:] == [(source.id, "all")]
    assert Removal.objects.count() == 0


def test_a_store_that_is_away_is_told_later(
    source: Source, outside: Outside, django_capture_on_commit_callbacks: Any
) -> None:
    page = cut_page(source, "Becas", "Uno.")
    (snippet,) = ids_of(page)
    outside.is_away = True
    with django_capture_on_commit_callbacks(execute=True):
        forget.forget_pages([page.id])
        forget.forget_source(source.id)
    Source.objects.all().delete()
    assert Snippet.objects.count() == 0
    assert not forget.catch_up()
    assert max(Removal.objects.values_list("attempts", flat=True)) >= 2
    assert work.has_work()

    outside.is_away = False
    work.embed_pending(time.monotonic() + 100)
    assert outside.removed == [(source.id, snippet), (source.id, "all")]
    assert not Removal.objects.exists()
    assert not work.has_work()


def test_a_store_that_is_away_holds_up_no_other(
    source: Source, outside: Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = versions.serving()
    other = Index.objects.create(embedder="test:other", store="pgvector", state="building")
    for index in (first, first, first, other):
        Removal.objects.create(index=index, source_id=source.id, snippet_ids=[index.id])
    away = Outside()
    away.is_away = True
    monkeypatch.setattr(forget, "_REMOVALS", 2)
    monkeypatch.setattr(forget, "store_for", lambda index: away if index == first else outside)
    assert not forget.catch_up()
    assert outside.removed == [(source.id, other.id)]
    assert set(Removal.objects.values_list("index_id", flat=True)) == {first.id}


def test_a_changed_page_takes_its_old_passages_out(source: Source, outside: Outside) -> None:
    page = cut_page(source, "Becas", "Uno.", "Dos.")
    (_first, second) = ids_of(page)
    write(page, "## Parte 1\n\nUno.")
    chunking.rebuild(page)
    forget.catch_up()
    assert outside.removed == [(source.id, second)]
