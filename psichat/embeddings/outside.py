"""Providers asked over a connection: LangChain's clients, and Jina's API.

Each has a client for passages, which a worker waits for, and one for questions, for which a person
waits. None tries again by itself: pauses and Retry-After are the caller's.
"""

from __future__ import annotations

import importlib
from typing import Any, Protocol

import httpx
from django.conf import settings

from psichat.embedding_providers import GEMINI, JINA, OLLAMA
from psichat.llm.errors import ModelAnswerInvalid, ModelNotConfigured

# Gemini's models give 3,072 dimensions unless told otherwise; cut to 768 they find almost as well
# (their makers: 67.99 for 68.16 on MTEB), in a quarter of the room, and pgvector can index them.
GEMINI_DIMENSIONS = 768


class Client(Protocol):
    """What the two ways below have in common with LangChain's `Embeddings`, plus what it took.

    Vectors and tokens, which are 0 where the provider doesn't tell them.
    """

    def passages(self, texts: list[str]) -> tuple[Any, int]: ...

    def query(self, text: str) -> tuple[Any, int]: ...


def client(provider: str, model: str, seconds: float) -> Client:
    """A client of `model`, which waits `seconds` for a piece of an answer."""
    if provider == JINA:
        return Jina(model, seconds)
    return LangChain(provider, model, seconds)


class LangChain:
    """A model as LangChain's factory makes it."""

    def __init__(self, provider: str, model: str, seconds: float) -> None:
        try:
            self._embeddings = _MAKERS.get(provider, _any(provider))(model, seconds)
        except (ImportError, ValueError) as exc:  # no package, no key, an unknown provider
            raise ModelNotConfigured from exc

    def passages(self, texts: list[str]) -> tuple[Any, int]:
        return self._embeddings.embed_documents(texts), 0

    def query(self, text: str) -> tuple[Any, int]:
        return [self._embeddings.embed_query(text)], 0


class Jina:
    """https://api.jina.ai/redoc, POST /embeddings. LangChain's class for it is in a package that
    brings aiohttp along, with which Gemini's answers would be cut (see the clients of models)."""

    def __init__(self, model: str, seconds: float) -> None:
        self._model = model
        headers = {"Authorization": f"Bearer {settings.JINA_API_KEY}"}
        self._http = httpx.Client(
            base_url=settings.JINA_API_ENDPOINT,
            headers=headers if settings.JINA_API_KEY else {},
            timeout=seconds,
        )

    def passages(self, texts: list[str]) -> tuple[Any, int]:
        return self._ask(texts, "retrieval.passage")

    def query(self, text: str) -> tuple[Any, int]:
        return self._ask([text], "retrieval.query")

    def _ask(self, texts: list[str], task: str) -> tuple[Any, int]:
        asked: dict[str, Any] = {"model": self._model, "input": texts, "embedding_type": "float"}
        if not self._model.startswith("jina-embeddings-v2"):  # which knows no tasks
            asked["task"] = task
        response = self._http.post("embeddings", json=asked)
        if not response.is_success:
            raise _JinaError(response)
        body = response.json()
        try:
            # The order is that of `index`, whatever the order on the wire.
            rows = sorted(body["data"], key=lambda row: row["index"])
            if [row["index"] for row in rows] != list(range(len(rows))):
                raise ModelAnswerInvalid
            vectors = [row["embedding"] for row in rows]
            tokens = int((body.get("usage") or {}).get("total_tokens") or 0)
        except (KeyError, TypeError, ValueError, AttributeError) as exc:
            raise ModelAnswerInvalid from exc
        return vectors, tokens


class _JinaError(Exception):
    """An answer that is none; under these names `failures` looks for what it says."""

    def __init__(self, response: httpx.Response) -> None:
        self.status_code = response.status_code
        self.response = response
        super().__init__(response.status_code)


def _gemini(model: str, seconds: float) -> Any:
    if not settings.GOOGLE_API_KEY:
        raise ModelNotConfigured
    genai = importlib.import_module("google.genai")
    library = importlib.import_module("langchain_google_genai")
    found = library.GoogleGenerativeAIEmbeddings(
        model=model,
        google_api_key=settings.GOOGLE_API_KEY,
        vertexai=False,
        output_dimensionality=GEMINI_DIMENSIONS,
    )
    # The client that it makes for itself has no time-out at all.
    found.client = genai.Client(
        api_key=settings.GOOGLE_API_KEY,
        vertexai=False,
        http_options=genai.types.HttpOptions(
            base_url=settings.GOOGLE_API_ENDPOINT or None,
            timeout=max(1, int(seconds * 1000)),
            retry_options=genai.types.HttpRetryOptions(attempts=1),
        ),
    )
    return found


def _ollama(model: str, seconds: float) -> Any:
    library = importlib.import_module("langchain_ollama")
    return library.OllamaEmbeddings(
        model=model, base_url=settings.OLLAMA_BASE_URL, client_kwargs={"timeout": seconds}
    )


def _openai(model: str, seconds: float) -> Any:
    library = importlib.import_module("langchain_openai")
    return library.OpenAIEmbeddings(
        model=model,
        base_url=settings.OPENAI_BASE_URL or None,
        api_key=settings.OPENAI_API_KEY or "none",  # a server of one's own may want none
        timeout=seconds,
        max_retries=0,
        check_embedding_ctx_length=False,  # it would fetch a tokenizer from the net
    )


def _any(provider: str) -> Any:
    """For the others, whose keys, addresses and time-outs their packages read themselves."""

    def make(model: str, _seconds: float) -> Any:
        factory = importlib.import_module("langchain.embeddings").init_embeddings
        return factory(model, provider=provider)

    return make


_MAKERS = {GEMINI: _gemini, OLLAMA: _ollama, "openai": _openai}
