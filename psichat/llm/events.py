"""The event of a call to a language model; whoever keeps the books is above."""

from __future__ import annotations

from dataclasses import dataclass

from django.dispatch import Signal

# With `call` (ModelCall), after each attempt, whatever came of it; a receiver runs in a thread,
# outside any transaction, and its failure is nobody else's.
model_called = Signal()


@dataclass(frozen=True)
class ModelCall:
    """One attempt. `tokens_out` include `tokens_thinking`, `tokens_in` include `tokens_cached`.

    `outcome`: ok, timeout, busy, unreachable, refused, bad_answer, failed or cancelled. No text.
    """

    purpose: str
    provider: str
    model: str
    outcome: str
    ms: float
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_thinking: int = 0
    tokens_cached: int = 0
