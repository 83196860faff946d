"""What becomes of messages while the provider fails in every way, and what the books say of it."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from decimal import Decimal
from typing import Any

from benchmarks.loopback_provider import figures
from benchmarks.messages import MODEL, TEXTS, send

AT_ONCE = 20


async def failing(url: str, conversations: list[str], messages: int) -> bool:
    """Print what became of the messages; whether all were answered and the books are right."""
    figures(url, misbehaves=0.3)
    gate = asyncio.Semaphore(AT_ONCE)
    ends: Counter[str] = Counter()

    async def talk(number: int) -> None:
        async with gate:
            for at in range(messages // len(conversations)):
                text = TEXTS[(number + at) % len(TEXTS)]
                last, _accepted, _first = await send(conversations[number], text)
                ends[last] += 1

    began = time.monotonic()
    await asyncio.gather(*(talk(number) for number in range(len(conversations))))
    took = time.monotonic() - began
    from channels.db import database_sync_to_async as in_database

    from tests.fake_models import all_done

    await asyncio.to_thread(all_done)
    told = figures(url)
    return await in_database(_report)(told, conversations, ends, took)


def _report(
    told: dict[str, Any], conversations: list[str], ends: Counter[str], took: float
) -> bool:
    from django.db.models import Sum
    from django.utils import timezone

    from conversations.models import Message
    from monitoring import prices
    from monitoring.models import ModelCall
    from psichat import llm

    mine = Message.objects.filter(conversation_id__in=conversations)
    questions = mine.filter(sender="student").count()
    answers = mine.filter(sender="assistant", status="complete")
    without = questions - answers.exclude(answers=None).count()
    who: Counter[str] = Counter()
    for provider, fallback, withheld in answers.values_list("provider", "fallback", "withheld"):
        by_model = provider != "embedded"
        kind = "withheld" if withheld else "begun by the model, ended by the engine"
        if not by_model:
            kind = "the engine for the model" if fallback else "the engine's reviewed words"
        elif not fallback:
            kind = "the model"
        who[kind] += 1
    calls = ModelCall.objects.filter(student__conversations__id__in=conversations)
    booked = calls.aggregate(**{name: Sum(name) for name in told["billed"]}, cost=Sum("cost"))
    cost = prices.cost("google_genai", MODEL, timezone.now().date(), **_priced(told["billed"]))
    assert cost is not None
    off = abs(booked["cost"] - cost) / cost * 100
    faults = {name: count for name, count in sorted(told["played"].items()) if name != "Stream"}
    print(f"{questions} messages in {took:.0f} s, last event {dict(ends)}")
    print(f"provider: {told['requests']} requests; not well: {faults}")
    print("calls: ", dict(Counter(calls.values_list("outcome", flat=True)).most_common()))
    print("answered by: ", {k: f"{n} ({n / questions:.0%})" for k, n in who.most_common()})
    print("breaker: ", [(s.ref.label, s.state, s.failures) for s in llm.states()])
    print(f"messages without an answer: {without}")
    for name, tokens in told["billed"].items():
        print(f"{name}: booked {booked[name]}, billed {tokens}")
    print(f"cost: booked US$ {booked['cost']:.6f}, billed US$ {cost:.6f}, off by {off:.2f} %")
    return without == 0 and off <= Decimal(1)


def _priced(billed: dict[str, int]) -> dict[str, int]:
    return {name: billed[name] for name in ("tokens_in", "tokens_out", "tokens_cached")}
