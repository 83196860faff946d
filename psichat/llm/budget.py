"""Whether a model may be asked at all: what an institution may spend is known above (D8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog
from channels.db import database_sync_to_async as in_database
from django.conf import settings
from django.utils.module_loading import import_string

from psichat.llm.errors import ModelOverBudget
from psichat.llm.events import ModelCall, tell
from psichat.llm.refs import ModelRef

log = structlog.get_logger(__name__)

# Purposes that are never refused: the second opinion on a crisis (`analysis.referee`).
EXEMPT_PURPOSES = frozenset({"crisis"})

Guard = Callable[[Mapping[str, str], str], bool]


async def refusal(ref: ModelRef, purpose: str, books: Mapping[str, str]) -> ModelOverBudget | None:
    """The error of a call that may not be made, after telling the books; None if it may.

    The guard is given the books with `provider` and `model`. What is booked on nobody has no
    budget. A guard that fails has allowed nothing.
    """
    if not books or purpose in EXEMPT_PURPOSES or not settings.LLM_BUDGET_GUARD:
        return None
    try:
        guard: Guard = import_string(settings.LLM_BUDGET_GUARD)
        asked = {**books, "provider": ref.provider, "model": ref.model}
        allowed = await in_database(guard)(asked, purpose)
    except Exception as exc:  # noqa: BLE001  # whatever it is, spending without it is worse
        log.error("budget_guard_failed", error=type(exc).__name__)  # noqa: TRY400  # no texts
        allowed = False
    if allowed:
        return None
    error = ModelOverBudget()
    tell(ModelCall(purpose, ref.provider, ref.model, error.outcome, 0.0, books=dict(books)))
    return error
