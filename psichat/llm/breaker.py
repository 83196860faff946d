"""A circuit breaker for each model: what fails again and again is left in peace for a while.

What one process learns holds for all of them: the state is in the cache (`shared`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from psichat.llm import shared
from psichat.llm.refs import ModelRef, chain

FAILURES = 5
SECONDS = 30.0
CLOSED, OPEN, HALF_OPEN = "closed", "open", "half_open"
# A failure so old says nothing any more.
_KEPT_SECONDS = 24 * 3600
_SEEN = "llm-breaker-seen"


@dataclass(frozen=True)
class ProviderState:
    """How a model does. `state`: closed (it is asked), open (left in peace until `until`) or
    half_open (the next call tries it). `last_error` is an outcome of `ModelCall`; times in UTC."""

    ref: ModelRef
    state: str
    failures: int
    until: datetime | None
    last_error: str
    last_at: datetime | None


class Breaker:
    """Opens after `failures` in a row; `seconds` later one call may try, and its luck decides.

    Safe to use from several threads and processes; one call of all of them tries. Each method asks
    the cache: off the event loop, please. `clock` gives seconds on which the processes agree.
    """

    def __init__(
        self,
        label: str = "",
        failures: int = FAILURES,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._limit, self._seconds, self._clock = failures, seconds, clock
        # Some caches take no spaces or accents in a key, and a model's name may hold anything.
        self._key = f"llm-breaker-{label.encode().hex()}"
        self._failures, self._until, self._last = (
            f"{self._key}-{what}" for what in ("failures", "until", "last")
        )
        self._label = label

    def lets_through(self) -> bool:
        """Whether a call may be made now. Who is let through must tell how it went."""
        store, found = shared.read([self._failures, self._until])
        if found.get(self._failures, 0) < self._limit:
            return True
        until = found.get(self._until, 0.0)
        if self._clock() < until:
            return False
        # The others wait for this one's luck, and not for ever: who tries may be killed.
        return store.add(f"{self._key}-probe-{until:.6f}", 1, timeout=self._seconds)

    def succeeded(self) -> None:
        store, found = shared.read([self._failures])
        if found:
            store.delete(self._failures)

    def failed(self, outcome: str = "failed") -> None:
        store, seen = shared.read([_SEEN])
        now = self._clock()
        store.add(self._failures, 0, timeout=_KEPT_SECONDS)
        try:
            failures = store.incr(self._failures)
        except ValueError:  # another's call went well in between
            failures = 1
            store.set(self._failures, failures, timeout=_KEPT_SECONDS)
        if failures >= self._limit:
            store.set(self._until, now + self._seconds, timeout=_KEPT_SECONDS)
        store.set(self._last, (outcome, now), timeout=_KEPT_SECONDS)
        labels = seen.get(_SEEN, ())
        if self._label not in labels:  # two at once may lose one, which comes with its next failure
            store.set(_SEEN, (*labels, self._label), timeout=_KEPT_SECONDS)

    def state(self, ref: ModelRef) -> ProviderState:
        _store, found = shared.read([self._failures, self._until, self._last])
        failures, until = found.get(self._failures, 0), found.get(self._until, 0.0)
        outcome, at = found.get(self._last, ("", None))
        is_open = failures >= self._limit
        state = CLOSED if not is_open else OPEN if self._clock() < until else HALF_OPEN
        return ProviderState(
            ref,
            state,
            failures,
            datetime.fromtimestamp(until, UTC) if is_open else None,
            outcome,
            None if at is None else datetime.fromtimestamp(at, UTC),
        )

    def reset(self) -> None:
        store, _found = shared.read([])
        for key in (self._failures, self._until, self._last):
            store.delete(key)


def breaker_of(ref: ModelRef) -> Breaker:
    """The one breaker of a model."""
    return Breaker(ref.label)


def states(also: Iterable[ModelRef] = ()) -> list[ProviderState]:
    """How the models do: those of the settings, `also`, and whatever failed of late.

    Asks the cache, so off the event loop, please."""
    _store, found = shared.read([_SEEN])
    seen = (ModelRef(*label.split(":", 1)) for label in found.get(_SEEN, ()) if ":" in label)
    refs = dict.fromkeys([*chain(), *also, *seen])
    return [breaker_of(ref).state(ref) for ref in refs]


def reset(ref: ModelRef) -> None:
    """Trust a model again, in every process."""
    breaker_of(ref).reset()


def forget() -> None:
    """Trust every model again."""
    shared.forget_own()
    for state in states():
        reset(state.ref)
