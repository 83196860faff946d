"""The providers' clients, made by LangChain's factory at the first call and kept."""

from __future__ import annotations

import asyncio
import importlib
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from django.conf import settings

from psichat.llm.refs import ModelRef

GEMINI, OLLAMA, OPENAI, HUGGINGFACE = "google_genai", "ollama", "openai", "huggingface"
# The wait for one answer as the HTTP client sees it; the call's own time-out is shorter.
_BACKSTOP_SECONDS = 60
# Gemini counts what it thinks into the limit of what it says.
_ROOM_TO_THINK = 2048

_made: dict[tuple[object, ...], Any] = {}
_lock = threading.Lock()


async def ready(ref: ModelRef, *, temperature: float = 0, most_tokens: int | None = None) -> Any:
    """The chat model; the first time that takes seconds, in a thread."""
    key = _key(ref, temperature, most_tokens)
    if key in _made:
        return _made[key]
    return await asyncio.to_thread(_client, key, ref, temperature, most_tokens)


async def ask(client: Any, messages: list[dict[str, str]], schema: dict[str, Any] | None) -> Any:
    """The model's message to `messages`, asked to have the shape of the JSON `schema` if any.

    Nothing is sent to a tracing service, whatever the environment says.
    """
    with _untraced():
        if schema is None:
            return await client.ainvoke(messages)
        shaped = client.with_structured_output(schema, method="json_schema", include_raw=True)
        return (await shaped.ainvoke(messages))["raw"]


async def pieces(client: Any, messages: list[dict[str, str]]) -> AsyncGenerator[Any, None]:
    """The pieces of the model's message. Nothing is sent to a tracing service."""
    with _untraced():
        async with aclosing(client.astream(messages)) as found:
            async for piece in found:
                yield piece


def _untraced() -> Any:
    return importlib.import_module("langsmith").tracing_context(enabled=False)


def _key(ref: ModelRef, temperature: float, most_tokens: int | None) -> tuple[object, ...]:
    """What a client is made of: whatever of this changes, it is another one."""
    return (
        ref,
        temperature,
        most_tokens,
        settings.GOOGLE_API_ENDPOINT,
        settings.GOOGLE_API_KEY,
        settings.OLLAMA_BASE_URL,
        settings.OPENAI_BASE_URL,
        settings.OPENAI_API_KEY,
        settings.HUGGINGFACE_ADAPTER,
        settings.HUGGINGFACE_4BIT,
    )


def _client(
    key: tuple[object, ...], ref: ModelRef, temperature: float, most_tokens: int | None
) -> Any:
    with _lock:
        if key not in _made:
            _made[key] = _make(ref, temperature, most_tokens)
        return _made[key]


def _make(ref: ModelRef, temperature: float, most_tokens: int | None) -> Any:
    if ref.provider == HUGGINGFACE:
        library = importlib.import_module("psichat.llm.local")
        return library.LocalModel(
            model=ref.model,
            adapter=settings.HUGGINGFACE_ADAPTER,
            in_4_bits=settings.HUGGINGFACE_4BIT,
            temperature=temperature,
            most_tokens=most_tokens,
        )
    factory = importlib.import_module("langchain.chat_models").init_chat_model
    options = _OPTIONS.get(ref.provider, _common)(most_tokens)
    return factory(ref.model, model_provider=ref.provider, temperature=temperature, **options)


def _gemini(most_tokens: int | None) -> dict[str, Any]:
    library = importlib.import_module("langchain_google_genai")
    category = library.HarmCategory
    filters = (
        category.HARM_CATEGORY_DANGEROUS_CONTENT,
        category.HARM_CATEGORY_HARASSMENT,
        category.HARM_CATEGORY_HATE_SPEECH,
        category.HARM_CATEGORY_SEXUALLY_EXPLICIT,
    )
    return {
        "google_api_key": settings.GOOGLE_API_KEY,
        "base_url": settings.GOOGLE_API_ENDPOINT or None,
        "vertexai": False,
        "timeout": _BACKSTOP_SECONDS,
        "max_retries": 1,  # one attempt: the others are ours
        "max_output_tokens": most_tokens and most_tokens + _ROOM_TO_THINK,
        # What must be understood is what the filters would hold back: somebody in danger.
        "safety_settings": dict.fromkeys(filters, library.HarmBlockThreshold.BLOCK_NONE),
    }


def _ollama(most_tokens: int | None) -> dict[str, Any]:
    return {
        "base_url": settings.OLLAMA_BASE_URL,
        "client_kwargs": {"timeout": _BACKSTOP_SECONDS},
        "num_predict": most_tokens,
        "reasoning": False,  # a student waits for the first word, and reads no thoughts
    }


def _openai(most_tokens: int | None) -> dict[str, Any]:
    return {
        "base_url": settings.OPENAI_BASE_URL or None,
        "api_key": settings.OPENAI_API_KEY or "none",  # a server of one's own may want none
        "timeout": _BACKSTOP_SECONDS,
        "max_retries": 0,
        "max_tokens": most_tokens,
        "stream_usage": True,
        "use_responses_api": False,
    }


def _common(most_tokens: int | None) -> dict[str, Any]:
    """For the other providers, whose keys and addresses their packages read themselves."""
    return {} if most_tokens is None else {"max_tokens": most_tokens}


_OPTIONS = {GEMINI: _gemini, OLLAMA: _ollama, OPENAI: _openai}
