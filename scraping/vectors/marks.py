"""The marks of an index in the database: which snippets, as they stood when, are in its store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from scraping import revision
from scraping.models import Index, Snippet, Vector
from scraping.vectors.base import Row

Item = TypeVar("Item")
MANY = 500  # ids in one statement


def batches(items: Iterable[Item], size: int = MANY) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def missing(index: Index, rows: Sequence[Row]) -> list[Row]:
    """The rows that are not marked with their content yet; of one snippet the last row."""
    last = {row.snippet_id: row for row in rows}
    marked: dict[int, str] = {}
    for ids in batches(last):
        marked.update(
            Vector.objects.filter(index=index, snippet_id__in=ids).values_list(
                "snippet_id", "content_hash"
            )
        )
    return [row for row in last.values() if marked.get(row.snippet_id) != row.content_hash]


def lock(rows: Sequence[Row]) -> set[int]:
    """The snippets among `rows` that still have the rows' content, locked until the transaction
    ends, so that they can't vanish meanwhile. In order of their ids, against deadlocks."""
    wanted = {row.snippet_id: row.content_hash for row in rows}
    found = (
        Snippet.objects.filter(id__in=wanted)
        .order_by("id")
        .select_for_update(no_key=True)
        .values_list("id", "content_hash")
    )
    return {id_ for id_, content in found if wanted[id_] == content}


def write(index: Index, rows: Sequence[Row], data: Sequence[bytes] | None = None) -> set[int]:
    """Mark the rows, with their vectors' bytes where the database is the store.

    A mark of an older content is replaced by a new row, never changed: its id stands for what it
    holds. Returns the snippets that are marked now; the other rows' have vanished or changed.
    """
    with transaction.atomic():
        alive = lock(rows)
        current = dict(
            Vector.objects.filter(index=index, snippet_id__in=alive).values_list(
                "snippet_id", "content_hash"
            )
        )
        new = [
            (row, data[at] if data is not None else None)
            for at, row in enumerate(rows)
            if row.snippet_id in alive and current.get(row.snippet_id) != row.content_hash
        ]
        if not new:  # another worker was quicker
            return alive
        Vector.objects.filter(
            index=index, snippet_id__in=[row.snippet_id for row, _ in new]
        ).delete()
        Vector.objects.bulk_create(
            Vector(
                index=index,
                snippet_id=row.snippet_id,
                content_hash=row.content_hash,
                data=bytes_,
            )
            for row, bytes_ in new
        )
        _bump(row.institution_id for row, _ in new)
    return alive


def erase(index: Index, snippet_ids: Collection[int]) -> None:
    """Take the marks of these snippets away."""
    for ids in batches(snippet_ids):
        with transaction.atomic():
            marks = Vector.objects.filter(index=index, snippet_id__in=ids)
            touched = set(marks.values_list("snippet__institution_id", flat=True))
            marks.delete()
            _bump(touched)


def erase_source(index: Index, source_id: UUID) -> None:
    """Take the marks of a source's snippets away, some at a time: no lock is held for long."""
    marks = Vector.objects.filter(index=index, snippet__source_id=source_id)
    while ids := list(marks.values_list("snippet_id", flat=True)[:MANY]):
        erase(index, ids)


def erase_all(index: Index) -> None:
    """Take all marks of an index away, some at a time."""
    marks = Vector.objects.filter(index=index)
    while ids := list(marks.values_list("snippet_id", flat=True)[:MANY]):
        erase(index, ids)


def alive(index: Index, snippet_ids: Collection[int], institution_id: UUID) -> set[int]:
    """Those of the snippets that are the institution's, marked, and of no deleted source."""
    found: set[int] = set()
    for ids in batches(snippet_ids):
        found.update(
            Vector.objects.filter(
                index=index,
                snippet_id__in=ids,
                snippet__institution_id=institution_id,
                snippet__source__deleted_at=None,
            ).values_list("snippet_id", flat=True)
        )
    return found


def vanished(snippet_ids: Collection[int]) -> set[int]:
    """Those that no snippet has. (One without a mark may be about to get it.)"""
    gone = set(snippet_ids)
    for ids in batches(snippet_ids):
        gone.difference_update(Snippet.objects.filter(id__in=ids).values_list("id", flat=True))
    return gone


def _bump(institution_ids: Iterable[UUID]) -> None:
    for institution_id in sorted(set(institution_ids)):
        revision.bump(institution_id)
