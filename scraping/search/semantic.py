"""What the vectors say: the snippets whose meaning is nearest to the question's."""

from __future__ import annotations

from typing import Any

import structlog

from psichat.embeddings import embedder
from psichat.llm.errors import ModelError
from scraping.models import Index
from scraping.vectors import StoreError, store_for

log = structlog.get_logger(__name__)


def nearest(
    text: str, index: Index | None, *, institution_id: Any, most: int, outside: bool
) -> tuple[dict[int, float], bool]:
    """The cosines of at most `most` snippets by id, and whether all went well.

    None of them where there is no index, where it could be asked only outside and may not, or
    where model or store fail, which is logged: then words alone must do.
    """
    if index is None:
        return {}, True
    try:
        model, store = embedder(index.embedder), store_for(index)
        if not outside and (model.outside or store.outside):
            return {}, True
        found = store.nearest(
            model.query(text, {"institution": str(institution_id)}),
            institution_id=institution_id,
            k=most,
        )
    except (ModelError, StoreError) as exc:
        log.warning(
            "semantic_search_failed",
            embedder=index.embedder,
            store=index.store,
            error=type(exc).__name__,
        )
        return {}, False
    return dict(found), True
