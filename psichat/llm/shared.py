"""Small values that the processes share: in the cache, or each its own while that is away."""

from __future__ import annotations

import time
from typing import Any

import structlog
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache

from psichat.cache import AWAY

log = structlog.get_logger(__name__)

# The cache isn't looked for again before, so that a dead one doesn't hold every call up.
RECOVERY_SECONDS = 5.0

_own = LocMemCache("language-models", {})


class _Cache:
    """The shared cache as this process knows it; `back_at` on the monotonic clock."""

    back_at = 0.0


def read(keys: list[str]) -> tuple[BaseCache, dict[str, Any]]:
    """The store that holds now, and what it has under `keys`. Its `add` and `incr` are atomic."""
    if time.monotonic() >= _Cache.back_at:
        cache = caches["default"]
        try:
            return cache, cache.get_many(keys)
        except AWAY as exc:
            log.warning("model_states_are_local", error=type(exc).__name__)
            _Cache.back_at = time.monotonic() + RECOVERY_SECONDS
    return _own, _own.get_many(keys)


def forget_own() -> None:
    """Look for the cache at once, and drop what was kept without it."""
    _Cache.back_at = 0.0
    _own.clear()
