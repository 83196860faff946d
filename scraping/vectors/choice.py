"""The store of an index, by its name."""

from __future__ import annotations

from scraping.models import Index
from scraping.vectors.base import VectorStore
from scraping.vectors.embedded import EmbeddedStore
from scraping.vectors.pgvector import PgvectorStore
from scraping.vectors.pinecone import PineconeStore


def store_for(index: Index) -> VectorStore:
    """The store that `index.store` names; making it asks nobody. `KeyError` for an unknown name."""
    stores: dict[str, type[EmbeddedStore | PgvectorStore | PineconeStore]] = {
        "embedded": EmbeddedStore,
        "pgvector": PgvectorStore,
        "pinecone": PineconeStore,
    }
    return stores[index.store](index)
