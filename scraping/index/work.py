"""Filling the indexes: snippets in, vectors out, fifty at a time (F6, F7).

Every step may be ended by a kill and done again: what lacks a vector is asked from the database,
and a vector that is there is not written twice.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

import numpy as np
import structlog
from django.conf import settings
from numpy.typing import NDArray

from psichat import embeddings
from psichat.llm.errors import ModelError, ModelTimeout
from scraping.index import forget, lease, trouble, versions, wording
from scraping.index.pending import pending, recount
from scraping.index.trouble import complete_sources as complete_sources
from scraping.models import Index, Removal, Snippet, Vector
from scraping.vectors.base import Row, StoreError
from scraping.vectors.choice import store_for

log = structlog.get_logger(__name__)

BATCH = 50
# On this machine fifty take seconds: pieces, so that progress is seen and the lease holds.
PIECE = 8
ATTEMPTS = 4
FIRST_PAUSE = 2.0  # seconds, doubled with each attempt
LONGEST_PAUSE = 20.0  # longer ones are not waited for here: the index rests
# After a failure the provider or the store is left in peace for so long.
REST_SECONDS = 60.0
LEASE_SECONDS = 180.0  # longer than the longest call and its pause

Result = TypeVar("Result")
OnBatch = Callable[[Collection[UUID]], None]
sleep = time.sleep


class _Lost(Exception):
    """Another worker fills the index by now."""


class _Resting(Exception):
    """The provider asks to be left in peace for a while."""


@dataclass
class _Filling:
    """One worker at one index, until a moment of the monotonic clock."""

    index: Index
    claim: lease.Lease
    until: float
    on_batch: OnBatch | None
    embedder: embeddings.Embedder = field(init=False)
    last: int = 0  # the snippets up to this one have been looked at
    has_asked: bool = False

    def __post_init__(self) -> None:
        self.embedder = embeddings.embedder(self.index.embedder)

    def run(self) -> bool:
        """Fill until the index is whole or the time is up; whether something is left.

        Raises `_Lost`, `_Resting`, `ModelError`, `StoreError`.
        """
        while batch := self._next():
            for piece in self._pieces(batch):
                if time.monotonic() >= self.until:
                    return True
                self._live()
                self._fill(piece)
            self.last = batch[-1].id
        return False

    def _next(self) -> list[Snippet]:
        """Snippets of one institution: what they cost is booked for it."""
        for after in dict.fromkeys((self.last, 0)):  # from the beginning for what came meanwhile
            found = list(pending(self.index).filter(id__gt=after).order_by("id")[:BATCH])
            if found:
                first = found[0].institution_id
                return [snippet for snippet in found if snippet.institution_id == first]
        return []

    def _pieces(self, batch: Sequence[Snippet]) -> list[Sequence[Snippet]]:
        size = BATCH if self.embedder.outside else PIECE
        return [batch[at : at + size] for at in range(0, len(batch), size)]

    def _fill(self, snippets: Sequence[Snippet]) -> None:
        known = _known(self.index, {snippet.content_hash for snippet in snippets})
        new = {s.content_hash: s for s in snippets if s.content_hash not in known}
        if new:
            texts = [wording.passage(s.title, s.heading, s.text) for s in new.values()]
            rows = self._vectors(texts, {"institution": str(snippets[0].institution_id)})
            known |= dict(zip(new, rows, strict=True))
        written = [
            Row(s.id, s.source_id, s.institution_id, s.content_hash, known[s.content_hash])
            for s in snippets
        ]
        self._insist(lambda: store_for(self.index).upsert(written))
        trouble.mended(self.index)
        touched = {snippet.source_id for snippet in snippets}
        if self.index.state == Index.State.SERVING:
            recount(self.index, touched)
        if self.on_batch:
            self.on_batch(touched)

    def _vectors(self, texts: list[str], books: dict[str, str]) -> NDArray[np.float32]:
        if self.embedder.outside and self.has_asked:
            self._pause(settings.EMBEDDING_PAUSE_SECONDS)
        self.has_asked = True
        rows = self._insist(lambda: self.embedder.passages(texts, books))
        self._live()
        return rows

    def _insist(self, call: Callable[[], Result]) -> Result:
        """What `call` gives, tried again where that may help."""
        for attempt in range(1, ATTEMPTS):
            try:
                return call()
            except (ModelError, StoreError) as exc:
                if not (getattr(exc, "is_retryable", False) or isinstance(exc, ModelTimeout)):
                    raise
                wanted = FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.75, 1.25)  # noqa: S311
                log.info("embedding_again", index=self.index.id, error=exc.code, attempt=attempt)
                self._pause(max(wanted, float(exc.retry_after or 0)))
        return call()

    def _pause(self, seconds: float) -> None:
        """Wait; where that is long, or longer than there is time, let the index rest instead."""
        if seconds > LONGEST_PAUSE or time.monotonic() + seconds >= self.until:
            self.claim.rest(seconds)
            raise _Resting
        sleep(seconds)
        self._live()

    def _live(self) -> None:
        if not self.claim.renew():
            raise _Lost


def embed_pending(until: float, on_batch: OnBatch | None = None) -> bool:
    """Make vectors until `until` (monotonic clock); whether it is worth to go on at once.

    The index that serves is filled first, then the one that is being built. False when nothing is
    left, when another worker is at it, and when the provider fails or asks for a pause: a later
    call then goes on. `on_batch` is called with the sources whose numbers have changed.
    """
    forget.catch_up()
    versions.follow_settings()
    has_more = False
    for index in (versions.serving(), versions.building()):
        if index is not None:
            has_more |= _fill(index, until, on_batch)
    versions.swap()
    versions.empty_retired()
    return has_more


def has_work() -> bool:
    """Whether `embed_pending` would find something to do. Asks nobody outside."""
    versions.follow_settings()
    return (
        versions.building() is not None
        or pending(versions.serving()).exists()
        or Removal.objects.exists()
        or versions.to_empty().exists()
    )


def _fill(index: Index, until: float, on_batch: OnBatch | None) -> bool:
    if time.monotonic() >= until:
        return pending(index).exists()
    claim = lease.take(index.id, LEASE_SECONDS)
    if claim is None:
        return False
    try:
        has_more = _Filling(index, claim, until, on_batch).run()
    except (_Lost, _Resting):
        return False
    except (ModelError, StoreError) as exc:
        failed = trouble.told(index, exc)
        claim.rest(max(REST_SECONDS, float(exc.retry_after or 0)))
        if on_batch and failed:
            on_batch(failed)
        return False
    except BaseException:
        claim.release()
        raise
    claim.release()
    return has_more


def _known(index: Index, hashes: Collection[str]) -> dict[str, NDArray[np.float32]]:
    """Vectors of the same content that the same model has made before, where they are at hand."""
    found = Vector.objects.filter(
        index__embedder=index.embedder, content_hash__in=hashes, data__isnull=False
    )
    return {
        content_hash: np.frombuffer(bytes(data), dtype="<f4").astype(np.float32)
        for content_hash, data in found.values_list("content_hash", "data")
        if data
    }
