"""Asking a language model for a JSON object: time-outs, retries, fall-backs, and the books."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import structlog
from channels.db import database_sync_to_async as in_database
from django.conf import settings

from psichat.llm import background, clients, failures
from psichat.llm.breaker import breaker_of
from psichat.llm.errors import (
    ModelAnswerInvalid,
    ModelError,
    ModelNotConfigured,
    ModelResting,
    ModelTimeout,
)
from psichat.llm.events import ModelCall, model_called

log = structlog.get_logger(__name__)

ATTEMPTS = 3
# Seconds before the second attempt; doubled for the third.
FIRST_PAUSE = 0.4


def is_configured() -> bool:
    """Whether there is any language model besides the embedded parts."""
    return bool(settings.LLM_CHAIN)


def warm_up() -> None:
    """Begin to import the libraries, so that the first call doesn't wait for them; returns at once.

    Does nothing where no model is configured.
    """
    for provider, model in settings.LLM_CHAIN:
        background.submit(_warm(provider, model))


async def complete_json(
    messages: Sequence[Mapping[str, str]],
    schema: Mapping[str, Any],
    *,
    purpose: str,
    timeout: float,  # noqa: ASYNC109  # over retries and fall-backs as well
) -> dict[str, Any]:
    """The JSON object that the configured model answers at temperature 0.

    `messages` are `{"role": system|user|assistant, "content"}`, without anything personal;
    `schema` is the JSON schema that the model is asked to keep to: what it says all the same is
    for the caller to check. `timeout` is in seconds, over everything; with fall-backs configured
    each gets an equal share of what is left. `purpose` is a word for the books. Raises
    `ModelError`.
    """
    question = [{"role": each["role"], "content": each["content"]} for each in messages]
    return await background.run(_complete(question, dict(schema), purpose, timeout))


async def _complete(
    messages: list[dict[str, str]], schema: dict[str, Any], purpose: str, seconds: float
) -> dict[str, Any]:
    chain: list[tuple[str, str]] = list(settings.LLM_CHAIN)
    end = time.monotonic() + seconds
    error: ModelError = ModelNotConfigured()
    for number, (provider, model) in enumerate(chain):
        now = time.monotonic()
        call = _Call(provider, model, purpose, until=now + (end - now) / (len(chain) - number))
        answer = await call.answer(messages, schema)
        if not isinstance(answer, ModelError):
            return answer
        error = answer
    raise error


class _Call:
    """One question to one model, with its attempts, until a moment of the monotonic clock."""

    def __init__(self, provider: str, model: str, purpose: str, *, until: float) -> None:
        self.provider, self.model, self.purpose, self.until = provider, model, purpose, until
        self.breaker = breaker_of(provider, model)

    async def answer(
        self, messages: list[dict[str, str]], schema: dict[str, Any]
    ) -> dict[str, Any] | ModelError:
        for attempt in range(1, ATTEMPTS + 1):
            if not self.breaker.lets_through():
                return ModelResting()
            found = await self._attempt(messages, schema)
            if not isinstance(found, ModelError):
                self.breaker.succeeded()
                return found
            if found.counts:
                self.breaker.failed()
            else:
                self.breaker.succeeded()
            pause = _pause(attempt, found)
            left = self.until - time.monotonic()
            if not found.is_retryable or attempt == ATTEMPTS or pause >= left:
                break
            await asyncio.sleep(pause)
        return found

    async def _attempt(
        self, messages: list[dict[str, str]], schema: dict[str, Any]
    ) -> dict[str, Any] | ModelError:
        """The answer, or why there is none. Is told of in any case."""
        began = time.monotonic()
        usage: dict[str, int] = {}
        outcome = "cancelled"
        try:
            found = await self._ask(messages, schema, usage)
            outcome = found.outcome if isinstance(found, ModelError) else "ok"
        finally:
            ms = (time.monotonic() - began) * 1000
            told = ModelCall(self.purpose, self.provider, self.model, outcome, ms, **usage)
            background.submit(_tell(told))
        return found

    async def _ask(
        self, messages: list[dict[str, str]], schema: dict[str, Any], usage: dict[str, int]
    ) -> dict[str, Any] | ModelError:
        left = self.until - time.monotonic()
        if left <= 0:
            return ModelTimeout()
        try:
            async with asyncio.timeout(left):
                client = await asyncio.to_thread(clients.client_of, self.provider, self.model)
                message = await clients.ask(client, messages, schema)
            usage.update(_usage(message))
            found = _object(message.text)
        except RecursionError:  # brackets without end, on which LangChain's own reader breaks
            return ModelAnswerInvalid()
        except Exception as exc:  # noqa: BLE001  # each library has errors of its own
            return failures.of(exc)
        return ModelAnswerInvalid() if found is None else found


def _pause(attempt: int, error: ModelError) -> float:
    """Seconds before the next attempt: what the provider asks for, else doubled, with jitter."""
    wanted = FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311
    return max(wanted, float(error.retry_after or 0))


def _usage(message: Any) -> dict[str, int]:
    found = message.usage_metadata or {}
    return {
        "tokens_in": found.get("input_tokens", 0),
        "tokens_out": found.get("output_tokens", 0),
        "tokens_thinking": (found.get("output_token_details") or {}).get("reasoning") or 0,
        "tokens_cached": (found.get("input_token_details") or {}).get("cache_read") or 0,
    }


def _object(text: str) -> dict[str, Any] | None:
    """The one JSON object that `text` is; None for whatever else."""
    try:
        found = json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key comes twice")
    return found


async def _tell(call: ModelCall) -> None:
    log.info(
        "model_called",
        purpose=call.purpose,
        provider=call.provider,
        model=call.model,
        outcome=call.outcome,
        ms=round(call.ms),
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
    )
    if not model_called.has_listeners():
        return
    try:
        await in_database(model_called.send_robust)(sender=ModelCall, call=call)
    except Exception as exc:  # noqa: BLE001  # the books are not the answer's business
        log.warning("model_call_not_booked", error=type(exc).__name__)


async def _warm(provider: str, model: str) -> None:
    try:
        await asyncio.to_thread(clients.client_of, provider, model)
    except Exception as exc:  # noqa: BLE001  # the call itself will say it again, and count it
        log.warning("model_not_ready", provider=provider, error=type(exc).__name__)
