"""A site on this machine for tests of the crawler: pages in a table, and every request written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SENTENCES = (
    "La beca de emergencia cubre hasta tres meses de arriendo y alimentación.",
    "Las postulaciones se reciben en la oficina de bienestar hasta el último viernes del mes.",
    "El comité responde por correo en un plazo de cinco días hábiles.",
    "Quien necesita ayuda antes puede pedir una hora con la asistente social.",
)


def page(title: str, *links: str, head: str = "", text: str = "") -> str:
    """An HTML page with enough text of its own to be read."""
    own = text or " ".join(f"{sentence} ({title})" for sentence in SENTENCES)
    items = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    return (
        f"<!doctype html><html lang='es'><head><meta charset='utf-8'><title>{title}</title>{head}"
        f"</head><body><nav><ul>{items}</ul></nav><main><h1>{title}</h1><p>{own}</p>"
        f"<h2>Plazos de {title}</h2><p>{own[::1]} Más sobre {title}.</p></main></body></html>"
    )


@dataclass
class Answer:
    """What a path answers; `body` may be a function of the request's headers."""

    body: str | bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"


Reply = Answer | str | Callable[[Any], Answer]


class CrawlSite:
    """`pages` by path with query; `asked` is every path in the order of the requests."""

    def __init__(self, pages: dict[str, Reply] | None = None) -> None:
        self.pages: dict[str, Reply] = dict(pages or {})
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({key.lower(): value for key, value in self.headers.items()})
                found = site.pages.get(self.path, Answer(status=404))
                found = found(self) if callable(found) else found
                answer = Answer(found) if isinstance(found, str) else found
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                etag = answer.headers.get("ETag")
                if etag and self.headers.get("If-None-Match") == etag:
                    answer, body = Answer(status=304, headers=answer.headers), b""
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Type", answer.content_type)
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def at(self, path: str) -> str:
        return self.url[:-1] + path

    def times(self, path: str) -> int:
        return self.asked.count(path)

    @property
    def twice(self) -> list[str]:
        """Paths that were asked for more than once."""
        return sorted({path for path in self.asked if self.times(path) > 1})

    def forget(self) -> None:
        """As if nothing had been asked."""
        self.asked.clear()
        self.headers.clear()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def running(pages: dict[str, Reply] | None = None) -> Iterator[CrawlSite]:
    """For a fixture: a site until the test is over."""
    site = CrawlSite(pages)
    yield site
    site.stop()
