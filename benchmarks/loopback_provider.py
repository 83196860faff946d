"""A provider on this machine in a process of its own, which counts what it is asked and bills.

    python -m benchmarks.loopback_provider      # prints its address, ends with its standard input

A POST to `/figures` sets how it behaves from now on (`misbehaves`: share of calls that fail,
`delay`: seconds until it says the first word) and returns what it counted since the last one.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.fake_models import USAGE, Asked
from tests.fake_streams import FakeStreams

PIECES = (
    "Se te juntó todo ",
    "y cuesta partir. ",
    "Vamos con algo pequeño primero, ",
    "que se pueda terminar hoy mismo. ",
    "Escribe tres ideas sueltas, sin corregirlas, ",
    "y después me cuentas cuál te quedó más clara.",
)
FIGURES = "/figures"


class Provider(FakeStreams):
    """The tests' fake, which takes its time and counts."""

    def __init__(self) -> None:
        self.delay = 0.0
        self.requests = 0
        self.asked_at: list[float] = []
        super().__init__()
        self.streams(PIECES)

    def answer(self, to: BaseHTTPRequestHandler, asked: Asked) -> None:
        if asked.path == FIGURES:
            self._set(to, asked.body)
            return
        self.requests += 1
        self.asked_at.append(time.monotonic())
        if self.delay:
            time.sleep(self.delay)
        super().answer(to, asked)

    def _set(self, to: BaseHTTPRequestHandler, wishes: dict[str, float]) -> None:
        body = json.dumps(self._figures()).encode()
        for kept in (self.billed, self.asked_at, self.first_piece_at, self.asked):
            kept.clear()
        self.played.clear()
        self.requests = 0
        self.delay = wishes.get("delay", 0.0)
        self.misbehaves(share=wishes.get("misbehaves", 0.0), seed=4)
        to.send_response(200)
        to.send_header("content-length", str(len(body)))
        to.end_headers()
        to.wfile.write(body)

    def _figures(self) -> dict[str, Any]:
        billed = dict.fromkeys(USAGE, 0)
        whole = self.requests - sum(self.played.values())  # answers that were not wanted in pieces
        for usage in [*self.billed, *[USAGE] * whole]:
            for name in billed:
                billed[name] += usage.get(name, 0)
        return {
            "requests": self.requests,
            "played": dict(self.played),
            "billed": billed,
            "asked_at": self.asked_at,
            "first_piece_at": self.first_piece_at,
        }


def figures(url: str, **wishes: float) -> dict[str, Any]:
    """What the provider at `url` counted; from now on it behaves as wished."""
    request = urllib.request.Request(url + FIGURES, json.dumps(wishes).encode())
    with urllib.request.urlopen(request, timeout=10) as response:
        return dict(json.load(response))


def main() -> None:
    provider = Provider()
    print(provider.url, flush=True)
    sys.stdin.read()
    provider.stop()


if __name__ == "__main__":
    main()
