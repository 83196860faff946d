"""One model of sentence vectors: asked, checked, remembered, booked."""

from __future__ import annotations

import functools
import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from contextvars import copy_context
from typing import Any

import numpy as np
from django.conf import settings
from django.core.cache import cache
from numpy.typing import NDArray

from psichat import embedding_providers as providers
from psichat.embeddings.inside import Inside
from psichat.embeddings.outside import Client, client
from psichat.embeddings.rows import Rows, unit_rows
from psichat.llm import failures
from psichat.llm.breaker import Breaker
from psichat.llm.errors import (
    ModelAnswerInvalid,
    ModelError,
    ModelNotConfigured,
    ModelResting,
    ModelTimeout,
)
from psichat.llm.events import ModelCall, tell

PURPOSE = "embedding"
# A worker waits longer for fifty passages than a person for one question.
PASSAGES_SECONDS = 60.0
QUERY_SECONDS = 4.0
QUERY_KEPT_SECONDS = 24 * 3600
_Call = Callable[[Client], tuple[Any, int]]


class Embedder:
    """The model `label` (`provider:model`). `outside`: what it is given leaves the house.

    Thread-safe. The methods raise errors of `psichat.llm.errors`, whose `is_retryable` and
    `retry_after` say whether and when to ask again; none of them asks twice by itself. `books` are
    the ids for which a call outside is booked, as in `ModelCall`.
    """

    def __init__(self, label: str) -> None:
        self.label = label
        self.provider, _colon, self.model = label.partition(":")
        self.outside = self.provider not in providers.OWN_MACHINES
        self.inside = self.provider == providers.EMBEDDED
        self._dimensions: int | None = None
        self._clients: dict[float, Client] = {}
        self._lock = threading.Lock()

    def passages(self, texts: list[str], books: Mapping[str, str] | None = None) -> Rows:
        """float32 (len(texts), d), unit rows in their order."""
        if not texts:
            return np.empty((0, self._dimensions or 0), dtype=np.float32)
        return self._ask(lambda one: one.passages(texts), len(texts), PASSAGES_SECONDS, books)

    def query(self, text: str, books: Mapping[str, str] | None = None) -> NDArray[np.float32]:
        """float32 (d,), of length 1; of the same text from the cache, for a day.

        A provider that failed again and again is left in peace for a while: `ModelResting`.
        """
        wanted = " ".join(text.split())
        key = self._key(wanted)
        if (known := self._known(key)) is not None:
            return known
        breaker = None if self.inside else Breaker(self.label)
        if breaker and not breaker.lets_through():
            raise ModelResting
        try:
            row = self._ask(lambda one: one.query(wanted), 1, QUERY_SECONDS, books)[0]
        except ModelError as exc:
            if breaker:
                breaker.failed(exc.outcome) if exc.counts else breaker.succeeded()
            raise
        if breaker:
            breaker.succeeded()
        cache.set(key, row.astype("<f4").tobytes(), QUERY_KEPT_SECONDS)
        return row

    def _key(self, text: str) -> str:
        """The key of a question's vector, which doesn't tell the question."""
        return "embedding:1:" + hashlib.sha256(f"{self.label}\0{text}".encode()).hexdigest()

    def _known(self, key: str) -> NDArray[np.float32] | None:
        found = cache.get(key)
        if not isinstance(found, bytes) or not found or len(found) % 4:
            return None
        return np.frombuffer(found, dtype="<f4").astype(np.float32)

    def _ask(
        self, call: _Call, count: int, seconds: float, books: Mapping[str, str] | None
    ) -> Rows:
        began = time.monotonic()
        outcome, tokens = ModelError.outcome, 0
        try:
            found, tokens = self._answer(call, seconds)
            rows = self._checked(found, count)
            outcome = "ok"
        except ModelError as exc:
            outcome = exc.outcome
            raise
        finally:
            if not self.inside:
                took = (time.monotonic() - began) * 1000
                tell(
                    ModelCall(
                        PURPOSE,
                        self.provider,
                        self.model,
                        outcome,
                        took,
                        tokens_in=tokens,
                        books=dict(books or {}),
                    )
                )
        return rows

    def _answer(self, call: _Call, seconds: float) -> tuple[Any, int]:
        try:
            if self.inside:
                return call(self._client(0))
            asked = self._client(seconds)  # its library takes seconds to load, once
            return _within(seconds, lambda: call(asked))
        except Exception as exc:  # noqa: BLE001  # each library has errors of its own
            raise failures.of(exc) from None  # whose words may quote the text

    def _checked(self, found: Any, count: int) -> Rows:
        """`found` as unit rows, as long as the ones before."""
        rows = unit_rows(found, count)
        with self._lock:
            self._dimensions = self._dimensions or rows.shape[1]
        if rows.shape[1] != self._dimensions:
            raise ModelAnswerInvalid
        return rows

    def _client(self, seconds: float) -> Client:
        with self._lock:
            if seconds not in self._clients:
                self._clients[seconds] = (
                    Inside(self.model)
                    if self.inside
                    else client(self.provider, self.model, seconds)
                )
            return self._clients[seconds]


def _within(seconds: float, work: Callable[[], tuple[Any, int]]) -> tuple[Any, int]:
    """What `work` gives. Raises `ModelTimeout` after `seconds`, whatever its library thinks of
    time-outs: some know none, others begin anew with each byte. It may then end by itself."""
    future: Future[tuple[Any, int]] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as exc:  # noqa: BLE001  # it is raised where it is waited for
            future.set_exception(exc)

    threading.Thread(target=copy_context().run, args=(run,), name="embedding", daemon=True).start()
    try:
        return future.result(seconds)
    except TooLate:
        if future.done():  # its own time-out, told under the same name
            raise
        raise ModelTimeout from None


def chosen() -> str:
    """The label of the model that the settings choose."""
    return providers.label(settings.EMBEDDING_PROVIDER, settings.EMBEDDING_MODEL)


def embedder(label: str) -> Embedder:
    """The one embedder of `label` in this process; what its model needs comes at the first text.

    Raises `ModelNotConfigured` for a label that names no provider and model.
    """
    return _embedder(label, *(getattr(settings, name) for name in _SETTINGS))


# What a client is made of: whatever of this changes, it is another one.
_SETTINGS = (
    "GOOGLE_API_KEY",
    "GOOGLE_API_ENDPOINT",
    "OLLAMA_BASE_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "JINA_API_KEY",
    "JINA_API_ENDPOINT",
)


@functools.lru_cache(maxsize=16)
def _embedder(label: str, *_made_of: str) -> Embedder:
    provider, _colon, model = label.partition(":")
    if not model or (provider != providers.EMBEDDED and provider not in providers.PACKAGES):
        raise ModelNotConfigured
    return Embedder(label)


def forget() -> None:
    """Make every embedder anew; for tests."""
    _embedder.cache_clear()
