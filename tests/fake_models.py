"""A loopback server that answers as Gemini and as Ollama do, with what a test tells it to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from psichat import llm
from psichat.llm import background, breaker
from psichat.llm.events import ModelCall

PATIENCE_SECONDS = 30
GEMINI = ("google_genai", "gemini-test")
OLLAMA = ("ollama", "llama-test")
_DECLINED = b'data: {"promptFeedback": {"blockReason": "OTHER"}}\r\n\r\n'
USAGE = {"tokens_in": 31, "tokens_out": 12, "tokens_thinking": 5, "tokens_cached": 7}


@dataclass
class Reply:
    """`text` is what the model says; another `status` than 200 is an error of the provider; one
    that `hangs` is not given before the test is over, one that waits `until` not before that."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    until: threading.Event | None = None


@dataclass
class Asked:
    """A request as it was on the wire."""

    path: str
    body: dict[str, Any]
    raw: str


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who was answered is gone, or too slow to be killed with the test; that is no news."""


class FakeModels:
    """Gives `replies` in their order, the last one for ever; keeps what it was `asked`.

    Of Gemini only: what is wanted in pieces (an answer to a student) it declines, and keeps in
    `declined`. `fake_streams` says such things.
    """

    def __init__(self) -> None:
        self.declined: list[Asked] = []
        self.replies: list[Reply] = [Reply(text="{}")]
        self.asked: list[Asked] = []
        self.is_over = threading.Event()
        self.server = _Server(("127.0.0.1", 0), self._handler())
        serve = threading.Thread(
            target=self.server.serve_forever, args=(0.02,), name="fake-models", daemon=True
        )
        serve.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def says(self, *replies: object) -> None:
        """What comes next: a `Reply`, the model's words, or an object as its JSON."""
        self.replies = [
            reply
            if isinstance(reply, Reply)
            else Reply(text=reply if isinstance(reply, str) else json.dumps(reply))
            for reply in replies
        ]

    def stop(self) -> None:
        self.is_over.set()
        self.server.shutdown()
        self.server.server_close()

    def answer(self, to: BaseHTTPRequestHandler, asked: Asked) -> None:
        """Answer one request; runs in a thread of its own."""
        if ":streamGenerateContent" in asked.path:
            self.declined.append(asked)
            _send(to, Reply(), "text/event-stream", _DECLINED)
            return
        self.asked.append(asked)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if reply.hangs:
            self.is_over.wait(PATIENCE_SECONDS)
            to.close_connection = True
            return
        if reply.until is not None:
            reply.until.wait(PATIENCE_SECONDS)
        is_gemini = "generateContent" in asked.path
        body = _error(reply) if reply.status != 200 else _answer(reply.text, is_gemini)
        _send(to, reply, "application/json" if is_gemini else "application/x-ndjson", body)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["content-length"])).decode()
                asked = Asked(self.path, json.loads(raw), raw)
                fake.answer(self, asked)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


def _send(to: BaseHTTPRequestHandler, reply: Reply, kind: str, body: bytes) -> None:
    to.send_response(reply.status)
    for name, value in (reply.headers | {"content-type": kind}).items():
        to.send_header(name, value)
    to.send_header("content-length", str(len(body)))
    to.end_headers()
    to.wfile.write(body)


def _error(reply: Reply) -> bytes:
    error = {"code": reply.status, "message": "no", "status": "UNAVAILABLE"}
    return json.dumps({"error": error}).encode()


def _answer(text: str, is_gemini: bool) -> bytes:
    if not is_gemini:
        return (
            json.dumps(
                {
                    "model": OLLAMA[1],
                    "created_at": "2026-11-02T10:00:00Z",
                    "message": {"role": "assistant", "content": text},
                    "done": True,
                    "done_reason": "stop",
                    "prompt_eval_count": USAGE["tokens_in"],
                    "eval_count": USAGE["tokens_out"],
                }
            ).encode()
            + b"\n"
        )
    said = {"role": "model", "parts": [{"text": text}]}
    usage = {
        "promptTokenCount": USAGE["tokens_in"],
        "candidatesTokenCount": USAGE["tokens_out"] - USAGE["tokens_thinking"],
        "thoughtsTokenCount": USAGE["tokens_thinking"],
        "cachedContentTokenCount": USAGE["tokens_cached"],
        "totalTokenCount": USAGE["tokens_in"] + USAGE["tokens_out"],
    }
    candidate = {"content": said, "finishReason": "STOP", "index": 0}
    return json.dumps({"candidates": [candidate], "usageMetadata": usage}).encode()


def all_done() -> None:
    """Wait until nothing that was begun for a model is left to do."""
    while begun := set(background._begun):
        assert not wait(begun, PATIENCE_SECONDS).not_done


@pytest.fixture
def no_books(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody keeps the books: in a test's open transaction SQLite would not let them in."""
    monkeypatch.setattr(llm.model_called, "receivers", [])
    yield
    all_done()


@pytest.fixture
def calls(db: None, no_books: None) -> Iterator[Callable[[], list[ModelCall]]]:
    """The calls that were told of, once all of them are. Receivers may use the database."""
    heard: list[ModelCall] = []

    def listen(call: ModelCall, **_: Any) -> None:
        heard.append(call)

    def all_heard() -> list[ModelCall]:
        all_done()
        return heard

    llm.model_called.connect(listen, weak=False)
    yield all_heard
    all_done()


@pytest.fixture
def models(settings: Any) -> Iterator[FakeModels]:
    """The fake as the configured Gemini, with Ollama's address too; no budget; breakers begin
    anew."""
    fake = FakeModels()
    settings.LLM_CHAIN = [GEMINI]
    settings.LLM_PROVIDER = GEMINI[0]
    settings.LLM_BUDGET_GUARD = ""
    settings.GOOGLE_API_KEY = "for tests"
    settings.GOOGLE_API_ENDPOINT = settings.OLLAMA_BASE_URL = fake.url
    breaker.forget()
    yield fake
    fake.stop()
    all_done()
    breaker.forget()
