"""One HTTP/1.1 connection to an address that was checked.

h11 speaks the protocol; the socket is ours, so that every read obeys the deadline of the whole
fetch and every byte is counted.
"""

from __future__ import annotations

import select
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import certifi
import h11

from scraping.fetch import guard
from scraping.fetch.errors import FetchError
from scraping.fetch.hosts import IPAddress
from scraping.fetch.limits import Limits

READ = 64 * 1024


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of an answer: names lower-case, each with its values in order."""

    status: int
    headers: dict[str, list[str]]

    def get(self, name: str) -> str:
        """The values joined by commas; "" for none."""
        return ", ".join(self.headers.get(name, ()))


class Stale(Exception):
    """The server had closed a kept connection before it saw the request."""


@cache
def _tls() -> ssl.SSLContext:
    """The roots of certifi, and those that this machine trusts besides (an intranet's own)."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    context.set_alpn_protocols(["http/1.1"])
    return context


class Connection:
    """`deadline` (of `time.monotonic`) and `most` (bytes of one answer) are set by its user.

    Every method but `close` raises `FetchError`, and after one the connection is of no use.
    """

    def __init__(self, scheme: str, to: guard.Destination, limits: Limits, deadline: float) -> None:
        self.deadline = deadline
        self.most = limits.head
        self._limits = limits
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.head)
        self._received = 0
        self._in_body = False
        self._used_at = time.monotonic()
        self.reused = False
        until = min(deadline, time.monotonic() + limits.connecting)
        self._socket, self.address = _connect(to, until)
        # Who connects to an address of its own machine does so from that same address.
        self.is_here = self._socket.getsockname()[0] == str(self.address)
        self.check(to.url)
        if scheme == "https":
            self._socket = _secure(self._socket, to.host, until)
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)

    def check(self, url: str) -> None:
        """Raise `FetchError`, and close, unless `url` may be read over this connection."""
        try:
            guard.check(url, self.address, is_here=self.is_here)
        except FetchError:
            self.close()
            raise

    def ask(self, target: str, headers: Sequence[tuple[str, str]]) -> Head:
        """Send a GET and read the head of the answer. May raise `Stale` if `reused`."""
        self._received = 0
        self._in_body = False
        data = self._http.send(h11.Request(method="GET", target=target, headers=list(headers)))
        self._http.send(h11.EndOfMessage())
        try:
            self._socket.settimeout(max(self.deadline - time.monotonic(), 0.001))
            self._socket.sendall(data or b"")
        except OSError as error:
            # A server may answer and close before it has read all: look for its answer.
            if self.reused:
                raise Stale from error
        while True:
            event = self._next()
            if isinstance(event, h11.Response):
                self._in_body = True
                fields: dict[str, list[str]] = {}
                for name, value in event.headers:
                    fields.setdefault(name.decode("ascii"), []).append(_text(value))
                return Head(event.status_code, fields)
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                raise FetchError("broken_answer", retryable=True)

    def body(self) -> Iterator[bytes]:
        """What follows the head, as it comes; to its end, or `FetchError`."""
        while True:
            event = self._next()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return
            else:
                raise FetchError("broken_answer", retryable=True)
            if time.monotonic() > self.deadline:  # it comes in very small parts
                raise self._late()

    def hurry(self) -> None:
        """Give the rest of an answer that is of no interest little time."""
        self.deadline = min(self.deadline, time.monotonic() + self._limits.rest)

    def reset(self) -> bool:
        """After an answer: whether it was read to its end and another request may follow."""
        if not (self._http.our_state is h11.DONE and self._http.their_state is h11.DONE):
            return False
        if self._http.trailing_data[0]:  # it would pass for the answer to the next request
            return False
        self._http.start_next_cycle()
        self._used_at = time.monotonic()
        self.reused = True
        return True

    def is_alive(self) -> bool:
        """Whether a kept connection may be used: nothing to read means not closed by the server."""
        return time.monotonic() - self._used_at < self._limits.idle and not self._poll.poll(0)

    def close(self) -> None:
        self._socket.close()

    def _next(self) -> object:
        """The next event of the protocol."""
        while True:
            try:
                event = self._http.next_event()
            except h11.RemoteProtocolError as error:
                if error.error_status_hint == 431:
                    raise FetchError("too_large") from error
                raise FetchError("broken_answer", retryable=True) from error
            if event is not h11.NEED_DATA:
                return event
            self._http.receive_data(self._receive())

    def _receive(self) -> bytes:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise self._late()
        self._socket.settimeout(min(left, self._limits.silence))
        try:
            data = self._socket.recv(READ)
        except TimeoutError as error:
            raise self._late() from error
        except OSError as error:
            if self.reused and not self._received:
                raise Stale from error
            raise FetchError("broken_answer", retryable=True) from error
        if not data and not self._received:
            if self.reused:
                raise Stale
            raise FetchError("broken_answer", retryable=True)
        self._received += len(data)
        if self._received > self.most:
            raise FetchError("too_large")
        return data

    def _late(self) -> FetchError:
        # A page that drips would drip again: only a server that did not answer is asked again.
        return FetchError("too_slow") if self._in_body else FetchError("timeout", retryable=True)


def _text(value: bytes) -> str:
    """UTF-8 where it is that, else Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _connect(to: guard.Destination, until: float) -> tuple[socket.socket, IPAddress]:
    """Each address in turn, sharing the time that is left."""
    failure = FetchError("refused", retryable=True)
    for index, address in enumerate(to.addresses):
        left = (until - time.monotonic()) / (len(to.addresses) - index)
        if left <= 0:
            raise FetchError("timeout", retryable=True)
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        try:
            plain = socket.socket(family, socket.SOCK_STREAM)
        except OSError:  # a machine without IPv6, for one
            continue
        try:
            plain.settimeout(left)
            plain.connect((str(address), to.port))
        except TimeoutError:
            plain.close()
            failure = FetchError("timeout", retryable=True)
        except OSError:
            plain.close()
        else:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return plain, address
    raise failure


def _secure(plain: socket.socket, host: str, until: float) -> ssl.SSLSocket:
    try:
        plain.settimeout(max(until - time.monotonic(), 0.001))
        return _tls().wrap_socket(plain, server_hostname=host)
    except TimeoutError as error:
        plain.close()
        raise FetchError("timeout", retryable=True) from error
    except ssl.SSLError as error:
        plain.close()
        raise FetchError("tls") from error
    except (OSError, ValueError) as error:
        plain.close()
        raise FetchError("broken_answer", retryable=True) from error
