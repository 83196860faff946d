"""One question to one model: its attempts, the pauses between them, the breaker, the books."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from psichat.llm import failures
from psichat.llm.breaker import breaker_of
from psichat.llm.errors import ModelAnswerInvalid, ModelError, ModelResting, ModelTimeout
from psichat.llm.events import ModelCall, tell
from psichat.llm.refs import ModelRef

ATTEMPTS = 3
# Seconds before the second attempt; doubled for the third.
FIRST_PAUSE = 0.4

Result = TypeVar("Result")


@dataclass
class Notes:
    """What an attempt learns on its way, for the books: `usage` in tokens, and the moment
    (monotonic) of its first piece, after which there is no going back."""

    usage: dict[str, int] = field(default_factory=dict)
    first_at: float | None = None

    def add_usage(self, found: Mapping[str, int]) -> None:
        for name, tokens in found.items():
            self.usage[name] = max(0, self.usage.get(name, 0) + tokens)


Once = Callable[[Notes], Awaitable[Result | ModelError]]


@dataclass(frozen=True)
class Asking:
    """A question to `ref`, until a moment of the monotonic clock, for `purpose` and `books`."""

    ref: ModelRef
    purpose: str
    books: Mapping[str, str]
    until: float

    async def result(self, once: Once[Result]) -> Result | ModelError:
        """What `once` gives, tried again where that may help; or why there is nothing."""
        breaker = breaker_of(self.ref)
        for attempt in range(1, ATTEMPTS + 1):
            if not await asyncio.to_thread(breaker.lets_through):
                return ModelResting()
            notes = Notes()
            found = await self._attempt(once, notes)
            if isinstance(found, ModelError) and found.counts:
                await asyncio.to_thread(breaker.failed, found.outcome)
            else:
                await asyncio.to_thread(breaker.succeeded)
            if not isinstance(found, ModelError):
                return found
            pause = _pause(attempt, found)
            left = self.until - time.monotonic()
            may_help = found.is_retryable and notes.first_at is None
            if not may_help or attempt == ATTEMPTS or pause >= left:
                break
            await asyncio.sleep(pause)
        return found

    async def _attempt(self, once: Once[Result], notes: Notes) -> Result | ModelError:
        """The answer, or why there is none. Is told of in any case."""
        began = time.monotonic()
        outcome = "cancelled"
        try:
            found = await self._once(once, notes)
            outcome = found.outcome if isinstance(found, ModelError) else "ok"
        finally:
            first = None if notes.first_at is None else (notes.first_at - began) * 1000
            tell(
                ModelCall(
                    self.purpose,
                    self.ref.provider,
                    self.ref.model,
                    outcome,
                    (time.monotonic() - began) * 1000,
                    **notes.usage,
                    first_token_ms=first,
                    books=dict(self.books),
                )
            )
        return found

    async def _once(self, once: Once[Result], notes: Notes) -> Result | ModelError:
        if time.monotonic() >= self.until:
            return ModelTimeout()
        try:
            return await once(notes)
        except RecursionError:  # brackets without end, on which LangChain's own reader breaks
            return ModelAnswerInvalid()
        except Exception as exc:  # noqa: BLE001  # each library has errors of its own
            return failures.of(exc)


def _pause(attempt: int, error: ModelError) -> float:
    """Seconds before the next attempt: what the provider asks for, else doubled, with jitter."""
    wanted = FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311
    return max(wanted, float(error.retry_after or 0))
