"""A loopback server that makes vectors as Gemini, Ollama, Jina and OpenAI do, or fails as told."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from psichat import embeddings
from psichat.llm import breaker
from tests.fake_models import all_done

SIZE = 8
PATIENCE_SECONDS = 30


def vector_of(text: str) -> list[float]:
    """A direction of its own for each text, the same every time; not of length 1."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    found: NDArray[np.float64] = np.random.default_rng(seed).normal(size=SIZE)
    return [round(float(value), 6) for value in found]


def unit(text: str) -> NDArray[np.float32]:
    """What must come of `vector_of`."""
    row = np.array(vector_of(text))
    return (row / np.linalg.norm(row)).astype(np.float32)


@dataclass
class Reply:
    """Vectors, unless something else is told: a status with its headers, `vectors` in their place,
    a `raw` body, or nothing at all before the test is over (`hangs`)."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    vectors: list[Any] | None = None
    raw: str | None = None
    hangs: bool = False


@dataclass
class Asked:
    path: str
    texts: list[str]
    body: dict[str, Any]
    headers: dict[str, str]


class FakeEmbeddings:
    """Gives `replies` in their order, then vectors; keeps what it was `asked`."""

    def __init__(self) -> None:
        self.begin()
        self.server = _Server(("127.0.0.1", 0), self._handler())
        threading.Thread(
            target=self.server.serve_forever, args=(0.02,), name="fake-embeddings", daemon=True
        ).start()

    def begin(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[Asked] = []
        self.is_over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def texts(self) -> list[str]:
        return [text for asked in self.asked for text in asked.texts]

    def says(self, *replies: Reply) -> None:
        self.replies = list(replies)

    def stop(self) -> None:
        self.is_over.set()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, to: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        texts = _texts(to.path, body)
        self.asked.append(
            Asked(to.path, texts, body, {k.lower(): v for k, v in to.headers.items()})
        )
        reply = self.replies.pop(0) if self.replies else Reply()
        if reply.hangs:
            self.is_over.wait(PATIENCE_SECONDS)
            to.close_connection = True
            return
        vectors = [vector_of(text) for text in texts] if reply.vectors is None else reply.vectors
        said = reply.raw if reply.raw is not None else json.dumps(_body(to.path, vectors, body))
        if reply.status != 200:
            said = json.dumps({"error": {"code": reply.status, "message": "no", "status": "NO"}})
        to.send_response(reply.status)
        for name, value in (reply.headers | {"content-type": "application/json"}).items():
            to.send_header(name, value)
        to.send_header("content-length", str(len(said.encode())))
        to.end_headers()
        to.wfile.write(said.encode())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"]))
                fake.answer(self, json.loads(raw))

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who was answered is gone; that is no news."""


def _texts(path: str, body: dict[str, Any]) -> list[str]:
    if "mbedContent" in path:
        return [each["content"]["parts"][0]["text"] for each in body.get("requests", [body])]
    found = body["input"]
    return [found] if isinstance(found, str) else list(found)


def _body(path: str, vectors: list[Any], asked: dict[str, Any]) -> dict[str, Any]:
    if "batchEmbedContents" in path:
        return {"embeddings": [{"values": vector} for vector in vectors]}
    if path.endswith("/api/embed"):
        return {"model": "of-the-test", "embeddings": vectors, "prompt_eval_count": 9}
    # Jina, whose order on the wire is no promise, and OpenAI.
    data = [
        {"object": "embedding", "index": number, "embedding": vector}
        for number, vector in enumerate(vectors)
    ]
    usage = {"total_tokens": 17, "prompt_tokens": 17}
    return {
        "model": "of-the-test",
        "object": "list",
        "data": data[::-1] if "task" in asked else data,
        "usage": usage,
    }


@pytest.fixture(scope="session")
def embedding_server() -> Iterator[FakeEmbeddings]:
    """One for all tests, and so one client of each kind, which take time to make."""
    fake = FakeEmbeddings()
    yield fake
    fake.stop()
    embeddings.forget()


@pytest.fixture
def provider(
    settings: Any, no_books: None, embedding_server: FakeEmbeddings
) -> Iterator[FakeEmbeddings]:
    """The fake at the addresses of all providers, asked nothing yet; breakers begin anew."""
    fake = embedding_server
    fake.begin()
    settings.GOOGLE_API_KEY = settings.JINA_API_KEY = settings.OPENAI_API_KEY = "for tests"
    settings.GOOGLE_API_ENDPOINT = settings.OLLAMA_BASE_URL = fake.url
    settings.JINA_API_ENDPOINT = settings.OPENAI_BASE_URL = f"{fake.url}/v1"
    breaker.forget()
    yield fake
    fake.is_over.set()
    all_done()
    breaker.forget()
