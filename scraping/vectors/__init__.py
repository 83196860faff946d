"""Where the vectors of an index are kept, and which of them are nearest to a question's (F7)."""

from scraping.vectors.base import (
    Row,
    StoreError,
    StoreUnavailable,
    VectorStore,
    WrongDimensions,
)
from scraping.vectors.choice import store_for

__all__ = [
    "Row",
    "StoreError",
    "StoreUnavailable",
    "VectorStore",
    "WrongDimensions",
    "store_for",
]
