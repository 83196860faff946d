"""A loopback server that speaks Pinecone's data plane, for its real client.

Source: https://docs.pinecone.io/reference/api (data plane: upsert, query, delete, stats).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest

PATIENCE_SECONDS = 30
KEY = "pcsk_test"


@dataclass
class Failure:
    """What the next request gets instead of its answer: a status, or nothing until the end."""

    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that did not wait is no news."""


class PineconeServer:
    """Namespaces of `dimension` numbers; `failures` come first, `paths` is what was asked."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self.spaces: dict[str, dict[str, dict[str, Any]]] = {}
        self.failures: list[Failure] = []
        self.paths: list[str] = []
        self.largest = 0  # bytes of a request
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="pinecone", daemon=True
        ).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, object]:
        where = urlsplit(path)
        match method, where.path:
            case "POST", "/vectors/upsert":
                return self._upsert(body)
            case "POST", "/query":
                return self._query(body)
            case "POST", "/vectors/delete":
                return self._delete(body)
            case "POST", "/describe_index_stats":
                return 200, self._stats()
            case "DELETE", _ if where.path.startswith("/namespaces/"):
                gone = self.spaces.pop(unquote(where.path.removeprefix("/namespaces/")), None)
                return (200, {}) if gone is not None else _error(404, 5, "Namespace not found")
        return _error(404, 5, f"{method} {where.path}")

    def _upsert(self, body: dict[str, Any]) -> tuple[int, object]:
        for vector in body["vectors"]:
            if len(vector["values"]) != self.dimension:
                return self._wrong(len(vector["values"]))
        space = self.spaces.setdefault(body.get("namespace", ""), {})
        space.update({vector["id"]: vector for vector in body["vectors"]})
        return 200, {"upsertedCount": len(body["vectors"])}

    def _query(self, body: dict[str, Any]) -> tuple[int, object]:
        if len(body["vector"]) != self.dimension:
            return self._wrong(len(body["vector"]))
        asked = np.array(body["vector"])
        wanted = {name: term["$eq"] for name, term in body.get("filter", {}).items()}
        matches: list[dict[str, Any]] = [
            {"id": id_, "score": _cosine(asked, np.array(vector["values"])), "values": []}
            for id_, vector in self.spaces.get(body.get("namespace", ""), {}).items()
            if wanted.items() <= vector.get("metadata", {}).items()
        ]
        matches.sort(key=lambda match: -match["score"])
        return 200, {
            "results": [],
            "matches": matches[: body["topK"]],
            "namespace": body.get("namespace", ""),
            "usage": {"readUnits": 1},
        }

    def _delete(self, body: dict[str, Any]) -> tuple[int, object]:
        space = self.spaces.get(body["namespace"])
        if space is None:
            return _error(404, 5, "Namespace not found")
        for id_ in body["ids"]:
            space.pop(id_, None)
        return 200, {}

    def _stats(self) -> object:
        return {
            "namespaces": {name: {"vectorCount": len(ids)} for name, ids in self.spaces.items()},
            "dimension": self.dimension,
            "indexFullness": 0,
            "totalVectorCount": sum(map(len, self.spaces.values())),
        }

    def _wrong(self, have: int) -> tuple[int, object]:
        return _error(
            400,
            3,
            f"Vector dimension {have} does not match the dimension of the index {self.dimension}",
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # headers and body are two packets

            def do_POST(self) -> None:
                self._reply()

            do_DELETE = do_POST  # noqa: N815

            def _reply(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with fake._lock:
                    fake.paths.append(self.path)
                    fake.largest = max(fake.largest, len(raw))
                    failure = fake.failures.pop(0) if fake.failures else None
                if failure and failure.hangs:
                    fake._over.wait(PATIENCE_SECONDS)
                    self.close_connection = True
                    return
                if self.headers.get("Api-Key") != KEY:
                    status, answer = _error(401, 16, "Invalid API Key")
                elif failure:
                    status, answer = _error(failure.status, 8, "told to fail")
                else:
                    with fake._lock:
                        status, answer = fake.answer(
                            self.command, self.path, json.loads(raw or b"{}")
                        )
                body = json.dumps(answer).encode()
                self.send_response(status)
                for name, value in (failure.headers if failure else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Tests are quiet."""

        return Handler


def _error(status: int, code: int, message: str) -> tuple[int, object]:
    return status, {"code": code, "message": message, "details": []}


def _cosine(one: Any, other: Any) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


@pytest.fixture
def pinecone_server(settings: Any) -> Iterator[PineconeServer]:
    """A server for vectors of eight numbers, which the settings name."""
    server = PineconeServer(8)
    settings.PINECONE_HOST = server.url
    settings.PINECONE_API_KEY = KEY
    yield server
    server.stop()
