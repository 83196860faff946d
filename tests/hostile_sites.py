"""A web server on a free port of this machine that answers as badly as a test wants.

`site.routes[path]` is the whole answer as bytes (see `page`), or a function that is given the
connection and may write to it what it likes; it is called again for each request.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket], None]


_TLS = b"\x16"  # how a handshake begins


def page(
    body: bytes | str = b"<html><body>Hola</body></html>",
    status: str = "200 OK",
    **headers: str | None,
) -> bytes:
    """An answer; a header set to `None` is left out, `_` in a name stands for `-`."""
    data = body.encode() if isinstance(body, str) else body
    lines: dict[str, str | None] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(data)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data


def redirect(to: str, status: str = "302 Found") -> bytes:
    return page(b"", status, Location=to)


def endless(head: bytes, piece: bytes) -> Callable[[socket.socket], None]:
    """`head`, then `piece` until the other side has had enough."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(piece)

    return answer


def dripping(head: bytes, piece: bytes = b"a") -> Callable[[socket.socket], None]:
    """`head`, then `piece` a hundred times a second for ever."""
    pause = threading.Event()

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while not pause.wait(0.01):
            connection.sendall(piece)

    return answer


def silent(head: bytes = b"") -> Callable[[socket.socket], None]:
    """`head`, then nothing until the other side hangs up."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        connection.recv(1)

    return answer


def hanging_up(data: bytes) -> Callable[[socket.socket], None]:
    """`data`, then the end of the connection."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_RDWR)

    return answer


@dataclass
class Asked:
    """A request as it came."""

    target: str
    headers: dict[str, str]  # names lower-case


@dataclass
class Site:
    """A running server."""

    host: str
    port: int
    routes: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.asked]

    def serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := _request(connection):
                self.asked.append(request)
                path = request.target.partition("?")[0]
                answer = self.routes.get(path, page(b"", "404 Not Found"))
                if isinstance(answer, bytes):
                    connection.sendall(answer)
                else:
                    answer(connection)


@contextmanager
def running(
    host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """A site that answers 404 until it is told otherwise."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=64)
    shown = f"[{host}]" if ":" in host else host
    site = Site(shown, listener.getsockname()[1])

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                site.connections += 1
                threading.Thread(target=attend, args=(connection,), daemon=True).start()

    def attend(connection: socket.socket) -> None:
        if tls is None:
            site.serve(connection)
            return
        with suppress(OSError):
            site.serve(tls.wrap_socket(connection, server_side=True))

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield site
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _request(connection: socket.socket) -> Asked | None:
    """The next request's head; `None` when the other side has hung up."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(4096)
        if not more:
            return None
        data += more
        if data.startswith(_TLS):
            connection.sendall(page("", "400 Bad Request"))
            return None
    first, *lines = data.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines if line)
    return Asked(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})
