"""A loopback server that streams as Gemini, Ollama and OpenAI do, well or badly.

    fake.streams(["Hola", " tú"], usage=USAGE)      # from now on
    fake.plays(Status(503), Stall(before=False))    # these in turn, the last one for ever
    fake.misbehaves(share=0.3, seed=7)              # at random, in all of the ways below

What a caller wants whole (a JSON object) gets `fake.says(…)` as of `FakeModels`; under
`misbehaves` such calls fail as well.
"""

from __future__ import annotations

import contextlib
import random
import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from psichat.llm import breaker
from tests import wire_formats
from tests.fake_models import GEMINI, PATIENCE_SECONDS, USAGE, Asked, FakeModels, all_done
from tests.wire_formats import WireFormat

OPENAI = ("openai", "gpt-test")


@dataclass(frozen=True)
class Stream:
    """Goes well: the pieces, then what was used. One that waits `until` does so after the first."""

    pieces: tuple[str, ...] = ("Hola", " tú")
    usage: Mapping[str, int] = field(default_factory=lambda: dict(USAGE))
    thought: str = ""
    until: threading.Event | None = None


@dataclass(frozen=True)
class Status:
    """An error of the provider; `retry_after` in its header, `retry_delay` in Google's body."""

    code: int
    retry_after: str = ""
    retry_delay: str = ""


@dataclass(frozen=True)
class Stall:
    """Says nothing more, before the first piece or after it."""

    before: bool = True


@dataclass(frozen=True)
class Cut:
    """The connection ends, before the first piece or after it."""

    before: bool = False


@dataclass(frozen=True)
class Malformed:
    """A line that is no JSON, before the first piece or after it."""

    before: bool = False


@dataclass(frozen=True)
class Blocked:
    """Stopped for safety: the question (`before`), or the answer after its first piece."""

    before: bool = True
    reason: str = "SAFETY"


@dataclass(frozen=True)
class Empty:
    """No candidate, or one without a text."""

    candidate: bool = False


Play = Stream | Status | Stall | Cut | Malformed | Blocked | Empty
FAULTS: tuple[Play, ...] = (
    *(Status(429, retry_after="0"), Status(429, retry_delay="0s"), Status(503), Status(500)),
    *(Stall(), Stall(before=False), Cut(before=True), Cut()),
    *(Malformed(before=True), Malformed(), Blocked(), Blocked(before=False)),
    *(Empty(), Empty(candidate=True)),
)


class FakeStreams(FakeModels):
    """`played` counts what was played, by kind; `billed` has the usage that each call was told
    last; `first_piece_at` the moments (monotonic) at which first pieces were sent; `hung_up` is
    released once for each connection that the other side closed while it was being answered."""

    def __init__(self) -> None:
        self.usual = Stream()
        self.queue: list[Play] = [self.usual]
        self.played: Counter[str] = Counter()
        self.billed: list[Mapping[str, int]] = []
        self.first_piece_at: list[float] = []
        self.hung_up = threading.Semaphore(0)
        self.was_asked = threading.Event()
        self._share, self._dice = 0.0, random.Random(0)
        self._turn = threading.Lock()
        self._end, self._over = socket.socketpair()
        super().__init__()

    def streams(
        self, pieces: Sequence[str], usage: Mapping[str, int] | None = None, **more: Any
    ) -> None:
        """From now on every call gets these pieces, also between the faults."""
        self.usual = Stream(tuple(pieces), dict(USAGE if usage is None else usage), **more)
        self.queue = [self.usual]

    def plays(self, *plays: Play) -> None:
        """These in turn; the last one for ever."""
        self.queue = list(plays)

    def misbehaves(self, *, share: float = 0.3, seed: int = 0) -> None:
        """From now on `share` of the calls fail, in each of the ways of FAULTS alike."""
        self._share, self._dice = share, random.Random(seed)

    def wait_for_hang_up(self) -> bool:
        """Whether the other side closed a connection that was being answered."""
        return self.hung_up.acquire(timeout=PATIENCE_SECONDS)

    def wait_until_asked(self) -> bool:
        """Whether a request has come in, now or before."""
        return self.was_asked.wait(PATIENCE_SECONDS)

    def stop(self) -> None:
        self._end.close()
        super().stop()
        self._over.close()

    # --- one request -------------------------------------------------------------------------
    def answer(self, to: BaseHTTPRequestHandler, asked: Asked) -> None:
        wire = wire_formats.of(asked.path)
        streamed = wire.is_streamed(asked.path, asked.body)
        fault = self._fault()
        if not streamed and fault is None:
            super().answer(to, asked)
            return
        self.asked.append(asked)
        play = fault or self._next()
        self.was_asked.set()
        self.played[type(play).__name__] += 1
        told: dict[str, int] = {}
        try:
            _Telling(self, to, wire, told, streamed=streamed).tell(play)
        except (BrokenPipeError, ConnectionResetError):
            to.close_connection = True
            self.hung_up.release()
        finally:
            if told:
                self.billed.append(told)

    def _fault(self) -> Play | None:
        with self._turn:
            return self._dice.choice(FAULTS) if self._dice.random() < self._share else None

    def _next(self) -> Play:
        with self._turn:
            return self.queue.pop(0) if len(self.queue) > 1 else self.queue[0]

    def stall(self, connection: socket.socket) -> None:
        """Wait until the test is over or the other side hangs up."""
        ready, _, _ = select.select([connection, self._over], [], [], PATIENCE_SECONDS)
        if connection in ready:
            self.hung_up.release()


