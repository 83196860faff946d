"""The providers' clients, made by LangChain's factory at the first call and kept."""

from __future__ import annotations

import importlib
import threading
from typing import Any

from django.conf import settings

GEMINI, OLLAMA = "google_genai", "ollama"
# The wait for one answer as the HTTP client sees it; the call's own time-out is shorter.
_BACKSTOP_SECONDS = 60

_made: dict[tuple[str, ...], Any] = {}
_lock = threading.Lock()


def client_of(provider: str, model: str) -> Any:
    """The chat model at temperature 0, for understanding texts. Slow the first time: off the event
    loop, please."""
    address = (settings.GOOGLE_API_ENDPOINT, settings.OLLAMA_BASE_URL, settings.GOOGLE_API_KEY)
    with _lock:
        key = (provider, model, *address)
        if key not in _made:
            factory = importlib.import_module("langchain.chat_models").init_chat_model
            options = _OPTIONS[provider]()
            _made[key] = factory(model, model_provider=provider, temperature=0, **options)
        return _made[key]


async def ask(client: Any, messages: list[dict[str, str]], schema: dict[str, Any]) -> Any:
    """The model's message to `messages`, asked to have the shape of the JSON `schema`.

    Nothing is sent to a tracing service, whatever the environment says.
    """
    tracing = importlib.import_module("langsmith").tracing_context
    shaped = client.with_structured_output(schema, method="json_schema", include_raw=True)
    with tracing(enabled=False):
        return (await shaped.ainvoke(messages))["raw"]


def _gemini() -> dict[str, Any]:
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
        # What must be understood is what the filters would hold back: somebody in danger.
        "safety_settings": dict.fromkeys(filters, library.HarmBlockThreshold.BLOCK_NONE),
    }


def _ollama() -> dict[str, Any]:
    return {
        "base_url": settings.OLLAMA_BASE_URL,
        "client_kwargs": {"timeout": _BACKSTOP_SECONDS},
    }


_OPTIONS = {GEMINI: _gemini, OLLAMA: _ollama}
