"""A whole turn with an outside model: a message that it is asked about, and what it says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from conversations.models import Conversation
from conversations.wire import Event
from monitoring import budget, prices
from monitoring.models import ModelPrice
from psichat.llm import ModelRef, asking, clients
from tests.cast import Cast, conversation_of
from tests.fake_models import GEMINI, OLLAMA
from tests.fake_streams import OPENAI, FakeStreams

TEXT = "Me trabé con el ensayo de filosofía que es para mañana, no sé por dónde partir"
PIECES = (
    "Un ensayo para mañana pesa, ",
    "y se entiende que te trabes. ",
    "Partamos por algo pequeño: ",
    "¿qué es lo que más te cuesta?",
)
WHOLE = "".join(PIECES)
LABELS = {ref: ":".join(ref) for ref in (GEMINI, OLLAMA, OPENAI)}
# For a provider that says nothing; the clients are ready before.
SOON = 1.5
_MOST_TOKENS = 700


def ready(*refs: tuple[str, str]) -> None:
    """Make the clients, so that no turn's time-out goes by while libraries are imported."""
    for ref in refs:
        async_to_sync(clients.ready)(ModelRef(*ref), temperature=0.6, most_tokens=_MOST_TOKENS)


def priced(*refs: tuple[str, str]) -> None:
    """A price for each model: 1, 0.5 and 2 US dollars for a million in, cached and out."""
    for provider, model in refs:
        ModelPrice.objects.get_or_create(
            provider=provider,
            model=model,
            starts_on=date(2020, 1, 1),
            defaults={
                "tokens_in": Decimal(1),
                "tokens_cached": Decimal("0.5"),
                "tokens_out": Decimal(2),
            },
        )
    prices.forget()


@pytest.fixture
def quick(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, streams: FakeStreams) -> None:
    """The model in good mood, priced and ready; the budgets' guard at work; no pauses between
    attempts."""
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.0)
    settings.LLM_BUDGET_GUARD = "monitoring.budget.allows"
    budget.forget()
    priced(GEMINI)
    ready(GEMINI)
    streams.streams(PIECES)


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_of(cast.ana)


def chunks(events: list[Event]) -> str:
    """All the text that was shown piece by piece."""
    return "".join(each["data"]["text"] for each in events if each["type"] == "chunk")
