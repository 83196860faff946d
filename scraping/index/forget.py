"""Taking pages and sources out of what is searched, in the database at once and in stores outside.

What an outside store must still remove is written down in the transaction that deletes the rows,
and crossed out when the store has done it: a store that is away only delays it. Until then its
vectors find nothing, since their snippets have vanished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import QuerySet

from scraping import revision
from scraping.index import versions
from scraping.index.pending import recount
from scraping.models import Chunk, Index, Page, Removal, Snippet, Source
from scraping.vectors.base import StoreError
from scraping.vectors.choice import store_for

log = structlog.get_logger(__name__)

# Pages in one transaction, and removals tried at once.
_PAGES, _REMOVALS = 100, 200
# A vector kept in the database goes with its snippet's row.
_IN_ROWS = "embedded"


def forget_pages(page_ids: Collection[UUID]) -> None:
    """Delete the chunks, snippets and vectors of these pages, which stay. Twice does no harm."""
    for some in _batches(page_ids):
        _forget(some)


def forget_source(source_id: UUID) -> None:
    """Delete the chunks, snippets and vectors of a source; it and its pages stay, if they do."""
    for some in _batches(Page.objects.filter(source_id=source_id).values_list("id", flat=True)):
        _forget(some)
    with transaction.atomic():
        note(source_id, ())
        transaction.on_commit(partial(catch_up, source_id), robust=True)


def delete_snippets(source_id: UUID, snippet_ids: Sequence[int]) -> None:
    """Delete these snippets of one source, in the caller's transaction."""
    if snippet_ids:
        note(source_id, snippet_ids)
        Snippet.objects.filter(id__in=snippet_ids).delete()


def note(source_id: UUID, snippet_ids: Sequence[int]) -> None:
    """Write down what the stores outside must remove: these snippets, or all of the source."""
    Removal.objects.bulk_create(
        Removal(index=index, source_id=source_id, snippet_ids=list(snippet_ids))
        for index in Index.objects.exclude(store=_IN_ROWS)
    )


def catch_up(source_id: UUID | None = None) -> bool:
    """Have the stores remove what was written down, of one source or of all; whether all is done.

    A store that fails is left for the next time, and the others go on.
    """
    waiting = Removal.objects.select_related("index").order_by("id")
    if source_id is not None:
        waiting = waiting.filter(source_id=source_id)
    away: set[int] = set()
    for removal in _by_turns(waiting):
        if removal.index_id in away:
            continue
        store = store_for(removal.index)
        try:
            if removal.snippet_ids:
                store.remove(removal.snippet_ids, removal.source_id)
            else:
                store.drop_source(removal.source_id)
        except StoreError as exc:
            away.add(removal.index_id)
            removal.attempts += 1
            removal.save(update_fields=["attempts"])
            log.warning("vectors_not_removed", index=removal.index_id, error=exc.code)
        else:
            removal.delete()
    return not waiting.exists()


def _by_turns(waiting: QuerySet[Removal]) -> Iterator[Removal]:
    """Some of each store's, so that one that is away keeps no other from its own."""
    indexes = waiting.order_by().values_list("index_id", flat=True).distinct()
    for index_id in sorted(indexes):
        yield from waiting.filter(index_id=index_id)[:_REMOVALS]


def _forget(page_ids: Sequence[UUID]) -> None:
    with transaction.atomic():
        pages = Page.objects.select_for_update().filter(id__in=page_ids).order_by("id")
        found = list(pages.values_list("id", "source_id"))
        ids = [page_id for page_id, _source in found]
        by_source: dict[UUID, list[int]] = defaultdict(list)
        snippets = Snippet.objects.filter(page_id__in=ids)
        for snippet_id, source_id in snippets.values_list("id", "source_id"):
            by_source[source_id].append(snippet_id)
        for source_id, snippet_ids in by_source.items():
            delete_snippets(source_id, snippet_ids)
            transaction.on_commit(partial(catch_up, source_id), robust=True)
        Chunk.objects.filter(page_id__in=ids).delete()
        Page.objects.filter(id__in=ids).exclude(chunked_hash="").update(chunked_hash="")
        if by_source:
            recount(versions.serving(), list(by_source))
            touched = Source.objects.filter(id__in=by_source).order_by("institution_id")
            for institution_id in touched.values_list("institution_id", flat=True).distinct():
                revision.bump(institution_id)


def _batches(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    rest = iter(list(ids))
    while some := list(islice(rest, _PAGES)):
        yield some
