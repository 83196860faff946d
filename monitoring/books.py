"""The books of the calls to language models."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone

from accounts.models import Institution, User
from monitoring import budget, prices
from monitoring.metrics import MODEL_CALLS, MODEL_TOKENS
from monitoring.models import ModelCall
from psichat.llm import ModelCall as Call


def book(call: Call, **_: Any) -> None:
    """Store one call with its cost, and look at the budget. Runs in a thread of its own."""
    now = timezone.now()
    cost = prices.cost(
        call.provider,
        call.model,
        now.date(),
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
        tokens_cached=call.tokens_cached,
    )
    # Whoever was erased since has no place in the books; what it cost stays there.
    institution = _existing(Institution, call.books.get("institution"))
    ModelCall.objects.create(
        institution_id=institution,
        student_id=_existing(User, call.books.get("student")),
        purpose=call.purpose,
        provider=call.provider,
        model=call.model,
        outcome=call.outcome,
        ms=call.ms,
        first_token_ms=call.first_token_ms,
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
        tokens_thinking=call.tokens_thinking,
        tokens_cached=call.tokens_cached,
        cost=cost,
        created_at=now,
    )
    MODEL_CALLS.labels(
        provider=call.provider, model=call.model, purpose=call.purpose, outcome=call.outcome
    ).inc()
    for kind, count in (("in", call.tokens_in), ("out", call.tokens_out)):
        MODEL_TOKENS.labels(provider=call.provider, model=call.model, kind=kind).inc(count)
    if institution is not None and cost:
        budget.mark(institution)


def _existing(model: type[Institution | User], value: str | None) -> uuid.UUID | None:
    """The id if there is such a row."""
    try:
        wanted = uuid.UUID(value or "")
    except ValueError:
        return None
    return wanted if model._default_manager.filter(id=wanted).exists() else None  # noqa: SLF001
