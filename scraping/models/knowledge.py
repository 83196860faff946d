"""Chunks for context, snippets for vectors, and the indexes that hold the vectors."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Institution
from scraping.models.sources import Page, Source


class Chunk(models.Model):
    """A part of a page for an answerer to read: 2,000 characters, 400 shared with the next (F5)."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="chunks")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="chunk_rows")
    position = models.PositiveIntegerField()  # in the page, from 0
    start = models.PositiveIntegerField()  # offset in `Page.text`, characters
    heading = models.CharField(max_length=500, blank=True)  # outermost first, joined by " › "
    text = models.TextField()

    class Meta:
        ordering = ("page_id", "position")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "position"], name="chunk_position_once"),
        ]


class Snippet(models.Model):
    """A short passage, the unit of search: about 500 characters of a chunk.

    `content_hash` is of what is embedded (title, heading path, text), so a page read again keeps
    the snippets that did not change, and their vectors.
    """

    id = models.BigAutoField(primary_key=True)
    chunk = models.ForeignKey(Chunk, on_delete=models.CASCADE, related_name="snippets")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="snippets")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="snippets")
    institution = models.ForeignKey(Institution, on_delete=models.CASCADE)
    position = models.PositiveIntegerField()  # in the page, from 0
    start = models.PositiveIntegerField()  # offset in `Page.text`, characters
    title = models.CharField(max_length=300, blank=True)
    heading = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=5, blank=True)
    content_hash = models.CharField(max_length=64)
    # Stems of title, headings and text, for full-text search in PostgreSQL.
    stems = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "position"], name="snippet_position_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["institution", "id"], name="snippet_of_institution"),
            models.Index(fields=["source", "id"], name="snippet_of_source"),
        ]


class Index(models.Model):
    """The vectors of one embedding model in one store (F6, F7).

    At most one serves. A change of settings makes a second one, `BUILDING`; when it is whole, it
    serves and the old one is `RETIRED`, kept for a while in case the settings change back, then
    emptied and deleted. It is filled by `worker` until `lease_until`; without a worker, nobody
    fills it before then.
    """

    class State(models.TextChoices):
        BUILDING = "building", _("En preparación")
        SERVING = "serving", _("En uso")
        RETIRED = "retired", _("Retirado")

    embedder = models.CharField(max_length=200)  # provider:model
    store = models.CharField(max_length=20)  # embedded, pgvector, pinecone
    dimensions = models.PositiveIntegerField(null=True)  # known with the first vector
    state = models.CharField(max_length=8, choices=State, default=State.BUILDING)
    # Why it can't be filled: a code of `scraping.reasons`.
    error = models.CharField(max_length=300, blank=True)
    worker = models.CharField(max_length=64, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("índice")
        verbose_name_plural = _("índices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="serving"), name="index_one_serves"
            ),
            models.UniqueConstraint(
                fields=["embedder", "store"],
                condition=~models.Q(state="retired"),
                name="index_once",
            ),
        ]


class Vector(models.Model):
    """That a snippet, as it stood when it had `content_hash`, is in an index.

    `data` is the unit vector as little-endian float32 where the store is `embedded`; elsewhere the
    vector is in the store and this is the mark that it is.
    """

    id = models.BigAutoField(primary_key=True)
    index = models.ForeignKey(Index, on_delete=models.CASCADE, related_name="vectors")
    snippet = models.ForeignKey(Snippet, on_delete=models.CASCADE, related_name="vectors")
    content_hash = models.CharField(max_length=64)
    data = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["index", "snippet"], name="vector_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["index", "content_hash"], name="vector_by_content"),
        ]


class Removal(models.Model):
    """What must still be taken out of a store outside the database, written where it was deleted.

    `snippet_ids` of a source, or all of the source where there are none.
    """

    id = models.BigAutoField(primary_key=True)
    index = models.ForeignKey(Index, on_delete=models.CASCADE, related_name="removals")
    source_id = models.UUIDField()  # of a source that may be gone by then
    snippet_ids = models.JSONField(default=list)
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)


class Revision(models.Model):
    """How often what is searched in an institution has changed (`scraping.revision`)."""

    institution = models.OneToOneField(Institution, on_delete=models.CASCADE, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
