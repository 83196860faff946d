"""Snippets with vectors of eight numbers, and the three stores that may hold them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from django.db import DEFAULT_DB_ALIAS
from numpy.typing import NDArray

from accounts.models import Institution
from scraping.models import Chunk, Index, Page, Snippet, Source
from scraping.vectors import Row, VectorStore, memory, pinecone, store_for
from scraping.vectors.pgvector import PgvectorStore

DIMENSIONS = 8


def towards(axis: int, also: float = 0.0) -> NDArray[np.float32]:
    """A unit vector along one axis, `also` of the next one in it."""
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[axis % DIMENSIONS] = 1
    vector[(axis + 1) % DIMENSIONS] = also
    return vector / np.float32(np.linalg.norm(vector))


def about(cosine: float, tolerance: float = 1e-5) -> Any:
    """Equal to what is nearly this."""
    return pytest.approx(cosine, abs=tolerance)


def source_of(institution: Institution, name: str) -> Source:
    return Source.objects.create(
        institution=institution, name=name, url=f"https://{name}.example.edu/"
    )


def page_of(source: Source) -> Page:
    return Page.objects.create(source=source, url=source.url, url_hash=source.name)


def snippet_of(page: Page, text: str) -> Snippet:
    position = page.snippets.count()
    chunk, _ = Chunk.objects.get_or_create(
        page=page, source=page.source, position=0, defaults={"start": 0, "text": text}
    )
    return Snippet.objects.create(
        chunk=chunk,
        page=page,
        source=page.source,
        institution=page.source.institution,
        position=position,
        start=0,
        text=text,
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def row(snippet: Snippet, vector: NDArray[np.float32]) -> Row:
    return Row(snippet.id, snippet.source_id, snippet.institution_id, snippet.content_hash, vector)


@dataclass
class Stores:
    """One kind of store: `make` opens it, `reopen` as a process that has just begun."""

    name: str
    index: Index
    connections: Any = None

    def make(self) -> VectorStore:
        index = Index.objects.get(pk=self.index.pk)
        if self.connections is not None:
            connections = self.connections
            return PgvectorStore(index, lambda: connections[DEFAULT_DB_ALIAS])
        return store_for(index)

    def reopen(self) -> VectorStore:
        memory.kept.forget(self.index.pk)
        pinecone._client.cache_clear()
        if self.connections is not None:
            self.connections[DEFAULT_DB_ALIAS].close()
        return self.make()
