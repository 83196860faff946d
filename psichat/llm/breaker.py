"""A circuit breaker for each model: what fails again and again is left in peace for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 5
SECONDS = 30.0


class Breaker:
    """Opens after `failures` in a row; `seconds` later one call may try, and its luck decides.

    Safe to use from several threads. `clock` gives seconds that only rise.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit, self._seconds, self._clock = failures, seconds, clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_at = 0.0  # until then nobody is let through

    def lets_through(self) -> bool:
        """Whether a call may be made now. Who is let through must tell how it went."""
        with self._lock:
            if self._failed < self._limit:
                return True
            now = self._clock()
            if now < self._closed_at:
                return False
            self._closed_at = now + self._seconds  # the others wait for this one's luck
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._limit:
                self._closed_at = self._clock() + self._seconds


_breakers: dict[tuple[str, str], Breaker] = {}
_lock = threading.Lock()


def breaker_of(provider: str, model: str) -> Breaker:
    """The one breaker that this process has for a model."""
    with _lock:
        return _breakers.setdefault((provider, model), Breaker())


def forget() -> None:
    """Trust every model again."""
    with _lock:
        _breakers.clear()
