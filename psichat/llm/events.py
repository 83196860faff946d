"""The event of a call to a language model; whoever keeps the books is above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from channels.db import database_sync_to_async as in_database
from django.dispatch import Signal

from psichat.llm import background

log = structlog.get_logger(__name__)

# With `call` (ModelCall), after each attempt, whatever came of it; a receiver runs in a thread,
# outside any transaction, and its failure is nobody else's.
model_called = Signal()


@dataclass(frozen=True)
class ModelCall:
    """One attempt. `tokens_out` include `tokens_thinking`, `tokens_in` include `tokens_cached`.

    `outcome`: ok, timeout, busy, unreachable, refused, bad_answer, blocked, empty, over_budget,
    failed or cancelled. `ms` are the whole attempt's, `first_token_ms` those until the first piece
    of a stream. `books` says for whom it was: institution, student, conversation, as ids. No text.
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
    first_token_ms: float | None = None
    books: Mapping[str, str] = field(default_factory=dict)


def tell(call: ModelCall) -> None:
    """Log the call and send it to the books; returns at once."""
    background.submit(_tell(call))


async def _tell(call: ModelCall) -> None:
    log.info(
        "model_called",
        purpose=call.purpose,
        provider=call.provider,
        model=call.model,
        outcome=call.outcome,
        ms=round(call.ms),
        first_token_ms=None if call.first_token_ms is None else round(call.first_token_ms),
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
    )
    if not model_called.has_listeners():
        return
    try:
        await in_database(model_called.send_robust)(sender=ModelCall, call=call)
    except Exception as exc:  # noqa: BLE001  # the books are not the answer's business
        log.warning("model_call_not_booked", error=type(exc).__name__)