class _Telling:
    """One answer on the wire. Chunked, so that a cut one can be told from a whole one; what is not
    `streamed` has the same events, and only the last one is sent."""

    def __init__(
        self,
        fake: FakeStreams,
        to: BaseHTTPRequestHandler,
        wire: WireFormat,
        told: dict[str, int],
        *,
        streamed: bool,
    ) -> None:
        self.fake, self.to, self.wire, self.told, self.streamed = fake, to, wire, told, streamed

    def tell(self, play: Play) -> None:
        if isinstance(play, Status):
            self._error(play)
        elif isinstance(play, Stream):
            self._stream(play)
        elif isinstance(play, Empty):
            self._begin()
            self._send(self.wire.empty(candidate=play.candidate))
            self._end()
        elif isinstance(play, Blocked):
            self._blocked(play)
        else:
            self._broken(play)

    def _error(self, play: Status) -> None:
        body = self.wire.error(play.code, play.retry_delay)
        self.to.send_response(play.code)
        if play.retry_after:
            self.to.send_header("retry-after", play.retry_after)
        self.to.send_header("content-type", "application/json")
        self.to.send_header("content-length", str(len(body)))
        self.to.end_headers()
        self.to.wfile.write(body)

    def _stream(self, play: Stream) -> None:
        self._begin()
        if play.thought:
            self._send(self.wire.piece("", play.thought, {}))
        for number, piece in enumerate(play.pieces):
            if number == 1 and play.until is not None:
                play.until.wait(PATIENCE_SECONDS)
            self._piece(piece, number, play.usage)
        self._bill(play.usage)
        self._send(self.wire.last(play.usage))
        self._end()

    def _blocked(self, play: Blocked) -> None:
        self._begin()
        if not play.before:
            self._piece(self.fake.usual.pieces[0], 0, self.fake.usual.usage)
        self._send(self.wire.blocked(play.reason, question=play.before))
        self._end()

    def _broken(self, play: Stall | Cut | Malformed) -> None:
        if isinstance(play, Malformed) or (not play.before and self.streamed):
            self._begin()
        if not play.before and self.streamed:
            self._piece(self.fake.usual.pieces[0], 0, self.fake.usual.usage)
        if isinstance(play, Malformed):
            self._send(self.wire.malformed())
            self._end()
            return
        if isinstance(play, Stall):
            self.fake.stall(self.to.connection)
        self.to.close_connection = True
        with contextlib.suppress(OSError):  # the other side may have been faster
            self.to.connection.shutdown(socket.SHUT_RDWR)

    def _piece(self, text: str, number: int, usage: Mapping[str, int]) -> None:
        """A piece; where the provider says so along the way, one token out for each so far."""
        so_far = dict(usage) | {"tokens_out": usage.get("tokens_thinking", 0) + number + 1}
        if self.wire.counts_along:
            self._bill(so_far)
        if number == 0:
            self.fake.first_piece_at.append(time.monotonic())
        self._send(self.wire.piece(text, "", so_far))

    def _bill(self, usage: Mapping[str, int]) -> None:
        self.told.update({name: usage.get(name, 0) for name in self.wire.counts})

    def _begin(self) -> None:
        self.to.send_response(200)
        self.to.send_header("content-type", self.wire.content_type(streamed=self.streamed))
        self.to.send_header("transfer-encoding", "chunked")
        self.to.end_headers()

    def _send(self, event: Any) -> None:
        body = self.wire.framed(event, streamed=self.streamed)
        if body:  # an empty chunk would be the end
            self.to.wfile.write(b"%x\r\n%b\r\n" % (len(body), body))

    def _end(self) -> None:
        if self.streamed:
            self._send(None)
        self.to.wfile.write(b"0\r\n\r\n")


@pytest.fixture
def streams(settings: Any) -> Iterator[FakeStreams]:
    """The fake as the configured Gemini, with Ollama's and OpenAI's address too; no budget."""
    fake = FakeStreams()
    settings.LLM_CHAIN = [GEMINI]
    settings.LLM_PROVIDER = GEMINI[0]
    settings.LLM_BUDGET_GUARD = ""
    settings.GOOGLE_API_KEY = settings.OPENAI_API_KEY = "for tests"
    settings.GOOGLE_API_ENDPOINT = settings.OLLAMA_BASE_URL = fake.url
    settings.OPENAI_BASE_URL = f"{fake.url}/v1"
    breaker.forget()
    yield fake
    fake.stop()
    all_done()
    breaker.forget()
